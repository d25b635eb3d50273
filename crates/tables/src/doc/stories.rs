//! The streams of a file, and the stories in its text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fib::{Fib, Part, StoryLengths};
use super::form::font_names;
use super::lists;
use super::pages::Pages;
use super::pieces;
use super::plc::Plc;
use super::story::Stories;
use super::styles::Styles;
use crate::cell_marks::{Counts, append_flattened, plain};
use crate::compound::{Compound, properties};
use crate::document::{Block, Comment, Document, Format, Notice, NoticeKind, Role, forget_pages};
use crate::error::Error;
use crate::language;
use crate::little_endian::{Reader, u16_at, u32_at};
use crate::options::ReadOptions;

/// Stories before the headers of the first section: separators of notes.
const SEPARATORS: usize = 6;

/// Where the shape of a text box is named, in its entry of 22 bytes; that of a shape has 26.
const TEXT_BOX: usize = 22;
const TEXT_BOX_SHAPE: usize = 14;
const SHAPE: usize = 26;

/// The entry of a comment has 30 bytes, in which the number of the author stands after the initials.
const COMMENT: usize = 30;
const COMMENT_AUTHOR: usize = 20;

/// Reads a text document from its compound file.
pub(crate) fn read(mut compound: Compound<'_>, options: &ReadOptions) -> Result<Document, Error> {
    let missing = |name: &str| Error::Damaged { detail: format!("{name}: missing") };
    let stream = compound.stream("WordDocument")?.ok_or_else(|| missing("WordDocument"))?;
    let fib = Fib::read(&stream)?;
    let table = compound.stream(fib.table)?.ok_or_else(|| missing(fib.table))?;
    // Only form fields and very long formatting stand there.
    let data = compound.stream("Data").ok().flatten().unwrap_or_default();

    let pieces = pieces::read(fib.part(&table, Part::Pieces), &stream)?;
    let end = pieces.last().map_or(0, |last| last.end);
    let fonts = font_names(fib.part(&table, Part::Fonts));
    let mut stories = Stories {
        stream: &stream,
        data: &data,
        pieces,
        runs: Pages::of_runs(fib.part(&table, Part::RunPages), &stream),
        paragraphs: Pages::of_paragraphs(fib.part(&table, Part::ParagraphPages), &stream),
        styles: Styles::read(fib.part(&table, Part::Styles)),
        lists: lists::read(&fib, &table, &fonts),
        fonts,
        counts: Counts::new(&options.limits),
        revisions: options.revisions,
        text_boxes: BTreeMap::new(),
        comments: BTreeMap::new(),
        formatting: 0,
        changes: 0,
        not_read: BTreeSet::new(),
        is_damaged: false,
    };
    let ranges = Ranges::new(fib.lengths, end);
    stories.text_boxes = text_boxes(&fib, &table, &ranges.text_boxes);

    stories.comments = comments(&fib, &table, &ranges.comments, &mut stories)?;

    let mut document = Document::new(Format::Doc);
    document.blocks = stories.read(ranges.body, Role::Body)?;
    if !stories.counts.has_pages() {
        forget_pages(&mut document.blocks);
    }
    for (range, role) in header_stories(fib.part(&table, Part::HeaderStories), &ranges.headers) {
        add(&mut document.blocks, &mut stories, range, role)?;
    }
    for range in [ranges.footnotes, ranges.endnotes] {
        add(&mut document.blocks, &mut stories, range, Role::Note)?;
    }
    let Stories { comments, changes, not_read, is_damaged, styles, .. } = stories;
    document.comments = comments.into_values().collect();
    document.properties = properties(&mut compound);
    let language = styles.paragraph(0).and_then(|style| style.run.language).and_then(language::tag);
    document.properties.language = language.map(str::to_owned);
    document.notices.extend(options.revisions.notice(changes));
    document.notices.extend(not_read.into_iter().map(|kind| Notice::new(NoticeKind::NotRead, kind)));
    if is_damaged {
        document.notices.push(Notice::new(NoticeKind::Damaged, "text outside the file"));
    }
    Ok(document)
}

/// Adds a story beside the body.
fn add(blocks: &mut Vec<Block>, stories: &mut Stories<'_>, range: Range<u32>, role: Role) -> Result<(), Error> {
    let story = stories.read(range, role)?;
    append_flattened(blocks, story, role);
    Ok(())
}

/// The characters of each story.
struct Ranges {
    body: Range<u32>,
    footnotes: Range<u32>,
    headers: Range<u32>,
    comments: Range<u32>,
    endnotes: Range<u32>,
    text_boxes: Range<u32>,
}

impl Ranges {
    /// The stories follow each other; none goes past the end of the text.
    fn new(lengths: StoryLengths, end: u32) -> Self {
        let mut start = 0u32;
        let mut next = |length: u32| {
            let first = start;
            start = start.saturating_add(length).min(end);
            first..start
        };
        let (body, footnotes, headers) = (next(lengths.body), next(lengths.footnotes), next(lengths.headers));
        next(lengths.macros);
        let (comments, endnotes, text_boxes) =
            (next(lengths.comments), next(lengths.endnotes), next(lengths.text_boxes));
        Self { body, footnotes, headers, comments, endnotes, text_boxes }
    }
}

/// Headers and footers: six stories for each section, of which the blank ones are as in the section before.
fn header_stories(list: &[u8], all: &Range<u32>) -> Vec<(Range<u32>, Role)> {
    const ROLES: [Role; 6] = [Role::Header, Role::Header, Role::Footer, Role::Footer, Role::Header, Role::Footer];
    let stories = Plc::new(list, 0).iter().skip(SEPARATORS).zip(ROLES.into_iter().cycle());
    let mut found: Vec<(Range<u32>, Role)> = Vec::new();
    for ((start, end, _), role) in stories {
        let range = within(all, start, end);
        // Stories follow each other, so that no text is read twice.
        if !range.is_empty() && found.last().is_none_or(|(last, _)| last.end <= range.start) {
            found.push((range, role));
        }
    }
    found
}

/// Text boxes by the character that their shape is anchored in. Those of shapes that are nowhere come at the end.
fn text_boxes(fib: &Fib, table: &[u8], all: &Range<u32>) -> BTreeMap<u32, Vec<Range<u32>>> {
    let shapes = Plc::new(fib.part(table, Part::Shapes), SHAPE).iter();
    let anchors: BTreeMap<u32, u32> =
        shapes.filter_map(|(anchor, _, shape)| Some((u32_at(shape, 0)?, anchor))).collect();
    let mut boxes: BTreeMap<u32, Vec<Range<u32>>> = BTreeMap::new();
    let mut read_to = all.start;
    for (start, end, text_box) in Plc::new(fib.part(table, Part::TextBoxes), TEXT_BOX).iter() {
        let range = within(all, start, end);
        if range.is_empty() || range.start < read_to {
            continue;
        }
        read_to = range.end;
        let anchor = u32_at(text_box, TEXT_BOX_SHAPE).and_then(|shape| anchors.get(&shape)).copied();
        boxes.entry(anchor.unwrap_or(u32::MAX)).or_default().push(range);
    }
    boxes
}

/// Comments by the character that marks their place. Their texts follow each other; the marks name their authors.
fn comments(
    fib: &Fib,
    table: &[u8],
    all: &Range<u32>,
    stories: &mut Stories<'_>,
) -> Result<BTreeMap<u32, Comment>, Error> {
    let authors = authors(fib.part(table, Part::CommentAuthors));
    let marks = Plc::new(fib.part(table, Part::CommentMarks), COMMENT).iter();
    let texts = Plc::new(fib.part(table, Part::CommentStories), 0).iter();
    let mut comments = BTreeMap::new();
    let mut read_to = all.start;
    for ((mark, _, entry), (start, end, _)) in marks.zip(texts) {
        let range = within(all, start, end);
        // Texts follow each other, so that none is read twice.
        if range.is_empty() || range.start < read_to {
            continue;
        }
        read_to = range.end;
        let text = plain(&stories.read(range, Role::Note)?);
        let author = u16_at(entry, COMMENT_AUTHOR).and_then(|at| authors.get(usize::from(at))).cloned();
        if !text.is_empty() {
            comments.insert(mark, Comment::new(text).by(author));
        }
    }
    Ok(comments)
}

/// The names of those who wrote comments: each after the number of its characters.
fn authors(list: &[u8]) -> Vec<String> {
    let mut rest = Reader::new(list);
    let name = || {
        let length = usize::from(rest.u16()?);
        let units = rest.take(length * 2)?.chunks_exact(2).map(|unit| u16_at(unit, 0).unwrap_or(0));
        Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    std::iter::from_fn(name).collect()
}

/// A range that is given from the beginning of its stories, cut to their end.
fn within(all: &Range<u32>, start: u32, end: u32) -> Range<u32> {
    all.start.saturating_add(start).min(all.end)..all.start.saturating_add(end).min(all.end)
}
