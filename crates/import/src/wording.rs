//! The beginning of a title: level word, printed code, and the wording behind them.

use std::borrow::Cow;

use passerelle_core::{Code, Level, fold};

use crate::hashed::Map;
use crate::misread;
use crate::numbering::{counter, ordinal, roman_path};
use crate::vocabulary::{Opening, vocabulary};

/// What stands at the beginning of a text, and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading<'a> {
    /// The level or container its first words name.
    pub(crate) opening: Option<Opening>,
    /// The printed code: with its level word when that is an abbreviation (`O.S.1`), else the number (`1.1`).
    pub(crate) code: Option<Code>,
    /// The words that name the level or container, folded.
    pub(crate) word: Option<&'static str>,
    /// The wording without code, level word and surrounding quotes.
    pub(crate) wording: &'a str,
}

/// The most codes of parents that a path names before its own.
const MOST_PARENTS: u8 = 8;

/// Reads the beginning of a text.
pub(crate) fn heading(text: &str) -> Heading<'_> {
    // "• 1.2 Ouvrir…": the bullet says nothing.
    if let Some(item) = text.trim_start().strip_prefix(BULLETS).map(str::trim_start)
        && !item.is_empty()
    {
        let found = heading_without_bullet(item);
        if found.code.is_some() {
            return found;
        }
    }
    heading_without_bullet(text)
}

/// Bullets that may stand before a code; dashes are of titles too.
const BULLETS: [char; 14] = ['•', '·', '▪', '■', '◦', '○', '●', '➢', '➤', '→', '✓', '\u{f0b7}', '\u{f0a7}', '\u{2023}'];

fn heading_without_bullet(text: &str) -> Heading<'_> {
    // Quotes around the code too: "1.2 Ouvrir…".
    if text.trim_start().starts_with(['"', '«', '“', '„'])
        && let Some(found) = Some(unquote(text)).filter(|inner| inner.len() < text.trim().len()).map(printed_heading)
        && found.code.is_some()
    {
        return found;
    }
    printed_heading(text)
}

fn printed_heading(text: &str) -> Heading<'_> {
    match misread::read(text) {
        Some(read) => with_printed_words(heading_on_path(&read, MOST_PARENTS), text, &read),
        None => heading_on_path(text, MOST_PARENTS),
    }
}

/// What was found in a text whose code has letters for digits, in the words that are printed: both are as long.
fn with_printed_words<'a>(found: Heading<'_>, text: &'a str, read: &str) -> Heading<'a> {
    let Heading { opening, code, word, wording } = found;
    let printed = |part: &str| {
        let start = (part.as_ptr() as usize).saturating_sub(read.as_ptr() as usize);
        text.get(start..start + part.len()).unwrap_or_default()
    };
    let code = code.map(|code| {
        let range = read.find(code.text.as_str()).map(|start| start..start + code.text.len());
        let text = range.and_then(|range| text.get(range)).unwrap_or(&code.text).to_owned();
        Code { text, ..code }
    });
    Heading { opening, code, word, wording: printed(wording) }
}

/// Reads the beginning of a text, or of the rest of a path of codes that may name so many more.
fn heading_on_path(text: &str, parents: u8) -> Heading<'_> {
    if let Some(found) = behind_the_document(text, parents) {
        return found;
    }
    let Some(first) = token(text, 0) else { return without_code_before(text) };
    let opening = first.lookup(&vocabulary().opening_words);
    // Nearly all texts begin with another word: they are not cut further.
    if opening.is_none() && !first.digits {
        return code_with_letters(text, first).unwrap_or_else(|| without_code_before(text));
    }
    let tokens = tokens(text, first);
    if let Some(opening) = opening {
        for word in opening.iter().filter_map(|at| vocabulary().level_words.get(*at)) {
            if let Some(heading) = with_level_word(text, &tokens, word.kind, &word.words, word.bare, parents) {
                return Heading { word: Some(&word.name), ..heading };
            }
        }
        let any = Opening::Level(Level::OperationalObjective);
        let unnamed = |words: &Vec<String>| with_level_word(text, &tokens, any, words, false, parents);
        let parts = |heading: &Heading<'_>| heading.code.as_ref().map_or(0, |code| code.numbers.len());
        let found = vocabulary().unnamed_words.iter().find_map(unnamed).filter(|heading| heading.code.is_some());
        let deep = || vocabulary().deep_words.iter().find_map(unnamed).filter(|heading| parts(heading) > 1);
        if let Some(heading) = found.or_else(deep) {
            let known = vocabulary().unnamed_words.iter().chain(&vocabulary().deep_words);
            let word = known.flatten().find(|word| **word == first.folded());
            return Heading { opening: None, word: word.map(String::as_str), ..heading };
        }
    }
    match oddly_parted_code(text, &tokens).or_else(|| bare_code(text, &tokens)) {
        Some((code, wording)) => Heading { opening: None, code: Some(code), word: None, wording: unquote(wording) },
        None => without_code_before(text),
    }
}

/// The name of the document before a title: "PST – Action 1.1 : Ouvrir…".
fn behind_the_document(text: &str, parents: u8) -> Option<Heading<'_>> {
    let names = &vocabulary().document_names;
    let rest = names.iter().find_map(|name| text.trim_start().strip_prefix(name.as_str()))?;
    let title = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':', '|', '/']);
    (title.len() < rest.len()).then_some(())?;
    let found = heading_on_path(title, parents);
    (matches!(found.opening, Some(Opening::Level(_))) && found.code.is_some()).then_some(found)
}

/// A text that begins with its wording, or with a counter.
fn without_code_before(text: &str) -> Heading<'_> {
    let plain = || Heading { opening: None, code: None, word: None, wording: unquote(text) };
    counted(text).or_else(|| code_in_brackets(text)).or_else(|| code_behind(text)).unwrap_or_else(plain)
}

/// A code of letters and several numbers in front of the wording, as "P1.2.3 Ouvrir…" in the place of "Projet 1.2.3".
fn code_with_letters<'a>(text: &'a str, first: Token<'_>) -> Option<Heading<'a>> {
    const LETTERS: usize = 3;
    const SHORTEST: usize = 4;
    let letters = first.run.len() <= LETTERS && first.run.bytes().all(|byte| byte.is_ascii_uppercase());
    let begins = text.get(first.end..)?.starts_with(|c: char| c.is_ascii_digit());
    if !letters || !begins || !text.get(..first.start)?.trim().is_empty() {
        return None;
    }
    let mut end = first.end;
    while let Some(number) = token(text, end).filter(|token| token.digits && token.length() <= LETTERS) {
        let sign = text.get(end..number.start)?;
        let known = matches!(sign, "-" | "/" | "_" | "," | "\u{2010}" | "\u{2011}") || is_spaced_point(sign);
        if end > first.end && !known {
            break;
        }
        end = number.end;
    }
    let code = Code::new(text.get(first.start..end)?);
    let rest = text.get(end..)?;
    let wording = behind(rest);
    let title = wording.starts_with(char::is_uppercase) && wording.chars().count() >= SHORTEST;
    let parted = rest.trim_start_matches(['.', ')']).starts_with([' ', '\u{a0}', '\t', '\n', ':']);
    (code.numbers.len() > 1 && parted && title).then_some(Heading {
        opening: None,
        code: Some(code),
        word: None,
        wording,
    })
}

/// A code in square brackets before the wording: `[OO1.1] Simplifier les démarches`.
fn code_in_brackets(text: &str) -> Option<Heading<'_>> {
    let (code, wording) = text.trim_start().strip_prefix('[')?.split_once(']')?;
    if code.len() > 16 || wording.trim().is_empty() {
        return None;
    }
    let found = heading(code);
    (found.wording.is_empty() && found.code.is_some()).then(|| Heading {
        wording: behind(wording),
        word: None,
        ..found
    })
}

/// A counter that is no plain number: `IV. Être…`, `a) Rénover…`.
fn counted(text: &str) -> Option<Heading<'_>> {
    if let Some((code, numbers, wording)) = roman_path(text.trim()) {
        let code = Code { numbers, ..Code::new(code) };
        return Some(Heading { opening: None, code: Some(code), word: None, wording: unquote(wording) });
    }
    let (count, wording) = counter(text.trim())?;
    let code = Code { numbers: ordinal(count).into_iter().collect(), ..Code::new(count) };
    Some(Heading { opening: None, code: Some(code), word: None, wording: unquote(wording) })
}

/// A code in brackets behind the wording: `Simplifier les démarches (OO.2)`.
fn code_behind(text: &str) -> Option<Heading<'_>> {
    let (wording, code) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    if code.len() > 16 || wording.trim().is_empty() {
        return None;
    }
    let found = heading(code);
    let whole = found.wording.is_empty() && matches!(found.opening, Some(Opening::Level(_)));
    // The text does not begin with the word: no rule can go by it.
    (whole && found.code.is_some()).then(|| Heading { wording: unquote(wording), word: None, ..found })
}

/// What stands behind a bullet or a dash at the beginning of a text.
pub(crate) fn bullet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let sign = text.strip_prefix([
        '•', '-', '–', '—', '*', '·', '▪', '■', '◦', '○', '●', '➢', '➤', '→', '✓', '\u{f0b7}', '\u{f0a7}', '\u{2023}',
        // What Wingdings' signs are in another font.
        '§', 'Ø', 'ü',
    ]);
    let pictures = text.trim_start_matches(is_picture);
    let picture = (pictures.len() < text.len()).then_some(pictures);
    let rest = ARROWS.iter().find_map(|arrow| text.strip_prefix(arrow)).or(sign).or(picture)?;
    let item = rest.trim_start();
    (item.len() < rest.len() && !item.is_empty()).then_some(item)
}

/// Words that begin with a capital and end with a point.
pub(crate) fn is_sentence(text: &str) -> bool {
    const WORDS: usize = 4;
    let text = text.trim();
    text.ends_with(['.', '!', '?']) && text.starts_with(char::is_uppercase) && text.split_whitespace().count() >= WORDS
}

/// A pictogram, or what goes with one: "📅 Échéance : 2027".
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}')
}

/// Arrows that people type in front of the items of a list.
const ARROWS: [&str; 5] = ["-->", "->", "=>", "–>", "==>"];

/// A title, and below it the steps of its element, a line each.
pub(crate) fn title_and_steps(text: &str) -> Option<(&str, &str)> {
    const WORDS: usize = 3;
    let (title, steps) = text.split_once('\n')?;
    let mut lines = steps.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let ends = title.trim_end().ends_with([',', ':', '-', '–']) || title.split_whitespace().count() < WORDS;
    let several = steps.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some();
    lines.peek()?;
    let step =
        |line: &str| bullet(line).unwrap_or(line).starts_with(char::is_uppercase) && heading(line).code.is_none();
    (!ends && several && lines.all(step)).then_some((title.trim_end(), steps.trim()))
}

/// The items of a text that is a list: each line is marked, or the text is known to be a list and every line begins a
/// title.
pub(crate) fn items(text: &str, is_list: bool) -> Option<Vec<&str>> {
    const SHORTEST: usize = 8;
    if !text.contains('\n') {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    let marked = lines.iter().all(|line| bullet(line).is_some() || heading(line).code.is_some());
    let titles = is_list && lines.iter().all(|line| line.starts_with(char::is_uppercase));
    let items: Vec<&str> = lines.into_iter().map(|line| bullet(line).unwrap_or(line)).collect();
    let long = items.iter().all(|item| item.chars().count() >= SHORTEST);
    ((marked || titles) && long).then_some(items)
}

/// The codes of a text that is nothing but a list of them, the first of which names a level: `OO 1.1 et 1.3`. The
/// first with its level word, the others as they are printed.
pub(crate) fn listed_codes(text: &str) -> Option<(Opening, &str, Vec<Code>)> {
    const LONGEST: usize = 60;
    let several = || text.contains([',', ';', '&', '+', '\n']) || text.contains(" et ");
    if text.len() > LONGEST || !several() {
        return None;
    }
    let mut parts = text.split(" et ").flat_map(|part| part.split([',', ';', '&', '+', '\n'])).map(str::trim);
    let first = parts.next()?;
    let mut parts = parts.peekable();
    parts.peek()?;
    let head = heading(first);
    let opening = head.opening.filter(|_| head.code.is_some() && head.wording.is_empty())?;
    let further = |part: &str| {
        let found = heading(part);
        let same = found.opening.is_none_or(|other| other == opening);
        found.code.filter(|code| same && found.wording.is_empty() && !code.numbers.is_empty())
    };
    let further: Option<Vec<Code>> = parts.map(further).collect();
    further.filter(|further| !further.is_empty()).map(|further| (opening, first, further))
}

/// A run of letters or of digits in a text.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    start: usize,
    end: usize,
    run: &'t str,
    digits: bool,
}

impl<'t> Token<'t> {
    fn folded(&self) -> Cow<'t, str> {
        let is_folded = self.run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if is_folded { self.run.into() } else { fold(self.run).into() }
    }

    /// What a map has for its folded word. Most words are short and plain: they need no memory of their own.
    fn lookup<'m, V>(&self, words: &'m Map<String, V>) -> Option<&'m V> {
        const SHORT: usize = 24;
        let mut letters = [0; SHORT];
        match letters.get_mut(..self.run.len()).filter(|_| self.run.is_ascii()) {
            Some(letters) => {
                letters.copy_from_slice(self.run.as_bytes());
                letters.make_ascii_lowercase();
                words.get(std::str::from_utf8(letters).ok()?)
            }
            None => words.get(self.folded().as_ref()),
        }
    }

    /// It is a folded word.
    fn is(&self, word: &str) -> bool {
        self.run.eq_ignore_ascii_case(word) || !self.run.is_ascii() && fold(self.run) == word
    }

    /// How long its folded word is.
    fn length(&self) -> usize {
        if self.run.is_ascii() { self.run.len() } else { fold(self.run).len() }
    }
}

/// A combining accent or a soft hyphen: it belongs to the letter before it.
pub(crate) fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}')
}

/// The next token of a text from a place on.
fn token(text: &str, from: usize) -> Option<Token<'_>> {
    let class = |c: char| if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
    let rest = text.get(from..)?;
    let (at, digits) = rest.char_indices().find_map(|(at, c)| Some((at, class(c)?)).filter(|_| !is_joined(c)))?;
    let start = from + at;
    let further = |(_, c): &(usize, char)| !is_joined(*c) && class(*c) != Some(digits);
    let end = rest[at..].char_indices().find(further).map_or(text.len(), |(length, _)| start + length);
    Some(Token { start, end, run: &text[start..end], digits })
}

/// The first tokens of a text: enough for a level word, and for a number behind it to its end.
fn tokens<'t>(text: &'t str, first: Token<'t>) -> Vec<Token<'t>> {
    const WORDS: usize = 6;
    const NEEDED: usize = 12;
    let mut tokens = Vec::with_capacity(NEEDED);
    let mut next = Some(first);
    while let Some(token) = next.filter(|_| tokens.len() < NEEDED) {
        let within_number = token.digits || tokens.last().is_some_and(|last: &Token<'_>| last.digits);
        tokens.push(token);
        next = if tokens.len() < WORDS || within_number { self::token(text, token.end) } else { None };
    }
    tokens
}

fn with_level_word<'a>(
    text: &'a str,
    tokens: &[Token<'_>],
    kind: Opening,
    words: &[String],
    bare: bool,
    parents: u8,
) -> Option<Heading<'a>> {
    let first = tokens.first()?;
    if !words.first().is_some_and(|word| first.is(word)) {
        return None;
    }
    // Only white space, a dash, a bullet or a quote may stand before the level word.
    if !text[..first.start].chars().all(|c| c.is_whitespace() || "-–•*\"«“·".contains(c) || is_icon(c)) {
        return None;
    }
    let matched = tokens.get(..words.len())?;
    if !matched.iter().zip(words).all(|(token, word)| token.is(word)) {
        return None;
    }
    // The words of one level word stand close together: "O.S", "objectif stratégique", not "a ... l".
    for pair in matched.windows(2) {
        let between = &text[pair[0].end..pair[1].start];
        if !between.chars().all(|c| c.is_whitespace() || c == '.' || c == '-' || c == '/') || between.len() > 4 {
            return None;
        }
    }
    let last = matched.last()?;
    let abbreviation = matched.iter().map(Token::length).sum::<usize>() <= 3;
    let mut next = words.len();
    // "Objectif stratégique n° 1"
    if let Some(token) = tokens.get(next)
        && (token.is("n") || token.is("no"))
        && tokens.get(next + 1).is_some_and(|t| t.digits)
        && text[token.end..].starts_with(['°', 'º', '.', ' '])
    {
        next += 1;
    }
    let gap = |from: usize, to: usize| &text[from..to];
    let number_start = tokens.get(next).filter(|token| {
        let between = gap(last.end, token.start);
        let close = between.chars().filter(|c| !c.is_whitespace()).all(|c| ".-°ºnN:_/".contains(c));
        close && between.len() <= 8 && (token.digits || is_roman(&text[token.start..token.end], between))
    });
    if let Some(number) = number_start {
        let mut end = number.end;
        let mut at = next + 1;
        // Further parts: "4.1", "05.1.01", "1-2"; letters right behind the digits: "1bis", "2a".
        while let Some(token) = tokens.get(at) {
            let between = gap(end, token.start);
            // "OO 1,2": Excel prints the number 1.2 so in French.
            let comma = between == "," && number.length() + token.length() <= 4 && !gap(number.end, end).contains('.');
            let known =
                matches!(between, "-" | "/" | "_" | "\u{2010}" | "\u{2011}") || is_spaced_point(between) || comma;
            let part = token.digits && known && token.length() <= 4;
            let suffix = !token.digits && between.is_empty() && token.length() <= 3;
            if !(part || suffix) || (between.ends_with(' ') && number.length() > 2) {
                break;
            }
            end = token.end;
            at += 1;
        }
        if abbreviation && let Some(path) = path_code(text, first.start, end, parents) {
            return Some(path);
        }
        let start = if abbreviation { first.start } else { number.start };
        let code = Code::new(text[start..end].trim());
        let code = if code.numbers.is_empty() { with_roman(code) } else { code };
        return Some(Heading { opening: Some(kind), code: Some(code), word: None, wording: behind(&text[end..]) });
    }
    let rest = &text[last.end..];
    let trimmed = rest.trim_start();
    // "A." counts, "OO." names.
    let counts = trimmed == "." && last.length() == 1;
    if !counts && matches!(trimmed, "" | "." | ":") {
        return Some(Heading { opening: Some(kind), code: None, word: None, wording: "" });
    }
    // « Défi « zéro déchet » dans chaque commune »: quotes around a part of the words belong to them.
    let part = kind == Opening::Level(Level::StrategicObjective) && unquote(trimmed).len() == trimmed.len();
    let colon = trimmed.starts_with([':', '–', '—'])
        || trimmed.starts_with(['"', '«', '“']) && !part
        || trimmed.starts_with("- ")
        || trimmed.starts_with('\n')
        || rest.starts_with('\n');
    // "Objectif stratégique Être un CPAS…" is one; "Objectif stratégique de la commune" is a sentence.
    let bare = bare && (colon || trimmed.chars().next().is_some_and(char::is_uppercase) || is_container(kind));
    (bare || (colon && !abbreviation)).then(|| Heading {
        opening: Some(kind),
        code: None,
        word: None,
        wording: behind(rest),
    })
}

/// A sign that is there for the eye: an arrow, a pictogram.
fn is_icon(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A code that names its parents too, `OS1.OO2.A3`: the last of its words names the level.
fn path_code(text: &str, start: usize, end: usize, parents: u8) -> Option<Heading<'_>> {
    let parents = parents.checked_sub(1)?;
    let rest = text[end..].strip_prefix(['.', '-', '/', '_', ' '])?;
    if !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let found = heading_on_path(rest, parents);
    let named = matches!(found.opening, Some(Opening::Level(_)));
    let own = found.code.filter(|code| named && rest.starts_with(code.text.as_str()))?;
    let end = text.len() - rest.len() + own.text.len();
    Some(Heading { code: Some(Code::new(text[start..end].trim())), ..found })
}

fn is_container(kind: Opening) -> bool {
    matches!(kind, Opening::Container(_))
}

/// Roman numbers up to XX, in capitals, with something before them.
fn is_roman(text: &str, before: &str) -> bool {
    !before.is_empty() && text.len() <= 5 && text.chars().all(|c| "IVX".contains(c)) && roman(text).is_some()
}

pub(crate) fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let values = values?;
    let sum = values.iter().enumerate().fold(0i64, |sum, (i, &v)| {
        let smaller = values.get(i + 1).is_some_and(|&next| v < next);
        if smaller { sum - i64::from(v) } else { sum + i64::from(v) }
    });
    u32::try_from(sum).ok().filter(|sum| (1..=39).contains(sum))
}

fn with_roman(mut code: Code) -> Code {
    if let Some(number) = code.text.split(' ').next_back().and_then(roman) {
        code.numbers = vec![number];
    }
    code
}

/// A code without level word at the beginning: `1.1.2 Wording`, `101. Wording`, `1) …`, or a number alone.
fn bare_code<'a>(text: &'a str, tokens: &[Token<'_>]) -> Option<(Code, &'a str)> {
    let first = tokens.first().filter(|token| token.digits && token.length() <= 6)?;
    if !text[..first.start].trim().is_empty() {
        return None;
    }
    let mut end = first.end;
    let mut parts = 1;
    let mut letter = None;
    for token in &tokens[1..] {
        let lettered = parts > 1 && !token.digits && token.length() == 1;
        if !(token.digits || lettered) || !matches!(&text[end..token.start], "." | "-" | "_" | "\u{2010}" | "\u{2011}")
        {
            break;
        }
        end = token.end;
        parts += 1;
        // "1.1.a" is one part deeper than "1.1".
        if lettered {
            letter = ordinal(&token.folded());
            break;
        }
    }
    let mut code = Code::new(&text[first.start..end]);
    code.numbers.extend(letter);
    let rest = &text[end..];
    let last = *code.numbers.last()?;
    // Dates, years, amounts, percentages and numbers in a sentence are no codes.
    if (1900..2100).contains(&last) || last > 99_999 || parts > 5 {
        return None;
    }
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return Some((code, ""));
    }
    let closed = rest.starts_with(['.', ')', ':', '°']) || trimmed.starts_with(['-', '–', ')', ':', '|']);
    // "1 Être une commune…" is a code and a title, "12 visites" is a sentence.
    let title = trimmed.chars().next().is_some_and(char::is_uppercase) && trimmed.chars().count() > 12;
    let spaced = (parts > 1 || title) && rest.starts_with([' ', '\u{a0}', '\t', '\n']);
    let after = trimmed.trim_start_matches(['.', ')', ':', '°', '-', '–', '|', ' ', '\u{a0}', '\n']);
    let unit = after.starts_with(['€', '%']) || fold(after).starts_with("eur");
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    ((closed || spaced) && !unit && !(digit && parts > 1)).then_some((code, behind_number(rest)))
}

/// A code without level word whose numbers are parted by another sign: `1/2/3`, `1. 2. 3.`, or the `1,2` that Excel
/// makes of 1.2. Fractions, amounts and dates are printed so too: what follows tells them apart.
fn oddly_parted_code<'a>(text: &'a str, tokens: &[Token<'_>]) -> Option<(Code, &'a str)> {
    let [first, second, ..] = tokens else { return None };
    let sign = text.get(first.end..second.start)?;
    let spaced = sign != "." && is_spaced_point(sign);
    if !(spaced || matches!(sign, "/" | ",")) || !text.get(..first.start)?.trim().is_empty() {
        return None;
    }
    let mut end = first.end;
    for token in tokens.iter().skip(1) {
        if text.get(end..token.start) != Some(sign) || !token.digits {
            break;
        }
        end = token.end;
    }
    let code = Code::new(text.get(first.start..end)?);
    let (parts, last) = (code.numbers.len(), *code.numbers.last()?);
    // "30/06/24" is a day, "0,5" and "12,50" are amounts.
    let day = parts == 3 && last > 17;
    let amount = sign == "," && parts == 2 && last % 10 == 0;
    let small = tokens.iter().take_while(|token| token.end <= end).all(|token| token.length() <= 2);
    if !(2..=5).contains(&parts) || code.numbers.contains(&0) || !small || day || amount {
        return None;
    }
    let rest = text.get(end..)?;
    let wording = behind_number(rest);
    let parted = rest.starts_with(['.', ')', ':', ' ', '\u{a0}', '\t', '\n']);
    let mut letters = wording.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    // "1,5 ETP", "1/2 jour"
    let title = parted && capital && letters.next().is_some_and(|c| !c.is_uppercase()) && letters.count() > 4;
    (wording.is_empty() || title).then_some((code, wording))
}

/// A point with as many spaces around it as some people put there.
fn is_spaced_point(sign: &str) -> bool {
    const LONGEST: usize = 5;
    sign.len() <= LONGEST && sign.trim() == "."
}

fn behind_number(rest: &str) -> &str {
    rest.trim_start_matches(['.', ')', ':', '°', '-', '–', '|', ' ', '\u{a0}', '\t', '\n'])
}

/// The wording behind a code or level word: separators and surrounding quotes dropped.
pub(crate) fn behind(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:)-–—°_|\u{a0}".contains(c));
    unquote(rest)
}

/// A text without white space and without one pair of quotes around all of it.
pub(crate) fn unquote(text: &str) -> &str {
    let text = text.trim();
    if !text.starts_with(['"', '«', '“', '‘', '„']) {
        return text;
    }
    for (open, close) in [('"', '"'), ('«', '»'), ('“', '”'), ('‘', '’'), ('„', '“')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close))
            && pairs_up(inner, open, close)
        {
            return inner.trim();
        }
    }
    text
}

/// Quotes inside belong to each other, so the outer ones do too: « Ouvrir un « repair café » ».
fn pairs_up(inner: &str, open: char, close: char) -> bool {
    let mut depth = 0i32;
    let closed = inner.chars().all(|c| {
        depth += i32::from(c == open) - i32::from(c == close);
        depth >= 0
    });
    closed && depth == 0 && (open != close || !inner.contains(open))
}

#[cfg(test)]
mod tests {
    use passerelle_core::ClassificationKind::{Domain, Volet};
    use passerelle_core::Level::{Action, OperationalObjective, StrategicObjective, SubAction};

    use super::*;

    fn level(text: &str) -> Option<Opening> {
        heading(text).opening
    }

    #[test]
    fn titles_of_the_real_documents_give_level_code_and_wording() {
        let cases = [
            ("Objectif stratégique : \"Etre une commune\"", Some(StrategicObjective), None, "Etre une commune"),
            (
                "Objectif opérationnel 1. Favoriser l'interaction",
                Some(OperationalObjective),
                Some("1"),
                "Favoriser l'interaction",
            ),
            ("Action 1.1. Remettre en place", Some(Action), Some("1.1"), "Remettre en place"),
            ("A 1.1", Some(Action), Some("A 1.1"), ""),
            ("O.O.1", Some(OperationalObjective), Some("O.O.1"), ""),
            ("O.S.1 Être un CPAS", Some(StrategicObjective), Some("O.S.1"), "Être un CPAS"),
            ("O.S 3", Some(StrategicObjective), Some("O.S 3"), ""),
            ("O.O.3.2:", Some(OperationalObjective), Some("O.O.3.2"), ""),
            ("O.O.4.1.", Some(OperationalObjective), Some("O.O.4.1"), ""),
            ("O.O.4.2. Favoriser l'insertion", Some(OperationalObjective), Some("O.O.4.2"), "Favoriser l'insertion"),
            ("Action 57", Some(Action), Some("57"), ""),
            ("OS.10", Some(StrategicObjective), Some("OS.10"), ""),
            ("SA.17", Some(SubAction), Some("SA.17"), ""),
            ("OS II – Être solidaire", Some(StrategicObjective), Some("OS II"), "Être solidaire"),
            ("Axe 2 : la mobilité", Some(StrategicObjective), Some("Axe 2"), "la mobilité"),
            ("Objectif opérationnel n° 3 : agir", Some(OperationalObjective), Some("3"), "agir"),
            ("100. Être un CPAS qui favorise", None, Some("100"), "Être un CPAS qui favorise"),
            ("Simplifier les démarches (OO.2)", Some(OperationalObjective), Some("OO.2"), "Simplifier les démarches"),
            ("Objectif 1.1 : Informer", None, Some("1.1"), "Informer"),
            ("1 Être une commune solidaire", None, Some("1"), "Être une commune solidaire"),
            ("05.1.01 Planter", None, Some("05.1.01"), "Planter"),
            ("1.10", None, Some("1.10"), ""),
            ("P1.1.1 Ouvrir une maison", None, Some("P1.1.1"), "Ouvrir une maison"),
            ("P1. 1. 1 Ouvrir une maison", None, Some("P1. 1. 1"), "Ouvrir une maison"),
            ("Priorité 1.1 : Ouvrir", None, Some("1.1"), "Ouvrir"),
            ("Être un CPAS efficace", None, None, "Être un CPAS efficace"),
        ];
        for (text, want, code, wording) in cases {
            let found = heading(text);
            assert_eq!(found.opening, want.map(Opening::Level), "{text}");
            assert_eq!(found.code.as_ref().map(|c| c.text.as_str()), code, "{text}");
            assert_eq!(found.wording, wording, "{text}");
        }
        assert_eq!(heading("OS II – Être").code.map(|c| c.numbers), Some(vec![2]));
    }

    #[test]
    fn numbers_of_a_code_may_be_parted_by_other_signs() {
        for (text, numbers, wording) in [
            ("1/2/3 Ouvrir une maison", &[1, 2, 3][..], "Ouvrir une maison"),
            ("1,2 Ouvrir une maison", &[1, 2], "Ouvrir une maison"),
            ("1. 2. 3. Ouvrir une maison", &[1, 2, 3], "Ouvrir une maison"),
            ("1. 2 À l’école, ouvrir une garderie", &[1, 2], "À l’école, ouvrir une garderie"),
            ("OO 1,2 Ouvrir une maison", &[1, 2], "Ouvrir une maison"),
            ("1,2", &[1, 2], ""),
            ("1 . 2", &[1, 2], ""),
            ("1 . 2 . 3 Ouvrir une maison", &[1, 2, 3], "Ouvrir une maison"),
            ("OO 1 . 2 Ouvrir une maison", &[1, 2], "Ouvrir une maison"),
            ("30/06/24 Ouverture de la maison", &[], "30/06/24 Ouverture de la maison"),
            ("1,5 ETP pour la maison", &[], "1,5 ETP pour la maison"),
            ("12,50", &[], "12,50"),
            ("1/2 jour par semaine", &[], "1/2 jour par semaine"),
        ] {
            let found = heading(text);
            assert_eq!(found.code.map_or(Vec::new(), |code| code.numbers), numbers, "{text}");
            assert_eq!(found.wording, wording, "{text}");
        }
    }

    #[test]
    fn a_path_of_codes_ends_somewhere() {
        let found = heading("OS1.OO2.A3 Planter");
        assert_eq!((found.code.map(|code| code.text).as_deref(), found.wording), (Some("OS1.OO2.A3"), "Planter"));
        let endless = "A1.".repeat(100_000);
        assert!(heading(&endless).code.is_some_and(|code| code.text.len() < 40));
    }

    #[test]
    fn a_list_of_codes_is_told_from_a_title() {
        let listed = |text| listed_codes(text).map(|(_, first, further)| (first, further.len()));
        assert_eq!(listed("OO 1.1 et 1.3"), Some(("OO 1.1", 1)));
        assert_eq!(listed("O.O.2, O.O.4 et O.O.5"), Some(("O.O.2", 2)));
        assert_eq!(listed("OO 1.1"), None);
        assert_eq!(listed("OO 1.1 et OS 2"), None);
        assert_eq!(listed("OO 1.1 Aider et accompagner"), None);
    }

    #[test]
    fn decomposed_accents_and_soft_hyphens_belong_to_their_word() {
        let found = heading("Objectif ope\u{301}ra\u{ad}tionnel 1.2 : E\u{302}tre la\u{300}");
        assert_eq!(
            (found.opening, found.wording),
            (Some(Opening::Level(OperationalObjective)), "E\u{302}tre la\u{300}")
        );
    }

    #[test]
    fn containers_are_named_by_their_first_word() {
        assert_eq!(level("VOLET EXTERNE : POLITIQUES COMMUNALES"), Some(Opening::Container(Volet)));
        assert_eq!(level("VOLET INTERNE"), Some(Opening::Container(Volet)));
        assert_eq!(level("DOMAINE : AFFAIRES SOCIALES"), Some(Opening::Container(Domain)));
        assert_eq!(heading("DOMAINE : AFFAIRES SOCIALES").wording, "AFFAIRES SOCIALES");
    }

    #[test]
    fn sentences_dates_and_amounts_open_nothing() {
        for text in [
            "Action sociale toujours plus efficace",
            "Axes de travail",
            "A l'étude",
            "Projet en cours",
            "Projet postposé au-delà de 2019",
            "2019-2024",
            "2020",
            "30/06/2020",
            "30.06.2020",
            "1.500 € (Article 84022/124-02)",
            "12 visites à domicile",
            "1 000,00 €",
            "50 %",
            "Priorité 1",
            "Programme 2025",
            "RN4 Aménagement du carrefour",
            "CO2.1",
            "OS",
        ] {
            let found = heading(text);
            assert!(found.code.is_none(), "{text}: {found:?}");
            if text != "OS" {
                assert_eq!(found.opening, None, "{text}");
            }
        }
    }
}
