//! The full screen: the question and the answer line are drawn and edited here.

use super::editor::Editor;
use super::keys::{Key, Keys};
use super::line::{Line, Tone};
use super::menu::Menu;
use super::mode::Hush;
use super::page::{Page, Scroll, View};
use super::plain::Plain;
use super::turn::{self, Turn};
use super::{Hangup, Terminal, layout, mode};
use crate::question::Question;
use crate::session::{Event, Overview, Screen};
use console::Term;
use std::fmt::Write as _;
use std::io;

type RawKeys = Box<dyn FnMut() -> io::Result<console::Key>>;

/// A session on the whole window of a terminal that can move its cursor.
///
/// It draws on the terminal's second screen, so that the learner's own keeps its text; the summary
/// is printed on the own one and stays.
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
            keys: Keys::new(Box::new(move || keys.read_key_raw())),
            colours,
            editor: editor.to_owned(),
            overview: None,
            said: Vec::new(),
            in_session: false,
            kept: None,
        })
    }

    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows), usize::from(columns))
    }

    /// Reads a key; Ctrl-C and Ctrl-Z never reach a screen.
    fn key(&mut self) -> Result<Key, Hangup> {
        match self.keys.next()? {
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

    /// Draws a screen; the size of the window is asked for each time.
    fn draw(&self, screen: &Screen, turn: &mut Turn) -> io::Result<()> {
        let (rows, columns) = self.size();
        let mut page = layout::page(screen, turn, columns);
        self.put_above(&mut page, columns);
        let view = page.view(rows, &mut turn.scroll);
        self.term.write_str(&painted(&view, columns, self.colours))
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

    fn decide(&mut self, screen: &Screen, turn: &mut Turn) -> Result<Event, Hangup> {
        mode::enter()?;
        self.in_session = true;
        let has_limit = matches!(screen, Screen::Question(it) if it.seconds_left.is_some());
        loop {
            self.draw(screen, turn)?;
            let key = self.key()?;
            if let Some(event) = turn.press(screen, &key) {
                return Ok(event);
            }
            if has_limit {
                return Ok(Event::Tick);
            }
        }
    }

    /// Prints the summary where it stays, and waits for its one decision.
    fn sum_up(&mut self, screen: &Screen) -> Result<Event, Hangup> {
        mode::leave();
        self.in_session = false;
        let _hush = Hush::new();
        self.print_pending()?;
        let page = layout::page(screen, &Turn::new(screen), self.size().1);
        self.print(&page.body)?;
        let keys: Vec<String> = page.footer.iter().map(Line::text).collect();
        let keys = Line::new(Tone::Dim, &keys.concat());
        self.term
            .write_str(&keys.printed(self.colours, self.size().1, usize::MAX))?;
        let event = loop {
            match self.key()? {
                Key::Char('u') => break Event::Undo,
                Key::Enter | Key::Escape | Key::EndOfInput | Key::Char('q' | ' ') => {
                    break Event::Quit;
                }
                _ => {}
            }
        };
        self.term.clear_line()?;
        Ok(event)
    }

    /// Leaves the screen, prints what is asked, and returns a menu to answer it with; nothing is
    /// printed where there is no room for a menu.
    fn menu(&mut self, title: &str) -> Result<Option<Menu>, Hangup> {
        mode::leave();
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
        if matches!(screen, Screen::Summary(_)) {
            return self.sum_up(screen);
        }
        let kept = self.kept.take().and_then(|it| same_question(screen, it));
        let mut turn = kept.unwrap_or_else(|| Turn::new(screen));
        let event = self.decide(screen, &mut turn)?;
        if turn::goes_on(&event)
            && let Screen::Question(asked) = screen
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
        mode::leave();
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
        mode::leave();
        self.print_pending()?;
        mode::enter()?;
        let mut editor = Editor::default();
        let typed = loop {
            let (rows, columns) = self.size();
            let view = layout::form(question, &editor, columns).view(rows, &mut Scroll::default());
            let bytes = painted(&view, columns, self.colours);
            self.term.write_str(&bytes).map_err(Hangup::from)?;
            match self.key()? {
                Key::Enter => break Some(editor.text().trim().to_owned()),
                Key::Escape => break None,
                Key::EndOfInput if editor.text().is_empty() => break None,
                key => {
                    editor.press(&key);
                }
            }
        };
        mode::leave();
        let said = typed.as_deref().unwrap_or("(none)");
        self.print(&layout::message(
            &format!("{question} {said}"),
            self.size().1,
        ))?;
        Ok(typed)
    }

    fn write_long(&mut self, initial: &str) -> Result<Option<String>, Hangup> {
        mode::leave();
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

fn same_question(screen: &Screen, (question, turn): (Question, Turn)) -> Option<Turn> {
    match screen {
        Screen::Question(asked) if asked.question == question => Some(turn),
        _ => None,
    }
}
