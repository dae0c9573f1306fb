//! The debugger: a timeline of moments over the engine, with branches, edits and answers for the outside world.
//!
//! It knows nothing of terminals. A face (the screen, the line prompt, a script) gives it a [`Command`] and gets the
//! [`Changes`], or the [`Refusal`] that says why nothing changed. Everything else a face shows is read from the current
//! [`Moment`] and the [`Timeline`].
//!
//! - A [`Moment`] is one micro-step: the state after it, its events, its cause. None is ever removed.
//! - An answer, reply or edit in the past makes a new branch.
//! - Requests to the outside world are answered from the [`Mocks`] or wait for a [`Command::Reply`], as the
//!   [`EffectPolicy`] says. The debugger itself makes no call.

pub mod answer_words;
pub mod answers;
pub mod breakpoint;
pub mod command;
pub mod diff;
pub mod inspect;
pub mod mocks;
pub mod moment;
pub mod replies;
pub mod starts;
pub mod stop;
pub mod timeline;
pub mod watch;
pub mod words;

mod inputs;
mod walk;

use std::sync::Arc;

use crate::engine::advance::EngineError;
use crate::engine::input::Start;
use crate::engine::machine;
use crate::engine::semantics::Semantics;
use crate::engine::state::State;
use crate::model::assets::Assets;
use crate::model::event::Event;

use breakpoint::{Breakpoint, BreakpointId};
use command::{Changes, Command, OnChange, Refusal};
use inspect::Evaluated;
use mocks::Mocks;
use moment::{Ahead, Cause, Exchange, Moment, MomentId, Pending};
use stop::Stop;
use timeline::Timeline;
use watch::{Watch, WatchId};

/// Micro-steps done for one command before the debugger stops and says so.
pub const STEP_LIMIT: usize = 20_000;

/// Who answers requests to the outside world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EffectPolicy {
    /// The debugger stops, and a person answers.
    #[default]
    Ask,
    /// The mocks answer.
    Mock,
    /// The debugger stops for HTTP calls, and its face makes them. The mocks answer everything else.
    Live,
}

/// How a debugger behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who answers requests to the outside world.
    pub effects: EffectPolicy,
    /// Prepared answers; also what is suggested to a person who is asked.
    pub mocks: Mocks,
    /// Whether going to the next stop stops at logged errors.
    pub stop_on_errors: bool,
    /// Micro-steps done for one command at most.
    pub step_limit: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            effects: EffectPolicy::Ask,
            mocks: Mocks::default(),
            stop_on_errors: false,
            step_limit: STEP_LIMIT,
        }
    }
}

/// A debugging session.
#[derive(Debug)]
pub struct Debugger {
    assets: Arc<Assets>,
    settings: Settings,
    timeline: Timeline,
    current: MomentId,
    stop: Stop,
    breakpoints: Vec<Breakpoint>,
    watches: Vec<Watch>,
    /// How many breakpoints and watches were ever made.
    numbered: usize,
}

impl Debugger {
    /// Prepares a session. Nothing has happened yet: the current moment is the start.
    pub fn new(
        assets: Arc<Assets>,
        start: Start,
        semantics: &'static Semantics,
        settings: Settings,
    ) -> Result<Self, EngineError> {
        let state = machine::start(&assets, start, semantics)?;
        Ok(Self::from_state(assets, state, settings))
    }

    /// Goes on with a session as it is.
    pub fn from_state(assets: Arc<Assets>, state: State, settings: Settings) -> Self {
        let start = Moment {
            id: MomentId::START,
            parent: None,
            last_child: None,
            distance: 0,
            branch: timeline::BranchId::MAIN,
            cause: Cause::Start,
            step: None,
            ahead: walk::ahead_of(&state),
            state,
            events: Vec::new(),
            replies: Vec::new(),
        };
        Self {
            assets,
            settings,
            timeline: Timeline::new(start),
            current: MomentId::START,
            stop: Stop::Start,
            breakpoints: Vec::new(),
            watches: Vec::new(),
            numbered: 0,
        }
    }

    /// Does a command, or says why it can't be done.
    pub fn perform(&mut self, command: Command) -> Result<Changes, Refusal> {
        let from = self.current;
        let (moments, branches) = (self.timeline.len(), self.timeline.branches().len());
        let replayed = self.dispatch(command)?;
        Ok(Changes {
            from,
            to: self.current,
            created: (moments..self.timeline.len()).map(MomentId).collect(),
            new_branch: self
                .timeline
                .branches()
                .get(branches)
                .map(|branch| branch.id),
            replayed,
            stop: self.stop.clone(),
        })
    }

    /// Does a command. The number is that of inputs given again.
    fn dispatch(&mut self, command: Command) -> Result<usize, Refusal> {
        match command {
            Command::Forward(reach) => self.forward(reach)?,
            Command::Back(reach) => self.back(reach)?,
            Command::ToStart => self.go_to(MomentId::START)?,
            Command::ToEnd => {
                let end = self
                    .timeline
                    .ahead_of(self.current)
                    .last()
                    .map_or(self.current, |moment| moment.id);
                self.go_to(end)?;
            }
            Command::GoTo(moment) => self.go_to(moment)?,
            Command::Answer(answer) => self.answer(&answer)?,
            Command::Reply(reply, source) => self.reply(reply, source)?,
            Command::Edit(moment, edit) => self.edit(moment, edit)?,
            Command::Replay(moment) => return self.replay(moment),
            Command::AddBreakpoint(place, condition) => self.add_breakpoint(place, condition)?,
            Command::RemoveBreakpoint(id) => self.remove_breakpoint(id)?,
            Command::ToggleBreakpoint(id) => {
                let known = self
                    .breakpoints
                    .iter_mut()
                    .find(|breakpoint| breakpoint.id == id);
                let breakpoint = known.ok_or(Refusal::Unknown("breakpoint"))?;
                breakpoint.enabled = !breakpoint.enabled;
            }
            Command::AddWatch(expression, on_change) => self.add_watch(expression, on_change)?,
            Command::RemoveWatch(id) => self.remove_watch(id)?,
            Command::RenameBranch(id, name) => {
                if !self.timeline.rename(id, name) {
                    return Err(Refusal::Unknown("branch"));
                }
            }
        }
        Ok(0)
    }

    /// What the session runs on.
    pub fn assets(&self) -> &Arc<Assets> {
        &self.assets
    }

    /// How the debugger behaves.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All moments and branches.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the debugger is.
    pub fn current(&self) -> &Moment {
        self.timeline.moment(self.current)
    }

    /// The state at the current moment.
    pub fn state(&self) -> &State {
        &self.current().state
    }

    /// Why it is where it is.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// The request that waits for an answer at the current moment.
    pub fn pending(&self) -> Option<&Pending> {
        match &self.current().ahead {
            Ahead::Needs(pending) => Some(pending),
            _ => None,
        }
    }

    /// What the mocks would answer to the pending request.
    pub fn suggested_reply(&self) -> Option<crate::engine::effect::Reply> {
        self.pending()
            .map(|pending| self.mocked(self.current, pending))
    }

    /// Every event from the start to the current moment, with the moment that logged it.
    pub fn events(&self) -> Vec<(MomentId, &Arc<Event>)> {
        let path = self.timeline.path_to(self.current);
        let moments = path.into_iter().map(|id| self.timeline.moment(id));
        moments
            .flat_map(|moment| moment.events.iter().map(move |event| (moment.id, event)))
            .collect()
    }

    /// All breakpoints in the order of their creation.
    pub fn breakpoints(&self) -> &[Breakpoint] {
        &self.breakpoints
    }

    /// All watches in the order of their creation.
    pub fn watches(&self) -> &[Watch] {
        &self.watches
    }

    /// The value of every watch at a moment.
    pub fn watch_values(&self, moment: MomentId) -> Vec<(&Watch, Evaluated)> {
        let state = &self.timeline.moment(moment).state;
        let evaluate = |watch: &Watch| inspect::evaluate(state, &self.assets, &watch.expression);
        self.watches
            .iter()
            .map(|watch| (watch, evaluate(watch)))
            .collect()
    }

    /// Evaluates an expression (without `@(` and `)`) at the current moment.
    pub fn evaluate(&self, expression: &str) -> Evaluated {
        inspect::evaluate(self.state(), &self.assets, expression)
    }

    /// What differs between two moments.
    pub fn diff(&self, before: MomentId, after: MomentId) -> Vec<diff::Difference> {
        diff::between(
            &self.timeline.moment(before).state,
            &self.timeline.moment(after).state,
        )
    }

    /// Changes who answers requests to the outside world from now on.
    pub fn set_effect_policy(&mut self, policy: EffectPolicy) {
        self.settings.effects = policy;
    }

    fn mocked(&self, moment: MomentId, pending: &Pending) -> crate::engine::effect::Reply {
        let before = self
            .timeline
            .back_from(moment)
            .flat_map(|moment| moment.replies.iter());
        let before: Vec<&Exchange> = before.chain(&pending.given).collect();
        self.settings
            .mocks
            .reply(&pending.effect, before.into_iter())
    }

    fn add_breakpoint(
        &mut self,
        place: breakpoint::Place,
        condition: String,
    ) -> Result<(), Refusal> {
        if !condition.is_empty() {
            inspect::check(&condition, self.state())?;
        }
        let id = BreakpointId(self.next_number());
        self.breakpoints.push(Breakpoint {
            id,
            place,
            condition,
            enabled: true,
        });
        Ok(())
    }

    fn remove_breakpoint(&mut self, id: BreakpointId) -> Result<(), Refusal> {
        let known = self
            .breakpoints
            .iter()
            .position(|breakpoint| breakpoint.id == id);
        self.breakpoints
            .remove(known.ok_or(Refusal::Unknown("breakpoint"))?);
        Ok(())
    }

    fn add_watch(&mut self, expression: String, on_change: OnChange) -> Result<(), Refusal> {
        inspect::check(&expression, self.state())?;
        let id = WatchId(self.next_number());
        self.watches.push(Watch {
            id,
            expression,
            on_change,
        });
        Ok(())
    }

    fn remove_watch(&mut self, id: WatchId) -> Result<(), Refusal> {
        let known = self.watches.iter().position(|watch| watch.id == id);
        self.watches.remove(known.ok_or(Refusal::Unknown("watch"))?);
        Ok(())
    }

    fn next_number(&mut self) -> usize {
        self.numbered += 1;
        self.numbered
    }
}
