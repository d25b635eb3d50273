//! Tables whose columns stand apart by two or more spaces, as mail and fixed-width printing leave them.
//!
//! ```text
//! Action                        Échéance    Service
//! Ouvrir une épicerie sociale   2026        CPAS
//! Former les bénévoles          juin 2027   Cohésion
//! ```
//!
//! Two spaces in prose are a slip: only columns that stay apart over several lines are a table, and at least three of
//! them, for lists, tables of contents, labels with their values and signatures have two.

use std::ops::Range;

use super::pasted::{Line, is_list_sign};

const FEWEST_LINES: usize = 3;
const FEWEST_COLUMNS: usize = 3;

/// Longer lines are prose.
const LONGEST_LINE: usize = 2_000;

/// How many lines of one text may stand between two rows: titles, and texts that go on.
const MOST_BETWEEN: usize = 2;

/// Within how many lines the first rows stand, titles and strokes between them.
const NEAR: usize = FEWEST_LINES * (MOST_BETWEEN + 2);

/// What lines with columns of spaces are.
pub(super) enum Block {
    /// Where each column begins and ends, in characters, and how many lines the table has.
    Table { columns: Vec<Range<usize>>, lines: usize },
    /// So many lines of prose.
    Prose { lines: usize },
}

/// The line has texts side by side, apart by two or more spaces.
pub(super) fn is_spaced(text: &str) -> bool {
    let text = text.trim();
    // Most lines have no two spaces at all.
    let apart = |pair: &[u8]| matches!(pair, [b' ' | 0xa0, b' ' | 0xc2]);
    text.len() <= LONGEST_LINE && text.as_bytes().windows(2).any(apart) && segments(text).nth(1).is_some()
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

/// A line of strokes below a header: `------  -----`.
pub(super) fn is_rule(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || matches!(c, '-' | '=' | '_' | '+' | '|' | '─'))
}

/// Where the texts of a line stand, in characters.
fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut filled = text.chars().enumerate().filter(|(_, c)| !is_blank(*c)).map(|(at, _)| at).peekable();
    std::iter::from_fn(move || {
        let start = filled.next()?;
        let mut end = start + 1;
        while let Some(next) = filled.next_if(|next| *next <= end + 1) {
            end = next + 1;
        }
        Some(start..end)
    })
}

/// Columns that texts of several lines fill, with two or more spaces between them.
#[derive(Default, Clone)]
struct Columns(Vec<Range<usize>>);

impl Columns {
    /// The same with the texts of one more line.
    fn with(&self, text: &str) -> Self {
        let mut all: Vec<Range<usize>> = self.0.iter().cloned().chain(segments(text)).collect();
        all.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match joined.last_mut() {
                Some(last) if range.start < last.end + 2 => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Self(joined)
    }
}

/// Reads the block at the start of the lines, of which the first has texts side by side.
pub(super) fn block(lines: &[Line<'_>]) -> Block {
    let rows = |line: &&Line<'_>| line.is_spaced && !is_rule(line.text);
    let first: Vec<&Line<'_>> = lines.iter().take(NEAR).filter(rows).take(FEWEST_LINES).collect();
    let mut columns = first.iter().fold(Columns::default(), |columns, line| columns.with(line.text));
    if first.len() < FEWEST_LINES || columns.0.len() < FEWEST_COLUMNS {
        return Block::Prose { lines: 1 };
    }
    let mut count = 0;
    let mut between = 0;
    for (at, line) in lines.iter().enumerate() {
        if !line.is_prose() || between > MOST_BETWEEN {
            break;
        }
        if is_rule(line.text) {
            continue;
        }
        if !line.is_spaced {
            between += 1;
            continue;
        }
        let wider = columns.with(line.text);
        if between > MOST_BETWEEN || wider.0.len() < columns.0.len() {
            break;
        }
        (columns, count, between) = (wider, at + 1, 0);
    }
    let table: Vec<&str> = lines.iter().take(count).filter(rows).map(|line| line.text).collect();
    if table.len() >= FEWEST_LINES && are_aligned(&table, &columns.0) && hold_more_than_signs(&table, &columns.0) {
        Block::Table { columns: columns.0, lines: count }
    } else {
        Block::Prose { lines: count.max(1) }
    }
}

/// Besides the signs of a list there are columns enough.
fn hold_more_than_signs(rows: &[&str], columns: &[Range<usize>]) -> bool {
    let mut worded = vec![false; columns.len()];
    for (column, _, text) in rows.iter().flat_map(|row| cells(row, columns)) {
        if let Some(worded) = worded.get_mut(column) {
            *worded |= !is_list_sign(text);
        }
    }
    worded.iter().filter(|worded| **worded).count() >= FEWEST_COLUMNS
}

/// In each column, two texts in three begin at one place or end at one place.
fn are_aligned(rows: &[&str], columns: &[Range<usize>]) -> bool {
    let mut starts: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let mut ends = starts.clone();
    for segment in rows.iter().flat_map(|row| segments(row)) {
        let at = columns.partition_point(|column| column.end <= segment.start);
        for (known, place) in [(&mut starts, segment.start), (&mut ends, segment.end)] {
            if let Some(known) = known.get_mut(at) {
                known.push(place);
            }
        }
    }
    let agree = |places: &mut Vec<usize>| {
        places.sort_unstable();
        let most = places.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0);
        most >= 2 && most * 3 >= places.len() * 2
    };
    starts.iter_mut().zip(&mut ends).all(|(starts, ends)| agree(starts) || agree(ends))
}

/// The texts of a line by the number of their column; one that reaches over several says over how many.
pub(super) fn cells<'t>(text: &'t str, columns: &[Range<usize>]) -> Vec<(usize, usize, &'t str)> {
    let last = columns.len().saturating_sub(1);
    let column_of = |at: usize| columns.partition_point(|column| column.end <= at).min(last);
    let place = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let mut cells: Vec<(usize, usize, Range<usize>)> = Vec::new();
    for segment in segments(text) {
        let first = column_of(segment.start);
        let span = column_of(segment.end.saturating_sub(1)).saturating_sub(first) + 1;
        match cells.last_mut() {
            // Two spaces within a text.
            Some((column, over, range)) if first < *column + *over => {
                *over = (*over).max(first + span - *column);
                range.end = segment.end;
            }
            _ => cells.push((first, span, segment)),
        }
    }
    let text_of = |range: &Range<usize>| text.get(place(range.start)..place(range.end)).unwrap_or_default();
    cells.iter().map(|(column, span, range)| (*column, *span, text_of(range))).collect()
}
