//! What a learner is told about a response, and how it is worded.

use std::fmt;

/// Something to tell the learner about a response.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// A word was misspelled; how it is written.
    Misspelled(String),
    /// Only accents differ; how it is written.
    Accents(String),
    /// The words of a name stand in another order; how it is written.
    WordOrder(String),
    /// Only a part of the answer was typed; the whole.
    PartOf(String),
    /// A day–month order that could be read two ways: how it was read, how else it could be.
    AmbiguousDate {
        /// How it was read.
        read: String,
        /// The other reading.
        other: String,
    },
    /// Right, but the answer is more precise.
    LessPrecise,
    /// The figure is within the tolerance, not exact.
    WithinTolerance,
    /// The figure is right, but not whether it is exact or a bound; the whole answer.
    Qualifier(String),
    /// Members, items or parts that were not named.
    Missing(Vec<String>),
    /// What was named and does not belong.
    Extra(Vec<String>),
    /// How many of how many items stand in their place.
    InPlace {
        /// Items in their place.
        right: usize,
        /// Items in all.
        of: usize,
    },
    /// The unit typed is not the one asked for, which is this.
    OtherUnit(String),
    /// What was typed could not be read; the kind of answer that is expected, with examples.
    Unread(&'static str),
    /// What was typed is, or is nearer to, another answer of the library.
    AnotherAnswer(String),
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misspelled(answer) => write!(formatter, "it is written `{answer}`"),
            Self::Accents(answer) => write!(formatter, "mind the accents: `{answer}`"),
            Self::WordOrder(answer) => write!(formatter, "mind the order of the words: `{answer}`"),
            Self::PartOf(answer) => write!(formatter, "the whole answer is `{answer}`"),
            Self::AmbiguousDate { read, other } => {
                write!(formatter, "read as {read}; it could also be {other}")
            }
            Self::LessPrecise => formatter.write_str("right, but the answer is more precise"),
            Self::WithinTolerance => formatter.write_str("close enough, but not the very figure"),
            Self::Qualifier(answer) => {
                write!(formatter, "the figure is right, the answer is {answer}")
            }
            Self::Missing(members) => write!(formatter, "missing: {}", members.join(", ")),
            Self::Extra(members) => write!(formatter, "does not belong: {}", members.join(", ")),
            Self::InPlace { right, of } => write!(formatter, "{right} of {of} in their place"),
            Self::OtherUnit(unit) => write!(formatter, "the unit is `{unit}`"),
            Self::Unread(kind) => {
                write!(
                    formatter,
                    "expected is {kind}; what you typed cannot be read as that"
                )
            }
            Self::AnotherAnswer(answer) => write!(formatter, "`{answer}` is another answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_with_what_was_expected() {
        assert_eq!(
            Remark::Unread("a date, such as `2014`").to_string(),
            "expected is a date, such as `2014`; what you typed cannot be read as that"
        );
    }
}
