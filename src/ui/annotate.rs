//! The evidence as it is drawn: which lines, what stands in them, and what is wrong there. Secrets do not come out of
//! here, and neither does a huge text: only the lines that matter and some around them.

use std::ops::Range;

use crate::report::{Lines, Mark, MarkKind, Report};
use crate::text::{Source, Span, characters};

/// A text of so many lines is drawn whole.
const WHOLE: usize = 240;
/// Lines drawn before and after one that matters.
const AROUND: usize = 2;
/// As many lines of one source as are drawn at most.
const MOST_LINES: usize = 400;
/// Characters of a line that are drawn whole.
const LONG_LINE: usize = 600;
/// Characters drawn before and after a mark in a longer line.
const NEAR: usize = 60;

/// A source, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What is drawn of it, from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a [`Sheet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Here begins evidence of this kind.
    Kind(&'static str),
    /// A line of the text.
    Line(Line),
    /// So many lines that are not drawn.
    Gap(usize),
}

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Nobody read it.
    pub unread: bool,
    /// What stands in it.
    pub pieces: Vec<Piece>,
    /// Numbers of the findings that it shows.
    pub findings: Vec<usize>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Number of the most serious finding that it shows.
    pub finding: Option<usize>,
    /// It belongs to a key ID.
    pub key: bool,
}

/// What a [`Piece`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Text.
    Text(String),
    /// A character that nobody sees, by its name.
    Hidden(&'static str),
    /// A secret of so many characters.
    Secret(usize),
    /// So many characters that are not drawn.
    Cut(usize),
}

/// Draws all sources of `report`.
pub fn sheets(report: &Report) -> Vec<Sheet> {
    let sheet = |(number, source): (usize, &Source)| Sheet { name: source.name.clone(), rows: rows(report, number) };
    report.sources.iter().enumerate().map(sheet).collect()
}

fn rows(report: &Report, number: usize) -> Vec<Row> {
    let Some(source) = report.sources.get(number) else { return Vec::new() };
    let marks = Marks::of(report, number);
    let unread: Vec<&Lines> = report.unread.iter().filter(|lines| lines.source == number).collect();
    let count = source.line_count();
    let mut kinds = report.evidence.iter().filter(|block| block.source == number).peekable();
    let mut rows = Vec::new();
    let mut next = 1;
    // The kind that was named last, and the line up to which its name still serves.
    let mut named = ("", 0);
    for line in chosen(report, number, count) {
        if line > next {
            rows.push(Row::Gap(line - next));
            named = ("", 0);
        }
        while let Some(block) = kinds.next_if(|block| block.lines[0] <= line) {
            if named.0 != block.title || named.1 < block.lines[0] {
                rows.push(Row::Kind(block.title));
            }
            named = (block.title, block.lines[1] + 1);
        }
        let is_unread = unread.iter().any(|lines| (lines.lines[0]..=lines.lines[1]).contains(&line));
        rows.push(Row::Line(draw(source, line, is_unread, &marks)));
        next = line + 1;
    }
    if next <= count && count > 1 {
        rows.push(Row::Gap(count + 1 - next));
    }
    rows
}

/// The lines to draw, ascending.
fn chosen(report: &Report, number: usize, count: usize) -> Vec<usize> {
    if count <= WHOLE {
        return (1..=count).collect();
    }
    // What comes first matters most: once there are enough, nothing is added.
    let mut lines = Vec::new();
    let mut add = |source: usize, first: usize, last: usize| {
        if source == number && lines.len() < MOST_LINES {
            for line in [first, last] {
                lines.extend(line.saturating_sub(AROUND).max(1)..=(line + AROUND).min(count));
            }
        }
    };
    for reason in report.diagnoses.iter().flat_map(|diagnosis| &diagnosis.because) {
        add(reason.source, reason.lines[0], reason.lines[1]);
    }
    for finding in &report.findings {
        add(finding.source, finding.line, finding.last_line);
    }
    for error in &report.errors {
        add(error.source, error.lines[0], error.lines[0]);
    }
    for proof in report.chain.iter().flat_map(|chain| &chain.rungs).flat_map(|rung| &rung.proof) {
        add(proof.source, proof.lines[0], proof.lines[0]);
    }
    for seen in report.keys.told().iter().flat_map(|key| &key.seen) {
        add(seen.source, seen.line, seen.line);
    }
    for block in &report.evidence {
        add(block.source, block.lines[0], block.lines[0]);
    }
    add(number, 1, 1);
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The marks of one source.
struct Marks<'a> {
    /// Ascending by their start.
    sorted: Vec<&'a Mark>,
    /// Per mark: how far it and those before it reach.
    reach: Vec<usize>,
}

impl<'a> Marks<'a> {
    fn of(report: &'a Report, source: usize) -> Self {
        let sorted: Vec<&Mark> = report.marks.iter().filter(|mark| mark.source == source).collect();
        let reach = sorted.iter().scan(0, |reach, mark| {
            *reach = mark.span.end.max(*reach);
            Some(*reach)
        });
        Self { reach: reach.collect(), sorted }
    }

    /// Those that have something to do with `span`.
    fn touching(&self, span: Span) -> Vec<&'a Mark> {
        let last = self.sorted.partition_point(|mark| mark.span.start <= span.end);
        let first = self.reach.partition_point(|&reach| reach < span.start).min(last);
        let near = self.sorted.get(first..last).unwrap_or_default();
        near.iter().filter(|mark| mark.span.end >= span.start).copied().collect()
    }
}

/// Draws one line.
fn draw(source: &Source, number: usize, unread: bool, marks: &Marks<'_>) -> Line {
    let mut span = source.line_span(number);
    // The CR of a CR LF is part of the line where a finding points at it.
    let after = source.slice(Span::new(span.end, span.end + 1));
    let points = |mark: &&Mark| matches!(mark.what, MarkKind::Finding(_)) && mark.span.start == span.end;
    if after == "\r" && marks.sorted.iter().any(points) {
        span.end += 1;
    }
    let here = marks.touching(span);
    let mut findings: Vec<usize> = here.iter().filter_map(|mark| finding(mark)).collect();
    findings.sort_unstable();
    findings.dedup();
    Line { number, unread, pieces: pieces(source, span, &here), findings }
}

fn finding(mark: &Mark) -> Option<usize> {
    match mark.what {
        MarkKind::Finding(number) => Some(number),
        MarkKind::Secret(_) | MarkKind::Key(_) => None,
    }
}

/// Cuts a line at the borders of its marks.
fn pieces(source: &Source, line: Span, marks: &[&Mark]) -> Vec<Piece> {
    let inside = |at: usize| line.start <= at && at <= line.end;
    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    borders.extend([line.start, line.end]);
    borders.retain(|&at| inside(at));
    borders.sort_unstable();
    borders.dedup();
    let mut out: Vec<Piece> = Vec::new();
    for (&start, &end) in borders.iter().zip(borders.iter().skip(1)) {
        let over: Vec<&&Mark> = marks.iter().filter(|mark| mark.span.start <= start && end <= mark.span.end).collect();
        let found = over.iter().filter_map(|mark| finding(mark)).min();
        let key = over.iter().any(|mark| matches!(mark.what, MarkKind::Key(_)));
        let secret = over.iter().find_map(|mark| match mark.what {
            MarkKind::Secret(length) => Some((length, mark.span)),
            MarkKind::Finding(_) | MarkKind::Key(_) => None,
        });
        if let Some((length, whole)) = secret {
            // One token for one secret, whatever else is marked inside it; where it goes on from line to line, on each.
            if start == whole.start || start == line.start {
                out.push(Piece { what: What::Secret(length), finding: found, key: false });
            } else if let Some(last) = out.last_mut() {
                last.finding = last.finding.or(found);
            }
            continue;
        }
        text_pieces(source.slice(Span::new(start, end)), found, key, &mut out);
    }
    // A finding may point at a place between characters: the end of a value that is cut off.
    shorten(out)
}

/// Text with the characters that nobody sees as pieces of their own. Blanks and tabs are drawn by name only where a
/// finding points at them.
fn text_pieces(text: &str, finding: Option<usize>, key: bool, out: &mut Vec<Piece>) {
    let mut from = 0;
    let flush = |range: Range<usize>, out: &mut Vec<Piece>| {
        let plain = text.get(range).unwrap_or_default();
        if !plain.is_empty() {
            out.push(Piece { what: What::Text(plain.to_owned()), finding, key });
        }
    };
    let only_blanks = text.chars().all(|c| c == ' ' || c == '\t');
    for (at, c) in text.char_indices() {
        let Some(name) = characters::hidden_name(c) else { continue };
        if matches!(c, ' ' | '\t') && !(finding.is_some() && only_blanks) {
            continue;
        }
        flush(from..at, out);
        out.push(Piece { what: What::Hidden(name), finding, key });
        from = at + c.len_utf8();
    }
    flush(from..text.len(), out);
}

/// A long line without the stretches that nothing points at.
fn shorten(pieces: Vec<Piece>) -> Vec<Piece> {
    let length = |piece: &Piece| match &piece.what {
        What::Text(text) => text.len(),
        _ => 1,
    };
    if pieces.iter().map(length).sum::<usize>() <= LONG_LINE {
        return pieces;
    }
    let mut out = Vec::new();
    let last = pieces.len() - 1;
    for (number, piece) in pieces.into_iter().enumerate() {
        let What::Text(text) = &piece.what else {
            out.push(piece);
            continue;
        };
        let count = text.chars().count();
        let (head, tail) = if number == 0 && last == 0 {
            (LONG_LINE / 2, 0)
        } else {
            (if number == 0 { NEAR / 2 } else { NEAR }, if number == last { 0 } else { NEAR })
        };
        if count <= head + tail + NEAR {
            out.push(piece);
            continue;
        }
        let part = |text: String| Piece { what: What::Text(text), ..piece.clone() };
        out.push(part(text.chars().take(head).collect()));
        out.push(Piece { what: What::Cut(count - head - tail), finding: None, key: false });
        if tail > 0 {
            out.push(part(text.chars().skip(count - tail).collect()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(texts: &[&str], marks: &[(&str, MarkKind)]) -> Vec<Row> {
        let text = texts.concat();
        let mut report = crate::analyze("", &crate::Context::default());
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        report.marks = marks.iter().map(|&(part, what)| Mark { source: 0, span: at(part), what }).collect();
        report.marks.sort_by_key(|mark| mark.span);
        report.sources = vec![Source::decode("pasted".into(), text.as_bytes())].into();
        sheets(&report).remove(0).rows
    }

    fn words(row: &Row) -> String {
        let Row::Line(line) = row else { return format!("{row:?}") };
        let word = |piece: &Piece| match &piece.what {
            What::Text(text) => text.clone(),
            What::Hidden(name) => format!("<{name}>"),
            What::Secret(length) => format!("<secret {length}>"),
            What::Cut(count) => format!("<{count} more>"),
        };
        line.pieces.iter().map(word).collect()
    }

    #[test]
    fn hidden_characters_are_named() {
        let rows = sheet(&["A=x\u{a0}y z\u{200b}\r\nB\r\n"], &[]);
        assert_eq!(words(&rows[0]), "A=x<NBSP>y z<ZWSP>");
        assert_eq!(words(&rows[1]), "B");
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn a_kind_is_named_once_for_lines_that_follow_each_other() {
        let named = |text: &str| {
            let rows = sheets(&crate::analyze(text, &crate::Context::default())).remove(0).rows;
            rows.iter().filter(|row| matches!(row, Row::Kind(_))).count()
        };
        let [first, second] = ["a AKIASP2TPHJSQH3FRU7X Active\n", "b AKIAQNZGKIQY56JQ7WML Active\n"];
        assert_eq!(named(&[first, second, first].concat()), 1);
        assert_eq!(named(&[first, "and\nthen\n", second].concat()), 2);
    }

    #[test]
    fn a_blank_or_a_line_end_is_named_where_a_finding_points_at_it() {
        let rows = sheet(&["A=x ", "\r\nB\n"], &[(" ", MarkKind::Finding(0)), ("\r", MarkKind::Finding(1))]);
        assert_eq!(words(&rows[0]), "A=x<SPACE><CR>");
        let Row::Line(line) = &rows[0] else { panic!() };
        assert_eq!(line.findings, [0, 1]);
    }

    #[test]
    fn secrets_do_not_come_out() {
        let marks = [("se cr\net", MarkKind::Secret(8)), (" cr", MarkKind::Finding(3)), ("K=se", MarkKind::Finding(4))];
        let rows = sheet(&["K=se cr\net;\n"], &marks);
        assert_eq!(words(&rows[0]), "K=<secret 8>");
        assert_eq!(words(&rows[1]), "<secret 8>;");
    }

    #[test]
    fn long_lines_are_cut_between_marks() {
        let long = "x".repeat(2000);
        let rows = sheet(&[&long, "KEY", &long], &[("KEY", MarkKind::Key(0))]);
        let drawn = words(&rows[0]);
        assert!(drawn.contains("xKEYx") && drawn.contains("more>") && drawn.len() < 300, "{drawn}");
    }

    #[test]
    fn of_a_huge_text_only_some_lines_are_drawn() {
        let rows = sheet(&["line\n".repeat(100_000).as_str()], &[]);
        assert!(rows.len() < 10);
        assert_eq!(rows.last().unwrap(), &Row::Gap(100_000 - 3));
    }
}
