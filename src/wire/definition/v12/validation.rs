//! Whether a flow of generation 12 can be run with given assets: checked when a session starts with it or resumes in it.

use std::collections::HashSet;

use crate::model::action::{Action, ActionKind, CallWebhook, RemoveContactGroups};
use crate::model::assets::Assets;
use crate::model::definition_error::{ActionPlace, DefinitionError};
use crate::model::flow::{Flow, Generation};
use crate::model::references::{FlowReference, GroupReference, LabelReference};
use crate::wire::definition::actions::is_allowed;

/// Checks that UUIDs of nodes and actions are unique, that actions are allowed in flows of its type, and that what they
/// refer to is there. Flows that it enters must be readable; they are not checked themselves.
pub fn validate(flow: &Flow, assets: &Assets) -> Result<(), DefinitionError> {
    let mut seen: HashSet<&str> = HashSet::new();
    for (node_index, node) in flow.nodes.iter().enumerate() {
        let located = |error: DefinitionError| {
            error
                .below(format!("/nodes/{node_index}"))
                .in_node(&node.uuid)
        };
        if !seen.insert(node.uuid.as_str()) {
            let text = format!("node UUID {} isn't unique", node.uuid);
            return Err(located(DefinitionError::at("/uuid", text)));
        }
        for (index, action) in node.actions.iter().enumerate() {
            let is_new = seen.insert(action.uuid.as_str());
            validate_action(action, is_new, flow, assets).map_err(|error| {
                let place = ActionPlace {
                    uuid: action.uuid.clone(),
                    type_name: action.kind.type_name().to_string(),
                };
                located(error.below(format!("/actions/{index}"))).in_action(place)
            })?;
        }
    }
    Ok(())
}

fn validate_action(
    action: &Action,
    is_new: bool,
    flow: &Flow,
    assets: &Assets,
) -> Result<(), DefinitionError> {
    let type_name = action.kind.type_name();
    if !is_allowed(&action.kind, &flow.flow_type, Generation::V12) {
        let flow_type = flow.flow_type.as_str();
        let text =
            format!("action type '{type_name}' is not allowed in a flow of type '{flow_type}'");
        return Err(DefinitionError::at("/type", text));
    }
    if !is_new {
        let text = format!("action UUID {} isn't unique", action.uuid);
        return Err(DefinitionError::at("/uuid", text));
    }
    validate_kind(&action.kind, assets).map_err(|error| {
        error.prefixed(format!(
            "validation failed for action[uuid={}, type={type_name}]: ",
            action.uuid
        ))
    })
}

fn validate_kind(kind: &ActionKind, assets: &Assets) -> Result<(), DefinitionError> {
    match kind {
        ActionKind::AddContactGroups(action) => groups_exist(&action.groups, assets),
        ActionKind::AddInputLabels(action) => labels_exist(&action.labels, assets),
        ActionKind::CallWebhook(action) => check_webhook(action),
        ActionKind::RemoveContactGroups(action) => {
            check_group_choice(action).and_then(|()| groups_exist(&action.groups, assets))
        }
        ActionKind::SendBroadcast(action) => groups_exist(&action.recipients.groups, assets),
        ActionKind::SetContactChannel(action) => match &action.channel {
            Some(channel) if assets.channels.get(&channel.uuid).is_none() => {
                let text = format!("no such channel with uuid '{}'", channel.uuid);
                Err(DefinitionError::at("/channel/uuid", text))
            }
            _ => Ok(()),
        },
        ActionKind::SetContactField(action) if assets.fields.get(&action.field.key).is_none() => {
            let text = format!("no such field with key '{}'", action.field.key);
            Err(DefinitionError::at("/field/key", text))
        }
        ActionKind::StartFlow(action) => flow_is_readable(&action.flow, assets),
        ActionKind::StartSession(action) => flow_is_readable(&action.flow, assets)
            .and_then(|()| groups_exist(&action.recipients.groups, assets)),
        _ => Ok(()),
    }
}

fn groups_exist(groups: &[GroupReference], assets: &Assets) -> Result<(), DefinitionError> {
    for (index, group) in groups.iter().enumerate() {
        if let GroupReference::Uuid(uuid, _) = group
            && assets.groups.get(uuid).is_none()
        {
            let text = format!("no such group with uuid '{uuid}'");
            return Err(DefinitionError::at(format!("/groups/{index}/uuid"), text));
        }
    }
    Ok(())
}

fn labels_exist(labels: &[LabelReference], assets: &Assets) -> Result<(), DefinitionError> {
    for (index, label) in labels.iter().enumerate() {
        if let LabelReference::Uuid(uuid, _) = label
            && assets.labels.get(uuid).is_none()
        {
            let text = format!("no such label with uuid '{uuid}'");
            return Err(DefinitionError::at(format!("/labels/{index}/uuid"), text));
        }
    }
    Ok(())
}

fn check_webhook(action: &CallWebhook) -> Result<(), DefinitionError> {
    if &*action.method == "GET" && !action.body.is_empty() {
        return Err(DefinitionError::at(
            "/body",
            "can't specify body if method is GET",
        ));
    }
    Ok(())
}

fn check_group_choice(action: &RemoveContactGroups) -> Result<(), DefinitionError> {
    if action.all_groups && !action.groups.is_empty() {
        return Err(DefinitionError::at(
            "/groups",
            "can't specify specific groups when all_groups=true",
        ));
    }
    Ok(())
}

/// A flow that the bundle does not have reads like an empty definition.
fn flow_is_readable(flow: &FlowReference, assets: &Assets) -> Result<(), DefinitionError> {
    let problem = match assets.flows.get(&flow.uuid) {
        None => super::read_flow(&serde_json::json!({}))
            .err()
            .map(|error| error.text),
        Some(Err(error)) => Some(error.text),
        Some(Ok(_)) => None,
    };
    problem.map_or(Ok(()), |text| Err(DefinitionError::at("/flow/uuid", text)))
}
