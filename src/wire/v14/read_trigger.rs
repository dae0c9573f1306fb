//! Reads triggers of generation 14 and the run summaries in them.

use std::sync::Arc;

use imbl::OrdMap;

use super::read_event::read_event;
use crate::engine::results::result_key;
use crate::engine::semantics::GENERATION_14;
use crate::excellent::Text;
use crate::json::Json;
use crate::model::assets::Assets;
use crate::model::event::{Event, EventKind};
use crate::model::session::{
    RunResult, RunStatus, RunSummary, SessionHistory, Trigger, TriggerKind,
};
use crate::wire::contact;
use crate::wire::fields::{
    ReferenceRules, channel_reference, flow_reference, required_flow, required_instant,
    required_object, required_text, required_value, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, Spot, UuidRule};

const RULES: ReferenceRules = ReferenceRules::GENERATION_14;

const TYPES: [&str; 8] = [
    "manual",
    "msg",
    "flow_action",
    "campaign",
    "call",
    "chat",
    "ticket",
    "channel",
];

/// Reads a trigger. References to assets that do not exist are dropped.
pub fn read_trigger(json: Json<'_>, assets: &Assets) -> Result<Trigger, ReadError> {
    let object = Object::new(json)?;
    let kind = type_name(&object)?;
    if !TYPES.contains(&kind) {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: '{kind}'"),
        ));
    }
    let mut checks = Checks::default();
    let flow = required_flow(&object, &mut checks, "flow", RULES)?;
    let batch = object.boolean("batch")?;
    let history = history(&object, &mut checks)?;
    let triggered_on = required_instant(&object, &mut checks, "triggered_on")?;
    let own = read_own(&object, &mut checks, kind, assets)?;
    checks.finish()?;
    let params = match object.get_or_null("params") {
        None => None,
        Some(params) if params.is_object() => Some(params.to_string().into()),
        Some(_) => {
            let text = "unable to read trigger params: JSON doesn't contain an object";
            return Err(ReadError::other(object.place("params"), text));
        }
    };
    let event = match object.get("event") {
        Some(event) if kind != "channel" => {
            let read = read_event(event.as_root());
            Some(Arc::new(read.map_err(|error| {
                error.within("unable to read trigger event")
            })?))
        }
        _ => None,
    };
    let own = match own {
        TriggerKind::Campaign { .. } => campaign(event.as_deref(), object.place("event"), assets)?,
        other => other,
    };
    Ok(Trigger {
        kind: own,
        flow,
        environment: None,
        contact: None,
        params,
        batch,
        event,
        history,
        triggered_on,
    })
}

fn campaign(
    event: Option<&Event>,
    place: Spot<'_>,
    assets: &Assets,
) -> Result<TriggerKind, ReadError> {
    match event.map(|event| &event.kind) {
        Some(EventKind::Host { type_name, members }) if &**type_name == "campaign_fired" => {
            let uuid = members
                .get("campaign")
                .and_then(|campaign| campaign.get("uuid"))
                .and_then(serde_json::Value::as_str);
            Ok(TriggerKind::Campaign {
                event: None,
                campaign: uuid.and_then(|uuid| assets.campaigns.get(uuid)).cloned(),
            })
        }
        _ => Err(ReadError::other(
            place,
            "campaign trigger event must be of type campaign_fired",
        )),
    }
}

fn history(object: &Object<'_>, checks: &mut Checks) -> Result<Option<SessionHistory>, ReadError> {
    let Some(history) = object.object("history")? else {
        return Ok(None);
    };
    let parent = history.text("parent_uuid")?;
    checks.optional_uuid(history.place("parent_uuid"), parent, UuidRule::ANY);
    Ok(Some(SessionHistory {
        parent_uuid: parent.into(),
        ancestors: history.integer("ancestors")?,
        ancestors_since_input: history.integer("ancestors_since_input")?,
    }))
}

fn read_own(
    object: &Object<'_>,
    checks: &mut Checks,
    kind: &str,
    assets: &Assets,
) -> Result<TriggerKind, ReadError> {
    Ok(match kind {
        "manual" => {
            let user = object.object("user")?;
            let uuid = user.as_ref().map(|user| user.text("uuid")).transpose()?;
            TriggerKind::Manual {
                user: uuid.and_then(|uuid| assets.users.get(uuid)).cloned(),
                origin: object.text("origin")?.into(),
            }
        }
        "msg" => {
            let keyword = object.object("keyword_match")?;
            let read = keyword.map(|keyword| -> Result<_, ReadError> {
                let kind = required_text(&keyword, checks, "type")?;
                let word = required_text(&keyword, checks, "keyword")?;
                Ok((kind.into(), word.into()))
            });
            TriggerKind::Msg {
                keyword_match: read.transpose()?,
            }
        }
        "flow_action" => {
            let source = required_value(object, checks, "run_summary").unwrap_or_else(Json::null);
            let summary = read_run_summary(source.as_root(), assets);
            TriggerKind::FlowAction {
                source: source.to_string().into(),
                run_summary: summary
                    .map(Arc::new)
                    .map_err(|error| error.to_string().into()),
            }
        }
        "campaign" => TriggerKind::Campaign {
            event: None,
            campaign: None,
        },
        "call" => TriggerKind::Call,
        "chat" => TriggerKind::Chat,
        "ticket" => match required_object(object, checks, "ticket")? {
            Some(ticket) => TriggerKind::Ticket {
                ticket: contact::read_ticket(&ticket, checks, assets)?,
            },
            None => TriggerKind::Chat,
        },
        _ => {
            if let Some(event) = required_object(object, checks, "event")? {
                required_text(&event, checks, "type")?;
                if let Some(channel) = required_object(&event, checks, "channel")? {
                    channel_reference(&channel, checks, RULES)?;
                }
            }
            TriggerKind::Channel {
                event: Arc::new(object.get("event").map(Json::to_value).unwrap_or_default()),
            }
        }
    })
}

/// Reads a run summary: what a session is told of the run that started it.
pub fn read_run_summary(json: Json<'_>, assets: &Assets) -> Result<RunSummary, ReadError> {
    let object = Object::new(json)?;
    let mut checks = Checks::default();
    let uuid = object.text("uuid")?;
    checks.uuid(object.place("uuid"), uuid, UuidRule::ANY);
    let flow = required_object(&object, &mut checks, "flow")?;
    let reference = flow
        .map(|flow| flow_reference(&flow, &mut checks, RULES))
        .transpose()?;
    let status = required_text(&object, &mut checks, "status")?;
    let place = object.place("flow");
    checks.finish()?;
    let reference = reference.ok_or_else(|| ReadError::other(place, "field 'flow' is required"))?;
    let contact = match object.get("contact") {
        Some(contact) => Some(Arc::new(contact::read_contact_14(contact, assets)?)),
        None => None,
    };
    Ok(RunSummary {
        uuid: uuid.into(),
        flow: assets.flows.get(&reference.uuid).and_then(Result::ok),
        flow_reference: reference,
        contact,
        status: run_status(status),
        results: read_results(&object)?,
    })
}

/// The status of a run by generation 14's name for it.
pub fn run_status(name: &str) -> RunStatus {
    match name {
        "active" => RunStatus::Active,
        "waiting" => RunStatus::Waiting,
        "completed" => RunStatus::Completed,
        "expired" => RunStatus::Expired,
        "failed" => RunStatus::Failed,
        other => RunStatus::Other(other.into()),
    }
}

/// The results of a run or run summary. Names are cut to 64 characters and trimmed, keys are made of the names anew.
pub fn read_results(object: &Object<'_>) -> Result<OrdMap<Text, Arc<RunResult>>, ReadError> {
    let mut results = OrdMap::new();
    let Some(members) = object.object("results")? else {
        return Ok(results);
    };
    let mut checks = Checks::default();
    for (_, json) in members.members() {
        let name = json.get("name").and_then(Json::as_str).unwrap_or_default();
        let cut: String = name.chars().take(64).collect();
        let name = cut.trim();
        let key = result_key(&GENERATION_14, name);
        let result = Object::of_entry(json)?;
        checks.required(result.place("name"), name);
        let created_on = required_instant(&result, &mut checks, "created_on")?;
        let read = RunResult {
            name: name.into(),
            value: result.text("value")?.into(),
            category: result.text("category")?.into(),
            category_localized: result.text("category_localized")?.into(),
            node: result.text("node_uuid")?.into(),
            input: result
                .optional_text("input")?
                .filter(|input| !input.is_empty())
                .map(Text::from),
            extra: result
                .get_or_null("extra")
                .map(|extra| extra.to_string().into()),
            created_on,
        };
        results.insert(key.into(), Arc::new(read));
    }
    checks.finish()?;
    Ok(results)
}
