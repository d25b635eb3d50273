//! The words the importer knows, loaded once from its data files.

mod files;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use passerelle_core::{ClassificationKind, Field, InstitutionKind, Lang, Level, fold};
use serde::Deserialize;

use crate::hashed::{Map, Set};
use crate::likeness::{Names, starts_with_words};
use crate::texts::trimmed;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Printed codes.
    Code,
    /// The name of each row's level: `OS`, `OO`, `A`.
    LevelName,
    /// Titles; of one level only, or of the level of the row.
    Title(Option<Level>),
    /// A classification.
    Classification(ClassificationKind),
    /// Further objectives that an action serves.
    AlsoServes,
    /// A field.
    Field(Field),
}

impl Role {
    /// Reads the notation of the data files: `title:os`, `field:deadline`, `volet`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "code" => Self::Code,
            "level" => Self::LevelName,
            "title" => Self::Title(None),
            "also_serves" => Self::AlsoServes,
            "volet" => Self::Classification(ClassificationKind::Volet),
            "domain" => Self::Classification(ClassificationKind::Domain),
            "political_objective" => Self::Classification(ClassificationKind::PoliticalObjective),
            "category" => Self::Classification(ClassificationKind::Category),
            _ => match text.split_once(':')? {
                ("title", level) => Self::Title(Some(level_named(level)?)),
                ("field", field) => Self::Field(Field::from_name(field)?),
                _ => return None,
            },
        })
    }

    /// Every name of the data files.
    pub(crate) fn all_names() -> Vec<String> {
        let plain = ["code", "level", "title", "also_serves", "volet", "domain", "political_objective", "category"];
        let titles = Level::ALL.iter().map(|level| format!("title:{}", level.name()));
        let fields = Field::ALL.iter().map(|field| format!("field:{}", field.name()));
        plain.iter().map(|name| (*name).to_owned()).chain(titles).chain(fields).collect()
    }

    /// The notation of the data files.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Code => "code".to_owned(),
            Self::LevelName => "level".to_owned(),
            Self::Title(None) => "title".to_owned(),
            Self::AlsoServes => "also_serves".to_owned(),
            Self::Title(Some(level)) => format!("title:{}", level.name()),
            Self::Classification(kind) => classification_name(kind).to_owned(),
            Self::Field(field) => format!("field:{}", field.name()),
        }
    }
}

impl Role {
    /// The role in words.
    pub(crate) fn label(self, lang: Lang) -> String {
        let words = |fr: &str, en: &str| lang.pick(fr, en).to_owned();
        match self {
            Self::Code => "code".to_owned(),
            Self::LevelName => words("niveau", "level"),
            Self::Title(None) => words("intitulé", "title"),
            Self::Title(Some(level)) => format!("{}{}", lang.pick("intitulé : ", "title: "), level.label(lang)),
            Self::Classification(ClassificationKind::Volet) => "volet".to_owned(),
            Self::Classification(ClassificationKind::Domain) => words("domaine", "domain"),
            Self::Classification(ClassificationKind::PoliticalObjective) => {
                words("objectif politique", "political objective")
            }
            Self::Classification(_) => words("catégorie", "category"),
            Self::AlsoServes => words("Sert aussi", "Also serves"),
            Self::Field(field) => field.label(lang).to_owned(),
        }
    }
}

fn classification_name(kind: ClassificationKind) -> &'static str {
    match kind {
        ClassificationKind::Domain => "domain",
        ClassificationKind::PoliticalObjective => "political_objective",
        ClassificationKind::Category => "category",
        _ => "volet",
    }
}

fn level_named(name: &str) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| level.name() == name)
}

/// One meaning of header words.
pub(crate) struct ColumnMeaning {
    pub(crate) role: Role,
    /// Folded.
    pub(crate) names: Vec<String>,
    /// Folded group headers it needs above it; empty for none.
    pub(crate) groups: Vec<String>,
}

/// Which letters a folded text has: a text without one of a name's letters does not contain that name.
pub(crate) fn letters(folded: &str) -> u32 {
    folded.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// "########": the column was too narrow for the date or the amount when the sheet was saved as text.
pub(crate) fn hides_its_value(text: &str) -> bool {
    const FEWEST: usize = 3;
    text.len() >= FEWEST && text.bytes().all(|byte| byte == b'#')
}

/// A word that names a level or a container.
pub(crate) struct LevelWord {
    pub(crate) kind: Opening,
    /// Folded words.
    pub(crate) words: Vec<String>,
    /// The same as one text.
    pub(crate) name: String,
    /// Counts without number or colon behind it.
    pub(crate) bare: bool,
    /// Words of one family are never of two ranks.
    pub(crate) family: String,
}

/// What a level word opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// An element.
    Level(Level),
    /// A container of elements.
    Container(ClassificationKind),
}

/// All words.
pub(crate) struct Vocabulary {
    pub(crate) columns: Vec<ColumnMeaning>,
    pub(crate) group_headers: Vec<String>,
    /// First words of headers that name the level whose value the column holds.
    pub(crate) level_prefixes: Vec<(String, Level)>,
    /// Names that are no header within a longer one.
    pub(crate) whole_headers: Vec<String>,
    /// Words of a header whose column names the row above each row, folded.
    pub(crate) parents: Vec<String>,
    /// Words of a header that name a person or a thing, folded.
    pub(crate) names_of_people: Vec<String>,
    /// What a question to those who fill the columns begins with, folded.
    pub(crate) asking: Vec<String>,
    /// The first words of requests, which no question mark ends.
    pub(crate) requests: Map<String, ()>,
    /// Words before what such a question asks of, folded.
    pub(crate) asked: Vec<String>,
    /// First words of columns that hold what another file says of a field, or what a form notes by itself.
    pub(crate) other_values: Vec<String>,
    /// Headers of columns that count the rows.
    pub(crate) row_numbers: Vec<String>,
    /// What header words are shortened to before a full stop, and the whole word.
    pub(crate) shortened: Vec<(String, String)>,
    /// Longest first.
    pub(crate) level_words: Vec<LevelWord>,
    /// Words before a number that name no level of their own: `Objectif 1.1`.
    pub(crate) unnamed_words: Vec<Vec<String>>,
    /// The same, where the number behind them has several parts.
    pub(crate) deep_words: Vec<Vec<String>>,
    /// The first words of both, with the level words that begin so, longest first.
    pub(crate) opening_words: Map<String, Vec<usize>>,
    /// The names of all columns.
    pub(crate) names: Names,
    placeholders: FirstWords,
    filters: Vec<String>,
    entities: BTreeMap<String, char>,
    errors: Vec<String>,
    totals: FirstWords,
    nothing: Vec<String>,
    /// Endings of the feminine and of the plural, as they stand behind a point.
    pub(crate) endings: Vec<String>,
    /// Words between the words of a header and its day or year.
    pub(crate) before_dates: Vec<String>,
    /// Words of the name of a sheet that is a copy of another.
    pub(crate) copies: Vec<String>,
    /// What the document is called before the titles of its elements.
    pub(crate) document_names: Vec<String>,
    dittos: Vec<String>,
    linking: Vec<String>,
    counting: Vec<String>,
    /// What an action is called before the state of all rows below.
    pub(crate) things: Vec<String>,
    /// What answers a question.
    pub(crate) answers: Vec<String>,
    /// What the titles of programmes are made of.
    pub(crate) programmes: Vec<String>,
    signatures: FirstWords,
    notes: FirstWords,
    /// Words of the number of a page.
    of_pages: Vec<String>,
    /// Words in brackets behind a title that goes on.
    continued: Vec<String>,
    /// Words in names of sheets that say nothing of what they hold.
    pub(crate) sheets: Vec<String>,
    /// What stands above a table of contents.
    pub(crate) contents: Vec<String>,
    /// First words of chapters, which are no objectives.
    pub(crate) chapters: Vec<String>,
    pub(crate) people: PeopleWords,
    pub(crate) institutions: InstitutionWords,
    pub(crate) times: TimeWords,
}

/// Words of dates, periods and recurrences.
#[derive(Default)]
pub(crate) struct TimeWords {
    pub(crate) months: Set<String>,
    /// Words before the middle of a period.
    pub(crate) middle: Set<String>,
    /// Small words between dates.
    pub(crate) small: Set<String>,
    /// Whole texts.
    pub(crate) recurrent: Set<String>,
    /// Words that such a text may begin with.
    pub(crate) first: Set<String>,
}

/// Words of cells that name people.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleWords {
    /// Who is elected.
    pub(crate) political: Vec<String>,
    /// Departments.
    pub(crate) service: Vec<String>,
    /// What somebody does.
    pub(crate) function: Vec<String>,
    /// Words before a name.
    pub(crate) titles: Vec<String>,
    /// Small words before or inside a surname.
    pub(crate) particles: Vec<String>,
    /// Small words that no name ends with.
    pub(crate) small: Vec<String>,
    /// Functions printed as initials, in capitals.
    pub(crate) initials: Vec<String>,
}

/// Words of institutions.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InstitutionWords {
    /// What an institution calls itself before its name.
    pub(crate) kinds: Vec<(String, InstitutionKind)>,
    /// Words inside the names of municipalities.
    pub(crate) particles: Vec<String>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| files::load().unwrap_or_else(|_| Vocabulary::empty()));

/// The words. The data files are checked by a test, so an unreadable one cannot reach a user.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    fn empty() -> Self {
        Self {
            columns: Vec::new(),
            group_headers: Vec::new(),
            level_prefixes: Vec::new(),
            whole_headers: Vec::new(),
            other_values: Vec::new(),
            row_numbers: Vec::new(),
            shortened: Vec::new(),
            level_words: Vec::new(),
            unnamed_words: Vec::new(),
            deep_words: Vec::new(),
            opening_words: Map::default(),
            names: Names::default(),
            placeholders: FirstWords::default(),
            filters: Vec::new(),
            entities: BTreeMap::new(),
            errors: Vec::new(),
            totals: FirstWords::default(),
            nothing: Vec::new(),
            endings: Vec::new(),
            before_dates: Vec::new(),
            copies: Vec::new(),
            document_names: Vec::new(),
            dittos: Vec::new(),
            linking: Vec::new(),
            counting: Vec::new(),
            things: Vec::new(),
            answers: Vec::new(),
            programmes: Vec::new(),
            signatures: FirstWords::default(),
            notes: FirstWords::default(),
            of_pages: Vec::new(),
            continued: Vec::new(),
            sheets: Vec::new(),
            contents: Vec::new(),
            chapters: Vec::new(),
            parents: Vec::new(),
            names_of_people: Vec::new(),
            requests: Map::default(),
            asking: Vec::new(),
            asked: Vec::new(),
            people: PeopleWords::default(),
            institutions: InstitutionWords::default(),
            times: TimeWords::default(),
        }
    }

    /// The one level that the words of a header name: `N° OO`.
    pub(crate) fn level_in(&self, text: &str) -> Option<Level> {
        let padded = format!(" {} ", fold(text));
        let mut levels = self.level_words.iter().filter_map(|word| match word.kind {
            Opening::Level(level) => {
                let name = &word.name;
                (name.len() > 1 && padded.contains(&format!(" {name} "))).then_some(level)
            }
            Opening::Container(_) => None,
        });
        let first = levels.next()?;
        levels.all(|level| level == first).then_some(first)
    }

    /// A folded word that no title ends with: one that ends with it goes on.
    pub(crate) fn is_linking(&self, word: &str) -> bool {
        self.linking.iter().any(|known| known == word)
    }

    /// Folded words of a header that say that its column counts something.
    pub(crate) fn counts_things(&self, folded: &str) -> bool {
        self.counting.iter().any(|word| starts_with_words(folded, word))
    }

    /// A text such as `"` that stands for the one above it.
    pub(crate) fn is_ditto(&self, text: &str) -> bool {
        const LONGEST: usize = 8;
        let text = trimmed(text);
        text.len() <= LONGEST && self.dittos.iter().any(|ditto| ditto.eq_ignore_ascii_case(text))
    }

    /// A text such as `/` that states that there is nothing.
    pub(crate) fn says_nothing(&self, text: &str) -> bool {
        const LONGEST: usize = 16;
        let text = trimmed(text);
        let may = |first: char| {
            let first = first.to_lowercase().next();
            self.nothing.iter().any(|nothing| nothing.chars().next() == first)
        };
        text.len() <= LONGEST && text.chars().next().is_some_and(may) && {
            let text = text.to_lowercase();
            self.nothing.contains(&text)
        }
    }

    /// A placeholder of a tool, possibly repeated: `Your content goes here .. Your content goes here ..`.
    pub(crate) fn is_placeholder(&self, text: &str) -> bool {
        self.placeholders.may_begin(text) && {
            let folded = fold(text);
            self.placeholders.words.iter().any(|placeholder| {
                let mut rest = folded.as_str();
                while let Some(after) = rest.strip_prefix(placeholder.as_str()) {
                    rest = after.trim_start();
                    if rest.is_empty() {
                        return true;
                    }
                }
                false
            })
        }
    }

    /// An error value of a spreadsheet.
    pub(crate) fn is_error(&self, text: &str) -> bool {
        let text = trimmed(text);
        text.len() < 12 && self.errors.iter().any(|error| error.eq_ignore_ascii_case(text)) || hides_its_value(text)
    }

    /// The letter that an entity of HTML stands for, by its name.
    pub(crate) fn letter_of_entity(&self, name: &str) -> Option<char> {
        self.entities.get(name).copied()
    }

    /// What the filter of a column shows.
    pub(crate) fn is_filter(&self, text: &str) -> bool {
        let text = trimmed(text);
        text.starts_with("(") && text.ends_with(")") && text.len() < 24 && {
            let words = fold(text);
            self.filters.contains(&words)
        }
    }

    /// The number of a page, printed in the flow: `Page 1/3`, `page 2 sur 8`.
    pub(crate) fn is_page_number(&self, text: &str) -> bool {
        const LONGEST: usize = 16;
        let text = trimmed(text);
        let begins = text.len() <= LONGEST && text.starts_with(char::is_alphabetic);
        begins && text.contains(|c: char| c.is_ascii_digit()) && {
            let folded = fold(text);
            let of_pages = |word: &str| self.of_pages.iter().any(|known| known == word);
            let mut words = folded.split(' ');
            words.next() == self.of_pages.first().map(String::as_str)
                && words.all(|word| of_pages(word) || word.parse::<u32>().is_ok())
        }
    }

    /// A wording that says itself that it goes on from the page before, "… (suite)", without these words.
    pub(crate) fn continued<'t>(&self, wording: &'t str) -> Option<&'t str> {
        let open = wording.trim_end().strip_suffix([')', ']'])?.rfind(['(', '['])?;
        let (before, inner) = wording.split_at_checked(open)?;
        let inner = fold(inner);
        self.continued.contains(&inner).then(|| before.trim_end())
    }

    /// The first words of a total row.
    pub(crate) fn is_total(&self, text: &str) -> bool {
        self.totals.may_begin(text) && {
            let folded = fold(text);
            self.totals.words.iter().any(|total| {
                folded.strip_prefix(total.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                    && folded.len() < total.len() + 30
            })
        }
    }

    /// The first words of a signature block.
    pub(crate) fn is_signature(&self, text: &str) -> bool {
        self.signatures.may_begin(text) && {
            let folded = fold(text);
            folded.len() < 80 && self.signatures.begin(&folded)
        }
    }

    /// The first words of a remark below a table.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        text.trim_start_matches([' ', '(', '[']).starts_with('*')
            || self.notes.may_begin(text) && self.notes.begin(&fold(text))
    }
}

/// Folded words that a text may begin with.
#[derive(Default)]
struct FirstWords {
    words: Vec<String>,
    /// Their first characters, second ones and so on, each as [`letters`] has them.
    first: [u32; 4],
}

impl FirstWords {
    fn of(words: &[String]) -> Self {
        let words: Vec<String> = words.iter().map(|words| fold(words)).collect();
        let mut first = [0; 4];
        for (at, seen) in first.iter_mut().enumerate() {
            *seen =
                words.iter().map(|words| words.get(at..=at).map_or(u32::MAX, letters)).fold(0, |all, one| all | one);
        }
        Self { words, first }
    }

    /// A cheap look first: most texts begin with other letters than any of the words.
    fn may_begin(&self, text: &str) -> bool {
        let fits = |text: &str| {
            // Other signs part words, or fold to several letters.
            let mut plain = text.bytes().zip(self.first).take_while(|(byte, _)| byte.is_ascii_alphanumeric());
            plain.all(|(byte, seen)| seen & (1 << (byte & 31)) != 0)
        };
        let begins = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric();
        let Some(start) = text.find(begins) else { return false };
        let text = text.get(start..).unwrap_or_default();
        let Some(first) = text.chars().next() else { return false };
        fits(text) && (first.is_ascii() || fits(&fold(first.encode_utf8(&mut [0; 4]))))
    }

    /// A folded text begins with one of them.
    fn begin(&self, folded: &str) -> bool {
        self.words.iter().any(|words| starts_with_words(folded, words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_may_be_repeated_but_not_followed_by_content() {
        assert!(vocabulary().is_placeholder("Your content goes here .. Your content goes here .."));
        assert!(!vocabulary().is_placeholder("Your content goes here .. Commune"));
        assert!(vocabulary().is_error("#REF!"));
        assert!(vocabulary().is_total("TOTAL GÉNÉRAL :"));
        assert!(!vocabulary().is_total("Totalement revoir la signalétique de la maison communale et du CPAS"));
    }
}
