//! The parts of the expressions of a template, each with its value: the explanation of an evaluation.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::action::PartFact;
use super::clean;
use crate::excellent::dialect::Dialect;
use crate::excellent::evaluation::{Evaluation, Trace};
use crate::excellent::template::{Expression, Template};
use crate::excellent::tree::{Kind, NodeId};
use crate::excellent::{Setting, Value};
use crate::tui::text;

/// Most parts that are shown of one template.
const MAX_PARTS: usize = 24;
const MAX_VALUE: usize = 300;

/// The parts of all expressions of a template, whole expressions first, what is inside of them below.
pub fn parts(
    template: &Template,
    setting: &Setting<'_>,
    dialect: &'static Dialect,
) -> Vec<PartFact> {
    let expressions = template
        .expressions()
        .flat_map(|expression| expression_parts(expression, setting, dialect));
    expressions.take(MAX_PARTS).collect()
}

fn expression_parts(
    expression: &Expression,
    setting: &Setting<'_>,
    dialect: &'static Dialect,
) -> Vec<PartFact> {
    let Ok(program) = &expression.program else {
        return Vec::new();
    };
    let trace = RefCell::new(Trace::default());
    Evaluation::traced(*setting, dialect, &trace).evaluate(program);
    let latest: BTreeMap<NodeId, Value> = trace.into_inner().values.into_iter().collect();
    let mut found: Vec<(std::ops::Range<usize>, Value)> = latest
        .into_iter()
        .filter_map(|(id, value)| {
            let node = program.node(id)?;
            let is_shown = !matches!(node.kind, Kind::Literal(_) | Kind::Parentheses(_))
                && !matches!(value, Value::Function(_));
            is_shown.then(|| (node.span.clone(), value))
        })
        .collect();
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    found.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut around: Vec<usize> = Vec::new();
    let part = |(span, value): (std::ops::Range<usize>, Value)| {
        while around.last().is_some_and(|end| *end < span.end) {
            around.pop();
        }
        let depth = around.len();
        around.push(span.end);
        let source = expression.source.get(span).unwrap_or(&expression.source);
        PartFact {
            depth,
            source: clean(&text::one_line(source)),
            value: clean(&text::clip(
                &text::one_line(&shown(&value, dialect)),
                MAX_VALUE,
            )),
            failed: value.is_error(),
        }
    };
    found.into_iter().map(part).collect()
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
