//! The program on pipes: lines in, lines out.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Longer than any sound program needs; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What every line starts with that waits for one of the learner's.
const PROMPTS: [&str; 8] = [
    "Number, 1 to ",
    "True or false:",
    "Answer:",
    "Gap ",
    "Member ",
    "Numbers in the right order:",
    "Empty line: ",
    "1 again ",
];

/// What the program has printed.
#[derive(Default)]
struct Output {
    bytes: Vec<u8>,
    has_ended: bool,
}

type Shared = Arc<(Mutex<Output>, Condvar)>;

/// A running program and both ends of its pipes.
pub struct Pipe {
    child: Child,
    input: Option<ChildStdin>,
    output: Shared,
    read: usize,
}

impl Pipe {
    /// Starts a command; what it says on standard error is the test's own.
    pub fn start(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.spawn().expect("the program starts");
        let output = Shared::default();
        let (reader, shared) = (child.stdout.take().unwrap(), Arc::clone(&output));
        thread::spawn(move || read_all(reader, &shared));
        Self {
            input: child.stdin.take(),
            child,
            output,
            read: 0,
        }
    }

    /// Types, without waiting for anything; a program that has ended reads nothing.
    pub fn send(&mut self, text: &str) {
        let input = self.input.as_mut().expect("the input is open");
        let _ = input.write_all(text.as_bytes());
    }

    /// Waits until the program waits for a line; returns what it said since it last did.
    pub fn wait_prompt(&mut self) -> String {
        let start = self.read;
        let end = self.wait(|bytes| end_of_prompt(bytes, start));
        self.read = end;
        String::from_utf8_lossy(&locked(&self.output.0).bytes[start..end]).into_owned()
    }

    /// Waits until so much has been printed.
    pub fn wait_bytes(&self, count: usize) {
        self.wait(|bytes| (bytes.len() >= count).then_some(count));
    }

    fn wait(&self, found: impl Fn(&[u8]) -> Option<usize>) -> usize {
        let (output, changed) = &*self.output;
        let waits = |it: &mut Output| !it.has_ended && found(&it.bytes).is_none();
        let output = locked(output);
        let (output, _) = changed
            .wait_timeout_while(output, PATIENCE, waits)
            .unwrap_or_else(PoisonError::into_inner);
        let found = found(&output.bytes);
        found.unwrap_or_else(|| panic!("only: {}", String::from_utf8_lossy(&output.bytes)))
    }

    /// Ends the input.
    pub fn end_input(&mut self) {
        self.input = None;
    }

    /// Kills the program without warning; returns everything it had printed.
    pub fn kill(&mut self) -> String {
        self.child.kill().expect("the program is ours");
        self.child.wait().expect("the program is ours");
        self.all()
    }

    /// Waits until the program has ended; returns everything it printed.
    pub fn wait_end(&mut self) -> (ExitStatus, String) {
        let said = self.all();
        (self.child.wait().expect("the program is ours"), said)
    }

    /// Returns what was said on standard error, where that was piped, by a program that has ended.
    pub fn complaint(&mut self) -> String {
        let mut said = String::new();
        let error = self.child.stderr.as_mut().expect("the errors are piped");
        error.read_to_string(&mut said).expect("it says text");
        said
    }

    fn all(&self) -> String {
        let (output, changed) = &*self.output;
        let output = locked(output);
        let (output, _) = changed
            .wait_timeout_while(output, PATIENCE, |it| !it.has_ended)
            .unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        assert!(output.has_ended, "it does not end: {text}");
        text
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns where the first prompt after `start` ends.
fn end_of_prompt(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        let text = String::from_utf8_lossy(line);
        if text.ends_with('\n') && PROMPTS.iter().any(|prompt| text.starts_with(prompt)) {
            return Some(end);
        }
    }
    None
}

fn locked(output: &Mutex<Output>) -> MutexGuard<'_, Output> {
    output.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_all(mut reader: ChildStdout, shared: &Shared) {
    let (output, changed) = &**shared;
    let mut buffer = [0; 4096];
    loop {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut output = locked(output);
        output.bytes.extend_from_slice(&buffer[..read]);
        output.has_ended = read == 0;
        drop(output);
        changed.notify_all();
        if read == 0 {
            return;
        }
    }
}
