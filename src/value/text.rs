//! Text by its normal form: what must be equal for two spellings to be one.

use caseless::Caseless;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation as _;

/// Returns the normal form: Unicode case folded, accents of Latin, Greek and Cyrillic letters
/// dropped, punctuation and articles dropped, words joined by one space.
///
/// Hyphens and slashes part words; apostrophes and the dots of abbreviations do not, so `Al-Qaeda`
/// is `al qaeda` and `U.S.` is `us`. The point and the sign of a number stay, the commas between
/// its thousands go. An article goes only where white space and another word follow it: `Plan A`
/// keeps its letter. Symbols such as `+`, `%` and `€` tell answers apart and stay. Only a blank
/// text has an empty normal form.
pub fn normal(text: &str) -> String {
    form(text, Accents::Drop)
}

/// Returns the normal form with accents kept: equal where nothing but case and punctuation differ.
pub fn accented(text: &str) -> String {
    form(text, Accents::Keep)
}

/// Returns the normal form without the spaces between words, for spellings that differ only in
/// spacing or hyphens: `alqaeda`, `Al-Qaeda`. A space between two digits stays, as figures do not join.
pub fn compact(text: &str) -> String {
    unspaced(&normal(text))
}

/// Drops the spaces of a normal form, but for those between two digits.
pub fn unspaced(normal: &str) -> String {
    let mut out = String::with_capacity(normal.len());
    for word in normal.split(' ') {
        let joins_digits = out.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        if joins_digits {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Returns how many slips of the keyboard a text of this normal form forgives: none in very
/// short words, where a letter makes another word, and never more than two.
pub fn slips_allowed(normal: &str) -> usize {
    match normal.graphemes(true).count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Says whether a character may act on a terminal instead of being shown; line ends and tabs do not count.
pub fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// Says whether a character changes the direction of the text around it, so that it reads as something else.
pub fn is_bidi_override(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns the text with nothing in it that can act on a terminal: control characters and
/// bidirectional overrides become visible signs, tabs become spaces, line ends stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    let acts = |character: char| {
        character == '\t'
            || is_control(character)
            || is_bidi_override(character)
            || matches!(character, '\u{2028}' | '\u{2029}')
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().map(visible).collect())
}

/// Returns the sign shown for a character.
fn visible(character: char) -> char {
    match character {
        '\n' => '\n',
        '\t' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{FFFD}'),
        _ if is_control(character) || is_bidi_override(character) => '\u{FFFD}',
        _ => character,
    }
}

/// Returns a typed figure or date in lower case, with digits, spaces, dashes and apostrophes in ASCII.
pub(crate) fn typed_line(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for character in typed.trim().nfkc().flat_map(char::to_lowercase) {
        let written = match character {
            '\u{2019}' | '\u{2018}' | '`' | '\u{B4}' => '\'',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{223C}' => '~',
            '\u{66B}' => '.',
            '\u{66C}' => ',',
            _ if character.is_whitespace() => ' ',
            _ => digit(character).map_or(character, |value| char::from(b'0' + value)),
        };
        if written != ' ' || !out.ends_with(' ') {
            out.push(written);
        }
    }
    out
}

/// Returns the value of a decimal digit of the scripts that learners type: `٣` and `３` are 3.
pub(crate) fn digit(character: char) -> Option<u8> {
    const ZEROS: [u32; 12] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6, 0x0E50, 0x1040, 0x17E0,
        0xFF10,
    ];
    if character.is_ascii() {
        return character
            .to_digit(10)
            .and_then(|value| u8::try_from(value).ok());
    }
    let code = character as u32;
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    u8::try_from(code - zero).ok()
}

/// What becomes of accents.
#[derive(Clone, Copy, PartialEq)]
enum Accents {
    Keep,
    Drop,
}

fn form(text: &str, accents: Accents) -> String {
    let folded = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text, accents))
    };
    let words = words(&folded);
    if words.is_empty() {
        return folded.trim().to_lowercase();
    }
    words
}

/// Folds case and compatibility forms, maps every digit to ASCII, and drops accents if told to.
///
/// Only what is not ASCII goes through the tables: most texts have one such character in fifty.
fn fold(text: &str, accents: Accents) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let end = rest
            .bytes()
            .position(|byte| byte.is_ascii() != first.is_ascii());
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        if first.is_ascii() {
            out.extend(run.chars().map(|character| character.to_ascii_lowercase()));
        } else {
            fold_run(run, accents, &mut out);
        }
        rest = after;
    }
    match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => out,
        IsNormalized::No | IsNormalized::Maybe => out.nfc().collect(),
    }
}

/// Folds what is not ASCII; marks at its beginning belong to the last letter of what is folded already.
fn fold_run(run: &str, accents: Accents, out: &mut String) {
    let mut base_takes_accents = out.chars().next_back().is_some_and(takes_accents);
    for character in run.nfkd().default_case_fold().nfkd() {
        if is_combining_mark(character) {
            if accents == Accents::Keep || !base_takes_accents {
                out.push(character);
            }
            continue;
        }
        base_takes_accents = takes_accents(character);
        match (digit(character), plain_letters(character)) {
            (Some(value), _) => out.push(char::from(b'0' + value)),
            (None, Some(letters)) if accents == Accents::Drop => out.push_str(letters),
            (None, _) if character == '\u{2212}' => out.push('-'),
            _ => out.push(character),
        }
    }
}

/// Says whether the marks on a letter are accents: elsewhere a mark is a vowel or another letter.
fn takes_accents(letter: char) -> bool {
    matches!(letter, 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
}

/// Returns the plain letters for those that are no letter and mark to Unicode.
fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' | 'ɲ' => "n",
        'ı' => "i",
        'ĸ' | 'ƙ' => "k",
        'ɓ' => "b",
        'ƴ' => "y",
        'ƒ' => "f",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// What a character does to the word it stands in.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Belongs to the word.
    Letter,
    /// Is as if it were not there.
    Nothing,
    /// Ends the word.
    Parts,
    /// Is the word `and`.
    And,
}

/// Joins the words of a folded text by one space; articles before another word are left out.
fn words(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut word_start = 0;
    let mut is_inside = false;
    let mut article_from = None;
    let mut previous = ' ';
    for (at, character) in folded.char_indices() {
        let role = role(character, previous, &folded[at + character.len_utf8()..]);
        previous = character;
        if role == Role::Nothing {
            continue;
        }
        if is_inside && role != Role::Letter {
            is_inside = false;
            let is_article = matches!(&out[word_start..], "the" | "a" | "an");
            article_from = (is_article && character.is_whitespace()).then_some(word_start);
        }
        if role == Role::Parts {
            continue;
        }
        if !is_inside {
            out.truncate(article_from.take().unwrap_or(out.len()));
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            word_start = out.len();
        }
        is_inside = role == Role::Letter;
        match role {
            Role::And => out.push_str("and"),
            _ => out.push(character.to_ascii_lowercase()),
        }
    }
    out
}

fn role(character: char, previous: char, rest: &str) -> Role {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '#' | '%' | '$' | '=' | '<' | '>' => Role::Letter,
        '\'' | '`' => Role::Nothing,
        '.' | ',' | '-' => sign_role(character, previous, rest),
        '&' => Role::And,
        _ if character.is_ascii() => Role::Parts,
        _ => wide_role(character),
    }
}

/// Tells the point, comma and minus of a number from those of a sentence.
fn sign_role(character: char, previous: char, rest: &str) -> Role {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let next = rest.chars().next().unwrap_or(' ');
    match character {
        '.' if previous.is_ascii_digit() && digits > 0 => Role::Letter,
        '.' if previous.is_alphanumeric() && next.is_alphanumeric() => Role::Nothing,
        ',' if previous.is_ascii_digit() && digits == 3 => Role::Nothing,
        '-' if digits > 0 && previous.is_whitespace() => Role::Letter,
        _ => Role::Parts,
    }
}

fn wide_role(character: char) -> Role {
    if is_apostrophe(character) || is_invisible(character) {
        Role::Nothing
    } else if character.is_whitespace() || character.is_control() || is_punctuation(character) {
        Role::Parts
    } else {
        Role::Letter
    }
}

/// Says whether a character is an apostrophe or one of its look-alikes in transliterations.
fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2B9}'
            ..='\u{2BF}' | '\u{B4}' | '\u{5F3}'
    )
}

/// Says whether nothing is seen of a character: soft hyphen, zero width, direction marks, variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// Says whether a character outside ASCII is punctuation; symbols are not.
fn is_punctuation(character: char) -> bool {
    matches!(character,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{37E}' | '\u{387}' | '\u{589}' | '\u{58A}'
        | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5F4}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{66B}'..='\u{66D}'
        | '\u{6D4}' | '\u{964}' | '\u{965}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{2E00}'..='\u{2E7F}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}'
        | '\u{30FB}' | '\u{FF5F}'..='\u{FF65}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_that_mean_the_same_have_one_normal_form() {
        let same = [
            ("Al-Qaeda", "al qaeda"),
            ("U.S.", "us"),
            ("the Islamic State", "islamic state"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("naïve", "naive"),
            ("Ærøskøbing", "aeroskobing"),
            ("İstanbul", "istanbul"),
            ("Qur’an", "quran"),
            ("ＡＢＣ", "abc"),
            ("Σίσυφος", "σισυφοσ"),
            ("R & D", "r and d"),
            ("1,234.5 km/h", "1234.5 km h"),
            ("  St.  Petersburg. ", "st petersburg"),
            ("“Sons of Iraq”", "sons of iraq"),
            ("−5 °C", "-5 °c"),
            ("١٣٩", "139"),
        ];
        for (text, expected) in same {
            assert_eq!(normal(text), expected, "normal form of {text}");
        }
    }

    #[test]
    fn an_article_goes_only_where_a_word_follows_it() {
        assert_eq!(normal("A group of the Taliban"), "group of taliban");
        assert_eq!(normal("Plan A"), "plan a");
        assert_eq!(normal("The"), "the");
        assert_eq!(normal("A-bomb"), "a bomb");
    }

    #[test]
    fn marks_that_are_letters_stay() {
        assert_ne!(normal("か"), normal("が"));
        assert_ne!(normal("कि"), normal("क"));
    }

    #[test]
    fn compact_forms_ignore_spacing_but_never_join_figures() {
        assert_eq!(compact("alqaeda"), compact("Al-Qaeda"));
        assert_eq!(compact("J. R. R. Tolkien"), compact("J.R.R. Tolkien"));
        assert_ne!(compact("1 5"), compact("15"));
        assert_ne!(compact("1,5"), compact("15"));
    }

    #[test]
    fn only_accents_differ_where_the_accented_forms_do() {
        assert_eq!(accented("Łódź!"), accented("łódź"));
        assert_ne!(accented("Łódź"), accented("Lodz"));
        assert_eq!(normal("Łódź"), normal("Lodz"));
    }

    #[test]
    fn symbols_tell_answers_apart() {
        assert_ne!(normal("C++"), normal("C"));
        assert_ne!(normal("5 €"), normal("5 $"));
        assert_eq!(normal("…"), "...");
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        assert_eq!(
            plain("a\u{1b}[31mb\u{202e}c\u{9b}\td\r\ne"),
            "a\u{241b}[31mb\u{fffd}c\u{fffd} d\ne"
        );
        assert!(matches!(plain("Łódź\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn only_a_blank_text_has_an_empty_normal_form(text in any::<String>()) {
            let is_blank = text.trim().is_empty();
            prop_assert_eq!(normal(&text).is_empty(), is_blank);
            prop_assert_eq!(accented(&text).is_empty(), is_blank);
        }

        #[test]
        fn a_plain_text_holds_no_control_and_is_plain(text in any::<String>()) {
            let shown = plain(&text).into_owned();
            prop_assert!(!shown.chars().any(|c| is_control(c) || is_bidi_override(c)));
            prop_assert_eq!(plain(&shown), shown.as_str());
        }

        #[test]
        fn folding_run_by_run_gives_what_the_tables_give_for_the_whole(text in "([ -~]{0,5}\\PC{0,3}\u{301}?){0,5}") {
            let whole: String = text.nfkd().default_case_fold().nfkd().collect();
            for accents in [Accents::Keep, Accents::Drop] {
                let mut folded = String::new();
                fold_run(&whole, accents, &mut folded);
                prop_assert_eq!(fold(&text, accents), folded.nfc().collect::<String>());
            }
        }
    }
}
