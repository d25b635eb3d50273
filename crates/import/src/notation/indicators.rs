//! Indicateurs: `Libellé = atteint / attendu`, several joined by ` | ` (iA.PST). Another text is a label to keep as
//! printed and has no reading.

use passerelle_core::Indicator;

use super::number::decimal;

/// Reads indicators when every part is one.
pub(super) fn read(text: &str) -> Option<Vec<Indicator>> {
    text.split(['|', '\n'])
        .filter(|part| !part.trim().is_empty())
        .map(one)
        .collect::<Option<Vec<_>>>()
        .filter(|all| !all.is_empty())
}

fn one(text: &str) -> Option<Indicator> {
    let (label, values) = text.rsplit_once('=')?;
    let (reached, target) = values.split_once('/')?;
    let label = label.trim();
    (!label.is_empty()).then_some(())?;
    Some(Indicator {
        label: label.to_owned(),
        target: Some(decimal(target.trim())?),
        reached: Some(decimal(reached.trim())?),
        unit: None,
        year: None,
    })
}
