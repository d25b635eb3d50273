//! Cell styles: font, fill, indent and number format.

use std::collections::BTreeMap;

use super::colors::Palette;
use super::{child, number, rich_string};
use crate::display::{Locale, NumberFormat};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::text::Marks;
use crate::xml::Xml;

/// Excel allows 65,490 cell formats; records past this many are not kept.
pub(crate) const MOST_RECORDS: usize = 65_536;

/// How a cell looks, as far as it says something about its content.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellStyle {
    pub(crate) marks: Marks,
    pub(crate) fill: Option<u32>,
    pub(crate) indent: u8,
    /// Position among the number formats; none there for General.
    format: usize,
}

/// The cell styles of a workbook.
#[derive(Debug)]
pub(crate) struct Styles {
    cells: Vec<CellStyle>,
    formats: Vec<NumberFormat>,
    plain: CellStyle,
    general: NumberFormat,
}

impl Styles {
    /// The styles of a workbook that has none, shown in a locale.
    pub(crate) fn plain(locale: Locale) -> Self {
        Self {
            cells: Vec::new(),
            formats: Vec::new(),
            plain: CellStyle { format: usize::MAX, ..CellStyle::default() },
            general: NumberFormat::general(locale),
        }
    }
}

/// A cell format as stored: positions of its font and fill.
pub(crate) struct Record {
    pub(crate) format: u32,
    pub(crate) font: usize,
    pub(crate) fill: usize,
    pub(crate) indent: u8,
}

impl Styles {
    pub(crate) fn read(part: &str, text: &str, palette: &mut Palette, options: &ReadOptions) -> Result<Self, Error> {
        let limits = &options.limits;
        read_palette(Xml::new(part, text, limits), palette)?;
        let mut xml = Xml::new(part, text, limits);
        xml.root()?;
        let mut codes = BTreeMap::new();
        let (mut fonts, mut fills, mut records) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(list) = child(&mut xml, 1)? {
            while let Some(item) = child(&mut xml, 2)? {
                match (list.local, item.local) {
                    ("numFmts", "numFmt") if codes.len() < MOST_RECORDS => {
                        if let (Some(id), Some(code)) = (number::<u32>(&item, "numFmtId"), item.attr("formatCode")) {
                            codes.insert(id, code.to_owned());
                        }
                    }
                    ("fonts", "font") if fonts.len() < MOST_RECORDS => {
                        fonts.push(rich_string::font(&mut xml, 3, palette)?);
                    }
                    ("fills", "fill") if fills.len() < MOST_RECORDS => fills.push(fill(&mut xml, palette)?),
                    ("cellXfs", "xf") if records.len() < MOST_RECORDS => {
                        let mut record = Record {
                            format: number(&item, "numFmtId").unwrap_or_default(),
                            font: number(&item, "fontId").unwrap_or_default(),
                            fill: number(&item, "fillId").unwrap_or_default(),
                            indent: 0,
                        };
                        while let Some(part) = child(&mut xml, 3)? {
                            if part.local == "alignment" {
                                record.indent = number(&part, "indent").unwrap_or_default();
                            }
                        }
                        records.push(record);
                    }
                    _ => {}
                }
            }
        }
        Ok(Self::assembled(&records, &fonts, &fills, &codes, options.locale))
    }

    /// The styles of cells out of the lists that they refer to.
    pub(crate) fn assembled(
        records: &[Record],
        fonts: &[Marks],
        fills: &[Option<u32>],
        codes: &BTreeMap<u32, String>,
        locale: Locale,
    ) -> Self {
        let mut styles = Self::plain(locale);
        let mut positions = BTreeMap::new();
        for record in records {
            let format = *positions.entry(record.format).or_insert_with(|| {
                styles.formats.push(match codes.get(&record.format) {
                    Some(code) => NumberFormat::parse(code, locale),
                    None => NumberFormat::built_in(record.format, locale),
                });
                styles.formats.len() - 1
            });
            styles.cells.push(CellStyle {
                marks: fonts.get(record.font).copied().unwrap_or_default(),
                fill: fills.get(record.fill).copied().flatten(),
                indent: record.indent,
                format,
            });
        }
        styles
    }

    /// The style that a cell calls by its number; a plain one if there is none.
    pub(crate) fn of(&self, style: Option<usize>) -> &CellStyle {
        self.cells.get(style.unwrap_or_default()).unwrap_or(&self.plain)
    }

    /// The number format of a style.
    pub(crate) fn format(&self, style: &CellStyle) -> &NumberFormat {
        self.formats.get(style.format).unwrap_or(&self.general)
    }
}

/// Takes a palette of the workbook's own, which stands at the end of the part but is meant by all before it.
fn read_palette(mut xml: Xml<'_>, palette: &mut Palette) -> Result<(), Error> {
    xml.root()?;
    while let Some(list) = child(&mut xml, 1)? {
        if list.local == "colors" {
            while let Some(colors) = child(&mut xml, 2)? {
                if colors.local == "indexedColors" {
                    palette.read_indexed(&mut xml, 3)?;
                }
            }
        }
    }
    Ok(())
}

/// The background of a fill: the foreground of a pattern (its only colour if solid), the first stop of a gradient.
fn fill(xml: &mut Xml<'_>, palette: &Palette) -> Result<Option<u32>, Error> {
    let mut color = None;
    while let Some(kind) = child(xml, 3)? {
        let visible = !matches!(kind.attr("patternType"), Some("none")) && kind.attr("patternType").is_some();
        while let Some(part) = child(xml, 4)? {
            match (kind.local, part.local) {
                ("patternFill", "fgColor") if visible => color = palette.color(&part),
                ("gradientFill", "stop") if color.is_none() => {
                    while let Some(stop) = child(xml, 5)? {
                        color = palette.color(&stop);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(color)
}
