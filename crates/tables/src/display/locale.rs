//! What depends on the language of the reader. Numbers and errors are Belgian French; names of months and days
//! follow the language that a format asks for (`[$-409]`), French where it asks for none.

/// Between the whole part and the decimals.
pub(super) const DECIMAL_MARK: char = ',';

/// Between groups of three digits.
pub(super) const GROUP_MARK: char = '\u{A0}';

/// The format of a plain date.
pub(super) const SHORT_DATE: &str = "dd/mm/yyyy";

/// The format of a date with its weekday (`[$-F800]`).
pub(super) const LONG_DATE: &str = "dddd d mmmm yyyy";

/// The format of a time of day (`[$-F400]`).
pub(super) const LONG_TIME: &str = "hh:mm:ss";

/// Errors as stored and as shown.
const ERRORS: [(&str, &str); 4] =
    [("#VALUE!", "#VALEUR!"), ("#NAME?", "#NOM?"), ("#NUM!", "#NOMBRE!"), ("#NULL!", "#NUL!")];

/// How an error is shown.
pub(crate) fn error(stored: &str) -> &str {
    ERRORS.iter().find(|(known, _)| *known == stored).map_or(stored, |(_, shown)| shown)
}

/// How true and false are shown.
pub(crate) fn boolean(value: bool) -> &'static str {
    if value { "VRAI" } else { "FAUX" }
}

/// Names of months and days in one language.
pub(super) struct Names {
    /// The language by the low bits of a Windows language number.
    language: u16,
    pub(super) months: [&'static str; 12],
    pub(super) short_months: [&'static str; 12],
    /// From Sunday.
    pub(super) days: [&'static str; 7],
    pub(super) short_days: [&'static str; 7],
}

/// The languages of Belgium and English. French, the first, is the default.
static NAMES: [Names; 4] = [
    Names {
        language: 0x0C,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
        days: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        short_days: ["dim", "lun", "mar", "mer", "jeu", "ven", "sam"],
    },
    Names {
        language: 0x13,
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        short_days: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    },
    Names {
        language: 0x07,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        short_months: ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
        days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
        short_days: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    },
    Names {
        language: 0x09,
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        short_days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    },
];

/// The names in the language of a Windows language number.
pub(super) fn names(language: Option<u16>) -> &'static Names {
    let [default, ..] = &NAMES;
    language.and_then(|language| NAMES.iter().find(|names| names.language == language & 0x3FF)).unwrap_or(default)
}
