//! `passerelle plan-hp calendar`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{self, YearCalendar};
use passerelle::{Lang, WriteOptions, english, french};
use serde_json::json;

use crate::failure::Failure;
use crate::files;
use crate::paint::{BOLD, GREEN, paint};

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let year = arguments.get_one::<i16>("year").copied().unwrap_or_default();
    let calendar = plan_hp::calendar(year).map_err(|error| Failure::Make(error.into()))?;
    let path = arguments.get_one::<String>("output").map(Path::new);
    if let Some(path) = path {
        let mut options = WriteOptions::new().lang(lang);
        options.date = arguments.get_one::<jiff::civil::Date>("date").copied();
        files::write(&[], path, plan_hp::calendar_ics(&calendar, &options).as_bytes())?;
        if path == Path::new("-") {
            return Ok(ExitCode::SUCCESS);
        }
    }
    if arguments.get_flag("json") {
        let days: Vec<_> = calendar
            .days
            .iter()
            .map(|day| json!({ "date": day.date, "key": day.key, "duty": day.text.text(lang), "source": day.source }))
            .collect();
        super::super::print_json(&json!({
            "year": year,
            "form_year": calendar.form_year,
            "projected": calendar.is_projected(),
            "days": days,
            "written": path.map(|path| path.display().to_string()),
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = table(&calendar, lang);
    if let Some(path) = path {
        text.push_str(&format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display()));
    }
    files::print_text(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn table(calendar: &YearCalendar, lang: Lang) -> String {
    let year = calendar.year;
    let heading = match lang {
        Lang::Fr => format!("Programme de travail {year} du Plan HP, à faire au plus tard :"),
        Lang::En => format!("Plan HP work programme {year}, to do at the latest:"),
    };
    let mut text = format!("{}\n", paint(BOLD, heading));
    let date = |day| lang.pick(&french::date(day), &english::date(day)).to_owned();
    let width = calendar.days.iter().map(|day| date(day.date).chars().count()).max().unwrap_or_default();
    for day in &calendar.days {
        let shown = date(day.date);
        let gap = " ".repeat(width.saturating_sub(shown.chars().count()));
        // Sources are French papers: English words quote them.
        let source = match lang {
            Lang::Fr => format!("({})", day.source),
            Lang::En => format!("(“{}”)", day.source),
        };
        text.push_str(&format!("  {shown}{gap}  {} {source}\n", day.text.text(lang)));
    }
    if calendar.is_projected() {
        text.push_str(&match lang {
            Lang::Fr => format!(
                "Le formulaire {year} n’est pas connu : ces dates sont projetées du formulaire {}. Vérifiez-les auprès de la DiCS.\n",
                calendar.form_year
            ),
            Lang::En => format!(
                "The form of {year} is not known: these dates are projected from the form of {}. Check them with the DiCS.\n",
                calendar.form_year
            ),
        });
    }
    text
}
