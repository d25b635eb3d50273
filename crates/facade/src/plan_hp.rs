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
pub use passerelle_export::{calendar_ics, years_docx, years_xlsx};

use passerelle_core::merge::Prefer;
use passerelle_core::{Document, Pst, WorkProgramme};

use crate::{Error, Read};

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
