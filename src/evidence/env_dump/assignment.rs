//! One line that gives a variable a value, in the grammar of whichever shell, file or program wrote it.

use std::ops::Range;

use crate::text::command;

/// How a line writes its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `K=V` to the end of the line: whether quotes are part of the value, the other lines and the command tell.
    Plain,
    /// `export K=V`, `declare -x K="V"`, `-e K=V`: a word of a POSIX shell.
    Word,
    /// `K = V`, with blanks around the sign; `$env.K = "V"` of Nushell.
    Spaced,
    /// `set K=V` of Windows: everything to the end of the line or to the next command.
    Cmd,
    /// `setx K V`.
    Setx,
    /// `set -gx K V` of fish, and its listings.
    Fish,
    /// `$env:K = "V"`.
    PowerShell,
    /// `- K=V` in a list of YAML: a plain or a quoted scalar.
    Item,
    /// `Environment="K=V" "K2=V2"` of systemd.
    Systemd,
}

/// A line that gives a variable a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The variable's name.
    pub name: Range<usize>,
    /// Where what is written for the value begins.
    pub value: usize,
    /// How it is written.
    pub style: Style,
    /// The quote that opened before the name, so that it closes after the value: `-e "K=V"`.
    pub quote: Option<char>,
}

/// Words that shells put before an assignment, with the flags that may follow them.
const DECLARATIONS: &[&str] = &["export", "declare", "typeset", "readonly", "local", "env", "sudo", "ENV", "ARG"];

/// How .NET sets a variable, in lower case.
const CALL: &str = "environment]::setenvironmentvariable(";

/// Reads `line`, a whole line without what log or mail programs put before it.
pub fn parse(line: &str) -> Option<Assignment> {
    let indent = blanks(line, 0);
    let at = past_prompt(line, indent);
    match by_lead(line, at) {
        Some((read, after)) => read(line, after),
        None => power_shell(line, at).or_else(|| posix(line, indent, at)),
    }
}

/// Reads what stands behind a word, from a byte of a line on.
type Reader = fn(&str, usize) -> Option<Assignment>;

/// The grammar of the word at byte `at` that only one shell or program has, and where what follows the word begins.
fn by_lead(line: &str, at: usize) -> Option<(Reader, usize)> {
    let rest = line.get(at..)?;
    let words: [(Option<usize>, Reader); 7] = [
        (past_word(line, at, "set").or_else(|| past_word(line, at, "SET")), set),
        (past_word_any_case(line, at, "setx"), |line, at| separated(line, flags(line, at, '/'), Style::Setx)),
        (past_word_any_case(line, at, "setenv"), |line, at| separated(line, at, Style::Word)),
        (rest.strip_prefix("$env.").map(|rest| line.len() - rest.len()), |line, at| {
            let name = name_at(line, at)?;
            spaced(line, name.end, name)
        }),
        // An element of Tcl's array.
        (rest.strip_prefix("env(").map(|rest| line.len() - rest.len()), |line, at| {
            let end = at + line.get(at..)?.find(')')?;
            spaced(line, end + 1, at..end)
        }),
        (rest.strip_prefix("Environment=").map(|rest| line.len() - rest.len()), |line, at| {
            perhaps_quoted(line, at, Style::Systemd)
        }),
        (past_word(line, at, "-"), |line, at| perhaps_quoted(line, at, Style::Item)),
    ];
    words.into_iter().find_map(|(after, read)| Some((read, after?)))
}

/// An assignment in a POSIX shell, or in a listing; its first word stands at byte `at`, behind a prompt or `indent`.
fn posix(line: &str, indent: usize, mut at: usize) -> Option<Assignment> {
    let mut style = if at > indent { Style::Word } else { Style::Plain };
    let plus = line.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('+').len());
    if plus > 0 && line.get(at + plus..).is_some_and(|rest| rest.starts_with(' ')) {
        at = blanks(line, at + plus);
        style = Style::Word;
    }
    let bare = at;
    while let Some(after) = DECLARATIONS.iter().find_map(|word| past_word(line, at, word)) {
        at = flags(line, after, '-');
        style = Style::Word;
    }
    for option in ["-e", "--env", "--env="] {
        if let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix(option)) {
            let from = blanks(line, line.len() - rest.len());
            if option.ends_with('=') || from > line.len() - rest.len() {
                return perhaps_quoted(line, from, Style::Word);
            }
        }
    }
    if at == bare && line.get(indent..)?.starts_with(['#', '>']) {
        // A comment or a quotation, or a prompt: only a declaration tells.
        return None;
    }
    if at > bare && line.get(at..)?.starts_with(['"', '\'']) {
        return perhaps_quoted(line, at, Style::Word);
    }
    let name = name_at(line, at)?;
    if let Some(found) = with_equals(line, name.clone(), style) {
        return Some(found);
    }
    if style == Style::Word && line.get(..at).is_some_and(|lead| lead.trim_end().ends_with("ENV")) {
        return separated(line, at, Style::Word);
    }
    let apart = line.get(name.end..)?.starts_with([' ', '\t']);
    spaced(line, name.end, name).filter(|_| apart && style == Style::Plain)
}

/// `K = V`, with blanks around the sign or without; the sign stands from byte `at` on.
fn spaced(line: &str, at: usize, name: Range<usize>) -> Option<Assignment> {
    let sign = blanks(line, at);
    let after = line.get(sign..)?.strip_prefix('=')?;
    let value = blanks(line, sign + 1);
    (!after.starts_with(['=', '~', '>'])).then_some(Assignment { name, value, style: Style::Spaced, quote: None })
}

/// The words after `set`: flags and two words of fish, or `K=V` of Windows.
fn set(line: &str, at: usize) -> Option<Assignment> {
    let after_flags = flags(line, at, '-');
    if after_flags > at {
        return separated(line, after_flags, Style::Fish);
    }
    perhaps_quoted(line, at, Style::Cmd)
}

/// `$env:K = "V"` and `[Environment]::SetEnvironmentVariable("K", "V")`.
fn power_shell(line: &str, at: usize) -> Option<Assignment> {
    let rest = line.get(at..)?;
    let folded = rest.get(..rest.len().min(64)).unwrap_or(rest).to_ascii_lowercase();
    if let Some(lead) = ["$env:", "${env:"].iter().find(|lead| folded.starts_with(**lead)) {
        let name = name_at(line, at + lead.len())?;
        let brace = usize::from(line.get(name.end..)?.starts_with('}'));
        let sign = blanks(line, name.end + brace);
        line.get(sign..)?.strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
        return Some(Assignment { name, value: blanks(line, sign + 1), style: Style::PowerShell, quote: None });
    }
    let call = folded.starts_with('[').then(|| folded.find(CALL)).flatten()?;
    let quote = blanks(line, at + call + CALL.len());
    let name = name_at(line, quote + 1)?;
    let comma = blanks(line, name.end + 1);
    line.get(comma..)?.starts_with(',').then(|| Assignment {
        name,
        value: blanks(line, comma + 1),
        style: Style::PowerShell,
        quote: None,
    })
}

/// `K=V` at byte `at`, or `"K=V"`.
fn perhaps_quoted(line: &str, at: usize, style: Style) -> Option<Assignment> {
    let quote = line.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''));
    let found = with_equals(line, name_at(line, at + quote.map_or(0, char::len_utf8))?, style)?;
    Some(Assignment { quote, ..found })
}

fn with_equals(line: &str, name: Range<usize>, style: Style) -> Option<Assignment> {
    let after = line.get(name.end..)?.strip_prefix('=')?;
    (!after.starts_with(['=', '~'])).then(|| Assignment { value: name.end + 1, name, style, quote: None })
}

/// The name at byte `at`, and the value behind blanks.
fn separated(line: &str, at: usize, style: Style) -> Option<Assignment> {
    let name = name_at(line, at)?;
    let value = blanks(line, name.end);
    (value > name.end && value < line.len()).then_some(Assignment { name, value, style, quote: None })
}

/// The name of a variable at byte `at`. Windows has names with brackets, bash exports functions under names of their own.
fn name_at(line: &str, at: usize) -> Option<Range<usize>> {
    let rest = line.get(at..)?;
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '!')).then_some(())?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | '%' | '-' | '!');
    let length = rest.find(|c| !plain(c)).unwrap_or(rest.len());
    Some(at..at + length)
}

/// Past the prompt of a shell at byte `at`: `$ `, `# `, `PS C:\> `, `C:\>`, `user@host:~$ `.
fn past_prompt(line: &str, at: usize) -> usize {
    let Some(rest) = line.get(at..) else { return at };
    command::prompt(rest).map_or(at, |length| blanks(line, at + length))
}

fn past_word(line: &str, at: usize, word: &str) -> Option<usize> {
    let rest = line.get(at..)?.strip_prefix(word)?;
    rest.starts_with([' ', '\t']).then(|| blanks(line, at + word.len()))
}

fn past_word_any_case(line: &str, at: usize, word: &str) -> Option<usize> {
    let found = line.get(at..at + word.len())?.eq_ignore_ascii_case(word);
    (found && line.get(at + word.len()..)?.starts_with(' ')).then(|| blanks(line, at + word.len()))
}

/// Past the flags at byte `at`, words that begin with `mark`.
fn flags(line: &str, mut at: usize, mark: char) -> usize {
    while line.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
        let rest = line.get(at..).unwrap_or_default();
        at = blanks(line, at + rest.find([' ', '\t']).unwrap_or(rest.len()));
    }
    at
}

fn blanks(line: &str, at: usize) -> usize {
    line.get(at..).map_or(at, |rest| at + rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grammar_is_known_by_its_lead() {
        for (line, style, value) in [
            ("K=v w", Style::Plain, "v w"),
            ("  K=", Style::Plain, ""),
            ("ProgramFiles(x86)=C:\\x", Style::Plain, "C:\\x"),
            ("export K='v'", Style::Word, "'v'"),
            ("$ export K=v", Style::Word, "v"),
            ("declare -x K=\"v\"", Style::Word, "\"v\""),
            ("typeset -gx K=v", Style::Word, "v"),
            ("+ export K=v", Style::Word, "v"),
            ("++ K=v", Style::Word, "v"),
            ("setenv K v", Style::Word, "v"),
            ("SetEnv K \"v\"", Style::Word, "\"v\""),
            ("ENV K v", Style::Word, "v"),
            ("ENV K=v", Style::Word, "v"),
            ("  -e K=v \\", Style::Word, "v \\"),
            ("--env=K=v", Style::Word, "v"),
            ("-e \"K=v\"", Style::Word, "v\""),
            ("export 'K=v'", Style::Word, "v'"),
            ("env K=v aws s3 ls", Style::Word, "v aws s3 ls"),
            ("K = \"v\"", Style::Spaced, "\"v\""),
            ("set K=v", Style::Cmd, "v"),
            ("C:\\> set K=v ", Style::Cmd, "v "),
            ("SET \"K=v\"", Style::Cmd, "v\""),
            ("setx K \"v\" /M", Style::Setx, "\"v\" /M"),
            ("set -gx K v", Style::Fish, "v"),
            ("set -x --universal K 'v '", Style::Fish, "'v '"),
            ("$env:K = \"v\"", Style::PowerShell, "\"v\""),
            ("> $env.K = \"v\"", Style::Spaced, "\"v\""),
            ("env(K)   = v", Style::Spaced, "v"),
            ("PS C:\\Users\\a> $Env:K=\"v\"", Style::PowerShell, "\"v\""),
            (
                "[System.Environment]::SetEnvironmentVariable(\"K\", \"v\", \"User\")",
                Style::PowerShell,
                "\"v\", \"User\")",
            ),
            ("- K=v", Style::Item, "v"),
            ("  - \"K=v\"", Style::Item, "v\""),
            ("Environment=\"K=v\" \"B=w\"", Style::Systemd, "v\" \"B=w\""),
        ] {
            let found = parse(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.style, line.get(found.value..)), (style, Some(value)), "{line}");
            assert!(
                line.get(found.name.clone()).is_some_and(|name| name == "K" || name.starts_with("Program")),
                "{line}"
            );
        }
        for line in [
            "K",
            "K == v",
            "set",
            "set -x",
            "- name: K",
            "if K=v",
            "\"K=v\"",
            "$K=v",
            "K: v",
            "=v",
            "export K",
            "# K=v",
            "#K=v",
            "> K=v",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
