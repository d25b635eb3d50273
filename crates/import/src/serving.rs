//! Actions that serve further objectives besides their own.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, ElementId, Extra, Lang};

use crate::assemble::Node;
use crate::identity::Names;
use crate::ledger::Fate;
use crate::placing::Placing;
use crate::source::LineCell;
use crate::vocabulary::Role;

impl<'a> Placing<'_, 'a, '_> {
    /// Objectives that actions serve besides their own, once all of them are known.
    pub(crate) fn settle_served(&mut self) {
        let serves = std::mem::take(&mut self.serves);
        let listed = std::mem::take(&mut self.listed);
        if serves.is_empty() && listed.is_empty() {
            return;
        }
        let names = Names::of(self.assembler.elements());
        let found: Vec<_> = serves.into_iter().map(|(node, cell)| (node, cell, names.named(cell.text))).collect();
        let listed: Vec<_> = listed.into_iter().map(|(node, cell, codes)| (node, cell, names.coded(&codes))).collect();
        for (node, cell, ids) in listed {
            self.serve_listed(node, &cell, ids);
        }
        for (node, cell, ids) in found {
            match ids {
                Some(ids) => {
                    self.assembler.ledger.set(cell.item, Fate::Field);
                    if let Some(element) = self.assembler.get_mut(node) {
                        element.also_serves = ids;
                    }
                }
                None => self.assembler.extra(node, &Role::AlsoServes.label(Lang::Fr), cell.printed()),
            }
        }
    }

    /// Notes the further objectives of a list of codes.
    fn serve_listed(&mut self, node: Node, cell: &LineCell<'a>, ids: Option<Vec<ElementId>>) {
        let place = self.assembler.place(cell);
        let Some(element) = self.assembler.get_mut(node) else { return };
        let title = Bilingual::calling(element);
        let kind = match ids {
            Some(ids) => {
                element.also_serves.extend(ids);
                DiagnosticKind::ServesSeveral
            }
            None => {
                let label = Role::AlsoServes.label(Lang::Fr);
                element.extras.push(Extra { label, text: cell.text.trim().to_owned(), place: place.clone() });
                DiagnosticKind::ServesUnknown
            }
        };
        let codes = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.assembler.ledger.say(Diagnostic::new(kind).saying("title", title).with("codes", codes).at(place));
    }
}
