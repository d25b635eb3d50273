//! Tables to model: recognises headers, levels and layouts, reads notations, accounts for every cell.

pub mod notation;
