//! The package of a blank form: the parts a form stands in, and the same package with one part changed.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::BlankError;
use super::page::Paper;
use super::sheet::{self, Sheet};
use super::word::Word;
use super::writer::Writer;
use crate::Error;

/// The largest part that is read.
const MOST_BYTES: u64 = 64 << 20;
/// The sheets of a workbook that are looked through.
const MOST_SHEETS: usize = 20;

/// A zip package.
pub(crate) struct Package<'b> {
    bytes: &'b [u8],
}

/// What reads a part.
enum Kind {
    Word,
    Writer,
    Sheet { strings: Option<String> },
}

/// A part that may hold the form.
pub(crate) struct Part {
    pub(crate) name: String,
    text: String,
    kind: Kind,
}

impl Part {
    /// The part as texts and tables.
    pub(crate) fn paper(&self) -> Result<Box<dyn Paper + '_>, Error> {
        Ok(match &self.kind {
            Kind::Word => Box::new(Word::new(&self.name, &self.text)?),
            Kind::Writer => Box::new(Writer::new(&self.name, &self.text)?),
            Kind::Sheet { strings } => Box::new(Sheet::new(&self.name, &self.text, strings.as_deref())?),
        })
    }
}

impl<'b> Package<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        if !bytes.starts_with(b"PK") {
            return Err(BlankError::NotAForm.into());
        }
        Ok(Self { bytes })
    }

    fn archive(&self) -> Result<ZipArchive<Cursor<&'b [u8]>>, Error> {
        Ok(ZipArchive::new(Cursor::new(self.bytes))?)
    }

    fn part(&self, name: &str) -> Result<Option<String>, Error> {
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

    /// The parts of the package that may hold a form.
    pub(crate) fn form_parts(&self) -> Result<Vec<Part>, Error> {
        for (name, kind) in [("word/document.xml", Kind::Word), ("content.xml", Kind::Writer)] {
            if let Some(text) = self.part(name)? {
                return Ok(vec![Part { name: name.to_owned(), text, kind }]);
            }
        }
        let (Some(book), Some(relations)) = (self.part("xl/workbook.xml")?, self.part("xl/_rels/workbook.xml.rels")?)
        else {
            return Err(BlankError::NotAForm.into());
        };
        let strings = self.part("xl/sharedStrings.xml")?;
        let mut parts = Vec::new();
        for name in sheet::parts(&book, &relations)?.into_iter().take(MOST_SHEETS) {
            if let Some(text) = self.part(&name)? {
                parts.push(Part { name, text, kind: Kind::Sheet { strings: strings.clone() } });
            }
        }
        Ok(parts)
    }

    /// The package with one part changed; the others are copied as they lie there, still compressed.
    pub(crate) fn with(&self, name: &str, content: &[u8]) -> Result<Vec<u8>, Error> {
        let mut archive = self.archive()?;
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        made.set_raw_comment(archive.comment().into())?;
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            if !file.name().is_ok_and(|known| known == name) {
                made.raw_copy_file(file)?;
                continue;
            }
            let options = SimpleFileOptions::default()
                .compression_method(file.compression())
                .last_modified_time(file.last_modified().unwrap_or(zip::DateTime::DEFAULT));
            made.start_file(name, options)?;
            made.write_all(content)?;
        }
        Ok(made.finish()?.into_inner())
    }
}
