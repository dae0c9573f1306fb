//! HTTP calls of webhooks and resthooks as plain data: building a request, following redirects hop by hop, and the texts by
//! which both generations record what was sent and what came back. Nothing here touches a network: each hop is a request
//! value that somebody answers.

pub mod body;
pub mod call;
pub mod escape;
pub mod headers;
pub mod mocks;
pub mod redirect;
pub mod request;
pub mod response;
pub mod sniff;
pub mod status;
pub mod url;
