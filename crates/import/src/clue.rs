//! Clues: what tells the level of a row, kept so that a person can see what was weighed.

use passerelle_core::{Lang, Level};

macro_rules! clues {
    ($($variant:ident $name:literal $fr:literal / $en:literal,)+) => {
        /// Indice: what tells what a row is. Those that stand earlier outweigh the others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Clue { $(#[doc = $en] $variant,)+ }

        impl Clue {
            /// Every clue, the weightiest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The words for people.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick($fr, $en)),+ }
            }
        }
    };
}

clues! {
    Layout "layout" "règle de la disposition" / "rule of the layout",
    LevelColumn "level_column" "colonne des niveaux" / "column of levels",
    Rank "rank" "rang du mot de niveau" / "rank of the level word",
    Words "words" "mot de niveau" / "level word",
    CodeColumn "code_column" "colonne du code" / "column of the code",
    Column "column" "colonne de l’intitulé" / "column of the title",
    CodeDepth "code_depth" "forme du code" / "shape of the code",
    Steps "steps" "retrait ou groupe de lignes" / "indent or group of rows",
    Values "values" "valeurs sur la ligne" / "values in the row",
    Look "look" "aspect" / "look",
    Pair "pair" "ligne suivante" / "next row",
}

/// Indice pesé: a clue and the level it speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowClue {
    /// The clue.
    pub clue: Clue,
    /// The level it speaks for.
    pub level: Level,
}
