//! Q007: hidden negative.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::{Word, class};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q007",
    name: "hidden-negative",
    severity: Severity::Info,
    why: "A `not` is read over, and then the learner is wrong for the wrong reason. Ask the positive, or write NOT so that it is seen.",
    bad: r#"
[[fact]]
id = "not-baltic"
ask = "Which of the rivers of Poland does not flow into the Baltic Sea: the Vistula, the Oder or the Dunajec?"
answer = "Dunajec"
wrong = ["Vistula", "Oder", "Warta"]
"#,
    good: r#"
[[fact]]
id = "not-baltic"
ask = "Which of the rivers of Poland does NOT flow into the Baltic Sea: the Vistula, the Oder or the Dunajec?"
answer = "Dunajec"
wrong = ["Vistula", "Oder", "Warta"]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if fact.class & class::NEGATIVE == 0 || !fact.is_english() {
        return;
    }
    for part in fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Ask | Role::Reverse))
    {
        let words = fact.words(part);
        let hidden = (0..words.len()).find(|at| is_hidden(fact, words, *at));
        if let Some(at) = hidden {
            let message = format!("`{}` is easily read over", fact.text(&words[at]));
            findings
                .at(fact.at, part.span, message)
                .help("ask the positive, or write it in capitals");
        }
    }
}

const CLAUSES: [&str; 8] = [
    "that", "who", "which", "whom", "whose", "because", "since", "although",
];

fn is_hidden(fact: &FactView<'_>, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let follows = |text: &str| {
        words
            .get(at + 1)
            .is_some_and(|next| fact.text(next) == text)
    };
    let after = |text: &str| at > 0 && fact.text(&words[at - 1]) == text;
    // "not only", "whether or not" and "or not" deny nothing.
    let denies =
        !follows("only") && !follows("just") && !follows("least") && !after("or") && !after("if");
    // What a clause denies, "groups that cannot be told apart", is not what is asked.
    let is_in_clause = words[..at]
        .iter()
        .skip(1)
        .any(|word| CLAUSES.contains(&fact.text(word)));
    word.is(class::NEGATIVE) && !word.is_shouted && !word.is_quoted && denies && !is_in_clause
}
