//! Web pages (.html, .htm), and what office programs save as such: Word's pages, Excel's sheets, often named .xls.

mod charset;
mod color;
mod elements;
mod grid;
mod head;
mod lines;
mod list;
mod open;
mod style;
mod stylesheet;
mod tokens;
mod tree;
mod values;
mod writer;

pub(crate) use head::Sheet;

use crate::deadline;
use crate::document::{Block, Document, Format, Notice, NoticeKind};
use crate::error::Error;
use crate::options::ReadOptions;
use tokens::{Token, Tokens};
use writer::Writer;

/// A page and the sheets that it names, which may stand in other files.
pub(crate) struct Page {
    pub(crate) document: Document,
    pub(crate) sheets: Vec<Sheet>,
}

/// Reads a page by itself.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, Error> {
    let Page { mut document, sheets } = read_page(bytes, None, options)?;
    if document.blocks.is_empty() {
        let elsewhere = sheets.into_iter().filter(|sheet| sheet.link.is_some());
        document
            .notices
            .extend(elsewhere.map(|sheet| Notice::new(NoticeKind::NotRead, format!("sheet {}", sheet.name))));
    }
    Ok(document)
}

/// Reads a page. `charset` is what stands outside of it, in the header of a mail.
pub(crate) fn read_page(bytes: &[u8], charset: Option<&str>, options: &ReadOptions) -> Result<Page, Error> {
    let mut document = Document::new(Format::Html);
    let text = charset::decode(bytes, charset, &mut document.notices);
    let mut writer = Writer::new(options);
    let text = without_clipboard_header(&text);
    writer.head.is_xml = text.trim_start().starts_with("<?xml");
    write(text, &mut writer)?;
    document.notices.extend(writer.notices());
    document.properties = std::mem::take(&mut writer.head.properties);
    document.blocks = writer.blocks;
    let sheets = writer.head.sheets;
    if let ([sheet], [Block::Table(table)]) = (sheets.as_slice(), document.blocks.as_mut_slice())
        && table.name.is_none()
        && !sheet.name.is_empty()
    {
        table.name = Some(sheet.name.as_str().into());
    }
    Ok(Page { document, sheets })
}

/// Hands the pieces of a text to the writer.
fn write(text: &str, writer: &mut Writer<'_>) -> Result<(), Error> {
    let mut raw: Option<(String, String)> = None;
    for token in Tokens::new(text) {
        deadline::check()?;
        if let Some((name, text)) = &mut raw {
            match token {
                Token::Text(more) => text.push_str(&more),
                Token::End(end) if end == *name => {
                    let (name, text) = raw.take().unwrap_or_default();
                    raw_text(writer, &name, &text)?;
                }
                _ => {}
            }
            continue;
        }
        match token {
            Token::Start(tag) if tag.is_raw_text() => raw = Some((tag.name, String::new())),
            Token::Start(tag) => {
                if let Some((name, depth)) = &mut writer.foreign {
                    *depth += usize::from(*name == tag.name && !tag.self_closing);
                    continue;
                }
                let closed = (tag.self_closing && writer.head.is_xml).then(|| tag.name.clone());
                let is_empty = tag.self_closing && elements::Kind::of(&tag.name) == elements::Kind::Foreign;
                if !is_empty {
                    writer.start(tag)?;
                }
                if let Some(name) = closed.filter(|name| name != "br") {
                    writer.end(&name)?;
                }
            }
            Token::End(name) => match &mut writer.foreign {
                Some((open, depth)) if *open == name => {
                    *depth -= 1;
                    if *depth == 0 {
                        writer.foreign = None;
                    }
                }
                Some(_) => {}
                None => writer.end(&name)?,
            },
            Token::Text(text) if writer.foreign.is_none() => writer.text(&text, false)?,
            Token::Text(_) => {}
            Token::Comment(comment) => conditional(writer, &comment),
        }
    }
    if let Some((name, text)) = raw {
        raw_text(writer, &name, &text)?;
    }
    writer.close_from(0)?;
    writer.flush()
}

/// Takes the content of an element in which tags are text.
fn raw_text(writer: &mut Writer<'_>, name: &str, text: &str) -> Result<(), Error> {
    match name {
        "title" => writer.head.title(text),
        "style" => {
            writer.head.style(text);
            writer.stylesheet.read(text);
        }
        "textarea" | "xmp" | "plaintext" => {
            writer.flush()?;
            writer.text(text, true)?;
            writer.flush()?;
        }
        _ => {}
    }
    Ok(())
}

/// Conditions of Office. Browsers show what `<![if …]>` encloses; rows that only give columns their widths
/// say nothing.
fn conditional(writer: &mut Writer<'_>, comment: &str) {
    let condition = comment.trim_start();
    if !condition.starts_with('[') {
        return;
    }
    let is_whole = !condition.ends_with(']') || condition.contains("<");
    if is_whole {
        writer.head.office_comment(condition);
    } else if condition.contains("endif") {
        writer.in_dropped_rows = false;
    } else {
        writer.in_dropped_rows = condition.contains("supportMisalignedColumns") && !condition.contains('!');
    }
}

/// The page in a text from the clipboard of Windows, which begins with `Version:` and the places of its parts.
fn without_clipboard_header(text: &str) -> &str {
    match text.starts_with("Version:") {
        true => text.find('<').and_then(|start| text.get(start..)).unwrap_or(text),
        false => text,
    }
}

/// Beginnings that only a page has; compared in lower case, after comments.
const BEGINNINGS: [&str; 12] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<style",
    "<table",
    "<thead",
    "<tbody",
    "<tr",
    "<!--[if",
];

/// Elements that a piece of a page may begin with, when they end in it.
const BLOCKS: [&str; 13] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "div", "section", "article", "main"];

/// How much of a file is looked at.
const SAMPLE_BYTES: usize = 16 * 1024;

/// The bytes are a page, or a piece of one that begins with its table. A text with a few tags in it is none.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE_BYTES.min(bytes.len())).unwrap_or_default();
    let text = match crate::text_file::utf_16(sample) {
        Some((encoding, rest)) => encoding.decode_without_bom_handling(rest).0,
        None => String::from_utf8_lossy(sample.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(sample)),
    };
    if text.starts_with("Version:") && text.contains("StartHTML:") {
        return true;
    }
    let mut text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    let begins = |text: &str, start: &str| {
        text.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
            && !text.get(start.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    // Declarations and comments may precede, in XHTML even those of a style sheet.
    while !BEGINNINGS.iter().any(|start| begins(text, start)) {
        let end = match text {
            text if text.starts_with("<!--") => "-->",
            text if text.starts_with("<?") => ">",
            _ => return is_wrapped_table(text),
        };
        let Some((_, rest)) = text.split_once(end) else { return false };
        text = rest.trim_start();
    }
    true
}

/// A piece of a page that begins with another element: it holds a table, or that element is a block and ends.
fn is_wrapped_table(text: &str) -> bool {
    let begins_with_tag =
        text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let name: String = text.chars().skip(1).take_while(char::is_ascii_alphanumeric).take(12).collect();
    let block = || BLOCKS.contains(&name.to_ascii_lowercase().as_str());
    let known = || {
        elements::Kind::of(&name.to_ascii_lowercase()) != elements::Kind::Inline || name.eq_ignore_ascii_case("span")
    };
    let lower = || text.to_ascii_lowercase();
    begins_with_tag && known() && {
        let lower = lower();
        let table = lower.contains("<table") && (lower.contains("<tr") || lower.contains("<td"));
        // Headings and lists copied from a page.
        table || block() && lower.contains(&format!("</{}>", name.to_ascii_lowercase()))
    }
}
