//! Grids of invented communes that people have reworked: the same programme must come out of them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod facts;
mod kinds_of_noise;
mod reworked;

use facts::{Facts, fixture, truth};
use kinds_of_noise::{Header, NOISES, Noise, OF_VALUES, TOGETHER, copied_sheets};
use passerelle_core::Place;
use passerelle_import::{Family, Recognition, import};
use passerelle_tables::{Block, Document, Table};
use reworked::Dice;

/// A grid with its truth.
struct Grid {
    name: String,
    tables: Document,
    truth: Facts,
    headers: Vec<Option<Header>>,
}

fn header_of(table: &Table, recognition: &Recognition) -> Option<Header> {
    let row_of = |place: &Place| {
        table.cells.iter().find(|cell| passerelle_import::place(&table.place(cell)) == *place).map(|cell| cell.row)
    };
    let found = recognition
        .tables
        .iter()
        .find_map(|found| Some((found, row_of(found.header_rows.first()?)?, row_of(found.header_rows.last()?)?)));
    let (found, first, last) = found?;
    let roles = found.columns.iter().map(|column| column.role.clone()).collect();
    Some(Header { first, end: last + 1, roles })
}

/// All grids and flat tables with a header; none is left out for being hard. What stands below no header (sheets,
/// headings with labels) is reworked elsewhere.
fn grids() -> Vec<Grid> {
    let folder = format!("{}/../../fixtures/communes-inventees", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".truth.json") && !name.ends_with(".py"));
    names.sort();
    let mut grids = Vec::new();
    for name in names {
        let path = format!("communes-inventees/{name}");
        let tables = passerelle_tables::read(&fixture(&path), &name, &passerelle_tables::Limits::default()).unwrap();
        let read = import(&tables, &name).unwrap();
        if !matches!(read.recognition.family, Family::Grid | Family::Flat) {
            continue;
        }
        let headers: Vec<Option<Header>> = tables
            .blocks
            .iter()
            .map(|block| match block {
                Block::Table(table) => header_of(table, &read.recognition),
                Block::Paragraph(_) => None,
            })
            .collect();
        if headers.iter().any(Option::is_some) {
            grids.push(Grid { truth: truth(&path), name, tables, headers });
        }
    }
    grids
}

impl Grid {
    /// A number of its name alone: a further fixture leaves the others where they are.
    fn share(&self) -> usize {
        self.name.bytes().fold(0, |sum: usize, byte| (sum * 31 + usize::from(byte)) % 1_000_003)
    }

    /// The grid after these have been done to every table with a header; none if they change nothing.
    fn reworked(&self, noises: &[Noise], dice: &mut Dice) -> Option<Document> {
        let mut tables = self.tables.clone();
        for (block, header) in tables.blocks.iter_mut().zip(&self.headers) {
            let (Block::Table(table), Some(header)) = (block, header) else { continue };
            for noise in noises {
                noise(table, header, dice);
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
            }
            let (rows, columns) = table.cells.iter().fold((0, 0), |(rows, columns), cell| {
                (rows.max(cell.row + cell.row_span), columns.max(cell.column + cell.column_span))
            });
            (table.row_count, table.column_count) = (rows.max(table.row_count), columns.max(table.column_count));
        }
        (tables != self.tables).then_some(tables)
    }
}

/// Texts that were changed where they stand: before and after.
fn changed(before: &Document, after: &Document) -> Vec<(String, String)> {
    let texts = |tables: &Document| -> Vec<String> {
        tables.tables().flat_map(|table| &table.cells).map(|cell| cell.text.as_str().to_owned()).collect()
    };
    texts(before).into_iter().zip(texts(after)).filter(|(before, after)| before != after).collect()
}

/// The F1 of a reworked grid, with the first facts that went wrong.
fn read(grid: &Grid, tables: &Document, done: &str) -> (f64, String) {
    let Ok(read) = import(tables, &grid.name) else { return (0.0, format!("{}: refused", grid.name)) };
    assert!(read.report.counts.adds_up(), "{done}: {}", grid.name);
    let mut found = grid.truth.compare(&Facts::of_document(&read.document));
    if OF_VALUES.contains(&done) {
        found = found.granting(&changed(&grid.tables, tables));
    }
    let codes: Vec<&str> = read.report.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    let (lost, invented) = (found.lost.first(), found.invented.first());
    (found.f1, format!("{:.3} {}: lost {lost:?}, invented {invented:?}, said {codes:?}", found.f1, grid.name))
}

fn dice_of(grid: &Grid) -> Dice {
    let seed = grid.name.bytes().fold(20_241_122, |seed: u64, byte| seed * 31 % 1_000_003 + u64::from(byte));
    let mut dice = Dice(seed);
    dice.roll(7);
    dice
}

/// Each kind is tried on one grid of so many.
const STEP: usize = 5;

/// Mean F1 over one in `step` of the grids, others for each kind; with the grids that are read less well.
fn mean_of(grids: &[Grid], kind: usize, step: usize) -> (f64, Vec<String>) {
    let (name, _, noise) = NOISES[kind];
    let (mut sum, mut count, mut poor) = (0.0, 0, Vec::new());
    for grid in grids.iter().filter(|grid| (grid.share() + kind).is_multiple_of(step)) {
        let Some(tables) = grid.reworked(&[noise], &mut dice_of(grid)) else { continue };
        let (f1, told) = read(grid, &tables, name);
        sum += f1;
        count += 1;
        if f1 < 0.98 {
            poor.push(told);
        }
    }
    poor.sort();
    (sum / f64::from(count.max(1)), poor)
}

/// How well each kind of noise is read on a fifth of the grids. All of them: `--ignored --nocapture`.
#[test]
fn a_reworked_grid_is_read_as_well_as_it_was() {
    let grids = grids();
    assert!(grids.len() > 100);
    for (kind, (name, least, _)) in NOISES.iter().enumerate() {
        let (mean, poor) = mean_of(&grids, kind, STEP);
        assert!(mean >= *least, "{name}: mean {mean}: {poor:#?}");
    }
}

/// `NOISE` and `GRID` choose kinds and grids by a part of their names.
#[test]
#[ignore = "tells of every kind on every grid, for people"]
fn tell_how_well_each_kind_is_read() {
    let chosen = |variable: &str, name: &str| std::env::var(variable).is_ok_and(|part| name.contains(&part));
    let wanted = |variable: &str, name: &str| std::env::var_os(variable).is_none() || chosen(variable, name);
    let mut grids = grids();
    grids.retain(|grid| wanted("GRID", &grid.name));
    for (kind, (name, _, noise)) in NOISES.iter().enumerate().filter(|(_, kind)| wanted("NOISE", kind.0)) {
        for grid in grids.iter().filter(|grid| chosen("GRID", &grid.name)) {
            if let Some(tables) = grid.reworked(&[*noise], &mut dice_of(grid)) {
                println!("{}", the_whole_of(grid, &tables));
            }
        }
        let (mean, poor) = mean_of(&grids, kind, 1);
        println!("{mean:.4} on all, {:.4} on each fifth: {name}", mean_of(&grids, kind, STEP).0);
        poor.iter().for_each(|told| println!("    {told}"));
    }
}

/// All that went wrong with a reworked grid, below its tables.
fn the_whole_of(grid: &Grid, tables: &Document) -> String {
    let mut lines = Vec::new();
    for block in &tables.blocks {
        let Block::Table(table) = block else { continue };
        for row in 0..table.row_count {
            let cells = table.cells.iter().filter(|cell| cell.row == row && !cell.is_blank()).map(|cell| {
                let text: String = cell.text.as_str().replace('\n', "⏎").chars().take(40).collect();
                format!("{}{}: {text}", cell.column, if cell.row_span + cell.column_span > 2 { "*" } else { "" })
            });
            lines.push(format!("{row:>4} {}", cells.collect::<Vec<_>>().join(" | ")));
        }
        lines.push(String::new());
    }
    let Ok(read) = import(tables, &grid.name) else { return format!("{}\nrefused", lines.join("\n")) };
    let found = grid.truth.compare(&Facts::of_document(&read.document));
    lines.extend(found.lost.iter().map(|fact| format!("  lost {fact:?}")));
    lines.extend(found.invented.iter().map(|fact| format!("  invented {fact:?}")));
    lines.extend(read.report.diagnostics.iter().map(|said| {
        let place = said.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("  {} {place}: {}", said.code(), said.message(passerelle_core::Lang::Fr))
    }));
    lines.join("\n")
}

/// Two or three kinds at once that leave the rows of the header where they are.
#[test]
fn grids_reworked_in_several_ways_still_give_their_programme() {
    let grids = grids();
    let mut dice = Dice(20_241_123);
    let (mut sum, mut count) = (0.0, 0);
    let mut poor = Vec::new();
    for _ in 0..150 {
        let grid = &grids[dice.roll(grids.len())];
        let mut left: Vec<usize> = (0..NOISES.len()).filter(|&kind| TOGETHER.contains(&NOISES[kind].0)).collect();
        let chosen: Vec<usize> = (0..2 + dice.roll(2)).map(|_| left.swap_remove(dice.roll(left.len()))).collect();
        let names: Vec<&str> = chosen.iter().map(|&kind| NOISES[kind].0).collect();
        let noises: Vec<Noise> = chosen.iter().map(|&kind| NOISES[kind].2).collect();
        let Some(tables) = grid.reworked(&noises, &mut dice) else { continue };
        let (f1, told) = read(grid, &tables, &names.join(", "));
        sum += f1;
        count += 1;
        if f1 < 0.9 {
            poor.push(format!("{names:?}: {told}"));
        }
    }
    let mean = sum / f64::from(count);
    assert!(mean >= 0.99, "mean {mean} of {count}: {poor:#?}");
}

/// Excel's "copy of a sheet" is the same programme.
#[test]
fn a_sheet_copied_whole_is_read_once() {
    let (mut count, mut copied, mut poor) = (0, 0, Vec::new());
    for grid in grids().iter().filter(|grid| grid.share() % STEP == 0) {
        let mut tables = grid.tables.clone();
        copied_sheets(&mut tables);
        if tables == grid.tables {
            continue;
        }
        let (once, _) = read(grid, &grid.tables, "as it is");
        let (f1, told) = read(grid, &tables, "a sheet copied");
        count += 1;
        copied += usize::from(f1 >= once);
        if f1 < once {
            poor.push(told);
        }
    }
    assert!(count > 5 && copied * 10 >= count * 9, "{copied} of {count}: {poor:#?}");
}
