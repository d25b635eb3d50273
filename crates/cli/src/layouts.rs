//! Layout files of a call: one to apply, or a folder to choose from, and one to write.

use std::path::Path;

use clap::ArgMatches;
use passerelle::{Lang, Layout, ReadOptions, Recognition};

use crate::failure::Failure;
use crate::files;

/// Much longer than any layout; the reader of layouts refuses it by name.
const LONGEST: u64 = 1 << 21;

/// The options with the layouts that the call names.
pub(crate) fn add(options: ReadOptions, arguments: &ArgMatches, lang: Lang) -> Result<ReadOptions, Failure> {
    let named = |name| arguments.try_get_one::<String>(name).ok().flatten();
    if let Some(path) = named("layout") {
        return Ok(options.layout(read(path, lang)?));
    }
    match named("layouts") {
        Some(folder) => Ok(options.layouts(read_folder(folder, lang)?)),
        None => Ok(options),
    }
}

fn read(path: &str, lang: Lang) -> Result<Layout, Failure> {
    let bytes = files::read(path, lang, LONGEST)?.bytes;
    // A byte that is no UTF-8 stands in a text or is no TOML: either way the line is named.
    Layout::from_toml(&String::from_utf8_lossy(&bytes), path).map_err(Failure::Layout)
}

/// The layouts of a folder, by name.
fn read_folder(folder: &str, lang: Lang) -> Result<Vec<Layout>, Failure> {
    let failed = |error| Failure::Open { name: folder.to_owned(), error };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::Call(match lang {
            Lang::Fr => format!("{folder} : aucun fichier .toml dans ce dossier ; enregistrez-y des dispositions"),
            Lang::En => format!("{folder}: no .toml file in this folder; save layouts there"),
        }));
    }
    paths.iter().map(|path| read(&path.to_string_lossy(), lang)).collect()
}

/// Writes the layout that was recognised. A file that is there is not written over: people correct these files.
pub(crate) fn save(recognition: &Recognition, inputs: &[String], path: &str) -> Result<(), Failure> {
    let path = Path::new(path);
    let standard = path == Path::new("-");
    if !standard && path.exists() {
        return Err(Failure::LayoutExists { path: path.to_owned() });
    }
    let stem = path.file_stem().filter(|_| !standard).map(|stem| stem.to_string_lossy().into_owned());
    let text = Layout::of(recognition, stem.as_deref().unwrap_or("disposition")).to_toml();
    files::write(inputs, path, text.as_bytes())
}
