//! Cuts a deck at its `[[fact]]` headers, so that a fault stays inside its own fact.

use memchr::memmem;
use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// The pieces of a deck: what comes before the first fact, then one piece per fact.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pieces {
    /// The keys of the deck itself; may be empty.
    pub(super) head: Range<usize>,
    /// From each `[[fact]]` header to the next.
    pub(super) facts: Vec<Range<usize>>,
}

/// Finds the pieces of a deck with the lexer alone.
///
/// A line that starts with `[[fact]]` is a header even inside an array that was never closed:
/// no array can contain it. Inside a multi-line string it is text, as TOML has it.
pub(super) fn cut(text: &str) -> Pieces {
    let mut starts = headers(text);
    let head = 0..starts.first().copied().unwrap_or(text.len());
    starts.push(text.len());
    let facts = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
    Pieces { head, facts }
}

/// Returns where the headers start. Without multi-line strings every line that looks like a header
/// is one, and looking for its brackets is many times faster than the lexer.
fn headers(text: &str) -> Vec<usize> {
    let has = |quotes: &str| memmem::find(text.as_bytes(), quotes.as_bytes()).is_some();
    match has("\"\"\"") || has("'''") {
        true => lexed_headers(text),
        false => line_headers(text),
    }
}

fn line_headers(text: &str) -> Vec<usize> {
    let brackets = memmem::find_iter(text.as_bytes(), "[[");
    brackets.filter(|at| is_header(text, *at)).collect()
}

/// Says whether two brackets start a header: at the start of a line, before the word alone.
///
/// What is missing behind the word is a fault of this fact and must not become one of the fact before.
fn is_header(text: &str, at: usize) -> bool {
    let blank = |c: char| c == ' ' || c == '\t';
    let before = text[..at].trim_end_matches(blank);
    if !before.is_empty() && !before.ends_with('\n') {
        return false;
    }
    let name = text[at + 2..].trim_start_matches(blank);
    let end = name.find(|c: char| !is_of_name(c)).unwrap_or(name.len());
    let rest = name[end..].trim_start_matches(blank);
    match &name[..end] {
        "fact" => !rest.starts_with('.'),
        quoted => is_fact(quoted) && rest.starts_with("]]"),
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '"' | '\'')
}

/// Leaves out what looks like a header inside a text of several lines.
fn lexed_headers(text: &str) -> Vec<usize> {
    let tokens = Source::new(text).lex();
    let brackets = tokens.filter(|token| token.kind() == TokenKind::LeftSquareBracket);
    let starts = brackets.map(|token| token.span().start());
    starts
        .filter(|at| text[*at..].starts_with("[[") && is_header(text, *at))
        .collect()
}

fn is_fact(token: &str) -> bool {
    matches!(token, "fact" | "\"fact\"" | "'fact'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_looking_find_the_same_headers() {
        for text in [
            "",
            "[[fact]]",
            "\t[[ 'fact' ]]# x\r\n[[fact]]x",
            "[[fact]\n]",
            "[[fact ]]\n[ [fact]]\n[[facts]]",
            "a = [\n[[fact]]\n# [[fact]]\nb = \"[[fact]]\"\n  [[\"fact\"]]",
        ] {
            assert_eq!(line_headers(text), lexed_headers(text), "{text:?}");
        }
    }

    fn pieces(text: &str) -> Vec<&str> {
        let pieces = cut(text);
        let facts = pieces.facts.into_iter();
        std::iter::once(pieces.head)
            .chain(facts)
            .map(|piece| &text[piece])
            .collect()
    }

    #[test]
    fn a_deck_is_cut_at_every_header() {
        let text = "title = 'x'\n[[fact]]\nid = 'a'\n  [[ fact ]] # b\nid = 'b'\n";

        let expected = [
            "title = 'x'\n",
            "[[fact]]\nid = 'a'\n  ",
            "[[ fact ]] # b\nid = 'b'\n",
        ];

        assert_eq!(pieces(text), expected);
    }

    #[test]
    fn a_header_inside_a_multi_line_string_is_text() {
        let text = "note = \"\"\"\n[[fact]]\n\"\"\"\n[[fact]]\n";

        assert_eq!(pieces(text).len(), 2);
    }

    #[test]
    fn an_unclosed_array_does_not_swallow_the_next_fact() {
        let text = "[[fact]]\nwrong = [\"a\", \n\n[[fact]]\nid = 'b'\n";

        assert_eq!(pieces(text).len(), 3);
    }

    #[test]
    fn a_header_with_a_slip_behind_its_name_still_cuts() {
        for slip in ["[[fact]", "[[fact", "[[fact] ]", "[[fact]]]", "[[ fact }}"] {
            let text = format!("[[fact]]\nid = 'a'\n{slip}\nid = 'b'\n");

            assert_eq!(pieces(&text).len(), 3, "{slip}");
        }
        assert_eq!(pieces("[[fact.x]]\n[[ fact . x]]\n[[facts]]\n").len(), 1);
    }

    #[test]
    fn other_tables_and_nested_arrays_do_not_cut() {
        let text = "[[facts]]\n[fact]\n[[fact.x]]\nx = [\n[['fact']]]\n";

        assert_eq!(
            pieces(text).len(),
            2,
            "only the array could be taken for a header"
        );
    }
}
