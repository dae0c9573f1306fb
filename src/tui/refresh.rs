//! Makes anew what depends on what changed: facts on the moment, the layout on the flow, highlighting on the action.

use std::sync::{Arc, LazyLock};

use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use syntect::easy::HighlightLines;
use syntect::highlighting::{Theme as SyntaxTheme, ThemeSet};
use syntect::parsing::SyntaxSet;

use super::facts::{self, Facts};
use super::model::Model;
use super::pane::Pane;
use super::theme::ThemeName;

/// Everything that depends on the current moment.
pub fn moment(model: &mut Model) {
    let shown = std::mem::take(&mut model.facts.action.json);
    model.facts = Facts::of(&model.debugger, &model.unreadable, &model.context.shown);
    model.context.selected = model
        .context
        .selected
        .min(model.facts.context.len().saturating_sub(1));
    if model.facts.action.json != shown {
        model.action.scroll = 0;
        highlight(model);
    }
    graph(model);
}

/// The context tree alone, after something in it was opened, closed or hidden.
pub fn context(model: &mut Model) {
    model.facts.context = facts::context::context(&model.debugger, &model.context.shown);
    model.context.selected = model
        .context
        .selected
        .min(model.facts.context.len().saturating_sub(1));
}

/// The graph: the flow shown, what the session made of its nodes, what is in sight.
pub fn graph(model: &mut Model) {
    let session = facts::flow::current_flow(model.debugger.state());
    let wanted = if model.flow.is_visiting {
        model.flow.flow.clone()
    } else {
        session.or_else(|| model.flow.flow.clone())
    };
    if let Some(flow) = wanted {
        if !model.flow.shows(&flow) {
            let faces = facts::flow::faces(&flow);
            model.flow.show(Arc::clone(&flow), faces);
            // A new flow is looked at from its upper edge.
            model.flow.corner = super::graph::Point::default();
        }
        model.flow.states = facts::flow::states(
            &model.debugger,
            &flow,
            &model.flow.faces,
            model.flow.selected,
        );
    }
    follow(model);
}

/// Brings the current node into sight, if the graph follows the session.
pub fn follow(model: &mut Model) {
    let Some(place) = model.place_of(Pane::Flow).filter(|_| model.flow.follows) else {
        return;
    };
    let node = model.flow.current().unwrap_or(0);
    model.flow.reveal(
        node,
        place.width.saturating_sub(2),
        place.height.saturating_sub(2),
    );
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);
static THEMES: LazyLock<ThemeSet> = LazyLock::new(ThemeSet::load_defaults);

/// Longest JSON that is highlighted; longer ones are shown plain.
const MAX_HIGHLIGHTED: usize = 64 * 1024;

/// The highlighted JSON of the action shown. Only made where it is looked at: the tables of the highlighter are large.
pub fn highlight(model: &mut Model) {
    let json = &model.facts.action.json;
    let is_shown = model.action.tab == super::panes::action::ActionTab::Json;
    model.action_json = match syntax_theme(model.preferences.theme) {
        Some(theme) if is_shown && json.len() <= MAX_HIGHLIGHTED => highlighted(json, theme),
        _ => json
            .lines()
            .map(|line| Line::raw(line.to_owned()))
            .collect(),
    };
}

fn syntax_theme(theme: ThemeName) -> Option<&'static SyntaxTheme> {
    let name = match theme {
        ThemeName::Dark | ThemeName::HighContrast => "base16-ocean.dark",
        ThemeName::Light => "base16-ocean.light",
        ThemeName::Sixteen | ThemeName::Plain => return None,
    };
    THEMES.themes.get(name)
}

fn highlighted(json: &str, theme: &SyntaxTheme) -> Vec<Line<'static>> {
    let syntax = SYNTAXES
        .find_syntax_by_extension("json")
        .unwrap_or_else(|| SYNTAXES.find_syntax_plain_text());
    let mut highlighter = HighlightLines::new(syntax, theme);
    json.lines()
        .map(|line| {
            let with_end = format!("{line}\n");
            let Ok(ranges) = highlighter.highlight_line(&with_end, &SYNTAXES) else {
                return Line::raw(line.to_owned());
            };
            Line::from(
                ranges
                    .into_iter()
                    .map(|(style, text)| {
                        let color = style.foreground;
                        let style = Style::new().fg(Color::Rgb(color.r, color.g, color.b));
                        Span::styled(text.trim_end_matches('\n').to_owned(), style)
                    })
                    .collect::<Vec<_>>(),
            )
        })
        .collect()
}
