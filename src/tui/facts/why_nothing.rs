//! Why an action that did nothing did nothing, and what an action that logged something left as it was.

use std::sync::Arc;

use crate::debugger::moment::Moment;
use crate::engine::semantics::{ContactChangeRule, InputRule};
use crate::engine::state::{Next, State};
use crate::model::action::{Action, ActionKind, SendMsg, SetContactChannel};
use crate::model::assets::Assets;
use crate::model::channel::ChannelRole;
use crate::model::contact::{Contact, ContactStatus, ContactUrn};
use crate::model::event::{EventKind, FieldChange, HttpLog, ResultChange};
use crate::model::session::RunStatus;

/// An action that was executed, and all that is known of it.
#[derive(Debug)]
pub struct Executed<'a> {
    /// The action.
    pub action: &'a Action,
    /// What the session runs on.
    pub assets: &'a Assets,
    /// The state before it.
    pub before: &'a State,
    /// The moment that executed it.
    pub moment: &'a Moment,
    /// How many of its templates could not be evaluated.
    pub failed_templates: usize,
}

/// What is to be said of an action beside what it changed and logged: why it did nothing, nothing but errors, or nothing
/// that matters. A label and words.
pub fn remark(executed: &Executed<'_>, is_changed: bool) -> Option<(&'static str, String)> {
    let events = &executed.moment.events;
    let errors = executed.errors();
    if events.is_empty() && !is_changed {
        return Some(("logged", format!("nothing: {}", executed.why_nothing())));
    }
    if errors == events.len() && !is_changed {
        let why = executed.why_nothing_else()?;
        return Some(("logged", format!("nothing else: {why}")));
    }
    executed.why_no_effect().map(|words| ("but", words))
}

impl Executed<'_> {
    /// How many problems were logged.
    fn errors(&self) -> usize {
        let problems = self.moment.events.iter().filter(|event| {
            matches!(
                event.kind,
                EventKind::Error { .. } | EventKind::Failure { .. } | EventKind::Warning { .. }
            )
        });
        problems.count()
    }

    fn contact(&self) -> Option<&Arc<Contact>> {
        self.before.contact_of(self.before.position.run)
    }

    /// Why an action that changed nothing and logged nothing did not.
    fn why_nothing(&self) -> String {
        let words = match &self.action.kind {
            ActionKind::AddContactGroups(add) => match add.groups.len() {
                0 => "it names no group",
                1 => "the contact is in this group already",
                _ => "the contact is in all of these groups already",
            },
            ActionKind::RemoveContactGroups(remove) if remove.all_groups => {
                self.no_group_to_leave()
            }
            ActionKind::RemoveContactGroups(remove) => match remove.groups.len() {
                0 => "it names no group",
                1 => "the contact is not in this group",
                _ => "the contact is in none of these groups",
            },
            ActionKind::AddContactUrn(_) => "the contact has this address already",
            ActionKind::AddInputLabels(_) => self.no_labels(),
            ActionKind::CallResthook(_) => "there is no such resthook",
            ActionKind::EnterFlow(_) | ActionKind::StartFlow(_) => {
                "the flow is entered when the actions of the node are done"
            }
            ActionKind::OpenTicket(_) => "the contact has an open ticket already",
            ActionKind::SendBroadcast(_) | ActionKind::SendEmail(_) => {
                "there is nobody to send it to"
            }
            ActionKind::StartSession(_) => "there is nobody to start",
            ActionKind::SendMsg(_) => return self.unreachable(),
            ActionKind::SetContactChannel(set) => return self.same_channel(set),
            ActionKind::SetContactField(_)
            | ActionKind::SetContactLanguage(_)
            | ActionKind::SetContactName(_)
            | ActionKind::SetContactStatus(_)
            | ActionKind::SetContactTimezone(_) => "the contact has this value already",
            ActionKind::SetRunLocal(_) => "no event tells of local variables",
            ActionKind::SetRunResult(_) => "the result has this value and category already",
            ActionKind::CallClassifier(_)
            | ActionKind::CallLlm(_)
            | ActionKind::CallWebhook(_)
            | ActionKind::PlayAudio(_)
            | ActionKind::RequestOptin(_)
            | ActionKind::SayMsg(_)
            | ActionKind::TransferAirtime(_) => "there was nothing to do",
        };
        words.to_owned()
    }

    /// What an action that logged nothing but errors left undone, where the errors do not say so themselves.
    fn why_nothing_else(&self) -> Option<String> {
        let run = self.before.position.run;
        let has_failed = |state: &State| {
            let run = state.session.runs.get(run);
            run.is_some_and(|run| run.status == RunStatus::Failed)
        };
        if has_failed(&self.moment.state) {
            return Some("the run failed by this error and goes no further".to_owned());
        }
        let keeps = |what: &str| Some(format!("the contact keeps {what} as it was"));
        let errors = self.errors();
        match &self.action.kind {
            // Each group gives one error at most, so some gave none.
            ActionKind::AddContactGroups(add) if self.is_active() && errors < add.groups.len() => {
                Some("the contact is in the other groups already".to_owned())
            }
            ActionKind::RemoveContactGroups(remove)
                if self.is_active() && errors < remove.groups.len() =>
            {
                Some("the contact is not in the other groups".to_owned())
            }
            // What is left of a template that fails may be an address. Were it none, that would be an error, too.
            ActionKind::AddContactUrn(_) if errors == self.failed_templates => {
                Some("what is left is an address the contact has already".to_owned())
            }
            ActionKind::CallResthook(call) => Some(format!(
                "a subscriber with an unusable URL ends the action{}",
                no_result(&call.result_name)
            )),
            ActionKind::CallWebhook(call) => {
                let what = if self.moment.replies.is_empty() {
                    "no call was made"
                } else {
                    "a call without an answer that can be used is not recorded"
                };
                Some(format!("{what}{}", no_result(&call.result_name)))
            }
            ActionKind::SendEmail(_) => Some("no e-mail is sent".to_owned()),
            ActionKind::SendMsg(_) => Some(self.unreachable()),
            ActionKind::SetContactField(set) => keeps(&format!("the field {}", set.field.key)),
            ActionKind::SetContactLanguage(_) => keeps("the language"),
            ActionKind::SetContactName(_) => keeps("the name"),
            ActionKind::SetContactTimezone(_) => keeps("the time zone"),
            ActionKind::SetRunResult(_) => Some("the result stays as it was".to_owned()),
            _ => None,
        }
    }

    /// What an action logged an event about that nevertheless came to nothing, or not yet to anything.
    fn why_no_effect(&self) -> Option<String> {
        let unchanged = |why: String| format!("nothing changed: {why}");
        let mut kinds = self.moment.events.iter().map(|event| &event.kind);
        match &self.action.kind {
            ActionKind::SetContactChannel(set) if self.is_contact_same() => {
                Some(unchanged(self.same_channel(set)))
            }
            ActionKind::SetContactField(set) if self.is_contact_same() => {
                if self.assets.fields.get(&*set.field.key).is_none() {
                    return Some(unchanged("there is no such field".to_owned()));
                }
                self.same_value("value").map(unchanged)
            }
            ActionKind::SetContactLanguage(_) if self.is_contact_same() => {
                self.same_value("language").map(unchanged)
            }
            ActionKind::SetContactName(_) if self.is_contact_same() => {
                self.same_value("name").map(unchanged)
            }
            ActionKind::SetContactTimezone(_) if self.is_contact_same() => {
                self.same_value("time zone").map(unchanged)
            }
            ActionKind::SetRunResult(_) => {
                let change = kinds.find_map(|kind| match kind {
                    EventKind::RunResultChanged(change) => Some(change),
                    _ => None,
                })?;
                let is_same = self.has_result(change);
                is_same
                    .then(|| unchanged("the result has this value and category already".to_owned()))
            }
            ActionKind::CallResthook(call) => {
                let calls = kinds.find_map(|kind| match kind {
                    EventKind::ResthookCalled { calls, .. } => Some(calls),
                    _ => None,
                })?;
                self.nobody_called(&call.resthook, &call.result_name, calls)
            }
            ActionKind::SendBroadcast(_) | ActionKind::StartSession(_) => kinds.find_map(nobody),
            ActionKind::SendMsg(send) => self.not_everywhere(send),
            ActionKind::StartFlow(_) => self.not_yet_entered(),
            _ => None,
        }
    }

    /// Whether flows may change the groups of the contact.
    fn is_active(&self) -> bool {
        self.contact()
            .is_some_and(|contact| contact.status == ContactStatus::Active)
    }

    fn is_contact_same(&self) -> bool {
        let run = self.before.position.run;
        self.before.contact_of(run) == self.moment.state.contact_of(run)
    }

    fn no_group_to_leave(&self) -> &'static str {
        match self.contact() {
            Some(contact) if !contact.groups.is_empty() => {
                "the contact is only in groups that go by a query, which can't be left by hand"
            }
            _ => "the contact is in no group",
        }
    }

    /// In generation 12 the message of the run counts, in 14 that of the session.
    fn no_labels(&self) -> &'static str {
        let session = &self.before.session;
        let has_message = match self.before.semantics.inputs {
            InputRule::CallerEvents => self
                .before
                .current_run()
                .is_some_and(|run| run.input.is_some()),
            InputRule::ResumeObject => session.input.is_some(),
        };
        if has_message {
            return "it names no label";
        }
        let parent = self
            .before
            .current_run()
            .and_then(|run| self.before.run_by_uuid(run.parent.as_ref()?));
        if parent.is_some_and(|parent| parent.input.is_some()) {
            "no message came in this flow, and those of the flow that started it don't count"
        } else {
            "there is no message to label"
        }
    }

    /// Why a message goes nowhere.
    fn unreachable(&self) -> String {
        let has_address = self
            .contact()
            .is_some_and(|contact| !contact.urns.is_empty());
        let mut senders = self.assets.channels.iter();
        if !has_address {
            "the contact has no address".to_owned()
        } else if !senders.any(|channel| channel.has_role(ChannelRole::Send)) {
            "there is no channel that sends".to_owned()
        } else {
            format!("no channel sends to {}", self.unserved().join(" or "))
        }
    }

    /// The kinds of addresses the contact has that no channel sends to.
    fn unserved(&self) -> Vec<String> {
        let selection = self.before.semantics.channels;
        let channels = &self.assets.channels;
        let is_unserved = |urn: &&ContactUrn| {
            let channel = selection.channel_for(channels, urn, ChannelRole::Send);
            channel.is_none()
        };
        let urns = self.contact().into_iter().flat_map(|contact| &contact.urns);
        let mut kinds = Vec::new();
        for urn in urns.filter(is_unserved) {
            let kind = addresses(urn.urn.scheme());
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// A message that was to go to all addresses, but can't.
    fn not_everywhere(&self, send: &SendMsg) -> Option<String> {
        let unserved = if send.all_urns {
            self.unserved()
        } else {
            Vec::new()
        };
        (!unserved.is_empty()).then(|| format!("no channel sends to {}", unserved.join(" or ")))
    }

    /// Why preferring a channel changed nothing.
    fn same_channel(&self, set: &SetContactChannel) -> String {
        let Some(reference) = &set.channel else {
            return "the contact prefers no channel".to_owned();
        };
        let Some(channel) = self.assets.channels.get(&reference.uuid) else {
            return "there is no such channel".to_owned();
        };
        let urns = || self.contact().into_iter().flat_map(|contact| &contact.urns);
        let has_it = |urn: &ContactUrn| {
            let bound = urn.channel.as_ref();
            bound.is_some_and(|bound| bound.uuid == channel.uuid)
        };
        if urns().next().is_none() {
            "the contact has no address".to_owned()
        } else if urns().next().is_some_and(has_it) {
            "the contact prefers this channel already".to_owned()
        } else if self.before.semantics.contact_changes == ContactChangeRule::ByEvent {
            // Other addresses than phone numbers are never bound to a channel.
            if channel.supports_scheme("tel") {
                "the contact has no phone number, and other addresses don't go by a preferred channel"
                    .to_owned()
            } else {
                format!(
                    "{} does not serve phone numbers, and other addresses don't go by a preferred channel",
                    channel.name
                )
            }
        } else if urns().any(|urn| channel.supports_scheme(urn.urn.scheme())) {
            format!(
                "the addresses that {} serves are bound to other channels",
                channel.name
            )
        } else {
            format!("the contact has no address that {} serves", channel.name)
        }
    }

    /// Why setting a value of the contact changed nothing.
    fn same_value(&self, what: &str) -> Option<String> {
        let written = self
            .moment
            .events
            .iter()
            .find_map(|event| match &event.kind {
                EventKind::ContactFieldChanged {
                    value: FieldChange::Text(text),
                    ..
                }
                | EventKind::ContactLanguageChanged { language: text }
                | EventKind::ContactNameChanged { name: text }
                | EventKind::ContactTimezoneChanged { timezone: text } => Some(text),
                _ => None,
            })?;
        Some(if written.is_empty() {
            format!("there was no {what} to clear")
        } else {
            format!("the contact has this {what} already")
        })
    }

    /// Whether the run had the result that was saved.
    fn has_result(&self, change: &ResultChange) -> bool {
        let run = self.before.current_run();
        let mut results = run.into_iter().flat_map(|run| run.results.values());
        results.any(|result| {
            result.name == change.name
                && result.value == change.value
                && result.category == change.category
                && result.category_localized == change.category_localized
                && result.input == change.input
                && result.extra == change.extra
        })
    }

    /// Why a resthook called nobody.
    fn nobody_called(&self, slug: &str, result: &str, calls: &[HttpLog]) -> Option<String> {
        let subscribers = self.assets.resthooks.get(slug);
        let why = match subscribers {
            // In generation 14 each call is an event of its own.
            _ if !calls.is_empty() => return None,
            Some(hook) if !hook.subscribers.is_empty() => {
                if self.errors() < hook.subscribers.len() {
                    return None;
                }
                "no subscriber gave an answer that can be used"
            }
            Some(_) => "nobody was called: the resthook has no subscribers",
            None => "nobody was called: there is no such resthook",
        };
        let saves = self.before.semantics.contact_changes == ContactChangeRule::ByEvent;
        let result = if result.is_empty() || !saves {
            String::new()
        } else {
            format!("; the result {result} is empty, in the category Success")
        };
        Some(format!("{why}{result}"))
    }

    /// A flow is entered later, and only one of those that a node starts.
    fn not_yet_entered(&self) -> Option<String> {
        let replaced = self.before.position.pushed.as_ref().map(|pushed| {
            format!(
                "the flow {}, which this node started before, is not entered: this one takes its place",
                pushed.flow.name
            )
        });
        let is_last = !matches!(self.moment.state.position.next, Next::Action(_));
        let later = (!is_last)
            .then(|| "it is entered only when the other actions of the node are done".to_owned());
        let words: Vec<String> = replaced.into_iter().chain(later).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

/// A broadcast or a start of sessions for nobody.
fn nobody(kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::BroadcastCreated { recipients, .. }
            if crate::engine::recipients::is_nobody(recipients)
                && recipients.contact_query.is_empty() =>
        {
            Some("there is nobody to send it to".to_owned())
        }
        EventKind::SessionTriggered {
            recipients,
            create_contact: false,
            ..
        } if crate::engine::recipients::is_nobody(recipients)
            && recipients.contact_query.is_empty() =>
        {
            Some("there is nobody to start".to_owned())
        }
        _ => None,
    }
}

/// Addresses of a scheme, in words.
fn addresses(scheme: &str) -> String {
    match scheme {
        "tel" => "phone numbers".to_owned(),
        "mailto" => "e-mail addresses".to_owned(),
        other => format!("{other} addresses"),
    }
}

fn no_result(result_name: &str) -> String {
    if result_name.is_empty() {
        String::new()
    } else {
        format!(", and no result {result_name} is saved")
    }
}
