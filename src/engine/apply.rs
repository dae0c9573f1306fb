//! What events of generation 12 do to run, session and contact when they are applied.

use std::sync::Arc;

use super::contact_changes::{bind_numbers, prefer_channel};
use super::flows::load_flow;
use super::results::result_key;
use super::state::{PushedFlow, State};
use crate::excellent::{DateTime, Text, Zone};
use crate::model::assets::Assets;
use crate::model::channel::Channel;
use crate::model::contact::{Contact, ContactUrn};
use crate::model::event::{Event, EventKind, FieldChange, Msg};
use crate::model::references::{FlowReference, NamedGroup};
use crate::model::session::{Input, RunStatus, SessionWait};
use crate::model::urn::Urn;
use crate::model::uuids::RunUuid;

/// What an event says that needs a contact when there is none.
pub(super) const NO_CONTACT: &str = "can't apply event in session without a contact";

impl State {
    /// Does what an event says. The error is why it can't be done.
    pub(super) fn apply(
        &mut self,
        assets: &Assets,
        run: usize,
        event: &Event,
    ) -> Result<(), String> {
        match &event.kind {
            EventKind::ContactChanged { contact, .. } => {
                let contact = contact.clone().map_err(|cause| cause.to_string())?;
                self.replace_contact(run, contact);
            }
            EventKind::ContactChannelChanged { channel } => {
                let channel = assets.channels.get(channel.uuid.as_str()).cloned();
                let contact = self.needed_contact(run)?;
                if let Some(channel) = channel {
                    prefer_channel(contact, &channel);
                    self.bind_numbers_of_trigger(&channel);
                }
            }
            EventKind::ContactFieldChanged { field, value } => {
                let FieldChange::Text(text) = value else {
                    return Ok(());
                };
                self.apply_field(assets, run, &field.key, text)?;
            }
            EventKind::ContactGroupsAdded { groups } => self.add_groups(assets, run, groups)?,
            EventKind::ContactGroupsRemoved { groups } => {
                self.needed_contact(run)?
                    .groups
                    .retain(|group| groups.iter().all(|named| named.uuid != group.uuid));
            }
            EventKind::ContactLanguageChanged { language } => {
                self.needed_contact(run)?;
                let code = self.language_code(language)?;
                self.needed_contact(run)?.language = code;
            }
            EventKind::ContactNameChanged { name } => self.needed_contact(run)?.name = name.clone(),
            EventKind::ContactTimezoneChanged { timezone } => self.apply_timezone(run, timezone)?,
            EventKind::ContactUrnAdded { urn } => self.add_urn(run, urn)?,
            EventKind::EnvironmentChanged { environment, .. } => {
                self.session.environment = environment
                    .clone()
                    .map_err(|cause| format!("unable to read environment: {cause}"))?;
            }
            EventKind::Error { fatal: true, .. } => self.exit_run(run, RunStatus::Failed),
            EventKind::FlowTriggered {
                flow,
                parent_run_uuid,
            } => {
                self.apply_flow_triggered(assets, flow, parent_run_uuid.as_ref())?;
            }
            EventKind::MsgReceived { msg } => {
                self.apply_msg_received(assets, run, msg, &event.created_on);
            }
            EventKind::RunExpired { run_uuid } => self.apply_run_expired(run, run_uuid)?,
            EventKind::RunResultChanged(change) => {
                let node = event
                    .place
                    .as_ref()
                    .map(|place| place.node.clone())
                    .unwrap_or_default();
                let created_on = self.now();
                self.store_result(
                    run,
                    &result_key(self.semantics, &change.name),
                    node,
                    change.clone(),
                    created_on,
                );
            }
            EventKind::WaitTimedOut => self.apply_wait_timed_out(run)?,
            EventKind::WebhookCalled {
                log, result_name, ..
            } if !result_name.is_empty() => {
                self.save_call(run, event, result_name, Some(log));
            }
            EventKind::ResthookCalled {
                calls, result_name, ..
            } if !result_name.is_empty() => {
                self.save_call(
                    run,
                    event,
                    result_name,
                    super::call_results::telling_call(calls),
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// Until a session is stored, its contact shares its addresses (but not their order) with that of the trigger.
    fn bind_numbers_of_trigger(&mut self, channel: &Arc<Channel>) {
        let is_shared = self.position.is_start && self.former_contacts.is_empty();
        if is_shared && self.session.trigger.contact.is_some() {
            let trigger = Arc::make_mut(&mut self.session.trigger);
            if let Some(contact) = &mut trigger.contact {
                bind_numbers(Arc::make_mut(contact), channel);
            }
        }
    }

    fn needed_contact(&mut self, run: usize) -> Result<&mut Contact, String> {
        self.contact_of_mut(run)
            .ok_or_else(|| NO_CONTACT.to_owned())
    }

    /// The session and this run get another contact; the other runs keep the one they have.
    fn replace_contact(&mut self, run: usize, contact: Arc<Contact>) {
        if let Some(former) = self.session.contact.replace(contact) {
            let place = self.former_contacts.len();
            self.former_contacts.push_back(former);
            for memory in self
                .memory
                .iter_mut()
                .filter(|memory| memory.former_contact.is_none())
            {
                memory.former_contact = Some(place);
            }
        }
        if let Some(memory) = self.memory.get_mut(run) {
            memory.former_contact = None;
        }
    }

    fn add_groups(
        &mut self,
        assets: &Assets,
        run: usize,
        groups: &[NamedGroup],
    ) -> Result<(), String> {
        let contact = self.needed_contact(run)?;
        for named in groups {
            if let Some(group) = assets.groups.get(named.uuid.as_str())
                && !contact.is_in_group(group)
            {
                contact.groups.push_back(group.clone());
            }
        }
        Ok(())
    }

    fn language_code(&self, text: &Text) -> Result<Text, String> {
        if text.is_empty() {
            return Ok(text.clone());
        }
        let code = self
            .semantics
            .languages
            .parse(text)
            .map_err(|error| error.to_string())?;
        Ok(code.into())
    }

    fn apply_timezone(&mut self, run: usize, name: &str) -> Result<(), String> {
        self.needed_contact(run)?;
        let zone = if name.is_empty() {
            None
        } else {
            Some(Zone::named(name)?)
        };
        self.needed_contact(run)?.timezone = zone;
        Ok(())
    }

    fn add_urn(&mut self, run: usize, text: &str) -> Result<(), String> {
        let rules = self.semantics.urns;
        let contact = self.needed_contact(run)?;
        let urn = rules.normalize(&Urn::lenient(text));
        if !contact.has_urn(&urn) {
            contact.urns.push_back(ContactUrn::from(urn));
        }
        Ok(())
    }

    fn apply_flow_triggered(
        &mut self,
        assets: &Assets,
        reference: &FlowReference,
        parent: Option<&RunUuid>,
    ) -> Result<(), String> {
        let flow = load_flow(assets, self.semantics, reference)?;
        let parent = match parent {
            Some(uuid) => Some(
                self.run_index(uuid)
                    .ok_or_else(|| format!("unable to find run with UUID: {uuid}"))?,
            ),
            None => None,
        };
        self.position.pushed = Some(PushedFlow {
            flow,
            terminal: false,
            parent,
        });
        Ok(())
    }

    fn apply_msg_received(
        &mut self,
        assets: &Assets,
        run: usize,
        msg: &Msg,
        created_on: &DateTime,
    ) {
        let channel = msg
            .channel
            .as_ref()
            .and_then(|channel| assets.channels.get(channel.uuid.as_str()));
        let input = Input {
            uuid: msg.uuid.clone().unwrap_or_default(),
            channel: channel.cloned(),
            created_on: created_on.clone(),
            urn: (!msg.urn.is_empty()).then(|| Urn::lenient(&msg.urn)),
            text: msg.texts.text.clone(),
            attachments: msg.texts.attachments.clone(),
            external_id: msg.external_id.clone(),
            payload: msg.payload.clone(),
        };
        if let Some(run) = self.run_mut(run) {
            run.input = Some(Arc::new(input));
        }
        self.reset_expirations(run);
    }

    fn apply_run_expired(&mut self, run: usize, uuid: &RunUuid) -> Result<(), String> {
        let is_current = self
            .session
            .runs
            .get(run)
            .is_some_and(|run| &run.uuid == uuid);
        if !is_current {
            return Err("only the current run can be expired".into());
        }
        self.exit_run(run, RunStatus::Expired);
        Ok(())
    }

    fn apply_wait_timed_out(&mut self, run: usize) -> Result<(), String> {
        let waits = self
            .session
            .runs
            .get(run)
            .is_some_and(|run| run.status == RunStatus::Waiting);
        let Some(wait) = self.session.wait.as_ref().filter(|_| waits) else {
            return Err("can only be applied to waiting runs".into());
        };
        let SessionWait::Msg {
            timeout: Some(_),
            timeout_on: Some(timeout_on),
        } = wait
        else {
            return Err("can only be applied when session wait has timeout".into());
        };
        let timeout_on = timeout_on.clone();
        if self.now() < timeout_on {
            return Err("can't apply before wait has timed out".into());
        }
        if let Some(run) = self.run_mut(run) {
            run.input = None;
        }
        Ok(())
    }
}
