//! Answers and claims: TOML's own type decides what an answer is.

use super::reader::{self, Entry, Reader, Slots, slots};
use super::tree::{Table, Toml};
use crate::library::{Answer, Answered, Claim, Value};
use crate::value::Quantity;
use compact_str::CompactString;

slots! {
    /// The keys of an answer that says more than one TOML value can.
    AnswerTable, "an answer", [at_least, more_than, at_most, fewer_than, about, from, to, date, in_order]
}

slots! {
    /// The keys of a claim.
    ClaimTable, "a claim", [answer, source, by]
}

/// Returns the tables read here with their keys.
pub(super) fn keys() -> [(&'static str, &'static [&'static str]); 2] {
    [
        reader::keys::<AnswerTable<'_, '_>>(),
        reader::keys::<ClaimTable<'_, '_>>(),
    ]
}

const FORMS: &str = "write one of `at_least`, `more_than`, `at_most`, `fewer_than`, `about`, \
                     `from` with `to`, `date` or `in_order`";

impl Reader {
    /// Reads an answer of any kind.
    pub(super) fn answer(&mut self, entry: Entry<'_, '_>) -> Option<Answer> {
        let value = match &entry.value.value {
            Toml::Text(_) => Value::Text(self.text(Some(entry))?.text),
            Toml::Integer(_) | Toml::Float(_) => {
                Value::Number(Quantity::Exactly(self.number(entry)?))
            }
            Toml::Day(_) => Value::Date(self.date(entry)?),
            Toml::Truth(truth) => Value::Truth(*truth),
            Toml::List(_) => Value::Set(self.members(entry)?),
            Toml::Table(table) => self.answer_table(entry, table)?,
        };
        Some(Answer {
            value,
            span: self.span(entry.value.range()),
        })
    }

    fn answer_table(&mut self, entry: Entry<'_, '_>, table: &Table<'_>) -> Option<Value> {
        let before = self.diagnostics.len();
        let slots: AnswerTable<'_, '_> = self.slots(table);
        if self.diagnostics.len() > before {
            return None;
        }
        if let (Some(from), Some(to), 2) = (slots.from, slots.to, table.len()) {
            return self.range(from, to);
        }
        let single = (table.len() == 1).then(|| table.iter().next()).flatten();
        let Some((key, _)) = single else {
            let range = entry.value.range();
            let message = match table.len() {
                0 => "the answer is an empty table",
                _ => "the answer says several things at once",
            };
            self.report_with_help("L009", range, message, FORMS);
            return None;
        };
        self.qualified(&key.text, slots)
    }

    fn qualified(&mut self, key: &str, mut slots: AnswerTable<'_, '_>) -> Option<Value> {
        let entry = (*slots.slot(key)?)?;
        match key {
            "date" => self.date(entry).map(Value::Date),
            "in_order" => self.members(entry).map(Value::Sequence),
            "from" | "to" => {
                let other = if key == "from" { "to" } else { "from" };
                let message = format!("`{key}` stands without `{other}`");
                let help = "for one end only write `at_least` or `at_most`";
                self.report_with_help("L003", entry.value.range(), message, help);
                None
            }
            _ => {
                let figure = self.number(entry)?;
                Some(Value::Number(match key {
                    "at_least" => Quantity::AtLeast(figure),
                    "more_than" => Quantity::MoreThan(figure),
                    "at_most" => Quantity::AtMost(figure),
                    "fewer_than" => Quantity::FewerThan(figure),
                    _ => Quantity::About(figure),
                }))
            }
        }
    }

    fn range(&mut self, from: Entry<'_, '_>, to: Entry<'_, '_>) -> Option<Value> {
        let (low, high) = (self.number(from)?, self.number(to)?);
        if low > high {
            self.invalid(to, "the range is reversed: `from` is above `to`");
            return None;
        }
        Some(Value::Number(Quantity::Between(low, high)))
    }

    /// Reads the members of a set or sequence: at least two texts, each once.
    fn members(&mut self, entry: Entry<'_, '_>) -> Option<Vec<CompactString>> {
        if !matches!(entry.value.value, Toml::List(_)) {
            self.wrong_type(entry, "a list of texts");
            return None;
        }
        let before = self.diagnostics.len();
        let members: Vec<CompactString> = self
            .texts(Some(entry))
            .into_iter()
            .map(|member| member.text)
            .collect();
        if self.diagnostics.len() > before {
            return None;
        }
        if members.len() < 2 {
            self.invalid(
                entry,
                "a list needs at least two members; one alone is a text",
            );
            return None;
        }
        let twice = members
            .iter()
            .enumerate()
            .find(|(index, member)| members[..*index].contains(member));
        if let Some((_, member)) = twice {
            self.invalid(entry, format!("`{member}` stands in the list twice"));
            return None;
        }
        Some(members)
    }

    /// Reads claims: at least two, all of one kind of value.
    pub(super) fn claims(&mut self, entry: Entry<'_, '_>) -> Option<Answered> {
        let Toml::List(items) = &entry.value.value else {
            self.wrong_type(entry, "a list of claims");
            return None;
        };
        let before = self.diagnostics.len();
        let claims: Vec<Claim> = items
            .iter()
            .filter_map(|value| self.claim(entry.item(value)))
            .collect();
        if self.diagnostics.len() > before {
            return None;
        }
        if claims.len() < 2 {
            self.invalid(
                entry,
                "claims are for sources that differ: give at least two, or `answer`",
            );
            return None;
        }
        let kind = claims[0].answer.value.kind();
        if let Some(other) = claims
            .iter()
            .find(|claim| claim.answer.value.kind() != kind)
        {
            let other = other.answer.value.kind();
            let message =
                format!("the claims give a {kind} and a {other}; they must be of one kind");
            self.invalid(entry, message);
            return None;
        }
        Some(Answered::Claims(claims))
    }

    fn claim(&mut self, entry: Entry<'_, '_>) -> Option<Claim> {
        let Toml::Table(table) = &entry.value.value else {
            self.wrong_type(
                entry,
                "a table such as `{ answer = 137, source = \"vox, lead\" }`",
            );
            return None;
        };
        let slots: ClaimTable<'_, '_> = self.slots(table);
        let citations = self.citations(slots.source);
        if slots.source.is_none() {
            let range = entry.value.range();
            self.missing(
                range,
                "a claim has no `source`",
                "say where it is said: `source = \"citekey, locator\"`",
            );
        }
        let by = self.text(slots.by);
        let Some(answer) = slots.answer else {
            let range = entry.value.range();
            self.missing(
                range,
                "a claim has no `answer`",
                "say what the source gives: `answer = …`",
            );
            return None;
        };
        Some(Claim {
            answer: self.answer(answer)?,
            citations,
            by,
        })
    }
}
