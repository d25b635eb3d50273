use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::Lang;

/// Endroit: where a value stood in its source. In JSON a text, such as `Feuil1!C12`,
/// `tableau 2, ligne 5, colonne 3`, `paragraphe 4` or `ligne 7, champ 2`; a place of the second source of a
/// document begins with `#2 `, and one whose page the file tells ends with it: `paragraphe 4 (page 2)`.
///
/// ```
/// use passerelle_core::{Place, Spot};
/// let place: Place = "Feuil1!C12".parse()?;
/// assert_eq!(place.spot, Spot::SheetCell { sheet: "Feuil1".into(), row: 12, column: 3 });
/// assert_eq!(place.to_string(), "Feuil1!C12");
/// # Ok::<(), passerelle_core::PlaceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which of the document's sources, from 1.
    pub source: u16,
    /// The place in that source.
    pub spot: Spot,
    /// The page it stands on, where the file tells; places in sheets and text files have none.
    pub page: Option<u32>,
}

/// Position dans une source; all numbers from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Spot {
    /// Cellule d'une feuille.
    SheetCell {
        /// Sheet name.
        sheet: Arc<str>,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
    /// Cellule d'un tableau de texte.
    TableCell {
        /// Number of the table in the file.
        table: u32,
        /// Row.
        row: u32,
        /// Grid column.
        column: u32,
    },
    /// Paragraphe hors tableau.
    Paragraph {
        /// Number of the paragraph.
        number: u32,
    },
    /// Ligne d'un fichier texte.
    Line {
        /// Line.
        line: u32,
        /// Field of the line, where it is divided.
        field: Option<u32>,
    },
}

impl Place {
    /// A place in the first source.
    #[must_use]
    pub fn new(spot: Spot) -> Self {
        Self { source: 1, spot, page: None }
    }

    /// The same place on a page. Only places in tables and paragraphs of texts have one.
    ///
    /// ```
    /// use passerelle_core::{Lang, Place, Spot};
    /// let place = Place::new(Spot::TableCell { table: 2, row: 5, column: 3 }).on_page(Some(4));
    /// assert_eq!(place.to_string(), "tableau 2, ligne 5, colonne 3 (page 4)");
    /// assert_eq!(place.display(Lang::En), "table 2, row 5, column 3 (page 4)");
    /// ```
    #[must_use]
    pub fn on_page(mut self, page: Option<u32>) -> Self {
        let has_pages = matches!(self.spot, Spot::TableCell { .. } | Spot::Paragraph { .. });
        self.page = page.filter(|_| has_pages);
        self
    }

    /// The same place when so many sources come before its own.
    pub(crate) fn shift(&mut self, before: usize) {
        self.source = self.source.saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
    }

    /// The place in words of a language.
    ///
    /// ```
    /// use passerelle_core::{Lang, Place};
    /// let place: Place = "tableau 2, ligne 5, colonne 3".parse()?;
    /// assert_eq!(place.display(Lang::En), "table 2, row 5, column 3");
    /// # Ok::<(), passerelle_core::PlaceError>(())
    /// ```
    #[must_use]
    pub fn display(&self, lang: Lang) -> String {
        let mut spot = match (lang, &self.spot) {
            // The name of a sheet is never translated.
            (Lang::Fr, _) | (Lang::En, Spot::SheetCell { .. }) => return self.to_string(),
            (Lang::En, Spot::TableCell { table, row, column }) => format!("table {table}, row {row}, column {column}"),
            (Lang::En, Spot::Paragraph { number }) => format!("paragraph {number}"),
            (Lang::En, Spot::Line { line, field: None }) => format!("line {line}"),
            (Lang::En, Spot::Line { line, field: Some(field) }) => format!("line {line}, field {field}"),
        };
        if let Some(page) = self.page {
            spot += &format!(" (page {page})");
        }
        if self.source == 1 { spot } else { format!("#{} {spot}", self.source) }
    }
}

impl Place {
    /// The place in words of a language, with the name of its file when the document has several.
    ///
    /// ```
    /// use passerelle_core::{Lang, Place};
    /// let place: Place = "#2 Feuil1!C12".parse()?;
    /// let files = ["volet-interne.xlsx".to_owned(), "volet-externe.xlsx".to_owned()];
    /// assert_eq!(place.display_in(Lang::Fr, &files), "volet-externe.xlsx, Feuil1!C12");
    /// assert_eq!(place.display_in(Lang::Fr, &[]), "#2 Feuil1!C12");
    /// # Ok::<(), passerelle_core::PlaceError>(())
    /// ```
    #[must_use]
    pub fn display_in(&self, lang: Lang, files: &[String]) -> String {
        match self.file(files) {
            Some(name) => format!("{name}, {}", Self { source: 1, ..self.clone() }.display(lang)),
            None => self.display(lang),
        }
    }

    /// The name of the file it stands in, when there are several.
    #[must_use]
    pub fn file<'f>(&self, files: &'f [String]) -> Option<&'f str> {
        let name = files.get(usize::from(self.source).checked_sub(1)?)?;
        (files.len() > 1 && !name.is_empty()).then_some(name.as_str())
    }
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        Self::new(spot)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spot = self.spot.to_string();
        // A sheet may be called "#2 x": then even the first source is written out, to read back the same.
        if self.source != 1 || spot.starts_with('#') {
            write!(f, "#{} ", self.source)?;
        }
        f.write_str(&spot)?;
        self.page.map_or(Ok(()), |page| write!(f, " (page {page})"))
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SheetCell { sheet, row, column } => write!(f, "{sheet}!{}{row}", letters(*column)),
            Self::TableCell { table, row, column } => write!(f, "tableau {table}, ligne {row}, colonne {column}"),
            Self::Paragraph { number } => write!(f, "paragraphe {number}"),
            Self::Line { line, field: None } => write!(f, "ligne {line}"),
            Self::Line { line, field: Some(field) } => write!(f, "ligne {line}, champ {field}"),
        }
    }
}

/// Endroit illisible: the text is no place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("« {0} » is not a place such as Feuil1!C12 or tableau 2, ligne 5, colonne 3")]
pub struct PlaceError(pub String);

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let wrong = || PlaceError(text.to_owned());
        let (source, rest) = match text.strip_prefix('#') {
            Some(rest) => {
                let (number, rest) = rest.split_once(' ').ok_or_else(wrong)?;
                (number.parse().map_err(|_| wrong())?, rest)
            }
            None => (1, text),
        };
        // The name of a sheet may end like this, but then its cell follows.
        let paged = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (page "));
        let (rest, page) = match paged {
            Some((rest, page)) => (rest, Some(page.parse().map_err(|_| wrong())?)),
            None => (rest, None),
        };
        let place = Self { source, spot: parse_spot(rest).ok_or_else(wrong)?, page: None }.on_page(page);
        if place.page == page { Ok(place) } else { Err(wrong()) }
    }
}

fn parse_spot(text: &str) -> Option<Spot> {
    if let Some((sheet, cell)) = text.rsplit_once('!') {
        let split = cell.find(|c: char| c.is_ascii_digit())?;
        let (column, row) = cell.split_at(split);
        return Some(Spot::SheetCell { sheet: sheet.into(), row: row.parse().ok()?, column: number(column)? });
    }
    if let Some(rest) = text.strip_prefix("tableau ") {
        let (table, rest) = rest.split_once(", ligne ")?;
        let (row, column) = rest.split_once(", colonne ")?;
        return Some(Spot::TableCell {
            table: table.parse().ok()?,
            row: row.parse().ok()?,
            column: column.parse().ok()?,
        });
    }
    if let Some(rest) = text.strip_prefix("paragraphe ") {
        return Some(Spot::Paragraph { number: rest.parse().ok()? });
    }
    let rest = text.strip_prefix("ligne ")?;
    match rest.split_once(", champ ") {
        Some((line, field)) => Some(Spot::Line { line: line.parse().ok()?, field: Some(field.parse().ok()?) }),
        None => Some(Spot::Line { line: rest.parse().ok()?, field: None }),
    }
}

/// Spreadsheet letters of a column from 1.
fn letters(mut column: u32) -> String {
    let mut reversed = Vec::new();
    while column > 0 {
        let rest = u8::try_from((column - 1) % 26).unwrap_or(0);
        reversed.push(char::from(b'A' + rest));
        column = (column - 1) / 26;
    }
    reversed.iter().rev().collect()
}

/// The column from 1 of spreadsheet letters.
fn number(letters: &str) -> Option<u32> {
    if letters.is_empty() {
        return None;
    }
    letters.chars().try_fold(0u32, |sum, c| {
        let digit = u32::from(c).checked_sub(u32::from('A')).filter(|d| *d < 26)?;
        sum.checked_mul(26)?.checked_add(digit + 1)
    })
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "title": "Endroit dans la source",
            "examples": ["Feuil1!C12", "tableau 2, ligne 5, colonne 3", "paragraphe 4 (page 2)", "ligne 7, champ 2"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_reads_back_from_its_text() {
        for text in [
            "Feuil1!C12",
            "a!b!AA3",
            "#2 Feuil1!A1",
            "a (page 2)!A1",
            "tableau 2, ligne 5, colonne 3",
            "#2 tableau 2, ligne 5, colonne 3 (page 4)",
            "paragraphe 4",
            "paragraphe 4 (page 2)",
            "ligne 7",
        ] {
            let place: Place = text.parse().unwrap();
            assert_eq!(place.to_string(), text);
        }
        assert_eq!(Place::new(Spot::SheetCell { sheet: "#x".into(), row: 1, column: 1 }).to_string(), "#1 #x!A1");
        // A sheet may be called as places are.
        let sheet: Place = "tableau 1, ligne 2!B3".parse().unwrap();
        assert_eq!(sheet.display(Lang::En), "tableau 1, ligne 2!B3");
        assert!("".parse::<Place>().is_err());
        assert!("Feuil1!12".parse::<Place>().is_err());
        assert!("ligne 7 (page 2)".parse::<Place>().is_err());
        assert!("Feuil1!C12 (page 2)".parse::<Place>().is_err());
        assert!("paragraphe 4 (page x)".parse::<Place>().is_err());
    }
}
