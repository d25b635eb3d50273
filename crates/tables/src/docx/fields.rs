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
    /// Where its result leads, once that has begun.
    link: Option<Arc<str>>,
}

impl Fields {
    /// A mark of the text: `begin`, `separate`, `end`.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() == MAX_FIELDS => self.deeper = self.deeper.saturating_add(1),
            "begin" => self.open.push(Field::default()),
            "end" if self.deeper > 0 => self.deeper -= 1,
            "end" => drop(self.open.pop()),
            "separate" if self.deeper == 0 => {
                if let Some(field) = self.open.last_mut() {
                    field.link = hyperlink(&std::mem::take(&mut field.instruction));
                }
            }
            _ => {}
        }
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
