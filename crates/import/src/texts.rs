//! What a text says by itself, wherever it stands, worked out once when it is asked: departments, years, statuses and
//! parents come back on every row.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use passerelle_core::{Code, Reason};
use passerelle_tables::{Block, Document as Tables};

use crate::content::{Content, content, content_of};
use crate::hashed::Map;
use crate::header::{Meaning, is_state, may_head, meanings, names_a_group};
use crate::label;
use crate::ledger::never_content;
use crate::misread;
use crate::signs::Signs;
use crate::vocabulary::{Opening, Role};
use crate::wording::{Heading, heading};

/// What a text is by itself.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    content: Content,
    signs: Signs,
    label: OnceCell<Option<Role>>,
    meanings: OnceCell<Box<[Meaning]>>,
    header_score: OnceCell<i32>,
    state: OnceCell<bool>,
    never_content: OnceCell<Option<Reason>>,
    heading: OnceCell<Box<Beginning>>,
    code: OnceCell<Box<Code>>,
}

/// What stands at the beginning of the text; its wording by where it stands.
#[derive(Debug, Clone)]
struct Beginning {
    opening: Option<Opening>,
    code: Option<Code>,
    word: Option<&'static str>,
    wording: Range<usize>,
}

impl Beginning {
    fn of(text: &str) -> Self {
        let Heading { opening, code, word, wording } = heading(text);
        // The wording is a part of the text, or empty.
        let start = (wording.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        Self { opening, code, word, wording: start..start + wording.len() }
    }

    /// What the words in front of its code name, where there is nothing else.
    fn bare_code(&self) -> Option<Option<Opening>> {
        (self.code.is_some() && self.wording.is_empty()).then_some(self.opening)
    }
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let (label, state, never_content) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (meanings, header_score, heading) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let beginning = || heading.get_or_init(|| Box::new(Beginning::of(text)));
        let content = content_of(text, || beginning().bare_code());
        let (signs, code) = (Signs::of(text), OnceCell::new());
        Self { text, content, signs, label, meanings, header_score, state, never_content, heading, code }
    }

    fn beginning(&self) -> &Beginning {
        self.heading.get_or_init(|| Box::new(Beginning::of(self.text)))
    }

    /// What stands at its beginning.
    pub(crate) fn heading(&self) -> Heading<'a> {
        let Beginning { opening, code, word, wording } = self.beginning();
        let wording = self.text.get(wording.clone()).unwrap_or_default();
        Heading { opening: *opening, code: code.clone(), word: *word, wording }
    }

    /// What its first words name.
    pub(crate) fn opening(&self) -> Option<Opening> {
        self.beginning().opening
    }

    /// The code that the whole text is.
    pub(crate) fn code(&self) -> &Code {
        self.code.get_or_init(|| Box::new(misread::code(trimmed(self.text))))
    }

    /// How long the text is.
    pub(crate) fn length(&self) -> usize {
        self.text.len()
    }

    /// Its role when it is a label and nothing else.
    pub(crate) fn label(&self) -> Option<Role> {
        // A code with its numbers is none.
        let code = || self.content == Content::Code && self.text.contains(|c: char| c.is_ascii_digit());
        *self.label.get_or_init(|| if code() { None } else { label::alone(self.text) })
    }

    /// What it may mean above a column, alone, best first.
    fn meanings(&self) -> &[Meaning] {
        self.meanings.get_or_init(|| meanings(self.text, &[]).into())
    }

    /// What it means most likely above a column, alone.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        self.meanings().first().copied()
    }

    /// How much it is a text of a header.
    pub(crate) fn header_score(&self) -> i32 {
        // A title with its code is none.
        let none = || self.beginning().code.is_some() || !may_head(self.text);
        let score = || match none() {
            true => 0,
            false if names_a_group(self.text) => 100,
            // Columns have no dates for names.
            false if self.content == Content::Time && self.text.contains(|c: char| c.is_ascii_digit()) => 0,
            false => self.meaning().map_or(0, |meaning| meaning.score),
        };
        *self.header_score.get_or_init(score)
    }

    /// Why it is left aside wherever it stands.
    pub(crate) fn never_content(&self) -> Option<Reason> {
        *self.never_content.get_or_init(|| never_content(self.text))
    }

    /// It is the state of an action.
    pub(crate) fn is_state(&self) -> bool {
        // Codes, amounts and sentences are none.
        let may = matches!(self.content, Content::Short | Content::Time | Content::Mark | Content::Nothing);
        *self.state.get_or_init(|| may && is_state(self.text))
    }
}

/// The text without white space around it: most have none, which their first and last letters tell.
pub(crate) fn trimmed(text: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if solid(text.as_bytes().first()) && solid(text.as_bytes().last()) { text } else { text.trim() }
}

/// Longer texts are no label, header or state, and hardly ever printed twice.
const LONGEST: usize = 400;

/// The number of those.
const NOT_KEPT: u32 = u32::MAX;

/// The different texts of a file.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    known: Map<&'a str, u32>,
    words: Vec<Words<'a>>,
    /// Which words each paragraph and cell has, block by block.
    order: Vec<u32>,
    long_texts: Vec<&'a str>,
    /// What long texts are beside their sort and their beginning.
    long: Words<'a>,
    /// What any of them holds.
    pub(crate) signs: Signs,
}

impl<'a> Texts<'a> {
    /// Gathers the texts of cells and paragraphs.
    pub(crate) fn of(tables: &'a Tables) -> Self {
        let (mut known, mut words, mut order) = (Map::default(), Vec::new(), Vec::new());
        let mut long_texts = Vec::new();
        let mut signs = Signs::default();
        let mut add = |text: &'a str| {
            if text.len() > LONGEST {
                signs = signs.and(Signs::of(text));
                long_texts.push(text);
                order.push(NOT_KEPT);
                return;
            }
            let next = words.len();
            let number = *known.get_or(text, || {
                let of_text = Words::of(text);
                signs = signs.and(of_text.signs);
                words.push(of_text);
                u32::try_from(next).unwrap_or(NOT_KEPT)
            });
            order.push(number);
        };
        for block in &tables.blocks {
            match block {
                Block::Paragraph(paragraph) => add(paragraph.text.as_str()),
                Block::Table(table) => table.cells.iter().for_each(|cell| add(cell.text.as_str())),
            }
        }
        Self { known, words, order, long_texts, long: Words::of(""), signs }
    }

    /// The texts, those that are printed again and again once.
    pub(crate) fn different(&self) -> impl Iterator<Item = &'a str> {
        self.words.iter().map(|words| words.text).chain(self.long_texts.iter().copied())
    }

    /// What a text may mean above a column, alone, best first.
    pub(crate) fn meanings(&self, text: &str) -> Cow<'_, [Meaning]> {
        match self.known.get(text).and_then(|number| self.words.get(*number as usize)) {
            Some(words) => Cow::Borrowed(words.meanings()),
            None => Cow::Owned(meanings(text, &[])),
        }
    }

    /// What a text is, its sort and its signs.
    pub(crate) fn words(&self, text: &str) -> (&Words<'a>, Content, Signs) {
        self.kept(self.known.get(text).copied(), text)
    }

    /// The same of the text of a paragraph or cell, by its number in the order of the file.
    pub(crate) fn words_at(&self, at: usize, text: &str) -> (&Words<'a>, Content, Signs) {
        self.kept(self.order.get(at).copied(), text)
    }

    fn kept(&self, number: Option<u32>, text: &str) -> (&Words<'a>, Content, Signs) {
        match number.and_then(|number| self.words.get(number as usize)) {
            Some(words) => (words, words.content, words.signs),
            None => (&self.long, content(text), Signs::of(text)),
        }
    }
}
