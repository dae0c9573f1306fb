//! Actions that change the contact: every way in which they do nothing, and what is said of it.

use serde_json::{Value, json};

use super::stage::Scene;

const FARMERS: &str = "9530fcd9-d6fd-4d9b-a203-2801b65c1c28";
const WAITING_LIST: &str = "2ad61d54-ff8f-435c-b7e0-6c7b2ebe5794";
const LARGE_FARMS: &str = "ae80b07a-abbf-4b84-ab5c-138b31b03dd5";
const FIELD_LINE: &str = "d23f0824-128b-4f33-8c5c-7fd0a6a3a450";
const NO_CONTACT: &str = "error can't execute action in session without a contact | \
                          logged nothing else: the run failed by this error and goes no further";

fn group(uuid: &str) -> Value {
    json!({"uuid": uuid, "name": "A group"})
}

fn named(name: &str) -> Value {
    json!({"name_match": name})
}

fn groups(kind: &str, groups: &[Value]) -> Value {
    json!({"type": kind, "groups": groups})
}

fn urn(scheme: &str, path: &str) -> Value {
    json!({"type": "add_contact_urn", "scheme": scheme, "path": path})
}

fn channel(uuid: &str, name: &str) -> Value {
    json!({"type": "set_contact_channel", "channel": {"uuid": uuid, "name": name}})
}

fn set_crop(value: &str) -> Value {
    json!({"type": "set_contact_field", "field": {"key": "crop", "name": "Crop"}, "value": value})
}

fn set(what: &str, value: &str) -> Value {
    json!({"type": format!("set_contact_{what}"), what: value})
}

fn sample() -> Scene {
    Scene::sample()
}

#[test]
fn without_a_contact_none_of_them_can_be_executed() {
    for action in [
        groups("add_contact_groups", &[group(FARMERS)]),
        groups("remove_contact_groups", &[group(FARMERS)]),
        urn("tel", "+250788000111"),
        channel(FIELD_LINE, "Field line"),
        set_crop("maize"),
        set("language", "eng"),
        set("name", "Amina"),
        set("timezone", "Africa/Kigali"),
    ] {
        sample().without_contact().tells(action, NO_CONTACT);
    }
}

#[test]
fn add_contact_groups_that_adds_none_says_why() {
    let tells = |named: &[Value], expected: &str| {
        sample().tells(groups("add_contact_groups", named), expected);
    };
    tells(&[], "logged nothing: it names no group");
    tells(
        &[group(WAITING_LIST)],
        "logged nothing: the contact is in this group already",
    );
    tells(
        &[group(WAITING_LIST), named("waiting LIST")],
        "logged nothing: the contact is in all of these groups already",
    );
    tells(
        &[named("Beekeepers")],
        "error no such group with name 'Beekeepers'",
    );
    tells(
        &[named("@(1/0)")],
        "error error evaluating @(1/0): division by zero",
    );
    tells(
        &[group(LARGE_FARMS)],
        "error can't manually add contact to dynamic group 'Large farms' \
         (ae80b07a-abbf-4b84-ab5c-138b31b03dd5)",
    );
    tells(
        &[named("Beekeepers"), group(WAITING_LIST)],
        "error no such group with name 'Beekeepers' | \
         logged nothing else: the contact is in the other groups already",
    );
    // Where some are added, the others need no words.
    tells(
        &[group(WAITING_LIST), group(FARMERS)],
        "before Waiting list | after Waiting list, Farmers | logged contact_groups_added  +Farmers",
    );
}

#[test]
fn remove_contact_groups_that_removes_none_says_why() {
    let tells = |named: &[Value], expected: &str| {
        sample().tells(groups("remove_contact_groups", named), expected);
    };
    tells(&[], "logged nothing: it names no group");
    tells(
        &[group(FARMERS)],
        "logged nothing: the contact is not in this group",
    );
    // That a group goes by a query matters only if the contact is in it.
    tells(
        &[group(FARMERS), group(LARGE_FARMS)],
        "logged nothing: the contact is in none of these groups",
    );
    tells(
        &[named("Beekeepers")],
        "error no such group with name 'Beekeepers'",
    );
    tells(
        &[named("@(1/0)"), group(FARMERS)],
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact is not in the other groups",
    );
    let in_large_farms = || {
        sample()
            .contact_with("groups", json!([group(LARGE_FARMS)]))
            .contact_with("fields", json!({"hectares": {"text": "5", "number": 5}}))
    };
    in_large_farms().tells(
        groups("remove_contact_groups", &[group(LARGE_FARMS)]),
        "error can't manually remove contact from dynamic group 'Large farms' \
         (ae80b07a-abbf-4b84-ab5c-138b31b03dd5)",
    );
    let all = json!({"type": "remove_contact_groups", "groups": [], "all_groups": true});
    in_large_farms().tells(
        all.clone(),
        "logged nothing: the contact is only in groups that go by a query, which can't be left by hand",
    );
    sample()
        .contact_with("groups", json!([]))
        .tells(all, "logged nothing: the contact is in no group");
}

#[test]
fn add_contact_urn_that_adds_none_says_why() {
    let tells = |action: Value, expected: &str| sample().tells(action, expected);
    tells(
        urn("tel", "+250788123123"),
        "logged nothing: the contact has this address already",
    );
    tells(
        urn("tel", "abc def"),
        "error unable to add URN 'tel:abc def': invalid tel number: abc def",
    );
    tells(
        urn("mailto", "@contact.fields.crop"),
        "error unable to add URN 'mailto:': scheme or path cannot be empty",
    );
    tells(
        urn("tel", "@(1/0)"),
        "error error evaluating @(1/0): division by zero | \
         error unable to add URN 'tel:': scheme or path cannot be empty",
    );
    tells(
        urn("tel", "+250788123123@(1/0)"),
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: what is left is an address the contact has already",
    );
}

#[test]
fn set_contact_channel_that_changes_nothing_says_why() {
    const EVENT: &str = "logged contact_channel_changed  ";
    let sms = || {
        json!({"uuid": FIELD_LINE, "name": "Field line", "address": "+250722000200",
        "schemes": ["tel"], "roles": ["send"], "country": "RW"})
    };
    let bird = || {
        json!({"uuid": "4bb288a0-7fca-4da1-abe8-59a593aff648", "name": "Bird", "address": "seeds",
        "schemes": ["twitter"], "roles": ["send"]})
    };
    let scene = |urns: Value| {
        sample()
            .with("channels", json!([sms(), bird()]))
            .contact_with("urns", urns)
    };
    let by_field_line = || channel(FIELD_LINE, "Field line");
    let by_bird = || channel("4bb288a0-7fca-4da1-abe8-59a593aff648", "Bird");
    scene(json!([format!("tel:+250788123123?channel={FIELD_LINE}")])).tells(
        by_field_line(),
        &format!(
            "{EVENT}Field line | but nothing changed: the contact prefers this channel already"
        ),
    );
    scene(json!([])).tells(
        by_field_line(),
        &format!("{EVENT}Field line | but nothing changed: the contact has no address"),
    );
    scene(json!(["twitter:amina"])).tells(
        by_field_line(),
        &format!(
            "{EVENT}Field line | but nothing changed: the contact has no phone number, \
             and other addresses don't go by a preferred channel"
        ),
    );
    scene(json!(["twitter:amina"])).tells(
        by_bird(),
        &format!(
            "{EVENT}Bird | but nothing changed: Bird does not serve phone numbers, \
             and other addresses don't go by a preferred channel"
        ),
    );
    // A phone number that goes by another channel from now on is a change, though the addresses are the same.
    scene(json!(["tel:+250788123123"])).tells(
        by_field_line(),
        &format!(
            "before tel:+250788123123 | after tel:+250788123123 via Field line | {EVENT}Field line"
        ),
    );
    scene(json!(["twitter:amina", "tel:+250788123123"])).tells(
        by_field_line(),
        &format!(
            "before twitter:amina, tel:+250788123123 | \
             after tel:+250788123123 via Field line, twitter:amina | {EVENT}Field line"
        ),
    );
}

#[test]
fn set_contact_field_that_changes_nothing_says_why() {
    let tells = |value: &str, expected: &str| {
        let fields = json!({"crop": {"text": "maize"}});
        sample()
            .contact_with("fields", fields)
            .tells(set_crop(value), expected);
    };
    tells(
        " maize ",
        "logged contact_field_changed  crop = maize | \
         but nothing changed: the contact has this value already",
    );
    tells(
        "@(1/0)maize",
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact keeps the field crop as it was",
    );
    sample().tells(
        set_crop(""),
        "logged contact_field_changed  crop = nothing | \
         but nothing changed: there was no value to clear",
    );
    tells(
        "",
        "before maize | after (not set) | logged contact_field_changed  crop = nothing",
    );
}

#[test]
fn set_contact_language_that_changes_nothing_says_why() {
    let tells = |value: &str, expected: &str| {
        sample()
            .contact_with("language", json!("eng"))
            .tells(set("language", value), expected);
    };
    tells(
        "ENG",
        "logged contact_language_changed  ENG | \
         but nothing changed: the contact has this language already",
    );
    tells(
        "xx",
        "error iso-639-3 codes must be 3 characters, got: xx | \
         logged nothing else: the contact keeps the language as it was",
    );
    tells(
        "zzz",
        "error unrecognized language code: zzz | \
         logged nothing else: the contact keeps the language as it was",
    );
    tells(
        "@(1/0)",
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact keeps the language as it was",
    );
    sample().tells(
        set("language", " "),
        "logged contact_language_changed  nothing | \
         but nothing changed: there was no language to clear",
    );
}

#[test]
fn set_contact_name_that_changes_nothing_says_why() {
    sample().tells(
        set("name", "amina uwase"),
        "logged contact_name_changed  amina uwase | \
         but nothing changed: the contact has this name already",
    );
    sample().tells(
        set("name", "Amina @(1/0)"),
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact keeps the name as it was",
    );
    sample().contact_with("name", json!("")).tells(
        set("name", ""),
        "logged contact_name_changed  nothing | \
         but nothing changed: there was no name to clear",
    );
}

#[test]
fn set_contact_timezone_that_changes_nothing_says_why() {
    let tells = |value: &str, expected: &str| {
        sample()
            .contact_with("timezone", json!("Africa/Kigali"))
            .tells(set("timezone", value), expected);
    };
    tells(
        "Africa/Kigali",
        "logged contact_timezone_changed  Africa/Kigali | \
         but nothing changed: the contact has this time zone already",
    );
    tells(
        "Mars/Olympus",
        "error unknown time zone Mars/Olympus | \
         logged nothing else: the contact keeps the time zone as it was",
    );
    tells(
        "@(1/0)",
        "error error evaluating @(1/0): division by zero | \
         logged nothing else: the contact keeps the time zone as it was",
    );
    sample().tells(
        set("timezone", ""),
        "logged contact_timezone_changed  nothing | \
         but nothing changed: there was no time zone to clear",
    );
}
