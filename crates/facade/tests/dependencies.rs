//! Every dependency has its reason in `docs/dependencies.md`, and every line there its dependency.

use std::collections::BTreeSet;
use std::error::Error;

const MANIFEST: &str = include_str!("../../../Cargo.toml");
const DOCUMENT: &str = include_str!("../../../docs/dependencies.md");

#[test]
fn every_dependency_has_its_line_and_every_line_its_dependency() -> Result<(), Box<dyn Error>> {
    let manifest: toml::Table = toml::from_str(MANIFEST)?;
    let declared = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let declared = declared.and_then(toml::Value::as_table).ok_or("no [workspace.dependencies]")?;
    // Our own crates need no reason.
    let declared: BTreeSet<&str> =
        declared.keys().map(String::as_str).filter(|name| !name.starts_with("passerelle")).collect();
    let explained: BTreeSet<&str> = DOCUMENT
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .filter(|(_, rest)| rest.split('|').nth(2).is_some_and(|reason| !reason.trim().is_empty()))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(declared, explained);
    Ok(())
}
