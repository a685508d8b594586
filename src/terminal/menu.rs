//! Dialogs of `dialoguer`, guarded against what bites in version 0.12.
//!
//! Its menus measure their items in bytes and so erase what stands above when text is not ASCII.
//! Here they see short keys only; a theme prints the text, wrapped beforehand, and `dialoguer`
//! counts the lines of what is printed. It also panics in windows under three rows.

use super::line::{Line, Span, Tone, wrap};
use super::mode::{Hush, without_interrupt};
use super::sanitize::one_line;
use console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Confirm, Editor, MultiSelect, Select};
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows and columns under which a menu is asked for over lines instead.
const FEWEST: (usize, usize) = (6, 20);

/// A menu on a terminal with room for it.
pub(super) struct Menu {
    term: Term,
    rows: usize,
    columns: usize,
}

/// Prints the items that `dialoguer` knows by their number.
struct Items {
    texts: Vec<String>,
}

impl Items {
    fn write(&self, out: &mut dyn fmt::Write, key: &str, lead: &str) -> fmt::Result {
        let index: usize = key.parse().map_err(|_| fmt::Error)?;
        let text = self.texts.get(index).ok_or(fmt::Error)?;
        out.write_str(&text.replacen("      ", lead, 1))
    }
}

impl Theme for Items {
    fn format_prompt(&self, out: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        write!(out, "  {prompt}")
    }

    fn format_select_prompt_item(
        &self,
        out: &mut dyn fmt::Write,
        key: &str,
        active: bool,
    ) -> fmt::Result {
        self.write(out, key, if active { "    > " } else { "      " })
    }

    fn format_multi_select_prompt_item(
        &self,
        out: &mut dyn fmt::Write,
        key: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let lead = match (checked, active) {
            (true, true) => "> [x] ",
            (true, false) => "  [x] ",
            (false, true) => "> [ ] ",
            (false, false) => "  [ ] ",
        };
        self.write(out, key, lead)
    }
}

/// Keys for yes and no only; the question stands above already.
struct YesOrNo;

impl Theme for YesOrNo {
    fn format_confirm_prompt(
        &self,
        out: &mut dyn fmt::Write,
        _prompt: &str,
        _default: Option<bool>,
    ) -> fmt::Result {
        out.write_str("  [y/n] ")
    }

    fn format_confirm_prompt_selection(
        &self,
        out: &mut dyn fmt::Write,
        _prompt: &str,
        selection: Option<bool>,
    ) -> fmt::Result {
        out.write_str(match selection {
            Some(true) => "  yes",
            Some(false) => "  no",
            None => "  left open",
        })
    }
}

impl Menu {
    /// Returns a menu that takes up to `rows` of the window, unless there is no room for one.
    pub(super) fn fitting(term: &Term, rows: usize, columns: usize) -> Option<Self> {
        let fits = term.is_term() && rows >= FEWEST.0 && columns >= FEWEST.1;
        fits.then(|| Self {
            term: term.clone(),
            rows,
            columns,
        })
    }

    /// Asks for yes or no.
    pub(super) fn confirm(&self) -> io::Result<Option<bool>> {
        self.guarded(|| {
            Confirm::with_theme(&YesOrNo)
                .report(true)
                .interact_on_opt(&self.term)
        })
    }

    /// Asks for one of some options.
    pub(super) fn pick(&self, options: &[String]) -> io::Result<Option<usize>> {
        if options.is_empty() {
            return Ok(None);
        }
        let (items, keys) = self.items(options);
        self.guarded(|| {
            Select::with_theme(&items)
                .with_prompt(self.legend("↵ choose"))
                .items(&keys)
                .max_length(self.rows - 2) // without the legend and the line of the cursor
                .default(0)
                .report(false)
                .interact_on_opt(&self.term)
        })
    }

    /// Asks for any of some options.
    pub(super) fn pick_many(&self, options: &[String]) -> io::Result<Option<Vec<usize>>> {
        if options.is_empty() {
            return Ok(None);
        }
        let (items, keys) = self.items(options);
        self.guarded(|| {
            MultiSelect::with_theme(&items)
                .with_prompt(self.legend("Space mark · ↵ done"))
                .items(&keys)
                .max_length(self.rows - 2) // without the legend and the line of the cursor
                .report(false)
                .interact_on_opt(&self.term)
        })
    }

    fn legend(&self, keys: &str) -> String {
        let legend = format!("↑↓ · {keys} · Esc none");
        let room = self.columns.saturating_sub(20); // two to the left, and `[Page 10/10]`
        console::truncate_str(&legend, room, "…").into_owned()
    }

    /// Lays the options out: wrapped if all fit on the screen, else on one line each, which is
    /// what `dialoguer` takes for granted when it turns pages.
    fn items(&self, options: &[String]) -> (Items, Vec<String>) {
        let wrapped: Vec<Vec<Line>> = options.iter().map(|it| self.wrapped(it)).collect();
        let rows: usize = wrapped.iter().map(Vec::len).sum();
        let text = |(option, lines): (&String, &Vec<Line>)| {
            if rows + 2 <= self.rows {
                let lines: Vec<String> = lines.iter().map(Line::text).collect();
                return lines.join("\n");
            }
            let line = format!("      {}", one_line(option));
            console::truncate_str(&line, self.columns - 1, "…").into_owned()
        };
        let texts = options.iter().zip(&wrapped).map(text).collect();
        let keys = (0..options.len()).map(|it| it.to_string()).collect();
        (Items { texts }, keys)
    }

    fn wrapped(&self, option: &str) -> Vec<Line> {
        let indent = " ".repeat(6);
        wrap(
            &[Span::new(Tone::Usual, &one_line(option))],
            self.columns - 1,
            &indent,
            &indent,
        )
    }

    /// Runs a dialog so that the cursor comes back whatever ends it.
    fn guarded<T>(
        &self,
        run: impl FnOnce() -> dialoguer::Result<Option<T>>,
    ) -> io::Result<Option<T>> {
        let _hush = Hush::new();
        let run = || run().map_err(|dialoguer::Error::IO(error)| error);
        let result = catch_unwind(AssertUnwindSafe(|| without_interrupt(run)));
        self.term.show_cursor()?;
        // The only panic known is a window made smaller than three rows: nothing was chosen.
        result.unwrap_or(Ok(None))
    }
}

/// Has a text edited in the learner's editor; nothing where it was not saved.
pub(super) fn edit(editor: &str, initial: &str) -> io::Result<Option<String>> {
    let command = editor.trim();
    let command = if command.is_empty() || command.starts_with('#') {
        "vi"
    } else {
        command
    };
    Editor::new()
        .executable(command)
        .edit(initial)
        .map_err(|dialoguer::Error::IO(error)| error)
}
