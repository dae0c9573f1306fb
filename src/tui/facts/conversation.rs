//! What the contact saw and wrote, in order.

use super::clean;
use crate::debugger::Debugger;
use crate::debugger::moment::{Ahead, Cause, Moment};
use crate::debugger::stop::Stop;
use crate::engine::input::Answer;
use crate::model::event::{EventKind, Msg};
use crate::sanitize;

/// What the Conversation pane shows.
#[derive(Debug, Clone, Default)]
pub struct ConversationFacts {
    /// The messages up to the current moment.
    pub bubbles: Vec<Bubble>,
    /// What can be answered with one key.
    pub quick_replies: Vec<String>,
    /// What the session waits for, in words; none: it does not wait.
    pub waits_for: Option<String>,
}

/// A message or a remark between messages.
#[derive(Debug, Clone, Default)]
pub struct Bubble {
    /// Who.
    pub side: Side,
    /// What.
    pub text: String,
    /// Its attachments.
    pub attachments: Vec<String>,
    /// The moment it came at.
    pub moment: usize,
}

/// Who a message is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// From the flow.
    #[default]
    Flow,
    /// From the contact.
    Contact,
    /// From nobody: a timeout, a call, the end.
    Remark,
}

/// What the contact saw and wrote up to the current moment.
pub fn conversation(debugger: &Debugger) -> ConversationFacts {
    let timeline = debugger.timeline();
    let current = debugger.current();
    let mut facts = ConversationFacts::default();
    if let Some(event) = &debugger.state().session.trigger.event
        && let EventKind::MsgReceived { msg } = &event.kind
    {
        facts.bubbles.push(bubble(Side::Contact, msg, 0));
    }
    for moment in timeline
        .path_to(current.id)
        .into_iter()
        .map(|id| timeline.moment(id))
    {
        add_moment(&mut facts, moment);
    }
    if !matches!(current.ahead, Ahead::Waiting) {
        facts.quick_replies.clear();
    } else if let Stop::Waiting(what) = debugger.stop() {
        facts.waits_for = Some(clean(what));
    } else {
        facts.waits_for = Some("an answer".to_owned());
    }
    facts
}

fn add_moment(facts: &mut ConversationFacts, moment: &Moment) {
    let number = moment.id.index();
    if let Cause::Answer(answer) = &moment.cause {
        facts.quick_replies.clear();
        facts.bubbles.push(answer_bubble(answer, number));
    }
    for event in &moment.events {
        match &event.kind {
            EventKind::MsgCreated { msg } | EventKind::IvrCreated { msg } => {
                facts.bubbles.push(bubble(Side::Flow, msg, number));
                facts.quick_replies = msg
                    .texts
                    .quick_replies
                    .iter()
                    .map(|reply| clean(&reply.text))
                    .collect();
            }
            EventKind::Failure { text } => facts.bubbles.push(remark(
                format!("the session failed: {}", clean(text)),
                number,
            )),
            _ => {}
        }
    }
    match moment.ahead {
        Ahead::Done => facts.bubbles.push(remark(
            format!(
                "the session {}",
                clean(&crate::debugger::words::ending(&moment.state))
            ),
            number,
        )),
        Ahead::Broken(ref error) => facts
            .bubbles
            .push(remark(format!("broke off: {}", clean(&error.text)), number)),
        _ => {}
    }
}

/// The text with its line ends kept, every line harmless.
fn clean_lines(text: &str) -> String {
    sanitize::visible_lines(text).collect::<Vec<_>>().join("\n")
}

fn bubble(side: Side, msg: &Msg, moment: usize) -> Bubble {
    Bubble {
        side,
        text: clean_lines(&msg.texts.text),
        attachments: msg
            .texts
            .attachments
            .iter()
            .map(|attachment| clean(attachment))
            .collect(),
        moment,
    }
}

fn answer_bubble(answer: &Answer, moment: usize) -> Bubble {
    match answer {
        Answer::Message { text, attachments } => Bubble {
            side: Side::Contact,
            text: clean_lines(text),
            attachments: attachments
                .iter()
                .map(|attachment| clean(attachment))
                .collect(),
            moment,
        },
        other => remark(clean(&crate::debugger::words::answer(other)), moment),
    }
}

fn remark(text: String, moment: usize) -> Bubble {
    Bubble {
        side: Side::Remark,
        text,
        moment,
        ..Bubble::default()
    }
}
