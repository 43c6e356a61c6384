//! The command that stands above an output: what it tells of how the output is to be read.

use std::ops::Range;

use super::{View, Words};

/// What a command says of its output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// Whether values stand as the process holds them, quotes and blanks included; none where it does not tell.
    pub raw: Option<bool>,
    /// Whether the output went through `cat -A` or `cat -v`.
    pub caret: bool,
    /// Whether it went through `sort` or `grep`, which tear apart a value and its second line.
    pub torn: bool,
    /// Whether the command is Windows' own.
    pub windows: bool,
}

/// Lines between an output and its command: fences, blank lines.
const BETWEEN: usize = 3;
/// As many bytes before and after a file's variables are looked at for what reads it.
const NEAR: usize = 2048;
/// Of a longer line the beginning is read.
const LONGEST: usize = 400;

/// What the command that stands above the line that begins at byte `at` says of its output.
pub fn above(view: &View<'_>, at: usize) -> Option<Command> {
    parse(view.get(line_above(view, at)?))
}

/// Whether a container gets its variables from a file near byte `at` by `docker run --env-file`, which takes quotes for a
/// part of the values; Compose does not.
pub fn is_env_file(view: &View<'_>, at: usize) -> bool {
    let near = view.boundary(at.saturating_sub(NEAR))..view.boundary(at + NEAR);
    view.get(near).split('\n').any(|line| {
        let runs = [" run ", " create "].iter().any(|verb| line.holds(verb)) && !line.holds("compose");
        line.holds("--env-file") && runs
    })
}

/// The line with something in it that stands above the line that begins at byte `at`: the command, if there is one.
pub fn line_above(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let mut line = view.line_before(&(at..at))?;
    for _ in 0..BETWEEN {
        let text = view.get(line.clone()).trim();
        if !(text.is_empty() || text.starts_with("```") || text.starts_with("~~~")) {
            return Some(line.start..line.end.min(view.boundary(line.start + LONGEST)));
        }
        line = view.line_before(&line)?;
    }
    None
}

/// Reads `line` as a command; none where it is none that prints variables or a file of them.
pub fn parse(line: &str) -> Option<Command> {
    let mut text = line.trim_start_matches(['>', '|', ' ', '\t', '│', '`']).trim();
    let (mut prompted, mut windows) = (false, false);
    while let Some(length) = prompt(text) {
        prompted = true;
        windows |= text.get(..length).is_some_and(|prompt| prompt.holds(":\\"));
        text = text.get(length..).unwrap_or_default().trim_start();
    }
    let text = text.trim_matches(['`', ' ', '"']).trim_end_matches([':', ';']);
    let mut stages = text.split(['|', ';']).map(str::trim);
    let mut command = producer(stages.next()?, prompted)?;
    command.windows |= windows;
    // Windows prints values as they are, bash with what quotes they need.
    command.raw = command.raw.or_else(|| command.windows.then_some(true));
    for stage in stages {
        let word = stage.split_whitespace().next().unwrap_or_default();
        command.caret |= is_caret(stage);
        command.torn |=
            !is_caret(stage) && matches!(word, "sort" | "grep" | "egrep" | "findstr" | "awk" | "sed" | "Select-String");
    }
    Some(command)
}

/// What the first command of a pipeline says. Words that are also words of prose count only where nothing else follows
/// than what the command takes.
fn producer(stage: &str, prompted: bool) -> Option<Command> {
    let words: Vec<&str> = stage.split_whitespace().collect();
    // What runs in a container or as somebody else is the rest of the line.
    let from = words.iter().rposition(|word| matches!(*word, "--" | "-c" | "sudo" | "exec")).map_or(0, |at| at + 1);
    let inside = matches!(words.first(), Some(&("docker" | "kubectl" | "podman" | "sudo" | "oc" | "ssh" | "nerdctl")));
    let words = if inside { words.get(from..).unwrap_or_default() } else { &words[..] };
    let words = words.iter().map(|word| word.trim_matches(['\'', '"'])).collect::<Vec<_>>();
    let rest = words.get(1..).unwrap_or_default();
    let raw = |raw| Some(Command { raw: Some(raw), ..Command::default() });
    let takes = |ok: fn(&str) -> bool| prompted || rest.iter().all(|word| ok(word));
    let first = words.first().copied().unwrap_or_default();
    if inside && words.contains(&"inspect") {
        return raw(true);
    }
    // `docker exec NAME env`: the command is the last word.
    let last = if inside { words.last().copied().unwrap_or_default() } else { first };
    match first.to_ascii_lowercase().as_str() {
        _ if matches!(last, "env" | "printenv") && (inside || takes(|word| word.starts_with('-') || is_name(word))) => {
            raw(true)
        }
        "set" if takes(is_name) && !rest.iter().any(|word| word.starts_with('-') || word.contains('=')) => {
            Some(Command { windows: !rest.is_empty(), ..Command::default() })
        }
        "export" | "declare" | "typeset" if takes(|word| word.starts_with('-')) => raw(false),
        "cat" | "sed" | "more" | "less" | "type" | "head" | "tail" | "bat" | "gc" | "get-content" | "grep"
            if !rest.is_empty() =>
        {
            let file = rest.iter().rev().find(|word| !word.starts_with('-')).copied().unwrap_or_default();
            let path = prompted || file.contains(['.', '/', '\\']);
            let environ = file.holds("/environ");
            let (caret, torn) = (is_caret(stage), first == "grep");
            path.then(|| Command { raw: Some(environ), caret, torn, ..Command::default() })
        }
        "strings" | "tr" | "xargs" if stage.holds("/environ") => raw(true),
        "systemctl" | "ps" if prompted || rest.len() > 1 => raw(true),
        _ => None,
    }
}

fn is_name(word: &str) -> bool {
    word.is_empty() || word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Whether `stage` is `cat` with a flag that shows what does not print, or `sed -n l`.
pub fn is_caret(stage: &str) -> bool {
    let mut words = stage.split_whitespace();
    let program = words.next();
    program == Some("sed") && words.clone().any(|word| matches!(word, "l" | "'l'" | "\"l\""))
        || program == Some("cat")
            && words.any(|word| {
                word.strip_prefix('-').is_some_and(|flags| {
                    flags.starts_with("-show") || !flags.starts_with('-') && flags.contains(['A', 'v', 'e', 't', 'E'])
                })
            })
}

/// Whether the command `told` prints a value without a newline of its own.
pub fn prints_exactly(told: &str) -> bool {
    let stages: Vec<&str> = told.split('|').map(str::trim).collect();
    let Some(from) = stages.len().checked_sub(2).and_then(|at| stages.get(at)) else { return false };
    let words: Vec<&str> = from.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let echo = has("echo") && words.iter().any(|word| matches!(*word, "-n" | "-ne" | "-en"));
    let printf = has("printf") && !from.holds("\\n");
    let decoded = has("base64") && words.iter().any(|word| matches!(*word, "-d" | "-D" | "--decode"));
    let stripped = has("tr") && has("-d") && from.holds("\\n");
    echo || printf || decoded || stripped || from.holds("-NoNewline")
}

/// The length of the prompt that `text` begins with, its blank included.
pub fn prompt(text: &str) -> Option<usize> {
    for mark in ["$ ", "# ", "% ", "> ", "❯ ", "➜ ", "▶ ", "» ", "λ "] {
        if text.starts_with(mark) {
            return Some(mark.len());
        }
    }
    let near = text.get(..text.len().min(120)).or_else(|| text.get(..text.find(' ')?))?;
    if let Some(end) = near.find('>').filter(|_| near.starts_with("PS ") || near.get(1..3) == Some(":\\")) {
        return Some(end + 1);
    }
    // ~/dir ❯, dir git:(main) ✗
    let mark = ["❯ ", "✗ ", "± ", "\u{e0b0} "].iter().find_map(|mark| Some((near.first(mark)?, mark.len())));
    if let Some((end, length)) = mark.filter(|&(end, _)| near.get(..end).is_some_and(|lead| !lead.contains('='))) {
        return Some(end + length);
    }
    // user@host:~/dir$, [user@host dir]#, (venv) user@host:~$, bash-5.2$, sh-4.2#
    let end = ["$ ", "# ", "% ", "> "].iter().filter_map(|mark| near.first(mark)).min()?;
    let lead = near.get(..end)?;
    let drawn = !lead.is_empty() && lead.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
    let host = drawn
        || lead.contains('@')
        || lead.trim_end().ends_with(']')
        || lead.starts_with("bash-")
        || lead.starts_with("sh-");
    (host && lead.split(' ').count() <= 4 && !lead.contains(['=', '<'])).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_tell_how_values_stand() {
        let say = |raw, caret, torn, windows| Some(Command { raw, caret, torn, windows });
        for (line, told) in [
            ("$ env | grep AWS", say(Some(true), false, true, false)),
            ("env | grep AWS | cat -A", say(Some(true), true, true, false)),
            ("printenv | sort", say(Some(true), false, true, false)),
            ("printenv", say(Some(true), false, false, false)),
            ("root@7f3a:/app# env", say(Some(true), false, false, false)),
            ("[ec2-user@ip-10-0-0-1 ~]$ printenv", say(Some(true), false, false, false)),
            ("docker exec api env", say(Some(true), false, false, false)),
            ("docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' api", say(Some(true), false, false, false)),
            ("$ kubectl exec -it deploy/api -- printenv", say(Some(true), false, false, false)),
            ("$ C:\\> set AWS", say(Some(true), false, false, true)),
            ("C:\\Users\\a>set", say(Some(true), false, false, true)),
            ("set AWS", say(Some(true), false, false, true)),
            ("$ set | grep AWS_", say(None, false, true, false)),
            ("export -p", say(Some(false), false, false, false)),
            ("> $ declare -x", say(Some(false), false, false, false)),
            ("cat .env", say(Some(false), false, false, false)),
            ("$ cat -A .env", say(Some(false), true, false, false)),
            ("$ sed -n l .env", say(Some(false), true, false, false)),
            ("env | sed -n 'l'", say(Some(true), true, false, false)),
            ("type .env", say(Some(false), false, false, false)),
            ("cat /proc/1/environ | tr '\\0' '\\n'", say(Some(true), false, false, false)),
            ("`env | grep AWS`:", say(Some(true), false, true, false)),
        ] {
            assert_eq!(parse(line), told, "{line}");
        }
        for line in [
            "env variables are as follows",
            "set the variables like this:",
            "the cat sat on the mat",
            "cat and dog",
            "type the following",
            "export these variables",
            "AWS_REGION=us-east-1",
            "",
            "Here is the output of the environment:",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn prompts_have_many_shapes() {
        for (text, rest) in [
            ("$ env", "env"),
            ("PS C:\\Users\\a> gci env:", " gci env:"),
            ("C:\\>set", "set"),
            ("a@b:~/x$ env", "env"),
            ("(venv) a@b:~$ env", "env"),
            ("bash-5.2$ env", "env"),
            ("deploy@web ~/app> env", "env"),
            ("~/app ❯ env", "env"),
            ("└─$ env", "env"),
            ("▶ env", "env"),
            ("[10:00:33] $ env", "env"),
            ("app git:(main) ✗ env", "env"),
        ] {
            assert_eq!(prompt(text).and_then(|length| text.get(length..)), Some(rest), "{text}");
        }
        for text in ["costs 5$ each", "env", "K=a@b$ x", "A comment # here", "Ann <a@b.org> wrote", "a=1 ❯ x"] {
            assert_eq!(prompt(text), None, "{text}");
        }
    }
}
