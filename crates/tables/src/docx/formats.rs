//! Properties as a document reads them: in the version asked for, and with what the styles that they name add.
//!
//! They depend on nothing but the element and the styles, so that equal elements need not be read again.

use std::sync::Arc;

use super::properties::{CellProperties, Look, ParagraphProperties, RowProperties, RunProperties};
use super::story::Stories;
use super::styles::{RunLook, Style, heading_level};
use super::symbols::symbol_font;
use crate::error::Error;
use crate::xml::Xml;

/// What `w:pPr` says.
pub(super) struct ParagraphFormat {
    pub(super) properties: ParagraphProperties,
    /// The properties were changed with changes tracked.
    pub(super) is_changed: bool,
    /// It belongs to a list by itself or by its style.
    pub(super) is_in_list: bool,
    /// The name of the style.
    pub(super) style: Option<Arc<str>>,
    pub(super) style_indent: Option<i32>,
    pub(super) heading: Option<u8>,
    pub(super) look: Look,
}

impl ParagraphFormat {
    pub(super) fn read(xml: &mut Xml<'_>, stories: &Stories<'_>) -> Result<Self, Error> {
        let tracked = ParagraphProperties::read(xml)?;
        let is_changed = tracked.before.is_some();
        let properties = tracked.in_view(stories.revisions);
        let id = properties.style.as_deref();
        let style = stories.styles.paragraph(id);
        let heading = match properties.outline {
            Some(outline) => heading_level(outline),
            None => style.and_then(Style::heading),
        };
        Ok(Self {
            is_changed,
            is_in_list: properties.list.or_else(|| style?.paragraph.list).is_some(),
            style: id.map(|id| stories.styles.name(id)),
            style_indent: style.and_then(|style| style.paragraph.indent),
            heading,
            look: style.map_or(Look::default(), |style| style.look),
            properties,
        })
    }
}

/// What `w:rPr` says.
pub(super) struct RunFormat {
    /// The properties were changed with changes tracked.
    pub(super) is_changed: bool,
    pub(super) look: RunLook,
    /// The font prints signs for letters.
    pub(super) signs: Option<&'static str>,
}

impl RunFormat {
    pub(super) fn read(xml: &mut Xml<'_>, stories: &Stories<'_>) -> Result<Self, Error> {
        let tracked = RunProperties::read(xml)?;
        let is_changed = tracked.before.is_some();
        let properties = tracked.in_view(stories.revisions);
        let signs = properties.font.as_deref().and_then(symbol_font);
        Ok(Self { is_changed, look: stories.styles.run(&properties), signs })
    }
}

/// What `w:trPr` says.
pub(super) struct RowFormat {
    pub(super) properties: RowProperties,
    /// The properties were changed with changes tracked.
    pub(super) is_changed: bool,
}

impl RowFormat {
    pub(super) fn read(xml: &mut Xml<'_>, stories: &Stories<'_>) -> Result<Self, Error> {
        let tracked = RowProperties::read(xml)?;
        Ok(Self { is_changed: tracked.before.is_some(), properties: tracked.in_view(stories.revisions) })
    }
}

/// What `w:tcPr` says.
pub(super) struct CellFormat {
    pub(super) properties: CellProperties,
    /// The properties were changed with changes tracked.
    pub(super) is_changed: bool,
}

impl CellFormat {
    pub(super) fn read(xml: &mut Xml<'_>, stories: &Stories<'_>) -> Result<Self, Error> {
        let tracked = CellProperties::read(xml)?;
        Ok(Self { is_changed: tracked.before.is_some(), properties: tracked.in_view(stories.revisions) })
    }
}
