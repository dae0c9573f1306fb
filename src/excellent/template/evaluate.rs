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
        self.evaluate_parts(self.parts(), escaping, |expression, notes| {
            self.evaluate_expression(expression, setting, notes)
        })
    }

    /// Evaluates to a text, where `value_of` gives the values of the expressions and adds to the notes.
    pub(in crate::excellent) fn evaluate_text_by(
        &self,
        value_of: impl FnMut(&Expression, &mut Vec<Note>) -> Value,
    ) -> Evaluated {
        self.evaluate_parts(self.parts(), Escaping::None, value_of)
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
        let Evaluated { text, notes } =
            self.evaluate_parts(parts, Escaping::None, |expression, notes| {
                self.evaluate_expression(expression, setting, notes)
            });
        EvaluatedValue {
            value: text.into(),
            notes,
        }
    }

    fn evaluate_parts(
        &self,
        parts: &[Part],
        escaping: Escaping,
        mut value_of: impl FnMut(&Expression, &mut Vec<Note>) -> Value,
    ) -> Evaluated {
        let mut text = String::with_capacity(self.source().len());
        let mut notes = Vec::new();
        for part in parts {
            match part {
                Part::Body(body) | Part::Unclosed { text: body, .. } => text.push_str(body),
                Part::Expression(expression) => {
                    let before = notes.len();
                    let value = value_of(expression, &mut notes);
                    match self.dialect().to_text(&value) {
                        Ok(value) => escaping.append(&mut text, &value),
                        Err(error) => {
                            let expression = expression.source.clone();
                            notes.insert(before, Note::Error(TemplateError { expression, error }));
                        }
                    }
                }
            }
        }
        Evaluated { text, notes }
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
                let warnings = evaluation.take_warnings();
                if !warnings.is_empty() {
                    notes.extend(warnings.into_iter().map(Note::Warning));
                }
                value
            }
        }
    }
}
