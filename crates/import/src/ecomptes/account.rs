//! The fate of every value of an exchange (law 1): a field, an extra, or left aside.

use passerelle_core::{Counts, LeftAside, Place, Reason, Spot};
use roxmltree::{Document, Node};

use super::read::line;

/// Values that stand in extras, by element: a PST has no field for them.
const EXTRAS: &[&str] = &["Id", "Generateur", "IdPST", "Civilite", "Tel", "eMail", "Mode"];
/// Values that only name the format.
const FORMAT: &[&str] = &["Type", "Version"];

/// Counts the values: the texts of elements, and the attributes.
pub(super) fn account(tree: &Document<'_>) -> (Counts, Vec<LeftAside>) {
    let mut counts = Counts::default();
    let mut left_aside = Vec::new();
    for node in tree.descendants().filter(Node::is_element) {
        for attribute in node.attributes() {
            // An element's id becomes the id of the model's; its year, and those of projections, are extras.
            let id = attribute.name() == "ElementId" && !in_volet(node);
            count(&mut counts, id);
        }
        let text = node.text().unwrap_or_default();
        if text.trim().is_empty() || node.first_element_child().is_some() {
            continue;
        }
        let name = node.tag_name().name();
        let header = node.parent().is_some_and(|parent| parent.has_tag_name("Identifiants"));
        if header && FORMAT.contains(&name) {
            counts.non_empty += 1;
            counts.left_aside += 1;
            let place = Place::new(Spot::Line { line: line(node), field: None });
            left_aside.push(LeftAside { place, text: text.to_owned(), reason: Reason::Label });
            continue;
        }
        let projection = node.ancestors().any(|above| above.has_tag_name("Projection"));
        let of_volet = node.parent().is_some_and(in_volet) && name != "Libelle";
        let year = header && name == "Exercice";
        count(&mut counts, !(projection || of_volet || year || EXTRAS.contains(&name)));
    }
    (counts, left_aside)
}

fn count(counts: &mut Counts, in_field: bool) {
    counts.non_empty += 1;
    *(if in_field { &mut counts.in_fields } else { &mut counts.in_extras }) += 1;
}

/// Whether a node is a volet or a value of one, and not of the levels below.
fn in_volet(node: Node<'_, '_>) -> bool {
    let level = node.ancestors().find(|above| above.has_attribute("ElementId"));
    level.is_some_and(|level| level.has_tag_name("Volet"))
}
