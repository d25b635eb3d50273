//! L'année du Plan HP: next year's programme from this year's, the two bilans joined, the duties as a calendar, what the
//! convention asks, and a programme drafted from a PST. Pure logic on the model: nothing here reads a clock or a file.

mod adhesion;
mod bilans;
mod calendar;
mod convention;
mod equipment;
mod from_pst;
mod matching;
mod new_year;
mod outcome;
mod years;

pub use adhesion::{Adhesion, AdhesionField, AdhesionForm, AdhesionHolds, AdhesionPart};
pub use bilans::{BilansError, MergedBilans, merge_bilans};
pub use calendar::{CalendarDay, YearCalendar, calendar};
pub use convention::{
    Actor, ActorDuty, Committee, Convention, ConventionError, ConventionGap, Document as DueDocument, Financing,
    Presence, Share,
};
pub use equipment::{
    Count, EquipmentTrend, EquipmentYear, Equipments, Figure, Phase, PrintedPhase, TrendLine, TrendSubject, TrendYear,
    check_equipments, equipment_trend,
};
pub use from_pst::{FromPst, Kept, PickedAction, Selection, from_pst};
pub(crate) use matching::objective_number;
pub use new_year::{Carried, LeftOut, LeftOutAs, NewYear, new_year};
pub use outcome::{Doubt, Outcome, Verdict, outcome};
pub use years::{Followed, YearTally, YearsError, YearsReport, follow_years};
