//! What the exit code says.

use std::process::ExitCode;

use crate::debugger::stop::Stop;
use crate::engine::state::State;
use crate::model::session::SessionStatus;

/// How flowdbg ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked to; the session completed.
    Completed,
    /// It failed itself: the terminal, a file that can't be written.
    Broken,
    /// A file or an argument is not what it has to be.
    BadInput,
    /// The session waits for more input than was given.
    Waiting,
    /// The session failed.
    Failed,
    /// An action needs an answer of the outside world.
    NeedsReply,
    /// The engine broke off, or never came to a wait.
    BrokeOff,
}

impl Exit {
    /// How a session that stopped for this reason is reported.
    pub fn of_session(stop: &Stop, state: &State) -> Self {
        match stop {
            Stop::Waiting(_) => Self::Waiting,
            Stop::EffectNeeded(_) => Self::NeedsReply,
            Stop::Ended(_) if state.session.status == SessionStatus::Completed => Self::Completed,
            Stop::Ended(_) => Self::Failed,
            _ => Self::BrokeOff,
        }
    }

    /// The number, as `--help` lists it.
    pub fn number(self) -> u8 {
        match self {
            Self::Completed => 0,
            Self::Broken => 1,
            Self::BadInput => 2,
            Self::Waiting => 3,
            Self::Failed => 4,
            Self::NeedsReply => 5,
            Self::BrokeOff => 6,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}
