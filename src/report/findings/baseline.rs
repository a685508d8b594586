//! The findings a library is known to have, so that a build fails on new ones only.

use super::identity;
use crate::diagnostic::{Diagnostic, Texts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The findings of a library at one time, without lines: they may move.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Code of the rule.
    pub code: String,
    /// Id of the fact, or path of the file where there is none.
    pub about: String,
    /// The message with single spaces.
    pub message: String,
    /// How many findings are alike in all of this.
    pub count: usize,
}

/// Findings told apart by a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// What the baseline does not know.
    pub new: Vec<Diagnostic>,
    /// What is in the baseline and found no more.
    pub stale: Vec<Known>,
}

/// Why a baseline cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is not what [`Baseline::write`] writes.
    #[error("it is not a baseline: {0}")]
    Invalid(#[from] serde_json::Error),
    /// A later version of the program wrote it.
    #[error(
        "it has format {found}, newer than the {VERSION} this version knows; upgrade, or write it anew with --write-baseline"
    )]
    TooNew {
        /// The format it has.
        found: u32,
    },
}

const VERSION: u32 = 1;

impl Baseline {
    /// Takes findings as known.
    pub fn of(diagnostics: &[Diagnostic], texts: &Texts) -> Self {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            *counts.entry(identity(diagnostic, texts)).or_default() += 1;
        }
        let known = counts.into_iter().map(known);
        Self {
            version: VERSION,
            findings: known.collect(),
        }
    }

    /// Reads a baseline.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let baseline: Self = serde_json::from_str(text)?;
        match baseline.version {
            ..=VERSION => Ok(baseline),
            found => Err(BaselineError::TooNew { found }),
        }
    }

    /// Returns the baseline as JSON, in an order that keeps differences small.
    pub fn write(&self) -> String {
        super::pretty(self)
    }

    /// Says how many findings it knows.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|known| known.count).sum()
    }

    /// Tells new findings from known ones, and known ones from those that are gone.
    pub fn compare(&self, diagnostics: Vec<Diagnostic>, texts: &Texts) -> Compared {
        let mut open = BTreeMap::new();
        for it in &self.findings {
            let key = (it.code.clone(), it.about.clone(), it.message.clone());
            *open.entry(key).or_default() += it.count;
        }
        let is_new = |diagnostic: &Diagnostic| match open.get_mut(&identity(diagnostic, texts)) {
            None | Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
        };
        let new = diagnostics.into_iter().filter(is_new).collect();
        let gone = open.into_iter().filter(|(_, left)| *left > 0);
        Compared {
            new,
            stale: gone.map(known).collect(),
        }
    }
}

fn known(((code, about, message), count): ((String, String, String), usize)) -> Known {
    Known {
        code,
        about,
        message,
        count,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_known_finding_is_not_new_wherever_it_moves() {
        let (texts, diagnostics) = sample::two();
        let baseline = Baseline::of(&diagnostics, &texts);
        let mut moved = diagnostics;
        moved[0].primary.place.span.start += 1;

        let compared = baseline.compare(moved, &texts);

        assert_eq!(compared, Compared::default());
    }

    #[test]
    fn one_finding_more_of_the_same_is_new() {
        let (texts, diagnostics) = sample::two();
        let baseline = Baseline::of(&diagnostics, &texts);
        let mut more = diagnostics.clone();
        more.push(diagnostics[1].clone());

        let compared = baseline.compare(more, &texts);

        assert_eq!(compared.new, diagnostics[1..]);
    }

    #[test]
    fn what_is_found_no_more_is_stale() {
        let (texts, diagnostics) = sample::two();
        let baseline = Baseline::of(&diagnostics, &texts);

        let compared = baseline.compare(diagnostics[..1].to_vec(), &texts);

        assert_eq!(compared.stale.len(), 1);
        assert_eq!(compared.stale[0].code, "T005");
        assert_eq!(compared.stale[0].about, "b.toml");
    }

    #[test]
    fn a_baseline_reads_back_as_it_was_written() {
        let (texts, diagnostics) = sample::two();
        let baseline = Baseline::of(&diagnostics, &texts);

        assert_eq!(Baseline::read(&baseline.write()).unwrap(), baseline);
    }

    #[test]
    fn a_baseline_of_a_later_version_is_refused() {
        let read = Baseline::read(r#"{"version": 2, "findings": []}"#);

        assert!(read.unwrap_err().to_string().starts_with("it has format 2"));
    }
}
