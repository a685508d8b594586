//! T009: toml 1 1.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use memchr::memchr2_iter;
use rayon::prelude::*;
use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T009",
    name: "toml-1-1",
    severity: Severity::Warning,
    why: "Line breaks and trailing commas in inline tables, and the escapes `\\e` and `\\x`, came with TOML 1.1. Editors and other tools that read TOML 1.0 reject the whole file.",
    bad: r#"
[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = {
  at_least = 2800,
}
unit = "km"
"#,
    good: r#"
[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = { at_least = 2800 }
unit = "km"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let files: Vec<_> = view.texts.iter().collect();
    let found = files.into_par_iter().flat_map_iter(|(file, source)| {
        let new = find_new(&source.text).into_iter();
        new.map(move |(span, what)| (Place { file, span }, what))
    });
    for (place, what) in found.collect::<Vec<_>>() {
        findings
            .at_place(place, format!("{what} needs TOML 1.1"))
            .help(HELP);
    }
}

const HELP: &str =
    "write inline tables on one line, without a comma at the end, and escapes as `\\u001b`";

/// Finds what TOML 1.0 does not have; lexes only around what may be it.
fn find_new(text: &str) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    let mut lexed_until = 0;
    for at in suspects(text) {
        if at < lexed_until {
            continue;
        }
        let start = statement_start(text, at);
        let end = text[at..].find("\n[[").map_or(text.len(), |end| at + end);
        lexed_until = end;
        lex(text, start..end, &mut found);
    }
    found
}

/// Returns where a brace is not closed on its line, where a comma stands before one, and where a
/// backslash makes a new escape.
fn suspects(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr2_iter(b'{', b'\\', text.as_bytes()).filter(|at| {
        let line = text[*at..].lines().next().unwrap_or("");
        match line.as_bytes() {
            [b'{', ..] => match line.rfind('}') {
                None => true,
                Some(end) => {
                    line[..end].trim_end().ends_with(',')
                        || line.matches('{').count() > line.matches('}').count()
                }
            },
            line => matches!(line.get(1), Some(b'e' | b'x')),
        }
    })
}

/// Returns where the `[[fact]]` or file starts that a place belongs to.
fn statement_start(text: &str, at: usize) -> usize {
    text[..at].rfind("\n[").map_or(0, |start| start + 1)
}

fn lex(text: &str, range: Range<usize>, found: &mut Vec<(Span, &'static str)>) {
    let piece = &text[range.clone()];
    let mut open: Vec<TokenKind> = Vec::new();
    let mut comma = false;
    for token in Source::new(piece).lex() {
        let span = token.span().start()..token.span().end();
        let place = Span::new(span.start + range.start..span.end + range.start);
        let is_inline = open.last() == Some(&TokenKind::LeftCurlyBracket);
        match token.kind() {
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => open.push(kind),
            TokenKind::RightCurlyBracket if is_inline => {
                if comma {
                    found.push((place, "a comma at the end of an inline table"));
                }
                open.pop();
            }
            TokenKind::RightSquareBracket => {
                open.pop();
            }
            TokenKind::Newline if is_inline => {
                found.push((place, "a line break in an inline table"));
                return;
            }
            TokenKind::BasicString | TokenKind::MlBasicString
                if has_new_escape(&piece[span.clone()]) =>
            {
                found.push((place, "the escape `\\e` or `\\x`"));
            }
            _ => {}
        }
        comma = match token.kind() {
            TokenKind::Whitespace => comma,
            kind => kind == TokenKind::Comma,
        };
    }
}

fn has_new_escape(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\\' && matches!(characters.next(), Some('e' | 'x')) {
            return true;
        }
    }
    false
}
