//! Old form fields whose state stands in their parameters and not in the text, as LibreOffice keeps them.

use crate::error::Error;
use crate::xml::{Element, Ns, Xml};

/// Entries of a list; Word allows 25.
const MAX_ENTRIES: usize = 256;

/// What the field that was just opened prints: a box, ticked or not, or the entry chosen in a list.
pub(super) fn printed(field: &Element<'_>, xml: &mut Xml<'_>) -> Result<Option<String>, Error> {
    let kind = field.attr("type").unwrap_or_default();
    let (is_box, is_list) = (kind.ends_with(".FORMCHECKBOX"), kind.ends_with(".FORMDROPDOWN"));
    let (mut ticked, mut chosen, mut entries) = (false, 0, Vec::new());
    let depth = xml.depth();
    while let Some(parameter) = xml.child(depth)? {
        let (true, Some(value)) = (parameter.is(Ns::OdfField, "param"), parameter.attr("value")) else { continue };
        match parameter.attr("name").unwrap_or_default() {
            "Checkbox_Checked" => ticked = value == "true",
            "Dropdown_Selected" => chosen = value.trim().parse().unwrap_or(0),
            "Dropdown_ListEntry" if entries.len() < MAX_ENTRIES => entries.push(value.to_owned()),
            _ => {}
        }
    }
    Ok(match (is_box, is_list) {
        (true, _) => Some(if ticked { "☒" } else { "☐" }.to_owned()),
        (_, true) if chosen < entries.len() => Some(entries.swap_remove(chosen)),
        _ => None,
    })
}
