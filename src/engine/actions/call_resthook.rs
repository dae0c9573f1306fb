//! `call_resthook`: posts what is known of the run to all subscribers of a resthook.

use super::Behaviour;
use super::resthook_payload;
use crate::engine::action_context::{ActionContext, ActionResult, ActionStop};
use crate::engine::http::request::Request;
use crate::engine::http::url::Url;
use crate::engine::semantics::WebhookRule;
use crate::engine::webhooks::{self, CallStatus, ServiceCall};
use crate::excellent::Text;
use crate::model::action::CallResthook;
use crate::model::event::EventKind;

/// The status by which a subscriber says it will not come back.
const GONE: i64 = 410;

impl Behaviour for CallResthook {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        match context.semantics().webhooks {
            WebhookRule::ByEngine => self.call_plainly(context),
            WebhookRule::ByService => self.call_service(context),
        }
    }

    fn describe(&self) -> String {
        use std::fmt::Write as _;
        let mut sentence = format!("Calls the subscribers of the resthook {}", self.resthook);
        if !self.result_name.is_empty() {
            let _ = write!(
                sentence,
                " and saves an answer as the result {}",
                self.result_name
            );
        }
        sentence
    }
}

impl CallResthook {
    fn call_plainly(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let subscribers = context
            .assets
            .resthooks
            .get(&*self.resthook)
            .map(|resthook| resthook.subscribers.clone());
        let payload: Text = resthook_payload::template_like(context).into();
        let mut calls = Vec::new();
        for url in subscribers.unwrap_or_default() {
            let Some(request) = post(context, &url, &payload) else {
                return Ok(());
            };
            if let Some(mut log) = webhooks::call_plainly(context, request)? {
                if log.status_code == Some(GONE) {
                    log.status = CallStatus::Success.name().into();
                }
                calls.push(log);
            }
        }
        context.emit(EventKind::ResthookCalled {
            resthook: self.resthook.clone(),
            calls,
            result_name: self.result_name.clone(),
            payload: None,
        });
        Ok(())
    }

    fn call_service(&self, context: &mut ActionContext<'_>) -> ActionResult {
        context.set_webhook(None);
        let Some(resthook) = context.assets.resthooks.get(&*self.resthook).cloned() else {
            return Ok(());
        };
        let payload: Text = resthook_payload::compact(context).into();
        context.emit(EventKind::ResthookCalled {
            resthook: self.resthook.clone(),
            calls: Vec::new(),
            result_name: Text::default(),
            payload: Some(payload.clone()),
        });
        let mut calls = Vec::new();
        for url in &resthook.subscribers {
            match self.call_subscriber(context, url, &payload)? {
                Some(call) => calls.push(call),
                None => return Ok(()),
            }
        }
        if let Some(call) = telling(calls) {
            if !self.result_name.is_empty() {
                context.save_result(webhooks::result_of(
                    &self.result_name,
                    call.status,
                    &call.webhook,
                ));
            }
            context.set_webhook(Some(call.webhook));
        }
        Ok(())
    }

    fn call_subscriber(
        &self,
        context: &mut ActionContext<'_>,
        url: &str,
        payload: &Text,
    ) -> Result<Option<ServiceCall>, ActionStop> {
        let Some(request) = post(context, url, payload) else {
            return Ok(None);
        };
        let Some(mut call) = webhooks::call_service(context, request)? else {
            return Ok(None);
        };
        // That an answer was too long does not count here.
        call.status = match call.webhook.status {
            0 => CallStatus::ConnectionError,
            GONE => CallStatus::SubscriberGone,
            200..=299 => CallStatus::Success,
            _ => CallStatus::ResponseError,
        };
        call.log.status = call.status.name().into();
        context.emit(EventKind::WebhookCalled {
            log: call.log.clone(),
            result_name: Text::default(),
            resthook: self.resthook.clone(),
        });
        Ok(Some(call))
    }
}

/// The request for a subscriber; none if its URL is none, which is logged.
fn post(context: &mut ActionContext<'_>, url: &str, payload: &Text) -> Option<Request> {
    match Url::parse(url) {
        Ok(url) => {
            let mut request = Request::new("POST", url);
            request.set_header("Content-Type", "application/json");
            request.body = payload.clone();
            Some(request)
        }
        Err(problem) => {
            context.log_error(problem.to_string());
            None
        }
    }
}

/// The call that tells how all went: the last that failed, else the last that went well, else the last subscriber gone.
fn telling(calls: Vec<ServiceCall>) -> Option<ServiceCall> {
    let rank = |call: &ServiceCall| match call.status {
        CallStatus::SubscriberGone => 0,
        CallStatus::Success => 1,
        CallStatus::ResponseError | CallStatus::ConnectionError => 2,
    };
    calls.into_iter().max_by_key(rank)
}
