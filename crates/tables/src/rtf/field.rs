//! Fields whose result is not in the text: symbols, the boxes of old forms and what is chosen in their lists.

use std::sync::Arc;

use crate::docx::symbols::printed;
use crate::field_code::{self, MAX_INSTRUCTION};

/// The result of a box that was not touched is its default.
const UNTOUCHED: i32 = 25;

/// Kinds of form fields.
const BOX: i32 = 1;
const LIST: i32 = 2;

/// Entries of a list; Word allows 25.
const MAX_ENTRIES: usize = 256;

/// A field whose end has not come yet.
#[derive(Debug, Default)]
pub(crate) struct Field {
    instruction: String,
    pub(crate) form_type: Option<i32>,
    pub(crate) form_result: Option<i32>,
    pub(crate) form_default: Option<i32>,
    /// The entries of a list to choose from.
    entries: Vec<String>,
}

impl Field {
    /// Adds to what the field is to do.
    pub(crate) fn push(&mut self, text: &str) {
        let room = MAX_INSTRUCTION.saturating_sub(self.instruction.len());
        self.instruction.extend(text.chars().take(room));
    }

    /// Begins an entry of the list to choose from.
    pub(crate) fn begin_entry(&mut self) {
        if self.entries.len() < MAX_ENTRIES {
            self.entries.push(String::new());
        }
    }

    /// Adds to the last entry.
    pub(crate) fn push_entry(&mut self, text: &str) {
        if let Some(entry) = self.entries.last_mut() {
            let room = MAX_INSTRUCTION.saturating_sub(entry.len());
            entry.extend(text.chars().take(room));
        }
    }

    /// The field is the box of a form, or a list to choose from.
    pub(crate) fn is_box_or_list(&self) -> bool {
        let instruction = self.instruction.trim_start().to_ascii_uppercase();
        instruction.starts_with("FORMCHECKBOX") || instruction.starts_with("FORMDROPDOWN")
    }

    /// Where its result leads.
    pub(crate) fn link(&self) -> Option<Arc<str>> {
        field_code::hyperlink(&self.instruction)
    }

    /// What the field prints by itself.
    pub(crate) fn printed(&self) -> Option<String> {
        let result = self.form_result.filter(|&result| result != UNTOUCHED).or(self.form_default).unwrap_or(0);
        match self.form_type {
            Some(BOX) => Some(if result != 0 { "☒" } else { "☐" }.to_owned()),
            Some(LIST) => usize::try_from(result).ok().and_then(|chosen| self.entries.get(chosen)).cloned(),
            _ => symbol(&self.instruction).map(String::from),
        }
    }
}

/// The sign that a field such as `SYMBOL 254 \f "Wingdings"` prints.
fn symbol(instruction: &str) -> Option<char> {
    let mut words = instruction.split_whitespace();
    words.next().filter(|name| name.eq_ignore_ascii_case("SYMBOL"))?;
    let code = words.next()?;
    let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let font = instruction.split_once("\\f").map(|(_, font)| font.trim_start());
    let font = font.and_then(|font| match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => font.split_whitespace().next(),
    });
    printed(font, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_field_prints_the_sign_of_its_font() {
        for (instruction, sign) in [
            (r#" SYMBOL 254 \f "Wingdings" \s 10 "#, Some('☑')),
            (r"SYMBOL 0xA8 \f Wingdings", Some('☐')),
            ("SYMBOL 233", Some('é')),
            ("SYMBOL", None),
            ("PAGE 254", None),
        ] {
            assert_eq!(symbol(instruction), sign, "{instruction}");
        }
    }

    #[test]
    fn a_box_that_nobody_touched_is_as_the_form_was_made() {
        let mut field = Field { form_type: Some(1), form_result: Some(25), form_default: Some(1), ..Field::default() };
        assert_eq!(field.printed().as_deref(), Some("☒"));
        field.form_result = Some(0);
        assert_eq!(field.printed().as_deref(), Some("☐"));
    }
}
