//! `set_contact_channel`: prefers a channel for talking to the contact.

use super::wording::first_told;
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::references;
use crate::engine::semantics::ContactChangeRule;
use crate::model::action::SetContactChannel;
use crate::model::event::EventKind;

impl Behaviour for SetContactChannel {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if !needs_contact(context) {
            return Ok(());
        }
        if context.semantics().contact_changes == ContactChangeRule::ByEvent {
            if let Some(channel) = &self.channel {
                context.emit(EventKind::ContactChannelChanged {
                    channel: channel.clone(),
                });
            }
            return Ok(());
        }
        let channel = match &self.channel {
            None => None,
            Some(reference) => {
                let Some(channel) = context.assets.channels.get(&reference.uuid) else {
                    references::log_dependency(
                        context,
                        "channel",
                        reference.uuid.as_str(),
                        &reference.name,
                    );
                    return Ok(());
                };
                Some(channel.clone())
            }
        };
        context.modify(&Modifier::Channel(channel));
        Ok(())
    }

    fn describe(&self) -> String {
        match &self.channel {
            Some(channel) => {
                format!(
                    "Makes {} the preferred channel",
                    first_told(&channel.name, channel.uuid.as_str())
                )
            }
            None => "Clears the preferred channel".to_owned(),
        }
    }
}
