//! Reading waits and hints of generation 14.

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{DialWait, Generation, Hint, MsgWait, Timeout, Wait};
use crate::wire::definition::actions::{read_type, unknown_type};
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Max, Required, Uuid};

const DIAL_LIMIT_SECONDS: i64 = 60;
const CALL_LIMIT_SECONDS: i64 = 7200;

/// Reads a wait.
pub fn read_wait(json: &Json) -> Result<Wait, DefinitionError> {
    let type_name = read_type(json, Generation::V14)?;
    let mut record = Record::open(json, Generation::V14);
    let timeout = record.optional_object("timeout", read_timeout);
    let wait = match type_name {
        "msg" => {
            let hint = record.raw("hint").map(|(_, hint)| hint);
            record.finish()?;
            let hint = hint.map(|json| {
                read_hint(json)
                    .map_err(|error| error.prefixed("unable to read hint: ").below("/hint"))
            });
            return Ok(Wait::Msg(MsgWait {
                timeout,
                hint: hint.transpose()?,
                timeout_on: None,
            }));
        }
        "dial" => DialWait {
            phone: record.template("phone", &[Required, Max(1000)]),
            dial_limit_seconds: record
                .integer("dial_limit_seconds")
                .unwrap_or(DIAL_LIMIT_SECONDS),
            call_limit_seconds: record
                .integer("call_limit_seconds")
                .unwrap_or(CALL_LIMIT_SECONDS),
            timeout,
        },
        other => return Err(unknown_type(other, Generation::V14)),
    };
    record.finish()?;
    Ok(Wait::Dial(wait))
}

fn read_timeout(record: &mut Record<'_>) -> Timeout {
    let seconds = record.integer("seconds").unwrap_or_default();
    if seconds == 0 {
        record.problem("seconds", "is required");
    }
    Timeout {
        seconds,
        category: Some(record.text("category_uuid", &[Required, Uuid]).into()),
    }
}

fn read_hint(json: &Json) -> Result<Hint, DefinitionError> {
    let type_name = read_type(json, Generation::V14)?;
    let mut record = Record::open(json, Generation::V14);
    let hint = match type_name {
        "audio" => Hint::Audio,
        "image" => Hint::Image,
        "video" => Hint::Video,
        "location" => Hint::Location,
        "digits" => Hint::Digits {
            count: record.integer("count"),
            terminated_by: record.text("terminated_by", &[Max(8)]).into(),
        },
        other => return Err(unknown_type(other, Generation::V14)),
    };
    record.finish().map(|()| hint)
}
