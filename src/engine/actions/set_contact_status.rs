//! `set_contact_status` (14): says whether flows may talk to the contact.

use super::Behaviour;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::model::action::SetContactStatus;
use crate::model::contact::ContactStatus;

impl Behaviour for SetContactStatus {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        // Readers let no other status through.
        let Some(status) = ContactStatus::from_name(&self.status) else {
            return Ok(());
        };
        context.modify(&Modifier::Status(status));
        Ok(())
    }

    fn describe(&self) -> String {
        format!("Sets the status of the contact to {}", self.status)
    }
}
