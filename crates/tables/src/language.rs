//! Languages by the numbers that Windows gives them.

/// Numbers and tags: those of Europe, and the national forms of its larger languages.
const LANGUAGES: &[(u16, &str)] = &[
    (0x0402, "bg-BG"),
    (0x0403, "ca-ES"),
    (0x0405, "cs-CZ"),
    (0x0406, "da-DK"),
    (0x0407, "de-DE"),
    (0x0408, "el-GR"),
    (0x0409, "en-US"),
    (0x040A, "es-ES"),
    (0x040B, "fi-FI"),
    (0x040C, "fr-FR"),
    (0x040E, "hu-HU"),
    (0x040F, "is-IS"),
    (0x0410, "it-IT"),
    (0x0411, "ja-JP"),
    (0x0412, "ko-KR"),
    (0x0413, "nl-NL"),
    (0x0414, "nb-NO"),
    (0x0415, "pl-PL"),
    (0x0416, "pt-BR"),
    (0x0418, "ro-RO"),
    (0x0419, "ru-RU"),
    (0x041A, "hr-HR"),
    (0x041B, "sk-SK"),
    (0x041D, "sv-SE"),
    (0x041F, "tr-TR"),
    (0x0422, "uk-UA"),
    (0x0424, "sl-SI"),
    (0x0425, "et-EE"),
    (0x0426, "lv-LV"),
    (0x0427, "lt-LT"),
    (0x0804, "zh-CN"),
    (0x0807, "de-CH"),
    (0x0809, "en-GB"),
    (0x080A, "es-MX"),
    (0x080C, "fr-BE"),
    (0x0810, "it-CH"),
    (0x0813, "nl-BE"),
    (0x0814, "nn-NO"),
    (0x0816, "pt-PT"),
    (0x0C07, "de-AT"),
    (0x0C09, "en-AU"),
    (0x0C0A, "es-ES"),
    (0x0C0C, "fr-CA"),
    (0x100C, "fr-CH"),
    (0x1407, "de-LI"),
    (0x1007, "de-LU"),
    (0x140C, "fr-LU"),
    (0x1809, "en-IE"),
    (0x180C, "fr-MC"),
];

/// The tag of a language, such as `fr-BE`; none for numbers that stand for no language.
pub(crate) fn tag(number: u16) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == number).map(|&(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_french_of_belgium_is_not_that_of_france() {
        assert_eq!([2060, 1036, 1024].map(tag), [Some("fr-BE"), Some("fr-FR"), None]);
    }
}
