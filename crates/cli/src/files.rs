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
    let shown = crate::commands::shown(path, lang).to_owned();
    let failed = |error| Failure::Open { name: shown.clone(), error };
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to be refused by the reader, and no more is held in memory.
    let most = limit.saturating_add(1);
    if standard {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        // Looked at before it is opened: a pipe that nobody writes to would never open.
        let kind = std::fs::metadata(path).map_err(failed)?.file_type();
        if kind.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        if !kind.is_file() {
            return Err(Failure::NotAFile { name: shown });
        }
        let file = std::fs::File::open(path).map_err(failed)?;
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

/// Writes bytes to one file, or to standard output for `-`.
pub(crate) fn write(inputs: &[String], path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_all(inputs, &[(path.to_owned(), bytes)])
}

/// Writes files so that either all of them are there or none: each is first written beside its goal, then all are
/// renamed. A file that was read is never written over.
pub(crate) fn write_all(inputs: &[String], files: &[(PathBuf, &[u8])]) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for (path, bytes) in files {
        if path == Path::new("-") {
            print(bytes)?;
            continue;
        }
        let failed = |error| Failure::Save { path: path.clone(), error };
        if inputs.iter().any(|input| is_same_file(input, path)) {
            return Err(Failure::Overwrite { path: path.clone() });
        }
        // Devices, pipes and folders cannot be replaced by a file; links would be.
        let kind = std::fs::metadata(path).map(|found| found.file_type());
        if kind.as_ref().is_ok_and(|kind| kind.is_dir()) {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        if kind.is_ok_and(|kind| !kind.is_file()) {
            std::fs::write(path, bytes).map_err(failed)?;
            continue;
        }
        let goal = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let folder = match goal.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut file = temporary(&folder).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        ready.push((file, goal));
    }
    for (file, goal) in ready {
        file.persist(&goal).map_err(|error| Failure::Save { path: goal.clone(), error: error.error })?;
    }
    Ok(())
}

fn is_same_file(input: &str, path: &Path) -> bool {
    match (std::fs::canonicalize(input), std::fs::canonicalize(path)) {
        (Ok(input), Ok(path)) => input == path,
        _ => false,
    }
}

/// A temporary file with the rights of an ordinary one: what the user's mask leaves.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes the folder of the documents, when it is not there.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::Save { path: folder.to_owned(), error })
}

/// Writes bytes to standard output.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes text for people to standard error, where nobody may be listening.
pub(crate) fn print_error_text(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes to standard output what is too long to be made in one piece.
pub(crate) fn print_with(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Failure> {
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes text for people to standard output: colours only on a terminal.
pub(crate) fn print_text(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}
