//! What a cell seems to hold, whatever its column says: used to place shifted cells and to tell codes from titles.

use passerelle_core::{Field, Lang, ReadingKind, fold};

use crate::misread;
use crate::numbering::counter;
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::heading;

/// The sort of a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// `/`, `-`: states that there is nothing.
    Nothing,
    /// A code and nothing else: `A 1.1`, `O.O.4.2`.
    Code,
    /// A date, year, month, period or recurrence.
    Time,
    /// An amount of money.
    Money,
    /// A percentage or a bare number.
    Number,
    /// A cross or tick.
    Mark,
    /// A few words.
    Short,
    /// A sentence or more.
    Long,
}

impl Content {
    pub(crate) const ALL: &'static [Self] =
        &[Self::Nothing, Self::Code, Self::Time, Self::Money, Self::Number, Self::Mark, Self::Short, Self::Long];

    /// One and several of the sort, in words of a language.
    fn words(self, lang: Lang) -> (&'static str, &'static str) {
        let (fr, en) = match self {
            Self::Nothing => (("« / »", "« / »"), ("“/”", "“/”")),
            Self::Code => (("code", "codes"), ("code", "codes")),
            Self::Time => (("date ou période", "dates ou périodes"), ("date or period", "dates or periods")),
            Self::Money => (("montant", "montants"), ("amount", "amounts")),
            Self::Number => (("nombre", "nombres"), ("number", "numbers")),
            Self::Mark => (("croix", "croix"), ("cross", "crosses")),
            Self::Short => (("texte court", "textes courts"), ("short text", "short texts")),
            Self::Long => (("texte long", "textes longs"), ("long text", "long texts")),
        };
        if lang == Lang::Fr { fr } else { en }
    }

    /// The sort in words.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        self.words(lang).0
    }

    /// So many of the sort, in words.
    pub(crate) fn counted(self, count: usize, lang: Lang) -> String {
        let (one, many) = self.words(lang);
        lang.counted(count, one, many)
    }
}

/// The sort of a text.
pub(crate) fn content(text: &str) -> Content {
    content_of(text, || {
        let found = heading(text);
        (found.code.is_some() && found.wording.is_empty()).then_some(found.opening)
    })
}

/// The sort of a text of which somebody knows whether it is a code and nothing else, and what the words in front of the
/// code name.
pub(crate) fn content_of(text: &str, bare_code: impl FnOnce() -> Option<Option<Opening>>) -> Content {
    let text = text.trim();
    if vocabulary().says_nothing(text) {
        return Content::Nothing;
    }
    let length = text.chars().count();
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let first_line = text.lines().next().unwrap_or(text);
    if digits && (is_money(first_line) || (text.contains('\n') && text.lines().take(4).any(is_money))) {
        return Content::Money;
    }
    if length > 80 {
        return Content::Long;
    }
    if matches!(text, "x" | "X" | "✓" | "✔" | "☒" | "☑") {
        return Content::Mark;
    }
    // "2000,00" is no year.
    if digits && text.contains(',') && text.chars().all(is_of_number) {
        return Content::Money;
    }
    if is_time(text) {
        return Content::Time;
    }
    if length <= 6 && counter(text).is_some_and(|(_, wording)| wording.is_empty()) {
        return Content::Code;
    }
    if digits || length <= 12 && misread::read(text).is_some() {
        // Longer texts have a wording behind their code.
        const CODE: usize = 48;
        // A code as short needs no word in front of it.
        const ALONE: usize = 16;
        let is_code = || bare_code().is_some_and(|opening| text.len() <= ALONE || opening.is_some());
        if length <= CODE && is_code() {
            // "3" alone is a number as well as a code; a code has a word or a point.
            let bare = text.chars().all(|c| c.is_ascii_digit());
            return if bare { Content::Number } else { Content::Code };
        }
        let number = text.trim_end_matches(['%', ' ', '\u{a0}']);
        if number.chars().all(is_of_number) {
            // "2 000,00" without a sign is money by its decimals or its size.
            let money = !text.ends_with('%') && (number.contains(',') || number.len() > 4);
            return if money { Content::Money } else { Content::Number };
        }
    }
    if length <= 40 { Content::Short } else { Content::Long }
}

/// A digit, or what stands between the digits of an amount.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
}

fn is_money(text: &str) -> bool {
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    if digit > 30 {
        return false;
    }
    // All words of the currency have these letters.
    let named = || text.as_bytes().windows(3).any(|letters| letters.eq_ignore_ascii_case(b"eur"));
    text.contains('€')
        || named() && {
            let folded = fold(text);
            folded.split(' ').any(|word| matches!(word, "euro" | "euros" | "eur" | "keur" | "meur"))
        }
}

/// Made of dates, months, years and the small words between them only.
fn is_time(text: &str) -> bool {
    if !may_begin_a_time(text) {
        return false;
    }
    let words = &vocabulary().times;
    let folded = &fold(text);
    if words.recurrent.has(folded.as_str()) {
        return true;
    }
    let mut time = false;
    for word in folded.split(' ') {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits == word.len() {
            let number: u32 = word.parse().unwrap_or(u32::MAX);
            match digits {
                4 if (1990..2100).contains(&number) => time = true,
                1 | 2 => {}
                _ => return false,
            }
        } else if words.months.has(word) {
            time = true;
        } else if !is_time_word(word, digits) {
            return false;
        }
    }
    time || {
        // 30/06/20: three short numbers.
        let numbers: Vec<&str> = folded.split(' ').collect();
        // "1.1.1" is a code.
        let year = numbers.last().is_some_and(|last| last.len() == 2);
        numbers.len() == 3 && year && numbers.iter().all(|n| n.len() <= 2 && n.chars().all(|c| c.is_ascii_digit()))
    }
}

/// The first word of a text, which tells most texts, may be that of a date. Only plain words are looked at.
fn may_begin_a_time(text: &str) -> bool {
    const LONGEST: usize = 12;
    let text = text.trim_start_matches(|c: char| c.is_ascii_punctuation() || c == ' ');
    let end = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(end);
    let plain = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_punctuation() || c == ' ');
    if word.is_empty() || !plain {
        return true;
    }
    let mut letters = [0; LONGEST];
    let Some(folded) = letters.get_mut(..end) else { return false };
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    let folded = std::str::from_utf8(folded).unwrap_or_default();
    vocabulary().times.first.has(folded) || is_time_word(folded, 0)
}

/// A small word between dates, an ordinal (`1er`, `2e`), or a quarter (`T2`, `Q3`, `S1`).
fn is_time_word(word: &str, digits: usize) -> bool {
    let ordinal = digits > 0 && matches!(&word[digits..], "e" | "er" | "eme" | "ere" | "ier");
    let quarter = word.strip_prefix(['t', 'q', 's']).is_some_and(|n| n.len() == 1 && n.parse::<u8>().is_ok());
    ordinal || quarter || vocabulary().times.small.has(word)
}

/// How well a text of a sort fits a column of a role: positive for, negative against.
pub(crate) fn fit(role: Role, content: Content) -> i32 {
    use Content::{Code, Long, Mark, Money, Nothing, Number, Short, Time};
    match (role, content) {
        (_, Nothing) => 0,
        (Role::Code, Code) => 8,
        (Role::Code, Number) => 4,
        (Role::Code, Short) => -2,
        // "05.1.01" may be either.
        (Role::Code, Time) => 0,
        (Role::Code, _) => -6,
        (Role::Title(_), Short | Long) => 2,
        (Role::Title(_), Code) => 1,
        (Role::Title(_), Time | Money | Number | Mark) => -5,
        (Role::LevelName, Code | Short) => 1,
        (Role::LevelName, _) => -4,
        (Role::Classification(_), Short | Long | Number | Code) => 1,
        (Role::Classification(_), _) => -3,
        // Codes or titles, a line each.
        (Role::AlsoServes, _) => 0,
        (Role::Field(field), content) => fit_field(field, content),
    }
}

fn fit_field(field: Field, content: Content) -> i32 {
    use Content::{Code, Long, Mark, Money, Number, Short, Time};
    match (field.kind(), content) {
        (ReadingKind::Deadline, Time) => 8,
        (ReadingKind::Deadline, Money | Code | Mark) => -8,
        (ReadingKind::Deadline, Number) => -1,
        (ReadingKind::Deadline, Short | Long) => -3,
        (ReadingKind::Budget, Money) => 8,
        (ReadingKind::Budget, Number) => 2,
        (ReadingKind::Budget, Time | Code | Mark) => -8,
        (ReadingKind::Budget, Short) => -4,
        (ReadingKind::Budget, Long) => -3,
        (ReadingKind::People, Short) => 4,
        // Several departments or partners make a long text; one person or function does not.
        (ReadingKind::People, Long) if !matches!(field, Field::Partners | Field::Service) => -3,
        // "X" stands for somebody whose name is not said.
        (ReadingKind::People, Mark) => -1,
        (ReadingKind::People, Time | Money | Code | Number) => -8,
        (ReadingKind::Progress, Number) => 5,
        (ReadingKind::Progress | ReadingKind::FullTimeEquivalents, Time | Money | Code) => -5,
        (ReadingKind::Text | ReadingKind::Bilan, Long) => 3,
        (ReadingKind::Text | ReadingKind::Bilan, Time | Money | Code) => -4,
        (ReadingKind::Status | ReadingKind::Priority | ReadingKind::Health, Mark | Short) => 1,
        (ReadingKind::Status | ReadingKind::Health | ReadingKind::Nature, Time | Money | Code) => -4,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_the_real_grids_are_of_the_sort_a_reader_sees() {
        use Content::{Code, Long, Money, Nothing, Number, Short, Time};
        for (text, want) in [
            ("/", Nothing),
            ("A 1.1", Code),
            ("O.O.1", Code),
            ("janv-20", Time),
            ("Fin 1e trim. 2020", Time),
            ("Récurrent", Time),
            ("2019 2020", Time),
            ("2020 à 2024", Time),
            ("30/06/2020", Time),
            ("T2 2024", Time),
            ("1 000,00 €", Money),
            ("73.500 € (Article 840107/124-02 Frais d'animation PCS III) NB: Subsidés RW", Money),
            ("1000,00 €/an", Money),
            ("2000,00", Money),
            ("50 %", Number),
            ("Conseillers", Short),
            ("C. Brouir", Short),
            ("AS et DG", Short),
            ("Organisation de réunions Prévoir un document reprenant les réflexions et une définition commune", Long),
        ] {
            assert_eq!(content(text), want, "{text}");
        }
    }
}
