//! What a file's way did to its texts, and nobody wrote: letters read with the wrong encoding (`Ã©`), entities of a web
//! page (`&eacute;`), line ends of XML (`_x000D_`), characters that nobody sees, quotes or apostrophes of another
//! program, the signs of a mail that was answered. Recognised over the whole file, mended, and said.

use std::borrow::Cow;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind};
use passerelle_tables::{Block, Document as Tables, RichText};

use crate::ledger::excerpt;
use crate::source::place;
use crate::texts::Texts;
use crate::vocabulary::vocabulary;

/// A damage: how it is called, from how many texts on it is one, and a text without it; none for a text that has none.
struct Damage {
    name: (&'static str, &'static str),
    /// Bytes of which its texts have one.
    bytes: &'static [u8],
    fewest: usize,
    /// The share of the texts that have it, in percent, from which on it is one.
    share: usize,
    mended: fn(&str) -> Option<String>,
}

/// In the order in which they are undone.
const DAMAGES: &[Damage] = &[
    Damage {
        name: ("caractères invisibles", "invisible characters"),
        bytes: &[0xe2, 0xef],
        fewest: 1,
        share: 0,
        mended: |text| text.contains(is_unseen).then(|| text.chars().filter(|c| !is_unseen(*c)).collect()),
    },
    Damage {
        name: ("fins de ligne « _x000D_ »", "line ends “_x000D_”"),
        bytes: b"_",
        fewest: 1,
        share: 0,
        mended: |text| text.contains("_x000").then(|| text.replace("_x000D_", "").replace("_x000A_", "\n")),
    },
    Damage {
        name: ("guillemets d’un fichier CSV autour de chaque texte", "quotes of a CSV file around each text"),
        bytes: b"\"",
        fewest: 8,
        share: 50,
        mended: |text| {
            let inner = text.trim().strip_prefix('"')?.strip_suffix('"')?;
            (!inner.is_empty()).then(|| inner.replace("\"\"", "\""))
        },
    },
    Damage {
        name: ("lettres lues avec un autre codage (« Ã© »)", "letters read in another encoding (“Ã©”)"),
        bytes: &[0xc3, 0xe2],
        fewest: 2,
        share: 0,
        mended: decoded,
    },
    Damage {
        name: ("entités HTML (« &eacute; »)", "HTML entities (“&eacute;”)"),
        bytes: b"&",
        fewest: 1,
        share: 0,
        mended: without_entities,
    },
    Damage {
        name: ("apostrophes devant des nombres", "apostrophes before numbers"),
        bytes: b"'",
        fewest: 3,
        share: 0,
        mended: |text| {
            let number = text.strip_prefix('\'')?;
            (number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('\'')).then(|| number.to_owned())
        },
    },
];

/// The tables as they were before, and what is to be said of it; `different` are their texts.
pub(crate) fn read<'t>(tables: &'t Tables, different: &Texts<'t>) -> (Cow<'t, Tables>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let mut read = Cow::Borrowed(tables);
    let seen = Seen::of(different);
    for damage in DAMAGES {
        // One damage may hide another: once a text was mended, all are looked at.
        let is_damaged = |text: &str| (damage.mended)(text).is_some_and(|mended| mended != text);
        if !seen.may_have(damage) || matches!(read, Cow::Borrowed(_)) && !different.different().any(is_damaged) {
            continue;
        }
        let (mut texts, mut damaged, mut first) = (0, 0, None);
        each(&read, &mut |text, at| {
            texts += usize::from(!text.as_str().trim().is_empty());
            if let Some(mended) = (damage.mended)(text.as_str()).filter(|mended| mended != text.as_str()) {
                damaged += 1;
                first.get_or_insert_with(|| (excerpt(text.as_str()), excerpt(&mended), at()));
            }
        });
        let Some((before, after, at)) = first else { continue };
        if damaged < damage.fewest || damaged * 100 < texts * damage.share {
            continue;
        }
        mend(read.to_mut(), damage.mended);
        let (fr, en) = damage.name;
        // White space and what nobody sees need no example.
        let example = before.trim() != after.trim() && !before.contains(is_unseen);
        let words = |open: &str, close: &str, what: &str| {
            if example { format!("{what} : {open}{before}{close} → {open}{after}{close}") } else { what.to_owned() }
        };
        let what = Bilingual::new(words("« ", " »", fr), words("“", "”", en).replace(" : ", ": "));
        said.push(Diagnostic::new(DiagnosticKind::TextsMended).with("count", damaged).saying("what", what).at(at));
    }
    if let Some((count, at)) = seen.0[usize::from(b'>')].then(|| unquote_mail(&mut read)).flatten() {
        let what =
            Bilingual::new("signes « > » d’un courriel auquel on a répondu", "signs “>” of a mail that was answered");
        said.push(Diagnostic::new(DiagnosticKind::TextsMended).with("count", count).saying("what", what).at(at));
    }
    (read, said)
}

/// Which bytes the texts are made of: a quick look before slower ones.
struct Seen([bool; 256]);

impl Seen {
    fn of(texts: &Texts<'_>) -> Self {
        let mut seen = [false; 256];
        for byte in texts.different().flat_map(str::bytes) {
            seen[usize::from(byte)] = true;
        }
        Self(seen)
    }

    fn may_have(&self, damage: &Damage) -> bool {
        damage.bytes.iter().any(|byte| self.0[usize::from(*byte)])
    }
}

/// Goes through all texts, with their places.
fn each(tables: &Tables, look: &mut dyn FnMut(&RichText, &dyn Fn() -> passerelle_core::Place)) {
    for block in &tables.blocks {
        match block {
            Block::Paragraph(paragraph) => look(&paragraph.text, &|| place(&paragraph.place)),
            Block::Table(table) => {
                table.cells.iter().for_each(|cell| look(&cell.text, &|| place(&table.place(cell))));
            }
        }
    }
}

fn mend(tables: &mut Tables, mended: fn(&str) -> Option<String>) {
    let mend = |text: &mut RichText| {
        let Some(whole) = mended(text.as_str()) else { return };
        // Run by run where that gives the same: the marks stay.
        let mut parts = RichText::default();
        for run in text.runs() {
            parts.push(mended(run.text).as_deref().unwrap_or(run.text), run.marks);
        }
        let uniform = || text.runs().next().map(|run| RichText::uniform(&whole, run.marks));
        let read = if parts.as_str() == whole { Some(parts) } else { uniform() };
        if let Some(read) = read.filter(|_| text.links().next().is_none()) {
            *text = read;
        }
    };
    for block in &mut tables.blocks {
        match block {
            Block::Paragraph(paragraph) => mend(&mut paragraph.text),
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| mend(&mut cell.text)),
        }
    }
}

/// A character without width. The joiner of pictograms and the soft hyphen are left to their words.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Windows' letters for the bytes from 0x80 to 0x9f.
const OF_WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A text that is UTF-8 read as Windows text; no other is one by chance.
fn decoded(text: &str) -> Option<String> {
    // The first letter beyond ASCII begins one, and another follows: in most texts neither is so.
    let begin = text.bytes().position(|byte| !byte.is_ascii())?;
    let mut letters = text.get(begin..)?.chars();
    let (first, next) = (letters.next()?, letters.next()?);
    if !('Â'..='ô').contains(&first) || next.is_ascii() && (first, next) != ('Ã', ' ') {
        return None;
    }
    let bytes: Option<Vec<u8>> = text
        .replace("Ã ", "Ã\u{a0}")
        .chars()
        .map(|c| match u32::from(c) {
            code @ 0..=0xff => u8::try_from(code).ok(),
            _ => OF_WINDOWS.iter().position(|other| *other == c).and_then(|at| u8::try_from(at + 0x80).ok()),
        })
        .collect();
    String::from_utf8(bytes?).ok().filter(|read| !read.is_ascii())
}

/// The text with the letters that its entities stand for.
fn without_entities(text: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        read.push_str(before);
        let name = entity.get(1..).and_then(|rest| rest.split_once(';')).map(|(name, _)| name);
        let letter = name.filter(|name| name.len() <= LONGEST).and_then(|name| match name.strip_prefix('#') {
            Some(number) => number.parse().ok().and_then(char::from_u32).filter(|c| !c.is_control()),
            None => vocabulary().letter_of_entity(name),
        });
        let length = if let (Some(letter), Some(name)) = (letter, name) {
            found = true;
            read.push(letter);
            name.len() + "&;".len()
        } else {
            read.push('&');
            1
        };
        rest = entity.get(length..)?;
    }
    read.push_str(rest);
    found.then_some(read)
}

/// Takes the "> " of a mail from the first columns of tables, where most rows have it; how many, and where first.
fn unquote_mail(tables: &mut Cow<'_, Tables>) -> Option<(usize, passerelle_core::Place)> {
    const FEWEST: usize = 4;
    let quoted = |text: &str| !text.is_empty() && text.lines().all(|line| line.starts_with('>'));
    let (mut firsts, mut count, mut at) = (0, 0, None);
    let mut marked: Vec<(usize, usize)> = Vec::new();
    for (block, content) in tables.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        let first = table.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.column).min();
        for (number, cell) in table.cells.iter().enumerate().filter(|(_, cell)| Some(cell.column) == first) {
            firsts += usize::from(!cell.is_blank());
            if quoted(cell.text.as_str()) {
                count += 1;
                marked.push((block, number));
                at.get_or_insert_with(|| place(&table.place(cell)));
            }
        }
    }
    if count < FEWEST || count * 10 < firsts * 6 {
        return None;
    }
    for (block, number) in marked {
        let Some(Block::Table(table)) = tables.to_mut().blocks.get_mut(block) else { continue };
        let Some(cell) = table.cells.get_mut(number) else { continue };
        let bare = |line: &str| line.trim_start_matches(['>', ' ']).to_owned();
        let text = cell.text.as_str().lines().map(bare).collect::<Vec<_>>().join("\n");
        let marks = cell.text.runs().next().map(|run| run.marks).unwrap_or_default();
        cell.text = RichText::uniform(&text, marks);
    }
    at.map(|at| (count, at))
}

#[cfg(test)]
mod tests {
    use passerelle_core::Lang;

    use super::*;

    #[test]
    fn letters_read_in_another_encoding_are_read_again() {
        for (text, want) in [
            ("Ã‰chÃ©ance", Some("Échéance")),
            ("Ouvrir Ã  la gare", Some("Ouvrir à la gare")),
            ("Lâ€™accueil", Some("L’accueil")),
            ("2.000 â‚¬", Some("2.000 €")),
            ("Échéance", None),
            ("À l’été – 5 €", None),
            ("Plain", None),
        ] {
            assert_eq!(decoded(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn entities_are_the_letters_they_stand_for() {
        assert_eq!(without_entities("L&#39;&eacute;t&eacute; &amp; l&rsquo;hiver").as_deref(), Some("L'été & l’hiver"));
        assert_eq!(without_entities("R&D ; P&V; &inconnu; &#0; &"), None);
    }

    #[test]
    fn what_was_mended_is_said_once() {
        let grid = "Action\tPilote\tÃ‰chÃ©ance\nCrÃ©er une Ã©picerie\tJ. Petit\t2026\n\
                    AmÃ©nager la place\tA. Roy\t2027\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let titles: Vec<&str> =
            import.document.outline().elements().iter().map(|element| element.title.wording.as_str()).collect();
        assert_eq!(titles, ["Créer une épicerie", "Aménager la place"]);
        let said = import.report.diagnostics.iter().filter(|said| said.code() == "R109");
        let said: Vec<String> = said.map(|said| said.message(Lang::Fr)).collect();
        assert_eq!(
            said,
            [
                "3 textes ont été remis en état : lettres lues avec un autre codage (« Ã© ») : « Ã‰chÃ©ance » → « Échéance »"
            ]
        );
    }
}
