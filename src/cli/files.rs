//! Reads the JSON files that the arguments name.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use super::error::InputError;
use crate::wire::open::OpenProblem;

/// Reads a JSON file, or says in a sentence why it can't be.
pub fn read_json(path: &Path) -> Result<Json, InputError> {
    let bytes = fs::read(path)
        .map_err(|error| InputError::file(path, "", OpenProblem::from(error).to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        InputError::file(path, "", OpenProblem::Json(error.to_string()).to_string())
    })
}
