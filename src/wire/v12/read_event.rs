//! Reads events of generation 12: those callers send, and those stored in runs.

use std::sync::Arc;

use crate::excellent::{Number, Text, own};
use crate::json::{Json, Place};
use crate::model::assets::Assets;
use crate::model::event::{
    Event, EventKind, EventPlace, FieldChange, HttpLog, MessageTexts, Msg, QuickReply,
    ResolvedRecipients, ResultChange,
};
use crate::model::urn::Rules;
use crate::model::uuids::{NodeUuid, RunUuid};
use crate::wire::contact;
use crate::wire::fields::{
    ReferenceRules, channel_reference, contacts, groups, optional_channel, required_field,
    required_flow, required_groups, required_instant, required_labels, required_object,
    required_text, required_uuid, type_name,
};
use crate::wire::reader::{Checks, Object, ReadError, UuidRule};

const RULES: ReferenceRules = ReferenceRules::GENERATION_12;
/// What a reader says of a document that is not there.
const NO_JSON: &str = "unexpected end of JSON input";

/// Reads an event. Errors are `field 'type' is required` or `unable to read event[type=T]: ...`.
///
/// The step it was logged at is known by its UUID alone, without run and node.
pub fn read_event(json: Json<'_>, assets: &Assets) -> Result<Arc<Event>, ReadError> {
    read_event_placed(json, assets, &mut |step| {
        Arc::new(EventPlace {
            run: RunUuid::default(),
            step: step.into(),
            node: NodeUuid::default(),
        })
    })
}

/// As [`read_event`], where the reader of runs makes the place of the UUID of the step.
pub(super) fn read_event_placed(
    json: Json<'_>,
    assets: &Assets,
    place_of: &mut dyn FnMut(&str) -> Arc<EventPlace>,
) -> Result<Arc<Event>, ReadError> {
    let object = Object::new(json)?;
    let type_name = type_name(&object)?;
    read_typed(&object, type_name, assets, place_of)
        .map_err(|error| error.within(format!("unable to read event[type={type_name}]")))
}

fn read_typed(
    object: &Object<'_>,
    type_name: &str,
    assets: &Assets,
    place_of: &mut dyn FnMut(&str) -> Arc<EventPlace>,
) -> Result<Arc<Event>, ReadError> {
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
    let place = (!step.is_empty()).then(|| place_of(step));
    Ok(Arc::new(Event {
        uuid: None,
        created_on,
        place,
        kind,
    }))
}

fn is_known(type_name: &str) -> bool {
    matches!(
        type_name,
        "airtime_transferred"
            | "broadcast_created"
            | "contact_changed"
            | "contact_channel_changed"
            | "contact_field_changed"
            | "contact_groups_added"
            | "contact_groups_removed"
            | "contact_language_changed"
            | "contact_name_changed"
            | "contact_timezone_changed"
            | "contact_urn_added"
            | "email_created"
            | "environment_changed"
            | "error"
            | "flow_triggered"
            | "input_labels_added"
            | "msg_created"
            | "msg_received"
            | "msg_wait"
            | "nothing_wait"
            | "resthook_called"
            | "run_expired"
            | "run_result_changed"
            | "session_triggered"
            | "wait_timed_out"
            | "webhook_called"
    )
}

fn read_kind(
    object: &Object<'_>,
    checks: &mut Checks,
    type_name: &str,
    assets: &Assets,
) -> Result<EventKind, ReadError> {
    Ok(match type_name {
        "airtime_transferred" => EventKind::AirtimeTransferred {
            currency: own(object.text("currency")?),
            amount: object
                .get("amount")
                .map(|amount| amount.to_string())
                .and_then(|text| Number::parse_decimal(text.trim_matches('"')))
                .unwrap_or_else(|| Number::from(0)),
            status: own(object.text("status")?),
        },
        "broadcast_created" => EventKind::BroadcastCreated {
            translations: translations(object)?,
            base_language: own(required_text(object, checks, "base_language")?),
            recipients: recipients(object, checks)?,
            template: None,
            template_variables: Vec::new(),
        },
        "email_created" => email(object, checks)?,
        "environment_changed" => environment_changed(object),
        "error" => EventKind::Error {
            text: own(required_text(object, checks, "text")?),
            fatal: object.boolean("fatal")?,
            code: Text::default(),
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
            resthook: own(required_text(object, checks, "resthook")?),
            calls: object
                .objects("calls")?
                .map(|call| http_log(&call))
                .collect::<Result<_, _>>()?,
            result_name: own(object.text("result_name")?),
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
            result_name: own(object.text("result_name")?),
            resthook: Text::default(),
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
            let source = object.get_or_null("contact");
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
            value: FieldChange::Text(own(required_text(object, checks, "value")?)),
        },
        "contact_groups_added" => EventKind::ContactGroupsAdded {
            groups: required_groups(object, checks, RULES)?,
        },
        "contact_groups_removed" => EventKind::ContactGroupsRemoved {
            groups: required_groups(object, checks, RULES)?,
        },
        "contact_language_changed" => EventKind::ContactLanguageChanged {
            language: own(object.text("language")?),
        },
        "contact_timezone_changed" => EventKind::ContactTimezoneChanged {
            timezone: own(object.text("timezone")?),
        },
        "contact_urn_added" => {
            let urn = object.text("urn")?;
            check_urn(checks, object.place("urn"), urn);
            EventKind::ContactUrnAdded { urn: own(urn) }
        }
        _ => EventKind::ContactNameChanged {
            name: own(object.text("name")?),
        },
    })
}

/// Notes a URN that generation 12 does not accept.
pub fn check_urn(checks: &mut Checks, place: impl Into<Place>, urn: &str) {
    checks.ensure(
        Rules::GENERATION_12.is_valid(urn),
        place,
        "failed tag 'urn'",
    );
}

fn environment_changed(object: &Object<'_>) -> EventKind {
    let source = object.get_or_null("environment");
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
            addresses.map_or(0, Iterator::count),
            1,
        );
    }
    Ok(EventKind::EmailCreated {
        addresses: object.texts("addresses")?.map(own).collect(),
        subject: own(required_text(object, checks, "subject")?),
        body: own(object.text("body")?),
    })
}

/// `urns`, `contacts` and `groups` of a broadcast or session start.
pub fn recipients(
    object: &Object<'_>,
    checks: &mut Checks,
) -> Result<ResolvedRecipients, ReadError> {
    for item in object.list("urns")? {
        check_urn(checks, item.value, item.text()?);
    }
    Ok(ResolvedRecipients {
        urns: object.texts("urns")?.map(own).collect(),
        contacts: contacts(object, checks, RULES)?,
        groups: groups(object, checks, "groups", RULES)?,
        contact_query: Text::default(),
    })
}

fn translations(object: &Object<'_>) -> Result<Vec<(Text, MessageTexts)>, ReadError> {
    let Some(translations) = object.object("translations")? else {
        return Ok(Vec::new());
    };
    translations
        .distinct_members()
        .into_iter()
        .map(|(language, json)| Ok((language.into(), texts(&Object::of_entry(json)?)?)))
        .collect()
}

fn texts(object: &Object<'_>) -> Result<MessageTexts, ReadError> {
    let reply = |text: &str| QuickReply {
        kind: Text::new_static("text"),
        text: own(text),
        extra: Text::default(),
    };
    Ok(MessageTexts {
        text: own(object.text("text")?),
        attachments: object.texts("attachments")?.map(own).collect(),
        quick_replies: object.texts("quick_replies")?.map(reply).collect(),
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
        urn: own(urn),
        channel: optional_channel(&msg, checks, RULES)?,
        texts: texts(&msg)?,
        ..Msg::default()
    })
}

fn http_log(object: &Object<'_>) -> Result<HttpLog, ReadError> {
    Ok(HttpLog {
        url: own(object.text("url")?),
        status_code: None,
        status: own(object.text("status")?),
        request: own(object.text("request")?),
        response: own(object.text("response")?),
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
    http_log(object)
}

fn result_change(object: &Object<'_>, checks: &mut Checks) -> Result<ResultChange, ReadError> {
    Ok(ResultChange {
        name: own(required_text(object, checks, "name")?),
        value: own(object.text("value")?),
        category: own(object.text("category")?),
        category_localized: own(object.text("category_localized")?),
        input: object.optional_text("input")?.map(own),
        extra: object
            .get_or_null("extra")
            .map(|extra| extra.to_string().into()),
        previous: None,
    })
}
