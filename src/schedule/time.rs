//! Instants and the days of study they fall on.

/// An instant with the offset of the learner's clock from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Seconds east of UTC.
    pub offset_s: i32,
}

impl Moment {
    /// Returns the day of study, which starts at the given local hour.
    pub fn study_day(self, rollover_hour: u8) -> StudyDay {
        let local_s = self.utc_ms.div_euclid(1000) + i64::from(self.offset_s);
        let day = (local_s - i64::from(rollover_hour) * 3600).div_euclid(86_400);
        StudyDay(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Returns the moment, or `now` where the moment is still to come.
    ///
    /// A log can hold moments to come when the clock was ahead once and has been set back.
    #[must_use]
    pub fn no_later_than(self, now: Self) -> Self {
        if self.utc_ms > now.utc_ms { now } else { self }
    }
}

/// A day of study, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyDay(pub i32);

impl StudyDay {
    /// Returns how many days after `earlier` this day is; 0 where it is not after it.
    pub fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0).max(0).unsigned_abs()
    }

    /// Returns the day so many days later.
    #[must_use]
    pub const fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn at(utc_hours: i64, offset_hours: i32) -> Moment {
        Moment {
            utc_ms: utc_hours * HOUR,
            offset_s: offset_hours * 3600,
        }
    }

    #[test]
    fn a_day_starts_at_the_rollover_hour_of_the_local_clock() {
        assert_eq!(at(27, 0).study_day(4), StudyDay(0));
        assert_eq!(at(28, 0).study_day(4), StudyDay(1));
        assert_eq!(at(25, 3).study_day(4), StudyDay(1));
        assert_eq!(at(0, 0).study_day(4), StudyDay(-1));
    }

    #[test]
    fn a_night_with_a_shifted_clock_is_one_day_although_it_has_23_hours() {
        let saturday = at(22, 1);
        let sunday = at(45, 2);

        assert_eq!(sunday.study_day(4).since(saturday.study_day(4)), 1);
    }

    #[test]
    fn days_never_run_backwards() {
        assert_eq!(StudyDay(3).since(StudyDay(8)), 0);
        assert_eq!(StudyDay(i32::MIN).since(StudyDay(i32::MAX)), 0);
    }

    #[test]
    fn moments_out_of_all_bounds_still_fall_on_a_day() {
        for utc_ms in [i64::MIN, i64::MAX] {
            let absurd = Moment {
                utc_ms,
                offset_s: i32::MAX,
            };
            assert_eq!(absurd.study_day(4).0.signum(), utc_ms.signum() as i32);
        }
    }
}
