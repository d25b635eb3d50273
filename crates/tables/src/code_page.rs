//! Text of one byte or two per character, by the number of its code page.

use encoding_rs::Encoding;

/// Code pages that have an encoding of the web, by Windows number. Numbers from 0x8000 on are those of old Excel.
const ENCODINGS: &[(u16, &Encoding)] = &[
    (874, encoding_rs::WINDOWS_874),
    (932, encoding_rs::SHIFT_JIS),
    (936, encoding_rs::GBK),
    (949, encoding_rs::EUC_KR),
    (950, encoding_rs::BIG5),
    (866, encoding_rs::IBM866),
    (1250, encoding_rs::WINDOWS_1250),
    (1251, encoding_rs::WINDOWS_1251),
    (1252, encoding_rs::WINDOWS_1252),
    (1253, encoding_rs::WINDOWS_1253),
    (1254, encoding_rs::WINDOWS_1254),
    (1255, encoding_rs::WINDOWS_1255),
    (1256, encoding_rs::WINDOWS_1256),
    (1257, encoding_rs::WINDOWS_1257),
    (1258, encoding_rs::WINDOWS_1258),
    (1200, encoding_rs::UTF_16LE),
    (10000, encoding_rs::MACINTOSH),
    (10007, encoding_rs::X_MAC_CYRILLIC),
    (28591, encoding_rs::WINDOWS_1252),
    (28592, encoding_rs::ISO_8859_2),
    (28605, encoding_rs::ISO_8859_15),
    (0x8000, encoding_rs::MACINTOSH),
    (0x8001, encoding_rs::WINDOWS_1252),
    (65001, encoding_rs::UTF_8),
];

/// Code pages of MS-DOS: the upper half of each.
const DOS: &[(u16, &str)] = &[
    (
        437,
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
         └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
    ),
    (
        850,
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
         └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
    ),
    (
        852,
        "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
         └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}",
    ),
    (
        858,
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
         └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
    ),
];

/// Bytes as text. Unknown code pages are read as that of Western Europe, bytes without meaning as U+FFFD.
pub(crate) fn decode(code_page: u16, bytes: &[u8]) -> String {
    if let Some((_, upper)) = DOS.iter().find(|(known, _)| *known == code_page) {
        let upper: Vec<char> = upper.chars().collect();
        let high = |byte: u8| upper.get(usize::from(byte & 0x7F)).copied().unwrap_or(char::REPLACEMENT_CHARACTER);
        return bytes.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { high(byte) }).collect();
    }
    let known = ENCODINGS.iter().find(|(known, _)| *known == code_page);
    let encoding = known.map_or(encoding_rs::WINDOWS_1252, |(_, encoding)| encoding);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letter_stands_elsewhere_in_each_code_page() {
        for (code_page, bytes) in [
            (1252, &b"\xC9t\xE9"[..]),
            (850, b"\x90t\x82"),
            (437, b"\x90t\x82"),
            (858, b"\x90t\x82"),
            (10000, b"\x83t\x8E"),
            (0x8001, b"\xC9t\xE9"),
            (65001, "Été".as_bytes()),
            (1200, b"\xC9\0t\0\xE9\0"),
            (4711, b"\xC9t\xE9"),
        ] {
            assert_eq!(decode(code_page, bytes), "Été", "{code_page}");
        }
    }

    #[test]
    fn the_tables_of_dos_have_128_characters() {
        assert!(DOS.iter().all(|(_, upper)| upper.chars().count() == 128));
    }
}
