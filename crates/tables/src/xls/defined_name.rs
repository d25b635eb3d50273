//! Names of ranges and formulas: the Lbl record ([MS-XLS] 2.4.150), whose kind is NAME.

use super::records::Record;
use super::strings::Encoding;
use super::version::Version;
use crate::document::DefinedName;
use crate::formula::{Formula, Names};

const HIDDEN: u16 = 0x01;
const BUILT_IN: u16 = 0x20;

/// Names that Excel gives itself, by their numbers.
const BUILT_IN_NAMES: [&str; 14] = [
    "Consolidate_Area",
    "Auto_Open",
    "Auto_Close",
    "Extract",
    "Database",
    "Criteria",
    "Print_Area",
    "Print_Titles",
    "Recorder",
    "Data_Form",
    "Auto_Activate",
    "Auto_Deactivate",
    "Sheet_Title",
    "_FilterDatabase",
];

/// A name as stored.
pub(super) struct Stored<'a> {
    pub(super) name: String,
    hidden: bool,
    /// The sheet that alone knows it, from 0.
    sheet: Option<usize>,
    /// What it stands for; none in versions with other tokens.
    formula: Option<Formula<'a>>,
}

/// Reads a record: flags, shortcut, length of the name, length of the formula, sheet, name, formula.
pub(super) fn read<'a>(record: &Record<'a>, encoding: Encoding) -> Option<Stored<'a>> {
    if encoding.version < Version::Biff5 {
        return None;
    }
    let mut data = record.reader();
    let flags = data.u16()?;
    let (_shortcut, length, formula) = (data.u8()?, data.u8()?, data.u16()?);
    let (_, sheet) = (data.u16()?, data.u16()?);
    data.take(4)?;
    let name = encoding.name(&mut data, length.into())?;
    let number = name.chars().next().filter(|_| flags & BUILT_IN != 0).map(u32::from);
    let built_in = number.and_then(|number| BUILT_IN_NAMES.get(number as usize));
    let tokens = data.take(formula.into()).filter(|_| encoding.version == Version::Biff8);
    Some(Stored {
        name: built_in.map_or(name, |name| format!("_xlnm.{name}")),
        hidden: flags & HIDDEN != 0,
        sheet: usize::from(sheet).checked_sub(1),
        formula: tokens.map(|tokens| Formula::of_name(tokens, data.rest())),
    })
}

impl Stored<'_> {
    /// The name as the model tells it.
    pub(super) fn told(self, names: &Names) -> DefinedName {
        DefinedName {
            refers_to: self.formula.and_then(|formula| names.shown(formula)),
            sheet: self.sheet.and_then(|sheet| names.sheets.get(sheet)).cloned(),
            hidden: self.hidden,
            name: self.name,
        }
    }
}
