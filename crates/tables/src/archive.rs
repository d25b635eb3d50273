//! A zip file that is no package but holds office files.

use std::collections::BTreeSet;

use crate::document::{Block, Document};
use crate::error::Error;
use crate::limits::Limits;
use crate::options::ReadOptions;
use crate::package::Package;
use crate::read_nested;

/// Files that no person put there: leftovers of systems, and what belongs to pages.
const PASSED_OVER: [&str; 2] = ["thumbs.db", "desktop.ini"];
const PASSED_OVER_EXTENSIONS: [&str; 2] = [".css", ".js"];

/// A file of an archive: its name, and what it holds or why it could not be read.
pub type NamedDocument = (String, Result<Document, Error>);

/// Reads the files of an archive in their order. They share the limits. Archives within are not read.
pub(crate) fn read_all(mut package: Package<'_>, options: &ReadOptions) -> Result<Vec<NamedDocument>, Error> {
    let mut options = options.clone();
    let names: Vec<String> = package.names().filter(|name| is_file_of_a_person(name)).map(str::to_owned).collect();
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for name in names.into_iter().filter(|name| seen.insert(name.to_ascii_lowercase())) {
        let document = match package.bytes(&name) {
            Ok(Some(bytes)) => {
                let limits = &mut options.limits;
                limits.total_bytes = limits.total_bytes.saturating_sub(bytes.len() as u64);
                limits.total_bytes = limits.total_bytes.saturating_sub(inflated(&bytes, limits)?);
                read_nested(&bytes, &name, &options)
            }
            Ok(None) => continue,
            // What has been inflated in vain is not counted, so it must not happen often.
            Err(error @ Error::Limit { .. }) => return Err(error),
            Err(error) => Err(error),
        };
        if let Ok(document) = &document {
            let limits = &mut options.limits;
            limits.cells = limits.cells.saturating_sub(weight(document));
        }
        entries.push((harmless(&name), document));
    }
    if entries.is_empty() {
        return Err(Error::UnknownFormat { hint: "zip".to_owned() });
    }
    Ok(entries)
}

/// Reads the only file of an archive.
pub(crate) fn read_only(package: Package<'_>, options: &ReadOptions) -> Result<Document, Error> {
    const NAMED: usize = 5;
    let count = package.names().filter(|name| is_file_of_a_person(name)).count();
    if count > 1 {
        let names = package.names().filter(|name| is_file_of_a_person(name));
        return Err(Error::SeveralFiles { names: names.take(NAMED).map(str::to_owned).collect(), count });
    }
    let first = read_all(package, options)?.into_iter().next();
    first.map_or_else(|| Err(Error::UnknownFormat { hint: "zip".to_owned() }), |(_, document)| document)
}

/// Neither a folder nor what systems and programs leave behind.
fn is_file_of_a_person(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let file = lower.rsplit('/').next().unwrap_or_default();
    let mut folders = lower.split('/');
    !file.is_empty()
        && !file.starts_with("~$")
        && !PASSED_OVER.contains(&file)
        && !PASSED_OVER_EXTENSIONS.iter().any(|extension| file.ends_with(extension))
        && !folders.any(|part| part == "__macosx" || (part.starts_with('.') && !part.trim_matches('.').is_empty()))
}

/// How many bytes all parts of a package come to. Each is inflated once to know it: sizes may be lies.
fn inflated(bytes: &[u8], limits: &Limits) -> Result<u64, Error> {
    if !bytes.starts_with(b"PK") {
        return Ok(0);
    }
    // One that cannot be opened costs nothing more.
    let Ok(mut package) = Package::open(bytes, limits) else { return Ok(0) };
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let mut total = 0_u64;
    for name in names {
        match package.bytes(&name) {
            Ok(part) => total = total.saturating_add(part.map_or(0, |part| part.len() as u64)),
            Err(error @ Error::Limit { .. }) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(total)
}

/// Cells and paragraphs of a document.
fn weight(document: &Document) -> usize {
    let weights = document.blocks.iter().map(|block| match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.cells.len(),
    });
    weights.sum()
}

/// A name that leads nowhere out of the folder it is put in.
fn harmless(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    let name = parts.collect::<Vec<_>>().join("/");
    name.chars().map(|char| if char.is_control() { '_' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        for (name, expected) in [
            ("plan.docx", "plan.docx"),
            ("../../etc/plan.docx", "etc/plan.docx"),
            ("C:/Users/./x.csv", "Users/x.csv"),
            ("a\u{0}\n.csv", "a__.csv"),
        ] {
            assert_eq!(harmless(name), expected);
        }
    }

    #[test]
    fn leftovers_of_systems_are_passed_over() {
        for (name, expected) in [
            ("plan.docx", true),
            ("../plan.docx", true),
            ("2024/plan.docx", true),
            ("2024/", false),
            ("__MACOSX/._plan.docx", false),
            (".DS_Store", false),
            ("2024/.git/x.csv", false),
            ("~$plan.docx", false),
            ("Thumbs.db", false),
            ("resources/sheet.CSS", false),
        ] {
            assert_eq!(is_file_of_a_person(name), expected, "{name}");
        }
    }
}
