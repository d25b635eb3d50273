//! Layouts as TOML that a person can read and correct.

use std::fmt::Write;

use passerelle_core::Lang;
use toml::Value;

use super::rule::RowRule;
use super::{Layout, LayoutColumn, Purpose};
use crate::recognition::Family;

/// What stands at the head of a file: the keys, and how to correct them.
const HEAD: &str = "\
# Disposition d’un programme : comment ses fichiers se lisent (docs/adding-a-layout.md).
# Corrigez ce qui est faux, puis appliquez ce fichier aux autres grilles de la même commune :
#   passerelle convert autre.xlsx --layout ce-fichier.toml
# Un dièse ouvre un commentaire. Majuscules, accents et ponctuation des textes ne comptent pas.
#
# id       nom court de la disposition, sans espace
# label    nom montré dans le résumé et le rapport ; english : ce nom en anglais
# family   grid (un niveau par ligne), flat (une action par ligne), sheets (fiches), form (formulaire)
# headers  mots d’en-tête qui, tous présents, font reconnaître la disposition dans un dossier ; vide : ceux de header
# list     dans les colonnes de personnes et de services, true : chaque virgule sépare deux noms ; false : aucune
# aside    textes qui ne sont jamais un contenu dans ces fichiers, par exemple [\"à compléter\"]
";

const TABLES: &str = "
# Un [[table]] par en-tête. header : les textes de ses lignes ; sans en-tête, width : son nombre de colonnes. Chaque [[table.column]] dit ce que contient une colonne :
# header    ses mots, groupe d’abord, séparés par « – » ; position : son rang, pour une colonne sans mots
# role      code, level, title, title:os, title:oo, title:action, volet, domain, political_objective, category,
#           field:… (docs/glossary.md), extra (garder comme donnée supplémentaire) ou aside (laisser de côté)
# level     niveau auquel la valeur appartient : os, oo, action, sub_action, task
# codes     true : la colonne contient les codes des intitulés de ce niveau
# choice    ce que veut dire une croix dans cette colonne
# list      pour cette colonne seule, ce que list dit plus haut de toutes
";

const LABELS: &str = "
# Les rubriques des fiches : header est le libellé imprimé, role ce qu’il annonce : title:os, title:oo, title:action,
# volet, domain, field:… (docs/glossary.md), extra (garder comme donnée supplémentaire).
";

const ROWS: &str = "
# Règles pour les lignes ; la première qui convient l’emporte.
# kind      os, oo, action, sub_action, task, volet, domain, political_objective, category, total, signature, note,
#           aside (laisser de côté)
# begins    premiers mots de la ligne ; l’emporte sur tout autre indice
# code      forme du code, chaque nombre écrit 1 : « 1.1 », « O.S.1 » ; values : d’autres cellules sont remplies
# column, wide, bold, italic, underline, fill, color, indent : l’aspect du premier texte
# Sans begins, une règle de niveau ne vaut que pour les lignes dont ni un mot ni la colonne ne dit le niveau.
";

/// The text of a layout file.
pub(super) fn layout(layout: &Layout) -> String {
    let mut text = HEAD.to_owned();
    text.push('\n');
    pair(&mut text, "id", &string(&layout.id));
    if let Some(label) = &layout.label {
        pair(&mut text, "label", &string(label));
    }
    if let Some(english) = &layout.english {
        pair(&mut text, "english", &string(english));
    }
    pair(&mut text, "family", &string(layout.family.name()));
    pair(&mut text, "headers", &strings(&layout.headers));
    if let Some(list) = layout.list {
        pair(&mut text, "list", &list.to_string());
    }
    pair(&mut text, "aside", &strings(&layout.aside));
    if !layout.tables.is_empty() {
        text.push_str(if layout.family == Family::Sheets { LABELS } else { TABLES });
    }
    for table in &layout.tables {
        text.push_str("\n[[table]]\n");
        if !table.header.is_empty() {
            text.push_str("header = [\n");
            for row in &table.header {
                let _ = writeln!(text, "  {},", strings(row));
            }
            text.push_str("]\n");
        }
        if let Some(width) = table.width {
            pair(&mut text, "width", &width.to_string());
        }
        for column in &table.columns {
            push_column(&mut text, column);
        }
    }
    if !layout.rows.is_empty() {
        text.push_str(ROWS);
    }
    for rule in &layout.rows {
        push_rule(&mut text, rule);
    }
    text
}

fn push_column(text: &mut String, column: &LayoutColumn) {
    text.push_str("\n[[table.column]]\n");
    pair(text, "header", &string(&column.header));
    if let Some(position) = column.position {
        pair(text, "position", &position.to_string());
    }
    let (role, label) = match column.purpose {
        Purpose::Role(role) => (role.name(), role.label(Lang::Fr)),
        Purpose::Extra => ("extra".to_owned(), "donnée supplémentaire".to_owned()),
        Purpose::Aside => ("aside".to_owned(), "laissé de côté".to_owned()),
    };
    let _ = writeln!(text, "role = {} # {label}", string(&role));
    if let Some(level) = column.level {
        pair(text, "level", &string(level.name()));
    }
    if column.codes {
        pair(text, "codes", "true");
    }
    if let Some(choice) = &column.choice {
        pair(text, "choice", &string(choice));
    }
    if let Some(list) = column.list {
        pair(text, "list", &list.to_string());
    }
}

fn push_rule(text: &mut String, rule: &RowRule) {
    let Some(kind) = rule.kind else { return };
    let _ = writeln!(text, "\n[[row]]\nkind = {} # {}", string(&kind.name()), kind.label());
    let mut say = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            pair(text, key, &value);
        }
    };
    let colour = |colour: Option<u32>| colour.map(|colour| string(&format!("{colour:06X}")));
    say("begins", rule.begins.as_deref().map(string));
    say("code", rule.code.as_deref().map(string));
    say("values", rule.values.map(|truth| truth.to_string()));
    say("column", rule.column.map(|number| number.to_string()));
    say("wide", rule.wide.map(|truth| truth.to_string()));
    say("bold", rule.bold.map(|truth| truth.to_string()));
    say("italic", rule.italic.map(|truth| truth.to_string()));
    say("underline", rule.underline.map(|truth| truth.to_string()));
    say("fill", colour(rule.fill));
    say("color", colour(rule.color));
    say("indent", rule.indent.map(|number| number.to_string()));
}

fn pair(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} = {value}");
}

/// A text in quotes, on one line.
fn string(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Value::String(line).to_string()
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}
