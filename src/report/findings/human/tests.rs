use super::super::sample::{findings, place, texts, two};
use super::*;
use crate::diagnostic::{Place, Span, Texts};
use proptest::prelude::{any, prop_assert, proptest};

const LOOK: Look = Look {
    colour: false,
    width: 100,
};

fn shown(texts: &Texts, diagnostic: Diagnostic) -> String {
    human(&findings(texts, &[diagnostic]), LOOK)
}

#[test]
fn two_files_stand_in_one_finding_and_a_fix_is_shown() {
    let (texts, diagnostics) = two();

    let expected = "\
error[F001]: two facts give different values for `crocus-attack.killed`
 --> decks/a.toml:4:10
  |
4 | answer = 137
  |          ^^^ 137 here
  |
 ::: decks/b.toml:3:10
  |
3 | answer = 140
  |          --- 140 here
  |
  = help: make it one fact with `claims`; `factdeck explain F001`

warning[T005]: two spaces in a row
 --> decks/b.toml:1:9
  |
1 | title = \"B  b\"
  |         ^^^^^^
  |
  = help: `factdeck explain T005`
help: write one space
  |
1 - title = \"B  b\"
1 + title = \"B b\"
  |

1 error, 1 warning in 2 files
";
    assert_eq!(human(&findings(&texts, &diagnostics), LOOK), expected);
}

#[test]
fn places_near_each_other_stand_in_one_excerpt() {
    let texts = texts(&[("a.toml", "\u{feff}title = \"A\"\r\ntitle = \"B\"\r\n")]);
    let diagnostic = Diagnostic::error("L001", place(&texts, 0, "\"B\""), "twice")
        .related(place(&texts, 0, "\"A\""), "first here");

    let expected = "\
error[L001]: twice
 --> decks/a.toml:2:9
  |
1 | title = \"A\"
  |         --- first here
2 | title = \"B\"
  |         ^^^
  |
  = help: `factdeck explain L001`

1 error in 1 file
";
    assert_eq!(shown(&texts, diagnostic), expected);
}

#[test]
fn a_long_line_is_cut_around_the_place_and_its_column_is_right() {
    let text = format!("{}HERE{}", "é".repeat(1_000_000), "a".repeat(9_000_000));
    let texts = texts(&[("a.toml", &text)]);
    let diagnostic = Diagnostic::error("L001", place(&texts, 0, "HERE"), "long");

    let expected = "\
error[L001]: long
 --> decks/a.toml:1:1000001
  |
 ::: 
1 | …ééééééééééééééééééééééééééééééHEREaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
  |                                ^^^^
  |
  = help: `factdeck explain L001`

1 error in 1 file
";
    assert_eq!(shown(&texts, diagnostic), expected);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let texts = texts(&[("a\u{1b}[31m.toml", "")]);
    let diagnostic = Diagnostic::error("L007", place(&texts, 0, ""), "no permission");

    let expected = "\
error[L007]: no permission
--> decks/a␛[31m.toml
 = help: `factdeck explain L007`

1 error in 1 file
";
    assert_eq!(shown(&texts, diagnostic), expected);
}

#[test]
fn many_lines_are_shown_in_part() {
    let texts = texts(&[("a.toml", &"a = 1\n".repeat(1000))]);
    let whole = Place {
        file: FileId(0),
        span: Span::new(2..5999),
    };

    let written = shown(&texts, Diagnostic::error("L001", whole, "long"));

    assert!(written.lines().count() < 20, "{written}");
}

proptest! {
    #[test]
    fn no_place_makes_it_panic(
        text in "(\u{feff})?[aé\t\r\n\u{1b}\u{202e}漢]{0,30}",
        start: u8, end: u8, other: u8, new in any::<String>(),
    ) {
        let texts = texts(&[("a.toml", &text)]);
        let at = |start: u8, end: u8| Place {
            file: FileId(0),
            span: Span { start: u32::from(start % 40), end: u32::from(end % 40) },
        };
        let edit = Edit { place: at(start, other), new: new.clone() };
        let diagnostic = Diagnostic::error("L001", at(start, end), new.clone()).labelled(new.clone())
            .related(at(other, end), new)
            .fixed_by(Fix { title: "mend".to_owned(), edits: vec![edit] });

        let acts = shown(&texts, diagnostic).contains(['\u{1b}', '\u{202e}']);
        prop_assert!(!acts);
    }
}
