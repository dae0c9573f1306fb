//! The arguments of the command line as they are given.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::eval::EvalArguments;
use crate::tui::theme::ThemeName;

/// What the exit code says, for `--help`.
const EXIT_CODES: &str = "\
Exit codes of `flowdbg run`:
  0  the session completed (everywhere else: flowdbg did what it was asked to)
  1  flowdbg itself failed: the terminal, or a file that can't be written
  2  bad input: a file, an argument, a trigger the engine refuses
  3  the session waits for more input than was given
  4  the session failed
  5  an action needs an answer of the outside world (only with --http ask)
  6  the sprint broke off with an error of the engine, or never came to a wait";

/// A debugger for conversational flows (RapidPro, TextIt).
///
/// Opens FILE on a full screen: step through the flow, look at everything, go back, change an answer, see what would have
/// happened instead. Without FILE it opens a demo. FILE is a flow, a bundle of assets, an export or a list of asset items;
/// which of them is found out from its content.
#[derive(Debug, Parser)]
#[command(name = "flowdbg", version, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do instead of opening the screen
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to debug
    pub file: Option<PathBuf>,
    /// How the session is started
    #[command(flatten)]
    pub session: SessionArguments,
    /// Debug at a line prompt instead of a full screen
    #[arg(long)]
    pub plain: bool,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// The colours: dark, light, high-contrast, 16 or none
    #[arg(long, value_name = "NAME", value_parser = theme)]
    pub theme: Option<ThemeName>,
}

/// What to do instead of opening the screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a flow without a screen and print what happens
    Run(RunArguments),
    /// Evaluate a template, and explain it on request
    Eval(EvalArguments),
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let known = ThemeName::ALL
        .into_iter()
        .find(|theme| theme.name() == name);
    known.ok_or_else(|| {
        let names = ThemeName::ALL.map(ThemeName::name);
        format!("the themes are {}", names.join(", "))
    })
}

/// How the session is started, and who answers for the outside world.
#[derive(Debug, Clone, Default, Args)]
pub struct SessionArguments {
    /// The flow to start, if the file has several: its name or UUID
    #[arg(long, value_name = "NAME|UUID")]
    pub flow: Option<String>,
    /// The contact the session is with, as JSON; without it one is made up
    #[arg(long, value_name = "FILE")]
    pub contact: Option<PathBuf>,
    /// Formats, time zone and languages, as JSON
    #[arg(long, value_name = "FILE")]
    pub environment: Option<PathBuf>,
    /// The trigger that starts the session, as JSON
    #[arg(long, value_name = "FILE", conflicts_with_all = ["flow", "message"])]
    pub trigger: Option<PathBuf>,
    /// Start the session by this message
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
    /// The contact's language, an ISO 639-3 code
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// What the clock shows, such as 2026-03-04T05:06:07Z; without it, the time of the start
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
    /// Where random numbers and UUIDs come from; the same number gives the same session
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Who answers HTTP calls: you, the mocks, or the real server [default: ask; mock for `run`]
    #[arg(long, value_name = "WHO")]
    pub http: Option<HttpMode>,
    /// Prepared answers: a JSON object of URL to answer `{"status", "headers", "body"}` or a list of them
    #[arg(long, value_name = "FILE")]
    pub mocks: Option<PathBuf>,
}

/// Who answers HTTP calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HttpMode {
    /// The person at the debugger
    Ask,
    /// The mocks file, or 200 and `{}`
    Mock,
    /// The server itself
    Live,
}

/// `flowdbg run`
#[derive(Debug, Args)]
pub struct RunArguments {
    /// What to run
    pub file: PathBuf,
    /// How the session is started
    #[command(flatten)]
    pub session: SessionArguments,
    /// An answer to the next wait; may be given several times. `/timeout`, `/expire`, `/next` and `/dial STATUS SECONDS`
    /// are what else can end a wait; `/attach TYPE:URL TEXT` is a message with an attachment; `//` at the beginning stands
    /// for one `/`
    #[arg(long, value_name = "TEXT")]
    pub input: Vec<String>,
    /// Print the events as JSON, one per line
    #[arg(long)]
    pub json: bool,
}
