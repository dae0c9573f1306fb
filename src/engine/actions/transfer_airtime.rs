//! `transfer_airtime` (14): gives the contact airtime. Generation 12 knows it as an extension that is not part of the format.

use super::Behaviour;
use super::wording::listed;
use crate::engine::action_context::{ActionContext, ActionResult, ActionStop};
use crate::engine::effect::{AirtimeRequest, Effect, Reply};
use crate::excellent::{Number, Text};
use crate::model::action::TransferAirtime;
use crate::model::channel::ChannelRole;
use crate::model::event::EventKind;

/// The local variable that tells which transfer was made.
const NEW_TRANSFER: &str = "_new_transfer";

impl Behaviour for TransferAirtime {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let transfer = self.transfer(context)?;
        context.set_local(NEW_TRANSFER, &transfer);
        Ok(())
    }

    fn describe(&self) -> String {
        let amounts: Vec<String> = self
            .amounts
            .iter()
            .map(|(currency, amount)| format!("{amount} {currency}"))
            .collect();
        format!("Gives the contact airtime worth {}", listed(&amounts))
    }
}

impl TransferAirtime {
    /// The UUID of the event that tells of the transfer; empty if there was none.
    fn transfer(&self, context: &mut ActionContext<'_>) -> Result<Text, ActionStop> {
        let recipient = context.contact().and_then(|contact| {
            contact
                .urns_of_scheme("tel")
                .next()
                .map(|urn| urn.urn.identity())
        });
        let Some(recipient) = recipient else {
            context.log_error("can't transfer airtime to contact without a phone number");
            return Ok("".into());
        };
        let sender = sender(context);
        if context
            .options()
            .missing_services
            .iter()
            .any(|service| &**service == "airtime")
        {
            context.log_error("no airtime service factory configured");
            return Ok("".into());
        }
        let dialect = context.semantics().dialect;
        let amounts = self
            .amounts
            .iter()
            .map(|(currency, amount)| {
                (
                    currency.clone(),
                    dialect
                        .parse_number(amount)
                        .unwrap_or_else(|| Number::new(0, 0)),
                )
            })
            .collect();
        let recipient: Text = recipient.as_str().into();
        let request = AirtimeRequest {
            sender: sender.clone(),
            recipient: recipient.clone(),
            amounts,
        };
        let transfer = match context.request(Effect::Airtime(request))? {
            Reply::Airtime(Ok(transfer)) => transfer,
            Reply::Airtime(Err(problem)) => {
                context.log_error(problem);
                return Ok("".into());
            }
            other => {
                return Err(ActionStop::Error(format!(
                    "a transfer of airtime was answered by {other:?}"
                )));
            }
        };
        context.emit(EventKind::AirtimeCreated {
            external_id: transfer.external_id,
            sender,
            recipient,
            currency: transfer.currency,
            amount: transfer.amount,
            http_logs: transfer.http_logs,
        });
        let logged = context
            .state
            .sprint
            .events
            .last()
            .and_then(|event| event.uuid.as_ref());
        Ok(logged.map(|uuid| uuid.as_str().into()).unwrap_or_default())
    }
}

/// The number of the channel the contact is talked to by; empty if it is not a phone's.
fn sender(context: &ActionContext<'_>) -> Text {
    let (channels, selection) = (&context.assets.channels, context.semantics().channels);
    let urns = context
        .contact()
        .map(|contact| contact.urns.clone())
        .unwrap_or_default();
    let channel = urns
        .iter()
        .find_map(|urn| selection.channel_for(channels, urn, ChannelRole::Send));
    match channel.filter(|channel| channel.supports_scheme("tel")) {
        Some(channel) => format!("tel:{}", channel.address).into(),
        None => "".into(),
    }
}
