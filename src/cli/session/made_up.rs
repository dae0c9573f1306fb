//! The contact, the environment and the call of a session for which none was given.

use std::sync::Arc;

use crate::excellent::{DateTime, Environment};
use crate::model::assets::{Assets, Assumed};
use crate::model::channel::{Channel, ChannelRole};
use crate::model::contact::{Contact, ContactUrn};
use crate::model::flow::{Flow, FlowType};
use crate::model::references::ChannelReference;
use crate::model::session::Call;
use crate::model::urn::Urn;

/// Name of a contact that is made up.
const NAME: &str = "Ada Example";
const UUID: &str = "ada00000-0000-4000-8000-000000000001";
/// A number that nobody has.
const NUMBER: &str = "+12025550123";

/// A contact that speaks the flow's language and can be reached by one of the channels. It is listed as assumed.
pub fn contact(flow: &Flow, assets: &mut Assets, now: &DateTime) -> Contact {
    let mut contact = Contact::new(UUID.into(), now.clone());
    contact.name = NAME.into();
    contact.language = flow.language.clone();
    contact.urns.push_back(address(assets));
    assets.assumed.push(Assumed {
        kind: "contact",
        id: UUID.into(),
        name: NAME.into(),
        reason: "no contact was given".to_string(),
    });
    contact
}

/// A phone number if a channel reaches numbers, else whatever the first channel reaches; bound to that channel, so that a
/// number of another country is no obstacle.
fn address(assets: &Assets) -> ContactUrn {
    let of_scheme = |scheme: &str| {
        let reaches = |channel: &&Arc<Channel>| channel.supports_scheme(scheme);
        assets.channels.iter().find(reaches).cloned()
    };
    let mut schemes = assets
        .channels
        .iter()
        .flat_map(|channel| channel.schemes.iter());
    let scheme = match (of_scheme("tel"), schemes.next()) {
        (None, Some(first)) => first.to_string(),
        _ => "tel".to_string(),
    };
    let path = match scheme.as_str() {
        "tel" => NUMBER,
        "mailto" => "ada@example.com",
        "whatsapp" => "12025550123",
        _ => "1234567890",
    };
    ContactUrn {
        urn: Urn::from_parts(&scheme, path, "", ""),
        channel: of_scheme(&scheme),
    }
}

/// The default formats, and every language that a flow is written in, the flow's own first.
pub fn environment(flow: &Flow, assets: &Assets) -> Environment {
    let mut languages = vec![flow.language.clone()];
    let readable = assets.flows.iter().filter_map(|entry| entry.flow().ok());
    for other in readable {
        let own = std::iter::once(&other.language);
        for code in own.chain(other.localization.languages.keys()) {
            let code = code.clone();
            if !languages.contains(&code) {
                languages.push(code);
            }
        }
    }
    languages.retain(|code| !code.is_empty());
    let country = assets
        .channels
        .iter()
        .map(|channel| &channel.country)
        .find(|country| !country.is_empty());
    Environment {
        languages,
        default_country: country.cloned(),
        ..Environment::default()
    }
}

/// The call a voice flow is held in, by the contact's number and the first channel that makes calls.
pub fn call(flow: &Flow, contact: &Contact, assets: &Assets) -> Option<Arc<Call>> {
    if flow.flow_type != FlowType::Voice {
        return None;
    }
    let calls = |channel: &&Arc<Channel>| channel.has_role(ChannelRole::Call);
    let channel = assets
        .channels
        .iter()
        .find(calls)
        .or_else(|| assets.channels.iter().next())?;
    Some(Arc::new(Call {
        uuid: "ca110000-0000-4000-8000-000000000001".into(),
        channel: ChannelReference {
            uuid: channel.uuid.clone(),
            name: channel.name.clone(),
        },
        urn: contact.urns.head()?.urn.clone(),
    }))
}
