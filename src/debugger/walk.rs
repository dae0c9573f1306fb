//! Going forward and back: over moments already known, and beyond them by advancing the engine.

use std::sync::Arc;

use crate::engine::advance::{Advance, MicroStep};
use crate::engine::effect::{Effect, Reply};
use crate::engine::machine;
use crate::engine::state::{Next, State};
use crate::model::event::{Event, EventKind};

use super::command::{OnChange, Reach, Refusal};
use super::moment::{Ahead, Cause, Exchange, Moment, MomentId, Pending, ReplySource};
use super::stop::{Stop, effect_in_words};
use super::{Debugger, EffectPolicy, answers, breakpoint, inspect, words};

/// A micro-step that was done, not yet in the timeline.
pub(super) struct Done {
    pub step: MicroStep,
    pub events: Vec<Arc<Event>>,
    pub state: State,
    pub replies: Vec<Exchange>,
}

/// What keeps a state from being advanced, as far as the state itself knows.
pub(super) fn ahead_of(state: &State) -> Ahead {
    match &state.position.next {
        Next::Waiting => Ahead::Waiting,
        Next::Done => Ahead::Done,
        Next::Broken(error) => Ahead::Broken(error.clone()),
        _ => Ahead::Open,
    }
}

impl Debugger {
    /// Goes forward by a measure.
    pub(super) fn forward(&mut self, reach: Reach) -> Result<(), Refusal> {
        let depth = self.current().run_depth();
        if reach == Reach::Out && depth == 0 {
            return Err(Refusal::NotInSubflow);
        }
        self.check_can_go_on()?;
        for _ in 0..self.settings.step_limit {
            if !self.step_forward() {
                self.stop = Self::stop_ahead(self.current()).unwrap_or(Stop::Reached);
                return Ok(());
            }
            if let Some(stop) = self.stop_here(reach, depth) {
                self.stop = stop;
                return Ok(());
            }
        }
        self.stop = Stop::TooManySteps(self.settings.step_limit);
        Ok(())
    }

    /// Goes back by a measure.
    pub(super) fn back(&mut self, reach: Reach) -> Result<(), Refusal> {
        let depth = self.current().run_depth();
        if reach == Reach::Out && depth == 0 {
            return Err(Refusal::NotInSubflow);
        }
        let before = self.current().parent.ok_or(Refusal::AtStart)?;
        let is_there = |moment: &Moment| match reach {
            Reach::MicroStep => true,
            Reach::Node => moment.is_arrival() && moment.run_depth() <= depth,
            Reach::Out => moment.run_depth() < depth,
            Reach::Stop => moment.is_stop() || self.breakpoint_at(moment).is_some(),
        };
        let there = self
            .timeline
            .back_from(before)
            .find(|moment| is_there(moment));
        self.arrive(there.map_or(MomentId::START, |moment| moment.id));
        Ok(())
    }

    /// Goes to a moment, which from then on is on the line visited last.
    pub(super) fn go_to(&mut self, moment: MomentId) -> Result<(), Refusal> {
        if !self.timeline.contains(moment) {
            return Err(Refusal::Unknown("moment"));
        }
        self.timeline.visit(moment);
        self.arrive(moment);
        Ok(())
    }

    /// Is at a moment now, without a step of the engine.
    pub(super) fn arrive(&mut self, moment: MomentId) {
        self.current = moment;
        let here = self.current();
        self.stop = match Self::stop_ahead(here).or_else(|| self.breakpoint_at(here)) {
            Some(stop) => stop,
            None if moment == MomentId::START => Stop::Start,
            None => Stop::Reached,
        };
    }

    fn check_can_go_on(&self) -> Result<(), Refusal> {
        let moment = self.current();
        if moment.last_child.is_some() {
            return Ok(());
        }
        match &moment.ahead {
            Ahead::Open => Ok(()),
            Ahead::Needs(_) if self.settings.effects == EffectPolicy::Mock => Ok(()),
            Ahead::Needs(pending) => Err(Refusal::NeedsReply(effect_in_words(&pending.effect))),
            Ahead::Waiting => Err(Refusal::Waits(answers::wait_in_words(&moment.state))),
            Ahead::Done => Err(Refusal::Over(words::ending(&moment.state))),
            Ahead::Broken(error) => Err(Refusal::Over(format!("broke off: {}", error.text))),
        }
    }

    /// Goes to the next moment if there is one or the engine can make one.
    pub(super) fn step_forward(&mut self) -> bool {
        let moment = self.current();
        if let Some(child) = moment.last_child {
            self.current = child;
            return true;
        }
        let given = match &moment.ahead {
            Ahead::Open => Vec::new(),
            Ahead::Needs(pending) => pending.given.clone(),
            _ => return false,
        };
        match self.advance(self.current, given) {
            Ok(done) => {
                self.current = self.record(self.current, Cause::Engine, done);
                true
            }
            Err(ahead) => {
                self.timeline.moment_mut(self.current).ahead = ahead;
                false
            }
        }
    }

    /// Does the micro-step after a moment with these answers to its requests, answering further ones by the policy.
    pub(super) fn advance(&self, moment: MomentId, given: Vec<Exchange>) -> Result<Done, Ahead> {
        let mut state = self.timeline.moment(moment).state.clone();
        for exchange in &given {
            state.reply(exchange.reply.clone());
        }
        self.advance_state(moment, state, given)
    }

    /// Does one micro-step of a state that follows a moment.
    pub(super) fn advance_state(
        &self,
        moment: MomentId,
        mut state: State,
        mut given: Vec<Exchange>,
    ) -> Result<Done, Ahead> {
        loop {
            match machine::advance(&mut state, &self.assets) {
                Advance::Stepped { step, events } => {
                    return Ok(Done {
                        step,
                        events,
                        state,
                        replies: given,
                    });
                }
                Advance::Needs(effect) => {
                    let pending = Pending { effect, given };
                    let Some(reply) = self.reply_by_policy(moment, &pending) else {
                        return Err(Ahead::Needs(Box::new(pending)));
                    };
                    state.reply(reply.clone());
                    given = pending.given;
                    given.push(Exchange {
                        effect: pending.effect,
                        reply,
                        source: ReplySource::Mock,
                    });
                }
                Advance::Waiting => return Err(Ahead::Waiting),
                Advance::Done => return Err(Ahead::Done),
                Advance::Broken(error) => return Err(Ahead::Broken(error)),
            }
        }
    }

    fn reply_by_policy(&self, moment: MomentId, pending: &Pending) -> Option<Reply> {
        let mocked = match self.settings.effects {
            EffectPolicy::Ask => false,
            EffectPolicy::Mock => true,
            EffectPolicy::Live => !matches!(pending.effect, Effect::Http(_)),
        };
        mocked.then(|| self.mocked(moment, pending))
    }

    /// Adds a micro-step to the timeline.
    pub(super) fn record(&mut self, parent: MomentId, cause: Cause, done: Done) -> MomentId {
        let ahead = ahead_of(&done.state);
        self.timeline.push(parent, |id, branch, distance| Moment {
            id,
            parent: Some(parent),
            last_child: None,
            distance,
            branch,
            cause,
            step: Some(done.step),
            state: done.state,
            events: done.events,
            replies: done.replies,
            ahead,
        })
    }

    /// Why to stop at the current moment on the way forward, if there is a reason.
    fn stop_here(&self, reach: Reach, depth: usize) -> Option<Stop> {
        let moment = self.current();
        let by_itself = Self::stop_ahead(moment)
            .or_else(|| self.breakpoint_at(moment))
            .or_else(|| self.watch_changed(moment));
        by_itself
            .or_else(|| {
                if self.settings.stop_on_errors {
                    error_logged(moment)
                } else {
                    None
                }
            })
            .or_else(|| {
                let reached = match reach {
                    Reach::MicroStep => true,
                    Reach::Node => moment.is_arrival() && moment.run_depth() <= depth,
                    Reach::Out => moment.run_depth() < depth,
                    Reach::Stop => false,
                };
                reached.then_some(Stop::Reached)
            })
    }

    /// The reason for stopping that lies in what is ahead of a moment.
    pub(super) fn stop_ahead(moment: &Moment) -> Option<Stop> {
        match &moment.ahead {
            Ahead::Open => None,
            Ahead::Needs(pending) => Some(Stop::EffectNeeded(effect_in_words(&pending.effect))),
            Ahead::Waiting => Some(Stop::Waiting(answers::wait_in_words(&moment.state))),
            Ahead::Done => Some(Stop::Ended(words::ending(&moment.state))),
            Ahead::Broken(error) => Some(Stop::Broken(error.text.clone())),
        }
    }

    /// The first breakpoint that a moment hits.
    fn breakpoint_at(&self, moment: &Moment) -> Option<Stop> {
        self.breakpoints
            .iter()
            .filter(|breakpoint| breakpoint.enabled)
            .find_map(|breakpoint| {
                if !breakpoint.place.is_at(moment) {
                    return None;
                }
                let mut words = breakpoint::in_words(breakpoint);
                if !breakpoint.condition.is_empty() {
                    let condition =
                        inspect::evaluate(&moment.state, &self.assets, &breakpoint.condition);
                    match condition.error {
                        Some(error) => words = format!("{words}, whose condition fails: {error}"),
                        None if !condition.truthy => return None,
                        None => {}
                    }
                }
                Some(Stop::Breakpoint {
                    id: breakpoint.id,
                    words,
                })
            })
    }

    fn watch_changed(&self, moment: &Moment) -> Option<Stop> {
        let before = self.timeline.moment(moment.parent?);
        let watches = self
            .watches
            .iter()
            .filter(|watch| watch.on_change == OnChange::Stop);
        watches.into_iter().find_map(|watch| {
            let was = inspect::evaluate(&before.state, &self.assets, &watch.expression);
            let is = inspect::evaluate(&moment.state, &self.assets, &watch.expression);
            let words = || format!("{} was {was}, is {is}", watch.expression);
            // One error after another is no news.
            let changed = was != is && (was.error.is_none() || is.error.is_none());
            changed.then(|| Stop::WatchChanged {
                id: watch.id,
                words: words(),
            })
        })
    }
}

fn error_logged(moment: &Moment) -> Option<Stop> {
    moment.events.iter().find_map(|event| match &event.kind {
        EventKind::Error { text, .. } | EventKind::Failure { text } => {
            Some(Stop::ErrorLogged(text.to_string()))
        }
        _ => None,
    })
}
