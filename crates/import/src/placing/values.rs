//! The values of a row: each goes to the element that its row, its column or its own label names.

use passerelle_core::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Field, Level, Reason};

use super::{Placing, is_number};
use crate::assemble::{Node, Printed};
use crate::content::Content;
use crate::cut_rows::{joined, joined_items};
use crate::label::{Label, before_a_colon, several};
use crate::ledger::{Fate, excerpt};
use crate::pilots_by_letter;
use crate::row::{Row, level_of_name};
use crate::series::is_superseded;
use crate::source::LineCell;
use crate::texts::trimmed;
use crate::vocabulary::Role;

impl<'a> Placing<'_, 'a, '_> {
    /// Gives the values of a row to its element; a column that names a level gives to the row's element of that level.
    pub(crate) fn values(&mut self, node: Node, row: &Row<'a>, section: usize) {
        self.assembler.make_room(node, row.values.len());
        let dated = self.dated.get(section).copied().unwrap_or_default();
        let columns = self.sections.get(section).map_or(&[][..], |section| &section.columns);
        for (role, cell, column) in &row.values {
            let superseded = dated && is_superseded(row, columns, (*role, *column));
            let column = self.column(section, *column);
            let level = column.and_then(|column| column.level);
            if cell.signs.may_label() && (self.labelled_values(node, cell) || self.lettered_pilots(node, *role, cell))
                || matches!(role, Role::Field(_)) && self.counts_below(node, cell)
            {
                continue;
            }
            let chosen = column.and_then(|column| column.choice.as_deref()).filter(|_| cell.content == Content::Mark);
            let of_year = column.and_then(|column| column.year.as_deref()).filter(|_| cell.content != Content::Nothing);
            let of_year = of_year.map(|year| format!("{year} : {}", cell.text.trim()));
            let labelled = column.filter(|column| column.labelled).and_then(|_| before_a_colon(cell.text));
            let text = chosen.or(of_year.as_deref()).or(labelled.map(|label| label.value));
            let rests = row.rests_of(cell);
            let items = joined_items(cell, &rests);
            let text = joined(text.unwrap_or(cell.text), &rests);
            let printed = Printed { text: &text, items: &items };
            let node = level.and_then(|level| self.assembler.current(level)).unwrap_or(node);
            self.assembler.unit = column.and_then(|column| column.unit);
            match role {
                Role::Field(field)
                    if superseded
                        || self.seen_elsewhere && self.assembler.has_other(node, *field, &text)
                        || self.differs(node, *field, &text, cell) =>
                {
                    let label = column.map(|column| column.label.as_str()).unwrap_or_default();
                    self.assembler.extra(node, label, printed);
                }
                Role::Field(field) => self.assembler.value(node, *field, printed),
                Role::Classification(kind) => self.assembler.classify(node, *kind, printed),
                Role::AlsoServes => self.serves.push((node, **cell)),
                _ => self.assembler.extra(node, "", printed),
            }
        }
        self.assembler.unit = None;
        for (role, cell, _) in &row.shared {
            match role {
                Role::Field(field) => self.assembler.share(node, *field, cell.printed()),
                Role::Classification(kind) => self.assembler.classify(node, *kind, cell.printed()),
                _ => {}
            }
        }
    }

    /// A row across the table holds a value of the elements below: how far they are, say.
    pub(super) fn band(&mut self, row: &Row<'a>, field: Field) -> Bilingual {
        self.settle_floating();
        let cell = row.pieces.first().map(|piece| piece.cell).or_else(|| row.codes.first().map(|code| code.cell));
        if let Some((cell, table)) = cell.zip(self.table) {
            self.assembler.ledger.set(cell.item, Fate::Field);
            let said = Diagnostic::new(DiagnosticKind::StateOfBand).with("text", excerpt(cell.text));
            let said = said.saying("field", Bilingual::of(|lang| field.label(lang).to_lowercase()));
            let place = self.assembler.place(&cell);
            self.assembler.ledger.say(said.at(place));
            self.band = Some((cell, table, field));
        }
        Bilingual::of(|lang| field.label(lang))
    }

    /// Gives an action the value of the row across the table above it, unless it says one itself.
    pub(super) fn state_of_band(&mut self, node: Node) {
        let Some((cell, _, field)) = self.band.filter(|(_, table, _)| self.table == Some(*table)) else { return };
        if self.assembler.get(node).is_some_and(|element| element.level >= Level::Action) {
            self.assembler.share(node, field, cell.printed());
        }
    }

    /// "3 actions" beside an objective counts what stands below it, whatever the column says.
    pub(super) fn counts_below(&mut self, node: Node, cell: &LineCell<'a>) -> bool {
        let objective = self.assembler.get(node).is_some_and(|element| element.level < Level::Action);
        let text = trimmed(cell.text);
        let counts = objective
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.split_once(' ').is_some_and(|(number, word)| {
                // "2025 à 2027" counts nothing.
                let named = word.chars().all(char::is_alphabetic) && word.len() > 1 && level_of_name(word).is_some();
                number.len() < 4 && is_number(number) && named
            });
        if counts {
            self.assembler.aside(cell, Reason::Total);
        }
        counts
    }

    /// A cell of several values, each behind its label: "Pilote : …", "Échéance : …". False when it is none.
    pub(super) fn labelled_values(&mut self, node: Node, cell: &LineCell<'a>) -> bool {
        let field = |label: &Label<'a>| match label.role {
            Role::Field(field) => Some((field, label.value)),
            _ => None,
        };
        let Some(values) = several(cell.text).and_then(|labels| labels.iter().map(field).collect::<Option<Vec<_>>>())
        else {
            return false;
        };
        for (field, text) in values.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.assembler.part(node, field, Printed { text, ..cell.printed() });
        }
        true
    }

    /// A cell of both pilots, a letter before each. False when it is none.
    fn lettered_pilots(&mut self, node: Node, role: Role, cell: &LineCell<'a>) -> bool {
        let Role::Field(Field::PoliticalPilot | Field::AdministrativePilot | Field::Agent | Field::Bearer) = role
        else {
            return false;
        };
        let Some((political, administrative)) = pilots_by_letter::both(cell.text) else { return false };
        let place = self.assembler.place(cell);
        self.lettered.get_or_insert((0, excerpt(cell.text), place)).0 += 1;
        self.assembler.part(node, Field::PoliticalPilot, Printed { text: political, ..cell.printed() });
        self.assembler.part(node, Field::AdministrativePilot, Printed { text: administrative, ..cell.printed() });
        true
    }

    /// In flat tables a volet or domaine left of the titles is often printed once for the rows below it.
    pub(super) fn carry_classifications(&mut self, node: Node, row: &Row<'a>, section: usize) {
        let Some(section) = self.sections.get(section).filter(|section| section.is_flat()) else { return };
        let titles = section.columns.iter().position(|c| matches!(c.role, Some(Role::Title(_))));
        for (role, cell, column) in row.values.iter().chain(&row.shared) {
            if let Role::Classification(kind) = role
                && titles.is_some_and(|first| *column < first)
            {
                if *kind == ClassificationKind::Volet {
                    self.carried.remove(&ClassificationKind::Domain);
                }
                self.carried.insert(*kind, **cell);
            }
        }
        let lacking: Vec<(ClassificationKind, LineCell<'a>)> = self
            .carried
            .iter()
            .filter(|(kind, _)| self.assembler.get(node).is_some_and(|e| e.classification(**kind).is_none()))
            .map(|(kind, cell)| (*kind, *cell))
            .collect();
        for (kind, cell) in lacking {
            self.assembler.classify(node, kind, cell.printed());
        }
    }

    /// Cells of unknown columns: extras of the element.
    pub(crate) fn leftovers(&mut self, row: &Row<'a>, section: usize, node: Option<Node>) {
        for (cell, column) in &row.unknown {
            let label = self.column(section, *column).map(|c| c.label.as_str()).unwrap_or_default();
            if let Some(node) = node {
                if cell.signs.may_label() && self.labelled_values(node, cell) {
                    continue;
                }
                let rests = row.rests_of(cell);
                let printed = Printed { text: &joined(cell.text, &rests), items: &joined_items(cell, &rests) };
                self.assembler.extra(node, label, printed);
                self.unknown.entry((section, *column)).or_insert((0, **cell)).0 += 1;
            }
        }
    }
}
