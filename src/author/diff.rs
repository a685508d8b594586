//! Shows what an edit changes.

use similar::TextDiff;

/// Returns the difference of two versions of a file as a unified diff that `patch -p1` takes;
/// nothing where they are equal.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
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
    fn equal_texts_differ_in_nothing() {
        assert_eq!(diff("deck.toml", "a\r\n", "a\r\n"), "");
    }
}
