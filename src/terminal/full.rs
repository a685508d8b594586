//! The full screen: the question and the answer line are drawn and edited here.

use super::editor::Editor;
use super::keys::{Key, Keys};
use super::line::Line;
use super::menu::Menu;
use super::page::{Page, Scroll, View};
use super::plain::Plain;
use super::turn::{self, Turn};
use super::{Hangup, Terminal, layout, mode};
use crate::question::Question;
use crate::session::{Event, Overview, QuestionScreen, Screen};
use console::Term;
use std::fmt::Write as _;
use std::io;
use std::time::{Duration, Instant};

/// How long a key is waited for, in milliseconds, before the window and the clock are looked at.
const MOMENT: i64 = 100;

/// How long the keys have to be left alone before a screen that came unasked hears them.
const PAUSE: Duration = Duration::from_secs(1);

type RawKeys = Box<dyn FnMut() -> io::Result<Option<console::Key>>>;

/// What ends a wait.
enum Heard {
    Key(Key),
    /// The window has another size than what was drawn last.
    Resized,
    /// A moment has passed.
    Tick,
}

/// A session on the whole window of a terminal that can move its cursor.
///
/// It draws on the terminal's second screen, so that the learner's own keeps its text; the summary
/// is left behind on the own one.
///
/// Nothing tells it that the window has changed: a handler of that signal would not do, because
/// `console` takes any signal that is handled for Ctrl-C. So it looks, while it waits for a key.
pub struct FullScreen {
    term: Term,
    keys: Keys<RawKeys>,
    colours: bool,
    editor: String,
    overview: Option<Overview>,
    said: Vec<String>,
    /// Whether a session goes on, even while another program has the screen.
    in_session: bool,
    kept: Option<(Question, Turn)>,
    /// Rows and columns of the window when it was drawn last.
    drawn_for: (usize, usize),
    /// What was drawn last, unless the window may show something else by now.
    shown: Option<String>,
}

impl FullScreen {
    /// Opens the terminal, unless input or output is none.
    ///
    /// `editor` is the command for long texts; `vi` where it is empty.
    pub fn open(colours: bool, editor: &str) -> Option<Self> {
        let term = Term::stdout();
        let is_usable = term.is_term() && io::IsTerminal::is_terminal(&io::stdin());
        let keys = term.clone();
        console::set_colors_enabled(colours);
        is_usable.then(|| Self {
            term,
            keys: Keys::new(Box::new(move || match mode::await_key(MOMENT)? {
                true => keys.read_key_raw().map(Some),
                false => Ok(None),
            })),
            colours,
            editor: editor.to_owned(),
            overview: None,
            said: Vec::new(),
            in_session: false,
            kept: None,
            drawn_for: (0, 0),
            shown: None,
        })
    }

    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows), usize::from(columns))
    }

    /// Returns the size to draw for, and keeps it in mind.
    fn size_to_draw_for(&mut self) -> (usize, usize) {
        self.drawn_for = self.size();
        self.drawn_for
    }

    /// Waits for a key or another size of the window; beside a clock, for a moment at most.
    fn hear(&mut self, has_clock: bool) -> Result<Heard, Hangup> {
        loop {
            if let Some(key) = self.keys.next()? {
                self.shown = None;
                return heeded(key).map(Heard::Key);
            }
            if self.size() != self.drawn_for {
                self.shown = None;
                return Ok(Heard::Resized);
            }
            if has_clock {
                return Ok(Heard::Tick);
            }
        }
    }

    /// Draws a screen; the size of the window is asked for each time.
    fn draw(&mut self, screen: &Screen, turn: &mut Turn) -> io::Result<()> {
        let (rows, columns) = self.size_to_draw_for();
        let mut page = layout::page(screen, turn, columns);
        self.put_above(&mut page, columns);
        self.show(&page.view(rows, &mut turn.scroll))
    }

    /// Makes the window show a view, unless it does already.
    fn show(&mut self, view: &View) -> io::Result<()> {
        let bytes = painted(view, self.drawn_for.1, self.colours);
        if self.shown.as_ref() != Some(&bytes) {
            self.term.write_str(&bytes)?;
            self.shown = Some(bytes);
        }
        Ok(())
    }

    /// Gives the learner's own screen back.
    fn leave(&mut self) {
        self.shown = None;
        mode::leave();
    }

    /// Puts what was said, and what is ahead, above a page.
    fn put_above(&self, page: &mut Page, columns: usize) {
        let mut above = Vec::new();
        if let Some(overview) = &self.overview {
            above.extend(layout::overview(overview, columns));
        }
        for said in &self.said {
            above.extend(layout::message(said, columns));
        }
        if !above.is_empty() {
            above.push(Line::default());
            page.focus = page.focus.map(|it| it + above.len());
            above.append(&mut page.body);
            page.body = above;
        }
    }

    /// Prints lines on the learner's own screen, to stay there.
    fn print(&self, lines: &[Line]) -> io::Result<()> {
        let columns = self.size().1;
        for line in lines {
            let printed = line.printed(self.colours, columns, usize::MAX);
            self.term.write_line(&printed)?;
        }
        Ok(())
    }

    /// Prints what has been said and not been shown yet.
    fn print_pending(&mut self) -> io::Result<()> {
        let columns = self.size().1;
        if let Some(overview) = self.overview.take() {
            self.print(&layout::overview(&overview, columns))?;
        }
        for said in std::mem::take(&mut self.said) {
            self.print(&layout::message(&said, columns))?;
        }
        Ok(())
    }

    /// Draws a screen and waits for a decision; one that comes unasked hears no keys until the
    /// learner has stopped typing what was meant for another.
    fn decide(
        &mut self,
        screen: &Screen,
        turn: &mut Turn,
        is_unasked: bool,
    ) -> Result<Event, Hangup> {
        mode::enter()?;
        self.in_session = true;
        let has_clock = asked(screen).is_some_and(|it| it.seconds_left.is_some());
        let mut deaf_until = is_unasked.then(|| Instant::now() + PAUSE);
        loop {
            self.draw(screen, turn)?;
            match self.hear(has_clock)? {
                Heard::Key(_) if deaf_until.is_some_and(|it| Instant::now() < it) => {
                    deaf_until = Some(Instant::now() + PAUSE);
                }
                Heard::Key(key) => {
                    if let Some(event) = turn.press(screen, &key) {
                        return Ok(event);
                    }
                }
                Heard::Resized | Heard::Tick => {}
            }
            if has_clock {
                return Ok(Event::Tick);
            }
        }
    }

    /// Prints the summary where it stays.
    fn leave_behind(&mut self, summary: &Screen) -> io::Result<()> {
        self.leave();
        self.in_session = false;
        self.print_pending()?;
        let page = layout::page(summary, &Turn::new(summary), self.size().1);
        self.print(&page.body)
    }

    /// Leaves the screen, prints what is asked, and returns a menu to answer it with; nothing is
    /// printed where there is no room for a menu.
    fn menu(&mut self, title: &str) -> Result<Option<Menu>, Hangup> {
        self.leave();
        self.print_pending()?;
        let (rows, columns) = self.size();
        let title = layout::message(title, columns);
        let menu = Menu::fitting(&self.term, rows.saturating_sub(title.len()), columns);
        if menu.is_some() {
            self.print(&title)?;
        }
        Ok(menu)
    }
}

fn lines() -> Plain<io::StdinLock<'static>, io::Stdout> {
    Plain::new(io::stdin().lock(), io::stdout())
}

/// Returns the bytes that make a window show a view, whatever it showed before.
///
/// The cursor is brought to its place by printing the text before it again: so it stands right
/// even where the terminal gives a character another width than Unicode's tables.
fn painted(view: &View, columns: usize, colours: bool) -> String {
    let mut bytes = "\x1b[?25l".to_owned();
    for (row, line) in (1..).zip(&view.lines) {
        let printed = line.printed(colours, columns, usize::MAX);
        // The last line takes along what the window showed below it; it may be the lowest row.
        let clear = if row == view.lines.len() { "0J" } else { "2K" };
        let _ = write!(bytes, "\x1b[{row};1H\x1b[{clear}{printed}");
    }
    if view.lines.is_empty() {
        bytes += "\x1b[2J";
    }
    if let Some(cursor) = view.cursor
        && let Some(line) = view.lines.get(cursor.line)
    {
        let printed = line.printed(colours, columns, cursor.bytes);
        let _ = write!(bytes, "\x1b[{};1H{printed}\x1b[?25h", cursor.line + 1);
    }
    bytes
}

impl Terminal for FullScreen {
    fn overview(&mut self, overview: &Overview) -> Result<(), Hangup> {
        self.overview = Some(overview.clone());
        Ok(())
    }

    fn turn(&mut self, screen: &Screen) -> Result<Event, Hangup> {
        let is_summary = matches!(screen, Screen::Summary(_));
        let kept = self.kept.take();
        // The time was up before the turn was over.
        let is_unasked = is_summary && kept.is_some();
        let kept = kept.and_then(|it| same_turn(screen, it));
        let mut turn = kept.unwrap_or_else(|| Turn::new(screen));
        let decided = self.decide(screen, &mut turn, is_unasked);
        if is_summary && !matches!(decided, Ok(Event::Undo)) {
            let printed = self.leave_behind(screen);
            return decided.and_then(|event| printed.map(|()| event).map_err(Hangup::from));
        }
        let event = decided?;
        if turn::goes_on(&event)
            && let Some(asked) = asked(screen)
        {
            self.kept = Some((asked.question.clone(), turn));
        }
        if event != Event::Tick {
            self.overview = None;
            self.said.clear();
        }
        Ok(event)
    }

    fn say(&mut self, line: &str) -> Result<(), Hangup> {
        self.said.push(line.to_owned());
        if !self.in_session {
            self.print_pending()?;
        }
        Ok(())
    }

    fn aside(&mut self, run: &mut dyn FnMut()) -> Result<(), Hangup> {
        self.leave();
        mode::with_hangup(run);
        Ok(())
    }

    fn confirm(&mut self, question: &str) -> Result<Option<bool>, Hangup> {
        match self.menu(question)? {
            Some(menu) => Ok(menu.confirm()?),
            None => lines().confirm(question),
        }
    }

    fn pick(&mut self, title: &str, options: &[String]) -> Result<Option<usize>, Hangup> {
        match self.menu(title)? {
            Some(menu) => Ok(menu.pick(options)?),
            None => lines().pick(title, options),
        }
    }

    fn pick_many(&mut self, title: &str, options: &[String]) -> Result<Option<Vec<usize>>, Hangup> {
        match self.menu(title)? {
            Some(menu) => Ok(menu.pick_many(options)?),
            None => lines().pick_many(title, options),
        }
    }

    fn ask_line(&mut self, question: &str) -> Result<Option<String>, Hangup> {
        self.leave();
        self.print_pending()?;
        mode::enter()?;
        let mut editor = Editor::default();
        let typed = loop {
            let (rows, columns) = self.size_to_draw_for();
            let page = layout::form(question, &editor, columns);
            self.show(&page.view(rows, &mut Scroll::default()))?;
            match self.hear(false)? {
                Heard::Key(Key::Enter) => break Some(editor.text().trim().to_owned()),
                Heard::Key(Key::Escape) => break None,
                Heard::Key(Key::EndOfInput) if editor.text().is_empty() => break None,
                Heard::Key(key) => {
                    editor.press(&key);
                }
                Heard::Resized | Heard::Tick => {}
            }
        };
        self.leave();
        let said = typed.as_deref().unwrap_or("(none)");
        self.print(&layout::message(
            &format!("{question} {said}"),
            self.size().1,
        ))?;
        Ok(typed)
    }

    fn write_long(&mut self, initial: &str) -> Result<Option<String>, Hangup> {
        self.leave();
        match super::menu::edit(&self.editor, initial) {
            Ok(text) => Ok(text),
            Err(error) => {
                let editor = &self.editor;
                self.say(&format!("the editor `{editor}` could not be run: {error}"))?;
                Ok(None)
            }
        }
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        mode::leave();
    }
}

/// Does what Ctrl-C and Ctrl-Z ask for, which never reach a screen.
fn heeded(key: Key) -> Result<Key, Hangup> {
    match key {
        Key::Interrupt => Err(Hangup::Interrupted),
        Key::Suspend => {
            let was_entered = mode::is_entered();
            mode::leave();
            mode::suspend();
            if was_entered {
                mode::enter()?;
            }
            Ok(Key::Other)
        }
        key => Ok(key),
    }
}

/// Returns the question that a screen is about.
fn asked(screen: &Screen) -> Option<&QuestionScreen> {
    match screen {
        Screen::Question(asked) => Some(asked),
        Screen::Feedback(feedback) => Some(&feedback.asked),
        Screen::Summary(_) => None,
    }
}

/// Returns a turn that goes on if the screen is still the one it was begun on.
fn same_turn(screen: &Screen, (question, turn): (Question, Turn)) -> Option<Turn> {
    let is_same = asked(screen).is_some_and(|it| it.question == question);
    let is_asking = matches!(screen, Screen::Question(_));
    (is_same && turn.draft.is_some() == is_asking).then_some(turn)
}
