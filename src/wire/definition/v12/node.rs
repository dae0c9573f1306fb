//! Reading nodes, exits and waits of generation 12.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::model::action::Action;
use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Exit, Generation, MsgWait, Node, Timeout, Wait};
use crate::wire::definition::actions::{read_action, read_type, unknown_type};
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Optional, Required, Uuid};

use super::router::read_router;

/// Reads a node: first its own members and exits, then router, wait and actions.
pub fn read_node(json: &Json) -> Result<Node, DefinitionError> {
    let parts = read_parts(json).map_err(|error| error.prefixed("unable to read node: "))?;
    read_contents(&parts).map_err(|error| error.in_node(&parts.uuid.into()))
}

/// What a node consists of, as far as it can be told without looking into actions, router and wait.
struct Parts<'a> {
    uuid: &'a str,
    exits: Vec<Exit>,
    router: Option<&'a Json>,
    wait: Option<&'a Json>,
    actions: Vec<(String, &'a Json)>,
}

fn read_parts(json: &Json) -> Result<Parts<'_>, DefinitionError> {
    let mut record = Record::open(json, Generation::V12);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let actions = record.elements("actions", &[]);
    for (pointer, action) in &actions {
        check_envelope(&mut record, "actions", pointer, action);
    }
    let router = record.member("router").map(|(_, router)| router);
    if let Some(router) = router {
        check_envelope(&mut record, "router", "/router", router);
    }
    let exits = read_exits(&mut record);
    let wait = record.member("wait").map(|(_, wait)| wait);
    if let Some(wait) = wait {
        check_envelope(&mut record, "wait", "/wait", wait);
    }
    record.finish()?;
    Ok(Parts {
        uuid,
        exits,
        router,
        wait,
        actions,
    })
}

/// Actions, routers and waits must at least be objects with a `type` for their node to be read.
fn check_envelope(record: &mut Record<'_>, key: &str, pointer: &str, json: &Json) {
    if let Err(error) = read_type(json, Generation::V12) {
        record.broken(key, error.below(pointer));
    }
}

fn read_exits(record: &mut Record<'_>) -> Vec<Exit> {
    let mut exits = Vec::new();
    for (index, (pointer, json)) in record.elements("exits", &[]).into_iter().enumerate() {
        if json.is_null() {
            record.missing_element("exits", index);
            continue;
        }
        match read_exit(json) {
            Ok(exit) => exits.push(exit),
            Err(error) => record.broken(
                "exits",
                error.prefixed("unable to read exit: ").below(pointer),
            ),
        }
    }
    exits
}

fn read_exit(json: &Json) -> Result<Exit, DefinitionError> {
    let mut record = Record::open(json, Generation::V12);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let destination = record.text("destination_node_uuid", &[Optional, Uuid]);
    let name = record.text("name", &[]);
    record.finish()?;
    let destination = (!destination.is_empty()).then(|| destination.into());
    Ok(Exit {
        uuid: uuid.into(),
        destination,
        name: name.into(),
    })
}

fn read_contents(parts: &Parts<'_>) -> Result<Node, DefinitionError> {
    let router = parts
        .router
        .map(|json| read_router(json, &parts.exits))
        .transpose()?;
    let wait = parts.wait.map(read_wait).transpose()?;
    let actions = parts
        .actions
        .iter()
        .map(|(pointer, json)| read_node_action(pointer, json));
    Ok(Node {
        uuid: parts.uuid.into(),
        actions: actions.collect::<Result<_, _>>()?,
        wait,
        router,
        exits: parts.exits.clone(),
        ui_type: None,
    })
}

/// The error quotes the action as a whole.
fn read_node_action(pointer: &str, json: &Json) -> Result<Arc<Action>, DefinitionError> {
    read_action(json, Generation::V12)
        .map(Arc::new)
        .map_err(|error| {
            let type_name = json.get("type").and_then(Json::as_str).unwrap_or_default();
            error
                .prefixed(format!(
                    "unable to read action[type=&{{{type_name} {json}}}]: "
                ))
                .below(pointer)
        })
}

fn read_wait(json: &Json) -> Result<Wait, DefinitionError> {
    let type_name = read_type(json, Generation::V12)?;
    let wait = match type_name {
        "msg" => read_msg_wait(json),
        "nothing" => Ok(Wait::Nothing),
        other => Err(unknown_type(other, Generation::V12)),
    };
    wait.map_err(|error| {
        error
            .prefixed(format!("unable to read wait[type={type_name}]: "))
            .below("/wait")
    })
}

fn read_msg_wait(json: &Json) -> Result<Wait, DefinitionError> {
    let mut record = Record::open(json, Generation::V12);
    let timeout = record.integer("timeout").map(|seconds| Timeout {
        seconds,
        category: None,
    });
    let timeout_on = record.text("timeout_on", &[]);
    if record.member("timeout_on").is_some() && timeout_on.parse::<Timestamp>().is_err() {
        let text = format!("field 'timeout_on' must be a date and time, not '{timeout_on}'");
        record.broken("timeout_on", DefinitionError::at("/timeout_on", text));
    }
    record.finish()?;
    let timeout_on = (!timeout_on.is_empty()).then(|| timeout_on.into());
    Ok(Wait::Msg(MsgWait {
        timeout,
        hint: None,
        timeout_on,
    }))
}
