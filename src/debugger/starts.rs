//! Turns what a person starts a session with into the input the engine takes.

use std::sync::Arc;

use super::answers;
use crate::engine::input::{Clock, Start, UuidSource};
use crate::engine::options::Options;
use crate::engine::semantics::{InputRule, Semantics};
use crate::excellent::Environment;
use crate::model::contact::Contact;
use crate::model::event::{Event, EventKind, Msg};
use crate::model::references::FlowReference;
use crate::model::session::{Call, Trigger, TriggerKind};
use crate::model::uuids::{EventUuid, MsgUuid};

/// What a person starts a session with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The flow to start.
    pub flow: FlowReference,
    /// What starts it; without one it is started by hand, or by the message. Its own contact and environment count before
    /// those beside it (12).
    pub trigger: Option<Trigger>,
    /// Whom it is with.
    pub contact: Arc<Contact>,
    /// The phone call it is held in: voice flows need one (14).
    pub call: Option<Arc<Call>>,
    /// Formats, time zone and languages.
    pub environment: Arc<Environment>,
    /// The message it starts with.
    pub message: Option<String>,
    /// What the clock shows.
    pub clock: Clock,
    /// Where UUIDs and random numbers come from.
    pub seed: u64,
    /// Limits.
    pub options: Arc<Options>,
}

impl Setup {
    /// The input of the engine. A message is a caller event (12) or the trigger itself (14).
    pub fn start(self, semantics: &'static Semantics) -> Start {
        let mut uuids = UuidSource::Seeded(self.seed);
        let message = self
            .message
            .as_ref()
            .map(|text| answers::message_of(Some(&self.contact), text, &[]));
        let mut trigger = self.trigger.unwrap_or_else(|| Trigger {
            kind: TriggerKind::Manual {
                user: None,
                origin: "".into(),
            },
            flow: self.flow,
            environment: None,
            contact: None,
            params: None,
            batch: false,
            event: None,
            history: None,
            triggered_on: self.clock.now.clone(),
        });
        let mut caller_events = Vec::new();
        match semantics.inputs {
            InputRule::CallerEvents => {
                trigger.contact.get_or_insert_with(|| self.contact.clone());
                trigger
                    .environment
                    .get_or_insert_with(|| self.environment.clone());
                caller_events.extend(message.map(|message| {
                    let msg = Msg {
                        uuid: Some(MsgUuid::from(uuids.next_uuid())),
                        ..message
                    };
                    Arc::new(received(None, &self.clock, msg))
                }));
            }
            InputRule::ResumeObject => {
                if let Some(msg) = message {
                    let uuid = EventUuid::from(uuids.next_uuid());
                    let event = received(Some(uuid), &self.clock, msg);
                    trigger.kind = TriggerKind::Msg {
                        keyword_match: None,
                    };
                    trigger.event = Some(Arc::new(event));
                }
            }
        }
        Start {
            trigger,
            environment: Some(self.environment),
            contact: Some(self.contact),
            call: self.call,
            caller_events,
            options: self.options,
            clock: self.clock,
            uuids,
            seed: self.seed,
        }
    }
}

fn received(uuid: Option<EventUuid>, clock: &Clock, msg: Msg) -> Event {
    Event {
        uuid,
        created_on: clock.now.clone(),
        place: None,
        kind: EventKind::MsgReceived { msg },
    }
}
