//! Repairs what a schema made from Rust types says wrongly about TOML.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value, json};

/// Takes `null` away, which TOML does not have, and makes one list of words of the alternatives
/// that are one word each, which editors would report one by one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(object) = schema.as_object_mut() {
            forget_null(object);
            fold_words(object);
        }
    }
}

fn forget_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|it| it != "null");
        if let [one] = &types[..] {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    let is_null = |it: &Value| *it == json!({"type": "null"});
    let Some(Value::Array(alternatives)) = object.get_mut("anyOf") else {
        return;
    };
    alternatives.retain(|it| !is_null(it));
    if let [Value::Object(only)] = &alternatives[..] {
        let only = only.clone();
        object.remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

fn fold_words(object: &mut Map<String, Value>) {
    let Some(Value::Array(alternatives)) = object.get("oneOf") else {
        return;
    };
    let words: Option<Vec<Value>> = alternatives
        .iter()
        .map(|it| it.get("const").cloned())
        .collect();
    let Some(words) = words else {
        return;
    };
    let docs = alternatives
        .iter()
        .map(|it| it["description"].clone())
        .collect::<Vec<_>>();
    object.remove("oneOf");
    object.insert("type".to_owned(), "string".into());
    object.insert("enum".to_owned(), words.into());
    object.insert("x-taplo".to_owned(), json!({"docs": {"enumValues": docs}}));
}
