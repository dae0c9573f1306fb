//! 14.3.0: how a node that opens a ticket or transfers airtime asks whether that went well.

use serde_json::{Value as Json, json};

use crate::wire::migrations::document::{Object, actions, is_of_type, nodes, router, text};

/// The nodes that asked for a result of their action ask for a local variable. The result is saved by the router.
pub fn ask_for_locals(definition: &mut Object) {
    for node in nodes(definition) {
        let Some(operand) = local_of(node) else {
            continue;
        };
        if !router(node).is_some_and(|router| ask_for(operand, router)) {
            continue;
        }
        let result_name = actions(node)
            .next()
            .and_then(|action| action.shift_remove("result_name"));
        if let Some(router) = router(node) {
            router.insert("result_name".to_string(), result_name.unwrap_or_default());
        }
    }
}

/// What tells how the only action of a node went.
fn local_of(node: &mut Object) -> Option<&'static str> {
    let mut actions = actions(node);
    let operand = match text(actions.next()?, "type") {
        "open_ticket" => "@locals._new_ticket",
        "transfer_airtime" => "@locals._new_transfer",
        _ => return None,
    };
    actions.next().is_none().then_some(operand)
}

/// Leaves a router that asks for a result its first case, which asks whether there is anything. Says whether it did.
fn ask_for(operand: &str, router: &mut Object) -> bool {
    if !is_of_type(router, "switch") || !text(router, "operand").starts_with("@results.") {
        return false;
    }
    let Some(Json::Array(cases)) = router.get_mut("cases") else {
        return false;
    };
    let Some(Json::Object(first)) = cases.first_mut() else {
        return false;
    };
    first.insert("type".to_string(), Json::from("has_text"));
    first.insert("arguments".to_string(), json!([]));
    cases.truncate(1);
    router.insert("operand".to_string(), Json::from(operand));
    true
}
