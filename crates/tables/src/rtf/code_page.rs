//! Code pages of the text, by the character set of a font.

/// The code page of files that name none.
pub(super) const WESTERN: u16 = 1252;

/// Character sets of fonts (`\fcharset`) and the code page of each.
const BY_CHARACTER_SET: &[(i32, u16)] = &[
    (0, 1252),
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
    (254, 437),
    (255, 850),
];

/// The code page of a font's character set; none for the set of the document, and for unknown ones.
pub(super) fn by_character_set(set: i32) -> Option<u16> {
    BY_CHARACTER_SET.iter().find(|(known, _)| *known == set).map(|&(_, code_page)| code_page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_page::decode;

    #[test]
    fn the_same_byte_is_another_letter_in_a_font_of_another_set() {
        for (set, bytes, text) in [
            (0, &b"\xE9"[..], "é"),
            (204, b"\xE9", "й"),
            (161, b"\xE9", "ι"),
            (254, b"\x82", "é"),
            (128, b"\x82\x6C", "Ｍ"),
            (129, b"\xB0\xA1", "가"),
            (134, b"\xB0\xA1", "啊"),
        ] {
            assert_eq!(by_character_set(set).map(|code_page| decode(code_page, bytes)).as_deref(), Some(text), "{set}");
        }
        assert_eq!(by_character_set(1), None);
    }
}
