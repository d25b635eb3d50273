//! A cell whose end has not come yet.

use super::flow::{CellContent, Flow};
use super::look::Look;
use super::stored_value::Stored;
use super::styles::{Style, Styles};
use crate::display::Locale;
use crate::document::{Cell, CellDetails, Comment};
use crate::value::Value;
use crate::xml::Element;

/// A cell under construction.
pub(super) struct CellDraft {
    /// Number of the table, row and column.
    pub(super) at: (u32, u32, u32),
    pub(super) repeat: u32,
    pub(super) covered: bool,
    pub(super) flow: Flow,
    /// What the cell style says of the text, in a sheet.
    pub(super) look: Look,
    pub(super) fill: Option<u32>,
    /// It has no style but that of its column.
    pub(super) by_column: bool,
    spans: (u32, u32),
    margin: Option<f64>,
    data_style: Option<String>,
    stored: Stored,
    pub(super) comments: Vec<Comment>,
}

impl CellDraft {
    /// Begins the cell of an element at a place.
    pub(super) fn new(element: &Element<'_>, at: (u32, u32, u32), style: &Style, default: Look) -> Self {
        Self {
            at,
            repeat: count(element, "number-columns-repeated"),
            covered: element.local == "covered-table-cell",
            flow: Flow::in_cell(),
            look: style.look.over(default),
            fill: style.fill(),
            by_column: false,
            spans: (count(element, "number-rows-spanned"), count(element, "number-columns-spanned")),
            margin: style.margin,
            data_style: style.data_style.clone(),
            stored: Stored::read(element),
            comments: Vec::new(),
        }
    }

    /// The cell, and what its paragraphs came to besides.
    pub(super) fn finish(self, in_sheet: bool, styles: &Styles, locale: Locale) -> (Cell, CellContent) {
        let (_, row, column) = self.at;
        let mut content = self.flow.finish_cell();
        let text = std::mem::take(&mut content.text);
        let text = (content.lines > 0).then_some(text);
        let data_style = self.data_style.as_deref();
        let (mut text, value) = self.stored.shown(text, self.look.marks(), data_style, styles, locale);
        if in_sheet {
            // As in other workbooks.
            text.forget_size();
        }
        let mut comments = self.comments;
        comments.append(&mut content.comments);
        let mut cell = Cell::new(row, column, text).with(CellDetails {
            row_span: self.spans.0,
            column_span: self.spans.1,
            page: content.page,
            style: content.style.take().filter(|_| !in_sheet),
            list_label: content.list_label.take(),
            formula: self.stored.formula.map(String::into_boxed_str),
            controls: std::mem::take(&mut content.controls),
            bookmarks: std::mem::take(&mut content.bookmarks),
            comments,
            ..CellDetails::default()
        });
        // Texts of a text document have no type of their own.
        cell.value = if value == Value::Text && !in_sheet { Value::Empty } else { value };
        cell.indent = match self.margin {
            Some(margin) if in_sheet => level(margin, styles.sheet_step()),
            _ => content.indent,
        };
        (cell, content)
    }
}

/// A margin in steps.
pub(super) fn level(margin: f64, step: f64) -> u8 {
    // The cast cuts at the ends of its range.
    (margin / step).round() as u8
}

/// An attribute that counts repetitions or spans: at least 1.
pub(super) fn count(element: &Element<'_>, name: &str) -> u32 {
    element.attr(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}
