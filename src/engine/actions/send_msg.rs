//! `send_msg`: sends a message to the contact.

use std::sync::Arc;

use smallvec::SmallVec;

use super::templating::{self, TemplatedMessage};
use super::wording::{short, written};
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::locale::locale;
use crate::engine::messages::{self, EvaluatedContent};
use crate::engine::semantics::SendRule;
use crate::excellent::{Template, Text};
use crate::model::action::{MessageContent, SendMsg};
use crate::model::channel::{Channel, ChannelRole};
use crate::model::contact::{Contact, ContactStatus, ContactUrn};
use crate::model::event::{EventKind, Msg};
use crate::model::references::ChannelReference;

impl Behaviour for SendMsg {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if !needs_contact(context) {
            return Ok(());
        }
        let message = messages::evaluate(context, &self.content, None);
        match context.semantics().sending {
            SendRule::PerDestination => self.send_to_destinations(context, &message),
            SendRule::Once => self.send_once(context, message),
        }
        Ok(())
    }

    fn describe(&self) -> String {
        use std::fmt::Write as _;
        let whom = if self.all_urns {
            "all addresses of the contact"
        } else {
            "the contact"
        };
        let mut sentence = format!("Sends to {whom}: {}", short(written(&self.content.text)));
        if let Some(template) = &self.content.template {
            let _ = write!(sentence, " (by the template {})", template.name);
        }
        sentence
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        content_templates(&self.content)
    }
}

impl SendMsg {
    /// One message for the first address that can be reached, or for each.
    fn send_to_destinations(&self, context: &mut ActionContext<'_>, message: &EvaluatedContent) {
        let wanted = if self.all_urns { usize::MAX } else { 1 };
        let destinations: SmallVec<[(Text, ChannelReference); 1]> = destinations(context)
            .take(wanted)
            .map(|(urn, channel)| (urn.urn.shared(), channel.reference()))
            .collect();
        for (urn, channel) in destinations {
            let msg = Msg {
                uuid: Some(context.new_uuid().into()),
                urn,
                channel: Some(channel),
                texts: message.texts.clone(),
                ..Msg::default()
            };
            context.emit(EventKind::MsgCreated { msg });
        }
    }

    /// One message, whether it can be sent or not.
    fn send_once(&self, context: &mut ActionContext<'_>, message: EvaluatedContent) {
        let mut reason = unsendable_reason(context, &message.texts.text);
        let known = self
            .content
            .template
            .as_ref()
            .and_then(|template| context.assets.templates.get(&template.uuid));
        let variables = match known {
            Some(_) => messages::template_variables(context, &self.content),
            None => Vec::new(),
        };
        let route = destinations(context)
            .next()
            .map(|(urn, channel)| (urn.clone(), channel));
        let environment = context.environment();
        let country = environment.default_country.as_deref().unwrap_or_default();
        let mut msg = Msg {
            locale: locale(&message.language, country),
            texts: message.texts,
            ..Msg::default()
        };
        match route {
            None => reason = Some("no_route".into()),
            Some((urn, channel)) => {
                msg.urn = urn.urn.identity().shared();
                msg.channel = Some(channel.reference());
                let preferred = context.preferred_locales();
                let translation = known.and_then(|template| {
                    templating::translation_for(template, &channel, &preferred)
                });
                if let Some((template, translation)) = known.zip(translation) {
                    let TemplatedMessage { texts, templating } =
                        templating::fill(template, translation, &variables);
                    msg.texts = texts;
                    msg.templating = Some(Arc::new(templating));
                    msg.locale = translation.locale.clone();
                }
            }
        }
        msg.unsendable_reason = reason.unwrap_or_default();
        context.emit(EventKind::MsgCreated { msg });
    }
}

/// The templates of a message.
pub(super) fn content_templates(content: &MessageContent) -> Vec<(String, &Template)> {
    let named = |name: &'static str, templates: &[Template]| -> Vec<String> {
        (0..templates.len())
            .map(|at| format!("{name}[{at}]"))
            .collect()
    };
    let mut all = vec![("text".to_owned(), &content.text)];
    for (name, templates) in [
        ("attachments", &content.attachments),
        ("quick_replies", &content.quick_replies),
        ("template_variables", &content.template_variables),
    ] {
        all.extend(named(name, templates).into_iter().zip(templates));
    }
    all
}

/// The addresses of the contact that a message can go to, with the channels it goes by.
fn destinations<'c>(
    context: &'c ActionContext<'_>,
) -> impl Iterator<Item = (&'c ContactUrn, Arc<Channel>)> {
    let (channels, selection) = (&context.assets.channels, context.semantics().channels);
    let urns = context
        .contact()
        .into_iter()
        .flat_map(|contact| &contact.urns);
    urns.filter_map(move |urn| {
        let channel = selection.channel_for(channels, urn, ChannelRole::Send)?;
        Some((urn, channel))
    })
}

fn unsendable_reason(context: &ActionContext<'_>, text: &str) -> Option<Text> {
    let contact: &Contact = context.contact()?;
    match contact.status {
        ContactStatus::Blocked => Some("contact_blocked".into()),
        ContactStatus::Stopped => Some("contact_stopped".into()),
        ContactStatus::Archived => Some("contact_archived".into()),
        ContactStatus::Active => context.options().host.unsendable_reason(contact, text),
    }
}
