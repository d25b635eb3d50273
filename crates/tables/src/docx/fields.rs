//! Fields that are written as marks in the text: a beginning, an instruction, a separator, the result, an end.

use std::sync::Arc;

use crate::field_code::{MAX_INSTRUCTION, hyperlink};

/// Fields in fields; Word allows 20.
const MAX_FIELDS: usize = 64;

/// The fields that stand open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Fields beyond the deepest that is kept.
    deeper: usize,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Its result has begun.
    has_result: bool,
    /// Where its result leads, once that has begun.
    link: Option<Arc<str>>,
    /// What it prints if its result has no text: the entry chosen in a list.
    choice: Option<String>,
}

impl Fields {
    /// A mark of the text: `begin`, `separate`, `end`. The end gives what the field prints by itself.
    pub(super) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" if self.open.len() == MAX_FIELDS => self.deeper = self.deeper.saturating_add(1),
            "begin" => self.open.push(Field::default()),
            "end" if self.deeper > 0 => self.deeper -= 1,
            "end" => return self.open.pop().and_then(|field| field.choice),
            "separate" if self.deeper == 0 => {
                if let Some(field) = self.open.last_mut() {
                    field.has_result = true;
                    field.link = hyperlink(&std::mem::take(&mut field.instruction));
                }
            }
            _ => {}
        }
        None
    }

    /// The field that was begun last prints this if its result has no text.
    pub(super) fn choose(&mut self, entry: String) {
        if let Some(field) = self.open.last_mut().filter(|_| self.deeper == 0) {
            field.choice = Some(entry);
        }
    }

    /// Text comes here: it is the result of the fields that are open. False if it is part of what one of them is to
    /// do, such as the result of a field within the condition of another.
    pub(super) fn print(&mut self) -> bool {
        let Some(last) = self.open.last_mut() else { return true };
        last.choice = None;
        let is_in_code = last.has_result && self.open.iter().any(|field| !field.has_result);
        !is_in_code
    }

    /// A paragraph ends. A field whose result has not begun by now may be a damaged one: no more text is lost for it.
    pub(super) fn end_paragraph(&mut self) {
        self.open.iter_mut().for_each(|field| field.has_result = true);
    }

    /// A piece of an instruction.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|_| self.deeper == 0) {
            let room = MAX_INSTRUCTION.saturating_sub(field.instruction.len());
            field.instruction.extend(text.chars().take(room));
        }
    }

    /// Where text leads here: by the innermost field that is a link.
    pub(super) fn link(&self) -> Option<&Arc<str>> {
        self.open.iter().rev().find_map(|field| field.link.as_ref())
    }
}
