//! Evaluating templates and calling router tests within a run.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::context::Root;
use super::input::Clock;
use super::options::Options;
use super::random::Random;
use super::semantics::{EnvironmentRule, Semantics, TemplateErrorRule};
use super::state::State;
use crate::excellent::{
    Environment, Error, Escaping as TextEscaping, Host, Locations, Outcome, Setting, Template, Text, Value,
};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::location::LocationHierarchy;

pub use crate::excellent::Escaping;
