use thiserror::Error;

/// Erreur de lecture d'un échange eComptes: what is wrong, in which element, on which line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct EcomptesError {
    /// Line in the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub fault: Fault,
}

/// Défaut.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Not XML, or XML with a document type, which no exchange has.
    #[error("this is not well-formed XML ({detail})")]
    NotXml {
        /// What the XML reader says.
        detail: String,
    },
    /// An element that the schema demands is not there, or not where the schema has it.
    #[error("<{name}> is missing in <{parent}>")]
    Missing {
        /// The element.
        name: &'static str,
        /// Where it should stand.
        parent: String,
    },
    /// An element that the schema does not have there.
    #[error("<{name}> does not belong here in <{parent}>")]
    Unexpected {
        /// The element.
        name: String,
        /// Where it stands.
        parent: String,
    },
    /// Text where only elements may stand.
    #[error("the text “{text}” does not belong in <{parent}>")]
    StrayText {
        /// The text.
        text: String,
        /// Where it stands.
        parent: String,
    },
    /// A mandatory attribute is not there.
    #[error("<{element}> has no attribute {name}")]
    MissingAttribute {
        /// The attribute.
        name: &'static str,
        /// Its element.
        element: String,
    },
    /// A value that the schema does not allow.
    #[error("“{value}” is no value of {name}: {expected}")]
    Value {
        /// Element or attribute.
        name: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: Expected,
    },
}

/// Valeur attendue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Expected {
    /// A whole number.
    #[error("a whole number is expected")]
    Integer,
    /// A decimal number.
    #[error("a number such as 1793.5 is expected")]
    Decimal,
    /// 0 to 100.
    #[error("a number from 0 to 100 is expected")]
    Percentage,
    /// 0 or more.
    #[error("a number of 0 or more is expected")]
    Positive,
    /// A day.
    #[error("a day such as 2024-12-31 is expected")]
    Date,
    /// One of a closed list.
    #[error("expected: {0}")]
    OneOf(String),
}
