use std::io;

use super::Docx;
use super::package::WORD;
use super::xml::Xml;

/// Page header: the title of the document.
pub(super) fn header(docx: &Docx) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:hdr", &[("xmlns:w", WORD)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.val("w:pStyle", "Header"))?;
            let line = docx.title.split_whitespace().collect::<Vec<_>>().join(" ");
            xml.element("w:r", &[], |xml| xml.text("w:t", &line))
        })
    })?;
    Ok(xml.finish())
}

/// Page header of the first page, which shows the title itself: empty.
pub(super) fn first_header() -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:hdr", &[("xmlns:w", WORD)], |xml| {
        xml.element("w:p", &[], |xml| xml.element("w:pPr", &[], |xml| xml.val("w:pStyle", "Header")))
    })?;
    Ok(xml.finish())
}

/// Page footer: `page 2 / 7` at the right.
pub(super) fn footer(docx: &Docx) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:ftr", &[("xmlns:w", WORD)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.val("w:pStyle", "Footer"))?;
            xml.element("w:r", &[], |xml| {
                xml.empty("w:tab", &[])?;
                xml.text("w:t", &format!("{} ", docx.page_word))
            })?;
            field(xml, " PAGE ")?;
            xml.element("w:r", &[], |xml| xml.text("w:t", " / "))?;
            field(xml, " NUMPAGES ")
        })
    })?;
    Ok(xml.finish())
}

fn field(xml: &mut Xml, instruction: &str) -> io::Result<()> {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| xml.element("w:r", &[], |xml| xml.text("w:t", "1")))
}

/// Settings: the layout rules of Word 2013 and later, French of Belgium.
pub(super) fn settings(docx: &Docx) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:settings", &[("xmlns:w", WORD)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")])?;
        if docx.protected {
            xml.empty("w:documentProtection", &[("w:edit", "forms"), ("w:enforcement", "1")])?;
        }
        xml.val("w:defaultTabStop", "708")?;
        xml.val("w:characterSpacingControl", "doNotCompress")?;
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            )
        })?;
        xml.empty("w:themeFontLang", &[("w:val", "fr-BE")])?;
        xml.val("w:decimalSymbol", ",")?;
        xml.val("w:listSeparator", ";")
    })?;
    Ok(xml.finish())
}

/// The one font of our documents, with what replaces it where it is missing.
pub(super) fn fonts() -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("w:fonts", &[("xmlns:w", WORD)], |xml| {
        xml.element("w:font", &[("w:name", "Calibri")], |xml| {
            xml.val("w:altName", "Carlito")?;
            xml.val("w:panose1", "020F0502020204030204")?;
            xml.val("w:charset", "00")?;
            xml.val("w:family", "swiss")?;
            xml.val("w:pitch", "variable")
        })
    })?;
    Ok(xml.finish())
}
