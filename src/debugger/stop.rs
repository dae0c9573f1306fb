//! Why the debugger stopped. Every stop has a reason that can be said in words.

use std::fmt;

use crate::engine::effect::Effect;

use super::breakpoint::BreakpointId;
use super::watch::WatchId;

/// Why the debugger stopped where it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop {
    /// It went as far as it was asked to.
    Reached,
    /// It is at the very start.
    Start,
    /// The session waits; the words say for what.
    Waiting(String),
    /// An action asks the outside world.
    EffectNeeded(String),
    /// A breakpoint was hit; the words say where, and what went wrong if its condition could not be evaluated.
    Breakpoint {
        /// Which.
        id: BreakpointId,
        /// Where it is, or why its condition failed.
        words: String,
    },
    /// A watched expression has another value now.
    WatchChanged {
        /// Which.
        id: WatchId,
        /// Expression, value before and value now.
        words: String,
    },
    /// An error was logged.
    ErrorLogged(String),
    /// The session is over; the words say how it ended.
    Ended(String),
    /// The sprint broke off with an error of the engine.
    Broken(String),
    /// So many micro-steps were done without coming to a stop.
    TooManySteps(usize),
    /// The next of the inputs that were to be replayed no longer fits; the words say why.
    NoLongerFits(String),
}

impl Stop {
    /// Whether the session can go on from here without anybody's help.
    pub fn can_go_on(&self) -> bool {
        !matches!(
            self,
            Self::Waiting(_) | Self::EffectNeeded(_) | Self::Ended(_) | Self::Broken(_)
        )
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached => f.write_str("stepped"),
            Self::Start => f.write_str("at the start"),
            Self::Waiting(what) => write!(f, "waits for {what}"),
            Self::EffectNeeded(what) => write!(f, "needs an answer to {what}"),
            Self::Breakpoint { words, .. } => write!(f, "breakpoint {words}"),
            Self::WatchChanged { words, .. } => write!(f, "watch changed: {words}"),
            Self::ErrorLogged(text) => write!(f, "error: {text}"),
            Self::Ended(how) => write!(f, "session {how}"),
            Self::Broken(text) => write!(f, "broke off: {text}"),
            Self::TooManySteps(count) => {
                write!(f, "no stop after {count} steps; continue to go on")
            }
            Self::NoLongerFits(why) => write!(f, "replay ended: {why}"),
        }
    }
}

/// A request in words, for a list or a title.
pub fn effect_in_words(effect: &Effect) -> String {
    match effect {
        Effect::Http(request) => format!("{} {}", request.method, request.url),
        Effect::Email(request) => format!("an e-mail to {}", request.addresses.join(", ")),
        Effect::Airtime(request) => format!("a transfer of airtime to {}", request.recipient),
        Effect::Llm(request) => format!("a question to a language model: {}", request.input),
    }
}
