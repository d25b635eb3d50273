//! Marks behind values whose note stands below the table, `73.500 € (1)` and `(1) Sous réserve de subsides`: the value is
//! read without its mark, and the note goes to the elements that bear it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Diagnostic, DiagnosticKind, Element, Extra, Place};
use passerelle_tables::{Block, Cell, Document as Tables, RichText, Role, Table};

use crate::hashed::Map;
use crate::ledger::{Fate, Ledger, excerpt};
use crate::source::{LineCell, Source, place};

/// A note below a table.
#[derive(Debug, Clone)]
struct Note {
    /// "(1)", "*", "¹".
    mark: String,
    text: String,
    place: Place,
}

/// The notes of a file, and the places of the texts that refer to them.
#[derive(Debug, Default)]
pub(crate) struct Footnotes {
    notes: Vec<Note>,
    /// In the order of the source.
    marked: Vec<(Place, usize)>,
}

/// The tables without the marks of notes that stand below them, and those notes.
pub(crate) fn read(tables: &Tables) -> (Cow<'_, Tables>, Footnotes) {
    let mut found = Footnotes::default();
    let mut stripped: Vec<(usize, usize, RichText, usize)> = Vec::new();
    // Notes under a table hold for it; those of paragraphs for the tables above, up to others of the same mark.
    let mut below: BTreeMap<String, usize> = BTreeMap::new();
    for (block, content) in tables.blocks.iter().enumerate().rev() {
        match content {
            Block::Paragraph(paragraph) => {
                if let Some(mark) = leading(&paragraph.text) {
                    below.insert(mark.clone(), found.notes.len());
                    let text = paragraph.text.as_str().to_owned();
                    found.notes.push(Note { mark, text, place: place(&paragraph.place) });
                }
            }
            Block::Table(table) => {
                let (body, foot) = foot(table);
                let mut own = below.clone();
                for (mark, cell) in foot {
                    own.insert(mark.clone(), found.notes.len());
                    let text = cell.text.as_str().to_owned();
                    found.notes.push(Note { mark, text, place: place(&table.place(cell)) });
                }
                if own.is_empty() {
                    continue;
                }
                for (at, cell) in table.cells.iter().enumerate().take(body) {
                    let mut text = Cow::Borrowed(&cell.text);
                    while let Some((note, rest)) =
                        own.iter().find_map(|(mark, note)| Some((*note, without(&text, mark)?)))
                    {
                        stripped.push((block, at, rest.clone(), note));
                        text = Cow::Owned(rest);
                    }
                }
            }
        }
    }
    if stripped.is_empty() {
        return (Cow::Borrowed(tables), Footnotes::default());
    }
    let mut read = tables.clone();
    stripped.sort_by_key(|(block, cell, ..)| (*block, *cell));
    for (block, at, text, note) in stripped {
        let Some(Block::Table(table)) = read.blocks.get_mut(block) else { continue };
        let Some(at_place) = table.cells.get(at).map(|cell| place(&table.place(cell))) else { continue };
        if let Some(cell) = table.cells.get_mut(at) {
            cell.text = text;
            found.marked.push((at_place, note));
        }
    }
    (Cow::Owned(read), found)
}

/// How many cells of a table stand above its notes, and the notes: texts alone in their rows, with their marks.
fn foot(table: &Table) -> (usize, Vec<(String, &Cell)>) {
    let mut notes = Vec::new();
    let mut above = table.cells.len();
    while let Some(cell) = above.checked_sub(1).and_then(|last| table.cells.get(last)) {
        let before = above.checked_sub(2).and_then(|last| table.cells.get(last));
        let alone = cell.row_span == 1 && before.is_none_or(|before| before.row < cell.row || before.is_blank());
        if !alone {
            break;
        }
        if !cell.is_blank() {
            let Some(mark) = leading(&cell.text) else { break };
            notes.push((mark, cell));
        }
        above -= 1;
    }
    (above, notes)
}

/// The mark that a note begins with; words follow it.
fn leading(text: &RichText) -> Option<String> {
    const FEWEST: usize = 8;
    let plain = text.as_str().trim_start();
    let first = plain.chars().next()?;
    let mark = match first {
        '(' | '[' => {
            let close = if first == '(' { ')' } else { ']' };
            let inner = plain.get(1..)?.split(close).next()?;
            let sign =
                is_number(inner) || !inner.is_empty() && inner.len() < 4 && inner.bytes().all(|byte| byte == b'*');
            sign.then(|| plain.get(..inner.len() + 2)).flatten()?
        }
        '*' => plain.get(..plain.len() - plain.trim_start_matches('*').len()).filter(|stars| stars.len() < 4)?,
        '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' => plain.get(..first.len_utf8())?,
        '0'..='9' => {
            let run = text.runs().find(|run| !run.text.trim().is_empty()).filter(|run| run.marks.superscript)?;
            return (is_number(run.text.trim()) && plain.len() > FEWEST).then(|| format!("^{}", run.text.trim()));
        }
        _ => return None,
    };
    let words = plain.get(mark.len()..)?;
    let parted = !mark.starts_with('*') || words.starts_with([' ', '\u{a0}', ':']);
    (parted && words.trim().len() >= FEWEST && words.contains(char::is_alphabetic)).then(|| mark.to_owned())
}

fn is_number(text: &str) -> bool {
    (1..3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text without the mark at its end; none where it does not end so, or holds nothing else.
fn without(text: &RichText, mark: &str) -> Option<RichText> {
    let plain = text.as_str().trim_end();
    if text.links().next().is_some() {
        return None;
    }
    let rest = match mark.strip_prefix('^') {
        // A raised number is a run of its own.
        Some(number) => {
            let last = text.runs().filter(|run| !run.text.trim().is_empty()).last()?;
            (last.marks.superscript && last.text.trim() == number).then(|| plain.strip_suffix(number)).flatten()?
        }
        None => plain.strip_suffix(mark)?,
    };
    let rest = rest.trim_end();
    // "**" is not "*".
    if rest.is_empty() || mark.starts_with('*') && rest.ends_with('*') {
        return None;
    }
    let mut kept = RichText::default();
    let mut left = rest.len();
    for run in text.runs() {
        let length = run.text.len().min(left);
        kept.push(run.text.get(..length)?, run.marks);
        left -= length;
    }
    Some(kept)
}

impl Footnotes {
    /// Takes the notes that are referred to out of the lines: they are no rows of the table.
    pub(crate) fn take_lines(&self, source: &mut Source<'_>) {
        let used: BTreeSet<usize> = self.marked.iter().map(|(_, note)| *note).collect();
        let notes: Vec<&Note> = used.iter().filter_map(|note| self.notes.get(*note)).collect();
        if notes.is_empty() {
            return;
        }
        let items = &source.items;
        let is_note = |cell: &LineCell<'_>| {
            let of = |note: &&Note| {
                note.text == cell.text && items.get(cell.item).is_some_and(|i| i.at.place() == note.place)
            };
            notes.iter().any(of)
        };
        let mut taken = Vec::new();
        source.lines.retain(|line| {
            let note = line.single().filter(|cell| is_note(cell));
            taken.extend(note.map(|cell| (cell.item, Role::Note)));
            note.is_none()
        });
        source.page_texts.extend(taken);
    }

    /// Gives each note to the elements that bear its mark, and says so.
    pub(crate) fn settle(&self, elements: &mut [Element], source: &Source<'_>, ledger: &mut Ledger) {
        if self.marked.is_empty() {
            return;
        }
        let mut owners: Map<Place, usize> = Map::default();
        for (at, element) in elements.iter().enumerate() {
            let code = element.code.as_ref().and_then(|code| code.place.as_ref());
            let values = element.fields.values().flat_map(|value| &value.places);
            let extras = element.extras.iter().filter_map(|extra| extra.place.as_ref());
            for place in element.title.place.iter().chain(code).chain(values).chain(extras) {
                owners.get_or(place.clone(), || at);
            }
        }
        let mut said: BTreeMap<usize, (usize, Place)> = BTreeMap::new();
        for (place, note) in &self.marked {
            said.entry(*note).or_insert_with(|| (0, place.clone())).0 += 1;
            let (Some(owner), Some(note)) = (owners.get(place), self.notes.get(*note)) else { continue };
            let Some(element) = elements.get_mut(*owner) else { continue };
            let label = format!("Note {}", note.mark.trim_start_matches('^'));
            let extra = Extra { label, text: note.text.trim().to_owned(), place: Some(note.place.clone()) };
            if !element.extras.contains(&extra) {
                element.extras.push(extra);
                let item = source.items.iter().position(|item| item.text == note.text && item.at.place() == note.place);
                if let Some(item) = item {
                    ledger.take_back(item, Fate::Extra);
                }
            }
        }
        for (note, (count, place)) in said {
            let Some(note) = self.notes.get(note) else { continue };
            let diagnostic = Diagnostic::new(DiagnosticKind::NoteMarks).with("count", count);
            let mark = note.mark.trim_start_matches('^');
            ledger.say(diagnostic.with("mark", mark).with("text", excerpt(&note.text)).at(place));
        }
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Lang};
    use passerelle_tables::Marks;

    use super::*;

    fn import(grid: &str) -> crate::Import {
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default());
        let import = crate::import(&tables.unwrap(), "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        import
    }

    #[test]
    fn a_note_below_the_table_goes_to_the_elements_that_bear_its_mark() {
        let import = import(
            "Action\tPilote\tBudget\nOuvrir une épicerie\tJ. Petit\t3.500 € (1)\n\
             Former le personnel (2)\tJ. Petit\t100 €\nBâtir (3)\tA. Roy\t5 €\n\
             (1) Sous réserve de l'octroi des subsides\n(2) Action prioritaire\n",
        );
        let elements = import.document.outline().elements();
        assert_eq!(elements[0].field(Field::Budget).map(|budget| budget.text.join(" ")), Some("3.500 €".into()));
        assert_eq!(elements[0].extras.len(), 1);
        assert_eq!(
            (elements[0].extras[0].label.as_str(), elements[1].title.wording.as_str()),
            ("Note (1)", "Former le personnel")
        );
        // No note says what it means.
        assert_eq!(elements[2].title.wording, "Bâtir (3)");
        assert_eq!(import.report.counts.in_extras, 2);
        let said = import.report.diagnostics.iter().filter(|said| said.code() == "I151");
        let said: Vec<String> = said.map(|said| said.message(Lang::Fr)).collect();
        assert!(said.len() == 2 && said[0].contains("(1)"), "{said:?}");
    }

    #[test]
    fn a_raised_number_is_a_mark() {
        let mut raised = Marks::default();
        raised.superscript = true;
        let mut value = RichText::from("Service travaux");
        value.push("1", raised);
        assert_eq!(without(&value, "^1").unwrap().as_str(), "Service travaux");
        assert_eq!(without(&RichText::from("Phase 1"), "^1"), None);
        let mut note = RichText::uniform("1", raised);
        note.push(" Sous réserve de subsides", Marks::default());
        assert_eq!(leading(&note).as_deref(), Some("^1"));
        for (text, want) in [
            ("(1) Sous réserve", Some("(1)")),
            ("* Action prioritaire", Some("*")),
            ("¹ Sous réserve", Some("¹")),
            ("[2] Voir la convention", Some("[2]")),
            ("**Gras**", None),
            ("(1)", None),
            ("(a priori) non", None),
            ("1 Sous réserve", None),
        ] {
            assert_eq!(leading(&RichText::from(text)).as_deref(), want, "{text}");
        }
    }
}
