//! What the README says is so: the keys are those of the commands, the options are those of the program, and the files it
//! names are there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::fmt::Write;
use std::process::Command;

use flowdbg::tui::commands::{COMMANDS, Group};
use flowdbg::tui::keys;

const README: &str = include_str!("../README.md");

/// The text between `<!-- NAME -->` and `<!-- /NAME -->`.
fn section(name: &str) -> &'static str {
    let (_, after) = README.split_once(&format!("<!-- {name} -->\n")).unwrap();
    after.split_once(&format!("<!-- /{name} -->")).unwrap().0
}

fn keys_table() -> String {
    let mut table = String::from("| keys | command | |\n|---|---|---|\n");
    for group in Group::ALL {
        writeln!(table, "| | **{}** | |", group.title()).unwrap();
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let labels: Vec<String> = command
                .keys
                .iter()
                .map(|key| format!("`{}`", keys::label(key)))
                .collect();
            let labels = labels.join(" ");
            writeln!(table, "| {labels} | {} | {} |", command.name, command.doc).unwrap();
        }
    }
    table
}

#[test]
fn the_keys_are_those_of_the_commands() {
    let expected = keys_table();
    assert!(
        section("keys") == expected,
        "the keys should be:\n{expected}"
    );
}

#[test]
fn the_options_are_those_of_the_program() {
    let output = Command::new(env!("CARGO_BIN_EXE_flowdbg"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let options = README.split(['`', ' ']).filter(|word| {
        word.starts_with("--") && word.len() > 2 && word.chars().skip(2).all(char::is_alphabetic)
    });
    for option in
        options.filter(|option| !["--release", "--locked", "--test", "--dir"].contains(option))
    {
        let known = help.contains(option)
            || ["--input", "--json", "--context", "--explain"].contains(&option);
        assert!(known, "{option} is not in --help");
    }
}

#[test]
fn the_commands_of_the_readme_work() {
    for arguments in [
        vec![
            "run",
            "sample_flows/registration.json",
            "--input",
            "Hello",
            "--input",
            "42",
        ],
        vec![
            "run",
            "sample_flows/registration.json",
            "--input",
            "Hello",
            "--json",
        ],
        vec![
            "--plain",
            "sample_flows/registration.json",
            "--contact",
            "sample_flows/contacts/amina.json",
        ],
        vec![
            "eval",
            "Hi @(upper(name))",
            "--context",
            "sample_flows/contacts/amina.json",
        ],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_flowdbg"))
            .args(&arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let code = output.status.code().unwrap();
        assert!([0, 3].contains(&code), "{arguments:?}");
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
    for word in README
        .split(['`', ' ', '\n'])
        .filter(|word| word.starts_with("sample_flows/"))
    {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(word);
        assert!(path.exists(), "{word}");
    }
}
