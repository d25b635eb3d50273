//! Rows and titles that were cut in two: values that stand in a row of their own, titles that go on below.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, Level, Title, fold};

use crate::assemble::Node;
use crate::cut_rows::joined;
use crate::foot::begins_with_a_sign;
use crate::ledger::Fate;
use crate::misread;
use crate::placing::Placing;
use crate::row::{Piece, Row};
use crate::vocabulary::{Role, vocabulary};

/// A row of values without title.
#[derive(Debug)]
pub(crate) struct Floating<'a> {
    pub(crate) row: Row<'a>,
    pub(crate) section: usize,
}

/// A text goes on where another one breaks off: it begins with a small letter, or the first ends with a linking word.
pub(crate) fn goes_on(before: &str, text: &str) -> bool {
    let small = || text.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(' || c == ',');
    !before.is_empty() && (small() || ends_with_a_linking_word(before) || breaks_a_word(before)) && breaks_off(before)
}

/// It ends at the hyphen of a word: "Roclenge-la-".
pub(crate) fn breaks_a_word(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|front| front.ends_with(char::is_alphabetic))
}

/// No sign closes the text.
pub(crate) fn breaks_off(text: &str) -> bool {
    !text.is_empty() && !text.trim_end().ends_with(['.', '!', '?', ';', ':'])
}

/// No text ends with such a word.
pub(crate) fn ends_with_a_linking_word(text: &str) -> bool {
    const LONGEST: usize = 8;
    let text = text.trim_end();
    let start = text.char_indices().rev().take(LONGEST + 1).find(|(_, c)| !c.is_alphanumeric());
    let last = match start {
        Some((at, sign)) => text.get(at + sign.len_utf8()..).unwrap_or_default(),
        None => text,
    };
    let short = last.len() <= LONGEST && !last.is_empty();
    short && vocabulary().is_linking(&fold(last))
}

impl<'a> Placing<'_, 'a, '_> {
    /// The only title of a row, without code or level word.
    fn bare_title<'r>(row: &'r Row<'a>) -> Option<&'r Piece<'a>> {
        let [piece] = row.pieces.as_slice() else { return None };
        let uncoded = row.codes.is_empty() && row.stray_code.is_none();
        (uncoded && piece.heading.opening.is_none() && piece.heading.code.is_none()).then_some(piece)
    }

    /// A text under an element that has a code but no wording yet is its wording; a row with values is one of an
    /// action.
    pub(crate) fn is_label_of_last(&self, row: &Row<'a>) -> bool {
        let bare = Self::bare_title(row).is_some_and(|piece| piece.column_level.is_none());
        let waiting = self.assembler.last().and_then(|node| self.assembler.get(node));
        bare && row.level_name.is_none()
            && waiting.is_some_and(|e| {
                let open = e.title.wording.is_empty() && e.code.is_some();
                // Values stand beside the code or beside the title.
                let values = row.values.is_empty() || e.level >= Level::Action && e.fields.is_empty();
                open && values
            })
    }

    /// Gives the last element its wording.
    pub(crate) fn label_last(&mut self, row: &Row<'a>, section: usize) {
        let (Some(node), Some(piece)) = (self.assembler.last(), row.pieces.first()) else { return };
        let place = self.assembler.place(&piece.cell);
        self.assembler.ledger.set(piece.cell.item, Fate::Field);
        let rests = row.rests_of(&piece.cell);
        for rest in &rests {
            self.assembler.ledger.set(rest.item, Fate::Field);
        }
        let mut code = String::new();
        if let Some(element) = self.assembler.get_mut(node) {
            element.title = Title {
                text: joined(piece.cell.text.trim(), &rests).into_owned(),
                wording: joined(piece.words(), &rests).into_owned(),
                place: place.clone(),
            };
            code = element.code.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        }
        let diagnostic = Diagnostic::new(DiagnosticKind::LabelOnNextRow).with("code", code).at(place);
        self.assembler.ledger.say(diagnostic);
        self.values(node, row, section);
        self.leftovers(row, section, Some(node));
    }

    /// A text that goes on in the middle of a sentence, right below a title: the title was broken over two rows.
    pub(crate) fn goes_on_with_last(&self, row: &Row<'a>) -> bool {
        let last = self.assembler.last().and_then(|node| self.assembler.get(node));
        // No title is longer than this, however many rows seem to go on with it.
        const LONGEST: usize = 2_000;
        let last = last.filter(|last| last.title.wording.len() <= LONGEST);
        let Some((piece, last)) = Self::bare_title(row).zip(last) else { return false };
        // A row with values is one of its own where titles begin with small letters.
        let cut = || {
            let capital = last.title.wording.starts_with(char::is_uppercase);
            let small = |text: &str| text.trim_start().starts_with(char::is_lowercase);
            let values_go_on = row.values.iter().all(|(role, cell, _)| match role {
                Role::Field(field) => last
                    .field(*field)
                    .is_some_and(|before| goes_on(&before.text.iter().collect::<Vec<_>>().join(" "), cell.text)),
                _ => false,
            });
            capital && small(piece.cell.text) && row.level_name.is_none() && values_go_on
        };
        let note = begins_with_a_sign(piece.cell.text);
        !piece.cell.covered
            && !note
            && goes_on(&last.title.wording, piece.cell.text)
            && (row.values.is_empty() || cut())
    }

    /// Gives the last element the rest of its title.
    pub(crate) fn lengthen_last(&mut self, row: &Row<'a>, section: usize) {
        let (Some(node), Some(piece)) = (self.assembler.last(), row.pieces.first()) else { return };
        let text = piece.cell.text.trim();
        self.assembler.ledger.set(piece.cell.item, Fate::Field);
        let mut title = Bilingual::default();
        if let Some(element) = self.assembler.get_mut(node) {
            title = Bilingual::calling(element);
            for text_so_far in [&mut element.title.text, &mut element.title.wording] {
                text_so_far.push(' ');
                text_so_far.push_str(text);
            }
        }
        let place = self.assembler.place(&piece.cell);
        self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::TitleContinued).saying("title", title).at(place));
        self.values(node, row, section);
        self.leftovers(row, section, Some(node));
    }

    /// Values of a row without title that stand before an element: they are its own when it lacks just these and
    /// the element before has them already (a row cut by a page break).
    pub(crate) fn settle_floating_before(&mut self, next: Node, row: &Row<'a>) {
        let Some(floating) = &self.floating else { return };
        let elements = self.assembler.elements();
        let before = elements.iter().enumerate().rev().find(|(node, e)| *node != next && e.level >= Level::Action);
        let fields: Vec<Field> = floating
            .row
            .values
            .iter()
            .filter_map(|(role, ..)| if let Role::Field(field) = role { Some(*field) } else { None })
            .collect();
        let next_lacks = fields.iter().all(|f| !row.values.iter().any(|(role, ..)| *role == Role::Field(*f)));
        let before_has = before.is_none_or(|(_, before)| fields.iter().all(|f| before.field(*f).is_some()));
        let is_action = elements.get(next).is_some_and(|e| e.level >= Level::Action);
        let uncoded = row.codes.is_empty() && elements.get(next).is_some_and(|e| e.code.is_none());
        if uncoded && next_lacks && floating.row.lone_code().is_some() {
            self.give_code(next);
            return;
        }
        let own = next_lacks && before_has && is_action && !fields.is_empty();
        if let Some(node) = if own { Some(next) } else { before.map(|(node, _)| node) } {
            self.give_floating(node);
        }
    }

    /// Values without title at the end, or before a container, belong to the element before.
    pub(crate) fn settle_floating(&mut self) {
        if let Some(last) = self.assembler.last() {
            self.give_floating(last);
        }
    }

    /// The code of a row above is that of an element whose row has none.
    fn give_code(&mut self, node: Node) {
        let Some(Floating { row, section }) = self.floating.take() else { return };
        let Some(cell) = row.lone_code().map(|code| code.cell) else { return };
        let place = self.assembler.place(&cell);
        let text = cell.text.trim();
        self.assembler.ledger.set(cell.item, Fate::Field);
        if let Some(element) = self.assembler.get_mut(node) {
            element.code = Some(misread::code(text).at(place.clone()));
        }
        self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::LabelOnNextRow).with("code", text).at(place));
        self.values(node, &row, section);
    }

    fn give_floating(&mut self, node: Node) {
        let Some(Floating { row, section }) = self.floating.take() else { return };
        let title = self.assembler.get(node).map(Bilingual::calling).unwrap_or_default();
        let place = row.cells().next().and_then(|cell| self.assembler.place(&cell));
        if !row.values.is_empty() {
            let said = Diagnostic::new(DiagnosticKind::RowContinued).saying("title", title);
            self.assembler.ledger.say(said.at(place));
        }
        self.values(node, &row, section);
        let beside = row.level_name.into_iter().chain(row.stray_code.map(|(cell, _)| cell));
        for cell in row.codes.iter().map(|code| code.cell).chain(beside.copied()) {
            self.assembler.extra(node, "", cell.printed());
        }
        self.leftovers(&row, section, Some(node));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_goes_on_where_a_sentence_breaks_off() {
        assert!(goes_on("Mettre en place un comité", "d’accompagnement élargi"));
        assert!(goes_on("Renforcer la collaboration avec les", "CPAS voisins"));
        assert!(!goes_on("Renforcer la collaboration", "Améliorer l’accueil"));
        assert!(!goes_on("Rendre le CPAS accessible.", "via une rampe"));
    }

    /// Codes, titles and departments of the elements, and the codes of what was said.
    fn read(grid: &str) -> (Vec<String>, Vec<&'static str>) {
        let tables =
            passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements().iter().map(|element| {
            let code = element.code.as_ref().map(|code| code.text.as_str()).unwrap_or_default();
            let service = element.field(Field::Service).map(|value| value.text.join(" ")).unwrap_or_default();
            format!("{code} {} ({service}){}", element.title.wording, "+".repeat(element.extras.len()))
        });
        (elements.collect(), import.report.diagnostics.iter().map(Diagnostic::code).collect())
    }

    #[test]
    fn a_title_on_the_row_below_its_code_is_joined_to_it_wherever_the_values_stand() {
        let want = [
            "OS 1 Être solidaire ()",
            "OO 1.1 Aider ()",
            "1.1.1 Ouvrir un café (CPAS)",
            "1.1.2 Rénover la salle (PCS)",
        ];
        for grid in [
            "OS 1\t\t\n\tÊtre solidaire\t\nOO 1.1\t\t\n\tAider\t\n1.1.1\t\t\n\tOuvrir un café\tCPAS\n\
             1.1.2\t\t\n\tRénover la salle\tPCS\n",
            "OS 1\tÊtre solidaire\t\nOO 1.1\tAider\t\n1.1.1\t\tCPAS\n\tOuvrir un café\t\n1.1.2\t\tPCS\n\
             \tRénover la salle\t\n",
        ] {
            let (elements, said) = read(&format!("N°\tAction\tService\n{grid}"));
            assert_eq!(elements, want, "{grid}");
            assert!(said.contains(&"I104") && !said.contains(&"I105"), "{said:?}");
        }
        let (elements, said) = read(
            "Objectifs et actions\tService\nOS 1\t\nÊtre solidaire\t\nOO 1.1\t\nAider\t\nA 1.1.1\tCPAS\n\
             Ouvrir un café\t\nA 1.1.2\tPCS\nRénover la salle\t\n",
        );
        assert_eq!(elements[2..], ["A 1.1.1 Ouvrir un café (CPAS)", "A 1.1.2 Rénover la salle (PCS)"]);
        assert!(!said.contains(&"I112"), "{said:?}");
    }

    #[test]
    fn a_code_alone_above_a_row_with_its_own_code_stays_with_the_element_above() {
        let (elements, _) = read(
            "N°\tAction\tService\nOS 1\tÊtre solidaire\t\nOO 1.1\tAider\t\n1.1.1\tOuvrir un café\tCPAS\n1.1.2\t\t\n\
             1.1.3\tRénover la salle\tPCS\n",
        );
        assert_eq!(elements[2..], ["1.1.1 Ouvrir un café (CPAS)+", "1.1.3 Rénover la salle (PCS)"]);
    }
}
