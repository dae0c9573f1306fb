//! How long all sessions of the conformance data of generation 12 take, bundles read and sessions stored between calls.
//! Skipped where the data is not there.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};

#[path = "../tests/conformance/case.rs"]
#[allow(dead_code, reason = "shared with the runner of all families")]
mod case;
#[path = "../tests/conformance/v12_sessions.rs"]
#[allow(dead_code, reason = "shared with the runner of all families")]
mod v12_sessions;
#[path = "../tests/conformance/world.rs"]
#[allow(dead_code, reason = "shared with the runner of all families")]
mod world;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance");

fn sessions(criterion: &mut Criterion) {
    let root = Path::new(FOLDER);
    let cases = case::from_folder(&root.join("v12/sessions"));
    if cases.is_empty() {
        println!("no conformance data at {FOLDER}: sessions are not measured");
        return;
    }
    let data = case::Data::open(root);
    println!("{} sessions", cases.len());
    criterion.bench_function("v12/sessions", |bencher| {
        bencher.iter(|| {
            for case in &cases {
                std::hint::black_box(v12_sessions::run(case, &data));
            }
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_secs(1)).measurement_time(std::time::Duration::from_secs(5));
    targets = sessions
}
criterion_main!(benches);
