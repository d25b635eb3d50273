use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Institution: who owns the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Institution")]
pub struct Institution {
    /// The name without the kind: `Jemeppe-sur-Sambre`, `Anderlues`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Nom")]
    pub name: Option<String>,
    /// Commune, ville, CPAS, province or several together.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Type d’institution")]
    pub kind: Option<InstitutionKind>,
    /// Code INS (NIS), five digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Code INS")]
    pub ins_code: Option<String>,
}

/// Type d'institution. Source of the list: CDLD art. L1123-27 (communes, provinces), loi organique 8/7/1976
/// art. 27ter (CPAS); a joint programme of commune and CPAS is recommended practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Type d’institution")]
#[non_exhaustive]
pub enum InstitutionKind {
    /// Commune.
    Commune,
    /// Ville.
    Ville,
    /// Centre public d'action sociale.
    Cpas,
    /// Province.
    Province,
    /// Programme conjoint de la commune et du CPAS.
    Joint,
}

impl InstitutionKind {
    /// The stable name used in JSON and in the register.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Ville => "ville",
            Self::Cpas => "cpas",
            Self::Province => "province",
            Self::Joint => "joint",
        }
    }
}

impl Institution {
    /// The full French designation: `CPAS d’Anderlues`, `Commune de Jemeppe-sur-Sambre`; only the name when the
    /// kind is unknown; none without a name.
    ///
    /// ```
    /// use passerelle_core::{Institution, InstitutionKind};
    /// let cpas = Institution { name: Some("Anderlues".into()), kind: Some(InstitutionKind::Cpas), ..Default::default() };
    /// assert_eq!(cpas.designation().as_deref(), Some("CPAS d’Anderlues"));
    /// ```
    #[must_use]
    pub fn designation(&self) -> Option<String> {
        let name = self.name.as_deref()?;
        let word = match self.kind {
            None => return Some(name.to_owned()),
            Some(InstitutionKind::Commune) => "Commune",
            Some(InstitutionKind::Ville) => "Ville",
            Some(InstitutionKind::Cpas) => "CPAS",
            Some(InstitutionKind::Province) => "Province",
            Some(InstitutionKind::Joint) => "Commune et CPAS",
        };
        let vowel = crate::fold(name).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        Some(if vowel { format!("{word} d’{name}") } else { format!("{word} de {name}") })
    }
}

/// Législature: the term a programme covers, both years included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Législature")]
pub struct Legislature {
    /// First year, such as 2018.
    #[schemars(title = "Première année")]
    pub first_year: i16,
    /// Last year, such as 2024.
    #[schemars(title = "Dernière année")]
    pub last_year: i16,
}
