//! What the workbook writer cannot say: the language of the document, and that a row whose height is given may be
//! grown again by a program when its text is changed (`ht` without `customHeight`).

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const CUSTOM_HEIGHT: &str = " customHeight=\"1\"";

/// The package with the language, and with the rows of each sheet (from 0) that may grow.
pub(crate) fn complete(bytes: &[u8], growing: &[BTreeSet<u32>]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let name = archive.by_index_raw(index)?.name()?.into_owned();
        let sheet = growing
            .iter()
            .enumerate()
            .find(|(number, _)| name == format!("xl/worksheets/sheet{}.xml", number + 1))
            .map(|(_, rows)| rows)
            .filter(|rows| !rows.is_empty());
        if sheet.is_none() && name != "docProps/core.xml" {
            writer.raw_copy_file(archive.by_index_raw(index)?)?;
            continue;
        }
        let mut part = String::new();
        archive.by_index(index)?.read_to_string(&mut part)?;
        let part = match sheet {
            Some(rows) => free_heights(&part, rows),
            None => part.replace("</cp:coreProperties>", "<dc:language>fr-BE</dc:language></cp:coreProperties>"),
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        writer.start_file(name, options)?;
        writer.write_all(part.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Takes `customHeight` from the start tags of these rows.
fn free_heights(sheet: &str, rows: &BTreeSet<u32>) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = rest.find("<row r=\"") {
        let (before, tag_and_rest) = rest.split_at(start);
        out.push_str(before);
        let (tag, after) = tag_and_rest.split_at(tag_and_rest.find('>').unwrap_or(tag_and_rest.len()));
        let number = tag.trim_start_matches("<row r=\"").split('"').next().and_then(|n| n.parse::<u32>().ok());
        if number.and_then(|n| n.checked_sub(1)).is_some_and(|row| rows.contains(&row)) {
            out.push_str(&tag.replace(CUSTOM_HEIGHT, ""));
        } else {
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_rows_may_grow() {
        let sheet = "<sheetData><row r=\"1\" ht=\"30\" customHeight=\"1\"><c/></row><row r=\"2\" ht=\"45\" \
                     customHeight=\"1\"/></sheetData>";
        let freed = free_heights(sheet, &BTreeSet::from([1]));
        assert!(freed.contains("<row r=\"1\" ht=\"30\" customHeight=\"1\">"), "{freed}");
        assert!(freed.contains("<row r=\"2\" ht=\"45\"/>"), "{freed}");
        assert_eq!(free_heights(sheet, &BTreeSet::new()), sheet);
    }
}
