//! Which columns a PST grid shows and the sequence of its rows: one decision for every grid that is written,
//! Word or Excel. The columns follow the document: only what occurs has one.

mod below;
mod title;

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Classification, ClassificationKind, Element, ElementId, Field, Lang, Level, Pst};

pub use below::TextBelow;
pub use title::{code_stands_apart, heading, printed_title};

/// The containers that may be printed as rows or headings of their own, from the outermost.
const CONTAINERS: [ClassificationKind; 4] = [
    ClassificationKind::Volet,
    ClassificationKind::Domain,
    ClassificationKind::PoliticalObjective,
    ClassificationKind::Category,
];

/// Grille: the columns of a programme and its rows, in sections.
///
/// ```
/// use passerelle_core::{Field, FieldValue, Lang, Level, Pst};
/// use passerelle_export::columns::{Grid, Line};
/// let mut pst = Pst::default();
/// let os = pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
/// let action = pst.outline.add(Some(&os), Level::Action, "Revoir le règlement du taxi social");
/// if let Some(action) = pst.outline.get_mut(&action) {
///     action.fields.insert(Field::Deadline, FieldValue::new("Fin 2020"));
/// }
/// let grid = Grid::of(&pst, Lang::Fr);
/// let headers: Vec<&str> = grid.columns.iter().map(|column| column.header.as_str()).collect();
/// assert_eq!(headers, ["Objectifs et actions", "Échéance"]);
/// let rows: Vec<&[String]> = grid
///     .lines()
///     .filter_map(|line| match line {
///         Line::Element(row) => Some(row.cells.as_slice()),
///         Line::Container(_) => None,
///     })
///     .collect();
/// assert_eq!(rows[0], ["Objectif stratégique\u{a0}: Être une commune solidaire", ""]);
/// assert_eq!(rows[1], ["Revoir le règlement du taxi social", "Fin 2020"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grid<'a> {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The sections, one per objectif stratégique (and one for what stands under none).
    pub sections: Vec<Section<'a>>,
}

/// Colonne of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// What it holds.
    pub content: Content,
    /// Its header, in words that the importer knows.
    pub header: String,
    /// The heading it shares with its neighbours, if any: only for a row of group headings above the headers.
    pub group: Option<Group>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Content {
    /// The name of each row's level.
    Level,
    /// The printed code, where it stands apart from the title.
    Code,
    /// The title as printed.
    Title,
    /// A classification that elements carry one by one.
    Classification(ClassificationKind),
    /// Further objectives that an action serves.
    AlsoServes,
    /// A field.
    Field(Field),
    /// An extra: the header's words, and which of an element's extras of that label (from 0).
    Extra(String, usize),
    /// What found no column of its own, a line each: `Risques : incendie`.
    Others,
}

/// Groupe de colonnes: a heading above several columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Group {
    /// Pilotes.
    Pilots,
    /// Partenaires.
    Partners,
    /// Planification.
    Planning,
    /// Budget.
    Budget,
    /// Suivi.
    FollowUp,
}

/// Section: the containers printed before it, and its rows; the first row is its objectif stratégique, if it has
/// one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Section<'a> {
    /// How many containers of the sections before go on around it.
    pub level: usize,
    /// Volet, domaine… that begin here, from the outermost; empty when those of the section before go on.
    pub containers: Vec<&'a Classification>,
    /// Element rows.
    pub rows: Vec<Row<'a>>,
}

/// Ligne of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The element.
    pub element: &'a Element,
    /// How many ancestors it has.
    pub depth: usize,
    /// A text per column of the grid.
    pub cells: Vec<String>,
    /// An objective with nothing but code and title: its title may run over all columns.
    pub wide: bool,
    /// Long texts that stand below the row, over the whole width.
    pub below: Vec<TextBelow>,
}

/// One line of a flat grid, as in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'g, 'a> {
    /// A volet, domaine… over all columns.
    Container(&'a Classification),
    /// An element.
    Element(&'g Row<'a>),
}

impl Content {
    /// It belongs to the title: level, code or the title itself.
    fn is_of_title(&self) -> bool {
        matches!(self, Self::Level | Self::Code | Self::Title)
    }
}

impl Group {
    /// The heading.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Pilots => lang.pick("Pilotes", "Leads"),
            Self::Partners => lang.pick("Partenaires", "Partners"),
            Self::Planning => lang.pick("Planification", "Planning"),
            Self::Budget => lang.pick("Budget", "Budget"),
            Self::FollowUp => lang.pick("Suivi", "Follow-up"),
        }
    }

    /// The group of a field.
    #[must_use]
    pub fn of(field: Field) -> Option<Self> {
        use Field as F;
        Some(match field {
            F::PoliticalPilot | F::AdministrativePilot | F::Service | F::Agent | F::Bearer => Self::Pilots,
            F::Partners | F::InternalPartners | F::ExternalPartners => Self::Partners,
            F::Steps | F::Start | F::End | F::EffectiveStart | F::EffectiveEnd | F::Deadline => Self::Planning,
            F::OrdinaryBudget | F::ExtraordinaryBudget | F::Subsidies | F::Budget | F::Financing => Self::Budget,
            F::Priority | F::Status | F::Progress | F::Health | F::Indicators => Self::FollowUp,
            _ => return None,
        })
    }
}

impl<'a> Grid<'a> {
    /// The grid of a programme.
    #[must_use]
    pub fn of(pst: &'a Pst, lang: Lang) -> Self {
        Self::with(pst, lang, false)
    }

    /// The same with the level of each row in a column of its own, where not every row says it in its title or
    /// code: for sheets, where nothing else would tell `1.1` from `1.1.1`.
    #[must_use]
    pub fn with_levels(pst: &'a Pst, lang: Lang) -> Self {
        Self::with(pst, lang, true)
    }

    fn with(pst: &'a Pst, lang: Lang, levels: bool) -> Self {
        let ordered = in_tree_order(pst);
        let containers = container_kinds(&ordered);
        let mut columns = columns(&ordered, &containers, lang);
        // A table of titles alone would be no table to a reader.
        let unsaid = || ordered.iter().any(|(element, _)| !title::says_its_level(element, lang));
        let levels = levels && (columns.len() == 1 || unsaid());
        if levels {
            let header = lang.pick("Niveau", "Level").to_owned();
            columns.insert(0, Column { content: Content::Level, header, group: None });
        }
        let serves = served_names(pst);
        let mut sections: Vec<Section<'a>> = Vec::new();
        let mut open: Vec<&'a Classification> = Vec::new();
        for (element, depth) in &ordered {
            let path = if *depth == 0 { path_of(element, &containers) } else { open.clone() };
            let shared = path.iter().zip(&open).take_while(|(new, old)| same_container(new, old)).count();
            let begun: Vec<_> = path.iter().skip(shared).copied().collect();
            if sections.is_empty() || element.level == Level::StrategicObjective || !begun.is_empty() {
                sections.push(Section { level: shared, containers: begun, rows: Vec::new() });
            }
            open = path;
            let cells: Vec<String> = columns
                .iter()
                .map(|column| cell(element, &column.content, &containers, &serves, levels, lang))
                .collect();
            let objective = matches!(element.level, Level::StrategicObjective | Level::OperationalObjective);
            let wide = objective
                && columns.iter().zip(&cells).all(|(column, text)| text.is_empty() || column.content.is_of_title());
            if let Some(section) = sections.last_mut() {
                section.rows.push(Row { element, depth: *depth, cells, wide, below: Vec::new() });
            }
        }
        Self { columns, sections }
    }

    /// All lines from top to bottom: containers and elements.
    pub fn lines<'g>(&'g self) -> impl Iterator<Item = Line<'g, 'a>> {
        self.sections.iter().flat_map(|section| {
            let containers = section.containers.iter().map(|container| Line::Container(container));
            containers.chain(section.rows.iter().map(Line::Element))
        })
    }

    /// The grid with `most` columns at most: what the last ones say comes together in one, each text behind its
    /// header. For paper, where too many columns leave no room for words.
    #[must_use]
    pub fn narrowed(mut self, most: usize, lang: Lang) -> Self {
        if self.columns.len() <= most || most == 0 {
            return self;
        }
        let folded = self.columns.split_off(most - 1);
        let header = lang.pick("Autres données", "Other data").to_owned();
        self.columns.push(Column { content: Content::Others, header, group: None });
        for row in self.sections.iter_mut().flat_map(|section| &mut section.rows) {
            let texts = row.cells.split_off(most - 1);
            let lines =
                folded.iter().zip(&texts).filter(|(_, text)| !text.is_empty()).map(|(column, text)| {
                    match column.header.trim() {
                        "" => text.clone(),
                        header => format!("{header}{}{text}", lang.pick("\u{a0}: ", ": ")),
                    }
                });
            row.cells.push(lines.collect::<Vec<_>>().join("\n"));
        }
        self
    }

    /// The row of group headings: each heading with how many columns it covers; none when no heading would cover
    /// two columns. A heading over one column alone is left out, its cell being the column's own header.
    #[must_use]
    pub fn groups(&self) -> Option<Vec<(Option<Group>, usize)>> {
        let mut groups: Vec<(Option<Group>, usize)> = Vec::new();
        for column in &self.columns {
            match groups.last_mut() {
                Some((Some(group), count)) if Some(*group) == column.group => *count += 1,
                _ => groups.push((column.group, 1)),
            }
        }
        for (group, count) in &mut groups {
            if *count == 1 {
                *group = None;
            }
        }
        groups.iter().any(|(group, _)| group.is_some()).then_some(groups)
    }
}

/// The elements as a tree is printed, each with its depth. For every outline that is already in that order (all
/// that are read from a grid) nothing moves; others would come back with other parents.
fn in_tree_order(pst: &Pst) -> Vec<(&Element, usize)> {
    let mut children: BTreeMap<Option<&ElementId>, Vec<&Element>> = BTreeMap::new();
    for element in pst.outline.elements() {
        children.entry(element.parent.as_ref()).or_default().push(element);
    }
    let mut ordered = Vec::with_capacity(pst.outline.elements().len());
    let mut waiting: Vec<(&Element, usize)> = Vec::new();
    let roots = children.get(&None).cloned().unwrap_or_default();
    waiting.extend(roots.into_iter().rev().map(|root| (root, 0)));
    while let Some((element, depth)) = waiting.pop() {
        ordered.push((element, depth));
        let below = children.remove(&Some(&element.id)).unwrap_or_default();
        waiting.extend(below.into_iter().rev().map(|child| (child, depth + 1)));
    }
    ordered
}

/// The kinds that are printed as containers: those set at roots, unless a root without one follows a root with
/// one, for a printed container holds until the next.
fn container_kinds(ordered: &[(&Element, usize)]) -> BTreeSet<ClassificationKind> {
    let roots = || ordered.iter().filter(|(_, depth)| *depth == 0).map(|(element, _)| *element);
    CONTAINERS
        .into_iter()
        .filter(|kind| {
            let set: Vec<bool> = roots().map(|root| root.classification(*kind).is_some()).collect();
            set.contains(&true) && !set.windows(2).any(|pair| matches!(pair, [true, false]))
        })
        .collect()
}

fn path_of<'a>(element: &'a Element, containers: &BTreeSet<ClassificationKind>) -> Vec<&'a Classification> {
    CONTAINERS
        .into_iter()
        .filter(|kind| containers.contains(kind))
        .filter_map(|kind| element.classification(kind))
        .collect()
}

fn same_container(one: &Classification, other: &Classification) -> bool {
    one.kind == other.kind && one.text == other.text && one.label == other.label && one.code == other.code
}

fn columns(ordered: &[(&Element, usize)], containers: &BTreeSet<ClassificationKind>, lang: Lang) -> Vec<Column> {
    let any = |test: &dyn Fn(&Element, usize) -> bool| ordered.iter().any(|(element, depth)| test(element, *depth));
    let mut columns = Vec::new();
    let mut add = |content, header: &str, group| columns.push(Column { content, header: header.to_owned(), group });
    if any(&|element, _| code_stands_apart(element)) {
        add(Content::Code, lang.pick("Numéro", "Number"), None);
    }
    add(Content::Title, lang.pick("Objectifs et actions", "Objectives and actions"), None);
    for kind in CONTAINERS {
        let apart = |element: &Element, depth| {
            element.classification(kind).is_some() && (depth > 0 || !containers.contains(&kind))
        };
        if any(&apart) {
            add(Content::Classification(kind), kind_label(kind, lang), None);
        }
    }
    if any(&|element, _| !element.also_serves.is_empty()) {
        add(Content::AlsoServes, lang.pick("Sert aussi", "Also serves"), None);
    }
    let fields: BTreeSet<Field> = ordered.iter().flat_map(|(element, _)| element.fields.keys().copied()).collect();
    for field in fields {
        add(Content::Field(field), field.label(lang), Group::of(field));
    }
    let rows: Vec<Vec<Label<'_>>> = ordered.iter().map(|(element, _)| numbered_extras(element).collect()).collect();
    let labels = in_common_order(&rows);
    for (label, nth) in labels {
        add(Content::Extra(label.to_owned(), nth), label, None);
    }
    columns
}

/// The labels of an element's extras, each with how many of the same label stand before it: two columns may have
/// the same header.
fn numbered_extras(element: &Element) -> impl Iterator<Item = Label<'_>> {
    element.extras.iter().enumerate().map(|(index, extra)| {
        let before = element.extras.iter().take(index).filter(|other| other.label == extra.label).count();
        (extra.label.as_str(), before)
    })
}

/// The label of an extra, and how many of the same stand before it in its element.
type Label<'a> = (&'a str, usize);

/// The labels in an order that keeps each element's own, as the columns of one table had it; where two elements
/// contradict each other, the first one seen stands first. Beside the titles a column without label would be taken
/// for more of them, so it waits for the others.
fn in_common_order<'a>(rows: &[Vec<Label<'a>>]) -> Vec<Label<'a>> {
    let mut waiting: Vec<Label<'a>> = Vec::new();
    for label in rows.iter().flatten() {
        if !waiting.contains(label) {
            waiting.push(*label);
        }
    }
    let before: BTreeSet<(Label<'a>, Label<'a>)> =
        rows.iter().flat_map(|row| row.iter().copied().zip(row.iter().copied().skip(1))).collect();
    let mut labels = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = |label: &Label<'a>| !waiting.iter().any(|other| before.contains(&(*other, *label)));
        let named = waiting.iter().position(|label| !label.0.is_empty() && free(label));
        let at = named.or_else(|| waiting.iter().position(free)).unwrap_or(0);
        labels.push(waiting.remove(at));
    }
    labels
}

/// How a served objective is named: by its code, else by its title.
fn served_names(pst: &Pst) -> BTreeMap<&ElementId, String> {
    pst.outline
        .elements()
        .iter()
        .map(|element| {
            let title = || element.title.text.split_whitespace().collect::<Vec<_>>().join(" ");
            (&element.id, element.code.as_ref().map_or_else(title, |code| code.text.clone()))
        })
        .collect()
}

fn cell(
    element: &Element,
    content: &Content,
    containers: &BTreeSet<ClassificationKind>,
    serves: &BTreeMap<&ElementId, String>,
    levels: bool,
    lang: Lang,
) -> String {
    let found = match content {
        Content::Level => Some(title::short_level(element.level, lang).to_owned()),
        Content::Code => element.code.as_ref().filter(|_| code_stands_apart(element)).map(|code| code.text.clone()),
        Content::Title if levels && !title::text(element).is_empty() => Some(title::text(element).to_owned()),
        Content::Title => Some(printed_title(element, lang)),
        Content::Classification(kind) => element
            .classification(*kind)
            .filter(|_| element.parent.is_some() || !containers.contains(kind))
            .map(|classification| printed_words(classification).to_owned()),
        Content::AlsoServes => {
            let names = element.also_serves.iter().map(|id| serves.get(id).map_or(id.0.as_str(), String::as_str));
            Some(names.collect::<Vec<_>>().join("\n"))
        }
        Content::Field(field) => element.field(*field).map(|value| value.written()),
        Content::Extra(label, nth) => {
            element.extras.iter().filter(|extra| extra.label == *label).nth(*nth).map(|extra| extra.text.clone())
        }
        Content::Others => None,
    };
    found.unwrap_or_default()
}

/// A container as printed, its kind before it where the printed text does not say it.
///
/// ```
/// use passerelle_core::{Classification, Lang};
/// use passerelle_export::columns::container_text;
/// assert_eq!(container_text(&Classification::volet("VOLET INTERNE", None), Lang::Fr), "VOLET INTERNE");
/// assert_eq!(container_text(&Classification::volet("Externe", None), Lang::Fr), "Volet\u{a0}: Externe");
/// ```
#[must_use]
pub fn container_text(container: &Classification, lang: Lang) -> String {
    let text = printed_words(container);
    if title::says_its_kind(container.kind, text) {
        return text.to_owned();
    }
    if container.kind == ClassificationKind::Volet && container.text.trim().is_empty() {
        // The canonical labels read as words of a sentence: « Volet interne et externe ».
        return format!("{} {text}", kind_label(container.kind, lang));
    }
    format!("{}{}{text}", kind_label(container.kind, lang), lang.pick("\u{a0}: ", ": "))
}

/// The printed text; the label when none is known.
fn printed_words(classification: &Classification) -> &str {
    if classification.text.trim().is_empty() { &classification.label } else { &classification.text }
}

/// The header of a column of classifications.
#[must_use]
pub fn kind_label(kind: ClassificationKind, lang: Lang) -> &'static str {
    match kind {
        ClassificationKind::Volet => lang.pick("Volet", "Part"),
        ClassificationKind::Domain => lang.pick("Domaine", "Domain"),
        ClassificationKind::PoliticalObjective => lang.pick("Objectif politique", "Political objective"),
        _ => lang.pick("Catégorie", "Category"),
    }
}

#[cfg(test)]
mod tests;
