//! The dialog of a request to the outside world: shows it, and asks what the answer is to be.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::window;
use crate::debugger::replies::ReplyWords;
use crate::engine::effect::{Effect, Reply};
use crate::sanitize;
use crate::tui::line_input::LineInput;
use crate::tui::panes::frame::Look;
use crate::tui::text;

/// A request and the answer being made up for it.
#[derive(Debug, Clone)]
pub struct HttpDialog {
    /// What is asked.
    pub effect: Effect,
    /// What the mocks would answer; its headers are kept.
    pub suggested: Option<Reply>,
    /// Status of the answer, as [`ReplyWords`] has it.
    pub status: LineInput,
    /// Body of the answer, or what went wrong.
    pub body: LineInput,
    /// Whether the body is typed, and not the status.
    pub is_in_body: bool,
}

impl HttpDialog {
    /// A dialog with the suggested answer filled in.
    pub fn new(effect: Effect, suggested: Option<Reply>) -> Self {
        let words = ReplyWords::of(suggested.as_ref());
        let is_in_body = matches!(effect, Effect::Llm(_));
        Self {
            effect,
            suggested,
            status: LineInput::with_text(&words.status),
            body: LineInput::with_text(&words.body),
            is_in_body,
        }
    }

    /// The line being typed.
    pub fn line(&mut self) -> &mut LineInput {
        if self.is_in_body {
            &mut self.body
        } else {
            &mut self.status
        }
    }

    /// The answer as it stands, or why it can't be one.
    pub fn reply(&self) -> Result<Reply, String> {
        let words = ReplyWords {
            status: self.status.text(),
            body: self.body.text(),
        };
        words.reply(&self.effect, self.suggested.as_ref())
    }
}

/// Draws the dialog.
pub fn draw(frame: &mut Frame<'_>, dialog: &HttpDialog, look: Look<'_>) {
    let theme = look.theme;
    let hint = "Enter answers · Tab other field · Esc later · Ctrl-L really calls";
    let columns = usize::from(frame.area().width.saturating_sub(6).min(92));
    let mut lines = request_lines(&dialog.effect, columns, look);
    let height = u16::try_from(lines.len() + 7).unwrap_or(u16::MAX);
    let size = (96, height.clamp(10, 30));
    let inner = window::draw(frame, "The action asks the outside world", hint, size, look);
    let room = usize::from(inner.height).saturating_sub(5);
    if lines.len() > room {
        lines.truncate(room.saturating_sub(1));
        lines.push(Line::styled(look.glyph("…", "..."), theme.dim));
    }
    let top = u16::try_from(lines.len()).unwrap_or(0);
    frame.render_widget(
        Paragraph::new(lines),
        Rect {
            height: top.min(inner.height),
            ..inner
        },
    );
    let y = inner.y + top + 1;
    let is_http = matches!(dialog.effect, Effect::Http(_));
    field(
        frame,
        inner,
        y,
        if is_http { "status" } else { "answer" },
        &dialog.status,
        !dialog.is_in_body,
        look,
    );
    field(
        frame,
        inner,
        y + 1,
        "body",
        &dialog.body,
        dialog.is_in_body,
        look,
    );
    let note = match dialog.reply() {
        Ok(_) if is_http => Span::styled("0 as status: the connection fails", theme.dim),
        Ok(_) => Span::styled("ok or fail", theme.dim),
        Err(problem) => Span::styled(problem, theme.error),
    };
    let place = Rect {
        y: y + 2,
        height: 1,
        x: inner.x + 9,
        width: inner.width.saturating_sub(9),
    };
    if place.y < inner.bottom() {
        frame.render_widget(Paragraph::new(note), place);
    }
}

fn request_lines(effect: &Effect, columns: usize, look: Look<'_>) -> Vec<Line<'static>> {
    let theme = look.theme;
    let clean = |text: &str| text::clip(&text::one_line(&sanitize::visible(text)), columns);
    let mut lines = Vec::new();
    match effect {
        Effect::Http(request) => {
            lines.push(Line::from(vec![
                Span::styled(clean(&request.method), theme.here),
                Span::raw(" "),
                Span::styled(clean(&request.url), theme.strong),
            ]));
            for (name, value) in &request.headers {
                lines.push(Line::from(vec![
                    Span::styled(format!("{}: ", clean(name)), theme.dim),
                    Span::styled(clean(value), theme.text),
                ]));
            }
            if !request.body.is_empty() {
                lines.push(Line::default());
                let body = sanitize::visible(&request.body).into_owned();
                lines.extend(
                    text::wrap(&body, columns)
                        .into_iter()
                        .take(8)
                        .map(|part| Line::styled(part, theme.text)),
                );
            }
        }
        Effect::Email(request) => {
            lines.push(Line::styled(
                clean(&format!("E-mail to {}", request.addresses.join(", "))),
                theme.strong,
            ));
            lines.push(Line::styled(clean(&request.subject), theme.text));
            lines.push(Line::styled(clean(&request.body), theme.dim));
        }
        Effect::Airtime(request) => {
            lines.push(Line::styled(
                clean(&format!("Airtime to {}", request.recipient)),
                theme.strong,
            ));
            for (currency, amount) in &request.amounts {
                lines.push(Line::styled(
                    clean(&format!("{amount} {currency}")),
                    theme.text,
                ));
            }
        }
        Effect::Llm(request) => {
            lines.push(Line::styled(
                "A language model is asked".to_owned(),
                theme.strong,
            ));
            lines.push(Line::styled(clean(&request.instructions), theme.text));
            lines.push(Line::styled(clean(&request.input), theme.dim));
        }
    }
    lines
}

fn field(
    frame: &mut Frame<'_>,
    inner: Rect,
    y: u16,
    label: &'static str,
    input: &LineInput,
    is_active: bool,
    look: Look<'_>,
) {
    if y >= inner.bottom() {
        return;
    }
    let theme = look.theme;
    let before = sanitize::visible(input.before()).into_owned();
    let room = usize::from(inner.width).saturating_sub(11);
    let skipped = text::width(&before).saturating_sub(room);
    let shown: String = {
        let mut dropped = 0;
        text::graphemes(&before)
            .skip_while(|(_, width)| {
                let skip = dropped < skipped;
                dropped += width;
                skip
            })
            .map(|(cluster, _)| cluster)
            .collect()
    };
    let after = text::clip(
        &sanitize::visible(input.after()),
        room.saturating_sub(text::width(&shown)),
    );
    let style = if is_active {
        theme.text.patch(theme.selected)
    } else {
        theme.text
    };
    let cursor = text::width(&shown);
    let filled = text::fit(&format!("{shown}{after}"), room);
    let line = Line::from(vec![
        Span::styled(text::fit(label, 9), theme.dim),
        Span::styled(filled, style),
    ]);
    frame.render_widget(
        Paragraph::new(line),
        Rect {
            y,
            height: 1,
            ..inner
        },
    );
    if is_active {
        let x = inner.x + 9 + u16::try_from(cursor).unwrap_or(0);
        frame.set_cursor_position(Position {
            x: x.min(inner.right().saturating_sub(1)),
            y,
        });
    }
}
