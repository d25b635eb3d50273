//! Inclusive writing: "Échevin·e", "Directeur·rice", "Élu.e.s" are the words without these endings.

use std::borrow::Cow;

use crate::vocabulary::vocabulary;

/// Signs before an ending. A full stop parts words as well: behind it only the shortest endings are ones.
const POINTS: [char; 4] = ['·', '‧', '⋅', '.'];

/// The words without inclusive endings.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(POINTS) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(' ').map(without_ending).collect();
    Cow::Owned(words.join(" "))
}

fn without_ending(word: &str) -> &str {
    let Some(at) = word.find(POINTS).filter(|at| *at > 2) else { return word };
    let (front, ending) = word.split_at(at);
    let point = ending.starts_with('.');
    let mut parts = ending.split(POINTS).skip(1);
    let known = |part: &str| vocabulary().endings.iter().any(|ending| ending == part) && (!point || part.len() < 3);
    if parts.all(known) { front } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_behind_points_are_no_part_of_the_word() {
        assert_eq!(plain("Échevin·e"), "Échevin");
        assert_eq!(plain("Élu.e.s en charge"), "Élu en charge");
        assert_eq!(plain("Directeur·rice"), "Directeur");
        for same in ["O.S.", "Resp. adm.", "A.1", "Réf."] {
            assert_eq!(plain(same), same);
        }
    }
}
