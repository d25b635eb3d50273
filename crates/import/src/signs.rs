//! Signs that few texts hold: one quick look at each text before slower ones.

/// Which of the signs a text may hold; none of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signs(u8);

const LABEL: u8 = 1;
const BOX: u8 = 2;
const MARK: u8 = 4;
const PARTED: u8 = 8;
const LINES: u8 = 16;

/// What the bytes of a text tell.
const OF_BYTES: [u8; 256] = {
    let mut of_bytes = [0; 256];
    of_bytes[b':' as usize] = LABEL;
    of_bytes[b'\t' as usize] = LABEL;
    of_bytes[b'?' as usize] = LABEL;
    // "[x]", and the second bytes of "☐", "□" and "🗹".
    of_bytes[b'[' as usize] = BOX;
    of_bytes[0x98] = BOX;
    of_bytes[0x96] = BOX;
    of_bytes[0x9f] = BOX;
    of_bytes[b'<' as usize] = MARK;
    of_bytes[b'*' as usize] = MARK;
    of_bytes[b'\n' as usize] = PARTED | LINES;
    of_bytes[b'>' as usize] = PARTED;
    of_bytes[b'/' as usize] = PARTED;
    of_bytes[b'|' as usize] = PARTED;
    of_bytes[b';' as usize] = PARTED;
    // The second bytes of "→" and "»".
    of_bytes[0x86] = PARTED;
    of_bytes[0xbb] = PARTED;
    of_bytes
};

impl Signs {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |all, byte| all | OF_BYTES[usize::from(byte)]))
    }

    /// The signs of either.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// There may be a label before its value.
    pub(crate) fn may_label(self) -> bool {
        self.0 & LABEL != 0
    }

    /// There may be a box to tick.
    pub(crate) fn may_tick(self) -> bool {
        self.0 & BOX != 0
    }

    /// There may be two titles, parted by a line or a sign.
    pub(crate) fn may_part(self) -> bool {
        self.0 & PARTED != 0
    }

    /// It has several lines.
    pub(crate) fn has_lines(self) -> bool {
        self.0 & LINES != 0
    }

    /// There may be marks written as text.
    pub(crate) fn may_mark(self) -> bool {
        self.0 & MARK != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::before_a_colon;
    use crate::ticked;

    #[test]
    fn no_text_with_a_label_or_a_box_is_passed_over() {
        for text in ["☒ oui", "☑ oui", "🗹 oui", "☐ oui", "□ oui", "[x] oui", "[X] oui", "[ ] oui", "[] oui"]
        {
            assert!(ticked::chosen(text).is_some() && Signs::of(text).may_tick(), "{text}");
        }
        for text in ["Pilote : A. Petit", "Pilote\tA. Petit", "Échéance ? 2027"] {
            assert!(before_a_colon(text).is_some() && Signs::of(text).may_label(), "{text}");
        }
        for sign in ["\n", ">", "→", "»", "/", "|", ";"] {
            assert!(Signs::of(&format!("OS 1 : Loger {sign} OO 1.1 : Bâtir")).may_part(), "{sign}");
        }
        assert!(Signs::of("<b>gras</b>").may_mark() && Signs::of("**gras**").may_mark());
        assert_eq!(Signs::of("L’accueil des habitants, à l’été 2026 – 500 €"), Signs::default());
    }
}
