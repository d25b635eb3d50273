//! Équipements du Plan HP and their residents, in Word and in Excel: a table a year with its totals, then the trend.

mod excel;
mod word;

use passerelle_core::plan_hp::{Count, EquipmentYear, Equipments, Figure, TrendLine, TrendYear, equipment_trend};
use passerelle_core::{Extra, Lang};

pub use excel::equipments_xlsx;
pub use word::equipments_docx;

/// Figures that have a column in every table.
const ALWAYS: [Figure; 5] =
    [Figure::Domiciled, Figure::Undomiciled, Figure::Residents, Figure::Entries, Figure::Departures];

/// The table of a year.
struct YearTable<'e> {
    year: Option<i16>,
    records: Vec<&'e EquipmentYear>,
    figures: Vec<Figure>,
    /// Headers of further columns; a header that stands twice in a record has two columns.
    extras: Vec<(&'e str, usize)>,
}

impl<'e> YearTable<'e> {
    /// The tables, by year; one without rows when there is no record at all.
    fn all(equipments: &'e Equipments) -> Vec<Self> {
        let mut years: Vec<Option<i16>> = equipments.years().into_iter().map(Some).collect();
        if years.is_empty() || equipments.of_year(None).next().is_some() {
            years.push(None);
        }
        years.into_iter().map(|year| Self::of(equipments, year)).collect()
    }

    fn of(equipments: &'e Equipments, year: Option<i16>) -> Self {
        let records: Vec<&EquipmentYear> = equipments.of_year(year).collect();
        let has = |figure| records.iter().any(|record| record.figures.contains_key(&figure));
        let mut figures = ALWAYS.to_vec();
        let rehoused = [Figure::RehousedDepartures, Figure::Rehousings];
        figures.extend(rehoused.into_iter().filter(|figure| has(*figure)));
        if figures.len() == ALWAYS.len() {
            figures.push(Figure::Rehousings);
        }
        let mut extras: Vec<(&str, usize)> = Vec::new();
        for record in &records {
            for named in numbered(&record.extras) {
                if !extras.contains(&named) {
                    extras.push(named);
                }
            }
        }
        // The columns of one header side by side, in their order.
        let order: Vec<&str> = extras.iter().map(|(label, _)| *label).collect();
        extras.sort_by_key(|(label, number)| (order.iter().position(|known| known == label), *number));
        Self { year, records, figures, extras }
    }

    fn name(&self, lang: Lang) -> String {
        self.year.map_or_else(|| lang.pick("Sans année", "Without year").to_owned(), |year| year.to_string())
    }

    /// The headers of all columns.
    fn headers(&self, lang: Lang) -> Vec<&'e str> {
        let front = [lang.pick("Équipement", "Equipment"), "Phase", lang.pick("Statut juridique", "Legal status")];
        let figures = self.figures.iter().map(|figure| figure.label(lang));
        front.into_iter().chain(figures).chain(self.extras.iter().map(|(label, _)| *label)).collect()
    }

    /// The words before the figures of a record.
    fn front(record: &EquipmentYear) -> [&str; 3] {
        let phase = record.phase.as_ref().map_or("", |phase| phase.text.as_str());
        [&record.name, phase, record.legal_status.as_deref().unwrap_or_default()]
    }

    /// The extras of a record, a text per column.
    fn extras_of(&self, record: &'e EquipmentYear) -> Vec<&'e str> {
        let named: Vec<_> = numbered(&record.extras).collect();
        let at = |column: &(&str, usize)| named.iter().position(|name| name == column);
        let text = |column| at(column).and_then(|at| record.extras.get(at)).map_or("", |extra| extra.text.as_str());
        self.extras.iter().map(text).collect()
    }

    /// The sum of a column; none when it holds no number.
    fn sum(&self, figure: Figure) -> Option<u32> {
        let number = |record: &&EquipmentYear| match figure {
            // Where « / » is printed, the parts may still be known.
            Figure::Residents => record.residents(),
            figure => record.number(figure),
        };
        self.records.iter().filter_map(number).reduce(u32::saturating_add)
    }
}

/// Each extra with its header and how many of that header stood before it.
fn numbered(extras: &[Extra]) -> impl Iterator<Item = (&str, usize)> {
    extras.iter().enumerate().map(|(at, extra)| {
        let before = extras.iter().take(at).filter(|other| other.label == extra.label).count();
        (extra.label.as_str(), before)
    })
}

/// What stands in the column of a figure: what is printed; for all residents their sum when both kinds are known.
fn shown(record: &EquipmentYear, figure: Figure) -> Option<Count> {
    let own = record.figures.get(&figure).cloned();
    let sum = || record.residents().filter(|_| figure == Figure::Residents).map(Count::Number);
    own.or_else(sum)
}

/// Colours of the chart, dark to pale so that they differ on grey paper too.
const COLOURS: [u32; 4] = [0x1F3A5F, 0x6F93BC, 0xC9CFD6, 0xE9C46A];
const CHART_TITLE: (&str, &str) = ("Résidents par phase", "Residents by phase");
const CHART_AXIS: (&str, &str) = ("Nombre de résidents", "Number of residents");
const CHART_ALT: (&str, &str) = (
    "Colonnes par année : résidents de chaque phase ; les nombres sont dans le tableau.",
    "Columns by year: residents of each phase; the numbers stand in the table.",
);

fn title(equipments: &Equipments, lang: Lang) -> String {
    let words = lang.pick("Équipements et résidents du Plan HP", "Equipments and residents of the Plan HP");
    match equipments.years().as_slice() {
        [] => words.to_owned(),
        [year] => format!("{words} {year}"),
        [first, .., last] => format!("{words} {first}-{last}"),
    }
}

fn commune_line(commune: &str, lang: Lang) -> String {
    format!("{}{commune}", lang.pick("Commune : ", "Municipality: "))
}

/// A column of the trend: its header in both languages and its number.
type TrendColumn = (&'static str, &'static str, fn(&TrendYear) -> Option<i64>);

/// The figures of the trend; the last is worked out of the first.
const TREND: [TrendColumn; 5] = [
    ("Résidents", "Residents", |year| year.residents.map(i64::from)),
    ("Entrées", "Entries", |year| year.entries.map(i64::from)),
    ("Départs", "Departures", |year| year.departures.map(i64::from)),
    ("Relogements", "Rehousings", |year| year.rehousings.map(i64::from)),
    ("Différence avec l’année précédente", "Difference with the year before", |year| year.difference),
];

fn trend_headers(lang: Lang) -> Vec<&'static str> {
    let front = [lang.pick("Équipements", "Equipments"), lang.pick("Année", "Year")];
    let figures = TREND.iter().map(|(fr, en, _)| lang.pick(fr, en));
    front.into_iter().chain(figures).chain([lang.pick("Remarque", "Remark")]).collect()
}

/// What is to be known of a tally.
fn remark(line: &TrendLine, year: usize, lang: Lang) -> &'static str {
    match line.years.get(year).copied().flatten() {
        None => lang.pick("pas de donnée", "no data"),
        Some(tally) if tally.partial => lang.pick("résidents incomplets", "residents incomplete"),
        Some(_) => "",
    }
}
