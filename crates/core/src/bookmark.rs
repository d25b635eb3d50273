use crate::{Element, ElementId, Field, Level};

/// What the names of our bookmarks begin with.
const PREFIX: &str = "passerelle_";
/// Word keeps 40 characters of a bookmark's name.
const LONGEST: usize = 40;

/// Signet: an element's level and own id as the name of a bookmark in a text document, so that a later reading
/// finds the same element whatever its title says.
///
/// ```
/// use passerelle_core::{Bookmark, Element, Level};
/// let bookmark = Bookmark::of(&Element::new("os-1", Level::StrategicObjective, "Être une commune solidaire"));
/// assert_eq!(bookmark.name().as_deref(), Some("passerelle_os_os_2d_1"));
/// assert_eq!(Bookmark::read("passerelle_os_os_2d_1"), Some(bookmark));
/// assert_eq!(Bookmark::read("_Toc123"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bookmark {
    /// Niveau.
    pub level: Level,
    /// Own id.
    pub id: ElementId,
}

impl Bookmark {
    /// The bookmark of an element.
    #[must_use]
    pub fn of(element: &Element) -> Self {
        Self { level: element.level, id: element.id.clone() }
    }

    /// Its name: `passerelle_`, the level, and the id, each sign other than a letter or digit of ASCII as its code
    /// point between underscores. None when it would be longer than the 40 characters that Word keeps.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let mut name = format!("{PREFIX}{}_", short(self.level));
        let head = name.len();
        for c in self.id.0.chars() {
            if c.is_ascii_alphanumeric() {
                name.push(c);
            } else {
                name.push_str(&format!("_{:x}_", u32::from(c)));
            }
        }
        (name.len() <= LONGEST && name.len() > head).then_some(name)
    }

    /// Reads the name of a bookmark; none for another program's.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let (level, rest) = name.strip_prefix(PREFIX)?.split_once('_')?;
        let level = Level::ALL.iter().copied().find(|known| short(*known) == level)?;
        let mut id = String::new();
        // Parts alternate between letters as they are and code points.
        for (number, part) in rest.split('_').enumerate() {
            if number % 2 == 0 {
                id.push_str(part);
            } else {
                id.push(char::from_u32(u32::from_str_radix(part, 16).ok()?)?);
            }
        }
        (!id.is_empty()).then_some(Self { level, id: ElementId(id) })
    }
}

/// Signet d'une valeur: says that the text in it is a value of the element above, behind the words of its label, so
/// that a later reading finds the same value wherever the row stands.
///
/// ```
/// use passerelle_core::{Bookmark, Field, ValueBookmark};
/// let bookmark = ValueBookmark::new(12, Some(Field::Description));
/// assert_eq!(bookmark.name(), "passerelle_v12_description");
/// assert_eq!(ValueBookmark::read("passerelle_v12_description"), Some(bookmark));
/// assert_eq!(ValueBookmark::read("passerelle_v3").map(|extra| extra.field), Some(None));
/// assert_eq!(Bookmark::read("passerelle_v12_description"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueBookmark {
    /// Tells the bookmarks of a document apart.
    pub number: u32,
    /// Its field; none for an extra.
    pub field: Option<Field>,
}

impl ValueBookmark {
    /// The bookmark of a value.
    #[must_use]
    pub fn new(number: u32, field: Option<Field>) -> Self {
        Self { number, field }
    }

    /// Its name: `passerelle_v`, the number, and the name of the field; always within the 40 characters of Word.
    #[must_use]
    pub fn name(&self) -> String {
        match self.field {
            Some(field) => format!("{PREFIX}v{}_{}", self.number, field.name()),
            None => format!("{PREFIX}v{}", self.number),
        }
    }

    /// Reads the name of a bookmark; none for any other.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(PREFIX)?.strip_prefix('v')?;
        let (number, field) = rest.split_once('_').map_or((rest, None), |(number, field)| (number, Some(field)));
        let field = field.map(|name| Field::from_name(name).ok_or(())).transpose().ok()?;
        Some(Self { number: number.parse().ok()?, field })
    }
}

/// A level in a name that must stay short.
fn short(level: Level) -> &'static str {
    match level {
        Level::StrategicObjective => "os",
        Level::OperationalObjective => "oo",
        Level::Action => "a",
        Level::SubAction => "sa",
        Level::Task => "t",
    }
}
