//! Tables pasted one cell per line: each cell begins with a tab, a blank line ends the row.
//!
//! ```text
//! ⇥Intitulé des actions
//! ⇥Préciser si :
//!
//! -nouvelle action
//!
//! ⇥Calendrier
//!
//! ⇥1.
//! ⇥
//! ⇥
//! ```

use std::ops::Range;

use super::pasted::{Line, Shape};

/// How many times text between blank lines may interrupt one row.
const MOST_INTERRUPTIONS: usize = 16;

/// How many lines of such text a cell may hold.
const LONGEST_INTERRUPTION: usize = 100;

/// Lines of prose after a gap beyond which nothing belongs to the table before them.
pub(super) const LONG_PROSE: usize = LONGEST_INTERRUPTION + 2;

/// What the lines from a lone cell on are.
pub(super) enum Block {
    /// A table, each row a range of lines, over so many lines.
    Table { rows: Vec<Range<usize>>, lines: usize },
    /// Paragraphs with an indented first line, over so many lines.
    Indented { lines: usize },
    /// The short first row of a table whose cells stand side by side.
    Ragged,
}

/// Lines that follow each other without gap, from a lone cell on.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    lines: Range<usize>,
    cells: usize,
}

/// Groups with nothing but gaps between them.
struct Chain {
    groups: Vec<Group>,
    end: usize,
}

impl Chain {
    /// The chain from a line on; none if the first group runs into a row of cells side by side.
    fn at(lines: &[Line<'_>], start: usize) -> Option<Self> {
        let mut groups = Vec::new();
        let mut end = start;
        while let Some(group) = Group::at(lines, end) {
            end = group.lines.end;
            groups.push(group);
        }
        (!groups.is_empty()).then_some(Self { groups, end })
    }
}

impl Group {
    fn at(lines: &[Line<'_>], start: usize) -> Option<Self> {
        let all = lines.get(start..)?;
        if all.first()?.shape != Shape::LoneCell {
            return None;
        }
        let length = 1 + all.iter().skip(1).take_while(|line| !line.after_gap && line.shape != Shape::Row).count();
        if all.get(length).is_some_and(|next| !next.after_gap) {
            return None;
        }
        let cells = all.iter().take(length).filter(|line| line.shape == Shape::LoneCell).count();
        Some(Self { lines: start..start + length, cells })
    }
}

/// Reads the block at the start of the lines, of which the first is a lone cell.
pub(super) fn block(lines: &[Line<'_>]) -> Block {
    let Some(mut chain) = Chain::at(lines, 0) else { return Block::Ragged };
    let mut rows = Vec::new();
    let mut width = 0;
    while let Some(next) = completed(lines, &chain, width) {
        chain.groups.pop();
        width = widest(&chain.groups).max(width);
        rows.append(&mut chain.groups);
        chain = next;
    }
    rows.append(&mut chain.groups);
    if rows.iter().any(|row| row.cells > 1) {
        Block::Table { rows: rows.into_iter().map(|row| row.lines).collect(), lines: chain.end }
    } else {
        Block::Indented { lines: chain.end }
    }
}

/// Where the last row of a chain is short and goes on after text set off by blank lines (a cell of several
/// paragraphs): the following chain, its first row the whole row. The row must come out exactly as wide as the
/// widest row around it, so that prose between two tables is not taken for the text of a cell.
fn completed(lines: &[Line<'_>], chain: &Chain, width: usize) -> Option<Chain> {
    let (last, before) = chain.groups.split_last()?;
    let width = widest(before).max(width);
    let mut cells = last.cells;
    let mut end = chain.end;
    for _ in 0..MOST_INTERRUPTIONS {
        let between = lines.get(end..)?.iter().take(LONGEST_INTERRUPTION);
        let prose = between.take_while(|line| line.shape == Shape::Prose).count();
        let resumed = end + prose;
        if prose == 0 || !lines.get(resumed)?.after_gap {
            return None;
        }
        let mut next = Chain::at(lines, resumed)?;
        let (first, after) = next.groups.split_first_mut()?;
        cells += first.cells;
        let width = widest(after).max(width);
        if cells == width {
            *first = Group { lines: last.lines.start..first.lines.end, cells };
            return Some(next);
        }
        if !after.is_empty() {
            return None;
        }
        end = next.end;
    }
    None
}

fn widest(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.cells).max().unwrap_or_default()
}
