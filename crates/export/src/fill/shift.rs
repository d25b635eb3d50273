//! Rows put in between others: where every row goes, and what the formulas and addresses that name them become.

use std::borrow::Cow;
use std::ops::Range;

/// Copies of a row that were put in behind another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// The row they stand behind.
    pub(crate) behind: u32,
    pub(crate) count: u32,
    /// The row they are copies of.
    pub(crate) template: u32,
}

/// Lignes insérées: the rows that were put into a sheet, by their numbers before, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) sheet: String,
    pub(crate) steps: Vec<Step>,
}

impl Shift {
    /// The new number of a row.
    pub(crate) fn row(&self, row: u32) -> u32 {
        let before = self.steps.iter().filter(|step| step.behind < row);
        before.fold(row, |row, step| row.saturating_add(step.count))
    }

    /// The new numbers of a range of rows. A range of several rows that ends where rows were put in takes them in: a
    /// sum, a print area, a merged label go on over the added lines.
    fn rows(&self, first: u32, last: u32) -> (u32, u32) {
        let end = self.row(last);
        let more: u32 = self.steps.iter().filter(|step| step.behind == last).map(|step| step.count).sum();
        (self.row(first), if last > first { end.saturating_add(more) } else { end })
    }

    /// The rows that were put in by each step, by their new numbers, with the step.
    pub(crate) fn added(&self) -> impl Iterator<Item = (Range<u32>, Step)> + '_ {
        self.steps.iter().enumerate().map(|(index, step)| {
            let earlier = self.steps.iter().take(index).filter(|other| other.behind == step.behind);
            let earlier: u32 = earlier.map(|other| other.count).sum();
            let first = self.row(step.behind).saturating_add(1).saturating_add(earlier);
            (first..first.saturating_add(step.count), *step)
        })
    }

    /// `A1`, `B2:D5` or `A:C` moved.
    pub(crate) fn reference(&self, text: &str) -> String {
        self.formula(text, None)
    }

    /// A list of ranges moved. What holds for a row holds for its copies.
    pub(crate) fn ranges(&self, text: &str) -> String {
        let mut list: Vec<String> = Vec::new();
        for one in text.split_ascii_whitespace() {
            list.push(self.reference(one));
            let Some((rows, columns)) = rectangle(one) else { continue };
            for (added, step) in self.added().filter(|(_, step)| rows.contains(&step.template)) {
                // Taken in already as the end of a range of several rows, or as its middle.
                let inside = rows.end > rows.start.saturating_add(1) && rows.contains(&step.behind);
                if !inside {
                    let (first, last) = (added.start, added.end.saturating_sub(1));
                    let (left, right) = (letters(columns.start), letters(columns.end.saturating_sub(1)));
                    list.push(format!("{left}{first}:{right}{last}"));
                }
            }
        }
        list.join(" ")
    }

    /// A formula of Excel moved. `on` is the sheet it stands on; none means this sheet.
    pub(crate) fn formula(&self, text: &str, on: Option<&str>) -> String {
        let here = on.is_none_or(|on| same_sheet(on, &self.sheet));
        rewritten(text, &|sheet| sheet.map_or(here, |sheet| same_sheet(sheet, &self.sheet)), &|first, last| {
            let (start, end) = self.rows(first.row, last.row);
            (first.with(start), last.with(end))
        })
    }

    /// The formula of a copied row: what it names beside its own row is as far away as before.
    pub(crate) fn copied(&self, text: &str, template: u32, row: u32) -> String {
        let moved = |end: End| {
            let new = self.row(end.row);
            let apart = i64::from(row) - i64::from(self.row(template));
            let relative = u32::try_from(i64::from(new).saturating_add(apart)).unwrap_or(new);
            end.with(if end.fixed { new } else { relative })
        };
        let own = |sheet: Option<&str>| sheet.is_none_or(|sheet| same_sheet(sheet, &self.sheet));
        rewritten(text, &own, &|first, last| (moved(first), moved(last)))
    }

    /// Addresses of OpenDocument moved: `'Feuille 1'.A1:'Feuille 1'.B5`, or a formula with `[.A1]`. `on` is the table
    /// the text stands in, when it stands in one.
    pub(crate) fn addresses(&self, text: &str, on: Option<&str>) -> String {
        let mut made = String::with_capacity(text.len());
        let mut sheet: Option<String> = None;
        // The first row of a range whose end comes next.
        let mut start: Option<u32> = None;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            match c {
                '"' => {
                    let length = rest.get(1..).and_then(|rest| rest.find('"')).map_or(rest.len(), |at| at + 2);
                    push(&mut made, &mut rest, length);
                    continue;
                }
                '\'' => {
                    let (name, length) = quoted(rest);
                    push(&mut made, &mut rest, length);
                    sheet = rest.starts_with('.').then_some(name);
                    start = start.filter(|_| rest.starts_with('.'));
                    continue;
                }
                '.' => {
                    let after = rest.get(1..).unwrap_or_default();
                    let Some((column, row, length)) = cell(after) else {
                        push(&mut made, &mut rest, 1);
                        continue;
                    };
                    let of = sheet.as_deref().or(on);
                    let number: u32 = row.trim_start_matches('$').parse().unwrap_or_default();
                    let fixed = if row.starts_with('$') { "$" } else { "" };
                    let ours = of.is_some_and(|of| same_sheet(of, &self.sheet));
                    let new = match start {
                        Some(first) if ours => self.rows(first, number).1,
                        _ if ours => self.row(number),
                        _ => number,
                    };
                    made.push('.');
                    made.push_str(column);
                    made.push_str(fixed);
                    made.push_str(&new.to_string());
                    rest = after.get(length..).unwrap_or_default();
                    // The end of a range may leave its table out.
                    start = (start.is_none() && rest.starts_with(':')).then_some(number);
                    if start.is_none() {
                        sheet = None;
                    }
                    continue;
                }
                c if c.is_alphanumeric() || c == '_' => {
                    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                    let name = rest.get(..length).unwrap_or_default().to_owned();
                    push(&mut made, &mut rest, length);
                    if rest.starts_with('.') {
                        sheet = Some(name);
                    } else {
                        start = None;
                    }
                    continue;
                }
                ':' | '$' => {}
                _ => {
                    start = None;
                    sheet = None;
                }
            }
            push(&mut made, &mut rest, c.len_utf8());
        }
        made
    }
}

/// Moves signs from one text to the other.
fn push(made: &mut String, rest: &mut &str, length: usize) {
    let (head, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
    made.push_str(head);
    *rest = tail;
}

/// A name in single quotes, and how many bytes it takes with them.
fn quoted(text: &str) -> (String, usize) {
    let mut name = String::new();
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = signs.next() {
        if c != '\'' {
            name.push(c);
        } else if signs.peek().is_some_and(|(_, next)| *next == '\'') {
            name.push('\'');
            signs.next();
        } else {
            return (name, at + 1);
        }
    }
    (name, text.len())
}

/// Programs compare the names of sheets without their case.
fn same_sheet(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// `$B$12` at the beginning of a text: the column, the row, how many bytes they take.
fn cell(text: &str) -> Option<(&str, &str, usize)> {
    let sign = usize::from(text.starts_with('$'));
    let letters = text.get(sign..)?.bytes().take_while(u8::is_ascii_alphabetic).count();
    let row = sign + letters;
    let fixed = usize::from(text.get(row..)?.starts_with('$'));
    let digits = text.get(row + fixed..)?.bytes().take_while(u8::is_ascii_digit).count();
    let end = row + fixed + digits;
    let next = text.get(end..)?.chars().next();
    let whole = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '(' | '!'));
    ((1..=3).contains(&letters) && (1..=7).contains(&digits) && whole)
        .then(|| Some((text.get(..row)?, text.get(row..end)?, end)))?
}

/// `$12` at the beginning of a text: how many bytes it takes.
fn row_alone(text: &str) -> Option<usize> {
    let fixed = usize::from(text.starts_with('$'));
    let digits = text.get(fixed..)?.bytes().take_while(u8::is_ascii_digit).count();
    let next = text.get(fixed + digits..)?.chars().next();
    let whole = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '(' | '!'));
    ((1..=7).contains(&digits) && whole).then_some(fixed + digits)
}

/// A row that a formula names.
#[derive(Debug, Clone, Copy)]
struct End {
    row: u32,
    fixed: bool,
}

impl End {
    fn with(self, row: u32) -> Self {
        Self { row, ..self }
    }
}

/// A cell or row as a formula writes it: its column, its row, and its length.
fn end(text: &str) -> Option<(&str, End, usize)> {
    let (column, row, length) = match cell(text) {
        Some(found) => found,
        None => {
            let length = row_alone(text)?;
            ("", text.get(..length)?, length)
        }
    };
    let digits = row.trim_start_matches('$');
    Some((column, End { row: digits.parse().ok()?, fixed: digits.len() < row.len() }, length))
}

/// Rewrites the references of a formula whose sheet is asked for.
fn rewritten(text: &str, ours: &dyn Fn(Option<&str>) -> bool, new: &dyn Fn(End, End) -> (End, End)) -> String {
    let mut made = String::with_capacity(text.len() + 8);
    let mut sheet: Option<Cow<'_, str>> = None;
    let mut rest = text;
    let shown = |column: &str, end: End| format!("{column}{}{}", if end.fixed { "$" } else { "" }, end.row);
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => {
                let length = rest.get(1..).and_then(|rest| rest.find('"')).map_or(rest.len(), |at| at + 2);
                push(&mut made, &mut rest, length);
            }
            '\'' => {
                let (name, length) = quoted(rest);
                push(&mut made, &mut rest, length);
                sheet = Some(Cow::Owned(name));
            }
            // A column of a table, or a book of its own, whose sheets are not ours.
            '[' => {
                let length = rest.find(']').map_or(rest.len(), |at| at + 1);
                push(&mut made, &mut rest, length);
                let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                if rest.get(length..).is_some_and(|rest| rest.starts_with('!')) {
                    push(&mut made, &mut rest, length);
                    sheet = Some(Cow::Borrowed("["));
                }
            }
            '!' => {
                push(&mut made, &mut rest, 1);
            }
            c if is_word(c) => {
                let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                let word = rest.get(..length).unwrap_or_default();
                if rest.get(length..).is_some_and(|rest| rest.starts_with('!')) {
                    sheet = Some(Cow::Borrowed(word));
                    push(&mut made, &mut rest, length);
                    continue;
                }
                let first = end(rest).filter(|(_, _, found)| *found == length);
                let second = first.and_then(|_| end(rest.get(length..)?.strip_prefix(':')?));
                let wanted = ours(sheet.as_deref());
                match (first, second) {
                    (Some((left, first, _)), Some((right, last, more)))
                        if wanted && left.is_empty() == right.is_empty() =>
                    {
                        let (first, last) = new(first, last);
                        made.push_str(&format!("{}:{}", shown(left, first), shown(right, last)));
                        rest = rest.get(length + 1 + more..).unwrap_or_default();
                    }
                    // A number alone is no row.
                    (Some((left, first, _)), None) if wanted && !left.is_empty() => {
                        made.push_str(&shown(left, new(first, first).0));
                        rest = rest.get(length..).unwrap_or_default();
                    }
                    (Some(_), Some((.., more))) => push(&mut made, &mut rest, length + 1 + more),
                    _ => push(&mut made, &mut rest, length),
                }
                sheet = None;
            }
            c => {
                push(&mut made, &mut rest, c.len_utf8());
                if c != ':' {
                    sheet = None;
                }
            }
        }
    }
    made
}

/// A sign of a name, a number or a reference.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\')
}

/// `C12` as row and column, from 1.
pub(crate) fn reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (letters, digits) = text.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

/// `A1:C2` as ranges of rows and columns.
pub(crate) fn rectangle(text: &str) -> Option<(Range<u32>, Range<u32>)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (reference(first)?, reference(last)?);
    Some((top..bottom.checked_add(1)?, left..right.checked_add(1)?))
}

/// The letters of a column, from 1.
pub(crate) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift() -> Shift {
        let step = |behind, count, template| Step { behind, count, template };
        Shift { sheet: "Programme de travail".to_owned(), steps: vec![step(14, 3, 14), step(20, 1, 14)] }
    }

    #[test]
    fn rows_below_move_and_ranges_that_end_there_take_the_new_ones_in() {
        let shift = shift();
        assert_eq!([10, 14, 15, 20, 21].map(|row| shift.row(row)), [10, 14, 18, 23, 25]);
        let added: Vec<Range<u32>> = shift.added().map(|(rows, _)| rows).collect();
        assert_eq!(added, [15..18, 24..25]);
        for (before, after) in [
            ("A1:F30", "A1:F34"),
            ("B11:B14", "B11:B17"),
            ("B14", "B14"),
            ("B15", "B18"),
            ("A15:C15", "A18:C18"),
            ("A:C", "A:C"),
        ] {
            assert_eq!(shift.reference(before), after);
        }
        assert_eq!(shift.ranges("D12 D13 D14 D16"), "D12 D13 D14 D15:D17 D24:D24 D19");
        assert_eq!(shift.ranges("D12:D14"), "D12:D17 D24:D24");
    }

    #[test]
    fn formulas_are_moved_by_their_sheet_and_nothing_else_in_them() {
        let shift = shift();
        for (before, after) in [
            ("'Programme de travail'!$A$1:$F$30", "'Programme de travail'!$A$1:$F$34"),
            ("'Programme de travail'!$8:$9", "'Programme de travail'!$8:$9"),
            ("'Programme de travail'!$18:$20", "'Programme de travail'!$21:$24"),
            ("Consignes!$A$20+A20", "Consignes!$A$20+A23"),
            ("[1]Feuil!A20&\"A20\"&LOG10(A20)+20", "[1]Feuil!A20&\"A20\"&LOG10(A23)+20"),
            ("COUNTA(B11:B14)*1.5E3", "COUNTA(B11:B17)*1.5E3"),
            ("Table1[A20]+A20_b+été20", "Table1[A20]+A20_b+été20"),
        ] {
            assert_eq!(shift.formula(before, None), after);
        }
        assert_eq!(shift.formula("A20+'programme de travail'!A20", Some("Autre")), "A20+'programme de travail'!A23");
        assert_eq!(shift.copied("A13+$A$20+C14", 14, 16), "A15+$A$23+C16");
        assert_eq!(shift.formula("'jamais fermé!A20", None), "'jamais fermé!A20");
    }

    #[test]
    fn addresses_of_open_document_are_moved_by_their_table() {
        let shift = shift();
        let ours = Some("Programme de travail");
        for (before, on, after) in [
            (
                "'Programme de travail'.A1:'Programme de travail'.F30",
                None,
                "'Programme de travail'.A1:'Programme de travail'.F34",
            ),
            ("$'Programme de travail'.$A$11:.$A$14", None, "$'Programme de travail'.$A$11:.$A$17"),
            ("of:=SUM([.A11:.A14];[$Consignes.A20])&\".A20\"", ours, "of:=SUM([.A11:.A17];[$Consignes.A20])&\".A20\""),
            ("of:=[.B20]*1.5", ours, "of:=[.B23]*1.5"),
            ("of:=[.B20]", Some("Consignes"), "of:=[.B20]"),
        ] {
            assert_eq!(shift.addresses(before, on), after);
        }
    }

    #[test]
    fn cells_are_named_as_in_excel() {
        assert_eq!(reference("AB12"), Some((12, 28)));
        assert_eq!(letters(28), "AB");
        assert_eq!(rectangle("B2:D3"), Some((2..4, 2..5)));
        assert_eq!(reference("12"), None);
    }
}
