//! How like the names of columns the words of a header are: the same, more words than a name, or nearly its letters.

use std::collections::BTreeMap;

use crate::vocabulary::{ColumnMeaning, vocabulary};

/// The points of the words of a name and nothing else.
const SAME: i32 = 100;
/// The points of a name when what stands in brackets is left out.
const SAME_WITHOUT_BRACKETS: i32 = 97;
/// The points of words that say more behind a name, before each further word takes some: "Échéance de réalisation".
const BEGINS: i32 = 92;
/// The points of words that say more in front of a name.
const WITHIN: i32 = 84;
/// What each further word takes.
const FURTHER: i32 = 4;
/// The points of a name without the share of its letters that are edited.
const EDITED: i32 = 95;
/// The most edited letters in a hundred.
const DIFFERING: usize = 16;
/// Shorter names are found whole only.
const SHORTEST: usize = 5;

/// Names of columns by their first words and by their lengths.
#[derive(Default)]
pub(crate) struct Names {
    /// The shortest first.
    names: Vec<Name>,
    by_first_word: BTreeMap<String, Vec<usize>>,
}

struct Name {
    folded: String,
    letters: LetterCounts,
    /// The entry of the vocabulary.
    entry: usize,
}

impl Names {
    pub(crate) fn of(columns: &[ColumnMeaning]) -> Self {
        let names = columns.iter().enumerate().flat_map(|(entry, column)| {
            let name = move |folded: &String| Name { letters: LetterCounts::of(folded), folded: folded.clone(), entry };
            column.names.iter().map(name)
        });
        let mut names: Vec<Name> = names.collect();
        names.sort_by_key(|name| name.folded.len());
        let mut by_first_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            by_first_word.entry(first_word(&name.folded).to_owned()).or_default().push(at);
        }
        Self { names, by_first_word }
    }

    /// The names that begin with the first word of a text.
    fn beginning(&self, text: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_first_word.get(first_word(text)).into_iter().flatten().copied()
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
        self.beginning(short).filter(|at| is(*at, short)).for_each(|at| add(at, SAME_WITHOUT_BRACKETS));
        if least < BEGINS {
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
    fn nearly(&self, short: &str, least: i32) -> impl Iterator<Item = (usize, i32)> + '_ {
        const LONGER: usize = 3;
        let longest = short.len() + LONGER;
        // With more edits than these a name has too few points.
        let points = usize::try_from(EDITED.saturating_sub(least)).unwrap_or(0);
        let edits = (longest * DIFFERING / 100).min(longest * points / 95);
        let length = |length: usize| self.names.partition_point(|name| name.folded.len() < length);
        let apart = edits.min(LONGER);
        let lengths = match edits {
            _ if short.len() < SHORTEST => 0..0,
            0 => 0..0,
            _ => length(short.len().saturating_sub(apart).max(SHORTEST))..length(short.len() + apart + 1),
        };
        let letters = LetterCounts::of(short);
        let short = short.to_owned();
        lengths.filter_map(move |at| {
            let name = self.names.get(at)?;
            // An edit changes two counts at most: a quick look before the exact distance.
            if name.letters.differing(&letters) > 2 * edits {
                return None;
            }
            let likeness = strsim::normalized_damerau_levenshtein(&name.folded, &short);
            (likeness >= 0.84).then_some((at, (likeness * f64::from(EDITED)) as i32))
        })
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
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

    /// How many letters one text has and the other has not.
    fn differing(&self, other: &Self) -> usize {
        let differing: u32 = self.0.iter().zip(&other.0).map(|(one, other)| u32::from(one.abs_diff(*other))).sum();
        differing as usize
    }
}
