//! Sessions of generation 12, stepped through action by action, and what the Action pane shows of each.

use std::sync::Arc;

use flowdbg::debugger::command::{Command, Reach};
use flowdbg::debugger::moment::{Ahead, ReplySource};
use flowdbg::debugger::{Debugger, Settings};
use flowdbg::engine::advance::MicroStep;
use flowdbg::engine::effect::{HttpResponse, Reply};
use flowdbg::engine::input::Answer;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::model::flow::Generation;
use flowdbg::tui::facts::action::{ActionFacts, action};
use flowdbg::wire::bundle;
use serde_json::{Value, json};

use crate::start::{NOW, start};

const SAMPLE: &str = include_str!("../../sample_flows/all_actions.json");

/// What is debugged, and how it is answered.
pub struct Scene {
    /// Assets; the first flow is the one that is started.
    pub bundle: Value,
    /// The contact; null for none.
    pub contact: Value,
    /// The environment; null for the default.
    pub environment: Value,
    /// What is answered to the waits, in turn; `/timeout` is nothing in time.
    pub answers: Vec<&'static str>,
    /// What is answered to every call.
    pub reply: Reply,
}

/// What the Action pane showed of an action: its type, its words, its templates with their values, and its outcome in one
/// line.
pub struct Shown {
    pub type_name: String,
    pub words: String,
    pub templates: String,
    pub outcome: String,
}

impl Scene {
    /// The sample of all actions with a contact that has a phone number and is on the waiting list.
    pub fn sample() -> Self {
        let bundle: Value = serde_json::from_str(SAMPLE).unwrap();
        let contact = json!({
            "uuid": "27a652ec-b624-4cf3-9c98-d70441eda570", "name": "amina uwase",
            "urns": ["tel:+250788123123"], "groups": [bundle["groups"][1]],
            "created_on": "2018-01-01T12:00:00Z",
        });
        Self {
            bundle,
            contact,
            environment: Value::Null,
            answers: Vec::new(),
            reply: http(200, "{}"),
        }
    }

    /// The same with another value of a member of the contact.
    pub fn contact_with(mut self, name: &str, value: Value) -> Self {
        self.contact[name] = value;
        self
    }

    /// The same without a contact.
    pub fn without_contact(mut self) -> Self {
        self.contact = Value::Null;
        self
    }

    /// The same with other assets of a kind.
    pub fn with(mut self, kind: &str, assets: Value) -> Self {
        self.bundle[kind] = assets;
        self
    }

    /// The same with another answer to calls.
    pub fn replying(mut self, reply: Reply) -> Self {
        self.reply = reply;
        self
    }

    /// The first flow has these actions in its only node.
    pub fn doing(mut self, actions: Value) -> Self {
        self.bundle["flows"][0]["nodes"] = json!([node(0, numbered(actions))]);
        self
    }

    /// The first flow asks a question, then has these actions in a second node.
    pub fn asking_then_doing(mut self, actions: Value) -> Self {
        let mut asking = node(0, json!([]));
        let doing = node(1, numbered(actions));
        asking["wait"] = json!({"type": "msg"});
        asking["exits"][0]["destination_node_uuid"] = doing["uuid"].clone();
        self.bundle["flows"][0]["nodes"] = json!([asking, doing]);
        self.answers = vec!["hello"];
        self
    }

    /// The debugger at the start.
    pub fn debugger(&self) -> Debugger {
        let assets = bundle::read_assets(&self.bundle, Generation::V12).unwrap();
        let flow = &self.bundle["flows"][0];
        let mut trigger = json!({
            "type": "manual", "flow": {"uuid": flow["uuid"], "name": flow["name"]},
            "triggered_on": NOW,
        });
        if !self.contact.is_null() {
            trigger["contact"] = self.contact.clone();
        }
        if !self.environment.is_null() {
            trigger["environment"] = self.environment.clone();
        }
        let start = start(&trigger, &assets);
        Debugger::new(Arc::new(assets), start, &GENERATION_12, Settings::default()).unwrap()
    }

    /// Steps to the end. Gives what was shown of each action, and of where the session broke off or failed.
    pub fn play(&self) -> Vec<Shown> {
        let mut debugger = self.debugger();
        let mut answers = self.answers.iter();
        let mut all = Vec::new();
        loop {
            let moment = debugger.current();
            let is_action = matches!(moment.step, Some(MicroStep::Action { .. }));
            let is_broken = matches!(moment.ahead, Ahead::Broken(_));
            let is_failed_end = moment.step == Some(MicroStep::End) && !moment.events.is_empty();
            if is_action || is_broken || is_failed_end {
                all.push(shown(&action(&debugger)));
            }
            let command = match debugger.current().ahead {
                Ahead::Open => Command::Forward(Reach::MicroStep),
                Ahead::Needs(_) => Command::Reply(self.reply.clone(), ReplySource::Person),
                Ahead::Waiting => match *answers.next().expect("an answer is left") {
                    "/timeout" => Command::Answer(Answer::Timeout),
                    text => Command::Answer(Answer::Message {
                        text: text.to_owned(),
                        attachments: Vec::new(),
                    }),
                },
                Ahead::Done | Ahead::Broken(_) => return all,
            };
            debugger.perform(command).unwrap();
        }
    }

    /// What is shown of an action that is all the flow does.
    #[track_caller]
    pub fn tells(self, action: Value, expected: &str) {
        self.doing(json!([action])).last_tells(expected);
    }

    /// What is shown of the last action.
    #[track_caller]
    pub fn last_tells(&self, expected: &str) {
        let all = self.play();
        assert_eq!(all.last().expect("an action").outcome, expected);
    }
}

/// A node with actions and one exit to nowhere.
pub fn node(number: usize, actions: Value) -> Value {
    json!({
        "uuid": format!("a000000{number}-caea-4518-bd5e-5ee3374cb756"), "actions": actions,
        "exits": [{"uuid": format!("e000000{number}-caea-4518-bd5e-5ee3374cb756")}],
    })
}

/// The actions, each with a UUID of its own.
pub fn numbered(mut actions: Value) -> Value {
    for (index, action) in actions.as_array_mut().unwrap().iter_mut().enumerate() {
        action["uuid"] = json!(format!("{index:08}-7aa6-440d-8800-7596a28f5b37"));
    }
    actions
}

/// An answer of a server.
pub fn http(status: u16, body: &str) -> Reply {
    Reply::Http(Ok(HttpResponse {
        protocol: "HTTP/1.1".into(),
        status,
        headers: vec![("Content-Type".into(), "application/json".into())],
        body: body.as_bytes().into(),
        elapsed_ms: 1,
    }))
}

fn shown(facts: &ActionFacts) -> Shown {
    let lines = facts
        .outcome
        .iter()
        .map(|(label, text)| format!("{label} {text}"));
    let templates = facts
        .templates
        .iter()
        .map(|template| format!("{} {} = {}", template.name, template.source, template.value));
    Shown {
        type_name: facts.type_name.clone(),
        templates: templates.collect::<Vec<_>>().join(" | "),
        words: facts.words.clone(),
        outcome: lines.collect::<Vec<_>>().join(" | "),
    }
}
