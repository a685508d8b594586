//! Intervals over anything that can be compared: the one meaning of every qualified value.

use std::cmp::Ordering;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound<T> {
    /// No end.
    Open,
    /// The end belongs to the interval.
    Including(T),
    /// The end does not belong to it.
    Excluding(T),
}

/// All values between two bounds; never empty when made by this crate's values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval<T> {
    /// Lower end.
    pub low: Bound<T>,
    /// Upper end.
    pub high: Bound<T>,
}

impl<T: PartialOrd + Copy> Interval<T> {
    /// Makes the interval of one value.
    pub const fn exactly(value: T) -> Self {
        Self {
            low: Bound::Including(value),
            high: Bound::Including(value),
        }
    }

    /// Makes an interval that contains both ends.
    pub const fn between(low: T, high: T) -> Self {
        Self {
            low: Bound::Including(low),
            high: Bound::Including(high),
        }
    }

    /// Says whether a value lies in the interval.
    pub fn contains(&self, value: T) -> bool {
        let above = match self.low {
            Bound::Open => true,
            Bound::Including(low) => low <= value,
            Bound::Excluding(low) => low < value,
        };
        let below = match self.high {
            Bound::Open => true,
            Bound::Including(high) => value <= high,
            Bound::Excluding(high) => value < high,
        };
        above && below
    }

    /// Says whether two intervals share a value: then both statements can be true.
    pub fn meets(&self, other: &Self) -> bool {
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// Says whether every value of this interval lies in the other.
    pub fn within(&self, other: &Self) -> bool {
        low_order(other.low, self.low) != Ordering::Greater
            && high_order(self.high, other.high) != Ordering::Greater
    }
}

/// Says whether a lower end lies at or below an upper end.
fn reaches<T: PartialOrd>(low: Bound<T>, high: Bound<T>) -> bool {
    match (low, high) {
        (Bound::Open, _) | (_, Bound::Open) => true,
        (Bound::Including(low), Bound::Including(high)) => low <= high,
        (Bound::Excluding(low), Bound::Including(high))
        | (Bound::Including(low) | Bound::Excluding(low), Bound::Excluding(high)) => low < high,
    }
}

fn low_order<T: PartialOrd>(a: Bound<T>, b: Bound<T>) -> Ordering {
    match (a, b) {
        (Bound::Open, Bound::Open) => Ordering::Equal,
        (Bound::Open, _) => Ordering::Less,
        (_, Bound::Open) => Ordering::Greater,
        (Bound::Including(a), Bound::Excluding(b)) if a == b => Ordering::Less,
        (Bound::Excluding(a), Bound::Including(b)) if a == b => Ordering::Greater,
        (Bound::Including(a) | Bound::Excluding(a), Bound::Including(b) | Bound::Excluding(b)) => {
            a.partial_cmp(&b).unwrap_or(Ordering::Equal)
        }
    }
}

fn high_order<T: PartialOrd>(a: Bound<T>, b: Bound<T>) -> Ordering {
    match (a, b) {
        (Bound::Open, Bound::Open) => Ordering::Equal,
        (Bound::Open, _) => Ordering::Greater,
        (_, Bound::Open) => Ordering::Less,
        (Bound::Including(a), Bound::Excluding(b)) if a == b => Ordering::Greater,
        (Bound::Excluding(a), Bound::Including(b)) if a == b => Ordering::Less,
        (Bound::Including(a) | Bound::Excluding(a), Bound::Including(b) | Bound::Excluding(b)) => {
            a.partial_cmp(&b).unwrap_or(Ordering::Equal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_130_meets_137_but_more_than_140_does_not() {
        let exactly = Interval::exactly(137.0);
        let at_least = Interval {
            low: Bound::Including(130.0),
            high: Bound::Open,
        };
        let more_than = Interval {
            low: Bound::Excluding(140.0),
            high: Bound::Open,
        };

        assert!(at_least.meets(&exactly) && exactly.meets(&at_least));
        assert!(!more_than.meets(&exactly) && !exactly.meets(&more_than));
        assert!(exactly.within(&at_least) && !at_least.within(&exactly));
    }

    #[test]
    fn an_excluded_end_does_not_meet_the_value_it_excludes() {
        let fewer = Interval {
            low: Bound::Open,
            high: Bound::Excluding(10),
        };

        assert!(!fewer.meets(&Interval::exactly(10)));
        assert!(fewer.meets(&Interval::exactly(9)));
    }
}
