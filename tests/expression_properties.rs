//! What holds for every template of the expression language, whatever it says: it never panics, what is printed parses to
//! the same, explaining equals evaluating, and texts, numbers, JSON and dates survive being written and read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may fail by panicking: that is how they say no"
)]

use flowdbg::excellent::check::check;
use flowdbg::excellent::complete::complete;
use flowdbg::excellent::explain::explain;
use flowdbg::excellent::host::StillHost;
use flowdbg::excellent::quote::GoQuoted;
use flowdbg::excellent::{
    Dialect, Environment, Escaping, GENERATION_12, GENERATION_14, Map, Number, Setting, Template,
    Value, parse,
};
use proptest::prelude::*;

const NAMES: [&str; 3] = ["contact", "fields", "x"];

fn knows(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Calls `look` with a template and a setting to evaluate it in.
fn with<T>(
    source: &str,
    dialect: &'static Dialect,
    look: impl FnOnce(&Template, &Setting<'_>) -> T,
) -> T {
    let mut contact = Map::new().with_default("Ana");
    contact.insert("name", "Ana Ñusta");
    contact.insert("tags", vec![1.into(), "b".into(), Value::Null]);
    let mut context = Map::new();
    context.insert("contact", contact);
    context.insert("fields", Map::new());
    context.insert("x", 23);
    let environment = Environment::default();
    let host = StillHost {
        now: jiff::Timestamp::UNIX_EPOCH,
        random: 0.5,
    };
    let setting = Setting {
        budget: 100_000,
        ..Setting::new(&context, &environment, &host)
    };
    look(&Template::parse_with(source, dialect, &knows), &setting)
}

fn text(source: &str, dialect: &'static Dialect) -> String {
    with(source, dialect, |template, setting| {
        let evaluated = template.evaluate_text(setting, Escaping::None);
        evaluated.error_text().unwrap_or(evaluated.text)
    })
}

/// Does all that can be done with a template.
fn exercise(source: &str, cursor: usize, dialect: &'static Dialect) {
    with(source, dialect, |template, setting| {
        for escaping in [
            Escaping::None,
            Escaping::Url,
            Escaping::Json,
            Escaping::Query,
        ] {
            template.evaluate_text(setting, escaping);
        }
        let value = template.evaluate_value(setting).value;
        let _ = (
            dialect.to_text(&value),
            dialect.to_json(&value),
            dialect.to_boolean(&value),
        );
        for step in explain(template, setting).steps {
            assert!(source.get(step.span).is_some());
        }
        for problem in check(template, &knows) {
            assert!(source.get(problem.span.clone()).is_some(), "{problem:?}");
        }
        for completion in complete(source, cursor, dialect, setting) {
            assert!(source.get(completion.replaces).is_some());
        }
    });
}

/// A name of a function or router test.
fn function(dialect: &'static Dialect) -> impl Strategy<Value = &'static str> {
    let specs: Vec<_> = dialect.functions.iter().chain(dialect.tests).collect();
    let names: Vec<_> = specs.into_iter().map(|spec| spec.name).collect();
    prop::sample::select(names)
}

/// An expression that can be parsed, for generation 14 with lambdas and function values.
fn expression(dialect: &'static Dialect) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[0-9]{1,20}(\\.[0-9]{1,20})?",
        "\"[ -!#-\\[\\]-~éß😀]{0,8}\"",
        prop::sample::select(vec![
            "true",
            "null",
            "contact",
            "contact.name",
            "contact.tags[1]",
            "x",
            "fields.none",
            "nobody",
            "\"2021-03-14\"",
            "\"14:30\"",
            "\"YYYY-MM-DD\"",
            "\"[1, {\\\"a\\\": 2}]\"",
            "-1",
            "10000",
            "2147483648",
            "now()",
            "array(3, 1)",
            "\"(a|b)+\"",
            "1 / 0",
        ])
        .prop_map(String::from),
    ];
    let newer = dialect.generation > 12;
    leaf.prop_recursive(4, 24, 3, move |inner| {
        let operator = prop::sample::select(vec![
            "+", "-", "*", "/", "^", "&", "=", "!=", "<", "<=", ">", ">=",
        ]);
        let arguments = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            (function(dialect), arguments)
                .prop_map(|(name, all)| format!("{name}({})", all.join(", "))),
            (inner.clone(), inner.clone()).prop_map(move |(a, b)| {
                if newer {
                    format!("({a})[{b}]")
                } else {
                    format!("contact[{b}]")
                }
            }),
            inner.prop_map(move |a| {
                if newer {
                    format!("((x, Y) => {a})(1, contact)")
                } else {
                    format!("text({a})")
                }
            }),
        ]
    })
}

proptest! {

    #[test]
    fn nothing_panics_whatever_a_template_says(source in "(\\PC|@|@\\(|[()\"\\\\.\\[\\],\u{0}\n]|contact|upper){0,40}", cursor in 0usize..60) {
        exercise(&source, cursor, &GENERATION_12);
        exercise(&source, cursor, &GENERATION_14);
    }

    #[test]
    fn no_expression_panics(older in expression(&GENERATION_12), newer in expression(&GENERATION_14)) {
        exercise(&format!("a @({older})"), 0, &GENERATION_12);
        exercise(&format!("@({newer})"), 0, &GENERATION_14);
    }

    #[test]
    fn what_is_printed_parses_to_the_same(source in expression(&GENERATION_14)) {
        let program = parse::expression(&source, &GENERATION_14).unwrap();
        let printed = program.canonical(program.root());
        let again = parse::expression(&printed, &GENERATION_14).unwrap();
        prop_assert_eq!(again.canonical(again.root()), printed.clone());
        // The same tree: every node but for its place.
        let kinds = |program: &flowdbg::excellent::tree::Program| {
            program.nodes().iter().map(|node| std::mem::discriminant(&node.kind)).collect::<Vec<_>>()
        };
        prop_assert_eq!(kinds(&again), kinds(&program));
    }

    #[test]
    fn explaining_equals_evaluating(source in expression(&GENERATION_14)) {
        with(&format!("@({source})"), &GENERATION_14, |template, setting| {
            let explanation = explain(template, setting);
            let value = template.evaluate_value(setting).value;
            let whole = explanation.steps[0].values.last().unwrap();
            let shown = |value: &Value| GENERATION_14.to_text(value).map_err(|error| error.text().to_string());
            assert_eq!(shown(whole), shown(&value));
            assert_eq!(shown(&explanation.value), shown(&value));
            for step in &explanation.steps {
                if let Some(parent) = step.parent {
                    let around = &explanation.steps[parent];
                    assert!(around.span.start <= step.span.start && step.span.end <= around.span.end);
                }
            }
        });
    }

    #[test]
    fn text_without_marks_stays_as_it_is(source in "[^@\u{0}]{0,60}") {
        prop_assert_eq!(&text(&source, &GENERATION_12), &source);
        prop_assert_eq!(&text(&source, &GENERATION_14), &source);
    }

    #[test]
    fn doubled_marks_give_single_ones(source in "[^\u{0}]{0,60}") {
        prop_assert_eq!(&text(&source.replace('@', "@@"), &GENERATION_14), &source);
    }

    #[test]
    fn quoted_texts_are_read_back(source in "[^\\\\\u{0}]{0,40}") {
        let quoted = format!("@({})", GoQuoted(&source));
        prop_assert_eq!(&text(&quoted, &GENERATION_12), &source);
        prop_assert_eq!(&text(&quoted, &GENERATION_14), &source);
    }

    #[test]
    fn json_is_read_back(value in json_value()) {
        let read = GENERATION_14.parse_json(&value.to_string()).unwrap();
        let written = GENERATION_14.to_json(&read).unwrap();
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), value);
    }

    #[test]
    fn whole_numbers_compute_as_machine_integers(a in any::<i64>(), b in any::<i64>(), shift in 0u32..12) {
        let scaled = |n: i64| Number::new(n, -i32::try_from(shift).unwrap());
        let wide = |n: i128| Number::parse_decimal(&n.to_string()).unwrap();
        let up = Number::new(1, i32::try_from(shift).unwrap());
        let (a, b, x, y) = (scaled(a), scaled(b), i128::from(a), i128::from(b));
        prop_assert_eq!(&(&a + &b) * &up, wide(x + y));
        prop_assert_eq!(&(&a - &b) * &up, wide(x - y));
        prop_assert_eq!(&(&(&a * &b) * &up) * &up, wide(x * y));
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(Number::parse_decimal(&a.to_string()).unwrap(), a);
    }

    #[test]
    fn dates_are_read_back(year in 1000i32..=9999, month in 1..=12, day in 1..=28, hour in 0..24, minute in 0..60) {
        let written = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00.000000Z");
        for dialect in [&GENERATION_12, &GENERATION_14] {
            let template = format!(
                "@(parse_datetime(format_datetime(\"{written}\", \"D/MM/YYYY tt:m\"), \"D/MM/YYYY tt:m\"))"
            );
            prop_assert_eq!(&text(&template, dialect), &written);
        }
    }
}

/// JSON without numbers that generation 14 refuses or objects with a default.
fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-zé]{1,4}", inner, 0..4)
                .prop_map(|members| { serde_json::Value::Object(members.into_iter().collect()) }),
        ]
    })
}
