//! No answer and no response make grading panic, and the right answer is right.
#![no_main]

use factdeck::card::{Card, Side};
use factdeck::grade::{Verdict, grade};
use factdeck::library::{FactRef, Value};
use factdeck::question::{Body, Expected, Form, Question, Response, Sourced};
use factdeck::value::{Edtf, Quantity};
use libfuzzer_sys::fuzz_target;

// The first byte picks the question, lines are parts: answers, look-alikes, what was typed.
fuzz_target!(
    |input: (u8, Vec<String>, Vec<String>, Vec<String>, Vec<u8>)| {
        let (kind, answers, lookalikes, typed, order) = input;
        let Some(value) = value(kind, &answers) else {
            return;
        };
        let order: Vec<usize> = order.into_iter().map(usize::from).collect();
        let question = question(body(kind, &answers, &order), value.clone(), lookalikes);
        for response in [
            Response::Typed(typed),
            Response::Ordered(order),
            Response::Chosen(kind.into()),
        ] {
            let graded = grade(&question, &response);
            assert!(
                (0.0..=1.0).contains(&graded.credit),
                "a credit of {}",
                graded.credit
            );
            assert!(
                graded
                    .remarks
                    .iter()
                    .all(|remark| !remark.to_string().is_empty())
            );
        }
        if matches!(question.body, Body::Type) {
            let told = Response::Typed(told(&value));
            assert_eq!(
                grade(&question, &told).verdict,
                Verdict::Right,
                "the right answer"
            );
        }
    }
);

fn value(kind: u8, answers: &[String]) -> Option<Value> {
    let first = answers.first().filter(|text| !text.trim().is_empty())?;
    let members = || answers.iter().map(|text| text.as_str().into()).collect();
    let are_members = answers.len() > 1 && answers.iter().all(|text| !text.trim().is_empty());
    match kind % 6 {
        0 => Some(Value::Text(first.as_str().into())),
        1 => Quantity::parse(first).map(Value::Number),
        2 => Edtf::parse(first)
            .ok()
            .filter(|date| date.in_words().len() <= 500)
            .map(Value::Date),
        3 => Some(Value::Truth(first.len() > 3)),
        4 => are_members.then(|| Value::Set(members())),
        _ => are_members.then(|| Value::Sequence(members())),
    }
}

fn body(kind: u8, answers: &[String], order: &[usize]) -> Body {
    match kind / 6 % 6 {
        0 | 1 => Body::Type,
        2 => Body::Gap {
            pieces: vec![None; answers.len()],
        },
        3 => Body::Choose {
            options: answers.to_vec(),
            right: order.len(),
        },
        4 => Body::Order {
            items: answers.to_vec(),
            right: order.to_vec(),
        },
        _ => Body::Judge {
            truth: order.is_empty(),
        },
    }
}

fn question(body: Body, value: Value, lookalikes: Vec<String>) -> Question {
    let answer = Sourced {
        value,
        spellings: Vec::new(),
        cited: Vec::new(),
    };
    Question {
        card: Card {
            fact: FactRef { deck: 0, fact: 0 },
            side: Side::Forward,
        },
        form: Form::Type,
        prompt: String::new(),
        body,
        expected: Expected {
            answers: vec![answer],
            unit: None,
            tolerance: Some(0.5),
            lookalikes,
        },
        hint: None,
    }
}

/// The lines somebody types who knows the answer.
fn told(value: &Value) -> Vec<String> {
    match value {
        Value::Set(members) | Value::Sequence(members) => {
            members.iter().map(ToString::to_string).collect()
        }
        other => vec![other.to_string()],
    }
}
