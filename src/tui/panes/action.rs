//! The Action pane: the action that is next or was last, in words, with what its templates give; and its JSON.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Look, labelled};
use crate::tui::facts::action::{ActionFacts, CaseMark, PartFact, RouteFacts, TemplateFact};
use crate::tui::text;

/// Which side of the action is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActionTab {
    /// In words, with values.
    #[default]
    Preview,
    /// As JSON.
    Json,
}

/// What the user sees of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActionView {
    /// The side shown.
    pub tab: ActionTab,
    /// Lines scrolled.
    pub scroll: usize,
}

/// The width of the column of labels.
const LABEL: usize = 10;

/// Draws the pane. `json` is the highlighted JSON of the action.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    facts: &ActionFacts,
    json: &[Line<'static>],
    view: ActionView,
    look: Look<'_>,
) {
    let place = match (facts.place.as_str(), facts.type_name.as_str()) {
        ("", "") => String::new(),
        ("", kind) | (kind, "") => format!(" · {kind}"),
        (place, kind) => format!(" {place} · {kind}"),
    };
    let title = frame::title(2, "Action", &place, look);
    let inner = frame::draw(frame, area, title, Line::default(), look);
    let mut lines = vec![tabs(view.tab, look), Line::default()];
    match view.tab {
        ActionTab::Preview => lines.extend(preview(facts, usize::from(inner.width), look)),
        ActionTab::Json => {
            let columns = usize::from(inner.width);
            lines.extend(json.iter().flat_map(|line| wrapped(line, columns)));
        }
    }
    frame::draw_lines(frame, inner, lines, view.scroll, look);
}

/// A highlighted line, broken where it is too long; what follows is indented as the line is, and two columns more.
fn wrapped(line: &Line<'static>, columns: usize) -> Vec<Line<'static>> {
    if line.width() <= columns {
        return vec![line.clone()];
    }
    let start: String = line.iter().map(|span| &*span.content).collect();
    let indent = (text::width(&start) - text::width(start.trim_start()) + 2).min(columns / 2);
    let mut lines = Vec::new();
    let (mut spans, mut used) = (Vec::new(), 0);
    for span in line {
        let mut part = String::new();
        for (cluster, wide) in text::graphemes(&span.content) {
            if used + wide > columns {
                spans.push(Span::styled(std::mem::take(&mut part), span.style));
                lines.push(Line::from(std::mem::take(&mut spans)));
                spans.push(Span::raw(" ".repeat(indent)));
                used = indent;
            }
            part.push_str(cluster);
            used += wide;
        }
        spans.push(Span::styled(part, span.style));
    }
    lines.push(Line::from(spans));
    lines
}

fn tabs(tab: ActionTab, look: Look<'_>) -> Line<'static> {
    let style = |is_on| {
        if is_on {
            look.theme.strong
        } else {
            look.theme.dim
        }
    };
    Line::from(vec![
        Span::styled("Preview", style(tab == ActionTab::Preview)),
        Span::styled(look.glyph(" ─ ", " - "), look.theme.dim),
        Span::styled("JSON", style(tab == ActionTab::Json)),
        Span::styled("   J", look.theme.press),
    ])
}

/// The lines of the preview.
pub fn preview(facts: &ActionFacts, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines: Vec<Line<'static>> = text::wrap(&facts.words, columns)
        .into_iter()
        .map(|part| Line::styled(part, theme.text))
        .collect();
    let mut after_short = false;
    for template in &facts.templates {
        let template_lines = template_lines(template, columns, look);
        // Short ones stand together.
        let is_short = template_lines.len() == 1;
        if !(is_short && after_short) {
            lines.push(Line::default());
        }
        after_short = is_short;
        lines.extend(template_lines);
    }
    if !facts.outcome.is_empty() {
        lines.push(Line::default());
        for (label, value) in &facts.outcome {
            let style = match label.as_str() {
                // Green is for what changed.
                "logged" if value.starts_with("nothing") => theme.text,
                "after" | "logged" | "sent" => theme.changed,
                "error" | "broken" => theme.error,
                _ => theme.text,
            };
            lines.extend(labelled(label, LABEL, value, style, columns, look));
        }
    }
    if !facts.ways.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled("which answer goes which way", theme.dim));
        let way =
            |(condition, category): &(String, String)| way_line(condition, category, columns, look);
        lines.extend(facts.ways.iter().map(way));
    }
    if let Some(route) = &facts.came_by {
        lines.push(Line::default());
        lines.extend(route_lines(route, columns, look));
    }
    lines
}

fn template_lines(template: &TemplateFact, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines = labelled(
        &template.name,
        LABEL,
        &template.source,
        theme.press,
        columns,
        look,
    );
    for part in &template.parts {
        lines.push(part_line(part, columns, look));
    }
    let (sign, style) = if template.failed {
        (look.glyph("✖ ", "! "), theme.error)
    } else {
        ("= ", theme.changed)
    };
    let (value, style) = if template.value.is_empty() {
        ("(empty)", theme.dim)
    } else {
        (template.value.as_str(), style)
    };
    if template.source != template.value || template.failed {
        lines.extend(labelled(
            "",
            LABEL,
            &format!("{sign}{value}"),
            style,
            columns,
            look,
        ));
    }
    lines
}

fn way_line(condition: &str, category: &str, columns: usize, look: Look<'_>) -> Line<'static> {
    let theme = look.theme;
    let category = text::clip(category, columns / 3);
    let room = columns.saturating_sub(2 + 3 + text::width(&category));
    Line::from(vec![
        Span::raw("  "),
        Span::styled(text::clip(condition, room), theme.text),
        Span::styled(look.glyph(" → ", " > "), theme.dim),
        Span::styled(category, theme.press),
    ])
}

fn part_line(part: &PartFact, columns: usize, look: Look<'_>) -> Line<'static> {
    let theme = look.theme;
    let branch = look.glyph("└ ", "- ");
    let indent = LABEL + (part.depth * 2).min(24);
    // The value has the half of the line, and what the source leaves.
    let room = columns.saturating_sub(indent + 2 + 3);
    let value = text::one_line(&part.value);
    let wanted = text::width(&value).min(room / 2);
    let source = text::clip(&part.source, room - wanted);
    let value_room = room.saturating_sub(text::width(&source));
    let (sign, style) = if part.failed {
        (look.glyph(" ✖ ", " ! "), theme.error)
    } else {
        (" = ", theme.changed)
    };
    Line::from(vec![
        Span::styled(format!("{}{branch}", " ".repeat(indent)), theme.dim),
        Span::styled(source, theme.text),
        Span::styled(sign, theme.dim),
        Span::styled(text::clip(&value, value_room), style),
    ])
}

fn route_lines(route: &RouteFacts, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let mut lines = vec![Line::from(vec![
        Span::styled("came here by ", theme.dim),
        Span::styled(
            text::clip(&route.category, columns.saturating_sub(22)),
            theme.here,
        ),
        Span::styled(
            if route.cases.is_empty() {
                ""
            } else {
                " because"
            },
            theme.dim,
        ),
    ])];
    if let Some((operand, value)) = &route.operand {
        lines.push(Line::from(vec![
            Span::raw("  "),
            Span::styled(text::clip(operand, columns / 2), theme.press),
            Span::styled(" = ", theme.dim),
            Span::styled(
                text::clip(&text::one_line(value), columns / 2),
                theme.changed,
            ),
        ]));
    }
    for (mark, words) in &route.cases {
        let (sign, sign_style, style) = match mark {
            CaseMark::Taken => (look.glyph("✓", "+"), theme.changed, theme.changed),
            CaseMark::No => (look.glyph("·", "."), theme.dim, theme.dim),
            CaseMark::WouldMatch => (look.glyph("○", "o"), theme.wait, theme.dim),
            CaseMark::Failed => (look.glyph("✖", "!"), theme.error, theme.error),
            CaseMark::Default => (look.glyph("→", ">"), theme.dim, theme.dim),
        };
        lines.push(Line::from(vec![
            Span::raw("  "),
            Span::styled(format!("{sign} "), sign_style),
            Span::styled(text::clip(words, columns.saturating_sub(4)), style),
        ]));
    }
    lines
}
