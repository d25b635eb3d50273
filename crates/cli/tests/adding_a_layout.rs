//! The worked example of `docs/adding-a-layout.md` is run as it stands there.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use assert_cmd::Command;

/// The code blocks of the document's first part, in order, each with its language.
fn blocks(document: &str) -> Vec<(&str, &str)> {
    let part = document.split("### Les clés").next().unwrap();
    let fenced = part.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// A text with the lines of a diff changed.
fn patched(text: &str, diff: &str) -> String {
    let lines = |without: char| -> String {
        let kept = diff.lines().filter(|line| !line.starts_with(without));
        kept.map(|line| format!("{}\n", &line[1..])).collect()
    };
    let (before, after) = (lines('+'), lines('-'));
    assert_eq!(text.matches(&before).count(), 1, "{before} in {text}");
    text.replace(&before, &after)
}

#[test]
fn the_worked_example_of_the_documentation_works() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/adding-a-layout.md");
    let document = std::fs::read_to_string(document).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adding-a-layout");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let layout = folder.join("valmont.toml");
    let change = |change: &dyn Fn(String) -> String| {
        let text = std::fs::read_to_string(&layout).unwrap();
        std::fs::write(&layout, change(text)).unwrap();
    };
    let mut commands = 0;
    for (language, block) in blocks(&document) {
        match language {
            "tsv" => std::fs::write(folder.join("valmont.tsv"), block).unwrap(),
            "diff" => change(&|text| patched(&text, block)),
            "toml" => change(&|text| format!("{text}\n{block}")),
            "console" => {
                let (command, said) = block.split_once('\n').unwrap();
                let arguments = command.strip_prefix("$ passerelle ").unwrap().split(' ');
                let mut passerelle = Command::cargo_bin("passerelle").unwrap();
                passerelle.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
                let output = passerelle.current_dir(&folder).args(arguments).output().unwrap();
                let text = String::from_utf8(output.stdout).unwrap();
                assert!(output.status.success(), "{command}: {text} {}", String::from_utf8_lossy(&output.stderr));
                for line in said.lines() {
                    assert!(text.contains(line), "{command}: {line} missing in {text}");
                }
                commands += 1;
            }
            other => assert_eq!(other, "text"),
        }
    }
    assert_eq!(commands, 3);
}
