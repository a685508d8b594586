//! A program in a pseudo-terminal with a model of the screen: what a learner would see.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any sound program needs; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the program has printed.
struct Output {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    has_ended: bool,
}

impl Output {
    /// Says whether nothing but perhaps the last line is missing of the page that was painted
    /// last: the program starts one by hiding the cursor, and clears what is below with the
    /// last line.
    fn is_painted(&self) -> bool {
        let last = |part: &[u8]| self.bytes.windows(part.len()).rposition(|it| it == part);
        last(b"\x1b[0J") > last(b"\x1b[?25l") || !self.screen.screen().alternate_screen()
    }

    /// Counts the pages by what each starts with.
    fn pages(&self) -> usize {
        let start = b"\x1b[?25l";
        let parts = self.bytes.windows(start.len());
        parts.filter(|it| it == start).count()
    }
}

type Shared = Arc<(Mutex<Output>, Condvar)>;

/// A running program and its terminal.
pub struct Pty {
    output: Shared,
    input: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
}

fn size(rows: u16, columns: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a window has rows and columns")
}

/// Returns what was printed, even while a failing test looks at it.
fn locked(output: &Mutex<Output>) -> MutexGuard<'_, Output> {
    output.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns a command without the environment of the test, in a terminal that can do everything.
pub fn command(program: &str, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command
}

impl Pty {
    /// Starts a command in a window of this size.
    pub fn start(command: CommandBuilder, rows: u16, columns: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(rows, columns))
            .expect("a pseudo-terminal opens");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("its output is read");
        let output = Output {
            screen: vt100::Parser::new(cells(rows), cells(columns), 1000),
            bytes: Vec::new(),
            has_ended: false,
        };
        let output: Shared = Arc::new((Mutex::new(output), Condvar::new()));
        let shared = Arc::clone(&output);
        thread::spawn(move || read_all(reader, &shared));
        Self {
            output,
            input: Some(pair.master.take_writer().expect("its input is written")),
            master: Some(pair.master),
            child,
        }
    }

    /// Waits until the screen shows what is wanted; fails with the screen otherwise.
    pub fn wait_until(&self, wanted: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        drop(self.wait(wanted, |output| holds(output.screen.screen())));
    }

    /// Waits until a page that was painted whole shows what is wanted; returns its text.
    pub fn wait_page(&self, wanted: &str, holds: impl Fn(&vt100::Screen) -> bool) -> String {
        let is_shown = |output: &Output| output.is_painted() && holds(output.screen.screen());
        self.wait(wanted, is_shown).screen.screen().contents()
    }

    fn wait(&self, wanted: &str, holds: impl Fn(&Output) -> bool) -> MutexGuard<'_, Output> {
        let (output, changed) = &*self.output;
        let start = Instant::now();
        let mut output = locked(output);
        while !holds(&output) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(
                !left.is_zero() && !output.has_ended,
                "no {wanted} on the screen:\n{}",
                output.screen.screen().contents()
            );
            output = changed
                .wait_timeout(output, left.min(Duration::from_millis(100)))
                .unwrap()
                .0;
        }
        output
    }

    /// Waits until a page has been painted whole since `before` of them had been; returns its text.
    pub fn wait_painted(&self, before: usize) -> String {
        let is_new = |output: &Output| output.is_painted() && output.pages() > before;
        let output = self.wait("new page", is_new);
        output.screen.screen().contents()
    }

    /// Returns how many pages have been painted, or begun, so far.
    pub fn pages(&self) -> usize {
        locked(&self.output.0).pages()
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("`{text}`"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen no longer shows a text.
    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("screen without `{text}`"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Types, without waiting for anything.
    pub fn send(&mut self, keys: &str) {
        let input = self.input.as_mut().expect("the terminal is open");
        input
            .write_all(keys.as_bytes())
            .expect("the program is there");
        input.flush().expect("the program is there");
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        let mut output = locked(&self.output.0);
        output
            .screen
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        drop(output);
        let master = self.master.as_ref().expect("the terminal is open");
        master
            .resize(size(rows, columns))
            .expect("the window changes");
    }

    /// Looks at the screen.
    pub fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(locked(&self.output.0).screen.screen())
    }

    /// Returns the text of the screen.
    pub fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// Returns every byte printed so far.
    pub fn bytes(&self) -> Vec<u8> {
        locked(&self.output.0).bytes.clone()
    }

    /// Says whether a text was ever printed in one piece.
    pub fn has_printed(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.bytes()).contains(text)
    }

    /// Says whether the terminal is as a program should leave it.
    pub fn is_restored(&self) -> bool {
        self.look(|it| !it.hide_cursor() && !it.alternate_screen() && !it.bracketed_paste())
    }

    /// Returns the id of the process.
    pub fn id(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    /// Closes the window, as a learner does; the program may find out when it wants to.
    pub fn close(&mut self) {
        self.input = None;
        self.master = None;
    }

    /// Kills the program without warning; `portable-pty` would hang up first.
    pub fn kill(&self) {
        if let Some(id) = self
            .child
            .process_id()
            .and_then(|id| i32::try_from(id).ok())
        {
            let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
        }
    }

    /// Waits until the program has ended and everything it printed has been read.
    pub fn wait_end(&mut self) -> ExitStatus {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program is ours") {
                break status;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "it does not end:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(2));
        };
        let (output, changed) = &*self.output;
        let output = locked(output);
        let waiting = |it: &mut Output| !it.has_ended;
        drop(
            changed
                .wait_timeout_while(output, Duration::from_secs(2), waiting)
                .unwrap(),
        );
        status
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.kill();
        }
        let _ = self.child.wait();
    }
}

fn read_all(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let (output, changed) = &**shared;
    let mut buffer = [0; 4096];
    loop {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut output = locked(output);
        output.screen.process(&buffer[..read]);
        output.bytes.extend_from_slice(&buffer[..read]);
        output.has_ended = read == 0;
        let has_ended = output.has_ended;
        drop(output);
        changed.notify_all();
        if has_ended {
            return;
        }
    }
}
