//! A window of lines around what a finding speaks of.
//!
//! The renderer lays out all it is given and panics on ranges outside of it, so it is given a few
//! lines, cut in width where they are long, and ranges that fit them.

use super::super::places::Region;
use crate::diagnostic::{FileId, Lines, Place, Position, floor_boundary};
use annotate_snippets::AnnotationKind;
use std::borrow::Cow;
use std::ops::Range;

/// Lines of one place that are shown; of a longer one the first.
const MOST_LINES: usize = 6;
/// Lines between two places that are still shown together.
const GAP: usize = 2;
/// Bytes of a line that is shown whole.
const WIDE: usize = 400;
/// Bytes shown on either side of a place in a line that is not.
const AROUND: usize = 60;

/// A few lines with what is marked in them.
#[derive(Debug, Clone)]
pub(super) struct Excerpt<'a> {
    pub(super) file: FileId,
    /// Lines from 1, the last one not included.
    pub(super) lines: Range<usize>,
    /// The bytes of these lines.
    pub(super) bytes: Range<usize>,
    /// Where the first mark starts.
    pub(super) start: Position,
    /// The bytes of the line it starts in.
    line: Range<usize>,
    marks: Vec<Mark<'a>>,
}

/// A range of bytes with a few words beside it.
#[derive(Debug, Clone)]
pub(super) struct Mark<'a> {
    pub(super) kind: AnnotationKind,
    pub(super) range: Range<usize>,
    pub(super) label: Cow<'a, str>,
}

impl<'a> Excerpt<'a> {
    /// Finds the lines of a place.
    pub(super) fn new(text: &str, lines: &Lines, place: Place, region: &Region) -> Self {
        let (start, end) = (region.start, region.end);
        let ends_with_line = end.column == 1 && end.line > start.line;
        let last = end.line - usize::from(ends_with_line);
        let last = last.min(start.line + MOST_LINES - 1);
        let line = lines.range(text, start.line);
        let mark = Mark {
            kind: AnnotationKind::Primary,
            range: fitted(text, place.span.range()),
            label: Cow::Borrowed(""),
        };
        let bytes = line.start..lines.range(text, last).end.max(line.end);
        Self {
            file: place.file,
            lines: start.line..last + 1,
            bytes,
            start,
            line,
            marks: vec![mark],
        }
    }

    /// Says what stands beside the place.
    pub(super) fn marked(mut self, kind: AnnotationKind, label: Cow<'a, str>) -> Self {
        let range = self.marks[0].range.clone();
        self.marks[0] = Mark { kind, range, label };
        self
    }

    /// Says whether another excerpt is so near that both are shown as one.
    pub(super) fn takes(&self, other: &Self) -> bool {
        let near = |a: &Range<usize>, b: &Range<usize>| b.start <= a.end + GAP;
        let is_short = |it: &Self| it.bytes.len() <= WIDE * MOST_LINES;
        self.file == other.file
            && near(&self.lines, &other.lines)
            && near(&other.lines, &self.lines)
            && is_short(self)
            && is_short(other)
    }

    /// Joins a near excerpt to this one, which keeps its place.
    pub(super) fn join(&mut self, other: Self) {
        let joined = |a: &Range<usize>, b: &Range<usize>| a.start.min(b.start)..a.end.max(b.end);
        self.lines = joined(&self.lines, &other.lines);
        self.bytes = joined(&self.bytes, &other.bytes);
        self.marks.extend(other.marks);
    }

    /// Says whether a line is too long to be shown whole.
    pub(super) fn is_long(&self, text: &str) -> bool {
        let mut lines = text[self.bytes.clone()].split('\n');
        self.bytes.len() > WIDE * MOST_LINES || lines.any(|line| line.len() > WIDE)
    }

    /// Returns the text to show with the marks in it; long lines are cut around the first mark.
    pub(super) fn cut<'t>(&self, text: &'t str) -> (Cow<'t, str>, Vec<Mark<'a>>) {
        if self.is_long(text) {
            return self.cut_around(text);
        }
        let from = self.bytes.start + mark_length(text, self.bytes.start);
        let shown = &text[from..self.bytes.end.max(from)];
        (Cow::Borrowed(shown), self.moved(from, shown.len(), 0))
    }

    /// Returns the text and the ranges to change in it; none where it is long or the ranges meet.
    pub(super) fn patched<'t>(&self, text: &'t str) -> Option<(&'t str, Vec<Range<usize>>)> {
        let mut ranges: Vec<_> = self.marks.iter().map(|mark| mark.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let meet = ranges.windows(2).any(|pair| pair[1].start <= pair[0].end);
        let spills = ranges.iter().any(|range| range.end > self.bytes.end);
        if meet || spills || self.is_long(text) {
            return None;
        }
        let from = self.bytes.start;
        let ranges = self
            .marks
            .iter()
            .map(|mark| mark.range.start - from..mark.range.end - from);
        Some((&text[self.bytes.clone()], ranges.collect()))
    }

    fn cut_around<'t>(&self, text: &'t str) -> (Cow<'t, str>, Vec<Mark<'a>>) {
        const CUT: &str = "…";
        let Range { start: begin, end } = self.line;
        let marked = &self.marks[0].range;
        let from = floor_boundary(text, marked.start.saturating_sub(AROUND).max(begin));
        let to = marked.end.min(marked.start + WIDE).saturating_add(AROUND);
        let to = floor_boundary(text, to.min(end)).max(from);
        let before = if from > begin { CUT } else { "" };
        let behind = if to < end { CUT } else { "" };
        let from = from + mark_length(text, from);
        let shown = &text[from..to.max(from)];
        let marks = self.moved(from, shown.len(), before.len());
        (Cow::Owned(format!("{before}{shown}{behind}")), marks)
    }

    /// Returns the marks that can be seen, counted from where the shown text starts.
    fn moved(&self, from: usize, length: usize, shift: usize) -> Vec<Mark<'a>> {
        let to = from + length;
        let is_seen = |range: &Range<usize>| range.start <= to && range.end >= from;
        let seen = self.marks.iter().filter(|mark| is_seen(&mark.range));
        let moved = seen.map(|mark| {
            let within = |at: usize| at.clamp(from, to) - from + shift;
            Mark {
                range: within(mark.range.start)..within(mark.range.end),
                ..mark.clone()
            }
        });
        moved.collect()
    }
}

/// Returns a range that lies in the text and cuts no character.
fn fitted(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, range.start);
    let end = floor_boundary(text, range.end.max(start));
    start..end
}

/// Returns the length of a byte order mark that would take up a column.
fn mark_length(text: &str, from: usize) -> usize {
    const MARK: char = '\u{feff}';
    let has_mark = from == 0 && text.starts_with(MARK);
    if has_mark { MARK.len_utf8() } else { 0 }
}
