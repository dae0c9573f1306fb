//! Contact queries: nothing panics, and a normal form that can be parsed is its own normal form.
#![no_main]

use arbitrary::Arbitrary;
use flowdbg::contactql::Query;
use flowdbg::contactql::Setting;
use flowdbg::contactql::dialect::{GENERATION_12, GENERATION_14};
use flowdbg_fuzz::context::environment;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
enum Word<'a> {
    Listed(u8),
    Raw(&'a str),
    Nested(u16),
}

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    newer: bool,
    environment: u8,
    words: Vec<Word<'a>>,
}

const LISTED: &[&str] = &[
    "name",
    "age",
    "tel",
    "urn",
    "group",
    "flow",
    "language",
    "created_on",
    "last_seen_on",
    "tickets",
    "status",
    "uuid",
    "fields.age",
    "urns.tel",
    "=",
    "!=",
    ">",
    "<",
    ">=",
    "<=",
    "~",
    "is",
    "has",
    "AND",
    "or",
    "(",
    ")",
    "\"",
    "\"bob\"",
    "\"\"",
    "5",
    "-0.5",
    "12/05/2020",
    "2020-05-12T10:00:00Z",
    "+250788123123",
    "a@b.c",
    "\\",
    ",",
    "&",
    "|",
    "eng",
];

fuzz_target!(|input: Input<'_>| {
    let mut text = String::new();
    for word in input.words.iter().take(300) {
        match word {
            Word::Listed(which) => text.push_str(LISTED[usize::from(*which) % LISTED.len()]),
            Word::Raw(raw) => text.push_str(raw),
            Word::Nested(times) => text.push_str(&"(".repeat(usize::from(*times))),
        }
        text.push(' ');
    }
    let dialect = if input.newer {
        &GENERATION_14
    } else {
        &GENERATION_12
    };
    let environment = environment(input.environment);
    let setting = Setting {
        environment: &environment,
        now: jiff::Timestamp::from_second(1_615_734_566).expect("a moment"),
    };
    if let Ok(query) = Query::parse(&text, dialect, &setting, None)
        && input.newer
    {
        let normal = query.to_string();
        // What was taken for a URN keeps the case of its scheme, which may not even be one that a property can have.
        if let Ok(again) = Query::parse(&normal, dialect, &setting, None) {
            let (again, normal) = (again.to_string().to_lowercase(), normal.to_lowercase());
            assert_eq!(again, normal, "{text}");
        }
    }
});
