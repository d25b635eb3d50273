//! Text documents of Office Open XML (.docx).

mod comments;
mod fields;
mod flow;
mod form_field;
mod formats;
pub(crate) mod numbering;
mod properties;
mod story;
mod styles;
pub(crate) mod symbols;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use numbering::Numbering;
use story::{Stories, read_story};
use styles::Styles;

use crate::document::{Block, Cell, Document, Format, Notice, NoticeKind, Paragraph, Role, forget_pages};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::package::{Package, Relationship, core_properties, targets};
use crate::place::Place;
use crate::xml::Xml;

/// Reads a text document whose main part is called `main`.
pub(crate) fn read(mut package: Package<'_>, main: &str, options: &ReadOptions) -> Result<Document, Error> {
    let mut document = Document::new(Format::Docx);
    document.properties = core_properties(&mut package);
    let links = package.relationships(main)?;
    let part = |kind: &str| links.iter().find(|link| link.kind == kind && !link.external);

    let mut passed_over = Vec::new();
    let styles = side_part(&mut package, part("styles"), &mut passed_over, Styles::read)?;
    let numbering = side_part(&mut package, part("numbering"), &mut passed_over, Numbering::read)?;
    document.properties.language = document.properties.language.or_else(|| styles.language.clone());

    let comments = side_part(&mut package, part("comments"), &mut passed_over, comments::read)?;

    let mut stories = Stories {
        styles: &styles,
        numbering,
        limits: &options.limits,
        revisions: options.revisions,
        tables: 0,
        cells: 0,
        control_bytes: 0,
        links: targets(&links),
        comments,
        page: 1,
        is_rendered: false,
        changes: 0,
        not_read: BTreeSet::new(),
        headers: Vec::new(),
    };
    let Some(text) = package.part(main)? else {
        return Err(Error::Damaged { detail: format!("{main}: missing") });
    };
    stories.is_rendered = memmem::find(text.as_bytes(), b"lastRenderedPageBreak").is_some();
    document.blocks = read_story(&mut Xml::new(main, &text, &options.limits), &mut stories)?;
    drop(text);
    if stories.page == 1 {
        forget_pages(&mut document.blocks);
    }
    // What stands beside the body is on many pages.
    stories.page = 0;

    // Headers and footers in the order of the sections that use them, each part once; then the notes.
    let mut seen = BTreeSet::new();
    let headers = std::mem::take(&mut stories.headers);
    let by_id: BTreeMap<_, _> = links.iter().filter(|link| !link.external).map(|link| (&*link.id, link)).collect();
    let used = headers.iter().filter_map(|id| by_id.get(&**id).copied());
    let notes = ["footnotes", "endnotes"].into_iter().filter_map(part);
    for link in used.chain(notes) {
        if !seen.insert(&*link.target) {
            continue;
        }
        let role = match &*link.kind {
            "header" => Role::Header,
            "footer" => Role::Footer,
            _ => Role::Note,
        };
        // Each part has relationships of its own; damaged ones only hide where links lead.
        stories.links = targets(&package.relationships(&link.target).unwrap_or_default());
        let blocks = side_part(&mut package, Some(link), &mut passed_over, |xml| read_story(xml, &mut stories))?;
        append_flattened(&mut document.blocks, blocks, role);
    }

    document.comments = std::mem::take(&mut stories.comments).into_values().collect();
    document.notices.extend(options.revisions.notice(stories.changes));
    let not_read = stories.not_read.into_iter().map(|kind| Notice::new(NoticeKind::NotRead, kind));
    document.notices.extend(not_read);
    document.notices.extend(passed_over);
    Ok(document)
}

/// Reads a part that the document can be understood without. A damaged or missing one is passed over with a
/// notice; a limit stays a limit.
fn side_part<T: Default>(
    package: &mut Package<'_>,
    link: Option<&Relationship>,
    passed_over: &mut Vec<Notice>,
    read: impl FnOnce(&mut Xml<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let Some(link) = link else { return Ok(T::default()) };
    let result = match package.part(&link.target) {
        Ok(Some(text)) => read(&mut Xml::new(&link.target, &text, package.limits())),
        Ok(None) => Err(Error::Damaged { detail: String::new() }),
        Err(error) => Err(error),
    };
    match result {
        Err(Error::Damaged { .. }) => {
            passed_over.push(Notice::new(NoticeKind::Damaged, link.target.clone()));
            Ok(T::default())
        }
        result => result,
    }
}

/// Adds the paragraphs of a header, footer or notes after all others. Tables there only lay out a letterhead,
/// so their cells become paragraphs too.
fn append_flattened(blocks: &mut Vec<Block>, story: Vec<Block>, role: Role) {
    let last = blocks.iter().rev().find_map(|block| match block {
        Block::Paragraph(Paragraph { place: Place::Paragraph { number, .. }, .. }) => Some(*number),
        _ => None,
    });
    let mut number = last.unwrap_or(0);
    let mut add = |mut paragraph: Paragraph| {
        if paragraph.text.is_blank() && paragraph.comments.is_empty() {
            return;
        }
        number = number.saturating_add(1);
        paragraph.place.set_paragraph(number);
        paragraph.role = role;
        blocks.push(Block::Paragraph(paragraph));
    };
    for block in story {
        match block {
            Block::Paragraph(paragraph) => add(paragraph),
            Block::Table(table) => {
                table.cells.into_iter().map(Cell::into_paragraph).for_each(&mut add);
            }
        }
    }
}
