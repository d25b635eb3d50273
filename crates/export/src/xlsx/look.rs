use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Look of a cell: one row per kind of cell, so that both workbooks print as one family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Colour of the text.
    pub(crate) ink: u32,
    /// Colour behind it.
    pub(crate) fill: Option<u32>,
    pub(crate) align: Align,
    pub(crate) indent: u8,
    /// Colour of thin lines around the cell.
    pub(crate) border: Option<u32>,
    /// Lines left and right too; not where a text runs over several cells.
    pub(crate) sides: bool,
    /// Can be filled in on a protected sheet.
    pub(crate) input: bool,
    /// Runs over several lines; otherwise over the empty cells on its right.
    pub(crate) wrap: bool,
    /// Number format; text otherwise.
    pub(crate) number: Option<&'static str>,
}

/// Alignment across; down, every text stands in the middle, so that none touches the line above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// Near-black for text on paper.
const INK: u32 = 0x1F2933;
/// Secondary text; 7:1 on white.
const SOFT: u32 = 0x52606D;
const WHITE: u32 = 0xFF_FFFF;
/// Dark blue of the highest level; 11:1 with white text.
const NAVY: u32 = 0x1F3A5F;
/// Number format « text »: what a person types later stays as typed (`janv-20` becomes no date).
const TEXT: &str = "@";
/// Lines.
const LINE: u32 = 0x9AA5B1;

impl Look {
    /// Plain text of the grid.
    pub(crate) const BODY: Self = Self {
        size: 10.0,
        bold: false,
        italic: false,
        ink: INK,
        fill: None,
        align: Align::Left,
        indent: 1,
        border: Some(LINE),
        sides: true,
        input: false,
        wrap: true,
        number: Some(TEXT),
    };
    /// Title of the document.
    pub(crate) const TITLE: Self = Self { size: 16.0, bold: true, ink: NAVY, indent: 0, border: None, ..Self::BODY };
    /// Line under the title.
    pub(crate) const SUBTITLE: Self = Self { size: 11.0, ink: SOFT, border: None, ..Self::TITLE.plain() };
    /// Title of a section.
    pub(crate) const HEADING: Self = Self { size: 12.0, ..Self::TITLE };
    /// Paragraph outside the grid.
    pub(crate) const PROSE: Self = Self { size: 11.0, indent: 0, border: None, ..Self::BODY };
    /// Column header.
    pub(crate) const HEADER: Self =
        Self { bold: true, fill: Some(0xDDE3EA), align: Align::Center, indent: 0, ..Self::BODY };
    /// Header over several columns.
    pub(crate) const BAND: Self = Self { ink: WHITE, fill: Some(NAVY), ..Self::HEADER };
    /// Volet.
    pub(crate) const VOLET: Self = Self { size: 11.0, bold: true, ink: WHITE, fill: Some(NAVY), ..Self::BODY };
    /// Domaine, objectif politique, catégorie.
    pub(crate) const DOMAIN: Self = Self { size: 10.5, fill: Some(0x3E5C82), ..Self::VOLET };
    /// Objectif stratégique.
    pub(crate) const STRATEGIC: Self = Self { size: 10.5, bold: true, fill: Some(0xC6D4E3), ..Self::BODY };
    /// Objectif opérationnel.
    pub(crate) const OPERATIONAL: Self = Self { bold: true, fill: Some(0xE8EEF5), ..Self::BODY };
    /// Cell to be filled in.
    pub(crate) const INPUT: Self = Self { input: true, ..Self::BODY };

    /// The same, not bold.
    pub(crate) const fn plain(self) -> Self {
        Self { bold: false, ..self }
    }

    /// The same, bold.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in italics.
    pub(crate) const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// The same, aligned.
    pub(crate) const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same without lines left and right.
    pub(crate) const fn open(self) -> Self {
        Self { sides: false, ..self }
    }

    /// The same on one line.
    pub(crate) const fn on_one_line(self) -> Self {
        Self { wrap: false, ..self }
    }

    /// The same in another size.
    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The same, moved right.
    pub(crate) const fn indented(self, indent: u8) -> Self {
        Self { indent, ..self }
    }

    /// The same for numbers.
    pub(crate) const fn number(self, format: &'static str) -> Self {
        Self { number: Some(format), ..self }
    }

    /// As the workbook writer wants it.
    pub(crate) fn format(&self) -> Format {
        let mut format = Format::new().set_font_name("Calibri").set_font_size(self.size).set_font_color(self.ink);
        if self.wrap {
            format = format.set_text_wrap();
        }
        if self.bold {
            format = format.set_bold();
        }
        if self.italic {
            format = format.set_italic();
        }
        if let Some(fill) = self.fill {
            format = format.set_background_color(fill);
        }
        if let Some(line) = self.border {
            format = format.set_border_top(FormatBorder::Thin).set_border_top_color(line);
            format = format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(line);
            if self.sides {
                format = format.set_border_left(FormatBorder::Thin).set_border_left_color(line);
                format = format.set_border_right(FormatBorder::Thin).set_border_right_color(line);
            }
        }
        if self.indent > 0 {
            format = format.set_indent(self.indent);
        }
        if self.input {
            format = format.set_unlocked();
        }
        if let Some(number) = self.number {
            format = format.set_num_format(number);
        }
        let across = match self.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        format.set_align(across).set_align(FormatAlign::VerticalCenter)
    }
}
