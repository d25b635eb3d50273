//! `docs/register.md` names every reason for leaving a text aside, in the order and the words of the code.

use passerelle_core::{Lang, Reason};

#[test]
fn every_reason_is_in_the_document() {
    let document = include_str!("../../../docs/register.md");
    let row =
        |reason: &Reason| format!("| `{}` | {} | {} |", reason.name(), reason.label(Lang::Fr), reason.label(Lang::En));
    let rows: Vec<String> = Reason::ALL.iter().map(row).collect();
    assert!(document.contains(&rows.join("\n")), "{}", rows.join("\n"));
}
