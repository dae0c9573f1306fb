//! The dialog of a request to the outside world: shows it, and asks what the answer is to be.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::window;
use crate::engine::effect::{AirtimeTransfer, Effect, HttpResponse, LlmResponse, Reply};
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
    /// Status of the answer; `0` is a connection that fails. For other requests than HTTP calls: `ok` or `fail`.
    pub status: LineInput,
    /// Body of the answer, or what went wrong.
    pub body: LineInput,
    /// Whether the body is typed, and not the status.
    pub is_in_body: bool,
}

impl HttpDialog {
    /// A dialog with the suggested answer filled in.
    pub fn new(effect: Effect, suggested: Option<Reply>) -> Self {
        let (status, body) = match &suggested {
            Some(Reply::Http(Ok(response))) => (
                response.status.to_string(),
                String::from_utf8_lossy(&response.body).into_owned(),
            ),
            Some(Reply::Http(Err(text))) => ("0".to_owned(), text.clone()),
            Some(Reply::Email(Err(text)) | Reply::Llm(Err(text)) | Reply::Airtime(Err(text))) => {
                ("fail".to_owned(), text.clone())
            }
            Some(Reply::Llm(Ok(response))) => ("ok".to_owned(), response.output.to_string()),
            Some(_) => ("ok".to_owned(), String::new()),
            None => ("200".to_owned(), "{}".to_owned()),
        };
        let is_in_body = matches!(effect, Effect::Llm(_));
        Self {
            effect,
            suggested,
            status: LineInput::with_text(&status),
            body: LineInput::with_text(&body),
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
        let (status, body) = (self.status.text(), self.body.text());
        let status = status.trim();
        let outcome = || match status.to_lowercase().as_str() {
            "ok" | "" | "yes" | "200" => Ok(true),
            "fail" | "no" | "0" => Ok(false),
            other => Err(format!("'{other}' is neither ok nor fail")),
        };
        match &self.effect {
            Effect::Http(_) => self.http_reply(status, body),
            Effect::Email(_) => Ok(Reply::Email(if outcome()? { Ok(()) } else { Err(body) })),
            Effect::Llm(_) if outcome()? => Ok(Reply::Llm(Ok(LlmResponse {
                output: body.into(),
                input_tokens: 0,
                output_tokens: 0,
                elapsed_ms: 0,
            }))),
            Effect::Llm(_) => Ok(Reply::Llm(Err(body))),
            Effect::Airtime(request) if outcome()? => {
                let (currency, amount) = request
                    .amounts
                    .first()
                    .cloned()
                    .ok_or_else(|| "the action names no amount to transfer".to_owned())?;
                Ok(Reply::Airtime(Ok(AirtimeTransfer {
                    external_id: "flowdbg".into(),
                    currency,
                    amount,
                    http_logs: Vec::new(),
                })))
            }
            Effect::Airtime(_) => Ok(Reply::Airtime(Err(body))),
        }
    }

    fn http_reply(&self, status: &str, body: String) -> Result<Reply, String> {
        let code: u16 = status.parse().map_err(|_| {
            format!("'{status}' is no status; use 200, 404, ... or 0 for no connection")
        })?;
        if code == 0 {
            let text = if body.is_empty() {
                "unable to connect to server".to_owned()
            } else {
                body
            };
            return Ok(Reply::Http(Err(text)));
        }
        if !(100..=599).contains(&code) {
            return Err(format!(
                "{code} is no status of HTTP; use 200, 404, ... or 0 for no connection"
            ));
        }
        let headers = match &self.suggested {
            Some(Reply::Http(Ok(response))) => response.headers.clone(),
            _ => vec![(Arc::from("Content-Type"), Arc::from("application/json"))],
        };
        let body = body.into_bytes().into();
        Ok(Reply::Http(Ok(HttpResponse {
            protocol: "HTTP/1.1".into(),
            status: code,
            headers,
            body,
            elapsed_ms: 0,
        })))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::effect::HttpRequest;

    fn dialog(status: &str, body: &str) -> HttpDialog {
        let request = HttpRequest {
            method: "GET".into(),
            url: "http://x.example/".into(),
            headers: Vec::new(),
            body: "".into(),
            ordinal: 0,
            max_response_bytes: None,
        };
        let mut dialog = HttpDialog::new(Effect::Http(request), None);
        dialog.status = LineInput::with_text(status);
        dialog.body = LineInput::with_text(body);
        dialog
    }

    #[test]
    fn a_status_and_a_body_make_an_answer() {
        let Ok(Reply::Http(Ok(response))) = dialog(" 404 ", "no").reply() else {
            panic!("an answer")
        };
        assert_eq!((response.status, &*response.body), (404, b"no".as_slice()));
        assert!(
            matches!(dialog("0", "").reply(), Ok(Reply::Http(Err(text))) if text == "unable to connect to server")
        );
    }

    #[test]
    fn what_is_no_status_is_refused_in_words() {
        assert!(
            dialog("abc", "")
                .reply()
                .unwrap_err()
                .contains("'abc' is no status")
        );
        assert!(
            dialog("999", "")
                .reply()
                .unwrap_err()
                .contains("999 is no status of HTTP")
        );
    }
}
