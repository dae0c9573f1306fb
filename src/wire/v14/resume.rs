//! Reads resumes of generation 14: `msg`, `wait_timeout`, `wait_expiration` and `dial`.

use std::sync::Arc;

use super::read_event::read_event_of_type;
use crate::engine::input::{Resume, ResumeKind};
use crate::json::Json;
use crate::wire::fields::{required_instant, required_object, type_name};
use crate::wire::reader::{Checks, Object, ReadError};

/// Reads a resume. The type its event says it has is not looked at; the kind of the resume decides.
pub fn read_resume(json: Json<'_>) -> Result<Resume, ReadError> {
    let object = Object::new(json)?;
    let kind_name = type_name(&object)?;
    let (kind, event_type) = match kind_name {
        "msg" => (ResumeKind::Msg, "msg_received"),
        "wait_timeout" => (ResumeKind::WaitTimeout, "wait_timed_out"),
        "wait_expiration" => (ResumeKind::WaitExpiration, "wait_expired"),
        "dial" => (ResumeKind::Dial, "dial_ended"),
        other => {
            return Err(ReadError::other(
                object.place("type"),
                format!("unknown type: '{other}'"),
            ));
        }
    };
    let mut checks = Checks::default();
    let resumed_on = required_instant(&object, &mut checks, "resumed_on")?;
    let event = required_object(&object, &mut checks, "event")?;
    let event = event
        .map(|event| read_event_of_type(&event, &mut checks, event_type))
        .transpose()?;
    let place = object.place("event");
    checks.finish()?;
    let event = event.ok_or_else(|| ReadError::other(place, "field 'event' is required"))?;
    Ok(Resume::Resume {
        kind,
        event: Arc::new(event),
        resumed_on,
    })
}
