//! The expression language of flows: templates, values, operators, functions and router tests of both generations.
//!
//! A text of a flow is parsed once. Evaluating it against a [`Setting`] (a context, an environment and the host's clock
//! and chance) gives a text or a [`Value`], with every error and warning beside it. Everything in which the two
//! generations differ is a field of [`Dialect`].

mod bounded;
pub mod calendar;
pub mod case;
pub mod check;
pub mod collation;
pub mod complete;
pub mod convert;
pub mod dates;
pub mod datetime;
pub mod dialect;
pub mod environment;
pub mod error;
pub mod evaluation;
pub mod explain;
pub mod format;
pub mod function;
pub mod functions;
pub mod help;
pub mod host;
pub mod json;
pub mod number;
pub mod object;
pub mod outcome;
pub mod parse;
pub mod pattern;
pub mod quote;
pub mod router_tests;
pub mod template;
pub mod tree;
pub mod value;
pub mod words;

pub use datetime::{Date, DateTime, Time, Zone};
pub use dialect::{Dialect, GENERATION_12, GENERATION_14};
pub use environment::Environment;
pub use error::Error;
pub use evaluation::Evaluation;
pub use function::{Arity, Builtin, FunctionSpec};
pub use host::{Host, Locations, Setting};
pub use number::Number;
pub use object::{ContextObject, JsonForm, Key, Map, Object, Property};
pub use outcome::Outcome;
pub use template::{Escaping, Evaluated, EvaluatedValue, Note, Template, TemplateError};
pub use value::{Array, Function, Text, Value, own};
