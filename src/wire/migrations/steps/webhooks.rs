//! How a node that calls a webhook asks whether the call went well.

use serde_json::{Value as Json, json};

use crate::wire::migrations::document::{
    Object, Parts, actions, actions_of_type, is_of_type, nodes, parts, router, text,
};

const STATUS: &str = "@webhook.status";
const STATUS_OR_ZERO: &str = "@(default(webhook.status, 0))";
const MAX_QUICK_REPLIES: usize = 10;

/// 14.1.0: a node that asks for the category of the call's result asks for its status; messages have few quick replies.
pub fn ask_for_status_and_limit_quick_replies(definition: &mut Object) {
    for router in nodes(definition).into_iter().filter_map(webhook_router) {
        if text(router, "operand").starts_with("@results.") {
            ask_for_status(router);
        }
    }
    for type_name in ["send_msg", "send_broadcast"] {
        for action in actions_of_type(nodes(definition), type_name) {
            if let Some(Json::Array(replies)) = action.get_mut("quick_replies") {
                replies.truncate(MAX_QUICK_REPLIES);
            }
        }
    }
}

/// 14.4.1: the others do so as well, whatever they ask for.
pub fn ask_all_for_status(definition: &mut Object) {
    let Parts {
        nodes,
        mut languages,
    } = parts(definition);
    for router in nodes.into_iter().filter_map(webhook_router) {
        let cases = router
            .get("cases")
            .and_then(Json::as_array)
            .map_or(&[][..], Vec::as_slice);
        let uuids: Vec<String> = cases
            .iter()
            .filter_map(|case| Some(case.get("uuid")?.as_str()?.to_string()))
            .collect();
        if ask_for_status(router) {
            for language in &mut languages {
                for uuid in &uuids {
                    language.delete(uuid, "arguments");
                }
            }
        }
    }
}

/// 14.4.2: a call without an answer has no status, which counts as 0.
pub fn default_status(definition: &mut Object) {
    for router in nodes(definition).into_iter().filter_map(webhook_router) {
        if text(router, "operand") == STATUS {
            router.insert("operand".to_string(), Json::from(STATUS_OR_ZERO));
        }
    }
}

/// The switch router of a node whose one action calls a webhook or a resthook.
fn webhook_router(node: &mut Object) -> Option<&mut Object> {
    let mut node_actions = actions(node);
    let only = node_actions.next()?;
    let is_call = is_of_type(only, "call_webhook") || is_of_type(only, "call_resthook");
    if !is_call || node_actions.next().is_some() {
        return None;
    }
    drop(node_actions);
    router(node).filter(|router| is_of_type(router, "switch"))
}

/// Leaves the router its first case, which asks whether the status is one of success. Says whether it had one.
fn ask_for_status(router: &mut Object) -> bool {
    let Some(Json::Array(cases)) = router.get_mut("cases") else {
        return false;
    };
    let Some(Json::Object(first)) = cases.first_mut() else {
        return false;
    };
    first.insert("type".to_string(), Json::from("has_number_between"));
    first.insert("arguments".to_string(), json!(["200", "299"]));
    cases.truncate(1);
    router.insert("operand".to_string(), Json::from(STATUS));
    true
}
