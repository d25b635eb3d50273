//! The hostile files, by family: each with a name, what should come of it, and how it is made.

mod compound;
mod package;
mod pages;
mod plain;
mod rich_text;
mod sheets;
mod texts;

/// How large a kind is made.
#[derive(Clone, Copy)]
pub struct Size(usize);

#[allow(dead_code)]
impl Size {
    /// As the hostile set asks.
    pub const FULL: Self = Self(1);
    /// A hundredth of it.
    pub const SMALL: Self = Self(100);

    /// A number of things at this size.
    pub fn of(self, full: usize) -> usize {
        (full / self.0).max(1)
    }
}

/// What should come of a file.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code)]
pub enum Expect {
    /// Read or refused, both are right.
    Any,
    /// Read.
    Read,
    /// Read, and this text is in it.
    Holds(&'static str),
    /// Refused for any reason.
    Refused,
    /// Refused as damaged.
    Damaged,
    /// Refused as protected by a password.
    Encrypted,
    /// Refused as a format that is not read.
    Unsupported,
    /// Refused because one of its files has to be chosen.
    SeveralFiles,
    /// Refused by one of these limits.
    Limit(&'static [&'static str]),
}

/// A hostile file.
#[derive(Clone, Copy)]
#[allow(dead_code)]
pub struct Kind {
    /// What is hostile about it.
    pub name: &'static str,
    /// The name of the file, as a person would call it.
    pub file: &'static str,
    /// What should come of it.
    pub expect: Expect,
    /// Its bytes.
    pub bytes: fn(Size) -> Vec<u8>,
}

const fn kind(name: &'static str, file: &'static str, expect: Expect, bytes: fn(Size) -> Vec<u8>) -> Kind {
    Kind { name, file, expect, bytes }
}

/// All kinds.
pub fn all() -> Vec<Kind> {
    [package::KINDS, texts::KINDS, sheets::KINDS, compound::KINDS, rich_text::KINDS, pages::KINDS, plain::KINDS]
        .concat()
}

/// A real file of a format.
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// Numbers that look random and are the same in each run.
fn numbers(mut seed: u32) -> impl Iterator<Item = u32> {
    std::iter::repeat_with(move || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed
    })
}
