//! What depends on the language of the reader: marks in numbers, plain dates, money, errors. Names of months and days
//! follow the language that a format asks for (`[$-409]`), that of the reader where it asks for none.

/// The language and country in which numbers and dates are shown. Belgian French unless told otherwise.
///
/// ```
/// use passerelle_tables::Locale;
/// assert_eq!(Locale::from_tag("nl-be"), Some(Locale::NlBe));
/// assert_eq!(Locale::default().tag(), "fr-BE");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Locale {
    /// French of Belgium: `1 234,50 €`, `30/06/2020`.
    #[default]
    FrBe,
    /// French of France: `1 234,50 €` with narrow spaces, `30/06/2020`.
    FrFr,
    /// Dutch of Belgium: `€ 1.234,50`, `30/06/2020`.
    NlBe,
    /// German of Belgium: `1.234,50 €`, `30.06.2020`.
    DeBe,
    /// English of Great Britain: `£1,234.50`, `30/06/2020`.
    EnGb,
    /// English of the United States: `$1,234.50`, `6/30/2020`.
    EnUs,
}

impl Locale {
    /// Every locale, the default first.
    pub const ALL: &'static [Self] = &[Self::FrBe, Self::FrFr, Self::NlBe, Self::DeBe, Self::EnGb, Self::EnUs];

    /// Its language tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.conventions().tag
    }

    /// The locale of a language tag, whatever its case.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }

    pub(super) fn conventions(self) -> &'static Conventions {
        match self {
            Self::FrBe => &FR_BE,
            Self::FrFr => &FR_FR,
            Self::NlBe => &NL_BE,
            Self::DeBe => &DE_BE,
            Self::EnGb => &EN_GB,
            Self::EnUs => &EN_US,
        }
    }
}

/// How one country writes numbers and dates.
pub(super) struct Conventions {
    tag: &'static str,
    /// The language of names, by the low bits of a Windows language number.
    language: u16,
    /// Between the whole part and the decimals.
    pub(super) decimal_mark: char,
    /// Between groups of three digits.
    pub(super) group_mark: char,
    /// The format of a plain date.
    pub(super) short_date: &'static str,
    /// The format of a date with its time of day.
    pub(super) moment: &'static str,
    /// The format of a date with its weekday (`[$-F800]`).
    pub(super) long_date: &'static str,
    /// The format of a time of day (`[$-F400]`).
    pub(super) long_time: &'static str,
    /// The formats of money that files call by the numbers 5 to 8, 42 and 44.
    pub(super) money: [&'static str; 6],
    /// True and false.
    truth: [&'static str; 2],
    /// Errors as stored and as shown.
    errors: &'static [(&'static str, &'static str)],
}

/// Numbers of the formats of money.
pub(super) const MONEY: [u32; 6] = [5, 6, 7, 8, 42, 44];

/// Euros behind the amount.
const EUROS_AFTER: [&str; 6] = [
    "#,##0\\ \"€\";-#,##0\\ \"€\"",
    "#,##0\\ \"€\";[Red]-#,##0\\ \"€\"",
    "#,##0.00\\ \"€\";-#,##0.00\\ \"€\"",
    "#,##0.00\\ \"€\";[Red]-#,##0.00\\ \"€\"",
    "#,##0\\ \"€\";-#,##0\\ \"€\";\"-\"\\ \"€\"",
    "#,##0.00\\ \"€\";-#,##0.00\\ \"€\";\"-\"\\ \"€\"",
];

/// Euros before the amount.
const EUROS_BEFORE: [&str; 6] = [
    "\"€\"\\ #,##0;\"€\"\\ -#,##0",
    "\"€\"\\ #,##0;[Red]\"€\"\\ -#,##0",
    "\"€\"\\ #,##0.00;\"€\"\\ -#,##0.00",
    "\"€\"\\ #,##0.00;[Red]\"€\"\\ -#,##0.00",
    "\"€\"\\ #,##0;\"€\"\\ -#,##0;\"€\"\\ \"-\"",
    "\"€\"\\ #,##0.00;\"€\"\\ -#,##0.00;\"€\"\\ \"-\"",
];

const POUNDS: [&str; 6] = [
    "\"£\"#,##0;-\"£\"#,##0",
    "\"£\"#,##0;[Red]-\"£\"#,##0",
    "\"£\"#,##0.00;-\"£\"#,##0.00",
    "\"£\"#,##0.00;[Red]-\"£\"#,##0.00",
    "\"£\"#,##0;-\"£\"#,##0;\"£\"\"-\"",
    "\"£\"#,##0.00;-\"£\"#,##0.00;\"£\"\"-\"",
];

const DOLLARS: [&str; 6] = [
    "\"$\"#,##0;(\"$\"#,##0)",
    "\"$\"#,##0;[Red](\"$\"#,##0)",
    "\"$\"#,##0.00;(\"$\"#,##0.00)",
    "\"$\"#,##0.00;[Red](\"$\"#,##0.00)",
    "\"$\"#,##0;\"$\"(#,##0);\"$\"\"-\"",
    "\"$\"#,##0.00;\"$\"(#,##0.00);\"$\"\"-\"",
];

const FRENCH_ERRORS: &[(&str, &str)] =
    &[("#VALUE!", "#VALEUR!"), ("#NAME?", "#NOM?"), ("#NUM!", "#NOMBRE!"), ("#NULL!", "#NUL!")];

static FR_BE: Conventions = Conventions {
    tag: "fr-BE",
    language: 0x0C,
    decimal_mark: ',',
    group_mark: '\u{A0}',
    short_date: "dd/mm/yyyy",
    moment: "dd/mm/yyyy h:mm",
    long_date: "dddd d mmmm yyyy",
    long_time: "hh:mm:ss",
    money: EUROS_AFTER,
    truth: ["VRAI", "FAUX"],
    errors: FRENCH_ERRORS,
};

static FR_FR: Conventions = Conventions {
    tag: "fr-FR",
    language: 0x0C,
    decimal_mark: ',',
    group_mark: '\u{202F}',
    short_date: "dd/mm/yyyy",
    moment: "dd/mm/yyyy hh:mm",
    long_date: "dddd d mmmm yyyy",
    long_time: "hh:mm:ss",
    money: EUROS_AFTER,
    truth: ["VRAI", "FAUX"],
    errors: FRENCH_ERRORS,
};

static NL_BE: Conventions = Conventions {
    tag: "nl-BE",
    language: 0x13,
    decimal_mark: ',',
    group_mark: '.',
    short_date: "d/mm/yyyy",
    moment: "d/mm/yyyy h:mm",
    long_date: "dddd d mmmm yyyy",
    long_time: "h:mm:ss",
    money: EUROS_BEFORE,
    truth: ["WAAR", "ONWAAR"],
    errors: &[
        ("#VALUE!", "#WAARDE!"),
        ("#NAME?", "#NAAM?"),
        ("#NUM!", "#GETAL!"),
        ("#NULL!", "#LEEG!"),
        ("#DIV/0!", "#DEEL/0!"),
        ("#REF!", "#VERW!"),
        ("#N/A", "#N/B"),
    ],
};

static DE_BE: Conventions = Conventions {
    tag: "de-BE",
    language: 0x07,
    decimal_mark: ',',
    group_mark: '.',
    short_date: "dd.mm.yyyy",
    moment: "dd.mm.yyyy hh:mm",
    long_date: "dddd, d. mmmm yyyy",
    long_time: "hh:mm:ss",
    money: EUROS_AFTER,
    truth: ["WAHR", "FALSCH"],
    errors: &[("#VALUE!", "#WERT!"), ("#NUM!", "#ZAHL!"), ("#REF!", "#BEZUG!"), ("#N/A", "#NV")],
};

static EN_GB: Conventions = Conventions {
    tag: "en-GB",
    language: 0x09,
    decimal_mark: '.',
    group_mark: ',',
    short_date: "dd/mm/yyyy",
    moment: "dd/mm/yyyy hh:mm",
    long_date: "dd mmmm yyyy",
    long_time: "hh:mm:ss",
    money: POUNDS,
    truth: ["TRUE", "FALSE"],
    errors: &[],
};

static EN_US: Conventions = Conventions {
    tag: "en-US",
    language: 0x09,
    decimal_mark: '.',
    group_mark: ',',
    short_date: "m/d/yyyy",
    moment: "m/d/yyyy h:mm",
    long_date: "dddd, mmmm d, yyyy",
    long_time: "h:mm:ss AM/PM",
    money: DOLLARS,
    truth: ["TRUE", "FALSE"],
    errors: &[],
};

/// How an error is shown.
pub(crate) fn error(stored: &str, locale: Locale) -> &str {
    let errors = locale.conventions().errors;
    errors.iter().find(|(known, _)| *known == stored).map_or(stored, |(_, shown)| shown)
}

/// How true and false are shown.
pub(crate) fn boolean(value: bool, locale: Locale) -> &'static str {
    let [yes, no] = locale.conventions().truth;
    if value { yes } else { no }
}

/// Names of months and days in one language.
pub(super) struct Names {
    /// The language by the low bits of a Windows language number.
    language: u16,
    pub(super) months: [&'static str; 12],
    pub(super) short_months: [&'static str; 12],
    /// From Sunday.
    pub(super) days: [&'static str; 7],
    pub(super) short_days: [&'static str; 7],
}

/// The languages of Belgium and English.
static NAMES: [Names; 4] = [
    Names {
        language: 0x0C,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
        days: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        short_days: ["dim", "lun", "mar", "mer", "jeu", "ven", "sam"],
    },
    Names {
        language: 0x13,
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        short_days: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    },
    Names {
        language: 0x07,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        short_months: ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
        days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
        short_days: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    },
    Names {
        language: 0x09,
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        short_days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    },
];

/// The names in the language of a Windows language number, else in that of the reader.
pub(super) fn names(language: Option<u16>, locale: Locale) -> &'static Names {
    let [default, ..] = &NAMES;
    let by_number = |language: u16| NAMES.iter().find(|names| names.language == language & 0x3FF);
    language.and_then(by_number).or_else(|| by_number(locale.conventions().language)).unwrap_or(default)
}
