//! Data of form fields and names of fonts: what single characters refer to.

use crate::little_endian::{Reader, u16_at};
use crate::rtf::field::Field;

/// Bytes of a font's entry before its name (`FFN`).
const FONT_HEAD: usize = 39;

/// Reads the state of a form field, which stands in the data stream after the head of a picture
/// ([MS-DOC] 2.9.78, 2.9.157).
pub(super) fn read_form_field(data: &[u8], place: u32, field: &mut Field) -> Option<()> {
    let data = data.get(usize::try_from(place).ok()?..)?;
    let head = usize::from(u16_at(data, 4)?);
    let mut rest = Reader::new(data.get(head..)?);
    rest.u32()?;
    let bits = rest.u16()?;
    rest.take(4)?;
    field.form_type = Some(i32::from(bits & 3));
    field.form_result = Some(i32::from(bits >> 2 & 0x1F));
    // A name with its end, then the default.
    let name = usize::from(rest.u16()?);
    rest.take((name + 1) * 2)?;
    field.form_default = Some(i32::from(rest.u16()?));
    Some(())
}

/// The names of the fonts, in the order of their numbers ([MS-DOC] 2.9.286).
pub(super) fn font_names(list: &[u8]) -> Vec<String> {
    let mut rest = Reader::new(list);
    let mut names = Vec::new();
    let count = rest.u16().unwrap_or(0);
    rest.take(2);
    for _ in 0..count {
        let Some(entry) = rest.u8().and_then(|size| rest.take(usize::from(size))) else { break };
        let units = entry.get(FONT_HEAD..).unwrap_or(&[]).chunks_exact(2);
        let units = units.map(|unit| u16_at(unit, 0).unwrap_or(0)).take_while(|&unit| unit != 0);
        names.push(char::decode_utf16(units).filter_map(Result::ok).collect());
    }
    names
}
