//! Rich text as Word, and as others, write it.

#![allow(clippy::unwrap_used)]

use passerelle_tables::{Document, Format, Limits, NoticeKind, Role, Table, read};

fn document(body: &str) -> Document {
    let head = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fcharset204 Arial Cyr;}{\f4\fnil\fcharset128 MS Mincho;}}{\colortbl;\red255\green0\blue0;\red255\green255\blue0;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\ql\b heading 1;}{\s7\outlinelevel2 Chapitre;}{\*\cs8 \additive Default Paragraph Font;}}";
    let file = format!(r"{{\rtf1\ansi\ansicpg1252\deff0{head}{body}}}");
    let document = read(file.as_bytes(), "plan.rtf", &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Rtf);
    document
}

fn texts(body: &str) -> Vec<String> {
    document(body).paragraphs().map(|paragraph| paragraph.text.as_str().to_owned()).collect()
}

fn tables(body: &str) -> Vec<Table> {
    document(body).tables().cloned().collect()
}

/// Each cell as row, column, spans, text.
fn cells(table: &Table) -> Vec<(u32, u32, u32, u32, &str)> {
    table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str())).collect()
}

#[test]
fn each_font_has_the_code_page_of_its_character_set() {
    let body = r"\pard\plain \'e9t\'e9 {\f3 \'e9} {\f4 \'82\'6c\'83A}\par";
    assert_eq!(texts(body), ["été й Ｍア"]);
}

#[test]
fn unicode_characters_replace_as_many_old_ones_as_the_group_says() {
    for (body, expected) in [
        (r"\u233\'e9t\u233 ?", "été"),
        (r"{\uc2 \u8364\'80\'80x}\u233 ey", "€xéy"),
        (r"{\uc0 \u233t\u233 }", "été"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"\u8364\'80", "€"),
        (r"\u233{\b x}", "éx"),
        (r"\u8211\endash x", "–x"),
    ] {
        assert_eq!(texts(body), [expected], "{body}");
    }
}

#[test]
fn a_missing_replacement_costs_no_mark_of_structure() {
    assert_eq!(texts(r"caf\u233\par th\u233\par"), ["café", "thé"]);
}

#[test]
fn symbols_are_told_by_their_font() {
    assert_eq!(texts(r"{\f2 \'fe}{\f2\u-3928?}{\f1 \'b7} \bullet"), ["☑☐• •"]);
    let field = r#"{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 10}{\fldrslt\f2\fs20 \'fe}} oui"#;
    assert_eq!(texts(field), ["☑ oui"]);
}

#[test]
fn a_form_box_is_ticked_or_not() {
    let box_of = |state: &str| {
        format!(
            r"{{\field{{\*\fldinst {{FORMCHECKBOX }}{{\*\formfield{{\fftype1{state}{{\*\ffname Case1}}}}}}}}{{\fldrslt }}}}"
        )
    };
    let body = format!(r"{} a {} b {} c", box_of(r"\ffres1"), box_of(r"\ffres25\ffdefres0"), box_of(r"\ffdefres1"));
    assert_eq!(texts(&body), ["☒ a ☐ b ☒ c"]);
}

#[test]
fn a_form_list_shows_what_was_chosen() {
    let list = |state: &str| {
        let entries = r"{\*\ffl \u192\'c0 lancer}{\*\ffl En cours}";
        format!(
            r"[{{\field{{\*\fldinst {{FORMDROPDOWN {{\*\formfield{{\fftype2\ffhaslistbox{state}{{\*\ffname L}}{entries}}}}}}}}}{{\fldrslt }}}}]"
        )
    };
    let body = [r"\ffres1", r"\ffres25\ffdefres1", r"\ffres25\ffdefres0", r"\ffres9"].map(list).concat();
    assert_eq!(texts(&body), ["[En cours][En cours][À lancer][]"]);
}

#[test]
fn groups_that_are_not_text_are_passed_over() {
    let body = r"{\*\bkmkstart a}un{\*\unknown {nested {\bin5 }}}{}} x}}{\xe index}{\pict\pngblip 89504E47}{\*\shppict{\pict 00}}{\field{\*\fldinst HYPERLINK {\cf1 adresse}}{\fldrslt lien}} deux\par";
    let document = document(body);
    let texts: Vec<_> = document.paragraphs().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["unlien deux"]);
    assert!(document.notices.iter().any(|n| n.kind == NoticeKind::NotRead && n.detail == "picture"));
}

#[test]
fn marks_hold_within_their_group() {
    let document = document(r"a{\b b\i c}{\ul\cf1 d}{\v caché}{\super e\nosupersub f}{\b g\b0 h\plain i}{\cf3 j}\par");
    let paragraph = document.paragraphs().next().unwrap();
    let runs: Vec<_> = paragraph.text.runs().map(|run| (run.text, run.marks.bold, run.marks.color)).collect();
    assert_eq!(
        runs,
        [
            ("a", false, None),
            ("b", true, None),
            ("c", true, None),
            ("d", false, Some(0xFF_0000)),
            ("e", false, None),
            ("f", false, None),
            ("g", true, None),
            ("hij", false, None)
        ]
    );
}

#[test]
fn headings_come_from_the_name_or_the_outline_level() {
    let document =
        document(r"\pard\s1 Un\par\pard\s7 Deux\par\pard\s1\outlinelevel9 Texte\par\pard\outlinelevel4 Cinq\par");
    let found: Vec<_> = document.paragraphs().map(|p| (p.heading, p.style.as_deref())).collect();
    assert_eq!(
        found,
        [(Some(1), Some("heading 1")), (Some(3), Some("Chapitre")), (None, Some("heading 1")), (Some(5), None)]
    );
}

#[test]
fn the_number_of_a_list_is_a_label_and_no_text() {
    let document = document(r"\pard{\listtext\pard\plain\f1 \'b7\tab}Un\par{\pntext 2.\tab}Deux\par\pard Trois\par");
    let found: Vec<_> = document.paragraphs().map(|p| (p.list_label.as_deref(), p.text.as_str())).collect();
    assert_eq!(found, [(Some("•"), "Un"), (Some("2."), "Deux"), (None, "Trois")]);
}

#[test]
fn cells_of_other_widths_share_the_columns_of_the_grid() {
    let body = r"\trowd\trhdr\clcbpat2\cellx3000\cellx6000\pard\intbl Titre\cell Ann\'e9e\cell\row
\trowd\cellx1000\cellx3010\cellx4500\cellx5990\pard\intbl a\cell b\cell c\cell d\cell\row
\trowd\trleft1000\cellx6000\pard\intbl e\cell\row\pard";
    let tables = tables(body);
    assert_eq!(
        cells(&tables[0]),
        [
            (0, 0, 1, 2, "Titre"),
            (0, 2, 1, 2, "Année"),
            (1, 0, 1, 1, "a"),
            (1, 1, 1, 1, "b"),
            (1, 2, 1, 1, "c"),
            (1, 3, 1, 1, "d"),
            (2, 1, 1, 3, "e")
        ]
    );
    assert_eq!((tables[0].header_rows.as_slice(), tables[0].column_count), (&[0][..], 4));
    assert_eq!(tables[0].cells[0].fill(), Some(0xFF_FF00));
}

#[test]
fn merged_cells_are_one_cell() {
    let body = r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl A\cell B\cell\cell\row
\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell c\cell d\cell\row
\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell e\cell f\cell\row";
    let tables = tables(body);
    assert_eq!(
        cells(&tables[0]),
        [
            (0, 0, 3, 1, "A"),
            (0, 1, 1, 2, "B"),
            (1, 1, 1, 1, "c"),
            (1, 2, 1, 1, "d"),
            (2, 1, 1, 1, "e"),
            (2, 2, 1, 1, "f")
        ]
    );
}

#[test]
fn a_row_may_be_defined_after_its_cells_and_serve_for_the_next_ones() {
    let body =
        r"\pard\intbl a\cell b\par c\cell{\trowd\cellx1000\cellx2000\row}\pard\intbl d\cell e\cell\row\pard Fin\par";
    let document = document(body);
    let table = document.tables().next().unwrap();
    assert_eq!(cells(table), [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b\nc"), (1, 0, 1, 1, "d"), (1, 1, 1, 1, "e")]);
    assert_eq!(document.paragraphs().count(), 1);
}

#[test]
fn a_nested_table_comes_after_its_table_and_knows_its_cell() {
    let body = r"\trowd\cellx2000\cellx6000\pard\intbl gauche\cell avant\par
\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx3000\cellx4000\nestrow}{\nonesttables\par}
\pard\intbl apr\'e8s\cell\row\pard Fin\par";
    let tables = tables(body);
    assert_eq!(cells(&tables[0]), [(0, 0, 1, 1, "gauche"), (0, 1, 1, 1, "avant\naprès")]);
    assert_eq!(cells(&tables[1]), [(0, 0, 1, 1, "n1"), (0, 1, 1, 1, "n2")]);
    assert_eq!((tables[0].number, tables[1].number, tables[1].nested_in), (1, 2, Some((1, 0, 1))));
}

#[test]
fn headers_and_notes_come_after_the_body_and_text_boxes_after_their_paragraph() {
    let body = r"{\header\pard En-t\'eate\par}{\footerf Pied}Texte{\footnote Note 1}{\footnote\ftnalt Note finale}{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard Cadre\par}}{\shprslt{\*\do{\dptxbxtext Cadre}}}}\par Suite\par{\*\do\dobxpage{\dptxbxtext Ancien cadre}}Fin\par";
    let document = document(body);
    let found: Vec<_> = document.paragraphs().map(|p| (p.role, p.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (Role::Body, "Texte"),
            (Role::TextBox, "Cadre"),
            (Role::Body, "Suite"),
            (Role::Body, "Fin"),
            (Role::TextBox, "Ancien cadre"),
            (Role::Header, "En-tête"),
            (Role::Footer, "Pied"),
            (Role::Note, "Note 1"),
            (Role::Note, "Note finale")
        ]
    );
}

#[test]
fn deleted_text_is_gone_and_a_deleted_mark_joins_its_paragraphs() {
    let document = document(r"a{\deleted b}{\revised c}{\deleted\par}d\par");
    assert_eq!(document.paragraphs().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["acd"]);
    assert!(document.notices.iter().any(|n| n.kind == NoticeKind::TrackedChangesAccepted && n.detail == "3"));
}

#[test]
fn properties_are_read_in_their_unicode_form() {
    let document =
        document(r"{\info{\upr{\title Et?}{\*\ud{\title \u201?t\u233?}}}{\author A. B}{\*\company SPW}{\operator X}}x");
    let properties = &document.properties;
    assert_eq!(
        (properties.title.as_deref(), properties.author.as_deref(), properties.company.as_deref()),
        (Some("Été"), Some("A. B"), Some("SPW"))
    );
}

#[test]
fn breaks_blanks_and_hyphens_keep_their_sense() {
    assert_eq!(texts(r"a\~b\_c\-d\line e\tab f\emdash g\lquote h\rquote\par"), ["a\u{A0}b\u{2011}cd\ne\tf—g‘h’"]);
    assert_eq!(texts("a\\\nb\\\r\nc"), ["a", "b", "c"]);
}

#[test]
fn a_file_that_ends_early_says_so() {
    let file = br"{\rtf1 {\trowd\cellx100\cellx200\pard\intbl a\cell b";
    let document = read(file, "", &Limits::default()).unwrap();
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::Damaged));
    assert_eq!(document.tables().map(|table| table.cells.len()).sum::<usize>(), 1);
    assert_eq!(document.paragraphs().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["b"]);
}
