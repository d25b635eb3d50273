//! Tables of contents: lines that end in the number of a page repeat titles that stand further down.

use passerelle_core::fold;

use crate::source::Line;
use crate::vocabulary::vocabulary;

/// Fewer lines may be anything.
const FEWEST: usize = 3;

/// Which lines are those of a table of contents: stretches of paragraphs that all end in the number of a page, and
/// whose numbers never fall. Tabs or rows of points stand before the numbers; in a web page a tab is no more than a
/// space, so that some of the lines, or the title above them, have to tell.
pub(crate) fn lines(lines: &[Line<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines.get(at).and_then(page_of).is_none() {
            at += 1;
            continue;
        }
        let mut page = 0;
        let pages = lines.get(at..).unwrap_or_default().iter().map_while(page_of);
        let stretch: Vec<Page> =
            pages.take_while(|found| std::mem::replace(&mut page, found.number) <= found.number).collect();
        let led = stretch.iter().filter(|page| page.led).count();
        let titled = || at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(is_title);
        if led >= FEWEST && led * 2 >= stretch.len() || stretch.len() >= FEWEST && titled() {
            found.extend(at..at + stretch.len());
        }
        at += stretch.len();
    }
    found
}

/// The page that a line ends in.
struct Page {
    number: u32,
    /// A tab or a row of points leads to it.
    led: bool,
}

fn page_of(line: &Line<'_>) -> Option<Page> {
    let text = line.single().filter(|_| line.table.is_none())?.text.trim_end();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.get(before.len()..)?.parse().ok().filter(|page| *page < 1_000)?;
    let leader = before.trim_end_matches(['.', '…', '_', ' ', '\u{a0}', '\t']);
    let behind = before.get(leader.len()..)?;
    let led = behind.contains('\t') || behind.matches(['.', '_']).count() > 2 || behind.contains('…');
    let apart = led || behind.contains([' ', '\u{a0}']);
    (apart && leader.contains(char::is_alphabetic)).then_some(Page { number, led })
}

fn is_title(line: &Line<'_>) -> bool {
    let title = line.single().filter(|_| line.table.is_none());
    title.is_some_and(|cell| vocabulary().contents.contains(&fold(cell.text)))
}
