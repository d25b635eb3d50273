//! What stands beside a text, in lines for people: the same in text and on a page.

use passerelle::Lang;
use passerelle::tables::{Cell, Comment, ContentControl, Document, Paragraph, RichText, Role};

/// A line: a sign that says what it is, and its words.
pub(super) type Fact = (char, String);

/// Most of a formula or of a control's text that is shown; `--json` has all of it.
const LONGEST: usize = 200;

/// Where the text of a paragraph leads, what is noted beside it, what its controls hold.
pub(super) fn of_paragraph(paragraph: &Paragraph, lang: Lang) -> Vec<Fact> {
    let mut facts = of_text(&paragraph.text, &paragraph.comments);
    facts.extend(paragraph.controls.iter().map(|control| ('▣', self::control(control, lang))));
    facts
}

/// The same of a cell, and its formula.
pub(super) fn of_cell(cell: &Cell, lang: Lang) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(formula) = cell.formula.as_deref().filter(|formula| !formula.is_empty()) {
        facts.push(('=', cut(formula)));
    }
    facts.extend(of_text(&cell.text, &cell.comments));
    facts.extend(cell.controls.iter().map(|control| ('▣', self::control(control, lang))));
    facts
}

/// What a document keeps beside no text.
pub(super) fn of_document(document: &Document) -> Vec<Fact> {
    of_text(&RichText::default(), &document.comments)
}

fn of_text(text: &RichText, comments: &[Comment]) -> Vec<Fact> {
    let links = text.links().map(|link| ('→', link.target.to_owned()));
    let comment = |comment: &Comment| {
        let author = comment.author.as_deref().map(|author| format!("{author} : ")).unwrap_or_default();
        ('✎', format!("{author}{}", comment.text))
    };
    links.chain(comments.iter().map(comment)).collect()
}

/// The name of a control, what it holds and what is known of that.
fn control(control: &ContentControl, lang: Lang) -> String {
    let alias = control.alias.as_deref().filter(|alias| !alias.is_empty());
    let tag = control.tag.as_deref().filter(|tag| !tag.is_empty());
    let name = match (alias, tag) {
        (Some(alias), Some(tag)) if alias != tag => format!("{alias} [{tag}]"),
        (name, other) => name.or(other).unwrap_or(lang.pick("contrôle", "control")).to_owned(),
    };
    let mut known: Vec<String> = Vec::new();
    if control.placeholder {
        known.push(lang.pick("à compléter", "to be filled in").to_owned());
    }
    known.extend(control.checked.map(|on| if on { "☒" } else { "☐" }.to_owned()));
    known.extend(control.date.clone());
    known.extend(control.choice.clone());
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("{name}{} {}{known}", lang.pick(" :", ":"), cut(&control.text))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// Where a paragraph stands, if not in the flow of the text.
pub(super) fn role(role: Role, lang: Lang) -> Option<&'static str> {
    Some(match role {
        Role::Header => lang.pick("en-tête", "header"),
        Role::Footer => lang.pick("pied de page", "footer"),
        Role::Note => lang.pick("note", "note"),
        Role::TextBox => lang.pick("zone de texte", "text box"),
        _ => return None,
    })
}

/// Title, author and the like, each with its name.
pub(super) fn properties(document: &Document, lang: Lang) -> Vec<(&'static str, &str)> {
    let properties = &document.properties;
    let named = [
        (lang.pick("titre", "title"), &properties.title),
        (lang.pick("objet", "subject"), &properties.subject),
        (lang.pick("auteur", "author"), &properties.author),
        (lang.pick("organisation", "company"), &properties.company),
        (lang.pick("langue", "language"), &properties.language),
        (lang.pick("créé", "created"), &properties.created),
        (lang.pick("modifié", "modified"), &properties.modified),
        (lang.pick("modifié par", "modified by"), &properties.last_author),
        (lang.pick("mots-clés", "keywords"), &properties.keywords),
        (lang.pick("description", "description"), &properties.description),
    ];
    named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
}
