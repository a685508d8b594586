//! Where a rating leads, as a learner reads it.

use super::{Due, Memory, Rating};

/// Where one rating leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The rating.
    pub rating: Rating,
    /// When the card would come back.
    pub due: Due,
    /// How far that is away.
    pub wait: Wait,
}

/// How long until a card comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wait {
    /// So many minutes.
    Minutes(u32),
    /// So many days of study.
    Days(u32),
}

impl Wait {
    /// Returns how long after its last review a card comes back.
    pub(super) fn of(memory: &Memory) -> Self {
        match memory.due {
            Due::Day(_) => Self::Days(memory.interval_days),
            Due::At(utc_ms) => {
                let minutes = utc_ms.saturating_sub(memory.last.utc_ms) / 60_000;
                Self::Minutes(u32::try_from(minutes).unwrap_or(0))
            }
        }
    }

    /// Returns the wait in a few characters: `10m`, `2h`, `5d`, `2.1mo`, `1.3y`.
    pub fn label(self) -> String {
        match self {
            Self::Minutes(minutes) if minutes < 60 => format!("{minutes}m"),
            Self::Minutes(minutes) => rounded(f64::from(minutes) / 60.0, "h"),
            Self::Days(days) if days < 30 => format!("{days}d"),
            Self::Days(days) if days < 365 => rounded(f64::from(days) / (365.25 / 12.0), "mo"),
            Self::Days(days) => rounded(f64::from(days) / 365.25, "y"),
        }
    }
}

impl Next {
    /// Returns the wait in a few characters.
    pub fn label(&self) -> String {
        self.wait.label()
    }
}

/// Prints with one decimal place, or with none where that place is 0.
fn rounded(amount: f64, unit: &str) -> String {
    let text = format!("{amount:.1}");
    format!("{}{unit}", text.strip_suffix(".0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_its_largest_fitting_unit() {
        let minutes = [(0, "0m"), (1, "1m"), (59, "59m"), (90, "1.5h"), (120, "2h")];
        for (minutes, label) in minutes {
            assert_eq!(Wait::Minutes(minutes).label(), label);
        }
        let days = [
            (1, "1d"),
            (29, "29d"),
            (30, "1mo"),
            (64, "2.1mo"),
            (364, "12mo"),
            (365, "1y"),
            (475, "1.3y"),
            (36_500, "99.9y"),
        ];
        for (days, label) in days {
            assert_eq!(Wait::Days(days).label(), label);
        }
    }
}
