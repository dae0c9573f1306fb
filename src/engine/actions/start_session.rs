//! `start_session`: starts other contacts in a flow.

use std::sync::Arc;

use super::Behaviour;
use super::send_broadcast::recipient_templates;
use super::wording::{self, first_told};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::flows::load_flow;
use crate::engine::recipients;
use crate::engine::references;
use crate::engine::semantics::StartRule;
use crate::excellent::Template;
use crate::model::action::StartSession;
use crate::model::event::{EventKind, ResolvedRecipients};
use crate::model::references::FlowReference;
use crate::model::session::{RunSummary, SessionHistory};

/// How many sessions may lead to one without anybody having written something (14).
const MAX_ANCESTORS_SINCE_INPUT: i64 = 5;

impl Behaviour for StartSession {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let recipients = recipients::resolve(context, &self.recipients)?;
        match context.semantics().starts {
            StartRule::Always => self.trigger(context, recipients, self.flow.clone(), None),
            StartRule::Careful => self.start_carefully(context, recipients),
        }
        Ok(())
    }

    fn describe(&self) -> String {
        let flow = first_told(&self.flow.name, self.flow.uuid.as_str());
        let whom = match (
            wording::recipients(&self.recipients).as_str(),
            self.create_contact,
        ) {
            ("nobody", true) => "a new contact".to_owned(),
            (whom, true) => format!("{whom} and a new contact"),
            (whom, false) => whom.to_owned(),
        };
        format!("Starts {whom} in the flow {flow}")
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        recipient_templates(&self.recipients)
    }
}

impl StartSession {
    fn start_carefully(&self, context: &mut ActionContext<'_>, recipients: ResolvedRecipients) {
        let Ok(flow) = load_flow(context.assets, context.semantics(), &self.flow) else {
            references::log_dependency(context, "flow", self.flow.uuid.as_str(), &self.flow.name);
            return;
        };
        if context.is_batch_start() && recipients::needs_database(&recipients) {
            context.log_error("Can't start new sessions for groups or queries during batch starts");
            return;
        }
        let history = history(context);
        if history.is_none() {
            context.log_error(
                "Too many sessions have been spawned since the last time input was received",
            );
            return;
        }
        let has_query = self
            .recipients
            .contact_query
            .as_ref()
            .is_some_and(|query| !query.is_empty());
        if recipients::is_nobody(&recipients) && !has_query && !self.create_contact {
            return;
        }
        let reference = FlowReference {
            uuid: flow.uuid.clone(),
            name: flow.name.clone(),
            revision: None,
        };
        self.trigger(context, recipients, reference, history);
    }

    fn trigger(
        &self,
        context: &mut ActionContext<'_>,
        recipients: ResolvedRecipients,
        flow: FlowReference,
        history: Option<SessionHistory>,
    ) {
        let run = context.run();
        let summary = RunSummary {
            uuid: run.uuid.clone(),
            flow_reference: run.flow_reference.clone(),
            flow: run.flow.clone(),
            contact: context.contact().cloned(),
            status: run.status.clone(),
            results: run.results.clone(),
        };
        context.emit(EventKind::SessionTriggered {
            flow,
            recipients,
            create_contact: self.create_contact,
            exclude_in_a_flow: self.exclude_in_a_flow,
            run: Arc::new(summary),
            history,
        });
    }
}

/// How the started sessions come about; none if the chain has become too long.
fn history(context: &ActionContext<'_>) -> Option<SessionHistory> {
    let session = context.session();
    let (ancestors, since_input) = match &session.trigger.history {
        Some(history) => (history.ancestors, history.ancestors_since_input),
        None => (0, 0),
    };
    if since_input >= MAX_ANCESTORS_SINCE_INPUT {
        return None;
    }
    let had_input = session.runs.iter().any(|run| run.had_input);
    Some(SessionHistory {
        parent_uuid: session.uuid.clone(),
        ancestors: ancestors.saturating_add(1),
        ancestors_since_input: if had_input {
            0
        } else {
            since_input.saturating_add(1)
        },
    })
}
