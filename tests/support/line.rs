//! A terminal that can be torn away, as a closed window or a lost connection does it.
//!
//! `portable-pty` says goodbye to the program with an end of input, so it cannot play this part.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use super::world::{PROGRAM, World};
use nix::pty::openpty;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// Longer than any sound program needs; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that has a terminal to itself.
pub struct Line {
    master: Option<File>,
    child: Child,
    screen: vt100::Parser,
    /// Dropped when the program has ended; until then somebody watches the time.
    _watched: Sender<()>,
}

impl Line {
    /// Starts the program.
    pub fn start(world: &World, arguments: &[&str]) -> Self {
        let ends = openpty(None, None).expect("a pseudo-terminal opens");
        // A clone is closed in the program, where an open end would keep the terminal there.
        let kept = |file: &File| file.try_clone().expect("the terminal is open");
        let (master, slave) = (kept(&ends.master.into()), kept(&ends.slave.into()));
        let mut command = Command::new("setsid");
        command.args(["--ctty", PROGRAM]).args(arguments);
        command.env_clear().envs(world.environment());
        command.env("TERM", "xterm-256color");
        let command = command
            .stdin(kept(&slave))
            .stdout(kept(&slave))
            .stderr(slave);
        let child = command.spawn().expect("the program starts");
        let cells = |number| NonZeroU16::new(number).unwrap();
        Self {
            _watched: watch(child.id()),
            master: Some(master),
            child,
            screen: vt100::Parser::new(cells(24), cells(80), 0),
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) {
        let mut master = self.master.as_ref().expect("the terminal is open");
        let mut buffer = [0; 4096];
        while !self.screen.screen().contents().contains(text) {
            let read = master.read(&mut buffer).unwrap_or(0);
            let shown = self.screen.screen().contents();
            assert!(read > 0, "no `{text}` on the screen:\n{shown}");
            self.screen.process(&buffer[..read]);
        }
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let mut master = self.master.as_ref().expect("the terminal is open");
        master.write_all(keys.as_bytes()).expect("somebody reads");
    }

    /// Tears the terminal away and waits for the program to end.
    pub fn hang_up(mut self) -> ExitStatus {
        self.master = None;
        self.child.wait().expect("the program is ours")
    }
}

/// Kills a program that takes too long, which ends every waiting for it.
fn watch(id: u32) -> Sender<()> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let ended = receiver.recv_timeout(PATIENCE);
        if ended == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            let id = Pid::from_raw(i32::try_from(id).expect("ids are small"));
            let _ = kill(id, Signal::SIGKILL);
        }
    });
    sender
}
