//! Définitions des formulaires officiels: every text of a form, its tables, limits and deadlines, as data.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{Bilingual, Diagnostic, DiagnosticKind};

mod definition;

pub use definition::FormError;

/// Définition d'un formulaire « Programme de travail » of one year.
///
/// ```
/// use passerelle_core::form::WorkProgrammeForm;
/// let form = WorkProgrammeForm::builtin(2024)?;
/// assert_eq!(form.objectives.iter().map(|o| o.slots).collect::<Vec<_>>(), [4, 5, 5, 2]);
/// assert_eq!(form.actions.max_actions, 9);
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkProgrammeForm {
    /// Stable name, such as `programme-travail-2024`.
    pub id: String,
    /// The year the form was issued for.
    pub year: i16,
    /// Where its texts come from.
    pub source: String,
    /// Its blocks in printed order.
    #[serde(rename = "block")]
    pub blocks: Vec<FormBlock>,
    /// The table of actions.
    pub actions: ActionsTable,
    /// The objectifs stratégiques with their printed slots.
    #[serde(rename = "objective")]
    pub objectives: Vec<FormObjective>,
    /// The first year whose programmes stand under these objectives.
    pub objectives_since: Option<i16>,
    /// The duties of the year.
    #[serde(rename = "duty")]
    pub duties: Vec<Duty>,
    /// The year these texts are made for; another than `year` when the form is projected.
    #[serde(skip)]
    pub for_year: i16,
    /// The definition as it is written, with its words for the year.
    #[serde(skip)]
    written: Option<Box<WorkProgrammeForm>>,
}

/// Bloc du formulaire: a paragraph, or the place of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormBlock {
    /// What it is.
    pub role: BlockRole,
    /// Its text; `{year}`, `{previous_year}` and `{max_actions}` already replaced.
    #[serde(default)]
    pub text: String,
    /// What stands where nothing was filled in.
    #[serde(default)]
    pub placeholder: String,
}

/// Rôle d'un bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockRole {
    /// Titre du formulaire.
    Title,
    /// Ligne « Nom de la commune ».
    Commune,
    /// Avis en tête.
    Notice,
    /// Coordonnées de la DiCS.
    Contact,
    /// Titre de section.
    Heading,
    /// Question.
    Question,
    /// Titre des consignes.
    InstructionsHeading,
    /// Consigne.
    Instruction,
    /// Le tableau des actions.
    Actions,
    /// Le tableau de validation; its text is the label of the date.
    Validation,
    /// Remarque.
    Remark,
}

/// Tableau des actions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionsTable {
    /// Nombre maximal d'actions prioritaires.
    pub max_actions: usize,
    /// Les natures admises.
    pub natures: Vec<String>,
    /// Ligne d'exemple, a cell per column.
    pub example: Vec<String>,
    /// Bandes de l'en-tête.
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
    /// Colonnes.
    #[serde(rename = "column")]
    pub columns: Vec<FormColumn>,
}

/// Bande de l'en-tête: a cell over several columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its text.
    pub text: String,
    /// How many columns it covers.
    pub columns: usize,
}

/// Colonne du tableau des actions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// `title`, or the stable name of a [`Field`](crate::Field).
    pub field: String,
    /// En-tête.
    pub text: String,
}

/// Objectif stratégique du formulaire.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormObjective {
    /// Its number, from 1.
    pub number: u16,
    /// Its wording.
    pub title: String,
    /// How many numbered lines are printed.
    pub slots: usize,
    /// Words that show that an action of another document belongs here: `phase 1`.
    #[serde(default)]
    pub clues: Vec<String>,
}

impl FormObjective {
    /// As printed: `Objectif stratégique 1 : cibler…`.
    #[must_use]
    pub fn printed(&self) -> String {
        format!("Objectif stratégique {} : {}", self.number, self.title)
    }
}

/// Devoir de l'année.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Stable name: `validation`, `transmission`.
    pub key: String,
    /// Years after the programme's year (−1: the year before).
    pub year: i16,
    /// Month.
    pub month: i8,
    /// Day.
    pub day: i8,
    /// What is to be done.
    pub text: String,
    /// The same in English, for messages.
    pub english: Option<String>,
    /// Where the duty comes from.
    pub source: String,
}

/// The definitions this version knows, oldest first.
const BUILTIN: &[(i16, &str, &str)] =
    &[(2024, "programme-travail-2024.toml", include_str!("../data/forms/programme-travail-2024.toml"))];

impl WorkProgrammeForm {
    /// The definition for a year: that of the year, or the newest before it (the oldest for earlier years) with
    /// its dates moved; then [`is_projected`](Self::is_projected).
    ///
    /// # Errors
    /// [`FormError`] if a definition of this version does not load, which the tests exclude.
    pub fn builtin(year: i16) -> Result<Self, FormError> {
        let found = BUILTIN.iter().rev().find(|(y, ..)| *y <= year).or(BUILTIN.first());
        let Some((_, name, text)) = found else {
            let problem = Box::new(Bilingual::new("aucune définition", "no definition"));
            return Err(FormError { name: String::new(), line: None, key: "year".to_owned(), problem });
        };
        Self::from_toml(name, text, year)
    }

    /// Every definition this version knows, oldest first, made for a year.
    ///
    /// # Errors
    /// [`FormError`] if a definition of this version does not load, which the tests exclude.
    pub fn all_builtin(year: i16) -> Result<Vec<Self>, FormError> {
        BUILTIN.iter().map(|(_, name, text)| Self::from_toml(name, text, year)).collect()
    }

    /// A definition of the user's own, made for `year`.
    ///
    /// # Errors
    /// [`FormError`] with file name, line and key when the text is no valid definition.
    pub fn from_toml(name: &str, text: &str, year: i16) -> Result<Self, FormError> {
        let form: Self = toml::from_str(text).map_err(|error| FormError::content(name, text, &error))?;
        definition::check(&form).map_err(|fault| FormError::value(name, text, fault))?;
        Ok(form.for_year(year))
    }

    /// The same definition made for a year: its dates and the years in its texts are those of that year.
    ///
    /// ```
    /// use passerelle_core::form::{BlockRole, WorkProgrammeForm};
    /// let form = WorkProgrammeForm::builtin(2024)?.for_year(2027);
    /// assert_eq!(form.block(BlockRole::Title).map(|title| title.text.as_str()), Some("Programme de travail 2027"));
    /// assert!(form.is_projected());
    /// # Ok::<(), passerelle_core::form::FormError>(())
    /// ```
    #[must_use]
    pub fn for_year(&self, year: i16) -> Self {
        if self.written.is_some() && self.for_year == year {
            return self.clone();
        }
        // The texts that name the year are taken as they were written; what was changed since holds for every year.
        let written = self.written.as_deref().unwrap_or(self);
        let mut form = Self { for_year: year, written: Some(Box::new(written.clone())), ..self.clone() };
        form.blocks.clone_from(&written.blocks);
        form.actions.bands.clone_from(&written.actions.bands);
        form.actions.columns.clone_from(&written.actions.columns);
        let max_actions = form.actions.max_actions;
        let fill = |text: &mut String| {
            *text = text
                .replace("{year}", &year.to_string())
                .replace("{previous_year}", &(year.saturating_sub(1)).to_string())
                .replace("{max_actions}", &max_actions.to_string());
        };
        form.blocks.iter_mut().for_each(|block| fill(&mut block.text));
        form.actions.bands.iter_mut().for_each(|band| fill(&mut band.text));
        form.actions.columns.iter_mut().for_each(|column| fill(&mut column.text));
        form
    }

    /// No definition of the year itself exists: texts and dates are those of the newest known form, moved.
    #[must_use]
    pub fn is_projected(&self) -> bool {
        self.year != self.for_year
    }

    /// What is to be said of a projected form, beside what is made with it: the form itself never says it.
    #[must_use]
    pub fn projection(&self) -> Option<Diagnostic> {
        let diagnostic = Diagnostic::new(DiagnosticKind::FormProjected);
        self.is_projected().then(|| diagnostic.with("year", self.for_year).with("used", self.year))
    }

    /// The date of a duty.
    #[must_use]
    pub fn duty_date(&self, key: &str) -> Option<Date> {
        self.duties.iter().find(|duty| duty.key == key).and_then(|duty| self.date_of(duty))
    }

    /// The date of a duty of this form.
    #[must_use]
    pub fn date_of(&self, duty: &Duty) -> Option<Date> {
        Date::new(self.for_year.checked_add(duty.year)?, duty.month, duty.day).ok()
    }

    /// The first block of a role.
    #[must_use]
    pub fn block(&self, role: BlockRole) -> Option<&FormBlock> {
        self.blocks.iter().find(|block| block.role == role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_form_loads_and_a_later_year_is_projected_from_the_newest() {
        for (year, ..) in BUILTIN {
            assert!(!WorkProgrammeForm::builtin(*year).unwrap().is_projected());
        }
        let form = WorkProgrammeForm::builtin(2026).unwrap();
        assert!(form.is_projected());
        assert_eq!(form.block(BlockRole::Title).unwrap().text, "Programme de travail 2026");
        assert_eq!(form.duty_date("validation").unwrap().to_string(), "2025-12-31");
    }
}
