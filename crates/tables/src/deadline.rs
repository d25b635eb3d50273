//! The limit of time: when the reading of a file has to be over.
//!
//! Readers ask often and a clock is slow, so only one question in a thousand looks at it. The end is kept by thread
//! and not handed through every reader: it is the same for all of them, and a file is read by one thread.

use std::cell::Cell;

use crate::error::Error;

/// One question in so many looks at the clock.
const STRIDE: u32 = 1_024;

/// When reading has to be over, and the limit that says so.
#[derive(Clone, Copy)]
struct End {
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    at: std::time::Instant,
    seconds: u64,
}

impl End {
    // Bare WebAssembly has no clock: asking for the time would end the program.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    fn after(_: u64) -> Option<Self> {
        None
    }

    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    #[expect(clippy::disallowed_methods, reason = "the clock only ends the reading, nothing of it is in an output")]
    fn after(seconds: u64) -> Option<Self> {
        let at = std::time::Instant::now().checked_add(std::time::Duration::from_secs(seconds))?;
        Some(Self { at, seconds })
    }

    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    fn is_past(self) -> bool {
        false
    }

    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    #[expect(clippy::disallowed_methods, reason = "the clock only ends the reading, nothing of it is in an output")]
    fn is_past(self) -> bool {
        std::time::Instant::now() >= self.at
    }
}

thread_local! {
    static END: Cell<Option<End>> = const { Cell::new(None) };
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Lasts as long as a file is read.
pub(crate) struct Deadline {
    outer: Option<End>,
}

impl Deadline {
    /// Begins the time that a file may take.
    pub(crate) fn after(seconds: u64) -> Self {
        ASKED.set(0);
        Self { outer: END.replace(End::after(seconds)) }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        END.set(self.outer);
    }
}

/// Refuses a file that has taken too long.
pub(crate) fn check() -> Result<(), Error> {
    let asked = ASKED.get();
    ASKED.set(asked.wrapping_add(1));
    if asked.is_multiple_of(STRIDE) { check_now() } else { Ok(()) }
}

/// The same, looking at the clock in any case.
pub(crate) fn check_now() -> Result<(), Error> {
    match END.get() {
        Some(end) if end.is_past() => Err(Error::Limit { limit: "seconds", value: end.seconds }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Error, Limits, read, read_all};

    #[test]
    fn no_time_is_too_little_for_any_format() {
        let limits = Limits { seconds: 0, ..Limits::default() };
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/formats/");
        for name in ["cells.xlsx", "cells.xls", "classeur.fods", "mixed.docx", "mixed.rtf", "mixed.doc", "mixed.html"] {
            let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
            let refusal = Error::Limit { limit: "seconds", value: 0 };
            assert_eq!(read(&bytes, name, &limits).err(), Some(refusal.clone()), "{name}");
            assert_eq!(read_all(&bytes, name, &limits).err(), Some(refusal), "{name}");
            // The next file has its own time.
            assert!(read(&bytes, name, &Limits::default()).is_ok(), "{name}");
        }
        assert!(read(b"a;b\n1;2\n", "", &limits).is_err());
        let endless = Limits { seconds: u64::MAX, ..Limits::default() };
        assert!(read(b"a;b\n1;2\n", "", &endless).is_ok());
    }
}
