//! Rows that were pasted once more below, or a sheet that was copied whole: what stands there already is no second
//! programme.

use passerelle_core::fold;

use crate::content::Content;
use crate::hashed::{Map, mixed};
use crate::header::SURE;
use crate::source::{ItemId, Line};
use crate::vocabulary::vocabulary;

/// Rows that repeat others.
#[derive(Debug)]
pub(crate) struct Pasted {
    pub(crate) rows: usize,
    pub(crate) items: Vec<ItemId>,
    /// The first of those that they repeat.
    pub(crate) above: Vec<ItemId>,
}

/// Fewer rows of elements may be the same by chance.
const FEWEST: usize = 3;

/// A row of an element has as many texts.
const WIDE: usize = 3;

/// Takes stretches of rows that stand above word for word out of the lines: inside one table, or a whole table. `names`
/// are those of the sheets.
pub(crate) fn take(lines: &mut Vec<Line<'_>>, names: &[Option<&str>]) -> Vec<Pasted> {
    let repeats = repeats(lines, names);
    if repeats.is_empty() {
        return Vec::new();
    }
    let mut pasted = Vec::new();
    let mut keep = vec![true; lines.len()];
    for (start, end, above) in repeats {
        let own = |at: usize| lines.get(at).into_iter().flat_map(Line::own).map(|cell| cell.item);
        pasted.push(Pasted {
            rows: end - start,
            items: (start..end).flat_map(own).collect(),
            above: own(above).collect(),
        });
        keep.iter_mut().take(end).skip(start).for_each(|keep| *keep = false);
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        keep.get(at - 1).copied().unwrap_or(true)
    });
    pasted
}

/// Stretches of lines that repeat others: from, to, and the first line of those.
fn repeats(lines: &[Line<'_>], names: &[Option<&str>]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut known: Map<u64, usize> = Map::default();
    let mut at = 0;
    let mut hashed = 0;
    let hashes: Vec<u64> = lines.iter().map(hash).collect();
    if are_different(&hashes) {
        return found;
    }
    while at < lines.len() {
        // All lines before this one are known.
        while hashed < at {
            if let Some(hash) = hashes.get(hashed) {
                known.get_or(*hash, || hashed);
            }
            hashed += 1;
        }
        let before = hashes.get(at).and_then(|hash| known.get(hash)).copied();
        let length = before.map_or(0, |before| same(lines, before, at));
        if let Some(before) = before
            && is_copy(lines, names, before, at, length)
        {
            found.push((at, at + length, before));
        }
        at += length.max(1);
    }
    found
}

/// No line is like another one.
fn are_different(hashes: &[u64]) -> bool {
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    sorted.is_sorted_by(|one, next| one < next)
}

/// How many lines from one on are those from another on.
fn same(lines: &[Line<'_>], before: usize, from: usize) -> usize {
    let pairs = lines.iter().skip(before).take(from - before).zip(lines.iter().skip(from));
    let (first, second) = (lines.get(before).map(|line| line.table), lines.get(from).map(|line| line.table));
    let one = |line: &Line<'_>, table: Option<Option<usize>>| Some(line.table) == table && line.table.is_some();
    pairs.take_while(|(a, b)| one(a, first) && one(b, second) && texts(a).eq(texts(b))).count()
}

fn is_copy(lines: &[Line<'_>], names: &[Option<&str>], before: usize, from: usize, length: usize) -> bool {
    let stretch = lines.get(from..from + length).unwrap_or_default();
    // A code of its own makes one row enough.
    let coded = || stretch.iter().all(|line| has_own_code(line) || heads(line)) && stretch.iter().any(has_own_code);
    let rows = || stretch.iter().filter(|line| is_of_element(line)).count();
    if length == 0 || (length < FEWEST || rows() < FEWEST) && !coded() {
        return false;
    }
    let table = |at: usize| lines.get(at).map(|line| line.table);
    if table(before) == table(from) {
        return has_the_same_parents(lines, before, before + length, from);
    }
    // A table begins where another ends.
    let begins = |at: usize| at.checked_sub(1).is_none_or(|above| table(above) != table(at));
    let whole = [before, from, before + length, from + length].into_iter().all(begins);
    let name = |at: usize| table(at).flatten().and_then(|table| names.get(table).copied().flatten());
    whole
        && match (name(before), name(from)) {
            (Some(first), Some(second)) => is_copied_name(first, second),
            // In a text the paragraph above a table may name its objective.
            _ => text_above(lines, before) == text_above(lines, from),
        }
}

/// The same actions may be planned under each objective: rows are pasted twice only where no other objective stands
/// above them than above the first ones.
fn has_the_same_parents(lines: &[Line<'_>], before: usize, end: usize, from: usize) -> bool {
    let parents = |mut lines: std::slice::Iter<'_, Line<'_>>| lines.any(|line| !is_of_element(line) && !heads(line));
    let between = lines.get(end..from).unwrap_or_default();
    let first = lines.get(before).map(|line| line.table);
    let above = lines.get(..before).unwrap_or_default().iter().rposition(|line| Some(line.table) != first);
    let above = lines.get(above.map_or(0, |at| at + 1)..before).unwrap_or_default();
    !parents(between.iter()) || !parents(above.iter())
}

/// The text right above a table, outside tables.
fn text_above<'a>(lines: &[Line<'a>], table: usize) -> Option<&'a str> {
    let above = table.checked_sub(1).and_then(|above| lines.get(above)).filter(|line| line.table.is_none())?;
    above.single().map(|cell| cell.text)
}

/// What spreadsheets call the copy of a sheet: "PST (2)", "Copie de PST", "PST - copie".
fn is_copied_name(first: &str, second: &str) -> bool {
    let (first, second) = (fold(first), fold(second));
    let rest = second.strip_prefix(first.as_str()).or_else(|| second.strip_suffix(first.as_str()));
    rest.is_some_and(|rest| {
        let mut words = rest.split(' ').filter(|word| !word.is_empty());
        words.all(|word| vocabulary().copies.iter().any(|copy| copy == word) || word.parse::<u8>().is_ok())
    })
}

/// Wide enough, no header and no label with its value or two.
fn is_of_element(line: &Line<'_>) -> bool {
    const LABELLED: usize = 4;
    let texts = line.own().count();
    let labelled = texts <= LABELLED && line.own().next().is_some_and(|cell| cell.words.label().is_some());
    texts >= WIDE && !heads(line) && !labelled
}

/// It begins with a code that says where it belongs, "1.2.1", and a title.
fn has_own_code(line: &Line<'_>) -> bool {
    let mut cells = line.own();
    let numbers = |text: &str| text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let code = cells.next().filter(|cell| cell.content == Content::Code && numbers(cell.text) > 1);
    code.is_some() && cells.next().is_some_and(|cell| matches!(cell.content, Content::Short | Content::Long))
}

/// Most of its texts are header words.
fn heads(line: &Line<'_>) -> bool {
    // Amounts and codes are none: a look tells most rows.
    if line.own().any(|cell| matches!(cell.content, Content::Money | Content::Code)) {
        return false;
    }
    line.own().filter(|cell| cell.words.header_score() >= SURE).count() * 2 >= line.own().count()
}

fn texts<'l, 'a>(line: &'l Line<'a>) -> impl Iterator<Item = (u32, &'a str)> + use<'l, 'a> {
    line.own().map(|cell| (cell.column, cell.text))
}

/// Lines of the same texts have the same number; so may others.
fn hash(line: &Line<'_>) -> u64 {
    // The words of a text are kept once: where they are kept tells short texts apart without reading them.
    line.own().fold(0, |hash, cell| {
        let words = std::ptr::from_ref(cell.words) as usize;
        mixed(mixed(hash, u64::from(cell.column)), words as u64)
    })
}

#[cfg(test)]
mod tests {
    use passerelle_core::Reason;

    fn read(grid: &str) -> (usize, usize) {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let aside = import.report.left_aside.iter().filter(|aside| aside.reason == Reason::Repeated).count();
        assert_eq!(import.report.diagnostics.iter().any(|said| said.code() == "I152"), aside > 0);
        (import.document.outline().elements().len(), aside)
    }

    const HEADER: &str = "Action\tPilote\tÉchéance\n";
    const ROWS: &str =
        "Ouvrir une épicerie\tJ. Petit\t2026\nFormer le personnel\tA. Roy\t2027\nBâtir une maison\tA. Roy\t2028\n";

    #[test]
    fn rows_pasted_twice_are_read_once() {
        assert_eq!(read(&format!("{HEADER}{ROWS}{ROWS}")), (3, 9));
        assert_eq!(read(&format!("{HEADER}{ROWS}Informer les habitants\tJ. Petit\t2026\n{ROWS}")), (4, 9));
    }

    #[test]
    fn the_same_actions_may_stand_under_each_objective() {
        let grid = format!("{HEADER}OO 1 : Accueillir\n{ROWS}OO 2 : Loger\n{ROWS}");
        assert_eq!(read(&grid), (8, 0));
        let again = format!("{HEADER}OO 1 : Accueillir\n{ROWS}OO 2 : Loger\n{ROWS}OO 1 : Accueillir\n{ROWS}");
        assert_eq!(read(&again), (8, 10));
    }

    #[test]
    fn only_a_sheet_named_as_a_copy_is_one() {
        for (first, second) in [("PST", "PST (2)"), ("PST", "Copie de PST"), ("Volet externe", "Volet externe - copie")]
        {
            assert!(super::is_copied_name(first, second), "{second}");
        }
        for (first, second) in [("Culture", "Sport"), ("OS1", "OS2"), ("PST", "PST CPAS")] {
            assert!(!super::is_copied_name(first, second), "{second}");
        }
    }

    #[test]
    fn one_row_with_a_code_of_its_own_is_no_second_action() {
        let row = |code: &str| format!("{code}\tOuvrir une épicerie\tJ. Petit\n");
        let grid = |first: &str, second: &str| format!("N°\tAction\tPilote\n{}{}", row(first), row(second));
        assert_eq!(read(&grid("1.2.1", "1.2.1")).0, 1);
        assert_eq!(read(&grid("1.2.1", "1.2.2")), (2, 0));
    }

    #[test]
    fn few_rows_may_be_the_same() {
        let two: String = ROWS.lines().take(2).map(|line| format!("{line}\n")).collect();
        assert_eq!(read(&format!("{HEADER}{ROWS}{two}")).1, 0);
    }
}
