//! The package of a blank form: the parts a form stands in, and the same package with some parts changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::BlankError;
use super::calc::Calc;
use super::page::Paper;
use super::sheet::{self, Named, Sheet};
use super::tree::Tree;
use super::word::Word;
use super::writer::Writer;
use crate::Error;

/// The largest part that is read.
const MOST_BYTES: u64 = 64 << 20;
/// The sheets of a workbook, or the headers and footers of a text, that are looked through.
const MOST_PARTS: usize = 20;

/// A zip package.
pub(crate) struct Package<'b> {
    bytes: &'b [u8],
}

/// What reads a part.
enum Kind {
    Word,
    Writer,
    Calc,
    Sheet { name: String, strings: Option<String>, styles: Option<String> },
}

/// A part that may hold the form.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) text: String,
    kind: Kind,
    /// Header or footer: places of the head alone.
    pub(crate) is_margin: bool,
}

impl Part {
    fn new(name: &str, text: String, kind: Kind) -> Self {
        Self { name: name.to_owned(), text, kind, is_margin: false }
    }

    /// The part as texts and tables. `adding`: lines may be added where other rows have to move.
    pub(crate) fn paper(&self, adding: bool) -> Result<Box<dyn Paper + '_>, Error> {
        Ok(match &self.kind {
            Kind::Word => Box::new(Word::new(&self.name, &self.text)?),
            Kind::Writer => Box::new(Writer::new(&self.name, &self.text)?),
            Kind::Calc => Box::new(Calc::new(&self.name, &self.text, adding)?),
            Kind::Sheet { strings, styles, .. } => {
                Box::new(Sheet::new(&self.name, &self.text, strings.as_deref(), styles.as_deref(), adding)?)
            }
        })
    }

    /// The parts that change when this one becomes a text; none when its added lines cannot stand there with certainty.
    pub(crate) fn changed(
        &self,
        package: &Package<'_>,
        text: String,
        added: bool,
    ) -> Result<Option<BTreeMap<String, String>>, Error> {
        let alone = |text: String| BTreeMap::from([(self.name.clone(), text)]);
        match &self.kind {
            Kind::Sheet { name, .. } if added => super::rows::numbered(package, &self.name, name, &text),
            Kind::Calc if added => Ok(super::calc::moved(package, &self.name, &text)?.map(alone)),
            _ => Ok(Some(alone(text))),
        }
    }
}

impl<'b> Package<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        if !bytes.starts_with(b"PK") {
            return Err(BlankError::NotAForm.into());
        }
        Ok(Self { bytes })
    }

    /// The file as it came.
    pub(crate) fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    fn archive(&self) -> Result<ZipArchive<Cursor<&'b [u8]>>, Error> {
        Ok(ZipArchive::new(Cursor::new(self.bytes))?)
    }

    /// The names of the entries.
    pub(crate) fn names(&self) -> Result<Vec<String>, Error> {
        let archive = self.archive()?;
        Ok(archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect())
    }

    pub(crate) fn part(&self, name: &str) -> Result<Option<String>, Error> {
        let mut archive = self.archive()?;
        let mut file = match archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut content = Vec::new();
        let length = file.by_ref().take(MOST_BYTES + 1).read_to_end(&mut content)?;
        if length as u64 > MOST_BYTES {
            return Err(BlankError::TooLarge { part: name.to_owned() }.into());
        }
        let not_utf8 = |_| BlankError::Xml { part: name.to_owned(), problem: "not UTF-8".to_owned() };
        Ok(Some(String::from_utf8(content).map_err(not_utf8)?))
    }

    /// What a part is related to: the type of the relation, and the part it leads to. None when that cannot be read.
    pub(crate) fn relations(&self, part: &str) -> Result<Option<Vec<(String, String)>>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(text) = self.part(&name)? else { return Ok(Some(Vec::new())) };
        let Ok(tree) = Tree::new(&name, &text) else { return Ok(None) };
        let relations = tree.below(0).into_iter().filter(|id| tree.local(*id) == "Relationship");
        let found = relations.filter_map(|id| {
            let target = tree.value(id, "Target")?;
            Some((tree.value(id, "Type")?, resolved(folder, &target)))
        });
        Ok(Some(found.collect()))
    }

    /// The number by which the order of calculation names a sheet.
    pub(crate) fn sheet_number(&self, sheet: &str) -> Result<Option<String>, Error> {
        let Some(book) = self.part("xl/workbook.xml")? else { return Ok(None) };
        let tree = Tree::new("xl/workbook.xml", &book)?;
        let mut sheets = tree.below(0).into_iter().filter(|id| tree.local(*id) == "sheet");
        let found = sheets.find(|id| tree.value(*id, "name").as_deref() == Some(sheet));
        Ok(found.and_then(|id| tree.value(id, "sheetId")))
    }

    /// The parts of the package that may hold a form, and those that may hold its head.
    pub(crate) fn form_parts(&self) -> Result<Vec<Part>, Error> {
        if let Some(text) = self.part("word/document.xml")? {
            let mut parts = vec![Part::new("word/document.xml", text, Kind::Word)];
            for (kind, name) in self.relations("word/document.xml")?.unwrap_or_default().into_iter().take(MOST_PARTS) {
                let is_margin = kind.ends_with("/header") || kind.ends_with("/footer");
                if is_margin
                    && parts.iter().all(|part| part.name != name)
                    && let Some(text) = self.part(&name)?
                {
                    parts.push(Part { is_margin, ..Part::new(&name, text, Kind::Word) });
                }
            }
            return Ok(parts);
        }
        if let Some(text) = self.part("content.xml")? {
            if text.contains("<office:spreadsheet") {
                return Ok(vec![Part::new("content.xml", text, Kind::Calc)]);
            }
            let mut parts = vec![Part::new("content.xml", text, Kind::Writer)];
            if let Some(text) = self.part("styles.xml")? {
                parts.push(Part { is_margin: true, ..Part::new("styles.xml", text, Kind::Writer) });
            }
            return Ok(parts);
        }
        let (Some(book), Some(relations)) = (self.part("xl/workbook.xml")?, self.part("xl/_rels/workbook.xml.rels")?)
        else {
            return Err(BlankError::NotAForm.into());
        };
        let (strings, styles) = (self.part("xl/sharedStrings.xml")?, self.part("xl/styles.xml")?);
        let mut parts = Vec::new();
        for Named { name, part } in sheet::parts(&book, &relations)?.into_iter().take(MOST_PARTS) {
            if let Some(text) = self.part(&part)? {
                let kind = Kind::Sheet { name, strings: strings.clone(), styles: styles.clone() };
                parts.push(Part::new(&part, text, kind));
            }
        }
        Ok(parts)
    }

    /// The package with some parts changed; the others are copied as they lie there, still compressed.
    pub(crate) fn with(&self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Error> {
        let mut archive = self.archive()?;
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        made.set_raw_comment(archive.comment().into())?;
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
            let Some(content) = parts.get(&name) else {
                made.raw_copy_file(file)?;
                continue;
            };
            let options = SimpleFileOptions::default()
                .compression_method(file.compression())
                .last_modified_time(file.last_modified().unwrap_or(zip::DateTime::DEFAULT));
            made.start_file(name, options)?;
            made.write_all(content.as_bytes())?;
        }
        Ok(made.finish()?.into_inner())
    }
}

/// A target as a part of the package: relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
