//! What the reader of files says, in the words of each language. The reader itself knows English alone; what is not
//! in these tables is left out in French rather than shown in another language.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind};
use passerelle_tables::{Document as Tables, Notice, NoticeKind};

/// Contents that are not read, and sheets without cells.
const CONTENTS: &[(&str, &str)] = &[
    ("chart sheet", "feuille de graphique"),
    ("dialog sheet", "feuille de dialogue"),
    ("macro sheet", "feuille de macros"),
    ("module", "module de macros"),
    ("sheet", "feuille"),
    ("threaded comments", "commentaires"),
    ("comments", "commentaires"),
    ("drawings", "dessins"),
    ("pictures", "images"),
    ("picture", "image"),
    ("chart", "graphique"),
    ("diagram", "diagramme"),
    ("object", "objet incorporé"),
    ("imported document", "document importé"),
];

/// Parts of a file that have an English name.
const PARTS: &[(&str, &str)] = &[
    ("zip", "archive"),
    ("directory", "répertoire du fichier"),
    ("compound file", "structure du fichier"),
    ("piece table", "table des textes"),
    ("Workbook", "classeur"),
    ("WordDocument", "texte du document"),
];

/// How a part is damaged, by the beginning of the reader's words.
const DAMAGES: &[(&str, &str)] = &[
    ("the last character is cut", "le dernier caractère est coupé"),
    ("some characters could not be decoded", "des caractères n’ont pas pu être décodés"),
    ("elements nested too deeply", "éléments imbriqués trop profondément"),
    ("text outside the file", "du texte se trouve hors du fichier"),
    ("the end of the file is missing", "la fin du fichier manque"),
    ("ends too early", "la fin manque"),
    ("without end", "la fin manque"),
    ("missing", "elle manque"),
    ("cells outside the sheet", "des cellules se trouvent hors de la feuille"),
    ("cells given twice, the first one kept", "des cellules y sont deux fois, la première est gardée"),
    ("cells given twice, the last one kept", "des cellules y sont deux fois, la dernière est gardée"),
    ("overlapping merged ranges", "des cellules fusionnées se recouvrent"),
    ("a document type declaration", "une déclaration de type n’est pas admise"),
    ("holds no element", "elle est vide"),
    ("an element with too many attributes", "un élément a trop d’attributs"),
    ("unknown entity", "un signe codé est inconnu"),
    ("not a part of", "ce n’est pas la partie attendue"),
    ("not a workbook", "ce n’est pas un classeur"),
    ("not a sheet", "ce n’est pas une feuille"),
    ("has no body", "elle n’a pas de contenu"),
    ("more sheets than parts", "des feuilles manquent"),
    ("the sheet ", "une feuille manque"),
    ("there is no shared string", "un texte partagé manque"),
    ("no workbook", "aucune feuille n’y est"),
    ("no beginning", "le début manque"),
    ("no root", "le début manque"),
    ("no header", "le début manque"),
    ("no file information block", "le début manque"),
    ("no page in the mail", "aucune page n’est dans le message"),
    ("sheets overlap", "des feuilles se recouvrent"),
    ("sectors outside the file", "la fin du fichier manque"),
    ("a loop", "elle renvoie à elle-même"),
    ("unknown sector size", "la structure n’est pas connue"),
    ("neither UTF-8 nor UTF-16", "le texte n’est ni en UTF-8 ni en UTF-16"),
    ("the package has no main part", "la partie principale manque"),
    ("invalid Zip archive", "l’archive est incomplète"),
    ("Invalid checksum", "la somme de contrôle est fausse"),
    ("corrupt deflate stream", "les données comprimées sont fausses"),
    ("File is larger than", "elle est plus longue qu’annoncé"),
];

/// The reader's words for what is damaged: `xl/workbook.xml: ends too early`.
#[must_use]
pub fn damage(detail: &str) -> Bilingual {
    Bilingual::new(damage_in_french(detail), detail)
}

fn damage_in_french(detail: &str) -> String {
    if let Some(how) = begins(DAMAGES, detail) {
        return how.to_owned();
    }
    if let Some(sheet) = detail.strip_suffix(" has no end") {
        return format!("{sheet} : la fin manque");
    }
    let (part, how) = match detail.split_once(": ") {
        Some((part, how)) => (part, Some(how)),
        None => (detail, None),
    };
    let part = match PARTS.iter().find(|(name, _)| *name == part) {
        Some((_, french)) => french,
        // The name of a part or sheet, not a sentence.
        None if how.is_some() || part.contains(['/', '.']) => part,
        None => "structure illisible",
    };
    match how.and_then(|how| begins(DAMAGES, how).or_else(|| cut(how))) {
        Some(how) => format!("{part} : {how}"),
        None => part.to_owned(),
    }
}

/// `a row is cut short`, whatever is.
fn cut(how: &str) -> Option<&'static str> {
    how.contains("cut short").then_some("des données sont coupées")
}

fn begins(table: &'static [(&str, &str)], text: &str) -> Option<&'static str> {
    table.iter().find(|(english, _)| text.starts_with(english)).map(|(_, french)| *french)
}

/// `comments of Feuil1`, `chart sheet Graphique 1`, `picture`.
fn not_read(detail: &str) -> Bilingual {
    let known = CONTENTS.iter().find_map(|(english, french)| {
        let rest = detail.strip_prefix(english)?;
        let (of_sheet, name) = match rest.strip_prefix(" of ") {
            Some(name) => (true, name),
            None => (false, rest.strip_prefix(' ').unwrap_or(rest)),
        };
        (rest.is_empty() || rest.starts_with(' ')).then_some((*english, *french, of_sheet, name))
    });
    match known {
        Some((english, french, _, "")) => Bilingual::new(french, english),
        Some((english, french, true, name)) => {
            Bilingual::new(format!("{french} de la feuille « {name} »"), format!("{english} of the sheet “{name}”"))
        }
        Some((english, french, false, name)) => {
            Bilingual::new(format!("{french} « {name} »"), format!("{english} “{name}”"))
        }
        None => Bilingual::new("autre contenu", detail),
    }
}

/// Ce que le lecteur signale: the notices of a file that was read, as diagnostics.
///
/// ```
/// use passerelle_core::Lang;
/// use passerelle_tables::{Limits, read};
/// let tables = read(b"Action;\xC9ch\xE9ance\nAgir;2026\n", "pst.csv", &Limits::default())?;
/// let said = passerelle_import::reader_notices(&tables);
/// assert_eq!(said[0].message(Lang::Fr), "le texte a été lu avec le codage windows-1252");
/// # Ok::<(), passerelle_tables::Error>(())
/// ```
#[must_use]
pub fn reader_notices(tables: &Tables) -> Vec<Diagnostic> {
    tables.notices.iter().map(|notice| diagnostic(notice, tables.format.name())).collect()
}

fn diagnostic(notice: &Notice, format: &str) -> Diagnostic {
    let detail = notice.detail.as_ref();
    let diagnostic = match notice.kind {
        NoticeKind::WrongExtension => {
            Diagnostic::new(DiagnosticKind::WrongExtension).with("extension", detail).with("format", format)
        }
        NoticeKind::TrackedChangesAccepted => {
            Diagnostic::new(DiagnosticKind::TrackedChangesAccepted).with("count", detail)
        }
        NoticeKind::TrackedChangesRejected => {
            Diagnostic::new(DiagnosticKind::TrackedChangesRejected).with("count", detail)
        }
        NoticeKind::TrackedChangesMarked => Diagnostic::new(DiagnosticKind::TrackedChangesMarked).with("count", detail),
        NoticeKind::Encoding => Diagnostic::new(DiagnosticKind::OtherEncoding).with("encoding", detail),
        NoticeKind::Damaged => Diagnostic::new(DiagnosticKind::Damaged).saying("what", damage(detail)),
        _ => Diagnostic::new(DiagnosticKind::NotRead).saying("what", not_read(detail)),
    };
    diagnostic.at(notice.place.as_ref().map(crate::place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_says_is_said_in_french() {
        for (english, french) in [
            ("xl/workbook.xml: ends too early", "xl/workbook.xml : la fin manque"),
            ("zip: Could not find EOCD", "archive"),
            ("Plan 2024: overlapping merged ranges (2)", "Plan 2024 : des cellules fusionnées se recouvrent"),
            ("Workbook: a cell record is cut short (4)", "classeur : des données sont coupées"),
            ("Feuil1 has no end", "Feuil1 : la fin manque"),
            ("styles.xml", "styles.xml"),
            ("something that nobody translated", "structure illisible"),
        ] {
            assert_eq!(damage(english).fr, french);
        }
        for (english, french) in [
            ("comments of Feuil1", "commentaires de la feuille « Feuil1 »"),
            ("chart sheet Graphique of 2024", "feuille de graphique « Graphique of 2024 »"),
            ("picture", "image"),
            ("pictures", "images"),
            ("hologram", "autre contenu"),
        ] {
            assert_eq!(not_read(english).fr, french);
        }
    }
}
