//! The command line: arguments, sub-commands, wiring, exit codes.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::sanitize::visible_lines;
use crate::tui::model::Preferences;
use crate::tui::theme::ThemeName;
use arguments::{Arguments, Command};
use error::InputError;
use exit::Exit;

mod arguments;
mod demo;
mod error;
mod eval;
mod exit;
mod files;
mod live;
mod plain;
mod run;
mod session;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(&arguments) {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => Exit::Completed.into(),
        Err(error) => {
            let exit = if error.is::<InputError>() {
                Exit::BadInput
            } else {
                Exit::Broken
            };
            let words = format!("flowdbg: {error:#}");
            let lines: Vec<_> = visible_lines(&words).collect();
            // Nobody is left to tell if this fails.
            let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
            exit.into()
        }
    }
}

/// Whether whoever read our output has gone, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn dispatch(arguments: &Arguments) -> anyhow::Result<Exit> {
    match &arguments.command {
        Some(Command::Run(run)) => run::run(run, &mut io::stdout().lock()),
        Some(Command::Eval(eval)) => {
            eval::run(eval, &mut io::stdout().lock(), &mut io::stderr().lock())
        }
        None => debug(arguments),
    }
}

/// Opens what is to be debugged on the screen, or at the prompt. Bad input is told before the terminal is touched.
fn debug(arguments: &Arguments) -> anyhow::Result<Exit> {
    let opened = session::open(arguments.file.as_deref(), &arguments.session)?;
    let debugger = opened.debugger()?;
    if arguments.plain {
        return plain::run(
            debugger,
            &opened.notes(),
            &mut io::stdin().lock(),
            &mut io::stdout().lock(),
        );
    }
    if !io::IsTerminal::is_terminal(&io::stdout()) || !io::IsTerminal::is_terminal(&io::stdin()) {
        let problem =
            "the screen needs a terminal: use `flowdbg run` or `--plain` in scripts and pipes";
        return Err(InputError::plain(problem).into());
    }
    let preferences = Preferences {
        theme: theme(arguments),
        ascii: arguments.ascii,
    };
    crate::tui::app::run(debugger, opened.unreadable, preferences)?;
    Ok(Exit::Completed)
}

/// The theme asked for; without one, no colours where the environment asks for none.
fn theme(arguments: &Arguments) -> ThemeName {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    arguments.theme.unwrap_or(if no_color {
        ThemeName::Plain
    } else {
        ThemeName::default()
    })
}
