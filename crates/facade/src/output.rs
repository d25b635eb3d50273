/// Format d'un document écrit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Output {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// Canonical JSON.
    Json,
    /// XML for eComptes, version 201805V1; only of a PST.
    Ecomptes,
}

impl Output {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Docx, Self::Xlsx, Self::Json, Self::Ecomptes];
    /// The formats of a whole result, in the order in which they are written: all but those made for one program.
    pub const USUAL: &'static [Self] = &[Self::Docx, Self::Xlsx, Self::Json];

    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Ecomptes => "xml",
        }
    }

    /// The format of an extension, in any case.
    ///
    /// ```
    /// assert_eq!(passerelle::Output::from_extension("DOCX"), Some(passerelle::Output::Docx));
    /// ```
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|output| output.extension().eq_ignore_ascii_case(extension))
    }
}
