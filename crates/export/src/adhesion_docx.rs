//! The adhesion file of the Plan HP as a Word document: what is known stands in it, what is missing is a place to fill in.

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::plan_hp::{
    Adhesion, AdhesionField, AdhesionForm, AdhesionHolds, AdhesionPart, Convention, EquipmentYear, Figure,
};
use passerelle_core::{Element, Field, Lang, Level};

use crate::docx::{
    Block, Cell, Control, ControlKind, Docx, Fill, Inline, Look, Paragraph, Row, Style, TEXT_WIDTH, Table,
};
use crate::{Error, Options};

/// Size of the text in tables, in half points.
const CELL_SIZE: u8 = 18;
/// The form whose objectives stand there when no programme is known.
const FIRST_FORM: i16 = 2024;
/// So many lines stand ready where no equipment is known.
const BLANK_EQUIPMENTS: usize = 3;
/// Columns of the table of equipments: stable name, header in both languages, width.
const DIAGNOSIS: [(&str, &str, &str, u32); 6] = [
    ("nom", "Équipement", "Equipment", 4_200),
    ("phase", "Phase", "Phase", 1_900),
    ("statut", "Statut juridique", "Legal status", 3_700),
    ("domicilies", "Résidents domiciliés", "Residents domiciled", 1_800),
    ("non_domicilies", "Résidents non domiciliés", "Residents not domiciled", 1_800),
    ("total", "Total des résidents", "Total of residents", 1_736),
];
/// Where its counts begin.
const DIAGNOSIS_COUNTS: usize = 3;
/// Columns of the table of actions: stable name, header in both languages, field (none for the title), width.
const PROGRAMME: [(&str, &str, &str, Option<Field>, u32); 5] = [
    ("objectif", "Objectif stratégique", "Strategic objective", None, 3_200),
    ("intitule", "Intitulé de l’action", "Title of the action", None, 4_000),
    ("objectifs", "Objectifs de l’action", "Objectives of the action", Some(Field::Objectives), 3_700),
    ("nature", "Nature", "Nature", Some(Field::Nature), 2_000),
    ("calendrier", "Calendrier", "Schedule", Some(Field::Schedule), 2_236),
];

/// Le dossier d'adhésion en Word, as a draft: the official form is not public, which its first page says.
///
/// ```
/// use passerelle_core::plan_hp::{Adhesion, AdhesionForm};
/// use passerelle_export::{Options, adhesion_docx};
/// let form = AdhesionForm::builtin()?;
/// let bytes = adhesion_docx(&form, &Adhesion::default(), &Options::new())?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Error`] when a part or the package could not be put together.
pub fn adhesion_docx(form: &AdhesionForm, adhesion: &Adhesion, options: &Options) -> Result<Vec<u8>, Error> {
    let lang = options.lang;
    let title = options.title.clone().unwrap_or_else(|| form.title().text(lang).to_owned());
    let commune = adhesion.field("commune").map(str::to_owned);
    let mut body = Vec::new();
    body.extend(commune.iter().map(|name| Block::Paragraph(Paragraph::new(Style::Institution, name))));
    body.push(Block::Paragraph(Paragraph::new(Style::Title, &title)));
    body.push(Block::Paragraph(Paragraph::new(Style::Notice, form.notice().text(lang))));
    let paper = Paper { form, adhesion, lang };
    for part in &form.parts {
        body.push(Block::Paragraph(Paragraph::new(Style::Heading(1), part.title().text(lang))));
        match part.holds {
            AdhesionHolds::Fields => body.push(Block::Table(paper.fields(part))),
            AdhesionHolds::Equipments => paper.equipments(part, &mut body),
            AdhesionHolds::Actors => body.push(Block::Table(paper.actors(part))),
            AdhesionHolds::Programme => paper.programme(part, &mut body),
            _ => {}
        }
    }
    Docx {
        title,
        author: commune,
        date: options.date,
        page_word: lang.pick("page", "page").to_owned(),
        protected: options.protected,
        looks: vec![Look::Domain],
        cell_size: CELL_SIZE,
        body,
    }
    .to_bytes()
}

struct Paper<'a> {
    form: &'a AdhesionForm,
    adhesion: &'a Adhesion,
    lang: Lang,
}

impl Paper<'_> {
    /// A place to fill in, with what is known.
    fn place(&self, tag: String, alias: &str, kind: ControlKind, content: Option<&str>) -> Cell {
        let placeholder = match kind {
            ControlKind::Date(_) => {
                self.lang.pick("À compléter : choisissez la date", "To be filled in: choose the date")
            }
            _ => self.lang.pick("À compléter", "To be filled in"),
        };
        let control = Control {
            tag,
            alias: alias.to_owned(),
            kind,
            content: content.filter(|text| !text.trim().is_empty()).map(str::to_owned),
            placeholder: placeholder.to_owned(),
        };
        Cell::new(Paragraph::of(Style::Cell, vec![Inline::Control(control)]))
    }

    fn text(&self, tag: String, alias: &str, content: Option<&str>) -> Cell {
        self.place(tag, alias, ControlKind::Text, content)
    }

    fn field(&self, part: &AdhesionPart, field: &AdhesionField) -> Cell {
        let kind = if field.date { ControlKind::Date(None) } else { ControlKind::Text };
        let label = field.label();
        self.place(format!("{}.{}", part.key, field.key), label.text(self.lang), kind, self.adhesion.field(&field.key))
    }

    fn fields(&self, part: &AdhesionPart) -> Table {
        let rows = part.fields.iter().map(|field| {
            let label = Cell::new(Paragraph::new(Style::CellHeader, field.label().text(self.lang)));
            Row::new(vec![label.fill(Some(Fill::Header)), self.field(part, field)])
        });
        let headers = [self.lang.pick("Donnée", "Datum"), self.lang.pick("Réponse", "Answer")];
        let description = self.lang.pick("Une ligne par donnée.", "A row per datum.");
        self.table(part, &headers, vec![5_000, TEXT_WIDTH - 5_000], rows.collect(), description)
    }

    fn table(
        &self,
        part: &AdhesionPart,
        headers: &[&str],
        widths: Vec<u32>,
        rows: Vec<Row>,
        description: &str,
    ) -> Table {
        let header = |text: &&str| Cell::new(Paragraph::new(Style::CellHeader, *text)).fill(Some(Fill::Header));
        let mut all = vec![Row::header(headers.iter().map(header).collect())];
        all.extend(rows);
        Table {
            caption: part.title().text(self.lang).to_owned(),
            description: description.to_owned(),
            widths,
            rows: all,
        }
    }

    fn equipments(&self, part: &AdhesionPart, body: &mut Vec<Block>) {
        let lang = self.lang;
        let known = self.adhesion.equipments.as_ref();
        // The newest year; what bears no year only where there is no other.
        let year = known.and_then(|known| known.years().last().copied());
        let records: Vec<&EquipmentYear> = known.map(|known| known.of_year(year).collect()).unwrap_or_default();
        if let Some(year) = year {
            let words = lang.pick("Résidents de l’année ", "Residents of the year ");
            body.push(Block::Paragraph(Paragraph::new(Style::Detail, format!("{words}{year}"))));
        }
        let mut rows = Vec::new();
        let count = if records.is_empty() { BLANK_EQUIPMENTS } else { records.len() };
        for line in 0..count {
            let texts = records.get(line).map(|record| {
                let number = |figure| record.figures.get(&figure).map(|count| count.text());
                let total = number(Figure::Residents).or_else(|| Some(record.residents()?.to_string()));
                [
                    Some(record.name.clone()),
                    record.phase.as_ref().map(|phase| phase.text.clone()),
                    record.legal_status.clone(),
                    number(Figure::Domiciled),
                    number(Figure::Undomiciled),
                    total,
                ]
            });
            let cells = DIAGNOSIS.iter().enumerate().map(|(at, (key, fr, en, _))| {
                let content = texts.as_ref().and_then(|texts| texts.get(at)?.as_deref());
                let alias = format!("{} {}, {}", lang.pick("Équipement", "Equipment"), line + 1, lang.pick(fr, en));
                self.text(format!("{}.equipement{}.{key}", part.key, line + 1), &alias, content)
            });
            rows.push(Row::new(cells.collect()));
        }
        if !records.is_empty() {
            let sum = |of: &dyn Fn(&EquipmentYear) -> Option<u32>| {
                let sum = records.iter().filter_map(|record| of(record)).reduce(u32::saturating_add);
                sum.map(|sum| sum.to_string()).unwrap_or_default()
            };
            let texts = [
                "Total".to_owned(),
                String::new(),
                String::new(),
                sum(&|record| record.number(Figure::Domiciled)),
                sum(&|record| record.number(Figure::Undomiciled)),
                sum(&EquipmentYear::residents),
            ];
            let cell = |text| Cell::new(Paragraph::new(Style::CellHeader, text)).fill(Some(Fill::Operational));
            rows.push(Row::new(texts.into_iter().map(cell).collect()));
        }
        let headers: Vec<&str> = DIAGNOSIS.iter().map(|(_, fr, en, _)| lang.pick(fr, en)).collect();
        let widths = DIAGNOSIS.iter().map(|(.., width)| *width).collect();
        let description = lang.pick("Une ligne par équipement.", "A row per equipment.");
        let mut table = self.table(part, &headers, widths, rows, description);
        table.rows = table.rows.into_iter().map(|row| row.numbers(DIAGNOSIS_COUNTS..DIAGNOSIS.len())).collect();
        body.push(Block::Table(table));
    }

    fn actors(&self, part: &AdhesionPart) -> Table {
        let lang = self.lang;
        let convention = Convention::builtin(&self.form.convention).and_then(Result::ok);
        let rows = part.fields.iter().map(|field| {
            let actors = convention.iter().flat_map(|convention| &convention.actors);
            let role = actors.into_iter().find(|actor| actor.key == field.key).map(|actor| actor.role());
            let reached = format!("{}_coordonnees", field.key);
            let label = field.label();
            let alias = format!("{}, {}", label.text(lang), lang.pick("coordonnées", "how to reach"));
            Row::new(vec![
                Cell::new(Paragraph::new(Style::CellHeader, label.text(lang))).fill(Some(Fill::Header)),
                Cell::new(Paragraph::new(Style::Cell, role.map(|role| role.text(lang).to_owned()).unwrap_or_default())),
                self.field(part, field),
                self.text(format!("{}.{reached}", part.key), &alias, self.adhesion.field(&reached)),
            ])
        });
        let headers = [
            lang.pick("Acteur", "Actor"),
            lang.pick("Rôle", "Role"),
            lang.pick("Personnes désignées", "Persons appointed"),
            lang.pick("Coordonnées", "How to reach them"),
        ];
        let description = lang.pick("Une ligne par acteur local.", "A row per local actor.");
        let widths = vec![3_000, 4_500, 4_000, TEXT_WIDTH - 11_500];
        self.table(part, &headers, widths, rows.collect(), description)
    }

    fn programme(&self, part: &AdhesionPart, body: &mut Vec<Block>) {
        let lang = self.lang;
        let mut lines: Vec<(String, Option<&Element>)> = Vec::new();
        if let Some(programme) = &self.adhesion.programme {
            let words = lang.pick("Programme de travail ", "Work programme ");
            body.push(Block::Paragraph(Paragraph::new(Style::Detail, format!("{words}{}", programme.year))));
            for action in programme.outline.of_level(Level::Action) {
                let above = programme.outline.ancestors(action).into_iter();
                let objective = above.into_iter().find(|element| element.level == Level::StrategicObjective);
                let objective = objective.map(|objective| objective.title.text.clone()).unwrap_or_default();
                lines.push((objective, Some(action)));
            }
        }
        if lines.is_empty() {
            // The objectives of the plan, with a line each.
            let form = WorkProgrammeForm::builtin(FIRST_FORM).ok();
            lines.extend(form.iter().flat_map(|form| &form.objectives).map(|objective| (objective.printed(), None)));
        }
        let rows = lines.iter().enumerate().map(|(at, (objective, action))| {
            let cells = PROGRAMME.iter().map(|(key, fr, en, field, _)| {
                if *key == "objectif" {
                    return Cell::new(Paragraph::new(Style::Cell, objective));
                }
                let text = action.map(|action| match field {
                    None => action.title.wording.clone(),
                    Some(field) => action.field(*field).map(|value| value.written()).unwrap_or_default(),
                });
                let alias = format!("Action {}, {}", at + 1, lang.pick(fr, en));
                self.text(format!("{}.action{}.{key}", part.key, at + 1), &alias, text.as_deref())
            });
            Row::new(cells.collect())
        });
        let rows = rows.collect();
        let headers: Vec<&str> = PROGRAMME.iter().map(|(_, fr, en, ..)| lang.pick(fr, en)).collect();
        let widths = PROGRAMME.iter().map(|(.., width)| *width).collect();
        let description = lang.pick("Une ligne par action.", "A row per action.");
        body.push(Block::Table(self.table(part, &headers, widths, rows, description)));
    }
}
