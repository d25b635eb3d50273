//! Files in and out: `-` for standard input and output, and nothing half written.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use passerelle::Lang;

use crate::failure::Failure;

/// The bytes of an input and the name it goes by.
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    pub(crate) name: String,
    /// The name without extension, for files made from it.
    pub(crate) stem: String,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &str, lang: Lang, limit: u64) -> Result<Input, Failure> {
    let standard = path == "-";
    let shown = if standard { lang.pick("entrée standard", "standard input").to_owned() } else { path.to_owned() };
    let failed = |error| Failure::Open { name: shown.clone(), error };
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to be refused by the reader, and no more is held in memory.
    let most = limit.saturating_add(1);
    if standard {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    }
    let file = Path::new(path);
    let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let standard_name = if standard { Some("stdin".to_owned()) } else { None };
    Ok(Input {
        bytes,
        name: standard_name.clone().or_else(|| name(file.file_name())).unwrap_or_default(),
        stem: standard_name.or_else(|| name(file.file_stem())).unwrap_or_default(),
    })
}

/// Writes bytes to a file beside the goal first, then renames it; to standard output for `-`.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return print(bytes);
    }
    let failed = |error| Failure::Save { path: path.to_owned(), error };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    give_usual_rights(&file).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Temporary files are private; a finished document is an ordinary file.
#[cfg(unix)]
fn give_usual_rights(file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn give_usual_rights(_: &tempfile::NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

/// Writes bytes to standard output.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes text for people to standard output: colours only on a terminal.
pub(crate) fn print_text(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}
