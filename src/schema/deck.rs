//! What a deck may say.
//!
//! Doc comments are what an editor shows beside a key.

use schemars::JsonSchema;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A deck: one file of facts.
#[derive(JsonSchema)]
#[schemars(title = "Deck of factdeck", deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Deck {
    /// Title for people.
    title: Text,
    /// What the deck is about.
    description: Option<Text>,
    /// Given to every fact of the deck.
    tags: Option<OneOrMore>,
    /// Citations for facts that name none: "citekey" or "citekey, locator".
    source: Option<OneOrMore>,
    /// Codes of findings that are intended in the whole deck.
    allow: Option<OneOrMore>,
    /// A fact: `ask` with `answer` or `claims`, `term` with `meaning`, or `cloze`.
    fact: Option<Vec<Fact>>,
}

/// A fact.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("dependencies" = needs(), "allOf" = choices()))]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Fact {
    /// Permanent, and unique in the whole library: the fact's history hangs on it.
    #[schemars(regex(pattern = r"^[^\s!-,/;-@\[-^`{-~]+$"))]
    id: String,
    /// The question.
    ask: Option<Text>,
    /// What is right. Its type decides how the question is asked and graded.
    answer: Option<Answer>,
    /// Instead of `answer`, where the sources differ: what each of them says.
    #[schemars(length(min = 2))]
    claims: Option<Vec<Claim>>,
    /// The question asked the other way round, answered by the subject.
    reverse: Option<Text>,
    /// An entry of the glossary, asked both ways.
    term: Option<Text>,
    /// What the term means.
    meaning: Option<Text>,
    /// Other spellings of the term.
    also: Option<OneOrMore>,
    /// A text with holes: "Founded by defectors from the {Taliban}". `{1:…}` groups holes, `{{` is a brace.
    cloze: Option<Text>,
    /// Where it is said: "citekey" or "citekey, locator".
    source: Option<OneOrMore>,
    /// What the fact is about: the key of a `[name.…]` in library.toml.
    subject: Option<Text>,
    /// Which attribute of the subject; facts that share both must agree. Dotted for a part: "killed.children".
    attribute: Option<Text>,
    /// Who stands behind it.
    status: Option<Status>,
    /// Whose claim or opinion it is; the question then names them.
    by: Option<Text>,
    /// Raised by one when learners should start the fact again.
    #[schemars(range(min = 1))]
    revision: Option<u32>,
    /// Wrong choices.
    wrong: Option<OneOrMoreValues>,
    /// Other wordings that are right; where the answer has several parts, a table from the part.
    accept: Option<Accept>,
    /// What the figures count, such as "people".
    unit: Option<Text>,
    /// How far a figure may be off.
    #[schemars(range(min = 0))]
    tolerance: Option<f64>,
    /// Help that does not tell.
    hint: Option<Text>,
    /// Shown with the answer.
    note: Option<Text>,
    /// Tags beside those of the deck.
    tags: Option<OneOrMore>,
    /// Codes of findings that are intended here.
    allow: Option<OneOrMore>,
}

/// Returns which keys need which others.
fn needs() -> Value {
    json!({
        "answer": ["ask"],
        "claims": ["ask"],
        "reverse": ["ask"],
        "term": ["meaning"],
        "meaning": ["term"],
        "also": ["term"],
        "attribute": ["subject"],
    })
}

/// Returns what a fact chooses between.
fn choices() -> Value {
    json!([
        {"oneOf": [{"required": ["ask"]}, {"required": ["term"]}, {"required": ["cloze"]}]},
        {"if": {"required": ["ask"]}, "then": {"oneOf": [{"required": ["answer"]}, {"required": ["claims"]}]}},
    ])
}

/// Who stands behind a fact.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum Status {
    /// A source reports it.
    Reported,
    /// Somebody claims it, and the source reports the claim; say who by `by`.
    Claimed,
    /// The sources differ.
    Disputed,
    /// Somebody thinks it; say who by `by`.
    Opinion,
}

/// What one source says.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Claim {
    /// What it says.
    answer: Answer,
    /// Where it says so: "citekey" or "citekey, locator".
    source: OneOrMore,
    /// Who says it, where that is not the source itself.
    by: Option<Text>,
}

/// An answer of any kind.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum Answer {
    /// Typed; case, accents, punctuation and small slips are forgiven.
    Text(Text),
    /// A figure.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A day.
    Day(Day),
    /// The members of a set, in any order.
    Set(Members),
    /// More than one value can say.
    Table(AnswerTable),
}

/// A range, a date or an order.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("oneOf" = forms()))]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct AnswerTable {
    /// This figure or above.
    at_least: Option<f64>,
    /// Above this figure.
    more_than: Option<f64>,
    /// This figure or below.
    at_most: Option<f64>,
    /// Below this figure.
    fewer_than: Option<f64>,
    /// Near this figure: a tenth either way.
    about: Option<f64>,
    /// The low end of a range; `to` is the high one.
    from: Option<f64>,
    /// The high end of a range.
    to: Option<f64>,
    /// A date as precise as it is known (EDTF): "2021-08", "2014/2015", "1990~".
    date: Option<Date>,
    /// Members in their order.
    in_order: Option<Members>,
}

/// Returns the keys that make an answer: one, or `from` with `to`.
fn forms() -> Value {
    let one = [
        "at_least",
        "more_than",
        "at_most",
        "fewer_than",
        "about",
        "date",
        "in_order",
    ];
    let one = one.map(|key| json!({"required": [key], "maxProperties": 1}));
    let range = json!({"required": ["from", "to"], "maxProperties": 2});
    one.into_iter().chain([range]).collect()
}

/// A text that is not empty.
#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Text(#[schemars(length(min = 1))] String);

/// A day as TOML writes it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Day(#[schemars(extend("format" = "date"))] String);

/// A day, or a date as precise as it is known.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum Date {
    /// EDTF: "2024-03", "2014/..", "1990~".
    Edtf(Text),
    /// A day.
    Day(Day),
}

/// At least two texts.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Members(#[schemars(length(min = 2), extend("uniqueItems" = true))] Vec<Text>);

/// One text, or a list of them.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum OneOrMore {
    /// One text.
    One(Text),
    /// Several texts.
    More(Vec<Text>),
}

/// Other wordings of the whole answer, or of its parts.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum Accept {
    /// One wording.
    One(Text),
    /// Several wordings.
    More(Vec<Text>),
    /// For each member, gap or claim its wordings.
    Parts(BTreeMap<String, OneOrMore>),
}

/// One text, or a list of texts, figures and days.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum OneOrMoreValues {
    /// One text.
    One(Text),
    /// Several texts, figures or days.
    More(Vec<Shown>),
}

/// A text, a figure or a day.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "describes a file")]
pub(super) enum Shown {
    /// A text.
    Text(Text),
    /// A figure.
    Number(f64),
    /// A day.
    Day(Day),
}
