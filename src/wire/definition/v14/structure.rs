//! Whether the parts of a definition of generation 14 fit together and keep within the limits.

use std::collections::HashSet;

use serde_json::Value as Json;

use crate::excellent::Number;
use crate::model::action::{Action, ActionKind, CallWebhook, TransferAirtime};
use crate::model::definition_error::{ActionPlace, DefinitionError};
use crate::model::flow::{
    Case, Flow, FlowType, Generation, Node, Router, RouterKind, SwitchRouter, Timeout, Wait,
};
use crate::wire::definition::actions::is_allowed;

use super::header::{check_node_count, check_ui_size};
use super::translations;

const MAX_PER_NODE: usize = 100;
const MAX_ARGUMENTS: usize = 10;
/// No amount of airtime is larger than a one with so many zeros.
const MAX_AMOUNT_DIGITS: i32 = 15;
const MAX_SIGNIFICANT_DIGITS: usize = 36;
const MAX_MAGNITUDE: i64 = 100;

/// The router tests a case may name, in this spelling.
const TESTS: [&str; 31] = [
    "has_error",
    "has_only_text",
    "has_phrase",
    "has_only_phrase",
    "has_any_word",
    "has_all_words",
    "has_beginning",
    "has_text",
    "has_pattern",
    "has_number",
    "has_number_between",
    "has_number_lt",
    "has_number_lte",
    "has_number_eq",
    "has_number_gte",
    "has_number_gt",
    "has_date",
    "has_date_lt",
    "has_date_eq",
    "has_date_gt",
    "has_time",
    "has_phone",
    "has_email",
    "has_group",
    "has_category",
    "has_intent",
    "has_top_intent",
    "has_state",
    "has_district",
    "has_ward",
    "has_value",
];

/// UUIDs of nodes, actions and exits, which must all differ.
type Seen<'a> = HashSet<&'a str>;

/// Checks a flow that was read from `definition`. The first failure wins.
pub fn check(flow: &Flow, definition: &Json) -> Result<(), DefinitionError> {
    check_node_count(flow.nodes.len())?;
    definition.get("_ui").map_or(Ok(()), check_ui_size)?;
    let mut seen = Seen::new();
    for (index, node) in flow.nodes.iter().enumerate() {
        let located =
            |error: DefinitionError| error.below(format!("/nodes/{index}")).in_node(&node.uuid);
        if !seen.insert(node.uuid.as_str()) {
            let text = format!("node UUID {} isn't unique", node.uuid);
            return Err(located(DefinitionError::at("/uuid", text)));
        }
        check_node(node, flow, &mut seen).map_err(|error| {
            located(error.prefixed(format!("invalid node[uuid={}]: ", node.uuid)))
        })?;
    }
    translations::check(definition).map_err(|error| error.prefixed("invalid localization: "))
}

fn check_node<'a>(node: &'a Node, flow: &Flow, seen: &mut Seen<'a>) -> Result<(), DefinitionError> {
    let counts = [("actions", node.actions.len()), ("exits", node.exits.len())];
    for (things, count) in counts {
        if count > MAX_PER_NODE {
            let text = format!("node can't have more than {MAX_PER_NODE} {things} (has {count})");
            return Err(DefinitionError::at(format!("/{things}"), text));
        }
    }
    for (index, action) in node.actions.iter().enumerate() {
        check_action(action, flow, seen).map_err(|error| {
            let type_name = action.kind.type_name().to_string();
            error
                .below(format!("/actions/{index}"))
                .in_action(ActionPlace {
                    uuid: action.uuid.clone(),
                    type_name,
                })
        })?;
    }
    if let Some(router) = &node.router {
        check_router(router, node, flow)
            .map_err(|error| error.prefixed("invalid router: ").below("/router"))?;
    }
    for (index, exit) in node.exits.iter().enumerate() {
        if !seen.insert(exit.uuid.as_str()) {
            let text = format!("exit UUID {} isn't unique", exit.uuid);
            return Err(DefinitionError::at(format!("/exits/{index}/uuid"), text));
        }
        if let Some(destination) = exit
            .destination
            .as_ref()
            .filter(|destination| flow.node(destination).is_none())
        {
            let text = format!(
                "destination {destination} of exit[uuid={}] isn't a known node",
                exit.uuid
            );
            return Err(DefinitionError::at(
                format!("/exits/{index}/destination_uuid"),
                text,
            ));
        }
    }
    Ok(())
}

fn check_action<'a>(
    action: &'a Action,
    flow: &Flow,
    seen: &mut Seen<'a>,
) -> Result<(), DefinitionError> {
    let type_name = action.kind.type_name();
    if !is_allowed(&action.kind, &flow.flow_type, Generation::V14) {
        let flow_type = flow.flow_type.as_str();
        let text =
            format!("action type '{type_name}' is not allowed in a flow of type '{flow_type}'");
        return Err(DefinitionError::at("/type", text));
    }
    if !seen.insert(action.uuid.as_str()) {
        return Err(DefinitionError::at(
            "/uuid",
            format!("action UUID {} isn't unique", action.uuid),
        ));
    }
    let checked = match &action.kind {
        ActionKind::CallWebhook(webhook) => check_headers(webhook),
        ActionKind::RemoveContactGroups(remove)
            if remove.all_groups && !remove.groups.is_empty() =>
        {
            Err(DefinitionError::at(
                "/groups",
                "can't specify specific groups when all_groups=true",
            ))
        }
        ActionKind::TransferAirtime(transfer) => check_amounts(transfer),
        _ => Ok(()),
    };
    checked.map_err(|error| {
        error.prefixed(format!(
            "invalid action[uuid={}, type={type_name}]: ",
            action.uuid
        ))
    })
}

fn check_headers(webhook: &CallWebhook) -> Result<(), DefinitionError> {
    let is_token = |name: &str| {
        let is_token_byte =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !name.is_empty() && name.bytes().all(is_token_byte)
    };
    match webhook.headers.keys().find(|name| !is_token(name)) {
        None => Ok(()),
        Some(name) => Err(DefinitionError::at(
            "/headers",
            format!("header '{name}' is not a valid HTTP header"),
        )),
    }
}

fn check_amounts(transfer: &TransferAirtime) -> Result<(), DefinitionError> {
    for (currency, amount) in &transfer.amounts {
        let Some(amount) = Number::parse_decimal(amount) else {
            continue;
        };
        let why = if amount.magnitude().abs() > MAX_MAGNITUDE {
            ": number value is out of permitted range"
        } else if amount.significant_digits() > MAX_SIGNIFICANT_DIGITS {
            ": number has too many digits"
        } else if amount.is_negative() || amount > Number::new(1, MAX_AMOUNT_DIGITS) {
            ""
        } else {
            continue;
        };
        let text = format!("amount for '{currency}' is out of range{why}");
        return Err(DefinitionError::at("/amounts", text));
    }
    Ok(())
}

fn check_router(router: &Router, node: &Node, flow: &Flow) -> Result<(), DefinitionError> {
    if let RouterKind::Switch(switch) = &router.kind {
        check_switch(switch, router)?;
    }
    let categories = router.categories.len();
    if categories > MAX_PER_NODE {
        let text = format!("can't have more than {MAX_PER_NODE} categories (has {categories})");
        return Err(DefinitionError::at("/categories", text));
    }
    if let Some(Timeout {
        category: Some(category),
        ..
    }) = node.wait.as_ref().and_then(timeout_of)
        && router.category(category).is_none()
    {
        let text = format!("timeout category {category} is not a valid category");
        return Err(DefinitionError::at("/wait/timeout/category_uuid", text));
    }
    for (index, category) in router.categories.iter().enumerate() {
        if node.exit(&category.exit).is_none() {
            let text = format!("category exit {} is not a valid exit", category.exit);
            return Err(DefinitionError::at(
                format!("/categories/{index}/exit_uuid"),
                text,
            ));
        }
    }
    match &node.wait {
        Some(wait) if !is_wait_allowed(wait, &flow.flow_type) => {
            let (wait, flow_type) = (wait.type_name(), flow.flow_type.as_str());
            let text = format!("wait type '{wait}' is not allowed in a flow of type '{flow_type}'");
            Err(DefinitionError::at("/wait/type", text))
        }
        _ => Ok(()),
    }
}

fn timeout_of(wait: &Wait) -> Option<&Timeout> {
    match wait {
        Wait::Msg(wait) => wait.timeout.as_ref(),
        Wait::Dial(wait) => wait.timeout.as_ref(),
        Wait::Nothing => None,
    }
}

fn is_wait_allowed(wait: &Wait, flow_type: &FlowType) -> bool {
    match wait {
        Wait::Msg(_) | Wait::Nothing => *flow_type != FlowType::MessagingBackground,
        Wait::Dial(_) => *flow_type == FlowType::Voice,
    }
}

fn check_switch(switch: &SwitchRouter, router: &Router) -> Result<(), DefinitionError> {
    let cases = switch.cases.len();
    if cases > MAX_PER_NODE {
        let text = format!("can't have more than {MAX_PER_NODE} cases (has {cases})");
        return Err(DefinitionError::at("/cases", text));
    }
    if let Some(default) = &switch.default_category
        && router.category(default).is_none()
    {
        let text = format!("default category {default} is not a valid category");
        return Err(DefinitionError::at("/default_category_uuid", text));
    }
    for (index, case) in switch.cases.iter().enumerate() {
        check_case(case, router).map_err(|error| {
            error
                .prefixed(format!("invalid case[uuid={}]: ", case.uuid))
                .below(format!("/cases/{index}"))
        })?;
    }
    Ok(())
}

fn check_case(case: &Case, router: &Router) -> Result<(), DefinitionError> {
    if router.category(&case.category).is_none() {
        let text = format!("category {} is not a valid category", case.category);
        return Err(DefinitionError::at("/category_uuid", text));
    }
    if !TESTS.contains(&&*case.test) {
        return Err(DefinitionError::at(
            "/type",
            format!("{} is not a registered test function", case.test),
        ));
    }
    let arguments = case.arguments.len();
    if arguments > MAX_ARGUMENTS {
        let text = format!("can't have more than {MAX_ARGUMENTS} arguments (has {arguments})");
        return Err(DefinitionError::at("/arguments", text));
    }
    Ok(())
}
