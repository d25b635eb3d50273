//! What is to be said of rows and columns while they are placed, or when all are.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Element, Place};

use super::Placing;
use crate::columns::Choice;
use crate::ledger::excerpt;
use crate::levels::Inferred;
use crate::recognition::without_code;
use crate::row::{Piece, Row};
use crate::source::column_words;

impl<'a> Placing<'_, 'a, '_> {
    /// Speaks of a row that was cut; a rest that nothing has taken is kept with the element.
    pub(super) fn say_cut(&mut self, row: &Row<'a>) {
        let Some(((_, first), node)) = row.rests.first().zip(self.assembler.last()) else { return };
        let title = self.assembler.get(node).map(Bilingual::calling).unwrap_or_default();
        let place = self.assembler.place(first);
        self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::RowCut).saying("title", title).at(place));
        for (_, rest) in &row.rests {
            self.assembler.extra(node, "", rest.printed());
        }
    }

    /// Says something of the element of the row.
    pub(super) fn say_of_last(&mut self, kind: DiagnosticKind, place: Option<Place>) {
        let last = self.assembler.last().and_then(|node| self.assembler.get(node));
        let title = last.map(Bilingual::calling).unwrap_or_default();
        self.assembler.ledger.say(Diagnostic::new(kind).saying("title", title).at(place));
    }

    pub(super) fn say_guess(&mut self, piece: &Piece<'a>, inferred: Option<Inferred>) {
        let Some(Inferred { level, other: Some(other) }) = inferred else { return };
        if self.guesses.contains(&level) {
            return;
        }
        self.guesses.push(level);
        let diagnostic = Diagnostic::new(DiagnosticKind::LevelGuessed)
            .saying("title", Bilingual::quoted(&excerpt(piece.cell.text)))
            .saying("level", Bilingual::of(|lang| level.label(lang)))
            .saying("other", Bilingual::of(|lang| other.label(lang)))
            .at(self.assembler.place(&piece.cell));
        self.assembler.ledger.say(diagnostic);
    }

    /// Elements of which the source prints no title, even on the next row.
    pub(crate) fn say_untitled(&mut self) {
        let untitled = |element: &&Element| element.title.text.is_empty() && element.title.wording.is_empty();
        let said = |element: &Element| {
            let code = element.code.as_ref();
            let text = code.map_or_else(without_code, |code| Bilingual::quoted(&code.text));
            (text, code.and_then(|code| code.place.clone()).or_else(|| element.title.place.clone()))
        };
        let found: Vec<_> = self.assembler.elements().iter().filter(untitled).map(said).collect();
        for (code, place) in found {
            let diagnostic = Diagnostic::new(DiagnosticKind::TitleMissing).saying("code", code);
            self.assembler.ledger.say(diagnostic.at(place));
        }
    }

    /// Rows that print the element of the row above again.
    pub(crate) fn say_again(&mut self) {
        if let Some((count, text, place)) = self.lettered.take() {
            let said = Diagnostic::new(DiagnosticKind::PilotsByLetter).with("count", count);
            self.assembler.ledger.say(said.with("text", text).at(place));
        }
        if let Some((count, place)) = self.again.take() {
            self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::ElementAgain).with("count", count).at(place));
        }
    }

    /// Rows that show elements of other sheets, or belong to their objectives.
    pub(crate) fn say_shown_again(&mut self) {
        for (count, place) in std::mem::take(&mut self.placed_by_code).into_values() {
            let said = Diagnostic::new(DiagnosticKind::ParentByCode).with("count", count);
            self.assembler.ledger.say(said.at(place));
        }
        for (count, place) in std::mem::take(&mut self.shown_again).into_values() {
            let said = Diagnostic::new(DiagnosticKind::ElementInOtherTable).with("count", count);
            self.assembler.ledger.say(said.at(place));
        }
    }

    pub(crate) fn say_unknown_columns(&mut self) {
        for ((section, column), (count, cell)) in std::mem::take(&mut self.unknown) {
            // The layout says itself that it is one.
            if self.column(section, column).is_some_and(|column| column.decided == Choice::Layout) {
                continue;
            }
            let place = self.assembler.place(&cell);
            let label = self.column(section, column).map_or("", |c| &c.label);
            let diagnostic = Diagnostic::new(DiagnosticKind::ColumnUnknown)
                .saying("header", column_words(label, place.as_ref(), cell.column as usize))
                .with("count", count)
                .at(place);
            self.assembler.ledger.say(diagnostic);
        }
    }
}
