//! Header rows: which lines they are, and what the words above a column may mean.

use std::borrow::Cow;
use std::collections::BTreeSet;

use passerelle_core::{Level, Place, fold};

use crate::content::{Content, content};
use crate::holes;
use crate::inclusive;
use crate::label::before_a_colon;
use crate::layout::Correction;
use crate::likeness::starts_with_words;
use crate::notation;
use crate::row::level_of_name;
use crate::shortened;
use crate::source::{Line, LineCell, Source};
use crate::two_languages;
use crate::unknown_header;
use crate::vocabulary::{Role, vocabulary};
use crate::wording::is_joined;

/// A meaning that header words may have, with its score out of 105.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) role: Role,
    pub(crate) score: i32,
}

/// The least score at which words count as a header.
pub(crate) const RECOGNISED: i32 = 70;

/// From this score on, words are a name and nothing more.
const NAMED: i32 = 97;

/// What header words may mean under the given group headers, best first.
pub(crate) fn meanings(leaf: &str, groups: &[&str]) -> Vec<Meaning> {
    meanings_of(leaf, groups, RECOGNISED)
}

/// The role that words have by themselves, with at least so many points; `folded` are the same words folded.
pub(crate) fn role_alone(text: &str, folded: &str, least: i32) -> Option<Role> {
    let found = if text.contains(['%', '·', '‧', '⋅', '.', '?', '\u{fffd}']) || text.contains("-\n") {
        meanings_of(text, &[], least)
    } else {
        meanings_of_folded(text, folded, &[], least)
    };
    found.first().map(|meaning| meaning.role)
}

fn meanings_of(leaf: &str, groups: &[&str], least: i32) -> Vec<Meaning> {
    // Amounts, dates and codes of numbers are no words.
    if !leaf.contains(|c: char| c.is_alphabetic() || matches!(c, '%' | '€')) || is_amount(leaf) {
        return Vec::new();
    }
    // "% réalisé", "€"
    let leaf = match leaf.trim() {
        "€" => Cow::Borrowed("euros"),
        _ if leaf.contains('%') => leaf.replace('%', " pourcentage ").into(),
        _ => upright(leaf),
    };
    let leaf = match inclusive::plain(&leaf) {
        Cow::Owned(plain) => Cow::Owned(plain),
        Cow::Borrowed(_) => leaf,
    };
    let folded = holes::filled(&leaf).unwrap_or_else(|| fold(&leaf));
    let mut found = meanings_of_folded(&leaf, &folded, groups, least);
    let score = |found: &[Meaning]| found.first().map_or(0, |best| best.score);
    if score(&found) < NAMED
        && let Some(whole) = shortened::whole(&leaf)
    {
        let of_whole = meanings_of_folded(&whole, &fold(&whole), groups, least);
        if score(&of_whole) > score(&found) {
            found = of_whole;
        }
    }
    if found.first().is_none_or(|best| best.score < NAMED)
        && let Some(asked) = asked_for(&leaf, &folded)
    {
        let further = meanings_of_folded(asked, asked, groups, least);
        if further.first().is_some_and(|best| found.first().is_none_or(|known| known.score < best.score)) {
            // Said in other words than those of a name.
            found =
                further.into_iter().map(|meaning| Meaning { score: meaning.score.min(NAMED - 1), ..meaning }).collect();
        }
    }
    if leaf.contains(['/', '\n', '–', '-', '|'])
        && found.first().is_none_or(|best| best.score < NAMED)
        && let Some(both) = two_languages::meaning(&leaf)
    {
        found.retain(|meaning| meaning.role != both.role);
        found.insert(0, both);
    }
    found
}

/// What a question or a request to those who fill the column asks for: "À quel objectif stratégique votre action se
/// rattache-t-elle ?", "Votre service".
fn asked_for<'f>(leaf: &str, folded: &'f str) -> Option<&'f str> {
    // Nearly all texts ask for nothing, which a look tells.
    let first = || folded.split(' ').next().unwrap_or_default();
    (leaf.contains('?') || vocabulary().requests.has(first())).then_some(())?;
    let behind = |words: &String| {
        let rest = folded.strip_prefix(words.as_str())?.strip_prefix(' ')?;
        let article =
            ["le ", "la ", "l ", "les ", "votre ", "vos "].iter().find_map(|article| rest.strip_prefix(article));
        Some(article.unwrap_or(rest))
    };
    let begun = vocabulary().asking.iter().find_map(behind);
    let asked = begun.or_else(|| leaf.contains('?').then_some(folded))?;
    let end = vocabulary().asked.iter().filter_map(|words| asked.find(&format!(" {words}"))).min();
    let asked = asked.get(..end.unwrap_or(asked.len()))?;
    (asked != folded && !asked.is_empty()).then_some(asked)
}

/// Figures and signs, without a letter.
pub(crate) fn is_amount(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(|c: char| c.is_alphabetic() || c == '%')
}

/// Words without the year or the day behind them: "tâches 2026", "état au 31/12/2025".
fn without_year(folded: &str) -> Option<&str> {
    let (mut words, last) = folded.rsplit_once(' ')?;
    // "État S1": which part of a year.
    let part =
        |word: &str| word.len() == 2 && word.starts_with(['s', 't', 'q']) && word.ends_with(['1', '2', '3', '4']);
    if part(last) {
        return Some(words);
    }
    year(last)?;
    let of_day = |word: &str| {
        word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
            || vocabulary().times.months.has(word)
            || vocabulary().before_dates.iter().any(|known| known == word)
    };
    while let Some((before, _)) = words.rsplit_once(' ').filter(|(_, last)| of_day(last)) {
        words = before;
    }
    Some(words)
}

/// A word that is written downwards, a letter a line, is that word.
fn upright(text: &str) -> Cow<'_, str> {
    let single = |line: &str| line.trim().chars().nth(1).is_none_or(is_joined);
    let downwards = text.contains('\n') && text.lines().all(single) && text.lines().count() > 1;
    if downwards { text.split_whitespace().collect::<String>().into() } else { Cow::Borrowed(text) }
}

fn meanings_of_folded(leaf: &str, folded: &str, groups: &[&str], least: i32) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = Vec::new();
    let other_value = || vocabulary().other_values.iter().any(|words| starts_with_words(folded, words));
    if folded.is_empty() || folded.len() > 100 || other_value() {
        return found;
    }
    let without = leaf.contains(['(', '[']).then(|| fold(&without_brackets(leaf)));
    let of_year = || without_year(folded).filter(|_| content(leaf) != Content::Time);
    let short = without.as_deref().or_else(of_year).unwrap_or(folded);
    let groups: Vec<String> = groups.iter().map(|group| fold(group)).collect();
    for (entry, best) in vocabulary().names.points(folded, short, least) {
        let Some(entry) = vocabulary().columns.get(entry) else { continue };
        let bonus = match entry.groups.is_empty() {
            true => 0,
            false if groups.iter().any(|group| entry.groups.iter().any(|g| starts_with_words(group, g))) => 5,
            false => continue,
        };
        let score = best + bonus;
        match found.iter_mut().find(|meaning| meaning.role == entry.role) {
            Some(meaning) => meaning.score = meaning.score.max(score),
            None => found.push(Meaning { role: entry.role, score }),
        }
    }
    // Stable: entries that stand earlier in the file win when scores are equal.
    found.sort_by_key(|meaning| std::cmp::Reverse(meaning.score));
    found
}

/// The level that the first word of a header names, and the rest: `OO Échéance`, `ACT` and `Titre` below each other,
/// or glued as some exports have them (`SUBACTPlan`).
pub(crate) fn level_prefix(leaf: &str) -> Option<(Level, &str)> {
    let leaf = leaf.trim();
    vocabulary().level_prefixes.iter().find_map(|(prefix, level)| {
        let (first, rest) = leaf.split_at_checked(prefix.len())?;
        let apart = rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase());
        let rest = rest.trim_start();
        let known = first.eq_ignore_ascii_case(prefix) && apart;
        let means = known && meanings(rest, &[]).first().is_some_and(|best| best.score >= RECOGNISED);
        means.then_some((*level, rest))
    })
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let kept: String = text
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    // "Indicateur(s)": what stands in brackets belongs to the word; "(1) Pilote" does not.
    if kept.trim().is_empty() { text.to_owned() } else { kept }
}

fn is_group(text: &str) -> bool {
    let whole = shortened::unbroken(text);
    let text = whole.as_deref().unwrap_or(text);
    let folded = holes::filled(text).unwrap_or_else(|| fold(text));
    vocabulary().group_headers.contains(&folded)
}

/// A header: consecutive lines of one table, and the words above each column.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    /// Index of its first and last line in the source.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The words above each column, group first; empty for a column without.
    pub(crate) paths: Vec<Vec<&'a str>>,
    /// Not its words tell that it is one, but where it stands.
    pub(crate) by_place: bool,
}

impl<'a> Header<'a> {
    /// Where the words of a column stand, the lowest of them; without a column, where the header begins.
    pub(crate) fn place_of(&self, source: &Source<'a>, column: Option<usize>) -> Option<Place> {
        let lines = source.lines.get(self.first..=self.last).unwrap_or_default();
        let covers = |cell: &&LineCell<'_>| {
            let first = cell.column as usize;
            column.is_some_and(|column| (first..first + (cell.span as usize).max(1)).contains(&column))
        };
        let above = lines.iter().rev().find_map(|line| line.own().find(covers));
        let cell = above.or_else(|| lines.first().and_then(|line| line.cells.first()))?;
        source.place(cell.item)
    }

    /// The words above a column as one label.
    pub(crate) fn label(&self, column: usize) -> String {
        let parts: Vec<String> = self
            .paths
            .get(column)
            .map(|path| path.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
            .unwrap_or_default();
        parts.join(" – ")
    }
}

/// Finds the headers of all tables, in order.
pub(crate) fn headers<'a>(source: &Source<'a>, layout: Option<&Correction<'_>>) -> Vec<Header<'a>> {
    let lines = &source.lines;
    // Where the layout's header rows stand in a table, no other row of it is a header, unless it is one without doubt.
    let by_layout: BTreeSet<usize> = match layout {
        Some(layout) => (0..lines.len()).filter(|&at| layout.is_header_row(&lines[at])).collect(),
        None => BTreeSet::new(),
    };
    let tables_of_layout: BTreeSet<Option<usize>> = by_layout.iter().map(|&at| lines[at].table).collect();
    let mut headers = Vec::new();
    // The table of the last header, and its words.
    let mut headed: (Option<usize>, BTreeSet<&str>) = (None, BTreeSet::new());
    // Where that header says « Niveau ».
    let mut levels = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let further = headed.0.is_some() && headed.0 == lines[at].table;
        let by_words = !tables_of_layout.contains(&lines[at].table);
        let looks = by_layout.contains(&at)
            || by_words
                && (is_header_row(&lines[at]) || heads_a_matrix(&lines[at], &lines[at + 1..]))
                && (!further || !names_a_level(&levels, &lines[at]) && is_further_header(&lines[at], &headed.1))
            || further && layout.is_some_and(|layout| heads_another_table(&lines[at], layout));
        if !looks {
            at += 1;
            continue;
        }
        let same_table =
            |other: usize| lines.get(other).is_some_and(|line| line.table.is_some() && line.table == lines[at].table);
        let mut last = at;
        levels = level_columns(&lines[at]);
        while last + 1 < lines.len()
            && last + 1 - at < 4
            && same_table(last + 1)
            && !names_a_level(&levels, &lines[last + 1])
            && (by_layout.contains(&(last + 1)) || by_words)
            && (by_layout.contains(&(last + 1))
                || is_header_row(&lines[last + 1])
                || is_numbering_row(&lines[last + 1])
                || is_under_groups(&lines[last], &lines[last + 1]))
        {
            last += 1;
            levels.extend(level_columns(&lines[last]));
        }
        let mut first = at;
        while by_words
            && first > 0
            && at - first < 3
            && same_table(first - 1)
            && (is_header_title(&lines[first - 1]) || heads_by_period(&lines[first - 1], &lines[at]))
        {
            first -= 1;
        }
        if !further {
            headed = (lines[at].table, BTreeSet::new());
        }
        headed.1.extend(lines[first..=last].iter().flat_map(Line::own).map(|cell| cell.text));
        headers.push(Header { first, last, paths: paths(&lines[first..=last]), by_place: false });
        at = last + 1;
    }
    if headers.is_empty() && layout.is_none() { unknown_header::find(source) } else { headers }
}

/// A row below the header that a layout knows: nothing but header words, three at least, as only another header has.
fn heads_another_table(line: &Line<'_>, layout: &Correction<'_>) -> bool {
    is_header_row(line)
        && line.own().count() >= 3
        && line.own().all(|cell| is_header_text(cell) || layout.is_header_text(cell.text))
}

/// The columns under « Niveau ».
fn level_columns(header: &Line<'_>) -> Vec<u32> {
    let of_levels = |cell: &&LineCell<'_>| cell.words.meaning().is_some_and(|found| found.role == Role::LevelName);
    header.own().filter(of_levels).map(|cell| cell.column).collect()
}

/// The row says « OS » there: it is one of an element.
fn names_a_level(levels: &[u32], line: &Line<'_>) -> bool {
    line.own().any(|cell| levels.contains(&cell.column) && level_of_name(cell.text).is_some())
}

/// The file marks the row as a header, and at least two of its texts are header words.
pub(crate) fn is_marked_header(line: &Line<'_>) -> bool {
    line.header && line.own().filter(|cell| is_header_text(cell)).count() >= 2
}

/// At least two texts of a row are header words, at least one of them without doubt, and they are at least half of it.
/// In a row that the file marks as a header, one is enough; a row that we wrote for an element is none.
fn is_header_row(line: &Line<'_>) -> bool {
    if line.table.is_none() || line.own().any(|cell| cell.bookmark().is_some()) {
        return false;
    }
    if line.single().is_some() && !line.header {
        return false;
    }
    // Values tell a row of the body at a glance, but crosses are set below headers that are values themselves.
    let choices = Choices::of(line);
    let is_value =
        |cell: &LineCell<'_>| matches!(cell.content, Content::Time | Content::Money | Content::Nothing | Content::Code);
    // "1er semestre 2026" over two columns or more heads them.
    let heads = |cell: &LineCell<'_>| cell.span > 1 && cell.content == Content::Time && line.own().count() > 2;
    let tells = |cell: &LineCell<'_>| {
        is_value(cell) && cell.words.header_score() < RECOGNISED && !choices.has(cell) && !heads(cell)
    };
    if line.own().any(tells) {
        return false;
    }
    if says_its_values(line) {
        return false;
    }
    let all = line.own().filter(|cell| !choices.has(cell)).count();
    let (mut others, mut hits, mut sure) = (0, 0, false);
    for score in line.own().filter(|cell| !choices.has(cell)).map(|cell| cell.words.header_score()) {
        hits += usize::from(score >= RECOGNISED);
        sure |= score >= SURE;
        others += usize::from(score < RECOGNISED);
        // Most rows are none, which half of their texts tell.
        if others * 2 > all && !line.header {
            return false;
        }
    }
    sure && (line.header && hits > 0 || hits >= 2 && hits * 2 >= all) && !explains_a_word(line)
}

/// The header of a matrix: some known words on the left, one of them above codes or titles, and names of departments,
/// villages or target groups, above nothing but signs.
fn heads_a_matrix(line: &Line<'_>, below: &[Line<'_>]) -> bool {
    const ROWS: usize = 60;
    const NEAR: usize = 8;
    const SIGN: usize = 3;
    // Most rows are none, which a look tells: they hold values themselves, or none of the rows below holds a sign.
    let is_value = |cell: &LineCell<'_>| matches!(cell.content, Content::Time | Content::Money | Content::Code);
    let mut near = below.iter().take(NEAR).flat_map(Line::own);
    if line.own().any(is_value) || !near.any(|cell| cell.text.len() <= SIGN) {
        return false;
    }
    let known = |cell: &&LineCell<'_>| cell.words.header_score() >= RECOGNISED;
    let titles =
        |cell: &LineCell<'_>| cell.words.meaning().is_some_and(|m| matches!(m.role, Role::Title(_) | Role::Code));
    if line.table.is_none() || line.own().filter(known).nth(1).is_none() {
        return false;
    }
    let left: Vec<&LineCell<'_>> = line.own().filter(known).collect();
    let right: Vec<&LineCell<'_>> = line.own().filter(|cell| !known(cell)).collect();
    let named = left.len() > 1
        && left.iter().any(|cell| cell.words.header_score() >= SURE)
        && left.iter().any(|cell| titles(cell))
        && right.len() > 2
        && right.iter().all(|cell| cell.content == Content::Short && may_head(cell.text));
    if !named {
        return false;
    }
    let different: BTreeSet<&str> = right.iter().map(|cell| cell.text).collect();
    let columns: BTreeSet<u32> = right.iter().map(|cell| cell.column).collect();
    // The header may come again on each page.
    let rows = below.iter().take(ROWS).take_while(|row| row.table == line.table);
    let rows = rows.filter(|row| !row.own().map(|cell| cell.text).eq(line.own().map(|cell| cell.text)));
    let cells = rows.flat_map(Line::own).filter(|cell| cell.span == 1 && columns.contains(&cell.column));
    // A row may stand beside its columns.
    let (mut all, mut signs) = (0, 0);
    for cell in cells {
        all += 1;
        signs += usize::from(cell.text.trim().chars().count() <= SIGN);
    }
    different.len() == right.len() && signs > 0 && signs * 5 >= all * 4
}

/// Two texts that mean the same: "RH" beside "Ressources humaines" is a line of a legend.
fn explains_a_word(line: &Line<'_>) -> bool {
    let mut cells = line.own();
    let (Some(first), Some(second), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    let role = |cell: &LineCell<'_>| cell.words.meaning().map(|meaning| meaning.role);
    let field = role(first).filter(|role| matches!(role, Role::Field(_)));
    field.is_some() && field == role(second)
}

/// A row of an element whose values say themselves what they are: "1.1 Ouvrir…", "Pilote : …", "Échéance : …".
fn says_its_values(line: &Line<'_>) -> bool {
    let valued = |cell: &&LineCell<'_>| {
        cell.signs.may_label()
            && cell.text.contains(':')
            && before_a_colon(cell.text).is_some_and(|label| !label.value.is_empty())
    };
    let coded = || line.own().any(|cell| cell.heading().code.is_some_and(|code| !code.numbers.is_empty()));
    let all = || line.own().all(|cell| valued(&cell));
    line.own().filter(valued).nth(1).is_some() && (all() || coded())
}

/// Which cells of a row head columns of crosses: years one after the other, three periods or more, two states or more.
struct Choices<'l, 'a> {
    line: &'l Line<'a>,
    years: bool,
    periods: bool,
    /// "1", "2", "3"… one after the other: goals, districts, sheets of a plan.
    numbers: bool,
}

impl<'l, 'a> Choices<'l, 'a> {
    fn of(line: &'l Line<'a>) -> Self {
        let years = || line.own().filter(|cell| cell.content == Content::Time).filter_map(|cell| year(cell.text));
        let periods = line.own().filter(|cell| cell.content == Content::Time).count();
        // The same years may come again, under the next group.
        let first = years().next();
        let follow = |(before, after): (u16, u16)| after == before + 1 || Some(after) == first && Some(before) != first;
        let years = years().count() > 1 && years().zip(years().skip(1)).all(follow);
        const RUN: usize = 4;
        let counted = || line.own().filter(|cell| cell.content == Content::Number);
        let numbers = || counted().map(|cell| cell.text.trim().parse::<u32>().ok());
        let one_more = |pair: (Option<u32>, Option<u32>)| pair.0.zip(pair.1).is_some_and(|(n, next)| next == n + 1);
        let beside = || counted().zip(counted().skip(1)).all(|(cell, next)| next.column == cell.column + cell.span);
        let run = counted().nth(RUN - 1).is_some() && numbers().next() == Some(Some(1));
        let numbers = run && numbers().zip(numbers().skip(1)).all(one_more) && beside();
        Self { line, years, periods: periods > 2, numbers }
    }

    fn has(&self, cell: &LineCell<'_>) -> bool {
        let states = || self.line.own().filter(|cell| cell.words.is_state()).count() > 1;
        self.periods && cell.content == Content::Time
            || self.numbers && cell.content == Content::Number
            || self.years && cell.content == Content::Time && year(cell.text).is_some()
            || cell.words.is_state() && states()
    }
}

/// The year that a text is.
pub(crate) fn year(text: &str) -> Option<u16> {
    without_note(text).parse().ok().filter(|year| (1990..2100).contains(year))
}

/// Header words without the sign of a note behind them, "2026 (1)", "Budget*", and without a colon.
fn without_note(text: &str) -> &str {
    let text = text.trim().trim_end_matches([':', '*', ' ', '\u{a0}', '¹', '²', '³']);
    let number =
        text.rfind('(').and_then(|at| Some((text.get(..at)?.trim_end(), text.get(at + 1..)?.strip_suffix(')')?)));
    match number {
        Some((words, note)) if !words.is_empty() && note.len() <= 2 && note.bytes().all(|b| b.is_ascii_digit()) => {
            words
        }
        _ => text,
    }
}

/// A text that is the state of an action: `En cours`.
pub(crate) fn is_state(text: &str) -> bool {
    // No letter takes more than four bytes.
    const LONGEST: usize = 30;
    let text = without_note(text);
    text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST && notation::is_status(text)
}

/// Below a header, a row of values may look like another one ("Action", "Interne", "Projet en cours"): it has to
/// repeat the words of the first, or to be made of header words nearly alone.
fn is_further_header(line: &Line<'_>, known: &BTreeSet<&str>) -> bool {
    let count = line.own().count();
    let repeated = line.own().filter(|cell| known.contains(cell.text)).count();
    let hits = line.own().filter(|cell| cell.words.header_score() >= RECOGNISED).count();
    repeated * 2 >= count || hits * 4 >= count * 3
}

/// The score from which words are those of a header and not of a value such as "Service Travaux".
pub(crate) const SURE: i32 = 90;

fn is_header_text(cell: &LineCell<'_>) -> bool {
    cell.words.header_score() >= RECOGNISED
}

/// A text is short enough for one of a header.
pub(crate) fn may_head(text: &str) -> bool {
    const LONGEST: usize = 90;
    text.chars().count() <= LONGEST
}

/// A text is the name of a group of columns, or says of which level the column below it is.
pub(crate) fn names_a_group(text: &str) -> bool {
    is_group(text) || level_prefix(text).is_some()
}

/// `(1) (2) (3)…`
fn is_numbering_row(line: &Line<'_>) -> bool {
    let numbers: Option<Vec<u32>> =
        line.own().map(|cell| cell.text.trim().trim_matches(['(', ')', '.', '[', ']']).parse().ok()).collect();
    // "2025, 2026, 2027" are years.
    numbers.is_some_and(|n| n.len() >= 2 && n[0] < 100 && n.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// The row below holds words only under cells that span it: under the name of a group any, under other header words
/// years, periods or states.
fn is_under_groups(above: &Line<'_>, below: &Line<'_>) -> bool {
    let choices = Choices::of(below);
    let cells: Vec<&LineCell<'_>> = above.own().collect();
    let covers = |above: &&LineCell<'_>, cell: &LineCell<'_>| {
        (above.column..above.column.saturating_add(above.span)).contains(&cell.column)
    };
    // Words of a single row may stand in the lower one, where nothing stands above them.
    let apart = |cell: &LineCell<'_>| !cells.iter().any(|above| covers(above, cell)) && cell.content == Content::Short;
    let only_choices = below.own().all(|cell| choices.has(cell) || apart(cell));
    let ends = cells.iter().skip(1).map(|next| next.column).chain([above.width]);
    // Files without spans leave the cells beside a group empty: years, periods or states below it tell how far
    // it goes.
    let wide = cells.iter().zip(ends).filter_map(|(cell, next)| {
        let spanned = cell.column.saturating_add(cell.span);
        let below_it = || below.own().filter(|below| (cell.column..next).contains(&below.column)).count();
        let headed = || below.own().any(|below| below.column == cell.column);
        let end = if cell.span == 1 && only_choices && below_it() > 1 && headed() { next } else { spanned };
        (end > cell.column + 1).then_some((*cell, end))
    });
    // Two texts or more below a merged header word, and nothing elsewhere, are its parts; below titles they may be rows.
    let parts = |cell: &LineCell<'_>| {
        let count = below.own().filter(|b| (cell.column..cell.column + cell.span).contains(&b.column)).count();
        let title = meanings(cell.text, &[]).first().is_some_and(|m| matches!(m.role, Role::Title(_)));
        cell.span > 1 && count > 1 && is_header_text(cell) && !title
    };
    let groups: Vec<(&LineCell<'_>, u32)> =
        wide.filter(|(cell, _)| is_group(cell.text) || only_choices && is_header_text(cell) || parts(cell)).collect();
    let within = |cell: &LineCell<'_>| {
        let within = groups.iter().any(|(group, end)| (group.column..*end).contains(&cell.column));
        within && matches!(cell.content, Content::Short | Content::Time)
    };
    let all = below.own().all(|cell| within(cell) || apart(cell));
    all && below.own().filter(|cell| within(cell)).count() > usize::from(below.own().any(apart))
}

/// A single text above a header that is itself a header word: `OBJECTIFS ET ACTIONS` across the table.
fn is_header_title(line: &Line<'_>) -> bool {
    // "VOLET EXTERNE : …" above a header opens a container, though volet is a header word as well.
    line.single().is_some_and(|cell| is_header_text(cell) && cell.opening().is_none())
}

/// Periods right of the first columns above a header, each over words that come again below the next one: "1er semestre
/// 2025" above "État" and "%".
fn heads_by_period(above: &Line<'_>, header: &Line<'_>) -> bool {
    let starts: Vec<u32> = above.own().map(|cell| cell.column).collect();
    // One of them may be misspelt.
    let numbered = |cell: &LineCell<'_>| cell.text.contains(|c: char| c.is_ascii_digit()) && cell.text.len() < 40;
    let periods = above.own().all(|cell| cell.column > 0 && numbered(cell))
        && above.own().any(|cell| cell.content == Content::Time);
    let part = |from: u32, to: u32| -> Vec<&str> {
        header.own().filter(|cell| (from..to).contains(&cell.column)).map(|cell| cell.text.trim()).collect()
    };
    let ends = starts.iter().skip(1).copied().chain([above.width]);
    let parts: Vec<Vec<&str>> = starts.iter().zip(ends).map(|(from, to)| part(*from, to)).collect();
    let same = || parts.windows(2).all(|pair| pair[0].iter().any(|word| pair[1].contains(word)));
    periods && parts.len() > 1 && parts.iter().all(|part| !part.is_empty()) && same()
}

/// The words above each column.
pub(crate) fn paths<'a>(lines: &[Line<'a>]) -> Vec<Vec<&'a str>> {
    let width = lines.iter().map(|line| line.width as usize).max().unwrap_or(0).min(16_384);
    // A single text over some columns on the right is their group; over all of them it is a title.
    let group = |line: &Line<'a>| line.single().is_none_or(|cell| cell.column > 0 && cell.span > 2);
    let words: Vec<&Line<'a>> =
        lines.iter().filter(|line| !is_numbering_row(line) && (lines.len() == 1 || group(line))).collect();
    let mut grid: Vec<Vec<Option<&'a str>>> = vec![vec![None; width]; words.len()];
    for (row, line) in words.iter().enumerate() {
        for cell in line.own() {
            for column in cell.column..cell.column.saturating_add(cell.span) {
                if let Some(slot) = grid[row].get_mut(column as usize) {
                    *slot = Some(without_note(cell.text));
                }
            }
        }
    }
    // Files without spans leave the cells beside a group header empty: it covers the columns that have words below.
    for row in 0..words.len().saturating_sub(1) {
        for column in 1..width {
            let left = |c: &LineCell<'_>| c.column as usize + c.span as usize == column;
            let covered = grid[row][column - 1].is_some() && !words[row].own().any(|c| left(c) && c.span > 1);
            let below = grid[row + 1..].iter().any(|below| below[column].is_some());
            let beside = grid[row + 1..].iter().any(|below| below[column - 1].is_some());
            if grid[row][column].is_none() && covered && below && beside {
                grid[row][column] = grid[row][column - 1];
            }
        }
    }
    // A single text above the header names the columns on its left side that have no words of their own.
    for line in lines.iter().filter(|line| lines.len() > 1 && !is_numbering_row(line)) {
        let Some((cell, row)) = line.single().zip(grid.len().checked_sub(1)) else { continue };
        for column in cell.column as usize..width {
            if grid.iter().any(|row| row[column].is_some()) {
                break;
            }
            grid[row][column] = Some(cell.text);
            if cell.span == 1 {
                break;
            }
        }
    }
    (0..width)
        .map(|column| {
            let mut path: Vec<&'a str> = grid.iter().filter_map(|row| row[column]).collect();
            path.dedup();
            path
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use passerelle_core::Field;

    use super::*;

    fn best(leaf: &str, groups: &[&str]) -> Option<Role> {
        meanings(leaf, groups).first().map(|meaning| meaning.role)
    }

    #[test]
    fn headers_of_the_real_grids_mean_their_field() {
        for (leaf, groups, field) in [
            ("Politique en charge", &["Pilotes"][..], Field::PoliticalPilot),
            ("Mandatitaire", &["Pilote"], Field::PoliticalPilot),
            ("Administratif", &["Pilote"], Field::AdministrativePilot),
            ("Étape", &["Planification"], Field::Steps),
            ("Année", &["Planification"], Field::Deadline),
            ("Ordinaire", &["Budget"], Field::OrdinaryBudget),
            ("Budget extraordinaire + ref.", &["Critères \"Ressources à mobiliser\""], Field::ExtraordinaryBudget),
            ("ÉCHÉANCES", &[], Field::Deadline),
            ("Echeance (mois/année)", &[], Field::Deadline),
            ("Etat d'avancement", &[], Field::Status),
            ("Indicateur(s)", &[], Field::Indicators),
            ("Service(s) partenaire(s) externes", &[], Field::ExternalPartners),
            ("Synergie Ville- CPAS", &[], Field::Synergies),
            ("Objectif de développement durable - ODD", &[], Field::Goals),
            ("Services impliqués", &[], Field::Service),
        ] {
            assert_eq!(best(leaf, groups), Some(Role::Field(field)), "{leaf}");
        }
        assert_eq!(best("Couleur du dossier", &[]), None);
        assert_eq!(best("Note politique générale", &[]), None);
    }
}
