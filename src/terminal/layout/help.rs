//! All keys of a screen.

use super::Frame;
use crate::question::Body;
use crate::session::Screen;
use crate::terminal::line::Tone;
use crate::terminal::page::Page;

/// What the footer says after Escape.
pub(super) const COMMANDS: [&str; 11] = [
    "0 I don't know",
    "h hint",
    "s skip",
    "u undo",
    "! flag",
    "- suspend",
    "b bury",
    "e edit",
    "q quit",
    "? all keys",
    "Esc back",
];

const ANYWHERE: [(&str, &str); 9] = [
    ("u", "undo the last rating, mark or skip, again and again"),
    ("b", "bury: not again today"),
    ("-", "suspend: not asked again, unless undone"),
    ("!", "flag: tell the author what is wrong, in a remark"),
    ("e", "open the deck at this fact in an editor"),
    ("q, Ctrl-D", "quit; everything is saved"),
    ("Ctrl-C", "leave at once; everything is saved"),
    ("Ctrl-Z", "back to the shell for a while"),
    ("PgUp PgDn", "scroll"),
];

const ASKED: [(&str, &str); 4] = [
    ("0", "I do not know"),
    ("h, Tab", "hint"),
    ("s", "skip: ask it at the end of the session"),
    ("Esc", "the next letter is a command, even while typing"),
];

const TYPED: [(&str, &str); 6] = [
    ("↵", "answer; with nothing typed: I do not know"),
    ("← → Home End", "move; with Ctrl or Alt by words"),
    ("↑ ↓", "between lines, where there are several"),
    ("Ctrl-U Ctrl-K", "delete to the start, to the end"),
    ("Ctrl-W", "delete a word"),
    (
        "Alt and a letter",
        "the command in one stroke (for bury: Esc b)",
    ),
];

const GRADED: [(&str, &str); 3] = [
    ("↵, Space", "take the proposed rating and go on"),
    ("1 2 3 4", "again, hard, good, easy"),
    ("s", "all sources, or the first of each only"),
];

/// Lays out all keys of a screen.
pub(super) fn page(screen: &Screen, frame: Frame) -> Page {
    let mut keys = match screen {
        Screen::Question(asked) => of_form(&asked.question.body),
        Screen::Feedback(_) => GRADED.to_vec(),
        Screen::Summary(_) => Vec::new(),
    };
    if matches!(screen, Screen::Question(_)) {
        keys.extend(ASKED);
    }
    keys.extend(ANYWHERE);
    let line = |(key, meaning): &(&str, &str)| {
        let label = if frame.width < 50 {
            format!("{key}: ")
        } else {
            format!("{key:<18}")
        };
        frame.item(Tone::Usual, &label, meaning)
    };
    Page {
        body: keys.iter().flat_map(line).collect(),
        footer: frame.keys(&["any key goes back"]),
        ..Page::default()
    }
}

fn of_form(body: &Body) -> Vec<(&'static str, &'static str)> {
    match body {
        Body::Choose { .. } => vec![
            ("1 2 3 4, a b c d", "choose (for bury: Esc b)"),
            ("↑ ↓ ↵", "move and choose; ↵ alone: I do not know"),
        ],
        Body::Judge { .. } => vec![
            ("t, y, 1", "true"),
            ("f, n, 2", "false"),
            ("↑ ↓ ↵", "move and judge; ↵ alone: I do not know"),
        ],
        Body::Order { .. } => vec![
            ("↑ ↓", "move the highlight, or the item picked up"),
            ("Space", "pick an item up, or drop it"),
            ("1 2 3 …", "type the numbers in the right order"),
            ("⌫", "take back the last number"),
            ("↵", "done"),
        ],
        Body::Recall => vec![("↵, Space", "show the answer")],
        Body::Type | Body::Gap { .. } | Body::Members { .. } => TYPED.to_vec(),
    }
}
