use passerelle_core::{Field, Level};

use super::{Content, Grid};

/// Texte long: a text that takes no column but a row of its own below its element's, behind the words of its header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextBelow {
    /// Its field; none for an extra.
    pub field: Option<Field>,
    /// The words of its header.
    pub label: String,
    /// As printed.
    pub text: String,
}

impl Grid<'_> {
    /// The same with the texts of a column in rows of their own below each element's, over the whole width. Only
    /// columns that [may go below](Self::may_go_below) do.
    ///
    /// ```
    /// use passerelle_core::{Field, FieldValue, Lang, Level, Pst};
    /// use passerelle_export::columns::Grid;
    /// let mut pst = Pst::default();
    /// let action = pst.outline.add(None, Level::Action, "Revoir le règlement du taxi social");
    /// if let Some(action) = pst.outline.get_mut(&action) {
    ///     action.fields.insert(Field::Description, FieldValue::new("Le règlement date de 2009."));
    /// }
    /// let grid = Grid::of(&pst, Lang::Fr).with_column_below(1);
    /// assert_eq!(grid.columns.len(), 1);
    /// let row = &grid.sections[0].rows[0];
    /// assert_eq!(row.below[0].label, "Description");
    /// assert_eq!(row.below[0].text, "Le règlement date de 2009.");
    /// ```
    #[must_use]
    pub fn with_column_below(mut self, column: usize) -> Self {
        if !self.may_go_below(column) {
            return self;
        }
        let moved = self.columns.remove(column);
        let field = if let Content::Field(field) = moved.content { Some(field) } else { None };
        for row in self.sections.iter_mut().flat_map(|section| &mut section.rows) {
            if column >= row.cells.len() {
                continue;
            }
            let text = row.cells.remove(column);
            if text.trim().is_empty() {
                continue;
            }
            // As in the columns: fields in their order, then extras in theirs.
            let at = row.below.iter().position(|other| match (field, other.field) {
                (Some(field), Some(other)) => other > field,
                (Some(_), None) | (None, None) => true,
                (None, Some(_)) => false,
            });
            let below = TextBelow { field, label: moved.header.clone(), text };
            row.below.insert(at.unwrap_or(row.below.len()), below);
            // What is left of an objective may be its title alone.
            let title_alone = self
                .columns
                .iter()
                .zip(&row.cells)
                .all(|(column, text)| text.is_empty() || column.content.is_of_title());
            row.wide |= row.element.level == Level::OperationalObjective && title_alone;
        }
        self
    }

    /// The texts of a column may stand below the rows: it is a field, or the last of the extras (so that those of an
    /// element keep their order), and its header is a label that ends at a colon.
    #[must_use]
    pub fn may_go_below(&self, column: usize) -> bool {
        let Some(found) = self.columns.get(column) else { return false };
        let of_its_kind = match &found.content {
            Content::Field(_) => true,
            Content::Extra(_, nth) => *nth == 0 && column + 1 == self.columns.len(),
            _ => false,
        };
        of_its_kind && !found.header.trim().is_empty() && !found.header.contains([':', '\n'])
    }
}
