//! Two programmes in one file: sheets or tables that name another institution, or another législature, than the document.
//! All is read into one document; it is said what stands below the name of another.

use passerelle_core::{Diagnostic, DiagnosticKind, Document, InstitutionKind, Legislature, Place, fold};

use crate::context::{institution, legislature};
use crate::ledger::{Ledger, excerpt};
use crate::likeness::starts_with_words;
use crate::source::{Line, Source};
use crate::vocabulary::vocabulary;

/// Longer texts are no title.
const LONGEST: usize = 120;
/// More programmes are not named one by one.
const MOST: usize = 8;

/// Who a programme is of: "Commune de Valmont", or "CPAS" as the name of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Who {
    kind: InstitutionKind,
    name: Option<String>,
}

impl Who {
    /// Two names of one institution: a town is a municipality, and names may be short.
    fn is(&self, other: &Self) -> bool {
        let town = |kind| if kind == InstitutionKind::Ville { InstitutionKind::Commune } else { kind };
        let names = self.name.as_deref().map(fold).zip(other.name.as_deref().map(fold));
        town(self.kind) == town(other.kind)
            && names.is_none_or(|(one, other)| one.starts_with(&other) || other.starts_with(&one))
    }
}

/// What the title of a sheet or table says of its programme.
#[derive(Debug, Default)]
struct Claims {
    who: Option<Who>,
    term: Option<Legislature>,
}

/// Rows below the names of one institution or législature.
struct Group<T> {
    value: T,
    text: String,
    place: Option<Place>,
    rows: usize,
}

/// The groups of one sort, and the one that the rows belong to now.
struct Groups<T> {
    found: Vec<Group<T>>,
    current: Option<usize>,
    same: fn(&T, &T) -> bool,
}

impl<T> Groups<T> {
    fn of(same: fn(&T, &T) -> bool) -> Self {
        Self { found: Vec::new(), current: None, same }
    }

    /// Enters the rows below a title.
    fn enter(&mut self, value: T, text: &str, place: Option<Place>) {
        let known = self.found.iter().position(|group| (self.same)(&group.value, &value));
        let next = self.found.len();
        if known.is_none() && next > MOST {
            return;
        }
        if known.is_none() {
            self.found.push(Group { value, text: text.trim().to_owned(), place, rows: 0 });
        }
        self.current = Some(known.unwrap_or(next));
    }

    /// A row of the programme that is being read.
    fn count(&mut self, place: impl FnOnce() -> Option<Place>) {
        if let Some(group) = self.current.and_then(|at| self.found.get_mut(at)) {
            group.rows += 1;
            if group.place.is_none() {
                group.place = place();
            }
        }
    }

    /// Speaks of what is not of the document.
    fn say(self, own: Option<(T, String)>, kind: DiagnosticKind, ledger: &mut Ledger) {
        let mut groups = self.found.into_iter().filter(|group| group.rows > 0).peekable();
        let Some((own, text)) = own.or_else(|| groups.next().map(|group| (group.value, group.text))) else { return };
        for group in groups.filter(|group| !(self.same)(&group.value, &own)) {
            let said = Diagnostic::new(kind).with("count", group.rows).with("other", excerpt(&group.text));
            ledger.say(said.with("own", excerpt(&text)).at(group.place));
        }
    }
}

/// Says which rows stand below the name of another institution or législature than the document's, once the fate of every
/// text is known.
pub(crate) fn say(source: &Source<'_>, document: &Document, ledger: &mut Ledger) {
    let Document::Pst(pst) = document else { return };
    let own_who = pst.institution.kind.map(|kind| {
        let text = pst.institution.designation().unwrap_or_default();
        (Who { kind, name: pst.institution.name.clone() }, text)
    });
    let own_term = pst.legislature.map(|term| (term, format!("{}-{}", term.first_year, term.last_year)));
    let (mut who, mut term) = (Groups::of(Who::is), Groups::of(PartialEq::eq));
    let mut table = None;
    for (at, line) in source.lines.iter().enumerate() {
        if line.table != table {
            table = line.table;
            if let Some(name) = table.and_then(|table| source.table_names.get(table).copied().flatten()) {
                (who.current, term.current) = (None, None);
                enter(of_sheet(name), name, None, &mut who, &mut term);
            }
        }
        if let Some(title) = title(source, at, ledger) {
            let place = line.single().and_then(|cell| source.place(cell.item));
            enter(of_title(title), title, place, &mut who, &mut term);
        } else if (who.current.is_some() || term.current.is_some())
            && let Some(cell) = line.own().find(|cell| ledger.is_in_field(cell.item))
        {
            who.count(|| source.place(cell.item));
            term.count(|| source.place(cell.item));
        }
    }
    // What both plan together is of neither alone.
    if own_who.as_ref().is_none_or(|(own, _)| own.kind != InstitutionKind::Joint) {
        who.say(own_who, DiagnosticKind::OtherInstitution, ledger);
    }
    term.say(own_term, DiagnosticKind::OtherLegislature, ledger);
}

/// The names of two sheets name different législatures: what both hold is planned twice.
pub(crate) fn are_of_other_terms(first: &str, second: &str) -> bool {
    of_sheet(first).term.zip(of_sheet(second).term).is_some_and(|(first, second)| first != second)
}

fn enter(claims: Claims, text: &str, place: Option<Place>, who: &mut Groups<Who>, term: &mut Groups<Legislature>) {
    if let Some(value) = claims.who {
        who.enter(value, text, place.clone());
    }
    if let Some(value) = claims.term {
        term.enter(value, text, place);
    }
}

/// A text alone that may be the title of what stands below: a heading, or close above a table or at its top.
fn title<'a>(source: &Source<'a>, at: usize, ledger: &Ledger) -> Option<&'a str> {
    const ABOVE: usize = 4;
    let line = source.lines.get(at)?;
    let cell = line.single().filter(|cell| cell.text.len() <= LONGEST)?;
    if ledger.is_in_field(cell.item) && !of_title(cell.text).is_of_the_document(cell.text) {
        return None;
    }
    let below = source.lines.get(at + 1..)?;
    let alone = |line: &&Line<'_>| line.single().is_some();
    // What its table begins with, above all rows of more than one text.
    let top = || {
        let above = source.lines.get(..at).unwrap_or_default().iter().rev().take(ABOVE);
        above.take_while(|other| other.table == line.table).all(|other| alone(&other))
    };
    let heads = match line.table {
        Some(_) => top(),
        None => line.heading.is_some() || below.iter().take(ABOVE).any(|line| line.table.is_some()),
    };
    heads.then_some(cell.text)
}

impl Claims {
    /// A text that was read as a field of the document, not as an element.
    fn is_of_the_document(&self, text: &str) -> bool {
        (self.who.is_some() || self.term.is_some()) && names_a_programme(&fold(text))
    }
}

/// The words of the document itself.
fn names_a_programme(folded: &str) -> bool {
    let programmes = &vocabulary().programmes;
    from_each_word(folded).any(|here| programmes.iter().any(|words| starts_with_words(here, words)))
}

/// "PST 2025-2030 du CPAS de Valmont". A title of both institutions is that of a programme of both.
fn of_title(text: &str) -> Claims {
    if text.len() > LONGEST {
        return Claims::default();
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let may_be_term = digits >= 8;
    if !may_be_term && !text.contains(char::is_uppercase) {
        return Claims::default();
    }
    let folded = fold(text);
    let names = names_a_programme(&folded);
    let years_alone = !text.contains(char::is_alphabetic);
    let term = legislature(text).filter(|_| names || years_alone);
    let who = if kinds(&folded).len() == 1 { institution(text) } else { None };
    let begins = |kind: InstitutionKind| {
        let known = vocabulary().institutions.kinds.iter().filter(|(_, other)| *other == kind);
        known.into_iter().any(|(word, _)| folded.starts_with(word.as_str()))
    };
    let who = who.filter(|(kind, _)| names || begins(*kind));
    Claims { who: who.map(|(kind, name)| Who { kind, name: Some(name) }), term }
}

/// The institutions that a text names.
fn kinds(folded: &str) -> Vec<InstitutionKind> {
    let mut kinds: Vec<InstitutionKind> = Vec::new();
    for here in from_each_word(folded) {
        for (word, kind) in &vocabulary().institutions.kinds {
            let town = if *kind == InstitutionKind::Ville { InstitutionKind::Commune } else { *kind };
            if starts_with_words(here, word) && !kinds.contains(&town) {
                kinds.push(town);
            }
        }
    }
    kinds
}

/// A folded text from its first word on, from its second, and so on.
fn from_each_word(folded: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folded), |here| here.split_once(' ').map(|(_, behind)| behind))
}

/// "CPAS", "PST Commune", "PST 2025-2030": what the name of a sheet says of its programme.
fn of_sheet(name: &str) -> Claims {
    let mut claims = of_title(name);
    if claims.who.is_none() {
        let folded = fold(name);
        let generic = |word: &str| {
            let kind = vocabulary().institutions.kinds.iter().any(|(known, _)| known == word);
            kind || vocabulary().sheets.iter().any(|known| known == word) || word.bytes().all(|b| b.is_ascii_digit())
        };
        if let (true, [kind]) = (folded.split(' ').all(generic), kinds(&folded).as_slice()) {
            claims.who = Some(Who { kind: *kind, name: None });
        }
    }
    claims
}
