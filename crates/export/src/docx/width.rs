/// Cell margins left and right, in twentieths of a point.
const MARGINS: u32 = 170;
/// No column is wanted wider than this for the sake of its longest word.
const WIDEST_WORD: u32 = 2_200;
/// A column with more text than this asks for no more room: its rows are long anyway.
const ENOUGH_TEXT: usize = 400;

/// Mean width of a letter at a size in half points, in twentieths of a point.
fn letter(size: u8) -> u32 {
    u32::from(size) * 5
}

/// The width of each column from its texts (the header first), so that they fill `total` exactly: room for the
/// longest word first, the rest by the amount of text, which evens out the heights of rows; no column gets more
/// than its longest text takes in one line as long as others can use it.
pub(crate) fn widths(columns: &[Vec<&str>], size: u8, total: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = columns.iter().map(|texts| least(texts, size)).collect();
    let needed: u32 = widths.iter().sum();
    if needed >= total {
        widths.iter_mut().for_each(|width| *width = share(*width, total, needed));
    } else {
        let wanted: Vec<u32> = columns.iter().map(|texts| one_line(texts, size)).collect();
        let weights: Vec<u32> = columns.iter().map(|texts| weight(texts)).collect();
        // Each round gives the rest to those that still want some; every round but the last satisfies one.
        for _ in 0..columns.len() {
            let rest = total.saturating_sub(widths.iter().sum());
            let hungry = |width: u32, wanted: u32| width < wanted;
            let open: u32 = (widths.iter().zip(&wanted).zip(&weights))
                .filter(|((width, wanted), _)| hungry(**width, **wanted))
                .map(|(_, weight)| weight)
                .sum();
            if rest == 0 || open == 0 {
                break;
            }
            for ((width, wanted), weight) in widths.iter_mut().zip(&wanted).zip(&weights) {
                if hungry(*width, *wanted) {
                    *width = (*width + share(*weight, rest, open)).min(*wanted);
                }
            }
        }
        // All texts fit in one line: the rest is shared out as it is.
        let used: u32 = widths.iter().sum();
        let rest = total.saturating_sub(used);
        widths.iter_mut().for_each(|width| *width += share(*width, rest, used));
    }
    // What rounding left goes to the widest column.
    let used: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max_by_key(|width| **width) {
        *widest += total.saturating_sub(used);
    }
    widths
}

/// `part / whole` of `total`, rounded down.
fn share(part: u32, total: u32, whole: u32) -> u32 {
    let share = u64::from(total) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(total)
}

fn least(texts: &[&str], size: u8) -> u32 {
    let longest = texts.iter().flat_map(|text| text.split_whitespace()).map(|word| word.chars().count()).max();
    // One letter more, for capitals and bold.
    let word = u32::try_from(longest.unwrap_or(1)).unwrap_or(u32::MAX).saturating_add(1).saturating_mul(letter(size));
    word.min(WIDEST_WORD) + MARGINS
}

/// The width in which the longest text stands in one line.
fn one_line(texts: &[&str], size: u8) -> u32 {
    let longest = texts.iter().flat_map(|text| text.lines()).map(|line| line.chars().count()).max();
    u32::try_from(longest.unwrap_or(1)).unwrap_or(u32::MAX).saturating_mul(letter(size)).saturating_add(MARGINS)
}

/// How much text a column has: its mean over all rows, and its longest.
fn weight(texts: &[&str]) -> u32 {
    let lengths: Vec<usize> = texts.iter().skip(1).map(|text| text.chars().count().min(ENOUGH_TEXT)).collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let longest = lengths.iter().max().copied().unwrap_or(0);
    u32::try_from(4 * mean + longest).unwrap_or(1).max(1)
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
