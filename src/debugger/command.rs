//! What a person can ask of the debugger, and what it answers.

use crate::engine::effect::Reply;
use crate::engine::input::Answer;
use crate::engine::state::State;

use super::breakpoint::{BreakpointId, Place};
use super::moment::{MomentId, ReplySource};
use super::stop::Stop;
use super::timeline::BranchId;
use super::watch::WatchId;

/// A command. Whatever a face of the debugger offers comes down to these.
#[derive(Debug, Clone)]
pub enum Command {
    /// Go forward by this measure: over moments already known, then by running the engine.
    Forward(Reach),
    /// Go back by this measure.
    Back(Reach),
    /// Go to the moment before the first micro-step.
    ToStart,
    /// Go to the last known moment of the line.
    ToEnd,
    /// Go to any moment.
    GoTo(MomentId),
    /// Answer the wait the session is in. In the past this makes a new branch, unless the answer is the known one.
    Answer(Answer),
    /// Answer the request the next action makes.
    Reply(Reply, ReplySource),
    /// Change what was put in at a moment, which makes a new branch.
    Edit(MomentId, Edit),
    /// Give the inputs that followed a moment on its line again, from here, up to the first that no longer fits.
    Replay(MomentId),
    /// Set a breakpoint, with a condition if the text is not empty.
    AddBreakpoint(Place, String),
    /// Take a breakpoint away.
    RemoveBreakpoint(BreakpointId),
    /// Switch a breakpoint on or off.
    ToggleBreakpoint(BreakpointId),
    /// Watch an expression (without `@(` and `)`), and stop when its value changes if asked to.
    AddWatch(String, OnChange),
    /// Stop watching.
    RemoveWatch(WatchId),
    /// Give a branch another name.
    RenameBranch(BranchId, String),
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One micro-step.
    MicroStep,
    /// To the next node of this run or of one that waits for it; flows entered on the way are run through.
    Node,
    /// Until the current run gave back to the one that started it.
    Out,
    /// To the next wait, request, breakpoint, changed watch, error or end.
    Stop,
}

/// What was put in differently.
#[derive(Debug, Clone)]
pub enum Edit {
    /// The answer to the wait.
    Answer(Answer),
    /// The reply to a request of the action, by its number from 0. Later requests of the action are made anew.
    Reply(usize, Reply),
    /// Anything of the state: what it is called, and the state as it is to be.
    State(String, Box<State>),
}

/// What a watch does when its value changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnChange {
    /// It is shown.
    Show,
    /// The debugger stops.
    Stop,
}

/// What a command changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Where the debugger was.
    pub from: MomentId,
    /// Where it is.
    pub to: MomentId,
    /// The moments that are new, in order.
    pub created: Vec<MomentId>,
    /// Whether a branch is new.
    pub new_branch: Option<BranchId>,
    /// How many inputs were given again.
    pub replayed: usize,
    /// Why it stopped here.
    pub stop: Stop,
}

/// Why a command could not be done. Nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Going back from the start.
    #[error("this is the start: there is nothing before it")]
    AtStart,
    /// Going out of the first run.
    #[error("no other flow waits for this one: there is nothing to step out to")]
    NotInSubflow,
    /// Going forward at a wait.
    #[error("the session waits for {0}: answer it to go on")]
    Waits(String),
    /// Going forward at a request.
    #[error("the action needs an answer to {0}: give one to go on")]
    NeedsReply(String),
    /// Going forward at the end.
    #[error("the session is over: it {0}")]
    Over(String),
    /// Answering where nothing waits.
    #[error("the session does not wait here: there is nothing to answer")]
    NotWaiting,
    /// Replying where nothing is asked.
    #[error("no action asks the outside world here: there is nothing to reply to")]
    NothingAsked,
    /// The engine does not take this answer.
    #[error("the engine refuses this: {0}")]
    Engine(String),
    /// The reply is of another kind than the request.
    #[error("this is no answer to {0}")]
    WrongReply(String),
    /// There is nothing of this kind to edit.
    #[error("there is nothing of this kind to edit at this moment")]
    NothingToEdit,
    /// A moment, branch, breakpoint or watch that does not exist.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// An expression that cannot be read.
    #[error("`{expression}` is not an expression: {problem}")]
    BadExpression {
        /// As given.
        expression: String,
        /// What is wrong.
        problem: String,
    },
}
