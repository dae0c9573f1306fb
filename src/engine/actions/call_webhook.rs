//! `call_webhook`: makes an HTTP call.

use super::Behaviour;
use super::wording::{short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::evaluate::Escaping;
use crate::engine::http::body::ellipsize;
use crate::engine::http::request::Request;
use crate::engine::http::url::Url;
use crate::engine::semantics::WebhookRule;
use crate::engine::webhooks;
use crate::excellent::{Template, Text};
use crate::model::action::CallWebhook;
use crate::model::event::EventKind;

/// Characters of a URL (14).
const MAX_URL_CHARS: usize = 8192;
/// Characters of a URL that can't be called, as it is shown (14).
const MAX_SHOWN_URL_CHARS: usize = 255;

impl Behaviour for CallWebhook {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        match context.semantics().webhooks {
            WebhookRule::ByEngine => self.call_plainly(context),
            WebhookRule::ByService => self.call_service(context),
        }
    }

    fn describe(&self) -> String {
        use std::fmt::Write as _;
        let mut sentence = format!("Calls {} {}", self.method, short(written(&self.url)));
        if !self.result_name.is_empty() {
            let _ = write!(
                sentence,
                " and saves the answer as the result {}",
                self.result_name
            );
        }
        sentence
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        let mut templates = vec![("url".to_owned(), &self.url)];
        templates.extend(
            self.headers
                .iter()
                .map(|(name, value)| (format!("headers[{name}]"), value)),
        );
        templates.push(("body".to_owned(), &self.body));
        templates
    }
}

impl CallWebhook {
    fn call_plainly(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let url = context.evaluate_escaped(&self.url, Escaping::Url).text;
        if url.is_empty() {
            context.log_error("call_webhook URL evaluated to empty string, skipping");
            return Ok(());
        }
        let body = if self.body.is_empty() {
            String::new()
        } else {
            context.evaluate_text(&self.body).text.to_string()
        };
        let mut request = match Url::parse(&url) {
            Ok(url) => Request::new(&self.method, url),
            Err(problem) => {
                context.log_error(problem.to_string());
                return Ok(());
            }
        };
        request.body = body.into();
        for (name, template) in &self.headers {
            let value = context.evaluate_text(template).text;
            request.add_header(name, &value);
        }
        if let Some(log) = webhooks::call_plainly(context, request)? {
            let result_name = self.result_name.clone();
            context.emit(EventKind::WebhookCalled {
                log,
                result_name,
                resthook: Text::default(),
            });
        }
        Ok(())
    }

    fn call_service(&self, context: &mut ActionContext<'_>) -> ActionResult {
        context.set_webhook(None);
        let Some(url) = self.checked_url(context) else {
            return Ok(());
        };
        let mut request = Request::new(&self.method, url.1);
        for (name, template) in &self.headers {
            let value = context.evaluate_text(template).text;
            request.set_header(name, &value);
        }
        if !self.body.is_empty() {
            request.body = context.evaluate_uncut(&self.body, Escaping::None).text;
        }
        if is_too_large(context, &request, url.0) {
            return Ok(());
        }
        let hostname = request.url.hostname().to_owned();
        if webhooks::is_blocked(context, &hostname) {
            let problem = format!("Webhook calls to {hostname} are not allowed");
            context.log_coded_error(problem, "url:blocked", &[("hostname", &hostname)]);
            return Ok(());
        }
        let Some(call) = webhooks::call_service(context, request)? else {
            return Ok(());
        };
        context.emit(EventKind::WebhookCalled {
            log: call.log,
            result_name: self.result_name.clone(),
            resthook: Text::default(),
        });
        if !self.result_name.is_empty() {
            context.save_result(webhooks::result_of(
                &self.result_name,
                call.status,
                &call.webhook,
            ));
        }
        context.set_webhook(Some(call.webhook));
        Ok(())
    }

    /// The length of the URL as evaluated, and the URL; none if it can't be used, which is logged.
    fn checked_url(&self, context: &mut ActionContext<'_>) -> Option<(usize, Url)> {
        let url = context.evaluate_text(&self.url).text;
        let url = url.trim();
        if url.is_empty() {
            context.log_error("Webhook URL evaluated to empty string");
            return None;
        }
        let parsed = Url::parse(url)
            .ok()
            .filter(|_| url.chars().count() <= MAX_URL_CHARS);
        if parsed.is_none() {
            let shown = ellipsize(url, MAX_SHOWN_URL_CHARS);
            let problem = format!("Webhook URL evaluated to an invalid URL: '{shown}'");
            context.log_coded_error(problem, "url:invalid", &[("url", &shown)]);
        }
        parsed.map(|parsed| (url.len(), parsed))
    }
}

/// Whether a request is larger than the host allows, which is logged (14).
fn is_too_large(context: &mut ActionContext<'_>, request: &Request, url_len: usize) -> bool {
    let limit = context.options().max_webhook_request_bytes;
    // Blanks, protocol and line ends of the first line, then those of each header, then the empty line.
    let headers: usize = request
        .headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + 4)
        .sum();
    let size = request.method.len() + url_len + 12 + headers + 2 + request.body.len();
    let is_too_large = limit > 0 && size > limit;
    if is_too_large {
        context.log_coded_error(
            format!("Webhook request evaluated to {size} bytes, exceeding the limit of {limit}"),
            "webhook:request_size",
            &[("size", &size.to_string()), ("limit", &limit.to_string())],
        );
    }
    is_too_large
}
