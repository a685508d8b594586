//! Commands typed on a line: `:undo`, `:u`.

use crate::schedule::Rating;

/// What a line asks for besides an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    Undo,
    Skip,
    Hint,
    DontKnow,
    Bury,
    Suspend,
    /// With the remark, if it stands on the same line.
    Flag(String),
    Source,
    Edit,
    Rate(Rating),
    /// Say it once more.
    Again,
    Help,
    Quit,
}

/// Commands of a question, for `:help`.
pub(super) const QUESTION_HELP: [&str; 12] = [
    "A line that starts with a colon is a command; start it with two to answer with a colon.",
    ":dontknow or :0 - I do not know; an empty line says so too",
    ":hint or :h",
    ":skip or :s - ask it at the end of the session",
    ":undo or :u - take the last rating, mark or skip back, again and again",
    ":repeat or :r - say the question once more",
    ":flag REMARK or :! - tell the author what is wrong",
    ":bury or :b - not again today",
    ":suspend or :- - not asked again, unless undone",
    ":edit or :e - open the deck at this fact",
    ":help or :?",
    ":quit or :q - everything is saved",
];

/// Commands after an answer, for `:help`.
pub(super) const FEEDBACK_HELP: [&str; 11] = [
    "An empty line takes the proposed rating. The colon may be left out here.",
    ":again, :hard, :good, :easy, or 1 to 4 - rate",
    ":source or :s - every source",
    ":undo or :u - take the last rating, mark or skip back, again and again",
    ":repeat or :r - say it once more",
    ":flag REMARK or :! - tell the author what is wrong",
    ":bury or :b - not again today",
    ":suspend or :- - not asked again, unless undone",
    ":edit or :e - open the deck at this fact",
    ":help or :?",
    ":quit or :q - everything is saved",
];

impl Command {
    /// Reads a line: nothing where it is an answer, an error to tell where it is neither.
    ///
    /// While a question waits, only a colon makes a command; after it, letters do too.
    pub(super) fn read(line: &str, is_question: bool) -> Result<Option<Self>, String> {
        let line = line.trim();
        let Some(typed) = line.strip_prefix(':').or((!is_question).then_some(line)) else {
            return Ok(None);
        };
        if typed.starts_with(':') || line.is_empty() {
            return Ok(None);
        }
        let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let known = named(&word.to_lowercase(), rest.trim(), is_question);
        known
            .map(Some)
            .ok_or_else(|| format!("There is no command `{typed}`; `:help` lists them all."))
    }
}

fn named(word: &str, rest: &str, is_question: bool) -> Option<Command> {
    Some(match word {
        "undo" | "u" => Command::Undo,
        "skip" => Command::Skip,
        "s" if is_question => Command::Skip,
        "source" | "sources" | "s" => Command::Source,
        "hint" | "h" => Command::Hint,
        "dontknow" | "0" => Command::DontKnow,
        "bury" | "b" => Command::Bury,
        "suspend" | "-" => Command::Suspend,
        "flag" | "!" => Command::Flag(rest.to_owned()),
        "edit" | "e" => Command::Edit,
        "repeat" | "r" => Command::Again,
        "help" | "?" => Command::Help,
        "quit" | "q" => Command::Quit,
        rated => return rating(rated).map(Command::Rate),
    })
}

fn rating(word: &str) -> Option<Rating> {
    let named = Rating::ALL.into_iter().find(|it| it.word() == word);
    named.or_else(|| Rating::numbered(word.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_makes_a_command_and_two_make_an_answer() {
        assert_eq!(Command::read(":undo", true), Ok(Some(Command::Undo)));
        assert_eq!(Command::read(" :U ", true), Ok(Some(Command::Undo)));
        assert_eq!(Command::read("undo", true), Ok(None));
        assert_eq!(Command::read("::undo", true), Ok(None));
        assert_eq!(Command::read("", true), Ok(None));
    }

    #[test]
    fn after_an_answer_the_colon_may_be_left_out() {
        assert_eq!(
            Command::read("3", false),
            Ok(Some(Command::Rate(Rating::Good)))
        );
        assert_eq!(
            Command::read("easy", false),
            Ok(Some(Command::Rate(Rating::Easy)))
        );
        assert_eq!(Command::read("s", false), Ok(Some(Command::Source)));
    }

    #[test]
    fn a_flag_takes_its_remark_along() {
        let flag = Command::Flag("the figure is old".into());

        assert_eq!(
            Command::read(":flag the figure is old", true),
            Ok(Some(flag))
        );
    }

    #[test]
    fn an_unknown_command_is_told() {
        let told = Command::read(":undoo", true).unwrap_err();

        assert_eq!(told, "There is no command `undoo`; `:help` lists them all.");
    }
}
