use crate::{Element, ElementId, Level};

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
