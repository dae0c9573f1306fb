//! The screen itself: panes, graph, colours, leaving.

use crate::debugger::EffectPolicy;
use crate::tui::message::Task;
use crate::tui::model::{Model, Overlay};
use crate::tui::overlays::palette::Palette;
use crate::tui::pane::Pane;
use crate::tui::panes::flow::Arrangement;
use crate::tui::refresh;

/// Gives a pane the focus, and shows it where it shares its place.
pub fn focus(model: &mut Model, pane: Pane) -> Vec<Task> {
    model.focus = pane;
    if pane.is_side() {
        model.side = pane;
    }
    refresh::follow(model);
    Vec::new()
}

/// Moves the focus to the next pane.
pub fn next_pane(model: &mut Model) -> Vec<Task> {
    let pane = model.focus.next();
    focus(model, pane)
}

/// Moves the focus to the pane before.
pub fn previous_pane(model: &mut Model) -> Vec<Task> {
    let pane = model.focus.previous();
    focus(model, pane)
}

/// Gives the focused pane the room of all, or takes it back.
pub fn zoom_pane(model: &mut Model) -> Vec<Task> {
    model.is_zoomed = !model.is_zoomed;
    refresh::follow(model);
    Vec::new()
}

/// Opens the help.
pub fn open_help(model: &mut Model) -> Vec<Task> {
    model.overlays.push(Overlay::Help { scroll: 0 });
    Vec::new()
}

/// Opens the palette.
pub fn open_palette(model: &mut Model) -> Vec<Task> {
    model.overlays.push(Overlay::Palette(Palette::default()));
    Vec::new()
}

/// Leaves.
pub fn quit(_: &mut Model) -> Vec<Task> {
    vec![Task::Quit]
}

/// Back to the shell for a while.
pub fn suspend(_: &mut Model) -> Vec<Task> {
    vec![Task::Suspend]
}

/// Draws everything anew.
pub fn redraw(_: &mut Model) -> Vec<Task> {
    vec![Task::Redraw]
}

/// Changes the colours.
pub fn next_theme(model: &mut Model) -> Vec<Task> {
    model.preferences.theme = model.preferences.theme.next();
    refresh::highlight(model);
    model.say(format!("theme {}", model.preferences.theme.name()));
    Vec::new()
}

/// Changes who answers requests to the outside world.
pub fn next_policy(model: &mut Model) -> Vec<Task> {
    let (policy, words) = match model.debugger.settings().effects {
        EffectPolicy::Ask => (EffectPolicy::Mock, "the mocks answer requests from now on"),
        EffectPolicy::Mock => (EffectPolicy::Live, "HTTP calls are really made from now on"),
        EffectPolicy::Live => (
            EffectPolicy::Ask,
            "you are asked to answer requests from now on",
        ),
    };
    model.debugger.set_effect_policy(policy);
    model.say(words);
    Vec::new()
}

/// Lets the graph follow the session.
pub fn follow(model: &mut Model) -> Vec<Task> {
    model.flow.follows = true;
    model.flow.selected = None;
    model.flow.is_visiting = false;
    refresh::graph(model);
    Vec::new()
}

/// Shows more of each node.
pub fn zoom_in(model: &mut Model) -> Vec<Task> {
    model.flow.zoom = model.flow.zoom.nearer();
    rearrange(model)
}

/// Shows less of each node.
pub fn zoom_out(model: &mut Model) -> Vec<Task> {
    model.flow.zoom = model.flow.zoom.farther();
    rearrange(model)
}

fn rearrange(model: &mut Model) -> Vec<Task> {
    model.flow.arrange();
    model.flow.follows = true;
    refresh::graph(model);
    Vec::new()
}

/// Whether the flow says where the editor shows its nodes.
pub fn has_positions(model: &Model) -> Result<(), String> {
    if model.flow.faces.iter().any(|face| face.position.is_some()) {
        Ok(())
    } else {
        Err("the flow does not say where the editor shows its nodes".to_owned())
    }
}

/// Switches between layers and the layout of the editor.
pub fn switch_layout(model: &mut Model) -> Vec<Task> {
    model.flow.arrangement = match model.flow.arrangement {
        Arrangement::Layered => Arrangement::Editor,
        Arrangement::Editor => Arrangement::Layered,
    };
    rearrange(model)
}
