//! What the records of several years say against each other.

use std::collections::BTreeMap;

use super::{EquipmentYear, Equipments, Figure, Phase};
use crate::{Bilingual, Diagnostic, DiagnosticKind as Kind, fold};

/// Contrôle des équipements: totals of each record, the balance from year to year, phases, what is missing. The totals
/// of a table itself are checked when it is read.
#[must_use]
pub fn check_equipments(equipments: &Equipments) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for record in &equipments.records {
        of_record(record, &mut found);
    }
    let years = equipments.years();
    let mut by_name: BTreeMap<String, Vec<&EquipmentYear>> = BTreeMap::new();
    for record in equipments.records.iter().filter(|record| record.year.is_some()) {
        by_name.entry(fold(&record.name)).or_default().push(record);
    }
    for records in by_name.values() {
        of_equipment(records, &years, &mut found);
    }
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

fn said(kind: Kind, record: &EquipmentYear) -> Diagnostic {
    let year = record
        .year
        .map_or_else(|| Bilingual::new("année non connue", "year not known"), |year| Bilingual::same(year.to_string()));
    Diagnostic::new(kind).at(record.place.clone()).saying("name", Bilingual::quoted(&record.name)).saying("year", year)
}

fn of_record(record: &EquipmentYear, found: &mut Vec<Diagnostic>) {
    if record.name.trim().is_empty() {
        found.push(said(Kind::EquipmentNameless, record));
    }
    if record.year.is_none() {
        found.push(said(Kind::EquipmentYearMissing, record));
    }
    match &record.phase {
        None => found.push(said(Kind::EquipmentPhaseMissing, record)),
        Some(printed) if printed.phase.is_none() => {
            found.push(said(Kind::EquipmentPhaseUnread, record).saying("text", Bilingual::quoted(&printed.text)));
        }
        Some(_) => {}
    }
    for (figure, count) in &record.figures {
        let super::Count::Printed { text, number } = count else { continue };
        // « / » and « - » say that there is nothing to count.
        if !text.contains(char::is_alphanumeric) {
            continue;
        }
        let kind = if number.is_some() { Kind::EquipmentCountRead } else { Kind::EquipmentCountUnread };
        let said = said(kind, record).saying("figure", figure.words()).saying("text", Bilingual::quoted(text));
        found.push(said.with("number", number.unwrap_or_default()));
    }
    let (domiciled, undomiciled) = (record.number(Figure::Domiciled), record.number(Figure::Undomiciled));
    let printed = record.number(Figure::Residents);
    if let (Some(domiciled), Some(undomiciled), Some(printed)) = (domiciled, undomiciled, printed)
        && domiciled.checked_add(undomiciled) != Some(printed)
    {
        let sum = u64::from(domiciled) + u64::from(undomiciled);
        found.push(said(Kind::EquipmentRowTotal, record).with("printed", printed).with("sum", sum));
    }
    if printed.is_none() && domiciled.is_some() != undomiciled.is_some() {
        let missing = if domiciled.is_some() { Figure::Undomiciled } else { Figure::Domiciled };
        found.push(said(Kind::EquipmentHalfKnown, record).saying("figure", missing.words()));
    }
    if let (Some(rehoused), Some(departures)) =
        (record.number(Figure::RehousedDepartures), record.number(Figure::Departures))
        && rehoused > departures
    {
        let said = said(Kind::EquipmentRehousedMore, record);
        found.push(said.with("rehoused", rehoused).with("departures", departures));
    }
}

/// The records of one equipment, in the order of the years.
fn of_equipment(records: &[&EquipmentYear], years: &[i16], found: &mut Vec<Diagnostic>) {
    let mut by_year: BTreeMap<i16, &EquipmentYear> = BTreeMap::new();
    for record in records {
        if let Some(year) = record.year
            && by_year.insert(year, record).is_some()
        {
            found.push(said(Kind::EquipmentTwice, record));
        }
    }
    let mut before: Option<&EquipmentYear> = None;
    let mut missed: Option<i16> = None;
    for year in years {
        let Some(record) = by_year.get(year).copied() else {
            missed = missed.or(before.map(|_| *year));
            continue;
        };
        if let Some(before) = before {
            if let Some(missed) = missed {
                found.push(said(Kind::EquipmentGone, before).with("missed", missed));
            }
            if let (Some(first), Some(second)) = (before.phase(), record.phase())
                && first != second
            {
                let words = |phase: Phase| Bilingual::of(|lang| phase.label(lang));
                let said = said(Kind::EquipmentPhaseChanged, record);
                found.push(said.saying("before", words(first)).saying("after", words(second)));
            }
            found.extend(balance(before, record));
        }
        before = Some(record);
        missed = None;
    }
    if let (Some(before), Some(missed)) = (before, missed) {
        found.push(said(Kind::EquipmentGone, before).with("missed", missed));
    }
}

/// Residents of a year against those of the year before, with entries, departures and rehousings.
fn balance(before: &EquipmentYear, record: &EquipmentYear) -> Option<Diagnostic> {
    let (previous, year) = (before.year?, record.year?);
    // What came and went in a year between is not known.
    if i32::from(year) != i32::from(previous) + 1 {
        return None;
    }
    let (was, is) = (i64::from(before.residents()?), i64::from(record.residents()?));
    let number = |figure| record.number(figure).map(i64::from);
    let (Some(entries), Some(departures)) = (number(Figure::Entries), number(Figure::Departures)) else {
        return Some(said(Kind::EquipmentUnbalanced, record));
    };
    let rehousings = number(Figure::Rehousings).unwrap_or_default();
    let expected = was + entries - departures - rehousings;
    if expected == is {
        return None;
    }
    let within = rehousings > 0 && expected + rehousings == is;
    let kind = if within { Kind::EquipmentRehousingsWithin } else { Kind::EquipmentBalance };
    let said = said(kind, record).with("previous", previous);
    let numbers = [
        ("was", was),
        ("is", is),
        ("entries", entries),
        ("departures", departures),
        ("rehousings", rehousings),
        ("expected", expected),
    ];
    Some(numbers.into_iter().fold(said, |said, (name, number)| said.with(name, number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(year: i16, figures: &[(Figure, u32)]) -> EquipmentYear {
        let mut record = EquipmentYear::new("Bois de Roly", year);
        record.phase = Some(Phase::Two.into());
        for (figure, number) in figures {
            record.set(*figure, *number);
        }
        record
    }

    fn codes(records: Vec<EquipmentYear>) -> Vec<&'static str> {
        check_equipments(&Equipments::new(None, records)).iter().map(Diagnostic::code).collect()
    }

    #[test]
    fn the_balance_of_two_years_is_checked_with_rehousings_apart_or_within_the_departures() {
        use Figure::{Departures, Entries, RehousedDepartures, Rehousings, Residents};
        let before = || record(2023, &[(Residents, 100)]);
        let after = |figures: &[(Figure, u32)]| codes(vec![before(), record(2024, figures)]);
        let none: [&str; 0] = [];
        // 100 + 5 − 8 − 2 = 95.
        assert_eq!(after(&[(Residents, 95), (Entries, 5), (Departures, 8), (Rehousings, 2)]), none);
        assert_eq!(after(&[(Residents, 97), (Entries, 5), (Departures, 8), (RehousedDepartures, 2)]), none);
        assert_eq!(after(&[(Residents, 97), (Entries, 5), (Departures, 8), (Rehousings, 2)]), ["H404"]);
        assert_eq!(after(&[(Residents, 99), (Entries, 5), (Departures, 8), (Rehousings, 2)]), ["H403"]);
        assert_eq!(after(&[(Residents, 99), (Entries, 5)]), ["H405"]);
        // Two years apart nothing is said of those between.
        assert_eq!(codes(vec![before(), record(2025, &[(Residents, 1), (Entries, 0), (Departures, 0)])]), none);
    }

    #[test]
    fn what_one_record_leaves_open_is_said_of_it() {
        use Figure::{Departures, Domiciled, RehousedDepartures, Residents, Undomiciled};
        assert_eq!(codes(vec![record(2024, &[(Domiciled, 40), (Undomiciled, 2), (Residents, 43)])]), ["H402"]);
        assert_eq!(codes(vec![record(2024, &[(Domiciled, 40)])]), ["H415"]);
        let more = [(Residents, 3), (Departures, 1), (RehousedDepartures, 2)];
        assert_eq!(codes(vec![record(2024, &more)]), ["H416"]);
        let mut open = EquipmentYear::new("", None);
        open.set(Residents, super::super::Count::Printed { text: "environ 40".into(), number: Some(40) });
        open.set(Figure::Entries, super::super::Count::Printed { text: "/".into(), number: None });
        open.set(Departures, super::super::Count::Printed { text: "n.c.".into(), number: None });
        let found = check_equipments(&Equipments::new(None, vec![open]));
        let mut codes: Vec<_> = found.iter().map(Diagnostic::code).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["H406", "H409", "H411", "H412", "H417"]);
    }

    #[test]
    fn an_equipment_that_goes_missing_changes_phase_or_stands_twice_is_named() {
        let all = [(Figure::Residents, 1)];
        let mut moved = record(2024, &all);
        moved.phase = Some(Phase::One.into());
        let other = |year| {
            let mut other = record(year, &all);
            other.name = "Valisettes".into();
            other
        };
        assert_eq!(codes(vec![record(2023, &all), record(2023, &all)]), ["H413"]);
        // Bois de Roly is missing in 2023, Valisettes in 2024.
        let mut found = codes(vec![record(2022, &all), other(2022), other(2023), moved]);
        found.sort_unstable();
        assert_eq!(found, ["H405", "H410", "H414", "H414"]);
    }
}
