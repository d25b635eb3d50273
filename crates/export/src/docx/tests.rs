use passerelle_core::{Bookmark, Element, Level};
use proptest::prelude::*;

use super::xml::permitted;
use super::*;
use crate::tree::{self, Node};
use crate::{Options, models};

/// The order of children that the schema (ECMA-376 transitional) asks for, of what we write.
const ORDERS: &[(&str, &[&str])] = &[
    ("w:document", &["w:body"]),
    ("w:p", &["w:pPr", "w:bookmarkStart w:r w:sdt w:fldSimple w:bookmarkEnd"]),
    ("w:r", &["w:rPr", "w:t w:br w:tab"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:strike",
            "w:vanish",
            "w:color",
            "w:spacing",
            "w:kern",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    // The schema lets these stand in any order; ours is that of Word.
    ("w:trPr", &["w:gridBefore", "w:gridAfter", "w:cantSplit", "w:trHeight", "w:tblHeader", "w:jc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
        ],
    ),
    ("w:sdt", &["w:sdtPr", "w:sdtEndPr", "w:sdtContent"]),
    (
        "w:sdtPr",
        &[
            "w:rPr",
            "w:alias",
            "w:tag",
            "w:id",
            "w:lock",
            "w:placeholder",
            "w:temporary",
            "w:showingPlcHdr",
            "w:dataBinding",
            "w:text w:dropDownList w:date",
        ],
    ),
    ("w:sdtContent", &["w:r"]),
    ("w:date", &["w:dateFormat", "w:lid", "w:storeMappedDataAs", "w:calendar"]),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    (
        "w:style",
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:documentProtection",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch"]),
];

fn in_order(part: &str, node: &Node) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == node.name) {
        let mut last = 0;
        for child in node.children.iter().filter(|child| !child.name.is_empty()) {
            let at = order.iter().position(|names| names.split(' ').any(|name| name == child.name));
            let at = at.unwrap_or_else(|| panic!("{part}: {} in {}", child.name, node.name));
            assert!(at >= last, "{part}: {} comes too late in {}", child.name, node.name);
            last = at;
        }
    }
    for child in &node.children {
        in_order(part, child);
    }
}

#[test]
fn every_part_of_every_document_has_its_elements_in_the_order_of_the_schema() {
    let (form, programme) = models::filled();
    let options = Options::new().date(jiff::civil::date(2024, 1, 10));
    for package in [
        crate::pst_docx(&models::jemeppe(), &options).unwrap(),
        crate::pst_docx(&models::long(), &options).unwrap(),
        crate::pst_docx(&passerelle_core::Pst::default(), &options).unwrap(),
        crate::form_docx(&form, None, &options).unwrap(),
        crate::form_docx(&form, Some(&programme), &options).unwrap(),
    ] {
        for (name, content) in tree::parts(&package) {
            in_order(&name, &tree::parse(&content));
        }
    }
}

#[test]
fn what_xml_cannot_carry_is_replaced() {
    for (text, expected) in [
        ("a\u{0}b", "a\u{fffd}b"),
        ("a\u{b}b\u{c}c", "a\nb\nc"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u{fffe}\u{ffff}\u{1f}", "a\u{fffd}\u{fffd}\u{fffd}"),
        ("é\u{7f}\u{85}\u{2028}\tx", "é\u{7f}\u{85}\u{2028}\tx"),
    ] {
        assert_eq!(permitted(text), expected);
    }
}

fn document(text: &str) -> Docx {
    let control = |kind, content: Option<&str>| {
        Inline::Control(Control {
            tag: text.to_owned(),
            alias: text.to_owned(),
            kind,
            content: content.map(str::to_owned),
            placeholder: "à compléter".to_owned(),
        })
    };
    let mut paragraph = Paragraph::new(Style::Title, text);
    paragraph.inlines.push(control(ControlKind::Text, Some(text)));
    paragraph.inlines.push(control(ControlKind::DropDown(vec![text.to_owned()]), None));
    paragraph.bookmark = Some("passerelle_e1".into());
    let table = Table {
        caption: text.to_owned(),
        description: text.to_owned(),
        widths: vec![TEXT_WIDTH],
        rows: vec![Row::new(vec![Cell::new(Paragraph::new(Style::Cell, text))])],
    };
    Docx {
        title: text.to_owned(),
        author: Some(text.to_owned()),
        page_word: "page".to_owned(),
        cell_size: 18,
        body: vec![Block::Paragraph(paragraph), Block::Table(table.clone()), Block::Table(table)],
        ..Docx::default()
    }
}

/// Texts of people and of hostile files: any character, and more often the ones that break writers.
fn any_text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        3 => any::<char>(),
        2 => proptest::sample::select(vec![
            'a', ' ', '\n', '\r', '\t', '\u{0}', '\u{b}', '\u{1f}', '"', '\'', '&', '<', '>', ']', '\u{a0}', '\u{fffe}',
            'ش', 'א', '\u{200f}', '😀', '\u{301}', '\u{85}',
        ]),
    ];
    proptest::collection::vec(sign, 0..60).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_gives_a_package_with_that_text(text in any_text()) {
        let package = document(&text).to_bytes().unwrap();
        for (name, content) in tree::parts(&package) {
            in_order(&name, &tree::parse(&content));
        }
        let body = tree::part(&package, "word/document.xml");
        let expected = permitted(&text);
        let paragraphs = body.all("w:p");
        let controls = body.all("w:sdt");
        prop_assert_eq!(controls[0].words(), if text.is_empty() { "à compléter".into() } else { expected.clone() });
        prop_assert_eq!(controls[1].words(), "à compléter");
        prop_assert!(paragraphs[0].words().starts_with(&*expected));
        prop_assert_eq!(paragraphs[1].words(), expected);
    }

    #[test]
    fn any_text_of_a_programme_stands_in_its_row(text in any_text(), label in any_text()) {
        let mut pst = models::jemeppe();
        pst.title = Some(text.as_str().into());
        let last = pst.outline.elements_mut().last_mut().unwrap();
        last.title.text.clone_from(&text);
        last.extras.push(passerelle_core::Extra { label: label.clone(), text: text.clone(), place: None });
        let package = crate::pst_docx(&pst, &Options::new()).unwrap();
        for (name, content) in tree::parts(&package) {
            in_order(&name, &tree::parse(&content));
        }
        let body = tree::part(&package, "word/document.xml");
        let rows = body.all("w:tr");
        let cells: Vec<String> = rows.last().unwrap().all("w:tc").iter().map(|cell| cell.words()).collect();
        prop_assert_eq!(cells.last().unwrap(), &permitted(&text));
        if !text.trim().is_empty() {
            prop_assert_eq!(&cells[1], &permitted(&text));
        }
    }

    #[test]
    fn an_id_and_a_level_come_back_from_their_bookmark(id in "[ -~é]{1,12}", level in 0..Level::ALL.len()) {
        let bookmark = Bookmark::of(&Element::new(id.as_str(), Level::ALL[level], "Titre"));
        if let Some(name) = bookmark.name() {
            prop_assert!(name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
            prop_assert_eq!(Bookmark::read(&name), Some(bookmark));
        }
    }
}
