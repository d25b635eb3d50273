//! Values behind the titles of actions, parted by dashes or bars, without labels: "Ouvrir une crèche – C. Dumont – 2027 –
//! en cours". A line above them may name the parts, "(action – responsable – échéance – état)"; else what the parts hold
//! tells.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, fold};

use crate::content::{Content, content};
use crate::header::is_state;
use crate::label::{alone, names_the_action};
use crate::ledger::excerpt;
use crate::likeness::starts_with_words;
use crate::vocabulary::{Role, vocabulary};

/// How the titles of a document are followed by values.
#[derive(Debug)]
pub(crate) struct DashedValues {
    sign: &'static str,
    /// They stand in brackets.
    bracket: bool,
    /// What each part is, with the name that a line gives it.
    parts: Vec<(Role, String)>,
    /// They stand in the line below.
    below: bool,
    /// No line names the parts.
    pub(crate) guessed: bool,
}

/// What parts values, with the spaces around it.
const SIGNS: [&str; 6] = [" – ", " — ", " - ", " | ", " / ", " ; "];

impl DashedValues {
    /// The values behind most of these titles; `lines` may name the parts.
    pub(crate) fn of<'t>(titles: &[&'t str], lines: impl Iterator<Item = &'t str> + Clone) -> Option<Self> {
        let in_line = SIGNS.into_iter().map(|sign| (sign, false));
        let in_brackets = IN_BRACKETS.into_iter().map(|sign| (sign, true));
        in_line.chain(in_brackets).find_map(|sign| Self::parted_by(sign, titles, lines.clone()))
    }

    /// The same of titles with a value in each line below them.
    pub(crate) fn in_lines(titles: &[&str]) -> Option<Self> {
        Self::parted_by((LINES, false), titles, std::iter::empty())
    }

    /// The same of lines that stand below the titles; those in front of them may name the parts.
    pub(crate) fn below<'t>(lines: &[&str], prose: impl Iterator<Item = &'t str> + Clone) -> Option<Self> {
        SIGNS.into_iter().find_map(|sign| {
            let titles: Vec<String> = lines.iter().map(|line| format!("{TITLE}{sign}{line}")).collect();
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let found = Self::parted_by((sign, false), &titles, prose.clone());
            let count = titles.iter().map(|title| title.split(sign).count()).min().filter(|count| *count > 2)?;
            let parts = named_in_prose(count - 1, prose.clone());
            match (parts, found) {
                (Some(parts), _) => Some(Self { sign, bracket: false, parts, below: true, guessed: false }),
                (None, found) => found.map(|found| Self { below: true, ..found }),
            }
        })
    }

    /// The values of such a line.
    pub(crate) fn cut<'t>(&self, line: &'t str) -> Option<Vec<(Role, &'t str)>> {
        let values: Vec<&str> = line.split(self.sign).map(str::trim).collect();
        let parts = self.parts.iter().zip(&values).map(|((role, _), value)| (*role, *value));
        (values.len() == self.parts.len()).then(|| parts.filter(|(_, value)| !value.is_empty()).collect())
    }

    fn parted_by<'t>(
        (sign, bracket): (&'static str, bool),
        titles: &[&str],
        lines: impl Iterator<Item = &'t str>,
    ) -> Option<Self> {
        const FEWEST: usize = 3;
        const MOST: usize = 7;
        let parted: Vec<Vec<&str>> = titles.iter().map(|title| parts(sign, bracket, title)).collect();
        let counts = parted.iter().map(Vec::len).filter(|count| *count > 1);
        let count = counts.clone().min().filter(|count| *count <= MOST)?;
        if counts.clone().count() < FEWEST || counts.count() * 5 < titles.len() * 4 {
            return None;
        }
        let values = count - 1;
        let columns: Vec<Vec<&str>> = (0..values)
            .map(|column| {
                let parts = parted.iter().filter(|parts| parts.len() >= count);
                parts.filter_map(|parts| parts.get(parts.len() - values + column).copied()).collect()
            })
            .collect();
        if let Some(parts) = named(sign, count, lines) {
            return Some(Self { sign, bracket, parts, below: false, guessed: false });
        }
        let roles: Vec<Role> = columns.iter().map(|column| role(column)).collect::<Option<_>>()?;
        let mut distinct = roles.clone();
        distinct.sort();
        distinct.dedup();
        // Names alone might be anything.
        let told = roles.iter().any(|role| !matches!(role, Role::Field(Field::Agent | Field::Service)));
        let parts = roles.into_iter().map(|role| (role, String::new())).collect::<Vec<_>>();
        (told && distinct.len() == parts.len()).then_some(Self { sign, bracket, parts, below: false, guessed: true })
    }

    /// The title and its values.
    pub(crate) fn split<'t>(&'t self, text: &'t str) -> Option<(&'t str, Vec<BehindTitle<'t>>)> {
        let (title, mut rest) = if self.bracket { bracketed(text)? } else { ("", text) };
        let mut values = Vec::with_capacity(self.parts.len());
        for (at, (role, label)) in self.parts.iter().enumerate().rev() {
            let first = self.bracket && at == 0;
            let (before, value) = if first { (title, rest) } else { rest.rsplit_once(self.sign)? };
            values.push(BehindTitle { role: *role, label, value: value.trim().trim_start_matches('@') });
            rest = before;
        }
        values.reverse();
        values.retain(|part| !part.value.is_empty());
        Some((rest.trim(), values))
    }

    /// Says what the parts were taken for, with those of a title as an example.
    pub(crate) fn said(&self, titles: usize, example: &str) -> Diagnostic {
        let line = if self.below { format!("{TITLE}{}{example}", self.sign) } else { example.to_owned() };
        let (_, values) = self.split(&line).unwrap_or_default();
        let parts = Bilingual::of(|lang| {
            let one = |BehindTitle { role, value, .. }: &BehindTitle<'_>| {
                let example = Bilingual::quoted(&excerpt(value));
                format!("{} ({})", role.label(lang).to_lowercase(), example.text(lang))
            };
            values.iter().map(one).collect::<Vec<_>>().join(lang.pick(" ; ", "; "))
        });
        let sign = match self.sign {
            LINES => Bilingual::new("à raison d’une puce par valeur", "one bullet each"),
            sign if self.below => Bilingual::new(
                format!("à la ligne suivante, séparées par « {} »", sign.trim()),
                format!("in the line below, parted by “{}”", sign.trim()),
            ),
            sign if self.bracket => Bilingual::new(
                format!("entre parenthèses, séparées par « {} »", sign.trim()),
                format!("in brackets, parted by “{}”", sign.trim()),
            ),
            sign => Bilingual::new(format!("séparées par « {} »", sign.trim()), format!("parted by “{}”", sign.trim())),
        };
        let said = Diagnostic::new(DiagnosticKind::ValuesBehindTitles).with("count", titles);
        said.saying("sign", sign).saying("parts", parts)
    }
}

/// What stands for a title whose values are in the line below.
const TITLE: &str = "…";

/// The roles that a sentence names one after the other: "… du service, du délai et du coût estimé."
fn named_in_prose<'t>(count: usize, mut lines: impl Iterator<Item = &'t str>) -> Option<Vec<(Role, String)>> {
    const LONGEST: usize = 300;
    const WORDS: usize = 3;
    // The last words of a part name it.
    let last = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        (1..=WORDS.min(words.len())).rev().find_map(|number| {
            let words = words.get(words.len() - number..)?.join(" ");
            Some((alone(words.trim_end_matches(['.', ':', ')']))?, words))
        })
    };
    lines.find_map(|line| {
        if line.len() > LONGEST || !line.contains(',') && !line.contains(" et ") {
            return None;
        }
        let parts = line.split([',', ';']).flat_map(|part| part.split(" et ")).map(str::trim);
        let named: Vec<(Role, String)> = parts.map(last).collect::<Option<_>>()?;
        let mut roles: Vec<Role> = named.iter().map(|(role, _)| *role).collect();
        let fields = roles.iter().all(|role| matches!(role, Role::Field(_)));
        roles.sort();
        roles.dedup();
        (fields && roles.len() == count && named.len() == count).then_some(named)
    })
}

/// What parts values in brackets behind a title.
const IN_BRACKETS: [&str; 5] = [", ", " ; ", "; ", " – ", " - "];

/// Each value stands in a line of its own.
const LINES: &str = "\n";

/// The title and what stands in brackets behind it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let round = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let (title, inner) = round.or_else(|| text.strip_suffix(']')?.rsplit_once('['))?;
    (!title.trim().is_empty()).then_some((title.trim(), inner.trim()))
}

/// A title and the parts behind it.
fn parts<'t>(sign: &str, bracket: bool, title: &'t str) -> Vec<&'t str> {
    match (bracket, bracketed(title)) {
        (false, _) => title.split(sign).map(str::trim).collect(),
        (true, Some((title, inner))) => std::iter::once(title).chain(inner.split(sign).map(str::trim)).collect(),
        (true, None) => vec![title],
    }
}

/// A value behind a title: what it is, what a line calls it, and the value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BehindTitle<'t> {
    pub(crate) role: Role,
    pub(crate) label: &'t str,
    pub(crate) value: &'t str,
}

/// Who or what service it is that acts.
const PERSON: Role = Role::Field(Field::Agent);

/// The roles that a line gives the parts behind the title.
fn named<'t>(sign: &str, count: usize, mut lines: impl Iterator<Item = &'t str>) -> Option<Vec<(Role, String)>> {
    lines.find_map(|line| {
        let line = line.trim().trim_matches(['(', ')', '[', ']']);
        let names: Vec<&str> = line.split(sign).map(str::trim).collect();
        let roles: Vec<Role> = names.iter().map(|name| alone(name)).collect::<Option<_>>()?;
        let (first, others) = roles.split_first()?;
        let fields = others.iter().all(|role| matches!(role, Role::Field(_)));
        (roles.len() == count && names_the_action(*first) && fields)
            .then(|| others.iter().copied().zip(names.iter().skip(1).map(|name| (*name).to_owned())).collect())
    })
}

/// What a column of parts holds.
fn role(column: &[&str]) -> Option<Role> {
    let filled: Vec<&str> = column.iter().copied().filter(|part| !part.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        let count = filled.iter().filter(|part| is(part)).count();
        count > 1 && count * 5 >= filled.len() * 3
    };
    let of = |wanted: Content| move |part: &str| content(part) == wanted;
    let name = |part: &str| {
        let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '@');
        part.starts_with('@')
            || capital(part) && content(part) == Content::Short && part.split_whitespace().count() <= 4
    };
    if most(&of(Content::Time)) {
        return Some(Role::Field(Field::Deadline));
    }
    if most(&of(Content::Money)) {
        return Some(Role::Field(Field::Budget));
    }
    if most(&|part| is_state(part)) {
        return Some(Role::Field(Field::Status));
    }
    let departments = &vocabulary().people.service;
    let department = |part: &str| {
        let folded = fold(part);
        departments.iter().any(|word| starts_with_words(&folded, word))
    };
    if most(&department) {
        return Some(Role::Field(Field::Service));
    }
    (filled.len() > 1 && filled.iter().all(|part| name(part))).then_some(PERSON)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 3] = [
        "1.1.1 Ouvrir une crèche – C. Dumont – 2027 – en cours",
        "1.1.2 Isoler la toiture – phase 2 – V. Thys – 2026 – terminé",
        "1.2.1 Planter des haies – S. Lejeune – fin 2028 – à démarrer",
    ];

    #[test]
    fn parts_behind_titles_are_told_by_a_line_or_by_what_they_hold() {
        let found = DashedValues::of(&TITLES, ["(action – pilote – délai – état)"].into_iter()).unwrap();
        assert!(!found.guessed);
        let found = DashedValues::of(&TITLES, std::iter::empty()).unwrap();
        assert!(found.guessed);
        let (title, values) = found.split(TITLES[1]).unwrap();
        assert_eq!(title, "1.1.2 Isoler la toiture – phase 2");
        let values: Vec<&str> = values.into_iter().map(|part| part.value).collect();
        assert_eq!(values, ["V. Thys", "2026", "terminé"]);
    }

    #[test]
    fn values_in_brackets_or_in_lines_are_told_by_what_they_hold() {
        let titles = [
            "Ouvrir une crèche (C. Dumont, 2027)",
            "Isoler (lot 2) la cure (V. Thys, 2026)",
            "Planter (L. Noël, 2028)",
        ];
        let found = DashedValues::of(&titles, std::iter::empty()).unwrap();
        let (title, values) = found.split(titles[1]).unwrap();
        let values: Vec<&str> = values.into_iter().map(|part| part.value).collect();
        assert_eq!((title, values), ("Isoler (lot 2) la cure", vec!["V. Thys", "2026"]));
        let plain = ["Place (lots 1, 2)", "Crèche (rue Haute, Namur)", "Cure (toit, façade)"];
        assert!(DashedValues::of(&plain, std::iter::empty()).is_none());
        let lines = [
            "Ouvrir une crèche\nService Travaux\n2027",
            "Isoler la cure\nService Énergie\n2026",
            "Planter\nCulture\n2028",
        ];
        assert!(DashedValues::in_lines(&lines).is_some());
    }

    #[test]
    fn titles_with_dashes_are_left_whole() {
        let titles = ["Maison du tourisme – nouveau parcours", "Place – lots 1 à 3", "Crèche – extension", "Autre"];
        assert!(DashedValues::of(&titles, std::iter::empty()).is_none());
        let names = ["Ouvrir – Marie Petit", "Isoler – Jean Grand", "Planter – Luc Noël"];
        assert!(DashedValues::of(&names, std::iter::empty()).is_none(), "names alone might be anything");
    }
}
