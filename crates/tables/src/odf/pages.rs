//! Headers and footers, which stand in the pages (master pages) of a document.

use std::collections::BTreeSet;

use super::flow::Flow;
use super::source::Source;
use super::stories::Stories;
use super::story::read_story;
use super::styles::Styles;
use crate::document::Role;
use crate::error::Error;
use crate::xml::{Ns, Xml};

/// Elements of a page that hold text.
const REGIONS: [(&str, Role); 6] = [
    ("header", Role::Header),
    ("header-first", Role::Header),
    ("header-left", Role::Header),
    ("footer", Role::Footer),
    ("footer-first", Role::Footer),
    ("footer-left", Role::Footer),
];

/// Adds the headers and footers of all pages that the document uses.
pub(super) fn read(source: &Source, in_body: &Styles, stories: &mut Stories<'_>, flow: &mut Flow) -> Result<(), Error> {
    let used = used_pages(source, in_body, stories)?;
    // Automatic styles of pages are others than those of the body, even under the same name.
    let styles = Styles::read(source, source, stories.limits)?;
    let mut of_pages = Stories::new(&styles, stories.options);
    of_pages.tables = stories.tables;
    let mut xml = source.xml(stories.limits);
    xml.root()?;
    while let Some(element) = xml.child(1)? {
        if element.is(Ns::OdfOffice, "body") {
            break;
        }
        if !element.is(Ns::OdfOffice, "master-styles") {
            continue;
        }
        while let Some(page) = xml.child(2)? {
            let name = page.attr("name").unwrap_or_default();
            if page.is(Ns::OdfStyle, "master-page") && used.contains(name) {
                read_page(&mut xml, &mut of_pages, flow)?;
            }
        }
    }
    let notes = std::mem::take(&mut of_pages.notes);
    flow.add_flattened(notes, Role::Note);
    stories.not_read.append(&mut of_pages.not_read);
    stories.notices.append(&mut of_pages.notices);
    stories.comments.append(&mut of_pages.comments);
    stories.changes = stories.changes.saturating_add(of_pages.changes);
    Ok(())
}

fn read_page(xml: &mut Xml<'_>, stories: &mut Stories<'_>, flow: &mut Flow) -> Result<(), Error> {
    while let Some(region) = xml.child(3)? {
        let known = REGIONS.iter().find(|(name, _)| region.local == *name);
        let is_region = matches!(region.ns, Ns::OdfStyle | Ns::OdfExtension);
        // A header that is switched off keeps its text.
        let shown = region.attr_in(Ns::OdfStyle, "display") != Some("false");
        if let Some(&(_, role)) = known.filter(|_| is_region && shown) {
            let mut story = Flow::of(role);
            read_story(xml, stories, false, &mut story)?;
            flow.add_flattened(story.finish(), role);
        }
    }
    Ok(())
}

/// The first page, those that styles call, and those that follow them.
fn used_pages(source: &Source, in_body: &Styles, stories: &Stories<'_>) -> Result<BTreeSet<String>, Error> {
    let mut used: BTreeSet<String> = in_body.master_pages().map(str::to_owned).collect();
    let mut links = Vec::new();
    let mut xml = source.xml(stories.limits);
    xml.root()?;
    while let Some(element) = xml.child(1)? {
        if element.is(Ns::OdfOffice, "body") {
            break;
        }
        if !element.is(Ns::OdfOffice, "master-styles") {
            continue;
        }
        while let Some(page) = xml.child(2)? {
            if let (true, Some(name)) = (page.is(Ns::OdfStyle, "master-page"), page.attr("name")) {
                links.push((name.to_owned(), page.attr("next-style-name").map(str::to_owned)));
            }
        }
    }
    if links.iter().any(|(name, _)| name == "Standard") {
        used.insert("Standard".to_owned());
    } else if let Some((first, _)) = links.first() {
        used.insert(first.clone());
    }
    // A page calls the next by name; a few rounds follow every real chain.
    for _ in 0..8 {
        for (name, next) in &links {
            if let Some(next) = next.as_ref().filter(|_| used.contains(name)) {
                used.insert(next.clone());
            }
        }
    }
    Ok(used)
}
