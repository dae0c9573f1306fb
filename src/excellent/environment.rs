//! The environment: formats, zone, languages and what else colours the reading and writing of values.

mod json;

pub use json::EnvironmentError;

use super::datetime::Zone;
use super::value::Text;

/// How values are read and shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// Layout of dates, as `DD-MM-YYYY`.
    pub date_format: Text,
    /// Layout of times, as `tt:mm`.
    pub time_format: Text,
    /// The zone of local times.
    pub timezone: Zone,
    /// The zone of the session's environment, where a contact's zone has replaced it in `timezone`.
    pub base_timezone: Option<Zone>,
    /// Languages: those of the environment in order (12), or those that are allowed (14).
    pub languages: Vec<Text>,
    /// Country of the channel or of the environment (14).
    pub default_country: Option<Text>,
    /// Symbols of numbers (14).
    pub number_format: NumberFormat,
    /// How typed text is compared (14).
    pub input_collation: Collation,
    /// What the context hides.
    pub redaction_policy: RedactionPolicy,
    /// Whether the policy was given as an empty text, which generation 14 writes back as such.
    pub redaction_policy_is_empty: bool,
    /// Key of contact references (14).
    pub obfuscation_key: [u32; 4],
    /// Unknown to the engine, kept as it was (12).
    pub extensions: Option<serde_json::Value>,
}

impl Default for Environment {
    fn default() -> Self {
        Self {
            date_format: Text::new_static("YYYY-MM-DD"),
            time_format: Text::new_static("tt:mm"),
            timezone: Zone::utc(),
            base_timezone: None,
            languages: Vec::new(),
            default_country: None,
            number_format: NumberFormat::default(),
            input_collation: Collation::Default,
            redaction_policy: RedactionPolicy::None,
            redaction_policy_is_empty: false,
            obfuscation_key: [670_492, 863_807, 107_187, 12_648_430],
            extensions: None,
        }
    }
}

impl Environment {
    /// The zone of the session, which some readings of the clock use instead of the contact's.
    pub fn base_zone(&self) -> &Zone {
        self.base_timezone.as_ref().unwrap_or(&self.timezone)
    }

    /// The first language.
    pub fn default_language(&self) -> Option<&Text> {
        self.languages.first()
    }
}

/// The symbols of a number's text, any text each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// Between integer and fraction.
    pub decimal_symbol: Text,
    /// Between groups of three digits.
    pub digit_grouping_symbol: Text,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self {
            decimal_symbol: Text::new_static("."),
            digit_grouping_symbol: Text::new_static(","),
        }
    }
}

/// How typed text is compared with what a flow expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collation {
    /// By simple lower case.
    Default,
    /// Characters that look alike are the same.
    Confusables,
    /// Arabic letters and digits that are variants of each other are the same.
    ArabicVariants,
}

/// What the context hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedactionPolicy {
    /// Nothing.
    None,
    /// The paths of URNs.
    Urns,
}
