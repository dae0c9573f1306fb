//! The 17 actions of generation 12, stepped through one by one: the Action pane says of each what it does and what came of
//! it, and why nothing came of it when nothing did.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "tests may fail by panicking: that is how they say no; JSON is written where it is passed"
)]

use std::collections::BTreeMap;

use stage::{Scene, Shown};

#[path = "all_actions/contact.rs"]
mod contact;
#[path = "all_actions/others.rs"]
mod others;
#[path = "all_actions/stage.rs"]
mod stage;
#[path = "support/start.rs"]
mod start;

#[test]
fn each_of_the_17_says_what_it_does_and_what_came_of_it() {
    let mut scene = Scene::sample();
    scene.answers = vec!["maize", "2"];
    let mut all: BTreeMap<String, Shown> = BTreeMap::new();
    for shown in scene.play() {
        all.entry(shown.type_name.clone()).or_insert(shown);
    }
    let expected = [
        (
            "add_contact_groups",
            "Adds the contact to the group Farmers.",
            "before Waiting list | after Waiting list, Farmers | logged contact_groups_added  +Farmers",
        ),
        (
            "add_contact_urn",
            "Adds the URN mailto:@(lower(contact.first_name))@@farmers.example to the contact.",
            "before tel:+250788123123 | after tel:+250788123123, mailto:amina@farmers.example | \
             logged contact_urn_added  mailto:amina@farmers.example",
        ),
        (
            "add_input_labels",
            "Adds the label Seeds to the last message.",
            "logged input_labels_added  +Seeds",
        ),
        (
            "call_resthook",
            "Calls the subscribers of the resthook new-order and saves an answer as the result Order.",
            "before (not set) | after 200 (Success) | logged resthook_called  new-order: 2 calls",
        ),
        (
            "call_webhook",
            "Calls POST http://stock.example/reserve?crop=@results.crop.category and saves the answer as the result Stock.",
            "before (not set) | after 200 (Success) | \
             logged webhook_called  POST http://stock.example/reserve?crop=Maize gave 200 (success)",
        ),
        (
            "remove_contact_groups",
            "Removes the contact from the group Waiting list.",
            "before Waiting list, Farmers | after Farmers | logged contact_groups_removed  -Waiting list",
        ),
        (
            "send_broadcast",
            "Sends to the group Farmers and tel:+250788999000: @contact.name ordered @results.seed_bags bags.",
            "logged broadcast_created  \"Amina Uwase ordered 8 bags.\" to 2 recipients",
        ),
        (
            "send_email",
            "Sends an e-mail to store@cooperative.example about Order of @contact.name.",
            "logged email_created  \"Order of Amina Uwase\" to store@cooperative.example",
        ),
        (
            "send_msg",
            "Sends to the contact: Hello @contact.first_name, which seeds do you need this sea…",
            "logged msg_created  \"Hello amina, which seeds do you need this season?\" [Maize] [Beans] [Sorghum]",
        ),
        (
            "set_contact_channel",
            "Makes Field line the preferred channel.",
            "before tel:+250788123123, mailto:amina@farmers.example | \
             after tel:+250788123123 via Field line, mailto:amina@farmers.example | \
             logged contact_channel_changed  Field line",
        ),
        (
            "set_contact_field",
            "Sets the field Crop of the contact to @results.crop.category.",
            "before (not set) | after Maize | logged contact_field_changed  crop = Maize",
        ),
        (
            "set_contact_language",
            "Sets the language of the contact to eng.",
            "before (not set) | after eng | logged contact_language_changed  eng",
        ),
        (
            "set_contact_name",
            "Sets the name of the contact to @(title(contact.name)).",
            "before amina uwase | after Amina Uwase | logged contact_name_changed  Amina Uwase",
        ),
        (
            "set_contact_timezone",
            "Sets the time zone of the contact to Africa/Kigali.",
            "before (not set) | after Africa/Kigali | logged contact_timezone_changed  Africa/Kigali",
        ),
        (
            "set_run_result",
            "Saves the result Seed Bags as @(round(child.results.hectares * 4)) in the category Bags.",
            "before (not set) | after 8 (Bags) | logged run_result_changed  Seed Bags = 8 (Bags)",
        ),
        (
            "start_flow",
            "Starts the flow Plot size, then goes on.",
            "logged flow_triggered  Plot size",
        ),
        (
            "start_session",
            "Starts the group Farmers in the flow Season news.",
            "logged session_triggered  Season news",
        ),
    ];
    for (name, words, outcome) in expected {
        let first = &all[name];
        let told = (first.words.as_str(), first.outcome.as_str());
        assert_eq!(told, (words, outcome), "{name}");
    }
    assert_eq!(all.len(), expected.len());
}
