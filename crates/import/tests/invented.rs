//! Programmes of invented communes, drawn in ways that no layout and no seed document has: each is read as its truth
//! says, without a word told to the program. `fixtures/communes-inventees/make.py` draws them.

#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

mod facts;

use facts::{Facts, fixture, truth};
use passerelle_import::{Layout, import};

const FILES: &[&str] = &[
    "b01_sizes.docx",
    "b02_looks.odt",
    "b05_mail.txt",
    "b06_pdf.txt",
    "b07_follow_up.docx",
    "b08_minutes.docx",
    "b11_workshop.docx",
    "b12_page.html",
    "b13_projects.docx",
    "b14_codes.docx",
    "b15_midterm.docx",
    "b16_tasks.md",
    "b18_numbered_labels.docx",
    "b19_letters.rtf",
    "b20_bold_sentence.docx",
    "g01_flat.csv",
    "g01_flat.xlsx",
    "g02_indent.xlsx",
    "g03_vmerged.xlsx",
    "g04_sheet_per_os.xlsx",
    "g05_english.xlsx",
    "g06_volet_col.csv",
    "g06_volet_col.xlsx",
    "g07_enjeux.xlsx",
    "g08_fiches4.docx",
    "g09_prose.docx",
    "g10_table_per_oo.docx",
    "g11_stairs.xlsx",
    "g12_yearsx.xlsx",
    "g13_groups.xlsx",
    "g14_volets.xlsx",
    "g15_types.csv",
    "g15_types.xlsx",
    "g16_web.html",
    "g17_oo_fields.xlsx",
    "g18_offset.xlsx",
    "g19_roman.xlsx",
    "g20_steps.docx",
    "g21_sheet_fiches.xlsx",
    "g22_codes.csv",
    "g22_codes.xlsx",
    "g23_followup.xlsx",
    "g24_label_after.xlsx",
    "g25_text.txt",
    "g26_level_col.xlsx",
    "g27_typed.xlsx",
    "h02_labels_above.xlsx",
    "h03_bullets.docx",
    "h04_lists.html",
    "h05_outline.csv",
    "h05_outline.xlsx",
    "h06_letterhead.xlsx",
    "h08_action_first.csv",
    "h08_action_first.xlsx",
    "h13_letters.csv",
    "h13_letters.xlsx",
    "h14_paths.xlsx",
    "h16_level_numbers.xlsx",
    "h17_no_header.xlsx",
    "h18_table_per_os.docx",
    "h20_headings.docx",
    "h21_bullets.docx",
    "h22_projet.xlsx",
    "h24_quarters.xlsx",
    "h25_status_cols.xlsx",
    "h26_second_row.xlsx",
    "h27_abbrev.xlsx",
    "h28_sheet_per_volet.xlsx",
    "h29_bullets.txt",
    "h30_vmerge.docx",
    "m01_inner_steps.docx",
    "m02_one_column.csv",
    "m02_one_column.xlsx",
    "m03_path.xlsx",
    "m06_global.csv",
    "m06_global.xlsx",
    "m07_volets.xlsx",
    "m09_oo_sheets.docx",
    "m10_oo_then_table.docx",
    "m11_oo_repeated.xlsx",
    "m12_transposed.xlsx",
    "m17_pipes.txt",
    "m19_numbers.txt",
    "m20_numbered_headings.docx",
    "m21_ticks.xlsx",
    "m22_budget_years.csv",
    "m22_budget_years.xlsx",
    "n1.xlsx",
    "n10.xlsx",
    "n11.xlsx",
    "n12.xlsx",
    "n3.csv",
    "n5.xlsx",
    "n6.docx",
    "n8.docx",
    "n9.docx",
    "w01_number_columns.xlsx",
    "w02_guide.docx",
    "w03_themes.xlsx",
    "w04_pdf_tables.xlsx",
    "w05_questions.xlsx",
    "w06_index.xlsx",
    "w07_follow_up_cell.docx",
    "w08_quarters.xlsx",
    "w09_planner.xlsx",
    "w10_list.csv",
    "w11_terms.xlsx",
    "w12_service_crosses.xlsx",
    "w13_letters.xlsx",
    "w14_province.xlsx",
    "w15_two_columns.docx",
    "w16_abbreviations.ods",
    "w17_counts.xlsx",
    "w18_tables_per_os.docx",
    "w19_icons.xlsx",
    "w20_short_words.xlsx",
    "w21_wording_below.docx",
    "v01_sheets_in_table.docx",
    "v02_number_apart.xlsx",
    "v03_overview.docx",
    "v04_tracker.xlsx",
    "v05_bars.html",
    "v06_dates.xlsx",
    "v07_small_tables.docx",
    "v08_departments.xlsx",
    "v09_ticks.csv",
    "v10_questions.docx",
    "u01_lines_together.docx",
    "u02_outline.docx",
    "u03_levels.csv",
    "u04_questions.xlsx",
    "u05_from_pdf.txt",
    "u06_labels_rows.xlsx",
    "u07_title_and_steps.docx",
    "u08_own_words.xlsx",
    "u09_theme_codes.xlsx",
    "u10_volet_crosses.xlsx",
    "u11_brackets.csv",
    "u12_across.docx",
    "u13_bold_numbers.docx",
    "u13_bold_numbers.txt",
    "u14_flat_real.fods",
    "t01_sheets.docx",
    "t02_unicode.txt",
    "t03_legend_beside.xlsx",
    "t04_page.docx",
    "t04_page.html",
    "t05_suite.docx",
    "t05_suite.xlsx",
    "t06_merged_numbers.ods",
    "t07_cut_rows.docx",
    "t08_messy.xls",
    "t08_messy.xlsx",
    "t09_message.txt",
    "t10_details.html",
    "t11_sheet_titles.xlsx",
    "t12_revised.xlsx",
    "t13_merged_pair.docx",
    "t13_merged_pair.odt",
    "t14_labels_in_cells.xlsx",
    "t15_plain_headings.docx",
    "t15_plain_headings.odt",
    "r01_grouped_labels.docx",
    "r02_banners.docx",
    "r03_lookup.xlsx",
    "r04_definitions.html",
    "r05_marks.txt",
    "r06_no_numbers.odt",
    "r07_pages.csv",
    "r08_rows_of_steps.docx",
    "r08_rows_of_steps.xlsx",
    "r09_wording_above.xlsx",
    "r10_brackets.txt",
    "r11_labelled_lines.docx",
    "r12_stacked.ods",
    "r12_stacked.xlsx",
    "r13_axes.html",
    "r13_axes.xlsx",
    "r14_action_first.xlsx",
    "r15_domain_headings.docx",
    "r15_domain_headings.rtf",
    "p01_ticked_boxes.docx",
    "p02_landscape.docx",
    "p03_two_rows.docx",
    "p03_two_rows.xlsx",
    "p04_volet_merged.xlsx",
    "p05_bilan_years.xlsx",
    "p06_cms.html",
    "p07_header_below.docx",
    "p08_sections.docx",
    "p08_sections.odt",
    "p09_auto_numbers.docx",
    "p10_across.xlsx",
    "p11_pasted_tabs.txt",
    "p12_header_once.docx",
    "p13_budget_grid.xls",
    "p14_database.csv",
    "p15_inline_pairs.docx",
    "p15_inline_pairs.txt",
    "p16_description.ods",
    "p16_description.xlsx",
    "p17_list_in_cell.docx",
    "p18_domain_sheets.xlsx",
    "p19_rowspan.html",
    "p20_oo_in_header.docx",
    "p20_oo_in_header.odt",
    "p21_counted.xlsx",
    "p22_summary_first.xlsx",
    "p23_contents.docx",
    "p23_contents.html",
    "p24_latin1.csv",
    "p25_code_columns.rtf",
    "p25_code_columns.xlsx",
    "k05_annexed.docx",
    "k07_paragraphs.html",
    "k08_three_pairs.docx",
    "k11_status_first.docx",
    "k18_band.docx",
    "k20_own_in_line.docx",
    "x01_nested_lists.html",
    "x02_counted.html",
    "x03_inner_table.docx",
    "x06_cut_sheet.docx",
    "x08_transposed.odt",
    "x10_one_line.rtf",
    "x11_run_in.docx",
    "x15_banner.docx",
    "x20_mail.txt",
    "y01_own_labels.docx",
    "y02_label_on_top.docx",
    "y04_wiki.md",
    "y06_cards.html",
    "y08_dotted.docx",
    "y09_small_tables.docx",
    "y11_pdf_copy.txt",
    "y12_heading_sheet.odt",
    "y13_pilot_of_oo.docx",
    "z01_letters.docx",
    "z02_midterm.docx",
    "z08_row_of_pairs.docx",
    "z15_old_template.rtf",
    "z16_bullets_beside.docx",
    "z17_styles.docx",
    "z19_quoted.txt",
    "z20_page_header.docx",
    "x01_grouping.ods",
    "x01_grouping.xls",
    "x01_grouping.xlsx",
    "x02_side_by_side.xlsx",
    "x04_spaced_letters.xlsx",
    "x06_quarters_of_sheet.xlsx",
    "x10_gantt.xlsx",
    "x11_raci.xlsx",
    "x12_blocks.xlsx",
    "x13_base.xlsx",
    "x14_subtotals.xlsx",
    "x15_rich.xlsx",
    "x16_intercommunale.xlsx",
    "x19_yearly.xlsx",
    "x20_dashboard.xlsx",
    "y03_german.xlsx",
    "y06_pivot.xlsx",
    "y08_snake.tsv",
    "y10_icons_first.xlsx",
    "y12_lookup_codes.xlsx",
    "y13_contacts.xlsx",
    "y19_stairs.ods",
    "y20_survey.xlsx",
    "z07_spacers.xlsx",
    "z20_volet_codes.xlsx",
];

/// The real grids, sheets and form in further ways; `fixtures/variantes/make.py` draws them.
const VARIANTS: &[&str] = &[
    "a05_headings.odt",
    "a07_colons.txt",
    "a08_renamed.html",
    "a09_register.csv",
    "a14_definitions.html",
    "a20_title_above.csv",
    "a23_below.html",
    "d09_tables.html",
    "j07_english.xlsx",
    "j17_totals.xlsx",
    "j22_notes.xlsx",
    "j25_breaks.csv",
    "j29_pasted.txt",
    "j34_sheet_per_oo.xlsx",
    "j41_pages.csv",
    "j42_upright.xlsx",
    "j43_references.csv",
];

/// The path of each file, and its name.
fn files() -> impl Iterator<Item = (String, &'static str)> {
    let invented = FILES.iter().map(|name| (format!("communes-inventees/{name}"), *name));
    invented.chain(VARIANTS.iter().map(|name| (format!("variantes/{name}"), *name)))
}

#[test]
fn a_programme_of_any_shape_is_read_as_a_careful_person_reads_it() {
    for (path, name) in files() {
        let tables = passerelle_tables::read(&fixture(&path), name, &passerelle_tables::Limits::default()).unwrap();
        let import = import(&tables, name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(import.report.counts.adds_up() && import.report.counts.non_empty > 0, "{name}");
        let found = truth(&path).compare(&Facts::of_document(&import.document));
        assert_eq!(found.lost, [], "{name}: lost");
        assert_eq!(found.invented, [], "{name}: invented");
    }
}

#[test]
fn a_layout_saved_from_a_programme_reads_it_again_to_the_same_register() {
    let mut differing = Vec::new();
    for (path, name) in files() {
        let tables = passerelle_tables::read(&fixture(&path), name, &passerelle_tables::Limits::default()).unwrap();
        let first = import(&tables, name).unwrap();
        let file = Layout::of(&first.recognition, "essai").to_toml();
        let layout = Layout::from_toml(&file, "essai.toml").unwrap_or_else(|error| panic!("{name}: {error}\n{file}"));
        let second = layout.apply(&tables, name).unwrap_or_else(|error| panic!("{name}: {error}\n{file}"));
        let codes = second.report.diagnostics.iter().map(passerelle_core::Diagnostic::code);
        // Rows whose level was guessed have no rule either.
        let guessed = first.report.diagnostics.iter().any(|diagnostic| diagnostic.code() == "I107");
        let of_layout = codes.filter(|code| ("I130".."I140").contains(code));
        let misfits: Vec<&str> = of_layout.filter(|code| !guessed || *code != "I133").collect();
        if !misfits.is_empty() || first.report.counts != second.report.counts {
            differing.push(format!("{name}: {misfits:?} {:?} {:?}", first.report.counts, second.report.counts));
        }
        if first.document.outline() != second.document.outline() {
            let pairs = first.document.outline().elements().iter().zip(second.document.outline().elements());
            let other = pairs.filter(|(one, two)| one != two).map(|(one, two)| format!("{one:?}\n  {two:?}")).next();
            let counts = (first.document.outline().elements().len(), second.document.outline().elements().len());
            differing.push(format!("{name} {counts:?}: {}\n{file}", other.unwrap_or_default()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What was taken apart, left aside as an overview or joined to the row above is said, with its place.
#[test]
fn choices_that_change_the_rows_of_a_programme_are_said() {
    for (name, code) in [
        ("u07_title_and_steps.docx", "I143"),
        ("v03_overview.docx", "I144"),
        ("t05_suite.docx", "I145"),
        ("t05_suite.xlsx", "I145"),
        ("b01_sizes.docx", "I170"),
        ("b02_looks.odt", "I170"),
        ("b16_tasks.md", "I172"),
        ("b20_bold_sentence.docx", "I173"),
    ] {
        let path = format!("communes-inventees/{name}");
        let tables = passerelle_tables::read(&fixture(&path), name, &passerelle_tables::Limits::default()).unwrap();
        let report = import(&tables, name).unwrap().report;
        let found = report.diagnostics.iter().find(|diagnostic| diagnostic.code() == code);
        assert!(found.is_some_and(|said| said.place.is_some()), "{name}: {code}");
    }
}
