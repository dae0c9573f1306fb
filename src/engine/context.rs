//! What expressions see of a session: the root of the names, and lazy views of the shared model behind it.
//!
//! Nothing is built before an expression asks for it. Generation 12 shows *things* with texts and JSON of their own
//! ([`things`]), generation 14 *objects* with defaults ([`objects`]).

mod extras;
pub mod objects;
pub mod things;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::semantics::{ContextRule, Semantics};
use super::state::State;
use crate::excellent::environment::RedactionPolicy;
use crate::excellent::json::parse_document;
use crate::excellent::{ContextObject, Environment, JsonForm, Key, Object, Property, Text, Value};
use crate::model::bundle::Bundle;

/// What all views need beside the part of the model they show.
#[derive(Debug)]
pub struct Surroundings {
    /// The assets but the flows.
    pub bundle: Arc<Bundle>,
    /// The environment of the run.
    pub environment: Arc<Environment>,
    /// The behaviours of the generation.
    pub semantics: &'static Semantics,
}

impl Surroundings {
    /// Whether addresses are hidden.
    pub fn redacts_urns(&self) -> bool {
        self.environment.redaction_policy == RedactionPolicy::Urns
    }
}

/// The root of the names an expression of a run can use.
#[derive(Debug)]
pub struct Root<'a> {
    state: &'a State,
    run: usize,
    around: Arc<Surroundings>,
    reads_extras: AtomicBool,
}

impl<'a> Root<'a> {
    /// The root for a run.
    pub fn new(state: &'a State, run: usize, around: Arc<Surroundings>) -> Self {
        Self {
            state,
            run,
            around,
            reads_extras: AtomicBool::new(false),
        }
    }

    /// Whether `@legacy_extra` was read, which where it is made up lazily is when it takes in new results.
    pub fn has_read_extras(&self) -> bool {
        self.reads_extras.load(Ordering::Relaxed)
    }

    fn value(&self, name: &str) -> Option<Property> {
        if name == "legacy_extra" {
            self.reads_extras.store(true, Ordering::Relaxed);
        }
        match self.state.semantics.context {
            ContextRule::Things => things::root::property(self.state, self.run, &self.around, name),
            ContextRule::Objects => {
                objects::root::property(self.state, self.run, &self.around, name)
            }
        }
    }
}

impl ContextObject for Root<'_> {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        self.value(key.name())
    }

    fn at_path(&self, path: &str) -> Option<Value> {
        match self.state.semantics.context {
            ContextRule::Things => things::root::at_path(self.state, self.run, &self.around, path),
            ContextRule::Objects => None,
        }
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        let names = match self.state.semantics.context {
            ContextRule::Things => things::root::NAMES,
            ContextRule::Objects => objects::root::NAMES,
        };
        names
            .iter()
            .filter_map(|name| Some((Text::new_static(name), self.value(name)?.value)))
            .collect()
    }

    fn describe(&self) -> &'static str {
        "context"
    }
}

/// A view with a fixed list of properties.
pub trait View: Send + Sync + std::fmt::Debug + 'static {
    /// The name of its type.
    const TYPE: &'static str;
    /// The word for it in error texts of generation 12.
    const DESCRIBE: &'static str = Self::TYPE;
    /// The properties JSON shows, in its order.
    const LISTED: &'static [&'static str];

    /// A property, listed or not.
    fn get(&self, name: &str) -> Option<Property>;

    /// What stands for it in texts.
    fn reduced(&self) -> Option<Value> {
        None
    }

    /// When the last wait timed out, if no message came since; only a run answers (12).
    fn wait_timed_out_on(&self) -> Option<crate::excellent::DateTime> {
        None
    }
}

/// A view as an object of the expression language.
#[derive(Debug)]
struct Viewed<T>(T);

impl<T: View> ContextObject for Viewed<T> {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        self.0.get(key.name())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        T::LISTED
            .iter()
            .filter_map(|name| Some((Text::new_static(name), self.0.get(name)?.value)))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        self.0.reduced()
    }

    fn describe(&self) -> &'static str {
        T::DESCRIBE
    }

    fn type_name(&self) -> &'static str {
        T::TYPE
    }

    fn wait_timed_out_on(&self) -> Option<crate::excellent::DateTime> {
        self.0.wait_timed_out_on()
    }
}

/// A view as a value.
pub(super) fn view(view: impl View) -> Value {
    Value::Object(Object::new(Viewed(view)))
}

/// A list that can be looked up by index (12).
#[derive(Debug)]
struct ListView {
    type_name: &'static str,
    items: Vec<Value>,
    texts: Vec<Value>,
}

impl ContextObject for ListView {
    fn property(&self, _: Key<'_>) -> Option<Property> {
        None
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        Vec::new()
    }

    fn reduced(&self) -> Option<Value> {
        Some(Value::array(self.texts.clone()))
    }

    fn type_name(&self) -> &'static str {
        self.type_name
    }

    fn length(&self) -> Option<usize> {
        Some(self.items.len())
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.items.clone())
    }

    fn json_form(&self) -> JsonForm {
        JsonForm::Items
    }
}

/// A list of things with what stands for each in texts (12).
pub(super) fn list(
    type_name: &'static str,
    items: impl IntoIterator<Item = (Value, Value)>,
) -> Value {
    let (items, texts) = items.into_iter().unzip();
    Value::Object(Object::new(ListView {
        type_name,
        items,
        texts,
    }))
}

/// JSON text as a document; an error if it is none (12).
pub(super) fn document(json: &str) -> Value {
    parse_document(&Text::from(json)).into()
}

/// A text of the model as a value.
pub(super) fn text(text: &Text) -> Value {
    Value::Text(text.clone())
}

/// A text that is not held as one.
pub(super) fn copied(text: &str) -> Value {
    Value::text(text)
}
