//! A PST as a workbook: the grid, and a summary in numbers.

mod summary;
mod widths;

use std::collections::BTreeSet;

use passerelle_core::{Classification, ClassificationKind, Field, Lang, Level, Pst, ReadingKind};

use crate::columns::{Content, Grid, Line, Row, container_text};
use crate::xlsx::{Book, Look, MAX_HEIGHT, Page, SAFETY, SIZES, Span, WorkbookError, pixels, width_of};
use crate::{Error, Options, TitleBlock};
use summary::write_summary;

/// The sheet of the grid.
const GRID: &str = "PST";
/// The rows above the header stay on the screen with it, so they are few; what exceeds these points goes to a sheet
/// of its own.
const TITLE_ROOM: f64 = 130.0;
/// Excel and LibreOffice group rows in seven levels.
const DEEPEST_GROUP: usize = 7;
/// A band of about five lines is too high for its one cell.
const MANY_LINES: f64 = 6.0;

/// Writes a PST as a workbook: a sheet with the grid as it is voted (title block, header repeated on every page,
/// volets, objectives and actions with their printed texts, rows grouped by level, a filter; a long text that the
/// highest row would cut stands below its own, over the whole width), and a sheet with the
/// summary in numbers. Texts are written as texts: one that begins with `=` is no formula.
///
/// # Errors
/// [`Error::Workbook`] with [`WorkbookError::TextTooLong`] when a text is longer than the 32 767 characters of a
/// cell (the message names the element and the column), or with [`WorkbookError::TooLarge`] when a sheet has not as
/// many rows or columns.
///
/// ```
/// use passerelle_core::{Level, Pst};
/// use passerelle_export::{Options, pst_xlsx};
/// let mut pst = Pst::default();
/// let os = pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
/// pst.outline.add(Some(&os), Level::Action, "Revoir le règlement du taxi social");
/// let bytes = pst_xlsx(&pst, &Options::new())?;
/// assert!(bytes.starts_with(b"PK"));
/// assert_eq!(bytes, pst_xlsx(&pst, &Options::new())?);
/// # Ok::<(), passerelle_export::Error>(())
/// ```
pub fn pst_xlsx(pst: &Pst, options: &Options) -> Result<Vec<u8>, Error> {
    let grid = Grid::with_levels(pst, options.lang);
    let block = TitleBlock::of(pst, options);
    let title = block.document_title();
    let mut book = Book::new(&title, block.institution.as_deref().unwrap_or_default(), &title, options.date)?;
    let exceeding = write_grid(&mut book, &grid, &block, options.lang)?;
    write_summary(&mut book, pst, &grid, options.lang)?;
    if !exceeding.is_empty() {
        write_details(&mut book, &exceeding, options.lang)?;
    }
    Ok(book.finish()?)
}

/// Writes the sheet of the grid; gives the lines of the title block that found no room.
fn write_grid<'b>(
    book: &mut Book,
    grid: &Grid<'_>,
    block: &'b TitleBlock,
    lang: Lang,
) -> Result<Vec<&'b str>, WorkbookError> {
    let mut page = book.page(GRID, widths::widths(grid))?;
    let last = page.last_column();
    let all = Span(0, last);
    let place = || "title block".to_owned();
    let mut row = 0;
    if let Some(institution) = block.above() {
        page.text(row, all, institution, &Look::SUBTITLE, place)?;
        row += 1;
    }
    page.at_least(row, 26.0);
    page.text(row, all, &block.title, &Look::TITLE, place)?;
    row += 1;
    let mut exceeding = Vec::new();
    for detail in &block.details {
        if exceeding.is_empty() && page.height_so_far() + page.height(all, detail, &Look::SUBTITLE) <= TITLE_ROOM {
            page.text(row, all, detail, &Look::SUBTITLE, place)?;
            row += 1;
        } else {
            exceeding.push(detail.as_str());
        }
    }
    page.at_least(row, 8.0);
    row += 1;

    let first_header = row;
    if let Some(groups) = grid.groups() {
        let mut column = 0u16;
        for (group, count) in groups {
            let next = column.saturating_add(u16::try_from(count).unwrap_or(u16::MAX));
            let label = group.map_or("", |group| group.label(lang));
            page.text(row, Span(column, next.saturating_sub(1).min(last)), label, &Look::BAND, place)?;
            column = next;
        }
        row += 1;
    }
    for (column, header) in (0u16..).zip(&grid.columns) {
        page.text(row, column, &header.header, &Look::HEADER, || header.header.clone())?;
    }
    let header = row;
    page.at_least(header, 36.0);
    page.header_rows(first_header, header)?;

    let kinds = kinds(grid);
    let title = title_column(grid);
    let mut ranks = Vec::new();
    for line in grid.lines() {
        row += 1;
        let rank = match line {
            Line::Container(container) => {
                write_container(&mut page, row, title, container, lang)?;
                kinds.iter().position(|kind| *kind == container.kind).unwrap_or_default()
            }
            Line::Element(element) => {
                let below = too_high(&page, grid, element, lang);
                write_element(&mut page, row, title, grid, element, &below)?;
                let rank = kinds.len() + element.depth;
                if !below.is_empty() {
                    ranks.push((row, rank.min(DEEPEST_GROUP)));
                }
                for (_, text) in &below {
                    row += 1;
                    let place = || format!("{}, {}", element.element.id, text.chars().take(20).collect::<String>());
                    page.text(row, all, text, &Look::BODY.indented(2), place)?;
                    ranks.push((row, (rank + 1).min(DEEPEST_GROUP)));
                }
                if !below.is_empty() {
                    continue;
                }
                rank
            }
        };
        ranks.push((row, rank.min(DEEPEST_GROUP)));
    }
    group_rows(&mut page, &ranks)?;
    page.sheet().autofilter(header, 0, row, last)?;
    page.accept_numbers_as_text(row)?;
    page.finish()?;
    Ok(exceeding)
}

/// The texts that no row is high enough for, with their columns: they stand in a row of their own below, over the
/// whole width, behind their label. Only free text does, which a reader knows for a value there.
fn too_high(page: &Page<'_>, grid: &Grid<'_>, line: &Row<'_>, lang: Lang) -> Vec<(usize, String)> {
    let all = Span(0, page.last_column());
    let free = |content: &Content| match content {
        Content::Field(field) => {
            *field != Field::Objectives && matches!(field.kind(), ReadingKind::Text | ReadingKind::Bilan)
        }
        _ => false,
    };
    let columns = grid.columns.iter().zip(&line.cells).enumerate();
    columns
        .filter(|(_, (column, text))| free(&column.content) && column.header.len() < text.len())
        .filter_map(|(index, (column, text))| {
            let labelled = format!("{}{}{text}", column.header.trim(), lang.pick("\u{a0}: ", ": "));
            let own = Span::from(u16::try_from(index).ok()?);
            let higher = page.height(own, text, &Look::BODY) >= MAX_HEIGHT;
            (higher && page.height(all, &labelled, &Look::BODY) < MAX_HEIGHT).then_some((index, labelled))
        })
        .collect()
}

/// A volet, domaine… : a band over all columns.
fn write_container(
    page: &mut Page<'_>,
    row: u32,
    title: u16,
    container: &Classification,
    lang: Lang,
) -> Result<(), WorkbookError> {
    let look = if container.kind == ClassificationKind::Volet { Look::VOLET } else { Look::DOMAIN };
    let text = container_text(container, lang);
    write_band(page, row, title, &text, &look, || text.clone())
}

/// A text in a band: over the empty cells on its right where it fits on one line, else on several lines in its cell,
/// so that the filter and sorting keep working; only a text of many lines gets merged cells.
fn write_band(
    page: &mut Page<'_>,
    row: u32,
    column: u16,
    text: &str,
    look: &Look,
    place: impl FnOnce() -> String,
) -> Result<(), WorkbookError> {
    let look = &look.open();
    let right = Span(column, page.last_column());
    page.fill(row, Span(0, page.last_column()), look)?;
    page.at_least(row, 19.0);
    if !text.contains('\n') && width_of(text, look) <= page.width(right) * SAFETY - 15.0 {
        page.grows(row);
        return page.text(row, column, text, &look.on_one_line(), place);
    }
    let lines = page.height(column.into(), text, look) / look.size;
    if lines > MANY_LINES {
        return page.text(row, right, text, look, place);
    }
    page.grows(row);
    page.text(row, column, text, look, place)
}

/// An objective, action, sub-action or task.
fn write_element(
    page: &mut Page<'_>,
    row: u32,
    title: u16,
    grid: &Grid<'_>,
    line: &Row<'_>,
    below: &[(usize, String)],
) -> Result<(), WorkbookError> {
    let base = match line.element.level {
        Level::StrategicObjective => Look::STRATEGIC,
        Level::OperationalObjective => Look::OPERATIONAL,
        Level::Action | Level::SubAction | Level::Task => Look::BODY,
    };
    let indent = match line.element.level {
        Level::SubAction => 2,
        Level::Task => 3,
        _ => 1,
    };
    let place = |header: &str| format!("{}, {header}", line.element.id);
    if line.wide {
        let text = line.cells.get(usize::from(title)).map_or("", String::as_str);
        write_band(page, row, title, text, &base, || place("title"))?;
        for (column, text) in (0u16..).zip(&line.cells) {
            if column != title && !text.is_empty() {
                page.text(row, column, text, &base.open(), || place("code"))?;
            }
        }
        return Ok(());
    }
    let cells: Vec<&str> = (line.cells.iter().enumerate())
        .map(|(index, text)| if below.iter().any(|(column, _)| *column == index) { "" } else { text.as_str() })
        .collect();
    // A row can be 409 points high and no more: a text that needs more is set smaller before it is hidden.
    let size = SIZES
        .into_iter()
        .find(|size| {
            let look = base.sized(*size);
            (0u16..).zip(&cells).all(|(column, text)| page.height(column.into(), text, &look) < MAX_HEIGHT)
        })
        .unwrap_or(6.5);
    let base = if size < base.size { base.sized(size) } else { base };
    for ((column, text), header) in (0u16..).zip(&cells).zip(&grid.columns) {
        let look = match header.content {
            Content::Title => base.indented(indent),
            _ if line.element.level == Level::StrategicObjective
                || line.element.level == Level::OperationalObjective =>
            {
                base.plain()
            }
            _ => base,
        };
        page.text(row, column, text, &look, || place(&header.header))?;
    }
    page.at_least(row, 19.0);
    page.grows(row);
    Ok(())
}

/// The kinds of containers, from the outermost.
fn kinds(grid: &Grid<'_>) -> Vec<ClassificationKind> {
    let kinds: BTreeSet<_> =
        grid.sections.iter().flat_map(|section| section.containers.iter().map(|container| container.kind)).collect();
    kinds.into_iter().collect()
}

fn title_column(grid: &Grid<'_>) -> u16 {
    let found = grid.columns.iter().position(|column| column.content == Content::Title);
    found.and_then(|column| u16::try_from(column).ok()).unwrap_or_default()
}

/// Groups the rows below each heading, so that a level folds away with one click.
fn group_rows(page: &mut Page<'_>, ranks: &[(u32, usize)]) -> Result<(), WorkbookError> {
    page.sheet().group_symbols_above(true);
    for level in 1..=DEEPEST_GROUP {
        for run in ranks.chunk_by(|(_, one), (_, other)| (*one >= level) == (*other >= level)) {
            if let (Some((first, rank)), Some((last, _))) = (run.first(), run.last())
                && *rank >= level
            {
                page.sheet().group_rows(*first, *last)?;
            }
        }
    }
    Ok(())
}

/// The lines of the title block that exceed its room, in full.
fn write_details(book: &mut Book, details: &[&str], lang: Lang) -> Result<(), WorkbookError> {
    let mut page = book.page(lang.pick("Présentation", "Introduction"), vec![118.0])?;
    for (row, detail) in (0u32..).zip(details) {
        page.text(row, 0, detail, &Look::PROSE, || "title block".to_owned())?;
        page.grows(row);
    }
    let rows = u32::try_from(details.len()).unwrap_or(u32::MAX);
    if rows > 20 {
        page.header_rows(0, 0)?;
    }
    page.finish()
}

/// The width of columns of so many characters, for the module of the widths.
fn room_of(characters: f64) -> f64 {
    (pixels(characters) - 15.0) * SAFETY
}
