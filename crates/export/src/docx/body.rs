use std::collections::BTreeSet;
use std::io;

use super::package::{FIRST_HEADER, FOOTER, HEADER, RELATIONS, WORD, chart_relation};
use super::styles::{LABEL, PLACEHOLDER};
use super::xml::{Xml, permitted};
use super::{Block, Cell, Control, ControlKind, Docx, Inline, Merge, Paragraph, Row, Table, chart};

/// First id of a content control: far from the small numbers that other programs give.
const FIRST_CONTROL: u32 = 100_001;
/// Word keeps 64 characters of a control's tag and name.
const CONTROL_NAME: usize = 64;

/// Numbers given once per document.
struct Ids {
    bookmark: u32,
    control: u32,
    /// Charts so far.
    charts: usize,
    /// Word tells bookmark names apart without case.
    names: BTreeSet<String>,
    /// Content controls cannot be deleted.
    locked: bool,
}

pub(super) fn part(docx: &Docx) -> io::Result<Vec<u8>> {
    let mut ids =
        Ids { bookmark: 0, control: FIRST_CONTROL, charts: 0, names: BTreeSet::new(), locked: docx.protected };
    let mut xml = Xml::new()?;
    xml.element("w:document", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)], |xml| {
        xml.element("w:body", &[], |xml| {
            let mut after_table = false;
            for block in &docx.body {
                match block {
                    Block::Paragraph(block) => paragraph(xml, block, &mut ids)?,
                    Block::Chart(block) => {
                        ids.charts += 1;
                        chart::paragraph(xml, block, ids.charts, &chart_relation(ids.charts))?;
                    }
                    Block::Table(block) => {
                        // Two tables that touch would become one.
                        if after_table {
                            xml.empty("w:p", &[])?;
                        }
                        table(xml, block, &mut ids)?;
                    }
                }
                after_table = matches!(block, Block::Table(_));
            }
            if after_table || docx.body.is_empty() {
                xml.empty("w:p", &[])?;
            }
            section(xml)
        })
    })?;
    Ok(xml.finish())
}

/// A4 landscape with the page header and footer.
fn section(xml: &mut Xml) -> io::Result<()> {
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEADER)])?;
        xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", FIRST_HEADER)])?;
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER)])?;
        xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", FOOTER)])?;
        xml.empty("w:pgSz", &[("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")])?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1021"),
                ("w:right", "851"),
                ("w:bottom", "907"),
                ("w:left", "851"),
                ("w:header", "510"),
                ("w:footer", "454"),
                ("w:gutter", "0"),
            ],
        )?;
        xml.empty("w:titlePg", &[])
    })
}

fn paragraph(xml: &mut Xml, paragraph: &Paragraph, ids: &mut Ids) -> io::Result<()> {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.val("w:pStyle", &paragraph.style.id())?;
            if paragraph.keep_next {
                xml.empty("w:keepNext", &[])?;
            }
            if paragraph.right { xml.val("w:jc", "right") } else { Ok(()) }
        })?;
        let bookmark = paragraph.bookmark.as_deref().filter(|name| ids.names.insert(name.to_lowercase())).map(|name| {
            ids.bookmark += 1;
            (ids.bookmark.to_string(), name)
        });
        if let Some((id, name)) = &bookmark {
            xml.empty("w:bookmarkStart", &[("w:id", id), ("w:name", name)])?;
        }
        for inline in &paragraph.inlines {
            match inline {
                Inline::Text(text) => run(xml, text, None)?,
                Inline::Label(text) => run(xml, text, Some(LABEL))?,
                Inline::Control(inline) => control(xml, inline, ids)?,
            }
        }
        match &bookmark {
            Some((id, _)) => xml.empty("w:bookmarkEnd", &[("w:id", id)]),
            None => Ok(()),
        }
    })
}

/// A run of text; a line end is a line break of the paragraph, a tab a tab.
fn run(xml: &mut Xml, text: &str, style: Option<&str>) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let text = permitted(text);
    xml.element("w:r", &[], |xml| {
        if let Some(style) = style {
            xml.element("w:rPr", &[], |xml| xml.val("w:rStyle", style))?;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                xml.empty("w:br", &[])?;
            }
            for (number, piece) in line.split('\t').enumerate() {
                if number > 0 {
                    xml.empty("w:tab", &[])?;
                }
                if !piece.is_empty() {
                    xml.text("w:t", piece)?;
                }
            }
        }
        Ok(())
    })
}

fn control(xml: &mut Xml, control: &Control, ids: &mut Ids) -> io::Result<()> {
    let id = ids.control.to_string();
    ids.control += 1;
    let locked = ids.locked;
    let content = control.content.as_deref().filter(|content| !content.is_empty());
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.val("w:alias", &control.alias.chars().take(CONTROL_NAME).collect::<String>())?;
            xml.val("w:tag", &control.tag.chars().take(CONTROL_NAME).collect::<String>())?;
            xml.val("w:id", &id)?;
            if locked {
                xml.val("w:lock", "sdtLocked")?;
            }
            if content.is_none() {
                xml.empty("w:showingPlcHdr", &[])?;
            }
            control_kind(xml, &control.kind)
        })?;
        xml.element("w:sdtContent", &[], |xml| match content {
            Some(content) => run(xml, content, None),
            None => run(xml, &control.placeholder, Some(PLACEHOLDER)),
        })
    })
}

fn control_kind(xml: &mut Xml, kind: &ControlKind) -> io::Result<()> {
    match kind {
        ControlKind::Text => xml.empty("w:text", &[("w:multiLine", "1")]),
        ControlKind::DropDown(items) => xml.element("w:dropDownList", &[], |xml| {
            for item in items {
                xml.empty("w:listItem", &[("w:displayText", item), ("w:value", item)])?;
            }
            Ok(())
        }),
        ControlKind::Date(date) => {
            let day = date.map(|date| format!("{date}T00:00:00Z"));
            let attributes: Vec<(&str, &str)> = day.iter().map(|day| ("w:fullDate", day.as_str())).collect();
            xml.element("w:date", &attributes, |xml| {
                xml.val("w:dateFormat", "d MMMM yyyy")?;
                xml.val("w:lid", "fr-BE")?;
                xml.val("w:storeMappedDataAs", "dateTime")?;
                xml.val("w:calendar", "gregorian")
            })
        }
    }
}

fn table(xml: &mut Xml, table: &Table, ids: &mut Ids) -> io::Result<()> {
    xml.element("w:tbl", &[], |xml| {
        let total: u32 = table.widths.iter().sum();
        xml.element("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "Grille")?;
            xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")])?;
            xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", "0420"),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "0"),
                    ("w:noVBand", "1"),
                ],
            )?;
            xml.val("w:tblCaption", &table.caption)?;
            xml.val("w:tblDescription", &table.description)
        })?;
        xml.element("w:tblGrid", &[], |xml| {
            for width in &table.widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
            }
            Ok(())
        })?;
        for line in &table.rows {
            row(xml, line, &table.widths, ids)?;
        }
        Ok(())
    })
}

fn row(xml: &mut Xml, row: &Row, widths: &[u32], ids: &mut Ids) -> io::Result<()> {
    xml.element("w:tr", &[], |xml| {
        if row.header || !row.breaks {
            xml.element("w:trPr", &[], |xml| {
                if !row.breaks {
                    xml.empty("w:cantSplit", &[])?;
                }
                if row.header {
                    xml.empty("w:tblHeader", &[])?;
                }
                Ok(())
            })?;
        }
        let mut column = 0;
        for cell_of_row in &row.cells {
            let width: u32 = widths.iter().skip(column).take(cell_of_row.span).sum();
            column += cell_of_row.span;
            cell(xml, cell_of_row, width, ids)?;
        }
        Ok(())
    })
}

fn cell(xml: &mut Xml, cell: &Cell, width: u32, ids: &mut Ids) -> io::Result<()> {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if cell.span > 1 {
                xml.val("w:gridSpan", &cell.span.to_string())?;
            }
            match cell.merge {
                Some(Merge::Start) => xml.val("w:vMerge", "restart")?,
                Some(Merge::Continue) => xml.empty("w:vMerge", &[])?,
                None => {}
            }
            if let Some(fill) = cell.fill {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill.colour())])?;
            }
            Ok(())
        })?;
        for inner in &cell.paragraphs {
            paragraph(xml, inner, ids)?;
        }
        if cell.paragraphs.is_empty() { xml.empty("w:p", &[]) } else { Ok(()) }
    })
}
