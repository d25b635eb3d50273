//! OpenDocument: spreadsheets and texts, in packages (.ods, .odt) and in flat files (.fods, .fodt).

mod annotation;
mod cell;
mod changes;
mod columns;
mod control;
mod data_style;
mod fills;
mod flow;
mod form_field;
mod formula;
mod lists;
mod look;
mod open;
mod pages;
mod paragraph;
mod source;
mod stored_value;
mod stories;
mod story;
mod styles;
mod table;

pub(crate) use source::is_flat;

use flow::Flow;
use source::Source;
use stories::Stories;
use story::read_story;
use styles::Styles;

use crate::document::{Document, Format, Notice, NoticeKind, Properties, Role, forget_pages};
use crate::error::Error;
use crate::limits::Limits;
use crate::options::{ReadOptions, Revisions};
use crate::package::Package;
use crate::xml::{Event, Ns, Xml};

/// Kinds of bodies, with the format they make; none for those that are not read, which are called by name.
const BODIES: [(&str, Result<Format, &str>); 8] = [
    ("spreadsheet", Ok(Format::Ods)),
    ("text", Ok(Format::Odt)),
    ("presentation", Err("odp")),
    ("drawing", Err("odg")),
    ("chart", Err("odc")),
    ("image", Err("odi")),
    ("database", Err("odb")),
    ("formula", Err("odf")),
];

/// Names of user-defined properties that hold the institution.
const COMPANY: [&str; 4] = ["company", "société", "organisation", "institution"];

/// The parts of a document.
struct Parts {
    content: Source,
    /// Common styles and pages.
    styles: Source,
    meta: Source,
}

/// Reads a package.
pub(crate) fn read(mut package: Package<'_>, options: &ReadOptions) -> Result<Document, Error> {
    refuse_encrypted(&mut package)?;
    let limits = package.limits().clone();
    let Some(content) = Source::part(&mut package, "content.xml")? else {
        return Err(Error::Damaged { detail: "content.xml: missing".to_owned() });
    };
    let mut passed_over = Vec::new();
    let mut side_part = |name: &'static str| -> Result<Source, Error> {
        let well_formed = |source: &Source| {
            let mut xml = source.xml(&limits);
            xml.root().and_then(|_| xml.skip(1))
        };
        let part = match Source::part(&mut package, name) {
            Ok(Some(part)) => well_formed(&part).map(|()| part),
            Ok(None) => return Ok(Source::empty(name)),
            Err(error) => Err(error),
        };
        match part {
            Err(Error::Damaged { .. }) => {
                passed_over.push(Notice::new(NoticeKind::Damaged, name));
                Ok(Source::empty(name))
            }
            part => part,
        }
    };
    let parts = Parts { styles: side_part("styles.xml")?, meta: side_part("meta.xml")?, content };
    let mut document = read_parts(&parts, options)?;
    document.notices.extend(passed_over);
    Ok(document)
}

/// Reads a flat file.
pub(crate) fn read_flat(bytes: &[u8], options: &ReadOptions) -> Result<Document, Error> {
    let flat = Source::flat(bytes, &options.limits)?;
    read_parts(&Parts { styles: flat.clone(), meta: flat.clone(), content: flat }, options)
}

/// The package is an OpenDocument though it does not say so in its first entry.
pub(crate) fn is_package(package: &Package<'_>) -> bool {
    let has = |wanted: &str| package.names().any(|name| name.eq_ignore_ascii_case(wanted));
    has("META-INF/manifest.xml") && (has("content.xml") || has(ENCRYPTED_PACKAGE))
}

/// The entry that holds the whole document with a password, since 2024.
const ENCRYPTED_PACKAGE: &str = "encrypted-package";

/// A part with a password is listed as such, and is no XML. A password may also protect macros alone.
fn refuse_encrypted(package: &mut Package<'_>) -> Result<(), Error> {
    if package.names().any(|name| name == ENCRYPTED_PACKAGE) {
        return Err(Error::Encrypted);
    }
    let manifest = package.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    if !String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Ok(());
    }
    let content = package.bytes("content.xml").ok().flatten().unwrap_or_default();
    let is_xml = content.trim_ascii_start().starts_with(b"<") || content.starts_with(b"\xEF\xBB\xBF<");
    if is_xml { Ok(()) } else { Err(Error::Encrypted) }
}

fn read_parts(parts: &Parts, options: &ReadOptions) -> Result<Document, Error> {
    let limits = &options.limits;
    let mut xml = parts.content.xml(limits);
    let format = open_body(&mut xml)?;
    let styles = Styles::read(&parts.styles, &parts.content, limits)?;
    let mut document = Document::new(format);
    document.properties = read_properties(&parts.meta, limits)?;
    document.properties.language = document.properties.language.or_else(|| styles.language.clone());

    let mut stories = Stories::new(&styles, options);
    stories.page = u32::from(format == Format::Odt);
    let mut flow = Flow::of(Role::Body);
    read_story(&mut xml, &mut stories, format == Format::Ods, &mut flow)?;
    while !matches!(xml.next()?, Event::Eof) {}

    let notes = std::mem::take(&mut stories.notes);
    if format == Format::Odt {
        pages::read(&parts.styles, &styles, &mut stories, &mut flow)?;
        flow.add_flattened(notes, Role::Note);
    }
    document.blocks = flow.finish();
    if stories.page == 1 {
        forget_pages(&mut document.blocks);
    }
    document.comments = std::mem::take(&mut stories.comments);
    document.names = std::mem::take(&mut stories.names);
    // The cells of a sheet hold its last state alone.
    let view = if format == Format::Odt { options.revisions } else { Revisions::Accepted };
    document.notices.extend(view.notice(stories.changes));
    document.notices.extend(stories.not_read.into_iter().map(|what| Notice::new(NoticeKind::NotRead, what)));
    document.notices.extend(stories.notices);
    Ok(document)
}

/// Goes to the body and opens it.
fn open_body(xml: &mut Xml<'_>) -> Result<Format, Error> {
    if xml.root()?.ns != Ns::OdfOffice {
        return Err(xml.damaged(&"not a part of an OpenDocument"));
    }
    while let Some(element) = xml.child(1)? {
        if !element.is(Ns::OdfOffice, "body") {
            continue;
        }
        while let Some(element) = xml.child(2)? {
            let known = BODIES.iter().find(|(name, _)| element.is(Ns::OdfOffice, name));
            match known {
                Some((_, Ok(format))) => return Ok(*format),
                Some((_, Err(name))) => return Err(Error::Unsupported { format: (*name).to_owned() }),
                None => {}
            }
        }
    }
    Err(xml.damaged(&"has no body"))
}

/// Title, author and the like.
fn read_properties(source: &Source, limits: &Limits) -> Result<Properties, Error> {
    let mut properties = Properties::default();
    let mut last_author = None;
    let mut xml = source.xml(limits);
    xml.root()?;
    while let Some(element) = xml.child(1)? {
        if element.is(Ns::OdfOffice, "body") {
            break;
        }
        if !element.is(Ns::OdfOffice, "meta") {
            continue;
        }
        while let Some(element) = xml.child(2)? {
            let name = element.attr("name").unwrap_or_default().to_lowercase();
            let field = match element.name() {
                (Ns::DublinCore, "title") => &mut properties.title,
                (Ns::DublinCore, "subject") => &mut properties.subject,
                (Ns::DublinCore, "language") => &mut properties.language,
                (Ns::DublinCore, "description") => &mut properties.description,
                (Ns::DublinCore, "date") => &mut properties.modified,
                (Ns::OdfMeta, "creation-date") => &mut properties.created,
                (Ns::OdfMeta, "keyword") => {
                    let words = properties.keywords.take();
                    let word = xml.text(3)?;
                    properties.keywords = Some(match words {
                        Some(words) => format!("{words}, {word}"),
                        None => word,
                    });
                    continue;
                }
                (Ns::DublinCore, "creator") => &mut last_author,
                (Ns::OdfMeta, "initial-creator") => &mut properties.author,
                (Ns::OdfMeta, "user-defined") if COMPANY.contains(&&*name) => &mut properties.company,
                _ => continue,
            };
            let text = xml.text(3)?;
            if !text.trim().is_empty() {
                *field = Some(text);
            }
        }
    }
    properties.author = properties.author.or_else(|| last_author.clone());
    properties.last_author = last_author;
    Ok(properties)
}
