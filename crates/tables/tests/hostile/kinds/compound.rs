//! Compound files and the binary formats in them.

use super::texts::spliced;
use super::{Expect, Kind, fixture, kind, numbers};
use crate::binary::{LABEL, NUMBER, Xls, joined, narrow, record, words};

pub const KINDS: &[Kind] = &[
    kind("compound-signature-alone", "a.xls", Expect::Refused, |_| SIGNATURE.to_vec()),
    kind("compound-cut-in-the-middle", "a.xls", Expect::Any, |_| {
        let file = fixture("formats/j10_osmerged.xls");
        file[..file.len() / 2].to_vec()
    }),
    kind("compound-sector-table-in-a-circle", "a.xls", Expect::Refused, |_| {
        table_filled(fixture("formats/j10_osmerged.xls"), |at| at)
    }),
    kind("compound-sector-table-in-a-long-circle", "a.xls", Expect::Refused, |_| {
        table_filled(fixture("formats/j10_osmerged.xls"), |at| if at % 100 == 99 { at - 99 } else { at + 1 })
    }),
    kind("compound-sectors-beyond-the-end", "a.doc", Expect::Refused, |_| {
        table_filled(fixture("formats/mixed.doc"), |at| at + 0x0FFF_0000)
    }),
    kind("compound-all-sectors-the-same", "a.doc", Expect::Refused, |_| {
        table_filled(fixture("formats/mixed.doc"), |_| 0)
    }),
    kind("compound-tables-of-tables-in-a-circle", "a.xls", Expect::Any, |_| {
        // Number of sectors with more places of the table: four billion, beginning in the first sector.
        patched(
            fixture("formats/j10_osmerged.xls"),
            &[(0x44, &[0, 0, 0, 0]), (0x48, &[0xFF; 4]), (0x2C, &[0xFF, 0xFF, 0, 0])],
        )
    }),
    kind("compound-small-sectors-in-a-circle", "a.xls", Expect::Any, |_| {
        patched(fixture("formats/j10_osmerged.xls"), &[(0x3C, &[0, 0, 0, 0]), (0x40, &[0xFF; 4])])
    }),
    kind("compound-directory-that-is-the-table", "a.xls", Expect::Any, |_| {
        patched(fixture("formats/j10_osmerged.xls"), &[(0x30, &[0, 0, 0, 0])])
    }),
    kind("compound-sectors-of-a-gigabyte", "a.xls", Expect::Refused, |_| {
        patched(fixture("formats/j10_osmerged.xls"), &[(0x1E, &[30, 0])])
    }),
    kind("compound-sectors-of-a-byte", "a.xls", Expect::Any, |_| {
        patched(fixture("formats/j10_osmerged.xls"), &[(0x1E, &[0, 0]), (0x20, &[0, 0])])
    }),
    kind("compound-small-sectors-of-a-gigabyte", "a.xls", Expect::Any, |_| {
        patched(fixture("formats/j10_osmerged.xls"), &[(0x20, &[31, 0])])
    }),
    kind("compound-streams-of-4-gigabytes", "a.xls", Expect::Any, |_| {
        entries_with(fixture("formats/j10_osmerged.xls"), 0x78, &[0xFF, 0xFF, 0xFF, 0xFF])
    }),
    kind("compound-streams-of-16-exabytes", "a.xls", Expect::Any, |_| {
        entries_with(fixture("formats/j10_osmerged.xls"), 0x78, &[0xFF; 8])
    }),
    kind("compound-entries-that-are-their-own-neighbours", "a.xls", Expect::Any, |_| {
        entries_with(fixture("formats/j10_osmerged.xls"), 0x44, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    }),
    kind("compound-entries-without-name", "a.xls", Expect::Refused, |_| {
        entries_with(fixture("formats/j10_osmerged.xls"), 0x40, &[0, 0])
    }),
    kind("compound-names-of-60000-bytes", "a.xls", Expect::Any, |_| {
        entries_with(fixture("formats/j10_osmerged.xls"), 0x40, &[0xFF, 0xFF])
    }),
    kind("compound-streams-that-start-beyond-the-end", "a.doc", Expect::Refused, |_| {
        entries_with(fixture("formats/mixed.doc"), 0x74, &[0xF0, 0xFF, 0xFF, 0x0F])
    }),
    kind("compound-of-100000-entries", "a.xls", Expect::Any, |s| directory_of(s.of(100_000))),
    kind("compound-random-after-the-signature", "a.xls", Expect::Any, |_| {
        joined(&[SIGNATURE, &numbers(21).take(50_000).flat_map(u32::to_le_bytes).collect::<Vec<_>>()])
    }),
    kind("compound-package-with-a-password", "a.docx", Expect::Encrypted, |_| {
        renamed(fixture("formats/j10_osmerged.xls"), "Workbook", "EncryptedPackage")
    }),
    kind("compound-of-another-kind", "a.msg", Expect::Unsupported, |_| {
        renamed(fixture("formats/j10_osmerged.xls"), "Workbook", "__properties")
    }),
    kind("xls-with-a-password", "a.xls", Expect::Encrypted, |_| {
        Xls::biff8().global(0x002F, &words(&[1, 1, 1])).cell(LABEL, 0, 0, &narrow("a")).file()
    }),
    kind("xls-count-of-4-billion-strings", "a.xls", Expect::Any, |_| {
        Xls::biff8().global(0x00FC, &joined(&[&[0xFF; 8], &narrow("un")])).cell(0x00FD, 0, 0, &[0; 4]).file()
    }),
    kind("xls-strings-longer-than-their-record", "a.xls", Expect::Any, |_| {
        Xls::biff8()
            .global(0x00FC, &joined(&[&[1, 0, 0, 0, 1, 0, 0, 0], &words(&[0xFFFF]), &[0x0D], &[0xFF; 12]]))
            .cell(0x00FD, 0, 0, &[0; 4])
            .file()
    }),
    kind("xls-100000-continuations", "a.xls", Expect::Any, |s| {
        let mut xls = Xls::biff8().global(0x00FC, &joined(&[&[1, 0, 0, 0, 1, 0, 0, 0], &words(&[0xFFFF]), &[0, b'a']]));
        for _ in 0..s.of(100_000) {
            xls = xls.global(0x003C, &[0, b'a']);
        }
        xls.cell(0x00FD, 0, 0, &[0; 4]).file()
    }),
    kind("xls-long-shared-string-used-65000-times", "a.xls", Expect::Limit(&["total_bytes"]), |s| {
        let text = joined(&[&words(&[8_000]), &[0], &vec![b'a'; 8_000]]);
        let mut xls = Xls::biff8().global(0x00FC, &joined(&[&[1, 0, 0, 0, 1, 0, 0, 0], &text]));
        for at in 0..s.of(65_000) {
            xls = xls.cell(0x00FD, at as u16, 0, &[0; 4]);
        }
        xls.file()
    }),
    kind("xls-2-million-blank-cells", "a.xls", Expect::Any, |s| {
        let blanks = joined(&[&words(&[0, 0]), &[0; 512], &words(&[255])]);
        Xls::biff8().file_with(&record(0x00BE, &blanks).repeat(s.of(8_000)))
    }),
    kind("xls-4-million-numbers", "a.xls", Expect::Any, |s| {
        // Each MULRK has 256 cells of one row.
        let row =
            |row: u16| record(0x00BD, &joined(&[&words(&[row, 0]), &[0, 0, 6, 0, 0, 0].repeat(256), &words(&[255])]));
        Xls::biff8().file_with(&(0..s.of(16_000)).flat_map(|at| row(at as u16)).collect::<Vec<_>>())
    }),
    kind("xls-200000-merged-ranges", "a.xls", Expect::Limit(&["merged_ranges"]), |s| {
        let range = |at: usize| record(0x00E5, &words(&[1, at as u16, at as u16, 0, 2]));
        Xls::biff8().file_with(&(0..s.of(200_000)).flat_map(range).collect::<Vec<_>>())
    }),
    kind("xls-merged-ranges-that-overlap", "a.xls", Expect::Any, |s| {
        let range = |at: usize| record(0x00E5, &words(&[1, at as u16, 65_535, 0, 255]));
        Xls::biff8()
            .cell(NUMBER, 0, 0, &1.0_f64.to_le_bytes())
            .file_with(&(0..s.of(65_000)).flat_map(range).collect::<Vec<_>>())
    }),
    kind("xls-10000-sheets-in-one-place", "a.xls", Expect::Any, |_| {
        let bof = |kind| record(0x0809, &words(&[0x0600, kind, 0, 0]));
        let mut listed = record(0x0085, b"\0\0\0\0\0\0\x01\0a");
        let start = bof(5).len() + listed.len() * 10_000 + 4;
        listed[4..8].copy_from_slice(&(start as u32).to_le_bytes());
        let cells: Vec<u8> = (0..2000).flat_map(|row| record(NUMBER, &words(&[row, 0, 0, 0, 0, 0, 0]))).collect();
        joined(&[&bof(5), &listed.repeat(10_000), &record(0x0A, &[]), &bof(0x10), &cells])
    }),
    kind("xls-records-longer-than-the-file", "a.xls", Expect::Any, |_| {
        let mut file = Xls::biff8().cell(LABEL, 0, 0, &narrow("a")).file();
        file.extend([0x04, 0x02, 0xFF, 0xFF, 0, 0]);
        file
    }),
    kind("xls-formulas-as-text", "a.xls", Expect::Holds("=cmd|'/C calc'!A0"), |_| {
        Xls::biff8().cell(LABEL, 0, 0, &narrow("=cmd|'/C calc'!A0")).file()
    }),
    kind("xls-lone-surrogates", "a.xls", Expect::Any, |_| {
        let text = joined(&[&words(&[3]), &[1], &words(&[0xD83D, 0xDC00, 0xD800])]);
        Xls::biff8().cell(LABEL, 0, 0, &text).file()
    }),
    kind("xls-spliced-anywhere", "a.xls", Expect::Any, |_| spliced("formats/j18_richtext.xls", 19)),
    kind("doc-spliced-anywhere", "a.doc", Expect::Any, |_| spliced("formats/j18_richtext.doc", 23)),
    kind("doc-cut-in-the-middle", "a.doc", Expect::Any, |_| {
        let file = fixture("formats/mixed.doc");
        file[..file.len() / 2].to_vec()
    }),
    kind("doc-with-a-password", "a.doc", Expect::Encrypted, |_| {
        let mut file = fixture("formats/mixed.doc");
        let at = block(&file);
        file[at + 0x0B] |= 0x01;
        file
    }),
    kind("doc-tables-of-places-without-measure", "a.doc", Expect::Any, |_| {
        let mut file = fixture("formats/mixed.doc");
        let at = block(&file);
        for place in (0x9A..0x300).step_by(8) {
            file[at + place + 4..at + place + 8].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
        }
        file
    }),
    kind("doc-lengths-of-text-without-measure", "a.doc", Expect::Any, |_| {
        let mut file = fixture("formats/mixed.doc");
        let at = block(&file);
        file[at + 0x4C..at + 0x6C].fill(0x7F);
        file
    }),
    kind("doc-block-of-zeros", "a.doc", Expect::Any, |_| {
        let mut file = fixture("formats/mixed.doc");
        let at = block(&file);
        file[at + 2..at + 512].fill(0);
        file
    }),
];

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fn patched(mut file: Vec<u8>, patches: &[(usize, &[u8])]) -> Vec<u8> {
    for (at, bytes) in patches {
        file[*at..at + bytes.len()].copy_from_slice(bytes);
    }
    file
}

/// With another next sector for each sector, in the first sector of the table.
fn table_filled(mut file: Vec<u8>, next: fn(u32) -> u32) -> Vec<u8> {
    let sector = u32::from_le_bytes(file[0x4C..0x50].try_into().unwrap()) as usize;
    let start = (sector + 1) * 512;
    for at in 0..128 {
        file[start + at * 4..start + at * 4 + 4].copy_from_slice(&next(at as u32).to_le_bytes());
    }
    file
}

/// With these bytes in each entry of the first sector of the directory.
fn entries_with(mut file: Vec<u8>, field: usize, bytes: &[u8]) -> Vec<u8> {
    let start = directory(&file);
    for entry in 0..4 {
        let at = start + entry * 128 + field;
        file[at..at + bytes.len()].copy_from_slice(bytes);
    }
    file
}

fn directory(file: &[u8]) -> usize {
    (u32::from_le_bytes(file[0x30..0x34].try_into().unwrap()) as usize + 1) * 512
}

/// With another name for a stream.
fn renamed(mut file: Vec<u8>, name: &str, other: &str) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let start = directory(&file);
    let name = wide(name);
    for at in (start..file.len().min(start + 1024) - 128).step_by(128) {
        if file[at..].starts_with(&name) {
            let other = wide(other);
            file[at..at + 64].fill(0);
            file[at..at + other.len()].copy_from_slice(&other);
            file[at + 0x40..at + 0x42].copy_from_slice(&(other.len() as u16 + 2).to_le_bytes());
        }
    }
    file
}

/// A compound file of that many streams of no bytes.
fn directory_of(count: usize) -> Vec<u8> {
    let sectors = count.div_ceil(4);
    let tables = (sectors + 200).div_ceil(128) + 1;
    let mut file = vec![0; 512];
    file[..8].copy_from_slice(SIGNATURE);
    for (at, word) in [
        (0x1E, 9),
        (0x20, 6),
        (0x2C, tables.min(109) as u32),
        (0x30, tables as u32),
        (0x3C, 0xFFFF_FFFE),
        (0x44, 0xFFFF_FFFE),
    ] {
        file[at..at + 4].copy_from_slice(&u32::to_le_bytes(word));
    }
    for table in 0..109.min(tables) {
        file[0x4C + table * 4..0x50 + table * 4].copy_from_slice(&(table as u32).to_le_bytes());
    }
    let last = tables + sectors - 1;
    for at in 0..tables * 128 {
        let next = if at < tables {
            0xFFFF_FFFD
        } else if at >= last {
            0xFFFF_FFFE
        } else {
            at as u32 + 1
        };
        file.extend(next.to_le_bytes());
    }
    for number in 0..sectors * 4 {
        let mut entry = [0; 128];
        let name: Vec<u8> = format!("s{number}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..name.len()].copy_from_slice(&name);
        entry[0x40] = name.len() as u8 + 2;
        entry[0x42] = if number == 0 { 5 } else { 2 };
        for field in [0x44, 0x48, 0x4C] {
            entry[field..field + 4].fill(0xFF);
        }
        let next = if number + 1 < sectors * 4 { number as u32 + 1 } else { u32::MAX };
        let field = if number == 0 { 0x4C } else { 0x48 };
        entry[field..field + 4].copy_from_slice(&next.to_le_bytes());
        file.extend(entry);
    }
    file
}

/// Where the information block of a document begins.
fn block(file: &[u8]) -> usize {
    (512..file.len() - 2).step_by(64).find(|&at| file[at..].starts_with(&[0xEC, 0xA5])).unwrap()
}
