//! The DiCS work programme: recognised by the texts of the form definitions, read by their columns.

use std::sync::{Arc, LazyLock};

use passerelle_core::form::{BlockRole, WorkProgrammeForm};
use passerelle_core::{
    Bilingual, Diagnostic, DiagnosticKind, Document, Field, Institution, InstitutionKind, Lang, Level, Reason, Title,
    Validation, WorkProgramme, fold,
};

use crate::assemble::{Assembler, Named, Node};
use crate::header::{RECOGNISED, meanings};
use crate::ledger::{Fate, Ledger, excerpt};
use crate::notation;
use crate::recognition::{Family, RecognisedRow, Recognition, without_code};
use crate::row::{Kind, Row};
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::{Role, letters};
use crate::wording::{heading, is_joined};

/// What a line is called, in French and in English.
type Called = (&'static str, &'static str);

const FORM_TEXT: Called = ("texte du formulaire", "text of the form");
const HEADER: Called = ("en-tête", "header");
const OBJECTIVE: Called = ("objectif stratégique", "strategic objective");

/// A form found in a source.
pub(crate) struct Found {
    form: WorkProgrammeForm,
    year_known: bool,
}

/// What a form is known by, folded.
struct Signs {
    year: i16,
    /// What it calls itself, without its year.
    title: String,
    /// The titles of its objectives.
    objectives: Vec<Sign>,
    /// The first words of the headers of its columns.
    headers: Vec<Sign>,
    /// The length of the shortest of these.
    shortest: usize,
    /// The letters of each of them.
    letters: Vec<u32>,
}

/// How its title begins, folded.
const TITLE: &str = "programme de travail";

/// A folded text, and the letters in it: a text that lacks one of them does not contain it.
struct Sign {
    text: String,
    letters: u32,
}

impl Sign {
    fn new(text: String) -> Self {
        Self { letters: letters(&text), text }
    }

    fn contains(&self, other: &Self) -> bool {
        other.letters & !self.letters == 0 && self.text.contains(&other.text)
    }
}

/// The letters that a text has when it is folded, and perhaps more.
fn letters_when_folded(text: &str) -> u32 {
    // What letters with accents fold to, and what ordinals and powers do.
    const ACCENTED: &str = "aceinouy";
    const RAISED: &str = "ao1234";
    let next = text.bytes().skip(1).chain([0]);
    text.bytes().zip(next).fold(letters(" "), |found, bytes| {
        let own = match bytes {
            (b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9', _) => 1 << (bytes.0 & 31),
            (0xc3, _) => letters(ACCENTED),
            (0xc2, _) => letters(RAISED),
            // Signs, apostrophes, dashes and the euro; further bytes of a letter.
            (0xe2, 0x80 | 0x82) | (..0xc0, _) => 0,
            _ => u32::MAX,
        };
        found | own
    })
}

/// The signs of the newest form.
static SIGNS: LazyLock<Option<Signs>> =
    LazyLock::new(|| WorkProgrammeForm::builtin(i16::MAX).ok().and_then(|newest| Signs::of(&newest)));

impl Signs {
    fn of(form: &WorkProgrammeForm) -> Option<Self> {
        let objectives: Vec<Sign> = form.objectives.iter().map(|o| Sign::new(fold(&o.title))).collect();
        let headers: Vec<Sign> = form.actions.columns.iter().map(|c| Sign::new(first_words(&c.text, 4))).collect();
        let title = form.block(BlockRole::Title).map(|block| without_numbers(&block.text)).unwrap_or_default();
        let title = if title.is_empty() { TITLE.to_owned() } else { title };
        let signs = || objectives.iter().chain(&headers);
        let shortest = signs().map(|sign| sign.text.len()).chain([title.len()]).min()?;
        let letters = signs().map(|sign| sign.letters).chain([letters(&title)]).collect();
        Some(Self { year: form.year, title, objectives, headers, shortest, letters })
    }

    /// The year that a file names, when its texts are those of the form; none in it when it names no year.
    fn year_of(&self, source: &Source<'_>) -> Option<Option<i16>> {
        // Shorter texts hold none of the signs, nor do those that lack letters of each.
        let texts = source.texts.different().filter(|text| text.len() >= self.shortest).take(5_000);
        let may_hold = |text: &&str| {
            let own = letters_when_folded(text);
            self.letters.iter().any(|letters| letters & !own == 0)
        };
        let texts: Vec<Sign> = texts.filter(may_hold).map(|text| Sign::new(fold(text))).collect();
        let has = |wanted: &&Sign| texts.iter().any(|text| text.contains(wanted));
        let headers = self.headers.iter().filter(has).count();
        let titled = texts.iter().any(|sign| sign.text.starts_with(&self.title));
        let objectives = || self.objectives.iter().filter(has).count() * 2 >= self.objectives.len();
        let found = headers >= 3 && titled || headers >= 4 || (headers >= 2 || titled) && objectives();
        found.then(|| {
            texts.iter().find_map(|sign| {
                let rest = sign.text.strip_prefix(&self.title)?;
                rest.split(' ').find_map(|word| word.parse::<i16>().ok().filter(|year| (2000..2100).contains(year)))
            })
        })
    }
}

impl Found {
    /// The texts of the file are those of a form: its objectives, or its title and the headers of its columns.
    ///
    /// A definition of the user's own comes before those of this version.
    pub(crate) fn in_source(source: &Source<'_>, own: Option<&WorkProgrammeForm>) -> Option<Self> {
        if let Some(own) = own
            && let Some(year) = Signs::of(own).and_then(|signs| signs.year_of(source))
        {
            return Some(Self { form: own.for_year(year.unwrap_or(own.year)), year_known: year.is_some() });
        }
        let signs = SIGNS.as_ref()?;
        let year = signs.year_of(source)?;
        let form = WorkProgrammeForm::builtin(year.unwrap_or(signs.year)).ok()?;
        Some(Self { form, year_known: year.is_some() })
    }

    /// Reads the form.
    pub(crate) fn import(self, source: &Source<'_>, ledger: &mut Ledger) -> (Document, Recognition) {
        let mut recognition = Recognition::new(Family::Form);
        recognition.layout.clone_from(&self.form.id);
        recognition.layout_label = Bilingual::new(
            format!("formulaire « Programme de travail » de la DiCS ({})", self.form.year),
            format!("form “Programme de travail” of the DiCS ({})", self.form.year),
        );
        if self.form.is_projected() && self.year_known {
            ledger.say(
                Diagnostic::new(DiagnosticKind::YearUnknown)
                    .with("year", self.form.for_year)
                    .with("used", self.form.year),
            );
        }
        let mut programme = WorkProgramme { year: self.form.for_year, ..WorkProgramme::default() };
        let notation = notation::Context { legislature: None, year: Some(programme.year) };
        let mut reader = Reader {
            known: known_texts(&self.form),
            form: &self.form,
            assembler: Assembler::new(source, ledger, notation),
            columns: Vec::new(),
            header_table: None,
            beyond: None,
            waits_for_validation: false,
            current: None,
            sheet: None,
        };
        for index in 0..source.lines.len() {
            let kind = reader.line(source, index, &mut programme);
            let text = source.lines[index].cells.first().map(|cell| excerpt(cell.text)).unwrap_or_default();
            recognition.row(
                source,
                index,
                RecognisedRow { header: kind == HEADER, kind: Arc::new(kind.into()), text, ..RecognisedRow::default() },
            );
        }
        programme.outline = reader.assembler.take_outline();
        (Document::PlanHpWorkProgramme(programme), recognition)
    }
}

/// The title and the headers of what a form has no place for, in both languages of what we write, folded.
const BEYOND_TITLES: [&str; 2] = ["donnees supplementaires", "further data"];
const BEYOND_HEADERS: [[&str; 3]; 2] = [["element", "donnee", "texte"], ["element", "datum", "text"]];

/// The first words of a text, folded.
fn first_words(text: &str, count: usize) -> String {
    fold(text).split(' ').take(count).collect::<Vec<_>>().join(" ")
}

/// Every text of the form, folded, with numbers taken out: years and limits may differ.
fn known_texts(form: &WorkProgrammeForm) -> Vec<String> {
    let blocks = form.blocks.iter().map(|block| block.text.as_str());
    let bands = form.actions.bands.iter().map(|band| band.text.as_str());
    let columns = form.actions.columns.iter().map(|column| column.text.as_str());
    let example = form.actions.example.iter().map(String::as_str);
    blocks.chain(bands).chain(columns).chain(example).map(without_numbers).filter(|text| !text.is_empty()).collect()
}

fn without_numbers(text: &str) -> String {
    fold(text).split(' ').filter(|word| !word.chars().all(|c| c.is_ascii_digit())).collect::<Vec<_>>().join(" ")
}

struct Reader<'s, 'a, 'l, 'f> {
    form: &'f WorkProgrammeForm,
    known: Vec<String>,
    assembler: Assembler<'s, 'a, 'l>,
    /// The form column of each table column, once the headers were seen.
    columns: Vec<Option<usize>>,
    /// The table those headers stand in.
    header_table: Option<usize>,
    /// The table of what the form has no place for, once its header was seen.
    beyond: Option<usize>,
    /// The label of the validation was seen; the next text is its date.
    waits_for_validation: bool,
    /// The objectif stratégique that actions belong to.
    current: Option<Node>,
    /// The table of a workbook whose lines are read: another sheet begins anew.
    sheet: Option<usize>,
}

impl<'a> Reader<'_, 'a, '_, '_> {
    /// Reads a line; returns what it was taken for.
    fn line(&mut self, source: &Source<'a>, index: usize, programme: &mut WorkProgramme) -> Called {
        let line = &source.lines[index];
        if self.sheet != line.table && line.cells.first().is_some_and(|cell| is_on_sheet(source, cell)) {
            self.sheet = line.table;
            self.current = None;
        }
        if self.beyond(line, programme) {
            return ("donnée supplémentaire", "extra");
        }
        if self.validation(line, programme) {
            return ("validation", "validation");
        }
        if self.commune(line, programme) {
            return ("commune", "municipality");
        }
        if line.table.is_none() {
            return self.paragraph(line);
        }
        let mut kind = FORM_TEXT;
        if let Some(columns) = self.header(line) {
            if columns.iter().flatten().count() >= 2 || self.columns.is_empty() {
                self.columns = columns;
            } else {
                self.merge_columns(&columns);
            }
            self.header_table = line.table;
            self.aside(line, Reason::Header);
            return HEADER;
        }
        if self.is_example(line) {
            self.aside(line, Reason::Example);
            return ("exemple", "example");
        }
        if let Some(cell) = line.own().next()
            && self.objective(cell, line)
        {
            return OBJECTIVE;
        }
        if self.current.is_some() && !self.columns.is_empty() && !self.is_form_text(line) {
            return self.action(line);
        }
        for cell in line.own().copied().collect::<Vec<_>>() {
            if !self.known_text(&cell) {
                kind = ("autre", "other");
            }
        }
        kind
    }

    /// What the form has no place for, as we write it after the form: element, datum and text on each row.
    fn beyond(&mut self, line: &Line<'a>, programme: &mut WorkProgramme) -> bool {
        let own: Vec<LineCell<'a>> = line.own().copied().collect();
        if line.table.is_none() {
            if let [cell] = own.as_slice()
                && BEYOND_TITLES.contains(&fold(cell.text).as_str())
            {
                self.aside(line, Reason::Header);
                return true;
            }
            return false;
        }
        let header: Vec<String> = own.iter().map(|cell| fold(cell.text)).collect();
        if BEYOND_HEADERS.iter().any(|words| header == words.as_slice()) {
            self.beyond = line.table;
            self.aside(line, Reason::Header);
            return true;
        }
        if self.beyond != line.table {
            return false;
        }
        let at = |column| own.iter().find(|cell| cell.column == column);
        let label = at(1).map_or("", |cell| cell.text.trim());
        let Some(text) = at(2) else { return false };
        let printed = at(0).map_or("", |cell| cell.text.trim());
        let wording = heading(printed).wording;
        let named = |e: &passerelle_core::Element| e.title.text == printed || e.title.wording == wording;
        let node = self.assembler.elements().iter().position(named);
        match node {
            _ if printed.is_empty() => {
                self.assembler.ledger.set(text.item, Fate::Extra);
                programme.extras.push(passerelle_core::Extra {
                    label: label.to_owned(),
                    text: text.text.trim().to_owned(),
                    place: self.assembler.place(text),
                });
            }
            None => return false,
            Some(node) => self.datum(node, label, text),
        }
        for cell in [at(0), at(1)].into_iter().flatten() {
            self.assembler.aside(cell, Reason::Label);
        }
        true
    }

    /// A text of an element, under the label we give it.
    fn datum(&mut self, node: Node, label: &str, text: &LineCell<'a>) {
        let labelled = |field: &&Field| [Lang::Fr, Lang::En].iter().any(|lang| field.label(*lang) == label);
        match (Field::ALL.iter().find(labelled), crate::label::alone(label)) {
            (Some(field), _) => self.assembler.value(node, *field, text.printed()),
            (None, Some(Role::Classification(kind))) => self.assembler.classify(node, kind, text.printed()),
            (None, Some(Role::Title(None))) => {
                self.assembler.ledger.set(text.item, Fate::Field);
                let place = self.assembler.place(text);
                if let Some(element) = self.assembler.get_mut(node) {
                    let wording = heading(text.text).wording.to_owned();
                    element.title = Title { text: text.text.trim().to_owned(), wording, place };
                }
            }
            _ => self.assembler.extra(node, label, text.printed()),
        }
    }

    /// The form columns whose headers stand in a line.
    fn header(&self, line: &Line<'_>) -> Option<Vec<Option<usize>>> {
        let mut columns: Vec<Option<usize>> = vec![None; line.width.min(64) as usize];
        let mut found = 0;
        // A commune that writes the form anew shortens its headers: a row of such words names the columns.
        let named = |cell: &LineCell<'_>| self.named(&fold(cell.text)).or_else(|| self.meant(cell));
        let short = line.own().filter(|cell| named(cell).is_some()).count() >= 3;
        for cell in line.own() {
            let folded = fold(cell.text);
            let best = self.form.actions.columns.iter().position(|column| {
                let wanted = fold(&column.text);
                let short: String = wanted.split(' ').take(3).collect::<Vec<_>>().join(" ");
                folded == wanted
                    || folded.starts_with(&short)
                    || strsim::normalized_damerau_levenshtein(&folded, &wanted) >= 0.8
            });
            let best = best.or_else(|| short.then(|| named(cell)).flatten());
            let first = cell.column as usize;
            let end = first.saturating_add(cell.span as usize).min(columns.len());
            if let (Some(best), Some(slots)) = (best, columns.get_mut(first..end)) {
                slots.fill(Some(best));
                found += 1;
            }
        }
        let band = line.own().any(|cell| {
            let text = without_numbers(cell.text);
            self.form
                .actions
                .bands
                .iter()
                .any(|band| strsim::normalized_damerau_levenshtein(&text, &without_numbers(&band.text)) >= 0.85)
        });
        (found >= 2 || band || found == 1 && line.own().count() == 1).then_some(columns)
    }

    /// The form column that a word or two name: the first word of its header, or the name of its field.
    fn named(&self, folded: &str) -> Option<usize> {
        let mut words = folded.split(' ');
        let first = words.next().filter(|word| !word.is_empty() && words.clone().count() < 3)?;
        let is_label = |label: &str| label == folded || label.split(' ').next() == Some(folded);
        let columns = &self.form.actions.columns;
        let of_word = |text: &str| fold(text).split(' ').next() == Some(first);
        let named = columns.iter().position(|column| of_word(&column.text));
        let of_field = |name: &str| Field::from_name(name).is_some_and(|field| is_label(&fold(field.label(Lang::Fr))));
        named.or_else(|| columns.iter().position(|column| of_field(&column.field)))
    }

    /// The form column that a header means, in the words of grids.
    fn meant(&self, cell: &LineCell<'_>) -> Option<usize> {
        if cell.words.header_score() < RECOGNISED {
            return None;
        }
        let role = meanings(cell.text, &[]).first()?.role;
        let columns = &self.form.actions.columns;
        let of = |name: &str| columns.iter().position(|column| column.field == name);
        match role {
            Role::Title(None | Some(Level::Action)) => of("title"),
            Role::Field(Field::Deadline | Field::Schedule) => of(Field::Schedule.name()),
            Role::Field(field) => of(field.name()),
            _ => None,
        }
    }

    fn merge_columns(&mut self, more: &[Option<usize>]) {
        for (index, column) in more.iter().enumerate() {
            if let (Some(column), Some(slot @ None)) = (column, self.columns.get_mut(index)) {
                *slot = Some(*column);
            }
        }
    }

    fn is_example(&self, line: &Line<'_>) -> bool {
        line.own().any(|cell| {
            let text = without_numbers(cell.text);
            let example = self.form.actions.example.first().map(|e| without_numbers(e)).unwrap_or_default();
            text.starts_with("exemple ") || text == "exemple" || (!example.is_empty() && text.contains(&example))
        })
    }

    /// An objective row: its words name the level, or it holds the wording of one of the form's objectives.
    fn objective(&mut self, cell: &LineCell<'a>, line: &Line<'a>) -> bool {
        let columns = Row::new(line, &[], crate::alignment::Alignment::default());
        let found = heading(cell.text);
        let folded = fold(cell.text);
        let of_form = self.form.objectives.iter().any(|o| folded.contains(&fold(&o.title)));
        let named = found.opening == Some(crate::vocabulary::Opening::Level(Level::StrategicObjective));
        if !(named || of_form) || line.own().count() > 2 || columns.kind() == Kind::Total {
            return false;
        }
        let title = Title {
            text: cell.text.trim().to_owned(),
            wording: found.wording.to_owned(),
            place: self.assembler.place(cell),
        };
        self.assembler.ledger.set(cell.item, Fate::Field);
        let node = self.assembler.element(Level::StrategicObjective, Named { title, code: found.code });
        for other in line.own().skip(1).copied().collect::<Vec<_>>() {
            self.assembler.extra(node, "", other.printed());
        }
        self.current = Some(node);
        true
    }

    /// A numbered row: an action, or a line nobody filled in.
    fn action(&mut self, line: &Line<'a>) -> Called {
        let column_of = |cell: &LineCell<'_>, columns: &[Option<usize>]| {
            // Tables without the header's columns (cut by a page break) keep the form's order.
            columns.get(cell.column as usize).copied().flatten()
        };
        let title_at = self.form.actions.columns.iter().position(|c| c.field == "title");
        let mut title: Option<LineCell<'a>> = None;
        let mut number: Option<LineCell<'a>> = None;
        let mut values: Vec<(Option<Field>, LineCell<'a>)> = Vec::new();
        for cell in line.own() {
            if is_dots(cell.text) && column_of(cell, &self.columns) != title_at {
                // A dotted line that nobody wrote on.
                self.assembler.ledger.set(cell.item, Fate::Aside(Reason::EmptySlot));
                continue;
            }
            match column_of(cell, &self.columns) {
                at if at.is_some() && at == title_at => match title.replace(*cell) {
                    // The header may cover a column of numbers beside that of the titles.
                    Some(before) if number.is_none() && is_number(before.text) => number = Some(before),
                    Some(before) => values.push((None, before)),
                    None => {}
                },
                Some(at) => {
                    let field = self.form.actions.columns.get(at).and_then(|c| Field::from_name(&c.field));
                    values.push((field, *cell));
                }
                None if number.is_none() && is_number(cell.text) => number = Some(*cell),
                None => values.push((None, *cell)),
            }
        }
        let found = title.map(|cell| heading(cell.text));
        let words = found.as_ref().map_or("", |f| f.wording);
        let empty = words.is_empty() || words.chars().all(|c| !c.is_alphanumeric());
        if empty && values.is_empty() {
            self.aside(line, Reason::EmptySlot);
            return ("ligne non remplie", "line not filled in");
        }
        if title.is_none() && number.is_none() && self.goes_on(&values) {
            return ("suite", "continuation");
        }
        let place = title.or(number).and_then(|cell| self.assembler.place(&cell));
        let code = found.as_ref().and_then(|f| f.code.clone()).or_else(|| {
            let code = |cell: LineCell<'a>| heading(cell.text).code.map(|code| code.at(self.assembler.place(&cell)));
            number.and_then(code)
        });
        let text = title.map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
        let code_text = code.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        let named = Named { title: Title { text, wording: words.to_owned(), place: place.clone() }, code };
        let node = self.assembler.element(Level::Action, named);
        if empty {
            let code = if code_text.is_empty() { without_code() } else { Bilingual::quoted(&code_text) };
            let diagnostic = Diagnostic::new(DiagnosticKind::TitleMissing).saying("code", code).at(place);
            self.assembler.ledger.say(diagnostic);
        }
        for cell in title.into_iter().chain(number) {
            self.assembler.ledger.set(cell.item, Fate::Field);
        }
        self.give(node, &values);
        ("action", "action")
    }

    /// A row without title goes on with the action above (cut by a page break).
    fn goes_on(&mut self, values: &[(Option<Field>, LineCell<'a>)]) -> bool {
        let last = self.assembler.last().and_then(|node| self.assembler.get(node).map(|element| (node, element)));
        let Some((node, title)) =
            last.filter(|(_, e)| e.level == Level::Action).map(|(node, e)| (node, Bilingual::calling(e)))
        else {
            return false;
        };
        let place = values.first().and_then(|(_, cell)| self.assembler.place(cell));
        self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::RowContinued).saying("title", title).at(place));
        self.give(node, values);
        true
    }

    fn give(&mut self, node: Node, values: &[(Option<Field>, LineCell<'a>)]) {
        for (field, cell) in values {
            match field {
                Some(field) => self.assembler.value(node, *field, cell.printed()),
                None => self.assembler.extra(node, "", cell.printed()),
            }
        }
    }

    fn paragraph(&mut self, line: &Line<'a>) -> Called {
        for cell in line.own().copied().collect::<Vec<_>>() {
            if self.objective(&cell, line) {
                return OBJECTIVE;
            }
            self.known_text(&cell);
        }
        FORM_TEXT
    }

    /// The folded text is one of the form's, whole, in part or nearly.
    fn is_known(&self, text: &str) -> bool {
        self.known.iter().any(|known| {
            known == text
                || text.len() > 12 && (known.contains(text) || text.contains(known.as_str()) && known.len() > 12)
                || text.len() > 30 && strsim::normalized_damerau_levenshtein(known, text) >= 0.8
        })
    }

    /// A row of texts of the form, or a lone text without number in another table than that of the actions.
    fn is_form_text(&self, line: &Line<'_>) -> bool {
        let known = line.own().all(|cell| self.is_known(&without_numbers(cell.text)));
        let elsewhere = line.table != self.header_table
            && line.single().is_some_and(|cell| heading(cell.text).code.is_none() && !is_number(cell.text));
        known || elsewhere
    }

    /// The line of the commune's name, behind its label or in the cell beside it.
    fn commune(&mut self, line: &Line<'a>, programme: &mut WorkProgramme) -> bool {
        let Some(label) = self.form.block(BlockRole::Commune).map(|block| block.text.clone()) else { return false };
        let mut cells = line.own();
        let Some(first) = cells.next().copied() else { return false };
        let Some(behind) = value_behind(first.text, &label) else { return false };
        let beside = cells.next().copied();
        let (name, cell) = match beside {
            Some(cell) if behind.is_empty() => (cell.text.trim(), cell),
            _ => (behind, first),
        };
        let filled = name.chars().any(char::is_alphabetic);
        if filled {
            programme.institution = Institution {
                name: Some(name.to_owned()),
                kind: Some(InstitutionKind::Commune),
                ..Institution::default()
            };
            self.assembler.ledger.set(cell.item, Fate::Field);
        }
        self.aside(line, Reason::FormText);
        true
    }

    /// A text of the form, or one nobody knows.
    fn known_text(&mut self, cell: &LineCell<'a>) -> bool {
        let text = without_numbers(cell.text);
        let known = self.is_known(&text);
        if !known && !text.is_empty() && self.assembler.ledger.is_open(cell.item) {
            let place = self.assembler.place(cell);
            let diagnostic =
                Diagnostic::new(DiagnosticKind::FormTextUnknown).with("text", excerpt(cell.text)).at(place);
            self.assembler.ledger.say(diagnostic);
        }
        self.assembler.ledger.set(cell.item, Fate::Aside(Reason::FormText));
        known
    }

    /// The label of the validation and its date, side by side or one after the other.
    fn validation(&mut self, line: &Line<'a>, programme: &mut WorkProgramme) -> bool {
        let Some(label) = self.form.block(BlockRole::Validation).map(|block| block.text.clone()) else { return false };
        let wanted = first_words(&label, 5);
        let mut seen = self.waits_for_validation;
        let mut taken = false;
        for cell in line.own().copied().collect::<Vec<_>>() {
            let folded = fold(cell.text);
            if folded.starts_with(&wanted) {
                taken = true;
                match value_behind(cell.text, &label).filter(|v| v.chars().any(char::is_alphanumeric)) {
                    Some(value) => {
                        self.validated(value, &cell, programme);
                        seen = false;
                    }
                    None => {
                        self.assembler.ledger.set(cell.item, Fate::Aside(Reason::FormText));
                        seen = true;
                    }
                }
            } else if seen
                && (taken || cell.text.chars().count() <= 60 && cell.text.chars().any(|c| c.is_ascii_digit()))
            {
                self.validated(cell.text.trim(), &cell, programme);
                taken = true;
                seen = false;
            }
        }
        self.waits_for_validation = seen && taken;
        taken
    }

    fn validated(&mut self, text: &str, cell: &LineCell<'a>, programme: &mut WorkProgramme) {
        if !text.chars().any(char::is_alphanumeric) {
            self.assembler.ledger.set(cell.item, Fate::Aside(Reason::FormText));
            return;
        }
        self.assembler.ledger.set(cell.item, Fate::Field);
        let place = self.assembler.place(cell);
        let context = notation::Context { legislature: None, year: Some(programme.year) };
        let (date, notes) = notation::date::read(text, &context);
        for note in notes {
            self.assembler.ledger.say(note.at(place.clone()));
        }
        programme.validation = Some(Validation { text: text.to_owned(), date, place });
    }

    fn aside(&mut self, line: &Line<'a>, reason: Reason) {
        for cell in line.own() {
            self.assembler.ledger.set(cell.item, Fate::Aside(reason));
        }
    }
}

/// The text stands in a workbook.
fn is_on_sheet(source: &Source<'_>, cell: &LineCell<'_>) -> bool {
    let place = source.place(cell.item);
    place.is_some_and(|place| matches!(place.spot, passerelle_core::Spot::SheetCell { .. }))
}

/// The number of a slot: `1.`, `3`, `2)`.
fn is_number(text: &str) -> bool {
    let digits = text.trim().trim_end_matches(['.', ')']);
    !digits.is_empty() && digits.len() <= 3 && digits.chars().all(|c| c.is_ascii_digit())
}

/// A dotted line: `……………`, `____`.
fn is_dots(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '…' | '‥' | '_'))
}

/// What stands behind a label in the same text.
fn value_behind<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let wanted = fold(label);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for end in ends {
        if fold(&text[..end]) == wanted {
            let rest = &text[end..];
            // The label must end here, not in the middle of a longer word.
            if rest.starts_with(|c: char| c.is_alphanumeric() || is_joined(c)) {
                continue;
            }
            return Some(rest.trim_start_matches([' ', ':', '\u{a0}', '\n', '\t']).trim());
        }
        if end > label.len() + 20 {
            break;
        }
    }
    None
}
