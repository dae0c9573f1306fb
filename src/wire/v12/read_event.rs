//! Reads events of generation 12: those callers send, and those stored in runs.

use std::sync::Arc;

use crate::excellent::{Number, Text};
use crate::json::{Json, Place};
use crate::model::assets::Assets;
use crate::model::event::{
    Event, EventKind, EventPlace, FieldChange, HttpLog, MessageTexts, Msg, QuickReply,
    ResolvedRecipients, ResultChange,
};
use crate::model::urn::{Rules, Urn};
use crate::model::uuids::RunUuid;
use crate::wire::contact;
use crate::wire::fields::{
    ReferenceRules, channel_reference, contacts, groups, optional_channel, raw_value,
    required_field, required_flow, required_groups, required_instant, required_labels,
    required_object, required_text, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

const RULES: ReferenceRules = ReferenceRules::GENERATION_12;
/// What a reader says of a document that is not there.
const NO_JSON: &str = "unexpected end of JSON input";

/// Reads an event. Errors are `field 'type' is required` or `unable to read event[type=T]: ...`.
///
/// The step it was logged at is known by its UUID alone; run and node of the place are filled in by the reader of runs.
pub fn read_event(json: Json<'_>, assets: &Assets) -> Result<Event, ReadError> {
    let object = Object::new(json)?;
    let type_name = type_name(&object)?;
    read_typed(&object, type_name, assets)
        .map_err(|error| error.within(format!("unable to read event[type={type_name}]")))
}

fn read_typed(object: &Object<'_>, type_name: &str, assets: &Assets) -> Result<Event, ReadError> {
    let mut checks = Checks::default();
    if !is_known(type_name) {
        return Err(ReadError::other(
            object.place("type"),
            format!("unknown type: {type_name}"),
        ));
    }
    let created_on = required_instant(object, &mut checks, "created_on")?;
    let step = object.text("step_uuid")?;
    checks.optional_uuid(object.place("step_uuid"), step, UuidRule::LOWER_V4);
    let kind = read_kind(object, &mut checks, type_name, assets)?;
    checks.finish()?;
    let place = (!step.is_empty()).then(|| EventPlace {
        run: RunUuid::default(),
        step: step.into(),
        node: "".into(),
    });
    Ok(Event {
        uuid: None,
        created_on,
        place,
        kind,
    })
}

const TYPES: [&str; 25] = [
    "broadcast_created",
    "contact_changed",
    "contact_channel_changed",
    "contact_field_changed",
    "contact_groups_added",
    "contact_groups_removed",
    "contact_language_changed",
    "contact_name_changed",
    "contact_timezone_changed",
    "contact_urn_added",
    "email_created",
    "environment_changed",
    "error",
    "flow_triggered",
    "input_labels_added",
    "msg_created",
    "msg_received",
    "msg_wait",
    "nothing_wait",
    "resthook_called",
    "run_expired",
    "run_result_changed",
    "session_triggered",
    "wait_timed_out",
    "webhook_called",
];

fn is_known(type_name: &str) -> bool {
    TYPES.contains(&type_name) || type_name == "airtime_transferred"
}

fn read_kind(
    object: &Object<'_>,
    checks: &mut Checks,
    type_name: &str,
    assets: &Assets,
) -> Result<EventKind, ReadError> {
    Ok(match type_name {
        "airtime_transferred" => EventKind::AirtimeTransferred {
            currency: object.text("currency")?.into(),
            amount: object
                .get("amount")
                .map(|amount| amount.to_string())
                .and_then(|text| Number::parse_decimal(text.trim_matches('"')))
                .unwrap_or_else(|| Number::from(0)),
            status: object.text("status")?.into(),
        },
        "broadcast_created" => EventKind::BroadcastCreated {
            translations: translations(object)?,
            base_language: required_text(object, checks, "base_language")?.into(),
            recipients: recipients(object, checks)?,
            template: None,
            template_variables: Vec::new(),
        },
        "email_created" => email(object, checks)?,
        "environment_changed" => environment_changed(object),
        "error" => EventKind::Error {
            text: required_text(object, checks, "text")?.into(),
            fatal: object.boolean("fatal")?,
            code: "".into(),
            extra: Vec::new(),
        },
        "flow_triggered" => {
            let flow = required_flow(object, checks, "flow", RULES)?;
            let parent = object.text("parent_run_uuid")?;
            checks.optional_uuid(object.place("parent_run_uuid"), parent, UuidRule::LOWER_V4);
            EventKind::FlowTriggered {
                flow,
                parent_run_uuid: (!parent.is_empty()).then(|| parent.into()),
            }
        }
        "input_labels_added" => EventKind::InputLabelsAdded {
            input_uuid: required_uuid(object, checks, "input_uuid", UuidRule::LOWER_V4)?.into(),
            labels: required_labels(object, checks, RULES)?,
        },
        "msg_created" => EventKind::MsgCreated {
            msg: msg(object, checks)?,
        },
        "msg_received" => EventKind::MsgReceived {
            msg: msg(object, checks)?,
        },
        "msg_wait" => EventKind::MsgWait {
            timeout_on: crate::wire::fields::instant(object, "timeout_on")?,
            timeout_seconds: None,
            expires_on: None,
            hint: None,
        },
        "nothing_wait" => EventKind::NothingWait,
        "resthook_called" => EventKind::ResthookCalled {
            resthook: required_text(object, checks, "resthook")?.into(),
            calls: object
                .objects("calls")?
                .iter()
                .map(|call| http_log(call, checks))
                .collect::<Result<_, _>>()?,
            result_name: object.text("result_name")?.into(),
            payload: None,
        },
        "run_expired" => EventKind::RunExpired {
            run_uuid: required_uuid(object, checks, "run_uuid", UuidRule::LOWER_V4)?.into(),
        },
        "run_result_changed" => EventKind::RunResultChanged(result_change(object, checks)?),
        "session_triggered" => super::read_session::session_triggered(object, checks, assets)?,
        "wait_timed_out" => EventKind::WaitTimedOut,
        "webhook_called" => EventKind::WebhookCalled {
            log: webhook_log(object, checks)?,
            result_name: object.text("result_name")?.into(),
            resthook: "".into(),
        },
        contact_change => read_contact_change(object, checks, contact_change, assets)?,
    })
}

fn read_contact_change(
    object: &Object<'_>,
    checks: &mut Checks,
    type_name: &str,
    assets: &Assets,
) -> Result<EventKind, ReadError> {
    Ok(match type_name {
        "contact_changed" => {
            // Read when the event is applied; that it can't be is no obstacle to reading the event.
            let source = raw_value(object, "contact");
            let contact = match source {
                Some(source) => contact::read_contact_12(source.as_root(), assets),
                None => Err(ReadError::other(object.place("contact"), NO_JSON)
                    .within("unable to read contact")),
            };
            EventKind::ContactChanged {
                contact: contact
                    .map(Arc::new)
                    .map_err(|error| error.to_string().into()),
                source: Arc::new(source.map(Json::to_value).unwrap_or_default()),
            }
        }
        "contact_channel_changed" => {
            let channel = required_object(object, checks, "channel")?;
            let channel = channel
                .map(|channel| channel_reference(&channel, checks, RULES))
                .transpose()?;
            let none = || crate::model::references::ChannelReference {
                uuid: "".into(),
                name: "".into(),
            };
            EventKind::ContactChannelChanged {
                channel: channel.unwrap_or_else(none),
            }
        }
        "contact_field_changed" => EventKind::ContactFieldChanged {
            field: required_field(object, checks)?,
            value: FieldChange::Text(required_text(object, checks, "value")?.into()),
        },
        "contact_groups_added" => EventKind::ContactGroupsAdded {
            groups: required_groups(object, checks, RULES)?,
        },
        "contact_groups_removed" => EventKind::ContactGroupsRemoved {
            groups: required_groups(object, checks, RULES)?,
        },
        "contact_language_changed" => EventKind::ContactLanguageChanged {
            language: object.text("language")?.into(),
        },
        "contact_timezone_changed" => EventKind::ContactTimezoneChanged {
            timezone: object.text("timezone")?.into(),
        },
        "contact_urn_added" => {
            let urn = object.text("urn")?;
            check_urn(checks, object.place("urn"), urn);
            EventKind::ContactUrnAdded { urn: urn.into() }
        }
        _ => EventKind::ContactNameChanged {
            name: object.text("name")?.into(),
        },
    })
}

/// Notes a URN that generation 12 does not accept.
pub fn check_urn(checks: &mut Checks, place: impl Into<Place>, urn: &str) {
    let is_valid = Urn::parse(urn).is_ok_and(|urn| Rules::GENERATION_12.validate(&urn).is_ok());
    checks.ensure(is_valid, place, "failed tag 'urn'");
}

fn environment_changed(object: &Object<'_>) -> EventKind {
    let source = raw_value(object, "environment");
    let environment = match source {
        Some(source) => super::environment::read_environment(source.as_root()),
        None => Err(ReadError::other(object.place("environment"), NO_JSON)),
    };
    EventKind::EnvironmentChanged {
        environment: environment
            .map(Arc::new)
            .map_err(|error| error.to_string().into()),
        source: Arc::new(source.map(Json::to_value).unwrap_or_default()),
    }
}

fn email(object: &Object<'_>, checks: &mut Checks) -> Result<EventKind, ReadError> {
    let addresses = object.optional_list("addresses")?;
    if checks.present(object.place("addresses"), addresses.as_ref()) {
        checks.min_items(
            object.place("addresses"),
            addresses.map_or(0, |items| items.len()),
            1,
        );
    }
    Ok(EventKind::EmailCreated {
        addresses: shared(object.texts("addresses")?),
        subject: required_text(object, checks, "subject")?.into(),
        body: object.text("body")?.into(),
    })
}

fn shared(texts: Vec<&str>) -> Vec<Arc<str>> {
    texts.into_iter().map(Arc::from).collect()
}

/// `urns`, `contacts` and `groups` of a broadcast or session start.
pub fn recipients(
    object: &Object<'_>,
    checks: &mut Checks,
) -> Result<ResolvedRecipients, ReadError> {
    let urns = object.list("urns")?;
    for item in &urns {
        check_urn(checks, item.value, item.text()?);
    }
    Ok(ResolvedRecipients {
        urns: shared(object.texts("urns")?),
        contacts: contacts(object, checks, RULES)?,
        groups: groups(object, checks, "groups", RULES)?,
        contact_query: "".into(),
    })
}

fn translations(object: &Object<'_>) -> Result<Vec<(Arc<str>, MessageTexts)>, ReadError> {
    let Some(translations) = object.object("translations")? else {
        return Ok(Vec::new());
    };
    translations
        .distinct_members()
        .into_iter()
        .map(|(language, json)| Ok((language.into(), texts(&Object::new(json.as_entry())?)?)))
        .collect()
}

fn texts(object: &Object<'_>) -> Result<MessageTexts, ReadError> {
    let reply = |text: &str| QuickReply {
        kind: Text::new_static("text"),
        text: text.into(),
        extra: "".into(),
    };
    Ok(MessageTexts {
        text: object.text("text")?.into(),
        attachments: shared(object.texts("attachments")?),
        quick_replies: object
            .texts("quick_replies")?
            .into_iter()
            .map(reply)
            .collect(),
    })
}

fn msg(object: &Object<'_>, checks: &mut Checks) -> Result<Msg, ReadError> {
    // A message that is not there is an empty one.
    let Some(msg) = object.object("msg")? else {
        return Ok(Msg {
            uuid: Some("".into()),
            ..Msg::default()
        });
    };
    let uuid = msg.text("uuid")?;
    let urn = msg.text("urn")?;
    if !urn.is_empty() {
        check_urn(checks, msg.place("urn"), urn);
    }
    Ok(Msg {
        uuid: Some(uuid.into()),
        id: msg.integer("id")?,
        urn: urn.into(),
        channel: optional_channel(&msg, checks, RULES)?,
        texts: texts(&msg)?,
        ..Msg::default()
    })
}

fn http_log(object: &Object<'_>, _: &mut Checks) -> Result<HttpLog, ReadError> {
    Ok(HttpLog {
        url: object.text("url")?.into(),
        status_code: None,
        status: object.text("status")?.into(),
        request: object.text("request")?.into(),
        response: object.text("response")?.into(),
        elapsed_ms: 0,
        retries: 0,
        request_size: 0,
        response_size: 0,
    })
}

fn webhook_log(object: &Object<'_>, checks: &mut Checks) -> Result<HttpLog, ReadError> {
    for key in ["url", "status", "request"] {
        required_text(object, checks, key)?;
    }
    http_log(object, checks)
}

fn result_change(object: &Object<'_>, checks: &mut Checks) -> Result<ResultChange, ReadError> {
    Ok(ResultChange {
        name: required_text(object, checks, "name")?.into(),
        value: object.text("value")?.into(),
        category: object.text("category")?.into(),
        category_localized: object.text("category_localized")?.into(),
        input: object.optional_text("input")?.map(Arc::from),
        extra: raw_value(object, "extra").map(|extra| extra.to_string().into()),
        previous: None,
    })
}
