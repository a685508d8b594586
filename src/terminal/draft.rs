//! An answer in the making: what the keys of each form do until the learner is done.

use super::editor::Editor;
use super::keys::Key;
use crate::question::{Body, Question, Response};

/// What a draft makes of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// It belongs to the answer.
    Taken,
    /// The answer is ready.
    Done(Response),
    /// It is none of the answer's; perhaps a command.
    Passed,
}

/// An answer in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Draft {
    /// Lines to type.
    Lines(Lines),
    /// An option to choose.
    Choice {
        /// How many there are.
        count: usize,
        /// Which one is highlighted.
        at: Option<usize>,
    },
    /// A statement to judge.
    Truth {
        /// Which judgement is highlighted.
        at: Option<bool>,
    },
    /// Items to sort.
    Order(Order),
    /// Nothing but a look.
    Look,
}

/// Lines being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines {
    /// The lines; at least one.
    pub(super) editors: Vec<Editor>,
    /// The one with the cursor.
    pub(super) at: usize,
    /// Whether Enter opens a new line, until one is left empty.
    pub(super) grows: bool,
}

/// Items being sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    /// The items as they stand now, as indices into the items shown first.
    pub(super) items: Vec<usize>,
    /// The highlighted place.
    pub(super) at: usize,
    /// Whether the highlighted item moves along.
    pub(super) is_held: bool,
    /// How many places from the top have been settled by typing numbers.
    pub(super) typed: usize,
}

impl Draft {
    /// Starts an answer to a question.
    pub(super) fn new(question: &Question) -> Self {
        match &question.body {
            Body::Choose { options, .. } => Self::Choice {
                count: options.len(),
                at: None,
            },
            Body::Judge { .. } => Self::Truth { at: None },
            Body::Type => Self::lines(1, false),
            Body::Gap { pieces } => {
                let gaps = pieces.iter().filter(|it| it.is_none()).count();
                Self::lines(gaps.max(1), false)
            }
            Body::Members { .. } => Self::lines(1, true),
            Body::Order { items, .. } => Self::Order(Order {
                items: (0..items.len()).collect(),
                at: 0,
                is_held: false,
                typed: 0,
            }),
            Body::Recall => Self::Look,
        }
    }

    fn lines(count: usize, grows: bool) -> Self {
        Self::Lines(Lines {
            editors: vec![Editor::default(); count],
            at: 0,
            grows,
        })
    }

    /// Says whether letters are text rather than commands.
    pub(super) fn is_typed(&self) -> bool {
        matches!(self, Self::Lines(_))
    }

    /// Says whether there is nothing in it yet.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Lines(lines) => lines.editors.iter().all(Editor::is_blank),
            Self::Choice { at, .. } => at.is_none(),
            Self::Truth { at } => at.is_none(),
            Self::Order(_) | Self::Look => false,
        }
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: &Key) -> Pressed {
        match self {
            Self::Lines(lines) => lines.press(key),
            Self::Choice { count, at } => choose(*count, at, key),
            Self::Truth { at } => judge(at, key),
            Self::Order(order) => order.press(key),
            Self::Look if matches!(key, Key::Enter | Key::Char(' ')) => {
                Pressed::Done(Response::Revealed)
            }
            Self::Look => Pressed::Passed,
        }
    }
}

impl Lines {
    fn press(&mut self, key: &Key) -> Pressed {
        let is_blank = self.editors.iter().all(|it| it.text().is_empty());
        match key {
            Key::Enter => return self.enter(),
            Key::Up => self.at = self.at.saturating_sub(1),
            Key::Down => self.at = (self.at + 1).min(self.editors.len() - 1),
            Key::Char('?') if is_blank => return Pressed::Passed,
            Key::Backspace
                if self.grows && self.at > 0 && self.editors[self.at].text().is_empty() =>
            {
                self.editors.remove(self.at);
                self.at -= 1;
            }
            key if self.editors[self.at].press(key) => {}
            _ => return Pressed::Passed,
        }
        Pressed::Taken
    }

    fn enter(&mut self) -> Pressed {
        let is_last = self.at + 1 == self.editors.len();
        if is_last && self.grows && !self.editors[self.at].is_blank() {
            self.editors.push(Editor::default());
        } else if is_last || (self.grows && self.editors[self.at].is_blank()) {
            return Pressed::Done(self.response());
        }
        self.at += 1;
        Pressed::Taken
    }

    fn response(&self) -> Response {
        let texts = self.editors.iter().map(|it| it.text().trim().to_owned());
        let typed: Vec<String> = if self.grows {
            texts.filter(|it| !it.is_empty()).collect()
        } else {
            texts.collect()
        };
        if typed.iter().all(String::is_empty) {
            Response::DontKnow
        } else {
            Response::Typed(typed)
        }
    }
}

fn choose(count: usize, at: &mut Option<usize>, key: &Key) -> Pressed {
    match key {
        Key::Up => *at = Some(at.map_or(count, |it| it).saturating_sub(1)),
        Key::Down => *at = Some(at.map_or(0, |it| it + 1).min(count.saturating_sub(1))),
        Key::Enter => return Pressed::Done(at.map_or(Response::DontKnow, Response::Chosen)),
        Key::Char(typed) => {
            return match picked(*typed).filter(|it| *it < count) {
                Some(chosen) => Pressed::Done(Response::Chosen(chosen)),
                None => Pressed::Passed,
            };
        }
        _ => return Pressed::Passed,
    }
    Pressed::Taken
}

/// Returns the option a digit from 1 or a letter from `a` stands for.
pub(super) fn picked(typed: char) -> Option<usize> {
    match typed {
        '1'..='9' => Some(typed as usize - '1' as usize),
        'a'..='d' => Some(typed as usize - 'a' as usize),
        _ => None,
    }
}

/// Returns what a letter or digit says about a statement.
pub(super) fn judged(typed: char) -> Option<bool> {
    match typed.to_ascii_lowercase() {
        't' | 'y' | '1' => Some(true),
        'f' | 'n' | '2' => Some(false),
        _ => None,
    }
}

fn judge(at: &mut Option<bool>, key: &Key) -> Pressed {
    match key {
        Key::Up | Key::Left => *at = Some(true),
        Key::Down | Key::Right => *at = Some(false),
        Key::Enter => return Pressed::Done(at.map_or(Response::DontKnow, Response::Judged)),
        Key::Char(typed) => {
            let said = judged(*typed).map(Response::Judged);
            return said.map_or(Pressed::Passed, Pressed::Done);
        }
        _ => return Pressed::Passed,
    }
    Pressed::Taken
}

impl Order {
    fn press(&mut self, key: &Key) -> Pressed {
        match key {
            Key::Up => self.step(self.at.saturating_sub(1)),
            Key::Down => self.step((self.at + 1).min(self.items.len().saturating_sub(1))),
            Key::Char(' ') => self.is_held = !self.is_held,
            Key::Escape if self.is_held => self.is_held = false,
            Key::Backspace => self.typed = self.typed.saturating_sub(1),
            Key::Enter => return Pressed::Done(Response::Ordered(self.items.clone())),
            Key::Char(digit @ '1'..='9') => self.put_next(*digit as usize - '1' as usize),
            _ => return Pressed::Passed,
        }
        Pressed::Taken
    }

    fn step(&mut self, to: usize) {
        if self.is_held {
            self.items.swap(self.at, to);
            self.typed = 0;
        }
        self.at = to;
    }

    /// Puts an item at the first place not settled yet.
    fn put_next(&mut self, item: usize) {
        let place = self.items.iter().position(|it| *it == item);
        if let Some(from) = place.filter(|it| *it >= self.typed) {
            self.items.remove(from);
            self.items.insert(self.typed, item);
            self.at = self.typed;
            self.typed += 1;
            self.is_held = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn press_all(body: Body, keys: &[Key]) -> Vec<Pressed> {
        let mut draft = Draft::new(&sample::question(body));
        keys.iter().map(|key| draft.press(key)).collect()
    }

    fn last(body: Body, keys: &[Key]) -> Pressed {
        press_all(body, keys).pop().unwrap()
    }

    fn typed(text: &str) -> Key {
        Key::Paste(text.into())
    }

    fn done(response: Response) -> Pressed {
        Pressed::Done(response)
    }

    #[test]
    fn a_typed_line_is_answered_by_enter() {
        let keys = [typed(" 180 people "), Key::Enter];

        assert_eq!(
            last(Body::Type, &keys),
            done(Response::Typed(vec!["180 people".into()]))
        );
    }

    #[test]
    fn enter_without_an_answer_says_that_it_is_not_known() {
        let unknown = done(Response::DontKnow);

        assert_eq!(last(Body::Type, &[Key::Enter]), unknown);
        assert_eq!(last(sample::choose(), &[Key::Enter]), unknown);
        assert_eq!(last(Body::Judge { truth: true }, &[Key::Enter]), unknown);
        assert_eq!(last(Body::Members { count: 3 }, &[Key::Enter]), unknown);
        assert_eq!(last(sample::gap(), &[Key::Enter, Key::Enter]), unknown);
    }

    #[test]
    fn members_are_typed_line_by_line_until_one_is_empty() {
        let keys = [
            typed("Mali"),
            Key::Enter,
            typed("Chad"),
            Key::Enter,
            Key::Enter,
        ];

        let pressed = press_all(Body::Members { count: 3 }, &keys);

        let named = vec!["Mali".to_owned(), "Chad".to_owned()];
        assert_eq!(pressed[4], done(Response::Typed(named)));
        assert!(pressed[..4].iter().all(|it| *it == Pressed::Taken));
    }

    #[test]
    fn an_emptied_member_goes_away() {
        let keys = [
            typed("Mali"),
            Key::Enter,
            Key::Backspace,
            Key::Enter,
            Key::Enter,
        ];

        let named = vec!["Mali".to_owned()];
        assert_eq!(
            last(Body::Members { count: 2 }, &keys),
            done(Response::Typed(named))
        );
    }

    #[test]
    fn gaps_are_filled_one_by_one_and_can_be_gone_back_to() {
        let keys = [
            Key::Enter,
            typed("2014"),
            Key::Up,
            typed("Taliban"),
            Key::Enter,
            Key::Enter,
        ];

        let filled = vec!["Taliban".to_owned(), "2014".to_owned()];
        assert_eq!(last(sample::gap(), &keys), done(Response::Typed(filled)));
    }

    #[test]
    fn an_option_is_chosen_by_digit_letter_or_arrows() {
        let chosen = |at| done(Response::Chosen(at));

        assert_eq!(last(sample::choose(), &[Key::Char('2')]), chosen(1));
        assert_eq!(last(sample::choose(), &[Key::Char('b')]), chosen(1));
        assert_eq!(
            last(sample::choose(), &[Key::Down, Key::Down, Key::Enter]),
            chosen(1)
        );
        assert_eq!(last(sample::choose(), &[Key::Up, Key::Enter]), chosen(3));
        assert_eq!(last(sample::choose(), &[Key::Char('5')]), Pressed::Passed);
    }

    #[test]
    fn a_statement_is_judged_by_letter_or_arrows() {
        let judge = || Body::Judge { truth: true };
        let judged = |truth| done(Response::Judged(truth));

        assert_eq!(last(judge(), &[Key::Char('y')]), judged(true));
        assert_eq!(last(judge(), &[Key::Char('F')]), judged(false));
        assert_eq!(last(judge(), &[Key::Right, Key::Enter]), judged(false));
    }

    #[test]
    fn items_are_sorted_by_moving_them() {
        let keys = [
            Key::Char(' '),
            Key::Down,
            Key::Down,
            Key::Char(' '),
            Key::Enter,
        ];

        assert_eq!(
            last(sample::order(), &keys),
            done(Response::Ordered(vec![1, 2, 0]))
        );
    }

    #[test]
    fn items_are_sorted_by_typing_their_numbers() {
        let keys = [Key::Char('3'), Key::Char('1'), Key::Enter];

        assert_eq!(
            last(sample::order(), &keys),
            done(Response::Ordered(vec![2, 0, 1]))
        );
    }

    #[test]
    fn a_mistyped_number_is_taken_back() {
        let keys = ['3', '2'].map(Key::Char);
        let mut keys = keys.to_vec();
        keys.extend([Key::Backspace, Key::Char('1'), Key::Enter]);

        assert_eq!(
            last(sample::order(), &keys),
            done(Response::Ordered(vec![2, 0, 1]))
        );
    }

    #[test]
    fn a_question_to_recall_is_looked_up_by_enter() {
        assert_eq!(last(Body::Recall, &[Key::Enter]), done(Response::Revealed));
    }

    #[test]
    fn a_question_mark_asks_for_help_only_where_nothing_is_typed() {
        assert_eq!(last(Body::Type, &[Key::Char('?')]), Pressed::Passed);
        assert_eq!(
            last(Body::Type, &[typed("why"), Key::Char('?')]),
            Pressed::Taken
        );
    }
}
