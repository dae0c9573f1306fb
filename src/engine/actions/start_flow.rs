//! `start_flow` (12): runs another flow, then comes back.

use super::Behaviour;
use super::wording::first_told;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::model::action::StartFlow;
use crate::model::event::EventKind;

impl Behaviour for StartFlow {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if context.is_on_stack(&self.flow.uuid) {
            context.fail_run(format!(
                "flow loop detected, stopping execution before starting flow: {}",
                self.flow.uuid
            ));
            return Ok(());
        }
        let parent_run_uuid = Some(context.run().uuid.clone());
        context.emit(EventKind::FlowTriggered {
            flow: self.flow.clone(),
            parent_run_uuid,
        });
        Ok(())
    }

    fn describe(&self) -> String {
        format!(
            "Starts the flow {}, then goes on",
            first_told(&self.flow.name, self.flow.uuid.as_str())
        )
    }
}
