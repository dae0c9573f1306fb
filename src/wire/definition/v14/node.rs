//! Reading nodes and exits of generation 14.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::action::Action;
use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Exit, Generation, Node};
use crate::wire::definition::actions::read_action;
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Min, Optional, Required, Uuid};

use super::router::read_router;

/// Reads a node: first its own members and exits, then its router, then its actions.
pub fn read_node(json: &Json) -> Result<Node, DefinitionError> {
    let mut record = Record::open(json, Generation::V14);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let actions = record.elements("actions", &[]);
    let router = record.raw("router").map(|(_, router)| router);
    let exits = read_exits(&mut record);
    record
        .finish()
        .map_err(|error| error.prefixed("unable to read node: "))?;
    read_contents(router, &actions)
        .map_err(|error| error.in_node(&uuid.into()))
        .map(|(router, actions)| {
            let (router, wait) = router.map_or((None, None), |(router, wait)| (Some(router), wait));
            Node {
                uuid: uuid.into(),
                actions,
                wait,
                router,
                exits,
                ui_type: None,
            }
        })
}

type Contents = (Option<super::router::WaitingRouter>, Vec<Arc<Action>>);

fn read_contents(
    router: Option<&Json>,
    actions: &[(String, &Json)],
) -> Result<Contents, DefinitionError> {
    let router = router.map(|json| {
        read_router(json)
            .map_err(|error| error.prefixed("unable to read router: ").below("/router"))
    });
    let router = router.transpose()?;
    let actions = actions.iter().enumerate().map(|(index, (pointer, json))| {
        let action = read_action(json, Generation::V14);
        action.map(Arc::new).map_err(|error| {
            error
                .prefixed(format!("unable to read action[{index}]: "))
                .below(pointer)
        })
    });
    Ok((router, actions.collect::<Result<_, _>>()?))
}

fn read_exits(record: &mut Record<'_>) -> Vec<Exit> {
    let mut exits = Vec::new();
    for (index, (pointer, json)) in record
        .elements("exits", &[Required, Min(1)])
        .into_iter()
        .enumerate()
    {
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
    let mut record = Record::open(json, Generation::V14);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let destination = record.text("destination_uuid", &[Optional, Uuid]);
    record.finish()?;
    let destination = (!destination.is_empty()).then(|| destination.into());
    Ok(Exit {
        uuid: uuid.into(),
        destination,
        name: "".into(),
    })
}
