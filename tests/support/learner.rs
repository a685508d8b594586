//! A learner with answers ready: twenty questions of every form, and what they must leave in
//! the log.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use super::pipe::Pipe;
use super::pty::Pty;
use super::world::World;
use factdeck::grade::Verdict::{self, NotKnown, Partly, Right, Slip, Wrong};
use factdeck::question::Form;
use factdeck::schedule::Rating::{self, Easy, Good, Hard};
use factdeck::schedule::Review;

/// Facts of every kind; no line is too long for 40 columns.
pub const FACTS: &str = r#"
[[fact]]
id = "capital"
ask = "What is the capital of Peru?"
answer = "Lima"
wrong = ["Cusco", "Arequipa", "Trujillo"]
hint = "It lies by the sea."
[[fact]]
id = "summit"
ask = "How high is Huascarán?"
answer = 6768
unit = "m"
[[fact]]
id = "founded"
ask = "When was Lima founded?"
answer = 1535-01-18
[[fact]]
id = "south"
ask = "Peru lies south of the equator."
answer = true
[[fact]]
id = "inland"
ask = "Peru has no coast."
answer = false
[[fact]]
id = "andes"
ask = "Name the andean three."
answer = ["Peru", "Ecuador", "Bolivia"]
[[fact]]
id = "cultures"
ask = "Sort the cultures by age."
answer = { in_order = ["Caral", "Chavín", "Moche", "Inca"] }
[[fact]]
id = "capitals"
cloze = "From {1:Quito} one flies to {1:Lima}."
[[fact]]
id = "river"
ask = "Which river passes Krasnoyarsk?"
answer = "Енисей"
[[fact]]
id = "poet"
ask = "Who wrote Trilce?"
answer = "César Vallejo"
[[fact]]
id = "injured"
ask = "How many were injured?"
answer = 180
unit = "people"
[[fact]]
id = "killed"
ask = "How many were killed?"
unit = "people"
status = "disputed"
claims = [
  { answer = { at_least = 130 }, source = "atlas, 7" },
  { answer = 137, source = "almanac, 3" },
]
[[fact]]
id = "attack"
ask = "When was the attack?"
answer = 2024-03-22
[[fact]]
id = "revolt"
ask = "When did the revolt begin?"
answer = 1780-11-04
[[fact]]
id = "ports"
ask = "Name the ports."
answer = ["Callao", "Paita", "Ilo"]
[[fact]]
id = "rulers"
ask = "Sort the rulers."
answer = { in_order = ["Pachacuti", "Túpac", "Huayna"] }
[[fact]]
id = "lines"
cloze = "The lines are those of {Nazca}."
[[fact]]
id = "essay"
ask = "Why did the fleet turn back?"
answer = "Because the wind had fallen and the water on board was spent"
[[fact]]
id = "desert"
ask = "Which desert is the driest?"
answer = "Atacama"
wrong = ["Sechura", "Gobi", "Namib"]
"#;

/// The cards of those facts that must be old, so that they are recalled.
pub const OLD: [&str; 11] = [
    "river",
    "poet",
    "injured",
    "killed",
    "attack",
    "revolt",
    "ports",
    "rulers",
    "lines/hole-1",
    "essay",
    "desert",
];

/// What the learner does with a question.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    Choose(&'static str),
    /// Chooses the first option that is not right.
    Mistake,
    Judge(bool),
    Lines(&'static [&'static str]),
    Members(&'static [&'static str]),
    Order(&'static [&'static str]),
    Reveal,
    DontKnow,
}

/// How the learner rates it.
#[derive(Debug, Clone, Copy)]
pub enum Rate {
    /// By pressing Enter on what must be proposed.
    Proposed(Rating),
    As(Rating),
}

use Rate::{As, Proposed};

/// One question and what the log must say of it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    card: &'static str,
    /// Text of the question by which it is known.
    shown: &'static str,
    form: Form,
    reply: Reply,
    verdict: Verdict,
    rate: Rate,
    typed: &'static str,
    answer: &'static str,
}

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn part(
    card: &'static str,
    shown: &'static str,
    form: Form,
    reply: Reply,
    verdict: Verdict,
    rate: Rate,
    typed: &'static str,
    answer: &'static str,
) -> Part {
    Part {
        card,
        shown,
        form,
        reply,
        verdict,
        rate,
        typed,
        answer,
    }
}

/// The twenty questions; those of one card in the order they come.
#[rustfmt::skip]
pub const PARTS: [Part; 20] = [
    part("capital", "capital of Peru?", Form::Choose, Reply::Choose("Lima"), Right, Proposed(Good), "Lima", "Lima"),
    part("capital", "capital of Peru?", Form::Choose, Reply::Choose("Lima"), Right, Proposed(Good), "Lima", "Lima"),
    part("summit", "How high is Huascarán?", Form::Choose, Reply::Mistake, Wrong, As(Easy), "", "6,768 m"),
    part("founded", "When was Lima founded?", Form::Choose, Reply::DontKnow, NotKnown, As(Easy), "", "18 January 1535"),
    part("south", "Peru lies south", Form::Judge, Reply::Judge(true), Right, As(Easy), "true", "true"),
    part("inland", "Peru has no coast.", Form::Judge, Reply::Judge(true), Wrong, As(Easy), "true", "false"),
    part("andes", "Name the andean three.", Form::Members, Reply::Members(&["bolivia", "Peru", "Ecuador"]), Right, As(Easy), "bolivia; Peru; Ecuador", "Peru, Ecuador, Bolivia"),
    part("cultures", "Sort the cultures", Form::Order, Reply::Order(&["Caral", "Chavín", "Moche", "Inca"]), Right, As(Easy), "Caral → Chavín → Moche → Inca", "Caral → Chavín → Moche → Inca"),
    part("capitals/hole-1", "From ____(1) one flies", Form::Gap, Reply::Lines(&["Quito", "Lima"]), Right, As(Easy), "Quito; Lima", "Quito → Lima"),
    part("river", "passes Krasnoyarsk?", Form::Type, Reply::Lines(&["Енисей"]), Right, As(Good), "Енисей", "Енисей"),
    part("poet", "Who wrote Trilce?", Form::Type, Reply::Lines(&["Cesar Vallexo"]), Slip, Proposed(Good), "Cesar Vallexo", "César Vallejo"),
    part("injured", "How many were injured?", Form::Type, Reply::Lines(&["a hundred and eighty"]), Right, As(Good), "a hundred and eighty", "180 people"),
    part("killed", "How many were killed?", Form::Type, Reply::Lines(&["137 people"]), Right, As(Good), "137 people", "137 people / at least 130 people"),
    part("attack", "When was the attack?", Form::Type, Reply::Lines(&["March 22, 2024"]), Right, As(Hard), "March 22, 2024", "22 March 2024"),
    part("revolt", "When did the revolt begin?", Form::Type, Reply::Lines(&["1780"]), Partly, As(Hard), "1780", "4 November 1780"),
    part("ports", "Name the ports.", Form::Members, Reply::Members(&["Ilo", "Callao"]), Partly, As(Hard), "Ilo; Callao", "Callao, Paita, Ilo"),
    part("rulers", "Sort the rulers.", Form::Order, Reply::Order(&["Huayna", "Túpac", "Pachacuti"]), Wrong, As(Easy), "Huayna → Túpac → Pachacuti", "Pachacuti → Túpac → Huayna"),
    part("lines/hole-1", "those of ____.", Form::Gap, Reply::Lines(&["nazca"]), Right, As(Good), "nazca", "Nazca"),
    part("essay", "Why did the fleet", Form::Recall, Reply::Reveal, Right, Proposed(Good), "", "Because the wind had fallen and the water on board was spent"),
    part("desert", "desert is the driest?", Form::Type, Reply::Lines(&["Sahara"]), Wrong, As(Easy), "Sahara", "Atacama"),
];

/// A review as far as a learner can know it.
pub type Known = (String, Form, Verdict, Rating, String, String);

/// Returns what a learner can know of a review.
pub fn known(review: &Review) -> Known {
    let Review {
        card,
        form,
        verdict,
        rating,
        typed,
        answer,
        ..
    } = review.clone();
    (card.0, form, verdict, rating, typed, answer)
}

/// Makes the world of the twenty questions.
pub fn world() -> World {
    let world = World::new(FACTS);
    world.make_old(&OLD);
    world
}

/// Something typed.
pub enum Stroke {
    /// One key, where the full screen needs no Enter.
    Key(char),
    /// A line with Enter.
    Line(String),
    /// A command, whatever the question takes for text.
    Command(char),
}

/// What the summary ends with.
const DONE: &str = "↵ done · u undo";
const PLAIN_DONE: &str = "Empty line: done.";

/// A session as a learner has it before them, in either kind of terminal.
pub trait Sitting {
    /// Waits for the question with this number, or the summary; returns what is shown.
    fn question(&mut self, number: usize) -> String;
    /// Waits for the feedback to the question with this number.
    fn feedback(&mut self, number: usize) -> String;
    /// Types.
    fn strike(&mut self, stroke: &Stroke);
}

impl Sitting for Pty {
    fn question(&mut self, number: usize) -> String {
        self.wait_page(&format!("question {number}"), |screen| {
            let text = screen.contents();
            let is_asked = is_numbered(&text, number) && !text.contains("[1] again");
            is_asked || text.contains(DONE)
        })
    }

    fn feedback(&mut self, number: usize) -> String {
        self.wait_page(&format!("feedback {number}"), |screen| {
            let text = screen.contents();
            is_numbered(&text, number) && text.contains("[1] again")
        })
    }

    fn strike(&mut self, stroke: &Stroke) {
        match stroke {
            Stroke::Key(key) => self.send(&key.to_string()),
            Stroke::Line(line) => self.send(&format!("{line}\r")),
            Stroke::Command(key) => self.send(&format!("\x1b{key}")),
        }
    }
}

impl Sitting for Pipe {
    fn question(&mut self, number: usize) -> String {
        let text = self.wait_prompt();
        let is_over = text.contains(PLAIN_DONE);
        assert!(is_over || is_numbered(&text, number), "{number}: {text}");
        text
    }

    fn feedback(&mut self, number: usize) -> String {
        let mut text = self.wait_prompt();
        // A question of several lines asks for each of them.
        while !text.contains("\n1 again ") {
            text = self.wait_prompt();
            assert!(!is_numbered(&text, number + 1), "{text}");
        }
        text
    }

    fn strike(&mut self, stroke: &Stroke) {
        match stroke {
            Stroke::Key(key) => self.send(&format!("{key}\n")),
            Stroke::Line(line) => self.send(&format!("{line}\n")),
            Stroke::Command(key) => self.send(&format!(":{key}\n")),
        }
    }
}

fn is_numbered(text: &str, number: usize) -> bool {
    let number = format!("{number}/");
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with(&number))
}

/// Answers until the summary; returns what the log must hold, in order.
pub fn sit(sitting: &mut impl Sitting) -> Vec<Known> {
    let mut left = PARTS.to_vec();
    let mut expected = Vec::new();
    loop {
        let number = expected.len() + 1;
        let shown = sitting.question(number);
        if shown.contains(DONE) || shown.contains(PLAIN_DONE) {
            assert!(left.is_empty(), "never asked: {left:?}\n{shown}");
            return expected;
        }
        let words: Vec<&str> = shown.split_whitespace().collect();
        let words = words.join(" ");
        let at = left.iter().position(|part| words.contains(part.shown));
        let part = left.remove(at.unwrap_or_else(|| panic!("unknown question: {shown}")));
        let (strokes, typed) = answer(&part, &shown);
        for stroke in &strokes {
            sitting.strike(stroke);
        }
        sitting.feedback(number);
        let rating = match part.rate {
            Proposed(rating) => {
                sitting.strike(&Stroke::Line(String::new()));
                rating
            }
            As(rating) => {
                let digit = char::from(b'0' + rating as u8);
                sitting.strike(&Stroke::Key(digit));
                rating
            }
        };
        let Part {
            card,
            form,
            verdict,
            answer,
            ..
        } = part;
        expected.push((card.into(), form, verdict, rating, typed, answer.into()));
    }
}

/// What to type for an answer, and what the log must call it.
fn answer(part: &Part, shown: &str) -> (Vec<Stroke>, String) {
    let options = options(shown);
    let digit = |wanted: &str| {
        let at = options.iter().position(|option| option == wanted);
        let at = at.unwrap_or_else(|| panic!("no `{wanted}` among {options:?} in\n{shown}"));
        char::from_digit(u32::try_from(at).unwrap() + 1, 10).unwrap()
    };
    let lines = |lines: &[&str]| -> Vec<Stroke> {
        let lines = lines.iter().map(|line| Stroke::Line((*line).into()));
        lines.collect()
    };
    let strokes = match part.reply {
        Reply::Choose(option) => vec![Stroke::Key(digit(option))],
        Reply::Mistake => {
            assert!(options.iter().any(|it| it == part.answer), "{options:?}");
            let wrong = options.iter().find(|it| *it != part.answer).unwrap();
            return (vec![Stroke::Key(digit(wrong))], wrong.clone());
        }
        Reply::Judge(truth) => vec![Stroke::Key(if truth { 't' } else { 'f' })],
        Reply::Lines(typed) => lines(typed),
        Reply::Members(typed) => {
            let end = Stroke::Line(String::new());
            lines(typed).into_iter().chain([end]).collect()
        }
        Reply::Order(items) => {
            let numbers = items.iter().map(|item| digit(item)).collect();
            vec![Stroke::Line(numbers)]
        }
        Reply::Reveal => vec![Stroke::Line(String::new())],
        Reply::DontKnow => vec![Stroke::Command('0')],
    };
    (strokes, part.typed.to_owned())
}

/// Reads the numbered options off a screen or off lines.
fn options(shown: &str) -> Vec<String> {
    let mut options = Vec::new();
    for line in shown.lines() {
        let line = line.trim_start_matches(['>', ' ']);
        let number = (options.len() + 1).to_string();
        let rest = line.strip_prefix(&number);
        let rest = rest.and_then(|it| it.strip_prefix(". ").or_else(|| it.strip_prefix("  ")));
        options.extend(rest.map(|option| option.trim().to_owned()));
    }
    options
}
