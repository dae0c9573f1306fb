//! Evaluating templates and calling router tests within a run.

use std::cell::RefCell;
use std::sync::Arc;

use super::context::{Root, Surroundings};
use super::input::Clock;
use super::options::Options;
use super::random::Random;
use super::semantics::{Semantics, TemplateErrorRule};
use super::state::State;
use crate::excellent::template::{Note, Part, Template, TemplateError};
use crate::excellent::{Error, Evaluation, Host, Locations, Outcome, Setting, Text, Value, own};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::location::{KnownLocations, LocationHierarchy};

pub use crate::excellent::template::Escaping;

/// A template evaluated to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEvaluation {
    /// The text; what failed contributes nothing to it.
    pub text: Text,
    /// Whether something failed.
    pub failed: bool,
}

impl TextEvaluation {
    /// Cuts the text to the longest that a template may give (14).
    pub(super) fn cut(&mut self, options: &Options, semantics: &Semantics) {
        if semantics.cuts_templates && self.text.len() > options.max_template_chars {
            self.text = ellipsized(&self.text, options.max_template_chars);
        }
    }
}

/// A text of at most so many characters; the last three of one that was cut are dots.
pub fn ellipsized(text: &Text, max_chars: usize) -> Text {
    let cut_at = |chars: usize| {
        text.char_indices()
            .nth(chars)
            .map(|(at, _)| text.get(..at).unwrap_or_default())
    };
    match (
        cut_at(max_chars),
        max_chars.checked_sub(3).filter(|&chars| chars > 0),
    ) {
        (None, _) => text.clone(),
        (Some(cut), None) => cut.into(),
        (Some(_), Some(chars)) => format!("{}...", cut_at(chars).unwrap_or_default()).into(),
    }
}

/// What an evaluation reads of clock, chance and assets. What it used up is taken back into the state.
struct RunHost<'a> {
    state: &'a State,
    /// The clock, once it was read.
    clock: RefCell<Option<Clock>>,
    /// The source of random numbers, once it was drawn from.
    random: RefCell<Option<Random>>,
    locations: Option<KnownLocations<'a>>,
}

impl Host for RunHost<'_> {
    fn now(&self) -> jiff::Timestamp {
        self.clock
            .borrow_mut()
            .get_or_insert_with(|| self.state.clock.clone())
            .read()
            .to_timestamp()
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    fn random(&self) -> f64 {
        self.random
            .borrow_mut()
            .get_or_insert_with(|| self.state.random.clone())
            .fraction()
    }

    fn prompt(&self, name: &str) -> Option<Text> {
        self.state.options.prompts.get(name).cloned()
    }

    fn locations(&self) -> Option<&dyn Locations> {
        self.locations
            .as_ref()
            .map(|locations| locations as &dyn Locations)
    }
}

/// What is left of an evaluation for the state to take back.
struct Used {
    clock: Option<Clock>,
    random: Option<Random>,
    read_extras: bool,
}

impl State {
    /// Evaluates a template to a text, without any limit of length. Beside the text: the events to log about it.
    pub fn evaluate_text(
        &mut self,
        assets: &Assets,
        run: usize,
        template: &Template,
        escaping: Escaping,
    ) -> (TextEvaluation, Vec<EventKind>) {
        if let Some(text) = plain_text(template) {
            let failed = false;
            return (TextEvaluation { text, failed }, Vec::new());
        }
        let around = self.surroundings_of(assets, run);
        let (evaluated, used) = self.with_setting(assets, run, &around, |setting| {
            template.evaluate_text(setting, escaping)
        });
        self.take_back(run, used);
        let failed = evaluated.errors().next().is_some();
        let events = self.problem_events(&evaluated.notes);
        (
            TextEvaluation {
                text: own(&evaluated.text),
                failed,
            },
            events,
        )
    }

    /// Evaluates a template to a value. Beside the value: the events to log about it.
    pub fn evaluate_value(
        &mut self,
        assets: &Assets,
        run: usize,
        template: &Template,
    ) -> (Value, Vec<EventKind>) {
        if let Some(value) = template.plain_value() {
            return (value, Vec::new());
        }
        let around = self.surroundings_of(assets, run);
        let (evaluated, used) = self.with_setting(assets, run, &around, |setting| {
            template.evaluate_value(setting)
        });
        self.take_back(run, used);
        let events = self.problem_events(&evaluated.notes);
        (evaluated.value, events)
    }

    /// Calls a router test.
    pub(super) fn call_test(
        &mut self,
        assets: &Assets,
        run: usize,
        name: &str,
        arguments: &[Value],
    ) -> Result<Outcome, Error> {
        let around = self.surroundings_of(assets, run);
        let dialect = self.semantics.dialect;
        let (outcome, used) = self.with_setting(assets, run, &around, |setting| {
            let Some(spec) = dialect.test(name) else {
                return Err(Error::new(format!("no router test with name '{name}'")));
            };
            let value = Evaluation::new(*setting, dialect)
                .call(spec, arguments)
                .checked()?;
            Ok(Outcome::of_value(&value).unwrap_or(Outcome::NO_MATCH))
        });
        self.take_back(run, used);
        outcome
    }

    /// Does something with all that expressions of a run may read.
    pub fn with_run_setting<T>(
        &self,
        assets: &Assets,
        run: usize,
        act: impl FnOnce(&Setting<'_>) -> T,
    ) -> T {
        let around = self.peek_surroundings(assets, run);
        self.with_setting(assets, run, &around, act).0
    }

    fn with_setting<T>(
        &self,
        assets: &Assets,
        run: usize,
        around: &Arc<Surroundings>,
        act: impl FnOnce(&Setting<'_>) -> T,
    ) -> (T, Used) {
        let host = RunHost {
            state: self,
            clock: RefCell::default(),
            random: RefCell::default(),
            locations: assets
                .location_hierarchy()
                .or_else(|| self.semantics.always_located.then(LocationHierarchy::empty))
                .map(|hierarchy| KnownLocations {
                    hierarchy,
                    search: self.semantics.locations,
                }),
        };
        let root = Root::new(self, run, around.clone());
        let mut setting = Setting::new(&root, &around.environment, &host);
        setting.budget = self.options.evaluation_budget;
        let done = act(&setting);
        let read_extras = root.has_read_extras();
        (
            done,
            Used {
                clock: host.clock.into_inner(),
                random: host.random.into_inner(),
                read_extras,
            },
        )
    }

    fn take_back(&mut self, run: usize, used: Used) {
        if let Some(clock) = used.clock {
            self.clock = clock;
        }
        if let Some(random) = used.random {
            self.random = random;
        }
        if used.read_extras {
            self.extras_were_read(run);
        }
    }

    /// The events about what an evaluation noted: errors, then warnings.
    fn problem_events(&self, notes: &[Note]) -> Vec<EventKind> {
        if notes.is_empty() {
            return Vec::new();
        }
        let errors = notes.iter().filter_map(|note| match note {
            Note::Error(error) => Some(error),
            Note::Warning(_) => None,
        });
        match self.semantics.template_errors {
            TemplateErrorRule::Joined => {
                let texts: Vec<_> = errors.map(ToString::to_string).collect();
                if texts.is_empty() {
                    Vec::new()
                } else {
                    vec![EventKind::error(texts.join(", "))]
                }
            }
            TemplateErrorRule::PerExpression => {
                let warnings = notes.iter().filter_map(|note| match note {
                    Note::Warning(text) => Some(warning_event(text)),
                    Note::Error(_) => None,
                });
                errors.map(error_event).chain(warnings).collect()
            }
        }
    }

    /// A value as a text; an error is the empty one.
    pub(super) fn text_of(&self, value: &Value) -> Text {
        self.semantics
            .dialect
            .to_text(value)
            .unwrap_or_default()
            .as_str()
            .into()
    }

    /// A value as JSON text.
    pub(super) fn json_text(&self, value: &Value) -> Text {
        self.semantics
            .dialect
            .to_json(value)
            .unwrap_or_default()
            .into()
    }

    /// Whether there is a router test of this (lower-case) name.
    pub(super) fn has_test(&self, name: &str) -> bool {
        self.semantics.dialect.test(name).is_some()
    }
}

fn error_event(error: &TemplateError) -> EventKind {
    let code = if error.error.is_fatal() {
        "expression:too_complex"
    } else {
        "expression"
    };
    let text = format!("Error evaluating expression: {}", error.error.text());
    EventKind::coded_error(text, code, &[("expression", &error.expression)])
}

fn warning_event(text: &Text) -> EventKind {
    EventKind::Warning {
        text: text.as_str().into(),
        code: "context:deprecated".into(),
        extra: Vec::new(),
    }
}

/// The text of a template without expressions.
fn plain_text(template: &Template) -> Option<Text> {
    match template.parts() {
        [] => Some(Text::default()),
        [Part::Body(text)] => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_in_dots() {
        assert_eq!(&*ellipsized(&"äbcdef".into(), 6), "äbcdef");
        assert_eq!(&*ellipsized(&"äbcdef".into(), 5), "äb...");
        assert_eq!(&*ellipsized(&"abcdef".into(), 3), "abc");
    }
}
