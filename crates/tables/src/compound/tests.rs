use super::*;

/// Marks of the sector table.
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const TABLE: u32 = 0xFFFF_FFFD;

/// A compound file of 512-byte sectors: 0 the table, 1 the directory, 2 the small sectors' table, 3 their stream,
/// from 4 on the long streams.
struct Built {
    table: Vec<u32>,
    directory: Vec<[u8; 128]>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    data: Vec<u8>,
}

impl Built {
    fn new() -> Self {
        let root = entry("Root Entry", 5, [FREE, FREE, 1], 3, 0);
        Self {
            table: vec![TABLE, END, END, END],
            directory: vec![root],
            mini_table: vec![],
            mini: vec![],
            data: vec![],
        }
    }

    /// With one more stream, the right neighbour of the one before.
    fn with(mut self, name: &str, bytes: &[u8]) -> Self {
        let long = bytes.len() as u64 >= sectors::MINI_CUTOFF;
        let (chain, data, length) =
            if long { (&mut self.table, &mut self.data, 512) } else { (&mut self.mini_table, &mut self.mini, 64) };
        let start = chain.len() as u32;
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(length), 0);
        let count = bytes.len().div_ceil(length) as u32;
        chain.extend((1..count).map(|next| start + next).chain((count > 0).then_some(END)));
        let id = self.directory.len() as u32;
        self.directory.push(entry(name, 2, [FREE, id + 1, FREE], start, bytes.len() as u32));
        self
    }

    fn file(mut self) -> Vec<u8> {
        assert!(self.table.len() <= 128 && self.mini.len() <= 512 && self.directory.len() <= 4);
        self.directory[0][0x78..0x7C].copy_from_slice(&(self.mini.len() as u32).to_le_bytes());
        self.directory.resize(4, [0; 128]);
        self.table.resize(128, FREE);
        self.mini_table.resize(128, FREE);
        self.mini.resize(512, 0);
        let mut file = vec![0; 512];
        file[..8].copy_from_slice(SIGNATURE);
        for (at, word) in [(0x1E, 9), (0x30, 1), (0x3C, 2), (0x44, END)] {
            file[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        file[0x4C..].fill(0xFF);
        file[0x4C..0x50].fill(0);
        file.extend(self.table.iter().flat_map(|next| next.to_le_bytes()));
        file.extend(self.directory.concat());
        file.extend(self.mini_table.iter().flat_map(|next| next.to_le_bytes()));
        file.extend(self.mini);
        file.extend(self.data);
        file
    }
}

fn entry(name: &str, kind: u8, links: [u32; 3], start: u32, size: u32) -> [u8; 128] {
    let mut entry = [0; 128];
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[0x40] = units.len() as u8 + 2;
    entry[0x42] = kind;
    for (at, number) in [(0x44, links[0]), (0x48, links[1]), (0x4C, links[2]), (0x74, start), (0x78, size)] {
        entry[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    entry
}

/// Where a number stands: of the sector table, of an entry, of the small sectors' table.
fn of_table(sector: usize) -> usize {
    512 + 4 * sector
}
fn of_entry(entry: usize, field: usize) -> usize {
    1024 + 128 * entry + field
}
fn of_mini_table(sector: usize) -> usize {
    1536 + 4 * sector
}

fn sample() -> Vec<u8> {
    let long: Vec<u8> = (0..5000_u32).map(|byte| byte as u8).collect();
    Built::new().with("Workbook", &long).with("\u{5}SummaryInformation", &[7; 100]).file()
}

fn damaged_at(place: usize, number: u32) -> Vec<u8> {
    let mut file = sample();
    file[place..place + 4].copy_from_slice(&number.to_le_bytes());
    file
}

fn stream(file: &[u8], name: &str) -> Result<Option<Vec<u8>>, Error> {
    Compound::open(file, &Limits::default())?.stream(name)
}

fn is_damaged<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Damaged { .. }))
}

#[test]
fn streams_are_read_by_name_in_any_case() {
    let file = sample();
    let mut compound = Compound::open(&file, &Limits::default()).unwrap();
    assert_eq!(compound.names().collect::<Vec<_>>(), ["\u{5}SummaryInformation", "Workbook"]);
    let long = compound.stream("WORKBOOK").unwrap().unwrap();
    assert_eq!((long.len(), long[4999]), (5000, 4999_u32 as u8));
    assert_eq!(compound.stream("\u{5}SummaryInformation"), Ok(Some(vec![7; 100])));
    assert_eq!(compound.stream("Book"), Ok(None));
}

#[test]
fn a_stream_in_a_storage_is_called_by_its_path() {
    let mut file = Built::new().with("Pool", &[]).with("Workbook", b"inner").file();
    file[of_entry(1, 0x42)] = 1;
    file[of_entry(1, 0x48)..][..4].fill(0xFF);
    file[of_entry(1, 0x4C)..][..4].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(stream(&file, "Workbook"), Ok(None));
    assert_eq!(stream(&file, "Pool/Workbook"), Ok(Some(b"inner".to_vec())));
}

#[test]
fn a_loop_of_sectors_is_damage() {
    assert!(is_damaged(&stream(&damaged_at(of_table(5), 4), "Workbook")));
    assert!(is_damaged(&stream(&damaged_at(of_table(1), 1), "Workbook")));
    assert!(is_damaged(&stream(&damaged_at(of_table(2), 2), "\u{5}SummaryInformation")));
}

#[test]
fn a_chain_that_leads_out_of_the_file_is_damage() {
    assert!(is_damaged(&stream(&damaged_at(of_table(6), 100), "Workbook")));
    assert!(is_damaged(&stream(&damaged_at(of_entry(1, 0x74), 0x7FFF_FFFF), "Workbook")));
    assert!(is_damaged(&stream(&damaged_at(of_mini_table(0), 1000), "\u{5}SummaryInformation")));
    assert!(is_damaged(&stream(&damaged_at(0x30, 0xFFFF_FFF0), "Workbook")));
}

#[test]
fn damage_to_the_small_sectors_leaves_the_long_streams() {
    let file = damaged_at(0x3C, 0x00FF_FFFF);
    assert!(is_damaged(&stream(&file, "\u{5}SummaryInformation")));
    assert_eq!(stream(&file, "Workbook").unwrap().unwrap().len(), 5000);
}

#[test]
fn a_stream_shorter_than_its_size_is_as_long_as_its_sectors() {
    let file = damaged_at(of_entry(1, 0x78), u32::MAX);
    assert_eq!(stream(&file, "Workbook").unwrap().unwrap().len(), 5120);
}

#[test]
fn a_list_of_table_sectors_that_loops_ends() {
    // The list leads to a sector of the stream, and that one to itself.
    let mut file = damaged_at(0x44, 4);
    file[512 * 5..512 * 6].fill(0);
    file[512 * 6 - 4..512 * 6].copy_from_slice(&4_u32.to_le_bytes());
    assert!(is_damaged(&stream(&file, "Workbook")));
}

#[test]
fn neighbours_that_loop_are_met_once() {
    let file = damaged_at(of_entry(2, 0x48), 1);
    assert_eq!(Compound::open(&file, &Limits::default()).unwrap().names().count(), 2);
    let file = damaged_at(of_entry(1, 0x44), 0);
    assert_eq!(Compound::open(&file, &Limits::default()).unwrap().names().count(), 2);
}

#[test]
fn streams_and_entries_over_the_limits_are_refused() {
    let file = sample();
    let limits = Limits { part_bytes: 4999, ..Limits::default() };
    let refused = Compound::open(&file, &limits).unwrap().stream("Workbook");
    assert_eq!(refused, Err(Error::Limit { limit: "part_bytes", value: 4999 }));
    let limits = Limits { total_bytes: 5099, ..Limits::default() };
    let mut compound = Compound::open(&file, &limits).unwrap();
    assert!(compound.stream("Workbook").is_ok());
    let refused = compound.stream("\u{5}SummaryInformation");
    assert_eq!(refused, Err(Error::Limit { limit: "total_bytes", value: 5099 }));
    let limits = Limits { zip_entries: 2, ..Limits::default() };
    assert_eq!(Compound::open(&file, &limits).err(), Some(Error::Limit { limit: "zip_entries", value: 2 }));
}

#[test]
fn a_file_cut_anywhere_or_with_any_byte_changed_does_no_harm() {
    let file = sample();
    let all_streams = |file: &[u8]| {
        if let Ok(mut compound) = Compound::open(file, &Limits::default()) {
            let names: Vec<_> = compound.names().map(str::to_owned).collect();
            for name in names {
                let read = compound.stream(&name);
                assert!(read.is_err() || read.is_ok_and(|stream| stream.is_some_and(|s| s.len() <= file.len())));
            }
        }
    };
    (0..file.len()).step_by(64).for_each(|end| all_streams(&file[..end]));
    for at in 0..2048 {
        for byte in [0, 1, 0x7F, 0x80, 0xFE, 0xFF] {
            let mut file = file.clone();
            file[at] = byte;
            all_streams(&file);
        }
    }
}
