//! The definition of a row under construction: each cell's properties come before its right edge.

use super::header::Header;
use super::words::{CellMerge, Number};
use crate::cell_marks::{CellShape, Merge, RowShape};

/// Hundredths of a percent of a pattern that covers the cell with its own colour.
const SOLID: i32 = 10_000;

/// A row as defined so far, and the cell whose right edge has not come yet.
#[derive(Debug, Default)]
pub(super) struct RowDefinition {
    pub(super) shape: RowShape,
    horizontal: Merge,
    vertical: Merge,
    fill: Option<i32>,
    pattern_color: Option<i32>,
    pattern: i32,
}

impl RowDefinition {
    /// Sets how the next cell takes part in a merged range.
    pub(super) fn merge(&mut self, merge: CellMerge) {
        match merge {
            CellMerge::FirstDown => self.vertical = Merge::Restart,
            CellMerge::Down => self.vertical = Merge::Continue,
            CellMerge::FirstAcross => self.horizontal = Merge::Restart,
            CellMerge::Across => self.horizontal = Merge::Continue,
        }
    }

    /// Sets a number of the row or of the next cell.
    pub(super) fn set(&mut self, number: Number, value: i32, header: &Header) {
        match number {
            Number::RowLeft => self.shape.left = value,
            Number::CellFill => self.fill = Some(value),
            Number::CellPatternColor => self.pattern_color = Some(value),
            Number::CellPattern => self.pattern = value,
            Number::CellRight => self.end_cell(value, header),
            _ => {}
        }
    }

    fn end_cell(&mut self, right: i32, header: &Header) {
        let color = if self.pattern >= SOLID { self.pattern_color } else { self.fill };
        let fill = color.and_then(|color| header.color(color));
        let cell = CellShape { right, horizontal: self.horizontal, vertical: self.vertical, fill };
        let mut shape = std::mem::take(&mut self.shape);
        shape.cells.push(cell);
        // The next cell begins without properties.
        *self = Self { shape, ..Self::default() };
    }
}
