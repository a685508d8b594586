//! How a learner wants to be scheduled.

/// Settings of the scheduler; the defaults are the common ones of the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The 21 weights of FSRS-6.
    pub weights: Vec<f32>,
    /// Share of due cards that should be remembered, 0.7 to 0.99.
    pub desired_retention: f32,
    /// Local hour at which a day of study starts.
    pub rollover_hour: u8,
    /// Minutes between the first answers of a new card.
    pub learning_steps: Vec<u32>,
    /// Minutes between the first answers of a forgotten card.
    pub relearning_steps: Vec<u32>,
    /// Longest interval in days.
    pub maximum_interval: u32,
    /// Whether intervals are spread a little, so that cards learned together part.
    pub fuzz: bool,
    /// New cards a day.
    pub new_per_day: u32,
    /// Reviews a day.
    pub reviews_per_day: u32,
    /// Whether only one card of a fact is asked a day.
    pub bury_siblings: bool,
    /// Minutes by which a learning card may come early when nothing else is left.
    pub learn_ahead: u32,
    /// Lapses after which a card is called a leech; 0 for never.
    pub leech_lapses: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weights: fsrs::DEFAULT_PARAMETERS.to_vec(),
            desired_retention: 0.9,
            rollover_hour: 4,
            learning_steps: vec![1, 10],
            relearning_steps: vec![10],
            maximum_interval: 36_500,
            fuzz: true,
            new_per_day: 10,
            reviews_per_day: 200,
            bury_siblings: true,
            learn_ahead: 20,
            leech_lapses: 8,
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// FSRS cannot work with the weights.
    #[error(
        "the scheduler needs 21 weights, all of them numbers, and {found} were given; leave them out to use the usual ones"
    )]
    Weights {
        /// How many there are.
        found: usize,
    },
    /// The desired retention is no number.
    #[error("the desired retention must be a number from 0.7 to 0.99")]
    Retention,
}

impl Settings {
    /// Returns the settings with every number inside the bounds that the scheduler can work with.
    pub(super) fn bounded(mut self) -> Result<Self, SettingsError> {
        let found = self.weights.len();
        if found != fsrs::DEFAULT_PARAMETERS.len() || self.weights.iter().any(|it| !it.is_finite())
        {
            return Err(SettingsError::Weights { found });
        }
        if self.desired_retention.is_nan() {
            return Err(SettingsError::Retention);
        }
        self.desired_retention = self.desired_retention.clamp(0.7, 0.99);
        self.rollover_hour = self.rollover_hour.min(23);
        self.maximum_interval = self.maximum_interval.clamp(1, 36_500);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_are_too_few_or_no_numbers_are_refused() {
        for weights in [vec![], vec![0.4; 19], vec![f32::NAN; 21]] {
            let found = weights.len();
            let settings = Settings {
                weights,
                ..Settings::default()
            };
            assert_eq!(settings.bounded(), Err(SettingsError::Weights { found }));
        }
    }

    #[test]
    fn a_retention_out_of_reach_is_brought_within_it() {
        for (wanted, used) in [(0.0, 0.7), (1.0, 0.99), (0.85, 0.85), (f32::INFINITY, 0.99)] {
            let settings = Settings {
                desired_retention: wanted,
                ..Settings::default()
            };
            let bounded = settings.bounded().map(|it| it.desired_retention);
            assert_eq!(bounded, Ok(used));
        }
    }

    #[test]
    fn a_retention_that_is_no_number_is_refused() {
        let settings = Settings {
            desired_retention: f32::NAN,
            ..Settings::default()
        };
        assert_eq!(settings.bounded(), Err(SettingsError::Retention));
    }
}
