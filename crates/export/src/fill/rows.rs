//! Lines added to the sheet of a workbook: the rows below move, and with them everything in the package that names
//! one of them. What cannot be moved with certainty refuses the lines, so that they are told instead of spoiling a file.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::edits::Edits;
use super::package::Package;
use super::shift::{Shift, Step, rectangle, reference};
use super::tree::{Id, Tree};
use crate::Error;

/// Stands on a copied row until the rows are numbered; no file keeps it.
pub(crate) const COPY: &str = "passerelle-copy";
/// What a sheet may be related to, by the end of the relation's type, and moves with its rows or does not name them.
const RELATED: [&str; 11] = [
    "/drawing",
    "/vmlDrawing",
    "/comments",
    "/threadedComment",
    "/table",
    "/printerSettings",
    "/hyperlink",
    "/image",
    "/ctrlProp",
    "/customProperty",
    "/oleObject",
];
/// Parts that name no cell, and can be large.
const WITHOUT_CELLS: [&str; 5] = ["xl/sharedStrings", "xl/styles", "xl/theme/", "xl/media/", "xl/printerSettings/"];
/// Attributes of one range or cell, outside of the cells.
const RANGE: [&str; 3] = ["ref", "activeCell", "topLeftCell"];
/// Elements whose text is a formula.
const FORMULAS: [&str; 6] = ["formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"];
/// Attributes that are formulas.
const FORMULA_ATTRIBUTES: [&str; 4] = ["fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaMacro"];

/// The sheet with its copied rows numbered, and the other parts of the package that name rows of it; none when
/// something cannot be moved with certainty.
pub(crate) fn numbered(
    package: &Package<'_>,
    part: &str,
    sheet: &str,
    text: &str,
) -> Result<Option<BTreeMap<String, String>>, Error> {
    let mut changed = BTreeMap::new();
    let (text, shift) = own(part, sheet, text)?;
    changed.insert(part.to_owned(), text);
    let related = match package.relations(part)? {
        Some(related) => related,
        None => return Ok(None),
    };
    let mut of_sheet = Vec::new();
    for (kind, target) in related {
        if !RELATED.iter().any(|known| kind.ends_with(known)) {
            return Ok(None);
        }
        of_sheet.push(target);
    }
    for name in package.names()? {
        let is_own = of_sheet.contains(&name);
        let skipped = name == part || name.contains("/_rels/") || !name.starts_with("xl/");
        if skipped
            || WITHOUT_CELLS.iter().any(|known| name.starts_with(known))
            || !(name.ends_with(".xml") || name.ends_with(".vml"))
        {
            continue;
        }
        let Some(text) = package.part(&name)? else { continue };
        // A summary of cells is calculated by Excel alone.
        if name.contains("/pivot") {
            return Ok(None);
        }
        let chain = name == "xl/calcChain.xml";
        // A part that is not well formed cannot be moved.
        let Ok(tree) = Tree::new(&name, &text) else { return Ok(None) };
        let mut edits = Edits::default();
        if chain {
            match package.sheet_number(sheet)? {
                Some(number) => calculated(&tree, &shift, &number, &mut edits),
                None => return Ok(None),
            }
        } else {
            others(&tree, &shift, is_own, &mut edits);
        }
        if !edits.is_empty() {
            changed.insert(name, edits.apply(&text, 0..text.len()));
        }
    }
    Ok(Some(changed))
}

/// The sheet itself.
fn own(part: &str, sheet: &str, text: &str) -> Result<(String, Shift), Error> {
    let tree = Tree::new(part, text)?;
    let all = tree.below(0);
    // A form control on the sheet has an anchor with rows too.
    let is_row = |id: Id| tree.local(id) == "row" && tree.local(tree.node(id).parent) == "sheetData";
    let rows: Vec<Id> = all.iter().copied().filter(|id| is_row(*id)).collect();
    let mut shift = Shift { sheet: sheet.to_owned(), steps: Vec::new() };
    // First which rows are copies and where they stand, then the new numbers.
    let mut placed: Vec<(Id, u32, bool)> = Vec::new();
    let mut last = 0;
    for row in rows {
        let printed = tree.attribute(row, "r").and_then(|r| r.parse::<u32>().ok());
        let is_copy = tree.attribute(row, COPY).is_some();
        if is_copy {
            let template = tree.attribute(row, COPY).and_then(|r| r.parse().ok()).unwrap_or(last);
            match shift.steps.last_mut() {
                Some(step) if step.behind == last && step.template == template => step.count += 1,
                _ => shift.steps.push(Step { behind: last, count: 1, template }),
            }
            placed.push((row, template, true));
        } else {
            last = printed.unwrap_or(last.saturating_add(1));
            placed.push((row, last, false));
        }
    }
    let mut edits = Edits::default();
    let mut new = 0;
    for (row, old, is_copy) in placed {
        new = if is_copy { u32::saturating_add(new, 1) } else { shift.row(old) };
        row_edits(&tree, row, (old, new), is_copy, &shift, &mut edits);
    }
    let outside = |id: &Id| !is_row(*id) && !matches!(tree.local(*id), "c" | "f" | "v" | "is" | "t");
    for id in all.iter().copied().filter(outside) {
        attributes(&tree, id, &shift, &mut edits);
        match tree.local(id) {
            "mergeCells" => merged(&tree, id, &shift, &mut edits),
            "brk" if tree.local(tree.node(id).parent) == "rowBreaks" => {
                number_attribute(&tree, id, "id", &shift, &mut edits);
            }
            "row" => rewrite(&tree, tree.node(id).inside.clone(), &mut edits, |text| counted(text, &shift)),
            name if FORMULAS.contains(&name) => formula(&tree, id, &shift, None, &mut edits),
            "sqref" => {
                let range = tree.node(id).inside.clone();
                edits.replace(range.clone(), shift.ranges(tree.slice(range)));
            }
            _ => {}
        }
    }
    // The formulas of extensions stand in elements named as those of cells.
    let in_cells = |id: &Id| tree.local(tree.node(*id).parent) == "c";
    for id in all.iter().copied().filter(|id| tree.local(*id) == "f" && !in_cells(id)) {
        formula(&tree, id, &shift, None, &mut edits);
    }
    Ok((edits.apply(text, 0..text.len()), shift))
}

/// The numbers of a row and of its cells, and the formulas in them.
fn row_edits(tree: &Tree<'_>, row: Id, (old, new): (u32, u32), is_copy: bool, shift: &Shift, edits: &mut Edits) {
    for (name, value, whole) in tree.attributes(row) {
        match name {
            "r" if old != new => edits.replace(value, new.to_string()),
            COPY => edits.remove(whole),
            _ => {}
        }
    }
    for &cell in &tree.node(row).children {
        for (name, value, _) in tree.attributes(cell) {
            if name == "r" && old != new {
                let column = tree.slice(value.clone()).trim_end_matches(|c: char| c.is_ascii_digit());
                edits.replace(value, format!("{column}{new}"));
            }
        }
        for &inner in &tree.node(cell).children {
            if tree.local(inner) != "f" {
                continue;
            }
            if is_copy {
                // A formula over several cells belongs to the row it was written on: its value stays in the copy.
                let shared = tree.attribute(inner, "t").is_some() || tree.attribute(inner, "ref").is_some();
                match shared {
                    true => edits.remove(tree.node(inner).whole.clone()),
                    false => formula(tree, inner, shift, Some((old, new)), edits),
                }
            } else {
                attributes(tree, inner, shift, edits);
                formula(tree, inner, shift, None, edits);
            }
        }
    }
}

/// Moves the text of an element that is a formula, or copies it from a row to another.
fn formula(tree: &Tree<'_>, id: Id, shift: &Shift, copied: Option<(u32, u32)>, edits: &mut Edits) {
    rewrite(tree, tree.node(id).inside.clone(), edits, |text| match copied {
        Some((template, row)) => shift.copied(text, template, row),
        None => shift.formula(text, None),
    });
}

/// Rewrites escaped text, and leaves its bytes when it says the same.
fn rewrite(tree: &Tree<'_>, range: std::ops::Range<usize>, edits: &mut Edits, new: impl Fn(&str) -> String) {
    let raw = tree.slice(range.clone());
    let Ok(text) = quick_xml::escape::unescape(raw) else { return };
    let made = new(&text);
    if made != text {
        edits.replace(range, escape(&made).into_owned());
    }
}

/// Moves the ranges that stand in attributes.
fn attributes(tree: &Tree<'_>, id: Id, shift: &Shift, edits: &mut Edits) {
    for (name, value, _) in tree.attributes(id) {
        let text = tree.slice(value.clone());
        let made = match name {
            name if RANGE.contains(&name) => shift.reference(text),
            // The place of the cursor is no range of which a copy should be a part.
            "sqref" if tree.local(id) == "selection" => shift.reference(text),
            "sqref" => shift.ranges(text),
            _ => continue,
        };
        if made != text {
            edits.replace(value, made);
        }
    }
}

fn number_attribute(tree: &Tree<'_>, id: Id, wanted: &str, shift: &Shift, edits: &mut Edits) {
    let found = tree.attributes(id).into_iter().find(|(name, ..)| *name == wanted);
    if let Some((_, value, _)) = found
        && let Ok(number) = tree.slice(value.clone()).parse::<u32>()
    {
        edits.replace(value, shift.row(number).to_string());
    }
}

/// The cells that are merged on a row are merged on its copies.
fn merged(tree: &Tree<'_>, id: Id, shift: &Shift, edits: &mut Edits) {
    let mut more = Vec::new();
    for &merge in &tree.node(id).children {
        let Some((rows, columns)) = tree.attribute(merge, "ref").and_then(rectangle) else { continue };
        for (added, _) in shift.added().filter(|(_, step)| rows == (step.template..step.template.saturating_add(1))) {
            let (left, right) = (super::shift::letters(columns.start), super::shift::letters(columns.end - 1));
            more.extend(added.map(|row| format!("<{} ref=\"{left}{row}:{right}{row}\"/>", tree.name(merge))));
        }
    }
    if more.is_empty() {
        return;
    }
    tree.append(id, &more.concat(), edits);
    if let Some((_, value, _)) = tree.attributes(id).into_iter().find(|(name, ..)| *name == "count") {
        let merges = tree.node(id).children.iter().filter(|child| !tree.is_text(**child)).count();
        edits.replace(value, (merges + more.len()).to_string());
    }
}

/// Another part: one that belongs to the sheet names its rows alone, any other with the name of the sheet.
fn others(tree: &Tree<'_>, shift: &Shift, is_own: bool, edits: &mut Edits) {
    let on = if is_own { None } else { Some("") };
    for id in tree.below(0) {
        let inside = tree.node(id).inside.clone();
        match tree.local(id) {
            "definedName" => rewrite(tree, inside, edits, |text| shift.formula(text, Some(""))),
            name if FORMULAS.contains(&name) => rewrite(tree, inside, edits, |text| shift.formula(text, on)),
            // Drawings count rows from 0; `Row` is that of a note's cell.
            "row" | "Row" if is_own && tree.node(id).children.len() == 1 => {
                rewrite(tree, inside, edits, |text| counted(text, shift));
            }
            "Anchor" if is_own => rewrite(tree, inside, edits, |text| {
                let moved = text.split(',').enumerate();
                let moved = moved.map(|(at, n)| if at == 2 || at == 6 { counted(n, shift) } else { n.to_owned() });
                moved.collect::<Vec<_>>().join(",")
            }),
            _ => {}
        }
        if is_own {
            attributes(tree, id, shift, edits);
        }
        for (name, value, _) in tree.attributes(id) {
            if FORMULA_ATTRIBUTES.contains(&name) {
                rewrite(tree, value, edits, |text| shift.formula(text, on));
            }
        }
    }
}

/// A row counted from 0, moved.
fn counted(text: &str, shift: &Shift) -> String {
    let moved = |row: u32| shift.row(row.saturating_add(1)).saturating_sub(1).to_string();
    text.trim().parse().map_or_else(|_| text.to_owned(), moved)
}

/// The order in which cells are calculated.
fn calculated(tree: &Tree<'_>, shift: &Shift, number: &str, edits: &mut Edits) {
    // A cell without a sheet is on that of the cell before.
    let mut sheet = "";
    for id in tree.below(0).into_iter().filter(|id| tree.local(*id) == "c") {
        sheet = tree.attribute(id, "i").unwrap_or(sheet);
        let cell = tree.attributes(id).into_iter().find(|(name, ..)| *name == "r");
        if let Some((_, value, _)) = cell.filter(|_| sheet == number)
            && reference(tree.slice(value.clone())).is_some()
        {
            edits.replace(value.clone(), shift.reference(tree.slice(value)));
        }
    }
}
