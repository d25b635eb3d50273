//! What was understood of a programme, printed for people.

use passerelle::{ClassificationKind, Diagnostic, Document, Element, Lang, Level, Outline, Read};

/// Prints volets, objectives and actions, then everything that was doubtful.
pub(crate) fn print(read: &Read) {
    println!("Disposition reconnue : {}", read.report.layout_label.fr);
    println!("Institution : {}", read.document.institution().designation().unwrap_or_else(|| "inconnue".to_owned()));
    if let Document::Pst(pst) = &read.document
        && let Some(term) = pst.legislature
    {
        println!("Législature : {}-{}", term.first_year, term.last_year);
    }
    let outline = read.document.outline();
    println!("\n{}", counts(outline.elements()));
    volets(outline);
    println!();
    for objective in outline.children(None) {
        let below: Vec<&Element> = under(outline, objective);
        println!("{} : {}", shown(objective), counts(below.iter().copied()));
        for aim in outline.children(Some(&objective.id)).filter(|child| child.level == Level::OperationalObjective) {
            println!("  {} : {}", shown(aim), counts(under(outline, aim)));
        }
    }

    list("Ce qui était douteux à la lecture", &read.report.diagnostics);
    list("Ce que les règles du PST ont à dire", &passerelle::check(&read.document, None));
    let counts = read.report.counts;
    println!(
        "\nLe compte : {} textes = {} dans un champ + {} données supplémentaires + {} laissés de côté.\n",
        counts.non_empty, counts.in_fields, counts.in_extras, counts.left_aside
    );
}

fn list(heading: &str, diagnostics: &[Diagnostic]) {
    println!("\n{heading}");
    for diagnostic in diagnostics {
        let place = diagnostic.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        println!("- {}{place} : {}", diagnostic.code(), diagnostic.message(Lang::Fr));
    }
    if diagnostics.is_empty() {
        println!("- rien");
    }
}

/// How many actions each volet holds; the volet of an action is its own or that of what stands above it.
fn volets(outline: &Outline) {
    let inherited = outline.inherited(ClassificationKind::Volet);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (element, volet) in outline.elements().iter().zip(inherited) {
        if element.level != Level::Action {
            continue;
        }
        let label = volet.map_or("(aucun)", |volet| volet.label.as_str());
        match counts.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => counts.push((label, 1)),
        }
    }
    for (label, count) in counts {
        println!("Volet {label} : {count} actions");
    }
}

fn under<'a>(outline: &'a Outline, above: &Element) -> Vec<&'a Element> {
    let is_under = |element: &&Element| outline.ancestors(element).iter().any(|ancestor| ancestor.id == above.id);
    outline.elements().iter().filter(is_under).collect()
}

/// `1 OS, 2 OO, 10 actions`, without what is not there.
fn counts<'a>(elements: impl IntoIterator<Item = &'a Element>) -> String {
    let elements: Vec<&Element> = elements.into_iter().collect();
    let levels = [
        (Level::StrategicObjective, "OS", "OS"),
        (Level::OperationalObjective, "OO", "OO"),
        (Level::Action, "action", "actions"),
        (Level::SubAction, "sous-action", "sous-actions"),
        (Level::Task, "tâche", "tâches"),
    ];
    let counted = levels.iter().filter_map(|(level, one, many)| {
        match elements.iter().filter(|element| element.level == *level).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        }
    });
    let text = counted.collect::<Vec<_>>().join(" › ");
    if text.is_empty() { "aucune action".to_owned() } else { text }
}

/// Code and wording on one line.
fn shown(element: &Element) -> String {
    let code = element.code.as_ref().map(|code| code.text.as_str()).unwrap_or_default();
    let wording: Vec<&str> = element.title.wording.split_whitespace().collect();
    let mut wording = wording.join(" ");
    if let Some((end, _)) = wording.char_indices().nth(80) {
        wording.truncate(end);
        wording.push('…');
    }
    match (code, wording.as_str()) {
        ("", _) => wording,
        (_, "") => format!("{code} (sans intitulé)"),
        _ => format!("{code} {wording}"),
    }
}
