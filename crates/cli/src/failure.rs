//! What can go wrong in a call, with its exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use passerelle::{Error, Lang, LayoutError};

/// Why a call failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input could not be opened.
    Open { name: String, error: std::io::Error },
    /// The input is a pipe or a device.
    NotAFile { name: String },
    /// The input was opened but holds nothing to work with.
    Read { name: String, error: Error },
    /// What was read does not suit the call.
    Unfit(Error),
    /// A document could not be made.
    Make(Error),
    /// A file could not be written.
    Save { path: PathBuf, error: std::io::Error },
    /// A document would be written over the file it is made from.
    Overwrite { path: PathBuf },
    /// A layout file says something that no layout says.
    Layout(LayoutError),
    /// A layout that a person may have corrected would be written over.
    LayoutExists { path: PathBuf },
    /// Standard output failed.
    Output(std::io::Error),
    /// The call itself is wrong.
    Call(String),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Open { .. }
            | Self::NotAFile { .. }
            | Self::Read { .. }
            | Self::Unfit(_)
            | Self::Overwrite { .. }
            | Self::Layout(_)
            | Self::LayoutExists { .. }
            | Self::Call(_) => ExitCode::from(2),
            Self::Make(_) | Self::Save { .. } | Self::Output(_) => ExitCode::from(3),
        }
    }

    /// One line: what is wrong and what to do.
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Open { name, error } => {
                let (reason, advice) = open_reason(error, lang);
                format!("{name}{}{reason}{}{advice}", lang.pick(" : ", ": "), lang.pick(" ; ", "; "))
            }
            Self::NotAFile { name } => format!(
                "{name}{}",
                lang.pick(
                    " : ce n’est pas un fichier ordinaire ; donnez un fichier, ou « - » pour lire l’entrée standard",
                    ": this is no ordinary file; give a file, or “-” to read standard input"
                )
            ),
            Self::Read { name, error } => format!("{name}{}{}", lang.pick(" : ", ": "), error.message(lang)),
            Self::Unfit(error) | Self::Make(error) => error.message(lang),
            Self::Save { path, error } => format!(
                "{}{}{}{}",
                path.display(),
                lang.pick(" : impossible d’écrire ce fichier (", ": this file cannot be written ("),
                system_reason(error, lang),
                lang.pick(
                    ") ; vérifiez le dossier et vos droits, ou fermez le fichier",
                    "); check the folder and your rights, or close the file"
                ),
            ),
            Self::Overwrite { path } => format!(
                "{}{}",
                path.display(),
                lang.pick(
                    " : c’est le fichier lu, il ne sera pas écrasé ; choisissez un autre dossier (--out) ou un autre nom (-o)",
                    ": this is the file that was read, it is not written over; choose another folder (--out) or name (-o)"
                )
            ),
            Self::Layout(error) => error.message(lang),
            Self::LayoutExists { path } => format!(
                "{}{}",
                path.display(),
                lang.pick(
                    " : ce fichier existe et porte peut-être vos corrections ; choisissez un autre nom, ou supprimez-le",
                    ": this file exists and may hold your corrections; choose another name, or delete it"
                )
            ),
            Self::Output(error) => {
                format!(
                    "{}{}",
                    lang.pick("la sortie standard a échoué : ", "standard output failed: "),
                    system_reason(error, lang)
                )
            }
            Self::Call(message) => message.clone(),
        }
    }
}

fn open_reason(error: &std::io::Error, lang: Lang) -> (String, &'static str) {
    use std::io::ErrorKind;
    let check = lang.pick("vérifiez le nom et le dossier", "check the name and the folder");
    match error.kind() {
        ErrorKind::NotFound => (lang.pick("le fichier n’existe pas", "the file does not exist").to_owned(), check),
        ErrorKind::PermissionDenied => (
            lang.pick("le fichier ne peut pas être ouvert", "the file cannot be opened").to_owned(),
            lang.pick("vérifiez vos droits", "check your rights"),
        ),
        ErrorKind::IsADirectory => (
            lang.pick("c’est un dossier", "this is a folder").to_owned(),
            lang.pick("donnez un fichier", "give a file"),
        ),
        _ => (system_reason(error, lang), check),
    }
}

/// What the system says, which it says in English.
fn system_reason(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind as E;
    let french = match error.kind() {
        E::NotFound => "le dossier n’existe pas",
        E::PermissionDenied => "accès refusé",
        E::IsADirectory => "c’est un dossier",
        E::NotADirectory => "un dossier du chemin est un fichier",
        E::AlreadyExists => "un fichier porte déjà ce nom",
        E::StorageFull => "le disque est plein",
        E::FileTooLarge => "le fichier est trop grand pour ce disque",
        E::ReadOnlyFilesystem => "le disque est en lecture seule",
        E::InvalidFilename => "ce nom de fichier n’est pas admis",
        E::InvalidInput => "ce nom n’est pas admis",
        E::ResourceBusy | E::ExecutableFileBusy => "le fichier est utilisé par un autre programme",
        _ => "le système refuse",
    };
    match (lang, error.raw_os_error()) {
        (Lang::En, _) => error.to_string(),
        // The number finds the English words again for whoever helps.
        (Lang::Fr, Some(number)) if french == "le système refuse" => format!("{french}, erreur {number}"),
        (Lang::Fr, _) => french.to_owned(),
    }
}
