//! Grading of an order: how much of it is kept.

use super::set::{Matched, count, missing, remark_on_members, share, texts};
use super::{Graded, Remark, Verdict};
use crate::question::{Expected, Sourced};

/// Grades items that were sorted; `right` says for every place which item belongs there.
///
/// Items of the same text may change places. An item that is not among those shown does not count.
pub(super) fn sorted(items: &[String], right: &[usize], order: &[usize]) -> Graded {
    let text = |item: &usize| items.get(*item);
    let mut is_used = vec![false; right.len()];
    let mut ranks = Vec::new();
    let mut in_place = 0;
    for (place, item) in order.iter().enumerate().take(right.len()) {
        let Some(wanted) = text(item) else { continue };
        in_place += usize::from(right.get(place).and_then(text) == Some(wanted));
        let is_free = |rank: &usize| !is_used[*rank] && text(&right[*rank]) == Some(wanted);
        if let Some(rank) = (0..right.len()).find(is_free) {
            is_used[rank] = true;
            ranks.push(rank);
        }
    }
    let graded = by_order(&ranks, right.len());
    let graded = Graded {
        matched: (graded.verdict > Verdict::Wrong).then_some(0),
        ..graded
    };
    in_their_place(graded, in_place, right.len())
}

/// Grades a sequence that was typed, one item to a line or parted by commas or arrows.
pub(super) fn typed(expected: &Expected, sourced: &Sourced, lines: &[String]) -> Graded {
    let matched = Matched::new(expected, sourced, lines);
    let all = texts(sourced);
    let ranks: Vec<usize> = matched.named().map(|(member, _)| *member).collect();
    let worst = matched.named().map(|(_, graded)| graded.verdict).min();
    let mut graded = by_order(&ranks, all.len());
    let extra = matched.extra();
    if graded.verdict == Verdict::Right {
        graded.verdict = if extra.is_empty() {
            worst.unwrap_or(Verdict::Right)
        } else {
            Verdict::Partly
        };
    }
    graded.credit = (graded.credit - 0.25 * share(count(extra.len()), all.len())).max(0.0);
    graded.remarks = matched
        .named()
        .flat_map(|(_, graded)| graded.remarks.clone())
        .collect();
    let missing = missing(&all, ranks.iter().copied());
    let is_complete = missing.is_empty();
    let graded = remark_on_members(graded, missing, extra);
    let in_place = ranks
        .iter()
        .enumerate()
        .filter(|(place, rank)| place == *rank)
        .count();
    if is_complete {
        in_their_place(graded, in_place, all.len())
    } else {
        graded
    }
}

fn in_their_place(graded: Graded, right: usize, of: usize) -> Graded {
    match graded.verdict {
        Verdict::Right | Verdict::Slip => graded,
        _ if right == of => graded,
        _ => graded.with(Remark::InPlace { right, of }),
    }
}

/// Grades by the longest run of items that stand in rising order, with others between: one item
/// out of place costs one step, wherever it stands. Below half of the steps the order is wrong.
fn by_order(ranks: &[usize], of: usize) -> Graded {
    let kept = longest_rising(ranks);
    if kept == of && ranks.len() == of {
        return Graded::right();
    }
    let credit = share(count(kept.saturating_sub(1)), of.saturating_sub(1));
    if credit >= 0.5 {
        Graded::new(Verdict::Partly, credit)
    } else {
        Graded::new(Verdict::Wrong, credit)
    }
}

/// Returns the length of the longest rising subsequence.
fn longest_rising(ranks: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for rank in ranks {
        let at = ends.partition_point(|end| end < rank);
        match ends.get_mut(at) {
            Some(end) => *end = *rank,
            None => ends.push(*rank),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(order: &[usize]) -> Graded {
        let items = ["b", "a", "d", "c"].map(str::to_owned);
        sorted(&items, &[1, 0, 3, 2], order)
    }

    #[test]
    fn the_right_order_is_right() {
        assert_eq!(graded(&[1, 0, 3, 2]).verdict, Verdict::Right);
    }

    #[test]
    fn one_item_out_of_place_costs_one_step() {
        let last_first = graded(&[2, 1, 0, 3]);

        assert_eq!(
            (last_first.verdict, last_first.credit),
            (Verdict::Partly, 2.0 / 3.0)
        );
        assert_eq!(last_first.remarks, [Remark::InPlace { right: 0, of: 4 }]);
    }

    #[test]
    fn the_reverse_order_is_wrong() {
        let reversed = graded(&[2, 3, 0, 1]);

        assert_eq!((reversed.verdict, reversed.credit), (Verdict::Wrong, 0.0));
    }

    #[test]
    fn items_of_the_same_text_may_change_places() {
        let items = ["x", "y", "x"].map(str::to_owned);

        assert_eq!(
            sorted(&items, &[0, 1, 2], &[2, 1, 0]).verdict,
            Verdict::Right
        );
    }

    #[test]
    fn an_order_of_items_that_are_not_shown_is_wrong_and_never_panics() {
        for order in [&[][..], &[9, 9, 9, 9], &[1, 1, 1, 1, 1, 1], &[1]] {
            assert_eq!(graded(order).verdict, Verdict::Wrong);
        }
    }
}
