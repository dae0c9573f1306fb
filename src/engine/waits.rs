//! Beginning to wait, and the times that follow from it.

use super::advance::Done;
use super::evaluate::Escaping;
use super::machine::Halt;
use super::semantics::InputRule;
use super::state::{Next, RouteCause, State};
use crate::excellent::{DateTime, Zone};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::flow::{DialWait, Flow, FlowType, MsgWait, Wait};
use crate::model::phone;
use crate::model::session::{RunStatus, SessionStatus, SessionWait, TriggerKind};
use crate::model::urn::Urn;

const NANOS: i128 = 1_000_000_000;
const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;
/// What a forwarded call may take beyond its own limits before its wait expires, in seconds.
const DIAL_GRACE: i64 = 30;

impl State {
    /// Begins to wait at the current node, or goes on to routing when there is nothing to wait for.
    pub(super) fn begin_wait(&mut self, assets: &Assets) -> Result<Option<Done>, Halt> {
        let Some(node) = self.current_node().cloned() else {
            return Err(Halt::Error("the node of the wait no longer exists".into()));
        };
        let begins = match &node.wait {
            None => false,
            Some(wait) if self.semantics.inputs == InputRule::CallerEvents => {
                self.begin_stored_wait(assets, wait)?;
                true
            }
            Some(Wait::Msg(wait)) => self.begin_msg_wait(wait),
            Some(Wait::Dial(wait)) => self.begin_dial_wait(assets, wait),
            Some(Wait::Nothing) => false,
        };
        if !begins {
            self.position.next = Next::Route(RouteCause::Arrived);
            return Ok(None);
        }
        let run = self.position.run;
        self.set_run_status(run, RunStatus::Waiting);
        self.session.status = SessionStatus::Waiting;
        self.position.next = Next::Waiting;
        self.count_sprint();
        Ok(self.current_run().map(|_| Done::Wait { run }))
    }

    /// A wait that the session keeps (12).
    fn begin_stored_wait(&mut self, assets: &Assets, wait: &Wait) -> Result<(), String> {
        let (stored, kind) = match wait {
            Wait::Msg(wait) => {
                let timeout = wait.timeout.as_ref().map(|timeout| timeout.seconds);
                let timeout_on = match timeout {
                    Some(seconds) => Some(later(&self.now(), seconds)),
                    None => wait
                        .timeout_on
                        .as_deref()
                        .and_then(|written| DateTime::parse_iso(written, &Zone::utc())),
                };
                let kind = EventKind::MsgWait {
                    timeout_on: timeout_on.clone(),
                    timeout_seconds: None,
                    expires_on: None,
                    hint: None,
                };
                (
                    SessionWait::Msg {
                        timeout,
                        timeout_on,
                    },
                    kind,
                )
            }
            Wait::Dial(_) | Wait::Nothing => (SessionWait::Nothing, EventKind::NothingWait),
        };
        self.session.wait = Some(stored);
        self.log(assets, self.position.run, kind)
    }

    /// A wait for a message (14), which the message that triggered the session answers on its first node.
    fn begin_msg_wait(&mut self, wait: &MsgWait) -> bool {
        let is_first_node = self.session.runs.len() == 1
            && self.current_run().is_some_and(|run| run.path.len() == 1);
        if is_first_node && matches!(self.session.trigger.kind, TriggerKind::Msg { .. }) {
            return false;
        }
        let now = self.now();
        let expires_after = self
            .current_run()
            .and_then(|run| run.flow.as_deref())
            .map_or(0, seconds_to_expiry);
        let kind = EventKind::MsgWait {
            timeout_on: None,
            timeout_seconds: wait.timeout.as_ref().map(|timeout| timeout.seconds),
            expires_on: Some(later(&now, expires_after)),
            hint: wait.hint.clone(),
        };
        let event = self.new_event(kind);
        self.log_at_last_step(self.position.run, event);
        true
    }

    /// A wait for the end of a forwarded call (14), which there is none of without a number to call.
    fn begin_dial_wait(&mut self, assets: &Assets, wait: &DialWait) -> bool {
        let run = self.position.run;
        let (phone, events) = self.evaluate_text(assets, run, &wait.phone, Escaping::None);
        for kind in events {
            let event = self.new_event(kind);
            self.log_at_last_step(run, event);
        }
        let environment = self.environment_of(assets, run);
        let country = environment.default_country.as_deref().unwrap_or_default();
        let kind = match phone::parse_number(&phone.text, country) {
            Ok(number) => EventKind::DialWait {
                urn: Urn::from_parts("tel", &number, "", "").shared(),
                dial_limit_seconds: wait.dial_limit_seconds,
                call_limit_seconds: wait.call_limit_seconds,
                expires_on: later(
                    &self.now(),
                    wait.dial_limit_seconds
                        .saturating_add(wait.call_limit_seconds)
                        .saturating_add(DIAL_GRACE),
                ),
            },
            Err(error) => EventKind::error(error.to_string()),
        };
        let begins = matches!(kind, EventKind::DialWait { .. });
        let event = self.new_event(kind);
        self.log_at_last_step(run, event);
        begins
    }

    /// Sets anew when a run and those that wait for it expire (12).
    pub(super) fn reset_expirations(&mut self, run: usize) {
        let now = self.now();
        let mut at = Some(run);
        let mut base = now.clone();
        // Bounded by the number of runs, because files may hold circles.
        for _ in 0..self.session.runs.len() {
            let Some(index) = at else { return };
            let Some(run) = self.run_mut(index) else {
                return;
            };
            let minutes = run
                .flow
                .as_ref()
                .map_or(-1, |flow| flow.expire_after_minutes);
            if minutes >= 0 {
                run.expires_on = Some(later(&base, minutes.saturating_mul(MINUTE)));
            }
            base = run.expires_on.clone().unwrap_or_else(|| now.clone());
            let parent = run.parent.clone();
            at = parent.and_then(|parent| self.run_index(&parent));
        }
    }
}

/// The instant so many seconds later.
pub(super) fn later(instant: &DateTime, seconds: i64) -> DateTime {
    instant.plus_nanos(i128::from(seconds).saturating_mul(NANOS))
}

/// How long a run of a flow may wait (14): as its author says, or what is usual for its type.
pub fn seconds_to_expiry(flow: &Flow) -> i64 {
    match (flow.expire_after_minutes, &flow.flow_type) {
        (0, FlowType::Messaging) => 3 * DAY,
        (0, FlowType::Voice) => 5 * MINUTE,
        (minutes, _) => minutes.saturating_mul(MINUTE),
    }
}
