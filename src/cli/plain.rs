//! `flowdbg --plain`: the debugger at a line prompt, with the same commands as on the screen. Reads a line, does it, prints
//! what came of it; works in a pipe as well.

use std::io::{BufRead, Write};

use crate::debugger::Debugger;
use crate::debugger::moment::{Moment, MomentId};
use crate::debugger::words;
use crate::sanitize::visible;

use super::exit::Exit;
use super::live::LiveCalls;

mod commands;
mod show;

/// A debugger at the prompt.
struct Prompt<'o> {
    debugger: Debugger,
    /// Made when the first live call is.
    calls: Option<LiveCalls>,
    out: &'o mut dyn Write,
}

/// Whether the prompt goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    GoOn,
    Leave,
}

/// Says what is to be told of the file, then debugs until the input ends or the user leaves.
pub fn run(
    debugger: Debugger,
    notes: &[String],
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let mut prompt = Prompt {
        debugger,
        calls: None,
        out,
    };
    prompt.greet(notes)?;
    let mut before = String::new();
    let mut bytes = Vec::new();
    loop {
        write!(prompt.out, "(flowdbg) ")?;
        prompt.out.flush()?;
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            writeln!(prompt.out)?;
            return Ok(Exit::Completed);
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\r', '\n']);
        // An empty line does the last command again, as debuggers do.
        let line = if line.trim().is_empty() {
            before.clone()
        } else {
            line.to_string()
        };
        if prompt.perform(&line)? == Next::Leave {
            return Ok(Exit::Completed);
        }
        before = if commands::can_repeat(&line) {
            line
        } else {
            String::new()
        };
    }
}

impl Prompt<'_> {
    fn greet(&mut self, notes: &[String]) -> std::io::Result<()> {
        for note in notes {
            self.say(note)?;
        }
        let flow = self.debugger.state().session.trigger.flow.name.clone();
        self.say(&format!(
            "flow {flow}: `help` lists the commands, `c` runs to the next wait"
        ))
    }

    fn perform(&mut self, line: &str) -> anyhow::Result<Next> {
        let (word, rest) = commands::split(line);
        if word.is_empty() {
            return Ok(Next::GoOn);
        }
        let Some(command) = commands::find(word) else {
            self.say(&format!(
                "there is no command `{word}`: `help` lists them; `say {line}` answers a wait"
            ))?;
            return Ok(Next::GoOn);
        };
        match (command.run)(self, rest)? {
            Ok(next) => Ok(next),
            Err(why) => {
                self.say(&why)?;
                Ok(Next::GoOn)
            }
        }
    }

    /// Prints text of one line.
    fn say(&mut self, words: &str) -> std::io::Result<()> {
        writeln!(self.out, "{}", visible(words))
    }

    /// Prints a moment: what it was, and what it logged.
    fn print_moment(&mut self, moment: &Moment) -> std::io::Result<()> {
        let words = format!("{:>4}  {}", moment.id.index(), words::moment(moment));
        self.say(&words)?;
        for event in &moment.events {
            let time = words::clock(&event.created_on);
            self.say(&format!("      {time}  {}", words::event(event)))?;
        }
        Ok(())
    }

    /// Prints moments that are new, and why the debugger stopped.
    fn print_done(&mut self, moments: &[MomentId]) -> std::io::Result<()> {
        for &id in moments {
            let moment = self.debugger.timeline().moment(id).clone();
            self.print_moment(&moment)?;
        }
        self.print_stop()
    }

    fn print_stop(&mut self) -> std::io::Result<()> {
        let words = self.debugger.stop().to_string();
        let replies = show::quick_replies(&self.debugger);
        let at = self.debugger.current().distance;
        self.say(&format!("* {words}  (moment {at}){replies}"))
    }
}
