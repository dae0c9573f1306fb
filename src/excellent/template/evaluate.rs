//! The evaluation of a template, to a text or to a value.

use super::{Escaping, Expression, Part, Template};
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::host::Setting;
use crate::excellent::value::{Text, Value};

/// A text, and what happened on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Evaluated {
    /// The text; parts that failed print nothing.
    pub text: String,
    /// Errors and warnings, in order; an expression's error stands before its warnings.
    pub notes: Vec<Note>,
}

/// A value, and what happened on the way to it.
#[derive(Clone, Debug)]
pub struct EvaluatedValue {
    /// The value. An error value of a template that is a single expression is not noted as an error.
    pub value: Value,
    /// Errors and warnings, in order.
    pub notes: Vec<Note>,
}

/// Something that happened while a template was evaluated.
#[derive(Clone, Debug)]
pub enum Note {
    /// A part failed.
    Error(TemplateError),
    /// A part uses something deprecated.
    Warning(Text),
}

/// A part of a template that failed.
#[derive(Clone, Debug)]
pub struct TemplateError {
    /// The part as written, with the `@`.
    pub expression: Text,
    /// Why it failed.
    pub error: Error,
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "error evaluating {}: {}", self.expression, self.error)
    }
}

impl Evaluated {
    /// The errors, in order.
    pub fn errors(&self) -> impl Iterator<Item = &TemplateError> {
        errors(&self.notes)
    }

    /// The warnings, in order.
    pub fn warnings(&self) -> impl Iterator<Item = &Text> {
        warnings(&self.notes)
    }

    /// All errors as one text, as generation 12 reports them.
    pub fn error_text(&self) -> Option<String> {
        error_text(&self.notes)
    }
}

impl EvaluatedValue {
    /// The errors, in order.
    pub fn errors(&self) -> impl Iterator<Item = &TemplateError> {
        errors(&self.notes)
    }

    /// The warnings, in order.
    pub fn warnings(&self) -> impl Iterator<Item = &Text> {
        warnings(&self.notes)
    }

    /// All errors as one text, as generation 12 reports them.
    pub fn error_text(&self) -> Option<String> {
        error_text(&self.notes)
    }
}

fn errors(notes: &[Note]) -> impl Iterator<Item = &TemplateError> {
    notes.iter().filter_map(|note| match note {
        Note::Error(error) => Some(error),
        Note::Warning(_) => None,
    })
}

fn warnings(notes: &[Note]) -> impl Iterator<Item = &Text> {
    notes.iter().filter_map(|note| match note {
        Note::Warning(text) => Some(text),
        Note::Error(_) => None,
    })
}

fn error_text(notes: &[Note]) -> Option<String> {
    let texts: Vec<String> = errors(notes).map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

impl Template {
    /// Evaluates to a text.
    pub fn evaluate_text(&self, setting: &Setting<'_>, escaping: Escaping) -> Evaluated {
        self.evaluate_parts(self.parts(), setting, escaping)
    }

    /// Evaluates to a value, as operands and arguments of routers are: white space around is ignored, and the value of a
    /// single identifier or expression keeps its type.
    pub fn evaluate_value(&self, setting: &Setting<'_>) -> EvaluatedValue {
        let parts = self.value_parts();
        if let [Part::Expression(expression)] = parts {
            let mut notes = Vec::new();
            let value = self.evaluate_expression(expression, setting, &mut notes);
            return EvaluatedValue { value, notes };
        }
        let Evaluated { text, notes } = self.evaluate_parts(parts, setting, Escaping::None);
        EvaluatedValue {
            value: text.into(),
            notes,
        }
    }

    fn evaluate_parts(
        &self,
        parts: &[Part],
        setting: &Setting<'_>,
        escaping: Escaping,
    ) -> Evaluated {
        let mut evaluated = Evaluated {
            text: String::with_capacity(self.source().len()),
            notes: Vec::new(),
        };
        for part in parts {
            match part {
                Part::Body(text) => evaluated.text.push_str(text),
                Part::Expression(expression) => {
                    self.append_expression(expression, setting, escaping, &mut evaluated);
                }
            }
        }
        evaluated
    }

    fn append_expression(
        &self,
        expression: &Expression,
        setting: &Setting<'_>,
        escaping: Escaping,
        evaluated: &mut Evaluated,
    ) {
        let before = evaluated.notes.len();
        let value = self.evaluate_expression(expression, setting, &mut evaluated.notes);
        match self.dialect().to_text(&value) {
            Ok(text) => escaping.append(&mut evaluated.text, &text),
            Err(error) => evaluated.notes.insert(
                before,
                Note::Error(TemplateError {
                    expression: expression.source.clone(),
                    error,
                }),
            ),
        }
    }

    /// The value of one part; its warnings are added to `notes`.
    fn evaluate_expression(
        &self,
        expression: &Expression,
        setting: &Setting<'_>,
        notes: &mut Vec<Note>,
    ) -> Value {
        match &expression.program {
            Err(error) => Value::error(error.text()),
            Ok(program) => {
                let evaluation = Evaluation::new(*setting, self.dialect());
                let value = evaluation.evaluate(program);
                notes.extend(evaluation.take_warnings().into_iter().map(Note::Warning));
                value
            }
        }
    }
}
