/// Cell margins left and right, in twentieths of a point.
const MARGINS: u32 = 170;
/// No column is wanted wider than this for the sake of its longest word.
const WIDEST_WORD: u32 = 2_200;
/// How much width is given out at a time.
const STEP: u32 = 60;
/// So many rows tell the widths as well as more would.
const ROWS: usize = 1_000;
/// A line end takes as much room as so many letters.
const SHORTEST_LINE: u32 = 6;

/// Mean width of a letter at a size in half points, in twentieths of a point.
fn letter(size: u8) -> u32 {
    u32::from(size) * 5
}

/// The width of each column from its texts (the header first, then a text per row), so that they fill `total` exactly:
/// room for the longest word first, then bit by bit where it saves most height; no column gets more than its longest
/// text takes in one line as long as others can use it.
pub(crate) fn widths(columns: &[Vec<&str>], size: u8, total: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = columns.iter().map(|texts| least(texts, size)).collect();
    let needed: u32 = widths.iter().sum();
    if needed >= total {
        widths.iter_mut().for_each(|width| *width = share(*width, total, needed));
    } else {
        let wanted: Vec<u32> = columns.iter().map(|texts| one_line(texts, size)).collect();
        let rows = rows(columns, size);
        let mut rest = total - needed;
        while rest >= STEP
            && let Some(column) = most_saving(&widths, &wanted, &rows)
            && let Some(width) = widths.get_mut(column)
        {
            *width += STEP;
            rest -= STEP;
        }
        // All texts fit in one line: the rest is shared out as it is.
        let used: u32 = widths.iter().sum();
        widths.iter_mut().for_each(|width| *width += share(*width, rest, used));
    }
    // What rounding left goes to the widest column.
    let used: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max_by_key(|width| **width) {
        *widest += total.saturating_sub(used);
    }
    widths
}

/// How long the texts of each row are, in one line.
fn rows(columns: &[Vec<&str>], size: u8) -> Vec<Vec<f64>> {
    let count = columns.iter().map(Vec::len).max().unwrap_or(0);
    let length = |text: &str| -> f64 {
        text.lines().map(|line| f64::from(line_width(line, size).max(SHORTEST_LINE * letter(size)))).sum()
    };
    let row = |row: usize| columns.iter().map(|texts| texts.get(row).map_or(0.0, |text| length(text))).collect();
    // The header comes again on every page.
    [0; 3].into_iter().chain((1..count).step_by(count.div_ceil(ROWS).max(1))).map(row).collect()
}

/// The column where more width saves most height. The height of a row is that of its highest cell; the fourth powers
/// stand for it, so that two cells of nearly the same height both count.
fn most_saving(widths: &[u32], wanted: &[u32], rows: &[Vec<f64>]) -> Option<usize> {
    let rooms: Vec<f64> = widths.iter().map(|width| f64::from(width.saturating_sub(MARGINS).max(1))).collect();
    let mut saved = vec![0.0f64; widths.len()];
    for row in rows {
        let powers: Vec<f64> = row.iter().zip(&rooms).map(|(length, room)| (length / room).powi(4)).collect();
        let total: f64 = powers.iter().sum();
        if total > 0.0 {
            // The square of the height: a narrow column of many lines is worse than some more lines elsewhere.
            let scale = total.sqrt();
            for ((sum, power), room) in saved.iter_mut().zip(&powers).zip(&rooms) {
                // One line stays one line.
                *sum += if *power > 1.0 { power / room / scale } else { 0.0 };
            }
        }
    }
    let open = saved.iter().enumerate().filter(|(column, saved)| {
        **saved > 0.0 && widths.get(*column).zip(wanted.get(*column)).is_some_and(|(width, wanted)| width < wanted)
    });
    open.max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(column, _)| column)
}

/// How wide a text in one line is, on average: capitals are wider than other letters.
fn line_width(text: &str, size: u8) -> u32 {
    let quarters: u32 = text.chars().map(|c| if c.is_uppercase() { 5 } else { 4 }).fold(0, u32::saturating_add);
    quarters.saturating_mul(letter(size)) / 4
}

/// `part / whole` of `total`, rounded down.
fn share(part: u32, total: u32, whole: u32) -> u32 {
    let share = u64::from(total) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(total)
}

fn least(texts: &[&str], size: u8) -> u32 {
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    // One letter more, for bold.
    let longest = words.map(|word| line_width(word, size)).max().unwrap_or(0).saturating_add(letter(size));
    longest.min(WIDEST_WORD) + MARGINS
}

/// The width in which the longest text stands in one line.
fn one_line(texts: &[&str], size: u8) -> u32 {
    let longest = texts.iter().flat_map(|text| text.lines()).map(|line| line_width(line, size)).max();
    longest.unwrap_or(0).saturating_add(letter(size)).saturating_add(MARGINS)
}

/// How many lines a text takes in a column, on the safe side.
pub(crate) fn estimated_lines(text: &str, width: u32, size: u8) -> usize {
    let room = width.saturating_sub(MARGINS).max(1);
    let letters = usize::try_from(room / letter(size).max(1)).unwrap_or(1).max(1);
    text.lines().map(|line| line.chars().count().div_ceil(letters).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_the_longest_text_gets_the_most() {
        let long = "Remettre en place la coordination sociale entre le CPAS et la commune ".repeat(2);
        let columns = [vec!["Numéro", "A 1.1"], vec!["Objectifs et actions", &long], vec!["Budget ordinaire", "/"]];
        let widths = widths(&columns, 18, 15_136);
        assert_eq!(widths.iter().sum::<u32>(), 15_136);
        assert!(widths[1] > 3 * widths[0] && widths[1] > 3 * widths[2], "{widths:?}");
    }

    #[test]
    fn too_many_columns_share_the_page() {
        let texts = vec!["Extraordinairement", "x"];
        let widths = widths(&vec![texts; 40], 14, 15_136);
        assert_eq!(widths.iter().sum::<u32>(), 15_136);
        assert!(widths.iter().all(|width| *width > 300));
    }

    #[test]
    fn a_text_takes_lines_by_its_length_and_its_line_ends() {
        assert_eq!(estimated_lines("", 2_000, 18), 0);
        assert_eq!(estimated_lines("a\nb\n\nc", 2_000, 18), 4);
        assert!(estimated_lines(&"mot ".repeat(1_250), 2_000, 18) > 200);
    }
}
