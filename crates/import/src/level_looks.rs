//! What is said where neither a word nor a code tells the levels: which look of the document was taken for which.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind};

use crate::ledger::{Ledger, excerpt};
use crate::source::{ItemId, Source};
use crate::vocabulary::Role;

/// The looks of titles and what they were taken for, in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct LevelLooks(Vec<LevelLook>);

/// Titles that look alike.
#[derive(Debug)]
struct LevelLook {
    look: Bilingual,
    role: Role,
    titles: usize,
    /// The first of them.
    example: String,
    item: ItemId,
}

impl LevelLooks {
    /// Takes a title that nothing but its look tells.
    pub(crate) fn add(&mut self, look: Bilingual, role: Role, title: &str, item: ItemId) {
        match self.0.iter_mut().find(|known| known.role == role && known.look == look) {
            Some(known) => known.titles += 1,
            None => self.0.push(LevelLook { look, role, titles: 1, example: excerpt(title), item }),
        }
    }

    /// Says it, once for the document.
    pub(crate) fn say(&self, source: &Source<'_>, ledger: &mut Ledger) {
        let Some(first) = self.0.first() else { return };
        let looks = Bilingual::of(|lang| {
            let one = |found: &LevelLook| {
                let role = match found.role {
                    Role::Title(Some(level)) => level.label(lang).to_lowercase(),
                    role => role.label(lang).to_lowercase(),
                };
                let example = Bilingual::quoted(&found.example);
                format!("{} = {role} ({})", found.look.text(lang), example.text(lang))
            };
            self.0.iter().map(one).collect::<Vec<_>>().join(lang.pick(" ; ", "; "))
        });
        let count: usize = self.0.iter().map(|found| found.titles).sum();
        let said = Diagnostic::new(DiagnosticKind::LevelsByLook).with("count", count).saying("looks", looks);
        ledger.say(said.at(source.place(first.item)));
    }
}

/// How deep the file marks headings.
pub(crate) fn of_depth(depth: u8) -> Bilingual {
    Bilingual::new(format!("titre de niveau {depth}"), format!("heading of level {depth}"))
}

/// A style of the document.
pub(crate) fn of_style(name: &str) -> Bilingual {
    Bilingual::new(format!("style « {} »", excerpt(name)), format!("style “{}”", excerpt(name)))
}
