//! What was typed, split into the entries of a list.

/// What may part two entries.
const SEPARATORS: [&str; 13] = [
    "->", "=>", "→", ">", ";", ",", "/", "|", "•", "\t", "\n", " and ", " & ",
];

/// Most pieces of a line that are looked at: a pasted page is not a list.
const MOST: usize = 200;

/// Splits lines into entries: at every separator, unless what stands around it is a known entry
/// as a whole, such as `Trinidad and Tobago`. Numbers and bullets before an entry go.
pub(super) fn entries<'a>(lines: &'a [String], is_known: &impl Fn(&str) -> bool) -> Vec<&'a str> {
    let mut entries = Vec::new();
    for line in lines {
        split(line, is_known, &mut entries);
    }
    entries
}

fn split<'a>(line: &'a str, is_known: &impl Fn(&str) -> bool, entries: &mut Vec<&'a str>) {
    const LONGEST_JOIN: usize = 4;
    if is_known(line) {
        entries.push(line.trim());
        return;
    }
    let pieces = pieces(line);
    let mut at = 0;
    while at < pieces.len() && entries.len() < MOST {
        let joins = (at + 1..pieces.len().min(at + LONGEST_JOIN)).rev();
        let join = |end: usize| &line[pieces[at].0..pieces[end].1];
        let end = joins
            .into_iter()
            .find(|end| is_known(join(*end)))
            .unwrap_or(at);
        let entry = unnumbered(join(end), is_known);
        if !entry.is_empty() {
            entries.push(entry);
        }
        at = end + 1;
    }
}

/// Returns where the pieces between separators begin and end.
fn pieces(line: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let separator = SEPARATORS
            .iter()
            .find(|separator| rest.starts_with(**separator));
        if let Some(separator) = separator {
            pieces.push((start, at));
            // A word's own space may begin the next separator: `Mali and and Niger`.
            start = at + separator.trim_end_matches(' ').len();
            at = start;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    pieces.push((start, line.len()));
    pieces
}

/// Strips `and`, `then`, bullets and list numbers before an entry that is not known with them.
fn unnumbered<'a>(entry: &'a str, is_known: &impl Fn(&str) -> bool) -> &'a str {
    let entry = entry.trim();
    if is_known(entry) {
        return entry;
    }
    let bare = entry.trim_start_matches(['-', '*', '–', '•']).trim_start();
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < bare.len() => rest.trim_start(),
        _ => bare,
    };
    let word = ["and ", "then "]
        .iter()
        .find_map(|word| bare.strip_prefix(word));
    word.unwrap_or(bare).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<String> {
        let known = |text: &str| matches!(text.trim(), "Trinidad and Tobago" | "Washington, D.C.");
        let lines = [line.to_owned()];
        entries(&lines, &known)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn a_line_is_split_at_commas_arrows_and_the_word_and() {
        assert_eq!(split("Mali, Niger and Chad"), ["Mali", "Niger", "Chad"]);
        assert_eq!(split("Mali; Niger, and Chad"), ["Mali", "Niger", "Chad"]);
        assert_eq!(split("Mali -> Niger → Chad"), ["Mali", "Niger", "Chad"]);
        assert_eq!(
            split("1. Mali, 2) Niger,, then Chad"),
            ["Mali", "Niger", "Chad"]
        );
    }

    #[test]
    fn a_known_entry_is_never_split() {
        assert_eq!(
            split("Trinidad and Tobago and Mali"),
            ["Trinidad and Tobago", "Mali"]
        );
        assert_eq!(
            split("Paris, Washington, D.C., Kabul"),
            ["Paris", "Washington, D.C.", "Kabul"]
        );
        assert_eq!(split("Andorra"), ["Andorra"]);
    }
}
