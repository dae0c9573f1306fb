//! Preferring a channel.

use std::sync::Arc;

use super::urns::log_urns;
use crate::model::channel::{Channel, ChannelRole};
use crate::model::contact::{Contact, ContactUrn};
use crate::model::event::EventKind;
use crate::model::urn::rules::is_business_id;

/// Prefers a channel for all addresses it can take over, which move to the front; none frees all addresses.
pub fn prefer(
    contact: &mut Contact,
    channel: Option<&Arc<Channel>>,
    log: &mut Vec<EventKind>,
) -> bool {
    let before = contact.urns.clone();
    match channel {
        None => contact.urns.iter_mut().for_each(|urn| urn.channel = None),
        Some(channel) if !channel.has_role(ChannelRole::Send) => {
            log.push(EventKind::error(
                "Can't set channel that can't send as the preferred channel",
            ));
            return false;
        }
        Some(channel) => {
            for urn in &mut contact.urns {
                let may_move = is_portable(urn) || urn.channel.is_none();
                if may_move && channel.supports_scheme(urn.urn.scheme()) {
                    urn.channel = Some(channel.clone());
                }
            }
            let has_it = |urn: &ContactUrn| {
                urn.channel
                    .as_ref()
                    .is_some_and(|known| known.uuid == channel.uuid)
            };
            let (mut front, back): (Vec<_>, Vec<_>) =
                contact.urns.iter().cloned().partition(has_it);
            front.extend(back);
            contact.urns = front.into();
        }
    }
    let is_changed = before != contact.urns;
    if is_changed {
        log_urns(contact, log);
    }
    is_changed
}

/// Whether an address can be served by any channel of its kind: a number, not an identity at one business.
fn is_portable(urn: &ContactUrn) -> bool {
    match urn.urn.scheme() {
        "tel" => true,
        "whatsapp" => !is_business_id(urn.urn.path()),
        _ => false,
    }
}
