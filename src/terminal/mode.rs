//! The terminal's modes while a session has the screen, and the certainty that they go back.
//!
//! Modes belong to the terminal, not to a value of ours: they must be taken back when a value is
//! dropped, when the program panics, and before another program gets the terminal. So they are
//! kept in one place, and giving them back twice does nothing.

use std::io::{self, Write as _};
use std::panic;
use std::sync::{Mutex, Once, PoisonError};

/// Second screen (the learner's own keeps its text), bracketed paste.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h";
/// The same back, with usual text and a visible cursor.
const LEAVE: &str = "\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// What dialogs hide.
const SHOW: &str = "\x1b[0m\x1b[?25h";

static HELD: Mutex<Option<Settings>> = Mutex::new(None);
static HUSHED: Mutex<Option<Settings>> = Mutex::new(None);
static HOOK: Once = Once::new();

/// Takes the screen; does nothing while it is taken.
pub(super) fn enter() -> io::Result<()> {
    HOOK.call_once(restore_on_panic);
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if held.is_none() {
        *held = Some(Settings::quieten()?);
        write(ENTER)?;
    }
    Ok(())
}

/// Gives the screen back, also from a dialog; does nothing unless it is taken.
pub(super) fn leave() {
    if unhush() {
        let _ = write(SHOW);
    }
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(settings) = held.take() {
        // A terminal that cannot be written to any more has nothing left to restore.
        let _ = write(LEAVE);
        settings.restore();
    }
}

/// Says whether the screen is taken.
pub(super) fn is_entered() -> bool {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    held.is_some()
}

/// Keeps keys from echoing and from becoming signals until it is dropped, on the learner's own
/// screen.
pub(super) struct Hush;

impl Hush {
    /// Starts; does nothing on what is no terminal, or inside another.
    pub(super) fn new() -> Self {
        let mut hushed = HUSHED.lock().unwrap_or_else(PoisonError::into_inner);
        if hushed.is_none() {
            *hushed = Settings::quieten().ok();
        }
        Self
    }
}

impl Drop for Hush {
    fn drop(&mut self) {
        unhush();
    }
}

/// Lets keys echo again; says whether they were kept from it.
fn unhush() -> bool {
    let mut hushed = HUSHED.lock().unwrap_or_else(PoisonError::into_inner);
    hushed.take().map(Settings::restore).is_some()
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
    }));
}

#[cfg(unix)]
mod unix {
    use nix::errno::Errno;
    use nix::sys::select::{FdSet, select};
    use nix::sys::signal::{self, SigSet, SigmaskHow, Signal};
    use nix::sys::termios::{self, SetArg, Termios};
    use nix::sys::time::{TimeVal, TimeValLike as _};
    use nix::unistd::Pid;
    use std::io;
    use std::os::fd::AsFd as _;
    use std::process;
    use std::thread;
    use std::time::Duration;

    /// The settings of the terminal's line before ours.
    pub(in super::super) struct Settings(Termios);

    impl Settings {
        /// Stops the terminal from echoing keys and from turning them into signals or lines.
        ///
        /// `console` does so only while it reads a key. In between, keys typed would show on the
        /// screen and not be there to be read, and Ctrl-C would end the program before it can
        /// tidy up.
        pub(super) fn quieten() -> io::Result<Self> {
            let before = termios::tcgetattr(io::stdin())?;
            let mut quiet = before.clone();
            termios::cfmakeraw(&mut quiet);
            quiet.output_flags = before.output_flags;
            termios::tcsetattr(io::stdin(), SetArg::TCSADRAIN, &quiet)?;
            Ok(Self(before))
        }

        pub(super) fn restore(self) {
            let _ = termios::tcsetattr(io::stdin(), SetArg::TCSADRAIN, &self.0);
        }
    }

    /// Waits for a key, but no longer than so many milliseconds, and says whether there is one.
    ///
    /// A closed terminal counts as a key, because reading reports it. This asks `select`, because
    /// `poll` knows no terminals on macOS, and the descriptor that `console` reads: it takes one
    /// key at a time from there and keeps none back.
    pub(in super::super) fn await_key(milliseconds: i64) -> io::Result<bool> {
        let input = io::stdin();
        let mut ready = FdSet::new();
        ready.insert(input.as_fd());
        let mut limit = TimeVal::milliseconds(milliseconds);
        match select(None, &mut ready, None, None, &mut limit) {
            Ok(count) => Ok(count > 0),
            // The program was stopped and goes on.
            Err(Errno::EINTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Stops the program, as Ctrl-Z does, until the shell wakes it.
    pub(in super::super) fn suspend() {
        let _ = signal::kill(Pid::from_raw(0), Signal::SIGTSTP);
    }

    /// How long a session has to end by itself once its terminal is said to be gone.
    const LEAVE: Duration = Duration::from_secs(2);

    /// The signals that end a program and that a session takes its leave of first.
    const ENDINGS: [Signal; 4] = [
        Signal::SIGHUP,
        Signal::SIGINT,
        Signal::SIGQUIT,
        Signal::SIGTERM,
    ];

    fn endings() -> SigSet {
        ENDINGS.into_iter().collect()
    }

    /// Waits to be told to end, and gives the screen back before ending.
    ///
    /// A handler would not do: `console` takes any signal that is handled for Ctrl-C.
    fn end_when_told() {
        let Ok(told) = endings().wait() else {
            return;
        };
        if told == Signal::SIGHUP {
            // Reading the closed terminal ends the session in order, if it is really closed.
            thread::sleep(LEAVE);
        }
        super::leave();
        process::exit(128 + told as i32);
    }

    /// Keeps a closed terminal from ending the program at once; reading reports it as well, so
    /// that a session can write down what was graded. Being told to end gives the screen back.
    ///
    /// Must come before the first other thread, which would take the signal instead.
    pub(in super::super) fn outlive_terminal() {
        // Where it cannot be held back, the program ends at once, as others do.
        if endings().thread_block().is_ok() {
            thread::spawn(end_when_told);
        }
    }

    /// Runs something that starts a program, which must end with the terminal.
    pub(in super::super) fn with_hangup<T>(run: impl FnOnce() -> T) -> T {
        let before = SigSet::thread_get_mask();
        let _ = endings().thread_unblock();
        let done = run();
        if let Ok(before) = before {
            let _ = before.thread_set_mask();
        }
        done
    }

    /// Runs a dialog of `dialoguer` without letting Ctrl-C end the program inside it.
    ///
    /// On Ctrl-C `console` raises SIGINT, which would leave the cursor hidden, and then reports
    /// the interruption too. So the signal is held back and forgotten; the report is enough.
    /// A handler would not do: `console` takes any signal that is handled for Ctrl-C.
    pub(in super::super) fn without_interrupt<T>(
        run: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        let mut interrupt = SigSet::empty();
        interrupt.add(Signal::SIGINT);
        let before = interrupt.thread_swap_mask(SigmaskHow::SIG_BLOCK);
        let result = run();
        if let Ok(before) = before {
            let interrupted = |it: &io::Error| it.kind() == io::ErrorKind::Interrupted;
            if result.as_ref().is_err_and(interrupted) {
                let _ = interrupt.wait();
            }
            let _ = before.thread_set_mask();
        }
        result
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;

    pub(in super::super) struct Settings;

    impl Settings {
        pub(super) fn quieten() -> io::Result<Self> {
            Ok(Self)
        }

        pub(super) fn restore(self) {}
    }

    /// Leaves the waiting to `console`, which knows no end of it.
    pub(in super::super) fn await_key(_milliseconds: i64) -> io::Result<bool> {
        Ok(true)
    }

    pub(in super::super) fn suspend() {}

    pub(in super::super) fn outlive_terminal() {}

    pub(in super::super) fn with_hangup<T>(run: impl FnOnce() -> T) -> T {
        run()
    }

    pub(in super::super) fn without_interrupt<T>(
        run: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        run()
    }
}

#[cfg(not(unix))]
use other::Settings;
#[cfg(not(unix))]
pub(super) use other::{await_key, outlive_terminal, suspend, with_hangup, without_interrupt};
#[cfg(unix)]
use unix::Settings;
#[cfg(unix)]
pub(super) use unix::{await_key, outlive_terminal, suspend, with_hangup, without_interrupt};
