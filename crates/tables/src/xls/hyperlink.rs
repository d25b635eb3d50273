//! Where cells lead: the HLINK record ([MS-XLS] 2.4.140) with its hyperlink object ([MS-OSHARED] 2.3.7.1).

use std::sync::Arc;

use super::records::Segments;
use crate::code_page;
use crate::field_code::target;
use crate::sheet::Range;

/// Parts of the object that are there, by their flags.
const MONIKER: u32 = 0x1;
const LOCATION: u32 = 0x8;
const DISPLAY_NAME: u32 = 0x10;
const FRAME: u32 = 0x80;
const MONIKER_AS_TEXT: u32 = 0x100;

/// Kinds of addresses: of the web, of a file.
const URL: [u8; 16] = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
const FILE: [u8; 16] = [0x03, 0x03, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// No address is longer; Excel allows 2,083 characters.
const LONGEST: u32 = 65_536;

/// The cells of a record and where they lead.
pub(super) fn read(data: &mut Segments<'_>) -> Option<(Range, Arc<str>)> {
    let [top, bottom, left, right] = [data.u16()?, data.u16()?, data.u16()?, data.u16()?].map(u32::from);
    // The kind of the object and its version are always the same.
    data.skip(20)?;
    let flags = data.u32()?;
    let has = |flag: u32| flags & flag != 0;
    if has(DISPLAY_NAME) {
        text(data)?;
    }
    if has(FRAME) {
        text(data)?;
    }
    let address = match (has(MONIKER), has(MONIKER_AS_TEXT)) {
        (true, true) => text(data)?,
        (true, false) => moniker(data)?,
        (false, _) => String::new(),
    };
    let location = if has(LOCATION) { text(data)? } else { String::new() };
    Some((Range { first: (top, left), last: (bottom, right) }, target(&address, &location)?))
}

/// Characters after their number, closed by a zero.
fn text(data: &mut Segments<'_>) -> Option<String> {
    let length = data.u32().filter(|&length| length <= LONGEST)?;
    wide(data, length)
}

fn wide(data: &mut Segments<'_>, length: u32) -> Option<String> {
    let mut units = Vec::new();
    for _ in 0..length {
        units.push(data.u16()?);
    }
    let end = units.iter().position(|&unit| unit == 0).unwrap_or(units.len());
    Some(String::from_utf16_lossy(units.get(..end)?))
}

fn moniker(data: &mut Segments<'_>) -> Option<String> {
    let mut kind = [0; 16];
    for byte in &mut kind {
        *byte = data.u8()?;
    }
    if kind == URL {
        let bytes = data.u32().filter(|&length| length <= LONGEST)?;
        return wide(data, bytes / 2);
    }
    if kind != FILE {
        return None;
    }
    let _levels_up = data.u16()?;
    let length = data.u32().filter(|&length| length <= LONGEST)?;
    let mut short = Vec::new();
    for _ in 0..length {
        short.push(data.u8()?);
    }
    data.skip(24)?;
    let rest = data.u32()?;
    if rest > 6 {
        let bytes = data.u32().filter(|&length| length <= LONGEST)?;
        let _key = data.u16()?;
        return wide(data, bytes / 2);
    }
    short.retain(|&byte| byte != 0);
    Some(code_page::decode(1252, &short))
}
