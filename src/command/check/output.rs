//! Where findings go, and in what form.

use super::super::screen::in_colour;
use super::{CheckError, Job};
use crate::check;
use crate::cli::Format;
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::report::findings::{self, Findings, Look};
use crate::report::rules::RuleText;
use console::Term;
use std::env;
use std::fs;
use std::fs::File;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

/// Columns where there is no screen.
const WIDTH: usize = 100;

/// Writes the findings as asked.
pub(super) fn write(
    job: Job<'_>,
    loaded: &Loaded,
    found: &[Diagnostic],
    out: &mut dyn Write,
) -> Result<(), CheckError> {
    let root = job.folder.map(shown).unwrap_or_default();
    let rules: Vec<RuleText<'_>> = check::RULES
        .iter()
        .map(|rule| RuleText::from(*rule))
        .collect();
    let findings = Findings {
        diagnostics: found,
        texts: &loaded.texts,
        library: loaded.library.as_ref(),
        rules: &rules,
        root: &root,
        fails: job.fails(),
    };
    let text = text(job, &findings);
    if let Some(path) = &job.args.output {
        fs::write(path, text).map_err(|source| failed(path, source))?;
    } else {
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    summarise(job, &findings)
}

fn text(job: Job<'_>, findings: &Findings<'_>) -> String {
    match (job.args.statistics, job.args.format) {
        (true, Format::Json) => findings::statistics_json(findings),
        (true, _) => findings::statistics(findings),
        (false, Format::Human) => findings::human(findings, look(job)),
        (false, Format::Json) => findings::json(findings),
        (false, Format::Github) => findings::annotations(findings),
        (false, Format::Sarif) => findings::sarif(findings),
        (false, Format::Junit) => findings::junit(findings),
    }
}

/// Adds to the summary of the job, where one of GitHub's runs this and wants its annotations.
fn summarise(job: Job<'_>, findings: &Findings<'_>) -> Result<(), CheckError> {
    let wanted = job.args.format == Format::Github;
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| wanted && !path.is_empty())
    else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    let file = File::options().create(true).append(true).open(&path);
    file.and_then(|mut file| file.write_all(findings::summary(findings).as_bytes()))
        .map_err(|source| failed(&path, source))
}

fn failed(path: &Path, source: io::Error) -> CheckError {
    let path = path.to_owned();
    CheckError::Write { path, source }
}

/// Says whether the output is a person's screen.
pub(super) fn is_terminal(job: Job<'_>) -> bool {
    job.args.output.is_none() && io::stdout().is_terminal()
}

fn look(job: Job<'_>) -> Look {
    let has_screen = is_terminal(job) && !job.global.plain;
    let colour = in_colour(job.global.color, has_screen);
    let screen = Term::stdout()
        .size_checked()
        .map(|(_, columns)| usize::from(columns));
    let width = screen.filter(|_| is_terminal(job)).unwrap_or(WIDTH);
    Look { colour, width }
}

/// Returns a folder as messages show it: below the current one where it is, with `/`.
fn shown(folder: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(here).unwrap_or(folder);
    let parts = below.components().filter(|part| part.as_os_str() != ".");
    let path: PathBuf = parts.collect();
    path.to_string_lossy().replace('\\', "/")
}

impl<'a> From<&'a check::Rule> for RuleText<'a> {
    fn from(rule: &'a check::Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            why: rule.why,
            bad: rule.bad,
            good: rule.good,
        }
    }
}
