use passerelle_core::{Bookmark, Element, Lang, Level, Pst};

use crate::columns::{Column, Content, Grid, Group, Row, Section, container_text, heading};
use crate::docx::{self, Block, Cell, Docx, Fill, Look, Merge, Paragraph, Style, Table};
use crate::{Error, Options, TitleBlock};

/// More columns than this leave no room for words on A4 (and Word takes 63 at most): the last come together.
const COLUMNS_OF_A_PAGE: usize = 18;
/// What a page has for one row under the repeated header, in twentieths of a point.
const ROOM_OF_A_ROW: usize = 8_600;

/// The PST as a Word document (.docx): title block, volets and domaines as headings, a table per objectif
/// stratégique with its header repeated on every page, A4 landscape.
///
/// Texts are printed as they are in the model. Of more than 18 columns, the last come together in one, each text
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
    let grid = Grid::of(pst, lang).narrowed(COLUMNS_OF_A_PAGE, lang);
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
        looks: looks(&grid),
        cell_size: sheet.size,
        body,
    }
}

fn title_block(block: &TitleBlock) -> Vec<Block> {
    let institution = block.institution.iter().map(|text| Paragraph::new(Style::Institution, text));
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
        Self { grid, widths: docx::widths(&texts, size, docx::TEXT_WIDTH), size, lang }
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
        let headers: Vec<&str> =
            self.grid.columns.iter().map(|column| column.header.trim()).filter(|header| !header.is_empty()).collect();
        let description = format!(
            "{}{}.",
            lang.pick("Tableau des objectifs opérationnels et des actions\u{a0}: ", "Objectives and actions: "),
            headers.join(", ")
        );
        let mut lines = self.header();
        lines.extend(rows.iter().map(|row| self.row(row, level)));
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

    fn row(&self, row: &Row<'a>, level: usize) -> docx::Row {
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
        // Kept together, a row taller than a page would lose its end. A line is about 1.28 times the letters.
        let height = tallest * usize::from(self.size) * 64 / 5;
        docx::Row { breaks: height > ROOM_OF_A_ROW, ..docx::Row::new(cells) }
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
