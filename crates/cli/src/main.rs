//! The command `passerelle`: reads planning papers, checks them, writes the documents they owe.
//!
//! Exit codes: 0 done; 1 done, but the check found errors, or --strict found doubts and nothing was written; 2 the file could not be read, or the call is wrong;
//! 3 a document could not be written.

mod arguments;
mod commands;
mod failure;
mod files;
mod language;
mod layouts;
mod paint;
mod refusal;
mod summary;

use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = language::of(&arguments);
    let matches = match arguments::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return refusal::print(&error, &arguments, lang),
    };
    match commands::run(&matches, lang) {
        Ok(code) => code,
        // A reader that closed the pipe (head, less) has seen what it wanted.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            paint::error_line(lang, &failure.message(lang));
            failure.exit_code()
        }
    }
}
