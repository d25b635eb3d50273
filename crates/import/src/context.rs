//! What stands around the tables: institution, legislature, title of the document.

use passerelle_core::{Declaration, Institution, InstitutionKind, Legislature, Outline, Pst, Reason, Title, fold};

use crate::ledger::{Fate, Ledger};
use crate::source::{ItemId, Source};
use crate::vocabulary::vocabulary;

/// What the texts around the tables say of the document.
#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(crate) institution: Institution,
    pub(crate) legislature: Option<Legislature>,
    title: Option<Title>,
    declaration: Option<Declaration>,
    /// Texts that these facts were taken from.
    used: Vec<ItemId>,
    /// First line of the first header.
    first_header: Option<usize>,
}

impl Context {
    /// Looks through paragraphs and the rows above the first header.
    pub(crate) fn of(source: &Source<'_>, first_header: Option<usize>) -> Self {
        let is_around = |index: usize, in_table: bool| !in_table || first_header.is_some_and(|first| index < first);
        Self::among(source, first_header, is_around)
    }

    /// Looks through what stands above the first sheet: below, a paragraph speaks of its own action.
    pub(crate) fn above_sheets(source: &Source<'_>, first_sheet: Option<usize>) -> Self {
        Self::among(source, first_sheet, |index, _| first_sheet.is_none_or(|first| index < first))
    }

    fn among(source: &Source<'_>, first_header: Option<usize>, is_around: impl Fn(usize, bool) -> bool) -> Self {
        let mut context = Self { first_header, ..Self::default() };
        // A programme of headings alone has no table below its title.
        let first = context.first(source).unwrap_or(source.lines.len());
        for (index, line) in source.lines.iter().enumerate() {
            if !is_around(index, line.table.is_some()) {
                continue;
            }
            let may_be_title = line.heading.is_some() || is_close_above(first, index);
            for cell in line.own() {
                context.look_at(cell.text, Some(cell.item), may_be_title, source);
            }
        }
        if let Some((declaration, items)) = crate::declaration::find(source) {
            context.declaration = Some(declaration);
            context.used.extend(items);
        }
        // Properties and sheet names tell the institution and the term, but nobody prints them as a title.
        let names = source.table_names.iter().flatten().copied();
        for text in source.properties.iter().copied().chain(names) {
            context.look_at(text, None, false, source);
        }
        context
    }

    fn look_at(&mut self, text: &str, item: Option<ItemId>, may_be_title: bool, source: &Source<'_>) {
        let mut used = false;
        if text.chars().count() <= 200 {
            let folded = fold(text);
            let names_pst = folded.contains("strategique transversal") || folded.split(' ').any(|w| w == "pst");
            if self.title.is_none()
                && names_pst
                && may_be_title
                && reads_as_title(text, &folded)
                && let Some(item) = item
            {
                let text = text.trim().to_owned();
                let place = source.place(item);
                self.title = Some(Title { wording: text.clone(), text, place });
                used = true;
            }
            if self.legislature.is_none()
                && (names_pst || folded.contains("legislature") || folded.contains("mandature") || folded.len() < 40)
                && let Some(legislature) = legislature(text)
            {
                self.legislature = Some(legislature);
                used = true;
            }
        }
        if self.institution.name.is_none()
            && let Some((kind, name)) = institution(text)
        {
            self.institution.kind = Some(kind);
            self.institution.name = Some(name);
            used = text.chars().count() <= 200;
        }
        if used && let Some(item) = item {
            self.used.push(item);
        }
    }

    /// Where the programme itself begins.
    fn first(&self, source: &Source<'_>) -> Option<usize> {
        self.first_header.or_else(|| source.lines.iter().position(|line| line.table.is_some()))
    }

    /// Gives every text that is still open and stands outside the rows of elements its fate.
    pub(crate) fn settle(&self, source: &Source<'_>, ledger: &mut Ledger) {
        for item in &self.used {
            ledger.set(*item, Fate::Field);
        }
        let first = self.first(source).unwrap_or(0);
        for (index, line) in source.lines.iter().enumerate() {
            let above = is_close_above(first, index);
            if line.table.is_some() && index >= first {
                continue;
            }
            for cell in line.own() {
                let reason = if vocabulary().is_signature(cell.text) {
                    Reason::Signature
                } else if above && (line.table.is_some() || line.heading.is_some() || cell.text.chars().count() <= 120)
                {
                    Reason::TitleBlock
                } else {
                    Reason::Prose
                };
                ledger.set(cell.item, Fate::Aside(reason));
            }
        }
    }

    /// A PST with these facts and an outline.
    pub(crate) fn pst(self, outline: Outline) -> Pst {
        Pst {
            institution: self.institution,
            title: self.title,
            legislature: self.legislature,
            declaration: self.declaration,
            outline,
            ..Pst::default()
        }
    }
}

/// The title block is what stands close above the first table, or at the very top of the file.
fn is_close_above(first: usize, index: usize) -> bool {
    index < first && (first - index <= 12 || index < 12)
}

/// No title of a chapter, no sentence or line from the middle of one, no beginning of a list.
fn reads_as_title(text: &str, folded: &str) -> bool {
    let begins = |words: &str| folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let middle = text.trim_start().starts_with(char::is_lowercase) && !begins("pst");
    let words = text.split_whitespace().count();
    let sentence = words > 14 || words > 8 && format!("{} ", text.trim_end()).contains(". ");
    !middle
        && !sentence
        && !text.trim_end().ends_with([':', ',', ';'])
        && !vocabulary().chapters.iter().any(|chapter| begins(chapter))
}

/// The text speaks of the document or its institution, not of an objective.
pub(crate) fn names_the_document(text: &str) -> bool {
    let folded = fold(text);
    let title = [
        "strategique transversal",
        "tableau de bord",
        "legislature",
        "mandature",
        "suivi des actions",
        "suivi des taches",
        "etat d avancement",
    ];
    title.iter().any(|words| folded.contains(words))
        || folded.split(' ').any(|word| word == "pst")
        || institution(text).is_some()
}

/// `2018-2024`, `2019 à 2024`: two years four to seven apart.
pub(crate) fn legislature(text: &str) -> Option<Legislature> {
    let numbers: Vec<(usize, usize)> = digit_runs(text).collect();
    numbers.windows(2).find_map(|pair| {
        let &[(start, end), (next_start, next_end)] = pair else { return None };
        let between = fold(text.get(end..next_start)?);
        if end - start != 4 || next_end - next_start != 4 || !matches!(between.as_str(), "" | "a" | "au") {
            return None;
        }
        let first_year: i16 = text[start..end].parse().ok()?;
        let last_year: i16 = text[next_start..next_end].parse().ok()?;
        let plausible = (1990..2100).contains(&first_year) && (4..=7).contains(&(last_year - first_year));
        plausible.then_some(Legislature { first_year, last_year })
    })
}

/// Start and end of each run of digits.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_digit() {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        (start < at).then_some((start, at))
    })
}

/// `CPAS de SAINT-LEGER`, `Commune d’Anderlues`: the kind and the name after it.
pub(crate) fn institution(text: &str) -> Option<(InstitutionKind, String)> {
    let spaced = text.replace(['’', '\''], "’ ").replace('\n', " \u{0}");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    for start in 0..words.len() {
        for (name, kind) in &vocabulary().institutions.kinds {
            let mut here = folded.iter().skip(start).map(String::as_str);
            let named = name.split(' ').all(|word| here.next() == Some(word));
            if !named || !matches!(here.next(), Some("de" | "d" | "du" | "des")) {
                continue;
            }
            let behind = words.len() - here.count();
            if let Some(name) = proper_name(words.get(behind..).unwrap_or(&[])) {
                return Some((*kind, name));
            }
        }
    }
    None
}

/// Capitalised words, with the small words between them.
fn proper_name(words: &[&str]) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        let clean = word.trim_end_matches(['.', ',', ';', ':', ')', '(', '"']);
        let capital = clean.chars().next().is_some_and(char::is_uppercase);
        let particle = !name.is_empty() && vocabulary().institutions.particles.contains(&fold(clean));
        if !capital && !particle {
            break;
        }
        name.push(clean);
        if clean.len() < word.len() || name.len() == 4 {
            break;
        }
    }
    while name
        .last()
        .is_some_and(|last| vocabulary().institutions.particles.contains(&fold(last)) && !last.contains('-'))
    {
        name.pop();
    }
    let joined = name.join(" ").replace("’ ", "’");
    let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn institutions_are_named_by_their_kind_and_a_proper_name() {
        let name = |text: &str| institution(text).map(|(kind, name)| format!("{} {name}", kind.name()));
        assert_eq!(name("CPAS de SAINT-LEGER").as_deref(), Some("cpas SAINT-LEGER"));
        assert_eq!(name("le conseil du CPAS d’Anderlues a").as_deref(), Some("cpas Anderlues"));
        assert_eq!(name("Commune de Jemeppe-sur-Sambre, le").as_deref(), Some("commune Jemeppe-sur-Sambre"));
        assert_eq!(name("les CPAS des communes voisines"), None);
        assert_eq!(name("au sein du CPAS"), None);
    }

    #[test]
    fn a_title_is_no_chapter_and_no_piece_of_a_sentence() {
        let title = |text: &str| reads_as_title(text, &fold(text));
        assert!(title("Programme stratégique transversal 2024-2030") && title("pst 2024"));
        assert!(!title("Introduction - le PST : notions principales"));
        assert!(!title("programme stratégique transversal est un outil de gouvernance"));
        assert!(!title("Le PST signifie :"));
        assert!(!title("Le décret prévoit que le PST doit être adopté dans les six mois suivant l’installation. Pour"));
    }

    #[test]
    fn a_legislature_is_two_years_a_term_apart() {
        assert_eq!(legislature("PST 2018-2024"), Some(Legislature { first_year: 2018, last_year: 2024 }));
        assert_eq!(legislature("de 2019 à 2024").map(|l| l.first_year), Some(2019));
        assert_eq!(legislature("2019-2020"), None);
    }
}
