//! How like the names of columns the words of a header are: the same, more words than a name, or nearly its letters.

use std::ops::Range;

use crate::hashed::Map;
use crate::vocabulary::{ColumnMeaning, letters, vocabulary};

/// The points of the words of a name and nothing else.
const SAME: i32 = 100;
/// The points of a name when what stands in brackets is left out.
const SAME_WITHOUT_BRACKETS: i32 = 97;
/// The points of a name in which letters are written twice.
const STUTTERED: i32 = 93;
/// The points of words that say more behind a name, before each further word takes some: "Échéance de réalisation".
const BEGINS: i32 = 92;
/// The points of words that say more in front of a name.
const WITHIN: i32 = 84;
/// What each further word takes.
const FURTHER: i32 = 4;
/// The points of a name without the share of its letters that are edited.
const EDITED: u16 = 95;
/// The most edited letters in a hundred.
const DIFFERING: usize = 16;
/// Shorter names are found whole only.
const SHORTEST: usize = 5;

/// Names of columns by their first words and by their lengths.
#[derive(Default)]
pub(crate) struct Names {
    /// The shortest first.
    names: Vec<Name>,
    /// Which letters each has, side by side: most are told apart by them alone.
    letters: Vec<u32>,
    /// The same in the order of their first words; of one first word, the shortest first.
    by_first_word: Vec<usize>,
    /// Where those of each first word stand.
    first_words: Map<String, Range<usize>>,
    /// Those that are the same when letters written several times count once.
    by_single_letters: Map<String, Vec<usize>>,
}

struct Name {
    folded: String,
    /// The length of its first word.
    first_word: usize,
    counts: LetterCounts,
    /// The entry of the vocabulary.
    entry: usize,
}

impl Name {
    fn first_word(&self) -> &str {
        self.folded.get(..self.first_word).unwrap_or_default()
    }
}

impl Names {
    pub(crate) fn of(columns: &[ColumnMeaning]) -> Self {
        let names = columns.iter().enumerate().flat_map(|(entry, column)| {
            let name = move |folded: &String| Name {
                first_word: first_word(folded).len(),
                counts: LetterCounts::of(folded),
                folded: folded.clone(),
                entry,
            };
            column.names.iter().map(name)
        });
        let mut names: Vec<Name> = names.collect();
        names.sort_by_key(|name| name.folded.len());
        let mut by_first_word: Vec<usize> = (0..names.len()).collect();
        by_first_word.sort_by_key(|at| names.get(*at).map(Name::first_word));
        let mut first_words: Map<String, Range<usize>> = Map::default();
        for (place, name) in by_first_word.iter().enumerate().filter_map(|(place, at)| Some((place, names.get(*at)?))) {
            first_words.get_or(name.first_word().to_owned(), || place..place).end = place + 1;
        }
        let mut by_single_letters: Map<String, Vec<usize>> = Map::default();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.folded.len() >= SHORTEST) {
            by_single_letters.get_or(single_letters(&name.folded), Vec::new).push(at);
        }
        let letters = names.iter().map(|name| letters(&name.folded)).collect();
        Self { letters, names, by_first_word, first_words, by_single_letters }
    }

    /// The names that begin with the first word of a text.
    fn beginning(&self, text: &str) -> impl Iterator<Item = usize> + '_ {
        let places = self.first_words.get(first_word(text)).cloned().unwrap_or_default();
        self.by_first_word.get(places).unwrap_or_default().iter().copied()
    }

    /// The best points that the names of each entry have for folded words, with and without what stands in brackets, in
    /// the order of the entries; no fewer than `least`.
    pub(crate) fn points(&self, folded: &str, short: &str, least: i32) -> Vec<(usize, i32)> {
        // Each name once; the first reason to know it counts.
        let mut found: Vec<(usize, i32)> = Vec::new();
        let mut add = |at: usize, points: i32| {
            if points >= least && !found.iter().any(|(known, _)| *known == at) {
                found.push((at, points));
            }
        };
        let is = |at: usize, text: &str| self.names.get(at).is_some_and(|name| name.folded == text);
        self.beginning(folded).filter(|at| is(*at, folded)).for_each(|at| add(at, SAME));
        if short != folded {
            self.beginning(short).filter(|at| is(*at, short)).for_each(|at| add(at, SAME_WITHOUT_BRACKETS));
        }
        if has_double_letters(short) {
            let single = single_letters(short);
            self.by_single_letters.get(&single).into_iter().flatten().for_each(|at| add(*at, STUTTERED));
        }
        // There is always a further word.
        if least <= BEGINS - FURTHER {
            self.within(short).for_each(|(at, points)| add(at, points));
        }
        self.nearly(short, least).for_each(|(at, points)| add(at, points));
        let mut best: Vec<(usize, i32)> =
            found.iter().filter_map(|(at, points)| Some((self.names.get(*at)?.entry, *points))).collect();
        best.sort_unstable_by_key(|(entry, points)| (*entry, std::cmp::Reverse(*points)));
        best.dedup_by_key(|(entry, _)| *entry);
        best
    }

    /// Names that stand among more words.
    fn within<'n>(&'n self, short: &'n str) -> impl Iterator<Item = (usize, i32)> + 'n {
        let count = short.split(' ').count();
        let starts = std::iter::once(0).chain(short.match_indices(' ').map(|(at, _)| at + 1));
        starts.flat_map(move |start| {
            let rest = short.get(start..).unwrap_or_default();
            self.beginning(rest).filter_map(move |at| {
                let name = self.names.get(at)?.folded.as_str();
                let more = name.len() >= SHORTEST && short.len() > name.len() && starts_with_words(rest, name);
                if !more || vocabulary().whole_headers.iter().any(|whole| whole == name) {
                    return None;
                }
                let first = if starts_with_words(short, name) { BEGINS } else { WITHIN };
                let further = count.saturating_sub(name.split(' ').count()).min(20);
                Some((at, first - FURTHER * i32::try_from(further).unwrap_or(0)))
            })
        })
    }

    /// Names with nearly the same letters.
    fn nearly<'n>(&'n self, short: &'n str, least: i32) -> impl Iterator<Item = (usize, i32)> + 'n {
        const LONGER: usize = 3;
        let longest = short.len() + LONGER;
        // With more edits than these a name has too few points.
        let points = usize::try_from(i32::from(EDITED).saturating_sub(least)).unwrap_or(0);
        let edits = (longest * DIFFERING / 100).min(longest * points / usize::from(EDITED));
        let length = |length: usize| self.names.partition_point(|name| name.folded.len() < length);
        let apart = edits.min(LONGER);
        let lengths = match edits {
            _ if short.len() < SHORTEST => 0..0,
            0 => 0..0,
            _ => length(short.len().saturating_sub(apart).max(SHORTEST))..length(short.len() + apart + 1),
        };
        let (any, letter_counts) = (letters(short), LetterCounts::of(short));
        // An edit changes two counts at most, of letters that take one byte.
        let counts = if short.is_ascii() { 2 } else { 4 };
        // Nearly all names lack more letters than may be edited altogether.
        let most = u32::try_from(counts * edits).unwrap_or(u32::MAX);
        let masks = self.letters.get(lengths.clone()).unwrap_or_default();
        // All at once, which processors do for several side by side.
        let lacking: Vec<u32> = masks.iter().map(|other| (other ^ any).count_ones()).collect();
        let near = lengths.zip(lacking).filter(move |(_, lacking)| *lacking <= most);
        near.filter_map(move |(at, _)| {
            let name = self.names.get(at)?;
            let longer = name.folded.len().max(short.len());
            let edits = (longer * DIFFERING / 100).min(longer * points / usize::from(EDITED));
            // A quick look before the exact distance.
            if !name.counts.differ_by(&letter_counts, counts * edits) {
                return None;
            }
            let likeness = likeness(&name.folded, short, edits)?;
            (likeness >= 0.84).then_some((at, (likeness * f64::from(EDITED)) as i32))
        })
    }
}

/// The share of letters that two texts have in common, by the edits between them; none when there are more than `most`.
fn likeness(first: &str, second: &str, most: usize) -> Option<f64> {
    if !first.is_ascii() || !second.is_ascii() {
        return Some(strsim::normalized_damerau_levenshtein(first, second));
    }
    let edits = edits(first.as_bytes(), second.as_bytes(), most)?;
    let longest = first.len().max(second.len()).max(1);
    Some(1.0 - edits as f64 / longest as f64)
}

/// The Damerau-Levenshtein distance of two ASCII texts, if it is `most` at most: cells farther from the diagonal than
/// that are never looked at.
fn edits(first: &[u8], second: &[u8], most: usize) -> Option<usize> {
    // What both begin with takes no edit.
    let same = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let (first, second) = (first.get(same..)?, second.get(same..)?);
    let width = second.len() + 2;
    // A border of cells that are too far stands above and left of the distances.
    let at = |row: usize, column: usize| row * width + column;
    let most_edits = u32::try_from(most).ok()?;
    let mut cells = vec![most_edits + 1; at(first.len() + 2, 0)];
    for (column, cell) in (0..=most_edits).zip(cells.iter_mut().skip(width + 1).take(second.len() + 1)) {
        *cell = column;
    }
    // Where each letter stood last in the rows above.
    let mut rows = [0usize; 128];
    // The last row with a cell that is near enough.
    let mut near = 0;
    for (row, letter) in (1..).zip(first) {
        if row <= most {
            cells[at(row + 1, 1)] = row as u32;
            near = row;
        }
        let mut last = 0;
        for column in row.saturating_sub(most).max(1)..=second.len().min(row + most) {
            let other = second[column - 1];
            let above = rows[usize::from(other & 127)];
            let changed = cells[at(row, column)] + u32::from(*letter != other);
            let added = cells[at(row + 1, column)].min(cells[at(row, column + 1)]) + 1;
            let swapped = cells[at(above, last)] + (row - above + column - last - 1) as u32;
            let edits = changed.min(added).min(swapped);
            cells[at(row + 1, column + 1)] = edits;
            if edits <= most_edits {
                near = row;
            }
            if *letter == other {
                last = column;
            }
        }
        // Swapped letters reach over no more rows than that.
        if row - near > most + 1 {
            return None;
        }
        rows[usize::from(letter & 127)] = row;
    }
    cells.last().filter(|edits| **edits <= most_edits).map(|edits| *edits as usize)
}

/// A letter stands twice in a row.
fn has_double_letters(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(one, next)| one == next)
}

/// A text without the letters that repeat the one before.
fn single_letters(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars().filter(|c| before.replace(*c) != Some(*c)) {
        single.push(c);
    }
    single
}

fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b' ').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The text begins with these words.
pub(crate) fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// How often each letter stands in a folded text.
#[derive(Debug, Clone, Copy)]
struct LetterCounts([u8; 32]);

impl LetterCounts {
    fn of(folded: &str) -> Self {
        let mut counts = [0u8; 32];
        for byte in folded.bytes() {
            let count = &mut counts[usize::from(byte & 31)];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// At most so many letters stand in one text and not in the other.
    fn differ_by(&self, other: &Self, most: usize) -> bool {
        let counts = self.0.iter().zip(&other.0);
        counts.map(|(one, other)| usize::from(one.abs_diff(*other))).sum::<usize>() <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_the_most_that_count() {
        // Every word of up to five of three letters against another.
        let words: Vec<String> = (0..6_u32.pow(5))
            .step_by(7)
            .map(|number| (0..5).filter_map(|at| "abc".chars().nth((number / 6_u32.pow(at) % 6) as usize)).collect())
            .collect();
        for (at, first) in words.iter().enumerate() {
            for second in words.iter().skip(at % 11).step_by(11) {
                let exact = strsim::damerau_levenshtein(first, second);
                for most in 0..4 {
                    let found = edits(first.as_bytes(), second.as_bytes(), most);
                    assert_eq!(found, Some(exact).filter(|exact| *exact <= most), "{first} {second} {most}");
                }
            }
        }
        assert_eq!(
            likeness("mandataire", "mandatitaire", 2),
            Some(strsim::normalized_damerau_levenshtein("mandataire", "mandatitaire"))
        );
    }
}
