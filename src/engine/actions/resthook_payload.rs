//! What subscribers of a resthook are told of a run.

use serde_json::{Map, Value as Json, json};

use crate::engine::action_context::ActionContext;
use crate::excellent::Template;
use crate::excellent::environment::RedactionPolicy;
use crate::model::channel::{Channel, ChannelRole};
use crate::model::flow::Flow;
use crate::model::session::{Input, Run};
use crate::model::urn::Urn;

/// What stands for a hidden address.
const REDACTED: &str = "********";

/// The payload of generation 12: JSON laid out by hand. Without a contact its parts fail like any expression and leave gaps.
pub fn template_like(context: &mut ActionContext<'_>) -> String {
    let dialect = context.semantics().dialect;
    // Together, so that what fails is told by one event.
    let contact = Template::parse(
        r#"{"uuid": "@contact.uuid", "name": @(json(contact.name)), "urn": "#,
        dialect,
    );
    let contact = context
        .evaluate_uncut(&contact, crate::engine::evaluate::Escaping::None)
        .text;
    let redacts = redacts(context);
    let run = context.run();
    let input = run.input.as_deref();
    let urn = match input.map(|input| &input.urn) {
        Some(urn) => urn.as_ref().map(|urn| urn.as_str().to_owned()),
        None => context
            .contact()
            .and_then(|contact| contact.urns.front())
            .map(|urn| urn.urn.as_str().to_owned()),
    };
    let urn = urn.map(|urn| if redacts { REDACTED.to_owned() } else { urn });
    let path: Vec<Json> = run
        .path
        .iter()
        .map(|step| {
            json!({
                "arrived_on": step.arrived_on.to_string(),
                "exit_uuid": step.exit.as_ref().map_or("", |exit| exit.as_str()),
                "node_uuid": step.node.as_str(),
                "uuid": step.uuid.as_str(),
            })
        })
        .collect();
    let channel = input.and_then(|input| input.channel.as_deref());
    let display = |urn: &Urn| urn.display().to_owned();
    format!(
        "{{\n\t\"contact\": {contact}{}}},\n\t\"flow\": {},\n\t\"path\": {},\n\t\"results\": {},\n\t\"run\": {{\"uuid\": \
         \"{}\", \"created_on\": \"{}\"}},\n\t\"input\": {},\n\t\"channel\": {}\n}}",
        Json::from(urn),
        flow_json(context.flow),
        Json::Array(path),
        results_json(run),
        run.uuid,
        run.created_on,
        input.map_or(Json::Null, |input| input_json(input, redacts, display)),
        channel.map_or(Json::Null, channel_json),
    )
}

/// The payload of generation 14: compact JSON with sorted keys.
pub fn compact(context: &ActionContext<'_>) -> String {
    let redacts = redacts(context);
    let rules = context.semantics().urns;
    let run = context.run();
    let input = context.session().input.as_deref();
    let channel = input.and_then(|input| input.channel.as_deref());
    let path: Vec<Json> = run
        .path
        .iter()
        .map(|step| json!({"arrived_on": step.arrived_on.to_string(), "node_uuid": step.node.as_str()}))
        .collect();
    let display = |urn: &Urn| rules.format(urn);
    let payload = json!({
        "channel": channel.map_or(Json::Null, channel_json),
        "contact": contact_json(context, redacts),
        "flow": flow_json(context.flow),
        "input": input.map_or(Json::Null, |input| input_json(input, redacts, display)),
        "path": path,
        "results": results_json(run),
        "run": {"created_on": run.created_on.to_string(), "uuid": run.uuid.as_str()},
    });
    payload.to_string()
}

fn redacts(context: &ActionContext<'_>) -> bool {
    context.session().environment.redaction_policy == RedactionPolicy::Urns
}

fn contact_json(context: &ActionContext<'_>, redacts: bool) -> Json {
    let Some(contact) = context.contact() else {
        return Json::Null;
    };
    let (channels, selection) = (&context.assets.channels, context.semantics().channels);
    let preferred = contact.urns.iter().find(|urn| {
        selection
            .channel_for(channels, urn, ChannelRole::Send)
            .is_some()
    });
    let urn = preferred.map(|urn| {
        if redacts {
            format!("{}:{REDACTED}", urn.urn.scheme())
        } else {
            urn.urn.without_query().as_str().to_owned()
        }
    });
    json!({
        "language": &*contact.language,
        "name": &*contact.name,
        "urn": urn,
        "uuid": contact.uuid.as_str(),
    })
}

fn flow_json(flow: &Flow) -> Json {
    json!({"name": &*flow.name, "revision": flow.revision, "uuid": flow.uuid.as_str()})
}

fn channel_json(channel: &Channel) -> Json {
    json!({"address": &*channel.address, "name": &*channel.name, "uuid": channel.uuid.as_str()})
}

fn results_json(run: &Run) -> Json {
    let results: Map<String, Json> = run
        .results
        .iter()
        .map(|(key, result)| {
            let localized = if result.category_localized.is_empty() {
                &result.category
            } else {
                &result.category_localized
            };
            let result = json!({
                "category": &*result.category,
                "category_localized": &**localized,
                "created_on": result.created_on.to_string(),
                "input": result.input.as_deref(),
                "name": &*result.name,
                "node_uuid": result.node.as_str(),
                "value": &*result.value,
            });
            (key.to_string(), result)
        })
        .collect();
    Json::Object(results)
}

fn input_json(input: &Input, redacts: bool, display: impl Fn(&Urn) -> String) -> Json {
    let attachments: Vec<Json> = input
        .attachments
        .iter()
        .map(|attachment| {
            let (kind, url) = attachment.split_once(':').unwrap_or(("", attachment));
            json!({"content_type": kind, "url": url})
        })
        .collect();
    let urn = input.urn.as_ref().map(|urn| {
        let hide = |text: String| if redacts { REDACTED.to_owned() } else { text };
        json!({"display": hide(display(urn)), "path": hide(urn.path().to_owned()), "scheme": urn.scheme()})
    });
    json!({
        "attachments": attachments,
        "channel": input.channel.as_deref().map(channel_json),
        "created_on": input.created_on.to_string(),
        "text": &*input.text,
        "type": "msg",
        "urn": urn,
        "uuid": input.uuid.as_str(),
    })
}
