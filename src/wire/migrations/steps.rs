//! The steps from version to version.

use std::sync::LazyLock;

use super::document::Object;
use super::version::Version;

mod airtime_and_tickets;
mod joined_arguments;
mod limits;
mod message_templates;
mod small;
mod template_roots;
mod webhooks;

/// What turns a definition into one of the next version.
pub struct Step {
    /// The version it leads to.
    pub version: Version,
    /// What it does.
    pub apply: fn(&mut Object),
}

/// All steps in ascending order.
pub static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let step = |major, minor, patch, apply: fn(&mut Object)| Step {
        version: Version::release(major, minor, patch),
        apply,
    };
    vec![
        step(13, 1, 0, message_templates::identify),
        step(13, 2, 0, small::settle_language),
        step(13, 3, 0, template_roots::webhook_json),
        step(13, 4, 0, message_templates::into_components),
        step(13, 5, 0, message_templates::into_variables),
        step(13, 6, 0, limits::shorten_names),
        step(13, 6, 1, template_roots::shorten_result_lookups),
        step(14, 0, 0, limits::limit_expiry_and_name_categories),
        step(14, 1, 0, webhooks::ask_for_status_and_limit_quick_replies),
        step(14, 2, 0, small::rename_ticket_body_and_drop_odd_languages),
        step(14, 3, 0, airtime_and_tickets::ask_for_locals),
        step(14, 3, 1, joined_arguments::join),
        step(14, 4, 0, small::drop_all_urns),
        step(14, 4, 1, webhooks::ask_all_for_status),
        step(14, 4, 2, webhooks::default_status),
    ]
});
