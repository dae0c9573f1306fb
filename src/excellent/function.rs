//! What a built-in function or router test is: a name, how many arguments it takes, and its body.

use super::error::Error;
use super::evaluation::Evaluation;
use super::value::Value;

/// The body of a function. The number of arguments has been checked; conversions are the body's own business, left to right.
/// Its error is wrapped by the caller, once, with the function's name.
pub type Builtin = fn(&Evaluation<'_>, &[Value]) -> Result<Value, Error>;

/// An entry of a function table.
pub struct FunctionSpec {
    /// The registered name, in lower case.
    pub name: &'static str,
    /// How many arguments it takes.
    pub arity: Arity,
    /// What it does.
    pub body: Builtin,
}

impl std::fmt::Debug for FunctionSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl FunctionSpec {
    /// An entry.
    pub const fn new(name: &'static str, arity: Arity, body: Builtin) -> Self {
        Self { name, arity, body }
    }
}

/// How many arguments a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// So many.
    Exactly(usize),
    /// So many or more.
    AtLeast(usize),
    /// Any number within these, both included.
    Between(usize, usize),
    /// As `Between`, but the function itself refuses a wrong count, with a text of its own.
    Own(usize, usize),
}

impl Arity {
    /// The smallest and the largest number of arguments.
    pub fn bounds(self) -> (usize, Option<usize>) {
        match self {
            Self::Exactly(count) => (count, Some(count)),
            Self::AtLeast(least) => (least, None),
            Self::Between(least, most) | Self::Own(least, most) => (least, Some(most)),
        }
    }

    /// Whether so many arguments are right.
    pub fn allows(self, count: usize) -> bool {
        let (least, most) = self.bounds();
        count >= least && most.is_none_or(|most| count <= most)
    }

    /// Refuses a wrong number of arguments.
    pub fn check(self, count: usize) -> Result<(), Error> {
        if self.allows(count) || matches!(self, Self::Own(..)) {
            Ok(())
        } else {
            Err(self.refusal(count))
        }
    }

    /// The text about a wrong number of arguments.
    pub fn refusal(self, count: usize) -> Error {
        Error::new(match self {
            Self::Exactly(wanted) => format!("need {wanted} argument(s), got {count}"),
            Self::AtLeast(least) => format!("need at least {least} argument(s), got {count}"),
            Self::Between(least, most) | Self::Own(least, most) => {
                format!("need {least} to {most} argument(s), got {count}")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_counts_are_named() {
        let text = |arity: Arity, count| arity.check(count).unwrap_err().text().to_string();
        assert_eq!(text(Arity::Exactly(1), 0), "need 1 argument(s), got 0");
        assert_eq!(
            text(Arity::AtLeast(1), 0),
            "need at least 1 argument(s), got 0"
        );
        assert_eq!(
            text(Arity::Between(2, 4), 1),
            "need 2 to 4 argument(s), got 1"
        );
        assert!(Arity::Own(3, 3).check(1).is_ok());
    }
}
