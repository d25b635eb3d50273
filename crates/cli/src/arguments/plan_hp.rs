//! The arguments of `passerelle plan-hp`.

use clap::{Arg, Command, ValueHint, value_parser};
use passerelle::Lang;

use super::{Lists, date, file, json, layouts, output, subcommand, template, with_argument};

/// The command with its own commands.
pub(super) fn plan_hp(lang: Lang) -> Command {
    Command::new("plan-hp")
        .about(lang.pick(
            "L’année du Plan HP : programme suivant, bilans, calendrier, convention, reprise d’un PST",
            "The year of the Plan HP: next programme, reviews, calendar, convention, draft from a PST",
        ))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(lang.pick("COMMANDE", "COMMAND"))
        .help_template(template(lang, Lists::Commands))
        .after_help(format!(
            "{}\n  passerelle plan-hp new-year programme-2024.docx -o programme-2025.docx\n  passerelle plan-hp calendar --year 2025",
            lang.pick("Exemples :", "Examples:")
        ))
        .subcommands([new_year(lang), bilan(lang), calendar(lang), obligations(lang), equipments(lang), adhesion(lang), from_pst(lang), report(lang)])
}

fn new_year(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "new-year",
        lang.pick(
            "Prépare le programme de l’année suivante : les actions non terminées y sont reportées, les autres sont citées à part",
            "Drafts the programme of the year after: unfinished actions are carried over, the others are named apart",
        ),
        "  passerelle plan-hp new-year programme-2024.docx -o programme-2025.docx\n  passerelle plan-hp new-year programme-2024.xlsx -o programme-2025.xlsx --json",
    );
    written(with_argument(command, lang, file(lang)), lang).arg(json(lang))
}

fn bilan(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "bilan",
        lang.pick(
            "Réunit les bilans de juin et de décembre de deux fichiers d’un même programme, sans rien écraser",
            "Joins the reviews of June and December of two files of one programme, and overwrites nothing",
        ),
        "  passerelle plan-hp bilan programme-juin.docx programme-decembre.docx -o programme-2024.docx",
    );
    let one = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).value_name(value).required(true).value_hint(ValueHint::FilePath).help(help)
    };
    let june = one(
        "june",
        lang.pick("JUIN", "JUNE"),
        lang.pick("Fichier qui porte le bilan de juin", "File with the review of June"),
    );
    let december = one(
        "december",
        lang.pick("DÉCEMBRE", "DECEMBER"),
        lang.pick("Fichier qui porte le bilan de décembre", "File with the review of December"),
    );
    let prefer = Arg::new("prefer")
        .long("prefer")
        .value_name("first|last")
        .value_parser(["first", "last"])
        .hide_possible_values(true)
        .help(lang.pick(
            "Fichier dont le texte est gardé quand ils diffèrent (par défaut : first) ; l’autre reste comme donnée supplémentaire",
            "File whose text is kept where they differ (default: first); the other stays as an extra value",
        ));
    written(with_argument(command, lang, june).arg(december), lang).arg(prefer).arg(json(lang))
}

fn calendar(lang: Lang) -> Command {
    subcommand(
        lang,
        "calendar",
        lang.pick(
            "Donne les devoirs d’une année avec leurs dates, aussi pour un agenda (.ics)",
            "Lists the duties of a year with their dates, also for a diary (.ics)",
        ),
        lang.pick(
            "  passerelle plan-hp calendar --year 2025\n  passerelle plan-hp calendar --year 2025 -o calendrier.ics",
            "  passerelle plan-hp calendar --year 2025\n  passerelle plan-hp calendar --year 2025 -o calendar.ics",
        ),
    )
    .arg(year(lang))
    .arg(output(lang).help(
        lang.pick("Fichier .ics à écrire ; - pour la sortie standard", "File .ics to write; - for standard output"),
    ))
    .arg(Arg::new("date").long("date").value_name(lang.pick("AAAA-MM-JJ", "YYYY-MM-DD")).value_parser(date).help(
        lang.pick(
            "Date d’établissement inscrite dans le fichier .ics (par défaut : le 1er janvier de l’année précédente)",
            "Date of issue written into the .ics file (default: 1 January of the year before)",
        ),
    ))
    .arg(json(lang))
}

fn obligations(lang: Lang) -> Command {
    subcommand(
        lang,
        "obligations",
        lang.pick(
            "Dit ce que la convention demande : acteurs obligatoires, financements possibles, documents dus",
            "Tells what the convention asks: compulsory actors, possible financing, documents due",
        ),
        "  passerelle plan-hp obligations --residents 312 --convention 2012-2013\n  passerelle plan-hp obligations --equipments etat-2024.xlsx --convention 2024\n  passerelle plan-hp obligations --residents 80 --convention 2022-2025 --json",
    )
    .arg(
        Arg::new("residents")
            .long("residents")
            .value_name(lang.pick("NOMBRE", "NUMBER"))
            .required_unless_present("equipments")
            .value_parser(value_parser!(u32))
            .help(lang.pick("Nombre de résidents permanents de la commune", "Number of permanent residents")),
    )
    .arg(
        equipments_file(lang)
            .conflicts_with("residents")
            .help(lang.pick(
                "Fichier des équipements, d’où vient le nombre de résidents (voir « plan-hp equipments »)",
                "File of the equipments, from which the number of residents is taken (see “plan-hp equipments”)",
            )),
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(lang.pick("ANNÉE", "YEAR"))
            .requires("equipments")
            .value_parser(value_parser!(i16).range(2000..2100))
            .help(lang.pick(
                "Année des résidents (par défaut : la dernière du fichier)",
                "Year of the residents (default: the last of the file)",
            )),
    )
    .arg(
        Arg::new("convention")
            .long("convention")
            .value_name(lang.pick("PÉRIODE", "PERIOD"))
            .required(true)
            .help(lang.pick(
                "2012-2013, 2014-2019 ou 2022-2025, ou une année ; ou votre définition, un fichier .toml",
                "2012-2013, 2014-2019 or 2022-2025, or a year; or your own definition, a .toml file",
            )),
    )
    .arg(json(lang))
}

fn equipments_file(lang: Lang) -> Arg {
    Arg::new("equipments").long("equipments").value_name(lang.pick("FICHIER", "FILE")).value_hint(ValueHint::FilePath)
}

fn equipments(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "equipments",
        lang.pick(
            "Lit les équipements et leurs résidents (phase, statut, domiciliés, entrées, départs, relogements), vérifie les totaux et montre l’évolution",
            "Reads the equipments and their residents (phase, status, domiciled, entries, departures, rehousings), checks the totals and shows the trend",
        ),
        lang.pick(
            "  passerelle plan-hp equipments etat-2023.xlsx etat-2024.docx -o equipements.xlsx\n  passerelle plan-hp equipments etat.csv --year 2024 -o equipements.docx",
            "  passerelle plan-hp equipments state-2023.xlsx state-2024.docx -o equipments.xlsx\n  passerelle plan-hp equipments state.csv --year 2024 -o equipments.docx",
        ),
    );
    let files = Arg::new("files")
        .value_name(lang.pick("FICHIERS", "FILES"))
        .required(true)
        .num_args(1..)
        .value_hint(ValueHint::FilePath)
        .help(lang.pick(
            "Tableaux des équipements d’une commune, d’une ou de plusieurs années",
            "Tables of the equipments of a municipality, of one or several years",
        ));
    with_argument(command, lang, files)
        .arg(output(lang).help(lang.pick(
            "Fichier à écrire, .xlsx, .docx ou .json ; sans lui, l’évolution est seulement affichée",
            "File to write, .xlsx, .docx or .json; without it the trend is only shown",
        )))
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("xlsx|docx|json")
                .value_parser(["xlsx", "docx", "json"])
                .hide_possible_values(true)
                .help(lang.pick("Format, quand le nom ne le dit pas", "Format, when the name does not tell")),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name(lang.pick("ANNÉE", "YEAR"))
                .value_parser(value_parser!(i16).range(2000..2100))
                .help(lang.pick("Année des tableaux qui n’en nomment aucune", "Year of the tables that name none")),
        )
        .arg(json(lang))
}

fn adhesion(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "adhesion",
        lang.pick(
            "Prépare le dossier d’adhésion en Word (projet : le formulaire officiel n’est pas public) ; ce qui manque est à compléter",
            "Drafts the adhesion file in Word (the official form is not public); what is missing is to be filled in",
        ),
        lang.pick(
            "  passerelle plan-hp adhesion programme-2024.docx --equipments etat-2024.xlsx -o dossier.docx\n  passerelle plan-hp adhesion donnees.json -o dossier.docx",
            "  passerelle plan-hp adhesion programme-2024.docx --equipments state-2024.xlsx -o file.docx\n  passerelle plan-hp adhesion data.json -o file.docx",
        ),
    );
    let file =
        file(lang).help(lang.pick(
            "Programme de travail, ou données du dossier en .json",
            "Work programme, or data of the file as .json",
        ));
    with_argument(command, lang, file)
        .arg(equipments_file(lang).help(lang.pick(
            "Tableau des équipements, pour le diagnostic (la dernière année)",
            "Table of the equipments, for the diagnosis (the last year)",
        )))
        .arg(output(lang).required(true).help(
            lang.pick(
                "Fichier .docx à écrire ; - pour la sortie standard",
                "File .docx to write; - for standard output",
            ),
        ))
        .arg(json(lang))
}

fn from_pst(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "from-pst",
        lang.pick(
            "Prépare un programme de travail avec les actions d’un PST qui citent le Plan HP",
            "Drafts a work programme with the actions of a PST that name the Plan HP",
        ),
        lang.pick(
            "  passerelle plan-hp from-pst pst.xlsx --year 2025 -o programme-2025.docx\n  passerelle plan-hp from-pst pst.docx --year 2025 --codes \"A 1.1=2,A 1.4\" -o programme-2025.docx",
            "  passerelle plan-hp from-pst pst.xlsx --year 2025 -o programme-2025.docx\n  passerelle plan-hp from-pst pst.docx --year 2025 --codes \"A 1.1=2,A 1.4\" -o programme-2025.docx",
        ),
    );
    written(with_argument(command, lang, file(lang)).arg(year(lang)), lang)
        .args(layouts(lang))
        .arg(
            Arg::new("codes")
                .long("codes")
                .value_name(lang.pick("CODE[=OS],…", "CODE[=OS],…"))
                .value_delimiter(',')
                .help(lang.pick(
                    "Codes des actions à reprendre, avec le numéro de leur objectif stratégique (par défaut : celles qui citent le Plan HP)",
                    "Codes of the actions to take, with the number of their strategic objective (default: those that name the Plan HP)",
                )),
        )
        .arg(json(lang))
}

fn report(lang: Lang) -> Command {
    let command = subcommand(
        lang,
        "report",
        lang.pick(
            "Compare ce qui était prévu et ce qui a été fait sur plusieurs années, en Word ou en Excel avec un graphique",
            "Compares what was planned and what was done over several years, in Word or in Excel with a chart",
        ),
        lang.pick(
            "  passerelle plan-hp report programme-2023.docx programme-2024.docx -o rapport.xlsx\n  passerelle plan-hp report programme-*.docx -o rapport.docx",
            "  passerelle plan-hp report programme-2023.docx programme-2024.docx -o report.xlsx\n  passerelle plan-hp report programme-*.docx -o report.docx",
        ),
    );
    let files = Arg::new("files")
        .value_name(lang.pick("FICHIERS", "FILES"))
        .required(true)
        .num_args(1..)
        .value_hint(ValueHint::FilePath)
        .help(lang.pick("Programmes de travail, un par année", "Work programmes, one a year"));
    with_argument(command, lang, files)
        .arg(output(lang).help(lang.pick(
            "Fichier à écrire, .xlsx ou .docx ; sans lui, le tableau est seulement affiché",
            "File to write, .xlsx or .docx; without it the table is only shown",
        )))
        .arg(json(lang))
}

fn year(lang: Lang) -> Arg {
    Arg::new("year")
        .long("year")
        .value_name(lang.pick("ANNÉE", "YEAR"))
        .required(true)
        .value_parser(value_parser!(i16).range(2000..2100))
        .help(lang.pick("Année du programme de travail, de 2000 à 2099", "Year of the work programme, 2000 to 2099"))
}

/// A command that writes one work programme.
fn written(command: Command, lang: Lang) -> Command {
    command
        .arg(output(lang).required(true).help(lang.pick(
            "Fichier à écrire, .docx, .xlsx ou .json ; - pour la sortie standard",
            "File to write, .docx, .xlsx or .json; - for standard output",
        )))
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("docx|xlsx|json")
                .value_parser(["docx", "xlsx", "json"])
                .hide_possible_values(true)
                .help(lang.pick("Format, quand le nom ne le dit pas", "Format, when the name does not tell")),
        )
}
