//! What an action does, in a sentence.

use super::clean;
use crate::engine::actions;
use crate::model::action::Action;

/// A sentence that says what the action does.
pub fn words(action: &Action) -> String {
    let sentence = clean(&actions::describe(&action.kind));
    // It may end in a text of the flow that ends a sentence itself.
    let is_ended = sentence.ends_with(['.', '?', '!', '…']);
    if is_ended { sentence } else { sentence + "." }
}
