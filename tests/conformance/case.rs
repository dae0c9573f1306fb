//! A conformance case and where it comes from: reads the files of a family into cases.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One case: its identifier and the whole JSON object it was written as.
pub struct Case {
    pub id: String,
    /// The case as a JSON object; members in the order and numbers in the spelling of the file.
    pub json: Value,
}

impl Case {
    /// Wraps a JSON object; `fallback_id` is used where it has no `id`.
    pub fn new(json: Value, fallback_id: &str) -> Case {
        let id = json
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or(fallback_id)
            .to_string();
        Case { id, json }
    }

    /// A member of the case, or null.
    pub fn get(&self, name: &str) -> &Value {
        self.json.get(name).unwrap_or(&Value::Null)
    }

    /// A text member, or the empty text.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).as_str().unwrap_or_default()
    }

    /// A member as compact JSON text, members in the order of the file.
    pub fn compact(&self, name: &str) -> String {
        self.get(name).to_string()
    }

    /// What the reference made of it.
    pub fn expect(&self) -> &Value {
        self.get("expect")
    }

    /// The text of the whole case without what is expected of it.
    pub fn input_text(&self) -> String {
        let mut input = self.json.clone();
        if let Some(members) = input.as_object_mut() {
            members.shift_remove("expect");
            members.shift_remove("loose");
        }
        input.to_string()
    }
}

/// What the data folder holds beside cases: the inputs that several cases of a generation share.
pub struct Data {
    shared: BTreeMap<String, Value>,
}

impl Data {
    /// Opens a data folder, reading `assets.json` and `fixtures/` of each generation.
    pub fn open(root: &Path) -> Data {
        let mut shared = BTreeMap::new();
        for generation in ["v12", "v14"] {
            let folder = root.join(generation);
            if let Some(assets) = read_json(&folder.join("assets.json")) {
                shared.insert(format!("{generation}/assets"), assets);
            }
            for path in json_files(&folder.join("fixtures")) {
                if let Some(fixture) = read_json(&path) {
                    shared.insert(format!("{generation}/fixtures/{}", stem(&path)), fixture);
                }
            }
        }
        Data { shared }
    }

    /// `assets.json` of a generation (`"v12"`, `"v14"`), or null.
    pub fn assets(&self, generation: &str) -> &Value {
        self.shared
            .get(&format!("{generation}/assets"))
            .unwrap_or(&Value::Null)
    }

    /// A fixture of generation 12 by name: a session's input, or null.
    pub fn fixture(&self, name: &str) -> &Value {
        self.shared
            .get(&format!("v12/fixtures/{name}"))
            .unwrap_or(&Value::Null)
    }
}

/// The cases of a `.jsonl` file, one per line.
pub fn from_lines(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let name = stem(path);
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| parsed(line, &format!("{name}:{}", index + 1)))
        .collect()
}

/// The cases of a folder, one per `.json` file.
pub fn from_folder(folder: &Path) -> Vec<Case> {
    json_files(folder)
        .iter()
        .map(|path| parsed(&fs::read_to_string(path).unwrap_or_default(), &stem(path)))
        .collect()
}

/// A case that cannot be read still counts: its runner will find no input and fail it.
fn parsed(text: &str, id: &str) -> Case {
    let json = serde_json::from_str(text).unwrap_or_else(|error| {
        eprintln!("{id}: {error}");
        Value::Null
    });
    Case::new(json, id)
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    paths
}

fn read_json(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
