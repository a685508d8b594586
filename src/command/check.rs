//! `factdeck check`: everything that is wrong in a library, in one run.

use super::context::Context;
use super::{CommandError, Outcome, print};
use crate::cli::CheckArgs;
use crate::diagnostic::Severity;
use crate::load;
use std::fmt::Write as _;

/// Reads the library and lists what is wrong.
pub(super) fn run(context: &Context, args: &CheckArgs) -> Result<Outcome, CommandError> {
    let loaded = match &args.folder {
        Some(folder) => load::folder(folder),
        None => context.load(),
    };
    let mut text = String::new();
    for problem in &loaded.diagnostics {
        let place = problem.primary.place;
        let source = loaded.texts.get(place.file);
        let position = source.map(|source| source.position(place.span.range().start));
        let (line, column) = position.map_or((1, 1), |it| (it.line, it.column));
        let _ = writeln!(
            text,
            "{}:{line}:{column}: {}[{}]: {}",
            loaded.texts.path(place.file).display(),
            problem.severity.word(),
            problem.code,
            problem.message,
        );
        if let Some(help) = &problem.help {
            let _ = writeln!(text, "  help: {help}");
        }
    }
    let failed = loaded
        .diagnostics
        .iter()
        .any(|it| it.severity == Severity::Error);
    if !failed {
        let _ = writeln!(text, "no findings");
    }
    print(text.as_bytes())?;
    Ok(if failed {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
