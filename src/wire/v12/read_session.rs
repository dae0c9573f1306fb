//! Reads stored sessions of generation 12, with the same order of checks in which that generation refuses them.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::environment::read_environment;
use super::read_event::{check_urn, read_event_placed, recipients};
use super::read_trigger::{read_run_summary, read_trigger_knowing};
use crate::excellent::{DateTime, Text, Zone, own};
use crate::json::Json;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::event::{Event, EventKind, EventPlace};
use crate::model::flow::{Flow, FlowType, Generation};
use crate::model::references::FlowReference;
use crate::model::session::{
    Input, Run, RunResult, RunStatus, RunSummary, Session, SessionStatus, SessionWait, Step,
    TriggerKind,
};
use crate::model::urn::Urn;
use crate::model::uuids::{FlowUuid, RunUuid, SessionUuid};
use crate::wire::contact;
use crate::wire::fields::{
    ReferenceRules, flow_reference, instant, optional_channel, required_flow, required_instant,
    required_object, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

/// Reads a session. The text of the error is the one the format prescribes; its pointer says where it is.
pub fn read_session(json: Json<'_>, assets: &Assets) -> Result<Session, ReadError> {
    let object = Object::new(json).map_err(|error| error.within("unable to read session"))?;
    let status = object
        .text("status")
        .map_err(|error| error.within("unable to read session"))?;
    let runs = object
        .list("runs")
        .map_err(|error| error.within("unable to read session"))?;

    let environment_json = object.get_or_null("environment");
    let environment = match environment_json {
        Some(environment) => read_environment(environment.as_root()),
        None => Err(ReadError::other(
            object.place("environment"),
            "unexpected end of JSON input",
        )),
    };
    let environment = environment.map_err(|error| error.within("unable to read environment"))?;
    let environment = Arc::new(environment);
    let Some(trigger_json) = object.get_or_null("trigger") else {
        return Err(ReadError::other(
            object.place("trigger"),
            "session has no trigger",
        ));
    };
    let kind = trigger_json.get("type").and_then(Json::as_str);
    let known = environment_json.zip(Some(&environment));
    let trigger = read_trigger_knowing(trigger_json.as_root(), assets, known).map_err(|error| {
        error.within(format!(
            "unable to read trigger[type={}]",
            kind.unwrap_or_default()
        ))
    })?;
    // Much of a contact is still what it was when the session was started, and the same text reads the same.
    let known = Object::new(trigger_json)?
        .get_or_null("contact")
        .zip(trigger.contact.as_ref());
    let contact = match object.get_or_null("contact") {
        Some(contact) => Some(read_contact(contact, assets, known)?),
        None => None,
    };
    let mut read_runs: Vector<Arc<Run>> = Vector::new();
    for (index, run) in runs.enumerate() {
        let run = read_run(run.value.as_root(), assets, &read_runs)
            .map_err(|error| error.within(format!("unable to read run {index}")))?;
        read_runs.push_back(Arc::new(run));
    }
    let wait = object
        .get_or_null("wait")
        .map(|wait| read_wait(wait.as_root()))
        .transpose()?;
    if status == "waiting" && wait.is_none() {
        return Err(ReadError::other(
            object.place("wait"),
            "session has status of \"waiting\" but no wait object",
        ));
    }
    let parent_run = match &trigger.kind {
        TriggerKind::FlowAction {
            run_summary: Ok(summary),
            ..
        } => Some(Arc::clone(summary)),
        _ => None,
    };
    Ok(Session {
        generation: Generation::V12,
        uuid: SessionUuid::default(),
        flow_type: read_runs
            .front()
            .and_then(|run| run.flow.as_ref())
            .map_or(FlowType::Messaging, |flow| flow.flow_type.clone()),
        created_on: trigger.triggered_on.clone(),
        environment,
        trigger: Arc::new(trigger),
        contact,
        call: None,
        runs: read_runs,
        status: session_status(status),
        wait,
        input: None,
        sprints: 0,
        parent_run,
    })
}

fn read_contact(
    json: Json<'_>,
    assets: &Assets,
    known: Option<(Json<'_>, &Arc<Contact>)>,
) -> Result<Arc<Contact>, ReadError> {
    match known {
        Some((known, contact)) if json.is_written_as(known) => Ok(contact.clone()),
        _ => {
            let known = known.map(|(known, contact)| (known, &**contact));
            let read = contact::read_contact_12_knowing(json.as_root(), assets, known);
            read.map(Arc::new)
                .map_err(|error| error.within("unable to read contact"))
        }
    }
}

/// The status of a session by generation 12's name for it.
pub fn session_status(name: &str) -> SessionStatus {
    match name {
        "active" => SessionStatus::Active,
        "waiting" => SessionStatus::Waiting,
        "completed" => SessionStatus::Completed,
        "errored" => SessionStatus::Failed,
        other => SessionStatus::Other(other.into()),
    }
}

/// The status of a run by generation 12's name for it.
pub fn run_status(name: &str) -> RunStatus {
    match name {
        "active" => RunStatus::Active,
        "waiting" => RunStatus::Waiting,
        "completed" => RunStatus::Completed,
        "expired" => RunStatus::Expired,
        "errored" => RunStatus::Failed,
        other => RunStatus::Other(other.into()),
    }
}

/// Finds a flow. A flow that is not there reads like an empty definition.
pub fn load_flow(assets: &Assets, uuid: &FlowUuid) -> Result<Arc<Flow>, String> {
    match assets.flows.get(uuid) {
        Some(flow) => flow.map_err(|error| error.to_string()),
        None => Err("unable to read flow: field 'uuid' is required".to_owned()),
    }
}

fn read_run(json: Json<'_>, assets: &Assets, earlier: &Vector<Arc<Run>>) -> Result<Run, ReadError> {
    let (object, uuid, reference) =
        read_run_head(json).map_err(|error| error.within("unable to read run"))?;
    let flow = load_flow(assets, &reference.uuid).map_err(|text| {
        ReadError::other(
            object.place("flow"),
            format!("unable to load flow[uuid={}]: {text}", reference.uuid),
        )
    })?;
    let parent = object.text("parent_uuid")?;
    if !parent.is_empty() && !earlier.iter().any(|run| &run.uuid == parent) {
        return Err(ReadError::other(
            object.place("parent_uuid"),
            format!("unable to find run with UUID: {parent}"),
        ));
    }
    let input = match object.get("input") {
        Some(input) => Some(Arc::new(read_input(input.as_root(), assets)?)),
        None => None,
    };
    let path = read_path(&object)?;
    let events = read_events(&object, assets, &uuid, &path)?;
    Ok(Run {
        uuid,
        flow_reference: FlowReference {
            uuid: flow.uuid.clone(),
            name: flow.name.clone(),
            revision: None,
        },
        flow: Some(flow),
        parent: (!parent.is_empty()).then(|| parent.into()),
        path,
        events,
        status: run_status(object.text("status")?),
        results: read_results(&object)?,
        locals: OrdMap::new(),
        webhook: None,
        input,
        had_input: false,
        created_on: instant(&object, "created_on")?.unwrap_or_else(year_one),
        modified_on: instant(&object, "created_on")?.unwrap_or_else(year_one),
        expires_on: instant(&object, "expires_on")?,
        exited_on: instant(&object, "exited_on")?,
    })
}

fn read_run_head(json: Json<'_>) -> Result<(Object<'_>, RunUuid, FlowReference), ReadError> {
    let object = Object::new(json)?;
    let mut checks = Checks::default();
    let uuid = required_uuid(&object, &mut checks, "uuid", UuidRule::LOWER_V4)?;
    let flow = required_object(&object, &mut checks, "flow")?;
    let reference = flow
        .map(|flow| flow_reference(&flow, &mut checks, ReferenceRules::GENERATION_12))
        .transpose()?;
    checks.finish()?;
    let none = || FlowReference {
        uuid: "".into(),
        name: "".into(),
        revision: None,
    };
    Ok((object, uuid.into(), reference.unwrap_or_else(none)))
}

/// The events of a run. Those that follow each other at the same step share its place.
fn read_events(
    run: &Object<'_>,
    assets: &Assets,
    run_uuid: &RunUuid,
    path: &Vector<Step>,
) -> Result<Vector<Arc<Event>>, ReadError> {
    let mut last: Option<Arc<EventPlace>> = None;
    let mut place_of = |step: &str| match &last {
        Some(place) if &place.step == step => place.clone(),
        _ => {
            let known = path.iter().find(|known| &known.uuid == step);
            let place = Arc::new(EventPlace {
                run: run_uuid.clone(),
                step: known.map_or_else(|| step.into(), |step| step.uuid.clone()),
                node: known.map(|step| step.node.clone()).unwrap_or_default(),
            });
            last = Some(place.clone());
            place
        }
    };
    let mut events = Vector::new();
    for item in run.list("events")? {
        let json = item.value.as_root();
        events.push_back(read_event_placed(json, assets, &mut place_of)?);
    }
    Ok(events)
}

fn year_one() -> DateTime {
    DateTime::from_epoch(-62_135_596_800, 0, Zone::utc())
}

fn read_path(object: &Object<'_>) -> Result<Vector<Step>, ReadError> {
    let mut path = Vector::new();
    for step in object.objects("path")? {
        let exit = step.text("exit_uuid")?;
        path.push_back(Step {
            uuid: step.text("uuid")?.into(),
            node: step.text("node_uuid")?.into(),
            arrived_on: instant(&step, "arrived_on")?.unwrap_or_else(year_one),
            exit: (!exit.is_empty()).then(|| exit.into()),
        });
    }
    Ok(path)
}

/// The results of a run or run summary, by key. Nothing in them is demanded.
pub fn read_results(object: &Object<'_>) -> Result<OrdMap<Text, Arc<RunResult>>, ReadError> {
    let mut results = OrdMap::new();
    let Some(members) = object.object("results")? else {
        return Ok(results);
    };
    for (key, json) in members.members() {
        let result = Object::new(json)?;
        let read = RunResult {
            name: own(result.text("name")?),
            value: own(result.text("value")?),
            category: own(result.text("category")?),
            category_localized: own(result.text("category_localized")?),
            node: result.text("node_uuid")?.into(),
            input: result.optional_text("input")?.map(own),
            extra: result
                .get_or_null("extra")
                .map(|extra| extra.to_string().into()),
            created_on: instant(&result, "created_on")?.unwrap_or_else(year_one),
        };
        results.insert(key.into(), Arc::new(read));
    }
    Ok(results)
}

fn read_input(json: Json<'_>, assets: &Assets) -> Result<Input, ReadError> {
    let object = Object::new(json)?;
    let kind = type_name(&object)?;
    read_msg_input(&object, kind, assets)
        .map_err(|error| error.within(format!("unable to read input[type={kind}]")))
}

fn read_msg_input(object: &Object<'_>, kind: &str, assets: &Assets) -> Result<Input, ReadError> {
    if kind != "msg" {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: {kind}"),
        ));
    }
    let mut checks = Checks::default();
    let uuid = object.text("uuid")?;
    let reference = optional_channel(object, &mut checks, ReferenceRules::GENERATION_12)?;
    let created_on = required_instant(object, &mut checks, "created_on")?;
    let urn = object.text("urn")?;
    if !urn.is_empty() {
        check_urn(&mut checks, object.place("urn"), urn);
    }
    checks.finish()?;
    let channel = match reference {
        Some(reference) => Some(assets.channels.get(&reference.uuid).cloned().ok_or_else(
            || {
                ReadError::other(
                    object.place("channel"),
                    format!("no such channel with uuid '{}'", reference.uuid),
                )
            },
        )?),
        None => None,
    };
    Ok(Input {
        uuid: uuid.into(),
        channel,
        created_on,
        urn: (!urn.is_empty()).then(|| Urn::lenient(urn)),
        text: own(object.text("text")?),
        attachments: object.texts("attachments")?.map(own).collect(),
        external_id: Text::default(),
        payload: None,
    })
}

fn read_wait(json: Json<'_>) -> Result<SessionWait, ReadError> {
    let object = Object::new(json)?;
    let kind = type_name(&object)?;
    let within = |error: ReadError| error.within(format!("unable to read wait[type={kind}]"));
    match kind {
        "msg" => Ok(SessionWait::Msg {
            timeout: object.optional_integer("timeout").map_err(within)?,
            timeout_on: instant(&object, "timeout_on").map_err(within)?,
        }),
        "nothing" => Ok(SessionWait::Nothing),
        other => Err(within(ReadError::other(
            object.place("type"),
            format!("unknown type: {other}"),
        ))),
    }
}

/// Reads the members of a `session_triggered` event.
pub fn session_triggered(
    object: &Object<'_>,
    checks: &mut Checks,
    assets: &Assets,
) -> Result<EventKind, ReadError> {
    let flow = required_flow(object, checks, "flow", ReferenceRules::GENERATION_12)?;
    let recipients = recipients(object, checks)?;
    let create_contact = object.boolean("create_contact")?;
    let run = object.get_or_null("run");
    checks.present(object.place("run"), run.as_ref());
    let run = run.unwrap_or_else(Json::null);
    let run = read_run_summary(run.as_root(), assets).unwrap_or_else(|_| lenient_summary(run));
    Ok(EventKind::SessionTriggered {
        flow,
        recipients,
        create_contact,
        exclude_in_a_flow: false,
        run: Arc::new(run),
        history: None,
    })
}

/// The summary of a stored event, which nothing is demanded of: a session without contact writes one that could not be read
/// as a trigger's.
fn lenient_summary(json: Json<'_>) -> RunSummary {
    let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default();
    let flow = |key: &str| {
        json.get("flow")
            .and_then(|flow| flow.get(key))
            .and_then(Json::as_str)
            .unwrap_or_default()
    };
    RunSummary {
        uuid: text("uuid").into(),
        flow_reference: FlowReference {
            uuid: flow("uuid").into(),
            name: flow("name").into(),
            revision: None,
        },
        flow: None,
        contact: None,
        status: run_status(text("status")),
        results: Object::new(json)
            .and_then(|object| read_results(&object))
            .unwrap_or_default(),
    }
}
