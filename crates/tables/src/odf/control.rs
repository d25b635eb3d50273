//! Content controls of texts, as LibreOffice keeps them.

use crate::document::ContentControl;
use crate::xml::Element;

/// Choices of a list that are kept.
const MAX_CHOICES: usize = 10_000;

/// A content control whose end has not come yet.
pub(super) struct ControlDraft {
    pub(super) control: ContentControl,
    /// What each choice shows, and its value.
    choices: Vec<(String, String)>,
}

impl ControlDraft {
    pub(super) fn new(element: &Element<'_>) -> Self {
        let owned = |name: &str| element.attr(name).filter(|value| !value.is_empty()).map(str::to_owned);
        let control = ContentControl {
            tag: owned("tag"),
            alias: owned("alias"),
            text: String::new(),
            placeholder: element.attr("showing-place-holder") == Some("true"),
            choice: None,
            date: owned("current-date"),
            checked: (element.attr("checkbox") == Some("true")).then(|| element.attr("checked") == Some("true")),
        };
        Self { control, choices: Vec::new() }
    }

    /// Adds a choice of a list.
    pub(super) fn add_choice(&mut self, element: &Element<'_>) {
        let value = element.attr("value").or_else(|| element.attr("display-text"));
        if let Some(value) = value.filter(|_| self.choices.len() < MAX_CHOICES) {
            let shown = element.attr("display-text").unwrap_or(value);
            self.choices.push((shown.to_owned(), value.to_owned()));
        }
    }

    /// The control with the value of the choice that it shows.
    pub(super) fn finish(self) -> ContentControl {
        let Self { mut control, choices } = self;
        let choice = choices.into_iter().find(|(shown, _)| *shown == control.text).map(|(_, value)| value);
        control.choice = choice.filter(|_| !control.placeholder);
        control
    }
}
