//! Tables to model: recognises headers, levels and layouts, reads notations, and gives every non-empty cell of the
//! source exactly one fate.

mod adhesion;
mod alignment;
mod assemble;
mod behind_titles;
mod clue;
mod code_columns;
mod code_levels;
mod columns;
mod content;
mod context;
mod continuation;
mod cut_rows;
mod dashed_values;
mod dated_codes;
mod declaration;
mod details;
mod ditto;
pub mod ecomptes;
mod equipments;
mod error;
mod fiche;
mod fiche_cells;
mod fiche_codes;
mod fiche_cut;
mod fiche_paragraphs;
mod fiche_tables;
mod filter_rows;
mod foot;
mod footnotes;
mod form;
mod grid;
mod hashed;
mod header;
mod headerless;
mod heading_levels;
mod held;
mod hidden;
mod holes;
mod identity;
mod inclusive;
mod inline_marks;
mod label;
mod labelled;
mod layout;
mod ledger;
mod lettered;
mod level_looks;
mod levels;
mod likeness;
mod list_levels;
mod listing;
mod misread;
mod mixed_columns;
pub mod notation;
mod numbering;
mod page_titles;
mod parent_columns;
mod parent_rows;
mod pasted_twice;
mod people_lists;
mod pilots_by_letter;
mod placing;
mod preparing;
mod print_levels;
mod ranks;
mod reader_words;
mod recognition;
mod row;
mod row_numbers;
mod run_in;
mod said_rows;
mod sections;
mod series;
mod serving;
mod several_programmes;
mod sheet_names;
mod shortened;
mod side_by_side;
mod signs;
mod skipped_level;
mod source;
mod state_bands;
mod styles;
mod table_of_contents;
mod tables_aside;
mod texts;
mod themes;
mod ticked;
mod title_and_description;
mod titled_volet;
mod totals;
mod transit;
mod two_languages;
mod two_rows;
mod unknown_header;
mod views;
mod vocabulary;
mod wording;
mod wrapped;

pub use adhesion::{AdhesionImport, import_adhesion};
pub use clue::{Clue, RowClue};
pub use equipments::{EquipmentsImport, import_equipments};
pub use error::ImportError;
pub use layout::{Expected, Layout, LayoutError, LayoutErrorKind};
pub use reader_words::{damage, reader_notices};
pub use recognition::{
    Decided, Family, HeldSort, RecognisedColumn, RecognisedRow, RecognisedTable, Recognition, WeighedMeaning,
};
pub use source::place;

use std::borrow::Cow;

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Diagnostic, DiagnosticKind, Document, ImportReport};
use passerelle_tables::Document as Tables;

use layout::Correction;
use ledger::Ledger;
use preparing::{Prepared, prepare};
use source::Source;
use texts::Texts;

/// Ce qui a été lu: the document, what became of every source text, and how the file was understood.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Import {
    /// The document.
    pub document: Document,
    /// The fate of every cell and the diagnostics.
    pub report: ImportReport,
    /// Header rows, columns and row kinds, for people to look at.
    pub recognition: Recognition,
}

/// Reads the tables of one file as a PST or a Plan HP work programme. `name` is the file's name without folder.
///
/// # Errors
/// [`ImportError::NoTable`] when nothing in the file looks like a programme.
///
/// ```
/// use passerelle_tables::Limits;
/// let text = "Objectif stratégique\tObjectif opérationnel\tAction\tÉchéance\n\
///             Être solidaire\tAider\tOuvrir une épicerie sociale\t2026\n";
/// let tables = passerelle_tables::read(text.as_bytes(), "pst.tsv", &Limits::default())?;
/// let import = passerelle_import::import(&tables, "pst.tsv")?;
/// assert_eq!(import.document.outline().elements().len(), 3);
/// assert!(import.report.counts.adds_up());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn import(tables: &Tables, name: &str) -> Result<Import, ImportError> {
    import_with(tables, name, &Options::default())
}

/// Options d'importation.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options<'l> {
    /// The layout to apply.
    pub layout: Option<&'l Layout>,
    /// Layouts to choose from when none is given: the one that fits best is applied.
    pub layouts: &'l [Layout],
    /// A definition of the user's own of the Plan HP form, which comes before those of this version.
    pub form: Option<&'l WorkProgrammeForm>,
}

impl<'l> Options<'l> {
    /// The same with a layout to apply.
    #[must_use]
    pub fn layout(mut self, layout: Option<&'l Layout>) -> Self {
        self.layout = layout;
        self
    }

    /// The same with a definition of the user's own of the Plan HP form.
    #[must_use]
    pub fn form(mut self, form: Option<&'l WorkProgrammeForm>) -> Self {
        self.form = form;
        self
    }

    /// The same with layouts to choose from.
    #[must_use]
    pub fn layouts(mut self, layouts: &'l [Layout]) -> Self {
        self.layouts = layouts;
        self
    }
}

/// The same as [`import`], with options.
///
/// # Errors
/// [`ImportError::NoTable`] when nothing in the file looks like a programme, [`ImportError::Equipments`] when it holds the
/// equipments of the Plan HP.
pub fn import_with(tables: &Tables, name: &str, options: &Options<'_>) -> Result<Import, ImportError> {
    let texts = Texts::of(tables);
    let Prepared { tables: read, said, footnotes } = prepare(tables, &texts);
    let tables = &*read;
    let texts = if let Cow::Owned(tables) = &read { Texts::of(tables) } else { texts };
    let mut source = Source::new(tables, &texts);
    footnotes.take_lines(&mut source);
    let mut ledger = Ledger::new(&source);
    ledger.diagnostics.extend(said);
    let chosen = if options.layout.is_none() { layout::best(options.layouts, &source) } else { None };
    let layout = options.layout.or(chosen.as_ref().map(|chosen| chosen.layout));
    if let Some(chosen) = &chosen {
        chosen.say(&mut ledger);
    }
    let mut correction = layout.map(Correction::new);
    ledger.set_aside_what_is_never_content(&source, correction.as_ref());
    let recognised = if let Some(form) = form::Found::in_source(&source, options.form) {
        form.import(&source, &mut ledger)
    } else {
        // A layout says itself whether its files are sheets; else sheets are looked for first.
        if layout.is_none() && equipments::is_of_equipments(&source, name) {
            return Err(ImportError::Equipments);
        }
        let sheets = layout.is_none_or(|layout| layout.is_of_sheets());
        match if sheets { fiche::Found::in_source(&source) } else { None } {
            Some(found) => found.import(&source, &mut ledger, correction.as_mut()),
            None => grid::import(&source, &mut ledger, correction.as_mut())?,
        }
    };
    let (mut document, mut recognition) = recognised;
    if document.outline().elements().is_empty() {
        return Err(ImportError::NoTable);
    }
    // Lists of titles alone have no column that a layout could name.
    let is_value =
        |column: &RecognisedColumn| column.role.as_deref().is_none_or(|role| !matches!(role, "title" | "code"));
    let holds_columns = recognition.tables.iter().any(|table| table.columns.iter().any(is_value));
    if layout.is_none() && !options.layouts.is_empty() && holds_columns {
        ledger.say(Diagnostic::new(DiagnosticKind::NoLayoutFits).with("count", options.layouts.len()));
    }
    if let Some(layout) = layout.filter(|_| recognition.layout.is_empty()) {
        recognition.layout = layout.id().to_owned();
        recognition.layout_label = layout.label_in_both();
    }
    layout::name(&mut recognition);
    if let Document::Pst(pst) = &mut document {
        let layout = layout.or_else(|| layout::known(&recognition.layout));
        people_lists::settle(pst.outline.elements_mut(), layout, &mut ledger);
        footnotes.settle(pst.outline.elements_mut(), &source, &mut ledger);
        skipped_level::say(pst.outline.elements(), &recognition, &mut ledger);
        misread::say(pst.outline.elements(), &mut ledger);
    }
    several_programmes::say(&source, &document, &mut ledger);
    hidden::say_sheets(tables, &document, &mut ledger, |sheet| import_with(sheet, name, options).ok());
    recognition.applied = layout.cloned();
    let file = passerelle_core::Source {
        name: name.to_owned(),
        format: tables.format.name().to_owned(),
        layout: Some(recognition.layout.clone()),
    };
    match &mut document {
        Document::Pst(pst) => pst.sources.push(file),
        Document::PlanHpWorkProgramme(programme) => programme.sources.push(file),
        _ => {}
    }
    let mut diagnostics = reader_notices(tables);
    let (counts, left_aside) = ledger.close(&source, &mut diagnostics);
    let mut report = ImportReport::default();
    report.source = name.to_owned();
    report.format = tables.format.name().to_owned();
    report.layout = recognition.layout.clone();
    report.layout_label = recognition.layout_label.clone();
    report.counts = counts;
    report.headers = recognition.read_headers();
    report.left_aside = left_aside;
    report.diagnostics = diagnostics;
    Ok(Import { document, report, recognition })
}
