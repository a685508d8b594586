//! The rating that a response earns, which the learner can always overrule.

use crate::grade::{Graded, Verdict};
use crate::question::{Form, Strength};
use crate::schedule::Rating;

/// A right answer slower than this was an effort.
const SLOW_MS: u32 = 30_000;
/// A right answer faster than this, and the time typing it takes, was no effort.
const QUICK_MS: u32 = 3_000;
const TYPING_MS_PER_CHARACTER: u32 = 200;

/// What is known of a response besides its grade.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    pub(super) form: Form,
    pub(super) strength: Strength,
    pub(super) took_ms: u32,
    pub(super) typed_characters: usize,
    pub(super) hint_shown: bool,
}

/// Proposes a rating from verdict, form and time.
///
/// Recognition earns less than recall: a choice is never easy, and a card that should have been
/// recalled by now is only hard when it was merely recognised.
pub(super) fn propose(graded: &Graded, how: Circumstances) -> Rating {
    match graded.verdict {
        Verdict::NotKnown | Verdict::Wrong => Rating::Again,
        Verdict::Partly if graded.credit < 0.5 => Rating::Again,
        Verdict::Partly => Rating::Hard,
        Verdict::Slip | Verdict::Right if how.hint_shown || how.took_ms > SLOW_MS => Rating::Hard,
        Verdict::Slip => Rating::Good,
        Verdict::Right if how.form == Form::Choose && how.strength > Strength::Young => {
            Rating::Hard
        }
        Verdict::Right if how.form.is_recognition() || how.form == Form::Recall => Rating::Good,
        Verdict::Right if how.took_ms <= quick(how.typed_characters) => Rating::Easy,
        Verdict::Right => Rating::Good,
    }
}

fn quick(typed_characters: usize) -> u32 {
    let characters = u32::try_from(typed_characters).unwrap_or(u32::MAX);
    QUICK_MS.saturating_add(characters.saturating_mul(TYPING_MS_PER_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(verdict: Verdict, credit: f64) -> Graded {
        Graded {
            verdict,
            credit,
            matched: None,
            remarks: Vec::new(),
            difference: Vec::new(),
        }
    }

    const TYPED: Circumstances = Circumstances {
        form: Form::Type,
        strength: Strength::Maturing,
        took_ms: 8_000,
        typed_characters: 10,
        hint_shown: false,
    };

    #[test]
    fn recognition_earns_less_than_recall() {
        let right = graded(Verdict::Right, 1.0);
        let quick = Circumstances {
            took_ms: 2_000,
            ..TYPED
        };
        let chosen = Circumstances {
            form: Form::Choose,
            ..quick
        };
        let young = Circumstances {
            strength: Strength::Young,
            ..chosen
        };

        assert_eq!(propose(&right, quick), Rating::Easy);
        assert_eq!(propose(&right, young), Rating::Good);
        assert_eq!(propose(&right, chosen), Rating::Hard);
    }

    #[test]
    fn effort_and_help_lower_the_rating() {
        let right = graded(Verdict::Right, 1.0);

        assert_eq!(propose(&right, TYPED), Rating::Good);
        assert_eq!(
            propose(
                &right,
                Circumstances {
                    took_ms: 31_000,
                    ..TYPED
                }
            ),
            Rating::Hard
        );
        assert_eq!(
            propose(
                &right,
                Circumstances {
                    hint_shown: true,
                    ..TYPED
                }
            ),
            Rating::Hard
        );
        assert_eq!(propose(&graded(Verdict::Slip, 1.0), TYPED), Rating::Good);
    }

    #[test]
    fn what_was_not_known_comes_again() {
        assert_eq!(propose(&graded(Verdict::Wrong, 0.0), TYPED), Rating::Again);
        assert_eq!(
            propose(&graded(Verdict::NotKnown, 0.0), TYPED),
            Rating::Again
        );
        assert_eq!(propose(&graded(Verdict::Partly, 0.3), TYPED), Rating::Again);
        assert_eq!(propose(&graded(Verdict::Partly, 0.6), TYPED), Rating::Hard);
    }
}
