//! The fakes around the engine: what the outside world answers in the cases of both generations.

use std::collections::HashMap;

use base64::Engine;
use flowdbg::engine::effect::{
    AirtimeRequest, AirtimeTransfer, Effect, HttpRequest, HttpResponse, LlmRequest, LlmResponse,
    Reply,
};
use flowdbg::engine::options::HostChecks;
use flowdbg::excellent::Text;
use flowdbg::model::contact::Contact;
use flowdbg::model::urn::Urn;
use serde_json::{Value, json};

const NO_CONNECTION: &str = "unable to connect to server";

/// The outside world of one case.
pub struct World {
    answers: HashMap<String, Vec<Value>>,
    protocol: &'static str,
    smtp_error: Option<String>,
    airtime_currency: String,
    now: String,
}

impl World {
    /// The world a case describes.
    pub fn new(mocks: &Value, options: &Value, protocol: &'static str) -> World {
        let answers = mocks
            .as_object()
            .into_iter()
            .flatten()
            .map(|(url, answers)| (url.clone(), answers.as_array().cloned().unwrap_or_default()));
        World {
            answers: answers.collect(),
            protocol,
            smtp_error: options["smtp_error"]
                .as_str()
                .filter(|error| !error.is_empty())
                .map(str::to_string),
            airtime_currency: options["airtime_currency"]
                .as_str()
                .unwrap_or("RWF")
                .to_string(),
            now: String::new(),
        }
    }

    /// Sets what the clock of the world shows.
    pub fn set_now(&mut self, now: &str) {
        self.now = now.to_string();
    }

    /// Answers a request of the engine.
    pub fn answer(&mut self, effect: &Effect) -> Reply {
        match effect {
            Effect::Http(request) => Reply::Http(self.http(request)),
            Effect::Email(_) => Reply::Email(self.smtp_error.clone().map_or(Ok(()), Err)),
            Effect::Llm(request) => Reply::Llm(llm(request)),
            Effect::Airtime(request) => Reply::Airtime(self.airtime(request)),
        }
    }

    fn http(&mut self, request: &HttpRequest) -> Result<HttpResponse, String> {
        let answers = self.answers.get_mut(&*request.url);
        let answer = match answers {
            Some(answers) if !answers.is_empty() => answers.remove(0),
            _ => return Err(NO_CONNECTION.to_string()),
        };
        let status = answer["status"].as_u64().unwrap_or_default();
        if status == 0 {
            return Err(NO_CONNECTION.to_string());
        }
        let mut headers: Vec<(Text, Text)> = Vec::new();
        for (name, value) in answer["headers"].as_object().into_iter().flatten() {
            headers.push((
                name.as_str().into(),
                value.as_str().unwrap_or_default().into(),
            ));
        }
        Ok(HttpResponse {
            protocol: self.protocol.into(),
            status: u16::try_from(status).unwrap(),
            headers,
            body: body(&answer).into(),
            elapsed_ms: 0,
        })
    }

    fn airtime(&self, request: &AirtimeRequest) -> Result<AirtimeTransfer, String> {
        if request.recipient.contains("666") {
            return Err("recipient number is barred".to_string());
        }
        let amount = request
            .amounts
            .iter()
            .find(|(currency, _)| **currency == *self.airtime_currency);
        let Some((currency, amount)) = amount else {
            return Err(format!(
                "no amount given for currency {}",
                self.airtime_currency
            ));
        };
        let log = json!({
            "url": "http://airtime.example/send",
            "status_code": 200,
            "request": "POST /send HTTP/1.1\r\n\r\n",
            "response": "HTTP/1.0 200 OK\r\n\r\nok",
            "elapsed_ms": 0,
            "retries": 0,
            "sizes": {"request": 0, "response": 0},
            "status": "success",
            "created_on": self.now,
        });
        Ok(AirtimeTransfer {
            external_id: "EXT-1".into(),
            currency: currency.clone(),
            amount: amount.clone(),
            http_logs: vec![log],
        })
    }
}

fn body(answer: &Value) -> Vec<u8> {
    if let Some(encoded) = answer["body_b64"].as_str() {
        return base64::engine::general_purpose::STANDARD
            .decode(encoded)
            .unwrap();
    }
    let body = match &answer["body"] {
        Value::Null => Vec::new(),
        Value::String(text) => text.clone().into_bytes(),
        other => other.to_string().into_bytes(),
    };
    let times = usize::try_from(answer["body_repeat"].as_u64().unwrap_or(1)).unwrap();
    body.repeat(times.max(1))
}

fn llm(request: &LlmRequest) -> Result<LlmResponse, String> {
    if let Some(error) = request.input.strip_prefix("\\error ") {
        return Err(error.to_string());
    }
    let output = if let Some(output) = request.input.strip_prefix("\\return ") {
        output.to_string()
    } else if request.instructions.starts_with("Categorize") {
        let last = request
            .instructions
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        last.strip_suffix(']').unwrap_or(last).to_string()
    } else {
        format!("[{}] {}", request.instructions, request.input)
    };
    Ok(LlmResponse {
        output: output.into(),
        input_tokens: 12,
        output_tokens: 34,
        elapsed_ms: 0,
    })
}

/// The decisions of the host in the cases of generation 14.
#[derive(Debug)]
pub struct CaseHost;

impl HostChecks for CaseHost {
    fn unsendable_reason(&self, _: &Contact, text: &str) -> Option<Text> {
        text.contains("FORBIDDEN")
            .then(|| "forbidden_content".into())
    }

    fn can_claim(&self, _: &Contact, urn: &Urn) -> bool {
        !urn.path().contains("taken")
    }
}
