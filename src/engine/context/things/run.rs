//! `@run`, `@child` and `@parent` of generation 12, with flow and path.

use std::sync::Arc;

use imbl::OrdMap;

use super::{contact, input, results};
use crate::engine::context::{Surroundings, View, copied, list, text, view};
use crate::engine::state::State;
use crate::excellent::{DateTime, Number, Property, Text, Value};
use crate::model::contact::Contact;
use crate::model::event::EventKind;
use crate::model::flow::Flow;
use crate::model::session::{Run, RunResult, RunStatus, Step};

/// A run as itself sees it.
#[derive(Debug)]
pub struct RunThing {
    run: Arc<Run>,
    contact: Option<Arc<Contact>>,
    around: Arc<Surroundings>,
}

impl RunThing {
    /// A run of a session as a value.
    pub fn value(state: &State, index: usize, run: &Arc<Run>, around: &Arc<Surroundings>) -> Value {
        view(Self {
            run: run.clone(),
            contact: state.contact_of(index).cloned(),
            around: around.clone(),
        })
    }
}

impl View for RunThing {
    const TYPE: &'static str = "run";
    const LISTED: &'static [&'static str] = &[
        "contact",
        "created_on",
        "exited_on",
        "flow",
        "input",
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
            "input" => input::value(run.input.as_ref(), &self.around),
            "status" => status(&run.status),
            "results" => results::value(&run.results, &self.around),
            "path" => path(run),
            "created_on" => Value::DateTime(run.created_on.clone()),
            "exited_on" => run.exited_on.clone().into(),
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        Some(copied(self.run.uuid.as_str()))
    }

    fn wait_timed_out_on(&self) -> Option<DateTime> {
        for event in self.run.events.iter().rev() {
            match event.kind {
                EventKind::WaitTimedOut => return Some(event.created_on.clone()),
                EventKind::MsgReceived { .. } => return None,
                _ => {}
            }
        }
        None
    }
}

/// A run as another run sees it.
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
    const TYPE: &'static str = "related_run";
    const DESCRIBE: &'static str = "related run";
    const LISTED: &'static [&'static str] = &["contact", "flow", "results", "status", "uuid"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "uuid" => text(&self.uuid).into(),
            "contact" => contact::value(self.contact.as_ref(), &self.around).into(),
            "flow" => flow(self.flow.as_ref()).into(),
            "status" => status(&self.status).into(),
            "results" => results::value(&self.results, &self.around).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.uuid))
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

fn status(status: &RunStatus) -> Value {
    copied(match status {
        RunStatus::Active => "active",
        RunStatus::Waiting => "waiting",
        RunStatus::Completed => "completed",
        RunStatus::Expired => "expired",
        RunStatus::Failed => "errored",
        RunStatus::Other(other) => other,
    })
}

fn flow(flow: Option<&Arc<Flow>>) -> Value {
    flow.map_or(Value::Null, |flow| view(FlowThing(flow.clone())))
}

#[derive(Debug)]
struct FlowThing(Arc<Flow>);

impl View for FlowThing {
    const TYPE: &'static str = "flow";
    const LISTED: &'static [&'static str] = &["name", "revision", "uuid"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "uuid" => copied(self.0.uuid.as_str()).into(),
            "name" => text(&self.0.name).into(),
            "revision" => Value::Number(Number::from(self.0.revision)).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.0.name))
    }
}

fn path(run: &Run) -> Value {
    list(
        "path",
        run.path
            .iter()
            .map(|step| (view(StepThing(step.clone())), copied(step.uuid.as_str()))),
    )
}

#[derive(Debug)]
struct StepThing(Step);

impl View for StepThing {
    const TYPE: &'static str = "step";
    const LISTED: &'static [&'static str] = &["arrived_on", "exit_uuid", "node_uuid", "uuid"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "uuid" => copied(self.0.uuid.as_str()).into(),
            "node_uuid" => copied(self.0.node.as_str()).into(),
            "arrived_on" => Value::DateTime(self.0.arrived_on.clone()).into(),
            "exit_uuid" => copied(self.0.exit.as_ref().map_or("", |exit| exit.as_str())).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(copied(self.0.uuid.as_str()))
    }
}
