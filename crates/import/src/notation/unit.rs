//! `Budget (k€)`: a header that says in thousands or millions of euros what its numbers count.

use passerelle_core::fold;

use super::lists::lists;

/// The unit that stands in the brackets of a header, or behind its « en »: `Budget (k€)`, `Budget en milliers d’euros`.
pub(crate) fn of_header(label: &str) -> Option<&'static str> {
    let known = |text: &str, sure: bool| {
        let folded = fold(text);
        let of_euros = sure || text.contains('€') || folded.contains("eur");
        lists().units.get(&folded).filter(|_| of_euros).map(String::as_str)
    };
    let bracketed = || label.split(['(', '[']).skip(1).find_map(|rest| known(rest.split([')', ']']).next()?, false));
    bracketed().or_else(|| {
        let (_, rest) = label.rsplit_once(" en ")?;
        known(rest, false)
    })
}

/// The numbers of a text without a unit of their own get that of their header, line by line.
pub(crate) fn with(text: &str, unit: &str) -> Option<String> {
    let lines: Vec<Option<String>> = text.lines().map(|line| line_with(line, unit)).collect();
    let counted = |(line, counted): (&str, Option<String>)| counted.unwrap_or_else(|| line.to_owned());
    let any = lines.iter().any(Option::is_some);
    any.then(|| text.lines().zip(lines).map(counted).collect::<Vec<_>>().join("\n"))
}

/// `3`, `2025 : 3` of a column of a year, and `3 (article 84022/124-02)`.
fn line_with(text: &str, unit: &str) -> Option<String> {
    let is_number = |number: &str| {
        let number = number.trim();
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}'))
    };
    if let Some((number, remark)) = text.split_once('(').filter(|(number, _)| is_number(number)) {
        return Some(format!("{} {unit} ({remark}", number.trim_end()));
    }
    let number = text.rsplit_once(" : ").map_or(text, |(_, number)| number);
    is_number(number).then(|| format!("{} {unit}", text.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_the_unit_of_its_numbers() {
        for (header, unit) in [
            ("Budget (k€)", Some("k€")),
            ("Budget [en milliers d’euros]", Some("k€")),
            ("Budget estimé en milliers d'euros", Some("k€")),
            ("Montant (M€)", Some("M€")),
            ("Coût (kEUR)", Some("k€")),
            ("Budget (€)", None),
            ("Budget (m)", None),
            ("Budget", None),
            ("Budget (k€ ou heures)", None),
        ] {
            assert_eq!(of_header(header), unit, "{header}");
        }
        assert_eq!(with("12,5", "k€").as_deref(), Some("12,5 k€"));
        assert_eq!(with("2025 : 3", "k€").as_deref(), Some("2025 : 3 k€"));
        assert_eq!(with("3,5 (article 84022/124-02)", "k€").as_deref(), Some("3,5 k€ (article 84022/124-02)"));
        assert_eq!(with("84022/124-02 : 3", "k€").as_deref(), Some("84022/124-02 : 3 k€"));
        assert_eq!(with("3.000 €", "k€"), None);
        assert_eq!(with("à définir", "k€"), None);
    }
}
