//! Moments of changes and comments, packed into a number ([MS-DOC] 2.9.70).

/// The moment that a number stands for, in ISO 8601; none for the number of nothing.
pub(super) fn date(number: &str) -> Option<String> {
    let bits = number.trim().parse::<i64>().ok()? as u32;
    let part = |shift: u32, width: u32| bits >> shift & ((1 << width) - 1);
    let (minute, hour, day, month, year) = (part(0, 6), part(6, 5), part(11, 5), part(16, 4), part(20, 9) + 1900);
    let is_moment = (1..=31).contains(&day) && (1..=12).contains(&month) && hour < 24 && minute < 60;
    is_moment.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_packed_moment_is_read_to_the_minute() {
        // 31 January 2025, 8:15.
        let number = 15 | 8 << 6 | 31 << 11 | 1 << 16 | 125 << 20;
        assert_eq!(date(&number.to_string()).as_deref(), Some("2025-01-31T08:15:00"));
        assert_eq!((date("0"), date("x"), date("-1")), (None, None, None));
    }
}
