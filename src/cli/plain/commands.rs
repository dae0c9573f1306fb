//! The commands of the line prompt: one table, from which the help is made.

use crate::cli::live;
use crate::debugger::breakpoint::Place;
use crate::debugger::command::{Changes, Command as Ask, Edit, OnChange, Reach};
use crate::debugger::moment::{Cause, Moment, MomentId, ReplySource};
use crate::debugger::replies::ReplyWords;
use crate::debugger::{EffectPolicy, answer_words};
use crate::engine::effect::{Effect, Reply};
use crate::engine::input::Answer;

use super::{Next, Prompt, show};

/// What came of a command: how to go on, or why it can't be done. An error is a prompt that can't be written to.
type Outcome = anyhow::Result<Result<Next, String>>;

/// A command of the prompt.
pub struct Command {
    /// Its names; the first is the one to learn.
    pub names: &'static [&'static str],
    /// What follows the name.
    pub arguments: &'static str,
    /// What it does, in a line.
    pub doc: &'static str,
    /// Whether an empty line does it again.
    pub repeats: bool,
    /// Does it.
    pub run: fn(&mut Prompt<'_>, &str) -> Outcome,
}

const fn command(
    names: &'static [&'static str],
    arguments: &'static str,
    doc: &'static str,
    run: fn(&mut Prompt<'_>, &str) -> Outcome,
) -> Command {
    Command {
        names,
        arguments,
        doc,
        repeats: false,
        run,
    }
}

const fn step(
    names: &'static [&'static str],
    doc: &'static str,
    run: fn(&mut Prompt<'_>, &str) -> Outcome,
) -> Command {
    Command {
        names,
        arguments: "",
        doc,
        repeats: true,
        run,
    }
}

/// All commands, in the order of the help.
pub const COMMANDS: &[Command] = &[
    step(&["s", "step"], "one micro-step forward", |prompt, _| {
        prompt.forward(Reach::MicroStep)
    }),
    step(&["n", "next"], "to the next node", |prompt, _| {
        prompt.forward(Reach::Node)
    }),
    step(
        &["o", "out"],
        "until the flow that started this one goes on",
        |prompt, _| prompt.forward(Reach::Out),
    ),
    step(
        &["c", "continue"],
        "to the next wait, request, breakpoint or end",
        |prompt, _| prompt.forward(Reach::Stop),
    ),
    step(&["S"], "one micro-step back", |prompt, _| {
        prompt.back(Reach::MicroStep)
    }),
    step(&["N"], "back to the node before", |prompt, _| {
        prompt.back(Reach::Node)
    }),
    step(
        &["O"],
        "back to before the flow was entered",
        |prompt, _| prompt.back(Reach::Out),
    ),
    step(&["C"], "back to the stop before", |prompt, _| {
        prompt.back(Reach::Stop)
    }),
    command(&["start"], "", "to the start", |prompt, _| {
        prompt.go(Ask::ToStart)
    }),
    command(&["end"], "", "to the last known moment", |prompt, _| {
        prompt.go(Ask::ToEnd)
    }),
    command(
        &["goto", "g"],
        "NUMBER",
        "to the moment of this number",
        goto,
    ),
    command(
        &["say", "i"],
        "TEXT",
        "answers the wait by a message; a number alone takes a quick reply",
        say,
    ),
    command(
        &["timeout", "t"],
        "",
        "answers the wait by nobody answering in time",
        |prompt, _| prompt.answer(Answer::Timeout),
    ),
    command(
        &["expire", "X"],
        "",
        "answers the wait by the run expiring",
        |prompt, _| prompt.answer(Answer::Expiration),
    ),
    command(
        &["answer"],
        "ANSWER",
        "answers the wait: a text, /timeout, /expire, /next, /dial STATUS SECONDS, /attach TYPE:URL TEXT",
        other_answer,
    ),
    command(
        &["reply", "r"],
        "[STATUS [BODY]]",
        "answers the request of an action; alone, as is suggested",
        reply,
    ),
    command(
        &["edit", "e"],
        "TEXT or STATUS [BODY]",
        "changes the message or reply given last, on a new branch",
        edit,
    ),
    command(
        &["replay", "R"],
        "NUMBER",
        "gives the inputs that followed that moment again from here",
        replay,
    ),
    command(&["branches"], "", "lists the branches", show::branches),
    command(&["branch"], "NUMBER", "to the end of this branch", branch),
    command(
        &["break", "b"],
        "[NODE|event TYPE] [if EXPRESSION]",
        "stops there; alone, at this node",
        add_breakpoint,
    ),
    command(&["breaks"], "", "lists the breakpoints", show::breakpoints),
    command(
        &["delete"],
        "NUMBER",
        "takes a breakpoint away",
        remove_breakpoint,
    ),
    command(
        &["watch", "w"],
        "EXPRESSION",
        "shows an expression, and stops when its value changes",
        watch,
    ),
    command(
        &["watches"],
        "",
        "lists the watches with their values",
        show::watches,
    ),
    command(&["unwatch"], "NUMBER", "takes a watch away", remove_watch),
    command(
        &["print", "p", "="],
        "EXPRESSION",
        "evaluates an expression at this moment",
        show::value,
    ),
    command(
        &["where"],
        "",
        "where the session is, and what comes next",
        show::place,
    ),
    command(&["contact"], "", "the contact", show::contact),
    command(&["results"], "", "the results of the run", show::results),
    command(
        &["talk"],
        "",
        "what the contact saw and wrote",
        show::conversation,
    ),
    command(&["events"], "", "what was logged up to here", show::events),
    command(
        &["diff", "d"],
        "[NUMBER]",
        "what the last step changed, or what differs from a moment",
        show::differences,
    ),
    command(&["session"], "", "the session as JSON", show::session),
    command(
        &["http"],
        "ask|mock|live",
        "who answers requests from now on",
        policy,
    ),
    command(&["help", "?"], "", "this list", show::help),
    command(&["quit", "q"], "", "leaves", |_, _| Ok(Ok(Next::Leave))),
];

/// The first word of a line, and the rest without the space between.
pub fn split(line: &str) -> (&str, &str) {
    let line = line.trim_start();
    line.split_once(char::is_whitespace).unwrap_or((line, ""))
}

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.names.contains(&name))
}

/// Whether an empty line after this one does it again.
pub fn can_repeat(line: &str) -> bool {
    find(split(line).0).is_some_and(|command| command.repeats)
}

fn number(text: &str, what: &str) -> Result<usize, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("`{}` is not the number of a {what}", text.trim()))
}

impl Prompt<'_> {
    fn forward(&mut self, reach: Reach) -> Outcome {
        self.go(Ask::Forward(reach))
    }

    fn back(&mut self, reach: Reach) -> Outcome {
        self.go(Ask::Back(reach))
    }

    fn answer(&mut self, answer: Answer) -> Outcome {
        self.go(Ask::Answer(answer))
    }

    /// Does a command and prints the moments it came through.
    fn go(&mut self, command: Ask) -> Outcome {
        let is_forward = matches!(command, Ask::Forward(_) | Ask::Answer(_) | Ask::Reply(..));
        let changes = match self.ask(command)? {
            Ok(changes) => changes,
            Err(why) => return Ok(Err(why)),
        };
        let timeline = self.debugger.timeline();
        let branch = changes.new_branch.and_then(|id| timeline.branch(id));
        let branch =
            branch.map(|branch| format!("new branch {}: {}", branch.id.index(), branch.name));
        let path = timeline.back_from(changes.to);
        let path = path.take_while(|moment| moment.id != changes.from);
        let mut passed: Vec<MomentId> = path.map(|moment| moment.id).collect();
        passed.reverse();
        // Going back, or over to another branch, only what is new or was reached is worth telling.
        let told = match (is_forward, changes.created.is_empty()) {
            (true, _) => passed,
            (false, false) => changes.created,
            (false, true) => vec![changes.to],
        };
        if let Some(words) = branch {
            self.say(&words)?;
        }
        self.print_done(&told)?;
        Ok(Ok(Next::GoOn))
    }

    /// Does a command, with live calls made where they are asked for.
    fn ask(&mut self, command: Ask) -> anyhow::Result<Result<Changes, String>> {
        if self.calls.is_none() && self.debugger.settings().effects == EffectPolicy::Live {
            self.calls = Some(live::LiveCalls::new()?);
        }
        let done = live::perform(&mut self.debugger, command, self.calls.as_ref());
        Ok(done.map_err(|refusal| refusal.to_string()))
    }

    /// Does a command that moves nothing.
    fn set(&mut self, command: Ask, words: &str) -> Outcome {
        match self.debugger.perform(command) {
            Ok(_) => {
                self.say(words)?;
                Ok(Ok(Next::GoOn))
            }
            Err(refusal) => Ok(Err(refusal.to_string())),
        }
    }

    pub(super) fn moment_of(&self, text: &str) -> Result<MomentId, String> {
        let index = number(text, "moment")?;
        let moment = self.debugger.timeline().moments().nth(index);
        moment.map(|moment| moment.id).ok_or_else(|| {
            format!(
                "there is no moment {index}: the last is {}",
                self.debugger.timeline().len().saturating_sub(1)
            )
        })
    }
}

fn goto(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    match prompt.moment_of(rest) {
        Ok(moment) => prompt.go(Ask::GoTo(moment)),
        Err(why) => Ok(Err(why)),
    }
}

fn replay(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    match prompt.moment_of(rest) {
        Ok(moment) => prompt.go(Ask::Replay(moment)),
        Err(why) => Ok(Err(why)),
    }
}

fn say(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let replies = show::replies_offered(&prompt.debugger);
    let chosen = rest
        .trim()
        .parse::<usize>()
        .ok()
        .and_then(|number| replies.get(number.checked_sub(1)?).cloned());
    prompt.answer(Answer::Message {
        text: chosen.unwrap_or_else(|| rest.to_string()),
        attachments: Vec::new(),
    })
}

fn other_answer(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    match answer_words::parse(rest) {
        Ok(answer) => prompt.answer(answer),
        Err(why) => Ok(Err(why)),
    }
}

/// The reply that status and body in words stand for; without words, the suggested one.
fn reply_of(effect: &Effect, suggested: Option<&Reply>, rest: &str) -> Result<Reply, String> {
    let (status, body) = split(rest);
    let words = if status.is_empty() {
        ReplyWords::of(suggested)
    } else {
        ReplyWords {
            status: status.to_string(),
            body: body.to_string(),
        }
    };
    words.reply(effect, suggested)
}

fn reply(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let Some(pending) = prompt.debugger.pending() else {
        return Ok(Err(
            "no action asks the outside world here: there is nothing to reply to".to_string(),
        ));
    };
    let suggested = prompt.debugger.suggested_reply();
    match reply_of(&pending.effect, suggested.as_ref(), rest) {
        Ok(reply) => prompt.go(Ask::Reply(reply, ReplySource::Person)),
        Err(why) => Ok(Err(why)),
    }
}

/// Changes the input given last before the current moment.
fn edit(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let timeline = prompt.debugger.timeline();
    let is_input =
        |moment: &&Moment| matches!(moment.cause, Cause::Answer(_)) || !moment.replies.is_empty();
    let Some(moment) = timeline
        .back_from(prompt.debugger.current().id)
        .find(is_input)
    else {
        return Ok(Err(
            "nothing was put in before this moment: there is nothing to edit".to_string(),
        ));
    };
    let (id, edit) = match moment.replies.last() {
        Some(exchange) => match reply_of(&exchange.effect, Some(&exchange.reply), rest) {
            Ok(reply) => (
                moment.id,
                Edit::Reply(moment.replies.len().saturating_sub(1), reply),
            ),
            Err(why) => return Ok(Err(why)),
        },
        None => match answer_words::parse(rest) {
            Ok(answer) => (moment.id, Edit::Answer(answer)),
            Err(why) => return Ok(Err(why)),
        },
    };
    prompt.go(Ask::Edit(id, edit))
}

fn branch(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let index = match number(rest, "branch") {
        Ok(index) => index,
        Err(why) => return Ok(Err(why)),
    };
    let timeline = prompt.debugger.timeline();
    let Some(branch) = timeline.branches().get(index) else {
        return Ok(Err(format!(
            "there is no branch {index}: `branches` lists them"
        )));
    };
    let last = timeline
        .moments()
        .filter(|moment| moment.branch == branch.id)
        .last();
    let last = last.map_or(branch.first, |moment| moment.id);
    prompt.go(Ask::GoTo(last))
}

fn add_breakpoint(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let (place, condition) = match rest.trim().strip_prefix("if ") {
        Some(condition) => ("", condition),
        None => rest.trim().split_once(" if ").unwrap_or((rest.trim(), "")),
    };
    match place_of(prompt, place.trim()) {
        Ok(place) => prompt.set(
            Ask::AddBreakpoint(place, condition.trim().to_string()),
            "set: `breaks` lists them",
        ),
        Err(why) => Ok(Err(why)),
    }
}

/// A node by the beginning of its UUID, the current node, or a type of event.
fn place_of(prompt: &Prompt<'_>, text: &str) -> Result<Place, String> {
    if let Some(event) = text.strip_prefix("event ") {
        return Ok(Place::Event(event.trim().to_string()));
    }
    if text.is_empty() {
        let node = prompt.debugger.state().current_node();
        return node
            .map(|node| Place::Node(node.uuid.clone()))
            .ok_or_else(|| {
                "no node was entered yet: name one by the beginning of its UUID".to_string()
            });
    }
    let flows = prompt
        .debugger
        .assets()
        .flows
        .iter()
        .filter_map(|entry| entry.flow().ok());
    let nodes: Vec<_> = flows
        .flat_map(|flow| {
            flow.nodes
                .iter()
                .map(|node| node.uuid.clone())
                .collect::<Vec<_>>()
        })
        .filter(|uuid| uuid.as_str().starts_with(text))
        .collect();
    match nodes.as_slice() {
        [node] => Ok(Place::Node(node.clone())),
        [] => Err(format!("no node has a UUID that begins with `{text}`")),
        several => Err(format!(
            "{} nodes have a UUID that begins with `{text}`",
            several.len()
        )),
    }
}

fn remove_breakpoint(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let known = number(rest, "breakpoint").map(|number| {
        let all = prompt.debugger.breakpoints().iter();
        all.map(|breakpoint| breakpoint.id)
            .find(|id| id.number() == number)
    });
    match known {
        Ok(Some(id)) => prompt.set(Ask::RemoveBreakpoint(id), "removed"),
        Ok(None) => Ok(Err(
            "there is no such breakpoint: `breaks` lists them".to_string()
        )),
        Err(why) => Ok(Err(why)),
    }
}

fn watch(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let words = format!(
        "{} = {}",
        rest.trim(),
        prompt.debugger.evaluate(rest.trim())
    );
    prompt.set(
        Ask::AddWatch(rest.trim().to_string(), OnChange::Stop),
        &words,
    )
}

fn remove_watch(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let known = number(rest, "watch").map(|number| {
        let all = prompt.debugger.watches().iter();
        all.map(|watch| watch.id).find(|id| id.number() == number)
    });
    match known {
        Ok(Some(id)) => prompt.set(Ask::RemoveWatch(id), "removed"),
        Ok(None) => Ok(Err(
            "there is no such watch: `watches` lists them".to_string()
        )),
        Err(why) => Ok(Err(why)),
    }
}

fn policy(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let (policy, words) = match rest.trim() {
        "ask" => (EffectPolicy::Ask, "you answer requests from now on"),
        "mock" => (EffectPolicy::Mock, "the mocks answer requests from now on"),
        "live" => (EffectPolicy::Live, "HTTP calls are really made from now on"),
        other => {
            return Ok(Err(format!(
                "`{other}` answers no requests: ask, mock or live"
            )));
        }
    };
    prompt.debugger.set_effect_policy(policy);
    prompt.say(words)?;
    Ok(Ok(Next::GoOn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_one_command() {
        let mut names: Vec<_> = COMMANDS.iter().flat_map(|command| command.names).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
