//! The arguments of the command, in both languages.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;
use passerelle::Lang;

/// The whole command with help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    Command::new("passerelle")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "Lit les documents de planification (PST, Plan HP) des communes et CPAS wallons, les vérifie et écrit les documents dus",
            "Reads the planning papers (PST, Plan HP) of Walloon municipalities, checks them and writes the documents they owe",
        ))
        .styles(Styles::styled().header(AnsiColor::Green.on_default().bold()).literal(AnsiColor::Cyan.on_default()))
        .subcommand_required(true)
        .subcommand_value_name(t("COMMANDE", "COMMAND"))
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(template(lang, true))
        .next_help_heading(t("Options", "Options"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("fr|en")
                .value_parser(["fr", "en"])
                .hide_possible_values(true)
                .help(t("Langue des messages (par défaut celle du système si c’est l’anglais, sinon le français)", "Language of the messages (default: English if that is the system’s, else French)")),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .global(true)
                .action(ArgAction::Append)
                .value_name(t("NOM=VALEUR", "NAME=VALUE"))
                .help(t(
                    "Relève une limite de lecture, par exemple cells=5000000",
                    "Raises a reading limit, for example cells=5000000",
                )),
        )
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .global(true)
                .action(ArgAction::Help)
                .help(t("Affiche cette aide", "Shows this help")),
        )
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(t("Affiche la version", "Shows the version")),
        )
        .after_help(t(
            "Codes de sortie : 0 tout va bien ; 1 le contrôle a trouvé des erreurs ; 2 fichier illisible ou appel incorrect ; 3 écriture impossible.",
            "Exit codes: 0 all is well; 1 the check found errors; 2 unreadable file or wrong call; 3 writing failed.",
        ))
        .subcommands([
            convert(lang),
            register(lang),
            check(lang),
            inspect(lang),
            tables(lang),
            form(lang),
            schema(lang),
            completions(lang),
        ])
}

fn template(lang: Lang, with_commands: bool) -> String {
    let usage = lang.pick("Utilisation :", "Usage:");
    let commands =
        if with_commands { lang.pick("\n\nCommandes :\n{subcommands}", "\n\nCommands:\n{subcommands}") } else { "" };
    let arguments =
        if with_commands { "" } else { lang.pick("\n\nArguments :\n{positionals}", "\n\nArguments:\n{positionals}") };
    format!("{{about-with-newline}}\n{usage} {{usage}}{commands}{arguments}\n\nOptions :\n{{options}}{{after-help}}\n")
}

/// A command with help text, examples and the usual template.
fn subcommand(lang: Lang, name: &'static str, about: &'static str, examples: &'static str) -> Command {
    Command::new(name)
        .about(about)
        .disable_help_flag(true)
        .help_template(template(lang, false))
        .after_help(format!("\n\n{}\n{examples}", lang.pick("Exemples :", "Examples:")))
}

fn file(lang: Lang) -> Arg {
    Arg::new("file")
        .value_name(lang.pick("FICHIER", "FILE"))
        .required(true)
        .value_hint(ValueHint::FilePath)
        .help(lang.pick("Fichier à lire ; - pour l’entrée standard", "File to read; - for standard input"))
}

fn json(lang: Lang) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(lang.pick("Résultat en JSON", "Result as JSON"))
}

fn output(lang: Lang) -> Arg {
    Arg::new("output")
        .long("output")
        .short('o')
        .value_name(lang.pick("FICHIER", "FILE"))
        .value_hint(ValueHint::FilePath)
        .help(lang.pick("Fichier à écrire ; - pour la sortie standard", "File to write; - for standard output"))
}

fn convert(lang: Lang) -> Command {
    subcommand(
        lang,
        "convert",
        lang.pick(
            "Lit un document et l’écrit en Word, Excel et JSON, avec le rapport d’importation",
            "Reads a document and writes it as Word, Excel and JSON, with the import report",
        ),
        lang.pick(
            "  passerelle convert grille.xlsx --out resultat\n  passerelle convert grille.xlsx --to docx -o pst.docx\n  passerelle convert grille.xlsx --date 2025-09-22 -o pour-ecomptes.xml\n  passerelle convert - --to json -o - < grille.csv",
            "  passerelle convert grid.xlsx --out result\n  passerelle convert grid.xlsx --to docx -o pst.docx\n  passerelle convert grid.xlsx --date 2025-09-22 -o for-ecomptes.xml\n  passerelle convert - --to json -o - < grid.csv",
        ),
    )
    .arg(file(lang))
    .arg(
        Arg::new("out")
            .long("out")
            .value_name(lang.pick("DOSSIER", "FOLDER"))
            .value_hint(ValueHint::DirPath)
            .conflicts_with("output")
            .help(lang.pick(
                "Dossier des documents écrits (par défaut : le dossier courant)",
                "Folder of the documents written (default: the current folder)",
            )),
    )
    .arg(
        Arg::new("to")
            .long("to")
            .value_name("docx,xlsx,json,xml")
            .value_delimiter(',')
            .value_parser(["docx", "xlsx", "json", "xml"])
            .hide_possible_values(true)
            .help(lang.pick(
                "Formats à écrire (par défaut : docx, xlsx et json) ; xml est le fichier pour eComptes",
                "Formats to write (default: docx, xlsx and json); xml is the file for eComptes",
            )),
    )
    .arg(output(lang))
    .arg(
        Arg::new("title")
            .long("title")
            .value_name(lang.pick("TITRE", "TITLE"))
            .help(lang.pick("Titre des documents écrits", "Title of the documents written")),
    )
    .arg(
        Arg::new("date")
            .long("date")
            .value_name(lang.pick("AAAA-MM-JJ", "YYYY-MM-DD"))
            .value_parser(date)
            .help(lang.pick(
                "Date inscrite dans les documents (par défaut : aucune)",
                "Date written into the documents (default: none)",
            )),
    )
    .arg(json(lang))
}

fn register(lang: Lang) -> Command {
    subcommand(
        lang,
        "register",
        lang.pick(
            "Écrit le registre plat : une ligne JSON par élément, texte laissé de côté, diagnostic et compte",
            "Writes the flat register: a JSON line per element, text left aside, diagnostic and count",
        ),
        lang.pick(
            "  passerelle register grille.xlsx > registre.jsonl\n  passerelle register fiches.docx -o registre.jsonl",
            "  passerelle register grid.xlsx > register.jsonl\n  passerelle register sheets.docx -o register.jsonl",
        ),
    )
    .arg(file(lang))
    .arg(output(lang))
}

fn check(lang: Lang) -> Command {
    subcommand(
        lang,
        "check",
        lang.pick(
            "Contrôle un document : lecture, règles du PST, règles du formulaire Plan HP",
            "Checks a document: reading, rules of the PST, rules of the Plan HP form",
        ),
        lang.pick(
            "  passerelle check programme-2024.docx\n  passerelle check grille.xlsx --json\n  passerelle check programme-2025.docx --today 2025-03-01",
            "  passerelle check programme-2024.docx\n  passerelle check grid.xlsx --json\n  passerelle check programme-2025.docx --today 2025-03-01",
        ),
    )
    .arg(file(lang))
    .arg(
        Arg::new("today")
            .long("today")
            .value_name(lang.pick("AAAA-MM-JJ", "YYYY-MM-DD"))
            .value_parser(date)
            .help(lang.pick(
                "Rappelle aussi les devoirs à venir à cette date",
                "Also reminds of the duties to come at this date",
            )),
    )
    .arg(json(lang))
}

fn inspect(lang: Lang) -> Command {
    subcommand(
        lang,
        "inspect",
        lang.pick(
            "Montre ce qui a été reconnu : en-têtes, sens des colonnes, genre des lignes, textes laissés de côté",
            "Shows what was recognised: headers, meaning of columns, kinds of rows, texts left aside",
        ),
        lang.pick(
            "  passerelle inspect grille.xlsx\n  passerelle inspect grille.xlsx --json",
            "  passerelle inspect grid.xlsx\n  passerelle inspect grid.xlsx --json",
        ),
    )
    .arg(file(lang))
    .arg(json(lang))
}

fn tables(lang: Lang) -> Command {
    let flag = |name: &'static str, fr: &'static str, en: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).group("as").help(lang.pick(fr, en))
    };
    subcommand(
        lang,
        "tables",
        lang.pick(
            "Montre les tableaux et paragraphes d’un fichier bureautique tels qu’ils sont lus",
            "Shows the tables and paragraphs of an office file as they are read",
        ),
        lang.pick(
            "  passerelle tables grille.xlsx\n  passerelle tables fiches.docx --html -o fiches.html\n  passerelle tables - --csv < grille.ods",
            "  passerelle tables grid.xlsx\n  passerelle tables sheets.docx --html -o sheets.html\n  passerelle tables - --csv < grid.ods",
        ),
    )
    .arg(file(lang))
    .arg(flag("json", "En JSON : textes, marques, fusions, valeurs, endroits", "As JSON: texts, marks, spans, values, places"))
    .arg(flag("csv", "En CSV : les textes seuls", "As CSV: the texts alone"))
    .arg(flag("html", "En page HTML, à regarder", "As an HTML page, to look at"))
    .arg(output(lang))
}

fn form(lang: Lang) -> Command {
    let blank = subcommand(
        lang,
        "blank",
        lang.pick("Écrit le formulaire vierge d’une année", "Writes the blank form of a year"),
        lang.pick(
            "  passerelle form blank --year 2024 -o programme.docx\n  passerelle form blank --year 2025 -o programme.xlsx",
            "  passerelle form blank --year 2024 -o programme.docx\n  passerelle form blank --year 2025 -o programme.xlsx",
        ),
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(lang.pick("ANNÉE", "YEAR"))
            .required(true)
            .value_parser(value_parser!(i16).range(2000..2100))
            .help(lang.pick("Année du programme de travail", "Year of the work programme")),
    )
    .arg(output(lang).required(true).help(lang.pick(
        "Fichier à écrire, .docx ou .xlsx ; - pour la sortie standard",
        "File to write, .docx or .xlsx; - for standard output",
    )))
    .arg(
        Arg::new("to")
            .long("to")
            .value_name("docx|xlsx")
            .value_parser(["docx", "xlsx"])
            .hide_possible_values(true)
            .help(lang.pick("Format, quand le nom ne le dit pas", "Format, when the name does not tell")),
    );
    Command::new("form")
        .about(lang.pick(
            "Formulaires de la DiCS (Plan HP) : programme de travail",
            "Forms of the DiCS (Plan HP): work programme",
        ))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .help_template(template(lang, true))
        .subcommand(blank)
}

fn schema(lang: Lang) -> Command {
    subcommand(
        lang,
        "schema",
        lang.pick("Écrit le schéma JSON du format canonique", "Writes the JSON Schema of the canonical format"),
        "  passerelle schema > passerelle.schema.json",
    )
}

fn completions(lang: Lang) -> Command {
    subcommand(
        lang,
        "completions",
        lang.pick("Écrit la complétion d’un interpréteur de commandes", "Writes the completion of a shell"),
        "  passerelle completions bash > ~/.local/share/bash-completion/completions/passerelle",
    )
    .arg(
        Arg::new("shell")
            .value_name("SHELL")
            .required(true)
            .value_parser(value_parser!(Shell))
            .hide_possible_values(true)
            .help("bash, zsh, fish, powershell, elvish"),
    )
}

/// A date in ISO notation.
fn date(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|error: jiff::Error| error.to_string())
}
