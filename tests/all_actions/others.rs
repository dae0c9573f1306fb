//! Actions that do something else than change the contact: every way in which they do nothing, and what is said of it.

use flowdbg::engine::effect::Reply;
use serde_json::{Value, json};

use super::stage::{Scene, http, node, numbered};

const NO_CONTACT: &str = "error can't execute action in session without a contact | \
                          logged nothing else: the run failed by this error and goes no further";
const PLOT_SIZE: &str = "3e1c26d3-23ef-423e-a848-f808f54d35bf";
const SEASON_NEWS: &str = "4a37fa2d-f2d7-440f-8785-9faeecc3f80c";

fn sample() -> Scene {
    Scene::sample()
}

fn labels(labels: Value) -> Value {
    json!({"type": "add_input_labels", "labels": labels})
}

fn seeds() -> Value {
    json!({"uuid": "ffada062-c1fb-4cf7-b4b4-e566177f53c2", "name": "Seeds"})
}

fn start_flow(uuid: &str, name: &str) -> Value {
    json!({"type": "start_flow", "flow": {"uuid": uuid, "name": name}})
}

fn say(text: &str) -> Value {
    json!({"type": "send_msg", "text": text})
}

#[test]
fn templates_show_what_is_really_sent() {
    let templates = |scene: Scene, action: Value| {
        let all = scene.doing(json!([action])).play();
        all[0].templates.clone()
    };
    // Values are escaped where they become part of a URL.
    let call =
        json!({"type": "call_webhook", "method": "GET", "url": "http://x.example/@contact.name"});
    assert_eq!(
        templates(sample(), call),
        "url http://x.example/@contact.name = http://x.example/amina%20uwase"
    );
    let send = json!({"type": "send_msg", "text": "@contact.name", "attachments": ["image:@contact.name"]});
    assert_eq!(
        templates(sample(), send),
        "text @contact.name = amina uwase | attachments[0] image:@contact.name = image:amina%20uwase"
    );
    // The language is that of the contact, and the first of the environment if it has none.
    let translated = || {
        let mut scene = sample();
        scene.bundle["flows"][0]["localization"]["kin"] =
            json!({"00000000-7aa6-440d-8800-7596a28f5b37": {"text": ["Muraho"]}});
        scene
    };
    let in_kinyarwanda = translated().contact_with("language", json!("kin"));
    assert_eq!(
        templates(in_kinyarwanda, say("Hello")),
        "text Muraho = Muraho"
    );
    let mut without = translated();
    without.environment = json!({"date_format": "YYYY-MM-DD", "time_format": "tt:mm", "timezone": "UTC",
        "languages": ["kin", "eng"]});
    assert_eq!(templates(without, say("Hello")), "text Muraho = Muraho");
    // A broadcast goes out in all languages.
    let broadcast =
        json!({"type": "send_broadcast", "text": "Hello", "urns": ["tel:+250788000999"]});
    let in_kinyarwanda = translated().contact_with("language", json!("kin"));
    assert_eq!(templates(in_kinyarwanda, broadcast), "text Hello = Hello");
}

#[test]
fn add_input_labels_that_adds_none_says_why() {
    sample().tells(
        labels(json!([seeds()])),
        "logged nothing: there is no message to label",
    );
    let after_a_message = |named: Value, expected: &str| {
        sample()
            .asking_then_doing(json!([labels(named)]))
            .last_tells(expected);
    };
    after_a_message(json!([]), "logged nothing: it names no label");
    after_a_message(
        json!([{"name_match": "Tools"}]),
        "error no such label with name 'Tools'",
    );
    after_a_message(
        json!([{"name_match": "@(1/0)"}]),
        "error error evaluating @(1/0): division by zero",
    );
    after_a_message(
        json!([{"name_match": "seeds"}]),
        "logged input_labels_added  +Seeds",
    );
}

#[test]
fn a_message_of_the_flow_above_is_none_to_label() {
    let mut scene = sample().asking_then_doing(json!([start_flow(SEASON_NEWS, "Season news")]));
    scene.bundle["flows"][2]["nodes"] =
        json!([node(2, numbered(json!([labels(json!([seeds()]))])))]);
    scene.last_tells(
        "logged nothing: no message came in this flow, and those of the flow that started it don't count",
    );
}

#[test]
fn a_wait_that_timed_out_leaves_no_message_to_label() {
    let mut scene = sample().asking_then_doing(json!([labels(json!([seeds()]))]));
    scene.bundle["flows"][0]["nodes"][0]["wait"]["timeout"] = json!(60);
    scene.answers = vec!["/timeout"];
    scene.last_tells("logged nothing: there is no message to label");
}

/// Generation 12 checks the flow that is started, but not those it starts.
#[test]
fn what_a_flow_below_refers_to_may_be_missing() {
    let below = |action: Value| {
        let mut scene = sample().doing(json!([start_flow(SEASON_NEWS, "Season news")]));
        scene.bundle["flows"][2]["nodes"] = json!([node(2, numbered(json!([action])))]);
        scene
    };
    below(json!({"type": "set_contact_field", "field": {"key": "shoe", "name": "Shoe"}, "value": "42"}))
        .last_tells(
            "logged contact_field_changed  shoe = 42 | but nothing changed: there is no such field",
        );
    let channel = json!({"uuid": "cccccccc-269e-4d37-b2a7-4de452e6b438", "name": "Gone"});
    below(json!({"type": "set_contact_channel", "channel": channel})).last_tells(
        "logged contact_channel_changed  Gone | but nothing changed: there is no such channel",
    );
    let group = json!({"uuid": "cccccccc-269e-4d37-b2a7-4de452e6b438", "name": "Gone"});
    below(json!({"type": "add_contact_groups", "groups": [group]})).last_tells(
        "error error executing action[type=add_contact_groups,uuid=00000000-7aa6-440d-8800-7596a28f5b37]: \
         no such group with uuid 'cccccccc-269e-4d37-b2a7-4de452e6b438' | \
         logged nothing: the action can't be executed, and the session broke off",
    );
}

#[test]
fn call_resthook_that_calls_nobody_says_why() {
    let call = |result: &str| json!({"type": "call_resthook", "resthook": "new-order", "result_name": result});
    let scene = |subscribers: Value| {
        let hooks = json!([{"slug": "new-order", "subscribers": subscribers}]);
        sample().with("resthooks", hooks)
    };
    sample().with("resthooks", json!([])).tells(
        call(""),
        "logged resthook_called  new-order: 0 calls | \
         but nobody was called: there is no such resthook",
    );
    scene(json!([])).tells(
        call("Order"),
        "before (not set) | after (empty) (Success) | logged resthook_called  new-order: 0 calls | \
         but nobody was called: the resthook has no subscribers; \
         the result Order is empty, in the category Success",
    );
    scene(json!(["http://hooks.example/%zz"])).tells(
        call("Order"),
        "error parse \"http://hooks.example/%zz\": invalid URL escape \"%zz\" | logged nothing else: \
         a subscriber with an unusable URL ends the action, and no result Order is saved",
    );
    let refused = Reply::Http(Err("connection refused".to_owned()));
    scene(json!(["http://hooks.example/"])).replying(refused).tells(
        call(""),
        "error Post \"http://hooks.example/\": connection refused | logged resthook_called  new-order: 0 calls | \
         but no subscriber gave an answer that can be used",
    );
}

#[test]
fn call_webhook_that_calls_nobody_or_gets_nothing_says_why() {
    let call = |url: &str| json!({"type": "call_webhook", "method": "GET", "url": url, "result_name": "Stock"});
    sample().tells(
        call("@contact.fields.crop"),
        "error call_webhook URL evaluated to empty string, skipping | \
         logged nothing else: no call was made, and no result Stock is saved",
    );
    sample().tells(
        call(":unusable"),
        "error parse \":unusable\": missing protocol scheme | \
         logged nothing else: no call was made, and no result Stock is saved",
    );
    let unheard = "logged nothing else: a call without an answer that can be used is not recorded, \
                   and no result Stock is saved";
    sample()
        .replying(Reply::Http(Err("connection refused".to_owned())))
        .tells(
            call("http://stock.example/"),
            &format!("error Get \"http://stock.example/\": connection refused | {unheard}"),
        );
    sample().replying(http(200, &"x".repeat(10_001))).tells(
        call("http://stock.example/"),
        &format!("error webhook response body exceeds 10000 bytes limit | {unheard}"),
    );
}

#[test]
fn send_broadcast_always_logs_and_says_when_it_is_for_nobody() {
    let send = |groups: Value| json!({"type": "send_broadcast", "text": "News", "groups": groups});
    let nobody =
        "logged broadcast_created  \"News\" to 0 recipients | but there is nobody to send it to";
    sample().tells(send(json!([])), nobody);
    sample().without_contact().tells(send(json!([])), nobody);
    sample().tells(
        send(json!([{"name_match": "Beekeepers"}])),
        &format!("error no such group with name 'Beekeepers' | {nobody}"),
    );
}

#[test]
fn send_email_that_sends_none_says_why() {
    let send = |subject: &str, body: &str, address: &str| json!({"type": "send_email", "subject": subject, "body": body, "addresses": [address]});
    let nothing = "@contact.fields.crop";
    for (action, part) in [
        (send(nothing, "Text", "a@x.example"), "subject"),
        (send("News", nothing, "a@x.example"), "body"),
        (send("News", "Text", nothing), "address"),
    ] {
        sample().tells(
            action,
            &format!(
                "error send_email {part} evaluated to empty string, skipping | \
                 logged nothing else: no e-mail is sent"
            ),
        );
    }
    sample().tells(
        send("News", "Text", "@(1/0)"),
        "error error evaluating @(1/0): division by zero | \
         error send_email address evaluated to empty string, skipping | \
         logged nothing else: no e-mail is sent",
    );
}

#[test]
fn send_msg_that_sends_none_says_why() {
    sample().without_contact().tells(say("Hello"), NO_CONTACT);
    let with_urns = |urns: Value| sample().contact_with("urns", urns);
    with_urns(json!([])).tells(say("Hello"), "logged nothing: the contact has no address");
    with_urns(json!(["mailto:amina@farmers.example"])).tells(
        say("Hello"),
        "logged nothing: no channel sends to e-mail addresses",
    );
    with_urns(json!(["twitter:amina", "viber:amina"])).tells(
        say("Hello"),
        "logged nothing: no channel sends to twitter addresses or viber addresses",
    );
    let deaf = json!([{"uuid": "6513270e-269e-4d37-b2a7-4de452e6b438", "name": "Clinic line",
        "address": "+250788000100", "schemes": ["tel"], "roles": ["receive"], "country": "RW"}]);
    sample().with("channels", deaf).tells(
        say("Hello"),
        "logged nothing: there is no channel that sends",
    );
    sample().with("channels", json!([])).tells(
        say("Hello"),
        "logged nothing: there is no channel that sends",
    );
    // An error in the text is not why the message goes nowhere.
    with_urns(json!([])).tells(
        say("Hello @(1/0)"),
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact has no address",
    );
}

#[test]
fn send_msg_to_all_addresses_says_which_it_does_not_reach() {
    let urns = json!(["tel:+250788123123", "mailto:amina@farmers.example"]);
    sample().contact_with("urns", urns).tells(
        json!({"type": "send_msg", "text": "Hello", "all_urns": true}),
        "logged msg_created  \"Hello\" | but no channel sends to e-mail addresses",
    );
}

#[test]
fn set_run_result_always_logs_and_says_when_nothing_changed() {
    let save = |value: &str| json!({"type": "set_run_result", "name": "Bags", "value": value, "category": "Few"});
    sample().without_contact().tells(
        save("2"),
        "before (not set) | after 2 (Few) | logged run_result_changed  Bags = 2 (Few)",
    );
    sample().doing(json!([save("2"), save("2")])).last_tells(
        "logged run_result_changed  Bags = 2 (Few) | \
             but nothing changed: the result has this value and category already",
    );
    // What can't be evaluated contributes nothing, and the rest is saved.
    sample().tells(
        save("2@(1/0)"),
        "before (not set) | after 2 (Few) | error error evaluating @(1/0): division by zero | \
         logged run_result_changed  Bags = 2 (Few)",
    );
}

#[test]
fn start_flow_that_starts_none_says_why() {
    let own = "6b0404f2-b094-40b8-ab01-a1c12a3a2107";
    sample().tells(
        start_flow(own, "Seed distribution"),
        "error flow loop detected, stopping execution before starting flow: \
         6b0404f2-b094-40b8-ab01-a1c12a3a2107 | \
         logged nothing else: the run failed by this error and goes no further",
    );
    // The flow above the one that runs counts, too.
    let mut scene = sample().doing(json!([start_flow(SEASON_NEWS, "Season news")]));
    let back = numbered(json!([start_flow(own, "Seed distribution")]));
    scene.bundle["flows"][2]["nodes"] = json!([node(2, back)]);
    scene.last_tells(
        "error flow loop detected, stopping execution before starting flow: \
         6b0404f2-b094-40b8-ab01-a1c12a3a2107 | \
         logged nothing else: the run failed by this error and goes no further",
    );
}

#[test]
fn a_node_enters_only_the_last_flow_it_starts() {
    let scene = sample().doing(json!([
        start_flow(PLOT_SIZE, "Plot size"),
        start_flow(SEASON_NEWS, "Season news"),
    ]));
    let all = scene.play();
    assert_eq!(
        all[0].outcome,
        "logged flow_triggered  Plot size | \
         but it is entered only when the other actions of the node are done"
    );
    assert_eq!(
        all[1].outcome,
        "logged flow_triggered  Season news | \
         but the flow Plot size, which this node started before, is not entered: this one takes its place"
    );
    // The message of Season news is what comes next.
    assert_eq!(all[2].type_name, "send_msg");
    assert_eq!(all.len(), 3);
}

#[test]
fn start_session_always_logs_and_says_when_it_is_for_nobody() {
    let start = |create: bool| {
        json!({"type": "start_session", "flow": {"uuid": SEASON_NEWS, "name": "Season news"},
            "create_contact": create})
    };
    sample().tells(
        start(false),
        "logged session_triggered  Season news | but there is nobody to start",
    );
    sample()
        .without_contact()
        .tells(start(true), "logged session_triggered  Season news");
}

#[test]
fn an_action_that_breaks_the_session_off_says_why() {
    let start = json!({"type": "start_session", "flow": {"uuid": SEASON_NEWS, "name": "Season news"},
        "legacy_vars": ["no number"]});
    let problem = "error executing action[type=start_session,uuid=00000001-7aa6-440d-8800-7596a28f5b37]: \
                   invalid tel number: no number";
    // At the start it is not part of the conversation, and the action before it is not what is shown.
    let all = sample().doing(json!([say("Hello"), start.clone()])).play();
    assert_eq!(all[1].type_name, "start_session");
    assert_eq!(
        all[1].outcome,
        format!(
            "error {problem} | logged nothing: the action can't be executed, and the session broke off"
        )
    );
    // Later on it is an event that ends the session.
    sample()
        .asking_then_doing(json!([say("Hello"), start]))
        .last_tells(&format!("error {problem}"));
}
