use passerelle_core::{Pst, fold};

use crate::Options;

/// Bloc de titre of a PST: what stands above the grid, a line each.
///
/// ```
/// use passerelle_core::{Institution, InstitutionKind, Legislature, Pst};
/// use passerelle_export::{Options, TitleBlock};
/// let institution =
///     Institution { name: Some("Jemeppe-sur-Sambre".into()), kind: Some(InstitutionKind::Commune), ..Default::default() };
/// let pst = Pst {
///     institution,
///     legislature: Some(Legislature { first_year: 2018, last_year: 2024 }),
///     ..Default::default()
/// };
/// let block = TitleBlock::of(&pst, &Options::new());
/// assert_eq!(block.institution.as_deref(), Some("Commune de Jemeppe-sur-Sambre"));
/// assert_eq!(block.title, "Programme stratégique transversal");
/// assert_eq!(block.details, ["Législature 2018-2024"]);
/// assert_eq!(block.document_title(), "Programme stratégique transversal – Commune de Jemeppe-sur-Sambre");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TitleBlock {
    /// `Commune de Jemeppe-sur-Sambre`; none when the model does not name it.
    pub institution: Option<String>,
    /// The title printed large.
    pub title: String,
    /// Législature, declaration, further data of the document: a line each.
    pub details: Vec<String>,
}

impl TitleBlock {
    /// The title block of a programme.
    #[must_use]
    pub fn of(pst: &Pst, options: &Options) -> Self {
        let lang = options.lang;
        let printed = pst.title.as_ref().map(|title| title.text.as_str()).filter(|text| !text.trim().is_empty());
        let title = options.title.as_deref().or(printed);
        let mut details = Vec::new();
        if let Some(term) = pst.legislature {
            let word = lang.pick("Législature", "Term");
            details.push(format!("{word} {}-{}", term.first_year, term.last_year));
        }
        if let Some(declaration) = &pst.declaration {
            details.push(declaration.text.clone());
        }
        for extra in &pst.extras {
            details.push(match extra.label.trim() {
                "" => extra.text.clone(),
                // The colon of French typography stands behind a no-break space.
                label => format!("{label}{}{}", lang.pick("\u{a0}: ", ": "), extra.text),
            });
        }
        Self {
            institution: pst.institution.designation(),
            title: title.map_or_else(
                || lang.pick("Programme stratégique transversal", "Cross-cutting strategic programme").to_owned(),
                str::to_owned,
            ),
            details,
        }
    }

    /// The line above the title: the institution, where the title does not say it itself.
    ///
    /// ```
    /// use passerelle_core::{Institution, InstitutionKind, Pst};
    /// use passerelle_export::{Options, TitleBlock};
    /// let mut pst = Pst { title: Some("PST 2018-2024\nCPAS de SAINT-LEGER".into()), ..Default::default() };
    /// pst.institution.name = Some("SAINT-LEGER".into());
    /// pst.institution.kind = Some(InstitutionKind::Cpas);
    /// let block = TitleBlock::of(&pst, &Options::new());
    /// assert_eq!(block.above(), None);
    /// assert_eq!(block.document_title(), "PST 2018-2024 CPAS de SAINT-LEGER");
    /// ```
    #[must_use]
    pub fn above(&self) -> Option<&str> {
        let title = fold(&self.title);
        self.institution.as_deref().filter(|institution| {
            let named = fold(institution);
            let in_full = named.replacen("cpas", "centre public d action sociale", 1);
            !title.contains(&named) && !title.contains(&in_full)
        })
    }

    /// One line that names the document: for its properties and its page header.
    #[must_use]
    pub fn document_title(&self) -> String {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.above() {
            Some(institution) => format!("{title} – {institution}"),
            None => title,
        }
    }
}
