//! Rows whose cells stand beside their column: which way they are shifted, told by what the cells hold.

use std::cell::OnceCell;

use passerelle_core::ReadingKind;

use crate::columns::Column;
use crate::content::{Content, fit};
use crate::source::{Line, LineCell};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// How the cells of a row stand against the columns of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Alignment {
    /// Columns that the cells stand too far right.
    pub(crate) shift: i32,
    /// A header column the row has no cell for: cells from there on stand one column too far left.
    pub(crate) without: Option<usize>,
    /// A column that the row leaves empty: cells behind it stand one column too far right.
    pub(crate) gap: Option<usize>,
}

impl Alignment {
    /// The header column of a cell.
    pub(crate) fn column(self, cell: &LineCell<'_>) -> usize {
        self.of(cell.column)
    }

    fn of(self, column: u32) -> usize {
        let at = i64::from(column) - i64::from(self.shift);
        // What stands left of the first column belongs to it: a code in front of its title.
        let at = usize::try_from(at).unwrap_or(0);
        match (self.without, self.gap) {
            (Some(missing), _) if at >= missing => at + 1,
            (_, Some(gap)) if at > gap => at - 1,
            _ => at,
        }
    }

    /// The column stands left of the first one of the header.
    fn is_left_out(self, column: u32) -> bool {
        i64::from(column) < i64::from(self.shift)
    }

    /// What a row pays for standing beside its columns: little, so that contents decide.
    fn cost(self) -> i32 {
        self.shift.abs() + i32::from(self.without.is_some()) + i32::from(self.gap.is_some())
    }
}

/// What is seen of a cell.
#[derive(Debug, Clone)]
struct Seen<'a> {
    column: u32,
    content: Content,
    /// The first text of its row, which may open an element.
    first: Option<&'a str>,
    opens: OnceCell<bool>,
}

impl<'a> Seen<'a> {
    fn of(line: &Line<'a>) -> impl Iterator<Item = Self> {
        let of = |(at, cell): (usize, &LineCell<'a>)| Self {
            column: cell.column,
            content: if is_left_open(cell.text) { Content::Nothing } else { cell.content },
            first: (at == 0 && matches!(cell.content, Content::Long | Content::Short)).then_some(cell.text),
            opens: OnceCell::new(),
        };
        line.own().enumerate().map(of)
    }

    /// It has the level word, the code and the wording of an element: `Action 1.4. Ouvrir…`.
    fn opens(&self) -> bool {
        let Some(text) = self.first else { return false };
        *self.opens.get_or_init(|| {
            let found = heading(text);
            matches!(found.opening, Some(Opening::Level(_))) && found.code.is_some() && !found.wording.is_empty()
        })
    }

    /// How well it fits a column: an element opens where titles stand, not where people or dates do.
    fn fit(&self, role: Role) -> i32 {
        let opening = match role {
            Role::Title(_) if self.opens() => 6,
            Role::Field(field) if field.kind() != ReadingKind::Text && self.opens() => -6,
            _ => 0,
        };
        fit(role, self.content) + opening
    }

    /// How well it fits a column of crosses.
    fn fit_for_a_choice(&self) -> i32 {
        match self.content {
            Content::Mark => 4,
            Content::Nothing => 0,
            _ => -5,
        }
    }

    /// Its sort contradicts the role. A title that opens an element only fits better.
    fn contradicts(&self, role: Role) -> bool {
        const WRONG: i32 = -4;
        match role {
            Role::Title(_) if fit(role, self.content) > WRONG => false,
            role => self.fit(role) <= WRONG,
        }
    }
}

/// How far rows are shifted.
const SHIFTS: [i32; 3] = [1, -1, 2];

/// What a cell pays that stands in no column at all.
const NO_COLUMN: i32 = -10;

/// What a row gains by an alignment that leaves no doubt: more than two changes cost.
const EVIDENT: i32 = 26;

/// What a change of alignment from one row to the next pays.
const CHANGE: i32 = 10;
/// What it pays where a page or a table ends.
const CHANGE_AT_BREAK: i32 = 3;

/// The columns that rows stand under.
struct Under<'c> {
    columns: &'c [Column],
    /// Behind the last one.
    end: usize,
}

impl Under<'_> {
    fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at).filter(|_| at < self.end)
    }

    /// None where no column is, and none in it where nobody knows what it holds.
    fn role(&self, at: usize) -> Option<Option<Role>> {
        self.column(at).map(Column::content_role)
    }

    /// Crosses are set in it.
    fn is_choice(&self, at: usize) -> bool {
        self.column(at).is_some_and(|column| column.choice.is_some())
    }

    /// How well a text fits a column; none where there is no column.
    fn fit(&self, seen: &Seen<'_>, at: usize) -> Option<i32> {
        let role = self.role(at)?;
        // A column nobody knows takes anything.
        Some(if self.is_choice(at) { seen.fit_for_a_choice() } else { role.map_or(0, |role| seen.fit(role)) })
    }

    /// The text cannot stand where it does.
    fn contradicts(&self, seen: &Seen<'_>) -> bool {
        let at = seen.column as usize;
        self.role(at).is_none_or(|role| !self.is_choice(at) && role.is_some_and(|role| seen.contradicts(role)))
    }

    /// A code and the words behind it, none of which stands in its column, stand there when they are shifted.
    fn puts_a_code_and_its_title_in_their_columns(
        &self,
        pair: Option<(&Seen<'_>, &Seen<'_>)>,
        alignment: Alignment,
    ) -> bool {
        let Some((code, title)) = pair else { return false };
        let both = |at: fn(Alignment, u32) -> usize| {
            let code = self.role(at(alignment, code.column)).flatten() == Some(Role::Code);
            (code, matches!(self.role(at(alignment, title.column)).flatten(), Some(Role::Title(_))))
        };
        alignment.shift != 0
            && alignment.without.is_none()
            && matches!(code.content, Content::Code | Content::Number)
            && matches!(title.content, Content::Short | Content::Long)
            && both(Alignment::of) == (true, true)
            && both(|_, column| column as usize) == (false, false)
    }

    /// Some shift leaves no doubt.
    fn is_evidently_shifted(&self, pair: Option<(&Seen<'_>, &Seen<'_>)>) -> bool {
        let mut shifts = SHIFTS.iter().map(|&shift| Alignment { shift, ..Alignment::default() });
        shifts.any(|shift| self.puts_a_code_and_its_title_in_their_columns(pair, shift))
    }

    /// How a row stands that is taken as it is.
    fn standing(&self, row: &[Seen<'_>]) -> Standing {
        let fits = |seen: &Seen<'_>| self.fit(seen, seen.column as usize).is_none_or(|fit| fit >= 0);
        let wrong = |seen: &&Seen<'_>| self.contradicts(seen);
        let misplaced = row.iter().filter(wrong).nth(1).is_some() || row.last().filter(wrong).is_some();
        let words = |seen: &&Seen<'_>| matches!(seen.content, Content::Short | Content::Long);
        let is_title = |seen: &&Seen<'_>| matches!(self.role(seen.column as usize), Some(Some(Role::Title(_))));
        let title = row.iter().filter(words).find(is_title).map(|seen| seen.column as usize);
        Standing { settled: row.iter().all(fits), misplaced, title }
    }

    /// How well a row fits an alignment.
    fn fits(&self, row: &[Seen<'_>], standing: Standing, alignment: Alignment) -> i32 {
        let of = |seen: &Seen<'_>| match self.fit(seen, alignment.of(seen.column)) {
            // Left of the first column stands nothing but a code.
            _ if alignment.is_left_out(seen.column) && !matches!(seen.content, Content::Code | Content::Number) => -6,
            // A code in a column of values is read as a code wherever it stands: it says nothing of the others.
            Some(_) if seen.content == Content::Code => 0,
            Some(fit) => fit,
            // A remark beside a row that stands where it should.
            None if standing.settled => 0,
            None => NO_COLUMN,
        };
        // A code and its title may stand where the first column is; a third text there is another column's.
        let crowded = row.iter().filter(|seen| alignment.of(seen.column) == 0).count().saturating_sub(2);
        // Cells are missed because others stand where they cannot, not because one is empty; and a row that leaves its
        // titles empty too is shifted as a whole.
        let no_gap = |gap: usize| {
            let filled = row.iter().any(|seen| seen.column as usize == gap);
            filled || !standing.misplaced || standing.title.is_none_or(|title| title >= gap)
        };
        let barred = if alignment.gap.is_some_and(no_gap) { 2 * CHANGE } else { 0 };
        let evident = self.puts_a_code_and_its_title_in_their_columns(row.first().zip(row.get(1)), alignment);
        let evident = if evident { EVIDENT } else { 0 };
        row.iter().map(of).sum::<i32>() + evident - alignment.cost() - 6 * i32::try_from(crowded).unwrap_or(0) - barred
    }
}

/// How a row stands that is taken as it is.
#[derive(Debug, Clone, Copy)]
struct Standing {
    /// Each of its texts fits its column.
    settled: bool,
    /// Several of them cannot stand there, or the last one cannot.
    misplaced: bool,
    /// The first column in which a title stands.
    title: Option<usize>,
}

/// Finds how each row stands against the columns: the alignments that together fit the contents best, changing as
/// seldom as possible, and most readily where a page or a table ends.
pub(crate) fn align(columns: &[Column], body: &[&Line<'_>]) -> Vec<Alignment> {
    let straight = Alignment::default();
    let under = Under { columns, end: end(columns, body) };
    let disturbed = |line: &&Line<'_>| {
        let mut seen = Seen::of(line);
        let (first, second) = (seen.next(), seen.next());
        let pair = || under.is_evidently_shifted(first.as_ref().zip(second.as_ref()));
        pair()
            || first.iter().chain(&second).any(|seen| under.contradicts(seen))
            || seen.any(|seen| under.contradicts(&seen))
    };
    if !body.iter().any(disturbed) {
        return vec![straight; body.len()];
    }
    let rows: Vec<Vec<Seen<'_>>> = body.iter().map(|line| Seen::of(line).collect()).collect();
    // A row with a cell for every column of the header lacks none and is not shifted.
    let named = columns.iter().filter(|column| column.role.is_some() || !column.label.is_empty()).count();
    let full = |row: &[Seen<'_>]| {
        let inside = |column: u32| {
            columns.get(column as usize).is_some_and(|column| column.role.is_some() || !column.label.is_empty())
        };
        named > 2 && row.iter().filter(|seen| inside(seen.column)).count() >= named && row.len() <= named
    };
    const IMPOSSIBLE: i32 = -1_000;
    let states = states(columns);
    let mut best: Vec<i32> = states
        .iter()
        .map(|s| match s {
            _ if *s == straight => 0,
            Alignment { gap: Some(_), .. } => -CHANGE,
            _ => -CHANGE_AT_BREAK,
        })
        .collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(body.len());
    for (index, line) in body.iter().enumerate() {
        let at_break = line.gap_before || index == 0 || body[index - 1].table != line.table;
        let change = if at_break { CHANGE_AT_BREAK } else { CHANGE };
        let straight_only = full(&rows[index]);
        let standing = under.standing(&rows[index]);
        let (top, top_score) = highest(&best);
        let mut next = Vec::with_capacity(states.len());
        let mut from = Vec::with_capacity(states.len());
        for (state, alignment) in states.iter().enumerate() {
            let (origin, score) =
                if best[state] >= top_score - change { (state, best[state]) } else { (top, top_score - change) };
            let barred = if straight_only && *alignment != straight { IMPOSSIBLE } else { 0 };
            next.push(score + under.fits(&rows[index], standing, *alignment) + barred);
            from.push(origin);
        }
        best = next;
        back.push(from);
    }
    let mut state = highest(&best).0;
    let mut found = vec![straight; body.len()];
    for index in (0..body.len()).rev() {
        found[index] = states[state];
        state = back[index][state];
    }
    found
}

/// "À définir", "à désigner": it may stand in any column.
fn is_left_open(text: &str) -> bool {
    // The first bytes of "à", "À", "A" and of a no-break space: most texts begin otherwise.
    let first = text.bytes().find(|byte| *byte > b' ');
    if !matches!(first, Some(b'A' | 0xc2 | 0xc3)) {
        return false;
    }
    let text = text.trim();
    if !["à ", "À ", "A "].iter().any(|word| text.starts_with(word)) {
        return false;
    }
    let mut words = text.split(' ').skip(1);
    let infinitive = |word: &str| word.len() > 4 && (word.ends_with("er") || word.ends_with("ir"));
    words.next().is_some_and(infinitive) && words.next().is_none()
}

/// Where the columns end: behind the last one with words, unless most rows have a text further right.
fn end(columns: &[Column], body: &[&Line<'_>]) -> usize {
    let end =
        columns.iter().rposition(|column| column.role.is_some() || !column.label.is_empty()).map_or(0, |at| at + 1);
    let last = |line: &&Line<'_>| line.cells.iter().rev().find(|cell| !cell.covered).map(|cell| cell.column as usize);
    let beyond = body.iter().filter_map(last).filter(|last| *last >= end).count();
    if beyond * 2 > body.len() || end == 0 { columns.len() } else { end }
}

/// The first of the highest scores.
fn highest(scores: &[i32]) -> (usize, i32) {
    scores.iter().enumerate().fold((0, i32::MIN), |top, (i, s)| if *s > top.1 { (i, *s) } else { top })
}

/// The alignments worth trying.
fn states(columns: &[Column]) -> Vec<Alignment> {
    // Wide tables of unknown columns need no more than this.
    const WIDEST: usize = 40;
    const FEW: usize = 4;
    let first_value = columns.iter().position(|c| matches!(c.role, Some(Role::Field(_)))).unwrap_or(columns.len());
    let values = (first_value..columns.len()).take(WIDEST);
    let mut states: Vec<Alignment> = values.map(|at| Alignment { gap: Some(at), ..Alignment::default() }).collect();
    for shift in std::iter::once(0).chain(SHIFTS) {
        states.push(Alignment { shift, ..Alignment::default() });
        let known = columns.iter().enumerate().skip(first_value).filter(|(_, column)| column.role.is_some());
        states.extend(known.take(WIDEST).map(|(missing, _)| Alignment { shift, without: Some(missing), gap: None }));
        // A column of remarks that only some tables have.
        let unknown =
            columns.iter().enumerate().filter(|(_, column)| column.role.is_none() && !column.label.is_empty());
        states.extend(unknown.take(FEW).map(|(missing, _)| Alignment { shift, without: Some(missing), gap: None }));
    }
    states
}
