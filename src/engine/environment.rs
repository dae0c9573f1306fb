//! The environment of a run: that of the session, merged with what the contact brings along.

use std::sync::Arc;

use super::context::Surroundings;
use super::semantics::EnvironmentRule;
use super::state::State;
use crate::excellent::{Environment, Text};
use crate::model::assets::Assets;
use crate::model::channel::{ChannelRole, Selection};
use crate::model::contact::Contact;
use crate::model::phone;

/// What a run reads and writes values by, and what it was made of.
#[derive(Debug)]
pub(super) struct Merged {
    session: Arc<Environment>,
    contact: Option<Arc<Contact>>,
    around: Arc<Surroundings>,
}

impl State {
    /// The environment in which a run reads and writes values.
    pub fn environment_of(&mut self, assets: &Assets, run: usize) -> Arc<Environment> {
        self.surroundings_of(assets, run).environment.clone()
    }

    /// The assets and the environment in which a run reads and writes values.
    pub(super) fn surroundings_of(&mut self, assets: &Assets, run: usize) -> Arc<Surroundings> {
        if let Some(known) = self.known_surroundings(assets, run) {
            return known;
        }
        let around = self.make_surroundings(assets, run);
        let remembered = Merged {
            session: self.session.environment.clone(),
            contact: self.contact_of(run).cloned(),
            around: around.clone(),
        };
        if let Some(memory) = self.memory.get_mut(run) {
            memory.merged = Some(Arc::new(remembered));
        }
        around
    }

    /// As [`State::surroundings_of`], of a state that stays as it is.
    pub(super) fn peek_surroundings(&self, assets: &Assets, run: usize) -> Arc<Surroundings> {
        self.known_surroundings(assets, run)
            .unwrap_or_else(|| self.make_surroundings(assets, run))
    }

    fn known_surroundings(&self, assets: &Assets, run: usize) -> Option<Arc<Surroundings>> {
        let known = self.memory.get(run)?.merged.as_ref()?;
        let same_contact = match (&known.contact, self.contact_of(run)) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        (same_contact
            && Arc::ptr_eq(&known.session, &self.session.environment)
            && Arc::ptr_eq(&known.around.bundle, &assets.bundle))
        .then(|| known.around.clone())
    }

    fn make_surroundings(&self, assets: &Assets, run: usize) -> Arc<Surroundings> {
        Arc::new(Surroundings {
            bundle: assets.bundle.clone(),
            environment: self.merge_environment(assets, run),
            semantics: self.semantics,
        })
    }

    fn merge_environment(&self, assets: &Assets, run: usize) -> Arc<Environment> {
        let contact = self.contact_of(run).map(|contact| &**contact);
        match self.semantics.environment {
            EnvironmentRule::KeptByRun => {
                let kept = self
                    .memory
                    .get(run)
                    .map_or(&self.session.environment, |memory| &memory.environment);
                keep_formats(kept, &self.session.environment, contact)
            }
            EnvironmentRule::Merged => contact.map_or_else(
                || self.session.environment.clone(),
                |contact| Arc::new(merge(&self.session.environment, contact, assets)),
            ),
        }
    }
}

/// The formats a run keeps, with the present zone of session and contact.
fn keep_formats(
    kept: &Arc<Environment>,
    session: &Arc<Environment>,
    contact: Option<&Contact>,
) -> Arc<Environment> {
    let zone = contact
        .and_then(|contact| contact.timezone.as_ref())
        .unwrap_or(&session.timezone);
    if *zone == kept.timezone {
        return kept.clone();
    }
    let mut merged = Environment::clone(kept);
    merged.base_timezone = Some(kept.timezone.clone());
    merged.timezone = zone.clone();
    Arc::new(merged)
}

/// Zone, language and country of the contact laid over an environment (14).
pub fn merge(environment: &Environment, contact: &Contact, assets: &Assets) -> Environment {
    let mut merged = environment.clone();
    if let Some(zone) = &contact.timezone {
        merged.base_timezone = Some(environment.timezone.clone());
        merged.timezone = zone.clone();
    }
    if let Some(at) = merged
        .languages
        .iter()
        .position(|allowed| *allowed == *contact.language)
    {
        let language = merged.languages.remove(at);
        merged.languages.insert(0, language);
    }
    if let Some(country) = country_of(contact, assets) {
        merged.default_country = Some(country);
    }
    merged
}

/// The country of the channel the contact is reached by, else of its first number that tells one (14).
fn country_of(contact: &Contact, assets: &Assets) -> Option<Text> {
    let channel = contact.urns.iter().find_map(|urn| {
        Selection::GENERATION_14.channel_for(&assets.channels, urn, ChannelRole::Send)
    });
    if let Some(channel) = channel.filter(|channel| !channel.country.is_empty()) {
        return Some(channel.country.clone());
    }
    let country = contact
        .urns_of_scheme("tel")
        .find_map(|urn| phone::country(urn.urn.path()));
    country.map(Text::from)
}
