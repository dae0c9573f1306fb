//! `@node` of generation 14.

use crate::engine::context::{copied, text};
use crate::engine::state::State;
use crate::excellent::{Map, Number, Text, Value};

/// The node a run stands at as a value; null without one.
pub fn value(state: &State, index: usize) -> Value {
    let (Some(node), Some(run)) = (state.node_of(index), state.session.runs.get(index)) else {
        return Value::Null;
    };
    let categories = node.router.iter().flat_map(|router| &router.categories);
    let categories: Vec<_> = categories.map(|category| text(&category.name)).collect();
    let visits = run
        .path
        .iter()
        .filter(|step| step.node == node.uuid)
        .count();
    Map::from_entries([
        (Text::new_static("uuid"), copied(node.uuid.as_str())),
        (Text::new_static("categories"), categories.into()),
        (
            Text::new_static("visit_count"),
            Value::Number(Number::from(i64::try_from(visits).unwrap_or(i64::MAX))),
        ),
    ])
    .into()
}
