//! What an evaluation needs beside the template: the context, the environment, and the host's clock, chance and knowledge.

use super::environment::Environment;
use super::object::ContextObject;
use super::value::Text;

/// The budget of one expression unless a setting says otherwise.
pub const DEFAULT_BUDGET: u64 = 10_000_000;

/// Everything an evaluation reads.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The root: its properties are the top-level names.
    pub context: &'a dyn ContextObject,
    /// Formats, zone, languages.
    pub environment: &'a Environment,
    /// Clock, chance, prompts, locations.
    pub host: &'a dyn Host,
    /// What each expression may spend, see [`DEFAULT_BUDGET`].
    pub budget: u64,
}

impl<'a> Setting<'a> {
    /// A setting with the usual budget.
    pub fn new(
        context: &'a dyn ContextObject,
        environment: &'a Environment,
        host: &'a dyn Host,
    ) -> Self {
        Self {
            context,
            environment,
            host,
            budget: DEFAULT_BUDGET,
        }
    }
}

/// What only the surrounding program can answer. The expression language itself has no clock and no chance.
pub trait Host {
    /// Reads the clock.
    fn now(&self) -> jiff::Timestamp;

    /// Draws a number from 0 (included) to 1 (excluded).
    fn random(&self) -> f64;

    /// The text template of `prompt(name)`, with `{{ .arg1 }}` and so on for its arguments.
    fn prompt(&self, _name: &str) -> Option<Text> {
        None
    }

    /// The location hierarchy, if there is one.
    fn locations(&self) -> Option<&dyn Locations> {
        None
    }
}

/// Searches in a hierarchy of locations (0 country, 1 state, 2 district, 3 ward).
pub trait Locations {
    /// The locations of a level that a text names, as full paths, the best first: a complete path (whatever its level), the
    /// whole text as a name, or names within the text. With a parent (a full path) only those directly below it.
    fn search(
        &self,
        environment: &Environment,
        text: &str,
        level: usize,
        parent: Option<&str>,
    ) -> Vec<Text>;
}

/// A host whose clock stands still and whose chance always draws the same number: for tests and previews.
#[derive(Clone, Copy, Debug)]
pub struct StillHost {
    /// What the clock shows.
    pub now: jiff::Timestamp,
    /// What every draw gives.
    pub random: f64,
}

impl Host for StillHost {
    fn now(&self) -> jiff::Timestamp {
        self.now
    }

    fn random(&self) -> f64 {
        self.random
    }
}
