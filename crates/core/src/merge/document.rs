//! What two files say of the document itself, put together.

use super::{Merger, in_brackets, shown};
use crate::{Bilingual, Diagnostic, DiagnosticKind, Extra, Institution, Place, Pst, fold};

impl Merger {
    /// Puts what another file says of the document to what is known of it.
    pub(super) fn document(&mut self, whole: &mut Pst, other: Pst) {
        let Pst { institution, title, legislature, declaration, extras, sources, outline: _ } = other;
        let Institution { name, kind, ins_code } = institution;
        let other_in = self.file_of(None);
        // Which of several files said it is known of what has a place only.
        let kept_in = match whole.sources.as_slice() {
            [one] => in_brackets(&one.name),
            _ => String::new(),
        };
        let title_at = whole.title.as_ref().and_then(|title| title.place.as_ref());
        let title_in = title_at.map_or_else(|| kept_in.clone(), |place| self.file_of(Some(place)));
        let mut differ = |what: Bilingual, (kept, kept_in): (&str, &str), text: String, place: Option<Place>| {
            let found = Diagnostic::new(DiagnosticKind::MergeDocument)
                .saying("what", what.clone())
                .with("kept", shown(kept))
                .with("kept_in", kept_in)
                .with("other", shown(&text))
                .with("other_in", &other_in)
                .at(place.clone());
            self.diagnostics.push(found);
            whole.extras.push(Extra { label: what.fr, text, place });
        };
        match (&whole.institution.name, name) {
            (None, name) => whole.institution.name = name,
            (Some(known), Some(name)) if fold(known) != fold(&name) => {
                differ(Bilingual::new("Institution", "Institution"), (known, &kept_in), name, None)
            }
            _ => {}
        }
        whole.institution.kind = whole.institution.kind.or(kind);
        whole.institution.ins_code = whole.institution.ins_code.take().or(ins_code);
        match (&whole.title, title) {
            (None, title) => whole.title = title,
            (Some(known), Some(title)) if fold(&known.text) != fold(&title.text) => {
                differ(
                    Bilingual::new("Intitulé du document", "Title of the document"),
                    (&known.text, &title_in),
                    title.text,
                    title.place,
                );
            }
            _ => {}
        }
        match (whole.legislature, legislature) {
            (Some(known), Some(term)) if known != term => {
                let [kept, text] = [known, term].map(|term| format!("{}-{}", term.first_year, term.last_year));
                differ(Bilingual::new("Législature", "Term"), (&kept, &kept_in), text, None);
            }
            (known, term) => whole.legislature = known.or(term),
        }
        match (&whole.declaration, declaration) {
            (None, declaration) => whole.declaration = declaration,
            (Some(known), Some(declaration)) if fold(&known.text) != fold(&declaration.text) => {
                differ(
                    Bilingual::new("Déclaration de politique", "Policy statement"),
                    (&known.text, &kept_in),
                    declaration.text,
                    None,
                );
            }
            _ => {}
        }
        for extra in extras {
            if !whole.extras.iter().any(|known| known.label == extra.label && known.text == extra.text) {
                whole.extras.push(extra);
            }
        }
        whole.sources.extend(sources);
    }
}
