//! Rules for fields, and the collecting of everything that breaks them.

use super::error::{Problem, ReadError};
use crate::json::Place;
use crate::model::uuids::{is_lower_uuid, is_lower_uuid4, is_uuid};

/// What counts as a UUID.
#[derive(Clone, Copy, Debug)]
pub struct UuidRule {
    accepts: fn(&str) -> bool,
    problem: &'static str,
}

impl UuidRule {
    /// Hexadecimal digits of any case, any version (generation 14).
    pub const ANY: Self = Self {
        accepts: is_uuid,
        problem: "must be a valid UUID",
    };
    /// Lower case, any version (generation 12, channels).
    pub const LOWER: Self = Self {
        accepts: is_lower_uuid,
        problem: "must be a valid UUID",
    };
    /// Lower case, version 4 (generation 12).
    pub const LOWER_V4: Self = Self {
        accepts: is_lower_uuid4,
        problem: "must be a valid UUID4",
    };
}

/// Collects what is wrong with the fields of an object and of those within it.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    problems: Vec<Problem>,
}

impl Checks {
    /// Notes a problem.
    pub fn report(&mut self, place: impl Into<Place>, text: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            text: text.into(),
        });
    }

    /// Notes a problem unless all is well. Says whether it is.
    pub fn ensure(
        &mut self,
        is_well: bool,
        place: impl Into<Place>,
        text: impl Into<String>,
    ) -> bool {
        if !is_well {
            self.report(place, text);
        }
        is_well
    }

    /// A text that may not be empty.
    pub fn required(&mut self, place: impl Into<Place>, text: &str) -> bool {
        self.ensure(!text.is_empty(), place, "is required")
    }

    /// A member of any type that has to be there.
    pub fn present<T>(&mut self, place: impl Into<Place>, value: Option<&T>) -> bool {
        self.ensure(value.is_some(), place, "is required")
    }

    /// A UUID that has to be there. An empty text is no UUID either, but is reported as missing.
    pub fn required_uuid(&mut self, place: impl Into<Place>, text: &str, rule: UuidRule) -> bool {
        if text.is_empty() {
            return self.required(place, text);
        }
        self.ensure((rule.accepts)(text), place, rule.problem)
    }

    /// A UUID that may be missing.
    pub fn optional_uuid(&mut self, place: impl Into<Place>, text: &str, rule: UuidRule) -> bool {
        text.is_empty() || self.ensure((rule.accepts)(text), place, rule.problem)
    }

    /// A text that is a UUID even if it is not there: the empty text is reported as an invalid one.
    pub fn uuid(&mut self, place: impl Into<Place>, text: &str, rule: UuidRule) -> bool {
        self.ensure((rule.accepts)(text), place, rule.problem)
    }

    /// A text of at most so many characters.
    pub fn max_chars(&mut self, place: impl Into<Place>, text: &str, most: usize) -> bool {
        let fits = text.len() <= most || text.chars().count() <= most;
        if !fits {
            self.report(place, format!("must be less than or equal to {most}"));
        }
        fits
    }

    /// A list of at least so many items.
    pub fn min_items(&mut self, place: impl Into<Place>, count: usize, least: usize) -> bool {
        let suffices = count >= least;
        if !suffices {
            self.report(place, format!("must have a minimum of {least} items"));
        }
        suffices
    }

    /// A list of at most so many items.
    pub fn max_items(&mut self, place: impl Into<Place>, count: usize, most: usize) -> bool {
        let fits = count <= most;
        if !fits {
            self.report(place, format!("must have a maximum of {most} items"));
        }
        fits
    }

    /// A text that is one of a few, where the format has no words of its own for it.
    pub fn one_of(&mut self, place: impl Into<Place>, text: &str, names: &[&str]) -> bool {
        if names.contains(&text) {
            return true;
        }
        let tags: Vec<String> = names.iter().map(|name| format!("eq={name}")).collect();
        self.ensure(false, place, format!("failed tag '{}'", tags.join("|")))
    }

    /// Exactly one of two texts has to be there. Both or neither is reported for both.
    pub fn exactly_one<P: Into<Place>>(&mut self, first: (P, &str), second: (P, &str)) -> bool {
        if first.1.is_empty() != second.1.is_empty() {
            return true;
        }
        let (first, second): (Place, Place) = (first.0.into(), second.0.into());
        let name = |place: &Place| {
            let path = place.field();
            let field = path.rsplit('.').next().unwrap_or_default();
            format!("is mutually exclusive with '{field}'")
        };
        let (of_first, of_second) = (name(&second), name(&first));
        self.report(first, of_first);
        self.report(second, of_second);
        false
    }

    /// Whether nothing was reported so far.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    /// All problems together as one error.
    pub fn finish(self) -> Result<(), ReadError> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(ReadError::invalid(self.problems))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(key: &str) -> Place {
        Place::root().member(key)
    }

    #[test]
    fn collects_problems_in_order() {
        let mut checks = Checks::default();
        checks.required_uuid(at("uuid"), "", UuidRule::ANY);
        checks.required_uuid(at("parent"), "x", UuidRule::LOWER_V4);
        checks.min_items(at("roles"), 0, 1);
        checks.max_chars(at("name"), &"é".repeat(65), 64);
        checks.max_chars(at("title"), &"é".repeat(64), 64);
        checks.one_of(at("kind"), "c", &["a", "b"]);
        let group = Place::root().member("groups").item(0);
        checks.exactly_one((group.member("uuid"), ""), (group.member("name_match"), ""));
        let error = checks.finish().unwrap_err();
        let expected = [
            "field 'uuid' is required",
            "field 'parent' must be a valid UUID4",
            "field 'roles' must have a minimum of 1 items",
            "field 'name' must be less than or equal to 64",
            "field 'kind' failed tag 'eq=a|eq=b'",
            "field 'groups[0].uuid' is mutually exclusive with 'name_match'",
            "field 'groups[0].name_match' is mutually exclusive with 'uuid'",
        ];
        assert_eq!(error.to_string(), expected.join(", "));
        assert_eq!(error.pointer(), "/uuid");
    }
}
