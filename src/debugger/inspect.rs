//! Evaluates expressions at a moment without changing it.

use std::fmt;

use crate::engine::state::State;
use crate::excellent::template::{Part, Template};
use crate::model::assets::Assets;

use super::command::Refusal;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    /// The value as text; empty for an error.
    pub text: String,
    /// The name of its type.
    pub type_name: String,
    /// Why it fails, if it does.
    pub error: Option<String>,
    /// Whether it counts as true.
    pub truthy: bool,
}

impl fmt::Display for Evaluated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Some(error) => write!(f, "error: {error}"),
            None if self.type_name == "text" => write!(f, "{:?}", self.text),
            None if self.type_name == "null" => f.write_str("null"),
            None => f.write_str(&self.text),
        }
    }
}

/// Evaluates an expression (without `@(` and `)`) in the current run. Whatever chance or clock it reads, the state stays as
/// it is.
pub fn evaluate(state: &State, assets: &Assets, expression: &str) -> Evaluated {
    let dialect = state.semantics.dialect;
    let template = parse(state, expression);
    let value = state.with_run_setting(assets, state.position.run, |setting| {
        template.evaluate_value(setting).value
    });
    let type_name = value.type_name().to_string();
    match value.checked() {
        Err(error) => Evaluated {
            text: String::new(),
            type_name,
            error: Some(error.text().to_string()),
            truthy: false,
        },
        Ok(value) => {
            let truthy = dialect.to_boolean(&value).unwrap_or(false);
            match dialect.to_text(&value) {
                Ok(text) => Evaluated {
                    text: text.to_string(),
                    type_name,
                    error: None,
                    truthy,
                },
                Err(error) => Evaluated {
                    text: String::new(),
                    type_name,
                    error: Some(error.text().to_string()),
                    truthy,
                },
            }
        }
    }
}

/// Refuses what is no expression.
pub(super) fn check(expression: &str, state: &State) -> Result<(), Refusal> {
    let template = parse(state, expression);
    let whole = matches!(template.parts(), [Part::Expression(_)]);
    let problem = match template.problems().into_iter().next() {
        Some(problem) => problem.text,
        None if whole => return Ok(()),
        None => "its parentheses do not match".to_string(),
    };
    Err(Refusal::BadExpression {
        expression: expression.to_string(),
        problem,
    })
}

fn parse(state: &State, expression: &str) -> Template {
    Template::parse(&format!("@({expression})"), state.semantics.dialect)
}
