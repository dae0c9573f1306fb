//! Help on functions and router tests: signature, one sentence, an example. The texts are data, in `assets/`.

use std::sync::LazyLock;

use super::dialect::Dialect;

/// Help on one function or router test of one or both generations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// The registered name.
    pub name: &'static str,
    /// The name and the arguments, optional ones in brackets.
    pub signature: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// A template that uses it.
    pub example: &'static str,
    /// What the example gives; `!` for an error, `?` where it depends on the surroundings.
    pub result: &'static str,
    generation: &'static str,
}

static ALL: LazyLock<Vec<Help>> = LazyLock::new(|| {
    include_str!("../../assets/expression_help.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(parse_line)
        .collect()
});

fn parse_line(line: &'static str) -> Option<Help> {
    let mut columns = line.split('\t');
    let name = columns.next()?;
    let generation = columns.next()?;
    Some(Help {
        name,
        generation,
        signature: columns.next()?,
        summary: columns.next()?,
        example: columns.next()?,
        result: columns.next()?,
    })
}

impl Dialect {
    /// Help on every function and router test, sorted by name.
    pub fn help(&self) -> impl Iterator<Item = &'static Help> {
        let generation = self.generation.to_string();
        ALL.iter()
            .filter(move |help| help.generation == "both" || help.generation == generation)
    }

    /// Help on the function or router test of this lower-case name.
    pub fn help_on(&self, name: &str) -> Option<&'static Help> {
        self.help().find(|help| help.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::{GENERATION_12, GENERATION_14};
    use super::super::environment::Environment;
    use super::super::host::{Host, Setting};
    use super::super::object::Map;
    use super::super::template::{Escaping, Template};
    use super::super::value::Text;

    struct ExampleHost;

    impl Host for ExampleHost {
        fn now(&self) -> jiff::Timestamp {
            "2024-03-09T10:30:00Z".parse().unwrap()
        }

        fn random(&self) -> f64 {
            0.5
        }

        fn prompt(&self, _name: &str) -> Option<Text> {
            Some("Say hello to {{ .arg1 }}.".into())
        }
    }

    #[test]
    fn every_function_and_test_has_help_and_nothing_else_has() {
        for dialect in [&GENERATION_12, &GENERATION_14] {
            let mut registered: Vec<&str> = dialect
                .functions
                .iter()
                .chain(dialect.tests)
                .map(|spec| spec.name)
                .collect();
            registered.sort_unstable();
            let helped: Vec<&str> = dialect.help().map(|help| help.name).collect();
            assert_eq!(helped, registered);
        }
    }

    #[test]
    fn signatures_agree_with_the_number_of_arguments() {
        for dialect in [&GENERATION_12, &GENERATION_14] {
            for help in dialect.help() {
                let (least, most) = dialect.function(help.name).unwrap().arity.bounds();
                let (open, _) = help.signature.split_once(')').unwrap();
                let arguments = open.split_once('(').unwrap().1;
                let required = arguments.split('[').next().unwrap();
                let named = required
                    .split(',')
                    .filter(|name| !matches!(name.trim(), "" | "..."))
                    .count();
                let repeats = arguments.contains("...");
                assert!(
                    named == least || repeats && named.saturating_sub(2) <= least,
                    "{}",
                    help.signature
                );
                assert!(
                    repeats
                        || most
                            == Some(
                                arguments
                                    .split(',')
                                    .filter(|name| !name.trim().is_empty())
                                    .count()
                            ),
                    "{}",
                    help.signature
                );
            }
        }
    }

    #[test]
    fn examples_give_what_they_say() {
        let (context, environment) = (Map::new(), Environment::default());
        let setting = Setting::new(&context, &environment, &ExampleHost);
        for dialect in [&GENERATION_12, &GENERATION_14] {
            for help in dialect.help().filter(|help| help.result != "?") {
                let evaluated =
                    Template::parse(help.example, dialect).evaluate_text(&setting, Escaping::None);
                let fails = evaluated.errors().next().is_some();
                assert_eq!(
                    fails,
                    help.result == "!",
                    "{}: {:?}",
                    help.example,
                    evaluated.error_text()
                );
                assert!(
                    fails || evaluated.text == help.result,
                    "{} gives {}",
                    help.example,
                    evaluated.text
                );
            }
        }
    }
}
