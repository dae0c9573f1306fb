//! `enter_flow` (14): runs another flow, then comes back unless it is terminal.

use super::Behaviour;
use super::wording::first_told;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::flows::load_flow;
use crate::model::action::EnterFlow;
use crate::model::flow::FlowType;

impl Behaviour for EnterFlow {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Ok(flow) = load_flow(context.assets, context.semantics(), &self.flow) else {
            context.fail_run(format!("Unable to find flow '{}'", self.flow.name));
            return Ok(());
        };
        let session_type = &context.session().flow_type;
        if flow.flow_type != *session_type && flow.flow_type != FlowType::MessagingBackground {
            let problem = format!(
                "Can't enter flow[uuid={},name={}] of type {} from type {}",
                flow.uuid,
                flow.name,
                flow.flow_type.as_str(),
                session_type.as_str()
            );
            context.fail_run(problem);
            return Ok(());
        }
        context.push_flow(flow, self.terminal);
        Ok(())
    }

    fn describe(&self) -> String {
        let name = first_told(&self.flow.name, self.flow.uuid.as_str());
        if self.terminal {
            format!("Enters the flow {name} and does not come back")
        } else {
            format!("Enters the flow {name}, then goes on")
        }
    }
}
