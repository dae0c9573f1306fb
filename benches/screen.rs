//! How long the screen takes: the first frame, a step with its frame, and the layout of large graphs. The names say what
//! they must stay under.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    missing_docs,
    reason = "a benchmark may fail by panicking"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use flowdbg::debugger::EffectPolicy;
use flowdbg::tui::graph::layout;
use flowdbg::tui::graph::{Outlet, Shape};
use flowdbg::tui::view::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stage::{Stage, debugger};

#[path = "../tests/screen/stage.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod stage;

const LARGE: (u16, u16) = (200, 60);

/// From the file to the first frame.
fn first_frame(c: &mut Criterion) {
    c.bench_function("first frame at 200x60, under 100 ms", |b| {
        b.iter(|| {
            let stage = Stage::new(debugger("clinic_survey", EffectPolicy::Ask), LARGE);
            black_box(stage.buffer())
        });
    });
}

/// A step of the engine, the facts of the new moment, and the frame.
fn step(c: &mut Criterion) {
    for (name, sample) in [
        ("largest sample", "city_helpline"),
        ("demo", "clinic_survey"),
    ] {
        let mut stage = Stage::new(debugger(sample, EffectPolicy::Mock), LARGE).keys("c");
        let mut terminal = Terminal::new(TestBackend::new(LARGE.0, LARGE.1)).unwrap();
        c.bench_function(&format!("a step with its frame, {name}, under 5 ms"), |b| {
            b.iter(|| {
                if stage.model.facts.conversation.waits_for.is_some() {
                    // Round after round of answers, so that the log grows as in a long session.
                    stage.press("i1<enter>");
                } else if stage.model.debugger.timeline().len() > 600
                    || stage.model.facts.header.moment.0 > 500
                {
                    stage = Stage::new(debugger(sample, EffectPolicy::Mock), LARGE).keys("c");
                } else {
                    stage.press("s");
                }
                terminal.draw(|frame| view(&stage.model, frame)).unwrap();
            });
        });
    }
    // A session of which nothing is new: going back and forth in a long timeline.
    let mut stage = Stage::new(debugger("city_helpline", EffectPolicy::Mock), LARGE);
    for _ in 0..60 {
        stage.press("c1");
    }
    let mut terminal = Terminal::new(TestBackend::new(LARGE.0, LARGE.1)).unwrap();
    let moments = stage.model.debugger.timeline().len();
    c.bench_function(
        &format!("back and forth in {moments} moments, under 5 ms a key"),
        |b| {
            b.iter(|| {
                for key in ["S", "s"] {
                    stage.press(key);
                    terminal.draw(|frame| view(&stage.model, frame)).unwrap();
                }
            });
        },
    );
}

/// A graph as generated flows have them: mostly straight on, some branches, some loops.
fn shapes(count: usize) -> Vec<Shape> {
    let port = |column, target| Outlet {
        column,
        target: Some(target).filter(|target| *target < count),
    };
    let shape = |node: usize| Shape {
        width: 30,
        height: 4,
        side_row: 1,
        ports: match node % 7 {
            3 => vec![
                port(4, node + 1),
                port(12, node + 2),
                port(20, node.saturating_sub(5)),
            ],
            5 => vec![port(4, node + 1), port(12, node + 3)],
            _ => vec![port(15, node + 1)],
        },
        position: None,
    };
    (0..count).map(shape).collect()
}

fn layouts(c: &mut Criterion) {
    let shapes_1000 = shapes(1_000);
    c.bench_function("layout of 1,000 nodes, under 50 ms", |b| {
        b.iter(|| black_box(layout::layered(&shapes_1000)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = first_frame, step, layouts
}
criterion_main!(benches);
