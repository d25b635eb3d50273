//! Planning papers of Walloon municipalities — the PST (programme stratégique transversal) and the Plan HP — read
//! from the office files people have, checked against the rules of the field, and written as the documents they owe.
//!
//! ```
//! use passerelle::{Output, ReadOptions, WriteOptions};
//!
//! let bytes = "Objectif stratégique\tObjectif opérationnel\tAction\tÉchéance\n\
//!              Être une commune solidaire\tAider les ménages\tOuvrir une épicerie sociale\t2026\n";
//! let read = passerelle::read(bytes.as_bytes(), "pst.tsv", &ReadOptions::default())?;
//! assert!(read.report.counts.adds_up());
//! for diagnostic in passerelle::check(&read.document, None) {
//!     println!("{} {}", diagnostic.code(), diagnostic.message(passerelle::Lang::Fr));
//! }
//! let docx = passerelle::write(&read.document, Output::Docx, &WriteOptions::default())?;
//! assert!(docx.starts_with(b"PK"));
//! # Ok::<(), passerelle::Error>(())
//! ```

pub mod ecomptes;
mod error;
mod output;
pub mod plan_hp;

pub use error::Error;
pub use output::Output;

pub use passerelle_core::form;
pub use passerelle_core::*;
pub use passerelle_export::{Difference, Filled, Options as WriteOptions, Report, register};
pub use passerelle_import::notation;
pub use passerelle_import::{
    Clue, Decided, Expected, Family, HeldSort, Layout, LayoutError, LayoutErrorKind, RecognisedColumn, RecognisedRow,
    RecognisedTable, Recognition, RowClue, WeighedMeaning, place, reader_notices,
};
pub use passerelle_tables as tables;
pub use passerelle_tables::{Limits, Locale, Revisions};

/// Options de lecture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Limits against hostile files.
    pub limits: Limits,
    /// The layout to read by; none to recognise it.
    pub layout: Option<Layout>,
    /// Layouts to choose from when none is given: the one that fits best is applied, and named in the report.
    pub layouts: Vec<Layout>,
    /// Doubts count as errors.
    pub strict: bool,
    /// Which view of tracked changes is read.
    pub revisions: Revisions,
    /// The language in which numbers and dates of cells are shown; that of the reader of tables by default.
    pub locale: Option<Locale>,
    /// A definition of your own of the Plan HP form, which is looked for before those of this version.
    pub form: Option<form::WorkProgrammeForm>,
}

impl ReadOptions {
    /// The same with other limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same with another view of tracked changes.
    #[must_use]
    pub fn revisions(mut self, revisions: Revisions) -> Self {
        self.revisions = revisions;
        self
    }

    /// The same with numbers and dates of cells as a language shows them.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> Self {
        self.locale = Some(locale);
        self
    }

    /// The same with a definition of your own of the Plan HP form.
    #[must_use]
    pub fn form(mut self, form: Option<form::WorkProgrammeForm>) -> Self {
        self.form = form;
        self
    }

    fn of_tables(&self) -> tables::ReadOptions {
        let options = tables::ReadOptions::default().limits(self.limits.clone()).revisions(self.revisions);
        match self.locale {
            Some(locale) => options.locale(locale),
            None => options,
        }
    }

    /// The same with a layout to read by.
    ///
    /// ```
    /// use passerelle::{Layout, ReadOptions, read};
    /// let text = "Objectif stratégique\tObjectif opérationnel\tAction\tRepère\n\
    ///             Être solidaire\tAider\tOuvrir une épicerie sociale\t2026\n";
    /// let first = read(text.as_bytes(), "pst.tsv", &ReadOptions::default())?;
    /// let recognition = first.recognition.ok_or("no table")?;
    /// let file = Layout::of(&recognition, "valmont").to_toml().replace("\"extra\"", "\"field:deadline\"");
    /// let options = ReadOptions::default().layout(Layout::from_toml(&file, "valmont.toml")?);
    /// let again = read(text.as_bytes(), "pst.tsv", &options)?;
    /// assert_eq!(again.report.layout, "valmont");
    /// assert_eq!((first.report.counts.in_extras, again.report.counts.in_extras), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = Some(layout);
        self
    }

    /// The same with layouts to choose from.
    #[must_use]
    pub fn layouts(mut self, layouts: Vec<Layout>) -> Self {
        self.layouts = layouts;
        self
    }

    /// The same with [doubts](Diagnostic::is_doubt) counted as errors.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

/// Ce qui a été lu d'un fichier: the document, the fate of every source text, and how the file was understood.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What became of every non-empty cell and paragraph, with the diagnostics of reading.
    pub report: ImportReport,
    /// Header rows, columns and row kinds; none for canonical JSON and for an
    /// eComptes exchange, which need no recognition.
    pub recognition: Option<Recognition>,
}

/// Lit un document: a PST or a Plan HP work programme from the bytes of an office file, a text, or canonical JSON.
/// `name` is the file's name; its extension is only a hint.
///
/// # Errors
/// [`Error::Read`] when the file cannot be read, [`Error::NoProgramme`] when no objectives and actions are in it,
/// [`Error::Json`] when it is JSON but not of this program, [`Error::Ecomptes`] when it is an eComptes exchange that
/// breaks its schema.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Read, Error> {
    if let Some(json) = as_json(bytes) {
        let document = Document::from_json(json)?;
        let mut report = ImportReport::default();
        report.source = name.to_owned();
        report.format = "json".to_owned();
        report.layout = "passerelle".to_owned();
        report.layout_label = Bilingual::new("document Passerelle", "Passerelle document");
        report.files = document.sources().iter().map(|source| source.name.clone()).collect();
        return Ok(Read { document, report, recognition: None });
    }
    if passerelle_import::ecomptes::is_exchange(bytes) {
        let (document, report) = passerelle_import::ecomptes::import(bytes, name)?;
        return Ok(Read { document, report, recognition: None });
    }
    let tables = passerelle_tables::read_with(bytes, name, &options.of_tables())?;
    let with = passerelle_import::Options::default()
        .layout(options.layout.as_ref())
        .layouts(&options.layouts)
        .form(options.form.as_ref());
    let mut import = passerelle_import::import_with(&tables, name, &with)?;
    if options.strict {
        for diagnostic in import.report.diagnostics.iter_mut().filter(|diagnostic| diagnostic.is_doubt()) {
            *diagnostic = diagnostic.clone().raised();
        }
    }
    Ok(Read { document: import.document, report: import.report, recognition: Some(import.recognition) })
}

/// The text of the bytes when they are a JSON object. A brace alone is not enough: RTF begins with one too.
fn as_json(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut signs = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    let object = signs.next() == Some(&b'{') && matches!(signs.next(), Some(b'"' | b'}'));
    if object { std::str::from_utf8(bytes).ok() } else { None }
}

/// Réunit plusieurs fichiers d'un même PST, in the order given; places then name the file by its number (`#2 Feuil1!C4`).
/// What was joined and where the files differ are diagnostics of the report.
///
/// ```
/// use passerelle::{ReadOptions, merge::Prefer, merge_files, read};
/// let grid = |action: &str| {
///     let text = format!("Objectif stratégique\tObjectif opérationnel\tAction\nÊtre solidaire\tAider\t{action}\n");
///     read(text.as_bytes(), "pst.tsv", &ReadOptions::default())
/// };
/// let merged = merge_files(vec![grid("Ouvrir une épicerie")?, grid("Tenir une permanence")?], Prefer::First)?;
/// assert_eq!(merged.document.outline().elements().len(), 4);
/// assert!(merged.report.counts.adds_up());
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// [`Error::NotMerged`] when one of the documents is no PST.
pub fn merge_files(reads: Vec<Read>, prefer: merge::Prefer) -> Result<Read, Error> {
    let mut programmes = Vec::new();
    let mut reports = Vec::new();
    for read in reads {
        match read.document {
            Document::Pst(pst) => programmes.push(pst),
            _ => return Err(Error::NotMerged { name: read.report.source }),
        }
        reports.push(read.report);
    }
    let merged = merge::merge(programmes, prefer);
    let mut report = ImportReport::merged(reports);
    report.diagnostics = merge::without_settled(std::mem::take(&mut report.diagnostics), &merged);
    report.diagnostics.extend(merged.diagnostics);
    report.merged = merged.files;
    Ok(Read { document: Document::Pst(merged.pst), report, recognition: None })
}

/// Contrôle un document against the rules of the field. `today` adds reminders of the duties that are near; without
/// it the result depends on the document alone.
#[must_use]
pub fn check(document: &Document, today: Option<jiff::civil::Date>) -> Vec<Diagnostic> {
    check::check(document, &check::CheckContext { today, ..check::CheckContext::default() })
}

/// The same as [`check()`], with a definition of your own of the Plan HP form: its limits, objectives and dates hold.
///
/// ```
/// use passerelle::{Document, WorkProgramme, check_with, check::CheckContext, form::WorkProgrammeForm};
/// let mut form = WorkProgrammeForm::builtin(2026)?;
/// form.actions.max_actions = 1;
/// let mut programme = WorkProgramme::new(2026);
/// programme.add_action(1, "Rencontrer les ménages");
/// programme.add_action(2, "Étudier la mobilité");
/// let context = CheckContext { form: Some(form), ..CheckContext::default() };
/// let found = check_with(&Document::PlanHpWorkProgramme(programme), &context);
/// assert!(found.iter().any(|diagnostic| diagnostic.code() == "H101"));
/// # Ok::<(), passerelle::Error>(())
/// ```
#[must_use]
pub fn check_with(document: &Document, context: &check::CheckContext) -> Vec<Diagnostic> {
    check::check(document, context)
}

/// Écrit un document: a PST as grid or as XML for eComptes, a work programme as the form of its year, either as
/// canonical JSON.
///
/// # Errors
/// [`Error::Write`] when the format cannot hold the document, [`Error::Form`] when the form has no definition.
pub fn write(document: &Document, output: Output, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    match (document, output) {
        (document, Output::Json) => Ok(document.to_json()?.into_bytes()),
        (Document::Pst(pst), Output::Docx) => Ok(passerelle_export::pst_docx(pst, options)?),
        (Document::Pst(pst), Output::Ecomptes) => Ok(ecomptes::send(pst, options)?.bytes),
        (Document::Pst(pst), Output::Xlsx) => Ok(passerelle_export::pst_xlsx(pst, options)?),
        (Document::PlanHpWorkProgramme(programme), output) => {
            let form = form::WorkProgrammeForm::builtin(programme.year)?;
            write_form(&form, Some(programme), output, options)
        }
        (_, output) => Err(Error::NotWritten { output: output.extension() }),
    }
}

/// Écrit un formulaire officiel, blank (`None`) or filled.
///
/// ```
/// use passerelle::{Output, WriteOptions, form::WorkProgrammeForm};
/// let form = WorkProgrammeForm::builtin(2024)?;
/// let blank = passerelle::write_form(&form, None, Output::Docx, &WriteOptions::default())?;
/// assert!(blank.starts_with(b"PK"));
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// [`Error::Write`] when the format cannot hold the form's texts, [`Error::NotWritten`] for JSON of a blank form.
pub fn write_form(
    form: &form::WorkProgrammeForm,
    programme: Option<&WorkProgramme>,
    output: Output,
    options: &WriteOptions,
) -> Result<Vec<u8>, Error> {
    match (output, programme) {
        (Output::Docx, _) => Ok(passerelle_export::form_docx(form, programme, options)?),
        (Output::Xlsx, _) => Ok(passerelle_export::form_xlsx(form, programme, options)?),
        (Output::Json, Some(programme)) => Ok(Document::PlanHpWorkProgramme(programme.clone()).to_json()?.into_bytes()),
        (Output::Json, None) | (Output::Ecomptes, _) => Err(Error::NotWritten { output: output.extension() }),
    }
}

/// Remplit le formulaire vierge de l'administration: writes a programme into the blank form (.docx, .xlsx, .odt or .ods)
/// that was sent, changing nothing else in that file. `form` is a definition of the caller's own; without it the nearest of
/// the built-in ones is used, and a diagnostic says when it is projected from another year.
///
/// ```
/// use passerelle::{Output, WorkProgramme, WriteOptions, form::WorkProgrammeForm};
/// let options = WriteOptions::new();
/// let blank = passerelle::write_form(&WorkProgrammeForm::builtin(2024)?, None, Output::Docx, &options)?;
/// let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
/// programme.add_action(1, "Rencontrer les ménages de la zone inondable");
/// let filled = passerelle::fill_form(&blank, &programme, None, &options)?;
/// assert!(filled.diagnostics.is_empty());
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// [`Error::Write`] when the file is no such form or damaged, [`Error::Form`] when no definition can be used.
pub fn fill_form(
    blank: &[u8],
    programme: &WorkProgramme,
    form: Option<&form::WorkProgrammeForm>,
    options: &WriteOptions,
) -> Result<Filled, Error> {
    let forms = match form {
        Some(form) => vec![form.clone()],
        None => form::WorkProgrammeForm::all_builtin(programme.year)?,
    };
    let mut filled = passerelle_export::fill_form(blank, &forms, programme, options)?;
    let used = forms.iter().find(|form| form.id == filled.form);
    if let Some(projected) = used.and_then(form::WorkProgrammeForm::projection) {
        filled.diagnostics.insert(0, projected);
    }
    Ok(filled)
}
