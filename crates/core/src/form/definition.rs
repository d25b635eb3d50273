//! What a form definition must say, and where it does not: file, line and key.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use thiserror::Error;
use toml::de::{DeTable, DeValue};

use super::{BlockRole, WorkProgrammeForm};
use crate::toml_place::{self, line_at};
use crate::{Bilingual, Field, Lang};

/// Définition de formulaire inutilisable: file, line, key and what is wrong.
///
/// ```
/// use passerelle_core::form::WorkProgrammeForm;
/// let error = WorkProgrammeForm::from_toml("a.toml", "id = \"a\"\nyear = \"2026\"\n", 2026).unwrap_err();
/// assert_eq!((error.line, error.key.as_str()), (Some(2), "year"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
#[non_exhaustive]
pub struct FormError {
    /// The file's name.
    pub name: String,
    /// The line, from 1; none for a key that is missing altogether.
    pub line: Option<usize>,
    /// The key: `actions.column[2].field`; empty when the file is no TOML.
    pub key: String,
    /// What is wrong.
    pub problem: Box<Bilingual>,
}

impl FormError {
    /// File, line, key and problem in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let text = toml_place::named(&self.name, self.line, &self.key, lang);
        format!("{text}{}{}", lang.pick(" : ", ": "), self.problem.text(lang))
    }

    /// What the reader of TOML says.
    pub(crate) fn content(name: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map(|span| span.start);
        let mut key = at.map(|at| key_at(text, at)).unwrap_or_default();
        let said = error.message();
        let quoted = said.split('`').nth(1).unwrap_or_default();
        let problem = if said.starts_with("unknown field") {
            Bilingual::new(format!("la clé « {quoted} » est inconnue"), format!("the key “{quoted}” is unknown"))
        } else if said.starts_with("missing field") {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(quoted);
            Bilingual::new("cette clé manque", "this key is missing")
        } else if said.starts_with("unknown variant") {
            Bilingual::new(format!("« {quoted} » n’est pas une valeur admise"), said)
        } else if said.starts_with("invalid type") {
            Bilingual::new("une valeur d’un autre genre est attendue", said)
        } else if said.starts_with("invalid value") || said.starts_with("invalid length") {
            Bilingual::new("cette valeur est hors de ce qui est admis", said)
        } else if said.contains("duplicate") {
            Bilingual::new("cette clé est donnée deux fois", said)
        } else {
            Bilingual::new("ce n’est pas du TOML correct", said)
        };
        Self { name: name.to_owned(), line: at.map(|at| line_at(text, at)), key, problem: Box::new(problem) }
    }

    /// A value that does not fit the others.
    pub(super) fn value(name: &str, text: &str, fault: Fault) -> Self {
        let line = place_of(text, &fault.key).map(|at| line_at(text, at));
        Self { name: name.to_owned(), line, key: fault.key, problem: Box::new(fault.problem) }
    }
}

/// What is wrong under a key.
#[derive(Debug)]
pub(super) struct Fault {
    key: String,
    problem: Bilingual,
}

fn fault(key: impl Into<String>, fr: impl Into<String>, en: impl Into<String>) -> Result<(), Fault> {
    Err(Fault { key: key.into(), problem: Bilingual::new(fr, en) })
}

/// The words that stand for a number in the texts of a definition.
const WORDS: [&str; 3] = ["year", "previous_year", "max_actions"];
/// The most lines and actions that a form may print.
const MOST: usize = 200;

/// Every rule of a definition.
pub(super) fn check(form: &WorkProgrammeForm) -> Result<(), Fault> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if form.id.is_empty() || !form.id.chars().all(plain) {
        return fault("id", "seuls a-z, 0-9 et - sont admis", "only a-z, 0-9 and - are allowed");
    }
    if !(2000..2100).contains(&form.year) {
        return fault("year", "l’année doit être entre 2000 et 2099", "the year must lie between 2000 and 2099");
    }
    filled("source", &form.source)?;
    blocks(form)?;
    actions(form)?;
    objectives(form)?;
    duties(form)
}

fn blocks(form: &WorkProgrammeForm) -> Result<(), Fault> {
    let once = [
        ("title", BlockRole::Title),
        ("commune", BlockRole::Commune),
        ("actions", BlockRole::Actions),
        ("validation", BlockRole::Validation),
    ];
    for (name, role) in once {
        let mut found = form.blocks.iter().enumerate().filter(|(_, block)| block.role == role);
        let (first, second) = (found.next(), found.next());
        if let Some((index, _)) = second {
            let (fr, en) = (format!("le rôle {name} est donné deux fois"), format!("the role {name} is given twice"));
            return fault(format!("block[{}].role", index + 1), fr, en);
        }
        if first.is_none() {
            let (fr, en) =
                (format!("il manque un bloc de rôle {name}"), format!("a block of the role {name} is missing"));
            return fault("block", fr, en);
        }
    }
    for (index, block) in form.blocks.iter().enumerate() {
        let key = format!("block[{}].text", index + 1);
        if block.role != BlockRole::Actions {
            filled(&key, &block.text)?;
        }
        known_words(&key, &block.text)?;
    }
    Ok(())
}

fn actions(form: &WorkProgrammeForm) -> Result<(), Fault> {
    let actions = &form.actions;
    let columns = actions.columns.len();
    if !(1..=MOST).contains(&actions.max_actions) {
        return fault(
            "actions.max_actions",
            format!("un nombre de 1 à {MOST} est attendu"),
            format!("a number from 1 to {MOST} is expected"),
        );
    }
    let mut fields = BTreeSet::new();
    for (index, column) in actions.columns.iter().enumerate() {
        let key = format!("actions.column[{}]", index + 1);
        let (field, text) = (format!("{key}.field"), format!("{key}.text"));
        if column.field != "title" && Field::from_name(&column.field).is_none() {
            let name = &column.field;
            return fault(field, format!("le champ « {name} » est inconnu"), format!("the field “{name}” is unknown"));
        }
        if !fields.insert(&column.field) {
            return fault(field, "ce champ a déjà une colonne", "this field has a column already");
        }
        filled(&text, &column.text)?;
        known_words(&text, &column.text)?;
    }
    if !actions.columns.iter().any(|column| column.field == "title") {
        return fault(
            "actions.column",
            "il manque la colonne du champ title",
            "the column of the field title is missing",
        );
    }
    for (index, band) in actions.bands.iter().enumerate() {
        let key = format!("actions.band[{}].text", index + 1);
        filled(&key, &band.text)?;
        known_words(&key, &band.text)?;
    }
    let covered = actions.bands.iter().fold(0usize, |sum, band| sum.saturating_add(band.columns));
    if covered != columns {
        return fault(
            "actions.band",
            format!("les bandes couvrent {covered} colonnes, le tableau en a {columns}"),
            format!("the bands cover {covered} columns, the table has {columns}"),
        );
    }
    let example = actions.example.len();
    if example != columns {
        return fault(
            "actions.example",
            format!("{example} cellules pour {columns} colonnes"),
            format!("{example} cells for {columns} columns"),
        );
    }
    for (index, nature) in actions.natures.iter().enumerate() {
        filled(&format!("actions.natures[{}]", index + 1), nature)?;
    }
    if actions.columns.iter().any(|column| column.field == Field::Nature.name()) && actions.natures.is_empty() {
        return fault(
            "actions.natures",
            "la colonne nature n’a aucune nature admise",
            "the column nature has no nature",
        );
    }
    Ok(())
}

fn objectives(form: &WorkProgrammeForm) -> Result<(), Fault> {
    if form.objectives.is_empty() {
        return fault("objective", "il manque un objectif stratégique", "a strategic objective is missing");
    }
    let mut numbers = BTreeSet::new();
    for (index, objective) in form.objectives.iter().enumerate() {
        let key = format!("objective[{}]", index + 1);
        if !numbers.insert(objective.number) {
            return fault(format!("{key}.number"), "ce numéro est donné deux fois", "this number is given twice");
        }
        filled(&format!("{key}.title"), &objective.title)?;
        if objective.slots > MOST {
            return fault(
                format!("{key}.slots"),
                format!("un nombre de 0 à {MOST} est attendu"),
                format!("a number from 0 to {MOST} is expected"),
            );
        }
    }
    Ok(())
}

fn duties(form: &WorkProgrammeForm) -> Result<(), Fault> {
    let mut keys = BTreeSet::new();
    for (index, duty) in form.duties.iter().enumerate() {
        let key = format!("duty[{}]", index + 1);
        filled(&format!("{key}.key"), &duty.key)?;
        if !keys.insert(&duty.key) {
            return fault(format!("{key}.key"), "cette clé est donnée deux fois", "this key is given twice");
        }
        if !(-5..=5).contains(&duty.year) {
            return fault(
                format!("{key}.year"),
                "un décalage de −5 à 5 est attendu",
                "an offset of −5 to 5 is expected",
            );
        }
        // A day of every year: the 29th of February is none.
        if Date::new(2023, duty.month, duty.day).is_err() {
            return fault(format!("{key}.day"), "ce jour n’existe pas chaque année", "this day is not in every year");
        }
        filled(&format!("{key}.text"), &duty.text)?;
        filled(&format!("{key}.source"), &duty.source)?;
    }
    Ok(())
}

fn filled(key: &str, text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() { fault(key, "ce texte est vide", "this text is empty") } else { Ok(()) }
}

fn known_words(key: &str, text: &str) -> Result<(), Fault> {
    for part in text.split('{').skip(1) {
        let word = part.split('}').next().unwrap_or_default();
        if !part.contains('}') || !WORDS.contains(&word) {
            let known = WORDS.map(|word| format!("{{{word}}}")).join(", ");
            return fault(
                key,
                format!("« {{{word} » : seuls {known} sont remplacés"),
                format!("“{{{word}”: only {known} are replaced"),
            );
        }
    }
    Ok(())
}

/// Where the value of a key stands: `block[3].text`; the nearest that stands there when the key itself does not.
fn place_of(text: &str, key: &str) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let mut table = Some(table.get_ref());
    let mut found = None;
    for step in key.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse::<usize>().ok()),
            None => (step, None),
        };
        let Some((_, value)) = table?.iter().find(|(known, _)| known.get_ref().as_ref() == name) else { break };
        let mut value = value;
        if let (DeValue::Array(all), Some(index)) = (value.get_ref(), index) {
            match all.get(index.saturating_sub(1)) {
                Some(item) => value = item,
                None => break,
            }
        }
        found = Some(value.span().start);
        table = match value.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        };
        if table.is_none() {
            break;
        }
    }
    found
}

/// The key whose value stands at a byte.
fn key_at(text: &str, at: usize) -> String {
    DeTable::parse(text).map(|table| within(table.get_ref(), at)).unwrap_or_default()
}

fn within(table: &DeTable<'_>, at: usize) -> String {
    let holds = |span: Range<usize>| span.contains(&at);
    let mut best = String::new();
    for (name, value) in table {
        let name_of = name.get_ref();
        let inner = match value.get_ref() {
            DeValue::Table(inner) => deeper(name_of, within(inner, at)),
            DeValue::Array(all) => (1..).zip(all.iter()).find_map(|(number, item): (usize, _)| {
                let named = format!("{name_of}[{number}]");
                match item.get_ref() {
                    DeValue::Table(inner) => deeper(&named, within(inner, at)).or(holds(item.span()).then_some(named)),
                    _ => holds(item.span()).then_some(named),
                }
            }),
            _ => None,
        };
        if let Some(inner) = inner {
            return inner;
        }
        if holds(name.span()) || holds(value.span()) {
            best = name_of.to_string();
        }
    }
    best
}

fn deeper(name: &str, below: String) -> Option<String> {
    (!below.is_empty()).then(|| format!("{name}.{below}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = include_str!("../../data/forms/programme-travail-2024.toml");

    /// The error of the built-in definition with a text changed.
    fn changed(from: &str, to: &str) -> FormError {
        let text = FORM.replacen(from, to, 1);
        WorkProgrammeForm::from_toml("a.toml", &text, 2026).unwrap_err()
    }

    #[test]
    fn what_is_wrong_is_told_with_file_line_and_key() {
        for (from, to, key) in [
            ("year = 2024\n", "year = \"2024\"\n", "year"),
            ("year = 2024\n", "year = 24\n", "year"),
            ("columns = 4", "columns = -4", "actions.band[1].columns"),
            ("columns = 4", "colums = 4", "actions.band[1].colums"),
            ("slots = 5", "slots = 5000", "objective[2].slots"),
            ("number = 3", "number = 2", "objective[3].number"),
            ("day = 10", "day = 32", "duty[2].day"),
            ("month = 12\nday = 31", "month = 2\nday = 29", "duty[1].day"),
            ("field = \"nature\"", "field = \"natur\"", "actions.column[3].field"),
            ("field = \"nature\"", "field = \"bilan\"", "actions.column[5].field"),
            ("Programme de travail {year}", "Programme de travail {annee}", "block[1].text"),
            ("role = \"notice\"", "role = \"note\"", "block[3].role"),
            ("max_actions = 9", "max_actions = 0", "actions.max_actions"),
            ("role = \"heading\"", "role = \"title\"", "block[13].role"),
            ("id = \"programme-travail-2024\"", "id = \"Programme 2024\"", "id"),
        ] {
            let error = changed(from, to);
            assert_eq!(error.key, key, "{to}: {error}");
            let text = FORM.replacen(from, to, 1);
            let line = text.lines().nth(error.line.unwrap() - 1).unwrap();
            let last = key.rsplit('.').next().unwrap().split('[').next().unwrap();
            assert!(line.contains(last) && error.to_string().contains("a.toml, line "), "{error}: {line}");
            assert!(error.message(Lang::Fr).starts_with("a.toml, ligne "), "{}", error.message(Lang::Fr));
        }
    }

    #[test]
    fn a_key_that_is_missing_is_named() {
        let error = changed("source = \"Formulaire DiCS « Programme de travail 2024 »\"\n", "");
        assert_eq!(error.key, "source");
        let error = changed("number = 2\n", "");
        assert_eq!((error.key.as_str(), error.problem.fr.as_str()), ("objective[2].number", "cette clé manque"));
        let error = changed("role = \"validation\"", "role = \"remark\"");
        assert_eq!(error.key, "block");
        let error = changed("columns = 1", "columns = 2");
        assert_eq!(error.key, "actions.band");
        assert!(error.line.is_some());
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        let error = WorkProgrammeForm::from_toml("a.toml", "id = \"a\"\n[[block\n", 2024).unwrap_err();
        assert_eq!((error.line, error.problem.fr.as_str()), (Some(2), "ce n’est pas du TOML correct"));
        for cut in (0..FORM.len()).step_by(97) {
            let text = String::from_utf8_lossy(&FORM.as_bytes()[..cut]);
            let error = WorkProgrammeForm::from_toml("a.toml", &text, 2024);
            assert!(error.is_err() || cut > FORM.len() / 2);
        }
    }
}
