//! The state of the machine: a value. Cloning it costs next to nothing, so a debugger keeps one per micro-step.

use std::sync::Arc;

use imbl::Vector;

use super::advance::EngineError;
use super::effect::Reply;
use super::input::{Clock, Resume, ResumeKind, UuidSource};
use super::memory::RunMemory;
use super::options::Options;
use super::random::Random;
use super::semantics::Semantics;
use crate::excellent::{DateTime, Text};
use crate::model::action::Action;
use crate::model::contact::Contact;
use crate::model::event::Event;
use crate::model::flow::{Flow, Node, Wait};
use crate::model::session::{Run, RunStatus, Session};
use crate::model::uuids::{ExitUuid, FlowUuid, NodeUuid, RunUuid};

/// A session under way, with everything that is needed to go on with it but the assets.
#[derive(Debug, Clone)]
pub struct State {
    /// The session as it is stored.
    pub session: Session,
    /// Limits and host decisions.
    pub options: Arc<Options>,
    /// The behaviours of the session's generation.
    pub semantics: &'static Semantics,
    /// What the clock shows.
    pub clock: Clock,
    /// Where UUIDs come from.
    pub uuids: UuidSource,
    /// Where random numbers come from.
    pub random: Random,
    /// What happened since the last start or resume.
    pub sprint: Sprint,
    /// What is next.
    pub position: Position,
    /// What the engine remembers of each run while the session is in memory, in the order of the runs.
    pub memory: Vector<RunMemory>,
    /// Contacts that were replaced while runs still held them (12).
    pub former_contacts: Vector<Arc<Contact>>,
    /// The resume that was last taken (14).
    pub resume: Option<Arc<LastResume>>,
}

/// What `@resume` tells of (14).
#[derive(Debug, Clone)]
pub struct LastResume {
    /// What kind it was.
    pub kind: ResumeKind,
    /// The event it wrapped.
    pub event: Arc<Event>,
    /// When.
    pub resumed_on: DateTime,
}

/// What happened since the last start or resume.
#[derive(Debug, Clone, Default)]
pub struct Sprint {
    /// The events the engine logged, in order.
    pub events: Vector<Arc<Event>>,
    /// The moves from node to node (14).
    pub segments: Vector<Segment>,
    /// How many nodes were visited.
    pub steps: usize,
    /// How many of the events were reported by [`advance`](super::machine::advance).
    pub(super) reported: usize,
}

/// A move over an exit to a node (14).
#[derive(Debug, Clone)]
pub struct Segment {
    /// The flow.
    pub flow: FlowUuid,
    /// The node visited last, which may belong to a run that ended since.
    pub node: NodeUuid,
    /// The exit.
    pub exit: ExitUuid,
    /// What the router looked at.
    pub operand: Text,
    /// The node it leads to.
    pub destination: NodeUuid,
    /// When.
    pub time: DateTime,
}

/// Where the machine stands within a sprint.
#[derive(Debug, Clone)]
pub struct Position {
    /// What is done next.
    pub next: Next,
    /// The current run, by its place in the session. Meaningless before the first run was created.
    pub run: usize,
    /// The step visited last, by whichever run.
    pub last_step: Option<StepPlace>,
    /// The node visited last in this sprint (14).
    pub last_node: Option<NodeUuid>,
    /// The flow that is entered once the current node's actions are done.
    pub pushed: Option<PushedFlow>,
    /// Answers given to the requests of the action that is next.
    pub(super) replies: Vec<Reply>,
    /// Events of the caller that the first node takes (12).
    pub(super) caller_events: Vec<Arc<Event>>,
    /// Whether the sprint started the session.
    pub(super) is_start: bool,
}

/// A step, by the places of its run in the session and of itself in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepPlace {
    /// The run.
    pub run: usize,
    /// The step.
    pub step: usize,
}

/// A flow to be entered.
#[derive(Debug, Clone)]
pub struct PushedFlow {
    /// Which.
    pub flow: Arc<Flow>,
    /// Whether all runs so far are completed first (14).
    pub terminal: bool,
    /// The run that pushed it; none for the first of a session.
    pub parent: Option<usize>,
}

/// What the machine does next.
#[derive(Debug, Clone)]
pub enum Next {
    /// Take an input.
    Resume(Arc<Resume>),
    /// Create a run of the pushed flow.
    EnterFlow,
    /// Add a step to the path of the current run.
    EnterNode(NodeUuid),
    /// Execute this action of the current node.
    Action(usize),
    /// Begin to wait at the current node, or find that there is nothing to wait for.
    Wait,
    /// Choose an exit of the current node.
    Route(RouteCause),
    /// Leave the current node.
    Leave(Option<Departure>),
    /// The current run has nowhere to go: end it, and go on with its parent or end the session.
    Finish,
    /// End the session because of what happened.
    End,
    /// The session waits.
    Waiting,
    /// The session is over.
    Done,
    /// The sprint broke off.
    Broken(EngineError),
}

/// Why an exit is to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteCause {
    /// The actions are done and there is nothing to wait for.
    Arrived,
    /// An input came.
    Resumed,
    /// None came in time (14).
    TimedOut,
    /// A run that the node started ended.
    ChildEnded,
}

/// The exit a run leaves by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Which.
    pub exit: ExitUuid,
    /// Where it leads.
    pub destination: Option<NodeUuid>,
    /// What the router looked at (14).
    pub operand: Text,
}

impl Position {
    /// The position of a sprint that begins.
    pub(super) fn new(next: Next, is_start: bool) -> Self {
        Self {
            next,
            run: 0,
            last_step: None,
            last_node: None,
            pushed: None,
            replies: Vec::new(),
            caller_events: Vec::new(),
            is_start,
        }
    }
}

impl State {
    /// The run that is executed, or that waits.
    pub fn current_run(&self) -> Option<&Arc<Run>> {
        self.session.runs.get(self.position.run)
    }

    /// The node the current run stands at, if its flow still has it.
    pub fn current_node(&self) -> Option<&Arc<Node>> {
        self.node_of(self.position.run)
    }

    /// The node a run stands at, if its flow still has it.
    pub fn node_of(&self, run: usize) -> Option<&Arc<Node>> {
        let run = self.session.runs.get(run)?;
        run.flow.as_ref()?.node(&run.last_step()?.node)
    }

    /// The action that is next, if one is.
    pub fn next_action(&self) -> Option<&Arc<Action>> {
        match self.position.next {
            Next::Action(index) => self.current_node()?.actions.get(index),
            _ => None,
        }
    }

    /// How many runs wait for the current one to end.
    pub fn run_depth(&self) -> usize {
        let mut depth = 0;
        let mut run = self.current_run();
        // Bounded by the number of runs, because files may hold circles.
        while let Some(parent) = run.and_then(|run| run.parent.as_ref()) {
            if depth >= self.session.runs.len() {
                break;
            }
            depth += 1;
            run = self.run_by_uuid(parent);
        }
        depth
    }

    /// The run with this UUID.
    pub fn run_by_uuid(&self, uuid: &RunUuid) -> Option<&Arc<Run>> {
        self.session.runs.iter().find(|run| &run.uuid == uuid)
    }

    /// The place of the run with this UUID in the session.
    pub fn run_index(&self, uuid: &RunUuid) -> Option<usize> {
        self.session.runs.iter().position(|run| &run.uuid == uuid)
    }

    /// The first run that waits.
    pub fn waiting_run(&self) -> Option<&Arc<Run>> {
        self.waiting_run_index()
            .and_then(|index| self.session.runs.get(index))
    }

    /// The wait the session is in, as the current definition of the node has it.
    pub fn wait(&self) -> Option<&Wait> {
        let run = self.waiting_run_index()?;
        self.node_of(run)?.wait.as_ref()
    }

    /// Answers the request that [`advance`](super::machine::advance) gave back last.
    pub fn reply(&mut self, reply: Reply) {
        self.position.replies.push(reply);
    }

    /// The place of the first run that waits.
    pub fn waiting_run_index(&self) -> Option<usize> {
        self.session
            .runs
            .iter()
            .position(|run| run.status == RunStatus::Waiting)
    }

    /// Whether a flow is being run: by the current run, or by one that waits for it to end.
    pub fn is_being_run(&self, flow: &FlowUuid) -> bool {
        let mut run = self.current_run();
        // Bounded by the number of runs, because files may hold circles.
        for _ in 0..self.session.runs.len() {
            let Some(current) = run else { return false };
            if &current.flow_reference.uuid == flow {
                return true;
            }
            run = current
                .parent
                .as_ref()
                .and_then(|parent| self.run_by_uuid(parent));
        }
        false
    }

    /// The contact a run talks to: the session's, or one that was replaced since the run was created (12).
    pub fn contact_of(&self, run: usize) -> Option<&Arc<Contact>> {
        match self
            .memory
            .get(run)
            .and_then(|memory| memory.former_contact)
        {
            Some(former) => self.former_contacts.get(former),
            None => self.session.contact.as_ref(),
        }
    }
}
