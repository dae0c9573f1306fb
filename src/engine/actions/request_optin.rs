//! `request_optin` (14): no longer supported.

use super::Behaviour;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::model::action::RequestOptin;

impl Behaviour for RequestOptin {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        context.log_coded_error(
            "opt-in requests are no longer supported",
            "action:unsupported",
            &[],
        );
        Ok(())
    }

    fn describe(&self) -> String {
        "Asks the contact to opt in, which is no longer supported".to_owned()
    }
}
