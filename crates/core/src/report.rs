//! Rapport d'importation: what became of every non-empty cell and paragraph of the source.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::merge::MergedFile;
use crate::{Bilingual, Diagnostic, Place};

/// Rapport d'importation of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ImportReport {
    /// File name without folder.
    pub source: String,
    /// Format found in the content.
    pub format: String,
    /// Stable name of the layout recognised.
    pub layout: String,
    /// The layout in words.
    pub layout_label: Bilingual,
    /// The counts.
    pub counts: Counts,
    /// What the headers and labels were taken for, in source order.
    pub headers: Vec<ReadHeader>,
    /// What went to no element, with the reason, in source order.
    pub left_aside: Vec<LeftAside>,
    /// Diagnostics of reading and importing, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of the files, as places count them, when the document was made of several.
    pub files: Arc<[String]>,
    /// For each file that was joined with others, how much of it was known already, was added, or differs.
    pub merged: Vec<MergedFile>,
}

impl ImportReport {
    /// The report on several files that became one document: counts together, places in the files by their number.
    #[must_use]
    pub fn merged(reports: Vec<Self>) -> Self {
        let joined = |between: &str, of: &dyn Fn(&Self) -> String| {
            let mut words: Vec<String> = Vec::new();
            for word in reports.iter().map(of).filter(|word| !word.is_empty()) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            words.join(between)
        };
        let mut merged = Self {
            source: joined(", ", &|report| report.source.clone()),
            format: joined(", ", &|report| report.format.clone()),
            layout: joined(", ", &|report| report.layout.clone()),
            layout_label: Bilingual {
                fr: joined(" ; ", &|report| report.layout_label.fr.clone()),
                en: joined("; ", &|report| report.layout_label.en.clone()),
            },
            ..Self::default()
        };
        let mut names: Vec<String> = Vec::new();
        for report in reports {
            let before = names.len();
            if report.files.is_empty() {
                names.push(report.source)
            } else {
                names.extend(report.files.iter().cloned())
            }
            let sum = &mut merged.counts;
            sum.non_empty += report.counts.non_empty;
            sum.in_fields += report.counts.in_fields;
            sum.in_extras += report.counts.in_extras;
            sum.left_aside += report.counts.left_aside;
            let mut headers = report.headers;
            headers.iter_mut().filter_map(|header| header.place.as_mut()).for_each(|place| place.shift(before));
            merged.headers.extend(headers);
            let mut left_aside = report.left_aside;
            left_aside.iter_mut().for_each(|left| left.place.shift(before));
            merged.left_aside.extend(left_aside);
            let mut diagnostics = report.diagnostics;
            diagnostics.iter_mut().for_each(|found| found.shift(before));
            merged.diagnostics.extend(diagnostics);
        }
        merged.files = names.into();
        let files = &merged.files;
        merged.diagnostics = merged.diagnostics.into_iter().map(|found| found.of_files(files)).collect();
        merged
    }
}

/// Comptes: `in_fields + in_extras + left_aside = non_empty` always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Comptes")]
pub struct Counts {
    /// Cellules et paragraphes non vides.
    #[schemars(title = "Non vides")]
    pub non_empty: usize,
    /// Placés dans un champ.
    #[schemars(title = "Dans un champ")]
    pub in_fields: usize,
    /// Gardés comme données supplémentaires.
    #[schemars(title = "Données supplémentaires")]
    pub in_extras: usize,
    /// Laissés de côté, avec une raison.
    #[schemars(title = "Laissés de côté")]
    pub left_aside: usize,
}

impl Counts {
    /// Every non-empty cell has exactly one fate.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.in_fields + self.in_extras + self.left_aside == self.non_empty
    }
}

/// En-tête compris: the words above a column or in front of a value, and what they were taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadHeader {
    /// The words, behind those of the group above them.
    pub header: String,
    /// What they were taken for; none for values that are kept under these words.
    pub meaning: Option<Bilingual>,
    /// Where the first table with them begins.
    pub place: Option<Place>,
    /// How many tables have them.
    pub tables: usize,
}

/// Texte laissé de côté.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Texte laissé de côté")]
pub struct LeftAside {
    /// Where it stands.
    pub place: Place,
    /// The text.
    pub text: String,
    /// Why.
    pub reason: Reason,
}

macro_rules! reasons {
    ($($variant:ident $name:literal $fr:literal / $en:literal,)+) => {
        /// Raison for leaving a text aside.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[schemars(title = "Raison")]
        #[non_exhaustive]
        pub enum Reason { $(#[doc = $en] $variant,)+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name of the register.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The words for people.
            #[must_use]
            pub fn label(self, lang: crate::Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick($fr, $en)),+ }
            }
        }
    };
}

reasons! {
    Header "header" "en-tête" / "header",
    RepeatedHeader "repeated_header" "en-tête répété" / "repeated header",
    TitleBlock "title_block" "bloc de titre" / "title block",
    Placeholder "placeholder" "texte d’attente" / "placeholder",
    Total "total" "total" / "total",
    FormText "form_text" "texte du formulaire" / "form text",
    Example "example" "exemple" / "example",
    EmptySlot "empty_slot" "ligne numérotée non remplie" / "numbered line not filled in",
    Hidden "hidden" "masqué" / "hidden",
    ErrorValue "error_value" "valeur d’erreur" / "error value",
    Note "note" "note" / "note",
    Comment "comment" "commentaire" / "comment",
    PageText "page_text" "en-tête ou pied de page" / "page header or footer",
    Contents "contents" "table des matières" / "table of contents",
    Prose "prose" "texte hors tableau" / "text outside tables",
    Label "label" "libellé de rubrique" / "label",
    Repeated "repeated" "répété à l’identique" / "repeated as it is",
    Signature "signature" "signature" / "signature",
    OtherTable "other_table" "tableau sans action" / "table without actions",
    ByLayout "by_layout" "laissé de côté par la disposition" / "left aside by the layout",
    RowNumber "row_number" "numéro de ligne" / "row number",
    Filter "filter" "critère de filtre" / "filter criterion",
    Unplaced "unplaced" "non placé" / "not placed",
}
