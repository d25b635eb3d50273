use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// Code imprimé: a printed code such as `O.S.1`, `A 1.1`, `OO 101`, `05.1.01`. Not a key: codes restart, skip,
/// repeat and are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Code imprimé")]
pub struct Code {
    /// As printed.
    #[schemars(title = "Texte imprimé")]
    pub text: String,
    /// Its numbers in order, `[1, 1]` for `A 1.1`; empty when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Numéros")]
    pub numbers: Vec<u32>,
    /// Where it stands, when it has a cell of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Endroit")]
    pub place: Option<Place>,
}

impl Code {
    /// A code from its text; the numbers are the runs of digits in it.
    ///
    /// ```
    /// assert_eq!(passerelle_core::Code::new("O.O.4.1.").numbers, [4, 1]);
    /// ```
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let runs = text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|run| !run.is_empty());
        let mut numbers = Vec::with_capacity(runs.clone().count());
        numbers.extend(runs.filter_map(number));
        Self { text, numbers, place: None }
    }

    /// The same code with its place, if it has one of its own.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }
}

/// The number that digits make, where it is not too large.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |number, digit| number.checked_mul(10)?.checked_add(u32::from(digit - b'0')))
}
