use std::io;

use super::Docx;
use super::xml::Xml;

/// Deep blue of titles: 11:1 on white.
const INK: &str = "1F3A5F";
/// Grey of page header and placeholders: 7:1 on white, above 5:1 on our fills.
const GREY: &str = "595959";
/// Grey of lines.
const LINE: &str = "9AA9B8";

/// Character style of what stands in an empty content control.
pub(super) const PLACEHOLDER: &str = "PlaceholderText";
/// Character style of a label in front of its text.
pub(super) const LABEL: &str = "TextLabel";

/// Named paragraph styles of our documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Title of the document.
    Title,
    /// Line above the title: the institution.
    Institution,
    /// Line under the title: législature, declaration.
    Detail,
    /// Heading of a level from 1.
    Heading(u8),
    /// Heading of a level in a row of a table with other cells: as small as they are.
    RowHeading(u8),
    /// Framed notice.
    Notice,
    /// Line of an address.
    Contact,
    /// Heading of instructions.
    InstructionsHeading,
    /// Instruction.
    Instruction,
    /// Remark at the end.
    Remark,
    /// Header of a table.
    CellHeader,
    /// Text of a table.
    Cell,
    /// Text of a table, one level deeper.
    CellInner,
    /// Text over the whole width of a table, below the row it belongs to.
    CellBelow,
    /// Objective in a table that is no heading of the document.
    CellObjective,
    /// Example in a table.
    CellExample,
}

/// What a level of headings looks like in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Volet: large, over a line.
    Part,
    /// Domaine, objectif politique.
    Domain,
    /// Objectif stratégique, above its table.
    Objective,
    /// Objectif opérationnel, in a row of a table.
    Row,
}

impl Style {
    pub(super) fn id(self) -> String {
        match self {
            Self::Heading(level) => format!("Heading{level}"),
            Self::RowHeading(level) => format!("Heading{level}InRow"),
            Self::Title => "Title".into(),
            Self::Institution => "Institution".into(),
            Self::Detail => "Detail".into(),
            Self::Notice => "Notice".into(),
            Self::Contact => "Contact".into(),
            Self::InstructionsHeading => "InstructionsHeading".into(),
            Self::Instruction => "Instruction".into(),
            Self::Remark => "Remark".into(),
            Self::CellHeader => "CellHeader".into(),
            Self::Cell => "CellText".into(),
            Self::CellInner => "CellInner".into(),
            Self::CellBelow => "CellBelow".into(),
            Self::CellObjective => "CellObjective".into(),
            Self::CellExample => "CellExample".into(),
        }
    }
}

/// A paragraph style, as a row of data.
#[derive(Clone, Copy)]
struct Definition {
    id: &'static str,
    name: &'static str,
    keep_next: bool,
    /// A line at this side: `bottom`, or `box` for a frame.
    line: Option<&'static str>,
    before: u32,
    after: u32,
    indent: u32,
    bold: bool,
    italic: bool,
    colour: Option<&'static str>,
    /// In half points; 0 is inherited.
    size: u8,
}

const PLAIN: Definition = Definition {
    id: "",
    name: "",
    keep_next: false,
    line: None,
    before: 0,
    after: 0,
    indent: 0,
    bold: false,
    italic: false,
    colour: None,
    size: 0,
};

/// The styles that are the same in every document.
const DEFINITIONS: &[Definition] = &[
    Definition {
        id: "Title",
        name: "Title",
        keep_next: true,
        after: 60,
        bold: true,
        colour: Some(INK),
        size: 44,
        ..PLAIN
    },
    Definition {
        id: "Institution",
        name: "Institution",
        keep_next: true,
        after: 20,
        colour: Some(GREY),
        size: 28,
        ..PLAIN
    },
    Definition { id: "Detail", name: "Detail", keep_next: true, after: 40, size: 22, ..PLAIN },
    Definition {
        id: "Notice",
        name: "Notice",
        line: Some("box"),
        before: 40,
        after: 40,
        indent: 113,
        bold: true,
        size: 20,
        ..PLAIN
    },
    Definition { id: "Contact", name: "Contact", indent: 113, size: 18, ..PLAIN },
    Definition {
        id: "InstructionsHeading",
        name: "Instructions heading",
        keep_next: true,
        before: 80,
        indent: 170,
        bold: true,
        size: 20,
        ..PLAIN
    },
    Definition { id: "Instruction", name: "Instruction", after: 60, indent: 170, size: 20, ..PLAIN },
    Definition { id: "Remark", name: "Remark", before: 80, after: 40, size: 20, ..PLAIN },
    Definition { id: "Header", name: "header", after: 60, colour: Some(GREY), size: 17, ..PLAIN },
    Definition { id: "Footer", name: "footer", before: 60, colour: Some(GREY), size: 17, ..PLAIN },
    Definition { id: "CellText", name: "Cell text", ..PLAIN },
    Definition { id: "CellHeader", name: "Cell header", keep_next: true, bold: true, ..PLAIN },
    Definition { id: "CellInner", name: "Cell inner text", indent: 284, ..PLAIN },
    Definition { id: "CellBelow", name: "Cell text below", indent: 284, ..PLAIN },
    Definition {
        id: "CellObjective",
        name: "Cell objective",

        keep_next: true,
        before: 40,
        after: 40,
        bold: true,
        colour: Some(INK),
        ..PLAIN
    },
    Definition { id: "CellExample", name: "Cell example", italic: true, ..PLAIN },
];

fn heading(look: Look, cell_size: u8) -> Definition {
    let base = Definition { keep_next: true, bold: true, colour: Some(INK), ..PLAIN };
    match look {
        Look::Part => Definition { line: Some("bottom"), before: 280, after: 100, size: 32, ..base },
        Look::Domain => Definition { before: 200, after: 80, size: 26, ..base },
        Look::Objective => Definition { before: 200, after: 100, size: 23, ..base },
        Look::Row => Definition { before: 40, after: 40, size: cell_size.saturating_add(1), ..base },
    }
}

pub(super) fn part(docx: &Docx) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:styles", &[("xmlns:w", super::package::WORD)], |xml| {
        defaults(xml)?;
        xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.val("w:name", "Normal")?;
            xml.empty("w:qFormat", &[])
        })?;
        for (index, look) in docx.looks.iter().enumerate() {
            let level = index + 1;
            let base = format!("Heading{level}");
            let definition = heading(*look, docx.cell_size);
            paragraph_style(xml, &base, &format!("heading {level}"), "Normal", definition, Some(index))?;
            let row = heading(Look::Row, docx.cell_size);
            let row = Definition { line: None, size: docx.cell_size, ..row };
            paragraph_style(xml, &format!("{base}InRow"), &format!("heading {level} in row"), &base, row, None)?;
        }
        for definition in DEFINITIONS {
            let mut definition = *definition;
            match definition.id {
                "CellText" => definition.size = docx.cell_size,
                // Headers are many words in few places: a little smaller, so that they leave room on every page.
                "CellHeader" => definition.size = docx.cell_size.saturating_sub(1),
                _ => {}
            }
            let cell = definition.id.starts_with("Cell") && definition.id != "CellText";
            let base = if cell { "CellText" } else { "Normal" };
            paragraph_style(xml, definition.id, definition.name, base, definition, None)?;
        }
        character_styles(xml)?;
        table_styles(xml)
    })?;
    Ok(xml.finish())
}

fn defaults(xml: &mut Xml) -> io::Result<()> {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let font = "Calibri";
                xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)])?;
                xml.val("w:sz", "20")?;
                xml.val("w:szCs", "20")?;
                xml.empty("w:lang", &[("w:val", "fr-BE"), ("w:eastAsia", "fr-BE"), ("w:bidi", "ar-SA")])
            })
        })?;
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty(
                    "w:spacing",
                    &[("w:before", "0"), ("w:after", "80"), ("w:line", "252"), ("w:lineRule", "auto")],
                )
            })
        })
    })
}

fn paragraph_style(
    xml: &mut Xml,
    id: &str,
    name: &str,
    based_on: &str,
    style: Definition,
    outline: Option<usize>,
) -> io::Result<()> {
    let built_in = outline.is_some() || ["Title", "Header", "Footer"].contains(&id);
    let custom: &[(&str, &str)] = if built_in { &[] } else { &[("w:customStyle", "1")] };
    let attributes: Vec<_> =
        [("w:type", "paragraph")].into_iter().chain(custom.iter().copied()).chain([("w:styleId", id)]).collect();
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", name)?;
        xml.val("w:basedOn", based_on)?;
        if outline.is_some() {
            xml.val("w:next", "Normal")?;
        }
        xml.empty("w:qFormat", &[])?;
        paragraph_properties(xml, style, outline)?;
        run_properties(xml, style)
    })
}

fn paragraph_properties(xml: &mut Xml, style: Definition, outline: Option<usize>) -> io::Result<()> {
    xml.element("w:pPr", &[], |xml| {
        if style.keep_next {
            xml.empty("w:keepNext", &[])?;
        }
        if outline.is_some() {
            xml.empty("w:keepLines", &[])?;
        }
        if let Some(line) = style.line {
            xml.element("w:pBdr", &[], |xml| {
                for side in ["top", "left", "bottom", "right"] {
                    if line == side || line == "box" {
                        let space = if side == "left" { "6" } else { "3" };
                        xml.empty(
                            &format!("w:{side}"),
                            &[("w:val", "single"), ("w:sz", "6"), ("w:space", space), ("w:color", INK)],
                        )?;
                    }
                }
                Ok(())
            })?;
        }
        if style.id == "Header" || style.id == "Footer" {
            xml.element("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &super::TEXT_WIDTH.to_string())])
            })?;
        }
        xml.empty("w:spacing", &[("w:before", &style.before.to_string()), ("w:after", &style.after.to_string())])?;
        if style.indent > 0 {
            let indent = style.indent.to_string();
            let right = if style.line == Some("box") { indent.as_str() } else { "0" };
            xml.empty("w:ind", &[("w:left", &indent), ("w:right", right)])?;
        }
        if let Some(level) = outline {
            xml.val("w:outlineLvl", &level.to_string())?;
        }
        Ok(())
    })
}

fn run_properties(xml: &mut Xml, style: Definition) -> io::Result<()> {
    xml.element("w:rPr", &[], |xml| {
        if style.bold {
            xml.empty("w:b", &[])?;
            xml.empty("w:bCs", &[])?;
        }
        if style.italic {
            xml.empty("w:i", &[])?;
            xml.empty("w:iCs", &[])?;
        }
        if let Some(colour) = style.colour {
            xml.val("w:color", colour)?;
        }
        if style.size > 0 {
            let size = style.size.to_string();
            xml.val("w:sz", &size)?;
            xml.val("w:szCs", &size)?;
        }
        Ok(())
    })
}

fn character_styles(xml: &mut Xml) -> io::Result<()> {
    xml.element(
        "w:style",
        &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
        |xml| {
            xml.val("w:name", "Default Paragraph Font")?;
            xml.val("w:uiPriority", "1")?;
            xml.empty("w:semiHidden", &[])?;
            xml.empty("w:unhideWhenUsed", &[])
        },
    )?;
    xml.element("w:style", &[("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", LABEL)], |xml| {
        xml.val("w:name", "Text label")?;
        xml.val("w:basedOn", "DefaultParagraphFont")?;
        xml.element("w:rPr", &[], |xml| {
            xml.empty("w:b", &[])?;
            xml.empty("w:bCs", &[])
        })
    })?;
    xml.element("w:style", &[("w:type", "character"), ("w:styleId", PLACEHOLDER)], |xml| {
        xml.val("w:name", "Placeholder Text")?;
        xml.val("w:basedOn", "DefaultParagraphFont")?;
        xml.val("w:uiPriority", "99")?;
        xml.element("w:rPr", &[], |xml| xml.val("w:color", GREY))
    })
}

fn table_styles(xml: &mut Xml) -> io::Result<()> {
    let margins = |xml: &mut Xml, vertical: &str, horizontal: &str| {
        xml.element("w:tblCellMar", &[], |xml| {
            for (side, width) in [("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal)]
            {
                xml.empty(&format!("w:{side}"), &[("w:w", width), ("w:type", "dxa")])?;
            }
            Ok(())
        })
    };
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.val("w:name", "Normal Table")?;
        xml.val("w:uiPriority", "99")?;
        xml.empty("w:semiHidden", &[])?;
        xml.empty("w:unhideWhenUsed", &[])?;
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
            margins(xml, "0", "108")
        })
    })?;
    xml.element("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "Grille")], |xml| {
        xml.val("w:name", "Grille")?;
        xml.val("w:basedOn", "TableNormal")?;
        xml.empty("w:qFormat", &[])?;
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    xml.empty(
                        &format!("w:{side}"),
                        &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", LINE)],
                    )?;
                }
                Ok(())
            })?;
            margins(xml, "40", "85")
        })
    })
}
