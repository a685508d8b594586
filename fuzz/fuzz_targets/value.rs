//! Whatever is read as a value prints so that it is read back as the same value.
#![no_main]

use factdeck::value::{Edtf, Quantity, Typed, parse_typed, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    read_figures(typed);
    read_dates(typed);
    read_text(typed);
});

fn read_figures(typed: &str) {
    for (quantity, _) in Quantity::readings(typed, Some("m")) {
        assert!(quantity.figure().is_finite(), "{quantity} is no figure");
        assert_eq!(
            Quantity::parse(&quantity.to_string()),
            Some(quantity),
            "{quantity}"
        );
        assert!(
            quantity.interval().meets(&quantity.interval()),
            "{quantity} misses itself"
        );
    }
}

fn read_dates(typed: &str) {
    if let Err(error) = Edtf::parse(typed) {
        assert!(!error.to_string().is_empty(), "an error without a word");
    }
    let Some(Typed::Date(date)) = parse_typed(typed) else {
        return;
    };
    assert_eq!(
        Edtf::parse(date.as_str()).as_ref(),
        Ok(&date),
        "{}",
        date.as_str()
    );
    assert!(
        date.meets(&date) && date.within(&date),
        "{} misses itself",
        date.as_str()
    );
    let words = date.in_words();
    // A set of hundreds of dates is longer in words than what counts as typed.
    if words.len() <= 500 {
        assert_eq!(parse_typed(&words), Some(Typed::Date(date)), "{words}");
    }
}

fn read_text(typed: &str) {
    assert_eq!(text::normal(typed).is_empty(), typed.trim().is_empty());
    assert!(
        !text::plain(typed).contains(text::is_control),
        "a control character is left"
    );
    let _ = (text::accented(typed), text::compact(typed));
}
