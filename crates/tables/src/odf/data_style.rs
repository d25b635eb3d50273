//! Number formats: the elements of a data style as a format code such as `#,##0.00 "€"`.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::xml::{Element, Ns, Xml};

/// Codes are cut here; the longest that a spreadsheet allows has 255 characters.
const LONGEST_CODE: usize = 512;

/// More decimals or digits than this are not written out.
const MOST_DIGITS: usize = 30;

/// What a data style is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum DataKind {
    #[default]
    Number,
    Percentage,
    /// A date or a time.
    Moment,
    Boolean,
    Text,
}

/// The elements that are data styles.
const KINDS: [(&str, DataKind); 7] = [
    ("number-style", DataKind::Number),
    ("currency-style", DataKind::Number),
    ("percentage-style", DataKind::Percentage),
    ("date-style", DataKind::Moment),
    ("time-style", DataKind::Moment),
    ("boolean-style", DataKind::Boolean),
    ("text-style", DataKind::Text),
];

/// Languages that a style may ask names of months in, with their Windows numbers.
const LANGUAGES: [(&str, &str); 4] = [("fr", "[$-40C]"), ("nl", "[$-413]"), ("de", "[$-407]"), ("en", "[$-409]")];

/// A data style.
#[derive(Debug, Clone, Default)]
pub(super) struct DataStyle {
    pub(super) kind: DataKind,
    code: String,
    /// Nothing but a number without a demand: the General format.
    general: bool,
    /// Conditions with the styles to use where they hold.
    maps: Vec<(String, String)>,
}

impl DataStyle {
    /// Reads the data style that was just opened, with its name; none for any other element.
    pub(super) fn read(xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Option<(String, Self)>, Error> {
        let known = KINDS.iter().find(|(name, _)| element.is(Ns::OdfNumber, name));
        let (Some((_, kind)), Some(name)) = (known, element.attr_in(Ns::OdfStyle, "name")) else { return Ok(None) };
        let mut style = Self { kind: *kind, ..Self::default() };
        if *kind == DataKind::Moment {
            let language =
                element.attr("language").and_then(|asked| LANGUAGES.iter().find(|(known, _)| *known == asked));
            style.code.push_str(language.map_or("", |(_, code)| code));
        }
        let mut counts_on = element.attr("truncate-on-overflow") == Some("false");
        let depth = xml.depth();
        let mut parts = 0;
        while let Some(part) = xml.child(depth)? {
            match part.ns {
                Ns::OdfNumber => {
                    parts += 1;
                    style.general = parts == 1 && is_general(&part);
                    let code = code_of(xml, &part, *kind, &mut counts_on)?;
                    style.push(&code);
                }
                Ns::OdfStyle if part.local == "map" => {
                    if let (Some(condition), Some(name)) = (part.attr("condition"), part.attr("apply-style-name")) {
                        style.maps.push((condition.to_owned(), name.to_owned()));
                    }
                }
                _ => {}
            }
        }
        Ok(Some((name.to_owned(), style)))
    }

    fn push(&mut self, code: &str) {
        if self.code.len() + code.len() <= LONGEST_CODE {
            self.code.push_str(code);
        }
    }

    /// The format code with its conditions, as a spreadsheet of the other family would write it; none for General.
    pub(super) fn code(&self, others: &BTreeMap<String, Self>) -> Option<String> {
        let own = |style: &Self| if style.general { "General".to_owned() } else { style.code.clone() };
        let mapped = self.maps.iter().take(2).filter_map(|(condition, name)| {
            let condition = condition.trim().strip_prefix("value()")?;
            Some((condition, own(others.get(name)?)))
        });
        let mapped: Vec<(&str, String)> = mapped.collect();
        let code = match mapped.as_slice() {
            [] => own(self),
            [(">=0", positive)] => format!("{positive};{}", own(self)),
            [(">0", positive), ("<0", negative)] => format!("{positive};{negative};{}", own(self)),
            mapped => {
                let sections: String = mapped.iter().map(|(condition, code)| format!("[{condition}]{code};")).collect();
                format!("{sections}{}", own(self))
            }
        };
        (!code.is_empty() && code != "General" && code.len() <= 2 * LONGEST_CODE).then_some(code)
    }
}

/// A number for which nothing is asked but one digit before the decimal mark.
fn is_general(element: &Element<'_>) -> bool {
    element.local == "number"
        && element.attr("decimal-places").is_none()
        && element.attr("grouping") != Some("true")
        && count(element, "min-integer-digits").unwrap_or(0) <= 1
        && element.attr("display-factor").is_none()
}

/// The piece of code that one element of a data style stands for.
fn code_of(xml: &mut Xml<'_>, element: &Element<'_>, kind: DataKind, counts_on: &mut bool) -> Result<String, Error> {
    let long = element.attr("style") == Some("long");
    let pick = |short: &str, wide: &str| if long { wide.to_owned() } else { short.to_owned() };
    let mut clock = |code: String| if std::mem::take(counts_on) { format!("[{code}]") } else { code };
    Ok(match element.local {
        "number" => number_code(element),
        "scientific-number" => {
            let exponent = "0".repeat(count(element, "min-exponent-digits").unwrap_or(2).max(1));
            format!("{}E+{exponent}", number_code(element))
        }
        "fraction" => {
            let numerator = "?".repeat(count(element, "min-numerator-digits").unwrap_or(1).max(1));
            let denominator = match element.attr("denominator-value") {
                Some(value) if value.bytes().all(|byte| byte.is_ascii_digit()) && value.len() < 6 => value.to_owned(),
                _ => "?".repeat(count(element, "min-denominator-digits").unwrap_or(1).max(1)),
            };
            format!("# {numerator}/{denominator}")
        }
        "text" => literal(&xml.text(xml.depth())?, kind),
        "currency-symbol" => literal(&xml.text(xml.depth())?, DataKind::Text),
        "text-content" => "@".to_owned(),
        "day" => pick("d", "dd"),
        "day-of-week" => pick("ddd", "dddd"),
        "month" if element.attr("textual") == Some("true") => pick("mmm", "mmmm"),
        "month" => pick("m", "mm"),
        "year" => pick("yy", "yyyy"),
        "hours" => clock(pick("h", "hh")),
        "minutes" => clock(pick("m", "mm")),
        "seconds" => {
            let decimals = count(element, "decimal-places").unwrap_or(0);
            let fraction = if decimals > 0 { format!(".{}", "0".repeat(decimals)) } else { String::new() };
            clock(pick("s", "ss")) + &fraction
        }
        "am-pm" => "AM/PM".to_owned(),
        _ => String::new(),
    })
}

fn number_code(element: &Element<'_>) -> String {
    let decimals = count(element, "decimal-places").unwrap_or(0);
    let shown = count(element, "min-decimal-places").unwrap_or(decimals).min(decimals);
    let integer = count(element, "min-integer-digits").unwrap_or(0);
    let mut code = match element.attr("grouping") == Some("true") {
        true => {
            // Four places hold the first group mark; digits that are always shown replace signs from the right.
            let places = format!("{}{}", "#".repeat(4_usize.saturating_sub(integer)), "0".repeat(integer));
            let (head, tail) = places.split_at(places.len().saturating_sub(3));
            format!("{head},{tail}")
        }
        false if integer == 0 => "#".to_owned(),
        false => "0".repeat(integer),
    };
    if decimals > 0 {
        code += &format!(".{}{}", "0".repeat(shown), "#".repeat(decimals - shown));
    }
    let factor = element.attr("display-factor").and_then(|factor| factor.parse::<f64>().ok()).unwrap_or(1.0);
    let thousands = [1e3, 1e6, 1e9].into_iter().filter(|bound| factor >= *bound).count();
    code + &",".repeat(thousands)
}

/// Text as it stands in a code: quoted unless all of it means itself.
fn literal(text: &str, kind: DataKind) -> String {
    let mut code = String::new();
    let means_itself = |c: char| match kind {
        DataKind::Moment => matches!(c, ' ' | '-' | '/' | ':' | '\u{A0}' | '\u{202F}'),
        DataKind::Percentage => matches!(c, ' ' | '-' | '(' | ')' | '%' | '\u{A0}' | '\u{202F}'),
        _ => matches!(c, ' ' | '-' | '(' | ')' | '\u{A0}' | '\u{202F}'),
    };
    if text.chars().all(means_itself) {
        return text.to_owned();
    }
    if kind == DataKind::Percentage && text.contains('%') {
        // The sign shows the number a hundredfold and may not be quoted; what stands around it is.
        for (at, piece) in text.split('%').enumerate() {
            code += if at > 0 { "%" } else { "" };
            code += &literal(piece, DataKind::Number);
        }
        return code;
    }
    for (at, piece) in text.split('"').enumerate() {
        code += if at > 0 { "\\\"" } else { "" };
        code += &if piece.is_empty() { String::new() } else { format!("\"{piece}\"") };
    }
    code
}

/// An attribute that counts digits.
fn count(element: &Element<'_>, name: &str) -> Option<usize> {
    element.attr(name)?.trim().parse::<usize>().ok().map(|count| count.min(MOST_DIGITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn codes(styles: &str) -> Vec<Option<String>> {
        let text = format!(
            r#"<styles xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">{styles}</styles>"#
        );
        let limits = Limits::default();
        let mut xml = Xml::new("styles.xml", &text, &limits);
        xml.root().unwrap();
        let mut order = Vec::new();
        let mut all = BTreeMap::new();
        while let Some(element) = xml.child(1).unwrap() {
            let (name, style) = DataStyle::read(&mut xml, &element).unwrap().unwrap();
            order.push(name.clone());
            all.insert(name, style);
        }
        order.iter().map(|name| all[name].code(&all)).collect()
    }

    #[test]
    fn a_data_style_is_read_as_a_format_code() {
        for (style, code) in [
            (
                r#"<number:number-style style:name="N"><number:number number:min-integer-digits="1"/></number:number-style>"#,
                None,
            ),
            (
                r#"<number:number-style style:name="N"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>"#,
                Some("#,##0.00"),
            ),
            (
                r#"<number:currency-style style:name="N"><number:number number:decimal-places="2" number:min-decimal-places="0" number:min-integer-digits="1"/><number:text> </number:text><number:currency-symbol>€</number:currency-symbol></number:currency-style>"#,
                Some("0.## \"€\""),
            ),
            (
                r#"<number:percentage-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>"#,
                Some("0 %"),
            ),
            (
                r#"<number:date-style style:name="N"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>"#,
                Some("dd/mm/yyyy"),
            ),
            (
                r#"<number:date-style style:name="N" number:language="fr"><number:month number:textual="true"/><number:text>. de </number:text><number:year/></number:date-style>"#,
                Some("[$-40C]mmm\". de \"yy"),
            ),
            (
                r#"<number:time-style style:name="N" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>"#,
                Some("[hh]:mm"),
            ),
            (
                r#"<number:number-style style:name="N"><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>"#,
                Some("0.00E+00"),
            ),
            (r#"<number:text-style style:name="N"><number:text-content/></number:text-style>"#, Some("@")),
        ] {
            assert_eq!(codes(style), [code.map(str::to_owned)], "{style}");
        }
    }

    #[test]
    fn a_style_for_each_sign_becomes_a_section() {
        let number = |name: &str, more: &str| {
            format!(
                r#"<number:number-style style:name="{name}">{more}<number:number number:decimal-places="1" number:min-integer-digits="1"/></number:number-style>"#
            )
        };
        let map = |condition: &str, name: &str| {
            format!(r#"<style:map style:condition="value(){condition}" style:apply-style-name="{name}"/>"#)
        };
        let dash = "<number:text>-</number:text>";
        let styles = number("P", "") + &number("N", &(dash.to_owned() + &map("&gt;=0", "P")));
        assert_eq!(codes(&styles), [Some("0.0".into()), Some("0.0;-0.0".into())]);
        let styles = number("P", "") + &number("N", &(dash.to_owned() + &map("&gt;100", "P")));
        assert_eq!(codes(&styles)[1].as_deref(), Some("[>100]0.0;-0.0"));
    }
}
