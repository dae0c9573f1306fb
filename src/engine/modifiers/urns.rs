//! Adding addresses.

use super::Surroundings;
use crate::excellent::Text;
use crate::model::contact::{Contact, ContactUrn};
use crate::model::event::EventKind;
use crate::model::urn::Urn;

/// How many addresses a contact may have.
const MAX_URNS: usize = 50;

/// Adds the addresses that are valid, new and free.
pub fn append(
    around: &Surroundings<'_>,
    contact: &mut Contact,
    urns: &[Urn],
    log: &mut Vec<EventKind>,
) -> bool {
    let rules = around.semantics.urns;
    let mut valid = Vec::new();
    for urn in urns {
        let urn = rules.normalize(urn);
        if rules.is_valid(urn.as_str()) {
            valid.push(urn);
        } else {
            let problem = format!("'{urn}' is not valid URN");
            log.push(EventKind::coded_error(
                problem,
                "urn:invalid",
                &[("urn", urn.as_str())],
            ));
        }
    }
    let mut is_changed = false;
    for urn in valid.into_iter().map(|urn| urn.identity()) {
        if contact.has_urn(&urn) {
            continue;
        }
        if contact.urns.len() >= MAX_URNS {
            log.push(EventKind::error(format!(
                "Contact has too many URNs, limit is {MAX_URNS}"
            )));
            break;
        }
        if !around.options.host.can_claim(contact, &urn) {
            let taken = EventKind::coded_error(
                "URN is taken by another contact",
                "urn:taken",
                &[("urn", urn.as_str())],
            );
            log.push(taken);
            continue;
        }
        contact.urns.push_back(ContactUrn::from(urn));
        is_changed = true;
    }
    if is_changed {
        log_urns(contact, log);
    }
    is_changed
}

/// Logs all addresses of a contact.
pub fn log_urns(contact: &Contact, log: &mut Vec<EventKind>) {
    log.push(EventKind::ContactUrnsChanged {
        urns: contact.urns.iter().map(with_channel).collect(),
    });
}

/// An address with the channel it is bound to as its query, as the format writes it.
fn with_channel(urn: &ContactUrn) -> Text {
    let text = match &urn.channel {
        Some(channel) => urn.urn.with_query(&format!("channel={}", channel.uuid)),
        None => urn.urn.without_query(),
    };
    text.shared()
}
