//! What all parts of a document share while it is read: styles, limits, counts, what was noticed.

use std::collections::BTreeSet;

use super::changes::Regions;
use super::lists::Lists;
use super::styles::Styles;
use crate::document::{Block, Cell, Comment, DefinedName, Notice};
use crate::error::Error;
use crate::limits::Limits;
use crate::options::ReadOptions;

/// Rows times groups of columns that are looked at for the backgrounds of blank cells.
const MOST_LOOKS: u32 = 2_000_000;

/// What all stories of a document share.
pub(super) struct Stories<'d> {
    pub(super) styles: &'d Styles,
    pub(super) limits: &'d Limits,
    pub(super) options: &'d ReadOptions,
    pub(super) lists: Lists,
    /// Tables and sheets begun so far.
    pub(super) tables: u32,
    cells: usize,
    /// Cells that exist only because a row or column is repeated.
    copies: usize,
    /// Bytes of text in all cells.
    text_bytes: u64,
    /// Groups of columns looked at so far for backgrounds.
    looks: u32,
    /// The page that text stands on; 0 where there are none.
    pub(super) page: u32,
    /// Tracked changes: how many, and what they say.
    pub(super) changes: u32,
    pub(super) regions: Regions,
    /// Sorts of content that were seen and not read.
    pub(super) not_read: BTreeSet<String>,
    pub(super) notices: Vec<Notice>,
    /// Footnotes and endnotes, in the order of their marks in the text.
    pub(super) notes: Vec<Block>,
    /// Names of ranges and formulas.
    pub(super) names: Vec<DefinedName>,
    /// Comments that stand in no paragraph.
    pub(super) comments: Vec<Comment>,
}

impl<'d> Stories<'d> {
    pub(super) fn new(styles: &'d Styles, options: &'d ReadOptions) -> Self {
        Self {
            styles,
            limits: &options.limits,
            options,
            regions: Regions::default(),
            page: 0,
            lists: Lists::default(),
            tables: 0,
            cells: 0,
            copies: 0,
            text_bytes: 0,
            looks: 0,
            changes: 0,
            not_read: BTreeSet::new(),
            notices: Vec::new(),
            notes: Vec::new(),
            names: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// A page begins here, if this is the body of a text.
    pub(super) fn begin_page(&mut self) {
        if self.page > 0 {
            self.page = self.page.saturating_add(1);
        }
    }

    /// Counts one more cell, or a paragraph outside cells.
    pub(super) fn admit_cell(&mut self) -> Result<(), Error> {
        self.cells = self.cells.saturating_add(1);
        self.check_cells()
    }

    /// Counts the cells of a row that is repeated, before any of them is made. Copies come at no cost of bytes
    /// in the file, so they may be a fifth of all cells only.
    pub(super) fn admit_copies<'c>(
        &mut self,
        cells: impl Iterator<Item = (u32, &'c Cell)>,
        rows: u32,
    ) -> Result<(), Error> {
        for (columns, cell) in cells {
            let count = u64::from(columns).saturating_mul(u64::from(rows));
            let copies = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
            self.cells = self.cells.saturating_add(copies);
            self.copies = self.copies.saturating_add(copies);
            let formula = cell.formula.as_ref().map_or(0, |formula| formula.len());
            let comments: usize = cell.comments.iter().map(|comment| comment.text.len()).sum();
            let bytes = (cell.text.as_str().len() + formula + comments) as u64;
            self.text_bytes = self.text_bytes.saturating_add(bytes.saturating_mul(count));
        }
        if self.text_bytes > self.limits.total_bytes {
            return Err(Error::Limit { limit: "total_bytes", value: self.limits.total_bytes });
        }
        self.check_cells()
    }

    /// Counts one more group of columns looked at; false if there were too many.
    pub(super) fn admit_look(&mut self) -> bool {
        self.looks = self.looks.saturating_add(1);
        self.looks <= MOST_LOOKS
    }

    fn check_cells(&self) -> Result<(), Error> {
        let most = self.limits.cells;
        if self.cells > most || self.copies > most / 5 {
            return Err(Error::Limit { limit: "cells", value: most as u64 });
        }
        Ok(())
    }
}
