//! Reads stored sessions of generation 14. Contact, environment and call come from the host.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::read_event::check_urn;
use super::read_trigger::{read_results, read_trigger, run_status};
use crate::excellent::{Environment, Text};
use crate::json::Json;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::flow::{FlowType, Generation};
use crate::model::session::{
    Call, Input, Run, Session, SessionStatus, Step, Trigger, TriggerKind, WebhookCall,
};
use crate::model::urn::{Rules, Urn};
use crate::wire::fields::{
    ReferenceRules, channel_reference, instant, optional_channel, required_flow, required_instant,
    required_object, required_text, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

/// What a host keeps beside a stored session and hands in when it is read.
#[derive(Debug, Clone)]
pub struct Companions {
    /// Formats, zone, languages.
    pub environment: Arc<Environment>,
    /// Whom the session is with.
    pub contact: Arc<Contact>,
    /// The phone call it is held in.
    pub call: Option<Arc<Call>>,
}

/// Reads a session. The text of the error is the one the format prescribes; its pointer says where it is.
pub fn read_session(
    json: Json<'_>,
    assets: &Assets,
    companions: &Companions,
) -> Result<Session, ReadError> {
    let head = read_head(json).map_err(|error| error.within("unable to read session"))?;
    let object = &head.object;
    let trigger = read_trigger(head.trigger.as_root(), assets)
        .map_err(|error| error.within("unable to read trigger"))?;
    if companions.contact.uuid.as_str() != head.contact_uuid {
        return Err(ReadError::other(
            object.place("contact_uuid"),
            "session contact doesn't match provided",
        ));
    }
    let call_uuid = companions.call.as_ref().map_or("", |call| &call.uuid);
    if !head.call_uuid.is_empty() && call_uuid != head.call_uuid {
        return Err(ReadError::other(
            object.place("call_uuid"),
            "session call doesn't match provided",
        ));
    }
    let mut runs: Vector<Arc<Run>> = Vector::new();
    for (index, item) in object.list("runs")?.enumerate() {
        let run = read_run(item.value.as_root(), assets, &runs)
            .map_err(|error| error.within(format!("unable to read run {index}")))?;
        runs.push_back(Arc::new(run));
    }
    let input = match object.get("input") {
        Some(input) => {
            let read = read_input(input.as_root(), assets);
            Some(Arc::new(
                read.map_err(|error| error.within("unable to read input"))?,
            ))
        }
        None => None,
    };
    Ok(Session {
        generation: Generation::V14,
        uuid: head.uuid.into(),
        flow_type: FlowType::from(head.flow_type),
        created_on: head.created_on,
        environment: Arc::clone(&companions.environment),
        parent_run: parent_run(&trigger),
        trigger: Arc::new(trigger),
        contact: Some(Arc::clone(&companions.contact)),
        call: companions.call.clone(),
        runs,
        status: session_status(head.status),
        wait: None,
        input,
        sprints: object.integer("sprints")?,
    })
}

fn parent_run(trigger: &Trigger) -> Option<Arc<crate::model::session::RunSummary>> {
    match &trigger.kind {
        TriggerKind::FlowAction {
            run_summary: Ok(summary),
            ..
        } => Some(Arc::clone(summary)),
        _ => None,
    }
}

struct Head<'a> {
    object: Object<'a>,
    uuid: &'a str,
    flow_type: &'a str,
    created_on: crate::excellent::DateTime,
    trigger: Json<'a>,
    contact_uuid: &'a str,
    call_uuid: &'a str,
    status: &'a str,
}

fn read_head(json: Json<'_>) -> Result<Head<'_>, ReadError> {
    let object = Object::new(json)?;
    let mut checks = Checks::default();
    let uuid = required_uuid(&object, &mut checks, "uuid", UuidRule::ANY)?;
    let flow_type = required_text(&object, &mut checks, "type")?;
    let created_on = required_instant(&object, &mut checks, "created_on")?;
    let trigger = object.get_or_null("trigger");
    checks.present(object.place("trigger"), trigger.as_ref());
    let contact_uuid = required_uuid(&object, &mut checks, "contact_uuid", UuidRule::ANY)?;
    let call_uuid = object.text("call_uuid")?;
    checks.optional_uuid(object.place("call_uuid"), call_uuid, UuidRule::ANY);
    object.list("runs")?;
    let status = required_text(&object, &mut checks, "status")?;
    object.integer("sprints")?;
    checks.finish()?;
    Ok(Head {
        uuid,
        flow_type,
        created_on,
        trigger: trigger.unwrap_or_else(Json::null),
        contact_uuid,
        call_uuid,
        status,
        object,
    })
}

/// The status of a session by generation 14's name for it.
pub fn session_status(name: &str) -> SessionStatus {
    match name {
        "active" => SessionStatus::Active,
        "waiting" => SessionStatus::Waiting,
        "completed" => SessionStatus::Completed,
        "failed" => SessionStatus::Failed,
        other => SessionStatus::Other(other.into()),
    }
}

fn read_run(json: Json<'_>, assets: &Assets, earlier: &Vector<Arc<Run>>) -> Result<Run, ReadError> {
    let object = Object::new(json)?;
    let run =
        read_run_members(&object, assets).map_err(|error| error.within("unable to read run"))?;
    if let Some(parent) = &run.parent
        && !earlier.iter().any(|known| &known.uuid == parent)
    {
        return Err(ReadError::other(
            object.place("parent_uuid"),
            format!("unable to find run with UUID '{parent}'"),
        ));
    }
    Ok(run)
}

fn read_run_members(object: &Object<'_>, assets: &Assets) -> Result<Run, ReadError> {
    let mut checks = Checks::default();
    let uuid = required_uuid(object, &mut checks, "uuid", UuidRule::ANY)?;
    let flow_reference = required_flow(object, &mut checks, "flow", ReferenceRules::GENERATION_14)?;
    let status = required_text(object, &mut checks, "status")?;
    let parent = object.text("parent_uuid")?;
    checks.optional_uuid(object.place("parent_uuid"), parent, UuidRule::ANY);
    let created_on = required_instant(object, &mut checks, "created_on")?;
    let modified_on = required_instant(object, &mut checks, "modified_on")?;
    checks.finish()?;
    let flow = assets.flows.get(&flow_reference.uuid).and_then(Result::ok);
    Ok(Run {
        uuid: uuid.into(),
        flow_reference,
        flow,
        parent: (!parent.is_empty()).then(|| parent.into()),
        path: read_path(object)?,
        events: Vector::new(),
        status: run_status(status),
        results: read_results(object)?,
        locals: read_locals(object)?,
        webhook: object
            .object("webhook")?
            .map(|webhook| read_webhook(&webhook))
            .transpose()?
            .map(Arc::new),
        input: None,
        had_input: object.boolean("had_input")?,
        created_on,
        modified_on,
        expires_on: None,
        exited_on: instant(object, "exited_on")?,
    })
}

fn read_path(object: &Object<'_>) -> Result<Vector<Step>, ReadError> {
    let mut path = Vector::new();
    for step in object.objects("path")? {
        let mut checks = Checks::default();
        let node = required_uuid(&step, &mut checks, "node_uuid", UuidRule::ANY)?;
        let arrived_on = required_instant(&step, &mut checks, "arrived_on")?;
        path.push_back(Step {
            uuid: "".into(),
            node: node.into(),
            arrived_on,
            exit: None,
        });
    }
    Ok(path)
}

fn read_locals(object: &Object<'_>) -> Result<OrdMap<Text, Text>, ReadError> {
    let Some(locals) = object.object("locals")? else {
        return Ok(OrdMap::new());
    };
    locals
        .members()
        .map(|(name, _)| Ok((Text::from(name), Text::from(locals.text(name)?))))
        .collect()
}

fn read_webhook(object: &Object<'_>) -> Result<WebhookCall, ReadError> {
    let headers = object.object("headers")?;
    let read_headers = |headers: Object<'_>| -> Result<Vec<_>, ReadError> {
        headers
            .distinct_members()
            .into_iter()
            .map(|(name, _)| Ok((name.into(), headers.text(name)?.into())))
            .collect()
    };
    Ok(WebhookCall {
        method: object.text("method")?.into(),
        url: object.text("url")?.into(),
        status: object.integer("status")?,
        headers: headers.map(read_headers).transpose()?,
        json: object.get("json").map(|json| json.to_string().into()),
    })
}

fn read_input(json: Json<'_>, assets: &Assets) -> Result<Input, ReadError> {
    let object = Object::new(json)?;
    let kind = type_name(&object)?;
    if kind != "msg" {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: '{kind}'"),
        ));
    }
    let mut checks = Checks::default();
    let uuid = required_uuid(&object, &mut checks, "uuid", UuidRule::ANY)?;
    let channel = optional_channel(&object, &mut checks, ReferenceRules::GENERATION_14)?;
    let created_on = required_instant(&object, &mut checks, "created_on")?;
    let urn = object.text("urn")?;
    if !urn.is_empty() {
        check_urn(&mut checks, object.place("urn"), urn);
    }
    checks.finish()?;
    Ok(Input {
        uuid: uuid.into(),
        channel: channel.and_then(|reference| assets.channels.get(&reference.uuid).cloned()),
        created_on,
        urn: (!urn.is_empty()).then(|| Rules::GENERATION_14.normalize(&Urn::lenient(urn))),
        text: object.text("text")?.into(),
        attachments: object.texts("attachments")?.map(Text::from).collect(),
        external_id: object.text("external_id")?.into(),
        payload: object.get("payload").map(|json| Arc::new(json.to_value())),
    })
}

/// Reads a phone call: `uuid`, `channel` and `urn`, all of which must be there.
pub fn read_call(json: Json<'_>) -> Result<Call, ReadError> {
    let object = Object::new(json)?;
    let mut checks = Checks::default();
    let uuid = required_uuid(&object, &mut checks, "uuid", UuidRule::ANY)?;
    let channel = required_object(&object, &mut checks, "channel")?;
    let channel = channel
        .map(|channel| channel_reference(&channel, &mut checks, ReferenceRules::GENERATION_14))
        .transpose()?;
    let urn = object.text("urn")?;
    check_urn(&mut checks, object.place("urn"), urn);
    let place = object.place("channel");
    checks.finish()?;
    let channel = channel.ok_or_else(|| ReadError::other(place, "field 'channel' is required"))?;
    Ok(Call {
        uuid: uuid.into(),
        channel,
        urn: Urn::lenient(urn),
    })
}
