//! Executing actions.

use std::sync::Arc;

use super::{Halt, Stepped};
use crate::engine::action_context::{ActionContext, ActionStop, Answerer, Collected, lend};
use crate::engine::actions;
use crate::engine::advance::Done;
use crate::engine::log::Origin;
use crate::engine::semantics::EventRule;
use crate::engine::state::{Next, State};
use crate::model::action::{Action, ActionKind};
use crate::model::assets::Assets;
use crate::model::flow::{Flow, Node};
use crate::model::session::RunStatus;

impl State {
    /// Executes one action of the current node. If it needs the outside world and there is nobody to answer, the state stays
    /// as it was before.
    pub(super) fn act(
        &mut self,
        assets: &Assets,
        index: usize,
        answerer: Option<Answerer<'_>>,
    ) -> Stepped {
        let place = self.current_flow_and_node();
        let Some((flow, node)) = place else {
            return Err(Halt::Error(
                "the node of the action no longer exists".into(),
            ));
        };
        let Some(action) = node.actions.get(index) else {
            self.position.next = self.after_actions(&node);
            return Ok(None);
        };
        let failed = self.execute(assets, &flow, &node, action, answerer)?;
        self.position.replies.clear();
        let is_last = index + 1 >= node.actions.len();
        self.position.next = match (failed, is_last) {
            // A flow that was pushed is entered even so.
            (true, _) if self.position.pushed.is_some() => Next::EnterFlow,
            (true, _) => Next::Finish,
            (false, true) => self.after_actions(&node),
            (false, false) => Next::Action(index + 1),
        };
        Ok(Some(Done::Action {
            run: self.position.run,
            index,
        }))
    }

    fn current_flow_and_node(&self) -> Option<(Arc<Flow>, Arc<Node>)> {
        let flow = self.current_run()?.flow.clone()?;
        Some((flow, self.current_node()?.clone()))
    }

    /// Executes an action, and tells whether it failed the run.
    fn execute(
        &mut self,
        assets: &Assets,
        flow: &Flow,
        node: &Node,
        action: &Action,
        mut answerer: Option<Answerer<'_>>,
    ) -> Result<bool, Halt> {
        let may_halt = answerer.is_none() && may_need_effects(&action.kind);
        let before = may_halt.then(|| self.clone());
        let mut context = ActionContext::new(self, assets, flow, node, action, lend(&mut answerer));
        let result = actions::execute(&mut context);
        let collected = context.into_collected();
        match result.and(collected) {
            Ok(collected) => self.apply_collected(assets, collected).map_err(Halt::Error),
            Err(ActionStop::Needs(effect)) => {
                if let Some(before) = before {
                    *self = before;
                }
                Err(Halt::Needs(effect))
            }
            Err(ActionStop::Error(text)) => {
                let (kind, uuid) = (action.kind.type_name(), &action.uuid);
                Err(Halt::Error(format!(
                    "error executing action[type={kind},uuid={uuid}]: {text}"
                )))
            }
        }
    }

    /// Applies what an action collected, up to an event that leaves the run failed (12). Where events are logged at once
    /// there is nothing to apply, and the run itself tells whether it failed.
    fn apply_collected(&mut self, assets: &Assets, collected: Collected) -> Result<bool, String> {
        let run = self.position.run;
        for event in collected {
            let step = self.last_step_of(run);
            self.apply_at(assets, run, step, event, Origin::Engine)?;
            if self.has_failed(run) {
                return Ok(true);
            }
        }
        Ok(self.semantics.events == EventRule::Immediate && self.has_failed(run))
    }

    /// Whether a run failed.
    pub(super) fn has_failed(&self, run: usize) -> bool {
        self.session
            .runs
            .get(run)
            .is_some_and(|run| run.status == RunStatus::Failed)
    }
}

/// Whether an action may ask the outside world for something, so that what it did may have to be dropped.
fn may_need_effects(kind: &ActionKind) -> bool {
    matches!(
        kind,
        ActionKind::CallWebhook(_)
            | ActionKind::CallResthook(_)
            | ActionKind::CallLlm(_)
            | ActionKind::CallClassifier(_)
            | ActionKind::SendEmail(_)
            | ActionKind::TransferAirtime(_)
    )
}
