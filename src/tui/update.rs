//! The only place that changes the model: a message comes in, the model changes, tasks for the run loop come out.

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::graph::Point;
use super::line_input::LineInput;
use super::message::{Msg, Task};
use super::model::{Model, Overlay, Typing};
use super::pane::Pane;
use super::{commands, keys, panes, perform, refresh};
use crate::debugger::command::Command;
use crate::debugger::moment::{Ahead, ReplySource};
use crate::engine::effect::Reply;

/// Takes a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Task> {
    match msg {
        Msg::Key(key) if key.kind != KeyEventKind::Release => on_key(model, key),
        Msg::Key(_) => Vec::new(),
        Msg::Mouse(mouse) => on_mouse(model, mouse),
        Msg::Paste(text) => on_paste(model, &text),
        Msg::Resize(width, height) => {
            model.size = (width, height);
            refresh::follow(model);
            Vec::new()
        }
        Msg::Tick(elapsed_ms) => {
            if let Some(call) = &mut model.call {
                call.elapsed_ms = elapsed_ms;
            }
            Vec::new()
        }
        Msg::Called { id, result } => on_called(model, id, result),
    }
}

fn on_called(
    model: &mut Model,
    id: u64,
    result: Result<crate::engine::effect::HttpResponse, String>,
) -> Vec<Task> {
    if model.call.as_ref().is_none_or(|call| call.id != id) {
        return Vec::new();
    }
    model.call = None;
    perform::debug(
        model,
        Command::Reply(Reply::Http(result), ReplySource::World),
    )
}

fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Task> {
    let name = keys::name(key);
    if name == "ctrl-c" {
        return vec![Task::Quit];
    }
    if model.call.is_some() && name == "esc" {
        model.call = None;
        model.say("the call was cancelled: r opens the request");
        return vec![Task::CancelCall];
    }
    if !model.overlays.is_empty() {
        return on_overlay_key(model, key, &name);
    }
    if model.typing.is_some() {
        return on_typing_key(model, key, &name);
    }
    model.notice = None;
    if let Some(tasks) = on_digit(model, &name) {
        return tasks;
    }
    if let Some(tasks) = on_pane_key(model, &name) {
        return tasks;
    }
    match commands::of_key(&name) {
        Some(command) => run(model, command),
        None if name == "esc" => {
            escape(model);
            Vec::new()
        }
        None => {
            model.complain(format!(
                "{} does nothing: ? shows the keys",
                keys::label(&name)
            ));
            Vec::new()
        }
    }
}

fn run(model: &mut Model, command: &commands::Command) -> Vec<Task> {
    match (command.applies)(model) {
        Ok(()) => (command.run)(model),
        Err(why) => {
            model.complain(why);
            Vec::new()
        }
    }
}

fn escape(model: &mut Model) {
    if model.is_zoomed {
        model.is_zoomed = false;
    } else if model.flow.selected.is_some() {
        model.flow.selected = None;
        refresh::graph(model);
    } else {
        model.events_selected = None;
    }
    refresh::follow(model);
}

/// A digit answers a wait by a quick reply, or goes to a pane; with Alt it always goes to a pane.
fn on_digit(model: &mut Model, name: &str) -> Option<Vec<Task>> {
    let (bare, to_pane) = match name.strip_prefix("alt-") {
        Some(bare) => (bare, true),
        None => (name, false),
    };
    let digit: usize = bare.parse().ok().filter(|_| bare.len() == 1)?;
    let is_waiting = matches!(model.debugger.current().ahead, Ahead::Waiting);
    if !to_pane && is_waiting && digit > 0 && digit <= model.facts.conversation.quick_replies.len()
    {
        return Some(perform::answer_quickly(model, digit - 1));
    }
    if let Some(pane) = Pane::with_number(digit) {
        Some(perform::focus(model, pane))
    } else {
        model.complain("panes have the numbers 1 to 7");
        Some(Vec::new())
    }
}

/// Keys that move in the focused pane.
fn on_pane_key(model: &mut Model, name: &str) -> Option<Vec<Task>> {
    let (columns, rows) = match name {
        "h" | "left" => (-1, 0),
        "l" | "right" => (1, 0),
        "k" | "up" => (0, -1),
        "j" | "down" => (0, 1),
        "pageup" | "ctrl-u" => (0, -10),
        "pagedown" | "ctrl-d" => (0, 10),
        "g" | "home" => (0, -100_000),
        "G" | "end" => (0, 100_000),
        "enter" => return on_pane_enter(model),
        "backspace" if model.flow.is_visiting => return Some(perform::follow(model)),
        _ => return None,
    };
    scroll(model, model.focus, columns, rows);
    Some(Vec::new())
}

fn moved(value: usize, rows: isize, most: usize) -> usize {
    value.saturating_add_signed(rows).min(most)
}

/// Moves what is seen of a pane by so many columns and rows.
fn scroll(model: &mut Model, pane: Pane, columns: i32, rows: isize) {
    const MOST: usize = 100_000;
    match pane {
        Pane::Flow => {
            let height = i32::try_from(rows).unwrap_or(0);
            model.flow.pan(
                columns * 4,
                if height.abs() > 1 { height } else { height * 2 },
            );
        }
        Pane::Action => {
            let most = model.action_lines();
            model.action.scroll = moved(model.action.scroll, rows, most);
        }
        Pane::Contact => {
            let most = model.facts.contact.fields.len()
                + model.facts.contact.about.len()
                + model.facts.contact.watches.len()
                + 8;
            model.contact_scroll = moved(model.contact_scroll, rows, most);
        }
        Pane::Results => {
            model.results_scroll = moved(model.results_scroll, rows, model.facts.results.len() * 5);
        }
        Pane::Context => {
            model.context.selected = moved(
                model.context.selected,
                rows,
                model.facts.context.len().saturating_sub(1),
            );
            match columns {
                1.. => open_context(model, true),
                0 => {}
                _ => open_context(model, false),
            }
        }
        Pane::Events => {
            let last = model.facts.events.len().saturating_sub(1);
            let from = model
                .events_selected
                .unwrap_or_else(|| panes::events::current_line(&model.facts.events));
            model.events_selected = Some(moved(from, rows, last));
        }
        Pane::Conversation => {
            model.conversation_scroll = moved(
                model.conversation_scroll,
                -rows,
                MOST.min(model.facts.conversation.bubbles.len() * 12),
            );
        }
    }
}

/// Opens or closes the entry of the context the cursor is on.
fn open_context(model: &mut Model, open: bool) {
    let Some(line) = model.facts.context.get(model.context.selected).cloned() else {
        return;
    };
    if open && line.has_more {
        model.context.shown.open.insert(line.path);
    } else if !open {
        model.context.shown.open.remove(&line.path);
    }
    refresh::context(model);
}

fn on_pane_enter(model: &mut Model) -> Option<Vec<Task>> {
    match model.focus {
        Pane::Events if model.events_selected.is_some() => {
            let moment = model
                .events_selected
                .and_then(|index| model.facts.events.get(index))
                .map(|event| event.moment)?;
            Some(go_to(model, moment))
        }
        Pane::Context => {
            let is_open = model
                .facts
                .context
                .get(model.context.selected)
                .is_some_and(|line| line.open);
            open_context(model, !is_open);
            Some(Vec::new())
        }
        Pane::Flow if model.flow.selected.is_some() => Some(enter_subflow(model)),
        _ => None,
    }
}

/// Shows the flow that the selected node enters.
fn enter_subflow(model: &mut Model) -> Vec<Task> {
    use crate::model::action::ActionKind;
    let node = model
        .flow
        .selected
        .and_then(|index| model.flow.flow.as_ref()?.nodes.get(index).cloned());
    let entered = node.and_then(|node| {
        node.actions.iter().find_map(|action| match &action.kind {
            ActionKind::EnterFlow(enter) => Some(enter.flow.uuid.clone()),
            ActionKind::StartFlow(start) => Some(start.flow.uuid.clone()),
            ActionKind::StartSession(start) => Some(start.flow.uuid.clone()),
            _ => None,
        })
    });
    match entered.and_then(|uuid| model.debugger.assets().flows.get(&uuid)) {
        Some(Ok(flow)) => {
            model.flow.is_visiting = true;
            model.flow.flow = Some(flow);
            model.flow.faces.clear();
            let flow = model.flow.flow.take();
            if let Some(flow) = flow {
                let faces = super::facts::flow::faces(&flow);
                model.flow.show(flow, faces);
            }
            model.flow.corner = Point::default();
            refresh::graph(model);
        }
        Some(Err(error)) => model.complain(
            crate::sanitize::visible(&format!("that flow can't be read: {error}")).into_owned(),
        ),
        None => model.complain("the selected node enters no flow"),
    }
    Vec::new()
}

fn go_to(model: &mut Model, moment: usize) -> Vec<Task> {
    let id = model
        .debugger
        .timeline()
        .moments()
        .map(|moment| moment.id)
        .find(|id| id.index() == moment);
    match id {
        Some(id) => perform::go_to(model, id),
        None => Vec::new(),
    }
}

/// Edits a line; false: the key means something else.
fn edit_line(line: &mut LineInput, key: KeyEvent, name: &str) -> bool {
    match name {
        "backspace" => line.backspace(),
        "delete" => line.delete(),
        "left" => line.left(),
        "right" => line.right(),
        "home" | "ctrl-a" => line.home(),
        "end" | "ctrl-e" => line.end(),
        "ctrl-w" => line.delete_word(),
        "ctrl-u" => line.delete_to_start(),
        _ => match key.code {
            KeyCode::Char(character)
                if !key
                    .modifiers
                    .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                line.insert(character.encode_utf8(&mut [0; 4]));
            }
            _ => return false,
        },
    }
    true
}

fn on_typing_key(model: &mut Model, key: KeyEvent, name: &str) -> Vec<Task> {
    model.notice = None;
    match name {
        "esc" => model.typing = None,
        "enter" => {
            if let Some(Typing { purpose, mut line }) = model.typing.take() {
                return perform::typed(model, &purpose, &line.take());
            }
        }
        _ => {
            if let Some(typing) = &mut model.typing {
                edit_line(&mut typing.line, key, name);
            }
        }
    }
    Vec::new()
}

fn on_paste(model: &mut Model, text: &str) -> Vec<Task> {
    if let Some(Overlay::Http(dialog) | Overlay::Edit(dialog, ..)) = model.overlays.last_mut() {
        dialog.line().insert(text);
    } else if let Some(Overlay::Palette(palette)) = model.overlays.last_mut() {
        palette.line.insert(text);
    } else if let Some(typing) = &mut model.typing {
        typing.line.insert(text);
    } else {
        model.complain("press i to type a message, then paste");
    }
    Vec::new()
}

fn on_overlay_key(model: &mut Model, key: KeyEvent, name: &str) -> Vec<Task> {
    if name == "esc" {
        let closed = model.overlays.pop();
        if matches!(closed, Some(Overlay::Http(_))) {
            model.say("the action still waits for an answer: r opens the request again");
        }
        return Vec::new();
    }
    match model.overlays.last_mut() {
        Some(Overlay::Help { scroll } | Overlay::Text { scroll, .. }) => match name {
            "j" | "down" => *scroll += 1,
            "k" | "up" => *scroll = scroll.saturating_sub(1),
            "pagedown" | "space" => *scroll += 10,
            "pageup" => *scroll = scroll.saturating_sub(10),
            "g" | "home" => *scroll = 0,
            "y" => return perform::copy(model),
            "q" | "enter" | "?" => {
                model.overlays.pop();
            }
            _ => {}
        },
        Some(Overlay::Palette(palette)) => match name {
            "up" | "ctrl-p" => palette.move_by(-1),
            "down" | "ctrl-n" | "tab" => palette.move_by(1),
            "enter" => {
                let chosen = palette.chosen();
                model.overlays.pop();
                return match chosen {
                    Some(command) => run(model, command),
                    None => Vec::new(),
                };
            }
            _ => {
                palette.selected = 0;
                edit_line(&mut palette.line, key, name);
            }
        },
        Some(Overlay::Http(_) | Overlay::Edit(..)) => return on_dialog_key(model, key, name),
        None => {}
    }
    Vec::new()
}

fn on_dialog_key(model: &mut Model, key: KeyEvent, name: &str) -> Vec<Task> {
    let Some(Overlay::Http(dialog) | Overlay::Edit(dialog, ..)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match name {
        "tab" | "shift-tab" | "up" | "down" => dialog.is_in_body = !dialog.is_in_body,
        "enter" => {
            return match model.overlays.last().cloned() {
                Some(Overlay::Http(dialog)) => perform::reply(model, &dialog),
                Some(Overlay::Edit(dialog, moment, index)) => {
                    perform::reply_instead(model, &dialog, moment, index)
                }
                _ => Vec::new(),
            };
        }
        "ctrl-l" => return call_really(model),
        _ => {
            edit_line(dialog.line(), key, name);
        }
    }
    Vec::new()
}

/// Makes the call of the dialog for once.
fn call_really(model: &mut Model) -> Vec<Task> {
    let Some(crate::engine::effect::Effect::Http(request)) = model
        .debugger
        .pending()
        .map(|pending| pending.effect.clone())
    else {
        model.complain("only HTTP calls can be made for real");
        return Vec::new();
    };
    model.overlays.pop();
    model.calls_made += 1;
    let id = model.calls_made;
    let what =
        crate::sanitize::visible(&format!("{} {}", request.method, request.url)).into_owned();
    model.call = Some(super::model::Call {
        id,
        what,
        elapsed_ms: 0,
    });
    vec![Task::Call { id, request }]
}

fn on_mouse(model: &mut Model, mouse: MouseEvent) -> Vec<Task> {
    let at = Position {
        x: mouse.column,
        y: mouse.row,
    };
    if !model.overlays.is_empty() {
        if let Some(Overlay::Help { scroll } | Overlay::Text { scroll, .. }) =
            model.overlays.last_mut()
        {
            match mouse.kind {
                MouseEventKind::ScrollDown => *scroll += 3,
                MouseEventKind::ScrollUp => *scroll = scroll.saturating_sub(3),
                _ => {}
            }
        }
        return Vec::new();
    }
    let regions = model.regions();
    let pane = regions
        .panes
        .iter()
        .find(|(_, area)| area.contains(at))
        .copied();
    match mouse.kind {
        MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
            let rows = if mouse.kind == MouseEventKind::ScrollDown {
                3
            } else {
                -3
            };
            if let Some((pane, _)) = pane {
                scroll(model, pane, 0, rows);
            }
            Vec::new()
        }
        MouseEventKind::Down(MouseButton::Left) => {
            model.dragged_from = Some((mouse.column, mouse.row));
            if regions.timeline.contains(at) {
                let moment = model.debugger.current().id.index();
                let hit = panes::timeline::moment_at(
                    &model.facts.timeline,
                    regions.timeline,
                    moment,
                    mouse.column,
                    mouse.row,
                );
                return hit.map(|moment| go_to(model, moment)).unwrap_or_default();
            }
            match pane {
                Some((pane, area)) => click(model, pane, area, at),
                None => Vec::new(),
            }
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            if let (Some((x, y)), Some((Pane::Flow, _))) = (model.dragged_from, pane) {
                model.flow.pan(
                    i32::from(x) - i32::from(mouse.column),
                    i32::from(y) - i32::from(mouse.row),
                );
                model.dragged_from = Some((mouse.column, mouse.row));
            }
            Vec::new()
        }
        MouseEventKind::Up(_) => {
            model.dragged_from = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn click(model: &mut Model, pane: Pane, area: ratatui::layout::Rect, at: Position) -> Vec<Task> {
    let tasks = perform::focus(model, pane);
    let (column, row) = (
        at.x.saturating_sub(area.x + 1),
        at.y.saturating_sub(area.y + 1),
    );
    if pane == Pane::Flow {
        let cell = Point {
            x: model.flow.corner.x + i32::from(column),
            y: model.flow.corner.y + i32::from(row),
        };
        if let Some(node) = model.flow.node_at(cell) {
            model.flow.selected = Some(node);
            model.flow.follows = false;
            refresh::graph(model);
        }
    }
    tasks
}
