//! Which channel serves a URN.

use std::sync::Arc;

use super::{Channel, ChannelRole};
use crate::model::asset_set::AssetSet;
use crate::model::contact::ContactUrn;
use crate::model::phone;

/// How a generation chooses the channel for a URN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The channel a URN is bound to counts only if it has the role and supports the scheme.
    pub affinity_must_fit: bool,
    /// Which channels a phone number of a known country can go through.
    pub borders: Borders,
    /// A `tel` URN that no candidate fits goes to the first channel that can send to the scheme.
    pub tel_falls_back: bool,
    /// Schemes other than `tel` need the role that is asked for; otherwise any channel that sends will do.
    pub role_matters: bool,
    /// A channel can have others that work for it, and is replaced by the one with the role.
    pub delegates: bool,
}

/// Which channels a phone number of a known country can go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Borders {
    /// Channels of exactly that country.
    Closed,
    /// Channels of that country, of no country, and those that allow international numbers.
    Open,
}

impl Selection {
    /// The choice of generation 12.
    pub const GENERATION_12: Self = Self {
        affinity_must_fit: false,
        borders: Borders::Closed,
        tel_falls_back: true,
        role_matters: false,
        delegates: true,
    };

    /// The choice of generation 14.
    pub const GENERATION_14: Self = Self {
        affinity_must_fit: true,
        borders: Borders::Open,
        tel_falls_back: false,
        role_matters: true,
        delegates: false,
    };

    /// The channel through which a URN is reached for a purpose, if there is one.
    pub fn channel_for(
        self,
        channels: &AssetSet<Channel>,
        urn: &ContactUrn,
        role: ChannelRole,
    ) -> Option<Arc<Channel>> {
        let chosen = self.choose(channels, urn, role)?;
        Some(self.delegate(channels, chosen, role))
    }

    fn choose(
        self,
        channels: &AssetSet<Channel>,
        urn: &ContactUrn,
        role: ChannelRole,
    ) -> Option<Arc<Channel>> {
        let scheme = urn.urn.scheme();
        if let Some(bound) = &urn.channel {
            let fits = bound.has_role(role) && bound.supports_scheme(scheme);
            if fits || !self.affinity_must_fit {
                return Some(bound.clone());
            }
        }
        if scheme == "tel" {
            let best = self.best_for_number(channels, urn.urn.path(), role);
            if best.is_some() || !self.tel_falls_back {
                return best;
            }
        }
        let role = if self.role_matters {
            role
        } else {
            ChannelRole::Send
        };
        channels
            .iter()
            .find(|channel| channel.has_role(role) && channel.supports_scheme(scheme))
            .cloned()
    }

    fn best_for_number(
        self,
        channels: &AssetSet<Channel>,
        path: &str,
        role: ChannelRole,
    ) -> Option<Arc<Channel>> {
        let mut candidates = channels
            .iter()
            .filter(|channel| channel.has_role(role) && channel.supports_scheme("tel"));
        let (first, second) = (candidates.next(), candidates.next());
        if second.is_none() && self.tel_falls_back && role == ChannelRole::Send {
            // Wherever the number is from, there is no other.
            return first.cloned();
        }
        let country = match self.borders {
            Borders::Closed => phone::region(path),
            Borders::Open => phone::country(path),
        }
        .unwrap_or_default();
        let number = path.trim_start_matches('+');
        // Of channels that fit equally well, the last one wins.
        first
            .into_iter()
            .chain(second)
            .chain(candidates)
            .filter(|channel| self.crosses_border(channel, &country))
            .max_by_key(|channel| overlap(channel, number))
            .cloned()
    }

    fn crosses_border(self, channel: &Channel, country: &str) -> bool {
        match self.borders {
            Borders::Closed => {
                channel.parent.is_none() && (country.is_empty() || *channel.country == *country)
            }
            Borders::Open => {
                country.is_empty()
                    || channel.country.is_empty()
                    || *channel.country == *country
                    || channel.allow_international
            }
        }
    }

    fn delegate(
        self,
        channels: &AssetSet<Channel>,
        chosen: Arc<Channel>,
        role: ChannelRole,
    ) -> Arc<Channel> {
        if !self.delegates {
            return chosen;
        }
        let works_for_chosen = |channel: &&Arc<Channel>| {
            let parent = channel.parent.as_ref();
            parent.is_some_and(|parent| parent.uuid == chosen.uuid) && channel.has_role(role)
        };
        let delegate = channels.iter().find(works_for_chosen).cloned();
        delegate.unwrap_or(chosen)
    }
}

/// How many leading characters of the number the channel shares, by its prefixes or else its own address.
fn overlap(channel: &Channel, number: &str) -> usize {
    let shared = |prefix: &str| {
        prefix
            .chars()
            .zip(number.chars())
            .take_while(|(left, right)| left == right)
            .count()
    };
    let prefixes = channel.match_prefixes.iter();
    if channel.match_prefixes.is_empty() {
        shared(channel.address.trim_start_matches('+'))
    } else {
        prefixes.map(|prefix| shared(prefix)).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::urn::Urn;
    use ChannelRole::{Call, Receive, Send};

    fn channel(name: &str, address: &str, country: &str, roles: &[ChannelRole]) -> Channel {
        Channel {
            uuid: name.into(),
            name: name.into(),
            address: address.into(),
            schemes: vec!["tel".into()],
            roles: roles.to_vec(),
            parent: None,
            country: country.into(),
            match_prefixes: Vec::new(),
            allow_international: false,
        }
    }

    fn bundle() -> Vec<Channel> {
        vec![
            channel("US1", "+12025550100", "US", &[Send, Receive]),
            channel("US2", "+12065550000", "US", &[Send, Receive]),
            channel("RW", "+250788000000", "RW", &[Send, Receive]),
            channel("Recv", "+12065551000", "", &[Receive]),
        ]
    }

    fn choose(
        selection: Selection,
        channels: Vec<Channel>,
        urn: &str,
        role: ChannelRole,
    ) -> String {
        let channels: AssetSet<_> = channels.into_iter().collect();
        let urn = ContactUrn::from(Urn::parse(urn).unwrap());
        let chosen = selection.channel_for(&channels, &urn, role);
        chosen.map_or_else(|| "none".into(), |channel| channel.name.to_string())
    }

    #[test]
    fn finds_the_channel_for_a_number() {
        let give = |urn, role, in_12, in_14| {
            assert_eq!(
                choose(Selection::GENERATION_12, bundle(), urn, role),
                in_12,
                "12 {urn}"
            );
            assert_eq!(
                choose(Selection::GENERATION_14, bundle(), urn, role),
                in_14,
                "14 {urn}"
            );
        };
        give("tel:+12065551212", Send, "US2", "US2");
        give("tel:+250788123123", Send, "RW", "RW");
        give("tel:+4420794600", Send, "RW", "RW");
        give("tel:+12065551212", Call, "US1", "none");
        give("tel:12345", Send, "US2", "US2");
        assert_eq!(
            choose(
                Selection::GENERATION_14,
                bundle(),
                "tel:+12065551212",
                Receive
            ),
            "Recv"
        );
    }

    #[test]
    fn crosses_borders_only_when_allowed() {
        let only_us = || vec![channel("US1", "+12025550100", "US", &[Send])];
        let rwandan = "tel:+250788123123";
        assert_eq!(
            choose(Selection::GENERATION_14, only_us(), rwandan, Send),
            "none"
        );
        assert_eq!(
            choose(Selection::GENERATION_12, only_us(), rwandan, Send),
            "US1"
        );
        let mut abroad = only_us();
        abroad[0].allow_international = true;
        assert_eq!(
            choose(Selection::GENERATION_14, abroad, rwandan, Send),
            "US1"
        );
    }

    #[test]
    fn hands_over_to_the_delegate() {
        let mut channels = bundle();
        let mut bulk = channel("Bulk", "999", "US", &[Send]);
        bulk.parent = Some(channels[1].reference());
        channels.push(bulk);
        let number = "tel:+12065551212";
        assert_eq!(
            choose(Selection::GENERATION_12, channels, number, Send),
            "Bulk"
        );
    }
}
