//! `passerelle plan-hp obligations`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{ActorDuty, Convention, ConventionError, ConventionGap, Financing, Presence, Share};
use passerelle::{Bilingual, Diagnostic, Lang, english, french};
use serde_json::json;

use crate::failure::Failure;
use crate::files;
use crate::paint::{BOLD, paint, visible};

/// A definition of a user is a short text; a longer file is none.
const LONGEST: u64 = 1_000_000;

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let counted = residents(arguments, lang)?;
    let residents = counted.residents;
    let named = arguments.get_one::<String>("convention").map_or("", String::as_str);
    let mut found = counted.diagnostics;
    let convention = match convention(named, lang)? {
        Ok(convention) => Some(convention),
        Err(gap) => {
            found.insert(0, gap.diagnostic(named));
            None
        }
    };
    if arguments.get_flag("json") {
        let mut json = match &convention {
            Some(convention) => value(convention, &convention.duties(residents), residents, lang),
            None => json!({ "convention": null, "residents": residents, "actors": null, "documents": null }),
        };
        json["residents_year"] = json!(counted.year);
        json["diagnostics"] = found.iter().map(|found| super::super::diagnostic_json(found, lang)).collect();
        super::super::print_json(&json)?;
    } else {
        let mut said = match &convention {
            Some(convention) => text(convention, &convention.duties(residents), residents, lang),
            None => String::new(),
        };
        if let Some(year) = counted.year {
            said.push_str(&match lang {
                Lang::Fr => {
                    format!("Les {residents} résidents sont ceux de {year}, d’après le fichier des équipements.\n")
                }
                Lang::En => format!("The {residents} residents are those of {year}, by the file of the equipments.\n"),
            });
        }
        if !found.is_empty() {
            said.push_str(&super::equipments::diagnostics(&found, lang));
        }
        files::print_text(&said)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The residents of the call, and the year they were counted in.
struct Counted {
    residents: u32,
    year: Option<i16>,
    diagnostics: Vec<Diagnostic>,
}

fn residents(arguments: &ArgMatches, lang: Lang) -> Result<Counted, Failure> {
    let Some(path) = arguments.get_one::<String>("equipments") else {
        let residents = arguments.get_one::<u32>("residents").copied().unwrap_or_default();
        return Ok(Counted { residents, year: None, diagnostics: Vec::new() });
    };
    let read = super::equipments::read(std::slice::from_ref(path), None, arguments, lang)?;
    let asked = arguments.get_one::<i16>("year").copied();
    let year = asked.or_else(|| read.equipments.years().last().copied());
    let residents = read.equipments.residents(year).ok_or_else(|| {
        let shown = super::super::shown(path, lang);
        let years = read.equipments.years().iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
        Failure::Call(match lang {
            Lang::Fr => {
                format!("{shown} : aucun résident n’est compté pour l’année demandée ; années du fichier : {years}")
            }
            Lang::En => {
                format!("{shown}: no resident is counted for the year that was asked for; years of the file: {years}")
            }
        })
    })?;
    Ok(Counted { residents, year, diagnostics: read.diagnostics })
}

/// The convention that a call names, or the gap that the years it names lie in.
fn convention(named: &str, lang: Lang) -> Result<Result<Convention, ConventionGap>, Failure> {
    if let Some(known) = Convention::builtin(named) {
        return known.map(Ok).map_err(|error| refused(&error, lang));
    }
    if let Some(years) = years(named) {
        let mut gap = None;
        for year in years {
            match Convention::of_year(year).map_err(|error| refused(&error, lang))? {
                Ok(convention) if named.len() == 4 => return Ok(Ok(convention)),
                // A period that a known convention touches is none of its own.
                Ok(_) => return Err(unknown(named, lang)),
                Err(found) => gap = Some(found),
            }
        }
        if let Some(gap) = gap {
            return Ok(Err(gap));
        }
    }
    if !named.to_lowercase().ends_with(".toml") {
        return Err(unknown(named, lang));
    }
    let input = files::read(named, lang, LONGEST)?;
    let text = String::from_utf8_lossy(&input.bytes);
    Convention::from_toml(&input.name, &text).map(Ok).map_err(|error| refused(&error, lang))
}

/// The years of `2021` or `2020-2021`.
fn years(named: &str) -> Option<std::ops::RangeInclusive<i16>> {
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (2000..2100).contains(year) && text.len() == 4);
    let (first, last) = named.split_once('-').unwrap_or((named, named));
    let (first, last) = (year(first)?, year(last)?);
    (first <= last).then_some(first..=last)
}

fn unknown(named: &str, lang: Lang) -> Failure {
    let names = Convention::names().collect::<Vec<_>>().join(", ");
    Failure::Call(match lang {
        Lang::Fr => format!("convention « {named} » inconnue ; écrivez {names}, une année, ou un fichier .toml"),
        Lang::En => format!("unknown convention “{named}”; write {names}, a year, or a .toml file"),
    })
}

fn refused(error: &ConventionError, lang: Lang) -> Failure {
    let said = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = Bilingual::quoted(&said);
    Failure::Call(match lang {
        Lang::Fr => format!("la définition de la convention ne convient pas : {} ; corrigez-la", quoted.text(lang)),
        Lang::En => format!("the definition of the convention does not fit: {}; correct it", quoted.text(lang)),
    })
}

fn presence(presence: Presence, lang: Lang) -> &'static str {
    match presence {
        Presence::Compulsory => lang.pick("obligatoire", "compulsory"),
        Presence::Optional => lang.pick("facultatif", "optional"),
        Presence::Removed => lang.pick("supprimé", "removed"),
        Presence::Unclear => {
            lang.pick("à vérifier : les textes diffèrent pour ce nombre", "to check: the texts differ at this number")
        }
        _ => lang.pick("non connu", "not known"),
    }
}

fn financing(financing: &Financing, lang: Lang) -> String {
    let amount = |value| lang.pick(&french::amount(value), &english::amount(value)).to_owned();
    match financing {
        Financing::NotBelow { from } => match lang {
            Lang::Fr => format!("pas en dessous de {from} résidents"),
            Lang::En => format!("not below {from} residents"),
        },
        Financing::None => lang.pick("aucun", "none").to_owned(),
        Financing::Possible(Share::Amount(value)) => format!("possible, {}", amount(*value)),
        Financing::Possible(Share::PerTranche { amount: each, tranche, full, begun }) => {
            let sums = match (full == begun, lang) {
                (true, _) => amount(*full),
                (false, Lang::Fr) => format!(
                    "{} pour les tranches entières ; {} si une tranche entamée compte, ce qui n’est pas connu",
                    amount(*full),
                    amount(*begun)
                ),
                (false, Lang::En) => format!(
                    "{} for the full tranches; {} if a tranche begun counts, which is not known",
                    amount(*full),
                    amount(*begun)
                ),
            };
            match lang {
                Lang::Fr => format!("possible, {} par tranche de {tranche} résidents : {sums}", amount(*each)),
                Lang::En => format!("possible, {} per tranche of {tranche} residents: {sums}", amount(*each)),
            }
        }
        Financing::Possible(Share::Words(words)) => format!("possible, {}", words.text(lang)),
        Financing::Possible(_) => lang.pick("possible, montant non connu", "possible, amount not known").to_owned(),
        _ => lang.pick("non connu", "not known").to_owned(),
    }
}

fn text(convention: &Convention, duties: &[ActorDuty<'_>], residents: u32, lang: Lang) -> String {
    let colon = lang.pick(" :", ":");
    let heading = |words: &str| paint(BOLD, format!("{words}{colon}"));
    let date = |day| lang.pick(&french::date(day), &english::date(day)).to_owned();
    let (first, last) = (date(convention.first_day), date(convention.last_day));
    let mut text = match lang {
        Lang::Fr => format!("{} {} – du {first} au {last}", heading("Convention"), convention.id),
        Lang::En => format!("{} {} – {first} to {last}", heading("Convention"), convention.id),
    };
    if let Some(day) = convention.prolonged_to {
        let prolonged = lang.pick(", prolongée jusqu’au ", ", prolonged to ");
        text.push_str(&format!("{prolonged}{}", date(day)));
    }
    text.push_str(&format!(
        "\n{} {residents}\n{}\n",
        heading(lang.pick("Résidents permanents", "Permanent residents")),
        heading(lang.pick("Acteurs", "Actors"))
    ));
    let line = |label: &str, value: &str| format!("      {label}{colon} {value}\n");
    for duty in duties {
        let actor = duty.actor;
        text.push_str(&format!("  {}{colon} {}\n", actor.name().text(lang), presence(duty.presence, lang)));
        text.push_str(&line(lang.pick("rôle", "role"), actor.role().text(lang)));
        text.push_str(&line(lang.pick("financement", "financing"), &financing(&duty.financing, lang)));
        if !actor.note().is_empty() {
            text.push_str(&line(lang.pick("à savoir", "note"), actor.note().text(lang)));
        }
        text.push_str(&line("source", &printed(&actor.source, lang)));
    }
    let committee = &convention.committee;
    let meetings = match committee.meetings_per_year {
        Some(count) => {
            let count = lang.counted(count.into(), lang.pick("réunion", "meeting"), lang.pick("réunions", "meetings"));
            format!("{count} {}", lang.pick("par an", "a year"))
        }
        None => lang.pick("nombre de réunions non connu", "number of meetings not known").to_owned(),
    };
    let chair = match committee.chair().text(lang) {
        "" => lang.pick("présidence non connue", "chair not known").to_owned(),
        chair => format!("{}{chair}", lang.pick("présidé par ", "chaired by ")),
    };
    let note = committee.note();
    let note = if note.is_empty() { String::new() } else { format!(" ; {}", note.text(lang)) };
    let note = if lang == Lang::En { note.replacen(" ;", ";", 1) } else { note };
    text.push_str(&format!(
        "{} {meetings}, {chair}{note}\n{}",
        heading(lang.pick("Comité d’accompagnement", "Steering committee")),
        heading(lang.pick("Documents dus", "Documents due")),
    ));
    if !convention.documents_known {
        text.push_str(lang.pick(" non connus\n", " not known\n"));
    } else {
        text.push('\n');
    }
    for document in &convention.documents {
        text.push_str(&format!("  {} – {}\n", document.text().text(lang), document.when().text(lang)));
    }
    text.push_str(&format!("{} {}\n", heading("Source"), printed(&convention.source, lang)));
    text
}

/// The name of a source. Papers are French: English words quote them.
fn printed(source: &str, lang: Lang) -> String {
    visible(&match lang {
        Lang::Fr => source.to_owned(),
        Lang::En => format!("“{source}”"),
    })
}

fn value(convention: &Convention, duties: &[ActorDuty<'_>], residents: u32, lang: Lang) -> serde_json::Value {
    let actors: Vec<_> = duties
        .iter()
        .map(|duty| {
            let presence_name = match duty.presence {
                Presence::Compulsory => "compulsory",
                Presence::Optional => "optional",
                Presence::Removed => "removed",
                Presence::Unclear => "unclear",
                _ => "unknown",
            };
            let financing_name = match &duty.financing {
                Financing::Possible(_) => "possible",
                Financing::NotBelow { .. } => "not_below",
                Financing::None => "none",
                _ => "unknown",
            };
            json!({
                "key": duty.actor.key,
                "name": duty.actor.name().text(lang),
                "presence": presence_name,
                "financing": financing_name,
                "financing_text": financing(&duty.financing, lang),
                "source": duty.actor.source,
            })
        })
        .collect();
    let documents: Vec<_> = convention
        .documents
        .iter()
        .map(|document| {
            json!({
                "key": document.key, "text": document.text().text(lang), "when": document.when().text(lang),
                "source": document.source,
            })
        })
        .collect();
    json!({
        "convention": convention.id,
        "first_day": convention.first_day,
        "last_day": convention.last_day,
        "prolonged_to": convention.prolonged_to,
        "residents": residents,
        "actors": actors,
        "meetings_per_year": convention.committee.meetings_per_year,
        "documents": if convention.documents_known { json!(documents) } else { serde_json::Value::Null },
        "source": convention.source,
    })
}
