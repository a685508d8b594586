//! Screens to draw, for tests of every terminal.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use factdeck::card::{Card, CardId, Side};
use factdeck::grade::{Graded, Piece, Verdict};
use factdeck::library::FactRef;
use factdeck::question::{Body, Expected, Form, Question, Response};
use factdeck::schedule::Rating;
use factdeck::session::{
    AnswerLine, FeedbackScreen, Mistake, Overview, QuestionScreen, RatingChoice, Screen,
    SummaryScreen,
};

/// Four options, the second of which is right.
pub fn choose() -> Body {
    let options = [
        "Abdul Rehman al-Loghri",
        "Shahab al-Muhajir",
        "何人の党員",
        "Хафиз Саид Хан, первый наместник Хорасана, убит в 2016 году",
    ];
    Body::Choose {
        options: options.map(str::to_owned).to_vec(),
        right: 1,
    }
}

/// A text with two gaps.
pub fn gap() -> Body {
    let shown = |text: &str| Some(text.to_owned());
    Body::Gap {
        pieces: vec![
            shown("Founded by defectors from the "),
            None,
            shown(" in "),
            None,
            shown("."),
        ],
    }
}

/// Three items to sort.
pub fn order() -> Body {
    Body::Order {
        items: ["Bagram", "Kabul", "Crocus"].map(str::to_owned).to_vec(),
        right: vec![1, 0, 2],
    }
}

/// One body of every form.
pub fn bodies() -> Vec<Body> {
    vec![
        choose(),
        Body::Judge { truth: true },
        Body::Type,
        gap(),
        Body::Members { count: 3 },
        order(),
        Body::Recall,
    ]
}

fn form(body: &Body) -> Form {
    match body {
        Body::Choose { .. } => Form::Choose,
        Body::Judge { .. } => Form::Judge,
        Body::Type => Form::Type,
        Body::Gap { .. } => Form::Gap,
        Body::Members { .. } => Form::Members,
        Body::Order { .. } => Form::Order,
        Body::Recall => Form::Recall,
    }
}

/// A question with this body.
pub fn question(body: Body) -> Question {
    Question {
        card: Card {
            fact: FactRef { deck: 0, fact: 0 },
            side: Side::Forward,
        },
        form: form(&body),
        prompt: "How many people were injured in the Crocus City Hall attack?".into(),
        body,
        expected: Expected {
            answers: Vec::new(),
            unit: Some("people".into()),
            tolerance: None,
            lookalikes: Vec::new(),
        },
        hint: Some("more than a hundred".into()),
    }
}

/// The screen of a question, the third of 22.
pub fn question_screen(body: Body) -> QuestionScreen {
    QuestionScreen {
        number: 3,
        total: 22,
        deck: "Attacks".into(),
        state: "new",
        question: question(body),
        hint_shown: false,
        notice: None,
        seconds_left: None,
    }
}

/// The same as a screen.
pub fn asked(body: Body) -> Screen {
    Screen::Question(Box::new(question_screen(body)))
}

/// A typed answer with a slip, graded.
pub fn feedback() -> Screen {
    let line = |text: &str, cited: &[&str]| AnswerLine {
        text: text.into(),
        cited: cited.iter().map(|it| (*it).to_owned()).collect(),
    };
    let intervals = ["1m", "6m", "10m", "5d"];
    let ratings = Rating::ALL.into_iter().zip(intervals);
    Screen::Feedback(Box::new(FeedbackScreen {
        asked: question_screen(Body::Type),
        response: Response::Typed(vec!["188 people".into()]),
        graded: Graded {
            verdict: Verdict::Slip,
            credit: 1.0,
            matched: Some(0),
            remarks: Vec::new(),
            difference: vec![
                Piece::Same("18".into()),
                Piece::Typed("8".into()),
                Piece::Missed("0".into()),
                Piece::Same(" people".into()),
            ],
        },
        answer: line("180 people", &["Meduza, lead", "BBC, paragraph 4"]),
        others: vec![line("more than 100", &["Vox, lead"])],
        note: Some("The toll rose as the injured died.".into()),
        changed_from: Some("145 people".into()),
        ratings: ratings
            .map(|(rating, interval)| RatingChoice {
                rating,
                interval: interval.into(),
            })
            .collect(),
        proposed: Rating::Good,
        notice: None,
    }))
}

/// A summary with one mistake.
pub fn summary() -> Screen {
    Screen::Summary(Box::new(SummaryScreen {
        answered: 20,
        right: 15,
        partly: 3,
        seconds: 372,
        mistakes: vec![Mistake {
            card: CardId("crocus-killed".into()),
            prompt: "How many people were killed in the Crocus City Hall attack?".into(),
            typed: "12".into(),
            answer: "at least 130".into(),
            verdict: Verdict::Wrong,
        }],
        left: 4,
        tomorrow: 12,
        score: None,
        notice: None,
    }))
}

/// What stands before the first question.
pub fn overview() -> Overview {
    Overview {
        title: "Islamic State Khorasan".into(),
        due: 12,
        new: 10,
        unseen: 318,
        minutes: 9,
        notices: vec!["`leaders.toml` is broken and was left out".into()],
    }
}

/// A screen of every kind, and a question of every form.
pub fn all_screens() -> Vec<Screen> {
    let mut screens: Vec<Screen> = bodies().into_iter().map(asked).collect();
    screens.extend([feedback(), summary()]);
    screens
}

/// The screen with text in it that tries to steer the terminal.
pub fn hostile(screen: Screen) -> Screen {
    let evil = "a\u{1b}]0;pwned\u{7}\u{1b}[2J\u{202E}b";
    let asked = |asked: &mut QuestionScreen| {
        asked.deck = evil.into();
        asked.question.prompt = evil.into();
        asked.question.hint = Some(evil.into());
        asked.hint_shown = true;
        asked.notice = Some(evil.into());
        match &mut asked.question.body {
            Body::Choose { options: items, .. } | Body::Order { items, .. } => {
                items.fill(evil.into());
            }
            Body::Gap { pieces } => pieces[0] = Some(evil.into()),
            _ => {}
        }
    };
    let mut screen = screen;
    match &mut screen {
        Screen::Question(question) => asked(question),
        Screen::Feedback(feedback) => {
            asked(&mut feedback.asked);
            feedback.response = Response::Typed(vec![evil.into()]);
            feedback.answer.text = evil.into();
            feedback.answer.cited = vec![evil.into(); 2];
            feedback.others[0].text = evil.into();
            feedback.others[0].cited = vec![evil.into()];
            feedback.note = Some(evil.into());
            feedback.changed_from = Some(evil.into());
            feedback.graded.difference = vec![Piece::Typed(evil.into())];
        }
        Screen::Summary(summary) => {
            let mistake = &mut summary.mistakes[0];
            mistake.prompt = evil.into();
            mistake.typed = evil.into();
            mistake.answer = evil.into();
        }
    }
    screen
}
