//! Both pilots of an action in one cell, told apart by a letter each: "P : M. Closset" above "A : ingénieur communal".

/// The political and the administrative one. Behind a point the letters would be those of a name: "P. Dumont".
pub(crate) fn both(text: &str) -> Option<(&str, &str)> {
    let parts = |sign: &str| -> Option<(&str, &str)> {
        let (first, second) = text.trim().split_once(sign)?;
        let ((one, first), (other, second)) = (letter(first)?, letter(second)?);
        match (one, other) {
            ('P', 'A') => Some((first, second)),
            ('A', 'P') => Some((second, first)),
            _ => None,
        }
    };
    ["\n", " / ", " ; ", "; ", " – ", " - ", " | ", ", "].into_iter().find_map(parts)
}

/// A letter with what stands behind its colon.
fn letter(text: &str) -> Option<(char, &str)> {
    let (letter, value) = text.trim().split_once([':', '='])?;
    let mut letters = letter.trim().chars();
    let (first, value) = (letters.next()?, value.trim());
    (letters.next().is_none() && !value.is_empty()).then_some((first.to_ascii_uppercase(), value))
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn letters_before_a_colon_tell_the_pilots_apart() {
        assert_eq!(both("P : M. Closset\nA : Ingénieur"), Some(("M. Closset", "Ingénieur")));
        assert_eq!(both("A: Ingénieur / P: M. Closset"), Some(("M. Closset", "Ingénieur")));
        for text in ["P. Dumont / A. Simon", "P : M. Closset", "P : M. Closset\nB : Ingénieur", "P : / A : B"] {
            assert_eq!(both(text), None, "{text}");
        }
    }
}
