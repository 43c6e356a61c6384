//! What carries a text from where it was printed to where it was copied, as long as all of it was carried alike: lines
//! of a log that begin with a stamp and a name each, records of one line each in JSON or logfmt, a page whose markup is
//! escaped, a mail whose quotes were curled, blanks that fill every line up. No kind of its own: the text is read again
//! without it, so that formats of several lines stand as they were printed.

mod broken;
mod page;
mod piece;
mod record;

use std::ops::Range;

use self::broken::{unflowed, unparted, untraced, unwrapped};
use self::page::{
    is_backslashed, is_curled, is_escaped, is_quoted_printable, straightened, unbackslashed, unboxed, undiffed,
    unfilled, unpadded, unspaced,
};
use self::piece::piece;
use super::{ALL, Kind};
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, unescape};
use crate::text::scan::Hit;
use crate::text::{View, Words, caret, command, stamp};

/// Longer texts are logs; their lines speak for themselves.
const LONGEST: usize = 1 << 18;
/// Fewer lines that begin or end alike are a coincidence.
const FEWEST: usize = 3;
/// The most bytes that stand before the text of a line.
const WIDEST: usize = 200;

/// Line breaks of pages.
const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// `view` without what carries its lines; none where nothing does. `hits` are the places where evidence may stand: what
/// holds such a place is no carrier.
pub(super) fn contents(view: &View<'_>, hits: &[Hit]) -> Option<View<'static>> {
    let text = view.text();
    if text.len() > LONGEST || hits.iter().all(is_of_log) {
        return None;
    }
    if is_escaped(text) {
        return Some(unescape(view, 0..text.len(), Escapes::Entities));
    }
    if is_quoted_printable(text) {
        return Some(unescape(view, 0..text.len(), Escapes::Mail));
    }
    if is_backslashed(text) {
        return unbackslashed(view);
    }
    if is_curled(text) {
        return straightened(view);
    }
    if let Some(whole) = unpadded(view) {
        return Some(whole);
    }
    let lines = lines(view);
    let pages = [unfilled, unspaced, unboxed, undiffed, unparted, unwrapped, unflowed, untraced];
    if let Some(whole) = pages.iter().find_map(|without| without(view, &lines)) {
        return Some(whole);
    }
    (lines.len() > 1).then(|| Carried { view, hits, ends: common_end(view, &lines), lines }.text()).flatten()
}

/// Whether `hit` shows no more than that its line is of a log, or that it names a day.
fn is_of_log(hit: &Hit) -> bool {
    let kind = ALL.get(usize::from(hit.owner)).map(|format| format.kind);
    matches!(kind, Some(Kind::DebugLog | Kind::Clock))
}

/// The lines of `view`, without their ends.
fn lines(view: &View<'_>) -> Vec<Range<usize>> {
    let first = view.rest_of_line(0);
    std::iter::successors(Some(first), |line| view.next_line(line)).collect()
}

/// What every line ends with that is not blank: a page's line break, or how many blanks at least.
fn common_end(view: &View<'_>, lines: &[Range<usize>]) -> Option<usize> {
    let full = || lines.iter().map(|line| view.get(line.clone())).filter(|line| !line.trim().is_empty());
    let count = full().count();
    let broken = |mark: &str| full().filter(|line| line.ends_with(mark)).count();
    let mark = BREAKS.iter().find(|mark| broken(mark) > 1 || count == 2 && broken(mark) > 0);
    if count < FEWEST && mark.is_none() {
        return None;
    }
    let blanks = || full().map(|line| line.len() - line.trim_end_matches([' ', '\t']).len()).min();
    mark.map_or_else(blanks, |mark| Some(mark.len())).filter(|&length| length > 0)
}

/// A text whose lines may be carried.
struct Carried<'a> {
    view: &'a View<'a>,
    hits: &'a [Hit],
    lines: Vec<Range<usize>>,
    /// How many bytes at the end of every line are the carrier's.
    ends: Option<usize>,
}

impl Carried<'_> {
    /// The text without its carriers, if it has any.
    fn text(&self) -> Option<View<'static>> {
        let mut out = View::empty(self.view.source(0));
        // Lines before `kept` stand in `out`: most texts are not carried, and copying takes time.
        let (mut index, mut kept) = (0, 0);
        while index < self.lines.len() {
            let carried = self.shown(index).or_else(|| self.records(index)).or_else(|| self.behind_margin(index));
            if let Some((body, after)) = carried {
                self.keep(kept..index, &mut out);
                out.append(&body);
                (index, kept) = (after, after);
            } else {
                index += 1;
            }
        }
        if kept == 0 && self.ends.is_none() {
            return None;
        }
        self.keep(kept..index, &mut out);
        Some(out)
    }

    /// Appends the lines with these numbers as they are.
    fn keep(&self, numbers: Range<usize>, out: &mut View<'static>) {
        self.lines.get(numbers).unwrap_or_default().iter().for_each(|line| self.push(line, line.end, out));
    }

    /// The lines from line `index` on without what stands before each of them alike, and the first line that it does not
    /// stand before.
    fn behind_margin(&self, index: usize) -> Option<(View<'static>, usize)> {
        let (margin, after) = self.margin(index)?;
        let mut out = View::empty(self.view.source(0));
        for line in self.lines.get(index..after)? {
            self.push(&margin.strip(self.view, line).unwrap_or_else(|| line.clone()), line.end, &mut out);
        }
        Some((out, after))
    }

    /// Appends `body` without its common end, and the end of its line, which is at byte `end`.
    fn push(&self, body: &Range<usize>, end: usize, out: &mut View<'static>) {
        let view = self.view;
        let cut = self.ends.unwrap_or(0).min(body.len());
        let kept = body.end - cut;
        let is_end = BREAKS.contains(&view.get(kept..body.end)) || view.get(kept..body.end).trim().is_empty();
        out.extend(view, body.start..if is_end { kept } else { body.end });
        out.extend(view, self.line_end(end));
    }

    /// The line end at byte `at`.
    fn line_end(&self, at: usize) -> Range<usize> {
        let rest = self.view.get(at..self.view.text().len());
        at..at + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// Whether evidence may stand in `range`; days of the week, which stamps have, are none.
    fn holds_evidence(&self, range: &Range<usize>) -> bool {
        self.first_hit(range, |kind| kind != Some(Kind::Clock)).is_some()
    }

    /// The first place in `range` where evidence of a wanted kind may stand.
    fn first_hit(&self, range: &Range<usize>, wanted: fn(Option<Kind>) -> bool) -> Option<usize> {
        let from = self.hits.partition_point(|hit| hit.at < range.start);
        let near = self.hits.get(from..)?.iter().take_while(|hit| hit.at < range.end);
        let kind = |hit: &Hit| ALL.get(usize::from(hit.owner)).map(|format| format.kind);
        near.filter(|hit| wanted(kind(hit))).map(|hit| hit.at).next()
    }

    /// The lines of a file from line `index` on, a header or an option, as they were before `cat -A` or `cat -v` showed
    /// what does not print, and the line after them. An environment's listing tells by itself.
    fn shown(&self, index: usize) -> Option<(View<'static>, usize)> {
        let view = self.view;
        let text = |line: &Range<usize>| view.get(line.clone());
        let first = text(self.lines.get(index)?).trim_start_matches(['>', '|', ' ']);
        let option = first.starts_with("aws_") && first.contains('=');
        (option || first.starts_with('[')).then_some(())?;
        let ends = first.ends_with("]$") || first.ends_with("]^M$") || option && first.ends_with('$');
        let above = || command::above(view, self.lines.get(index).map_or(0, |line| line.start));
        let told = || above().is_some_and(|command| command.caret);
        (ends || first.short_of("^M").ends_with(']') && told()).then_some(())?;
        let goes_on =
            |line: &&Range<usize>| if ends { text(line).ends_with('$') } else { !text(line).trim().is_empty() };
        let lines = self.lines.get(index..)?.iter().take_while(goes_on);
        let mut out = View::empty(view.source(0));
        let mut after = index;
        for line in lines {
            out.append(&caret::decode(view, line.start..line.end - usize::from(ends)));
            out.extend(view, self.line_end(line.end));
            after += 1;
        }
        (after > index + 1 || option && told()).then_some((out, after))
    }

    /// What stands before line `index` and before those after it alike; and the first line that it does not stand before.
    fn margin(&self, index: usize) -> Option<(Margin, usize)> {
        let view = self.view;
        let mut margins = self.margins(self.lines.get(index)?);
        let mut after = index;
        while let Some(line) = self.lines.get(after) {
            let common = margins.iter().take_while(|margin| self.stripped(margin, line)).count();
            if common == 0 {
                break;
            }
            margins.truncate(common);
            after += 1;
        }
        let of_text = |line: &&Range<usize>| !view.get((*line).clone()).trim().is_empty();
        let lines = self.lines.get(index..after)?.iter().filter(of_text).count();
        (lines >= FEWEST).then(|| margins.pop()).flatten().map(|margin| (margin, after))
    }

    /// Whether `line` begins with `margin`, and is not a line of a debug log that would lose its stamp by it.
    fn stripped(&self, margin: &Margin, line: &Range<usize>) -> bool {
        let Some(body) = margin.strip(self.view, line) else { return false };
        let near = line.start..line.end.min(line.start + WIDEST);
        let is_log = || self.first_hit(&near, |kind| kind == Some(Kind::DebugLog)).is_some();
        let text = self.view.get(body.clone());
        stamp::after_stamp(text).is_some() || !stamp::is_stamped(self.view.get(line.start..body.start)) || !is_log()
    }

    /// What stands before the text of `line`, from the least to the most that may.
    fn margins(&self, line: &Range<usize>) -> Vec<Margin> {
        let view = self.view;
        let limit = self.first_hit(line, |kind| kind != Some(Kind::Clock)).unwrap_or(line.end);
        let limit = view.boundary(line.start + WIDEST).min(limit);
        let mut found = Vec::new();
        let (mut at, mut stamped) = (line.start, false);
        while let Some((length, is_stamp)) = piece(view.get(at..line.end), stamped) {
            at += length;
            if at > limit {
                break;
            }
            stamped |= is_stamp;
            found.push(Margin::before(view, at));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::scan::Scanner;

    /// What is left of `text` where `AWS_` and `<Error` betray evidence.
    fn left(text: &str) -> Option<String> {
        let hits = Scanner::new([("AWS_", 0), ("<Error", 1)]).scan(text);
        let view = View::at(text, 0);
        contents(&view, &hits).map(|contents| contents.text().to_owned())
    }

    #[test]
    fn what_stands_before_every_line_goes() {
        let lines = ["env x | cat", "", "AWS_A=1", "  x: \"y\""];
        for carrier in [
            "Nov 21 10:00:01 ip-10-0-0-12 app[2231]: ",
            "[Sat Nov 21 10:00:01.5 2026] [wsgi:error] [pid 12] ",
            "<14>1 2026-11-21T10:00:01.003Z host.example.com app 2231 ID47 - ",
            "2026-11-21T10:00:01.098000+00:00 app[web.1]: ",
            "2026-11-21T10:00:01.098Z\t9b2f3a10-1111-4222-8333-444455556666\tERROR\t",
            "2026-11-21T10:00:01.1Z stderr F ",
            "2026-11-21 10:00:01,098 ERROR [main] c.e.App - ",
            "2026-11-21T10:00:01.1Z ##[error]",
            "2026-11-21T10:00:01.123456Z 01O ",
            "2026-11-21T10:00:01.123456+00:00 ecs/web/3f2b9c7d ",
            "[10:00:01]W:\t [Step 1/3] ",
            "[10:00:01] :\t [Step 1/3] ",
            "web-1  | ",
            "0|web  | ",
            "web-1  | 2026-11-21T10:00:01Z ",
            "[pod/web-1/app] ",
            "null_resource.app (local-exec): ",
            "remote: ",
            "1795250000123\t",
            "  501  ",
        ] {
            let text = lines.map(|line| format!("{carrier}{line}\n")).concat();
            assert_eq!(left(&text).unwrap(), "env x | cat\n\nAWS_A=1\n  x: \"y\"\n", "{carrier}");
        }
        let mut number = 8;
        let numbered = lines.map(|line| {
            number += 1;
            format!("{number:6}\t{line}\n")
        });
        assert_eq!(left(&numbered.concat()).unwrap(), "env x | cat\n\nAWS_A=1\n  x: \"y\"\n");
    }

    #[test]
    fn records_are_their_messages() {
        for record in [
            r#"{"log":"LINE\n","stream":"stdout","time":"2026-11-21T10:00:01Z"}"#,
            r#"{"level":"info","ts":1.5,"msg":"LINE"}"#,
            r#"time="2026-11-21T10:00:01Z" level=error msg="LINE""#,
            "    {\n        \"timestamp\": 1795250000123,\n        \"message\": \"LINE\",\n        \"ingestionTime\": 1\n    },",
        ] {
            let text: String = ["AWS_A=\\\"x\\\"", "", "b"].map(|line| record.replace("LINE", line) + "\n").concat();
            let found = left(&text).unwrap();
            let lines: Vec<&str> =
                found.lines().filter(|line| !line.trim_start().starts_with(['{', '}', '"'])).collect();
            assert_eq!(lines, ["AWS_A=\"x\"", "", "b"], "{record}");
        }
        assert_eq!(left("{\"msg\":\"a\",\"err\":\"AWS_A\"}\n{\"msg\":\"b\",\"err\":\"AWS_B\"}\n"), None);
    }

    #[test]
    fn pages_and_what_stands_after_every_line_go() {
        assert_eq!(left("AWS_A=&quot;x&quot; &amp;\nb").unwrap(), "AWS_A=\"x\" &\nb");
        assert_eq!(left("AWS_A=\"x\"\n<Error><ETag>&quot;a&quot;</ETag>"), None);
        assert_eq!(left("<pre>\n[AWS_A] =&gt; x\n</pre>").unwrap(), "<pre>\n[AWS_A] => x\n</pre>");
        assert_eq!(left("<pre>AWS_A &lt; x</pre><Error></Error>"), None);
        let padded = "AWS_\u{a0} \u{a0}x\n\u{a0}b \u{a0}c\u{a0}\n";
        assert_eq!(left(padded).unwrap(), "AWS_   x\n b  c\u{a0}\n");
        assert_eq!(left("AWS_ \u{a0}x\nb \u{a0}c\n"), None);
        assert_eq!(left("AWS_\nAWS\\_A=\\*\\*\\*a\\n\\<X\\>").unwrap(), "AWS_\nAWS_A=***a\\n<X>");
        assert_eq!(left("AWS_A=1<br>\nb<br>\n<br>\nc<br>\nd").unwrap(), "AWS_A=1\nb\n\nc\nd");
        let mail = "Content-Transfer-Encoding: quoted-printable\n\nAWS_A=3D1=C2=A0\nb=\n2=3D\n";
        assert_eq!(left(mail).unwrap().split_once("\n\n").unwrap().1, "AWS_A=1\u{a0}\nb2=\n");
        let mail = "Content-Transfer-Encoding: quoted-printable\n\nAWS_A: 1=20\nb=\n2\n";
        assert_eq!(left(mail).unwrap().split_once("\n\n").unwrap().1, "AWS_A: 1 \nb2\n");
        assert_eq!(left(&mail.replace(": 1", "=1")), None);
        assert_eq!(left("x\nAWS_A=1<br>\nb<br>\nc<br>\nd").unwrap(), "x\nAWS_A=1\nb\nc\nd");
        assert_eq!(left("AWS_A=1   \nb  \n\nc  \nd  \n").unwrap(), "AWS_A=1 \nb\n\nc\nd\n");
        let filled = |line: &str| format!("{line:80}\n");
        let screen: String = ["AWS_A=1", "AWS_B=23", "", "x ", &"y".repeat(90), "z"].map(filled).concat();
        let want = format!("AWS_A=1\nAWS_B=23\n\nx\n{}\nz\n", "y".repeat(90));
        assert_eq!(left(&format!("A word. \n{screen}")).unwrap(), format!("A word. \n{want}"));
    }

    #[test]
    fn files_are_read_as_they_were_before_what_does_not_print_was_shown() {
        for (text, want) in [
            ("[a]$\nAWS_A=1M-BM- ^M$\n$\n[b]$\nend\n", "[a]\nAWS_A=1\u{a0}\r\n\n[b]\nend\n"),
            ("[a]^M$\nAWS_A=1^M$\n", "[a]\r\nAWS_A=1\r\n"),
            ("aws_a = 1M-BM- $\naws_b = 2$\n", "aws_a = 1\u{a0}\naws_b = 2\n"),
            ("$ grep a ~/f | cat -A\naws_a = 1^M$\nx\n", "$ grep a ~/f | cat -A\naws_a = 1\r\nx\n"),
            ("> [a]$\n> AWS_A=1$\n", "> [a]\n> AWS_A=1\n"),
            ("$ cat -v f\n[a]\nAWS_A=1^M\n\n2^M\n", "$ cat -v f\n[a]\nAWS_A=1\r\n\n2^M\n"),
        ] {
            assert_eq!(left(text).as_deref(), Some(want), "{text:?}");
        }
        for text in ["[a]\nAWS_A=1^M\n", "[a]$\nAWS_A=1\n", "AWS_A=1^M$\nAWS_B=1$\n", "aws_a = 1$\n"] {
            assert_eq!(left(text), None, "{text:?}");
        }
    }

    #[test]
    fn lines_that_were_parted_or_broken_are_whole() {
        assert_eq!(left("AWS_A=1\n\nb\n\n\n\nc\n\nd").unwrap(), "AWS_A=1\nb\n\nc\nd");
        let long = format!("AWS_A=x{}", (101..160).map(|n| (n * n).to_string()).collect::<Vec<_>>().join("y"));
        let broken: Vec<String> = long.as_bytes().chunks(80).map(|line| String::from_utf8_lossy(line).into()).collect();
        assert_eq!(left(&format!("{}\nb\n", broken.join("\n"))).unwrap(), format!("{long}\nb\n"));
        let same = format!("AWS_A={}\n", "x".repeat(74)).repeat(4);
        let rows: String =
            ["00000000", "00000010", "00000020"].map(|at| format!("{at}: {}\n", "4157 ".repeat(14))).concat();
        let rule = "─".repeat(62);
        let table = format!("┌{rule}┐\n│ AWS_A{}│\n├{rule}┤\n└{rule}┘\nb\n", " ".repeat(56));
        for text in [same, format!("{rows}AWS_\n"), table] {
            assert_eq!(left(&text), None, "{text}");
        }
    }

    #[test]
    fn boxes_and_diffs_are_what_stands_in_them() {
        for (text, want) in [
            ("a\n+-------+\n| AWS_A |\n|       |\n| b     |\n+-------+\n", "a\n+-------+\nAWS_A\n\nb\n+-------+\n"),
            ("| AWS_A=x  |\n|  |\n| b c |\n|   d |", "AWS_A=x \n\nb c\n  d"),
            ("+AWS_A=1\n+\n+  b", "AWS_A=1\n\n  b"),
            ("x\n-AWS_A=1\n-AWS_B=2\n+c\n", "x\n#AWS_A=1\n#AWS_B=2\nc\n"),
            (
                "> --- a\n> +++ b\n> @@ -1,2 +1,2 @@ x\n>  [a]\n> -AWS_A=1\n> +AWS_A=2\n>\n> -b",
                "> --- a\n> +++ b\n\n> [a]\n> #AWS_A=1\n> AWS_A=2\n>\n> -b",
            ),
        ] {
            assert_eq!(left(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn rows_of_a_dump_that_a_mail_program_broke_are_whole() {
        for (text, want) in [
            ("AWS_\n00000000: 4157 535f  \nAWS_\n00000010: 41\nx", "AWS_\n00000000: 4157 535f  AWS_\n00000010: 41\nx"),
            ("> 0000000   A   W \n> S   _\n> 0000004\n> AWS_", "> 0000000   A   W S   _\n> 0000004\n> AWS_"),
            ("0000000   A   W \n  S   _\n0000004\nAWS_", "0000000   A   W   S   _\n0000004\nAWS_"),
            ("0000000   A   W\nS   _\n0000004\nAWS_", "0000000   A   W S   _\n0000004\nAWS_"),
        ] {
            assert_eq!(left(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn lines_that_a_mail_program_broke_are_whole() {
        let token = "IQoJb3JpZ2lu".repeat(8);
        let text = format!(
            "AWS_\nupload failed: ./a.csv to s3://acme-data/in/2026/a.csv An error occurred \n(InvalidToken) when\ntoken = \n{token}\nb \n"
        );
        assert_eq!(left(&text).unwrap(), text.replacen(" \n", " ", 1).replacen(" \nI", " I", 1));
        assert_eq!(left(&format!("AWS_A={} \nAWS_B={token}\n", "x".repeat(40))), None);
    }

    #[test]
    fn curled_quotes_go_where_only_a_mail_program_writes_them() {
        assert_eq!(left("AWS_ {“a”: “b’s”}\nx").unwrap(), "AWS_ {\"a\": \"b's\"}\nx");
        assert_eq!(left("declare -x AWS_A=“1”").unwrap(), "declare -x AWS_A=\"1\"");
        for text in ["AWS_A=“1”", "declare -x AWS_A=\"“1”\"", "{\"a\": \"AWS_A=‘1’\"}"] {
            assert_eq!(left(text), None, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_the_text_stays() {
        for text in [
            "export AWS_A=1\nexport AWS_B=2\nexport AWS_C=3\nexport AWS_D=4\n",
            "declare -x AWS_A=\"1\"\ndeclare -x AWS_B=\"2\"\ndeclare -x AWS_C=\"3\"\n",
            "- AWS_A=1\n- AWS_B=2\n- AWS_C=3\n- AWS_D=4\n",
            "|  AWS_A |  1 |\n|  AWS_B |  2 |\n|  AWS_C |  3 |\n",
            "0000000   A   W   S   _\n0000020   B\n0000040   C\nAWS_\n",
            "00000000: 4157 535f  AWS_\n00000010: 4157 535f  AWS_\n00000020: 4157  AWS_\n",
            "AWS_A: 1\nAWS_B: 2\nAWS_C: 3\n",
            "AWS_A=1 \nAWS_B=2\nAWS_C=3\nAWS_D=4\n",
            "> AWS_A=1\n> AWS_B=2\n> AWS_C=3\n",
            "+ export AWS_A=1\n++ env\n+ AWS_B=2\n",
            "+-------+\n| AWS_A |\n+-------+\n| x | y |\n| z | 1 |\n+---+---+\n",
            "00000000: 4157 535f\n        41 57\n00000010: 41 AWS_\n",
        ] {
            assert_eq!(left(text), None, "{text}");
        }
    }
}
