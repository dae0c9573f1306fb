//! Changes of a contact that events of generation 12 make.

use std::sync::Arc;

use crate::model::channel::Channel;
use crate::model::contact::{Contact, ContactUrn};

/// Binds phone numbers to a channel, if it reaches phones.
pub(super) fn bind_numbers(contact: &mut Contact, channel: &Arc<Channel>) {
    if channel.supports_scheme("tel") {
        for urn in contact
            .urns
            .iter_mut()
            .filter(|urn| urn.urn.scheme() == "tel")
        {
            urn.channel = Some(channel.clone());
        }
    }
}

/// Prefers a channel: phone numbers get it if it reaches phones, and the addresses that have it move to the front.
pub(super) fn prefer_channel(contact: &mut Contact, channel: &Arc<Channel>) {
    bind_numbers(contact, channel);
    let has_it = |urn: &&ContactUrn| {
        urn.channel
            .as_ref()
            .is_some_and(|known| known.uuid == channel.uuid)
    };
    let (front, back): (Vec<_>, Vec<_>) = contact.urns.iter().partition(has_it);
    let urns = front.into_iter().chain(back).cloned().collect();
    contact.urns = urns;
}
