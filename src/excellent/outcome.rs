//! What a router test found, and the value that stands for it: a test result in generation 12, an object with a boolean as
//! its default in generation 14.

use super::dialect::{Dialect, TestResults};
use super::object::{ContextObject, Key, Map, Object, Property};
use super::value::{Text, Value};

/// What a router test found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What matched; None if the test did not.
    pub matched: Option<Value>,
    /// More about the match, by name (an object in expressions, stored with the result by routers).
    pub extra: Option<Map>,
}

impl Outcome {
    /// The test did not match.
    pub const NO_MATCH: Self = Self {
        matched: None,
        extra: None,
    };

    /// The test matched this.
    pub fn matching(matched: impl Into<Value>) -> Self {
        Self {
            matched: Some(matched.into()),
            extra: None,
        }
    }

    /// The test matched this, and has more to say.
    pub fn with_extra(matched: impl Into<Value>, extra: Map) -> Self {
        Self {
            matched: Some(matched.into()),
            extra: Some(extra),
        }
    }

    /// The value of the test when it is called as a function.
    pub fn into_value(self, dialect: &Dialect) -> Value {
        match dialect.test_results {
            TestResults::OwnType => Value::Object(Object::new(TestResult(self))),
            TestResults::ObjectWithDefault => {
                let matched = self.matched.is_some();
                let mut map = Map::new().with_default(matched);
                map.insert("match", self.matched.unwrap_or(Value::EMPTY_TEXT));
                if let Some(extra) = self.extra {
                    map.insert("extra", extra);
                }
                map.into()
            }
        }
    }

    /// The outcome that a test's value stands for; None if it is not the value of a test.
    pub fn of_value(value: &Value) -> Option<Outcome> {
        let Value::Object(object) = value else {
            return None;
        };
        let get = |name| {
            object
                .property(Key::ignoring_case(name, name))
                .map(|p| p.value)
        };
        if matches!(object.reduced(), Some(Value::Boolean(false))) {
            return Some(Self::NO_MATCH);
        }
        Some(Self {
            matched: Some(get("match")?),
            extra: object.test_extra().or_else(|| match get("extra") {
                Some(Value::Object(extra)) => extra.as_map().cloned(),
                _ => None,
            }),
        })
    }
}

/// The value of a test in generation 12.
#[derive(Debug)]
struct TestResult(Outcome);

impl TestResult {
    fn matched(&self) -> Value {
        Value::Boolean(self.0.matched.is_some())
    }

    fn found(&self) -> Value {
        self.0.matched.clone().unwrap_or(Value::Null)
    }
}

impl ContextObject for TestResult {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        match key.name() {
            "matched" => Some(self.matched().into()),
            "match" => Some(self.found().into()),
            _ => None,
        }
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        vec![
            (Text::new_static("match"), self.found()),
            (Text::new_static("matched"), self.matched()),
        ]
    }

    fn reduced(&self) -> Option<Value> {
        Some(self.matched())
    }

    fn describe(&self) -> &'static str {
        "test result"
    }

    fn type_name(&self) -> &'static str {
        "test_result"
    }

    fn test_extra(&self) -> Option<Map> {
        self.0.extra.clone()
    }
}
