//! The volet that the title of the document names: "PST 2025-2030 – Volet externe".

use passerelle_core::ClassificationKind;

use crate::context::names_the_document;
use crate::row::Piece;
use crate::source::{Line, LineCell};
use crate::vocabulary::Opening;
use crate::wording::heading;

/// Signs between the title and the volet.
const PARTING: [char; 7] = ['\n', '–', '—', '-', ':', '(', ','];

/// The piece of a line above the grid that names the volet behind the title of the document.
pub(crate) fn of<'a>(line: &Line<'a>) -> Option<Piece<'a>> {
    line.own().find_map(|cell| {
        let text = behind_the_title(cell.text)?;
        Some(Piece::new(LineCell { text, list_label: None, ..*cell }, None))
    })
}

/// The part of a title that names a volet, "Volet externe".
pub(crate) fn behind_the_title(text: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    (text.len() <= LONGEST && text.contains(PARTING) && names_the_document(text)).then_some(())?;
    let parts = text.split(PARTING).skip(1).map(|part| part.trim().trim_end_matches(')'));
    let volet = |part: &&str| heading(part).opening == Some(Opening::Container(ClassificationKind::Volet));
    let mut volets = parts.filter(volet);
    // A title that names both has none of them.
    volets.next().filter(|_| volets.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_one_volet_or_none() {
        assert_eq!(behind_the_title("PST 2025-2030 – Volet externe"), Some("Volet externe"));
        assert_eq!(behind_the_title("PROGRAMME STRATÉGIQUE TRANSVERSAL\nVolet interne"), Some("Volet interne"));
        assert_eq!(behind_the_title("PST : volet interne, volet externe"), None);
        assert_eq!(behind_the_title("Volet externe – Mobilité"), None);
    }
}
