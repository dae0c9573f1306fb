//! Opening whatever file with flows a user has: one definition, a bundle of assets of either generation, generation 12's
//! list of assets, an export of RapidPro or TextIt. What a file is is told by its content.
//!
//! What flows refer to but the file does not have is made up, and listed in [`Assets::assumed`].

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::excellent::Text;
use crate::model::assets::{Assets, FlowEntry};
use crate::model::flow::{Flow, Generation};
use crate::model::uuids::is_uuid;

use super::assets::{BundleRules, read_bundle};
use super::assumed;
use super::bundle::{flow_entry, header, sections};
use super::definition::generation_of;
use super::reader::Object;
use crate::json::Document;

mod choice;
mod error;
mod text;

pub use error::{OpenError, OpenProblem};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The definition of one flow.
    Definition,
    /// An object of lists of assets.
    Bundle,
    /// Generation 12's list of assets with types and addresses.
    AssetList,
    /// An export of the hosting application.
    Export,
}

/// A file that was opened.
#[derive(Debug)]
pub struct Opened {
    /// What it is.
    pub kind: FileKind,
    /// Its flows and assets, and what was made up beside them.
    pub assets: Assets,
    /// The generation of its first flow.
    pub generation: Generation,
    /// Flows of it that can't be read at all, or not beyond their name. They are no obstacle to the others.
    pub unreadable: Vec<UnreadableFlow>,
}

/// A flow that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableFlow {
    /// Where in the file, as a JSON pointer.
    pub pointer: String,
    /// Its name, as far as it can be told.
    pub name: Text,
    /// Why.
    pub problem: String,
}

/// Opens a file.
pub fn open_file(path: &Path) -> Result<Opened, OpenError> {
    let bytes = if path.is_dir() {
        Err(OpenProblem::Directory)
    } else {
        fs::read(path).map_err(OpenProblem::from)
    };
    open_bytes(&bytes?)
}

/// Opens the content of a file.
pub fn open_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    open(&text::parse(bytes)?)
}

/// Opens the content of a file that was parsed as JSON. If it has only one flow, that one must be readable.
pub fn open(json: &Json) -> Result<Opened, OpenError> {
    let kind = recognise(json).ok_or_else(|| OpenProblem::not_a_flow(json))?;
    let mut opened = match (kind, json) {
        (FileKind::AssetList, _) => read_file(kind, &sections(json)?)?,
        (FileKind::Definition, _) => read_file(kind, &json!({"flows": [json]}))?,
        (FileKind::Export, _) => read_file(kind, &exported(json))?,
        _ => read_file(kind, json)?,
    };
    opened.report_unreadable();
    if let ([entry], []) = (
        opened.assets.flows.iter().as_slice(),
        opened.unreadable.as_slice(),
    ) {
        opened.read_entry(entry)?;
    }
    assumed::for_flows(&mut opened.assets);
    Ok(opened)
}

/// What a file is, by its content.
fn recognise(json: &Json) -> Option<FileKind> {
    if let Json::Array(items) = json {
        let is_asset = |item: &Json| {
            ["url", "type", "content"]
                .iter()
                .all(|key| item.get(key).is_some())
        };
        return (!items.is_empty() && items.iter().all(is_asset)).then_some(FileKind::AssetList);
    }
    let has = |key| json.get(key).is_some();
    if json.get("flows").is_some_and(Json::is_array) {
        return Some(if has("version") || has("site") {
            FileKind::Export
        } else {
            FileKind::Bundle
        });
    }
    let is_definition =
        has("nodes") || has("spec_version") || LEGACY_MEMBERS.iter().any(|key| has(key));
    is_definition.then_some(FileKind::Definition)
}

/// Members by which a definition of the legacy format is known.
const LEGACY_MEMBERS: [&str; 3] = ["action_sets", "rule_sets", "flow_type"];

/// Sections of an export that mean the same as in a bundle.
const EXPORTED: [&str; 3] = ["flows", "fields", "groups"];

/// The bundle in an export.
fn exported(json: &Json) -> Json {
    let members = json.as_object().into_iter().flatten();
    let kept = members.filter(|(key, _)| EXPORTED.contains(&key.as_str()));
    Json::Object(
        kept.map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}

fn read_file(kind: FileKind, json: &Json) -> Result<Opened, OpenError> {
    let definitions = json
        .get("flows")
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let generation = definitions
        .first()
        .map(generation_of)
        .ok_or(OpenProblem::NoFlows)?;
    let mut opened = Opened {
        kind,
        assets: read_lists(json, generation)?,
        generation,
        unreadable: Vec::new(),
    };
    for (index, definition) in definitions.iter().enumerate() {
        match entry(definition) {
            Ok(entry) => {
                opened.assets.flows.add(entry);
            }
            Err(problem) => opened.unreadable.push(UnreadableFlow {
                pointer: opened.pointer_of(index),
                name: header(definition, "name").unwrap_or_default().into(),
                problem,
            }),
        }
    }
    match opened.unreadable.first() {
        Some(flow) if opened.assets.flows.is_empty() => {
            Err(OpenError::at(&flow.pointer, flow.problem.clone().into()))
        }
        _ => Ok(opened),
    }
}

/// Reads all assets but the flows.
fn read_lists(json: &Json, generation: Generation) -> Result<Assets, OpenError> {
    let others = json.as_object().into_iter().flatten();
    let others = others.filter(|(key, _)| *key != "flows");
    let others = others.map(|(key, value)| (key.clone(), value.clone()));
    let document = Document::of(&Json::Object(others.collect()));
    let object = Object::new(document.root())?;
    let bundle = read_bundle(&object, BundleRules::of(generation))?;
    Ok(Assets {
        bundle: Arc::new(bundle),
        ..Assets::default()
    })
}

/// Takes a flow by what can be told of it at a glance.
fn entry(definition: &Json) -> Result<FlowEntry, String> {
    let generation = generation_of(definition);
    let name = header(definition, "name").unwrap_or_default();
    match header(definition, "uuid") {
        Some(uuid) if is_uuid(uuid) => Ok(flow_entry(uuid, name, definition.clone(), generation)),
        // Its reader says best what is wrong with it.
        _ => {
            let error = super::definition::read_flow(definition, generation).err();
            Err(error.map_or_else(|| "it has no UUID".to_string(), |error| error.to_string()))
        }
    }
}

impl Opened {
    fn report_unreadable(&mut self) {
        for (index, entry) in self.assets.flows.iter().enumerate() {
            if let Err(error) = entry.flow() {
                self.unreadable.push(UnreadableFlow {
                    pointer: format!("{}{}", self.pointer_of(index), error.pointer),
                    name: entry.name.clone(),
                    problem: error.text,
                });
            }
        }
    }

    /// Where in the file a flow is. Lists of assets are made into a bundle first, so there it is not known.
    fn pointer_of(&self, index: usize) -> String {
        match self.kind {
            FileKind::Bundle | FileKind::Export => format!("/flows/{index}"),
            FileKind::Definition | FileKind::AssetList => String::new(),
        }
    }

    fn read_entry(&self, entry: &FlowEntry) -> Result<Arc<Flow>, OpenError> {
        entry.flow().map_err(|error| {
            let index = self
                .assets
                .flows
                .iter()
                .position(|other| std::ptr::eq(other, entry))
                .unwrap_or_default();
            let pointer = format!("{}{}", self.pointer_of(index), error.pointer);
            let flow = entry.name.to_string();
            OpenError::at(
                &pointer,
                OpenProblem::Flow {
                    flow,
                    error: Box::new(error),
                },
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FLOW: &str = "76f0a02f-3b75-4b86-9064-e9195e1b3a02";
    const CHILD: &str = "76f0a02f-3b75-4b86-9064-e9195e1b3a03";

    fn opened(json: &Json) -> Result<Opened, OpenError> {
        open(json)
    }

    fn error(json: &Json) -> String {
        opened(json)
            .and_then(|opened| opened.flow(None))
            .unwrap_err()
            .to_string()
    }

    /// A flow of generation 12 with one node and one action.
    fn flow_12(uuid: &str, name: &str, action: &Json) -> Json {
        let mut action = action.clone();
        action["uuid"] = json!("8eebd020-1af5-431c-b943-aa670fc74da9");
        let node = json!({"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [action]});
        json!({"uuid": uuid, "name": name, "language": "eng", "type": "messaging", "nodes": [node]})
    }

    fn starts(child: &str) -> Json {
        json!({"type": "start_flow", "flow": {"uuid": child, "name": "Child"}})
    }

    #[test]
    fn tells_files_by_their_content() {
        let flow = flow_12(FLOW, "Main", &json!({"type": "send_msg", "text": "Hi"}));
        let kind = |json: &Json| opened(json).unwrap().kind;
        assert_eq!(kind(&flow), FileKind::Definition);
        assert_eq!(kind(&json!({"flows": [flow]})), FileKind::Bundle);
        assert_eq!(
            kind(&json!({"flows": [flow], "version": "13", "site": "https://x"})),
            FileKind::Export
        );
        let item = json!({"type": "flow", "url": "http://x/flow/1", "content": flow});
        assert_eq!(kind(&json!([item])), FileKind::AssetList);
    }

    #[test]
    fn what_is_referred_to_is_made_up_and_listed() {
        let action = json!({"type": "set_contact_field", "field": {"key": "age", "name": "Age"}, "value": "@contact.fields.old"});
        let opened = opened(&flow_12(FLOW, "Main", &action)).unwrap();
        let assumed: Vec<_> = opened
            .assets
            .assumed
            .iter()
            .map(|assumed| (assumed.kind, &*assumed.name))
            .collect();
        assert_eq!(
            assumed,
            [
                ("field", "Age"),
                ("field", "old"),
                ("channel", "Test Channel")
            ]
        );
        assert!(opened.assets.fields.get("old").is_some());
    }

    #[test]
    fn a_missing_flow_is_made_up_and_never_the_default() {
        let opened = opened(&flow_12(FLOW, "Main", &starts(CHILD))).unwrap();
        assert_eq!(opened.flow(None).unwrap().uuid, *FLOW);
        assert!(
            opened
                .assets
                .flows
                .get(&CHILD.into())
                .unwrap()
                .unwrap()
                .nodes
                .is_empty()
        );
    }

    #[test]
    fn the_default_is_a_flow_that_no_other_enters() {
        let child = flow_12(CHILD, "Child", &json!({"type": "send_msg", "text": "Hi"}));
        let opened =
            opened(&json!({"flows": [child, flow_12(FLOW, "Main", &starts(CHILD))]})).unwrap();
        assert_eq!(&*opened.flow(None).unwrap().name, "Main");
        assert_eq!(&*opened.flow(Some("child")).unwrap().name, "Child");
        let unknown = opened.flow(Some("Nobody")).unwrap_err().to_string();
        assert_eq!(
            unknown,
            "there is no flow 'Nobody' in it; it has: Child, Main"
        );
    }

    #[test]
    fn one_bad_flow_does_not_stop_the_others() {
        let good = flow_12(FLOW, "Main", &json!({"type": "send_msg", "text": "Hi"}));
        let bad = flow_12(CHILD, "Bad", &json!({"type": "dance"}));
        let opened = opened(&json!({"flows": [bad, {"name": "Nothing"}, good]})).unwrap();
        assert_eq!(&*opened.flow(None).unwrap().name, "Main");
        let pointers: Vec<_> = opened
            .unreadable
            .iter()
            .map(|flow| flow.pointer.as_str())
            .collect();
        assert_eq!(pointers, ["/flows/1", "/flows/0/nodes/0/actions/0/type"]);
    }

    #[test]
    fn bad_files_are_told_in_a_sentence() {
        let not_a_flow = error(&json!({"color": "red", "size": 3}));
        assert!(
            not_a_flow.ends_with("but it is an object with color, size"),
            "{not_a_flow}"
        );
        assert!(error(&json!({"urns": [], "uuid": "c"})).ends_with("but it is a contact"));
        assert!(error(&json!({"runs": [], "contact": {}})).ends_with("but it is a stored session"));
        assert!(error(&json!([])).ends_with("but it is an empty list"));
        assert_eq!(error(&json!({"flows": []})), "there is no flow in it");
        assert!(error(&json!({"action_sets": [], "rule_sets": []})).contains("legacy format"));
        let bad = error(&flow_12(
            FLOW,
            "Main",
            &json!({"type": "set_contact_field", "field": 3}),
        ));
        assert!(bad.starts_with("flow 'Main': "), "{bad}");
        let missing = open_file(Path::new("/nowhere/at all.json"))
            .unwrap_err()
            .to_string();
        assert_eq!(missing, "there is no such file");
        assert_eq!(
            open_file(Path::new("/")).unwrap_err().to_string(),
            "this is a directory, not a file"
        );
    }

    #[test]
    fn the_samples_open_without_a_problem() {
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_flows")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let opened = open_file(&path).unwrap();
                assert!(
                    opened.unreadable.is_empty(),
                    "{path:?}: {:?}",
                    opened.unreadable
                );
                assert!(opened.flow(None).is_ok(), "{path:?}");
                assert!(
                    opened.assets.assumed.is_empty(),
                    "{path:?}: {:?}",
                    opened.assets.assumed
                );
            }
        }
    }
}
