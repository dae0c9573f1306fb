//! Reading actions: a registry of action types by name, and one reader per type.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::action::{Action, ActionKind};
use crate::model::definition_error::{ActionPlace, DefinitionError};
use crate::model::flow::{FlowType, Generation};

use super::record::Record;
use super::rules::Rule::{Required, Uuid};

mod contact;
mod flows;
mod messages;
mod results;
mod services;

/// An action type: its name, where it may be used, and how it is read.
struct ActionType {
    name: &'static str,
    allowed: Allowed,
    read: fn(&mut Record<'_>) -> ActionKind,
}

/// In which flows an action may be used.
#[derive(Debug, Clone, Copy)]
enum Allowed {
    /// In every flow.
    Universal,
    /// Where somebody answers: not in `messaging_background`.
    Interactive,
    /// Where there is a network: not in `messaging_offline`.
    Online,
    /// In `voice` alone.
    Voice,
}

impl Allowed {
    fn holds(self, flow_type: &FlowType) -> bool {
        match self {
            Self::Universal => true,
            Self::Interactive => *flow_type != FlowType::MessagingBackground,
            Self::Online => *flow_type != FlowType::MessagingOffline,
            Self::Voice => *flow_type == FlowType::Voice,
        }
    }
}

const fn action(
    name: &'static str,
    allowed: Allowed,
    read: fn(&mut Record<'_>) -> ActionKind,
) -> ActionType {
    ActionType {
        name,
        allowed,
        read,
    }
}

/// The actions of generation 12. `transfer_airtime` belongs to an extension.
static ACTIONS_12: [ActionType; 18] = [
    action(
        "add_contact_groups",
        Allowed::Universal,
        contact::add_contact_groups,
    ),
    action(
        "add_contact_urn",
        Allowed::Universal,
        contact::add_contact_urn,
    ),
    action(
        "add_input_labels",
        Allowed::Universal,
        messages::add_input_labels,
    ),
    action("call_resthook", Allowed::Online, services::call_resthook),
    action("call_webhook", Allowed::Online, services::call_webhook),
    action(
        "remove_contact_groups",
        Allowed::Universal,
        contact::remove_contact_groups,
    ),
    action("send_broadcast", Allowed::Online, messages::send_broadcast),
    action("send_email", Allowed::Online, messages::send_email),
    action("send_msg", Allowed::Universal, messages::send_msg),
    action(
        "set_contact_channel",
        Allowed::Online,
        contact::set_contact_channel,
    ),
    action(
        "set_contact_field",
        Allowed::Universal,
        contact::set_contact_field,
    ),
    action(
        "set_contact_language",
        Allowed::Universal,
        contact::set_contact_language,
    ),
    action(
        "set_contact_name",
        Allowed::Universal,
        contact::set_contact_name,
    ),
    action(
        "set_contact_timezone",
        Allowed::Universal,
        contact::set_contact_timezone,
    ),
    action(
        "set_run_result",
        Allowed::Universal,
        results::set_run_result,
    ),
    action("start_flow", Allowed::Universal, flows::start_flow),
    action("start_session", Allowed::Online, flows::start_session),
    action(
        "transfer_airtime",
        Allowed::Online,
        services::transfer_airtime,
    ),
];

/// The actions of generation 14.
static ACTIONS_14: [ActionType; 26] = [
    action(
        "add_contact_groups",
        Allowed::Universal,
        contact::add_contact_groups,
    ),
    action(
        "add_contact_urn",
        Allowed::Universal,
        contact::add_contact_urn,
    ),
    action(
        "add_input_labels",
        Allowed::Interactive,
        messages::add_input_labels,
    ),
    action(
        "call_classifier",
        Allowed::Online,
        services::call_classifier,
    ),
    action("call_llm", Allowed::Online, services::call_llm),
    action("call_resthook", Allowed::Online, services::call_resthook),
    action("call_webhook", Allowed::Online, services::call_webhook),
    action("enter_flow", Allowed::Universal, flows::enter_flow),
    action("open_ticket", Allowed::Online, services::open_ticket),
    action("play_audio", Allowed::Voice, messages::play_audio),
    action(
        "remove_contact_groups",
        Allowed::Universal,
        contact::remove_contact_groups,
    ),
    action("request_optin", Allowed::Online, messages::request_optin),
    action("say_msg", Allowed::Voice, messages::say_msg),
    action("send_broadcast", Allowed::Online, messages::send_broadcast),
    action("send_email", Allowed::Online, messages::send_email),
    action("send_msg", Allowed::Universal, messages::send_msg),
    action(
        "set_contact_channel",
        Allowed::Online,
        contact::set_contact_channel,
    ),
    action(
        "set_contact_field",
        Allowed::Universal,
        contact::set_contact_field,
    ),
    action(
        "set_contact_language",
        Allowed::Universal,
        contact::set_contact_language,
    ),
    action(
        "set_contact_name",
        Allowed::Universal,
        contact::set_contact_name,
    ),
    action(
        "set_contact_status",
        Allowed::Universal,
        contact::set_contact_status,
    ),
    action(
        "set_contact_timezone",
        Allowed::Universal,
        contact::set_contact_timezone,
    ),
    action("set_run_local", Allowed::Universal, results::set_run_local),
    action(
        "set_run_result",
        Allowed::Universal,
        results::set_run_result,
    ),
    action("start_session", Allowed::Online, flows::start_session),
    action(
        "transfer_airtime",
        Allowed::Online,
        services::transfer_airtime,
    ),
];

fn registry(generation: Generation) -> &'static [ActionType] {
    match generation {
        Generation::V12 => &ACTIONS_12,
        Generation::V14 => &ACTIONS_14,
    }
}

fn find(name: &str, generation: Generation) -> Option<&'static ActionType> {
    registry(generation)
        .iter()
        .find(|action| action.name == name)
}

/// Reads an action by the `type` of its envelope. The error has no prefix, and its JSON pointer starts at the action.
pub fn read_action(json: &Json, generation: Generation) -> Result<Action, DefinitionError> {
    let type_name = read_type(json, generation)?;
    let place = |record: &Record<'_>| ActionPlace {
        uuid: record
            .member("uuid")
            .and_then(|(_, uuid)| uuid.as_str())
            .unwrap_or_default()
            .into(),
        type_name: type_name.to_string(),
    };
    let mut record = Record::open(json, generation);
    let Some(action_type) = find(type_name, generation) else {
        return Err(unknown_type(type_name, generation).in_action(place(&record)));
    };
    let uuid = record.text("uuid", &[Required, Uuid]);
    let kind = (action_type.read)(&mut record);
    let place = place(&record);
    record.finish().map_err(|error| error.in_action(place))?;
    Ok(Action {
        uuid: uuid.into(),
        kind,
        source: Arc::new(json.clone()),
    })
}

/// The `type` of an envelope: an action, a router, a wait or a hint.
pub fn read_type(json: &Json, generation: Generation) -> Result<&str, DefinitionError> {
    let mut record = Record::open(json, generation);
    let type_name = record.text("type", &[Required]);
    record.finish()?;
    Ok(type_name)
}

/// What is said of an envelope whose `type` is none that the generation knows.
pub fn unknown_type(type_name: &str, generation: Generation) -> DefinitionError {
    DefinitionError::at(
        "/type",
        match generation {
            Generation::V12 => format!("unknown type: {type_name}"),
            Generation::V14 => format!("unknown type: '{type_name}'"),
        },
    )
}

/// Whether an action may be used in flows of this type.
pub fn is_allowed(kind: &ActionKind, flow_type: &FlowType, generation: Generation) -> bool {
    let is_known = match generation {
        Generation::V12 => {
            matches!(
                flow_type,
                FlowType::Messaging | FlowType::MessagingOffline | FlowType::Voice
            )
        }
        Generation::V14 => !matches!(flow_type, FlowType::Other(_)),
    };
    is_known
        && find(kind.type_name(), generation).is_some_and(|action| action.allowed.holds(flow_type))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(json: &Json, generation: Generation) -> String {
        read_action(json, generation).unwrap_err().text
    }

    #[test]
    fn an_unknown_type_is_named() {
        let json = json!({"type": "dance", "uuid": "5a4d00aa-807e-44af-9693-64b9fdedd352"});
        assert_eq!(error(&json, Generation::V12), "unknown type: dance");
        assert_eq!(error(&json, Generation::V14), "unknown type: 'dance'");
        assert_eq!(
            error(&json!({}), Generation::V14),
            "field 'type' is required"
        );
    }

    #[test]
    fn each_generation_has_actions_of_its_own() {
        let flow = json!({"uuid": "5a4d00aa-807e-44af-9693-64b9fdedd353", "name": "Child"});
        let json = json!({"type": "enter_flow", "uuid": "5a4d00aa-807e-44af-9693-64b9fdedd352", "flow": flow});
        assert!(read_action(&json, Generation::V14).is_ok());
        assert_eq!(error(&json, Generation::V12), "unknown type: enter_flow");
    }

    #[test]
    fn an_action_is_allowed_by_the_type_of_its_flow() {
        let say = json!({"type": "say_msg", "uuid": "5a4d00aa-807e-44af-9693-64b9fdedd352", "text": "Hi"});
        let say = read_action(&say, Generation::V14).unwrap().kind;
        assert!(is_allowed(&say, &FlowType::Voice, Generation::V14));
        assert!(!is_allowed(&say, &FlowType::Messaging, Generation::V14));
        assert!(!is_allowed(&say, &FlowType::Voice, Generation::V12));
    }
}
