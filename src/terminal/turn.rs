//! One screen from when it is drawn until the learner has decided: keys in, event out.

use super::draft::{Draft, Pressed};
use super::editor::Editor;
use super::keys::Key;
use super::page::Scroll;
use crate::question::Response;
use crate::schedule::Rating;
use crate::session::{Event, FeedbackScreen, Screen, SummaryScreen};

/// What lies over a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Overlay {
    /// Nothing.
    None,
    /// The commands, after Escape: the next letter is one.
    Commands,
    /// All keys.
    Help,
    /// A remark being typed.
    Remark(Editor),
}

/// What a learner is doing with a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    /// The answer in the making; none once it has been given.
    pub(super) draft: Option<Draft>,
    /// What lies over the screen.
    pub(super) overlay: Overlay,
    /// How far the screen is scrolled.
    pub(super) scroll: Scroll,
    /// Whether every source is shown rather than the first.
    pub(super) shows_sources: bool,
}

impl Turn {
    /// Starts on a screen.
    pub(super) fn new(screen: &Screen) -> Self {
        let draft = match screen {
            Screen::Question(asked) => Some(Draft::new(&asked.question)),
            Screen::Feedback(_) | Screen::Summary(_) => None,
        };
        Self {
            draft,
            overlay: Overlay::None,
            scroll: Scroll::default(),
            shows_sources: false,
        }
    }

    /// Takes a key and returns what the learner decided by it, if that is a decision.
    pub(super) fn press(&mut self, screen: &Screen, key: &Key) -> Option<Event> {
        match std::mem::replace(&mut self.overlay, Overlay::None) {
            Overlay::Remark(editor) => self.press_remark(editor, key),
            Overlay::Help => {
                self.press_help(key);
                None
            }
            Overlay::Commands => match key {
                Key::Char(letter) | Key::Alt(letter) => self.command(screen, *letter),
                Key::Escape => None,
                _ => self.press_screen(screen, key),
            },
            Overlay::None => match screen {
                Screen::Summary(summary) => self.press_summary(summary, key),
                _ => self.press_screen(screen, key),
            },
        }
    }

    fn press_summary(&mut self, summary: &SummaryScreen, key: &Key) -> Option<Event> {
        match key {
            // What was answered in a quiz stands.
            Key::Char('u') if summary.score.is_none() => Some(Event::Undo),
            Key::Enter | Key::Escape | Key::EndOfInput | Key::Char('q' | ' ') => Some(Event::Quit),
            key => {
                self.scrolled(key);
                None
            }
        }
    }

    fn press_remark(&mut self, mut editor: Editor, key: &Key) -> Option<Event> {
        match key {
            Key::Enter => return Some(Event::Flag(editor.text().trim().to_owned())),
            Key::Escape => {}
            key => {
                editor.press(key);
                self.overlay = Overlay::Remark(editor);
            }
        }
        None
    }

    fn press_help(&mut self, key: &Key) {
        if self.scrolled(key) {
            self.overlay = Overlay::Help;
        } else {
            self.scroll = Scroll::default();
        }
    }

    fn press_screen(&mut self, screen: &Screen, key: &Key) -> Option<Event> {
        match &mut self.draft {
            Some(draft) => match draft.press(key) {
                Pressed::Done(response) => Some(Event::Respond(response)),
                Pressed::Taken => {
                    self.scroll.follow();
                    None
                }
                Pressed::Passed => self.press_command(screen, key),
            },
            None => self.press_command(screen, key),
        }
    }

    fn press_command(&mut self, screen: &Screen, key: &Key) -> Option<Event> {
        match key {
            Key::Char(letter) | Key::Alt(letter) => return self.command(screen, *letter),
            Key::Tab => return self.command(screen, 'h'),
            Key::Escape if self.draft.is_some() => self.overlay = Overlay::Commands,
            Key::EndOfInput => return Some(Event::Quit),
            Key::Enter if self.draft.is_none() => return Some(Event::Accept),
            key => {
                self.scrolled(key);
            }
        }
        None
    }

    fn scrolled(&mut self, key: &Key) -> bool {
        match key {
            Key::PageDown => self.scroll.page(true),
            Key::PageUp => self.scroll.page(false),
            Key::Down => self.scroll.lines(true, 1),
            Key::Up => self.scroll.lines(false, 1),
            _ => return false,
        }
        true
    }

    fn command(&mut self, screen: &Screen, letter: char) -> Option<Event> {
        let own = match screen {
            Screen::Question(_) => question_command(letter),
            Screen::Feedback(screen) => self.feedback_command(screen, letter),
            Screen::Summary(_) => None,
        };
        own.or_else(|| self.common_command(letter))
    }

    fn feedback_command(&mut self, screen: &FeedbackScreen, letter: char) -> Option<Event> {
        if letter == 's' {
            self.shows_sources = !self.shows_sources;
        }
        if letter == ' ' {
            return Some(Event::Accept);
        }
        let number = u8::try_from(letter.to_digit(10)?).ok()?;
        let rating = Rating::numbered(number)?;
        let is_offered = screen.ratings.iter().any(|it| it.rating == rating);
        is_offered.then_some(Event::Rate(rating))
    }

    fn common_command(&mut self, letter: char) -> Option<Event> {
        match letter {
            'u' => return Some(Event::Undo),
            'b' => return Some(Event::Bury),
            '-' => return Some(Event::Suspend),
            'e' => return Some(Event::Edit),
            'q' => return Some(Event::Quit),
            '!' => self.overlay = Overlay::Remark(Editor::default()),
            '?' => {
                self.overlay = Overlay::Help;
                self.scroll = Scroll::default();
            }
            _ => {}
        }
        None
    }
}

fn question_command(letter: char) -> Option<Event> {
    match letter {
        '0' => Some(Event::Respond(Response::DontKnow)),
        's' => Some(Event::Skip),
        'h' => Some(Event::Hint),
        _ => None,
    }
}

/// Says whether a turn goes on after an event if the question stays the same.
pub(super) fn goes_on(event: &Event) -> bool {
    matches!(
        event,
        Event::Hint | Event::Flag(_) | Event::Edit | Event::Tick
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::question::Body;

    fn press_all(screen: &Screen, keys: &[Key]) -> Vec<Option<Event>> {
        let mut turn = Turn::new(screen);
        keys.iter().map(|key| turn.press(screen, key)).collect()
    }

    fn last(screen: &Screen, keys: &[Key]) -> Option<Event> {
        press_all(screen, keys).pop().unwrap()
    }

    fn chars(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn letters_are_text_while_typing_and_commands_after_escape() {
        let screen = sample::asked(Body::Type);

        assert_eq!(press_all(&screen, &chars("ubs!-q")), vec![None; 6]);
        assert_eq!(
            last(&screen, &[Key::Escape, Key::Char('u')]),
            Some(Event::Undo)
        );
        assert_eq!(
            last(&screen, &[Key::Escape, Key::Char('-')]),
            Some(Event::Suspend)
        );
        assert_eq!(last(&screen, &[Key::Alt('s')]), Some(Event::Skip));
        assert_eq!(
            last(&screen, &[Key::Escape, Key::Char('0')]),
            Some(Event::Respond(Response::DontKnow))
        );
    }

    #[test]
    fn an_arrow_key_after_escape_goes_on_editing() {
        let keys = [
            chars("ab"),
            vec![Key::Escape, Key::Left, Key::Char('x'), Key::Enter],
        ]
        .concat();

        let event = last(&sample::asked(Body::Type), &keys);

        assert_eq!(
            event,
            Some(Event::Respond(Response::Typed(vec!["axb".into()])))
        );
    }

    #[test]
    fn letters_are_commands_where_nothing_is_typed() {
        let screen = sample::asked(Body::Judge { truth: true });

        assert_eq!(last(&screen, &chars("u")), Some(Event::Undo));
        assert_eq!(last(&screen, &chars("b")), Some(Event::Bury));
        assert_eq!(last(&screen, &chars("h")), Some(Event::Hint));
        assert_eq!(last(&screen, &chars("q")), Some(Event::Quit));
    }

    #[test]
    fn a_letter_that_names_an_option_is_no_command_unless_after_escape() {
        let screen = sample::asked(sample::choose());

        assert_eq!(
            last(&screen, &chars("b")),
            Some(Event::Respond(Response::Chosen(1)))
        );
        assert_eq!(
            last(&screen, &[Key::Escape, Key::Char('b')]),
            Some(Event::Bury)
        );
    }

    #[test]
    fn feedback_is_rated_by_number_or_accepted_by_enter() {
        let screen = sample::feedback();

        assert_eq!(last(&screen, &chars("1")), Some(Event::Rate(Rating::Again)));
        assert_eq!(last(&screen, &chars("4")), Some(Event::Rate(Rating::Easy)));
        assert_eq!(last(&screen, &[Key::Enter]), Some(Event::Accept));
        assert_eq!(last(&screen, &chars("5")), None);
    }

    #[test]
    fn a_quiz_takes_no_ratings() {
        let Screen::Feedback(mut screen) = sample::feedback() else {
            unreachable!("the sample is feedback");
        };
        screen.ratings.clear();

        assert_eq!(last(&Screen::Feedback(screen), &chars("1")), None);
    }

    #[test]
    fn a_summary_is_scrolled_by_arrows_and_only_left_or_undone() {
        let screen = sample::summary();

        assert_eq!(last(&screen, &[Key::Up]), None);
        assert_eq!(last(&screen, &chars("!-be")), None);
        assert_eq!(last(&screen, &chars("u")), Some(Event::Undo));
        for key in [Key::Enter, Key::Escape, Key::EndOfInput, Key::Char('q')] {
            assert_eq!(last(&screen, &[key]), Some(Event::Quit));
        }
    }

    #[test]
    fn a_flag_asks_for_a_remark_and_escape_takes_it_back() {
        let screen = sample::feedback();
        let remark = [chars("!old figure"), vec![Key::Enter]].concat();

        assert_eq!(
            last(&screen, &remark),
            Some(Event::Flag("old figure".into()))
        );
        let taken_back = [chars("!old"), vec![Key::Escape, Key::Char('u')]].concat();
        assert_eq!(last(&screen, &taken_back), Some(Event::Undo));
    }

    #[test]
    fn help_is_scrolled_by_arrows_and_closed_by_any_other_key() {
        let screen = sample::feedback();
        let mut turn = Turn::new(&screen);

        for key in [Key::Char('?'), Key::Down, Key::PageDown] {
            turn.press(&screen, &key);
            assert_eq!(turn.overlay, Overlay::Help);
        }

        assert_eq!(turn.press(&screen, &Key::Char('1')), None);
        assert_eq!(turn.overlay, Overlay::None);
    }

    #[test]
    fn the_end_of_input_ends_the_session() {
        assert_eq!(
            last(&sample::asked(Body::Type), &[Key::EndOfInput]),
            Some(Event::Quit)
        );
        assert_eq!(
            last(&sample::feedback(), &[Key::EndOfInput]),
            Some(Event::Quit)
        );
    }

    #[test]
    fn a_hint_comes_by_tab_and_leaves_what_was_typed() {
        let screen = sample::asked(Body::Type);
        let keys = [chars("18"), vec![Key::Tab], chars("0"), vec![Key::Enter]].concat();

        let events = press_all(&screen, &keys);

        assert_eq!(events[2], Some(Event::Hint));
        let answer = Response::Typed(vec!["180".into()]);
        assert_eq!(events[4], Some(Event::Respond(answer)));
    }
}
