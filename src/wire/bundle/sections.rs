//! Generation 12's list of assets as one bundle.

use serde_json::{Map, Value};

use crate::json::{Document, Json};
use crate::wire::reader::{Object, ReadError};

/// The types of items and the sections of a bundle that they belong to.
const SECTIONS: [(&str, &str); 7] = [
    ("flow", "flows"),
    ("channel", "channels"),
    ("field", "fields"),
    ("group", "groups"),
    ("label", "labels"),
    ("location_hierarchy", "locations"),
    ("resthook", "resthooks"),
];

/// Makes a bundle of a list of items. Of two with the same address the later counts.
pub fn sections(list: &Value) -> Result<Value, ReadError> {
    let document = Document::of(list);
    let mut by_url = indexmap::IndexMap::new();
    for item in document.root().items().into_iter().flatten() {
        let object = Object::new(item)?;
        let url = object.text("url")?;
        by_url.insert(url.strip_suffix('/').unwrap_or(url), object);
    }
    let mut bundle = Map::new();
    for (url, item) in by_url {
        add(&item, &mut bundle)
            .map_err(|error| error.within(format!("unable to read asset[url={url}]")))?;
    }
    Ok(Value::Object(bundle))
}

fn add(item: &Object<'_>, bundle: &mut Map<String, Value>) -> Result<(), ReadError> {
    let type_name = item.text("type")?;
    let Some((_, section)) = SECTIONS.iter().find(|(name, _)| *name == type_name) else {
        let text = format!("unsupported asset type: {type_name}");
        return Err(ReadError::other(item.place("type"), text));
    };
    let content = item.get("content").map(Json::to_value).unwrap_or_default();
    let section = bundle
        .entry(*section)
        .or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(assets) = section else {
        return Ok(());
    };
    match content {
        Value::Array(mut several) => assets.append(&mut several),
        Value::Null => {}
        one => assets.push(one),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_are_sorted_by_type_and_the_later_counts() {
        let items = json!([
            {"url": "http://a/flow/1", "type": "flow", "content": {"name": "old"}},
            {"url": "http://a/group/", "type": "group", "content": [{"name": "a"}, {"name": "b"}]},
            {"url": "http://a/flow/1/", "type": "flow", "content": {"name": "new"}},
        ]);
        let expected =
            json!({"flows": [{"name": "new"}], "groups": [{"name": "a"}, {"name": "b"}]});
        assert_eq!(sections(&items).unwrap(), expected);
    }

    #[test]
    fn an_unknown_type_is_named_with_its_address() {
        let items = json!([{"url": "http://a/zzz", "type": "zzz", "content": []}]);
        let error = sections(&items).unwrap_err();
        assert_eq!(
            error.to_string(),
            "unable to read asset[url=http://a/zzz]: unsupported asset type: zzz"
        );
        assert_eq!(error.pointer(), "/0/type");
    }
}
