use std::cell::Cell as Counter;

use passerelle_core::{Bookmark, Element, Lang, Level, Pst, ValueBookmark};

use crate::columns::{Column, Content, Grid, Group, Row, Section, TextBelow, container_text, heading};
use crate::docx::{self, Block, Cell, Docx, Fill, Inline, Look, Merge, Paragraph, Style, Table};
use crate::{Error, Options, TitleBlock};

/// More columns than this leave no room for words on A4 (and Word takes 63 at most): the last come together.
const COLUMNS_OF_A_PAGE: usize = 18;
/// What a page has for one row under the repeated header, in twentieths of a point.
const ROOM_OF_A_ROW: usize = 8_600;
/// A column is too narrow for texts that run over more lines than this: so many stay easy to follow.
const LINES_OF_A_CELL: usize = 12;
/// One text of so many lines leaves half a page empty beside it.
const LINES_OF_THE_LONGEST: usize = 24;

/// The PST as a Word document (.docx): title block, volets and domaines as headings, a table per objectif
/// stratégique with its header repeated on every page, A4 landscape.
///
/// Texts are printed as they are in the model. A column whose texts would run over too many lines gives them to rows
/// of their own below each element's, over the whole width, behind the words of its header (`Description : …`). Of
/// more than 18 columns, the last come together in one, each text
/// behind its header. Each element's level and id stand in an invisible bookmark around its title, so that a later
/// reading finds the same elements (see [`Bookmark`]).
///
/// # Errors
/// [`Error`] when a part or the package could not be put together.
///
/// ```
/// use passerelle_core::{Level, Pst};
/// use passerelle_export::{Options, pst_docx};
/// let mut pst = Pst::default();
/// let os = pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
/// pst.outline.add(Some(&os), Level::Action, "Revoir le règlement du taxi social");
/// let bytes = pst_docx(&pst, &Options::new())?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), passerelle_export::Error>(())
/// ```
pub fn pst_docx(pst: &Pst, options: &Options) -> Result<Vec<u8>, Error> {
    outline(pst, options).to_bytes()
}

/// The document before it becomes XML.
fn outline(pst: &Pst, options: &Options) -> Docx {
    let lang = options.lang;
    let block = TitleBlock::of(pst, options);
    let grid = readable(Grid::of(pst, lang), lang);
    let sheet = Sheet::of(&grid, lang);
    let mut body = title_block(&block);
    for section in &grid.sections {
        sheet.section(section, &mut body);
    }
    Docx {
        title: block.document_title(),
        author: block.institution,
        date: options.date,
        page_word: lang.pick("page", "page").to_owned(),
        protected: false,
        looks: looks(&grid),
        cell_size: sheet.size,
        body,
    }
}

/// The grid as a page bears it: columns of long texts below the rows, the last of too many columns together.
fn readable(mut grid: Grid<'_>, lang: Lang) -> Grid<'_> {
    while let Some(column) = too_long_for_a_column(&grid, lang) {
        grid = grid.with_column_below(column);
    }
    grid.narrowed(COLUMNS_OF_A_PAGE, lang)
}

/// The column whose texts have most lines too many, be it in a quarter of its cells or in a single one by far.
fn too_long_for_a_column(grid: &Grid<'_>, lang: Lang) -> Option<usize> {
    let sheet = Sheet::of(grid, lang);
    let excess = |column: usize, width: u32| {
        let rows = grid.sections.iter().flat_map(|section| &section.rows);
        let texts = rows.filter_map(|row| row.cells.get(column)).filter(|text| !text.trim().is_empty());
        // Line ends of the text itself would stay: a list is no easier to read over the whole width.
        let lines: Vec<usize> = texts
            .map(|text| {
                let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
                docx::estimated_lines(&whole, width, sheet.size)
            })
            .collect();
        let long = lines.iter().filter(|lines| **lines > LINES_OF_A_CELL).count();
        let longest = lines.iter().max().copied().unwrap_or_default();
        let too_long = long * 4 >= lines.len().max(1) || longest > LINES_OF_THE_LONGEST;
        too_long.then(|| lines.iter().map(|lines| lines.saturating_sub(LINES_OF_A_CELL)).sum::<usize>())
    };
    let columns = sheet.widths.iter().enumerate().filter(|(column, _)| grid.may_go_below(*column));
    let found = columns.filter_map(|(column, width)| excess(column, *width).map(|excess| (excess, column)));
    found.filter(|(excess, _)| *excess > 0).max_by_key(|(excess, column)| (*excess, *column)).map(|(_, column)| column)
}

fn title_block(block: &TitleBlock) -> Vec<Block> {
    let institution = block.above().into_iter().map(|text| Paragraph::new(Style::Institution, text));
    let details = block.details.iter().map(|text| Paragraph::new(Style::Detail, text));
    institution.chain([Paragraph::new(Style::Title, &block.title)]).chain(details).map(Block::Paragraph).collect()
}

/// What the heading levels of this document look like: its containers, then OS, then OO.
fn looks(grid: &Grid<'_>) -> Vec<Look> {
    let depth = grid.sections.iter().map(|section| section.level + section.containers.len()).max().unwrap_or(0);
    let mut looks: Vec<Look> = (0..depth).map(|level| if level == 0 { Look::Part } else { Look::Domain }).collect();
    if grid.sections.iter().any(|section| strategic(section).is_some()) {
        looks.push(Look::Objective);
    }
    looks.push(Look::Row);
    looks
}

/// The objectif stratégique of a section.
fn strategic<'s, 'a>(section: &'s Section<'a>) -> Option<&'s Row<'a>> {
    section.rows.first().filter(|row| row.element.level == Level::StrategicObjective)
}

/// What all tables of the document share.
struct Sheet<'g, 'a> {
    grid: &'g Grid<'a>,
    widths: Vec<u32>,
    size: u8,
    lang: Lang,
    /// How many texts stand below rows so far.
    below: Counter<u32>,
}

impl<'g, 'a> Sheet<'g, 'a> {
    fn of(grid: &'g Grid<'a>, lang: Lang) -> Self {
        // The more columns, the smaller the letters: 9, 8 or 7 points.
        let size = match grid.columns.len() {
            0..=9 => 18,
            10..=13 => 16,
            _ => 14,
        };
        let texts: Vec<Vec<&str>> = grid
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let rows = grid.sections.iter().flat_map(|section| &section.rows).filter(|row| !row.wide);
                let cells = rows.filter_map(|row| row.cells.get(index)).map(String::as_str);
                // A wide row gives its code column no say either, but the code has to fit.
                let wide = grid.sections.iter().flat_map(|section| &section.rows).filter(|row| row.wide);
                let codes = wide.filter(|_| column.content == Content::Code).filter_map(|row| row.cells.get(index));
                [column.header.as_str()].into_iter().chain(cells).chain(codes.map(String::as_str)).collect()
            })
            .collect();
        Self { grid, widths: docx::widths(&texts, size, docx::TEXT_WIDTH), size, lang, below: Counter::new(0) }
    }

    fn section(&self, section: &Section<'a>, body: &mut Vec<Block>) {
        let mut level = section.level;
        for container in &section.containers {
            level += 1;
            body.push(Block::Paragraph(Paragraph::new(heading_style(level), container_text(container, self.lang))));
        }
        let objective = strategic(section);
        level += usize::from(objective.is_some());
        // An objective with values of its own has a row for them, which is its heading then.
        let above = objective.filter(|row| row.wide);
        if let Some(row) = above {
            let mut paragraph = Paragraph::new(heading_style(level), heading(row.element, self.lang));
            paragraph.bookmark = Bookmark::of(row.element).name();
            body.push(Block::Paragraph(paragraph));
        }
        let rows: Vec<&Row<'a>> = section.rows.iter().skip(usize::from(above.is_some())).collect();
        if rows.is_empty() {
            return;
        }
        let name = objective
            .map(|row| heading(row.element, self.lang))
            .or_else(|| section.containers.last().map(|container| container_text(container, self.lang)));
        body.push(Block::Table(self.table(&rows, name, level)));
    }

    fn table(&self, rows: &[&Row<'a>], name: Option<String>, level: usize) -> Table {
        let lang = self.lang;
        let caption = name.unwrap_or_else(|| lang.pick("Objectifs et actions", "Objectives and actions").to_owned());
        let below = rows.iter().flat_map(|row| &row.below).map(|below| below.label.trim());
        let mut headers: Vec<&str> = Vec::new();
        for header in self.grid.columns.iter().map(|column| column.header.trim()).chain(below) {
            if !header.is_empty() && !headers.contains(&header) {
                headers.push(header);
            }
        }
        let description = format!(
            "{}{}.",
            lang.pick("Tableau des objectifs opérationnels et des actions\u{a0}: ", "Objectives and actions: "),
            headers.join(", ")
        );
        let mut lines = self.header();
        lines.extend(rows.iter().flat_map(|row| self.rows(row, level)));
        Table { caption, description, widths: self.widths.clone(), rows: lines }
    }

    /// The header rows: group headings, where there are any, over the headers.
    fn header(&self) -> Vec<docx::Row> {
        let cell = |text: &str| Cell::new(Paragraph::new(Style::CellHeader, text)).fill(Some(Fill::Header));
        let columns = &self.grid.columns;
        let Some(groups) = self.grid.groups() else {
            return vec![docx::Row::header(columns.iter().map(|column| cell(&column.header)).collect())];
        };
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut rest: &[Column] = columns;
        for (group, count) in groups {
            let (covered, after) = rest.split_at(count.min(rest.len()));
            rest = after;
            above.push(group_cell(group, covered, self.lang, &cell));
            for column in covered {
                below.push(match group {
                    Some(_) => cell(&column.header),
                    None => cell("").merge(Some(Merge::Continue)),
                });
            }
        }
        vec![docx::Row::header(above), docx::Row::header(below)]
    }

    /// The row of an element and those of its long texts, on one page where they all have room.
    fn rows(&self, row: &Row<'a>, level: usize) -> Vec<docx::Row> {
        let (own, mut height) = self.row(row, level);
        let mut rows = vec![own];
        for below in &row.below {
            let (line, lines_height) = self.text_below(below);
            height += lines_height;
            if height <= ROOM_OF_A_ROW
                && let Some(before) = rows.last_mut()
            {
                before.cells.iter_mut().flat_map(|cell| &mut cell.paragraphs).for_each(|p| p.keep_next = true);
            }
            rows.push(line);
        }
        rows
    }

    fn text_below(&self, below: &TextBelow) -> (docx::Row, usize) {
        let label = format!("{}{}", below.label.trim(), self.lang.pick("\u{a0}: ", ": "));
        let lines = docx::estimated_lines(&format!("{label}{}", below.text), docx::TEXT_WIDTH, self.size);
        let number = self.below.get();
        self.below.set(number + 1);
        let inlines = vec![Inline::Label(label), Inline::Text(below.text.clone())];
        let mut paragraph = Paragraph::of(Style::CellBelow, inlines);
        paragraph.bookmark = Some(ValueBookmark::new(number, below.field).name());
        let row = docx::Row::new(vec![Cell::new(paragraph).span(self.grid.columns.len())]);
        let height = self.height(lines);
        (docx::Row { breaks: height > ROOM_OF_A_ROW, ..row }, height)
    }

    /// The height of so many lines, in twentieths of a point: a line is about 1.28 times the letters.
    fn height(&self, lines: usize) -> usize {
        lines * usize::from(self.size) * 64 / 5
    }

    /// The row of an element, and its height.
    fn row(&self, row: &Row<'a>, level: usize) -> (docx::Row, usize) {
        let fill = match row.element.level {
            Level::StrategicObjective => Some(Fill::Strategic),
            Level::OperationalObjective => Some(Fill::Operational),
            _ => None,
        };
        let styles = Styles::of(row.element, level);
        let mut cells = Vec::new();
        let mut tallest = 0;
        for ((column, text), width) in self.grid.columns.iter().zip(&row.cells).zip(&self.widths) {
            tallest = tallest.max(docx::estimated_lines(text, *width, self.size));
            let title = column.content == Content::Title;
            let mut paragraph = Paragraph::new(if title { styles.title } else { styles.others }, text);
            if title {
                paragraph.bookmark = Bookmark::of(row.element).name();
            }
            cells.push((title, Cell::new(paragraph).fill(fill)));
        }
        let columns = cells.len();
        let title_at = cells.iter().position(|(title, _)| *title).unwrap_or(0);
        let apart = row.cells.iter().take(title_at).any(|text| !text.is_empty());
        let cells: Vec<Cell> = match (row.wide, apart) {
            (false, _) => cells.into_iter().map(|(_, cell)| cell).collect(),
            // The code keeps its column, the title takes the rest, or all of it.
            (true, true) => {
                let kept = cells.into_iter().take(title_at + 1).map(|(_, cell)| cell);
                kept.enumerate()
                    .map(|(index, cell)| if index == title_at { cell.span(columns - title_at) } else { cell })
                    .collect()
            }
            (true, false) => {
                cells.into_iter().filter(|(title, _)| *title).map(|(_, cell)| cell.span(columns)).collect()
            }
        };
        // Kept together, a row taller than a page would lose its end.
        let height = self.height(tallest);
        (docx::Row { breaks: height > ROOM_OF_A_ROW, ..docx::Row::new(cells) }, height)
    }
}

/// The styles of a row.
struct Styles {
    title: Style,
    others: Style,
}

impl Styles {
    fn of(element: &Element, level: usize) -> Self {
        match element.level {
            // A heading without words would be an empty entry of the navigation pane.
            Level::OperationalObjective if element.title.text.trim().is_empty() => {
                Self { title: Style::CellObjective, others: Style::CellObjective }
            }
            Level::StrategicObjective => Self { title: row_heading(level), others: Style::CellObjective },
            Level::OperationalObjective => Self { title: heading_style(level + 1), others: Style::CellObjective },
            Level::Action => Self { title: Style::Cell, others: Style::Cell },
            Level::SubAction | Level::Task => Self { title: Style::CellInner, others: Style::Cell },
        }
    }
}

fn group_cell(group: Option<Group>, covered: &[Column], lang: Lang, cell: &dyn Fn(&str) -> Cell) -> Cell {
    match (group, covered.first()) {
        (Some(group), _) => cell(group.label(lang)).span(covered.len()),
        (None, Some(column)) => cell(&column.header).merge(Some(Merge::Start)),
        (None, None) => cell(""),
    }
}

fn row_heading(level: usize) -> Style {
    Style::RowHeading(u8::try_from(level).unwrap_or(u8::MAX))
}

fn heading_style(level: usize) -> Style {
    Style::Heading(u8::try_from(level).unwrap_or(u8::MAX))
}
