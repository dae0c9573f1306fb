//! Reads the events that triggers and resumes of generation 14 wrap.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::excellent::Text;
use crate::json::{Json, Place};
use crate::model::event::{Event, EventKind, MessageTexts, Msg};
use crate::model::urn::Rules;
use crate::wire::fields::{
    ReferenceRules, channel_reference, optional_channel, required_instant, required_object,
    required_text, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

const RULES: ReferenceRules = ReferenceRules::GENERATION_14;

const DIAL_STATUSES: [&str; 4] = ["answered", "no_answer", "busy", "failed"];

/// The types of events there are.
const TYPES: [&str; 47] = [
    "airtime_created",
    "broadcast_created",
    "call_created",
    "call_missed",
    "call_received",
    "campaign_fired",
    "chat_started",
    "contact_field_changed",
    "contact_flow_changed",
    "contact_groups_changed",
    "contact_language_changed",
    "contact_last_seen_changed",
    "contact_name_changed",
    "contact_status_changed",
    "contact_timezone_changed",
    "contact_urns_changed",
    "dial_ended",
    "dial_wait",
    "email_sent",
    "error",
    "failure",
    "flow_entered",
    "input_labels_added",
    "ivr_created",
    "llm_called",
    "msg_created",
    "msg_deleted",
    "msg_received",
    "msg_status_changed",
    "msg_wait",
    "resthook_called",
    "run_ended",
    "run_result_changed",
    "run_started",
    "session_triggered",
    "ticket_assignee_changed",
    "ticket_closed",
    "ticket_note_added",
    "ticket_opened",
    "ticket_reopened",
    "ticket_topic_changed",
    "typing_started",
    "typing_stopped",
    "wait_expired",
    "wait_timed_out",
    "warning",
    "webhook_called",
];

/// Reads any event. What matters to the engine is read into fields; other events keep their members as written.
pub fn read_event(json: Json<'_>) -> Result<Event, ReadError> {
    let object = Object::new(json)?;
    let kind = type_name(&object)?;
    if !TYPES.contains(&kind) {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: '{kind}'"),
        ));
    }
    let mut checks = Checks::default();
    let event = read_event_of_type(&object, &mut checks, kind)?;
    checks.finish()?;
    Ok(event)
}

/// Reads an event as one of this type, whatever type it says it is.
pub fn read_event_of_type(
    object: &Object<'_>,
    checks: &mut Checks,
    kind: &str,
) -> Result<Event, ReadError> {
    let uuid = required_uuid(object, checks, "uuid", UuidRule::ANY)?;
    let created_on = required_instant(object, checks, "created_on")?;
    let kind = match kind {
        "msg_received" => EventKind::MsgReceived {
            msg: Msg {
                ticket_uuid: object.text("ticket_uuid")?.into(),
                ..incoming_msg(object, checks)?
            },
        },
        "dial_ended" => dial_ended(object, checks)?,
        "wait_timed_out" => EventKind::WaitTimedOut,
        "wait_expired" => EventKind::WaitExpired,
        other => {
            check_host_event(object, checks, other)?;
            EventKind::Host {
                type_name: other.into(),
                members: Arc::new(own_members(object)),
            }
        }
    };
    Ok(Event {
        uuid: Some(uuid.into()),
        created_on,
        place: None,
        kind,
    })
}

fn own_members(object: &Object<'_>) -> Value {
    let base = ["uuid", "type", "created_on"];
    let own = object.members().filter(|(key, _)| !base.contains(key));
    Value::Object(
        own.map(|(key, value)| (key.to_owned(), value.to_value()))
            .collect::<Map<_, _>>(),
    )
}

fn check_host_event(object: &Object<'_>, checks: &mut Checks, kind: &str) -> Result<(), ReadError> {
    match kind {
        "call_received" | "call_created" => {
            if let Some(call) = required_object(object, checks, "call")? {
                required_uuid(&call, checks, "uuid", UuidRule::ANY)?;
                if let Some(channel) = required_object(&call, checks, "channel")? {
                    channel_reference(&channel, checks, RULES)?;
                }
                check_urn(checks, call.place("urn"), call.text("urn")?);
            }
        }
        "campaign_fired" => {
            if let Some(campaign) = required_object(object, checks, "campaign")? {
                required_uuid(&campaign, checks, "uuid", UuidRule::ANY)?;
            }
            required_uuid(object, checks, "point_uuid", UuidRule::ANY)?;
        }
        "msg_deleted" => {
            required_uuid(object, checks, "msg_uuid", UuidRule::ANY)?;
        }
        "msg_status_changed" => {
            required_uuid(object, checks, "msg_uuid", UuidRule::ANY)?;
            required_text(object, checks, "status")?;
        }
        _ => {}
    }
    Ok(())
}

/// Notes a URN that generation 14 does not accept.
pub fn check_urn(checks: &mut Checks, place: impl Into<Place>, urn: &str) {
    checks.ensure(
        Rules::GENERATION_14.is_valid(urn),
        place,
        "is not a valid URN",
    );
}

fn incoming_msg(object: &Object<'_>, checks: &mut Checks) -> Result<Msg, ReadError> {
    let Some(msg) = required_object(object, checks, "msg")? else {
        return Ok(Msg::default());
    };
    let urn = msg.text("urn")?;
    if !urn.is_empty() {
        check_urn(checks, msg.place("urn"), urn);
    }
    Ok(Msg {
        urn: urn.into(),
        channel: optional_channel(&msg, checks, RULES)?,
        texts: MessageTexts {
            text: msg.text("text")?.into(),
            attachments: msg.texts("attachments")?.map(Text::from).collect(),
            quick_replies: Vec::new(),
        },
        external_id: msg.text("external_id")?.into(),
        payload: msg.get("payload").map(|json| Arc::new(json.to_value())),
        ..Msg::default()
    })
}

fn dial_ended(object: &Object<'_>, checks: &mut Checks) -> Result<EventKind, ReadError> {
    let Some(dial) = required_object(object, checks, "dial")? else {
        return Ok(EventKind::DialEnded {
            status: "".into(),
            duration: 0,
        });
    };
    let status = dial.text("status")?;
    checks.ensure(
        DIAL_STATUSES.contains(&status),
        dial.place("status"),
        "is not a valid dial status",
    );
    Ok(EventKind::DialEnded {
        status: status.into(),
        duration: dial.integer("duration")?,
    })
}
