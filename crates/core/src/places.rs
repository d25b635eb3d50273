//! Several places in few words, for people who look them up one after the other.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::{Lang, Place, Spot};

/// Endroits en peu de mots: places of one sheet, table or row are said together, and numbers in a row as a range.
/// No more than `most` groups and as many numbers of a group are named; three dots stand for the others.
///
/// ```
/// use passerelle_core::{Lang, Place, places_in_words};
/// let said = |texts: &[&str]| {
///     let places: Vec<Place> = texts.iter().filter_map(|text| text.parse().ok()).collect();
///     places_in_words(&places, 9, Lang::En, &[])
/// };
/// assert_eq!(said(&["Feuil1!B4", "Feuil1!B5", "Feuil1!B6", "Feuil1!D2"]), "Feuil1!B4:B6, D2");
/// assert_eq!(said(&["tableau 1, ligne 5, colonne 3", "tableau 1, ligne 7, colonne 3"]), "table 1, rows 5 and 7, column 3");
/// assert_eq!(said(&["paragraphe 4 (page 2)"]), "paragraph 4 (page 2)");
/// ```
#[must_use]
pub fn places_in_words(places: &[Place], most: usize, lang: Lang, files: &[String]) -> String {
    if let [one] = places {
        return one.display_in(lang, files);
    }
    let groups = joined(gathered(places));
    let mut words = String::new();
    let mut before: Option<&Group> = None;
    for (at, group) in groups.iter().enumerate() {
        let same_sheet = before.is_some_and(|before| before.is_in_sheet_of(group));
        if same_sheet {
            words.push_str(", ");
        } else if at > 0 {
            words.push_str(&lang.spaced(lang.pick(" ; ", "; ")));
        }
        if at == most {
            words.push('…');
            break;
        }
        group.say(&mut words, same_sheet, most, lang, files);
        before = Some(group);
    }
    words
}

/// Places that differ in one number, in the order of the first of each group.
fn gathered(places: &[Place]) -> Vec<Group> {
    let mut known: BTreeMap<(u16, Within), usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for place in places {
        let (within, number) = Within::of(place);
        let at = *known.entry((place.source, within.clone())).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.numbers.push(number),
            None => groups.push(Group { source: place.source, within, numbers: vec![number] }),
        }
    }
    groups
}

/// Places that differ in one number, or in two of which one is the same for all.
struct Group {
    source: u16,
    within: Within,
    /// Rows, paragraphes or lines; in order of their mention.
    numbers: Vec<u32>,
}

/// What the places of a group share.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    /// Column of one or several sheets.
    Sheets(Vec<Arc<str>>, u32),
    /// Column of one or several tables.
    Tables(Vec<u32>, u32),
    Paragraphs,
    Lines(Option<u32>),
}

impl Within {
    fn of(place: &Place) -> (Self, u32) {
        match &place.spot {
            Spot::SheetCell { sheet, row, column } => (Self::Sheets(vec![sheet.clone()], *column), *row),
            Spot::TableCell { table, row, column } => (Self::Tables(vec![*table], *column), *row),
            Spot::Paragraph { number } => (Self::Paragraphs, *number),
            Spot::Line { line, field } => (Self::Lines(*field), *line),
        }
    }
}

impl Group {
    /// Both are in the same sheet, and in no other.
    fn is_in_sheet_of(&self, other: &Self) -> bool {
        match (&self.within, &other.within) {
            (Within::Sheets(sheets, _), Within::Sheets(others, _)) => {
                self.source == other.source && sheets.len() == 1 && sheets == others
            }
            _ => false,
        }
    }

    /// Its words, `Feuil1!B4:B6` or `table 1, rows 5 to 7, column 3`; the cells alone where the sheet was just named.
    fn say(&self, words: &mut String, same_sheet: bool, most: usize, lang: Lang, files: &[String]) {
        let place = Place { source: self.source, spot: Spot::Paragraph { number: 1 }, page: None };
        if let Some(file) = place.file(files).filter(|_| !same_sheet) {
            words.push_str(file);
            words.push_str(", ");
        }
        let rows = |words: &mut String| {
            said(words, lang.pick("ligne", "row"), &self.numbers, most, lang);
        };
        // Writing into a String cannot fail.
        let _ = match &self.within {
            Within::Sheets(sheets, column) => {
                let cells = |words: &mut String| cells(words, *column, &self.numbers, most);
                match sheets.as_slice() {
                    [sheet] => {
                        if !same_sheet {
                            words.push_str(sheet);
                            words.push('!');
                        }
                        cells(words);
                        Ok(())
                    }
                    sheets => {
                        cells(words);
                        let more = if sheets.len() > most { ", …" } else { "" };
                        let names: Vec<&str> = sheets.iter().take(most).map(|sheet| &**sheet).collect();
                        let (names, count) = (names.join(", "), sheets.len());
                        match lang {
                            Lang::Fr => write!(words, " de {count} feuilles ({names}{more})"),
                            Lang::En => write!(words, " of {count} sheets ({names}{more})"),
                        }
                    }
                }
            }
            Within::Tables(tables, column) => {
                said(words, lang.pick("tableau", "table"), tables, most, lang);
                words.push_str(", ");
                rows(words);
                write!(words, ", {} {column}", lang.pick("colonne", "column"))
            }
            Within::Paragraphs => {
                said(words, lang.pick("paragraphe", "paragraph"), &self.numbers, most, lang);
                Ok(())
            }
            Within::Lines(field) => {
                said(words, lang.pick("ligne", "line"), &self.numbers, most, lang);
                field.map_or(Ok(()), |field| write!(words, ", {} {field}", lang.pick("champ", "field")))
            }
        };
    }
}

/// Sheets and tables in which the same cells are meant are said together.
fn joined(groups: Vec<Group>) -> Vec<Group> {
    let mut known: BTreeMap<(u16, bool, u32, Vec<u32>), usize> = BTreeMap::new();
    let mut all: Vec<Group> = Vec::new();
    for group in groups {
        let key = match &group.within {
            Within::Sheets(_, column) => (group.source, true, *column, group.numbers.clone()),
            Within::Tables(_, column) => (group.source, false, *column, group.numbers.clone()),
            _ => {
                all.push(group);
                continue;
            }
        };
        let at = *known.entry(key).or_insert(all.len());
        match (all.get_mut(at).map(|known| &mut known.within), group.within) {
            (Some(Within::Sheets(sheets, _)), Within::Sheets(more, _)) => sheets.extend(more),
            (Some(Within::Tables(tables, _)), Within::Tables(more, _)) => tables.extend(more),
            (_, within) => all.push(Group { within, ..group }),
        }
    }
    all
}

/// `rows 5, 7 to 9`.
fn said(words: &mut String, noun: &str, numbers: &[u32], most: usize, lang: Lang) {
    let plural = match (numbers.len(), noun) {
        (0 | 1, _) => "",
        (_, "tableau") => "x",
        _ => "s",
    };
    words.push_str(noun);
    words.push_str(plural);
    words.push(' ');
    let to = lang.pick(" à ", " to ");
    list(words, ranges(numbers), most, lang.pick(" et ", " and "), |(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}{to}{last}"),
    });
}

/// `B4:B6, B9`.
fn cells(words: &mut String, column: u32, rows: &[u32], most: usize) {
    let name = |row: u32| {
        let cell = Spot::SheetCell { sheet: "".into(), row, column }.to_string();
        cell.trim_start_matches('!').to_owned()
    };
    list(words, ranges(rows), most, ", ", |(first, last)| match last - first {
        0 => name(first),
        _ => format!("{}:{}", name(first), name(last)),
    });
}

fn list(words: &mut String, ranges: Vec<(u32, u32)>, most: usize, and: &str, text: impl Fn((u32, u32)) -> String) {
    let more = ranges.len() > most;
    let mut named: Vec<String> = ranges.into_iter().take(most).map(text).collect();
    let last = if more { None } else { named.pop() };
    words.push_str(&named.join(", "));
    match last {
        Some(last) if named.is_empty() => words.push_str(&last),
        Some(last) => {
            words.push_str(and);
            words.push_str(&last);
        }
        None => words.push_str(", …"),
    }
}

/// The numbers from small to great, three and more in a row as one.
fn ranges(numbers: &[u32]) -> Vec<(u32, u32)> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in sorted {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let apart = |(first, last): (u32, u32)| match last - first {
        1 => vec![(first, first), (last, last)],
        _ => vec![(first, last)],
    };
    ranges.into_iter().flat_map(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(texts: &[&str], most: usize) -> String {
        let places: Vec<Place> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let files = ["a.xlsx".to_owned(), "b.docx".to_owned()];
        let several = texts.iter().any(|text| text.starts_with('#'));
        places_in_words(&places, most, Lang::Fr, if several { &files } else { &[] })
    }

    #[test]
    fn places_that_belong_together_are_said_together() {
        assert_eq!(said(&["A!B4", "A!B5", "A!C9", "C!B1"], 9), "A!B4, B5, C9\u{a0}; C!B1");
        assert_eq!(said(&["A!B4", "C!B4", "D!B4"], 2), "B4 de 3 feuilles (A, C, …)");
        let labels: Vec<String> = (1..=68).map(|table| format!("tableau {table}, ligne 2, colonne 1")).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        assert_eq!(said(&labels, 9), "tableaux 1 à 68, ligne 2, colonne 1");
        assert_eq!(said(&["paragraphe 4", "paragraphe 9"], 9), "paragraphes 4 et 9");
        assert_eq!(said(&["ligne 4, champ 2", "ligne 5, champ 2"], 9), "lignes 4 et 5, champ 2");
    }

    #[test]
    fn the_file_is_named_where_there_are_several_and_long_lists_end_in_dots() {
        assert_eq!(said(&["A!B1", "#2 paragraphe 3"], 9), "a.xlsx, A!B1\u{a0}; b.docx, paragraphe 3");
        assert_eq!(said(&["A!B1", "A!B3", "A!B5"], 2), "A!B1, B3, …");
        assert_eq!(said(&["A!B1", "A!C3", "A!D5"], 2), "A!B1, C3, …");
        assert_eq!(said(&[], 2), "");
    }
}
