//! `send_email`: sends an e-mail (14), or says that one is to be sent (12).

use super::Behaviour;
use super::wording::{listed, short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::effect::{Effect, EmailRequest, Reply};
use crate::engine::semantics::EmailRule;
use crate::excellent::{Template, Text};
use crate::model::action::SendEmail;
use crate::model::event::EventKind;

impl Behaviour for SendEmail {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Some(email) = self.evaluate(context) else {
            return Ok(());
        };
        match context.semantics().emails {
            EmailRule::Announced => {
                let EmailRequest {
                    addresses,
                    subject,
                    body,
                } = email;
                context.emit(EventKind::EmailCreated {
                    addresses,
                    subject,
                    body,
                });
                Ok(())
            }
            EmailRule::Sent => send(context, email),
        }
    }

    fn describe(&self) -> String {
        let addresses: Vec<&str> = self.addresses.iter().map(written).collect();
        format!(
            "Sends an e-mail to {} about {}",
            listed(&addresses),
            short(written(&self.subject))
        )
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        let mut templates = vec![
            ("subject".to_owned(), &self.subject),
            ("body".to_owned(), &self.body),
        ];
        templates.extend(
            self.addresses
                .iter()
                .enumerate()
                .map(|(at, address)| (format!("addresses[{at}]"), address)),
        );
        templates
    }
}

impl SendEmail {
    /// The e-mail to send; none if there is nothing to send or nobody to send it to.
    fn evaluate(&self, context: &mut ActionContext<'_>) -> Option<EmailRequest> {
        let (subject, body) = match context.semantics().emails {
            EmailRule::Announced => (&self.subject, &self.body),
            EmailRule::Sent => {
                let subject = context.localized_text("subject", &self.subject).text;
                (subject, context.localized_text("body", &self.body).text)
            }
        };
        let subject = one_line(&context.evaluate_text(subject).text);
        let subject = match context.semantics().emails {
            EmailRule::Announced => subject.as_str(),
            EmailRule::Sent => subject.trim(),
        };
        if subject.is_empty() {
            log_empty(context, "subject");
            return None;
        }
        let body = context.evaluate_text(body).text;
        if body.is_empty() {
            log_empty(context, "body");
            return None;
        }
        let mut addresses: Vec<Text> = Vec::new();
        for template in &self.addresses {
            let address = context.evaluate_text(template).text;
            if address.is_empty() {
                log_empty(context, "address");
            } else {
                addresses.push(address.strip_prefix("mailto:").unwrap_or(&address).into());
            }
        }
        (!addresses.is_empty()).then(|| EmailRequest {
            addresses,
            subject: subject.into(),
            body,
        })
    }
}

fn send(context: &mut ActionContext<'_>, email: EmailRequest) -> ActionResult {
    if context
        .options()
        .missing_services
        .iter()
        .any(|service| &**service == "email")
    {
        context.log_error("no email service factory configured");
        return Ok(());
    }
    if let Reply::Email(Err(problem)) = context.request(Effect::Email(email.clone()))? {
        context.log_error(format!("Unable to send email: {problem}"));
    } else {
        let EmailRequest {
            addresses,
            subject,
            body,
        } = email;
        context.emit(EventKind::EmailSent {
            to: addresses,
            subject,
            body,
        });
    }
    Ok(())
}

fn log_empty(context: &mut ActionContext<'_>, part: &str) {
    let mail = match context.semantics().emails {
        EmailRule::Announced => "send_email",
        EmailRule::Sent => "Email",
    };
    context.log_error(format!("{mail} {part} evaluated to empty string, skipping"));
}

/// The text with each run of white space replaced by one blank.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut in_gap = false;
    for letter in text.chars() {
        let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0C');
        if !is_space {
            line.push(letter);
        } else if !in_gap {
            line.push(' ');
        }
        in_gap = is_space;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn subjects_are_one_line() {
        assert_eq!(one_line(" a \r\n\tb  c"), " a b c");
        assert_eq!(one_line("a\u{a0}b"), "a\u{a0}b");
    }
}
