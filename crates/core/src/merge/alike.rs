//! How near two titles are.

use std::collections::BTreeSet;

use crate::fold;

/// Share of common words from which two titles with the same code are taken for one.
pub(super) const SIMILAR: f64 = 0.5;

/// Share of common words from which two titles without a code in common may be of one element: it is said, no more.
pub(super) const ALIKE: f64 = 0.6;

/// Share of the words that two texts have in common.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let words =
        |text: &str| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&a), words(&b));
    let all = a.union(&b).count();
    #[allow(clippy::cast_precision_loss, reason = "numbers of words are small")]
    let share = |common: usize| if all == 0 { 1.0 } else { common as f64 / all as f64 };
    share(a.intersection(&b).count())
}
