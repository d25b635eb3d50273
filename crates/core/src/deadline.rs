use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Échéance: what a deadline cell says. Source of the notations: the seed documents and public PST grids
/// (see `docs/notations.md`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(title = "Échéance")]
#[non_exhaustive]
pub enum Deadline {
    /// À un moment: `janv-20`, `Fin 2020`, `30/06/2020`.
    At {
        /// When.
        at: Moment,
    },
    /// Au plus tard: `d’ici 2024`, `jusque 2030`, `avant fin juin 2024`.
    By {
        /// The latest moment.
        by: Moment,
    },
    /// À partir de: `dès 2025`.
    From {
        /// The first moment.
        from: Moment,
    },
    /// Période: `2019-2024`, `2020 à 2024`, `janvier à juin 2024`.
    Between {
        /// First moment.
        from: Moment,
        /// Last moment.
        to: Moment,
    },
    /// Plusieurs moments, one per step: `2019 2020`, `Mars et novembre 2024`.
    Steps {
        /// In printed order.
        moments: Vec<Moment>,
    },
    /// Plusieurs périodes: `2020-2021 et 2023-2024`.
    Periods {
        /// In printed order.
        periods: Vec<Span>,
    },
    /// Horizon: `court terme`, `moyen à long terme`; how many years it means, each programme decides.
    Horizon {
        /// The term.
        from: Term,
        /// The last one, where two are named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Term>,
    },
    /// Récurrent, permanent, en continu.
    Recurrent,
    /// Délai: `dans les 3 mois`.
    Within {
        /// How many.
        count: u16,
        /// Of which unit.
        unit: TimeUnit,
    },
    /// Postposé: `au-delà de 2019`.
    After {
        /// Not before the end of this.
        after: Moment,
    },
    /// Fin de la législature.
    EndOfTerm,
    /// À définir, indéterminé.
    ToDefine,
    /// `/`: no deadline.
    None,
}

/// Moment: a period, or a part of it (`fin`, `début`, `mi-`, `courant`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Moment")]
pub struct Moment {
    /// The period.
    #[schemars(title = "Période")]
    pub period: Period,
    /// Which part of it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Partie de la période")]
    pub edge: Option<Edge>,
}

/// Période d'une liste: a moment, or the time from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Période")]
pub struct Span {
    /// First moment, or the only one.
    #[schemars(title = "Début")]
    pub from: Moment,
    /// Last moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Fin")]
    pub to: Option<Moment>,
}

/// Terme d'un horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Terme")]
pub enum Term {
    /// Court terme.
    Short,
    /// Moyen terme.
    Medium,
    /// Long terme.
    Long,
}

/// Période du calendrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "unit", rename_all = "snake_case")]
#[schemars(title = "Période du calendrier")]
#[non_exhaustive]
pub enum Period {
    /// Jour.
    Day {
        /// The day.
        date: Date,
    },
    /// Mois.
    Month {
        /// Year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// Trimestre.
    Quarter {
        /// Year.
        year: i16,
        /// 1 to 4.
        quarter: i8,
    },
    /// Semestre.
    Semester {
        /// Year.
        year: i16,
        /// 1 or 2.
        semester: i8,
    },
    /// Année.
    Year {
        /// Year.
        year: i16,
    },
    /// Année scolaire, September to August.
    SchoolYear {
        /// The year it begins in.
        year: i16,
    },
}

/// Partie d'une période.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Partie de la période")]
#[non_exhaustive]
pub enum Edge {
    /// Début.
    Start,
    /// Mi-.
    Middle,
    /// Fin.
    End,
    /// Courant.
    During,
}

/// Unité de temps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Unité de temps")]
pub enum TimeUnit {
    /// Jour.
    Day,
    /// Semaine.
    Week,
    /// Mois.
    Month,
    /// Année.
    Year,
}

impl From<Period> for Moment {
    fn from(period: Period) -> Self {
        Self { period, edge: None }
    }
}

impl Period {
    /// First day of the period; none when the numbers are no date.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day { date } => return Some(date),
            Self::Month { year, month } => (year, month),
            Self::Quarter { year, quarter } => (year, quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?),
            Self::Semester { year, semester } => (year, semester.checked_sub(1)?.checked_mul(6)?.checked_add(1)?),
            Self::Year { year } => (year, 1),
            Self::SchoolYear { year } => (year, 9),
        };
        Date::new(year, month, 1).ok()
    }

    /// Last day of the period; none when the numbers are no date.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day { date } => return Some(date),
            Self::Month { year, month } => (year, month),
            Self::Quarter { year, quarter } => (year, quarter.checked_mul(3)?),
            Self::Semester { year, semester } => (year, semester.checked_mul(6)?),
            Self::Year { year } => (year, 12),
            Self::SchoolYear { year } => (year.checked_add(1)?, 8),
        };
        Date::new(year, month, 1).ok().map(Date::last_of_month)
    }
}

impl Deadline {
    /// The latest day meant, where there is one: `Fin 2020` gives 2020-12-31, `2019-2024` gives 2024-12-31.
    ///
    /// ```
    /// use passerelle_core::{Deadline, Period};
    /// let deadline = Deadline::At { at: Period::Quarter { year: 2020, quarter: 1 }.into() };
    /// assert_eq!(deadline.last_day().map(|d| d.to_string()).as_deref(), Some("2020-03-31"));
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::At { at } | Self::By { by: at } => at.period.last_day(),
            Self::Between { to, .. } => to.period.last_day(),
            Self::Steps { moments } => moments.iter().filter_map(|m| m.period.last_day()).max(),
            Self::Periods { periods } => {
                periods.iter().filter_map(|span| span.to.unwrap_or(span.from).period.last_day()).max()
            }
            _ => None,
        }
    }

    /// The first day meant, where there is one.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Self::At { at } | Self::From { from: at } | Self::Between { from: at, .. } => at.period.first_day(),
            Self::Steps { moments } => moments.iter().filter_map(|m| m.period.first_day()).min(),
            Self::Periods { periods } => periods.iter().filter_map(|span| span.from.period.first_day()).min(),
            _ => None,
        }
    }
}
