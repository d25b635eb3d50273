use super::*;
use crate::value::Date;

fn shown(code: &str, number: f64) -> String {
    NumberFormat::parse(code, Locale::FrBe).reading(number, Epoch::Y1900).0
}

#[test]
fn numbers_are_shown_as_excel_shows_them_in_belgian_french() {
    for (code, number, expected) in [
        ("General", 2020.0, "2020"),
        ("General", 0.5, "0,5"),
        ("General", -73_500.25, "-73500,25"),
        ("General", 0.1 + 0.2, "0,3"),
        ("General", 1.0 / 3.0, "0,333333333"),
        ("General", 123.456_789_012, "123,456789"),
        ("General", 99_999_999_999.5, "100000000000"),
        ("General", 541_234_567_890_123.0, "541234567890123"),
        ("General", 1.234_567_89e20, "1,23457E+20"),
        ("General", 0.000_012_345_67, "1,23457E-05"),
        ("General", 0.000_01, "0,00001"),
        ("General", 0.0, "0"),
        ("0", 2.5, "3"),
        ("0.00", 1.005, "1,01"),
        ("0.00", -0.5, "-0,50"),
        ("000", 7.0, "007"),
        ("#,##0.00 \"€\"", 1000.0, "1\u{A0}000,00 €"),
        ("#,##0.00\\ \"€\"", 1_234_567.891, "1\u{A0}234\u{A0}567,89 €"),
        ("#,##0", 999.0, "999"),
        ("#,##0", -1234.0, "-1\u{A0}234"),
        ("#,##0 [$€-80C]", 24_850.0, "24\u{A0}850 €"),
        ("[$€-2]\\ #,##0.00", 3.0, "€ 3,00"),
        ("#,##0;(#,##0)", -5.0, "(5)"),
        ("#,##0.00;[Red]-#,##0.00", -5.0, "-5,00"),
        ("0;-0;\"néant\"", 0.0, "néant"),
        ("0;-0;;@", 0.0, ""),
        ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-", 20_000.0, "20\u{A0}000,00 €"),
        ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-", -2.0, "-2,00 €"),
        ("0%", 0.75, "75%"),
        ("0.0%", 0.1234, "12,3%"),
        ("#,##0,", 1_500_000.0, "1\u{A0}500"),
        ("0.0,,\" M€\"", 1_500_000.0, "1,5 M€"),
        ("0.##", 5.0, "5,"),
        ("#.##", 0.25, ",25"),
        (".00", 12.5, "12,50"),
        ("0.00E+00", 12_345.0, "1,23E+04"),
        ("0.0E-0", 0.00012, "1,2E-4"),
        ("##0.0E+0", 12_345.0, "12,3E+3"),
        ("0.0E+0", 9.96, "1,0E+1"),
        ("0#\"/\"##\" \"##\" \"##", 81_327_345.0, "81/32 73 45"),
        ("000000\"/\"000\"-\"00", 84_010_712_402.0, "840107/124-02"),
        ("[>=1000]#,##0,\" k€\";0\" €\"", 73_500.0, "74 k€"),
        ("[>=1000]#,##0,\" k€\";0\" €\"", 20.0, "20 €"),
        ("# ?/?", 0.5, "0,5"),
        ("\"Objectif \"0", 3.0, "Objectif 3"),
        ("General\" jours\"", 2.5, "2,5 jours"),
        ("@", 12.0, "12"),
        ("0;@", -12.0, "-12"),
    ] {
        assert_eq!(shown(code, number), expected, "{code} of {number}");
    }
}

#[test]
fn dates_are_shown_with_french_names() {
    // 1 January 2020 is day 43831; 30 June 2020 is 44012.
    for (code, serial, expected) in [
        ("mmm-yy", 43_831.0, "janv-20"),
        ("mmm\\-yy", 43_862.0, "févr-20"),
        ("mmm yy", 43_831.0, "janv 20"),
        ("mmmm yyyy", 43_831.0, "janvier 2020"),
        ("[$-80C]mmmm\\ yyyy;@", 44_044.0, "août 2020"),
        ("[$-409]mmm\\-yy;@", 43_862.0, "Feb-20"),
        ("[$-413]d mmmm yyyy", 43_905.0, "15 maart 2020"),
        ("dd/mm/yyyy", 44_012.0, "30/06/2020"),
        ("d/m/yy", 44_012.0, "30/6/20"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44_012.0, "mardi 30 juin 2020"),
        ("ddd d mmm", 44_012.0, "mar 30 juin"),
        ("mmmmm", 44_012.0, "J"),
        ("yyyy", 44_012.0, "2020"),
        ("dd/mm/yyyy h:mm", 44_012.343_75, "30/06/2020 8:15"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("h:mm AM/PM", 0.0, "12:00 AM"),
        ("hh:mm:ss", 0.999_999_9, "00:00:00"),
        ("mm:ss.0", 0.000_706_018_5, "01:01,0"),
        ("[h]:mm", 1.5, "36:00"),
        ("[h]:mm", -1.5, "-36:00"),
        ("[mm]:ss", 0.5, "720:00"),
        ("dd/mm/yyyy", 60.0, "29/02/1900"),
        ("dd/mm/yyyy", 61.0, "01/03/1900"),
        ("dd/mm/yyyy", 1.0, "01/01/1900"),
        ("dd/mm/yyyy", 59.0, "28/02/1900"),
        ("dd/mm/yyyy", 2_958_465.0, "31/12/9999"),
        ("dd/mm/yyyy", 2_958_466.0, "2958466"),
        ("dd/mm/yyyy", -3.0, "-3"),
        ("dd/mm/yyyy", 1e300, "1E+300"),
    ] {
        assert_eq!(shown(code, serial), expected, "{code} of {serial}");
    }
}

#[test]
fn built_in_formats_are_known_by_number() {
    let by_number = |id, number| NumberFormat::built_in(id, Locale::FrBe).reading(number, Epoch::Y1900).0;
    for (id, number, expected) in [
        (0, 1.5, "1,5"),
        (4, 1000.0, "1\u{A0}000,00"),
        (10, 0.5, "50,00%"),
        (14, 44_012.0, "30/06/2020"),
        (15, 44_012.0, "30-juin-20"),
        (16, 44_012.0, "30-juin"),
        (17, 44_012.0, "juin-20"),
        (18, 0.5, "12:00 PM"),
        (20, 0.5, "12:00"),
        (21, 0.5, "12:00:00"),
        (22, 44_012.5, "30/06/2020 12:00"),
        (31, 44_012.0, "30/06/2020"),
        (44, 2000.0, "2\u{A0}000,00 €"),
        (45, 0.5, "00:00"),
        (46, 1.5, "36:00:00"),
        (47, 0.0, "00:00,0"),
        (49, 7.0, "7"),
        (9999, 7.0, "7"),
    ] {
        assert_eq!(by_number(id, number), expected, "{id}");
    }
}

#[test]
fn a_number_is_a_date_where_its_format_shows_one() {
    let value = |code: &str, number, epoch| NumberFormat::parse(code, Locale::FrBe).reading(number, epoch).1;
    let june_30 = Date { year: 2020, month: 6, day: 30 };
    assert_eq!(
        value("mmm-yy", 44_012.0, Epoch::Y1900),
        Value::Date { date: june_30, seconds: 0, format: Some("mmm-yy".into()) }
    );
    assert_eq!(
        value("dd/mm/yyyy hh:mm", 42_550.5, Epoch::Y1904),
        Value::Date { date: june_30, seconds: 43_200, format: Some("dd/mm/yyyy hh:mm".into()) }
    );
    assert_eq!(value("h:mm", 0.5, Epoch::Y1900), Value::Number { number: 0.5, format: Some("h:mm".into()) });
    assert_eq!(value("General", 3.0, Epoch::Y1900), Value::Number { number: 3.0, format: None });
    assert_eq!(
        value("dd/mm/yyyy", -1.0, Epoch::Y1900),
        Value::Number { number: -1.0, format: Some("dd/mm/yyyy".into()) }
    );
}

#[test]
fn a_date_in_iso_form_has_a_serial() {
    for (text, serial) in [
        ("2020-06-30", Some(44_012.0)),
        ("2020-06-30T12:00:00Z", Some(44_012.5)),
        ("2020-06-30T12:00:00.000", Some(44_012.5)),
        ("1900-01-01", Some(1.0)),
        ("1900-03-01", Some(61.0)),
        ("9999-12-31", Some(2_958_465.0)),
        ("1899-12-31", None),
        ("2020-13-01", None),
        ("2020", None),
        ("", None),
    ] {
        assert_eq!(serial_of_iso(text), serial, "{text}");
    }
}

#[test]
fn numbers_and_dates_are_shown_in_the_way_of_the_reader() {
    let by_number = |locale, id, number| NumberFormat::built_in(id, locale).reading(number, Epoch::Y1900).0;
    for (locale, general, money, date, moment, month, truth) in [
        (Locale::FrBe, "0,5", "1\u{A0}234,50 €", "30/06/2020", "30/06/2020 12:00", "juin-20", "VRAI"),
        (Locale::FrFr, "0,5", "1\u{202F}234,50 €", "30/06/2020", "30/06/2020 12:00", "juin-20", "VRAI"),
        (Locale::NlBe, "0,5", "€ 1.234,50", "30/06/2020", "30/06/2020 12:00", "jun-20", "WAAR"),
        (Locale::DeBe, "0,5", "1.234,50 €", "30.06.2020", "30.06.2020 12:00", "Jun-20", "WAHR"),
        (Locale::EnGb, "0.5", "£1,234.50", "30/06/2020", "30/06/2020 12:00", "Jun-20", "TRUE"),
        (Locale::EnUs, "0.5", "$1,234.50", "6/30/2020", "6/30/2020 12:00", "Jun-20", "TRUE"),
    ] {
        let shown = [(0, 0.5), (7, 1234.5), (14, 44_012.0), (22, 44_012.5), (17, 44_012.0)]
            .map(|(id, number)| by_number(locale, id, number));
        assert_eq!(shown, [general, money, date, moment, month], "{}", locale.tag());
        assert_eq!(boolean(true, locale), truth);
        assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
    }
    assert_eq!((error("#REF!", Locale::NlBe), error("#REF!", Locale::EnGb)), ("#VERW!", "#REF!"));
    assert_eq!(Locale::from_tag("xx"), None);
    let long = NumberFormat::parse("[$-F800]dddd", Locale::EnUs).reading(44_012.0, Epoch::Y1900).0;
    assert_eq!(long, "Tuesday, June 30, 2020");
}

mod any_code {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn never_panics(code in "[0#?.,;%Ee+\\-/@_*\\\\\"\\[\\]$hmsdyAaPp<>=Genral €é]{0,40}", number: f64) {
            let _ = NumberFormat::parse(&code, Locale::EnUs).reading(number, Epoch::Y1904);
            let _ = serial_of_iso(&code);
        }

        #[test]
        fn every_day_of_the_calendar_goes_to_iso_and_back(days in 1_u32..2_958_466) {
            prop_assume!(days != 60);
            let (text, _) = NumberFormat::parse("yyyy-mm-dd", Locale::FrBe).reading(f64::from(days), Epoch::Y1900);
            prop_assert_eq!(serial_of_iso(&text), Some(f64::from(days)));
        }
    }
}
