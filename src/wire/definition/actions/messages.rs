//! Actions that send, say and label messages.

use crate::model::action::{
    ActionKind, AddInputLabels, MessageContent, PlayAudio, RequestOptin, SayMsg, SendBroadcast,
    SendEmail, SendMsg,
};
use crate::wire::definition::record::Record;
use crate::wire::definition::references;
use crate::wire::definition::rules::Rule::{self, Attachment, Max, Min, Required, Uuid};

use super::flows::recipients;

pub(super) fn add_input_labels(record: &mut Record<'_>) -> ActionKind {
    let labels = references::labels(record, &[Required, Max(100)]);
    ActionKind::AddInputLabels(AddInputLabels { labels })
}

pub(super) fn play_audio(record: &mut Record<'_>) -> ActionKind {
    let audio_url = record.template("audio_url", &[Required, Max(8192)]);
    ActionKind::PlayAudio(PlayAudio { audio_url })
}

pub(super) fn request_optin(record: &mut Record<'_>) -> ActionKind {
    record.object("optin", |optin| {
        optin.text("uuid", &[Required, Uuid]);
        optin.text("name", &[Max(64)]);
    });
    ActionKind::RequestOptin(RequestOptin)
}

pub(super) fn say_msg(record: &mut Record<'_>) -> ActionKind {
    ActionKind::SayMsg(SayMsg {
        text: record.template("text", &[Required, Max(10_000)]),
        audio_url: record.text("audio_url", &[Max(8192)]).into(),
    })
}

pub(super) fn send_broadcast(record: &mut Record<'_>) -> ActionKind {
    ActionKind::SendBroadcast(if record.is_12() {
        let content = content(record, &[]);
        SendBroadcast {
            recipients: recipients(record),
            content,
        }
    } else {
        SendBroadcast {
            recipients: recipients(record),
            content: content(record, &[Required, Max(10_000)]),
        }
    })
}

pub(super) fn send_email(record: &mut Record<'_>) -> ActionKind {
    ActionKind::SendEmail(SendEmail {
        addresses: record.templates("addresses", &[Required, Min(1)], &[Max(1000)]),
        subject: record.template("subject", &[Required, Max(1000)]),
        body: record.template("body", &[Required, Max(10_000)]),
    })
}

pub(super) fn send_msg(record: &mut Record<'_>) -> ActionKind {
    let is_12 = record.is_12();
    let text_rules: &[Rule] = if is_12 { &[] } else { &[Required, Max(10_000)] };
    ActionKind::SendMsg(SendMsg {
        content: content(record, text_rules),
        all_urns: is_12 && record.boolean("all_urns"),
    })
}

fn content(record: &mut Record<'_>, text_rules: &[Rule]) -> MessageContent {
    let mut content = MessageContent {
        text: record.template("text", text_rules),
        attachments: record.templates("attachments", &[Max(10)], &[Attachment, Max(8192)]),
        quick_replies: record.templates("quick_replies", &[Max(10)], &[Max(1000)]),
        template: None,
        template_variables: Vec::new(),
    };
    if !record.is_12() {
        content.template = record.optional_object("template", references::template);
        content.template_variables =
            record.templates("template_variables", &[Max(100)], &[Max(10_000)]);
    }
    content
}
