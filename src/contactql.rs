//! The contact query language of both generations: parse, normalise, evaluate against a contact.
//!
//! A text is parsed once into a [`Query`] ([`Query::parse`]), which prints in its normal form and is then evaluated for
//! any number of contacts ([`Query::matches`]). What the generations do differently is in [`Dialect`].
//!
//! Of the model this knows only what URNs, phone numbers, languages and types of fields are. A contact shows its values
//! through [`Subject`].

pub mod dialect;
pub mod error;
pub mod evaluate;
pub mod normal_form;
pub mod parser;
pub mod resolve;
pub mod scanner;
pub mod strings;
pub mod tree;
pub mod validate;

pub use dialect::Dialect;
pub use error::{EvaluationError, QueryError};
pub use evaluate::{QueryValue, Setting, Subject};
pub use tree::{Attribute, Condition, Connective, Operator, Property, Query, Tree};
pub use validate::Resolver;
