//! Shows what an edit changes.

use diffy::DiffOptions;

/// Returns the difference of two versions of a file as a unified diff that `patch -p1` takes;
/// nothing where they are equal.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    DiffOptions::new()
        .set_original_filename(format!("a/{path}"))
        .set_modified_filename(format!("b/{path}"))
        .create_patch(old, new)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_is_shown_between_its_neighbours() {
        let old = "one\ntwo\nthree\n";
        let new = "one\n2\nthree\n";

        let expected =
            "--- a/deck.toml\n+++ b/deck.toml\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n";
        assert_eq!(diff("deck.toml", old, new), expected);
    }

    #[test]
    fn a_last_line_without_an_end_is_said_to_be_one() {
        let expected = "--- a/d.toml\n+++ b/d.toml\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+two\n";
        assert_eq!(diff("d.toml", "one\ntwo", "one\ntwo\n"), expected);
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        assert_eq!(diff("deck.toml", "a\r\n", "a\r\n"), "");
    }
}
