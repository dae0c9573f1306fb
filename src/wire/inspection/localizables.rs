//! The texts of a flow that can be translated.

use crate::excellent::Template;
use crate::model::action::{ActionKind, MessageContent};
use crate::model::flow::{Flow, Router, RouterKind};

/// All texts that can be translated, in the language of the flow: per node those of its actions, then the arguments of
/// its cases, then the names of its categories. Empty ones are left out.
pub fn localizables(flow: &Flow) -> Vec<&str> {
    let mut texts = Vec::new();
    for node in &flow.nodes {
        for action in &node.actions {
            add_action(&action.kind, &mut texts);
        }
        if let Some(router) = &node.router {
            add_router(router, &mut texts);
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn add_action<'f>(kind: &'f ActionKind, texts: &mut Vec<&'f str>) {
    match kind {
        ActionKind::SendMsg(action) => add_content(&action.content, texts),
        ActionKind::SendBroadcast(action) => add_content(&action.content, texts),
        ActionKind::SendEmail(action) => {
            texts.extend([action.subject.source(), action.body.source()]);
        }
        ActionKind::SayMsg(action) => texts.extend([action.text.source(), &action.audio_url]),
        ActionKind::PlayAudio(action) => texts.push(action.audio_url.source()),
        ActionKind::SetRunResult(action) => texts.push(&action.category),
        _ => {}
    }
}

fn add_content<'f>(content: &'f MessageContent, texts: &mut Vec<&'f str>) {
    texts.push(content.text.source());
    texts.extend(
        content
            .attachments
            .iter()
            .chain(&content.quick_replies)
            .map(Template::source),
    );
}

fn add_router<'f>(router: &'f Router, texts: &mut Vec<&'f str>) {
    if let RouterKind::Switch(switch) = &router.kind {
        texts.extend(
            switch
                .cases
                .iter()
                .flat_map(|case| &case.arguments)
                .map(Template::source),
        );
    }
    texts.extend(router.categories.iter().map(|category| &*category.name));
}
