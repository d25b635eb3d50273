//! Colours of HTML and CSS.

/// Names of colours; those of HTML 4 and a few more that office programs write.
const NAMES: [(&str, u32); 29] = [
    ("aqua", 0x00FFFF),
    ("black", 0x000000),
    ("blue", 0x0000FF),
    ("brown", 0xA52A2A),
    ("cyan", 0x00FFFF),
    ("darkblue", 0x00008B),
    ("darkgray", 0xA9A9A9),
    ("darkgreen", 0x006400),
    ("darkred", 0x8B0000),
    ("fuchsia", 0xFF00FF),
    ("gold", 0xFFD700),
    ("gray", 0x808080),
    ("green", 0x008000),
    ("grey", 0x808080),
    ("lightblue", 0xADD8E6),
    ("lightgreen", 0x90EE90),
    ("lightgrey", 0xD3D3D3),
    ("lightyellow", 0xFFFFE0),
    ("lime", 0x00FF00),
    ("magenta", 0xFF00FF),
    ("maroon", 0x800000),
    ("navy", 0x000080),
    ("olive", 0x808000),
    ("orange", 0xFFA500),
    ("purple", 0x800080),
    ("red", 0xFF0000),
    ("silver", 0xC0C0C0),
    ("teal", 0x008080),
    ("yellow", 0xFFFF00),
];

/// A colour as a number; none for what is no colour of its own: `transparent`, `windowtext`, `auto`.
pub(super) fn color(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix('#') {
        return hex(digits);
    }
    let lower = text.get(..text.len().min(64))?.to_ascii_lowercase();
    if let Some((_, color)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*color);
    }
    match lower.as_str() {
        "white" => Some(0xFF_FFFF),
        // Old attributes give the digits alone.
        digits if digits.len() == 6 => hex(digits),
        other => rgb(other),
    }
}

/// `RRGGBB`, `RGB`, or either with an opacity behind it.
fn hex(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        3 | 4 => {
            let digits = digits.chars().take(3).filter_map(|digit| digit.to_digit(16));
            Some(digits.fold(0, |color, digit| (color << 8) | (digit * 17)))
        }
        6 | 8 => u32::from_str_radix(digits.get(..6)?, 16).ok(),
        _ => None,
    }
}

/// `rgb(255, 0, 0)`, also with an opacity, which is passed over unless it is zero.
fn rgb(text: &str) -> Option<u32> {
    let inside = text.strip_prefix("rgba").or_else(|| text.strip_prefix("rgb"))?.trim();
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = inside.split([',', ' ', '/']).filter(|part| !part.is_empty()).map(|part| {
        let (number, full) = part.strip_suffix('%').map_or((part, 255.0), |number| (number, 100.0));
        number.trim().parse::<f64>().ok().map(|number| (number / full).clamp(0.0, 1.0))
    });
    let mut channel = || Some((numbers.next()?? * 255.0).round() as u32);
    let color = (channel()? << 16) | (channel()? << 8) | channel()?;
    let is_transparent = numbers.next() == Some(Some(0.0));
    (!is_transparent).then_some(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_every_notation() {
        for (text, expected) in [
            ("#FF0000", Some(0xFF0000)),
            (" #f00 ", Some(0xFF0000)),
            ("Red", Some(0xFF0000)),
            ("ffff00", Some(0xFFFF00)),
            ("rgb(255, 0 ,128)", Some(0xFF0080)),
            ("rgb(100%,0%,0%)", Some(0xFF0000)),
            ("rgba(1,2,3,0)", None),
            ("white", Some(0xFFFFFF)),
            ("transparent", None),
            ("windowtext", None),
            ("#é0f", None),
            ("#12345", None),
        ] {
            assert_eq!(color(text), expected, "{text}");
        }
    }
}
