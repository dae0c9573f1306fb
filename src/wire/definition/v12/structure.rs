//! Whether the parts of a definition of generation 12 fit together.

use std::collections::HashSet;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Flow, Node, RouterKind};

/// Checks that nodes are unique, that exits lead somewhere, and that routers name exits of their node.
pub fn check(flow: &Flow) -> Result<(), DefinitionError> {
    let mut seen = HashSet::new();
    for (index, node) in flow.nodes.iter().enumerate() {
        if !seen.insert(&node.uuid) {
            let text = format!("duplicate node uuid: {}", node.uuid);
            return Err(
                DefinitionError::at(format!("/nodes/{index}/uuid"), text).in_node(&node.uuid)
            );
        }
    }
    for (index, node) in flow.nodes.iter().enumerate() {
        check_destinations(flow, node)
            .and_then(|()| check_router(node))
            .map_err(|error| error.below(format!("/nodes/{index}")).in_node(&node.uuid))?;
    }
    Ok(())
}

fn check_destinations(flow: &Flow, node: &Node) -> Result<(), DefinitionError> {
    for (index, exit) in node.exits.iter().enumerate() {
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
                format!("/exits/{index}/destination_node_uuid"),
                text,
            ));
        }
    }
    Ok(())
}

fn check_router(node: &Node) -> Result<(), DefinitionError> {
    let Some(router) = &node.router else {
        return Ok(());
    };
    let RouterKind::Switch(switch) = &router.kind else {
        return Ok(());
    };
    let invalid = |pointer: String, problem: String| {
        let text = format!("router is invalid on node[uuid={}]: {problem}", node.uuid);
        DefinitionError::at(format!("/router{pointer}"), text)
    };
    if let Some(default) = &switch.default_category
        && router.category(default).is_none()
    {
        let problem = format!("default exit {default} is not a valid exit");
        return Err(invalid("/default_exit_uuid".to_string(), problem));
    }
    for (index, case) in switch.cases.iter().enumerate() {
        if router.category(&case.category).is_none() {
            let problem = format!("case exit {} is not a valid exit", case.category);
            return Err(invalid(format!("/cases/{index}/exit_uuid"), problem));
        }
    }
    Ok(())
}
