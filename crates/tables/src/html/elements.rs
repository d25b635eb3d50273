//! The elements of HTML: what each is, and how it looks without any style.

use super::style::Change;

/// What an element is to a reader of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line; unknown elements too.
    Inline,
    /// Part of a line that goes on in the next block if it is not closed.
    Formatting,
    /// Begins and ends a line.
    Block,
    /// A block that any other block closes.
    Paragraph,
    /// A heading of a level.
    Heading(u8),
    /// A list, ordered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// A term or its description.
    Term,
    Table,
    Caption,
    ColumnGroup,
    Column,
    /// `thead`, `tbody`, `tfoot`.
    RowGroup(RowGroup),
    Row,
    /// A cell; true for `th`.
    Cell(bool),
    /// `<br>`.
    Break,
    /// `<hr>`.
    Rule,
    /// Holds nothing and shows nothing.
    Void,
    /// A picture.
    Picture,
    /// A field of a form.
    Field,
    /// Its content is no text of the document.
    Foreign,
    /// The document itself.
    Root,
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum RowGroup {
    Head,
    #[default]
    Body,
    Foot,
}

use Kind::{
    Block, Break, Caption, Cell, Column, ColumnGroup, Field, Foreign, Formatting, Heading, Item, List, Paragraph,
    Picture, Root, Row, Rule, Table, Term, Void,
};

/// All elements that are not merely parts of a line, by name.
const ELEMENTS: [(&str, Kind); 101] = [
    ("a", Formatting),
    ("address", Block),
    ("area", Void),
    ("article", Block),
    ("aside", Block),
    ("audio", Foreign),
    ("b", Formatting),
    ("base", Void),
    ("basefont", Void),
    ("bgsound", Void),
    ("big", Formatting),
    ("blockquote", Block),
    ("body", Root),
    ("br", Break),
    ("canvas", Foreign),
    ("caption", Caption),
    ("center", Block),
    ("code", Formatting),
    ("col", Column),
    ("colgroup", ColumnGroup),
    ("dd", Term),
    ("del", Formatting),
    ("details", Block),
    ("dialog", Block),
    ("dir", List(false)),
    ("div", Block),
    ("dl", Block),
    ("dt", Term),
    ("em", Formatting),
    ("embed", Void),
    ("fieldset", Block),
    ("figcaption", Block),
    ("figure", Block),
    ("font", Formatting),
    ("footer", Block),
    ("form", Block),
    ("frame", Void),
    ("frameset", Root),
    ("h1", Heading(1)),
    ("h2", Heading(2)),
    ("h3", Heading(3)),
    ("h4", Heading(4)),
    ("h5", Heading(5)),
    ("h6", Heading(6)),
    ("head", Root),
    ("header", Block),
    ("hgroup", Block),
    ("hr", Rule),
    ("html", Root),
    ("i", Formatting),
    ("img", Picture),
    ("input", Field),
    ("ins", Formatting),
    ("legend", Block),
    ("li", Item),
    ("link", Void),
    ("listing", Block),
    ("main", Block),
    ("map", Kind::Inline),
    ("math", Foreign),
    ("menu", List(false)),
    ("meta", Void),
    ("nav", Block),
    ("nobr", Formatting),
    ("ol", List(true)),
    ("p", Paragraph),
    ("param", Void),
    ("picture", Kind::Inline),
    ("pre", Block),
    ("s", Formatting),
    ("script", Foreign),
    ("search", Block),
    ("section", Block),
    ("select", Foreign),
    ("small", Formatting),
    ("source", Void),
    ("strike", Formatting),
    ("strong", Formatting),
    ("style", Foreign),
    ("sub", Formatting),
    ("summary", Block),
    ("sup", Formatting),
    ("svg", Foreign),
    ("table", Table),
    ("tbody", Kind::RowGroup(RowGroup::Body)),
    ("td", Cell(false)),
    ("template", Foreign),
    ("textarea", Foreign),
    ("tfoot", Kind::RowGroup(RowGroup::Foot)),
    ("th", Cell(true)),
    ("thead", Kind::RowGroup(RowGroup::Head)),
    ("title", Foreign),
    ("tr", Row),
    ("track", Void),
    ("tt", Formatting),
    ("u", Formatting),
    ("ul", List(false)),
    ("video", Foreign),
    ("wbr", Void),
    ("xml", Foreign),
    ("xmp", Block),
];

/// Elements that change the look of their text by themselves.
const LOOKS: [(&[&str], Change); 6] = [
    (&["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"], Change { bold: Some(true), ..PLAIN }),
    (&["i", "em", "cite", "dfn", "var", "address"], Change { italic: Some(true), ..PLAIN }),
    (&["u", "ins"], Change { underline: Some(true), ..PLAIN }),
    (&["s", "strike", "del"], Change { strike: Some(true), ..PLAIN }),
    (&["sup"], Change { superscript: Some(true), ..PLAIN }),
    (&["pre", "listing", "xmp", "plaintext"], Change { preserve: Some(true), ..PLAIN }),
];

const PLAIN: Change = Change {
    bold: None,
    italic: None,
    underline: None,
    strike: None,
    superscript: None,
    color: None,
    size: None,
    hidden: None,
    preserve: None,
    label: false,
    signs: None,
    inserted: false,
    deleted: false,
};

impl Kind {
    /// What an element of this name is.
    pub(super) fn of(name: &str) -> Self {
        let found = ELEMENTS.binary_search_by(|(known, _)| (*known).cmp(name));
        found.ok().and_then(|at| ELEMENTS.get(at)).map_or(Self::Inline, |(_, kind)| *kind)
    }

    /// Begins and ends a line.
    pub(super) fn is_block(self) -> bool {
        match self {
            Self::Inline | Self::Formatting | Self::Break | Self::Void | Self::Picture | Self::Field => false,
            Self::Foreign | Self::Column | Self::ColumnGroup | Self::Root => false,
            Block | Paragraph | Heading(_) | List(_) | Item | Term | Rule => true,
            Table | Caption | Self::RowGroup(_) | Row | Cell(_) => true,
        }
    }

    /// What is open outside of it cannot be closed from inside.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Table | Caption | Cell(_))
    }
}

/// How an element changes the look of its text without any style.
pub(super) fn look(name: &str) -> Change {
    LOOKS.iter().find(|(names, _)| names.contains(&name)).map_or(PLAIN, |(_, change)| *change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_listed_in_the_order_of_their_names() {
        assert!(ELEMENTS.is_sorted_by(|(one, _), (next, _)| one < next));
    }

    #[test]
    fn an_unknown_element_is_part_of_a_line() {
        assert_eq!(Kind::of("o:p"), Kind::Inline);
        assert_eq!(Kind::of("h3"), Heading(3));
    }
}
