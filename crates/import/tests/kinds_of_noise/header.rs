//! The header of a table before anything is done to it.

use passerelle_tables::Table;

/// Where the header of a table stands, and what its columns were taken for before anything was done to it.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) roles: Vec<Option<String>>,
}

impl Header {
    /// Columns that hold elements: codes, titles and names of levels.
    pub(crate) fn holds_elements(&self, column: u32) -> bool {
        let role = self.roles.get(column as usize).and_then(Option::as_deref).unwrap_or_default();
        role.starts_with("title") || matches!(role, "code" | "level")
    }

    pub(crate) fn is_parent(&self, column: u32) -> bool {
        let role = self.roles.get(column as usize).and_then(Option::as_deref);
        matches!(role, Some("title:os" | "title:oo"))
    }

    pub(crate) fn width(&self, table: &Table) -> u32 {
        table.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0)
    }
}
