//! Actions that ask something of the world outside: webhooks, language models, ticketing, airtime.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::excellent::{Number, Text};
use crate::model::action::{
    ActionKind, CallClassifier, CallLlm, CallResthook, CallWebhook, OpenTicket, TransferAirtime,
};
use crate::wire::definition::record::{MapRules, Record};
use crate::wire::definition::references;
use crate::wire::definition::rules::Rule::{
    self, HttpMethod, LocalName, Max, Optional, Required, ResultName,
};

const HEADERS: MapRules = MapRules {
    map: &[Max(10)],
    key: &[Max(100)],
    value: &[Max(5000)],
    value_type: "a text",
};
const AMOUNTS_12: MapRules = MapRules {
    map: &[],
    key: &[],
    value: &[],
    value_type: "a decimal number",
};
const AMOUNTS_14: MapRules = MapRules {
    map: &[Required, Max(100)],
    key: &[Max(8)],
    value: &[],
    value_type: "a decimal number",
};

pub(super) fn call_classifier(record: &mut Record<'_>) -> ActionKind {
    ActionKind::CallClassifier(CallClassifier {
        input: record.template("input", &[Required, Max(10_000)]),
        result_name: record.text("result_name", &[Required, ResultName]).into(),
    })
}

pub(super) fn call_llm(record: &mut Record<'_>) -> ActionKind {
    ActionKind::CallLlm(CallLlm {
        llm: record.object("llm", references::llm),
        instructions: record.template("instructions", &[Required, Max(10_000)]),
        input: record.template("input", &[Max(10_000)]),
        output_local: record.text("output_local", &[Required, LocalName]).into(),
    })
}

pub(super) fn call_resthook(record: &mut Record<'_>) -> ActionKind {
    ActionKind::CallResthook(CallResthook {
        resthook: record.text("resthook", &[Required, Max(1000)]).into(),
        result_name: result_name(record),
    })
}

pub(super) fn call_webhook(record: &mut Record<'_>) -> ActionKind {
    let method = record.text("method", &[Required, HttpMethod]);
    let url = record.template("url", &[Required, Max(8192)]);
    let headers = record.text_map("headers", HEADERS);
    ActionKind::CallWebhook(CallWebhook {
        method: method.into(),
        url,
        headers: headers
            .into_iter()
            .map(|(name, value)| (name.into(), record.parse(value)))
            .collect(),
        body: record.template("body", &[Max(20_000)]),
        result_name: result_name(record),
    })
}

pub(super) fn open_ticket(record: &mut Record<'_>) -> ActionKind {
    ActionKind::OpenTicket(OpenTicket {
        topic: record.optional_object("topic", references::topic),
        assignee: record.optional_object("assignee", references::user),
        note: record.template("note", &[Max(10_000)]),
    })
}

pub(super) fn transfer_airtime(record: &mut Record<'_>) -> ActionKind {
    let rules = if record.is_12() {
        AMOUNTS_12
    } else {
        AMOUNTS_14
    };
    let amounts = record.map("amounts", rules, amount);
    ActionKind::TransferAirtime(TransferAirtime {
        amounts: amounts
            .into_iter()
            .map(|(currency, amount)| (currency.into(), amount.into()))
            .collect(),
    })
}

/// An amount as it is spelled: a number, or a text that is one.
fn amount(json: &Json) -> Option<Cow<'_, str>> {
    match json {
        Json::Number(number) => Some(number.to_string().into()),
        Json::String(text) => Number::parse_decimal(text).map(|_| text.as_str().into()),
        Json::Null => Some("0".into()),
        _ => None,
    }
}

fn result_name(record: &mut Record<'_>) -> Text {
    const RULES: [Rule; 2] = [Optional, ResultName];
    record.text("result_name", &RULES).into()
}
