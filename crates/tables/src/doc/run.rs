//! How characters look ([MS-DOC] 2.6.1).

use std::num::NonZeroU16;

use super::sprm::{Sprm, sprms};
use crate::text::Marks;

/// Operations on characters that matter to a reader of text and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Toggle(Toggle),
    Deleted,
    Inserted,
    DoubleStrike,
    Underline,
    Position,
    Size,
    Color,
    ColorNumber,
    Style,
    Plain,
    Font,
    Symbol,
    FieldData,
    Picture,
    Language,
}

/// Properties that a run may turn round against its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toggle {
    Bold,
    Italic,
    Strike,
    Hidden,
}

/// Operations by code, with their names in the documentation.
const OPERATIONS: &[(u16, Operation)] = &[
    (0x0800, Operation::Deleted),                // sprmCFRMarkDel
    (0x0801, Operation::Inserted),               // sprmCFRMark
    (0x0806, Operation::FieldData),              // sprmCFData
    (0x0835, Operation::Toggle(Toggle::Bold)),   // sprmCFBold
    (0x0836, Operation::Toggle(Toggle::Italic)), // sprmCFItalic
    (0x0837, Operation::Toggle(Toggle::Strike)), // sprmCFStrike
    (0x083C, Operation::Toggle(Toggle::Hidden)), // sprmCFVanish
    (0x2A33, Operation::Plain),                  // sprmCPlain
    (0x2A3E, Operation::Underline),              // sprmCKul
    (0x2A42, Operation::ColorNumber),            // sprmCIco
    (0x2A48, Operation::Position),               // sprmCIss
    (0x2A53, Operation::DoubleStrike),           // sprmCFDStrike
    (0x4873, Operation::Language),               // sprmCRgLid0
    (0x486D, Operation::Language),               // sprmCRgLid0_80
    (0x4A30, Operation::Style),                  // sprmCIstd
    (0x4A43, Operation::Size),                   // sprmCHps
    (0x4A4F, Operation::Font),                   // sprmCRgFtc0
    (0x6870, Operation::Color),                  // sprmCCv
    (0x6A03, Operation::Picture),                // sprmCPicLocation
    (0x6A09, Operation::Symbol),                 // sprmCSymbol
];

/// The colours by number; automatic and black print the same.
const COLORS: &[Option<u32>] = &[
    None,
    None,
    Some(0x00_00FF),
    Some(0x00_FFFF),
    Some(0x00_FF00),
    Some(0xFF_00FF),
    Some(0xFF_0000),
    Some(0xFF_FF00),
    Some(0xFF_FFFF),
    Some(0x00_0080),
    Some(0x00_8080),
    Some(0x00_8000),
    Some(0x80_0080),
    Some(0x80_0000),
    Some(0x80_8000),
    Some(0x80_8080),
    Some(0xC0_C0C0),
];

/// The look of a run, or of a style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) marks: Marks,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    /// The number of its font.
    pub(super) font: u16,
    /// Font and code of the sign that stands for the character.
    pub(super) symbol: Option<(u16, u16)>,
    /// Where the data of a picture or form field are.
    pub(super) picture: Option<u32>,
    /// These data are those of a form field.
    pub(super) is_field_data: bool,
    pub(super) language: Option<u16>,
}

impl Run {
    /// Applies formatting to this look. `style` gives the look of a character style.
    pub(super) fn apply(&mut self, formatting: &[u8], style: &dyn Fn(u16) -> Option<Self>) {
        // What the paragraph's style says; a character style is put over it when it is named.
        let mut base = *self;
        for sprm in sprms(formatting) {
            let Some((_, operation)) = OPERATIONS.iter().find(|(code, _)| *code == sprm.code) else { continue };
            match operation {
                Operation::Style => {
                    if let Some(style) = style(sprm.short()) {
                        base = base.with_style(&style);
                        let own = *self;
                        *self = base;
                        (self.deleted, self.inserted) = (own.deleted, own.inserted);
                        (self.picture, self.is_field_data, self.symbol) = (own.picture, own.is_field_data, own.symbol);
                    }
                }
                Operation::Plain => self.marks = base.marks,
                operation => self.set(*operation, &sprm, &base),
            }
        }
    }

    fn set(&mut self, operation: Operation, sprm: &Sprm<'_>, base: &Self) {
        let on = sprm.byte() != 0;
        match operation {
            Operation::Toggle(toggle) => {
                let by_style = *base.clone().toggle(toggle);
                *self.toggle(toggle) = match sprm.byte() {
                    0x80 => by_style,
                    0x81 => !by_style,
                    value => value & 1 != 0,
                };
            }
            Operation::Deleted => self.deleted = on,
            Operation::Inserted => self.inserted = on,
            Operation::DoubleStrike => self.marks.strike = on || self.marks.strike,
            Operation::Underline => self.marks.underline = on,
            Operation::Position => self.marks.superscript = sprm.byte() == 1,
            Operation::Size => self.marks.size = NonZeroU16::new(sprm.short()),
            Operation::Color => self.marks.color = color(sprm.long()).filter(|&color| color != 0),
            Operation::ColorNumber => self.marks.color = color_by_number(u16::from(sprm.byte())).flatten(),
            Operation::Font => self.font = sprm.short(),
            Operation::Symbol => {
                let code = sprm.operand.get(2..).and_then(|code| crate::little_endian::u16_at(code, 0));
                self.symbol = code.map(|code| (sprm.short(), code));
            }
            Operation::FieldData => self.is_field_data = on,
            Operation::Picture => self.picture = Some(sprm.long()),
            Operation::Language => self.language = Some(sprm.short()),
            Operation::Style | Operation::Plain => {}
        }
    }

    fn toggle(&mut self, toggle: Toggle) -> &mut bool {
        match toggle {
            Toggle::Bold => &mut self.marks.bold,
            Toggle::Italic => &mut self.marks.italic,
            Toggle::Strike => &mut self.marks.strike,
            Toggle::Hidden => &mut self.hidden,
        }
    }

    /// This look with a character style over it: what both turn on is off.
    fn with_style(mut self, style: &Self) -> Self {
        for toggle in [Toggle::Bold, Toggle::Italic, Toggle::Strike, Toggle::Hidden] {
            *self.toggle(toggle) ^= *style.clone().toggle(toggle);
        }
        self.marks.underline |= style.marks.underline;
        self.marks.superscript |= style.marks.superscript;
        self.marks.color = style.marks.color.or(self.marks.color);
        self.marks.size = style.marks.size.or(self.marks.size);
        self
    }
}

/// A colour of four bytes: red, green, blue, and whether it is the automatic one.
pub(super) fn color(value: u32) -> Option<u32> {
    let [red, green, blue, automatic] = value.to_le_bytes();
    (automatic == 0).then(|| u32::from_be_bytes([0, red, green, blue]))
}

/// A colour by its number; the inner none is the automatic one or black.
pub(super) fn color_by_number(number: u16) -> Option<Option<u32>> {
    COLORS.get(usize::from(number)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(base: Run, formatting: &[u8]) -> Run {
        let mut run = base;
        let strong = Run { marks: Marks::bold(true), ..Run::default() };
        run.apply(formatting, &|style| (style == 7).then_some(strong));
        run
    }

    #[test]
    fn a_run_may_turn_the_bold_of_its_style_round() {
        let bold = Run { marks: Marks::bold(true), ..Run::default() };
        for (base, operand, is_bold) in
            [(bold, 0x81, false), (bold, 0x80, true), (bold, 0, false), (Run::default(), 0x81, true), (bold, 1, true)]
        {
            assert_eq!(run(base, &[0x35, 0x08, operand]).marks.bold, is_bold, "{operand:x}");
        }
    }

    #[test]
    fn a_strong_word_in_a_bold_heading_is_printed_light() {
        let bold = Run { marks: Marks::bold(true), ..Run::default() };
        assert!(!run(bold, &[0x30, 0x4A, 7, 0]).marks.bold);
        assert!(run(Run::default(), &[0x30, 0x4A, 7, 0]).marks.bold);
    }

    #[test]
    fn colours_come_by_number_and_by_value() {
        assert_eq!(run(Run::default(), &[0x42, 0x2A, 6]).marks.color, Some(0xFF_0000));
        assert_eq!(run(Run::default(), &[0x70, 0x68, 0x12, 0x34, 0x56, 0]).marks.color, Some(0x12_3456));
        assert_eq!(run(Run::default(), &[0x70, 0x68, 0, 0, 0, 0xFF]).marks.color, None);
    }
}
