//! Why a file can't be opened, in one sentence with the place.

use std::io;

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::wire::definition::record::kind;
use crate::wire::reader::ReadError;

/// How many members of an unknown object are named.
const NAMED_MEMBERS: usize = 5;

/// Members by which other kinds of files are told apart, and what they are.
const OTHERS: [(&str, &str); 5] = [
    ("runs", "a stored session"),
    ("urns", "a contact"),
    ("triggered_on", "a trigger"),
    ("resumed_on", "a resume"),
    ("date_format", "an environment"),
];

/// A file that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct OpenError {
    /// Where in it, as a JSON pointer; empty for the file as a whole.
    pub pointer: String,
    /// What is wrong.
    pub problem: OpenProblem,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// It does not exist.
    #[error("there is no such file")]
    Missing,
    /// It is a directory.
    #[error("this is a directory, not a file")]
    Directory,
    /// The system does not let us read it.
    #[error("it can't be read: {0}")]
    Unreadable(String),
    /// It is no JSON.
    #[error("it is not valid JSON: {0}")]
    Json(String),
    /// It is JSON, but nothing with flows.
    #[error(
        "this is not a flow: expected a flow definition, an object with a list of flows, or a list of asset items, \
         but it is {0}"
    )]
    NotAFlow(String),
    /// It has a list of flows without any.
    #[error("there is no flow in it")]
    NoFlows,
    /// Something in it breaks the rules of the format.
    #[error("{0}")]
    Invalid(String),
    /// A flow of it can't be read.
    #[error("flow '{flow}': {error}{}", in_action(error))]
    Flow {
        /// The name of the flow.
        flow: String,
        /// What is wrong with it.
        error: Box<DefinitionError>,
    },
    /// It has no flow of that name.
    #[error("there is no flow '{wanted}' in it; it has: {names}")]
    UnknownFlow {
        /// The name or UUID asked for.
        wanted: String,
        /// The names of the flows there are.
        names: String,
    },
}

fn in_action(error: &DefinitionError) -> String {
    match (&error.node, &error.action) {
        (_, Some(action)) if error.text.contains(action.uuid.as_str()) => String::new(),
        (_, Some(action)) => format!(" (in the {} action {})", action.type_name, action.uuid),
        (Some(node), None) if !error.text.contains(node.as_str()) => format!(" (in node {node})"),
        _ => String::new(),
    }
}

impl From<String> for OpenProblem {
    fn from(text: String) -> Self {
        Self::Invalid(text)
    }
}

impl From<io::Error> for OpenProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

impl OpenProblem {
    /// Says what a JSON value without flows is.
    pub fn not_a_flow(json: &Json) -> Self {
        let what = match json {
            Json::Object(members) if members.is_empty() => "an empty object".to_string(),
            Json::Object(members) => {
                if let Some((_, what)) = OTHERS
                    .iter()
                    .find(|(member, _)| members.contains_key(*member))
                {
                    return Self::NotAFlow((*what).to_string());
                }
                let names: Vec<&str> = members
                    .keys()
                    .take(NAMED_MEMBERS)
                    .map(String::as_str)
                    .collect();
                let more = if members.len() > NAMED_MEMBERS {
                    ", ..."
                } else {
                    ""
                };
                format!("an object with {}{more}", names.join(", "))
            }
            Json::Array(items) if items.is_empty() => "an empty list".to_string(),
            Json::Array(_) => "a list of something else".to_string(),
            other => kind(other).to_string(),
        };
        Self::NotAFlow(what)
    }
}

impl OpenError {
    /// A problem at a JSON pointer.
    pub fn at(pointer: &str, problem: OpenProblem) -> Self {
        Self {
            pointer: pointer.to_string(),
            problem,
        }
    }

    /// Where in the file, as a JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

/// A problem of the file as a whole.
impl From<OpenProblem> for OpenError {
    fn from(problem: OpenProblem) -> Self {
        Self::at("", problem)
    }
}

impl From<ReadError> for OpenError {
    fn from(error: ReadError) -> Self {
        Self::at(&error.pointer(), error.brief().into())
    }
}
