use crate::Lang;

/// Fichier réuni: how much of one file was known from those before it.
///
/// ```
/// use passerelle_core::{Lang, merge::MergedFile};
/// let mut file = MergedFile::default();
/// (file.name, file.elements, file.found, file.added, file.differences) = ("2026.xlsx".into(), 7, 3, 4, 1);
/// assert_eq!(file.words(Lang::Fr), "7 éléments : 3 déjà connus, 4 ajoutés, 1 valeur qui diffère");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct MergedFile {
    /// The file's name; empty for a programme that was read from none.
    pub name: String,
    /// How many elements it holds.
    pub elements: usize,
    /// Those that a file before it holds too.
    pub found: usize,
    /// Those that were added.
    pub added: usize,
    /// Values, codes, titles and classifications that it gives otherwise than the files before it.
    pub differences: usize,
}

impl MergedFile {
    /// The counts in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let Self { elements, found, added, differences, .. } = self;
        let all = lang.counted(*elements, lang.pick("élément", "element"), lang.pick("éléments", "elements"));
        let mut parts = Vec::new();
        if *found > 0 {
            let (one, many) = (lang.pick("déjà connu", "known already"), lang.pick("déjà connus", "known already"));
            parts.push(lang.counted(*found, one, many));
        }
        if *added > 0 {
            parts.push(lang.counted(*added, lang.pick("ajouté", "added"), lang.pick("ajoutés", "added")));
        }
        if *differences > 0 {
            let one = lang.pick("valeur qui diffère", "value that differs");
            parts.push(lang.counted(*differences, one, lang.pick("valeurs qui diffèrent", "values that differ")));
        }
        if parts.is_empty() { all } else { format!("{all}{}{}", lang.pick(" : ", ": "), parts.join(", ")) }
    }
}
