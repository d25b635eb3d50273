//! A PST as an exchange, with a diagnostic for everything the exchange has no place for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::{
    Bilingual, ClassificationKind, Deadline, Diagnostic, DiagnosticKind, Element, ElementId, Field, InstitutionKind,
    Level, Pst, Reading, fold,
};

use super::{
    Administration, Direction, EXTRA, Entry, EntryStatus, Exchange, Person, Plain, UNKNOWN_INS, VOLET_EXTRA, fields,
    leftovers, plain,
};

/// The schema's greatest lengths, in characters.
const LABEL: usize = 255;
const NAME: usize = 100;
const PROGRAMME_ID: usize = 40;
/// What stands where the schema demands a volet or an objective and the programme has none; iA.PST's word.
const NONE: &str = "NEANT";
/// The program named in a file that goes to eComptes.
const GENERATOR: &str = "Passerelle";

/// Options d'envoi.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SendOptions<'a> {
    /// Exercice: the fiscal year. None takes the one the programme was received with, else its first year.
    pub year: Option<i64>,
    /// `Id`, by custom the date of the export as `AAAAMMJJ`. None takes the one received, else the first of January.
    pub id: Option<&'a str>,
    /// Sens.
    pub direction: Direction,
    /// How the text of HTML and RTF is found.
    pub plain: Plain,
}

impl SendOptions<'_> {
    /// Towards eComptes, in a fiscal year.
    #[must_use]
    pub fn new(year: impl Into<Option<i64>>) -> Self {
        Self { year: year.into(), id: None, direction: Direction::ToEcomptes, plain }
    }
}

/// Envoi: the exchange and what it does not say.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sent {
    /// The exchange; what is written of it fits the schema.
    pub exchange: Exchange,
    /// What was left out, cut or supplied.
    pub diagnostics: Vec<Diagnostic>,
}

impl Exchange {
    /// The exchange that a PST makes.
    #[must_use]
    pub fn from_pst(pst: &Pst, options: &SendOptions<'_>) -> Sent {
        let mut sender = Sender::new(pst, options);
        let volets = sender.volets();
        let exchange = sender.header(volets);
        Sent { exchange, diagnostics: sender.losses.diagnostics() }
    }
}

/// The lines of an exchange's own values.
pub(super) fn header_lines(exchange: &Exchange) -> String {
    let Exchange { id, year, generator, programme_id, .. } = exchange;
    let mut lines = format!("Id = {id}\nExercice = {year}\nGenerateur = {generator}\nIdPST = {programme_id}");
    if i16::try_from(exchange.first_year).is_err() || i16::try_from(exchange.last_year).is_err() {
        let _ = write!(lines, "\nExerciceDebut = {}\nExerciceFin = {}", exchange.first_year, exchange.last_year);
    }
    lines
}

/// The entry of an element with its label.
pub(super) fn bare(element: &Element, year: i64) -> Entry {
    let mut entry = fields::take(element, year);
    entry.label = label(element);
    entry
}

/// The printed title, with its code when that stands in a cell of its own.
fn label(element: &Element) -> String {
    let title = if element.title.text.is_empty() { &element.title.wording } else { &element.title.text };
    match &element.code {
        Some(code) if title.is_empty() => code.text.clone(),
        Some(code) if !title.contains(code.text.as_str()) => format!("{} - {title}", code.text),
        _ => title.clone(),
    }
}

/// The id sent: the element's own, if it was given one that lasts.
pub(super) fn sent_id(element: &Element) -> Option<String> {
    (!element.id.is_counted()).then(|| element.id.0.clone())
}

/// What was left out, cut or supplied, counted.
#[derive(Default)]
struct Losses {
    fields: BTreeMap<Field, usize>,
    statuses: BTreeMap<(&'static str, &'static str), usize>,
    found: Vec<Diagnostic>,
    cut: usize,
    below: usize,
    supplied: usize,
    no_status: usize,
    extras: usize,
}

impl Losses {
    fn diagnostics(self) -> Vec<Diagnostic> {
        use DiagnosticKind as K;
        let mut all = self.found;
        let counted = [
            (K::SentCut, self.cut),
            (K::SentSubActions, self.below),
            (K::SentSupplied, self.supplied),
            (K::SentWithoutStatus, self.no_status),
            (K::SentWithoutExtras, self.extras),
        ];
        all.extend(counted.into_iter().filter(|(_, n)| *n > 0).map(|(kind, n)| Diagnostic::new(kind).with("count", n)));
        all.extend(self.statuses.into_iter().map(|((status, code), n)| {
            Diagnostic::new(K::SentNearestStatus).with("status", status).with("code", code).with("count", n)
        }));
        all.extend(self.fields.into_iter().map(|(field, n)| {
            Diagnostic::new(K::SentWithoutField)
                .saying("field", Bilingual::of(|lang| field.label(lang)))
                .with("count", n)
        }));
        all
    }
}

struct Sender<'a> {
    pst: &'a Pst,
    options: &'a SendOptions<'a>,
    year: i64,
    ids: BTreeSet<String>,
    losses: Losses,
    children: BTreeMap<Option<&'a ElementId>, Vec<&'a Element>>,
}

impl<'a> Sender<'a> {
    fn new(pst: &'a Pst, options: &'a SendOptions<'a>) -> Self {
        let received = received(pst, "Exercice").and_then(|year| year.parse().ok());
        let first = || pst.legislature.map(|term| i64::from(term.first_year));
        let mut children: BTreeMap<Option<&ElementId>, Vec<&Element>> = BTreeMap::new();
        for element in pst.outline.elements() {
            children.entry(element.parent.as_ref()).or_default().push(element);
        }
        let year = options.year.or(received).or_else(first).unwrap_or_default();
        Self { pst, options, year, ids: BTreeSet::new(), losses: Losses::default(), children }
    }

    fn header(&mut self, volets: Vec<Entry>) -> Exchange {
        let institution = &self.pst.institution;
        let ins = institution.ins_code.as_ref().and_then(|code| code.trim().parse().ok());
        if ins.is_none() {
            self.losses.found.push(Diagnostic::new(DiagnosticKind::SentWithoutIns));
        }
        let received = |name| received(self.pst, name).map(str::to_owned);
        let number = |name| received(name).and_then(|text| text.parse().ok());
        let term = self.pst.legislature.map(|term| (i64::from(term.first_year), i64::from(term.last_year)));
        let title = self.pst.title.as_ref().map(|title| title.text.clone());
        let own = match self.options.direction {
            Direction::ToEcomptes => None,
            Direction::FromEcomptes => received("Generateur"),
        };
        let (first_year, last_year) = term.unwrap_or((self.year, self.year));
        Exchange {
            direction: self.options.direction,
            id: self
                .options
                .id
                .map(str::to_owned)
                .or_else(|| received("Id"))
                .unwrap_or_else(|| format!("{:04}0101", self.year)),
            administration: match institution.kind {
                Some(InstitutionKind::Cpas) => Administration::Cpas,
                _ => Administration::Municipality,
            },
            ins: ins.unwrap_or(UNKNOWN_INS),
            year: self.year,
            generator: own.unwrap_or_else(|| GENERATOR.to_owned()),
            programme_id: received("IdPST").unwrap_or_else(|| programme_id(self.pst)),
            label: cut(&title.unwrap_or_else(|| format!("PST {first_year}-{last_year}")), LABEL, &mut self.losses.cut),
            first_year: number("ExerciceDebut").unwrap_or(first_year),
            last_year: number("ExerciceFin").unwrap_or(last_year),
            volets,
        }
    }

    /// The volets received, then those the objectives name, each with its objectives in printed order.
    fn volets(&mut self) -> Vec<Entry> {
        let known = self.pst.extras.iter().filter(|extra| extra.label == VOLET_EXTRA);
        let mut volets: Vec<Entry> = known.map(|extra| leftovers::entry(&extra.text, self.year)).collect();
        self.ids.extend(volets.iter().map(|volet| volet.id.clone()));
        let received = volets.len();
        let inherited = self.pst.outline.inherited(ClassificationKind::Volet);
        let volet_of: BTreeMap<&ElementId, _> =
            self.pst.outline.elements().iter().map(|element| &element.id).zip(inherited).collect();
        let mut roots: BTreeMap<usize, Vec<&Element>> = BTreeMap::new();
        for root in self.children.get(&None).cloned().unwrap_or_default() {
            let volet = volet_of.get(&root.id).copied().flatten();
            let label = volet.map_or(NONE, |volet| volet.text.trim());
            let numbered = volet.and_then(|volet| volet.code.as_ref()?.parse::<usize>().ok()?.checked_sub(1));
            let of_number = numbered
                .filter(|at| *at < received && volets.get(*at).is_some_and(|volet| volet.label.trim() == label));
            let at = of_number.or_else(|| volets.iter().position(|volet| volet.label.trim() == label));
            let at = at.unwrap_or_else(|| {
                let id = if volet.is_some() { self.fresh_id("volet", label) } else { NONE.to_lowercase() };
                if volet.is_none() {
                    self.losses.found.push(Diagnostic::new(DiagnosticKind::SentWithoutVolet));
                }
                volets.push(Entry::new(id, self.year, cut(label, LABEL, &mut self.losses.cut)));
                volets.len() - 1
            });
            roots.entry(at).or_default().push(root);
        }
        for (at, roots) in roots {
            let entries = self.at_level(roots, Level::StrategicObjective);
            if let Some(volet) = volets.get_mut(at) {
                volet.children = Some(entries);
            }
        }
        if volets.is_empty() {
            self.losses.found.push(Diagnostic::new(DiagnosticKind::SentWithoutVolet));
            volets.push(Entry::new(NONE.to_lowercase(), self.year, NONE));
        }
        volets
    }

    /// Elements at the level the schema wants there; those that stand lower share the levels above, supplied.
    fn at_level(&mut self, elements: Vec<&'a Element>, wanted: Level) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut low: Vec<&Element> = Vec::new();
        for element in elements {
            if element.level > wanted {
                low.push(element);
                continue;
            }
            self.supply(&mut low, wanted, &mut entries);
            entries.push(self.entry(element, wanted));
        }
        self.supply(&mut low, wanted, &mut entries);
        entries
    }

    /// One supplied element for those that stand lower.
    fn supply(&mut self, low: &mut Vec<&'a Element>, wanted: Level, entries: &mut Vec<Entry>) {
        let Some(first) = low.first() else { return };
        let id = self.fresh_id(NONE, &first.title.wording);
        self.losses.supplied += 1;
        let mut supplied = Entry::new(id, self.year, NONE);
        supplied.children = Some(self.below(std::mem::take(low), wanted));
        entries.push(supplied);
    }

    fn entry(&mut self, element: &'a Element, at: Level) -> Entry {
        let mut entry = self.alone(element, String::new());
        let children = self.children.get(&Some(&element.id)).cloned().unwrap_or_default();
        entry.children = Some(self.below(children, at));
        entry
    }

    fn below(&mut self, elements: Vec<&'a Element>, at: Level) -> Vec<Entry> {
        match at {
            Level::StrategicObjective => self.at_level(elements, Level::OperationalObjective),
            _ => elements.into_iter().flat_map(|element| self.actions(element)).collect(),
        }
    }

    /// An action, and behind it what stands below it: the schema has no lower level.
    fn actions(&mut self, action: &'a Element) -> Vec<Entry> {
        let mut found = Vec::new();
        let mut stack = vec![(action, String::new())];
        while let Some((element, above)) = stack.pop() {
            if !above.is_empty() {
                self.losses.below += 1;
            }
            found.push(self.alone(element, above.clone()));
            let name = element.code.as_ref().map_or_else(|| label(element), |code| code.text.clone());
            let children = self.children.get(&Some(&element.id)).cloned().unwrap_or_default();
            stack.extend(children.into_iter().rev().map(|child| (child, format!("{above}{name} - "))));
        }
        found
    }

    /// The entry of one element, without the level below; `above` names the actions it belongs to.
    fn alone(&mut self, element: &'a Element, above: String) -> Entry {
        let mut entry = bare(element, self.year);
        let id = sent_id(element).filter(|id| self.ids.insert(id.clone()));
        let wording = if element.title.wording.is_empty() { &entry.label } else { &element.title.wording };
        entry.id = id.unwrap_or_else(|| self.fresh_id(element.level.name(), wording));
        for extra in &element.extras {
            if extra.label == EXTRA {
                for name in leftovers::apply(&mut entry, &extra.text, element, self.options.plain) {
                    let stale = Diagnostic::new(DiagnosticKind::SentChanged).with("name", name);
                    self.losses.found.push(stale.with("title", &element.title.text).at(element.title.place.clone()));
                }
            } else {
                self.losses.extras += 1;
            }
        }
        entry.label = cut(&format!("{above}{}", entry.label), LABEL, &mut self.losses.cut);
        for person in [&mut entry.responsible, &mut entry.representative].into_iter().flatten() {
            let Person { name, first_name, phone, email, .. } = person;
            for (text, longest) in [(name, NAME), (first_name, 50), (phone, 15), (email, LABEL)] {
                *text = cut(text, longest, &mut self.losses.cut);
            }
        }
        if self.options.direction == Direction::ToEcomptes {
            entry.articles.clear();
            entry.projections.clear();
        }
        self.count_losses(element, &entry);
        entry
    }

    fn count_losses(&mut self, element: &Element, entry: &Entry) {
        for (field, value) in &element.fields {
            if !value.text.iter().all(str::is_empty) && !is_sent(element, *field, entry) {
                *self.losses.fields.entry(*field).or_default() += 1;
            }
        }
        match element.reading(Field::Status) {
            Some(Reading::Status(status)) => {
                let nearest = EntryStatus::nearest(*status);
                if nearest.to_status() != *status {
                    *self.losses.statuses.entry((status.label(), nearest.code())).or_default() += 1;
                }
            }
            _ => self.losses.no_status += 1,
        }
    }

    /// An id that stays the same from year to year as long as the wording does.
    fn fresh_id(&mut self, prefix: &str, wording: &str) -> String {
        let slug = format!("{}-{}", fold(prefix), slug(wording, 60));
        let mut id = slug.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{slug}-{number}");
        }
        id
    }
}

/// Whether the entry made of an element says a field of it.
fn is_sent(element: &Element, field: Field, entry: &Entry) -> bool {
    use Field as F;
    let has = |field| element.field(field).is_some();
    let dated = |of: fn(&Deadline) -> Option<_>| match element.reading(field) {
        Some(Reading::Deadline(deadline)) => of(deadline).is_some(),
        _ => false,
    };
    match field {
        F::AdministrativePilot | F::PoliticalPilot | F::Service | F::Description | F::Comments | F::Plans => true,
        F::Partners | F::InternalPartners | F::ExternalPartners => true,
        F::Agent => !has(F::AdministrativePilot),
        F::Bearer => !has(F::AdministrativePilot) && !has(F::Agent),
        F::EffectiveStart => dated(Deadline::first_day),
        F::Start => dated(Deadline::first_day) && !has(F::EffectiveStart),
        F::EffectiveEnd => dated(Deadline::last_day),
        F::End => dated(Deadline::last_day) && !has(F::EffectiveEnd),
        F::Deadline => dated(Deadline::last_day) && !has(F::EffectiveEnd) && !has(F::End),
        F::Status => matches!(element.reading(field), Some(Reading::Status(_))),
        F::Progress => matches!(element.reading(field), Some(Reading::Progress(_))),
        F::HumanResources => matches!(element.reading(field), Some(Reading::FullTimeEquivalents(_))),
        F::OrdinaryBudget | F::ExtraordinaryBudget | F::Budget => {
            // Every budget line has become an article, or none of the budget is said.
            let budgets = [F::OrdinaryBudget, F::ExtraordinaryBudget, F::Budget].map(|field| element.budget(field));
            let lines: usize = budgets.into_iter().flatten().map(|budget| budget.lines.len()).sum();
            lines > 0 && lines == entry.articles.len()
        }
        _ => false,
    }
}

/// A value of the exchange the programme was received in.
fn received<'a>(pst: &'a Pst, name: &str) -> Option<&'a str> {
    let lines = pst.extras.iter().find(|extra| extra.label == EXTRA)?;
    lines.text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))
}

/// An id for a programme that has none: it lasts as long as institution and term do.
fn programme_id(pst: &Pst) -> String {
    let institution = &pst.institution;
    let who = institution.ins_code.clone().or_else(|| institution.designation()).unwrap_or_default();
    let term = pst.legislature.map(|term| format!("-{}-{}", term.first_year, term.last_year)).unwrap_or_default();
    format!("pst-{}{term}", slug(&who, PROGRAMME_ID - 4 - term.len().min(20))).chars().take(PROGRAMME_ID).collect()
}

/// Words in small letters joined by dashes.
fn slug(text: &str, longest: usize) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(longest).collect();
    slug.trim_end_matches('-').to_owned()
}

/// A text of at most so many characters; a cut one ends in an ellipsis and counts.
fn cut(text: &str, longest: usize, count: &mut usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    *count += 1;
    let mut cut: String = text.chars().take(longest - 1).collect();
    cut.push('…');
    cut
}
