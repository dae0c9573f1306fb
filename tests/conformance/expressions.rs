//! What the three families of expressions share: building an evaluation from a case, and showing its outcome.

use flowdbg::excellent::host::{DEFAULT_BUDGET, StillHost};
use flowdbg::excellent::json::{parse_document, parse_strict};
use flowdbg::excellent::{
    Dialect, Environment, Escaping, Evaluated, EvaluatedValue, Evaluation, Host, Map, Object,
    Setting, Template, Text, Value,
};
use flowdbg::json::Document;
use flowdbg::model::language::Languages;

/// An evaluation to be made.
pub struct Scene {
    pub dialect: &'static Dialect,
    pub environment: Environment,
    pub context: Object,
    pub host: PromptingHost,
    pub budget: u64,
}

/// A host with a frozen clock and prompts.
pub struct PromptingHost {
    pub still: StillHost,
    pub prompts: serde_json::Value,
}

impl Host for PromptingHost {
    fn now(&self) -> jiff::Timestamp {
        self.still.now()
    }

    fn random(&self) -> f64 {
        self.still.random()
    }

    fn prompt(&self, name: &str) -> Option<Text> {
        self.prompts.get(name)?.as_str().map(Text::from)
    }
}

impl PromptingHost {
    pub fn at(now: &str) -> Self {
        Self {
            still: StillHost {
                now: now.parse().unwrap(),
                random: 0.5,
            },
            prompts: serde_json::Value::Null,
        }
    }
}

impl Scene {
    pub fn budget_of(case: &serde_json::Value) -> u64 {
        case.as_u64().unwrap_or(DEFAULT_BUDGET)
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            context: &*self.context,
            environment: &self.environment,
            host: &self.host,
            budget: self.budget,
        }
    }

    fn parse(&self, template: &str) -> Template {
        let names: Vec<String> = self
            .context
            .properties()
            .iter()
            .map(|(key, _)| key.to_string())
            .collect();
        Template::parse_with(template, self.dialect, &|name| {
            names.iter().any(|known| known == name)
        })
    }

    pub fn text(&self, template: &str, escaping: Escaping) -> Evaluated {
        self.parse(template)
            .evaluate_text(&self.setting(), escaping)
    }

    /// A value as `format(value)` prints it.
    pub fn formatted(&self, value: &Value) -> String {
        let evaluation = Evaluation::new(self.setting(), self.dialect);
        let Some(format) = self.dialect.function("format") else {
            return "no function `format`".into();
        };
        match evaluation.call_unwrapped(format, std::slice::from_ref(value)) {
            Ok(Value::Text(text)) => text.into(),
            other => format!("{other:?}"),
        }
    }

    pub fn value(&self, template: &str) -> EvaluatedValue {
        self.parse(template).evaluate_value(&self.setting())
    }
}

/// An environment as a case has it; without one, that of a bare session.
pub fn environment(dialect: &Dialect, json: &serde_json::Value) -> Environment {
    if json.is_null() {
        return Environment::default();
    }
    read_environment(dialect, json).unwrap_or_else(|error| panic!("{error}"))
}

pub fn read_environment(
    dialect: &Dialect,
    json: &serde_json::Value,
) -> Result<Environment, flowdbg::excellent::environment::EnvironmentError> {
    Environment::read(dialect, Document::of(json).root(), &|code| {
        Languages::GENERATION_14.parse(code).is_ok()
    })
}

/// A context of generation 12: JSON that stays text.
pub fn raw_context(json: &str) -> Object {
    match parse_document(&json.into()) {
        Ok(Value::Object(object)) => object,
        _ => Map::new().into(),
    }
}

/// A context of generation 14: JSON that becomes values.
pub fn value_context(dialect: &Dialect, json: &str) -> Object {
    match parse_strict(dialect, json) {
        Ok(Value::Object(object)) => object,
        _ => Map::new().into(),
    }
}

/// The name of a value's type as the data spell it.
pub fn type_name(value: &Value, map: &'static str) -> String {
    match value {
        Value::Object(object) if object.as_map().is_some() => map.into(),
        other => other.type_name().into(),
    }
}
