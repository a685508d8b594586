//! Learning steps: where a card stands after a rating, and how many minutes it then waits.

use super::{Phase, Rating, Settings};

/// Minutes of a day; steps at least this long count in days.
pub(super) const DAY: u32 = 24 * 60;

/// Returns where a card stands after a rating; before its first it stands nowhere.
pub(super) fn phase_after(settings: &Settings, before: Option<Phase>, rating: Rating) -> Phase {
    let learning = |step| {
        let step = step_after(&settings.learning_steps, step, rating);
        step.map_or(Phase::Review, |step| Phase::Learning { step })
    };
    let relearning = |step| {
        let step = step_after(&settings.relearning_steps, step, rating);
        step.map_or(Phase::Review, |step| Phase::Relearning { step })
    };
    match before {
        None => learning(0),
        Some(Phase::Learning { step }) => learning(step),
        Some(Phase::Relearning { step }) => relearning(step),
        Some(Phase::Review) if rating == Rating::Again => relearning(0),
        Some(Phase::Review) => Phase::Review,
    }
}

/// Returns the minutes to wait in a phase reached by a rating; `None` where days are to be found.
pub(super) fn minutes(settings: &Settings, phase: Phase, rating: Rating) -> Option<u32> {
    let (steps, step) = match phase {
        Phase::Review => return None,
        Phase::Learning { step } => (&settings.learning_steps, step),
        Phase::Relearning { step } => (&settings.relearning_steps, step),
    };
    let wait = *steps.get(step)?;
    if step > 0 || rating != Rating::Hard {
        return Some(wait);
    }
    Some(match steps.get(1) {
        Some(second) => wait.saturating_add(*second).div_ceil(2),
        None => wait.saturating_add(wait.div_ceil(2).min(DAY)),
    })
}

/// Returns the step a rating leads to; `None` where the card has taken them all.
fn step_after(steps: &[u32], step: usize, rating: Rating) -> Option<usize> {
    let last = steps.len().checked_sub(1)?;
    match rating {
        Rating::Again => Some(0),
        // The settings may have lost steps since.
        Rating::Hard => Some(step.min(last)),
        Rating::Good => (step < last).then_some(step + 1),
        Rating::Easy => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rating::{Again, Easy, Good, Hard};

    /// Follows ratings from a new card: minutes waited after each, `None` for days.
    fn waits(settings: &Settings, ratings: &[Rating]) -> Vec<Option<u32>> {
        let mut phase = None;
        let step = |rating: &Rating| {
            let after = phase_after(settings, phase, *rating);
            phase = Some(after);
            minutes(settings, after, *rating)
        };
        ratings.iter().map(step).collect()
    }

    #[test]
    fn good_takes_step_after_step_and_then_graduates() {
        let waits = waits(&Settings::default(), &[Good, Again, Good, Good]);

        assert_eq!(waits, [Some(10), Some(1), Some(10), None]);
    }

    #[test]
    fn easy_graduates_at_once() {
        assert_eq!(waits(&Settings::default(), &[Easy]), [None]);
    }

    #[test]
    fn hard_on_the_first_step_waits_the_mean_of_the_first_two() {
        let waits = waits(&Settings::default(), &[Hard, Hard, Good, Hard]);

        assert_eq!(waits, [Some(6), Some(6), Some(10), Some(10)]);
    }

    #[test]
    fn hard_on_the_only_step_waits_half_as_long_again_but_at_most_a_day_more() {
        for (step, wait) in [(10, 15), (1, 2), (3 * DAY, 4 * DAY)] {
            let settings = Settings {
                learning_steps: vec![step],
                ..Settings::default()
            };
            assert_eq!(waits(&settings, &[Hard]), [Some(wait)]);
        }
    }

    #[test]
    fn forgetting_a_known_card_leads_through_the_relearning_steps() {
        let waits = waits(&Settings::default(), &[Easy, Again, Again, Good]);

        assert_eq!(waits, [None, Some(10), Some(10), None]);
    }

    #[test]
    fn without_steps_every_rating_leads_to_days() {
        let settings = Settings {
            learning_steps: vec![],
            relearning_steps: vec![],
            ..Settings::default()
        };

        assert_eq!(waits(&settings, &[Again, Hard, Again, Good]), [None; 4]);
    }

    #[test]
    fn a_card_beyond_steps_that_were_taken_away_goes_on_at_the_last() {
        let settings = Settings {
            learning_steps: vec![5],
            ..Settings::default()
        };
        let before = Some(Phase::Learning { step: 3 });

        let hard = phase_after(&settings, before, Hard);
        assert_eq!(hard, Phase::Learning { step: 0 });
        assert_eq!(phase_after(&settings, before, Good), Phase::Review);
    }
}
