//! `flowdbg run`: runs a session without a screen and prints what happens, one event a line.

use std::io::Write;

use crate::debugger::command::{Command, Reach};
use crate::debugger::moment::{Cause, Moment, MomentId};
use crate::debugger::{Debugger, EffectPolicy, answer_words, words};
use crate::engine::input::Answer;
use crate::sanitize::visible;
use crate::wire::by_generation::event_json;

use super::arguments::{HttpMode, RunArguments};
use super::error::InputError;
use super::exit::Exit;
use super::live::{self, LiveCalls};
use super::session;

/// Runs the session of the arguments.
pub fn run(arguments: &RunArguments, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let answers: Result<Vec<Answer>, String> = arguments
        .input
        .iter()
        .map(|text| answer_words::parse(text))
        .collect();
    let answers = answers.map_err(InputError::argument("--input"))?;
    let mut session_arguments = arguments.session.clone();
    session_arguments.http.get_or_insert(HttpMode::Mock);
    let opened = session::open(Some(&arguments.file), &session_arguments)?;
    for note in opened.notes() {
        eprintln!("{}", visible(&note));
    }
    let mut debugger = opened.debugger()?;
    let calls = match debugger.settings().effects {
        EffectPolicy::Live => Some(LiveCalls::new()?),
        EffectPolicy::Ask | EffectPolicy::Mock => None,
    };
    let mut printer = Printer {
        out,
        json: arguments.json,
        printed: MomentId::START,
    };
    let mut answers = answers.into_iter();
    loop {
        let done = live::perform(&mut debugger, Command::Forward(Reach::Stop), calls.as_ref());
        printer.print_new(&debugger)?;
        let stop = done
            .map_err(|refusal| InputError::plain(refusal.to_string()))?
            .stop;
        let exit = Exit::of_session(&stop, debugger.state());
        match answers.next() {
            Some(answer) if exit == Exit::Waiting => {
                let given = debugger.perform(Command::Answer(answer));
                printer.print_new(&debugger)?;
                let given = given
                    .map_err(|refusal| InputError::argument("--input")(refusal.to_string()))?;
                if !given.stop.can_go_on() {
                    return printer.end(
                        &debugger,
                        Exit::of_session(&given.stop, debugger.state()),
                        answers.len(),
                    );
                }
            }
            next => {
                return printer.end(&debugger, exit, answers.len() + usize::from(next.is_some()));
            }
        }
    }
}

/// Prints moments as they are reached.
struct Printer<'o> {
    out: &'o mut dyn Write,
    json: bool,
    printed: MomentId,
}

impl Printer<'_> {
    fn print_new(&mut self, debugger: &Debugger) -> std::io::Result<()> {
        let timeline = debugger.timeline();
        let new: Vec<&Moment> = timeline
            .back_from(debugger.current().id)
            .take_while(|moment| moment.id != self.printed)
            .collect();
        for moment in new.into_iter().rev() {
            self.print(moment)?;
        }
        self.printed = debugger.current().id;
        Ok(())
    }

    fn print(&mut self, moment: &Moment) -> std::io::Result<()> {
        if let (false, Cause::Answer(answer)) = (self.json, &moment.cause) {
            writeln!(self.out, "> {}", visible(&words::answer(answer)))?;
        }
        for event in &moment.events {
            if self.json {
                writeln!(
                    self.out,
                    "{}",
                    event_json(event, moment.state.session.generation)
                )?;
            } else {
                let time = words::clock(&event.created_on);
                writeln!(self.out, "{time}  {}", visible(&words::event(event)))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, debugger: &Debugger, exit: Exit, unused: usize) -> anyhow::Result<Exit> {
        self.out.flush()?;
        eprintln!("{}", visible(&debugger.stop().to_string()));
        match unused {
            0 => {}
            1 => eprintln!("1 input was not asked for"),
            more => eprintln!("{more} inputs were not asked for"),
        }
        Ok(exit)
    }
}
