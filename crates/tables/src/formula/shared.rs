//! Formulas that are stored once for several cells: filled down or right, or of arrays.

use std::collections::BTreeMap;

use super::{Formula, Width};
use crate::little_endian::Reader;

/// The token of a cell whose formula stands elsewhere (PtgExp).
const ELSEWHERE: u8 = 0x01;

/// The formulas of a sheet that several cells share, by the cell that these name.
#[derive(Debug, Default)]
pub(crate) struct SharedFormulas {
    by_cell: BTreeMap<(u32, u32), (Vec<u8>, Vec<u8>)>,
}

impl SharedFormulas {
    /// Keeps the formula that `cell` and others share.
    pub(crate) fn keep(&mut self, cell: (u32, u32), tokens: &[u8], behind: &[u8]) {
        self.by_cell.insert(cell, (tokens.to_vec(), behind.to_vec()));
    }

    /// The formula that a formula leads to; itself if it leads nowhere.
    pub(crate) fn resolve<'a>(&'a self, formula: Formula<'a>, width: Width) -> Formula<'a> {
        match formula.elsewhere(width).and_then(|cell| self.by_cell.get(&cell)) {
            Some((tokens, behind)) => Formula { tokens, behind, cell: formula.cell },
            None => formula,
        }
    }
}

impl Formula<'_> {
    /// The cell that holds the formula, if this is not it.
    pub(crate) fn elsewhere(&self, width: Width) -> Option<(u32, u32)> {
        let mut tokens = Reader::new(self.tokens);
        if tokens.u8()? != ELSEWHERE {
            return None;
        }
        match width {
            Width::Biff8 => Some((tokens.u16()?.into(), tokens.u16()?.into())),
            // The column stands behind the tokens.
            Width::Xlsb => Some((tokens.u32()?, Reader::new(self.behind).u32()?)),
        }
    }
}
