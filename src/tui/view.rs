//! Draws the model. Changes nothing.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::model::{Model, Overlay};
use super::overlays;
use super::pane::Pane;
use super::panes::{self, frame::Look, input::InputState};
use super::regions::{Arrangement, MIN_HEIGHT, MIN_WIDTH};
use super::{ascii, commands, text};

/// Draws the whole screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    draw(model, frame);
    if model.preferences.ascii {
        ascii::reduce(frame.buffer_mut());
    }
}

fn draw(model: &Model, frame: &mut Frame<'_>) {
    let theme = model.theme();
    let look = Look {
        theme: &theme,
        ascii: model.preferences.ascii,
        focused: false,
    };
    if model.arrangement() == Arrangement::TooSmall {
        too_small(model, frame, look);
        return;
    }
    let regions = model.regions();
    panes::header::draw(frame, regions.header, &model.facts.header, look);
    if model.arrangement() == Arrangement::Tabs && !model.is_zoomed {
        tabs(
            model,
            frame,
            Rect {
                y: 1,
                height: 1,
                ..regions.header
            },
            look,
        );
    }
    for (pane, area) in &regions.panes {
        draw_pane(model, frame, *pane, *area, model.look(&theme, *pane));
    }
    let moment = model.debugger.current().id.index();
    panes::timeline::draw(frame, regions.timeline, &model.facts.timeline, moment, look);
    let rule = look.glyph("─", "-").repeat(usize::from(regions.rule.width));
    frame.render_widget(
        Paragraph::new(Span::styled(rule, theme.border)),
        regions.rule,
    );
    panes::input::draw(frame, regions.input, &input_state(model), look);
    panes::hints::draw(frame, regions.hints, &commands::hints(model), look);
    for overlay in &model.overlays {
        draw_overlay(frame, overlay, look);
    }
}

fn too_small(model: &Model, frame: &mut Frame<'_>, look: Look<'_>) {
    let (width, height) = model.size;
    let words =
        format!("{width}x{height} is too small: flowdbg needs {MIN_WIDTH}x{MIN_HEIGHT}. q quits.");
    let y = height / 2;
    let place = Rect {
        x: 0,
        y: y.min(height.saturating_sub(1)),
        width,
        height: 1.min(height),
    };
    let line = Line::styled(text::clip(&words, usize::from(width)), look.theme.wait)
        .alignment(Alignment::Center);
    frame.render_widget(Paragraph::new(line), place);
}

/// The names of all panes in a line, where only one can be seen.
fn tabs(model: &Model, frame: &mut Frame<'_>, area: Rect, look: Look<'_>) {
    let theme = look.theme;
    let mut spans = vec![Span::raw(" ")];
    for pane in Pane::ALL {
        let is_shown = pane == model.focus;
        let style = if is_shown {
            theme.strong.patch(theme.selected)
        } else {
            theme.dim
        };
        spans.push(Span::styled(
            format!(" {}", pane.number()),
            if is_shown {
                theme.press.patch(theme.selected)
            } else {
                theme.dim
            },
        ));
        spans.push(Span::styled(format!(" {} ", pane.title()), style));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

fn draw_pane(model: &Model, frame: &mut Frame<'_>, pane: Pane, area: Rect, look: Look<'_>) {
    let facts = &model.facts;
    match pane {
        Pane::Flow => panes::flow::draw(frame, area, &model.flow, look),
        Pane::Action => panes::action::draw(
            frame,
            area,
            &facts.action,
            &model.action_json,
            model.action,
            look,
        ),
        Pane::Contact => {
            panes::contact::draw(frame, area, &facts.contact, model.contact_scroll, look);
        }
        Pane::Results => {
            panes::results::draw(frame, area, &facts.results, model.results_scroll, look);
        }
        Pane::Context => {
            panes::context::draw(frame, area, &facts.context, &model.context, look);
        }
        Pane::Events => {
            panes::events::draw(frame, area, &facts.events, model.events_selected, look);
        }
        Pane::Conversation => panes::conversation::draw(
            frame,
            area,
            &facts.conversation,
            model.conversation_scroll,
            look,
        ),
    }
}

fn input_state(model: &Model) -> InputState<'_> {
    if let Some(call) = &model.call {
        return InputState::Calling(&call.what, call.elapsed_ms);
    }
    let is_wrong = model
        .notice
        .as_ref()
        .is_some_and(|notice| notice.is_problem);
    if let Some(typing) = model.typing.as_ref().filter(|_| !is_wrong) {
        return InputState::Typing(typing.purpose.label(), &typing.line);
    }
    if let Some(notice) = &model.notice {
        return if notice.is_problem {
            InputState::Wrong(&notice.words)
        } else {
            InputState::Said(&notice.words)
        };
    }
    match &model.facts.conversation.waits_for {
        Some(what) => InputState::Waiting(what, &model.facts.conversation.quick_replies),
        None => InputState::Said(&model.facts.idle),
    }
}

fn draw_overlay(frame: &mut Frame<'_>, overlay: &Overlay, look: Look<'_>) {
    match overlay {
        Overlay::Help { scroll } => overlays::help::draw(frame, *scroll, look),
        Overlay::Palette(palette) => overlays::palette::draw(frame, palette, look),
        Overlay::Http(dialog) => overlays::http::draw(frame, dialog, look),
        Overlay::Edit(dialog, ..) => overlays::http::draw(frame, dialog, look),
        Overlay::Text {
            title,
            lines,
            scroll,
        } => overlays::reader::draw(frame, title, lines, *scroll, look),
    }
}
