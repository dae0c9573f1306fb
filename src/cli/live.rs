//! Makes the HTTP calls of a session where no screen has to be kept alive meanwhile.

use tokio::runtime::{Builder, Runtime};

use crate::debugger::command::{Changes, Command, Refusal};
use crate::debugger::moment::ReplySource;
use crate::debugger::stop::Stop;
use crate::debugger::{Debugger, EffectPolicy};
use crate::engine::effect::{Effect, Reply};
use crate::http::Client;

/// A client with the runtime it needs.
#[derive(Debug)]
pub struct LiveCalls {
    runtime: Runtime,
    client: Client,
}

impl LiveCalls {
    /// Ready to call.
    pub fn new() -> anyhow::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let client = Client::new().map_err(anyhow::Error::msg)?;
        Ok(Self { runtime, client })
    }

    /// Makes the call the debugger needs now, and hands it the answer. None if it needs no call.
    pub fn answer(&self, debugger: &mut Debugger) -> Option<Result<Changes, Refusal>> {
        let Some(Effect::Http(request)) = debugger.pending().map(|pending| &pending.effect) else {
            return None;
        };
        let answer = self.runtime.block_on(self.client.call(request));
        Some(debugger.perform(Command::Reply(Reply::Http(answer), ReplySource::World)))
    }
}

/// Does a command, making calls for as long as the debugger stops for them although it was to go on.
pub fn perform(
    debugger: &mut Debugger,
    command: Command,
    calls: Option<&LiveCalls>,
) -> Result<Changes, Refusal> {
    let go_on = matches!(
        command,
        Command::Forward(_) | Command::Answer(_) | Command::Reply(..)
    )
    .then(|| command.clone());
    let mut changes = debugger.perform(command)?;
    let (Some(calls), EffectPolicy::Live) = (calls, debugger.settings().effects) else {
        return Ok(changes);
    };
    while let (Stop::EffectNeeded(_), Some(command)) = (&changes.stop, &go_on) {
        let Some(answered) = calls.answer(debugger) else {
            break;
        };
        let mut after = answered?;
        if let (Command::Forward(_), true) = (command, after.stop.can_go_on()) {
            after = debugger.perform(command.clone())?;
        }
        changes = Changes {
            from: changes.from,
            created: [changes.created, after.created].concat(),
            ..after
        };
    }
    Ok(changes)
}
