//! Findings as people read them: message, excerpt, help, and the change that mends it.

use super::Findings;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Edit, FileId, Fix, Label, Lines, Severity};
use crate::report::counted;
use crate::value::text::plain;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use excerpt::Excerpt;
use fnv::FnvHashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;

mod excerpt;

/// How a report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether there is colour.
    pub colour: bool,
    /// Columns of the screen.
    pub width: usize,
}

/// Returns the findings one below the other, and how many there are.
pub fn human(findings: &Findings<'_>, look: Look) -> String {
    let base = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = base.term_width(look.width).decor_style(DecorStyle::Ascii);
    let page = Page {
        findings,
        places: Places::new(findings),
        lines: lines(findings),
    };
    let mut out = String::new();
    for diagnostic in findings.diagnostics {
        out.push_str(&renderer.render(&page.groups(diagnostic)));
        out.push_str("\n\n");
    }
    out.push_str(&totals(findings));
    out.push('\n');
    out
}

/// Returns how many findings there are, or of how much there was nothing to say.
pub(super) fn totals(findings: &Findings<'_>) -> String {
    if findings.diagnostics.is_empty() {
        return nothing(findings);
    }
    let counts = [
        (findings.count(Severity::Error), "error"),
        (findings.count(Severity::Warning), "warning"),
    ];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    match findings.count(Severity::Info) {
        0 => {}
        count => parts.push(format!("{count} for information")),
    }
    let files = findings.diagnostics.iter().map(|it| it.primary.place.file);
    let files: BTreeSet<FileId> = files.collect();
    format!("{} in {}", parts.join(", "), counted(files.len(), "file"))
}

fn nothing(findings: &Findings<'_>) -> String {
    let Some(library) = findings.library else {
        return "no findings".to_owned();
    };
    let decks = counted(library.decks().len(), "deck");
    let facts = counted(library.facts().count(), "fact");
    format!("no findings in {decks}, {facts}")
}

fn lines(findings: &Findings<'_>) -> FnvHashMap<FileId, Lines> {
    let mut lines = FnvHashMap::default();
    for diagnostic in findings.diagnostics {
        let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.related);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        let places = labels.map(|it| it.place).chain(edits.map(|it| it.place));
        for file in places.map(|place| place.file) {
            let text = findings.texts.get(file).map_or("", |source| &source.text);
            lines.entry(file).or_insert_with(|| Lines::new(text));
        }
    }
    lines
}

struct Page<'a> {
    findings: &'a Findings<'a>,
    places: Places<'a>,
    lines: FnvHashMap<FileId, Lines>,
}

impl<'a> Page<'a> {
    fn groups(&'a self, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
        let level = level(diagnostic.severity);
        let title = level
            .primary_title(plain(&diagnostic.message))
            .id(diagnostic.code);
        let mut group = Group::with_title(title);
        for excerpt in self.excerpts(diagnostic) {
            group = self.show(group, &excerpt);
        }
        let group = group.element(Level::HELP.message(help(diagnostic)));
        let fix = diagnostic.fix.as_ref().and_then(|fix| self.suggestion(fix));
        std::iter::once(group).chain(fix).collect()
    }

    /// Returns the lines to show: one window per place, neighbours in one file together.
    fn excerpts(&'a self, diagnostic: &'a Diagnostic) -> Vec<Excerpt<'a>> {
        let kinds = std::iter::once((AnnotationKind::Primary, &diagnostic.primary)).chain(
            diagnostic
                .related
                .iter()
                .map(|label| (AnnotationKind::Context, label)),
        );
        let mut shown: Vec<Excerpt<'a>> = Vec::new();
        for (kind, label) in kinds {
            let excerpt = self.excerpt(kind, label);
            match shown.iter_mut().find(|it| it.takes(&excerpt)) {
                Some(near) => near.join(excerpt),
                None => shown.push(excerpt),
            }
        }
        shown
    }

    fn excerpt(&'a self, kind: AnnotationKind, label: &'a Label) -> Excerpt<'a> {
        let (text, lines) = self.text(label.place.file);
        let region = self.places.region(label.place);
        Excerpt::new(text, lines, label.place, &region).marked(kind, plain(&label.text))
    }

    fn text(&self, file: FileId) -> (&str, &Lines) {
        let text = self
            .findings
            .texts
            .get(file)
            .map_or("", |source| &source.text);
        (text, &self.lines[&file])
    }

    /// Shows an excerpt below its place; of an empty file, or one that cannot be read, the path.
    fn show(&'a self, group: Group<'a>, excerpt: &Excerpt<'a>) -> Group<'a> {
        let path = self.places.path(excerpt.file);
        let path: String = plain(&path).into_owned();
        let (text, _) = self.text(excerpt.file);
        if text.is_empty() {
            return group.element(Origin::path(path));
        }
        let is_cut = excerpt.is_long(text);
        let (source, marks) = excerpt.cut(text);
        let annotations = marks.into_iter().map(|mark| {
            let annotation = mark.kind.span(mark.range);
            if mark.label.is_empty() {
                annotation
            } else {
                annotation.label(mark.label)
            }
        });
        let first = excerpt.lines.start;
        let snippet = Snippet::source(source)
            .line_start(first)
            .annotations(annotations);
        if !is_cut {
            return group.element(snippet.path(path));
        }
        // The renderer would count columns in what is left of the line.
        let at = excerpt.start;
        let header = format!("{path}:{}:{}", at.line, at.column);
        group.element(Origin::path(header)).element(snippet)
    }

    /// Shows what a fix changes, where it changes few lines of one file.
    fn suggestion(&'a self, fix: &'a Fix) -> Option<Group<'a>> {
        let first = fix.edits.first()?;
        let file = first.place.file;
        let (text, lines) = self.text(file);
        let mut shown = self.edited(first, text, lines);
        for edit in &fix.edits[1..] {
            let next = self.edited(edit, text, lines);
            if !shown.takes(&next) {
                return None;
            }
            shown.join(next);
        }
        let (source, ranges) = shown.patched(text)?;
        let patches = ranges.into_iter().zip(&fix.edits);
        let patches = patches.map(|(range, edit)| Patch::new(range, plain(&edit.new)));
        let snippet = Snippet::source(source).line_start(shown.lines.start);
        let title = Level::HELP.secondary_title(plain(&fix.title));
        Some(title.element(snippet.patches(patches)))
    }

    fn edited(&self, edit: &Edit, text: &str, lines: &Lines) -> Excerpt<'a> {
        Excerpt::new(text, lines, edit.place, &self.places.region(edit.place))
    }
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn help(diagnostic: &Diagnostic) -> Cow<'_, str> {
    let explain = format!("`factdeck explain {}`", diagnostic.code);
    match &diagnostic.help {
        Some(help) if help.ends_with('?') => format!("{} {explain}", plain(help)).into(),
        Some(help) => format!("{}; {explain}", plain(help)).into(),
        None => explain.into(),
    }
}

#[cfg(test)]
mod tests;
