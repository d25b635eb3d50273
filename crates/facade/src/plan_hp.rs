//! L'année du Plan HP, from documents that were read: next year's programme, the two bilans joined, a programme from a
//! PST, the calendar and the convention.
//!
//! ```
//! use passerelle::{Document, Output, ReadOptions, WorkProgramme, WriteOptions, plan_hp};
//! let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
//! programme.add_action(1, "Étudier la mobilité des ménages");
//! let file = passerelle::write(&Document::PlanHpWorkProgramme(programme), Output::Docx, &WriteOptions::default())?;
//!
//! let read = passerelle::read(&file, "programme-2024.docx", &ReadOptions::default())?;
//! let next = plan_hp::next_year(&read)?;
//! assert_eq!((next.programme.year, next.carried.len()), (2025, 1));
//! # Ok::<(), passerelle::Error>(())
//! ```

pub use passerelle_core::plan_hp::*;
pub use passerelle_export::{adhesion_docx, calendar_ics, equipments_docx, equipments_xlsx, years_docx, years_xlsx};

use passerelle_core::merge::Prefer;
use passerelle_core::{Bilingual, Diagnostic, Document, ImportReport, Pst, WorkProgramme};

use crate::{Error, Output, Read, ReadOptions, WriteOptions, as_json};

/// Drafts the programme of the year after from this year's file: see [`new_year`].
///
/// # Errors
/// [`Error::OtherDocument`] when the file is no work programme.
pub fn next_year(read: &Read) -> Result<NewYear, Error> {
    Ok(new_year(work_programme(read)?)?)
}

/// Joins the bilans of June and December of two files: see [`merge_bilans`].
///
/// # Errors
/// [`Error::OtherDocument`] when a file is no work programme, [`Error::Bilans`] when they are of two years or two
/// municipalities.
pub fn join_bilans(june: &Read, december: &Read, prefer: Prefer) -> Result<MergedBilans, Error> {
    let (june, december) = (work_programme(june)?, work_programme(december)?);
    Ok(merge_bilans(june.clone(), december, prefer)?)
}

/// Follows the actions of the programmes of several years: see [`follow_years`].
///
/// # Errors
/// [`Error::OtherDocument`] when a file is no work programme, [`Error::Years`] when they do not go together.
pub fn report_years(reads: &[Read]) -> Result<YearsReport, Error> {
    let programmes: Vec<WorkProgramme> =
        reads.iter().map(|read| work_programme(read).cloned()).collect::<Result<_, _>>()?;
    Ok(follow_years(&programmes)?)
}

/// Drafts the programme of a year from a PST: see [`from_pst`].
///
/// # Errors
/// [`Error::OtherDocument`] when the file is no PST.
pub fn draft_from_pst(read: &Read, year: i16, selection: &Selection) -> Result<FromPst, Error> {
    Ok(from_pst(pst(read)?, year, selection)?)
}

/// Lit les données d'un dossier d'adhésion: its own canonical JSON, the file itself once it was filled in (Word, or what
/// Word saves it as), or a work programme in any format.
///
/// ```
/// use passerelle::{Document, Output, ReadOptions, WorkProgramme, WriteOptions, plan_hp};
/// let programme = Document::PlanHpWorkProgramme(WorkProgramme::new(2024).commune("Valmont-sur-Ourthe"));
/// let file = passerelle::write(&programme, Output::Docx, &WriteOptions::default())?;
/// let (adhesion, _) = plan_hp::read_adhesion(&file, "programme-2024.docx", &ReadOptions::default())?;
/// assert_eq!(adhesion.field("commune"), Some("Valmont-sur-Ourthe"));
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// As [`crate::read`]; [`Error::OtherDocument`] when the file is no work programme.
pub fn read_adhesion(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<(Adhesion, Vec<Diagnostic>), Error> {
    if let Some(json) = as_json(bytes).filter(|json| json.contains("\"plan_hp_adhesion\"")) {
        return Ok((Adhesion::from_json(json)?, Vec::new()));
    }
    if !passerelle_import::ecomptes::is_exchange(bytes) && as_json(bytes).is_none() {
        let tables = passerelle_tables::read_with(bytes, name, &options.of_tables())?;
        if let Some(read) = passerelle_import::import_adhesion(&tables, name)? {
            return Ok((read.adhesion, read.diagnostics));
        }
    }
    let read = crate::read(bytes, name, options)?;
    Ok((Adhesion::of_programme(work_programme(&read)?.clone()), read.report.diagnostics))
}

/// Équipements lus: the records of one or several files, with the diagnostics of reading and of what they say against
/// each other.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EquipmentsRead {
    /// The equipments.
    pub equipments: Equipments,
    /// What became of every cell of the files.
    pub report: ImportReport,
    /// All diagnostics, those of reading first.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lit les équipements of one or several files of a municipality: bytes and name of each. `year` is the year of tables
/// that name none.
///
/// ```
/// use passerelle::{Output, ReadOptions, WriteOptions, plan_hp};
/// let file = "Équipement;Phase;Domiciliés;Non domiciliés\nBois de Roly;2;475;12\n";
/// let files = [(file.as_bytes().to_vec(), "etat-2024.csv".to_owned())];
/// let read = plan_hp::read_equipments(&files, None, &ReadOptions::default())?;
/// assert_eq!(read.equipments.residents(Some(2024)), Some(487));
/// let book = plan_hp::write_equipments(&read.equipments, Output::Xlsx, &WriteOptions::default())?;
/// assert!(book.starts_with(b"PK"));
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// [`Error::Read`] when a file cannot be read, [`Error::NoProgramme`] when it holds no equipments, [`Error::Years`] when
/// the files are of two municipalities.
pub fn read_equipments(
    files: &[(Vec<u8>, String)],
    year: Option<i16>,
    options: &ReadOptions,
) -> Result<EquipmentsRead, Error> {
    let mut all = Vec::new();
    let mut reports = Vec::new();
    for (bytes, name) in files {
        let (equipments, report) = equipments_of(bytes, name, year, options)?;
        all.push(equipments);
        reports.push(report);
    }
    let equipments = Equipments::joined(all)?;
    let report = ImportReport::merged(reports);
    let mut diagnostics = report.diagnostics.clone();
    diagnostics.extend(check_equipments(&equipments).into_iter().map(|found| found.of_files(&report.files)));
    Ok(EquipmentsRead { equipments, report, diagnostics })
}

fn equipments_of(
    bytes: &[u8],
    name: &str,
    year: Option<i16>,
    options: &ReadOptions,
) -> Result<(Equipments, ImportReport), Error> {
    if let Some(json) = as_json(bytes) {
        let mut report = ImportReport::default();
        report.source = name.to_owned();
        report.format = "json".to_owned();
        report.layout = "passerelle".to_owned();
        report.layout_label = Bilingual::new("document Passerelle", "Passerelle document");
        return Ok((Equipments::from_json(json)?, report));
    }
    let tables = passerelle_tables::read_with(bytes, name, &options.of_tables())?;
    let import = passerelle_import::import_equipments(&tables, name, year)?;
    Ok((import.equipments, import.report))
}

/// Écrit les équipements in Word, in Excel or as canonical JSON.
///
/// # Errors
/// [`Error::Write`] when the format cannot hold a text, [`Error::NotWritten`] for another format.
pub fn write_equipments(equipments: &Equipments, output: Output, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    match output {
        Output::Docx => Ok(equipments_docx(equipments, options)?),
        Output::Xlsx => Ok(equipments_xlsx(equipments, options)?),
        Output::Json => Ok(equipments.to_json()?.into_bytes()),
        Output::Ecomptes => Err(Error::NotWritten { output: output.extension() }),
    }
}

fn work_programme(read: &Read) -> Result<&WorkProgramme, Error> {
    match &read.document {
        Document::PlanHpWorkProgramme(programme) => Ok(programme),
        _ => Err(Error::OtherDocument { name: read.report.source.clone(), wanted: "plan_hp_work_programme" }),
    }
}

fn pst(read: &Read) -> Result<&Pst, Error> {
    match &read.document {
        Document::Pst(pst) => Ok(pst),
        _ => Err(Error::OtherDocument { name: read.report.source.clone(), wanted: "pst" }),
    }
}
