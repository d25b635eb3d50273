use passerelle_core::form::FormError;
use passerelle_core::plan_hp::{BilansError, YearsError};
use passerelle_core::{JsonError, Lang};
use passerelle_export::BlankError;
use passerelle_import::ImportError;
use passerelle_import::ecomptes::{EcomptesError, Expected, Fault};
use passerelle_tables as tables;
use thiserror::Error;

/// Erreur: why a file was not read or a document not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read as an office file or text.
    #[error(transparent)]
    Read(#[from] tables::Error),
    /// The file was read, but holds no objectives and actions, or no equipments where these are asked for.
    #[error(transparent)]
    NoProgramme(#[from] ImportError),
    /// An eComptes exchange that breaks its schema.
    #[error(transparent)]
    Ecomptes(#[from] EcomptesError),
    /// JSON of another program or version.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The document could not be written.
    #[error(transparent)]
    Write(#[from] passerelle_export::Error),
    /// No usable form definition.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A document that is no PST cannot be joined with others.
    #[error("{name} is no PST and cannot be joined with others")]
    NotMerged {
        /// Its file.
        name: String,
    },
    /// The file holds another kind of document than the one that is needed.
    #[error("{name} is no {wanted}")]
    OtherDocument {
        /// Its file.
        name: String,
        /// Stable name of the kind that is needed.
        wanted: &'static str,
    },
    /// Bilans that do not belong together.
    #[error(transparent)]
    Bilans(#[from] BilansError),
    /// Programmes of several years that do not go together.
    #[error(transparent)]
    Years(#[from] YearsError),
    /// This document has no form in this format.
    #[error("this document cannot be written as {output}")]
    NotWritten {
        /// Extension of the format.
        output: &'static str,
    },
}

impl Error {
    /// One line for people: what is wrong and what to do.
    ///
    /// ```
    /// use passerelle::{Lang, ReadOptions, read};
    /// let error = read(b"", "pst.xlsx", &ReadOptions::default()).unwrap_err();
    /// assert_eq!(error.message(Lang::Fr), "le fichier est vide : choisissez le fichier qui contient votre programme");
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (fr, en) = match self {
            Self::Read(error) => read_message(error),
            Self::NoProgramme(ImportError::NoEquipments) => (
                "aucun tableau d’équipements et de résidents n’a été trouvé dans ce fichier : donnez une ligne d’en-tête (Équipement, Phase, Domiciliés, Non domiciliés, Entrées, Départs…)".to_owned(),
                "no table of equipments and residents was found in this file: give it a header row (Équipement, Phase, Domiciliés, Non domiciliés, Entrées, Départs…)".to_owned(),
            ),
            Self::NoProgramme(ImportError::Equipments) => (
                "ce fichier est un tableau d’équipements et de résidents du Plan HP, sans objectifs ni actions : lisez-le avec « passerelle plan-hp equipments »".to_owned(),
                "this file is a table of equipments and residents of the Plan HP, without objectives and actions: read it with “passerelle plan-hp equipments”".to_owned(),
            ),
            Self::NoProgramme(_) => (
                "aucun tableau d’objectifs et d’actions n’a été trouvé dans ce fichier : vérifiez que c’est le bon fichier, ou ajoutez une ligne d’en-tête (Objectif stratégique, Objectif opérationnel, Action…)".to_owned(),
                "no table of objectives and actions was found in this file: check that it is the right file, or add a header row (Objectif stratégique, Objectif opérationnel, Action…)".to_owned(),
            ),
            Self::Ecomptes(error) => ecomptes_message(error),
            Self::Json(error) => (
                format!("ce fichier JSON n’est pas un document Passerelle ({}) : donnez le fichier .json écrit par « passerelle convert »", json_problem(error)),
                format!("this JSON file is no Passerelle document ({error}): give the .json file written by “passerelle convert”"),
            ),
            Self::Write(passerelle_export::Error::Blank(error)) => blank_message(error),
            Self::Write(error) => (
                format!("le document n’a pas pu être écrit ({}) : essayez un autre format de sortie", write_problem(error)),
                format!("the document could not be written ({error}): try another output format"),
            ),
            Self::Form(error) => (
                format!("la définition du formulaire ne convient pas ({}) : corrigez-la", error.message(Lang::Fr)),
                format!("the form definition does not fit ({error}): correct it"),
            ),
            Self::NotMerged { name } => (
                format!("« {name} » n’est pas un PST et ne peut pas être réuni avec d’autres fichiers : retirez-le de la liste"),
                format!("“{name}” is no PST and cannot be joined with other files: take it off the list"),
            ),
            Self::OtherDocument { wanted: "pst", .. } => (
                "ce fichier n’est pas un PST : donnez le fichier du PST".to_owned(),
                "this file is no PST: give the file of the PST".to_owned(),
            ),
            Self::OtherDocument { .. } => (
                "ce fichier n’est pas un programme de travail du Plan HP : donnez le formulaire rempli".to_owned(),
                "this file is no Plan HP work programme: give the form as it was filled in".to_owned(),
            ),
            Self::Bilans(error) => bilans_message(error),
            Self::Years(error) => years_message(error),
            Self::NotWritten { output } => (
                format!("ce document ne s’écrit pas en .{output} : choisissez .docx ou .xlsx"),
                format!("this document is not written as .{output}: choose .docx or .xlsx"),
            ),
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

fn years_message(error: &YearsError) -> (String, String) {
    match error {
        YearsError::SameYear { year } => (
            format!("deux fichiers sont le programme de {year} : donnez un fichier par année"),
            format!("two files are the programme of {year}: give one file a year"),
        ),
        YearsError::Communes { first, second } => (
            format!(
                "un fichier est celui de « {first} », un autre celui de « {second} » : donnez ceux d’une même commune"
            ),
            format!("one file is that of “{first}”, another that of “{second}”: give those of one municipality"),
        ),
        _ => (
            "ces fichiers ne vont pas ensemble : donnez les programmes d’une même commune".to_owned(),
            "these files do not go together: give the programmes of one municipality".to_owned(),
        ),
    }
}

fn bilans_message(error: &BilansError) -> (String, String) {
    let (fr, en) = match error {
        BilansError::Years { first, second } => (
            format!("le premier fichier est le programme de {first}, le second celui de {second}"),
            format!("the first file is the programme of {first}, the second that of {second}"),
        ),
        BilansError::Communes { first, second } => (
            format!("le premier fichier est celui de « {first} », le second celui de « {second} »"),
            format!("the first file is that of “{first}”, the second that of “{second}”"),
        ),
        _ => ("ces deux fichiers ne vont pas ensemble".to_owned(), error.to_string()),
    };
    (
        format!("{fr} : donnez les deux bilans d’un même programme"),
        format!("{en}: give the two reviews of one programme"),
    )
}

fn read_message(error: &tables::Error) -> (String, String) {
    use tables::Error as E;
    match error {
        E::Empty => (
            "le fichier est vide : choisissez le fichier qui contient votre programme".to_owned(),
            "the file is empty: choose the file that holds your programme".to_owned(),
        ),
        E::UnknownFormat { hint } => (
            format!(
                "ce n’est pas un fichier bureautique lisible (contenu : {}) : ouvrez-le dans votre suite bureautique et enregistrez-le en .xlsx ou .docx",
                content(hint)
            ),
            format!(
                "this is no readable office file (content: {hint}): open it in your office suite and save it as .xlsx or .docx"
            ),
        ),
        E::Unsupported { format } => (
            format!(
                "les fichiers {format} ne sont pas lus : ouvrez celui-ci dans votre suite bureautique et enregistrez-le en .xlsx ou .docx"
            ),
            format!("{format} files are not read: open this one in your office suite and save it as .xlsx or .docx"),
        ),
        E::SeveralFiles { names, count } => {
            let more = count.saturating_sub(names.len());
            let listed = names.join(", ");
            let rest = |word: &str| if more > 0 { format!(", … ({more} {word})") } else { String::new() };
            (
                format!(
                    "cette archive contient {count} fichiers ({listed}{}) : extrayez-la et donnez celui que vous voulez, ou réunissez ceux d’un même PST avec « passerelle merge »",
                    rest("de plus")
                ),
                format!(
                    "this archive holds {count} files ({listed}{}): extract it and give the one you want, or join those of one PST with “passerelle merge”",
                    rest("more")
                ),
            )
        }
        E::Encrypted => (
            "le fichier est protégé par un mot de passe : enregistrez-en une copie sans mot de passe".to_owned(),
            "the file is protected by a password: save a copy without password".to_owned(),
        ),
        E::Damaged { detail } => (
            format!(
                "le fichier est endommagé ({}) : ouvrez-le dans votre suite bureautique, acceptez la réparation et enregistrez-en une copie",
                passerelle_import::damage(detail).fr
            ),
            format!("the file is damaged ({detail}): open it in your office suite, accept the repair and save a copy"),
        ),
        E::Limit { limit, value } => {
            let (_, fr, en) = LIMITS.iter().find(|(name, ..)| name == limit).unwrap_or(&("", "taille", "size"));
            (
                format!(
                    "le fichier est trop grand ({fr} : plus de {value}) : découpez-le, ou relevez la limite avec --limit {limit}=…"
                ),
                format!(
                    "the file is too large ({en}: more than {value}): split it, or raise the limit with --limit {limit}=…"
                ),
            )
        }
        other => (
            "le fichier n’a pas pu être lu : ouvrez-le dans votre suite bureautique et enregistrez-en une copie"
                .to_owned(),
            format!("the file could not be read ({other}): open it in your office suite and save a copy"),
        ),
    }
}

/// What the limits of the reader count.
const LIMITS: &[(&str, &str, &str)] = &[
    ("file_bytes", "octets du fichier", "bytes of the file"),
    ("zip_entries", "parties du fichier", "parts of the file"),
    ("part_bytes", "octets d’une partie", "bytes of a part"),
    ("total_bytes", "octets de toutes les parties", "bytes of all parts"),
    ("xml_depth", "éléments imbriqués", "nested elements"),
    ("cells", "cellules", "cells"),
    ("text_bytes", "octets d’une cellule", "bytes of a cell"),
    ("merged_ranges", "cellules fusionnées d’une feuille", "merged cells of a sheet"),
];

/// What a content looks like that is no office file.
fn content(hint: &str) -> &str {
    match hint {
        "binary" => "données binaires",
        "zip" => "archive .zip sans document",
        "ole2" => "fichier d’un autre programme",
        other => other,
    }
}

/// What is wrong with JSON, with the key or the place.
fn json_problem(error: &JsonError) -> String {
    let error = match error {
        JsonError::Version { version, .. } => return format!("version {version}, inconnue de ce programme"),
        JsonError::Content(error) => error,
        _ => return "ce n’est pas du JSON connu".to_owned(),
    };
    let said = error.to_string();
    let key = said.split('`').nth(1).unwrap_or_default();
    let what = match error.classify() {
        serde_json::error::Category::Eof => "la fin manque".to_owned(),
        serde_json::error::Category::Data if said.starts_with("missing field") => format!("la clé « {key} » manque"),
        serde_json::error::Category::Data if said.starts_with("unknown field") => {
            format!("la clé « {key} » est inconnue")
        }
        serde_json::error::Category::Data => "une valeur n’est pas celle attendue".to_owned(),
        _ => "ce n’est pas du JSON correct".to_owned(),
    };
    match error.line() {
        0 => what,
        line => format!("ligne {line}, caractère {} : {what}", error.column()),
    }
}

fn blank_message(error: &BlankError) -> (String, String) {
    match error {
        BlankError::NotAForm => (
            "le formulaire vierge n’est ni un .docx, ni un .xlsx, ni un .odt, ni un .ods : enregistrez-le dans l’un de ces formats".to_owned(),
            "the blank form is no .docx, .xlsx, .odt or .ods file: save it in one of these formats".to_owned(),
        ),
        BlankError::NoForm => (
            "aucun tableau d’actions sous des objectifs stratégiques n’a été trouvé dans le formulaire vierge : vérifiez que c’est bien le programme de travail, ou donnez sa définition avec --form".to_owned(),
            "no table of actions under strategic objectives was found in the blank form: check that it is the work programme, or give its definition with --form".to_owned(),
        ),
        BlankError::TooLarge { part } => (
            format!("le formulaire vierge est trop grand (partie {part}) : demandez une autre copie du formulaire"),
            format!("the blank form is too large (part {part}): ask for another copy of the form"),
        ),
        _ => (
            "le formulaire vierge est endommagé : ouvrez-le dans votre suite bureautique, acceptez la réparation et enregistrez-en une copie".to_owned(),
            "the blank form is damaged: open it in your office suite, accept the repair and save a copy".to_owned(),
        ),
    }
}

fn write_problem(error: &passerelle_export::Error) -> String {
    use passerelle_export::{Error as E, WorkbookError as W};
    match error {
        E::Workbook(W::TextTooLong { place, length, limit }) => {
            format!("{place} : un texte de {length} caractères, alors qu’une cellule en contient {limit} au plus")
        }
        E::Workbook(W::TooLarge { sheet, found, limit, .. }) => {
            format!("feuille « {sheet} » : {found} lignes ou colonnes, alors qu’une feuille en a {limit}")
        }
        E::Json(_) => "le JSON n’a pas pu être composé".to_owned(),
        _ => "le fichier n’a pas pu être composé".to_owned(),
    }
}

fn ecomptes_message(error: &EcomptesError) -> (String, String) {
    let line = error.line;
    let fr = match &error.fault {
        Fault::Missing { name, parent } => format!("l’élément <{name}> manque dans <{parent}>"),
        Fault::Unexpected { name, parent } => format!("l’élément <{name}> n’a pas sa place ici dans <{parent}>"),
        Fault::StrayText { text, parent } => format!("le texte « {text} » n’a pas sa place dans <{parent}>"),
        Fault::MissingAttribute { name, element } => format!("l’élément <{element}> n’a pas d’attribut {name}"),
        Fault::Value { name, value, expected } => {
            let expected = match expected {
                Expected::Integer => "un nombre entier est attendu".to_owned(),
                Expected::Decimal => "un nombre comme 1793.5 est attendu".to_owned(),
                Expected::Percentage => "un nombre de 0 à 100 est attendu".to_owned(),
                Expected::Positive => "un nombre positif ou nul est attendu".to_owned(),
                Expected::Date => "un jour comme 2024-12-31 est attendu".to_owned(),
                Expected::OneOf(list) => format!("valeurs possibles : {list}"),
                _ => "une autre valeur est attendue".to_owned(),
            };
            format!("« {value} » ne convient pas pour {name} : {expected}")
        }
        _ => "ce n’est pas du XML bien formé".to_owned(),
    };
    (
        format!("ligne {line} : {fr} ; ce n’est pas un échange eComptes 201805V1 valide, demandez un nouvel export"),
        format!("{error}; this is no valid eComptes exchange 201805V1: ask for a new export"),
    )
}
