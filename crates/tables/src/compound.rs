//! Compound files (OLE2): the older Office formats, and the envelope of Office files with a password.

use crate::error::Error;

/// The first bytes of every compound file.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream that holds a package with a password. Some programs put a decoy document beside it.
const ENCRYPTED: &str = "EncryptedPackage";

/// Streams that tell what a compound file is.
const STREAMS: &[(&str, &str)] =
    &[("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt")];

/// Why a compound file is not read, or none if the file is no compound file.
pub(crate) fn refusal(bytes: &[u8]) -> Option<Error> {
    bytes.starts_with(SIGNATURE).then(|| {
        // Entries of the directory begin with their name and are aligned to 128 bytes. The first known one
        // decides: the streams of an embedded object come after those of the file itself.
        let mut entries = bytes.chunks(128);
        if entries.clone().any(|entry| is_named(entry, ENCRYPTED)) {
            return Error::Encrypted;
        }
        match entries.find_map(|entry| STREAMS.iter().find(|(name, _)| is_named(entry, name))) {
            Some((_, format)) => Error::Unsupported { format: (*format).to_owned() },
            None => Error::UnknownFormat { hint: "ole2".to_owned() },
        }
    })
}

/// The directory entry has this name: UTF-16, ended by zero.
fn is_named(entry: &[u8], name: &str) -> bool {
    let mut wanted = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
    let mut bytes = entry.iter();
    wanted.all(|byte| bytes.next() == Some(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compound(stream: &str) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(2048, 0);
        bytes
    }

    #[test]
    fn the_streams_of_a_compound_file_tell_what_it_is() {
        let unsupported = |format: &str| Some(Error::Unsupported { format: format.to_owned() });
        assert_eq!(refusal(&compound("EncryptedPackage")), Some(Error::Encrypted));
        assert_eq!(refusal(&compound("Workbook")), unsupported("xls"));
        assert_eq!(refusal(&compound("WordDocument")), unsupported("doc"));
        assert_eq!(refusal(&compound("Bookkeeping")), Some(Error::UnknownFormat { hint: "ole2".to_owned() }));
        assert_eq!(refusal(b"PK\x03\x04"), None);
    }
}
