//! How high a row must be to show its text. Programs do not grow a row by themselves when it has merged cells, and
//! LibreOffice does not when a height is set, so heights are estimated here: rather a line too many than one too few.

use rust_xlsxwriter::cell_autofit_width;

use super::Look;

/// The highest row a sheet can have, in points.
pub(crate) const MAX_HEIGHT: f64 = 409.0;
/// Sizes tried for a row whose text is higher than a row can be.
pub(crate) const SIZES: [f64; 4] = [10.0, 8.5, 7.5, 6.5];
/// The pixels that [`cell_autofit_width`] adds around a text.
const PADDING: u32 = 7;
/// Share of a cell's width that is counted on: programs and printers measure differently.
pub(crate) const SAFETY: f64 = 0.97;

/// The width of a column of so many characters, in pixels.
pub(crate) fn pixels(characters: f64) -> f64 {
    characters.mul_add(7.0, 5.0)
}

/// The width of a text without line breaks, in pixels.
pub(crate) fn width_of(text: &str, look: &Look) -> f64 {
    let weight = if look.bold { 1.06 } else { 1.0 };
    text.chars().map(character_width).sum::<f64>() * look.size / 11.0 * weight
}

/// The height of a cell of this width (in pixels) with this text, in points.
pub(crate) fn height_of(text: &str, look: &Look, cell: f64) -> f64 {
    let room = ((cell - 6.0 - f64::from(look.indent) * 9.0) * SAFETY).max(12.0);
    let lines: u32 = text.split('\n').map(|line| lines_of(line, look, room)).sum();
    (f64::from(lines) * look.size * 1.28 + 4.0).min(MAX_HEIGHT)
}

/// Breaks a line as programs do: between words, and inside a word that is wider than the cell.
fn lines_of(line: &str, look: &Look, room: f64) -> u32 {
    let blank = width_of(" ", look);
    let (mut lines, mut used) = (1u32, 0.0f64);
    for word in line.split(' ') {
        let width = width_of(word, look);
        let with_blank = if used > 0.0 { used + blank + width } else { width };
        if with_blank <= room {
            used = with_blank;
            continue;
        }
        if used > 0.0 {
            lines = lines.saturating_add(1);
        }
        let mut rest = width;
        while rest > room {
            rest -= room;
            lines = lines.saturating_add(1);
        }
        used = rest;
    }
    lines
}

fn character_width(c: char) -> f64 {
    match c {
        // Full-width scripts and pictures, which the table of the format does not know.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 15.0,
        '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..='\u{1faff}' => 16.0,
        '\t' => 8.0,
        // Letters of French and its signs: as wide as the plain letter.
        'à'..='å' | 'é' | 'è'..='ë' | 'ù'..='ü' | 'ç' | 'ò'..='ö' | 'ñ' | '«' | '»' | '–' | '€' => 7.0,
        'ì'..='ï' | '’' | '‘' | '\u{a0}' | '\u{202f}' => 4.0,
        'œ' => 12.0,
        'Œ' | 'Æ' | '—' => 13.0,
        '…' => 10.0,
        _ => f64::from(cell_autofit_width(c.encode_utf8(&mut [0; 4])).saturating_sub(PADDING)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_needs_more_lines_in_a_narrower_cell_and_line_breaks_count() {
        let look = Look::BODY;
        let text = "Mettre en place un comité d’accompagnement élargi";
        let wide = height_of(text, &look, pixels(80.0));
        let narrow = height_of(text, &look, pixels(12.0));
        assert!(narrow > wide * 3.0, "{narrow} {wide}");
        assert!(height_of("a\nb\nc", &look, pixels(80.0)) > wide * 2.0);
        assert!(height_of(&"x".repeat(500), &look, pixels(20.0)) > wide * 10.0);
        assert!(height_of(&"mot ".repeat(9000), &look, pixels(20.0)) <= MAX_HEIGHT);
    }
}
