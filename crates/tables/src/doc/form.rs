//! Data of form fields and names of fonts: what single characters refer to.

use crate::little_endian::{Reader, u16_at};
use crate::rtf::field::Field;

/// Bytes of a font's entry before its name (`FFN`).
const FONT_HEAD: usize = 39;

/// The kind of form fields with a list, and the beginning of a table of texts in UTF-16.
const LIST: u16 = 2;
const WIDE_TABLE: u16 = 0xFFFF;

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
    pass_over_text(&mut rest)?;
    field.form_default = Some(i32::from(rest.u16()?));
    if bits & 3 != LIST {
        return Some(());
    }
    // Its format, two texts of help and two macros; then the entries.
    for _ in 0..5 {
        pass_over_text(&mut rest)?;
    }
    rest.u16().filter(|&mark| mark == WIDE_TABLE)?;
    let count = rest.u16()?;
    rest.u16()?;
    for _ in 0..count {
        let length = usize::from(rest.u16()?);
        let units = rest.take(length * 2)?.chunks_exact(2).map(|unit| u16_at(unit, 0).unwrap_or(0));
        let entry: String = char::decode_utf16(units).filter_map(Result::ok).collect();
        field.begin_entry();
        field.push_entry(&entry);
    }
    Some(())
}

/// A text with its length before and a zero behind.
fn pass_over_text(data: &mut Reader<'_>) -> Option<()> {
    let length = usize::from(data.u16()?);
    data.take((length + 1) * 2).map(|_| ())
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
