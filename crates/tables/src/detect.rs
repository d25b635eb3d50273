//! Which format a file is, from its content. The name is never believed, only compared.

use crate::compound::{self, Compound};
use crate::document::Format;
use crate::error::Error;
use crate::html;
use crate::limits::Limits;
use crate::mht;
use crate::odf;
use crate::package::Package;
use crate::rtf;
use crate::text_file;
use crate::xls;
use crate::xml::{Ns, Xml};

/// What a file turned out to be.
pub(crate) enum Content<'a> {
    /// A text document and the name of its main part.
    Docx(Package<'a>, String),
    /// A workbook and the name of its main part.
    Xlsx(Package<'a>, String),
    /// An OpenDocument of whatever kind.
    OpenDocument(Package<'a>),
    /// An OpenDocument in one XML file.
    FlatOpenDocument,
    /// A workbook of binary parts and the name of its main part.
    Xlsb(Package<'a>, String),
    /// A binary workbook in a compound file.
    Xls(Compound<'a>),
    /// A binary workbook that is the whole file.
    XlsStream,
    /// A web page.
    Html,
    /// A web page in a mail.
    Mht,
    /// A zip file that is no package.
    Archive(Package<'a>),
    /// A binary text document in a compound file.
    Doc(Compound<'a>),
    /// Rich text.
    Rtf,
    /// Text, in an encoding and a layout that are still to be found.
    Text,
}

/// First bytes of formats that are known but not read, with their short names.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1A\n", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!\x1A\x07", "rar"),
];

/// Beginnings of marked-up text that is no plain text, with short names; compared in lower case.
const MARKUP: &[(&str, &str)] = &[("<?xml", "xml")];

/// Parts of a content type that tell the format of a package. The binary workbook comes before the workbook.
const CONTENT_TYPES: &[(&str, &str)] = &[
    ("wordprocessingml", "docx"),
    ("ms-word", "docx"),
    ("ms-excel.sheet.binary", "xlsb"),
    ("spreadsheetml", "xlsx"),
    ("ms-excel", "xlsx"),
    ("presentationml", "pptx"),
    ("ms-powerpoint", "pptx"),
];

/// Streams that tell what a compound file is. A package with a password comes first: some programs put a decoy
/// document beside it.
const COMPOUND_STREAMS: &[(&str, &str)] = &[
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
];

/// The beginning of OpenDocument media types, as the entry `mimetype` holds them.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";

/// Extensions of file names that say something about the content: the format, or none for those not read.
const EXTENSIONS: &[(&str, Option<Format>)] = &[
    ("docx", Some(Format::Docx)),
    ("docm", Some(Format::Docx)),
    ("dotx", Some(Format::Docx)),
    ("dotm", Some(Format::Docx)),
    ("xlsx", Some(Format::Xlsx)),
    ("xlsm", Some(Format::Xlsx)),
    ("xltx", Some(Format::Xlsx)),
    ("xltm", Some(Format::Xlsx)),
    ("csv", Some(Format::Delimited)),
    ("tsv", Some(Format::Delimited)),
    ("tab", Some(Format::Delimited)),
    ("txt", Some(Format::Text)),
    ("text", Some(Format::Text)),
    ("md", Some(Format::Text)),
    ("doc", Some(Format::Doc)),
    ("dot", Some(Format::Doc)),
    ("xls", Some(Format::Xls)),
    ("xlt", Some(Format::Xls)),
    ("xlsb", Some(Format::Xlsb)),
    ("ppt", None),
    ("pptx", None),
    ("odt", Some(Format::Odt)),
    ("ott", Some(Format::Odt)),
    ("fodt", Some(Format::Odt)),
    ("ods", Some(Format::Ods)),
    ("ots", Some(Format::Ods)),
    ("fods", Some(Format::Ods)),
    ("odp", None),
    ("rtf", Some(Format::Rtf)),
    ("pdf", None),
    ("html", Some(Format::Html)),
    ("htm", Some(Format::Html)),
    ("xhtml", Some(Format::Html)),
    ("mht", Some(Format::Mht)),
    ("mhtml", Some(Format::Mht)),
    ("xml", None),
    ("zip", None),
    ("png", None),
    ("jpg", None),
    ("jpeg", None),
];

/// Finds the format of a file, or the reason why it cannot be read.
pub(crate) fn detect<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Content<'a>, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::Limit { limit: "file_bytes", value: limits.file_bytes });
    }
    if bytes.starts_with(compound::SIGNATURE) {
        return compound_file(Compound::open(bytes, limits)?);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(Package::open(bytes, limits)?);
    }
    if rtf::begins(bytes) {
        return Ok(Content::Rtf);
    }
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        // Two letters are a weak sign: a text may begin with "BM".
        if *format != "bmp" || bytes.contains(&0) {
            return Err(unsupported(format));
        }
    }
    if odf::is_flat(bytes) {
        return Ok(Content::FlatOpenDocument);
    }
    if xls::is_stream(bytes) {
        return Ok(Content::XlsStream);
    }
    if html::is_html(bytes) {
        return Ok(Content::Html);
    }
    if mht::is_mht(bytes) {
        return Ok(Content::Mht);
    }
    if let Some(format) = markup(bytes) {
        return Err(unsupported(format));
    }
    if bytes.contains(&0) && !text_file::is_utf_16(bytes) {
        return Err(Error::UnknownFormat { hint: "binary".to_owned() });
    }
    Ok(Content::Text)
}

/// The extension of a name if it says that the content is of another format than it is.
/// Separated values and plain text shade into each other, so between them no name is wrong.
pub(crate) fn wrong_extension(name: &str, format: Format) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let &(_, said) = EXTENSIONS.iter().find(|(known, _)| *known == extension)?;
    let is_text = |format| matches!(format, Format::Delimited | Format::Text);
    let agrees = said.is_some_and(|said| said == format || (is_text(said) && is_text(format)));
    (!agrees).then_some(extension)
}

/// Which office format a compound file is.
fn compound_file(compound: Compound<'_>) -> Result<Content<'_>, Error> {
    let known = COMPOUND_STREAMS.iter().find(|(stream, _)| compound.has(stream));
    match known {
        Some((_, "encrypted")) => Err(Error::Encrypted),
        Some((_, "xls")) => Ok(Content::Xls(compound)),
        Some((_, "doc")) => Ok(Content::Doc(compound)),
        Some((_, format)) => Err(unsupported(format)),
        None => Err(Error::UnknownFormat { hint: "ole2".to_owned() }),
    }
}

/// Which office format a zip file is.
fn package(mut package: Package<'_>) -> Result<Content<'_>, Error> {
    if let Some(media_type) = package.bytes("mimetype")? {
        let media_type = String::from_utf8_lossy(&media_type);
        return if media_type.trim().starts_with(OPEN_DOCUMENT) || odf::is_package(&package) {
            Ok(Content::OpenDocument(package))
        } else {
            Err(unsupported("zip"))
        };
    }
    if odf::is_package(&package) {
        return Ok(Content::OpenDocument(package));
    }
    let Some(main) = package.main_part()? else {
        if package.names().any(|name| name == "[Content_Types].xml") {
            return Err(Error::Damaged { detail: "the package has no main part".to_owned() });
        }
        return Ok(Content::Archive(package));
    };
    let content_type = package.content_type(&main)?.unwrap_or_default();
    let known = CONTENT_TYPES.iter().find(|(part, _)| content_type.contains(part)).map(|&(_, format)| format);
    let format = match known {
        Some(format) => format,
        None => root_format(&mut package, &main)?,
    };
    match format {
        "docx" => Ok(Content::Docx(package, main)),
        "xlsx" => Ok(Content::Xlsx(package, main)),
        "xlsb" => Ok(Content::Xlsb(package, main)),
        format => Err(unsupported(format)),
    }
}

/// The format by the outermost element of the main part, where its content type is missing or wrong.
fn root_format(package: &mut Package<'_>, main: &str) -> Result<&'static str, Error> {
    let Some(text) = package.part(main)? else {
        return Err(Error::Damaged { detail: format!("{main}: missing") });
    };
    let root = Xml::new(main, &text, package.limits()).root()?;
    Ok(match root.name() {
        (Ns::Word, "document") => "docx",
        (Ns::Sheet, "workbook") => "xlsx",
        _ => "zip",
    })
}

/// The format of text that begins as XML.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins = |start: &str| bytes.get(..start.len()).is_some_and(|b| b.eq_ignore_ascii_case(start.as_bytes()));
    MARKUP.iter().find(|(start, _)| begins(start)).map(|&(_, format)| format)
}

fn unsupported(format: &str) -> Error {
    Error::Unsupported { format: format.to_owned() }
}
