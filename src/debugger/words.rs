//! Moments and events in words: one line each, for logs and for people.
//!
//! The words hold texts of flows and messages as they are; whoever prints them makes them visible first.

use std::fmt::Write as _;

use crate::engine::advance::MicroStep;
use crate::engine::input::Answer;
use crate::engine::state::State;
use crate::excellent::DateTime;
use crate::model::event::{Event, EventKind, FieldChange, HttpLog, Msg};
use crate::model::references::NamedGroup;
use crate::model::session::SessionStatus;

use super::moment::{Cause, Moment};

/// How a session that is over ended.
pub fn ending(state: &State) -> String {
    match &state.session.status {
        SessionStatus::Completed => "completed".to_string(),
        SessionStatus::Failed => "failed".to_string(),
        SessionStatus::Waiting => "waits".to_string(),
        SessionStatus::Active => "is not over".to_string(),
        SessionStatus::Other(status) => format!("ended as {status}"),
    }
}

/// What a moment was: its cause or micro-step.
pub fn moment(moment: &Moment) -> String {
    match (&moment.cause, &moment.step) {
        (Cause::Start, _) => "start".to_string(),
        (Cause::Answer(given), _) => answer(given),
        (Cause::Change(what), _) => format!("changed {what}"),
        (Cause::Engine, None) => "nothing".to_string(),
        (Cause::Engine, Some(step)) => micro_step(step, &moment.state),
    }
}

/// An answer to a wait.
pub fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Message { text, attachments } if attachments.is_empty() => {
            format!("message {}", quoted(text))
        }
        Answer::Message { text, attachments } => {
            format!("message {} with {}", quoted(text), attachments.join(", "))
        }
        Answer::Timeout => "timeout".to_string(),
        Answer::Expiration => "expiration".to_string(),
        Answer::Dial { status, duration } => format!("call {status} after {duration} s"),
        Answer::Nothing => "next call".to_string(),
    }
}

fn micro_step(step: &MicroStep, state: &State) -> String {
    match step {
        MicroStep::EnterFlow { run } => {
            let flow = state
                .run_by_uuid(run)
                .map(|run| run.flow_reference.name.to_string());
            format!("enter flow {}", flow.unwrap_or_default())
        }
        MicroStep::EnterNode { node, .. } => format!("enter node {}", short(node.as_str())),
        MicroStep::Action { run, node, index } => {
            let run = state.run_by_uuid(run).and_then(|run| run.flow.clone());
            let action = run
                .as_ref()
                .and_then(|flow| flow.node(node)?.actions.get(*index));
            action.map_or_else(
                || format!("action {}", index + 1),
                |action| action.kind.type_name().to_string(),
            )
        }
        MicroStep::Wait { .. } => "wait".to_string(),
        MicroStep::Resume { .. } => "resume".to_string(),
        MicroStep::Route {
            exit: Some(exit), ..
        } => format!("route to exit {}", short(exit.as_str())),
        MicroStep::Route { exit: None, .. } => "route to no exit".to_string(),
        MicroStep::Leave {
            exit: Some(exit), ..
        } => format!("leave by exit {}", short(exit.as_str())),
        MicroStep::Leave { exit: None, .. } => "leave without an exit".to_string(),
        MicroStep::ReturnToParent { .. } => "return to the parent flow".to_string(),
        MicroStep::End => format!("end: {}", ending(state)),
    }
}

/// The first part of a UUID, by which people tell nodes apart.
pub fn short(uuid: &str) -> &str {
    uuid.split_once('-').map_or(uuid, |(first, _)| first)
}

/// What an event tells, after its type.
pub fn event(event: &Event) -> String {
    let what = event_content(&event.kind);
    let type_name = event.kind.type_name();
    if what.is_empty() {
        type_name.to_string()
    } else {
        format!("{type_name}  {what}")
    }
}

/// What an event tells, without its type.
pub fn event_content(kind: &EventKind) -> String {
    match kind {
        EventKind::AirtimeCreated {
            recipient,
            currency,
            amount,
            ..
        } => format!("{amount} {currency} to {recipient}"),
        EventKind::AirtimeTransferred {
            currency,
            amount,
            status,
        } => format!("{amount} {currency}: {status}"),
        EventKind::BroadcastCreated {
            translations,
            base_language,
            recipients,
            ..
        } => {
            let texts = translations
                .iter()
                .find(|(language, _)| language == base_language)
                .or(translations.first());
            let text = texts
                .map(|(_, texts)| texts.text.to_string())
                .unwrap_or_default();
            format!(
                "{} to {}",
                quoted(&text),
                count(
                    recipients.contacts.len() + recipients.urns.len() + recipients.groups.len(),
                    "recipient"
                )
            )
        }
        EventKind::ContactChannelChanged { channel } => channel.name.to_string(),
        EventKind::ContactFieldChanged { field, value } => {
            format!("{} = {}", field.key, field_change(value))
        }
        EventKind::ContactGroupsAdded { groups } => names("+", groups),
        EventKind::ContactGroupsRemoved { groups } => names("-", groups),
        EventKind::ContactGroupsChanged { added, removed } => {
            let parts = [names("+", added), names("-", removed)];
            parts
                .iter()
                .filter(|part| !part.is_empty())
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" ")
        }
        EventKind::ContactLanguageChanged { language } => or_nothing(language),
        EventKind::ContactNameChanged { name } => or_nothing(name),
        EventKind::ContactStatusChanged { status } => status.to_string(),
        EventKind::ContactTimezoneChanged { timezone } => or_nothing(timezone),
        EventKind::ContactUrnAdded { urn } => urn.to_string(),
        EventKind::ContactUrnsChanged { urns } => urns.join(", "),
        EventKind::DialEnded { status, duration } => format!("{status} after {duration} s"),
        EventKind::DialWait { urn, .. } => urn.to_string(),
        EventKind::EmailCreated {
            addresses: to,
            subject,
            ..
        }
        | EventKind::EmailSent { to, subject, .. } => {
            format!("{} to {}", quoted(subject), to.join(", "))
        }
        EventKind::Error { text, .. }
        | EventKind::Failure { text }
        | EventKind::Warning { text, .. } => text.to_string(),
        EventKind::FlowTriggered { flow, .. } | EventKind::SessionTriggered { flow, .. } => {
            flow.name.to_string()
        }
        EventKind::InputLabelsAdded { labels, .. } => labels
            .iter()
            .map(|label| format!("+{}", label.name))
            .collect::<Vec<_>>()
            .join(" "),
        EventKind::IvrCreated { msg }
        | EventKind::MsgCreated { msg }
        | EventKind::MsgReceived { msg } => message(msg),
        EventKind::LlmCalled { output, .. } => quoted(output),
        EventKind::MsgWait {
            timeout_seconds: Some(seconds),
            ..
        } => format!("times out after {seconds} s"),
        EventKind::MsgWait {
            timeout_on: Some(instant),
            ..
        } => format!("times out at {}", clock(instant)),
        EventKind::ResthookCalled {
            resthook, calls, ..
        } => format!("{resthook}: {}", count(calls.len(), "call")),
        EventKind::RunEnded { flow, .. } | EventKind::RunStarted { flow, .. } => {
            flow.name.to_string()
        }
        EventKind::RunResultChanged(change) => {
            let category = if change.category.is_empty() {
                String::new()
            } else {
                format!(" ({})", change.category)
            };
            format!("{} = {}{category}", change.name, change.value)
        }
        EventKind::TicketNoteAdded { note, .. } => note.to_string(),
        EventKind::WebhookCalled { log, .. } => http_log(log),
        EventKind::ContactChanged { .. }
        | EventKind::ContactLastSeenChanged { .. }
        | EventKind::EnvironmentChanged { .. }
        | EventKind::Host { .. }
        | EventKind::MsgWait { .. }
        | EventKind::NothingWait
        | EventKind::RunExpired { .. }
        | EventKind::Ticket { .. }
        | EventKind::TicketOpened { .. }
        | EventKind::WaitExpired
        | EventKind::WaitTimedOut => String::new(),
    }
}

/// A text in quotes, as it is: whoever shows it makes it harmless, and escapes would tear scripts apart.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn message(msg: &Msg) -> String {
    let mut words = quoted(&msg.texts.text);
    if !msg.texts.attachments.is_empty() {
        let _ = write!(words, " with {}", msg.texts.attachments.join(", "));
    }
    if !msg.texts.quick_replies.is_empty() {
        let replies: Vec<&str> = msg
            .texts
            .quick_replies
            .iter()
            .map(|reply| &*reply.text)
            .collect();
        let _ = write!(words, " [{}]", replies.join("] ["));
    }
    if !msg.unsendable_reason.is_empty() {
        let _ = write!(words, " not sent: {}", msg.unsendable_reason);
    }
    words
}

fn http_log(log: &HttpLog) -> String {
    let method = log.request.split(' ').next().unwrap_or_default();
    match log.status_code {
        Some(code) => format!("{method} {} gave {code} ({})", log.url, log.status),
        None => format!("{method} {} ({})", log.url, log.status),
    }
}

fn field_change(change: &FieldChange) -> String {
    match change {
        FieldChange::Text(text) => or_nothing(text),
        FieldChange::Typed(Some(value)) => or_nothing(&value.text),
        FieldChange::Typed(None) => or_nothing(""),
    }
}

fn names(sign: &str, groups: &[NamedGroup]) -> String {
    groups
        .iter()
        .map(|group| format!("{sign}{}", group.name))
        .collect::<Vec<_>>()
        .join(" ")
}

fn or_nothing(text: &str) -> String {
    if text.is_empty() {
        "nothing".to_string()
    } else {
        text.to_string()
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// The time of day of an instant, in its own zone.
pub fn clock(instant: &DateTime) -> String {
    let time = instant.time();
    format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second)
}
