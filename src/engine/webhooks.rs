//! Calls of webhooks and resthooks: making them by the rules of a generation, and what is recorded of them.

use super::action_context::{ActionContext, ActionStop};
use super::effect::{Effect, Reply};
use super::http::body::{clean_json, ellipsize, replace_escaped_nul, shown_body, shown_head};
use super::http::call::{Answer, Call, make};
use super::http::headers::canonical_name;
use super::http::mocks;
use super::http::request::Request;
use super::http::response::{Framing, has_text_body, head_trace};
use super::semantics::WebhookRule;
use crate::excellent::Text;
use crate::model::event::ResultChange;
use crate::model::event::{EventKind, HttpLog};
use crate::model::session::WebhookCall;

/// Characters of a recorded URL (14).
const MAX_URL_CHARS: usize = 2048;
/// Characters of a recorded request or response (14).
const MAX_TRACE_CHARS: usize = 10_000;
/// JSON of so many bytes or more is not kept with a result (14).
const MAX_EXTRA_BYTES: usize = 10_000;
/// What stands for a body that is not text (12).
const NO_TEXT_BODY: &str = "Non-text body, ignoring";

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallStatus {
    /// Status 2xx.
    Success,
    /// Any other status.
    ResponseError,
    /// No answer, or one that could not be taken.
    ConnectionError,
    /// A subscriber that says it will not come back: status 410.
    SubscriberGone,
}

impl CallStatus {
    /// The status as the format spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::ResponseError => "response_error",
            Self::ConnectionError => "connection_error",
            Self::SubscriberGone => "subscriber_gone",
        }
    }

    fn of_code(code: u16) -> Self {
        if (200..300).contains(&code) {
            Self::Success
        } else {
            Self::ResponseError
        }
    }
}

/// A call of generation 14, and everything that is made of it.
#[derive(Debug, Clone)]
pub struct ServiceCall {
    /// How it went.
    pub status: CallStatus,
    /// The record of it.
    pub log: HttpLog,
    /// What `@webhook` gives.
    pub webhook: WebhookCall,
}

/// Makes a call by the rules of generation 12 and gives its record; none if there was no answer that could be taken, which is
/// logged.
pub fn call_plainly(
    context: &mut ActionContext<'_>,
    mut request: Request,
) -> Result<Option<HttpLog>, ActionStop> {
    if request.header("User-Agent").is_none_or(str::is_empty) {
        request.set_header("User-Agent", &context.options().user_agent.clone());
    }
    let limit = context.options().max_webhook_response_bytes;
    let call = if let Some((response, framing)) = mocks::answer(context.options(), &request) {
        let outcome = Ok(Answer { response, framing });
        Call {
            last: request.clone(),
            first: request,
            outcome,
            elapsed_ms: 0,
        }
    } else {
        if let Err(problem) = request.check() {
            context.log_error(problem);
            return Ok(None);
        }
        // Credentials of the URL are sent but not recorded.
        make(
            request,
            |_| {},
            |hop| {
                if hop.url.user.is_none() {
                    return send(context, hop, Some(limit));
                }
                let mut sent = hop.clone();
                sent.authorize_by_url();
                send(context, &sent, Some(limit))
            },
        )?
    };
    let Answer { response, framing } = match call.outcome {
        Ok(answer) => answer,
        Err(problem) => {
            context.log_error(problem);
            return Ok(None);
        }
    };
    let keeps_body = has_text_body(&response);
    if keeps_body && response.body.len() > limit {
        context.log_error(format!("webhook response body exceeds {limit} bytes limit"));
        return Ok(None);
    }
    let mut trace = head_trace(&response, framing);
    if keeps_body {
        trace.push_str(&String::from_utf8_lossy(&response.body));
    } else {
        trace.push_str(NO_TEXT_BODY);
    }
    let request = call.first.trace();
    Ok(Some(HttpLog {
        url: call.last.url.to_text().into(),
        status_code: Some(i64::from(response.status)),
        status: CallStatus::of_code(response.status).name().into(),
        request_size: length(request.len()),
        response_size: length(trace.len()),
        request: request.into(),
        response: trace.into(),
        elapsed_ms: call.elapsed_ms.try_into().unwrap_or(i64::MAX),
        retries: 0,
    }))
}

/// Makes a call through the webhook service of generation 14; none if there is no service or the request can't be sent,
/// which is logged. An answer that is too long is logged, too.
pub fn call_service(
    context: &mut ActionContext<'_>,
    mut request: Request,
) -> Result<Option<ServiceCall>, ActionStop> {
    if context
        .options()
        .missing_services
        .iter()
        .any(|service| &**service == "webhook")
    {
        context.log_error("no webhook service factory configured");
        return Ok(None);
    }
    if request.header("User-Agent").is_none_or(str::is_empty) {
        request.set_header("User-Agent", &context.options().user_agent.clone());
    }
    if request.header("Accept-Encoding") == Some("gzip") {
        request.remove_header("Accept-Encoding");
    }
    if let Err(problem) = request.check() {
        context.log_error(problem);
        return Ok(None);
    }
    let limit = Some(context.options().max_webhook_response_bytes).filter(|limit| *limit > 0);
    let call = make(request, Request::authorize_by_url, |hop| {
        send(context, hop, limit)
    })?;
    let is_too_long =
        |answer: &Answer| limit.is_some_and(|limit| answer.response.body.len() > limit);
    let too_long = call.outcome.as_ref().is_ok_and(is_too_long);
    if let Some(limit) = limit.filter(|_| too_long) {
        context.emit(EventKind::Warning {
            text: format!("Webhook response exceeded the limit of {limit} bytes").into(),
            code: "webhook:response_size".into(),
            extra: vec![("limit".into(), limit.to_string().into())],
        });
    }
    Ok(Some(service_call(&call, too_long)))
}

fn service_call(call: &Call, too_long: bool) -> ServiceCall {
    let trace = call.last.trace();
    let url = call.last.url.to_string();
    let mut log = HttpLog {
        url: ellipsize(&url, MAX_URL_CHARS).into(),
        status_code: None,
        status: Text::default(),
        request: ellipsize(&shown_head(&trace), MAX_TRACE_CHARS).into(),
        response: Text::default(),
        elapsed_ms: call.elapsed_ms.try_into().unwrap_or(i64::MAX),
        retries: 0,
        request_size: length(trace.len()),
        response_size: 0,
    };
    let mut webhook = WebhookCall {
        method: call.last.method.clone(),
        url: url.into(),
        status: 0,
        headers: None,
        json: None,
    };
    let mut status = CallStatus::ConnectionError;
    if let Ok(Answer { response, framing }) = &call.outcome {
        let head = head_trace(response, *framing);
        let (body, body_size): (&[u8], u64) = match framing {
            _ if !too_long => (&response.body, response.body.len() as u64),
            Framing::Length(length) => (&[], *length),
            _ => (&[], 0),
        };
        let shown = replace_escaped_nul(&shown_body(body), "\u{FFFD}");
        log.response = ellipsize(&(shown_head(&head) + &shown), MAX_TRACE_CHARS).into();
        log.response_size = length(head.len()).saturating_add_unsigned(body_size);
        log.status_code = Some(i64::from(response.status));
        webhook.status = i64::from(response.status);
        webhook.headers = Some(first_headers(&response.headers));
        webhook.json = clean_json(body);
        if !too_long {
            status = CallStatus::of_code(response.status);
        }
    }
    log.status = status.name().into();
    ServiceCall {
        status,
        log,
        webhook,
    }
}

/// The result a call of generation 14 is saved as.
pub fn result_of(name: &Text, status: CallStatus, webhook: &WebhookCall) -> ResultChange {
    let category = if status == CallStatus::Success {
        "Success"
    } else {
        "Failure"
    };
    ResultChange {
        name: name.clone(),
        value: webhook.status.to_string().into(),
        category: Text::new_static(category),
        category_localized: Text::default(),
        input: Some(format!("{} {}", webhook.method, webhook.url).into()),
        extra: webhook
            .json
            .clone()
            .filter(|json| json.len() < MAX_EXTRA_BYTES),
        previous: None,
    }
}

/// Whether the host of a URL, or one above it, may not be called (14).
pub fn is_blocked(context: &ActionContext<'_>, hostname: &str) -> bool {
    let host = hostname.to_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    context.options().blocked_hosts.iter().any(|blocked| {
        let blocked = blocked.to_lowercase();
        host.strip_suffix(blocked.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Whether calls are made through a service of the host (14).
pub fn uses_service(context: &ActionContext<'_>) -> bool {
    context.semantics().webhooks == WebhookRule::ByService
}

fn send(
    context: &mut ActionContext<'_>,
    hop: &Request,
    limit: Option<usize>,
) -> Result<Result<Answer, String>, ActionStop> {
    let effect = Effect::Http(hop.effect(context.next_ordinal(), limit));
    Ok(match context.request(effect)? {
        Reply::Http(Ok(response)) => Ok(Answer {
            framing: Framing::of(&response),
            response,
        }),
        Reply::Http(Err(problem)) => Err(problem),
        other => {
            return Err(ActionStop::Error(format!(
                "an HTTP call was answered by {other:?}"
            )));
        }
    })
}

fn first_headers(headers: &[(Text, Text)]) -> Vec<(Text, Text)> {
    let mut first: Vec<(Text, Text)> = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        let name = canonical_name(name);
        if first.iter().all(|(known, _)| **known != *name) {
            first.push((name.into(), value.clone()));
        }
    }
    first
}

fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
