//! What a paragraph is, and the definition of the row that its mark ends ([MS-DOC] 2.6.2, 2.6.3).

use super::run::{color, color_by_number};
use super::sprm::{Sprm, sprms};
use crate::cell_marks::{CellShape, Merge, RowShape};
use crate::little_endian::{Reader, u16_at, u32_at};

/// Operations on paragraphs and rows that matter to a reader of text and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Style,
    OutlineLevel,
    List,
    ListLevel,
    Indent,
    InTable,
    RowEnd,
    InnerCell,
    InnerRowEnd,
    Depth,
    MoreDepth,
    Elsewhere,
    Table,
    HeaderRow,
    MergeAcross,
    MergeDown,
    /// Backgrounds of the cells from this one on.
    Fills(usize),
    OldFills,
    Fill,
}

/// Operations by code, with their names in the documentation.
const OPERATIONS: &[(u16, Operation)] = &[
    (0x2416, Operation::InTable),      // sprmPFInTable
    (0x2417, Operation::RowEnd),       // sprmPFTtp
    (0x244B, Operation::InnerCell),    // sprmPFInnerTableCell
    (0x244C, Operation::InnerRowEnd),  // sprmPFInnerTtp
    (0x260A, Operation::ListLevel),    // sprmPIlvl
    (0x2640, Operation::OutlineLevel), // sprmPOutLvl
    (0x3404, Operation::HeaderRow),    // sprmTTableHeader
    (0x4600, Operation::Style),        // sprmPIstd
    (0x460B, Operation::List),         // sprmPIlfo
    (0x5624, Operation::MergeAcross),  // sprmTMerge
    (0x6645, Operation::Elsewhere),    // sprmPHugePapx of Word 97
    (0x6646, Operation::Elsewhere),    // sprmPHugePapx
    (0x6649, Operation::Depth),        // sprmPItap
    (0x664A, Operation::MoreDepth),    // sprmPDtap
    (0x840F, Operation::Indent),       // sprmPDxaLeft80
    (0x845E, Operation::Indent),       // sprmPDxaLeft
    (0xD608, Operation::Table),        // sprmTDefTable
    (0xD609, Operation::OldFills),     // sprmTDefTableShd80
    (0xD60C, Operation::Fills(44)),    // sprmTDefTableShd3rd
    (0xD612, Operation::Fills(0)),     // sprmTDefTableShd
    (0xD616, Operation::Fills(22)),    // sprmTDefTableShd2nd
    (0xD62B, Operation::MergeDown),    // sprmTVertMerge
    (0xD62D, Operation::Fill),         // sprmTSetShd
];

/// Cells of a row; Word allows no more.
const MAX_CELLS: u8 = 63;

/// The pattern that covers a cell with its own colour.
const SOLID: u16 = 1;

/// The list of paragraphs that are in none, though their style is.
const NO_LIST: i16 = -2047;

/// The value of a shading that is none.
const NO_SHADING: u16 = 0xFFFF;

/// What the operations on a paragraph come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    /// As stored: from 0, 9 for body text.
    pub(super) outline: Option<u8>,
    /// Left indent in twentieths of a point.
    pub(super) indent: i32,
    /// It has this indent by itself, not by its style.
    pub(super) has_own_indent: bool,
    list: i16,
    pub(super) list_level: u8,
    in_table: bool,
    depth: Option<i32>,
    /// The mark ends a row.
    pub(super) is_row_end: bool,
    /// The mark of a paragraph ends a cell of a nested table.
    pub(super) is_inner_cell: bool,
    /// The mark of a paragraph ends a row of a nested table.
    pub(super) is_inner_row_end: bool,
    row: RowShape,
    /// Backgrounds of the cells of the row.
    fills: Vec<Option<u32>>,
}

impl Paragraph {
    /// Applies formatting; tells how many bytes of it there were. `data` is the stream where long formatting
    /// stands.
    pub(super) fn apply(&mut self, formatting: &[u8], data: &[u8]) -> usize {
        let mut bytes = formatting.len();
        for sprm in sprms(formatting) {
            match operation(&sprm) {
                Some(Operation::Elsewhere) => {
                    let place = usize::try_from(sprm.long()).unwrap_or(usize::MAX);
                    let size = u16_at(data, place).map_or(0, usize::from);
                    let long = place.checked_add(2).and_then(|start| data.get(start..)?.get(..size));
                    bytes += long.map_or(0, <[u8]>::len);
                    // Formatting elsewhere must not lead elsewhere again.
                    sprms(long.unwrap_or(&[])).for_each(|sprm| self.set(&sprm));
                }
                Some(_) => self.set(&sprm),
                None => {}
            }
        }
        bytes
    }

    /// The number of the list that it belongs to. A negative one has the same list without its indent.
    pub(super) fn list(&self) -> Option<i64> {
        (!matches!(self.list, 0 | NO_LIST)).then_some(self.list.unsigned_abs().into())
    }

    /// The row that the mark ends.
    pub(super) fn into_row(mut self) -> RowShape {
        for (cell, fill) in self.row.cells.iter_mut().zip(self.fills) {
            cell.fill = fill;
        }
        self.row
    }

    /// The same paragraph without what only the end of a row has.
    pub(super) fn without_row(self) -> Self {
        Self { row: RowShape::default(), fills: Vec::new(), ..self }
    }

    /// Tables around it.
    pub(super) fn depth(&self) -> usize {
        let depth = self.depth.unwrap_or(0).max(i32::from(self.in_table));
        usize::try_from(depth).unwrap_or(0)
    }

    fn set(&mut self, sprm: &Sprm<'_>) {
        let on = sprm.byte() != 0;
        match operation(sprm) {
            Some(Operation::Style) => self.style = sprm.short(),
            Some(Operation::OutlineLevel) => self.outline = Some(sprm.byte()),
            Some(Operation::Indent) => {
                self.indent = i32::from(sprm.signed_short());
                self.has_own_indent = true;
            }
            Some(Operation::List) => self.list = sprm.signed_short(),
            Some(Operation::ListLevel) => self.list_level = sprm.byte(),
            Some(Operation::InTable) => self.in_table = on,
            Some(Operation::RowEnd) => self.is_row_end = on,
            Some(Operation::InnerCell) => self.is_inner_cell = on,
            Some(Operation::InnerRowEnd) => self.is_inner_row_end = on,
            Some(Operation::Depth) => self.depth = Some(sprm.long().cast_signed()),
            Some(Operation::MoreDepth) => {
                self.depth = Some(self.depth.unwrap_or(0).saturating_add(sprm.long().cast_signed()));
            }
            Some(Operation::Table) => {
                self.row = RowShape { header: self.row.header, ..row(sprm.operand).unwrap_or_default() };
            }
            Some(Operation::HeaderRow) => self.row.header = on,
            Some(Operation::MergeAcross) => self.merge_across(sprm.operand),
            Some(Operation::MergeDown) => self.merge_down(sprm.operand),
            Some(Operation::Fills(first)) => {
                for (shading, index) in sprm.operand.chunks_exact(10).zip(first..) {
                    self.fill(index, fill(shading));
                }
            }
            Some(Operation::OldFills) => {
                for (index, shading) in sprm.operand.chunks_exact(2).enumerate() {
                    self.fill(index, old_fill(u16_at(shading, 0).unwrap_or(0)));
                }
            }
            Some(Operation::Fill) => {
                if let [first, end, shading @ ..] = sprm.operand {
                    for index in *first..*end {
                        self.fill(usize::from(index), fill(shading));
                    }
                }
            }
            Some(Operation::Elsewhere) | None => {}
        }
    }

    fn fill(&mut self, index: usize, color: Option<u32>) {
        if index < usize::from(MAX_CELLS) {
            if self.fills.len() <= index {
                self.fills.resize(index + 1, None);
            }
            if let Some(fill) = self.fills.get_mut(index) {
                *fill = color;
            }
        }
    }

    fn merge_across(&mut self, operand: &[u8]) {
        let [first, end, ..] = *operand else { return };
        let (first, end) = (usize::from(first), usize::from(end));
        for (index, cell) in self.row.cells.iter_mut().enumerate().take(end).skip(first) {
            cell.horizontal = if index == first { Merge::Restart } else { Merge::Continue };
        }
    }

    fn merge_down(&mut self, operand: &[u8]) {
        let [index, merge, ..] = *operand else { return };
        if let Some(cell) = self.row.cells.get_mut(usize::from(index)) {
            cell.vertical = vertical_merge(u16::from(merge));
        }
    }
}

fn operation(sprm: &Sprm<'_>) -> Option<Operation> {
    OPERATIONS.iter().find(|(code, _)| *code == sprm.code).map(|&(_, operation)| operation)
}

/// The operand of `sprmTDefTable`: the edges of the cells, then 20 bytes for each cell. Those of the last cells
/// may be missing.
fn row(operand: &[u8]) -> Option<RowShape> {
    let mut rest = Reader::new(operand);
    let count = rest.u8()?;
    if count > MAX_CELLS {
        return None;
    }
    let mut edge = || rest.u16().map(|edge| i32::from(edge.cast_signed()));
    let left = edge()?;
    let mut row = RowShape { left, ..RowShape::default() };
    for _ in 0..count {
        row.cells.push(CellShape { right: edge()?, ..CellShape::default() });
    }
    // Programs do not agree on which of two values begins a merged range: the first cell of a range has it.
    let mut first = None;
    for cell in &mut row.cells {
        let Some(flags) = rest.take(20).and_then(|cell| u16_at(cell, 0)) else { break };
        let across = flags & 3;
        cell.horizontal = match first {
            _ if across == 0 => Merge::None,
            Some(first) if first != across => Merge::Continue,
            _ => Merge::Restart,
        };
        first = (across != 0).then(|| first.unwrap_or(across));
        cell.vertical = vertical_merge(flags >> 5 & 3);
    }
    Some(row)
}

/// Two bits: merged with the cell above, and the first of a range.
fn vertical_merge(bits: u16) -> Merge {
    match bits {
        0 => Merge::None,
        1 => Merge::Continue,
        _ => Merge::Restart,
    }
}

/// The background that a shading of ten bytes prints: two colours and a pattern.
fn fill(shading: &[u8]) -> Option<u32> {
    let pattern = u16_at(shading, 8)?;
    match pattern {
        NO_SHADING => None,
        SOLID => color(u32_at(shading, 0)?),
        _ => color(u32_at(shading, 4)?),
    }
}

/// The background that a shading of two bytes prints: two numbers of colours and a pattern.
fn old_fill(shading: u16) -> Option<u32> {
    let (front, back, pattern) = (shading & 0x1F, shading >> 5 & 0x1F, shading >> 10);
    match pattern {
        _ if shading == NO_SHADING => None,
        SOLID if front == 1 => Some(0),
        SOLID => color_by_number(front).flatten(),
        _ if back == 1 => Some(0),
        _ => color_by_number(back).flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(flags: u16) -> Vec<u8> {
        let mut cell = vec![0; 20];
        cell[..2].copy_from_slice(&flags.to_le_bytes());
        cell
    }

    #[test]
    fn a_row_is_defined_by_its_edges_and_the_flags_of_its_cells() {
        let edges: Vec<u8> = [-108i16, 1000, 2000, 3000, 4000].iter().flat_map(|edge| edge.to_le_bytes()).collect();
        let operand = [vec![4], edges, cell(0x60), cell(1), cell(2), cell(0x20)].concat();
        let row = row(&operand).unwrap();
        let merges: Vec<_> = row.cells.iter().map(|cell| (cell.right, cell.horizontal, cell.vertical)).collect();
        assert_eq!(row.left, -108);
        assert_eq!(
            merges,
            [
                (1000, Merge::None, Merge::Restart),
                (2000, Merge::Restart, Merge::None),
                (3000, Merge::Continue, Merge::None),
                (4000, Merge::None, Merge::Continue)
            ]
        );
        assert!(super::row(&operand[..7]).is_none());
    }

    #[test]
    fn a_solid_pattern_covers_the_background() {
        let shading = |pattern: u8| [0xFF, 0, 0, 0, 0, 0xFF, 0, 0, pattern, 0];
        assert_eq!(fill(&shading(0)), Some(0x00_FF00));
        assert_eq!(fill(&shading(1)), Some(0xFF_0000));
        assert_eq!((old_fill(7 << 5), old_fill(0), old_fill(NO_SHADING)), (Some(0xFF_FF00), None, None));
    }
}
