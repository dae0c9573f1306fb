//! What the machine asks of the outside world, and how it is answered.

use std::sync::Arc;

use crate::excellent::{Number, Text};

/// A request an action makes of the outside world. A plain value: whoever runs the machine decides how to answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// An HTTP call.
    Http(HttpRequest),
    /// An e-mail (14; generation 12 only logs that one is to be sent).
    Email(EmailRequest),
    /// A transfer of airtime (14).
    Airtime(AirtimeRequest),
    /// A call of a language model (14).
    Llm(LlmRequest),
}

/// One hop of an HTTP call. Redirects are followed by the engine: the answer to a hop is the answer of the server, also if
/// it is a redirect, which then gives the next request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// Method in upper case.
    pub method: Text,
    /// Absolute URL as evaluated, fragment included.
    pub url: Text,
    /// Headers to send, names in canonical form.
    pub headers: Vec<(Text, Text)>,
    /// Body; empty: none.
    pub body: Text,
    /// The place of this request in the action: 0 for the first call, counting redirects and subscribers.
    pub ordinal: usize,
    /// How many bytes of the answer's body are of interest; a longer one may be cut one byte beyond this. None: all.
    pub max_response_bytes: Option<usize>,
}

/// An e-mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailRequest {
    /// To whom.
    pub addresses: Vec<Text>,
    /// Subject line.
    pub subject: Text,
    /// Text.
    pub body: Text,
}

/// A transfer of airtime to make.
#[derive(Debug, Clone, PartialEq)]
pub struct AirtimeRequest {
    /// URN it comes from; empty: none.
    pub sender: Text,
    /// URN it goes to.
    pub recipient: Text,
    /// Amount by currency.
    pub amounts: Vec<(Text, Number)>,
}

/// A call of a language model to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LlmRequest {
    /// UUID of the model.
    pub llm: Text,
    /// What it is told to do.
    pub instructions: Text,
    /// What it is given.
    pub input: Text,
    /// How many tokens it may answer.
    pub max_output_tokens: i64,
}

/// The answer to an [`Effect`].
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// To an HTTP call: what the server answered, or why there was no answer.
    Http(Result<HttpResponse, String>),
    /// To an e-mail: sent, or why not.
    Email(Result<(), String>),
    /// To a transfer.
    Airtime(Result<AirtimeTransfer, String>),
    /// To a call of a language model.
    Llm(Result<LlmResponse, String>),
}

/// What a server answered to one hop of an HTTP call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// `HTTP/1.1` or what the server speaks.
    pub protocol: Text,
    /// Status code.
    pub status: u16,
    /// Headers as received, repeated ones repeated.
    pub headers: Vec<(Text, Text)>,
    /// Body as received (decompressed).
    pub body: Arc<[u8]>,
    /// How long it took.
    pub elapsed_ms: u64,
}

/// A transfer of airtime that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct AirtimeTransfer {
    /// Identity in the provider's system.
    pub external_id: Text,
    /// Currency used.
    pub currency: Text,
    /// Amount given.
    pub amount: Number,
    /// Records of the calls made for it, as the format writes them.
    pub http_logs: Vec<serde_json::Value>,
}

/// What a language model answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LlmResponse {
    /// The answer.
    pub output: Text,
    /// Tokens read.
    pub input_tokens: i64,
    /// Tokens written.
    pub output_tokens: i64,
    /// How long it took.
    pub elapsed_ms: u64,
}
