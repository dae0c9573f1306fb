//! What is wrong with a flow definition, and where.

use std::fmt;

use super::uuids::{ActionUuid, NodeUuid};

/// A definition that can't be read or used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    /// What is wrong, in the words of the format.
    pub text: String,
    /// Where in the definition, as a JSON pointer; empty for the definition as a whole.
    pub pointer: String,
    /// The node concerned.
    pub node: Option<NodeUuid>,
    /// The action concerned.
    pub action: Option<ActionPlace>,
}

/// An action as far as it could be told what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionPlace {
    /// Its UUID; empty if it has none.
    pub uuid: ActionUuid,
    /// Its type as the format spells it.
    pub type_name: String,
}

impl DefinitionError {
    /// An error that concerns the definition as a whole.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            pointer: String::new(),
            node: None,
            action: None,
        }
    }

    /// An error at a place given by a JSON pointer.
    pub fn at(pointer: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            ..Self::new(text)
        }
    }

    /// The same error with words before its text.
    pub fn prefixed(mut self, prefix: impl fmt::Display) -> Self {
        self.text = format!("{prefix}{}", self.text);
        self
    }

    /// The same error in a definition that lies deeper in the document.
    pub fn below(mut self, pointer: impl fmt::Display) -> Self {
        self.pointer = format!("{pointer}{}", self.pointer);
        self
    }

    /// The same error, concerning a node.
    pub fn in_node(mut self, node: &NodeUuid) -> Self {
        self.node.get_or_insert_with(|| node.clone());
        self
    }

    /// The same error, concerning an action.
    pub fn in_action(mut self, action: ActionPlace) -> Self {
        self.action.get_or_insert(action);
        self
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for DefinitionError {}
