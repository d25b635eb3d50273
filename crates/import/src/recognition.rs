//! How a file was understood, for people to look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use passerelle_core::{Bilingual, Lang, Level, Place, ReadHeader, fold};

use crate::clue::{Clue, RowClue};
use crate::columns::{Choice, Column, Weighed, sorts_held};
use crate::content::Content;
use crate::layout::Layout;
use crate::layout::rule::{RowFeatures, RowKind};
use crate::ledger::excerpt;
use crate::row::Row;
use crate::source::{Line, Source};
use crate::vocabulary::Role;

/// Famille de disposition: how a file lays its programme out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Family {
    /// Grille: a row per element, levels by row.
    Grid,
    /// Tableau plat: a row per action, parents repeated in columns.
    Flat,
    /// Fiches: labels and values, a sheet per action.
    Sheets,
    /// Formulaire officiel.
    Form,
}

impl Family {
    /// Every family.
    pub const ALL: &'static [Self] = &[Self::Grid, Self::Flat, Self::Sheets, Self::Form];

    /// The stable name of layout files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Flat => "flat",
            Self::Sheets => "sheets",
            Self::Form => "form",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Grid => lang.pick("grille", "grid"),
            Self::Flat => lang.pick("tableau plat", "flat table"),
            Self::Sheets => lang.pick("fiches", "sheets"),
            Self::Form => lang.pick("formulaire", "form"),
        }
    }
}

/// Ce qui a été reconnu in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recognition {
    /// Family of the layout.
    pub family: Family,
    /// Stable name of the layout; a generic one when no known layout fits.
    pub layout: String,
    /// The layout in words.
    pub layout_label: Bilingual,
    /// Header rows and columns, section by section.
    pub tables: Vec<RecognisedTable>,
    /// Rows in source order.
    pub rows: Vec<RecognisedRow>,
    /// The layout that was applied.
    pub(crate) applied: Option<Layout>,
}

/// A header with its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RecognisedTable {
    /// Places of the header rows (their first cell).
    pub header_rows: Vec<Place>,
    /// Columns from the left.
    pub columns: Vec<RecognisedColumn>,
    /// How often the same header is repeated further down.
    pub repeated: usize,
    /// The texts of the header rows.
    pub header_texts: Vec<Vec<String>>,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecognisedColumn {
    /// The words above it.
    pub header: String,
    /// Stable name of its role: `field:deadline`, `title`, `code`; none for an extra.
    pub role: Option<String>,
    /// Its role in words.
    pub meaning: Bilingual,
    /// Score of the choice, out of 105.
    pub score: i32,
    /// The next best meaning, in words.
    pub runner_up: Option<Bilingual>,
    /// The level that its header names: whose value it holds, or whose codes.
    pub level: Option<Level>,
    /// Its cells are the codes of the titles of that level.
    pub codes: bool,
    /// What a cross in it means.
    pub choice: Option<String>,
    /// What decided its role.
    pub decided: Decided,
    /// The meanings that were weighed, the chosen one first.
    pub weighed: Vec<WeighedMeaning>,
    /// What it holds: sorts of texts, with how many there are among the first two hundred.
    pub holds: Vec<(HeldSort, usize)>,
    pub(crate) aside: bool,
}

impl RecognisedColumn {
    /// Its role, with the level that it speaks of and what a cross in it says; none where nothing was recognised.
    fn in_words(&self) -> Option<Bilingual> {
        self.role.as_ref()?;
        Some(Bilingual::of(|lang| {
            let level = self.level.map(|level| format!(" – {}", level.label(lang).to_lowercase()));
            let cross = self.choice.as_ref().map(|choice| match lang {
                Lang::Fr => format!(" (une croix : « {choice} »)"),
                Lang::En => format!(" (a cross: “{choice}”)"),
            });
            let words = [self.meaning.text(lang), &level.unwrap_or_default(), &cross.unwrap_or_default()].concat();
            lang.spaced(&words).into_owned()
        }))
    }
}

/// Ce qui a décidé du sens of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decided {
    /// Its words; where two meanings fit them, its contents.
    Words,
    /// The words of the group above it.
    Group,
    /// The columns beside it.
    Neighbours,
    /// Its contents alone.
    Contents,
    /// The layout.
    Layout,
    /// Nothing: no meaning was found.
    Nothing,
}

impl Decided {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Group => "group",
            Self::Neighbours => "neighbours",
            Self::Contents => "contents",
            Self::Layout => "layout",
            Self::Nothing => "nothing",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Words => lang.pick("ses mots", "its words"),
            Self::Group => lang.pick("les mots du groupe", "the words of the group"),
            Self::Neighbours => lang.pick("les colonnes voisines", "the columns beside it"),
            Self::Contents => lang.pick("ce qu’elle contient", "what it holds"),
            Self::Layout => lang.pick("la disposition", "the layout"),
            Self::Nothing => lang.pick("aucun sens connu", "no known meaning"),
        }
    }
}

/// Sens pesé: a meaning that a column might have, with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WeighedMeaning {
    /// Stable name of the role.
    pub role: String,
    /// The role in words.
    pub meaning: Bilingual,
    /// Points of the words above the column, out of 105.
    pub words: i32,
    /// Points of what it holds, for or against.
    pub contents: i32,
}

/// Sorte de textes that a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldSort(Content);

impl HeldSort {
    /// The words for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        self.0.label(lang)
    }

    /// So many of it: `3 montants`.
    #[must_use]
    pub fn counted(self, count: usize, lang: Lang) -> String {
        self.0.counted(count, lang)
    }
}

/// A row and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RecognisedRow {
    /// Its place (its first cell).
    pub place: Option<Place>,
    /// What it is, in words: a level, a container, a header. Rows of one sort share them.
    pub kind: Arc<Bilingual>,
    /// The beginning of its title, with its code; of its first text where it has none.
    pub text: String,
    /// It is a header row, which its table shows column by column.
    pub header: bool,
    /// The clues to its level, the one that decided first.
    pub clues: Vec<RowClue>,
    /// The next best level.
    pub runner_up: Option<Level>,
    pub(crate) verdict: Option<RowKind>,
    pub(crate) features: RowFeatures,
}

impl RecognisedRow {
    /// What a clue saw in the row: the words, the shape of the code, the look.
    #[must_use]
    pub fn detail(&self, clue: Clue, lang: Lang) -> Option<String> {
        let quoted = |text: &str| match lang {
            Lang::Fr => format!("« {text} »"),
            Lang::En => format!("“{text}”"),
        };
        match clue {
            Clue::Words => self.features.word.map(quoted),
            Clue::CodeDepth | Clue::CodeColumn => self.features.code.as_deref().map(quoted),
            Clue::Look => self.features.look.map(|look| look.describe(lang)),
            _ => None,
        }
    }
}

impl Recognition {
    pub(crate) fn new(family: Family) -> Self {
        Self {
            family,
            layout: String::new(),
            layout_label: Bilingual::default(),
            tables: Vec::new(),
            rows: Vec::new(),
            applied: None,
        }
    }

    /// What the headers and labels were taken for, equal ones once.
    pub(crate) fn read_headers(&self) -> Vec<ReadHeader> {
        // Where each stands in the list, and the last table that counted for it: a header may lie over several columns.
        let mut known: BTreeMap<(&str, Bilingual), (usize, usize)> = BTreeMap::new();
        let mut headers: Vec<ReadHeader> = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            for column in table.columns.iter().filter(|column| !column.header.is_empty()) {
                let meaning = column.in_words();
                let name = (column.header.as_str(), meaning.clone().unwrap_or_default());
                let (at, last) = known.entry(name).or_insert((headers.len(), number));
                match headers.get_mut(*at) {
                    Some(header) => header.tables += usize::from(std::mem::replace(last, number) != number),
                    None => headers.push(ReadHeader {
                        header: column.header.clone(),
                        meaning,
                        place: table.header_rows.first().cloned(),
                        tables: 1,
                    }),
                }
            }
        }
        headers
    }

    pub(crate) fn header(&mut self, source: &Source<'_>, first: usize, last: usize, repeated: bool) {
        let kind = if repeated { ("en-tête répété", "repeated header") } else { ("en-tête", "header") };
        let kind: Arc<Bilingual> = Arc::new(kind.into());
        for index in first..=last {
            let text = source.lines.get(index).and_then(|l| l.own().next()).map(|c| excerpt(c.text));
            let row = RecognisedRow {
                kind: Arc::clone(&kind),
                text: text.unwrap_or_default(),
                header: true,
                ..RecognisedRow::default()
            };
            self.row(source, index, row);
        }
        if repeated {
            if let Some(table) = self.tables.last_mut() {
                table.repeated += 1;
            }
            return;
        }
        let mut header_rows: Vec<Place> = (first..=last).filter_map(|index| place_of(source, index)).collect();
        // The lower row of a header above rows in pairs was put beside the upper one.
        let lines = || source.lines.get(first..=last).unwrap_or_default().iter().flat_map(Line::own);
        let lower = source.two_rows.iter().filter(|pairs| lines().any(|cell| cell.item == pairs.item));
        header_rows.extend(lower.filter_map(|pairs| source.place(pairs.item)));
        let texts = |line: &Line<'_>| line.own().map(|cell| excerpt_of_header(cell.text)).collect();
        let header_texts = (first..=last).filter_map(|index| source.lines.get(index)).map(texts).collect();
        self.tables.push(RecognisedTable { header_rows, header_texts, ..RecognisedTable::default() });
    }

    pub(crate) fn columns(
        &mut self,
        source: &Source<'_>,
        header: Option<usize>,
        columns: &[Column],
        body: &[&Line<'_>],
    ) {
        let weighed = |weighed: &Weighed| WeighedMeaning {
            role: weighed.role.name(),
            meaning: meaning(Some(weighed.role)),
            words: weighed.words,
            contents: weighed.contents,
        };
        let held = sorts_held(body, columns.len());
        let of = |(column, held): (&Column, Vec<(Content, usize)>)| RecognisedColumn {
            level: column.level,
            codes: column.codes,
            choice: column.choice.clone(),
            decided: decided(column),
            weighed: column.weighed.iter().map(weighed).collect(),
            holds: held.into_iter().map(|(sort, count)| (HeldSort(sort), count)).collect(),
            aside: column.aside,
            header: column.label.clone(),
            role: column.role.map(Role::name),
            meaning: meaning(column.role),
            score: column.score,
            runner_up: column.runner_up.map(|role| meaning(Some(role))),
        };
        let columns: Vec<RecognisedColumn> = columns.iter().zip(held).map(of).collect();
        let place = header.and_then(|line| place_of(source, line));
        match self.tables.iter_mut().find(|t| place.is_some() && t.header_rows.first() == place.as_ref()) {
            Some(table) => table.columns = columns,
            None => self.tables.push(RecognisedTable { columns, ..RecognisedTable::default() }),
        }
    }

    pub(crate) fn row(&mut self, source: &Source<'_>, line: usize, mut row: RecognisedRow) {
        row.place = place_of(source, line);
        self.rows.push(row);
    }

    /// The lines that a row goes on with, where it was cut.
    pub(crate) fn rests(&mut self, source: &Source<'_>, row: &Row<'_>) {
        let mut before = None;
        for (line, cell) in &row.rests {
            if before.replace(*line) != Some(*line) {
                let kind = Arc::new(("suite", "continuation").into());
                self.row(source, *line, RecognisedRow { kind, text: excerpt(cell.text), ..RecognisedRow::default() });
            }
        }
    }
}

/// What a column is taken for.
pub(crate) fn meaning(role: Option<Role>) -> Bilingual {
    role.map_or_else(|| Bilingual::new("donnée supplémentaire", "extra"), |role| Bilingual::of(|lang| role.label(lang)))
}

/// What stands for the code of an element that has none.
pub(crate) fn without_code() -> Bilingual {
    Bilingual::new("sans code", "without code")
}

fn decided(column: &Column) -> Decided {
    match column.decided {
        Choice::Layout => Decided::Layout,
        _ if column.role.is_none() => Decided::Nothing,
        Choice::Words => Decided::Words,
        Choice::Group => Decided::Group,
        Choice::Neighbours => Decided::Neighbours,
        Choice::Contents => Decided::Contents,
    }
}

/// A header's text on one line.
fn excerpt_of_header(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place_of(source: &Source<'_>, line: usize) -> Option<Place> {
    // A cell that is merged from above stands in another row.
    let cell = source.lines.get(line).and_then(|line| line.own().next().or_else(|| line.cells.first()));
    cell.and_then(|cell| source.place(cell.item))
}

impl Recognition {
    /// The labels of sheets, each once.
    pub(crate) fn sheet_labels<'e>(&mut self, labels: impl Iterator<Item = (&'e str, Option<Role>)>) {
        let mut table = RecognisedTable::default();
        for (label, role) in labels {
            let name = role.map(Role::name);
            let folded = fold(label);
            if label.is_empty()
                || table.columns.iter().any(|column| column.role == name && fold(&column.header) == folded)
            {
                continue;
            }
            table.columns.push(RecognisedColumn {
                header: label.to_owned(),
                role: name,
                meaning: meaning(role),
                score: 100,
                runner_up: None,
                level: None,
                codes: false,
                choice: None,
                decided: if role.is_some() { Decided::Words } else { Decided::Nothing },
                weighed: Vec::new(),
                holds: Vec::new(),
                aside: false,
            });
        }
        self.tables.push(table);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_header_is_told_with_what_it_was_taken_for() {
        let table = "Code\tAction\tPilote\tÉchéance\tMarotte\n1.1\tOuvrir une crèche\tA. Roy\t2026\tx y\n\
                     1.2\tPlanter des haies\tB. Noël\t2027\tz\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(table.as_bytes(), "pst.tsv", &limits).unwrap();
        let headers = crate::import(&tables, "pst.tsv").unwrap().report.headers;
        let told: Vec<(&str, Option<&str>)> = headers
            .iter()
            .map(|h| (h.header.as_str(), h.meaning.as_ref().map(|meaning| meaning.text(Lang::Fr))))
            .collect();
        assert_eq!(told.len(), 5, "{told:?}");
        assert_eq!(told[3].0, "Échéance");
        assert!(told[3].1.is_some_and(|meaning| meaning.to_lowercase().contains("échéance")), "{told:?}");
        assert_eq!(told[4], ("Marotte", None));
        assert!(headers.iter().all(|header| header.tables == 1 && header.place.is_some()));
    }
}
