//! One `[[fact]]`.

use super::reader::{self, Entry, Reader, closest, slots};
use super::tree::{Table, Toml};
use crate::diagnostic::Diagnostic;
use crate::library::{Answered, Asks, Cloze, Extras, Fact, Status, Subject, Text, Value};
use std::ops::Range;

slots! {
    /// The keys of a fact.
    FactTable, "a fact", [
        id, ask, answer, claims, reverse, term, meaning, also, cloze,
        source, subject, attribute, status, by, revision,
        wrong, accept, unit, tolerance, hint, note, tags, allow,
    ]
}

/// Returns the tables read here with their keys.
pub(super) fn keys() -> [(&'static str, &'static [&'static str]); 1] {
    [reader::keys::<FactTable<'_, '_>>()]
}

impl Reader {
    /// Reads a fact; `header` is where `[[fact]]` stands, `whole` the fact up to the next header.
    pub(super) fn fact(
        &mut self,
        table: &Table<'_>,
        header: Range<usize>,
        whole: Range<usize>,
    ) -> Option<Fact> {
        let before = self.diagnostics.len();
        let slots: FactTable<'_, '_> = self.slots(table);
        let id = self.fact_id(slots.id, header.clone());
        let asks = self.asks(&slots, header);
        let citations = self.citations(slots.source);
        let subject = self.subject(&slots).map(Box::new);
        let status = self.status(slots.status);
        let by = self.text(slots.by).map(Box::new);
        let revision = self.count(slots.revision).unwrap_or(1);
        let extras = self.extras(&slots, asks.as_ref());
        let span = self.span(whole);
        let fact = asks.zip(id).map(|(asks, id)| Fact {
            id,
            asks,
            citations,
            subject,
            status,
            by,
            revision,
            span,
            extras,
        });
        self.name_problems(before, slots.id);
        // A key that is not known costs what it says, not the fact.
        let is_harmless = |problem: &Diagnostic| problem.code == "L002";
        fact.filter(|_| self.diagnostics[before..].iter().all(is_harmless))
    }

    /// Says of everything reported since which fact it is about.
    fn name_problems(&mut self, since: usize, id: Option<Entry<'_, '_>>) {
        let id = id.and_then(|id| id.value.text());
        for problem in &mut self.diagnostics[since..] {
            problem.fact = id.map(str::to_owned);
        }
    }

    fn fact_id(&mut self, entry: Option<Entry<'_, '_>>, header: Range<usize>) -> Option<Text> {
        let Some(entry) = entry else {
            let help =
                "give it a short permanent id such as `id = \"sahel\"`: its history hangs on it";
            self.missing(header, "a fact has no `id`", help);
            return None;
        };
        let id = self.text(Some(entry))?;
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        if !id.text.chars().all(fits) {
            let message =
                format!("the id `{id}` may have only letters, digits, `-`, `_`, `.` and `:`");
            self.invalid(entry, message);
            return None;
        }
        Some(id)
    }

    /// Reads what a fact asks: exactly one of `ask`, `term` and `cloze`.
    fn asks(&mut self, slots: &FactTable<'_, '_>, header: Range<usize>) -> Option<Asks> {
        let asked = [slots.ask, slots.term, slots.cloze];
        let mut present = asked.into_iter().flatten();
        let Some(first) = present.next() else {
            let help = "write `ask` with `answer`, `term` with `meaning`, or `cloze`";
            self.missing(header, "the fact asks nothing", help);
            return None;
        };
        if let Some(second) = present.next() {
            return self.excluded(second, first.key);
        }
        match first.key {
            "ask" => self.question(slots, first),
            "term" => self.term(slots, first),
            _ => self.cloze(slots, first),
        }
    }

    /// Reports two keys that exclude each other.
    fn excluded<T>(&mut self, entry: Entry<'_, '_>, other: &str) -> Option<T> {
        let message = format!("`{}` and `{other}` exclude each other", entry.key);
        let range = entry.key_range.0..entry.key_range.1;
        let help = format!(
            "keep one of the two, or make a second fact of `{}`",
            entry.key
        );
        self.report_with_help("L009", range, message, help);
        None
    }

    fn exclude(&mut self, entries: &[Option<Entry<'_, '_>>], other: &str) {
        for entry in entries.iter().copied().flatten() {
            self.excluded::<()>(entry, other);
        }
    }

    fn question(&mut self, slots: &FactTable<'_, '_>, asked: Entry<'_, '_>) -> Option<Asks> {
        self.exclude(&[slots.meaning, slots.also], "ask");
        let ask = self.text(Some(asked));
        let reverse = self.text(slots.reverse).map(Box::new);
        let answer = match (slots.answer, slots.claims) {
            (Some(_), Some(claims)) => self.excluded(claims, "answer"),
            (Some(answer), None) => self.answer(answer).map(Answered::Answer),
            (None, Some(claims)) => self.claims(claims),
            (None, None) => {
                let help = "add `answer = …`, or `claims = […]` where the sources differ";
                self.missing(asked.value.range(), "the question has no `answer`", help);
                None
            }
        };
        Some(Asks::Question {
            ask: ask?,
            answer: answer?,
            reverse,
        })
    }

    fn term(&mut self, slots: &FactTable<'_, '_>, asked: Entry<'_, '_>) -> Option<Asks> {
        self.exclude(&[slots.answer, slots.claims, slots.reverse], "term");
        let term = self.text(Some(asked));
        let also = self.texts(slots.also);
        if slots.meaning.is_none() {
            let help = "add `meaning = …`: a glossary entry is asked both ways";
            self.missing(asked.value.range(), "the term has no `meaning`", help);
        }
        Some(Asks::Term {
            term: term?,
            meaning: self.text(slots.meaning)?,
            also,
        })
    }

    fn cloze(&mut self, slots: &FactTable<'_, '_>, asked: Entry<'_, '_>) -> Option<Asks> {
        let others = [
            slots.answer,
            slots.claims,
            slots.reverse,
            slots.meaning,
            slots.also,
        ];
        self.exclude(&others, "cloze");
        let text = self.text(Some(asked))?;
        match Cloze::parse(text) {
            Ok(cloze) => Some(Asks::Cloze(cloze)),
            Err(error) => {
                self.invalid(asked, error.to_string());
                None
            }
        }
    }

    fn subject(&mut self, slots: &FactTable<'_, '_>) -> Option<Subject> {
        let attribute = self.text(slots.attribute);
        if let (None, Some(entry)) = (slots.subject, slots.attribute) {
            let help = "name whose attribute it is: `subject = …`, a key of `[name.…]`";
            self.missing(
                entry.value.range(),
                "`attribute` stands without `subject`",
                help,
            );
        }
        let name = self.text(slots.subject)?;
        Some(Subject { name, attribute })
    }

    fn status(&mut self, entry: Option<Entry<'_, '_>>) -> Status {
        let (Some(entry), Some(text)) = (entry, self.text(entry)) else {
            return Status::default();
        };
        let known = Status::ALL.iter().find(|(_, word)| *word == &*text.text);
        if let Some((status, _)) = known {
            return *status;
        }
        let words = Status::ALL.map(|(_, word)| word);
        let message = format!("there is no status `{text}`");
        let help = match closest(&text.text, &words) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("write one of: {}", words.join(", ")),
        };
        self.report_with_help("L005", entry.value.range(), message, help);
        Status::default()
    }

    fn extras(&mut self, slots: &FactTable<'_, '_>, asks: Option<&Asks>) -> Option<Box<Extras>> {
        let carries = [
            slots.wrong,
            slots.accept,
            slots.unit,
            slots.tolerance,
            slots.hint,
            slots.note,
            slots.tags,
            slots.allow,
        ];
        carries.iter().any(Option::is_some).then(|| {
            let (accept, accept_for) = self.accept(slots.accept, asks);
            Box::new(Extras {
                wrong: self.shown_values(slots.wrong),
                accept,
                accept_for,
                unit: self.text(slots.unit).map(Box::new),
                tolerance: self.tolerance(slots.tolerance, asks),
                hint: self.text(slots.hint).map(Box::new),
                note: self.text(slots.note).map(Box::new),
                tags: self.texts(slots.tags),
                allow: self.texts(slots.allow),
            })
        })
    }

    /// Reads other wordings: a list for the whole answer, a table of lists for parts of it.
    fn accept(
        &mut self,
        entry: Option<Entry<'_, '_>>,
        asks: Option<&Asks>,
    ) -> (Vec<Text>, Vec<(Text, Vec<Text>)>) {
        let (Some(entry), Some(parts)) = (entry, asks.map(parts)) else {
            return Default::default();
        };
        if parts.is_empty() && matches!(asks, Some(Asks::Question { .. })) {
            let range = entry.key_range.0..entry.key_range.1;
            let help = "remove it: figures and dates are read in every way of writing them";
            self.report_with_help("L009", range, "`accept` goes with texts as answer", help);
        }
        let Toml::Table(table) = &entry.value.value else {
            let wordings = self.texts(Some(entry));
            if parts.len() > 1 {
                let message = "`accept` does not say of which part it is another wording";
                let help = format!("write `accept = {{ {:?} = [\"…\"] }}`", parts[0]);
                self.report_with_help("L005", entry.value.range(), message, help);
            }
            return (wordings, Vec::new());
        };
        let mut found = Vec::new();
        for (key, value) in table.iter() {
            let part = Text {
                text: key.text.as_ref().into(),
                span: self.span(key.range()),
            };
            if !parts.contains(&key.text.as_ref()) {
                let message = format!("`{part}` is no part of the answer");
                let help = format!("the parts are: {}", parts.join(", "));
                self.report_with_help("L005", key.range(), message, help);
            }
            found.push((part, self.texts(Some(entry.item(value)))));
        }
        (Vec::new(), found)
    }

    fn tolerance(&mut self, entry: Option<Entry<'_, '_>>, asks: Option<&Asks>) -> Option<f64> {
        let entry = entry?;
        let tolerance = self.number(entry)?;
        if tolerance < 0.0 {
            self.invalid(
                entry,
                "`tolerance` is negative; say how far a figure may be off",
            );
        }
        if asks.is_some_and(|asks| !is_about_figures(asks)) {
            let range = entry.key_range.0..entry.key_range.1;
            let help = "remove it: only figures can be nearly right";
            self.report_with_help(
                "L009",
                range,
                "`tolerance` goes with a number as answer",
                help,
            );
        }
        Some(tolerance)
    }
}

/// Returns the texts an answer is made of: members of a list, gaps, texts of claims, or the one.
fn parts(asks: &Asks) -> Vec<&str> {
    match asks {
        Asks::Question { answer, .. } => {
            let values = answer.answers().map(|answer| &answer.value);
            let texts = values.flat_map(|value| match value {
                Value::Text(text) => std::slice::from_ref(text),
                Value::Set(members) | Value::Sequence(members) => members,
                Value::Number(_) | Value::Date(_) | Value::Truth(_) => &[],
            });
            texts.map(|text| &**text).collect()
        }
        Asks::Term { .. } => Vec::new(),
        Asks::Cloze(cloze) => cloze.holes().map(|(_, hole)| hole).collect(),
    }
}

fn is_about_figures(asks: &Asks) -> bool {
    let Asks::Question { answer, .. } = asks else {
        return false;
    };
    answer
        .answers()
        .all(|answer| matches!(answer.value, Value::Number(_)))
}
