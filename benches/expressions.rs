//! How long templates take with a ready context, parsing apart, and how often they allocate.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use flowdbg::excellent::host::StillHost;
use flowdbg::excellent::{
    DateTime, Environment, Escaping, GENERATION_14, Map, Setting, Template, Zone,
};

const TEMPLATES: [&str; 4] = [
    "Hi @contact.name, your age is @fields.age",
    "@(upper(contact.name) & \" \" & (fields.age + 1) * 2)",
    "@(if(fields.age >= 18, \"adult\", \"minor\"))",
    "@(word(contact.name, 0)) joined @(format_date(contact.created_on, \"YYYY-MM-DD\"))",
];

fn context() -> Map {
    let mut contact = Map::new().with_default("Ben Haggerty");
    contact.insert("name", "Ben Haggerty");
    contact.insert("language", "eng");
    contact.insert(
        "created_on",
        DateTime::from_epoch(1_529_494_830, 123_456_789, Zone::utc()),
    );
    let mut fields = Map::new();
    fields.insert("age", 23);
    fields.insert("gender", "Male");
    let mut root = Map::new();
    root.insert("contact", contact);
    root.insert("fields", fields);
    root
}

fn expressions(criterion: &mut Criterion) {
    let context = context();
    let environment = Environment::default();
    let host = StillHost {
        now: jiff::Timestamp::UNIX_EPOCH,
        random: 0.5,
    };
    let setting = Setting::new(&context, &environment, &host);
    for source in TEMPLATES {
        let template = Template::parse(source, &GENERATION_14);
        let evaluate = || template.evaluate_text(black_box(&setting), Escaping::None);
        let result = evaluate();
        assert!(result.notes.is_empty(), "{source}: {result:?}");
        let counted = allocation_counter::measure(|| {
            black_box(evaluate());
        });
        println!(
            "{source} = {:?}: {} allocations, {} bytes",
            result.text, counted.count_total, counted.bytes_total
        );
        criterion.bench_function(source, |bencher| bencher.iter(|| black_box(evaluate())));
    }
}

fn parsing(criterion: &mut Criterion) {
    for source in TEMPLATES {
        criterion.bench_function(&format!("parse {source}"), |bencher| {
            bencher.iter(|| Template::parse(black_box(source), &GENERATION_14));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(std::time::Duration::from_millis(300)).measurement_time(std::time::Duration::from_secs(1)).sample_size(30);
    targets = expressions, parsing
}
criterion_main!(benches);
