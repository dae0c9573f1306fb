//! Everything in which the expression languages of the two generations differ: one constant each. The rest of the module
//! asks for a rule by its name, never for a generation.

use super::error::Error;
use super::format::layout::Style;
use super::function::FunctionSpec;
use super::functions::{FUNCTIONS_12, FUNCTIONS_14};
use super::number::Number;
use super::router_tests::{TESTS_12, TESTS_14};
use super::words::WordRule;

/// The rules of one generation.
pub struct Dialect {
    /// The generation as a user knows it.
    pub generation: u8,
    /// Top-level names of a run; `@name` with another name is plain text.
    pub roots: &'static [&'static str],
    /// The built-in functions.
    pub functions: &'static [FunctionSpec],
    /// The router tests, which are functions too.
    pub tests: &'static [FunctionSpec],
    /// What `@name.path` and `a.b` mean.
    pub lookups: Lookups,
    /// Whether functions are values and lambdas exist, and what a name may look like.
    pub grammar: Grammar,
    /// The text form of arrays and objects.
    pub composite_text: CompositeText,
    /// Which texts are numbers, and which numbers there are.
    pub numbers: Numbers,
    /// How `^` is computed.
    pub power: Power,
    /// How a datetime is found in a text.
    pub date_texts: DateTexts,
    /// How texts are shown in error texts.
    pub described_texts: DescribedTexts,
    /// How the error of a call names the function.
    pub call_errors: CallErrors,
    /// What the value of a router test is.
    pub test_results: TestResults,
    /// What belongs to a word.
    pub words: WordRule,
    /// How layouts of dates and times are read.
    pub layouts: Style,
    /// What JSON becomes.
    pub json_values: JsonValues,
    /// How environments are written as JSON.
    pub environments: Environments,
    /// Deepest nesting of an expression.
    pub nesting: Nesting,
    /// The budget of an expression, where the setting's does not count: a bound for what would otherwise never end.
    pub own_budget: Option<u64>,
    /// Most items of an array that a function builds.
    pub max_array_items: usize,
    /// Most characters of a text that `repeat` builds.
    pub max_repeat_chars: usize,
}

/// What lookups mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookups {
    /// A path of keys in one text, resolved key by key. Case matters.
    Paths,
    /// One key at a time: an array's index or an object's property. Case does not matter.
    SingleKeys,
}

/// The grammar of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// Function names stand only before an argument list; nothing can follow a parenthesis.
    NamedCalls,
    /// Functions are values, there are lambdas, and names may begin with `_`.
    FunctionValues,
}

/// The text form of arrays and objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompositeText {
    /// JSON of the reduced items.
    Json,
    /// `[a, b]` and `{k: v}`.
    Listing,
}

/// Which numbers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Any decimal; texts may have `+`, an exponent, or a missing side of the point, but no white space.
    Unlimited,
    /// 36 significant digits, magnitudes of 10^±100; texts are trimmed and must be plain.
    Ranged,
}

/// How `^` is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// By halving the exponent, whose fraction is lost.
    Halving,
    /// Exactly for integers, by logarithm and series for fractions.
    Series,
}

/// How a datetime is found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTexts {
    /// Impossible days roll over, and the time may stand before the date.
    Lenient,
    /// The day must exist; the time follows the date.
    Strict,
}

/// How texts are shown in error texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DescribedTexts {
    /// Between quotes, as they are. Things of the context have a word each.
    Raw,
    /// Quoted with escapes. Every thing with properties is an `object`.
    Quoted,
}

/// How the error of a call names the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallErrors {
    /// `error calling NAME: ...`
    UpperName,
    /// `error calling name(...): ...`
    NameWithDots,
}

/// What the value of a router test is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestResults {
    /// A type of its own with `matched` and `match`.
    OwnType,
    /// An object with `match` whose default is whether it matched.
    ObjectWithDefault,
}

/// What JSON becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonValues {
    /// Objects and arrays stay text that is looked into when needed.
    KeptAsText,
    /// Values, all of it at once.
    Converted,
}

/// How environments are written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environments {
    /// Formats and zone are required.
    Complete,
    /// Everything has a default.
    Defaulted,
}

/// The limit of nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nesting {
    /// Most open brackets as counted before parsing, quotes or not; None: not counted.
    pub brackets: Option<usize>,
    /// Deepest tree that the parser builds.
    pub depth: usize,
}

/// The language of generation 12.
pub static GENERATION_12: Dialect = Dialect {
    generation: 12,
    roots: &[
        "run",
        "child",
        "parent",
        "contact",
        "input",
        "results",
        "trigger",
        "legacy_extra",
    ],
    functions: FUNCTIONS_12,
    tests: TESTS_12,
    lookups: Lookups::Paths,
    grammar: Grammar::NamedCalls,
    composite_text: CompositeText::Json,
    numbers: Numbers::Unlimited,
    power: Power::Halving,
    date_texts: DateTexts::Lenient,
    described_texts: DescribedTexts::Raw,
    call_errors: CallErrors::UpperName,
    test_results: TestResults::OwnType,
    words: WordRule::LettersAndNumbers,
    layouts: Style::Joined,
    json_values: JsonValues::KeptAsText,
    environments: Environments::Complete,
    nesting: Nesting {
        brackets: None,
        depth: 250,
    },
    own_budget: Some(64 << 20),
    max_array_items: 1_000_000,
    max_repeat_chars: 10_000_000,
};

/// The language of generation 14.
pub static GENERATION_14: Dialect = Dialect {
    generation: 14,
    roots: &[
        "run",
        "child",
        "parent",
        "contact",
        "locals",
        "results",
        "urns",
        "fields",
        "ticket",
        "trigger",
        "resume",
        "input",
        "globals",
        "webhook",
        "node",
        "legacy_extra",
    ],
    functions: FUNCTIONS_14,
    tests: TESTS_14,
    lookups: Lookups::SingleKeys,
    grammar: Grammar::FunctionValues,
    composite_text: CompositeText::Listing,
    numbers: Numbers::Ranged,
    power: Power::Series,
    date_texts: DateTexts::Strict,
    described_texts: DescribedTexts::Quoted,
    call_errors: CallErrors::NameWithDots,
    test_results: TestResults::ObjectWithDefault,
    words: WordRule::WithMarks,
    layouts: Style::Sequences,
    json_values: JsonValues::Converted,
    environments: Environments::Defaulted,
    nesting: Nesting {
        brackets: Some(100),
        depth: 250,
    },
    own_budget: None,
    max_array_items: 10_000,
    max_repeat_chars: 10_000,
};

/// Digits beyond which even unlimited numbers are refused, so that none fills the memory.
const MAX_DIGITS: usize = 20_000;

impl Dialect {
    /// The dialect of a generation of the format; 13 is read as 14.
    pub fn of_generation(generation: u8) -> &'static Dialect {
        if generation <= 12 {
            &GENERATION_12
        } else {
            &GENERATION_14
        }
    }

    /// The function or router test of this lower-case name.
    pub fn function(&self, name: &str) -> Option<&'static FunctionSpec> {
        self.functions
            .iter()
            .chain(self.tests)
            .find(|spec| spec.name == name)
    }

    /// The router test of this lower-case name.
    pub fn test(&self, name: &str) -> Option<&'static FunctionSpec> {
        self.tests.iter().find(|spec| spec.name == name)
    }

    /// Whether a text read as a number, or the result of a computation, is a number of this dialect.
    pub fn in_range(&self, number: &Number) -> bool {
        match self.numbers {
            Numbers::Ranged => {
                number.is_zero()
                    || (number.digits() <= 36 || number.significant_digits() <= 36)
                        && number.magnitude().abs() <= 100
            }
            Numbers::Unlimited => {
                number.exponent().unsigned_abs() as usize <= 2 * MAX_DIGITS
                    && (number.digits() <= MAX_DIGITS)
            }
        }
    }

    /// The result of a computation, unless it is out of range.
    pub fn check_range(&self, number: Number) -> Result<Number, Error> {
        if self.in_range(&number) {
            Ok(number)
        } else {
            Err(Error::new("number value out of range"))
        }
    }

    /// The error of a call around the text of what went wrong. The budget error stays as it is.
    pub fn call_error(&self, name: &str, error: Error) -> Error {
        if error.is_fatal() {
            return error;
        }
        let text = error.text();
        Error::new(match self.call_errors {
            CallErrors::UpperName => format!("error calling {}: {text}", name.to_uppercase()),
            CallErrors::NameWithDots => format!("error calling {name}(...): {text}"),
        })
    }
}
