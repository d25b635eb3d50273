//! From tokens to stories.
//!
//! Groups are kept on a stack of states; each story (the body, a header, a note, a text box) knows the group it
//! began in and ends with it.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::sync::Arc;

use super::field::Field;
use super::header::Header;
use super::state::{ParagraphState, RunState, State};
use super::stories::{OpenStory, SideStory};
use super::token::{Token, Tokens};
use super::words::{Destination, Number, Switch, Word, meaning};
use crate::cell_marks::{Counts, append_flattened};
use crate::deadline;
use crate::document::{Document, Format, Notice, NoticeKind, Properties, forget_pages};
use crate::error::Error;
use crate::options::{ReadOptions, Revisions};

/// Reads a whole file.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, Error> {
    let mut reader = Reader::new(bytes, options);
    let is_complete = reader.read_groups()?;
    reader.finish(is_complete)
}

pub(super) struct Reader<'a> {
    tokens: Tokens<'a>,
    pub(super) counts: Counts<'a>,
    /// What becomes of tracked changes.
    pub(super) revisions: Revisions,
    pub(super) header: Header,
    pub(super) properties: Properties,
    pub(super) state: State,
    /// States of the groups around this one.
    pub(super) groups: Vec<State>,
    /// The open stories, the body first.
    pub(super) stories: Vec<OpenStory>,
    /// Stories beside the body that are over.
    pub(super) sides: Vec<SideStory>,
    /// Bytes of text that are not decoded yet.
    pub(super) bytes: Vec<u8>,
    /// The first half of a character that `\u` gives in two.
    pub(super) high_surrogate: Option<u16>,
    /// Characters to pass over after `\u`.
    pub(super) repeated: usize,
    /// The next word opens a group to be skipped by those who do not know it.
    is_optional: bool,
    /// The automatic number or bullet of the open paragraph.
    pub(super) label: String,
    pub(super) field: Field,
    /// Groups around the field that was printed already, so that its result must not be.
    pub(super) printed_field: Option<usize>,
    /// Year to second of the moment that is being read.
    moment: [i32; 6],
    /// Who wrote the comment that comes next, and when.
    pub(super) comment_author: String,
    pub(super) comment_date: String,
    /// Where the result leads that comes after the instruction just read.
    field_link: Option<Arc<str>>,
    changes: u32,
    not_read: BTreeSet<&'static str>,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], options: &'a ReadOptions) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            counts: Counts::new(&options.limits),
            revisions: options.revisions,
            header: Header::default(),
            properties: Properties::default(),
            state: State::new(),
            groups: Vec::new(),
            stories: vec![OpenStory::body()],
            sides: Vec::new(),
            bytes: Vec::new(),
            high_surrogate: None,
            repeated: 0,
            is_optional: false,
            label: String::new(),
            field: Field::default(),
            printed_field: None,
            moment: [0; 6],
            comment_author: String::new(),
            comment_date: String::new(),
            field_link: None,
            changes: 0,
            not_read: BTreeSet::new(),
        }
    }

    /// Reads up to the end of the outermost group, or of the file; tells whether the group ended.
    fn read_groups(&mut self) -> Result<bool, Error> {
        // What stands before the outermost group is no text.
        if self.tokens.find(|token| *token == Token::Open).is_some() {
            self.open()?;
        }
        while let Some(token) = self.tokens.next() {
            deadline::check()?;
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    self.close()?;
                    if self.groups.is_empty() {
                        return Ok(true);
                    }
                }
                Token::Word(name, number) => self.word(name, number)?,
                Token::Symbol(symbol) => self.symbol(symbol)?,
                Token::Hex(byte) => self.push_bytes(&[byte]),
                Token::Text(bytes) => self.push_bytes(bytes),
            }
        }
        Ok(false)
    }

    fn finish(mut self, is_complete: bool) -> Result<Document, Error> {
        self.flush()?;
        let mut document = Document::new(Format::Rtf);
        document.blocks = self.close_all_stories()?;
        if !self.counts.has_pages() {
            forget_pages(&mut document.blocks);
        }
        let mut sides = std::mem::take(&mut self.sides);
        sides.sort_by_key(SideStory::order);
        for side in sides {
            append_flattened(&mut document.blocks, side.blocks, side.role);
        }
        let stated = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        document.properties = Properties {
            title: stated(self.properties.title),
            author: stated(self.properties.author),
            subject: stated(self.properties.subject),
            company: stated(self.properties.company),
            language: self.header.language().map(str::to_owned),
            last_author: stated(self.properties.last_author),
            keywords: stated(self.properties.keywords),
            description: stated(self.properties.description),
            created: self.properties.created,
            modified: self.properties.modified,
        };
        document.notices.extend(self.revisions.notice(self.changes));
        document.notices.extend(self.not_read.into_iter().map(|kind| Notice::new(NoticeKind::NotRead, kind)));
        if !is_complete {
            document.notices.push(Notice::new(NoticeKind::Damaged, "the end of the file is missing"));
        }
        Ok(document)
    }

    fn open(&mut self) -> Result<(), Error> {
        self.flush()?;
        self.repeated = 0;
        self.is_optional = false;
        let deepest = self.counts.limits().xml_depth;
        if self.groups.len() >= deepest {
            return Err(Error::Limit { limit: "xml_depth", value: deepest as u64 });
        }
        self.groups.push(self.state.clone());
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        self.flush()?;
        self.repeated = 0;
        self.is_optional = false;
        let Some(outer) = self.groups.pop() else { return Ok(()) };
        let inner = std::mem::replace(&mut self.state, outer);
        self.close_stories(&inner)?;
        if self.printed_field.is_some_and(|groups| self.groups.len() < groups) {
            self.printed_field = None;
        }
        let ended = |destination| inner.destination == destination && self.state.destination != destination;
        let (is_made, is_saved) = (ended(Destination::Created), ended(Destination::Modified));
        let is_instruction = ended(Destination::Instruction);
        if is_made {
            self.properties.created = self.moment();
        }
        if is_saved {
            self.properties.modified = self.moment();
        }
        if is_instruction {
            let field = std::mem::take(&mut self.field);
            self.field_link = field.link();
            if let Some(sign) = field.printed() {
                self.printed_field = Some(self.groups.len());
                self.push_text(&sign)?;
            }
        }
        Ok(())
    }

    /// Passes over the rest of the group. The outermost one is the file itself.
    fn skip_group(&mut self) -> Result<(), Error> {
        if self.groups.len() < 2 {
            return Ok(());
        }
        let mut depth = 0u64;
        for token in self.tokens.by_ref() {
            match token {
                Token::Open => depth += 1,
                Token::Close if depth == 0 => return self.close(),
                Token::Close => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        match symbol {
            b'\\' | b'{' | b'}' => self.push_bytes(&[symbol]),
            b'*' => self.is_optional = true,
            b'~' => self.char('\u{A0}')?,
            b'_' => self.char('\u{2011}')?,
            b'\t' => self.char('\t')?,
            b'\r' | b'\n' => {
                self.flush()?;
                self.end_paragraph()?;
            }
            // An optional hyphen is seen only at the end of a line.
            b'-' => self.repeated = self.repeated.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, name: &str, number: Option<i32>) -> Result<(), Error> {
        self.flush()?;
        let is_optional = std::mem::take(&mut self.is_optional);
        let Some(word) = meaning(name) else {
            return if is_optional { self.skip_group() } else { Ok(()) };
        };
        if !matches!(word, Word::Char(_)) {
            // Sloppy writers leave the repetition out. No mark of structure is worth losing for it.
            self.repeated = 0;
        }
        match word {
            Word::Char(char) => return self.char(char),
            Word::Unicode => return self.unicode(number.unwrap_or(0)),
            Word::Destination(destination) => return self.go_to(destination),
            Word::Side(side) => {
                return if self.state.twice.is_some() { self.skip_group() } else { self.begin_side(side) };
            }
            Word::Skip => return self.skip_group(),
            Word::NotRead(kind) => {
                self.not_read.insert(kind);
                return self.skip_group();
            }
            Word::Result if self.printed_field.is_some_and(|groups| self.groups.len() == groups + 1) => {
                return self.skip_group();
            }
            Word::Page => {
                self.char('\n')?;
                self.begin_page(true);
            }
            Word::PageBefore => self.begin_page(number != Some(0)),
            Word::EndParagraph => return self.end_paragraph(),
            Word::EndSection => return self.end_section(),
            Word::EndCell => return self.end_cell(),
            Word::EndNestedCell => return self.end_nested_cell(),
            Word::EndRow => return self.end_row(),
            Word::EndNestedRow => return self.end_nested_row(),
            Word::Number(property) => self.number(property, number),
            Word::Switch(switch) => self.switch(switch, number != Some(0)),
            Word::Off(switch) => self.state.run.switch(switch, false),
            Word::CodePage(number) => self.set_code_page(number),
            Word::Plain => self.state.run = RunState::plain(self.header.default_font),
            Word::ParagraphDefaults => self.state.paragraph = ParagraphState::default(),
            Word::InTable => self.state.paragraph.in_table = number != Some(0),
            Word::RowDefaults => self.begin_row(),
            Word::HeaderRow => {
                if let Some(row) = self.row() {
                    row.shape.header = number != Some(0);
                }
            }
            Word::Merge(merge) => {
                if let Some(row) = self.row() {
                    row.merge(merge);
                }
            }
            Word::Endnote => self.make_endnote(),
            Word::OtherStyle => self.state.other_style = true,
            Word::Twice => {
                self.state.twice = Some(self.state.destination);
                self.state.destination = Destination::Frame;
            }
            Word::SecondForm => {
                if let Some(destination) = self.state.twice.take() {
                    self.state.destination = destination;
                }
            }
            // A result without link of its own goes on in that of the field around it.
            Word::Result => self.state.link = self.field_link.take().or(self.state.link.take()),
            Word::Known => {}
        }
        Ok(())
    }

    /// Directs the text of the group elsewhere.
    fn go_to(&mut self, destination: Destination) -> Result<(), Error> {
        let from = self.state.destination;
        let is_property = matches!(
            destination,
            Destination::Title
                | Destination::Author
                | Destination::Subject
                | Destination::Company
                | Destination::Keywords
                | Destination::Description
                | Destination::LastAuthor
        );
        if self.state.twice.is_some() || (is_property && from != Destination::Frame) {
            return self.skip_group();
        }
        match destination {
            Destination::ListLabel => self.label.clear(),
            Destination::CommentAuthor => self.comment_author.clear(),
            Destination::CommentDate => self.comment_date.clear(),
            Destination::ListEntry => self.field.begin_entry(),
            Destination::Instruction if from != Destination::Instruction => self.field = Field::default(),
            _ => {}
        }
        // LibreOffice writes who saved it last as a second author.
        let is_second = destination == Destination::Author && self.properties.author.is_some();
        self.state.destination = if is_second { Destination::LastAuthor } else { destination };
        Ok(())
    }

    fn switch(&mut self, switch: Switch, on: bool) {
        let is_change = matches!(switch, Switch::Deleted | Switch::Inserted);
        if on && is_change && self.state.destination == Destination::Text {
            self.changes = self.changes.saturating_add(1);
        }
        self.state.run.switch(switch, on);
    }

    fn set_code_page(&mut self, number: i32) {
        // Zero stands for that of the computer.
        if let Some(number) = u16::try_from(number).ok().filter(|&number| number != 0) {
            self.header.code_page = number;
        }
    }

    fn begin_page(&mut self, begins: bool) {
        if begins && self.state.destination == Destination::Text {
            self.counts.begin_page();
        }
    }

    /// The moment whose parts were read, in ISO 8601.
    fn moment(&mut self) -> Option<String> {
        let [year, month, day, hour, minute, second] = std::mem::take(&mut self.moment);
        let is_moment = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second);
        is_moment.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"))
    }

    /// Sets a number where it belongs: in a table before the text, in the state, in the row.
    fn number(&mut self, property: Number, number: Option<i32>) {
        let value = number.unwrap_or(0);
        let font = self.state.run.font;
        match property {
            Number::AnsiCodePage => self.set_code_page(value),
            Number::DefaultFont => {
                self.header.default_font = value;
                self.state.run.font = value;
            }
            Number::CharacterSet => self.header.set_character_set(font, value),
            Number::DefaultLanguage => self.header.set_default_language(value),
            Number::Language => {
                let is_default = self.state.paragraph.style == 0 && !self.state.other_style;
                if is_default && self.state.destination == Destination::Styles {
                    self.header.set_style_language(value);
                }
            }
            Number::FontCodePage => self.header.set_font_code_page(font, value),
            Number::Red => self.header.set_color_part(16, value),
            Number::Green => self.header.set_color_part(8, value),
            Number::Blue => self.header.set_color_part(0, value),
            // Black is what the automatic colour prints.
            Number::Color => self.state.run.marks.color = self.header.color(value).filter(|&color| color != 0),
            Number::LetterSize => {
                self.state.run.marks.size = u16::try_from(value).ok().and_then(NonZeroU16::new);
            }
            Number::FormFieldType => self.field.form_type = Some(value),
            Number::FormFieldResult => self.field.form_result = Some(value),
            Number::Moment(part) => {
                if let Some(slot) = self.moment.get_mut(part) {
                    *slot = value;
                }
            }
            Number::FormFieldDefault => self.field.form_default = Some(value),
            Number::RowLeft | Number::CellRight | Number::CellFill | Number::CellPatternColor | Number::CellPattern => {
                self.row_number(property, value)
            }
            Number::Font
            | Number::UnicodeSkip
            | Number::Depth
            | Number::Indent
            | Number::Style
            | Number::OutlineLevel => self.state.set(property, number),
        }
    }
}
