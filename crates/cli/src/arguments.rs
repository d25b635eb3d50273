//! The arguments of the command, in both languages.

mod plan_hp;

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
        .help_template(template(lang, Lists::Commands))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .display_order(LAST)
                .value_name("fr|en")
                .value_parser(["fr", "en"])
                .hide_possible_values(true)
                .help(t("Langue des messages (par défaut celle du système si c’est l’anglais, sinon le français)", "Language of the messages (default: English if that is the system’s, else French)")),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .global(true)
                .display_order(LAST + 1)
                .action(ArgAction::Append)
                .value_name(t("NOM=VALEUR", "NAME=VALUE"))
                .help(t(
                    "Change une limite de lecture, par exemple cells=5000000",
                    "Changes a reading limit, for example cells=5000000",
                )),
        )
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .global(true)
                .display_order(LAST + 2)
                .action(ArgAction::Help)
                .help(t("Affiche cette aide", "Shows this help")),
        )
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .display_order(LAST + 3)
                .action(ArgAction::Version)
                .help(t("Affiche la version", "Shows the version")),
        )
        .after_help(t(
            "Exemples :\n  passerelle convert grille.xlsx --out resultat\n  passerelle check programme-2024.docx\n  passerelle form blank --year 2024 -o programme.docx\n\nCodes de sortie : 0 tout va bien ; 1 le contrôle a trouvé des erreurs, ou --strict des doutes ; 2 fichier illisible ou appel incorrect ; 3 écriture impossible.",
            "Examples:\n  passerelle convert grid.xlsx --out result\n  passerelle check programme-2024.docx\n  passerelle form blank --year 2024 -o programme.docx\n\nExit codes: 0 all is well; 1 the check found errors, or --strict doubts; 2 unreadable file or wrong call; 3 writing failed.",
        ))
        .subcommands([
            convert(lang),
            register(lang),
            check(lang),
            inspect(lang),
            merge(lang),
            tables(lang),
            form(lang),
            plan_hp::plan_hp(lang),
            schema(lang),
            completions(lang),
        ])
}

/// Options that every command has stand below its own.
const LAST: usize = 100;

/// What a help page lists above the options.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    Commands,
    Arguments,
    Options,
}

fn template(lang: Lang, lists: Lists) -> String {
    let usage = lang.pick("Utilisation :", "Usage:");
    let list = match lists {
        Lists::Commands => lang.pick("\n\nCommandes :\n{subcommands}", "\n\nCommands:\n{subcommands}"),
        Lists::Arguments => lang.pick("\n\nArguments :\n{positionals}", "\n\nArguments:\n{positionals}"),
        Lists::Options => "",
    };
    let options = lang.pick("Options :", "Options:");
    format!("{{about-with-newline}}\n{usage} {{usage}}{list}\n\n{options}\n{{options}}{{after-help}}\n")
}

/// A command with help text, examples and the usual template.
fn subcommand(lang: Lang, name: &'static str, about: &'static str, examples: &'static str) -> Command {
    Command::new(name)
        .about(about)
        .disable_help_flag(true)
        .help_template(template(lang, Lists::Options))
        .after_help(format!("{}\n{examples}", lang.pick("Exemples :", "Examples:")))
}

/// A subcommand that takes an argument without a name.
fn with_argument(command: Command, lang: Lang, argument: Arg) -> Command {
    command.help_template(template(lang, Lists::Arguments)).arg(argument)
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

/// Which view of tracked changes is read, and whose numbers and dates.
fn views(lang: Lang) -> [Arg; 2] {
    [
        Arg::new("revisions")
            .long("revisions")
            .value_name("accepted|rejected|marked")
            .value_parser(["accepted", "rejected", "marked"])
            .hide_possible_values(true)
            .help(lang.pick(
                "Modifications suivies : acceptées (par défaut), refusées ou marquées",
                "Tracked changes: accepted (default), rejected or marked",
            )),
        Arg::new("locale").long("locale").value_name("fr-BE").value_parser(locale).help(lang.pick(
            "Langue des nombres et des dates : fr-BE (par défaut), fr-FR, nl-BE, de-BE, en-GB, en-US",
            "Language of numbers and dates: fr-BE (default), fr-FR, nl-BE, de-BE, en-GB, en-US",
        )),
    ]
}

/// How a file is to be read: by a layout, the best of several, and with doubts as errors.
fn layouts(lang: Lang) -> [Arg; 2] {
    [
        Arg::new("layout")
            .long("layout")
            .value_name(lang.pick("DISPOSITION", "LAYOUT"))
            .value_hint(ValueHint::FilePath)
            .conflicts_with("layouts")
            .help(lang.pick(
                "Lit le fichier d’après cette disposition (voir inspect --save-layout)",
                "Reads the file by this layout (see inspect --save-layout)",
            )),
        Arg::new("layouts")
            .long("layouts")
            .value_name(lang.pick("DOSSIER", "FOLDER"))
            .value_hint(ValueHint::DirPath)
            .help(lang.pick(
                "Lit le fichier d’après celle des dispositions du dossier qui convient le mieux",
                "Reads the file by the best fitting of the folder’s layouts",
            )),
    ]
}

fn strict(lang: Lang) -> Arg {
    Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(lang.pick(
        "Traite les doutes de lecture et de réunion (avertissements R, I, N et M) comme des erreurs : code de sortie 1, rien n’est écrit",
        "Treats doubts of reading and merging (warnings R, I, N and M) as errors: exit code 1, nothing is written",
    ))
}

fn convert(lang: Lang) -> Command {
    let command = subcommand(
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
    );
    written(with_argument(command, lang, file(lang)), lang)
}

fn merge(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "merge",
        lang.pick(
            "Réunit plusieurs fichiers d’un même PST (un par volet, par service ou par année) et l’écrit comme « convert »",
            "Joins several files of one PST (one per volet, per service or per year) and writes it as “convert” does",
        ),
        lang.pick(
            "  passerelle merge volet-interne.xlsx volet-externe.docx --out resultat\n  passerelle merge pst-2025.json pst-2026.xlsx --prefer last --to json -o pst.json",
            "  passerelle merge volet-interne.xlsx volet-externe.docx --out result\n  passerelle merge pst-2025.json pst-2026.xlsx --prefer last --to json -o pst.json",
        ),
    );
    let files = Arg::new("files")
        .value_name(lang.pick("FICHIERS", "FILES"))
        .required(true)
        .num_args(2..)
        .value_hint(ValueHint::FilePath)
        .help(lang.pick("Fichiers à réunir, dans l’ordre", "Files to join, in this order"));
    let command = with_argument(command, lang, files)
    .arg(
        Arg::new("prefer")
            .long("prefer")
            .value_name("first|last")
            .value_parser(["first", "last"])
            .hide_possible_values(true)
            .help(lang.pick(
                "Fichier dont la valeur est gardée quand elles diffèrent (par défaut : first) ; l’autre reste comme donnée supplémentaire",
                "File whose value is kept where they differ (default: first); the other stays as an extra value",
            )),
    );
    written(command, lang)
}

/// A command that writes documents, with the options that say which and where.
fn written(command: Command, lang: Lang) -> Command {
    command
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
            Arg::new("report")
                .long("report")
                .value_name("docx,html,md,json")
                .value_delimiter(',')
                .value_parser(["docx", "html", "md", "json"])
                .default_values(["docx", "json"])
                .hide_possible_values(true)
                .hide_default_value(true)
                .help(lang.pick(
                    "Formats du rapport d’importation (par défaut : docx et json)",
                    "Formats of the import report (default: docx and json)",
                )),
        )
        .arg(
            Arg::new("title")
                .long("title")
                .value_name(lang.pick("TITRE", "TITLE"))
                .help(lang.pick("Titre des documents écrits", "Title of the documents written")),
        )
        .arg(
            Arg::new("direction")
                .long("direction")
                .value_name("to-ecomptes|from-ecomptes")
                .value_parser(["to-ecomptes", "from-ecomptes"])
                .hide_possible_values(true)
                .help(lang.pick(
                    "Schéma du fichier .xml : celui qu’eComptes importe, sans montants (par défaut : to-ecomptes), ou celui qu’eComptes rend, avec les articles budgétaires",
                    "Schema of the .xml file: the one that eComptes takes in, without amounts (default: to-ecomptes), or the one that eComptes gives back, with the budget articles",
                )),
        )
        .arg(Arg::new("date").long("date").value_name(lang.pick("AAAA-MM-JJ", "YYYY-MM-DD")).value_parser(date).help(
            lang.pick(
                "Date inscrite dans les documents (par défaut : aucune)",
                "Date written into the documents (default: none)",
            ),
        ))
        .args(views(lang))
        .args(layouts(lang))
        .arg(strict(lang))
        .arg(definition(lang))
        .arg(json(lang))
}

fn register(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "register",
        lang.pick(
            "Écrit le registre pour d’autres programmes : une ligne JSON par élément, texte laissé de côté, diagnostic et compte",
            "Writes the register for other programs: a JSON line per element, text left aside, diagnostic and count",
        ),
        lang.pick(
            "  passerelle register grille.xlsx > registre.jsonl\n  passerelle register fiches.docx -o registre.jsonl",
            "  passerelle register grid.xlsx > register.jsonl\n  passerelle register sheets.docx -o register.jsonl",
        ),
    );
    with_argument(command, lang, file(lang))
        .args(views(lang))
        .args(layouts(lang))
        .arg(strict(lang))
        .arg(definition(lang))
        .arg(output(lang))
}

fn check(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "check",
        lang.pick(
            "Contrôle un document : lecture, règles du PST, règles du formulaire Plan HP",
            "Checks a document: reading, rules of the PST, rules of the Plan HP form",
        ),
        lang.pick(
            "  passerelle check programme-2024.docx\n  passerelle check grille.xlsx --json\n  passerelle check programme-2025.docx --today 2025-03-01\n  passerelle check programme-2026.docx --form programme-travail-2026.toml",
            "  passerelle check programme-2024.docx\n  passerelle check grid.xlsx --json\n  passerelle check programme-2025.docx --today 2025-03-01\n  passerelle check programme-2026.docx --form programme-travail-2026.toml",
        ),
    );
    with_argument(command, lang, file(lang))
        .arg(Arg::new("today").long("today").value_name(lang.pick("AAAA-MM-JJ", "YYYY-MM-DD")).value_parser(date).help(
            lang.pick(
                "Rappelle aussi ce qui reste à faire à partir de cette date",
                "Also reminds of what is to be done from this date on",
            ),
        ))
        .args(views(lang))
        .args(layouts(lang))
        .arg(strict(lang))
        .arg(definition(lang))
        .arg(json(lang))
}

fn inspect(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "inspect",
        lang.pick(
            "Montre ce qui a été reconnu : en-têtes, sens des colonnes, genre des lignes, textes laissés de côté",
            "Shows what was recognised: headers, meaning of columns, kinds of rows, texts left aside",
        ),
        lang.pick(
            "  passerelle inspect grille.xlsx\n  passerelle inspect grille.xlsx --explain\n  passerelle inspect grille.xlsx --save-layout commune.toml",
            "  passerelle inspect grid.xlsx\n  passerelle inspect grid.xlsx --explain\n  passerelle inspect grid.xlsx --save-layout commune.toml",
        ),
    );
    with_argument(command, lang, file(lang))
    .args(views(lang)).args(layouts(lang)).arg(definition(lang))
    .arg(
        Arg::new("save-layout")
            .long("save-layout")
            .value_name(lang.pick("DISPOSITION", "LAYOUT"))
            .value_hint(ValueHint::FilePath)
            .help(lang.pick(
                "Enregistre la disposition reconnue, à corriger et à réutiliser avec --layout ; - pour la sortie standard",
                "Saves the layout recognised, to correct and to use with --layout; - for standard output",
            )),
    )
    .arg(Arg::new("explain").long("explain").action(ArgAction::SetTrue).help(lang.pick(
        "Montre pour chaque ligne et chaque colonne les indices pesés, le choix et le second choix",
        "Shows for each row and column the clues weighed, the choice and the runner-up",
    )))
    .arg(json(lang))
}

fn tables(lang: Lang) -> Command {
    let flag = |name: &'static str, fr: &'static str, en: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).group("as").help(lang.pick(fr, en))
    };
    let command = subcommand(
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
    );
    with_argument(command, lang, file(lang))
        .arg(flag(
            "json",
            "En JSON : textes, marques, fusions, valeurs, endroits",
            "As JSON: texts, marks, spans, values, places",
        ))
        .arg(flag("csv", "En CSV : les textes seuls", "As CSV: the texts alone"))
        .arg(flag("html", "En page HTML, à regarder", "As an HTML page, to look at"))
        .args(views(lang))
        .arg(output(lang))
}

/// A definition of the user's own.
fn definition(lang: Lang) -> Arg {
    Arg::new("form").long("form").value_name(lang.pick("FICHIER", "FILE")).value_hint(ValueHint::FilePath).help(
        lang.pick(
            "Votre définition du formulaire (.toml), au lieu de celles du programme",
            "Your definition of the form (.toml), instead of the program’s own",
        ),
    )
}

fn form(lang: Lang) -> Command {
    let examples = "  passerelle form blank --year 2024 -o programme.docx\n  passerelle form blank --year 2025 -o programme.xlsx\n  passerelle form blank --year 2024 --protect -o programme.docx";
    let fill_examples = lang.pick(
        "  passerelle form fill --blank programme-2026-officiel.docx programme.json -o programme-2026.docx\n  passerelle form fill --blank vierge.odt programme.docx -o rempli.odt --form formulaire.toml",
        "  passerelle form fill --blank programme-2026-official.docx programme.json -o programme-2026.docx\n  passerelle form fill --blank blank.odt programme.docx -o filled.odt --form form.toml",
    );
    let fill = subcommand(
        lang,
        "fill",
        lang.pick(
            "Remplit le formulaire vierge reçu de l’administration, sans rien changer d’autre dans ce fichier",
            "Fills the blank form that the administration sent, changing nothing else in that file",
        ),
        fill_examples,
    );
    let fill = with_argument(
        fill,
        lang,
        file(lang).help(lang.pick(
            "Programme de travail à y écrire, dans tout format lu ; - pour l’entrée standard",
            "Work programme to write into it, in any format that is read; - for standard input",
        )),
    )
    .arg(
        Arg::new("blank")
            .long("blank")
            .value_name(lang.pick("VIERGE", "BLANK"))
            .required(true)
            .value_hint(ValueHint::FilePath)
            .help(lang.pick("Formulaire vierge, .docx, .xlsx, .odt ou .ods", "Blank form, .docx, .xlsx, .odt or .ods")),
    )
    .arg(output(lang).required(true).help(lang.pick(
        "Fichier à écrire, du format du formulaire vierge ; - pour la sortie standard",
        "File to write, in the format of the blank form; - for standard output",
    )))
    .arg(definition(lang))
    .arg(json(lang));
    let blank = subcommand(
        lang,
        "blank",
        lang.pick("Écrit le formulaire vierge d’une année", "Writes the blank form of a year"),
        examples,
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(lang.pick("ANNÉE", "YEAR"))
            .required(true)
            .value_parser(value_parser!(i16).range(2000..2100))
            .help(
                lang.pick("Année du programme de travail, de 2000 à 2099", "Year of the work programme, 2000 to 2099"),
            ),
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
    )
    .arg(Arg::new("protect").long("protect").action(ArgAction::SetTrue).help(lang.pick(
        "En Word, seuls les champs se remplissent, sans mot de passe (en Excel, c’est toujours le cas)",
        "In Word, only the fields can be filled in, without password (in Excel always so)",
    )))
    .arg(definition(lang));
    Command::new("form")
        .about(lang.pick(
            "Formulaires de la DiCS (Plan HP) : programme de travail",
            "Forms of the DiCS (Plan HP): work programme",
        ))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(lang.pick("COMMANDE", "COMMAND"))
        .help_template(template(lang, Lists::Commands))
        .after_help(format!("{}\n{examples}\n{fill_examples}", lang.pick("Exemples :", "Examples:")))
        .subcommands([blank, fill])
}

fn schema(lang: Lang) -> Command {
    subcommand(
        lang,
        "schema",
        lang.pick(
            "Écrit le schéma JSON des documents que « convert » écrit en .json",
            "Writes the JSON Schema of the documents that “convert” writes as .json",
        ),
        "  passerelle schema > passerelle.schema.json",
    )
}

fn completions(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "completions",
        lang.pick(
            "Écrit le script qui complète les commandes dans un terminal",
            "Writes the script that completes commands in a shell",
        ),
        "  passerelle completions bash > ~/.local/share/bash-completion/completions/passerelle",
    );
    let shell = Arg::new("shell")
        .value_name(lang.pick("INTERPRÉTEUR", "SHELL"))
        .required(true)
        .value_parser(value_parser!(Shell))
        .hide_possible_values(true)
        .help("bash, zsh, fish, powershell, elvish");
    with_argument(command, lang, shell)
}

/// A language in which numbers and dates are shown.
fn locale(text: &str) -> Result<passerelle::tables::Locale, String> {
    use passerelle::tables::Locale;
    let tags = || Locale::ALL.iter().map(|locale| locale.tag()).collect::<Vec<_>>().join(", ");
    Locale::from_tag(text).ok_or_else(tags)
}

/// A date in ISO notation.
fn date(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|error: jiff::Error| error.to_string())
}
