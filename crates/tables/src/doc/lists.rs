//! Lists: the levels of each, and what paragraphs call them by ([MS-DOC] 2.4.6.3).

use std::collections::BTreeMap;

use super::fib::{Fib, Part};
use super::paragraph::Paragraph;
use super::run::Run;
use crate::docx::numbering::{Instance, Level, MAX_PATTERN, Notation, Numbering};
use crate::docx::symbols::printed;
use crate::little_endian::{Reader, u32_at};

/// The head of a list (LSTF): its number, and whether it has one level instead of nine.
const LIST: usize = 28;
const LIST_FLAGS: usize = 26;
const IS_SIMPLE: u8 = 1;
const LEVELS: u8 = 9;

/// The head of a level (LVLF).
const LEVEL: usize = 28;
const LEVEL_NOTATION: usize = 4;
const LEVEL_FLAGS: usize = 5;
const IS_LEGAL: u8 = 4;
const HAS_RESTART: u8 = 8;
const LEVEL_RUN_SIZE: usize = 24;
const LEVEL_PARAGRAPH_SIZE: usize = 25;
const LEVEL_RESTART: usize = 26;

/// What paragraphs call a list by (LFO): the number of the list, and how many levels it changes.
const OVERRIDE: usize = 16;
const OVERRIDE_COUNT: usize = 12;

/// A changed level (LFOLVL): another start, a level of its own.
const OVERRIDE_LEVEL: u32 = 0xF;
const HAS_START: u32 = 0x10;
const HAS_LEVEL: u32 = 0x20;

/// How numbers are written (MSONFC); all others are written in decimals.
const NOTATIONS: [(u8, Notation); 6] = [
    (1, Notation::UpperRoman),
    (2, Notation::LowerRoman),
    (3, Notation::UpperLetter),
    (4, Notation::LowerLetter),
    (22, Notation::DecimalZero),
    (255, Notation::None),
];

/// Reads the lists of a document. What is damaged leaves the rest out.
pub(super) fn read(fib: &Fib, table: &[u8], fonts: &[String]) -> Numbering {
    let mut lists = Numbering::default();
    read_lists(fib.part_and_rest(table, Part::Lists), fonts, &mut lists);
    read_overrides(fib.part(table, Part::ListOverrides), fonts, &mut lists);
    lists
}

/// The heads of all lists, then the levels of each.
fn read_lists(bytes: &[u8], fonts: &[String], lists: &mut Numbering) -> Option<()> {
    let mut rest = Reader::new(bytes);
    let count = usize::from(rest.u16()?);
    for head in rest.take(count * LIST)?.chunks_exact(LIST) {
        let is_simple = head.get(LIST_FLAGS)? & IS_SIMPLE != 0;
        let mut levels = BTreeMap::new();
        for index in 0..if is_simple { 1 } else { LEVELS } {
            levels.insert(index, level(&mut rest, fonts)?);
        }
        lists.define(u32_at(head, 0)?.into(), levels);
    }
    Some(())
}

/// The heads of what paragraphs call lists by, counted from 1, then the levels that each changes.
fn read_overrides(bytes: &[u8], fonts: &[String], lists: &mut Numbering) -> Option<()> {
    let mut rest = Reader::new(bytes);
    let count = usize::try_from(rest.u32()?).ok()?;
    let mut heads = rest.take(count.checked_mul(OVERRIDE)?)?.chunks_exact(OVERRIDE);
    let mut is_whole = true;
    for (number, head) in (1..).zip(&mut heads) {
        let mut instance = Instance { definition: u32_at(head, 0)?.into(), ..Instance::default() };
        // Levels that are cut leave the lists as they are.
        is_whole = is_whole && read_changes(&mut rest, *head.get(OVERRIDE_COUNT)?, fonts, &mut instance).is_some();
        lists.call(number, instance);
    }
    Some(())
}

fn read_changes(rest: &mut Reader<'_>, count: u8, fonts: &[String], instance: &mut Instance) -> Option<()> {
    rest.u32()?;
    for _ in 0..count {
        let (start, flags) = (rest.u32()?, rest.u32()?);
        let index = u8::try_from(flags & OVERRIDE_LEVEL).ok()?;
        let own = if flags & HAS_LEVEL != 0 { Some(level(rest, fonts)?) } else { None };
        if flags & HAS_START != 0 {
            let start = own.as_ref().map_or_else(|| i64::from(start.cast_signed()), |level| level.start);
            instance.starts.insert(index, start);
        }
        instance.levels.extend(own.map(|level| (index, level)));
    }
    Some(())
}

/// A level: its head, its formatting, its text, in which the numbers 0 to 8 stand for the numbers of levels.
fn level(rest: &mut Reader<'_>, fonts: &[String]) -> Option<Level> {
    let head = rest.take(LEVEL)?;
    let byte = |at: usize| head.get(at).copied();
    let indents = rest.take(byte(LEVEL_PARAGRAPH_SIZE)?.into())?;
    let look = rest.take(byte(LEVEL_RUN_SIZE)?.into())?;
    let length = usize::from(rest.u16()?);
    let units = rest.take(length * 2)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));

    let mut paragraph = Paragraph::default();
    paragraph.apply(indents, &[]);
    let mut run = Run::default();
    run.apply(look, &|_| None);
    let font = fonts.get(usize::from(run.font)).map(String::as_str);
    let mut pattern = String::new();
    for char in char::decode_utf16(units).take(MAX_PATTERN) {
        match char.unwrap_or(char::REPLACEMENT_CHARACTER) {
            number @ '\0'..='\u{8}' => pattern.extend(['%', char::from(b'1' + u8::try_from(number).unwrap_or(0))]),
            sign @ '\u{F000}'..='\u{F0FF}' => pattern.push(printed(font, sign.into()).unwrap_or(sign)),
            char => pattern.push(char),
        }
    }
    let (notation, flags) = (byte(LEVEL_NOTATION)?, byte(LEVEL_FLAGS)?);
    Some(Level {
        start: u32_at(head, 0)?.cast_signed().into(),
        notation: NOTATIONS.iter().find(|(code, _)| *code == notation).map_or(Notation::Decimal, |&(_, known)| known),
        pattern,
        indent: paragraph.has_own_indent.then_some(paragraph.indent),
        restart: byte(LEVEL_RESTART).filter(|_| flags & HAS_RESTART != 0),
        legal: flags & IS_LEGAL != 0,
        ..Level::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level_bytes(start: u32, notation: u8, flags: u8, text: &[u16]) -> Vec<u8> {
        let mut bytes = vec![0; LEVEL];
        bytes[..4].copy_from_slice(&start.to_le_bytes());
        bytes[LEVEL_NOTATION] = notation;
        bytes[LEVEL_FLAGS] = flags;
        bytes[LEVEL_PARAGRAPH_SIZE] = 4;
        bytes.extend([0x5E, 0x84, 0xD0, 0x02]); // sprmPDxaLeft: 720
        bytes.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
        bytes.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    }

    /// A list of one level, called three times: as it is, from 5 on, with a level of its own.
    fn lists() -> (Vec<u8>, Vec<u8>) {
        let mut head = vec![0; LIST];
        head[0] = 7;
        head[LIST_FLAGS] = IS_SIMPLE;
        let list = [vec![1, 0], head, level_bytes(3, 2, 0, &[0, u16::from(b')')])].concat();
        let call = |changes: u8| {
            let mut call = vec![0; OVERRIDE];
            (call[0], call[OVERRIDE_COUNT]) = (7, changes);
            call
        };
        let change = |start: u32, flags: u32| [start.to_le_bytes(), flags.to_le_bytes()].concat();
        let own = [change(0, HAS_LEVEL), level_bytes(1, 23, 0, &[0xF0B7])].concat();
        let calls = [
            3u32.to_le_bytes().to_vec(),
            call(0),
            call(1),
            call(1),
            vec![0xFF; 4],
            vec![0xFF; 4],
            change(5, HAS_START),
            vec![0xFF; 4],
            own,
        ];
        (list, calls.concat())
    }

    fn numbering(list: &[u8], calls: &[u8]) -> Numbering {
        let mut numbering = Numbering::default();
        read_lists(list, &[], &mut numbering);
        read_overrides(calls, &[], &mut numbering);
        numbering
    }

    #[test]
    fn a_list_counts_on_whatever_it_is_called_by() {
        let (list, calls) = lists();
        let mut numbering = numbering(&list, &calls);
        let mut next = |list| numbering.count_in(list, 0).map(|label| (label.text, label.indent));
        let label = |text: &str| Some((text.to_owned(), Some(720)));
        assert_eq!([next(1), next(1), next(2), next(1)], ["iii)", "iv)", "v)", "vi)"].map(label));
        assert_eq!(next(3), label("•"));
        assert_eq!((next(0), next(4)), (None, None));
    }

    #[test]
    fn what_is_cut_leaves_the_rest_out() {
        let (list, calls) = lists();
        for end in 0..list.len() {
            assert_eq!(numbering(&list[..end], &calls).count_in(1, 0), None);
        }
        for end in 0..calls.len() {
            let mut numbering = numbering(&list, &calls[..end]);
            let is_called = end >= 4 + 3 * OVERRIDE;
            assert_eq!(numbering.count_in(1, 0).is_some(), is_called, "{end}");
            assert_eq!(numbering.count_in(1, 1), None);
        }
    }
}
