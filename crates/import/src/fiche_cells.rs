//! What a cell of a sheet holds behind a label that nobody knows: "Rattachement" with the objectives, "Acteurs" with lines
//! that have labels of their own.

use passerelle_core::Level;

use crate::label::{Label, several};
use crate::source::{Line, LineCell};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// The objectives that the lines of a cell name, each by its word, its code and its wording.
pub(crate) fn objectives_in<'a>(cell: &LineCell<'a>) -> Option<Vec<(Role, &'a str)>> {
    const MOST: usize = 3;
    if !cell.signs.has_lines() || cell.text.lines().nth(MOST).is_some() {
        return None;
    }
    let of = |line: &'a str| {
        let found = heading(line);
        match found.opening {
            Some(Opening::Level(level)) if level < Level::Action => {
                (found.code.is_some() && !found.wording.is_empty()).then_some((Role::Title(Some(level)), line))
            }
            _ => None,
        }
    };
    let found: Vec<(Role, &str)> = cell.text.lines().map(of).collect::<Option<_>>()?;
    let distinct = found.iter().enumerate().all(|(at, (role, _))| !found.iter().skip(at + 1).any(|(o, _)| o == role));
    distinct.then_some(found)
}

/// The lines of the second of two cells, each with its label: the first one heads them.
pub(crate) fn labels_behind_a_label<'a>(line: &Line<'a>) -> Option<Vec<Label<'a>>> {
    let mut cells = line.own();
    let (first, second, None) = (cells.next()?, cells.next()?, cells.next()) else { return None };
    if !second.signs.has_lines() || first.column > 0 || first.words.label().is_some() {
        return None;
    }
    several(second.text).filter(|labels| labels.len() == second.text.lines().count())
}
