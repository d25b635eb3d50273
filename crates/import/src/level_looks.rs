//! What is said where neither a word nor a code tells the levels: which look of the document was taken for which.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind};

use crate::ledger::{Ledger, excerpt};
use crate::source::{ItemId, Source};
use crate::vocabulary::Role;

/// More looks than a person reads through are counted, not listed.
const MOST: usize = 24;

/// The looks of titles and what they were taken for, in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct LevelLooks {
    listed: Vec<LevelLook>,
    titles: usize,
}

/// Titles that look alike.
#[derive(Debug)]
struct LevelLook {
    look: Bilingual,
    role: Role,
    /// The first of them.
    example: String,
    item: ItemId,
}

impl LevelLooks {
    /// Takes a title that nothing but its look tells.
    pub(crate) fn add(&mut self, look: Bilingual, role: Role, title: &str, item: ItemId) {
        self.titles += 1;
        let known = || self.listed.iter().any(|known| known.role == role && known.look == look);
        if self.listed.len() < MOST && !known() {
            self.listed.push(LevelLook { look, role, example: excerpt(title), item });
        }
    }

    /// Says it, once for the document.
    pub(crate) fn say(&self, source: &Source<'_>, ledger: &mut Ledger) {
        let Some(first) = self.listed.first() else { return };
        let looks = Bilingual::of(|lang| {
            let one = |found: &LevelLook| {
                let role = match found.role {
                    Role::Title(Some(level)) => level.label(lang).to_lowercase(),
                    role => role.label(lang).to_lowercase(),
                };
                let example = Bilingual::quoted(&found.example);
                format!("{} = {role} ({})", found.look.text(lang), example.text(lang))
            };
            self.listed.iter().map(one).collect::<Vec<_>>().join(lang.pick(" ; ", "; "))
        });
        let said = Diagnostic::new(DiagnosticKind::LevelsByLook).with("count", self.titles).saying("looks", looks);
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
