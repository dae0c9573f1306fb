//! Steps that change how templates look something up.

use crate::wire::migrations::document::Object;
use crate::wire::migrations::refactor::{Change, refactor};
use crate::wire::migrations::templates::{CATALOG_13_2, CATALOG_13_6, rewrite_all};

/// 13.3.0: what `@webhook` was is `@webhook.json`.
pub fn webhook_json(definition: &mut Object) {
    rewrite_all(definition, CATALOG_13_2, &|template| {
        refactor(template, Change::WebhookJson)
    });
}

/// 13.6.1: results are looked up by keys as long as 13.6.0 left their names.
pub fn shorten_result_lookups(definition: &mut Object) {
    rewrite_all(definition, CATALOG_13_6, &|template| {
        refactor(template, Change::ShortResultKeys)
    });
}
