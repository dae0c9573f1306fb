//! Reads the `cases` blocks of the expression chapter into cases, one per line and generation.
//!
//! A case is `{"generation", "mode": "value|text|url|cql|env", "template" | "environment", "env"?, "now", "budget"?,
//! "expect"}`. `expect` in text, url and cql mode is `{"text", "error"?, "warnings"?}`; in value mode `{"type", "value"?,
//! "error"?, "warnings"?}`, `value` being text for all types but `array`, `object`, `map` and `test`, where it is JSON; in
//! env mode `{"environment"}` or `{"error"}`.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::{Map, Value, json};

use super::case::Case;

const DEFAULT_NOW: &str = "2021-03-14T15:09:26.535897932Z";

/// What the `#` lines of a block set for the lines below them.
struct Settings {
    env: Value,
    now: String,
    budget: Value,
}

/// All cases of a Markdown file.
pub fn from_markdown(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut cases = Vec::new();
    let mut settings = None;
    for (index, line) in text.lines().enumerate() {
        match (line, &mut settings) {
            ("```cases", _) => settings = Some(Settings::default()),
            ("```", _) => settings = None,
            (line, Some(block)) if line.starts_with('#') => block.set(line),
            (line, Some(block)) => cases.extend(line_cases(line, index + 1, block)),
            (_, None) => {}
        }
    }
    cases
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            env: Value::Null,
            now: DEFAULT_NOW.to_string(),
            budget: Value::Null,
        }
    }
}

impl Settings {
    fn set(&mut self, line: &str) {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        match name {
            "#env" => self.env = serde_json::from_str(rest).unwrap_or_default(),
            "#now" => self.now = rest.to_string(),
            "#budget" => self.budget = serde_json::from_str(rest).unwrap_or_default(),
            _ => eprintln!("unknown setting in a case block: {line}"),
        }
    }
}

fn line_cases(line: &str, number: usize, settings: &Settings) -> Vec<Case> {
    let Some((head, result)) = line.split_once(" ⇒ ") else {
        return Vec::new();
    };
    let Some((who, what)) = head.split_once(' ') else {
        return Vec::new();
    };
    let generations: &[u8] = match who {
        "12" => &[12],
        "14" => &[14],
        _ => &[12, 14],
    };
    let (mode, input) = input_of(what);
    let cases = generations.iter().map(|&generation| {
        let rewrite = who == "=w" && generation == 12;
        let result = if rewrite {
            upper_case_wrappers(result)
        } else {
            result.to_string()
        };
        let mut case = json!({
            "id": format!("line-{number:04}.{generation}"), "generation": generation, "mode": mode,
            "now": settings.now, "expect": expect_of(mode, &result),
        });
        let members = case.as_object_mut().unwrap();
        members.insert(
            if mode == "env" {
                "environment"
            } else {
                "template"
            }
            .to_string(),
            input.clone(),
        );
        for (name, setting) in [("env", &settings.env), ("budget", &settings.budget)] {
            if !setting.is_null() {
                members.insert(name.to_string(), setting.clone());
            }
        }
        Case::new(case, "")
    });
    cases.collect()
}

fn input_of(what: &str) -> (&'static str, Value) {
    let modes = [
        ("T", "text"),
        ("V", "value"),
        ("URL", "url"),
        ("CQL", "cql"),
        ("ENV", "env"),
    ];
    for (prefix, mode) in modes {
        let rest = what
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_prefix(' '));
        if let Some(input) = rest.and_then(|rest| serde_json::from_str(rest).ok()) {
            return (mode, input);
        }
    }
    ("value", Value::String(format!("@({what})")))
}

fn expect_of(mode: &str, result: &str) -> Value {
    let mut expect = Map::new();
    if mode == "env" {
        match result.strip_prefix("enverror ") {
            Some(error) => expect.insert("error".into(), json_or_text(error)),
            None => expect.insert("environment".into(), json_or_text(result)),
        };
        return expect.into();
    }
    let (result, warnings) = cut_quoted(result, " warn ");
    let (result, error) = cut_quoted(result, " ! ");
    if let Some(error) = error {
        expect.insert("error".into(), error.into());
    }
    if let Some(warnings) = warnings {
        expect.insert("warnings".into(), warnings.split('|').collect());
    }
    if mode != "value" {
        expect.insert(
            if result == "crash" { "type" } else { "text" }.into(),
            json_or_text(result),
        );
        return expect.into();
    }
    let (kind, rest) = result.split_once(' ').unwrap_or((result, ""));
    expect.insert("type".into(), kind.into());
    match kind {
        "null" | "crash" => None,
        "error" => expect.insert("error".into(), json_or_text(rest)),
        "text" | "array" | "object" | "map" | "test" => {
            expect.insert("value".into(), json_or_text(rest))
        }
        _ => expect.insert("value".into(), rest.into()),
    };
    expect.into()
}

/// Cuts `SEPARATOR "..."` off the end of a result.
fn cut_quoted<'r>(result: &'r str, separator: &str) -> (&'r str, Option<String>) {
    let mut from = result.len();
    while let Some(at) = result[..from].rfind(separator) {
        if let Ok(text) = serde_json::from_str(&result[at + separator.len()..]) {
            return (&result[..at], Some(text));
        }
        from = at;
    }
    (result, None)
}

fn json_or_text(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// Generation 12 writes `error calling NAME` where generation 14 writes `error calling name(...)`.
fn upper_case_wrappers(result: &str) -> String {
    static WRAPPER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"error calling ([a-z_0-9]+)\(\.\.\.\)").unwrap());
    let upper = |found: &Captures| format!("error calling {}", found[1].to_uppercase());
    WRAPPER.replace_all(result, upper).into_owned()
}
