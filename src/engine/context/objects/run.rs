//! `@run`, `@child` and `@parent` of generation 14.

use std::sync::Arc;

use imbl::OrdMap;

use super::{contact, fields, results, urns};
use crate::engine::context::{Surroundings, View, copied, text, view};
use crate::engine::state::State;
use crate::excellent::{Map, Number, Property, Text, Value};
use crate::model::contact::Contact;
use crate::model::flow::Flow;
use crate::model::session::{Run, RunResult, RunStatus};

/// A run as itself sees it.
pub fn value(run: &Arc<Run>, contact: Option<&Arc<Contact>>, around: &Arc<Surroundings>) -> Value {
    view(RunObject {
        run: run.clone(),
        contact: contact.cloned(),
        around: around.clone(),
    })
}

#[derive(Debug)]
struct RunObject {
    run: Arc<Run>,
    contact: Option<Arc<Contact>>,
    around: Arc<Surroundings>,
}

impl View for RunObject {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "contact",
        "created_on",
        "exited_on",
        "flow",
        "locals",
        "path",
        "results",
        "status",
        "uuid",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let run = &self.run;
        let value = match name {
            "uuid" => copied(run.uuid.as_str()),
            "contact" => contact::value(self.contact.as_ref(), &self.around),
            "flow" => flow(run.flow.as_ref()),
            "status" => copied(status(&run.status)),
            "locals" => {
                let locals = run
                    .locals
                    .iter()
                    .map(|(name, value)| (name.clone(), text(value)));
                Map::from_entries(locals).into()
            }
            "results" => results::value(&run.results),
            "path" => path(run),
            "created_on" => Value::DateTime(run.created_on.clone()),
            "exited_on" => run.exited_on.clone().into(),
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        Some(shown(
            self.contact.as_deref(),
            self.run.flow.as_deref(),
            &self.around,
        ))
    }
}

#[derive(Debug)]
struct RelatedRun {
    uuid: Text,
    contact: Option<Arc<Contact>>,
    flow: Option<Arc<Flow>>,
    status: RunStatus,
    results: OrdMap<Text, Arc<RunResult>>,
    around: Arc<Surroundings>,
}

impl View for RelatedRun {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "contact", "fields", "flow", "results", "run", "status", "urns", "uuid",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let contact = self.contact.as_ref();
        let value = match name {
            "uuid" => text(&self.uuid),
            "contact" => contact::value(contact, &self.around),
            "flow" => flow(self.flow.as_ref()),
            "fields" => contact.map_or(Value::Null, |contact| fields::value(contact, &self.around)),
            "urns" => contact.map_or(Value::Null, |contact| {
                urns::by_scheme(contact, &self.around)
            }),
            "results" => results::value(&self.results),
            "status" => copied(status(&self.status)),
            "run" => {
                let mut run = Map::new();
                let warning = "@child.run.status is deprecated, use @child.status instead";
                run.insert_deprecated("status", status(&self.status), warning);
                run.into()
            }
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        Some(shown(
            self.contact.as_deref(),
            self.flow.as_deref(),
            &self.around,
        ))
    }
}

/// The last run that a run started; null if none.
pub fn child(state: &State, index: usize, around: &Arc<Surroundings>) -> Value {
    let Some(run) = state.session.runs.get(index) else {
        return Value::Null;
    };
    let child = state
        .session
        .runs
        .iter()
        .enumerate()
        .rev()
        .find(|(_, other)| other.parent.as_ref() == Some(&run.uuid));
    child.map_or(Value::Null, |(at, child)| related(state, at, child, around))
}

/// The run that started a run, in this session or another; null if none.
pub fn parent(state: &State, index: usize, around: &Arc<Surroundings>) -> Value {
    let parent = state
        .session
        .runs
        .get(index)
        .and_then(|run| run.parent.as_ref());
    if let Some(at) = parent.and_then(|parent| state.run_index(parent))
        && let Some(parent) = state.session.runs.get(at)
    {
        return related(state, at, parent, around);
    }
    state
        .session
        .parent_run
        .as_ref()
        .map_or(Value::Null, |summary| {
            view(RelatedRun {
                uuid: summary.uuid.as_str().into(),
                contact: summary.contact.clone(),
                flow: summary.flow.clone(),
                status: summary.status.clone(),
                results: summary.results.clone(),
                around: around.clone(),
            })
        })
}

fn related(state: &State, index: usize, run: &Run, around: &Arc<Surroundings>) -> Value {
    view(RelatedRun {
        uuid: run.uuid.as_str().into(),
        contact: state.contact_of(index).cloned(),
        flow: run.flow.clone(),
        status: run.status.clone(),
        results: run.results.clone(),
        around: around.clone(),
    })
}

fn status(status: &RunStatus) -> &str {
    match status {
        RunStatus::Active => "active",
        RunStatus::Waiting => "waiting",
        RunStatus::Completed => "completed",
        RunStatus::Expired => "expired",
        RunStatus::Failed => "failed",
        RunStatus::Other(other) => other,
    }
}

fn shown(contact: Option<&Contact>, flow: Option<&Flow>, around: &Surroundings) -> Value {
    let contact = contact.map_or_else(
        || "<nocontact>".to_owned(),
        |contact| contact::shown_name(contact, around),
    );
    let flow = flow.map_or("<missing>", |flow| &flow.name);
    Value::from(format!("{contact}@{flow}"))
}

fn flow(flow: Option<&Arc<Flow>>) -> Value {
    let Some(flow) = flow else { return Value::Null };
    let properties = [
        (Text::new_static("uuid"), copied(flow.uuid.as_str())),
        (Text::new_static("name"), text(&flow.name)),
        (
            Text::new_static("revision"),
            Value::Number(Number::from(flow.revision)),
        ),
    ];
    Map::from_entries(properties)
        .with_default(text(&flow.name))
        .into()
}

fn path(run: &Run) -> Value {
    let steps = run.path.iter().map(|step| {
        Value::from(Map::from_entries([
            (Text::new_static("node_uuid"), copied(step.node.as_str())),
            (
                Text::new_static("arrived_on"),
                Value::DateTime(step.arrived_on.clone()),
            ),
        ]))
    });
    steps.collect::<Vec<_>>().into()
}
