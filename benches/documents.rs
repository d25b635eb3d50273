//! How long a document takes from bytes to model and back, beside the raw cost of the format alone.
//!
//! `cargo bench`, or `cargo bench -- --quick` for a few samples; `cargo bench -- lire` for one group.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench measures time and prints it")]

use std::error::Error;
use std::hint::black_box;
use std::io::{Cursor, Read};
use std::path::Path;
use std::time::Instant;

use calamine::{DataRef, Reader, Xlsx};
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use passerelle::merge::Prefer;
use passerelle::tables::{self, Limits};
use passerelle::{
    Classification, Document, Field, Institution, InstitutionKind, Layout, Legislature, Level, Output, Pst,
    ReadOptions, WriteOptions,
};
use quick_xml::events::Event;
use rust_xlsxwriter::Workbook;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A document in its two formats.
struct Sample {
    name: &'static str,
    docx: Vec<u8>,
    xlsx: Vec<u8>,
}

fn main() -> Result {
    let samples = [
        Sample {
            name: "jemeppe-10-actions",
            docx: fixture("jemeppe/j01_clean.docx")?,
            xlsx: fixture("jemeppe/pst-affaires-sociales.xlsx")?,
        },
        Sample {
            name: "anderlues-68-fiches",
            docx: fixture("anderlues/a01_tables.docx")?,
            xlsx: fixture("anderlues/a03_register.xlsx")?,
        },
        generated()?,
    ];
    let mut criterion = Criterion::default().configure_from_args();
    ratios()?;
    read(&mut criterion, &samples);
    import(&mut criterion, &samples)?;
    grow(&mut criterion)?;
    grow_otherwise(&mut criterion)?;
    write(&mut criterion, &samples)?;
    raw(&mut criterion, &samples)?;
    criterion.final_summary();
    Ok(())
}

fn fixture(name: &str) -> Result<Vec<u8>> {
    Ok(std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name))?)
}

/// A programme of 300 actions, as large as those of big communes, written by the library itself.
fn generated() -> Result<Sample> {
    let document = Document::Pst(programme_of_300_actions());
    let options = WriteOptions::new();
    Ok(Sample {
        name: "genere-300-actions",
        docx: passerelle::write(&document, Output::Docx, &options)?,
        xlsx: passerelle::write(&document, Output::Xlsx, &options)?,
    })
}

fn programme_of_300_actions() -> Pst {
    let mut pst = Pst {
        institution: Institution {
            name: Some("Valmont-sur-Ourthe".to_owned()),
            kind: Some(InstitutionKind::Commune),
            ins_code: None,
        },
        legislature: Some(Legislature { first_year: 2024, last_year: 2030 }),
        ..Pst::default()
    };
    for os in 1..=6 {
        let volet = if os == 1 { "VOLET INTERNE" } else { "VOLET EXTERNE" };
        let objective =
            pst.outline.add_under(None, Level::StrategicObjective, format!("Être une commune d’avenir {os}"));
        objective.classifications.push(Classification::volet(volet, None));
        let objective = objective.id.clone();
        for oo in 1..=5 {
            let title = format!("Améliorer le service rendu à la population {os}.{oo}");
            let aim = pst.outline.add_under(Some(&objective), Level::OperationalObjective, title).id.clone();
            for action in 1..=10 {
                let title = format!("Revoir l’organisation du service {action} avec les agents et les partenaires");
                pst.outline
                    .add_under(Some(&aim), Level::Action, title)
                    .set(Field::PoliticalPilot, "Mme Leroy, échevine", None)
                    .set(Field::Service, "Service technique", None)
                    .set(Field::Agent, "M. Durant", None)
                    .set(Field::Deadline, format!("Fin {}e trim. {}", action % 4 + 1, 2024 + oo), None)
                    .set(Field::OrdinaryBudget, format!("{}.500 € – art. 421/124-02", action), None)
                    .set(Field::Status, "En cours", None)
                    .set(Field::Comments, "À présenter au comité de direction avant l’été.", None);
            }
        }
    }
    pst
}

/// Recognition beside reading, for 300 actions in three formats, in one run: the medians, and their ratio.
fn ratios() -> Result {
    let sample = generated()?;
    let csv = long_table(300).replace('\t', ";").into_bytes();
    for (format, bytes) in [("docx", &sample.docx), ("xlsx", &sample.xlsx), ("csv", &csv)] {
        let name = format!("300-actions.{format}");
        let tables = tables::read(bytes, &name, &Limits::default())?;
        // What is loaded once for all documents belongs to none of them.
        passerelle_import::import(&tables, &name)?;
        let reading = median(|| drop(black_box(tables::read(black_box(bytes), &name, &Limits::default()))));
        let import = median(|| drop(black_box(passerelle_import::import(black_box(&tables), &name))));
        println!(
            "rapport/{name}: lire {:.2} ms, importer {:.2} ms, rapport {:.2}",
            reading * 1e3,
            import * 1e3,
            import / reading
        );
    }
    Ok(())
}

/// The median of the seconds that some runs take.
fn median(run: impl Fn()) -> f64 {
    const RUNS: usize = 41;
    let once = || {
        let begin = Instant::now();
        run();
        begin.elapsed().as_secs_f64()
    };
    let mut seconds: Vec<f64> = (0..RUNS).map(|_| once()).collect();
    seconds.sort_by(f64::total_cmp);
    seconds.get(RUNS / 2).copied().unwrap_or_default()
}

/// Bytes to tables.
fn read(criterion: &mut Criterion, samples: &[Sample]) {
    let mut group = criterion.benchmark_group("lire");
    for sample in samples {
        for (format, bytes) in [("docx", &sample.docx), ("xlsx", &sample.xlsx)] {
            group.throughput(Throughput::Bytes(bytes.len() as u64));
            group.bench_function(format!("{}.{format}", sample.name), |b| {
                b.iter(|| tables::read(black_box(bytes), "", &Limits::default()));
            });
        }
    }
}

/// Tables to model.
fn import(criterion: &mut Criterion, samples: &[Sample]) -> Result {
    let mut group = criterion.benchmark_group("importer");
    for sample in samples {
        for (format, bytes) in [("docx", &sample.docx), ("xlsx", &sample.xlsx)] {
            let name = format!("{}.{format}", sample.name);
            let tables = tables::read(bytes, "", &Limits::default())?;
            group.bench_function(&name, |b| b.iter(|| passerelle_import::import(black_box(&tables), &name)));
        }
    }
    Ok(())
}

/// Reading and import of one long table: the time for each row tells whether they grow with it.
fn grow(criterion: &mut Criterion) -> Result {
    let mut group = criterion.benchmark_group("grandir");
    group.sample_size(10);
    for rows in [300, 1_000, 10_000, 100_000] {
        let text = long_table(rows);
        let name = format!("{rows}-lignes.tsv");
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(format!("lire/{name}"), |b| {
            b.iter(|| tables::read(black_box(text.as_bytes()), &name, &Limits::default()));
        });
        let tables = tables::read(text.as_bytes(), &name, &Limits::default())?;
        passerelle_import::import(&tables, &name)?;
        group.bench_function(format!("importer/{name}"), |b| {
            b.iter(|| passerelle_import::import(black_box(&tables), &name));
        });
    }
    Ok(())
}

/// The same of many small tables, of a layout that is applied, and of two files that are joined.
fn grow_otherwise(criterion: &mut Criterion) -> Result {
    let mut group = criterion.benchmark_group("grandir-autrement");
    group.sample_size(10);
    for count in [100, 1_000] {
        let tables = tables::read(small_tables(count).as_bytes(), "petits.html", &Limits::default())?;
        passerelle_import::import(&tables, "petits.html")?;
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(format!("importer/{count}-tableaux"), |b| {
            b.iter(|| passerelle_import::import(black_box(&tables), "petits.html"));
        });
    }
    for rows in [1_000, 10_000] {
        let text = long_table(rows);
        let tables = tables::read(text.as_bytes(), "long.tsv", &Limits::default())?;
        let import = passerelle_import::import(&tables, "long.tsv")?;
        let layout = Layout::of(&import.recognition, "banc");
        layout.apply(&tables, "long.tsv")?;
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(format!("appliquer-une-disposition/{rows}-lignes"), |b| {
            b.iter(|| layout.apply(black_box(&tables), "long.tsv"));
        });
        let read = passerelle::read(text.as_bytes(), "long.tsv", &ReadOptions::default())?;
        group.bench_function(format!("reunir/{rows}-lignes"), |b| {
            let both = || vec![read.clone(), read.clone()];
            b.iter_batched(both, |both| passerelle::merge_files(both, Prefer::First), BatchSize::PerIteration);
        });
    }
    Ok(())
}

/// A table for each objective, with the three actions below it.
fn small_tables(count: usize) -> String {
    let table = |at: usize| {
        let row = |action: usize| {
            format!("<tr><td>Action {at}.{action} : Revoir le service {at}</td><td>{}</td></tr>", 2024 + action)
        };
        let rows: String = (1..=3).map(row).collect();
        format!(
            "<h2>OO {at} : Améliorer le service {at}</h2><table><tr><th>Action</th><th>Échéance</th></tr>{rows}</table>"
        )
    };
    (1..=count).map(table).collect()
}

/// A flat table: a row for each action, its objectives repeated.
fn long_table(rows: usize) -> String {
    let header =
        "N°\tObjectif stratégique\tObjectif opérationnel\tAction\tMandataire\tÉchéance\tBudget ordinaire\tÉtat\n";
    let row = |at: usize| {
        let (os, oo, action) = (at / 50 + 1, at / 10 + 1, at + 1);
        format!(
            "{os}.{oo}.{action}\tÊtre une commune d’avenir {os}\tAméliorer le service rendu {oo}\t\
             Revoir l’organisation du service {action}\tMme Leroy, échevine\tFin {}e trim. {}\t\
             {}.500 € – art. 421/124-02\tEn cours\n",
            at % 4 + 1,
            2024 + at % 6,
            at % 90 + 1
        )
    };
    std::iter::once(header.to_owned()).chain((0..rows).map(row)).collect()
}

/// Model to bytes.
fn write(criterion: &mut Criterion, samples: &[Sample]) -> Result {
    let mut group = criterion.benchmark_group("ecrire");
    for sample in samples {
        let document = passerelle::read(&sample.xlsx, "", &ReadOptions::default())?.document;
        for output in [Output::Docx, Output::Xlsx] {
            group.bench_function(format!("{}.{}", sample.name, output.extension()), |b| {
                b.iter(|| passerelle::write(black_box(&document), output, &WriteOptions::new()));
            });
        }
    }
    Ok(())
}

/// What the formats alone cost with the libraries at hand, on the same bytes or the same texts.
fn raw(criterion: &mut Criterion, samples: &[Sample]) -> Result {
    let mut group = criterion.benchmark_group("brut");
    for sample in samples {
        calamine_values(&mut group, sample)?;
        quick_xml_events(&mut group, sample)?;
        plain_workbook(&mut group, sample)?;
    }
    Ok(())
}

/// calamine: the values of every cell of every sheet, streamed; no styles, spans or shown numbers.
fn calamine_values(group: &mut BenchmarkGroup<'_, WallTime>, sample: &Sample) -> Result {
    cells(&sample.xlsx)?;
    group.bench_function(format!("calamine/{}.xlsx", sample.name), |b| b.iter(|| cells(black_box(&sample.xlsx))));
    Ok(())
}

/// quick-xml: every event of `word/document.xml`, inflated from the package and thrown away.
fn quick_xml_events(group: &mut BenchmarkGroup<'_, WallTime>, sample: &Sample) -> Result {
    events(&sample.docx)?;
    group.bench_function(format!("quick-xml/{}.docx", sample.name), |b| b.iter(|| events(black_box(&sample.docx))));
    Ok(())
}

/// rust_xlsxwriter: as many plain text cells as we write, with the same texts, on one sheet without any format.
fn plain_workbook(group: &mut BenchmarkGroup<'_, WallTime>, sample: &Sample) -> Result {
    let document = passerelle::read(&sample.xlsx, "", &ReadOptions::default())?.document;
    let written = cells(&passerelle::write(&document, Output::Xlsx, &WriteOptions::new())?)?;
    plain(&written)?;
    group.bench_function(format!("rust_xlsxwriter/{}.xlsx", sample.name), |b| b.iter(|| plain(black_box(&written))));
    Ok(())
}

fn cells(bytes: &[u8]) -> Result<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut texts = Vec::new();
    for sheet in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&sheet)?;
        while let Some(cell) = reader.next_cell()? {
            match cell.get_value() {
                DataRef::Empty => {}
                DataRef::String(text) => texts.push(text.clone()),
                DataRef::SharedString(text) => texts.push((*text).to_owned()),
                other => texts.push(format!("{other:?}")),
            }
        }
    }
    Ok(texts)
}

fn events(bytes: &[u8]) -> Result<usize> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut xml = String::new();
    package.by_name("word/document.xml")?.read_to_string(&mut xml)?;
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut count = 0;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(count),
            event => {
                black_box(&event);
                count += 1;
            }
        }
    }
}

fn plain(texts: &[String]) -> Result<Vec<u8>> {
    const COLUMNS: usize = 12;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (index, text) in texts.iter().enumerate() {
        sheet.write_string(u32::try_from(index / COLUMNS)?, u16::try_from(index % COLUMNS)?, text)?;
    }
    Ok(book.save_to_buffer()?)
}
