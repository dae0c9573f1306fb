//! `flowdbg eval`: evaluates a template at the shell, and explains it on request.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use serde_json::{Value as Json, json};

use crate::excellent::check::check;
use crate::excellent::explain::{Explanation, Step, StepKind, explain};
use crate::excellent::host::Host;
use crate::excellent::{Dialect, Environment, Map, Note, Object, Setting, Template, Value};
use crate::model::language::Languages;
use crate::sanitize::visible_lines;

/// Evaluate a template
#[derive(Args, Clone, Debug)]
pub struct EvalArgs {
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

/// Evaluates and prints. The exit code is 2 if a part of the template failed, or a file cannot be used.
pub fn run(args: &EvalArgs) -> ExitCode {
    match evaluate(args) {
        Ok(output) => {
            print!("{}", output.out);
            eprint!("{}", output.notes);
            if output.failed {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(error) => {
            eprintln!("flowdbg eval: {}", printable(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
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

fn evaluate(args: &EvalArgs) -> anyhow::Result<Output> {
    let dialect = Dialect::of_generation(args.generation);
    let context = read_context(args, dialect)?;
    let environment = read_environment(args, dialect)?;
    let names: Vec<String> = context
        .properties()
        .iter()
        .map(|(key, _)| key.to_lowercase())
        .collect();
    let knows = |name: &str| names.iter().any(|known| known == name);
    let template = Template::parse_with(&args.template, dialect, &|name| {
        knows(name) || dialect.roots.contains(&name)
    });
    let setting = Setting::new(&*context, &environment, &MachineHost);
    let explanation = explain(&template, &setting);
    let failed = explanation.evaluated.errors().next().is_some();
    if args.json {
        let value = template.evaluate_value(&setting).value;
        let problems = check(&template, &knows);
        let json = json!({
            "text": explanation.evaluated.text,
            "type": value.type_name(),
            "value": json_of(dialect, &value),
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
            out: format!("{:#}\n", with_steps(json, args, dialect, &explanation)),
            notes: String::new(),
            failed,
        });
    }
    let mut out = format!("{}\n", printable(&explanation.evaluated.text));
    if args.explain {
        for step in &explanation.steps {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}", step_line(dialect, step));
        }
    }
    Ok(Output {
        out,
        notes: notes_text(&explanation),
        failed,
    })
}

fn read_context(args: &EvalArgs, dialect: &Dialect) -> anyhow::Result<Object> {
    let Some(path) = &args.context else {
        return Ok(Map::new().into());
    };
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let compact = compact_json(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    match dialect.parse_json(&compact)? {
        Value::Object(object) if object.items().is_none() => Ok(object),
        _ => anyhow::bail!("{} does not hold a JSON object", path.display()),
    }
}

/// JSON without white space, its members in their order.
fn compact_json(text: &str) -> anyhow::Result<String> {
    Ok(serde_json::from_str::<Json>(text)?.to_string())
}

fn read_environment(args: &EvalArgs, dialect: &Dialect) -> anyhow::Result<Environment> {
    let Some(path) = &args.environment else {
        return Ok(Environment::default());
    };
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let json: Json =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    Environment::read(dialect, &json, &|code| {
        Languages::GENERATION_14.parse(code).is_ok()
    })
    .with_context(|| format!("{} is not an environment", path.display()))
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
fn step_line(dialect: &Dialect, step: &Step) -> String {
    let values: Vec<String> = step
        .values
        .iter()
        .map(|value| shown(dialect, value))
        .collect();
    let values = if values.is_empty() {
        "not evaluated".to_string()
    } else {
        values.join(" | ")
    };
    let indent = "  ".repeat(step.depth + 1);
    format!(
        "{indent}{} = {}",
        printable(&step.source),
        printable(&values)
    )
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
    args: &EvalArgs,
    dialect: &Dialect,
    explanation: &Explanation,
) -> Json {
    if let (true, Some(members)) = (args.explain, json.as_object_mut()) {
        let steps = explanation.steps.iter().map(|step| {
            json!({
                "parent": step.parent,
                "start": step.span.start,
                "end": step.span.end,
                "source": step.source,
                "kind": kind_name(&step.kind),
                "function": match &step.kind {
                    StepKind::Call { function } => Some(function),
                    _ => None,
                },
                "values": step.values.iter().map(|value| json_of(dialect, value)).collect::<Vec<_>>(),
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
