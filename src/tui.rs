//! The full screen: model, update, view.

pub mod facts;
pub mod graph;
pub mod icons;
pub mod keys;
pub mod line_input;
pub mod pane;
pub mod panes;
pub mod regions;
pub mod terminal;
pub mod text;
pub mod theme;

// DIVISION OF WORK (this comment goes away before the end). Lead: commands.rs, model.rs, update.rs, view.rs, app.rs,
// overlays/*, panes/*, wired to src/debugger.rs. Helper `screen`: the builders that fill `facts/*` from the debugger (one
// `pub fn build(debugger: &Debugger, ...)` per facts file; use debugger::words, debugger::diff, debugger::inspect,
// engine::explain, engine::actions and crate::sanitize), graph improvements (property tests, benches/graph.rs), then
// pseudo-terminal tests of the real binary (tests/terminal.rs with portable-pty + vt100: start, step, resize, quit, panic
// restore, SIGTERM).
