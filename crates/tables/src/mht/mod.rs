//! Web pages in one file (.mht, .mhtml): a mail whose parts are the page, its pictures and its sheets.

mod headers;
mod transfer;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::document::{Block, Document, Format, Notice, NoticeKind, Table};
use crate::error::Error;
use crate::html;
use crate::limits::Limits;
use crate::options::ReadOptions;
use headers::Headers;

/// Mails within mails past this depth are not looked into.
const DEEPEST: usize = 4;

/// A part that is no container.
struct Part<'a> {
    headers: Headers,
    body: &'a [u8],
}

/// The bytes begin with the headers of a mail that may hold a page.
pub(crate) fn is_mht(bytes: &[u8]) -> bool {
    let (headers, _) = headers::split(bytes);
    let kind = headers.content_type();
    headers.get("mime-version").is_some() && (kind.starts_with("multipart/") || kind == "text/html")
}

/// Reads the page of a mail, or the sheets of a workbook saved as one. Nothing is fetched from anywhere.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, Error> {
    let limits = &options.limits;
    let (headers, body) = headers::split(bytes);
    let start = headers.parameter("content-type", "start");
    let mut parts = Vec::new();
    collect(headers, body, 0, &mut parts, limits)?;
    let is_page = |part: &&Part<'_>| part.headers.content_type() == "text/html";
    let is_start =
        |part: &&Part<'_>| start.is_some() && part.headers.get("content-id").map(str::trim) == start.as_deref();
    let root = parts.iter().find(is_start).or_else(|| parts.iter().find(is_page));
    let Some(root) = root else {
        return Err(Error::Damaged { detail: "no page in the mail".to_owned() });
    };
    let mut page = page(root, options)?;
    page.document.format = Format::Mht;
    if page.document.blocks.is_empty() {
        sheets(&mut page, &parts, options)?;
    }
    Ok(page.document)
}

fn page(part: &Part<'_>, options: &ReadOptions) -> Result<html::Page, Error> {
    let charset = part.headers.parameter("content-type", "charset");
    html::read_page(&decoded(part), charset.as_deref(), options)
}

fn decoded<'a>(part: &Part<'a>) -> Cow<'a, [u8]> {
    match part.headers.get("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "base64" => Cow::Owned(transfer::base64(part.body)),
        "quoted-printable" => Cow::Owned(transfer::quoted_printable(part.body)),
        _ => Cow::Borrowed(part.body),
    }
}

/// Adds the parts of a body, those of containers in it too.
fn collect<'a>(
    headers: Headers,
    body: &'a [u8],
    depth: usize,
    parts: &mut Vec<Part<'a>>,
    limits: &Limits,
) -> Result<(), Error> {
    let boundary = headers.parameter("content-type", "boundary").filter(|boundary| !boundary.is_empty());
    let Some(boundary) = boundary.filter(|_| headers.content_type().starts_with("multipart/") && depth < DEEPEST)
    else {
        if parts.len() == limits.zip_entries {
            return Err(Error::Limit { limit: "zip_entries", value: limits.zip_entries as u64 });
        }
        parts.push(Part { headers, body });
        return Ok(());
    };
    let delimiter = format!("--{boundary}");
    let mut start = None;
    let mut position = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let end = position;
        position += line.len();
        let Some(rest) = line.strip_prefix(delimiter.as_bytes()) else { continue };
        if let Some(part) = start.and_then(|start| body.get(start..end)) {
            let (headers, body) = headers::split(part);
            collect(headers, body, depth + 1, parts, limits)?;
        }
        start = Some(position);
        if rest.starts_with(b"--") {
            return Ok(());
        }
    }
    // Cut before its last delimiter: what is there counts.
    if let Some(part) = start.and_then(|start| body.get(start..)) {
        let (headers, body) = headers::split(part);
        collect(headers, body, depth + 1, parts, limits)?;
    }
    Ok(())
}

/// Adds the sheets that the page of a workbook names; each stands in a part of its own.
fn sheets(page: &mut html::Page, parts: &[Part<'_>], options: &ReadOptions) -> Result<(), Error> {
    let mut options = options.clone();
    let mut tables = 0;
    let mut used = BTreeSet::new();
    for sheet in &page.sheets {
        let Some(link) = &sheet.link else { continue };
        // Each part is one sheet, however many name it.
        let at = parts.iter().position(|part| is_at(part, link)).filter(|at| used.insert(*at));
        let Some(part) = at.and_then(|at| parts.get(at)) else {
            page.document.notices.push(Notice::new(NoticeKind::Damaged, format!("{}: missing", sheet.name)));
            continue;
        };
        let mut found = self::page(part, &options)?.document;
        for block in &mut found.blocks {
            let Block::Table(table) = block else { continue };
            options.limits.cells = options.limits.cells.saturating_sub(table.cells.len());
            renumber(table, tables);
            if table.nested_in.is_none() {
                table.name = Some(sheet.name.as_str().into());
                table.hidden |= sheet.hidden;
                table.cells.iter_mut().for_each(|cell| cell.hidden |= sheet.hidden);
            }
        }
        found.blocks.retain(|block| matches!(block, Block::Table(_)));
        tables = tables.saturating_add(u32::try_from(found.blocks.len()).unwrap_or(u32::MAX));
        page.document.blocks.append(&mut found.blocks);
        page.document.notices.append(&mut found.notices);
    }
    page.document.notices.dedup();
    Ok(())
}

/// The part is the one that a link means.
fn is_at(part: &Part<'_>, link: &str) -> bool {
    let location = part.headers.get("content-location").unwrap_or_default().trim();
    let before = location.strip_suffix(link);
    before.is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
}

/// Gives a table and its places a number that counts on from the sheets before.
fn renumber(table: &mut Table, before: u32) {
    table.number = table.number.saturating_add(before);
    if let Some((outer, _, _)) = &mut table.nested_in {
        *outer = outer.saturating_add(before);
    }
}
