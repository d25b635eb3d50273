//! References to cells and ranges: `C12`, `A1:D1`.

use crate::sheet::Range;

/// Rows of a sheet.
pub(crate) const ROWS: u32 = 1_048_576;

/// Columns of a sheet.
pub(crate) const COLUMNS: u32 = 16_384;

/// Row and column from 0 of a reference such as `C12` or `$C$12`; none outside a sheet.
pub(crate) fn cell(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim();
    let reference = reference.strip_prefix('$').unwrap_or(reference);
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, row) = reference.split_at_checked(letters)?;
    let row = row.strip_prefix('$').unwrap_or(row);
    if letters.is_empty() || letters.len() > 3 || row.len() > 7 || !row.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, byte| column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let row = row.parse::<u32>().ok()?;
    let inside = (1..=ROWS).contains(&row) && column <= COLUMNS;
    inside.then(|| (row - 1, column - 1))
}

/// A range such as `A1:D1`, its corners put in order.
pub(super) fn range(reference: &str) -> Option<Range> {
    let (one, other) = reference.split_once(':').unwrap_or((reference, reference));
    let (one, other) = (cell(one)?, cell(other)?);
    Some(Range { first: (one.0.min(other.0), one.1.min(other.1)), last: (one.0.max(other.0), one.1.max(other.1)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_within_the_sheet() {
        for (reference, expected) in [
            ("A1", Some((0, 0))),
            ("$C$12", Some((11, 2))),
            ("aa3", Some((2, 26))),
            ("XFD1048576", Some((ROWS - 1, COLUMNS - 1))),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("ZZZZZZZ99999999999", None),
            ("12", None),
            ("A", None),
            ("", None),
            ("É1", None),
            ("A+1", None),
        ] {
            assert_eq!(cell(reference), expected, "{reference}");
        }
    }

    #[test]
    fn the_corners_of_a_range_are_put_in_order() {
        assert_eq!(range("D4:B2"), Some(Range { first: (1, 1), last: (3, 3) }));
        assert_eq!(range("B2"), Some(Range { first: (1, 1), last: (1, 1) }));
        assert_eq!(range("B2:ZZZZ1"), None);
    }
}
