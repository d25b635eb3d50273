//! The data files of words, and how they become the vocabulary.

use std::collections::BTreeMap;

use passerelle_core::fold;
use serde::Deserialize;

use super::{
    ColumnMeaning, FirstWords, InstitutionWords, LevelWord, Opening, PeopleWords, Role, TimeWords, Vocabulary,
    level_named,
};
use crate::hashed::Map;
use crate::likeness::Names;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderFile {
    column: Vec<ColumnEntry>,
    groups: NameList,
    prefix: Vec<PrefixEntry>,
    whole: NameList,
    other_values: NameList,
    row_numbers: NameList,
    shortened: PairList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairList {
    pairs: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnEntry {
    role: String,
    names: Vec<String>,
    #[serde(default)]
    group: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrefixEntry {
    level: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameList {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelFile {
    word: Vec<LevelEntry>,
    unnamed: NameList,
    deep: NameList,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelEntry {
    level: Option<String>,
    container: Option<String>,
    names: Vec<String>,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    family: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFile {
    placeholders: Vec<String>,
    filters: Vec<String>,
    entities: BTreeMap<String, char>,
    errors: Vec<String>,
    totals: Vec<String>,
    nothing: Vec<String>,
    endings: Vec<String>,
    before_dates: Vec<String>,
    copies: Vec<String>,
    document_names: Vec<String>,
    dittos: Vec<String>,
    linking: Vec<String>,
    counting: Vec<String>,
    things: Vec<String>,
    answers: Vec<String>,
    programmes: Vec<String>,
    signatures: Vec<String>,
    notes: Vec<String>,
    pages: Vec<String>,
    continued: Vec<String>,
    sheets: Vec<String>,
    contents: Vec<String>,
    chapters: Vec<String>,
    parents: Vec<String>,
    names_of_people: Vec<String>,
    requests: Vec<String>,
    asking: Vec<String>,
    asked: Vec<String>,
}

const HEADERS: &str = include_str!("../../data/headers.toml");
const LEVELS: &str = include_str!("../../data/levels.toml");
const TEXTS: &str = include_str!("../../data/texts.toml");
const PEOPLE: &str = include_str!("../../data/people.toml");
const INSTITUTIONS: &str = include_str!("../../data/institutions.toml");
const TIMES: &str = include_str!("../../data/times.toml");

/// The words of the data files.
pub(super) fn load() -> Result<Vocabulary, String> {
    let headers: HeaderFile = toml::from_str(HEADERS).map_err(|e| format!("headers.toml: {e}"))?;
    let levels: LevelFile = toml::from_str(LEVELS).map_err(|e| format!("levels.toml: {e}"))?;
    let texts: TextFile = toml::from_str(TEXTS).map_err(|e| format!("texts.toml: {e}"))?;
    let people: PeopleWords = toml::from_str(PEOPLE).map_err(|e| format!("people.toml: {e}"))?;
    let institutions: InstitutionWords = toml::from_str(INSTITUTIONS).map_err(|e| format!("institutions.toml: {e}"))?;
    let times: TimeFile = toml::from_str(TIMES).map_err(|e| format!("times.toml: {e}"))?;
    let words = |name: &String| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let folded = |names: &[String]| names.iter().map(|name| fold(name)).collect::<Vec<_>>();
    let mut columns = Vec::new();
    for entry in headers.column {
        let role = Role::parse(&entry.role).ok_or_else(|| format!("headers.toml: role {}", entry.role))?;
        // A test checks that they are written folded.
        columns.push(ColumnMeaning { role, names: entry.names, groups: entry.group });
    }
    let mut level_prefixes = Vec::new();
    for entry in headers.prefix {
        let level = level_named(&entry.level).ok_or_else(|| format!("headers.toml: level {}", entry.level))?;
        level_prefixes.extend(entry.names.into_iter().map(|name| (name, level)));
    }
    let mut level_words = Vec::new();
    for entry in &levels.word {
        let kind = match (&entry.level, &entry.container) {
            (Some(level), None) => level_named(level).map(Opening::Level),
            (None, Some(container)) => match Role::parse(container) {
                Some(Role::Classification(kind)) => Some(Opening::Container(kind)),
                _ => None,
            },
            _ => None,
        };
        let kind = kind.ok_or_else(|| format!("levels.toml: {:?}", entry.names))?;
        for name in &entry.names {
            let family = entry.family.clone();
            level_words.push(LevelWord { kind, words: words(name), name: fold(name), bare: entry.bare, family });
        }
    }
    level_words.sort_by_key(|word| std::cmp::Reverse(word.words.len()));
    let unnamed_words: Vec<Vec<String>> = levels.unnamed.names.iter().map(words).collect();
    let deep_words: Vec<Vec<String>> = levels.deep.names.iter().map(words).collect();
    let mut opening_words: Map<String, Vec<usize>> = Map::default();
    for (at, word) in level_words.iter().enumerate() {
        word.words.first().into_iter().for_each(|first| opening_words.get_or(first.clone(), Vec::new).push(at));
    }
    for first in unnamed_words.iter().chain(&deep_words).filter_map(|words: &Vec<String>| words.first()) {
        opening_words.get_or(first.clone(), Vec::new);
    }
    Ok(Vocabulary {
        opening_words,
        names: Names::of(&columns),
        columns,
        group_headers: folded(&headers.groups.names),
        level_prefixes,
        whole_headers: folded(&headers.whole.names),
        other_values: folded(&headers.other_values.names),
        row_numbers: folded(&headers.row_numbers.names),
        shortened: headers.shortened.pairs,
        level_words,
        unnamed_words,
        deep_words,
        placeholders: FirstWords::of(&texts.placeholders),
        filters: texts.filters,
        entities: texts.entities,
        errors: texts.errors,
        totals: FirstWords::of(&texts.totals),
        nothing: texts.nothing,
        endings: texts.endings,
        before_dates: texts.before_dates,
        copies: texts.copies,
        document_names: texts.document_names,
        dittos: texts.dittos,
        linking: texts.linking,
        counting: texts.counting,
        things: texts.things,
        answers: texts.answers,
        programmes: texts.programmes,
        signatures: FirstWords::of(&texts.signatures),
        notes: FirstWords::of(&texts.notes),
        of_pages: texts.pages,
        continued: texts.continued,
        sheets: folded(&texts.sheets),
        contents: folded(&texts.contents),
        chapters: texts.chapters,
        parents: texts.parents,
        names_of_people: texts.names_of_people,
        requests: texts.requests.iter().map(|word| (fold(word), ())).collect(),
        asking: texts.asking,
        asked: texts.asked,
        people,
        institutions,
        times: TimeWords::of(times),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    months: Vec<String>,
    middle: Vec<String>,
    small: Vec<String>,
    recurrent: Vec<String>,
}

impl TimeWords {
    fn of(file: TimeFile) -> Self {
        let first_words = file.recurrent.iter().filter_map(|wording| wording.split(' ').next());
        let words = file.months.iter().chain(&file.small).map(String::as_str);
        Self {
            first: words.chain(first_words).map(str::to_owned).collect(),
            months: file.months.into_iter().collect(),
            middle: file.middle.into_iter().collect(),
            small: file.small.into_iter().collect(),
            recurrent: file.recurrent.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_load() {
        assert!(load().map(|v| v.columns.len()).unwrap() > 20);
    }

    #[test]
    fn names_in_the_data_files_are_written_folded() {
        let file: HeaderFile = toml::from_str(HEADERS).unwrap();
        for name in file.column.iter().flat_map(|column| column.names.iter().chain(&column.group)) {
            assert_eq!(&fold(name), name);
            assert!(name.contains(char::is_alphabetic), "{name}");
        }
    }

    #[test]
    fn words_of_times_are_written_folded_and_fit_the_quick_look() {
        let file: TimeFile = toml::from_str(TIMES).unwrap();
        for word in file.months.iter().chain(&file.small).chain(&file.recurrent) {
            assert_eq!(&fold(word), word);
            assert!(word.split(' ').all(|word| word.len() <= 12), "{word}");
        }
    }
}
