//! Rendu français canonique: every [`Reading`] in words, which the importer reads back as the same reading.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{
    Budget, BudgetLine, BudgetMention, BudgetService, Deadline, Edge, Goal, Indicator, Moment, Period, Priority,
    Reading, Span, Term, TimeUnit,
};

/// Noms des mois, January first.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Nom d'un mois, from 1.
///
/// ```
/// assert_eq!(passerelle_core::french::month(8), Some("août"));
/// ```
#[must_use]
pub fn month(number: i8) -> Option<&'static str> {
    MONTHS.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
}

/// Date en toutes lettres.
///
/// ```
/// let date = "2021-03-01".parse::<jiff::civil::Date>()?;
/// assert_eq!(passerelle_core::french::date(date), "1er mars 2021");
/// # Ok::<(), jiff::Error>(())
/// ```
#[must_use]
pub fn date(date: Date) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day} {} {}", month(date.month()).unwrap_or_default(), date.year())
}

/// Montant en euros with spaces (U+00A0) between thousands: `1 500 €`, `515,55 €`.
///
/// ```
/// assert_eq!(passerelle_core::french::amount("73500".parse()?), "73\u{a0}500\u{a0}€");
/// assert_eq!(passerelle_core::french::amount("515.5".parse()?), "515,50\u{a0}€");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
#[must_use]
pub fn amount(amount: Decimal) -> String {
    let plain = amount.abs().normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if amount.is_sign_negative() && !amount.is_zero() {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
        // Three decimals would look like thousands, so a fourth is written.
        if matches!(fraction.len(), 1 | 3) {
            text.push('0');
        }
    }
    text.push_str("\u{a0}€");
    text
}

/// How a moment joins the word before it.
#[derive(Clone, Copy)]
enum Join {
    /// `d’ici`, `dès`, `après`: only the article is written.
    Article,
    /// `de`.
    From,
    /// `à`.
    To,
}

/// What a moment's words begin with, as far as the article goes.
#[derive(Clone, Copy)]
enum Start {
    /// No article: `2020`, `fin 2020`.
    Bare,
    /// No article, begins with a vowel: `avril 2020`.
    Vowel,
    /// `le`.
    Masculine,
    /// `la`.
    Feminine,
    /// `l’`.
    Elided,
}

/// A row per start: what `d’ici`, `de` and `à` put before the words.
fn joined(start: Start, join: Join) -> &'static str {
    match (start, join) {
        (Start::Bare | Start::Vowel, Join::Article) => "",
        (Start::Bare, Join::From) => "de ",
        (Start::Vowel, Join::From) => "d’",
        (Start::Bare | Start::Vowel, Join::To) => "à ",
        (Start::Masculine, Join::Article) => "le ",
        (Start::Masculine, Join::From) => "du ",
        (Start::Masculine, Join::To) => "au ",
        (Start::Feminine, Join::Article) => "la ",
        (Start::Feminine, Join::From) => "de la ",
        (Start::Feminine, Join::To) => "à la ",
        (Start::Elided, Join::Article) => "l’",
        (Start::Elided, Join::From) => "de l’",
        (Start::Elided, Join::To) => "à l’",
    }
}

impl Period {
    /// Rendu français: `30/06/2020`, `juin 2020`, `1er trimestre 2020`, `année scolaire 2024-2025`.
    #[must_use]
    pub fn to_french(self) -> String {
        match self {
            Self::Day { date } => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            Self::Month { year, month: number } => format!("{} {year}", month(number).unwrap_or_default()),
            Self::Quarter { year, quarter } => format!("{} trimestre {year}", ordinal(quarter)),
            Self::Semester { year, semester } => format!("{} semestre {year}", ordinal(semester)),
            Self::Year { year } => year.to_string(),
            Self::SchoolYear { year } => format!("année scolaire {year}-{}", year.saturating_add(1)),
        }
    }

    /// How its words begin; a day, a quarter and a semester take an article, a month and a year do not.
    fn start(self) -> Start {
        match self {
            Self::Day { .. } | Self::Quarter { .. } | Self::Semester { .. } => Start::Masculine,
            Self::Month { month: 4 | 8 | 10, .. } => Start::Vowel,
            Self::Month { .. } | Self::Year { .. } => Start::Bare,
            Self::SchoolYear { .. } => Start::Elided,
        }
    }
}

fn ordinal(number: i8) -> String {
    if number == 1 { "1er".to_owned() } else { format!("{number}e") }
}

impl Moment {
    /// Rendu français: `fin juin 2024`, `mi-2021`, `fin du 1er trimestre 2020`.
    #[must_use]
    pub fn to_french(self) -> String {
        self.words().1
    }

    fn words(self) -> (Start, String) {
        let period = self.period.to_french();
        let short = matches!(self.period, Period::Month { .. } | Period::Year { .. });
        let of = joined(self.period.start(), Join::From);
        match self.edge {
            None => (self.period.start(), period),
            Some(Edge::Start) if short => (Start::Bare, format!("début {period}")),
            Some(Edge::Middle) if short => (Start::Bare, format!("mi-{period}")),
            Some(Edge::End) if short => (Start::Bare, format!("fin {period}")),
            Some(Edge::During) if short => (Start::Bare, format!("courant {period}")),
            Some(Edge::Start) => (Start::Masculine, format!("début {of}{period}")),
            Some(Edge::Middle) => (Start::Masculine, format!("milieu {of}{period}")),
            Some(Edge::End) => (Start::Feminine, format!("fin {of}{period}")),
            Some(Edge::During) => (Start::Masculine, format!("courant {of}{period}")),
        }
    }

    fn after(self, join: Join) -> String {
        let (start, words) = self.words();
        format!("{}{words}", joined(start, join))
    }
}

impl Deadline {
    /// Rendu français canonique: the importer reads it back as the same deadline (several moments: two or more).
    ///
    /// ```
    /// use passerelle_core::{Deadline, Edge, Moment, Period};
    /// let moment = Moment { period: Period::Month { year: 2024, month: 6 }, edge: Some(Edge::End) };
    /// assert_eq!(Deadline::By { by: moment }.to_french(), "d’ici fin juin 2024");
    /// assert_eq!(Deadline::Recurrent.to_french(), "récurrent");
    /// ```
    #[must_use]
    pub fn to_french(&self) -> String {
        match self {
            Self::At { at } => at.to_french(),
            Self::By { by } => format!("d’ici {}", by.after(Join::Article)),
            Self::From { from } => format!("dès {}", from.after(Join::Article)),
            Self::After { after } => format!("après {}", after.after(Join::Article)),
            Self::Between { from, to } => between(*from, *to),
            Self::Steps { moments } => listed(moments),
            Self::Periods { periods } => list(periods.iter().map(|span| span.to_french()).collect()),
            Self::Horizon { from, to: Some(to) } => format!("{} à {} terme", from.word(), to.word()),
            Self::Horizon { from, to: None } => format!("{} terme", from.word()),
            Self::Recurrent => "récurrent".to_owned(),
            Self::Within { count, unit } => within(*count, *unit),
            Self::EndOfTerm => "fin de législature".to_owned(),
            Self::ToDefine => "à définir".to_owned(),
            Self::None => "/".to_owned(),
        }
    }
}

fn between(from: Moment, to: Moment) -> String {
    match (from, to) {
        (
            Moment { period: Period::Year { year: first }, edge: None },
            Moment { period: Period::Year { year: last }, edge: None },
        ) => format!("{first}-{last}"),
        (
            Moment { period: Period::Month { year: first, month: number }, edge: None },
            Moment { period: Period::Month { year: last, .. }, edge: None },
        ) if first == last => {
            let name = month(number).unwrap_or_default();
            format!("{}{name} {}", joined(from.period.start(), Join::From), to.after(Join::To))
        }
        _ => format!("{} {}", from.after(Join::From), to.after(Join::To)),
    }
}

impl Span {
    /// Rendu français: `2020-2021`, `fin 2024`.
    #[must_use]
    pub fn to_french(self) -> String {
        self.to.map_or_else(|| self.from.to_french(), |to| between(self.from, to))
    }
}

impl Term {
    fn word(self) -> &'static str {
        match self {
            Self::Short => "court",
            Self::Medium => "moyen",
            Self::Long => "long",
        }
    }
}

fn listed(moments: &[Moment]) -> String {
    list(moments.iter().map(|moment| moment.to_french()).collect())
}

fn list(words: Vec<String>) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} et {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn within(count: u16, unit: TimeUnit) -> String {
    let (one, many) = match unit {
        TimeUnit::Day => ("jour", "jours"),
        TimeUnit::Week => ("semaine", "semaines"),
        TimeUnit::Month => ("mois", "mois"),
        TimeUnit::Year => ("an", "ans"),
    };
    if count == 1 { format!("dans 1 {one}") } else { format!("dans les {count} {many}") }
}

impl BudgetMention {
    /// Rendu français: `/`, `à définir`, `PM`, `selon subside`.
    #[must_use]
    pub fn to_french(self) -> &'static str {
        match self {
            Self::None => "/",
            Self::ToDefine => "à définir",
            Self::ProMemoria => "PM",
            Self::DependsOnSubsidy => "selon subside",
        }
    }
}

impl BudgetService {
    /// Le mot français: `ordinaire`, `extraordinaire`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinaire",
            Self::Extraordinary => "extraordinaire",
        }
    }
}

impl BudgetLine {
    /// Rendu français d'une ligne: `2019 pour Wallonie : 500 €/an, budget ordinaire (Article 840107/124-02 Frais) NB`.
    #[must_use]
    pub fn to_french(&self) -> String {
        let mut text = String::new();
        match (self.year, self.source.as_deref()) {
            (Some(year), Some(source)) => text.push_str(&format!("{year} pour {source} : ")),
            (Some(year), None) => text.push_str(&format!("{year} : ")),
            (None, Some(source)) if self.amount.is_some() || self.share.is_some() => {
                text.push_str(&format!("{source} : "))
            }
            (None, Some(source)) => text.push_str(source),
            (None, None) => {}
        }
        let mut parts: Vec<String> = Vec::new();
        if let Some(first) = self.amount {
            let range = self.up_to.map(|last| format!(" à {}", amount(last))).unwrap_or_default();
            let per_year = if self.per_year { "/an" } else { "" };
            let service = self.service.map(|s| format!(", budget {}", s.label())).unwrap_or_default();
            parts.push(format!("{}{range}{per_year}{service}", amount(first)));
        }
        if let Some(share) = self.share {
            parts.push(format!("{}\u{a0}%", number(share)));
        }
        match (&self.article, &self.label) {
            (Some(article), Some(label)) => parts.push(format!("(Article {article} {label})")),
            (Some(article), None) => parts.push(format!("(Article {article})")),
            (None, Some(label)) => parts.push(format!("({label})")),
            (None, None) => {}
        }
        parts.extend(self.note.clone());
        text.push_str(&parts.join(" "));
        text
    }
}

impl Budget {
    /// Rendu français canonique: lines joined by ` | `, or the mention.
    ///
    /// ```
    /// use passerelle_core::{Budget, BudgetLine};
    /// let line = BudgetLine { amount: Some("1500".parse()?), per_year: true, ..Default::default() };
    /// let budget = Budget { lines: vec![line], mention: None };
    /// assert_eq!(budget.to_french(), "1\u{a0}500\u{a0}€/an");
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[must_use]
    pub fn to_french(&self) -> String {
        let lines = self.lines.iter().map(BudgetLine::to_french);
        lines.chain(self.mention.map(|mention| mention.to_french().to_owned())).collect::<Vec<_>>().join(" | ")
    }
}

/// A plain number with a comma.
fn number(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

impl Priority {
    /// Rendu français: the wordings of Anderlues, the grade, or the rank.
    #[must_use]
    pub fn to_french(self) -> String {
        match self {
            Self::Ongoing => "Projet en cours".to_owned(),
            Self::Prioritized => "Projet considéré prioritaire".to_owned(),
            Self::Postponed { beyond: Some(year) } => format!("Projet postposé au-delà de {year}"),
            Self::Postponed { beyond: None } => "Projet postposé".to_owned(),
            Self::Mandatory => "Projet obligatoire (obligations légales)".to_owned(),
            Self::High => "Haute".to_owned(),
            Self::Medium => "Moyenne".to_owned(),
            Self::Low => "Basse".to_owned(),
            Self::Rank { rank } => rank.to_string(),
        }
    }
}

impl Indicator {
    /// Rendu français: `Libellé = atteint / attendu`, as iA.PST prints it; only the label without values.
    #[must_use]
    pub fn to_french(&self) -> String {
        match (self.reached, self.target) {
            (None, None) => self.label.clone(),
            (reached, target) => {
                let unit = self.unit.as_ref().map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
                let value = |value: Option<Decimal>| value.map(|v| number(v) + &unit).unwrap_or_default();
                format!("{} = {} / {}", self.label, value(reached), value(target))
            }
        }
    }
}

impl Reading {
    /// Rendu français canonique of any reading, for a cell that has no printed text of its own.
    ///
    /// ```
    /// use passerelle_core::{Reading, Status};
    /// assert_eq!(Reading::Status(Status::InProgress).to_french(), "En cours");
    /// assert_eq!(Reading::Progress("33.3".parse()?).to_french(), "33,3\u{a0}%");
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[must_use]
    pub fn to_french(&self) -> String {
        match self {
            Self::Deadline(deadline) => deadline.to_french(),
            Self::Budget(budget) => budget.to_french(),
            // A comma may be part of a name.
            Self::People(people) => people.join("\u{a0}; "),
            Self::Status(status) => status.label().to_owned(),
            Self::Progress(value) => format!("{}\u{a0}%", number(*value)),
            Self::Health(health) => health.label().to_owned(),
            Self::Priority(priority) => priority.to_french(),
            Self::Goals(goals) => goals.iter().map(|goal| Goal::to_french(*goal)).collect::<Vec<_>>().join(" | "),
            Self::Synergy(synergy) => synergy.label().to_owned(),
            Self::Indicators(all) => all.iter().map(Indicator::to_french).collect::<Vec<_>>().join(" | "),
            Self::FullTimeEquivalents(value) => format!("{}\u{a0}ETP", number(*value)),
            Self::Nature(nature) => nature.label().to_owned(),
            Self::Bilan(bilan) => bilan.to_french(),
            Self::Nothing => "/".to_owned(),
        }
    }
}
