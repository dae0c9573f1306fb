//! Recognises the kinds of files a user may hand us, by their content, and reads each as assets with flows.
//!
//! - a bundle of assets: an object with `flows`, perhaps `fields`, `groups`, `channels`, ...
//! - an export of RapidPro or TextIt: an object with `version`, `site` and `flows`
//! - one flow definition: an object with `nodes`, or a legacy one with `action_sets`
//! - generation 12's list of `{"type", "url", "content"}`

use serde_json::{Map, Value as Json};

use crate::model::assets::Assets;
use crate::model::flow::Generation;

use super::bundle;
use super::reader::{Place, ReadError};

/// A file that was recognised and read.
#[derive(Debug)]
pub struct Opened {
    /// What is in it. The flows are read when they are first used.
    pub assets: Assets,
    /// The generation of its flows.
    pub generation: Generation,
}

/// Sections of an export that mean the same as in a bundle.
const EXPORTED: [&str; 3] = ["flows", "fields", "groups"];

/// Members by which other kinds of files are told apart, and what they are.
const OTHERS: [(&str, &str); 5] = [
    ("runs", "a stored session"),
    ("urns", "a contact"),
    ("triggered_on", "a trigger"),
    ("resumed_on", "a resume"),
    ("date_format", "an environment"),
];

/// Reads the content of a file.
pub fn open(json: &Json) -> Result<Opened, ReadError> {
    let bundle = match json {
        Json::Array(items) => bundle::sections(items)?,
        Json::Object(members) => bundle_of(members)?,
        other => return Err(ReadError::wrong_type(Place::root(), "a flow, a bundle or an export", other)),
    };
    let flows = bundle.get("flows").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    if flows.is_empty() {
        return Err(ReadError::other(Place::root().member("flows"), "there is no flow in this file"));
    }
    let generation = generation_of(flows);
    let assets = bundle::read_assets(&bundle, generation)?;
    Ok(Opened { assets, generation })
}

fn bundle_of(members: &Map<String, Json>) -> Result<Json, ReadError> {
    if members.contains_key("flows") {
        let is_export = members.contains_key("version") || members.contains_key("site");
        let kept = members.iter().filter(|(key, _)| !is_export || EXPORTED.contains(&key.as_str()));
        let bundle = kept.map(|(key, value)| (key.clone(), value.clone()));
        return Ok(Json::Object(bundle.map(|(key, value)| identified(&key, value)).collect()));
    }
    if members.contains_key("nodes") || members.contains_key("action_sets") {
        let flows = Json::Array(vec![Json::Object(members.clone())]);
        return Ok(Json::Object(Map::from_iter([identified("flows", flows)])));
    }
    let known = OTHERS.iter().find(|(member, _)| members.contains_key(*member));
    let what = known.map_or("not a flow, a bundle or an export".to_string(), |(_, what)| format!("{what}, not a flow"));
    Err(ReadError::other(Place::root(), format!("this is {what}")))
}

/// Gives legacy flows their UUID and name where a bundle has them: legacy ones keep them in `metadata`.
fn identified(section: &str, value: Json) -> (String, Json) {
    let Json::Array(mut items) = value else { return (section.to_string(), value) };
    if section == "flows" {
        for flow in items.iter_mut().filter_map(Json::as_object_mut) {
            let metadata = flow.get("metadata").cloned().unwrap_or_default();
            for key in ["uuid", "name"] {
                if let (None, Some(value)) = (flow.get(key), metadata.get(key)) {
                    flow.insert(key.to_string(), value.clone());
                }
            }
        }
    }
    (section.to_string(), Json::Array(items))
}

/// Legacy definitions are migrated as those of generation 14 are.
fn generation_of(flows: &[Json]) -> Generation {
    let is_14 = |flow: &Json| flow.get("spec_version").is_some() || flow.get("action_sets").is_some();
    if flows.iter().any(is_14) { Generation::V14 } else { Generation::V12 }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FLOW: &str = "f1000000-0000-4000-8000-000000000001";

    fn flow() -> Json {
        json!({"uuid": FLOW, "name": "Hello", "spec_version": "14.4.2", "language": "eng", "type": "messaging", "nodes": []})
    }

    fn old_flow() -> Json {
        json!({"uuid": FLOW, "name": "Hello", "language": "eng", "type": "messaging", "nodes": []})
    }

    fn opens(json: &Json, generation: Generation) -> Assets {
        let opened = open(json).unwrap();
        assert_eq!(opened.generation, generation);
        assert_eq!(opened.assets.flows.iter().map(|flow| &*flow.name).collect::<Vec<_>>(), ["Hello"]);
        opened.assets
    }

    fn refused(json: &Json) -> String {
        open(json).unwrap_err().to_string()
    }

    #[test]
    fn one_flow_of_either_generation() {
        opens(&flow(), Generation::V14);
        opens(&old_flow(), Generation::V12);
    }

    #[test]
    fn a_bundle_and_an_export() {
        let group = json!({"uuid": "9a000000-0000-4000-8000-000000000001", "name": "Testers"});
        let assets = opens(&json!({"flows": [flow()], "groups": [group]}), Generation::V14);
        assert_eq!(assets.groups.len(), 1);
        let campaign = json!({"uuid": "c", "name": "Reminders", "events": []});
        let group = json!({"uuid": "9a000000-0000-4000-8000-000000000001", "name": "Testers", "query": null});
        let field = json!({"key": "age", "name": "Age", "type": "number"});
        let export = json!({
            "version": "13", "site": "https://textit.com", "flows": [flow()], "campaigns": [campaign], "triggers": [{}],
            "groups": [group], "fields": [field],
        });
        let assets = opens(&export, Generation::V14);
        assert_eq!((assets.groups.len(), assets.fields.len(), assets.campaigns.len()), (1, 1, 0));
    }

    #[test]
    fn a_list_of_asset_items() {
        let items = json!([{"type": "flow", "url": "http://localhost/flow/1/", "content": old_flow()}]);
        opens(&items, Generation::V12);
    }

    #[test]
    fn a_legacy_flow() {
        let legacy = json!({
            "version": "11.12", "base_language": "eng", "flow_type": "M", "action_sets": [], "rule_sets": [],
            "metadata": {"uuid": FLOW, "name": "Hello"},
        });
        opens(&legacy, Generation::V14);
        opens(&json!({"version": "11.12", "site": "https://textit.in", "flows": [legacy]}), Generation::V14);
    }

    #[test]
    fn other_files_are_refused_with_what_they_are() {
        assert_eq!(refused(&json!({"urns": [], "uuid": "c"})), "this is a contact, not a flow");
        assert_eq!(refused(&json!({"runs": [], "status": "waiting"})), "this is a stored session, not a flow");
        assert_eq!(refused(&json!({"hello": 1})), "this is not a flow, a bundle or an export");
        assert_eq!(refused(&json!({"flows": []})), "there is no flow in this file");
        assert_eq!(refused(&json!("text")), "should be a flow, a bundle or an export, not a text");
    }
}
