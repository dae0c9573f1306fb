//! What comes from outside: answers to waits, replies to requests, changes of earlier ones, and giving them again.

use crate::engine::effect::{Effect, Reply};
use crate::engine::input::Answer;
use crate::engine::state::State;
use crate::model::session::Run;

use super::command::{Edit, Refusal};
use super::moment::{Ahead, Cause, Exchange, Moment, MomentId, Pending, ReplySource};
use super::stop::{Stop, effect_in_words};
use super::walk::ahead_of;
use super::{Debugger, answers};

/// An input of a person on a line that is given again on another.
enum Input {
    Answer { answer: Answer, at: Option<Place> },
    Replies(Vec<Exchange>),
}

/// Flow and node a session waits at.
type Place = (String, String);

impl Debugger {
    /// Answers the wait at the current moment.
    pub(super) fn answer(&mut self, answer: &Answer) -> Result<(), Refusal> {
        let moment = self.current();
        if !matches!(moment.ahead, Ahead::Waiting) {
            return Err(Refusal::NotWaiting);
        }
        let cause = Cause::Answer(answer.clone());
        if let Some(known) = self
            .timeline
            .child_where(self.current, |child| child.cause == cause)
        {
            return self.go_to(known);
        }
        let refused = |error: crate::engine::advance::EngineError| Refusal::Engine(error.text);
        let state = answers::take(&moment.state, &self.assets, answer).map_err(refused)?;
        match self.advance_state(self.current, state, Vec::new()) {
            Ok(done) => {
                let moment = self.record(self.current, cause, done);
                self.arrive(moment);
                Ok(())
            }
            Err(Ahead::Broken(error)) => Err(refused(error)),
            Err(_) => Err(Refusal::NotWaiting),
        }
    }

    /// Answers the request at the current moment. The action may have further ones.
    pub(super) fn reply(&mut self, reply: Reply, source: ReplySource) -> Result<(), Refusal> {
        let Some(pending) = self.pending() else {
            return Err(Refusal::NothingAsked);
        };
        if !fits(&pending.effect, &reply) {
            return Err(Refusal::WrongReply(effect_in_words(&pending.effect)));
        }
        let Pending { effect, mut given } = pending.clone();
        given.push(Exchange {
            effect,
            reply,
            source,
        });
        self.go_on_with(self.current, given)
    }

    /// Does the action after a moment with these answers to its requests.
    fn go_on_with(&mut self, moment: MomentId, given: Vec<Exchange>) -> Result<(), Refusal> {
        match self.advance(moment, given) {
            Ok(done) => {
                let next = match self
                    .timeline
                    .child_where(moment, |child| child.replies == done.replies)
                {
                    Some(known) => known,
                    None => self.record(moment, Cause::Engine, done),
                };
                self.go_to(next)
            }
            Err(ahead) => {
                self.timeline.moment_mut(moment).ahead = ahead;
                self.go_to(moment)
            }
        }
    }

    /// Changes what was put in at a moment.
    pub(super) fn edit(&mut self, moment: MomentId, edit: Edit) -> Result<(), Refusal> {
        if !self.timeline.contains(moment) {
            return Err(Refusal::Unknown("moment"));
        }
        let edited = self.timeline.moment(moment);
        match edit {
            Edit::Answer(answer) => {
                let wait = wait_of(edited).ok_or(Refusal::NothingToEdit)?;
                self.acting_at(wait, |debugger| debugger.answer(&answer))
            }
            Edit::Reply(index, reply) => {
                let exchange = edited.replies.get(index).ok_or(Refusal::NothingToEdit)?;
                if !fits(&exchange.effect, &reply) {
                    return Err(Refusal::WrongReply(effect_in_words(&exchange.effect)));
                }
                let before = edited.parent.ok_or(Refusal::NothingToEdit)?;
                let mut given: Vec<Exchange> = edited.replies.iter().take(index).cloned().collect();
                given.push(Exchange {
                    effect: exchange.effect.clone(),
                    reply,
                    source: ReplySource::Person,
                });
                self.go_on_with(before, given)
            }
            Edit::State(what, state) => {
                self.change_state(moment, what, *state);
                Ok(())
            }
        }
    }

    /// Does something at another moment; if it is refused the debugger stays where it was.
    fn acting_at(
        &mut self,
        there: MomentId,
        act: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let here = std::mem::replace(&mut self.current, there);
        let outcome = act(self);
        if outcome.is_err() {
            self.current = here;
        }
        outcome
    }

    fn change_state(&mut self, moment: MomentId, what: String, state: State) {
        let ahead = ahead_of(&state);
        let changed = self.timeline.push(moment, |id, branch, distance| Moment {
            id,
            parent: Some(moment),
            last_child: None,
            distance,
            branch,
            cause: Cause::Change(what),
            step: None,
            state,
            events: Vec::new(),
            replies: Vec::new(),
            ahead,
        });
        self.timeline.visit(changed);
        self.arrive(changed);
    }

    /// Gives the inputs after a moment on its line again, from the current moment on.
    pub(super) fn replay(&mut self, after: MomentId) -> Result<usize, Refusal> {
        if !self.timeline.contains(after) {
            return Err(Refusal::Unknown("moment"));
        }

        let line: Vec<&Moment> = self.timeline.ahead_of(after).collect();
        let inputs: Vec<Input> = line
            .into_iter()
            .filter_map(|moment| self.input_of(moment))
            .collect();
        let mut replayed = 0;
        for input in inputs {
            self.run_to_input();
            if let Err(why) = self.give_again(input) {
                self.stop = Stop::NoLongerFits(why);
                return Ok(replayed);
            }
            replayed += 1;
        }
        self.run_to_input();
        Ok(replayed)
    }

    fn input_of(&self, moment: &Moment) -> Option<Input> {
        if let Cause::Answer(answer) = &moment.cause {
            let at = moment
                .parent
                .and_then(|wait| place_of(&self.timeline.moment(wait).state));
            return Some(Input::Answer {
                answer: answer.clone(),
                at,
            });
        }
        (!moment.replies.is_empty()).then(|| Input::Replies(moment.replies.clone()))
    }

    /// Goes on to where an input is needed.
    fn run_to_input(&mut self) {
        for _ in 0..self.settings.step_limit {
            let open = matches!(self.current().ahead, Ahead::Open);
            if !open || !self.step_forward() {
                break;
            }
        }
        self.arrive(self.current);
    }

    fn give_again(&mut self, input: Input) -> Result<(), String> {
        let moment = self.current();
        match input {
            Input::Answer { answer, at } => {
                if !matches!(moment.ahead, Ahead::Waiting) {
                    return Err(format!("there was an answer next, but now {}", self.stop));
                }
                let here = place_of(&moment.state);
                if here != at {
                    return Err("the session waits at another node now".to_string());
                }
                self.answer(&answer).map_err(|refusal| refusal.to_string())
            }
            Input::Replies(exchanges) => {
                let Some(pending) = self.pending() else {
                    // The policy may have answered, or the action may not be reached any more.
                    return Ok(());
                };
                let recorded = exchanges.first().map(|exchange| &exchange.effect);
                if recorded != Some(&pending.effect) {
                    return Err(format!(
                        "the request is another one now: {}",
                        effect_in_words(&pending.effect)
                    ));
                }
                for exchange in exchanges {
                    match self.pending() {
                        Some(pending) if pending.effect == exchange.effect => {}
                        _ => break,
                    }
                    self.reply(exchange.reply, exchange.source)
                        .map_err(|refusal| refusal.to_string())?;
                }
                Ok(())
            }
        }
    }
}

/// The moment whose wait an edit of this moment's answer is about.
fn wait_of(moment: &Moment) -> Option<MomentId> {
    match (&moment.ahead, &moment.cause) {
        (_, Cause::Answer(_)) => moment.parent,
        (Ahead::Waiting, _) => Some(moment.id),
        _ => None,
    }
}

fn place_of(state: &State) -> Option<Place> {
    let run: &Run = state.waiting_run()?;
    let step = run.last_step()?;
    Some((
        run.flow_reference.uuid.as_str().to_string(),
        step.node.as_str().to_string(),
    ))
}

fn fits(effect: &Effect, reply: &Reply) -> bool {
    matches!(
        (effect, reply),
        (Effect::Http(_), Reply::Http(_))
            | (Effect::Email(_), Reply::Email(_))
            | (Effect::Airtime(_), Reply::Airtime(_))
            | (Effect::Llm(_), Reply::Llm(_))
    )
}
