//! Dispositions: how the files of a commune lay their programme out, as a value that can be saved, corrected and
//! applied to other files. The known ones are files of the same form.

mod choice;
mod correction;
mod error;
mod learning;
mod reading;
pub(crate) mod rule;
mod shape;
mod writing;

pub(crate) use choice::{best, known, name};
pub(crate) use correction::Correction;
pub use error::{Expected, LayoutError, LayoutErrorKind};

use std::sync::LazyLock;

use passerelle_core::{Bilingual, Field, Lang, Level};
use passerelle_tables::Document as Tables;

use crate::recognition::{Family, Recognition};
use crate::vocabulary::Role;
use crate::{Import, ImportError, Options, import_with};
use rule::RowRule;

/// Disposition: header rows by their texts, what each column holds, what tells the kinds of rows, what is left aside.
///
/// ```
/// use passerelle_import::Layout;
/// let text = "Objectif stratégique\tObjectif opérationnel\tAction\tRepère\n\
///             Être solidaire\tAider\tOuvrir une épicerie sociale\t2026\n";
/// let tables = passerelle_tables::read(text.as_bytes(), "pst.tsv", &Default::default())?;
/// let import = passerelle_import::import(&tables, "pst.tsv")?;
/// let file = Layout::of(&import.recognition, "valmont").to_toml();
/// let corrected = file.replace("\"extra\"", "\"field:deadline\"");
/// let layout = Layout::from_toml(&corrected, "valmont.toml")?;
/// let import = layout.apply(&tables, "pst.tsv")?;
/// let action = &import.document.outline().elements()[2];
/// assert!(action.field(passerelle_core::Field::Deadline).is_some());
/// assert!(import.report.counts.adds_up());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    id: String,
    label: Option<String>,
    /// The label in English.
    english: Option<String>,
    family: Family,
    headers: Vec<String>,
    /// Whether the commas in all columns of people divide them.
    list: Option<bool>,
    aside: Vec<String>,
    tables: Vec<LayoutTable>,
    rows: Vec<RowRule>,
}

/// A header and its columns; for sheets, their labels.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LayoutTable {
    /// The texts of each header row.
    header: Vec<Vec<String>>,
    /// How many columns a table without header has.
    width: Option<u32>,
    columns: Vec<LayoutColumn>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct LayoutColumn {
    /// The words above it, group first.
    header: String,
    /// Its rank from 1, for a column without words.
    position: Option<u32>,
    purpose: Purpose,
    level: Option<Level>,
    codes: bool,
    choice: Option<String>,
    /// Whether the commas of its people divide them.
    list: Option<bool>,
}

/// What becomes of the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Role(Role),
    Extra,
    Aside,
}

impl Layout {
    /// Lit une disposition from the text of a layout file; `file` names it in errors.
    ///
    /// # Errors
    /// [`LayoutError`] with line and key when the file is no TOML or says something that no layout says.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, LayoutError> {
        reading::layout(text, file)
    }

    /// The layout as a commented TOML file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        writing::layout(self)
    }

    /// La disposition reconnue in a file that was read, under a short name.
    #[must_use]
    pub fn of(recognition: &Recognition, id: &str) -> Self {
        learning::layout(recognition, id)
    }

    /// Lit les tableaux d'un fichier by this layout. What no longer fits is read by its clues, with a diagnostic.
    ///
    /// # Errors
    /// [`ImportError::NoTable`] when nothing in the file looks like a programme.
    pub fn apply(&self, tables: &Tables, name: &str) -> Result<Import, ImportError> {
        import_with(tables, name, &Options { layout: Some(self), ..Options::default() })
    }

    /// What it says of the commas in a field of people: always or never between two of them.
    pub(crate) fn divides(&self, field: Field) -> Option<bool> {
        self.divides_in_column(field).or(self.list)
    }

    /// The same, as far as the column of the field says it itself.
    fn divides_in_column(&self, field: Field) -> Option<bool> {
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        let mut of_field = columns.filter(|column| column.purpose == Purpose::Role(Role::Field(field)));
        of_field.find_map(|column| column.list)
    }

    /// Its files are sheets, not grids.
    pub(crate) fn is_of_sheets(&self) -> bool {
        self.family == Family::Sheets
    }

    /// Its short name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name for people; the short one when it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        let french = self.label.as_deref().unwrap_or(&self.id);
        lang.pick(french, self.english.as_deref().unwrap_or(french))
    }

    pub(crate) fn label_in_both(&self) -> Bilingual {
        Bilingual::of(|lang| self.label(lang))
    }
}

const KNOWN_FILES: &[(&str, &str)] = &[
    ("grille-pilotes-criteres.toml", include_str!("../data/layouts/grille-pilotes-criteres.toml")),
    (
        "grille-pilote-planification-budget.toml",
        include_str!("../data/layouts/grille-pilote-planification-budget.toml"),
    ),
    ("fiches-projet.toml", include_str!("../data/layouts/fiches-projet.toml")),
    ("registre-de-fiches.toml", include_str!("../data/layouts/registre-de-fiches.toml")),
    ("ia-pst-export.toml", include_str!("../data/layouts/ia-pst-export.toml")),
    ("ia-pst-etat-avancement.toml", include_str!("../data/layouts/ia-pst-etat-avancement.toml")),
    ("ia-pst-suivi.toml", include_str!("../data/layouts/ia-pst-suivi.toml")),
    ("ia-pst-suivi-gestionnaires.toml", include_str!("../data/layouts/ia-pst-suivi-gestionnaires.toml")),
    ("ia-pst-suivi-editeurs.toml", include_str!("../data/layouts/ia-pst-suivi-editeurs.toml")),
    ("ia-pst-tableau-de-bord.toml", include_str!("../data/layouts/ia-pst-tableau-de-bord.toml")),
    ("ia-pst-detaille.toml", include_str!("../data/layouts/ia-pst-detaille.toml")),
    ("ia-pst-fiche-objectif.toml", include_str!("../data/layouts/ia-pst-fiche-objectif.toml")),
    ("ia-pst-fiche-action.toml", include_str!("../data/layouts/ia-pst-fiche-action.toml")),
    ("marche-ville.toml", include_str!("../data/layouts/marche-ville.toml")),
    ("marche-cpas.toml", include_str!("../data/layouts/marche-cpas.toml")),
    ("marche-export.toml", include_str!("../data/layouts/marche-export.toml")),
    ("grille.toml", include_str!("../data/layouts/grille.toml")),
    ("tableau-plat.toml", include_str!("../data/layouts/tableau-plat.toml")),
    ("fiches.toml", include_str!("../data/layouts/fiches.toml")),
];

/// Checked by a test; an unreadable file would only take the names away.
static KNOWN: LazyLock<Vec<Layout>> =
    LazyLock::new(|| KNOWN_FILES.iter().filter_map(|(file, text)| Layout::from_toml(text, file).ok()).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_known_layout() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/layouts")).unwrap();
        let files: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(files.len(), KNOWN_FILES.len());
        assert!(files.iter().all(|file| KNOWN_FILES.iter().any(|known| known.0 == file)), "{files:?}");
    }

    #[test]
    fn the_known_layouts_load_and_every_family_of_tables_has_a_generic_one() {
        let files = KNOWN_FILES.iter().map(|(file, text)| Layout::from_toml(text, file));
        let known: Vec<Layout> = files.collect::<Result<_, _>>().unwrap();
        for family in [Family::Grid, Family::Flat, Family::Sheets] {
            assert!(known.iter().any(|layout| layout.family == family && layout.headers.is_empty()));
        }
        let stem = |file: &str| file.trim_end_matches(".toml").to_owned();
        assert!(known.iter().zip(KNOWN_FILES).all(|(layout, (file, _))| layout.id == stem(file)));
    }
}
