//! One row of a grid, its cells sorted by what they are.

use passerelle_core::{ClassificationKind, Field, Lang, Level};

use crate::alignment::Alignment;
use crate::clue::Clue;
use crate::columns::{Choice, Column};
use crate::content::{Content, fit};
use crate::label::several;
use crate::labelled::Labelled;
use crate::source::{Line, LineCell, Style};
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::{Heading, heading};

/// A text that opens or names an element.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    pub(crate) cell: LineCell<'a>,
    pub(crate) heading: Heading<'a>,
    /// Level of the column it stands in.
    pub(crate) column_level: Option<Level>,
    /// A further cell with the wording, when the first holds only the code.
    pub(crate) wording: Option<LineCell<'a>>,
    /// It stands in one text with the elements above or below it: rows may repeat it.
    pub(crate) in_path: bool,
}

impl<'a> Piece<'a> {
    /// A text by its beginning; what we wrote says its level itself.
    pub(crate) fn new(cell: LineCell<'a>, column_level: Option<Level>) -> Self {
        let mut heading = cell.headed();
        if let Some(bookmark) = cell.bookmark() {
            heading.opening = Some(Opening::Level(bookmark.level));
        }
        Self { cell, heading, column_level, wording: None, in_path: false }
    }

    /// The first of several codes in a cell, as a piece of its own.
    pub(crate) fn of_list(piece: &Self, first: &'a str) -> Self {
        let cell = LineCell { text: first, ..piece.cell };
        Self { heading: heading(first), cell, column_level: piece.column_level, wording: None, in_path: false }
    }

    /// The level its words or its column name; words first.
    pub(crate) fn level(&self) -> Option<Level> {
        self.opening_level().or(self.column_level.filter(|_| self.heading.opening.is_none()))
    }

    /// The level its words name.
    pub(crate) fn opening_level(&self) -> Option<Level> {
        match self.heading.opening {
            Some(Opening::Level(level)) => Some(level),
            _ => None,
        }
    }

    /// "Défi « zéro déchet »" among the actions begins with a word that elsewhere names an objective: without a code
    /// behind it, the column outweighs it.
    /// So does a code of several numbers, which is none of an objectif stratégique.
    fn take_word_as_wording(&mut self, deep_code: bool) {
        let other = self.opening_level().is_some_and(|level| match self.column_level {
            Some(column) => column != level,
            None => deep_code && level == Level::StrategicObjective,
        });
        if other && self.heading.code.is_none() && self.wording.is_none() && !self.heading.wording.is_empty() {
            let wording = crate::wording::unquote(self.cell.text);
            self.heading = Heading { opening: None, code: None, word: None, wording };
        }
    }

    pub(crate) fn words(&self) -> &'a str {
        self.wording.map_or(self.heading.wording, |cell| crate::wording::unquote(cell.text))
    }
}

/// The level that the first words of a text name.
fn opening_level(cell: &LineCell<'_>) -> Option<Level> {
    match cell.opening() {
        Some(Opening::Level(level)) => Some(level),
        _ => None,
    }
}

/// A code in a column of its own, with the level that it or the column's header names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodeCell<'a> {
    pub(crate) cell: LineCell<'a>,
    /// The level its words or its column name.
    pub(crate) level: Option<Level>,
}

impl<'a> CodeCell<'a> {
    fn new(cell: LineCell<'a>, opening: Option<Opening>, column_level: Option<Level>) -> Self {
        let level = match opening {
            Some(Opening::Level(level)) => Some(level),
            _ => column_level,
        };
        Self { cell, level }
    }
}

/// The cells of a row by what they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row<'a> {
    /// Texts that open elements, from the left.
    pub(crate) pieces: Vec<Piece<'a>>,
    /// Codes in columns of their own; the last is the row's, those before it are its parents'.
    pub(crate) codes: Vec<CodeCell<'a>>,
    /// A code found in a column of values, and that column.
    pub(crate) stray_code: Option<(&'a LineCell<'a>, usize)>,
    /// The text of a level column.
    pub(crate) level_name: Option<&'a LineCell<'a>>,
    /// Cells of known columns.
    pub(crate) values: Vec<(Role, &'a LineCell<'a>, usize)>,
    /// Cells of known columns that begin in a row above and cover this one too.
    pub(crate) shared: Vec<(Role, &'a LineCell<'a>, usize)>,
    /// Cells of unknown columns, with the column.
    pub(crate) unknown: Vec<(&'a LineCell<'a>, usize)>,
    /// Labels of the values beside them.
    pub(crate) labels: Vec<&'a LineCell<'a>>,
    /// Cells of columns that the layout leaves aside.
    pub(crate) aside: Vec<&'a LineCell<'a>>,
    /// The level that a rule of the layout gives it, whatever else says.
    pub(crate) fixed: Option<Level>,
    /// The level of its level word in this document, where another word of the same level stands above or below it.
    pub(crate) ranked: Option<Level>,
    /// The level that a rule of the layout gives it when nothing names it.
    pub(crate) suggested: Option<Level>,
    /// The title cell of a row above covers this row: it goes on with that element.
    pub(crate) within_title: bool,
    /// It holds values of the element that the heading above its table names.
    pub(crate) below_heading: bool,
    /// What the row goes on with below, where it was cut in two, with its lines.
    pub(crate) rests: Vec<(usize, &'a LineCell<'a>)>,
    /// A value over the whole width, behind its label.
    pub(crate) labelled: Option<Labelled<'a>>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It opens a volet, domaine or the like.
    Container(ClassificationKind),
    /// It opens one or more elements.
    Elements,
    /// It holds only values: it goes on with another row.
    Continuation,
    /// It holds one value of the element above, behind its label.
    Labelled,
    /// It holds a value of all elements below: how far they are, when they are due.
    Band(Field),
    /// It holds values of an element that another table names, behind its code.
    Details,
    /// A total.
    Total,
    /// A signature.
    Signature,
    /// A remark below the table.
    Note,
    /// The layout leaves it aside.
    Aside,
    /// Nothing that is known.
    Other,
}

impl<'a> Row<'a> {
    /// Sorts the cells of a line.
    pub(crate) fn new(line: &'a Line<'a>, columns: &[Column], alignment: Alignment) -> Self {
        let mut row = Self::default();
        // Rows are many: each takes the room it needs.
        row.values.reserve_exact(line.cells.len());
        row.pieces.reserve_exact(1);
        let single = line.single().map(|cell| cell.item);
        for cell in &line.cells {
            let at = alignment.column(cell);
            let role = columns.get(at).and_then(|column| column.role);
            if columns.get(at).is_some_and(|column| column.aside) {
                if !cell.covered {
                    row.aside.push(cell);
                }
                continue;
            }
            if cell.covered {
                row.add_covered(cell, role, at);
                continue;
            }
            let alone = single == Some(cell.item);
            let wide = cell.span > 1 && spans_other_columns(cell, columns, alignment);
            match role {
                Some(Role::Title(level)) => {
                    row.add_title(*cell, level);
                    if columns.get(at).is_some_and(|column| column.decided == Choice::Layout) {
                        row.keep_level_of_column();
                    }
                }
                _ if (wide && !matches!(cell.content, Content::Time | Content::Money)) || (alone && opens(cell)) => {
                    row.add_title(*cell, None);
                }
                Some(Role::Code) if alone && is_wording(cell.text) => row.add_title(*cell, None),
                Some(Role::Code) => row.add_code(*cell, columns.get(at).and_then(|column| column.level)),
                Some(Role::LevelName) => row.level_name = Some(cell),
                Some(role @ Role::Field(_)) if is_stray_code(cell, role) => row.stray_code = Some((cell, at)),
                Some(role) => row.values.push((role, cell, at)),
                None if columns.get(at).is_none_or(|column| column.label.is_empty()) && opens(cell) => {
                    row.add_title(*cell, None);
                }
                None => row.unknown.push((cell, at)),
            }
        }
        row.join_wording(line);
        if single.is_none() {
            let deep = row.code().is_some_and(|code| code.cell.code().numbers.len() > 1);
            row.pieces.iter_mut().for_each(|piece| piece.take_word_as_wording(deep));
        }
        // Registers may print the action before the objectives it belongs to.
        if row.pieces.iter().all(|piece| piece.column_level.is_some()) {
            row.pieces.sort_by_key(|piece| piece.column_level);
        } else if row.pieces.iter().all(|piece| piece.column_level.is_some() || piece.in_path) {
            row.pieces.sort_by_key(Piece::level);
        } else if row.pieces.len() > 1 && single.is_none() {
            row.objectives_first();
        }
        row
    }

    /// A merged cell from above: the parent of the row, its title, or a value that it shares.
    fn add_covered(&mut self, cell: &'a LineCell<'a>, role: Option<Role>, column: usize) {
        match role {
            Some(Role::Title(Some(level))) => self.add_title(*cell, Some(level)),
            Some(Role::Title(None)) => self.within_title = true,
            Some(role @ (Role::Field(_) | Role::Classification(_))) => self.shared.push((role, cell, column)),
            _ => {}
        }
    }

    /// Adds a title text; one that names an element and another one in it, "OS 1 : … > OO 1.1 : …", is two.
    fn add_title(&mut self, cell: LineCell<'a>, column_level: Option<Level>) {
        if let Some(objectives) = objectives_in_lines(cell.text) {
            let piece = |text| Piece { in_path: true, ..Piece::new(LineCell { text, ..cell }, None) };
            self.pieces.extend(objectives.into_iter().map(piece));
            return;
        }
        let mut rest = cell.text;
        while cell.signs.may_part()
            && let Some((first, second)) = path(rest)
        {
            self.pieces.push(Piece { in_path: true, ..Piece::new(LineCell { text: first, ..cell }, None) });
            rest = second;
        }
        if rest.len() == cell.text.len() {
            self.add_piece(cell, column_level);
        } else {
            self.pieces.push(Piece { in_path: true, ..Piece::new(LineCell { text: rest, ..cell }, None) });
        }
    }

    /// Adds a text: the wording of the code before it, or a piece of its own.
    fn add_piece(&mut self, cell: LineCell<'a>, column_level: Option<Level>) {
        let piece = Piece::new(cell, column_level);
        let heading = &piece.heading;
        let bare = heading.opening.is_none() && heading.code.is_none();
        if let Some(last) = self.pieces.last_mut()
            && last.heading.wording.is_empty()
            && last.wording.is_none()
            && (bare || last.heading.opening.is_some() && heading.opening.is_none())
            && (last.column_level == column_level || last.column_level.is_none())
        {
            last.wording = Some(cell);
            return;
        }
        self.pieces.push(piece);
    }

    /// The objective in a column of its own stands above the title left of it, which no level is named for.
    fn objectives_first(&mut self) {
        let of_column = |piece: &Piece<'_>| piece.column_level.is_some_and(|level| level < Level::Action);
        let unnamed = |piece: &Piece<'_>| piece.column_level.is_none() && piece.opening_level().is_none();
        if self.pieces.iter().all(|piece| of_column(piece) || unnamed(piece) && !piece.in_path) {
            self.pieces.sort_by_key(|piece| piece.column_level.unwrap_or(Level::Action));
        }
    }

    /// "OBJECTIF STRATÉGIQUE 2" with its wording in the only other cell, in the columns of other levels.
    fn join_wording(&mut self, line: &Line<'a>) {
        let [first, second] = self.pieces.as_slice() else { return };
        let named = first.opening_level().filter(|level| Some(*level) < second.column_level);
        let bare = second.heading.opening.is_none() && second.heading.code.is_none() && second.wording.is_none();
        let waits = first.heading.wording.is_empty() && first.heading.code.is_some() && first.wording.is_none();
        if named.is_some() && bare && waits && line.own().count() == 2 && !second.cell.covered {
            let wording = second.cell;
            self.pieces.truncate(1);
            if let Some(first) = self.pieces.first_mut() {
                first.wording = Some(wording);
            }
        }
    }

    /// Adds the cell of a code column, which in some grids holds the titles of the levels above.
    fn add_code(&mut self, cell: LineCell<'a>, column_level: Option<Level>) {
        let found = cell.heading();
        let code_only = found.wording.is_empty() || found.code.is_none() && cell.text.chars().count() <= 12;
        if code_only {
            self.codes.push(CodeCell::new(cell, found.opening, column_level));
        } else {
            self.add_title(cell, None);
        }
    }

    /// The row's own code, in a column of its own.
    pub(crate) fn code(&self) -> Option<&CodeCell<'a>> {
        self.codes.last()
    }

    /// The layout says of which level a column's titles are: what looks like the word of another level is their code.
    fn keep_level_of_column(&mut self) {
        let Some(piece) = self.pieces.last_mut() else { return };
        let named = matches!(piece.heading.opening, Some(Opening::Level(level)) if Some(level) != piece.column_level);
        // A word without a code is the beginning of the wording.
        if named && piece.heading.code.is_some() && piece.column_level.is_some() {
            piece.heading.opening = piece.column_level.map(Opening::Level);
        }
    }

    /// Its code, where it has just one, several numbers long, and no title.
    pub(crate) fn lone_code(&self) -> Option<&CodeCell<'a>> {
        let [code] = self.codes.as_slice() else { return None };
        let alone = self.pieces.is_empty() && self.stray_code.is_none() && self.unknown.is_empty();
        (alone && code.cell.code().numbers.len() > 1).then_some(code)
    }

    /// Its first cell opens an element, whatever its column says: a rule of the layout says so.
    pub(crate) fn first_cell_as_title(&mut self) {
        if !self.pieces.is_empty() || !self.codes.is_empty() {
            return;
        }
        let first_value = self.values.iter().map(|(_, cell, _)| *cell).min_by_key(|cell| cell.column);
        let first_unknown = self.unknown.iter().map(|(cell, _)| *cell).min_by_key(|cell| cell.column);
        let first = first_value.into_iter().chain(first_unknown).min_by_key(|cell| cell.column);
        if let Some(cell) = first {
            self.values.retain(|(_, other, _)| other.item != cell.item);
            self.unknown.retain(|(other, _)| other.item != cell.item);
            self.pieces.push(Piece::new(*cell, None));
        }
    }

    /// The clues that name the level of its deepest element, the weightiest first.
    pub(crate) fn naming_clues(&self) -> Vec<(Clue, Level)> {
        let last = self.pieces.last();
        let code = self.code().and_then(|code| code.level);
        let stray = self.stray_code.and_then(|(cell, _)| opening_level(cell));
        let found = [
            (Clue::Layout, self.fixed),
            (Clue::LevelColumn, self.level_name.and_then(|cell| level_in_column(cell.text))),
            (Clue::Rank, self.ranked),
            (Clue::Words, last.and_then(Piece::opening_level)),
            (Clue::CodeColumn, code.or(stray)),
            (Clue::Column, last.and_then(Piece::level).filter(|_| last.and_then(Piece::opening_level).is_none())),
        ];
        found.into_iter().filter_map(|(clue, level)| Some((clue, level?))).collect()
    }

    /// The level that a word, a code or a column of the row names: that of its deepest element.
    pub(crate) fn named_level(&self) -> Option<Level> {
        let last = self.pieces.last();
        self.fixed
            .or_else(|| self.level_name.and_then(|cell| level_in_column(cell.text)))
            .or(self.ranked)
            .or_else(|| last.and_then(Piece::opening_level))
            .or_else(|| self.code().and_then(|code| code.level))
            .or_else(|| self.stray_code.and_then(|(cell, _)| opening_level(cell)))
            .or_else(|| last.and_then(Piece::level))
    }

    /// What the row is.
    pub(crate) fn kind(&self) -> Kind {
        let first_text = self.pieces.first().map(|piece| piece.cell.text);
        if self.pieces.iter().any(|piece| piece.cell.bookmark().is_some()) {
            return Kind::Elements;
        }
        if let Some(text) = first_text {
            if vocabulary().is_total(text) || self.sums_below_parents() {
                return Kind::Total;
            }
            if self.values.is_empty() && self.pieces.len() == 1 {
                if let Some(Opening::Container(kind)) = self.pieces.first().and_then(|p| p.heading.opening) {
                    return Kind::Container(kind);
                }
                if vocabulary().is_note(text) {
                    return Kind::Note;
                }
            }
            if self.pieces.len() == 1 && self.cells().all(|cell| vocabulary().is_signature(cell.text)) {
                return Kind::Signature;
            }
            return Kind::Elements;
        }
        if self.values.iter().any(|(_, cell, _)| vocabulary().is_total(cell.text))
            || self.codes.iter().any(|code| vocabulary().is_total(code.cell.text))
            || self.unknown.iter().any(|(cell, _)| vocabulary().is_total(cell.text))
        {
            return Kind::Total;
        }
        if self.code().is_some_and(|code| code.level.is_some()) {
            return Kind::Elements;
        }
        if !self.values.is_empty() || self.stray_code.is_some() { Kind::Continuation } else { Kind::Other }
    }

    /// "Sous-total" behind the objectives that its row repeats, with nothing but numbers beside it.
    fn sums_below_parents(&self) -> bool {
        let Some(last) = self.pieces.last().filter(|_| self.pieces.len() > 1) else { return false };
        let number = |cell: &LineCell<'_>| matches!(cell.content, Content::Number | Content::Money | Content::Nothing);
        vocabulary().is_total(last.cell.text) && self.values.iter().all(|(_, cell, _)| number(cell))
    }

    /// How its first text is printed and where it begins.
    pub(crate) fn look(&self) -> Option<Look> {
        let piece = self.pieces.first()?;
        let of_text = piece.wording.unwrap_or(piece.cell);
        Some(Look { column: piece.cell.column, style: of_text.style, wide: of_text.span > 1 })
    }

    /// What a cell of the row goes on with below.
    pub(crate) fn rests_of(&self, cell: &LineCell<'_>) -> Vec<&'a LineCell<'a>> {
        if self.rests.is_empty() {
            return Vec::new();
        }
        self.rests.iter().map(|(_, rest)| *rest).filter(|rest| rest.column == cell.column).collect()
    }

    /// It holds values beside its title.
    pub(crate) fn has_values(&self) -> bool {
        let labelled = |cell: &LineCell<'_>| cell.signs.may_label() && several(cell.text).is_some();
        self.values.iter().chain(&self.shared).any(|(role, ..)| matches!(role, Role::Field(_)))
            || self.unknown.iter().any(|(cell, _)| labelled(cell))
    }

    /// Every cell that begins in the row.
    pub(crate) fn cells(&self) -> impl Iterator<Item = LineCell<'a>> + '_ {
        let pieces = self.pieces.iter().flat_map(|p| [Some(p.cell), p.wording]).flatten();
        let codes = self.codes.iter().map(|code| code.cell).chain(self.level_name.copied());
        let stray = self.stray_code.map(|(cell, _)| *cell);
        let values = self.values.iter().map(|(_, cell, _)| **cell);
        let unknown = self.unknown.iter().map(|(cell, _)| *cell).chain(self.aside.iter().copied()).copied();
        let rests = self.rests.iter().map(|(_, rest)| **rest);
        pieces.chain(codes).chain(stray).chain(values).chain(unknown).chain(rests).filter(|cell| !cell.covered)
    }
}

/// How a title is printed, as far as it tells levels apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look {
    pub(crate) column: u32,
    pub(crate) wide: bool,
    pub(crate) style: Style,
}

impl Look {
    /// The look in words.
    pub(crate) fn describe(self, lang: Lang) -> String {
        let Self { column, wide, style } = self;
        let mut words = vec![format!("{} {}", lang.pick("colonne", "column"), column + 1)];
        let marks = [
            (wide, "fusionnée", "merged"),
            (style.bold, "gras", "bold"),
            (style.italic, "italique", "italic"),
            (style.underline, "souligné", "underlined"),
        ];
        words.extend(marks.iter().filter(|mark| mark.0).map(|mark| lang.pick(mark.1, mark.2).to_owned()));
        if let Some(fill) = style.fill {
            words.push(format!("{} {fill:06X}", lang.pick("fond", "fill")));
        }
        if let Some(color) = style.color {
            words.push(format!("{} {color:06X}", lang.pick("lettres", "letters")));
        }
        if style.indent > 0 {
            words.push(format!("{} {}", lang.pick("retrait", "indent"), style.indent));
        }
        words.join(", ")
    }
}

/// The level that the text of a level column names: `OS`, `A`, `Action`.
pub(crate) fn level_of_name(text: &str) -> Option<Level> {
    match heading(&format!("{} 1", text.trim())).opening {
        Some(Opening::Level(level)) => Some(level),
        _ => None,
    }
}

/// The level that the cell of a column of levels names: by a word, or by its depth counted from 1.
pub(crate) fn level_in_column(text: &str) -> Option<Level> {
    level_of_name(text).or_else(|| depth(text).and_then(|depth| Level::ALL.get(depth.checked_sub(1)?).copied()))
}

fn depth(text: &str) -> Option<usize> {
    text.trim().parse().ok().filter(|depth| (1..=Level::ALL.len()).contains(depth))
}

/// Texts that count the depth of each row: from 1, one further down at a time, to the actions.
pub(crate) fn are_depths<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut deepest = 0;
    let mut above = 0;
    for text in texts {
        let Some(depth) = depth(text).filter(|depth| *depth <= above + 1) else { return false };
        (above, deepest) = (depth, deepest.max(depth));
    }
    deepest > 2
}

/// An element and the one below it in a single text, each with level word and code, parted by a line or an arrow.
fn path(text: &str) -> Option<(&str, &str)> {
    let level = |text: &str| {
        let found = heading(text);
        let Some(Opening::Level(level)) = found.opening else { return None };
        (found.code.is_some() && !found.wording.is_empty()).then_some(level)
    };
    let mut signs = text.match_indices(['\n', '>', '→', '»', '/', '|', ';']).peekable();
    signs.peek()?;
    let upper = level(text)?;
    let mut parts = signs.filter_map(|(at, sign)| {
        let (first, second) = (text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim());
        (level(second)? > upper && !first.is_empty()).then_some((first, second))
    });
    parts.next()
}

/// Several objectives of one level, a line each: "OO 1.1 : …" above "OO 1.2 : …".
fn objectives_in_lines(text: &str) -> Option<Vec<&str>> {
    text.contains('\n').then_some(())?;
    let objective = |line: &str| {
        let found = heading(line);
        let Some(Opening::Level(level)) = found.opening else { return None };
        (level < Level::Action && found.code.is_some() && !found.wording.is_empty()).then_some(level)
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let first = objective(lines.first()?)?;
    (lines.len() > 1 && lines.iter().all(|line| objective(line) == Some(first))).then_some(lines)
}

/// The text begins with a level word or code.
fn opens(cell: &LineCell<'_>) -> bool {
    cell.opening().is_some()
}

/// A merged cell that reaches over columns of other roles: a row across the table.
fn spans_other_columns(cell: &LineCell<'_>, columns: &[Column], alignment: Alignment) -> bool {
    let first = alignment.column(cell);
    let end = first.saturating_add(cell.span as usize).min(columns.len());
    let mut roles = columns.get(first..end).unwrap_or(&[]).iter().map(|c| c.role);
    let role = roles.next();
    roles.any(|other| Some(other) != role)
}

/// Words and no number: a title, were it in the column of codes. "ENV" is a code, "Propreté" is none.
fn is_wording(text: &str) -> bool {
    const SHORTEST: usize = 6;
    let words = text.split_whitespace().count() > 1;
    let word = || text.contains(char::is_lowercase) && text.trim().chars().count() >= SHORTEST;
    (words || word()) && !text.contains(|c: char| c.is_ascii_digit()) && heading(text).code.is_none()
}

/// A code where dates, amounts or people are expected.
fn is_stray_code(cell: &LineCell<'_>, role: Role) -> bool {
    cell.content == Content::Code && cell.opening().is_some() && fit(role, Content::Code) < 0
}

#[cfg(test)]
mod tests {
    use passerelle_core::Field;

    #[test]
    fn an_action_left_of_the_path_of_its_objectives_is_theirs_and_keeps_its_values() {
        let grid = "Échéance\tAction\tOO\tAgent\n2027\tOuvrir une crèche\tOS 2 Grandir / OO 2.1 Accueillir\tB. Petit\n\
                    2028\tPlanter des haies\tOS 1 Vivre / OO 1.1 Verdir\tA. Noël\n";
        let tables =
            passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let outline = import.document.outline();
        let titles: Vec<&str> = outline.elements().iter().map(|element| element.title.wording.as_str()).collect();
        assert_eq!(titles, ["Grandir", "Accueillir", "Ouvrir une crèche", "Vivre", "Verdir", "Planter des haies"]);
        assert_eq!(outline.elements()[5].field(Field::Agent).unwrap().text.join(""), "A. Noël");
    }
}
