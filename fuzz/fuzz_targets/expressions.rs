//! Templates against contexts: nothing panics or hangs, explaining equals evaluating, what is printed parses to the same,
//! and every span lies within the template.
#![no_main]

use arbitrary::Arbitrary;
use flowdbg::excellent::check::check;
use flowdbg::excellent::complete::complete;
use flowdbg::excellent::explain::explain;
use flowdbg::excellent::host::StillHost;
use flowdbg::excellent::{Dialect, Escaping, Setting, Template};
use flowdbg_fuzz::context::{Tree, context, environment};
use flowdbg_fuzz::template::{Piece, write};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    newer: bool,
    environment: u8,
    escaping: u8,
    cursor: u16,
    x: Tree<'a>,
    pieces: Vec<Piece<'a>>,
}

fuzz_target!(|input: Input<'_>| {
    let dialect = Dialect::of_generation(if input.newer { 14 } else { 12 });
    let source = write(&input.pieces, dialect);
    let context = context(dialect, &input.x);
    let names = ["contact", "fields", "results", "x", "dt", "broken", "ñandú"];
    let knows = |name: &str| names.contains(&name);
    let environment = environment(input.environment);
    let host = StillHost {
        now: jiff::Timestamp::from_second(1_615_734_566).expect("a moment"),
        random: 0.25,
    };
    let mut setting = Setting::new(&context, &environment, &host);
    // Most inputs have little to spend, so that many can be tried; the others show how long a whole budget lasts.
    if input.environment < 0xF0 {
        setting.budget = 100_000;
    }
    let template = Template::parse_with(&source, dialect, &knows);
    if std::env::var_os("SHOW_TEMPLATE").is_some() {
        eprintln!("{source}");
    }
    evaluate(&template, &setting, input.escaping);
    look(&template, &setting, &knows, usize::from(input.cursor));
    reparse(&template);
});

/// Evaluates in both modes, and compares with the explanation.
fn evaluate(template: &Template, setting: &Setting<'_>, escaping: u8) {
    let escapings = [
        Escaping::None,
        Escaping::Url,
        Escaping::Json,
        Escaping::Query,
    ];
    let evaluated = template.evaluate_text(setting, escapings[usize::from(escaping) % 4]);
    let explained = explain(template, setting);
    assert_eq!(
        evaluated
            .errors()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        explained
            .evaluated
            .errors()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
    );
    for step in &explained.steps {
        assert!(
            template.source().get(step.span.clone()).is_some(),
            "{step:?}"
        );
        assert!(
            step.parent
                .is_none_or(|parent| explained.steps[parent].depth + 1 == step.depth)
        );
    }
    let value = template.evaluate_value(setting).value;
    let dialect = template.dialect();
    let _ = dialect.to_text(&value);
    let _ = dialect.to_boolean(&value);
    let _ = dialect.to_number(&value);
    if let (14, Ok(json)) = (dialect.generation, dialect.to_json(&value)) {
        assert!(
            serde_json::from_str::<serde_json::Value>(&json).is_ok(),
            "{json}"
        );
    }
}

/// Checks and completes.
fn look(template: &Template, setting: &Setting<'_>, knows: &dyn Fn(&str) -> bool, cursor: usize) {
    let source = template.source();
    for problem in check(template, knows) {
        assert!(source.get(problem.span.clone()).is_some(), "{problem:?}");
    }
    for completion in complete(
        source,
        cursor.min(source.len()),
        template.dialect(),
        setting,
    ) {
        assert!(
            source.get(completion.replaces.clone()).is_some(),
            "{completion:?}"
        );
    }
}

/// What an expression prints as parses to what prints the same.
fn reparse(template: &Template) {
    for expression in template.expressions() {
        let Ok(program) = &expression.program else {
            continue;
        };
        if !expression.source.starts_with("@(") || template.dialect().generation == 12 {
            continue;
        }
        let printed = program.canonical(program.root());
        let again = flowdbg::excellent::parse::expression(&printed, template.dialect());
        match again {
            Ok(again) => assert_eq!(again.canonical(again.root()), printed),
            Err(error) => panic!(
                "{} prints as {printed}: {}",
                expression.source,
                error.text()
            ),
        }
    }
}
