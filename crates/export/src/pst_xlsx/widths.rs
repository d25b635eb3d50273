//! Column widths from the texts: each column gets the width where it saves most height, within a page that stays
//! readable when it is fitted to A4.

use super::room_of;
use crate::columns::{Content, Grid, Row};
use crate::xlsx::{Look, width_of};

/// Characters across A4 landscape at full size, and how many for how many columns: at most 1,4 times as many, which
/// prints the 10 points of the grid as 7.
const ACROSS: &[(usize, f64)] = &[(8, 144.0), (11, 160.0), (14, 178.0), (usize::MAX, WIDEST)];
const WIDEST: f64 = 202.0;
/// Room that the longest columns share even where the narrowest widths take the page, up to [`WIDEST`].
const SPARE: f64 = 24.0;
/// No column is narrower; titles and long texts need more to be read with ease.
const NARROWEST: f64 = 7.0;
const NARROWEST_TITLE: f64 = 34.0;
const NARROWEST_LONG: f64 = 20.0;
/// The mean length of a long text, in pixels.
const LONG: f64 = 500.0;
/// Words longer than this are broken rather than given room.
const LONGEST_WORD: f64 = 15.0;
/// The filter's button.
const BUTTON: f64 = 1.5;

/// The widths in characters.
pub(super) fn widths(grid: &Grid<'_>) -> Vec<f64> {
    let looks = |content: &Content| if *content == Content::Title { Look::STRATEGIC } else { Look::BODY };
    let mut widths: Vec<f64> = grid
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let header = longest_word(&column.header, &Look::HEADER) + BUTTON;
            let body = rows(grid)
                .filter_map(|row| row.cells.get(index))
                .map(|text| longest_word(text, &looks(&column.content)))
                .fold(0.0, f64::max);
            let width = header.max(body).clamp(NARROWEST, LONGEST_WORD);
            match column.content {
                Content::Title => width.max(NARROWEST_TITLE),
                _ if mean_length(grid, index) > LONG => width.max(NARROWEST_LONG),
                _ => width,
            }
        })
        .collect();
    let texts: Vec<Vec<f64>> = rows(grid).filter(|row| !row.wide).map(|row| areas(row)).collect();
    let across =
        ACROSS.iter().find(|(columns, _)| grid.columns.len() <= *columns).map_or(WIDEST, |(_, across)| *across);
    let narrowest: f64 = widths.iter().sum();
    let mut rest = across.max((narrowest + SPARE).min(WIDEST)) - narrowest;
    while rest >= 1.0 {
        let Some(column) = most_saving(&widths, &texts) else { break };
        if let Some(width) = widths.get_mut(column) {
            *width += 1.0;
        }
        rest -= 1.0;
    }
    widths
}

fn rows<'g, 'a>(grid: &'g Grid<'a>) -> impl Iterator<Item = &'g Row<'a>> {
    grid.sections.iter().flat_map(|section| &section.rows)
}

/// The mean length of a column's texts, in pixels.
fn mean_length(grid: &Grid<'_>, column: usize) -> f64 {
    let texts = rows(grid).filter_map(|row| row.cells.get(column)).filter(|text| !text.is_empty());
    let (sum, count) = texts.fold((0.0, 0.0f64), |(sum, count), text| (sum + width_of(text, &Look::BODY), count + 1.0));
    sum / count.max(1.0)
}

fn longest_word(text: &str, look: &Look) -> f64 {
    let widest = text.split_whitespace().map(|word| width_of(word, look)).fold(0.0, f64::max);
    // In characters, as room_of counts them.
    (1u32..=60).map(f64::from).find(|characters| room_of(*characters) >= widest).unwrap_or(60.0)
}

/// How long each cell's text is on one line; a line break counts as half a short line.
fn areas(row: &Row<'_>) -> Vec<f64> {
    row.cells
        .iter()
        .map(|text| text.split('\n').map(|line| width_of(line, &Look::BODY).max(40.0)).sum::<f64>())
        .collect()
}

/// The column where one more character saves most height. The height of a row is its highest cell; a power mean
/// stands for it, so that two cells of equal height both count.
fn most_saving(widths: &[f64], texts: &[Vec<f64>]) -> Option<usize> {
    let mut saved = vec![0.0f64; widths.len()];
    for row in texts {
        let heights: Vec<f64> = row.iter().zip(widths).map(|(text, width)| text / room_of(*width)).collect();
        let total: f64 = heights.iter().map(|height| height.powi(4)).sum();
        if total <= 0.0 {
            continue;
        }
        // The same on every machine, as powf is not.
        let scale = 1.0 / (total.sqrt() * total.sqrt().sqrt());
        for ((sum, height), width) in saved.iter_mut().zip(&heights).zip(widths) {
            *sum += height.powi(4) / width * scale;
        }
    }
    let best = saved.iter().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    // Without any text the room goes to the first columns evenly.
    if *best.1 > 0.0 {
        Some(best.0)
    } else {
        widths.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map(|(i, _)| i)
    }
}
