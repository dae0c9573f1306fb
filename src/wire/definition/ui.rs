//! The drawing section of a definition (`_ui`): where the author put the nodes, and as what the editor shows them.
//!
//! It is whatever an editor wrote, so everything in it that is not as expected is ignored.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::excellent::Text;
use crate::model::flow::Position;

/// What the drawing section says of one node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeDrawing {
    /// Its place.
    pub position: Option<Position>,
    /// The editor's type of node.
    pub node_type: Option<Text>,
}

/// What the drawing section of a definition says, by node UUID.
pub fn read_drawings(definition: &Json) -> HashMap<&str, NodeDrawing> {
    let nodes = definition
        .get("_ui")
        .and_then(|ui| ui.get("nodes"))
        .and_then(Json::as_object);
    nodes
        .into_iter()
        .flatten()
        .map(|(uuid, drawing)| (uuid.as_str(), read_drawing(drawing)))
        .collect()
}

fn read_drawing(json: &Json) -> NodeDrawing {
    let position = json.get("position").and_then(|position| {
        let pixels = |key| position.get(key).and_then(whole);
        Some(Position {
            left: pixels("left")?,
            top: pixels("top")?,
        })
    });
    NodeDrawing {
        position,
        node_type: json.get("type").and_then(Json::as_str).map(Into::into),
    }
}

/// A number of pixels; editors may write fractions.
fn whole(json: &Json) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a place outside of the range is as good as the last within"
    )]
    json.as_i64()
        .or_else(|| json.as_f64().map(|number| number.round() as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_as_expected_is_ignored() {
        let definition = json!({"_ui": {"nodes": {
            "a": {"type": "wait_for_response", "position": {"left": -20, "top": 10.6}},
            "b": {"type": 1, "position": {"left": 3}},
            "c": null,
        }}});
        let drawings = read_drawings(&definition);
        assert_eq!(
            drawings["a"].position,
            Some(Position { left: -20, top: 11 })
        );
        assert_eq!(
            drawings["a"].node_type.as_deref(),
            Some("wait_for_response")
        );
        assert_eq!(
            (&drawings["b"], &drawings["c"]),
            (&NodeDrawing::default(), &NodeDrawing::default())
        );
        for odd in [json!({"_ui": []}), json!({"_ui": null}), json!(1)] {
            assert!(read_drawings(&odd).is_empty());
        }
    }
}
