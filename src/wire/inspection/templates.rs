//! Where the templates of a flow are, and their translations.

use crate::excellent::{Template, Text};
use crate::model::action::{Action, ActionKind, MessageContent, Recipients};
use crate::model::flow::{Flow, Node, RouterKind, Wait};
use crate::model::references::{GroupReference, LabelReference, UserReference};
use crate::model::uuids::ActionUuid;

/// Is given each template with its action (none: it is the router's) and the language of a translation.
pub type Visit<'v, 'f> = dyn FnMut(&'f Template, Option<&ActionUuid>, Option<&Text>) + 'v;

/// Visits the templates of a node: those of its actions, then those of its router. Each is followed by its translations,
/// in the order of the language codes.
pub fn visit_templates<'f>(node: &'f Node, flow: &'f Flow, visit: &mut Visit<'_, 'f>) {
    for action in &node.actions {
        let mut walk = Walk {
            flow,
            item: action.uuid.as_str(),
            action: Some(&action.uuid),
            visit: &mut *visit,
        };
        walk.action(action);
    }
    if let Some(router) = &node.router {
        if let RouterKind::Switch(switch) = &router.kind {
            visit(&switch.operand, None, None);
            for case in &switch.cases {
                let mut walk = Walk {
                    flow,
                    item: case.uuid.as_str(),
                    action: None,
                    visit: &mut *visit,
                };
                walk.translated(&case.arguments, "arguments");
            }
        }
        if let Some(Wait::Dial(dial)) = &node.wait {
            visit(&dial.phone, None, None);
        }
    }
}

struct Walk<'w, 'v, 'f> {
    flow: &'f Flow,
    item: &'f str,
    action: Option<&'f ActionUuid>,
    visit: &'w mut Visit<'v, 'f>,
}

impl<'f> Walk<'_, '_, 'f> {
    fn action(&mut self, action: &'f Action) {
        match &action.kind {
            ActionKind::AddContactGroups(action) => self.groups(&action.groups),
            ActionKind::RemoveContactGroups(action) => self.groups(&action.groups),
            ActionKind::AddInputLabels(action) => {
                for label in &action.labels {
                    if let LabelReference::NameMatch(name) = label {
                        self.one(name);
                    }
                }
            }
            ActionKind::AddContactUrn(action) => self.one(&action.path),
            ActionKind::CallClassifier(action) => self.one(&action.input),
            ActionKind::CallLlm(action) => self.each([&action.instructions, &action.input]),
            ActionKind::CallWebhook(action) => {
                self.one(&action.url);
                self.each(action.headers.values());
                self.one(&action.body);
            }
            ActionKind::OpenTicket(action) => {
                if let Some(UserReference::EmailMatch(email)) = &action.assignee {
                    self.one(email);
                }
                self.one(&action.note);
            }
            ActionKind::PlayAudio(action) => self.one_translated(&action.audio_url, "audio_url"),
            ActionKind::SayMsg(action) => self.one_translated(&action.text, "text"),
            ActionKind::SendBroadcast(action) => {
                self.recipients(&action.recipients);
                self.content(&action.content);
            }
            ActionKind::SendEmail(action) => {
                self.each(&action.addresses);
                self.one_translated(&action.subject, "subject");
                self.one_translated(&action.body, "body");
            }
            ActionKind::SendMsg(action) => self.content(&action.content),
            ActionKind::SetContactField(action) => self.one(&action.value),
            ActionKind::SetContactLanguage(action) => self.one(&action.language),
            ActionKind::SetContactName(action) => self.one(&action.name),
            ActionKind::SetContactTimezone(action) => self.one(&action.timezone),
            ActionKind::SetRunLocal(action) => self.one(&action.value),
            ActionKind::SetRunResult(action) => self.one(&action.value),
            ActionKind::StartSession(action) => self.recipients(&action.recipients),
            _ => {}
        }
    }

    fn one(&mut self, template: &'f Template) {
        (self.visit)(template, self.action, None);
    }

    fn each(&mut self, templates: impl IntoIterator<Item = &'f Template>) {
        for template in templates {
            self.one(template);
        }
    }

    fn one_translated(&mut self, template: &'f Template, property: &str) {
        self.translated(std::slice::from_ref(template), property);
    }

    fn translated(&mut self, templates: &'f [Template], property: &str) {
        self.each(templates);
        let mut languages: Vec<_> = self.flow.localization.languages.iter().collect();
        languages.sort_by_key(|(code, _)| *code);
        for (code, items) in languages {
            let translation = items.get(self.item).and_then(|item| item.get(property));
            for template in translation
                .into_iter()
                .flat_map(|translation| &translation.templates)
            {
                (self.visit)(template, self.action, Some(code));
            }
        }
    }

    fn groups(&mut self, groups: &'f [GroupReference]) {
        for group in groups {
            if let GroupReference::NameMatch(name) = group {
                self.one(name);
            }
        }
    }

    fn recipients(&mut self, recipients: &'f Recipients) {
        self.groups(&recipients.groups);
        self.each(&recipients.contact_query);
        self.each(&recipients.legacy_vars);
    }

    fn content(&mut self, content: &'f MessageContent) {
        self.one_translated(&content.text, "text");
        self.translated(&content.attachments, "attachments");
        self.translated(&content.quick_replies, "quick_replies");
        self.each(&content.template_variables);
    }
}
