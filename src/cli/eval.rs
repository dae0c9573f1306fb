//! `flowdbg eval`: evaluates a template at the shell, and explains it on request.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json};

use super::error::InputError;
use super::exit::Exit;
use super::files::read_json;
use crate::excellent::case;
use crate::excellent::check::check;
use crate::excellent::explain::{Explanation, Step, StepKind, explain};
use crate::excellent::host::Host;
use crate::excellent::{Dialect, Environment, Map, Note, Object, Setting, Template, Value};
use crate::model::flow::Generation;
use crate::sanitize::visible_lines;
use crate::wire::by_generation;

/// Evaluate a template
#[derive(Args, Clone, Debug)]
pub struct EvalArguments {
    /// The template, as `Hi @contact.name` or `@(1 + 2)`
    pub template: String,
    /// A file with a JSON object: its members are the top-level names
    #[arg(long, value_name = "FILE")]
    pub context: Option<PathBuf>,
    /// A file with an environment: formats, time zone, languages
    #[arg(long, value_name = "FILE")]
    pub environment: Option<PathBuf>,
    /// The generation of the expression language
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u8).range(12..=14))]
    pub generation: u8,
    /// Show the value of every part
    #[arg(long)]
    pub explain: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Evaluates and prints: the text to `out`, errors and warnings to `notes`. Bad input if a part of the template failed.
pub fn run(
    arguments: &EvalArguments,
    out: &mut dyn Write,
    notes: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let output = evaluate(arguments)?;
    out.write_all(output.out.as_bytes())?;
    notes.write_all(output.notes.as_bytes())?;
    Ok(if output.failed {
        Exit::BadInput
    } else {
        Exit::Completed
    })
}

/// A text that is safe to print, with its line ends.
fn printable(text: &str) -> String {
    visible_lines(text).collect::<Vec<_>>().join("\n")
}

/// What is printed.
struct Output {
    out: String,
    notes: String,
    failed: bool,
}

/// The clock of the machine, and chance from it.
struct MachineHost;

impl Host for MachineHost {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn random(&self) -> f64 {
        let (draw, _) = uuid::Uuid::new_v4().as_u64_pair();
        // 53 bits fill a double's fraction exactly.
        let bits = u32::try_from(draw >> 43).unwrap_or_default();
        f64::from(bits) / f64::from(1u32 << 21)
    }
}

fn evaluate(arguments: &EvalArguments) -> Result<Output, InputError> {
    let dialect = Dialect::of_generation(arguments.generation);
    let context = read_context(arguments, dialect)?;
    let environment = read_environment(arguments)?;
    let names: Vec<String> = context
        .properties()
        .iter()
        .map(|(key, _)| case::to_lower(key).into_owned())
        .collect();
    let knows = |name: &str| names.iter().any(|known| known == name);
    let template = Template::parse_with(&arguments.template, dialect, &|name| {
        knows(name) || dialect.roots.contains(&name)
    });
    let setting = Setting::new(&*context, &environment, &MachineHost);
    let explanation = explain(&template, &setting);
    let failed = explanation.evaluated.errors().next().is_some();
    if arguments.json {
        let value = &explanation.value;
        let problems = check(&template, &knows);
        let json = json!({
            "text": explanation.evaluated.text,
            "type": value.type_name(),
            "value": json_of(dialect, value),
            "errors": explanation.evaluated.errors().map(|error| json!({
                "expression": error.expression.as_str(),
                "text": error.error.text(),
            })).collect::<Vec<_>>(),
            "warnings": explanation.evaluated.warnings().map(smol_str::SmolStr::as_str).collect::<Vec<_>>(),
            "problems": problems.iter().map(|problem| json!({
                "start": problem.span.start,
                "end": problem.span.end,
                "text": problem.text,
            })).collect::<Vec<_>>(),
        });
        return Ok(Output {
            out: format!(
                "{:#}\n",
                with_steps(json, arguments, &template, &explanation)
            ),
            notes: String::new(),
            failed,
        });
    }
    let mut out = format!("{}\n", printable(&explanation.evaluated.text));
    if arguments.explain {
        for step in &explanation.steps {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}", step_line(&template, step));
        }
    }
    Ok(Output {
        out,
        notes: notes_text(&explanation),
        failed,
    })
}

fn read_context(arguments: &EvalArguments, dialect: &Dialect) -> Result<Object, InputError> {
    let Some(path) = &arguments.context else {
        return Ok(Map::new().into());
    };
    // Compact, its members in their order and its numbers as they are spelled.
    let compact = read_json(path)?.to_string();
    let value = dialect
        .parse_json(&compact)
        .map_err(|error| InputError::file(path, "", error.to_string()))?;
    match value {
        Value::Object(object) if object.items().is_none() => Ok(object),
        _ => Err(InputError::file(
            path,
            "",
            "a context is a JSON object: its members are the top-level names",
        )),
    }
}

fn read_environment(arguments: &EvalArguments) -> Result<Environment, InputError> {
    let Some(path) = &arguments.environment else {
        return Ok(Environment::default());
    };
    let generation = match arguments.generation {
        12 => Generation::V12,
        _ => Generation::V14,
    };
    by_generation::read_environment(&read_json(path)?, generation)
        .map_err(|error| InputError::file(path, error.pointer(), error.to_string()))
}

fn notes_text(explanation: &Explanation) -> String {
    let mut text = String::new();
    for note in &explanation.evaluated.notes {
        let line = match note {
            Note::Error(error) => error.to_string(),
            Note::Warning(warning) => format!("warning: {warning}"),
        };
        text.push_str(&printable(&line));
        text.push('\n');
    }
    text
}

/// A part with its value, indented by how deep it is.
fn step_line(template: &Template, step: &Step) -> String {
    let values: Vec<String> = step
        .values
        .iter()
        .map(|value| shown(template.dialect(), value))
        .collect();
    let values = if values.is_empty() {
        "not evaluated".to_string()
    } else {
        values.join(" | ")
    };
    let indent = "  ".repeat(step.depth.min(MAX_INDENT) + 1);
    format!(
        "{indent}{} = {}",
        printable(&clipped(step.source(template))),
        printable(&clipped(&values))
    )
}

/// Levels of parts within each other that are shown by indenting.
const MAX_INDENT: usize = 40;

/// Most characters of a part or of its values that a line shows.
const MAX_SHOWN: usize = 500;

/// The first characters of a text that is long.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// A value as one reads it: JSON for data, the text of an error.
fn shown(dialect: &Dialect, value: &Value) -> String {
    match value {
        Value::Error(error) => format!("error: {error}"),
        Value::Function(function) => format!("{}(...)", function.name()),
        _ => dialect
            .to_json(value)
            .unwrap_or_else(|error| format!("error: {error}")),
    }
}

fn json_of(dialect: &Dialect, value: &Value) -> Json {
    match value {
        Value::Error(error) => json!({"error": error.text()}),
        _ => dialect
            .to_json(value)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
    }
}

fn with_steps(
    mut json: Json,
    arguments: &EvalArguments,
    template: &Template,
    explanation: &Explanation,
) -> Json {
    if let (true, Some(members)) = (arguments.explain, json.as_object_mut()) {
        let steps = explanation.steps.iter().map(|step| {
            json!({
                "parent": step.parent,
                "start": step.span.start,
                "end": step.span.end,
                "source": clipped(step.source(template)),
                "kind": kind_name(&step.kind),
                "function": match &step.kind {
                    StepKind::Call { function } => function.as_deref(),
                    _ => None,
                },
                "values": step.values.iter().map(|value| json_of(template.dialect(), value)).collect::<Vec<_>>(),
            })
        });
        members.insert("steps".into(), steps.collect());
    }
    json
}

fn kind_name(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Literal => "literal",
        StepKind::Name => "name",
        StepKind::Lookup => "lookup",
        StepKind::Operator(_) => "operator",
        StepKind::Call { .. } => "call",
        StepKind::Lambda => "lambda",
        StepKind::Broken => "broken",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(template: &str, generation: u8) -> EvalArguments {
        EvalArguments {
            template: template.into(),
            context: None,
            environment: None,
            generation,
            explain: false,
            json: false,
        }
    }

    /// What is printed, and whether a part failed.
    fn printed(arguments: &EvalArguments) -> (String, String, bool) {
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let exit = run(arguments, &mut out, &mut notes).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(notes), exit == Exit::BadInput)
    }

    fn json(arguments: EvalArguments) -> Json {
        let (out, _, _) = printed(&EvalArguments {
            json: true,
            ..arguments
        });
        serde_json::from_str(&out).unwrap()
    }

    #[test]
    fn the_text_goes_out_and_errors_beside_it() {
        assert_eq!(
            printed(&arguments("a @(1 + 2) @nobody", 14)),
            ("a 3 @nobody\n".into(), String::new(), false)
        );
        let (out, notes, failed) = printed(&arguments("@(1/0)!", 12));
        assert_eq!(out, "!\n");
        assert_eq!(notes, "error evaluating @(1/0): division by zero\n");
        assert!(failed);
    }

    #[test]
    fn generations_differ() {
        assert_eq!(printed(&arguments("@(length(\"abc\"))", 12)).0, "3\n");
        assert_eq!(printed(&arguments("@(text_length(\"abc\"))", 14)).0, "3\n");
        assert!(printed(&arguments("@(length(\"abc\"))", 14)).2);
    }

    #[test]
    fn an_explanation_shows_every_part() {
        let explained = EvalArguments {
            explain: true,
            ..arguments("@(upper(\"a\") & 1 / 0)", 14)
        };
        assert_eq!(
            printed(&explained).0,
            "\n  upper(\"a\") & 1 / 0 = error: division by zero\n    upper(\"a\") = \"A\"\n      \"a\" = \"a\"\n    1 / 0 = error: division by zero\n      1 = 1\n      0 = 0\n"
        );
        let steps = &json(explained)["steps"];
        assert_eq!(steps[1]["function"], "upper");
        assert_eq!(steps[1]["parent"], 0);
        assert_eq!(steps[1]["source"], "upper(\"a\")");
        assert_eq!(steps[1]["values"][0], "A");
    }

    #[test]
    fn json_holds_the_value_and_what_is_wrong() {
        let outcome = json(arguments("@(array(1, nobody))", 14));
        assert_eq!(outcome["type"], "error");
        assert_eq!(
            outcome["errors"][0]["text"],
            "error calling array(...): context has no property 'nobody'"
        );
        assert_eq!(outcome["problems"][0]["start"], 11);
        assert_eq!(json(arguments("@(array(1.50))", 14))["value"], json!([1.5]));
    }

    #[test]
    fn long_parts_are_clipped() {
        let sum = format!("@(1{})", " + 1".repeat(5_000));
        let explained = EvalArguments {
            explain: true,
            ..arguments(&sum, 14)
        };
        assert!(printed(&explained).0.lines().all(|line| line.len() < 2_000));
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        let (out, _, _) = printed(&arguments("@(char(27))[2J", 14));
        assert!(!out.contains('\u{1b}'));
    }
}
