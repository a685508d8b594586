//! Lines in, lines out: no cursor movement, no colour, numbers for choices.
//!
//! For pipes, for terminals that cannot move their cursor, and for screen readers.

mod answer;
mod command;
mod text;

use super::sanitize::one_line;
use super::{Hangup, Terminal};
use crate::question::Response;
use crate::session::{Event, FeedbackScreen, Overview, QuestionScreen, Screen, SummaryScreen};
use answer::{Answering, Heard};
use command::Command;
use std::io::{BufRead, Write};

/// A session over lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    kept: Option<Answering>,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Converses over any input and output.
    pub fn new(input: R, output: W) -> Self {
        Self {
            input,
            output,
            kept: None,
        }
    }

    fn write(&mut self, lines: &[String]) -> Result<(), Hangup> {
        for line in lines {
            writeln!(self.output, "{}", one_line(line))?;
        }
        self.output.flush()?;
        Ok(())
    }

    /// Reads a line; what is not UTF-8 in it becomes `�`.
    fn read(&mut self) -> Result<String, Hangup> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Err(Hangup::EndOfInput);
        }
        let line = String::from_utf8_lossy(&bytes);
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }

    fn ask(&mut self, question: &str) -> Result<String, Hangup> {
        self.write(&[question.to_owned()])?;
        Ok(self.read()?.trim().to_owned())
    }

    fn question(&mut self, screen: &QuestionScreen) -> Result<Event, Hangup> {
        let kept = self.kept.take().filter(|it| it.is_of(&screen.question));
        self.write(&match kept {
            Some(_) => text::again(screen),
            None => text::question(screen),
        })?;
        let mut answering = kept.unwrap_or_else(|| Answering::new(&screen.question));
        loop {
            self.write(&[answering.prompt()])?;
            let line = self.read()?;
            let event = self.hear(&line, &mut answering, screen)?;
            if let Some(event) = event {
                if super::turn::goes_on(&event) {
                    self.kept = Some(answering);
                }
                return Ok(event);
            }
            if screen.seconds_left.is_some() {
                self.kept = Some(answering);
                return Ok(Event::Tick);
            }
        }
    }

    fn hear(
        &mut self,
        line: &str,
        answering: &mut Answering,
        screen: &QuestionScreen,
    ) -> Result<Option<Event>, Hangup> {
        let told = match Command::read(line, true) {
            Ok(Some(command)) => return self.question_command(&command, screen),
            Ok(None) => match answering.hear(line) {
                Heard::Done(response) => return Ok(Some(Event::Respond(response))),
                Heard::More => return Ok(None),
                Heard::Unread(told) => told,
            },
            Err(told) => told,
        };
        self.write(&[told])?;
        Ok(None)
    }

    fn question_command(
        &mut self,
        command: &Command,
        screen: &QuestionScreen,
    ) -> Result<Option<Event>, Hangup> {
        match command {
            Command::Skip => return Ok(Some(Event::Skip)),
            Command::Hint => return Ok(Some(Event::Hint)),
            Command::DontKnow => return Ok(Some(Event::Respond(Response::DontKnow))),
            Command::Source => {
                self.write(&["The sources are shown with the answer.".to_owned()])?;
            }
            Command::Rate(_) => self.write(&["Nothing to rate yet.".to_owned()])?,
            Command::Again => self.write(&text::question(screen))?,
            other => return self.common_command(other, &command::QUESTION_HELP),
        }
        Ok(None)
    }

    fn common_command(
        &mut self,
        command: &Command,
        help: &[&str],
    ) -> Result<Option<Event>, Hangup> {
        let event = match command {
            Command::Undo => Event::Undo,
            Command::Bury => Event::Bury,
            Command::Suspend => Event::Suspend,
            Command::Edit => Event::Edit,
            Command::Quit => Event::Quit,
            Command::Flag(remark) if remark.is_empty() => {
                Event::Flag(self.ask("What is wrong with this fact?")?)
            }
            Command::Flag(remark) => Event::Flag(remark.clone()),
            _ => {
                let lines: Vec<String> = help.iter().map(|it| (*it).to_owned()).collect();
                self.write(&lines)?;
                return Ok(None);
            }
        };
        Ok(Some(event))
    }

    fn feedback(&mut self, screen: &FeedbackScreen) -> Result<Event, Hangup> {
        self.write(&text::feedback(screen))?;
        loop {
            self.write(&[text::ratings(screen)])?;
            let line = self.read()?;
            if line.trim().is_empty() {
                return Ok(Event::Accept);
            }
            let event = match Command::read(&line, false) {
                Ok(Some(command)) => self.feedback_command(&command, screen)?,
                Ok(None) => None,
                Err(told) => {
                    self.write(&[told])?;
                    None
                }
            };
            if let Some(event) = event {
                return Ok(event);
            }
        }
    }

    fn feedback_command(
        &mut self,
        command: &Command,
        screen: &FeedbackScreen,
    ) -> Result<Option<Event>, Hangup> {
        match command {
            Command::Rate(rating) if screen.ratings.iter().any(|it| it.rating == *rating) => {
                return Ok(Some(Event::Rate(*rating)));
            }
            Command::Rate(_) => self.write(&["There is nothing to rate here.".to_owned()])?,
            Command::Source => self.write(&text::sources(screen))?,
            Command::Again => self.write(&text::feedback(screen))?,
            other => return self.common_command(other, &command::FEEDBACK_HELP),
        }
        Ok(None)
    }

    /// Tells how it went; input that ends here has said all it had to.
    fn summary(&mut self, screen: &SummaryScreen) -> Result<Event, Hangup> {
        self.write(&text::summary(screen))?;
        let can_undo = screen.score.is_none() && screen.answered > 0;
        let question = match can_undo {
            true => "Empty line: done. `:undo` takes the last rating back.",
            false => "Empty line: done.",
        };
        loop {
            let line = match self.ask(question) {
                Err(Hangup::EndOfInput) => return Ok(Event::Quit),
                line => line?,
            };
            match Command::read(&line, false) {
                Ok(Some(Command::Undo)) => return Ok(Event::Undo),
                Ok(Some(Command::Quit)) => return Ok(Event::Quit),
                _ if line.is_empty() => return Ok(Event::Quit),
                _ => {}
            }
        }
    }

    /// Shows numbered options and reads numbers until they fit; an empty line picks none.
    fn numbers(
        &mut self,
        title: &str,
        options: &[String],
        prompt: &str,
    ) -> Result<Option<Vec<usize>>, Hangup> {
        self.write(&[title.to_owned()])?;
        self.write(&text::numbered(options))?;
        loop {
            let line = self.ask(prompt)?;
            if line.is_empty() {
                return Ok(None);
            }
            match answer::numbers(&line, options.len()) {
                Some(picked) => return Ok(Some(picked)),
                None => self.write(&[format!("Numbers from 1 to {}, please.", options.len())])?,
            }
        }
    }
}

impl<R: BufRead, W: Write> Terminal for Plain<R, W> {
    fn overview(&mut self, overview: &Overview) -> Result<(), Hangup> {
        self.write(&text::overview(overview))
    }

    fn turn(&mut self, screen: &Screen) -> Result<Event, Hangup> {
        match screen {
            Screen::Question(screen) => self.question(screen),
            Screen::Feedback(screen) => self.feedback(screen),
            Screen::Summary(screen) => self.summary(screen),
        }
    }

    fn say(&mut self, line: &str) -> Result<(), Hangup> {
        let lines: Vec<String> = line.lines().map(str::to_owned).collect();
        self.write(&lines)
    }

    fn aside(&mut self, run: &mut dyn FnMut()) -> Result<(), Hangup> {
        super::mode::with_hangup(run);
        Ok(())
    }

    fn confirm(&mut self, question: &str) -> Result<Option<bool>, Hangup> {
        loop {
            let said = self.ask(&format!("{question} (yes or no)"))?;
            match said.to_lowercase().as_str() {
                "" => return Ok(None),
                "y" | "yes" => return Ok(Some(true)),
                "n" | "no" => return Ok(Some(false)),
                _ => {}
            }
        }
    }

    fn pick(&mut self, title: &str, options: &[String]) -> Result<Option<usize>, Hangup> {
        if options.is_empty() {
            return Ok(None);
        }
        loop {
            match self.numbers(title, options, "Number, or an empty line for none:")? {
                None => return Ok(None),
                Some(picked) if picked.len() == 1 => return Ok(Some(picked[0])),
                Some(_) => self.write(&["One number, please.".to_owned()])?,
            }
        }
    }

    fn pick_many(&mut self, title: &str, options: &[String]) -> Result<Option<Vec<usize>>, Hangup> {
        if options.is_empty() {
            return Ok(None);
        }
        let prompt = "Numbers with spaces between them, or an empty line for none:";
        let picked = self.numbers(title, options, prompt)?;
        Ok(picked.map(|mut picked| {
            picked.sort_unstable();
            picked.dedup();
            picked
        }))
    }

    fn ask_line(&mut self, question: &str) -> Result<Option<String>, Hangup> {
        let line = self.ask(question)?;
        Ok(Some(line).filter(|it| !it.is_empty()))
    }

    fn write_long(&mut self, initial: &str) -> Result<Option<String>, Hangup> {
        if !initial.is_empty() {
            self.say(initial)?;
        }
        self.write(&["Write lines; a line with a single `.` ends the text.".to_owned()])?;
        let mut written = Vec::new();
        loop {
            match self.read() {
                Ok(line) if line == "." => break,
                Ok(line) => written.push(line),
                Err(Hangup::EndOfInput) => break,
                Err(error) => return Err(error),
            }
        }
        let text = written.join("\n");
        Ok(Some(text).filter(|it| !it.trim().is_empty()))
    }
}

#[cfg(test)]
mod tests;
