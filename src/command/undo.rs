//! `factdeck undo`: takes the newest reviews back.

use super::context::Context;
use super::screen::Seat;
use super::{CommandError, Outcome};
use crate::cli::UndoArgs;
use crate::store::{Store, Undone};

/// Takes the newest reviews or marks back, one after the other, after asking.
pub(super) fn run(context: &Context, args: &UndoArgs) -> Result<Outcome, CommandError> {
    let library = context.library()?.library;
    let log = context.log()?;
    if Store::open_existing(&log)?.is_none() {
        return Err(CommandError::Usage(
            "there is no review log yet, so nothing to undo".to_owned(),
        ));
    }
    let mut store = Store::open(&log)?;
    let mut seat = Seat::take(context);
    let terminal = seat.terminal();
    for _ in 0..args.count {
        let question = "Take the newest entry of the log back?";
        if !args.yes && terminal.confirm(question)? != Some(true) {
            break;
        }
        let line = match store.undo_last(&library.id)? {
            Some(Undone::Review(review)) => {
                format!("took back: {} rated {}", review.card, review.rating.word())
            }
            Some(Undone::Mark(mark)) => format!("took back: the mark on {}", mark.card),
            None => {
                terminal.say("the log has nothing more to undo")?;
                break;
            }
        };
        terminal.say(&line)?;
    }
    Ok(Outcome::Done)
}
