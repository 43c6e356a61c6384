//! One variable, asked for by name: `printenv K`, `echo "$K"`, `echo %K%`, `$env:K`, and the value on the next line.

use std::ops::Range;

use super::{REACH, fact, is_margin, matters};
use crate::evidence::{Given, Place, Reading, Scope};
use crate::text::margin::Margin;
use crate::text::{Words, caret, command};

/// How the variable is asked for: what stands before its name, what after, whether blanks at the ends are printed too.
const QUESTIONS: &[(&str, &str, bool)] = &[
    ("printenv ", "", true),
    ("echo \"$", "\"", true),
    ("echo \"${", "}\"", true),
    ("echo -n \"$", "\"", true),
    ("printf %s \"$", "\"", true),
    ("printf '%s' \"$", "\"", true),
    ("printf '%s\\n' \"$", "\"", true),
    ("echo $", "", false),
    ("echo ${", "}", false),
    ("echo -n $", "", false),
    ("echo %", "%", true),
    ("echo $env:", "", true),
    ("Write-Output $env:", "", true),
    ("Write-Host $env:", "", true),
    ("$env:", "", true),
    ("$Env:", "", true),
];

/// Reads the answer to the question whose variable is `name`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    matters(view.get(name.clone())).then_some(())?;
    let line = view.line_near(place.at, REACH);
    let line = line.start.max(place.floor)..line.end;
    let lead = view.get(line.start..name.start);
    let tail = view.get(name.end..line.end).trim_end();
    let (tail, stage) = tail.split_once('|').filter(|(_, stage)| command::is_caret(stage)).unwrap_or((tail, ""));
    let mark = mark(lead, tail);
    let (lead, tail) = mark.as_ref().map_or((lead, tail.trim_end()), |(_, lead, tail)| (lead, tail));
    let &(before, _, exact) = QUESTIONS.iter().find(|(before, after, _)| lead.ends_with(before) && tail == *after)?;
    let whole = view.next_line(&line)?;
    let mut starts = starts_of(lead, before).into_iter().map(|at| line.start + at);
    let (command, mut answer) =
        starts.find_map(|command| Some((command, Margin::before(view, command).strip(view, &whole)?)))?;
    let last = answer.end;
    if let Some(((open, close), ..)) = mark {
        let inner = view.get(answer.clone()).trim_end().strip_prefix(open)?.strip_suffix(close)?;
        answer = answer.start + 1..answer.start + 1 + inner.len();
    } else if !stage.is_empty() && view.get(answer.clone()).ends_with('$') {
        answer.end -= 1;
    }
    let text = view.get(answer.clone());
    let value = text.trim_matches([' ', '\t']);
    let template = value.starts_with(['$', '<', '{', '%']);
    let broken =
        value.split([' ', '\t']).all(|word| word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    let words = if template || broken { 1 } else { value.split([' ', '\t']).count() };
    let other = command::prompt(text.trim_start()).is_some() || text.starts_with("```") || value.is_empty();
    (words == 1 && !other).then_some(())?;
    let at = answer.start + text.first(value)?;
    let mut range = if exact { answer.clone() } else { at..at + value.len() };
    let ends = |line: &Range<usize>| view.get(line.end..line.end + 2) == "\r\n";
    if exact && ends(&answer) && !ends(&line) {
        // Only the answer's line has a CR: it is the value's.
        range.end += 1;
    }
    let held = if stage.is_empty() { view.slice(range.clone()) } else { caret::decode(view, range.clone()) };
    let given = Given::found(held);
    let fact = fact(view.slice(name.clone()), given, view.span(range), Scope::Environment)?;
    Some(Reading { range: command..last, facts: vec![fact], nested: Vec::new() })
}

/// What somebody puts around a variable to see its ends.
const MARKS: [(char, char); 6] = [('[', ']'), ('<', '>'), ('>', '<'), ('|', '|'), ('(', ')'), ('\'', '\'')];

/// The marks between the quotes and the variable, with `lead` and `tail` as they are without them: `"[$K]"`.
fn mark(lead: &str, tail: &str) -> Option<((char, char), String, String)> {
    let body = lead.trim_end_matches(['{', '$']);
    MARKS.into_iter().find_map(|(open, close)| {
        let quoted = body.strip_suffix(open).filter(|body| body.ends_with('"'))?;
        let (brace, rest) = tail.split_once(close)?;
        Some(((open, close), format!("{quoted}{}", lead.get(body.len()..)?), format!("{brace}{rest}")))
    })
}

/// Where the command may begin in `lead`, the text of its line up to the name; `before` is the last part of it. A variable
/// of PowerShell alone is a question only at a prompt. What a log put before a prompt may look like a part of it, so that
/// the last place comes first.
fn starts_of(lead: &str, before: &str) -> Vec<usize> {
    let breaks = lead.char_indices().filter(|&(_, c)| matches!(c, ' ' | '\t' | '|' | '>' | '│'));
    let starts = std::iter::once(0).chain(breaks.map(|(at, c)| at + c.len_utf8()));
    let starts = starts.take(32).filter(|&at| is_margin(lead.get(..at).unwrap_or_default()));
    let text = |at: usize| lead.get(at..).unwrap_or_default();
    let quoted =
        |at: usize| text(at).strip_prefix("> ").is_some_and(|rest| command::prompt(rest).is_some() || rest == before);
    let prompted = |at: &usize| {
        command::prompt(text(*at)).is_some_and(|length| {
            let rest = text(*at + length).trim_start();
            // Another program may run the question elsewhere: `docker exec web printenv K`.
            let run = rest == before || !before.starts_with('$') && !rest.contains([';', '&', '|']);
            !quoted(*at) && (run || command::prompt(rest).is_some())
        })
    };
    let mut found: Vec<usize> = starts.clone().filter(prompted).collect();
    found.reverse();
    if found.is_empty() {
        found.extend(starts.clone().find(|&at| text(at) == before && !before.starts_with('$')));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, settings};

    #[test]
    fn the_answer_is_the_value() {
        for (text, held) in [
            ("$ printenv AWS_ACCESS_KEY_ID\nAKIA \n", "AKIA "),
            ("$ printenv AWS_ACCESS_KEY_ID\nAKIA\r\n$ date\n", "AKIA\r"),
            ("$ printenv AWS_ACCESS_KEY_ID\nAKIASP2T PHJS\n$ date\n", "AKIASP2T PHJS"),
            ("$ printenv AWS_ACCESS_KEY_ID\n$(cat id)\n$ date\n", "$(cat id)"),
            ("printenv AWS_ACCESS_KEY_ID\nAKIA\u{a0}\n", "AKIA\u{a0}"),
            ("$ docker exec -it web printenv AWS_ACCESS_KEY_ID\n${KEY}\n", "${KEY}"),
            ("$ echo $AWS_ACCESS_KEY_ID\nAKIA \n", "AKIA"),
            ("root@x:/# echo \"${AWS_ACCESS_KEY_ID}\"\n\"AKIA\"\n", "\"AKIA\""),
            ("C:\\> echo %AWS_ACCESS_KEY_ID%\r\nAKIA\r\n", "AKIA"),
            ("PS C:\\> $env:AWS_ACCESS_KEY_ID\r\nAKIA\r\n", "AKIA"),
            ("> $ echo $AWS_ACCESS_KEY_ID\n> ${AWS_ACCESS_KEY_ID}\n", "${AWS_ACCESS_KEY_ID}"),
            ("    $ printenv AWS_ACCESS_KEY_ID\n    AKIA \n", "AKIA "),
            ("> └─$ printf %s \"$AWS_ACCESS_KEY_ID\" | cat -e\n> AKIAM-BM- \n", "AKIA\u{a0}"),
            ("~/app ❯ printenv AWS_ACCESS_KEY_ID\nAKIA\n", "AKIA"),
            ("$ printenv AWS_ACCESS_KEY_ID | cat -A\nAKM-bM-^@M-^KIA^M$\n", "AK\u{200b}IA\r"),
            ("$ echo \"[$AWS_ACCESS_KEY_ID]\"\n[\"AKIA\" ]\n", "\"AKIA\" "),
            ("$ echo \">${AWS_ACCESS_KEY_ID}<\"\n>${KEY}<\n", "${KEY}"),
            ("2026-11-21T10:00:00Z $ printenv AWS_ACCESS_KEY_ID\n2026-11-21T10:00:01Z AKIA\n", "AKIA"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text:?}");
        }
    }

    #[test]
    fn a_question_without_an_answer_says_nothing() {
        for text in [
            "$ echo $AWS_ACCESS_KEY_ID\n\n$ next",
            "$ echo $AWS_ACCESS_KEY_ID\n$ env",
            "echo $AWS_ACCESS_KEY_ID prints nothing\nhere",
            "Please run printenv AWS_ACCESS_KEY_ID\nthanks",
            "$ printenv AWS_ACCESS_KEY_ID | wc -c\n21",
            "$ hostname; printenv AWS_ACCESS_KEY_ID\nweb\n",
            "$ printenv AWS_ACCESS_KEY_ID\nit is not there",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text:?}");
        }
    }
}
