//! A moment: one micro-step of the engine, with the state after it, what it logged, and what made it happen.

use std::sync::Arc;

use crate::engine::advance::{EngineError, MicroStep};
use crate::engine::effect::{Effect, Reply};
use crate::engine::input::Answer;
use crate::engine::state::State;
use crate::model::event::Event;

use super::timeline::BranchId;

/// The place of a moment in the timeline's list. Moments are never removed, so it stays valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MomentId(pub(super) usize);

impl MomentId {
    /// The moment before the first micro-step.
    pub const START: Self = Self(0);

    /// Its number, from 0 in the order in which moments were first reached on any branch.
    pub fn index(self) -> usize {
        self.0
    }
}

/// One micro-step.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Its place in the list.
    pub id: MomentId,
    /// The moment before; none for the start.
    pub parent: Option<MomentId>,
    /// The moment after that was visited last, if any was.
    pub last_child: Option<MomentId>,
    /// How many moments are before it on its way from the start.
    pub distance: usize,
    /// The branch it was first reached on.
    pub branch: BranchId,
    /// What made it happen.
    pub cause: Cause,
    /// The micro-step; none for the start.
    pub step: Option<MicroStep>,
    /// The state after it.
    pub state: State,
    /// What the engine logged in it, in order.
    pub events: Vec<Arc<Event>>,
    /// The requests of its action, with the answers it went on with.
    pub replies: Vec<Exchange>,
    /// What keeps the session from going on by itself.
    pub ahead: Ahead,
}

/// What made a moment happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// The session was prepared; nothing happened yet.
    Start,
    /// The engine went on by itself, or with the answers in [`Moment::replies`].
    Engine,
    /// The wait was answered.
    Answer(Answer),
    /// Somebody changed the state by hand; the text says what.
    Change(String),
}

/// A request to the outside world and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// What was asked.
    pub effect: Effect,
    /// What was answered.
    pub reply: Reply,
    /// Who answered.
    pub source: ReplySource,
}

/// Who answered a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplySource {
    /// A person at the debugger.
    Person,
    /// The file of mocks, or the default answer.
    Mock,
    /// The outside world itself.
    World,
}

/// What keeps a session from going on by itself after a moment.
#[derive(Debug, Clone)]
pub enum Ahead {
    /// Nothing.
    Open,
    /// The next action asks the outside world.
    Needs(Box<Pending>),
    /// The session waits for an answer.
    Waiting,
    /// The session is over.
    Done,
    /// The sprint broke off.
    Broken(EngineError),
}

/// An action that asks the outside world.
#[derive(Debug, Clone)]
pub struct Pending {
    /// What it asks now.
    pub effect: Effect,
    /// What it asked before in the same execution, with the answers.
    pub given: Vec<Exchange>,
}

impl Moment {
    /// How many runs wait for the current one to end.
    pub fn run_depth(&self) -> usize {
        self.state.run_depth()
    }

    /// Whether the debugger stops here by itself: at a wait, at a request, at the end.
    pub fn is_stop(&self) -> bool {
        !matches!(self.ahead, Ahead::Open)
    }

    /// Whether a person had a say in it: an answer, a reply or a change by hand.
    pub fn is_input(&self) -> bool {
        let by_person = |exchange: &Exchange| exchange.source == ReplySource::Person;
        matches!(self.cause, Cause::Answer(_) | Cause::Change(_))
            || self.replies.iter().any(by_person)
    }

    /// Whether it is the arrival at a node.
    pub fn is_arrival(&self) -> bool {
        matches!(self.step, Some(MicroStep::EnterNode { .. }))
    }
}
