//! The parts of the expressions of a template, each with its value: the explanation of an evaluation.

use super::action::PartFact;
use super::clean;
use crate::excellent::dialect::Dialect;
use crate::excellent::explain::{Step, StepKind, explain};
use crate::excellent::template::{Part, Template};
use crate::excellent::{Setting, Value};
use crate::tui::text;

/// Most parts that are shown of one template.
const MAX_PARTS: usize = 24;
const MAX_VALUE: usize = 300;

/// The parts of all expressions of a template, whole expressions first, what is inside of them below. A template that is
/// nothing but one expression is not listed itself: its value is that of the template.
pub fn parts(
    template: &Template,
    setting: &Setting<'_>,
    dialect: &'static Dialect,
) -> Vec<PartFact> {
    let is_sole = matches!(template.parts(), [Part::Expression(_)]);
    let above = usize::from(is_sole);
    let steps = explain(template, setting).steps;
    let told = steps
        .iter()
        .filter(|step| step.depth >= above && is_told(step));
    told.filter_map(|step| part(template, step, above, dialect))
        .take(MAX_PARTS)
        .collect()
}

/// Literals say what they are, and functions are told by what they give.
fn is_told(step: &Step) -> bool {
    let is_function = matches!(step.values.last(), Some(Value::Function(_)));
    step.kind != StepKind::Literal && !is_function
}

/// A part that was reached, with the value it had last.
fn part(
    template: &Template,
    step: &Step,
    above: usize,
    dialect: &'static Dialect,
) -> Option<PartFact> {
    let value = step.values.last()?;
    let times = match step.values.len() {
        1 => String::new(),
        times => format!(" (the last of {times})"),
    };
    let shown = text::clip(&text::one_line(&shown(value, dialect)), MAX_VALUE);
    Some(PartFact {
        depth: step.depth - above,
        source: clean(&text::one_line(step.source(template))),
        value: clean(&format!("{shown}{times}")),
        failed: value.is_error(),
    })
}

/// A value as a person reads it: texts in quotes, objects by their keys.
fn shown(value: &Value, dialect: &'static Dialect) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => format!("\"{text}\""),
        Value::Error(error) => error.text().to_string(),
        Value::Object(object) => {
            let keys: Vec<String> = object
                .properties()
                .into_iter()
                .take(8)
                .map(|(key, _)| key.to_string())
                .collect();
            format!("{{{}}}", keys.join(", "))
        }
        other => dialect
            .to_text(other)
            .map_or_else(|error| error.text().to_string(), |text| text.to_string()),
    }
}
