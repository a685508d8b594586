//! Days and months of the calendar, without a limit on years that matters.

/// A day of the proleptic Gregorian calendar; any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year, astronomical (0 is 1 BC).
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// Makes a day, none where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    pub(super) const fn first_of_year(year: i32) -> Self {
        Self {
            year,
            month: 1,
            day: 1,
        }
    }

    pub(super) const fn last_of_year(year: i32) -> Self {
        Self {
            year,
            month: 12,
            day: 31,
        }
    }

    pub(super) const fn first_of_month(year: i32, month: u8) -> Self {
        Self {
            year,
            month,
            day: 1,
        }
    }

    pub(super) const fn last_of_month(year: i32, month: u8) -> Self {
        let day = days_in(year, month);
        Self { year, month, day }
    }

    /// Returns the first day of the month that lies so many months later.
    pub(super) fn months_later(self, months: i32) -> Self {
        let from_january = i32::from(self.month) - 1 + months;
        let year = self.year.saturating_add(from_january.div_euclid(12));
        let month = u8::try_from(from_january.rem_euclid(12) + 1).unwrap_or(1);
        Self::first_of_month(year, month)
    }

    /// Returns the day before.
    pub(super) fn previous(self) -> Self {
        if self.day > 1 {
            return Self {
                day: self.day - 1,
                ..self
            };
        }
        let before = self.months_later(-1);
        Self::last_of_month(before.year, before.month)
    }

    /// Returns the day after.
    pub(super) fn next(self) -> Self {
        if self.day < days_in(self.year, self.month) {
            return Self {
                day: self.day + 1,
                ..self
            };
        }
        self.months_later(1)
    }

    /// Returns about how many days lie before this one; only good for comparing lengths.
    pub(super) fn rough_number(self) -> i64 {
        i64::from(self.year) * 366 + i64::from(self.month) * 31 + i64::from(self.day)
    }
}

/// Returns how many days a month has.
pub(super) const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_exist() {
        assert!(Day::new(2024, 2, 29).is_some() && Day::new(2000, 2, 29).is_some());
        assert!(Day::new(2023, 2, 29).is_none() && Day::new(1900, 2, 29).is_none());
        assert!(Day::new(2024, 13, 1).is_none() && Day::new(2024, 0, 1).is_none());
        assert!(Day::new(2024, 4, 31).is_none() && Day::new(2024, 4, 0).is_none());
    }

    #[test]
    fn the_day_after_the_day_before_is_the_same_day() {
        for (year, month, day) in [
            (2024, 3, 1),
            (2023, 3, 1),
            (2024, 1, 1),
            (0, 12, 31),
            (-1, 2, 28),
        ] {
            let date = Day::new(year, month, day).unwrap();
            assert_eq!(date.previous().next(), date);
            assert_eq!(date.next().previous(), date);
        }
    }
}
