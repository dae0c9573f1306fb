//! Reads triggers of generation 12 and the run summaries in them.

use std::sync::Arc;

use super::environment::read_environment;
use super::read_session::{load_flow, read_results, run_status};
use crate::excellent::Environment;
use crate::json::Json;
use crate::model::assets::Assets;
use crate::model::session::{RunSummary, Trigger, TriggerKind};
use crate::wire::contact;
use crate::wire::fields::{
    ReferenceRules, flow_reference, required_flow, required_instant, required_object,
    required_text, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

/// Reads a trigger. The error's text is the bare one; drivers put `unable to read trigger[type=T]: ` before it.
pub fn read_trigger(json: Json<'_>, assets: &Assets) -> Result<Trigger, ReadError> {
    read_trigger_knowing(json, assets, None)
}

/// As [`read_trigger`], where an environment was read already: most triggers have the same.
pub(super) fn read_trigger_knowing(
    json: Json<'_>,
    assets: &Assets,
    known: Option<(Json<'_>, &Arc<Environment>)>,
) -> Result<Trigger, ReadError> {
    let object = Object::new(json)?;
    let type_name = type_name(&object)?;
    if !["manual", "campaign", "flow_action"].contains(&type_name) {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: {type_name}"),
        ));
    }
    let mut checks = Checks::default();
    let flow = required_flow(&object, &mut checks, "flow", ReferenceRules::GENERATION_12)?;
    let triggered_on = required_instant(&object, &mut checks, "triggered_on")?;
    if type_name == "campaign" {
        check_campaign_event(&object, &mut checks)?;
    }
    checks.finish()?;
    let environment = match object.get_or_null("environment") {
        Some(environment) => {
            let same = known.filter(|(known, _)| environment.is_written_as(*known));
            let read = match same {
                Some((_, known)) => Ok(known.clone()),
                None => read_environment(environment.as_root()).map(Arc::new),
            };
            Some(read.map_err(|error| error.within("unable to read environment"))?)
        }
        None => None,
    };
    let contact = match object.get_or_null("contact") {
        Some(contact) => {
            let read = contact::read_contact_12(contact.as_root(), assets);
            Some(Arc::new(
                read.map_err(|error| error.within("unable to read contact"))?,
            ))
        }
        None => None,
    };
    let kind = match type_name {
        "campaign" => TriggerKind::Campaign {
            event: object.get("event").map(|event| Arc::new(event.to_value())),
            campaign: None,
        },
        "flow_action" => flow_action(&object, assets)?,
        _ => TriggerKind::Manual {
            user: None,
            origin: "".into(),
        },
    };
    Ok(Trigger {
        kind,
        flow,
        environment,
        contact,
        params: object
            .get_or_null("params")
            .map(|params| params.to_string().into()),
        batch: false,
        event: None,
        history: None,
        triggered_on,
    })
}

fn check_campaign_event(object: &Object<'_>, checks: &mut Checks) -> Result<(), ReadError> {
    if let Some(event) = required_object(object, checks, "event")? {
        required_uuid(&event, checks, "uuid", UuidRule::LOWER_V4)?;
        if let Some(campaign) = required_object(&event, checks, "campaign")? {
            required_uuid(&campaign, checks, "uuid", UuidRule::LOWER_V4)?;
            required_text(&campaign, checks, "name")?;
        }
    }
    Ok(())
}

fn flow_action(object: &Object<'_>, assets: &Assets) -> Result<TriggerKind, ReadError> {
    let within = |error: ReadError| error.within("unable to read run summary");
    let Some(run) = object.get_or_null("run") else {
        return Err(within(ReadError::other(
            object.place("run"),
            "unexpected end of JSON input",
        )));
    };
    let summary = read_run_summary(run.as_root(), assets).map_err(within)?;
    Ok(TriggerKind::FlowAction {
        source: run.to_string().into(),
        run_summary: Ok(Arc::new(summary)),
    })
}

/// Reads a run summary: its flow must be loadable, its contact must be there.
pub fn read_run_summary(json: Json<'_>, assets: &Assets) -> Result<RunSummary, ReadError> {
    let object = Object::new(json)?;
    let mut checks = Checks::default();
    let uuid = required_uuid(&object, &mut checks, "uuid", UuidRule::LOWER_V4)?;
    let flow = required_object(&object, &mut checks, "flow")?;
    let flow_reference = flow
        .map(|flow| flow_reference(&flow, &mut checks, ReferenceRules::GENERATION_12))
        .transpose()?;
    let contact = object.get_or_null("contact");
    checks.present(object.place("contact"), contact.as_ref());
    let status = required_text(&object, &mut checks, "status")?;
    checks.finish()?;
    let Some((reference, contact)) = flow_reference.zip(contact) else {
        return Err(ReadError::other(
            object.here(),
            "a run summary needs a flow and a contact",
        ));
    };
    let flow = load_flow(assets, &reference.uuid)
        .map_err(|text| ReadError::other(object.place("flow"), text))?;
    let contact = contact::read_contact_12(contact.as_root(), assets)?;
    Ok(RunSummary {
        uuid: uuid.into(),
        flow_reference: reference,
        flow: Some(flow),
        contact: Some(Arc::new(contact)),
        status: run_status(status),
        results: read_results(&object)?,
    })
}
