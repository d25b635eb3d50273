//! Tables of contents: lines that end in the number of a page repeat titles that stand further down.

use crate::source::Line;

/// Fewer lines may be anything.
const FEWEST: usize = 3;

/// Which lines are those of a table of contents: stretches of paragraphs that all end in the number of a page, behind
/// a tab or a row of points, and whose numbers never fall.
pub(crate) fn lines(lines: &[Line<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut page = 0;
        let pages = lines.get(at..).unwrap_or_default().iter().map(|line| page_of(line));
        let length =
            pages.take_while(|found| found.is_some_and(|found| std::mem::replace(&mut page, found) <= found)).count();
        if length >= FEWEST {
            found.extend(at..at + length);
        }
        at += length.max(1);
    }
    found
}

/// The page that a line of a table of contents ends in.
fn page_of(line: &Line<'_>) -> Option<u32> {
    let text = line.single().filter(|_| line.table.is_none())?.text.trim_end();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = text.get(before.len()..)?.parse().ok().filter(|page| *page < 1_000)?;
    let leader = before.trim_end_matches(['.', '…', '_', ' ', '\u{a0}', '\t']);
    let behind = before.get(leader.len()..)?;
    let points = behind.contains('\t') || behind.matches(['.', '_']).count() > 2 || behind.contains('…');
    (points && leader.contains(char::is_alphabetic)).then_some(page)
}
