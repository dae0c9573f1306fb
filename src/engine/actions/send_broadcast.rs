//! `send_broadcast`: sends a message to others, in every language of the flow.

use super::Behaviour;
use super::send_msg::content_templates;
use super::wording;
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::messages;
use crate::engine::recipients;
use crate::engine::semantics::StartRule;
use crate::excellent::Template;
use crate::model::action::{Recipients, SendBroadcast};
use crate::model::event::EventKind;

impl Behaviour for SendBroadcast {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let recipients = recipients::resolve(context, &self.recipients)?;
        let is_careful = context.semantics().starts == StartRule::Careful;
        if is_careful && context.is_batch_start() && recipients::needs_database(&recipients) {
            context.log_error("Can't send broadcasts to groups during batch starts");
            return Ok(());
        }
        let flow = context.flow;
        let mut translations = Vec::new();
        let others = flow.localization.languages.keys();
        for language in std::iter::once(&flow.language).chain(others) {
            let evaluated = messages::evaluate(context, &self.content, Some(language));
            // The native texts of the flow's own language are evaluated again if it is among the translations.
            translations.retain(|(known, _)| known != language);
            translations.push((language.clone(), evaluated.texts));
        }
        let has_query = self
            .recipients
            .contact_query
            .as_ref()
            .is_some_and(|query| !query.is_empty());
        if is_careful && recipients::is_nobody(&recipients) && !has_query {
            return Ok(());
        }
        let template = self.content.template.clone();
        let template =
            template.filter(|template| context.assets.templates.get(&template.uuid).is_some());
        let template_variables = match &template {
            Some(_) => messages::template_variables(context, &self.content),
            None => Vec::new(),
        };
        let base_language = flow.language.clone();
        context.emit(EventKind::BroadcastCreated {
            translations,
            base_language,
            recipients,
            template,
            template_variables,
        });
        Ok(())
    }

    fn describe(&self) -> String {
        let text = wording::short(wording::written(&self.content.text));
        format!("Sends to {}: {text}", wording::recipients(&self.recipients))
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        let mut templates = recipient_templates(&self.recipients);
        templates.extend(content_templates(&self.content));
        templates
    }
}

/// The templates of recipients.
pub(super) fn recipient_templates(recipients: &Recipients) -> Vec<(String, &Template)> {
    let mut templates = super::add_contact_groups::name_templates(&recipients.groups);
    let variables = recipients.legacy_vars.iter().enumerate();
    templates.extend(variables.map(|(at, template)| (format!("legacy_vars[{at}]"), template)));
    templates.extend(
        recipients
            .contact_query
            .iter()
            .map(|query| ("contact_query".to_owned(), query)),
    );
    templates
}
