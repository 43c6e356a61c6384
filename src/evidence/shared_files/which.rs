//! Which file a section stands in: by the path above it, by its header, by options that only one file has.
//!
//! Sources: smithy-typescript, shared-ini-file-loader, for prefixes of headers; s3cmd and rclone for their own options.

use super::File;
use super::options::{is_key, is_option};
use super::section::Section;
use crate::text::ini::Ini;
use crate::text::{View, Words};

/// Words of paths that name a file.
const PATHS: &[(&str, File)] = &[
    ("aws/credentials", File::Credentials),
    ("aws_shared_credentials_file", File::Credentials),
    ("aws/config", File::Config),
    ("aws_config_file", File::Config),
    (".s3cfg", File::Tool("s3cfg")),
    ("s3cmd.ini", File::Tool("s3cfg")),
    ("rclone.conf", File::Tool("rclone")),
    ("rclone config show", File::Tool("rclone")),
    (".boto", File::Tool("boto")),
    ("boto.cfg", File::Tool("boto")),
];

/// Commands that print a file.
const PRINTERS: &[&str] =
    &["cat", "type", "more", "less", "head", "tail", "bat", "gc", "get-content", "nano", "vi", "vim"];

/// Options that only the file of one tool has.
const TOOL_OPTIONS: &[(&str, &str)] = &[
    ("host_base", "s3cfg"),
    ("host_bucket", "s3cfg"),
    ("bucket_location", "s3cfg"),
    ("use_https", "s3cfg"),
    ("gpg_command", "s3cfg"),
    ("signature_v2", "s3cfg"),
    ("website_endpoint", "s3cfg"),
    ("env_auth", "rclone"),
    ("location_constraint", "rclone"),
];

/// The last part of a path.
pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The file that the line above `ini` names, over blank lines and the beginning of a code block.
pub(super) fn named_above(view: &View<'_>, ini: &Ini) -> Option<File> {
    let mut line = view.line(ini.range.start);
    for _ in 0..4 {
        line = view.line_before(&line)?;
        let text = view.get(line.clone()).trim();
        if !text.is_empty() && !text.starts_with("```") {
            return named(text);
        }
    }
    None
}

/// The one file that `text` names by its path.
pub(super) fn named(text: &str) -> Option<File> {
    if text.len() > 400 {
        return None;
    }
    let text = text.to_ascii_lowercase().replace('\\', "/");
    let mut files: Vec<File> = PATHS.iter().filter(|(path, _)| text.contains(path)).map(|&(_, file)| file).collect();
    let words: Vec<&str> = text.split_ascii_whitespace().map(|w| w.trim_matches(['"', '\'', ':', '`', '#'])).collect();
    let printed = words.iter().any(|word| PRINTERS.contains(word)) || words.len() == 1;
    for word in words {
        let (folder, name) = word.rsplit_once('/').map_or((false, word), |(_, name)| (true, name));
        match name.short_of(".txt").short_of(".ini") {
            "credentials" if folder || printed => files.push(File::Credentials),
            "config" if folder || printed => files.push(File::Config),
            _ => {}
        }
    }
    files.dedup();
    match files.as_slice() {
        [file] => Some(*file),
        _ => None,
    }
}

/// Tells for each section which file it stands in; `above` is what the line above the first names.
pub(super) fn assign(view: &View<'_>, sections: &mut [Section<'_>], above: Option<File>) {
    let prefixed = sections.iter().any(|s| is_prefixed(s.name(view)));
    let prefixed_keys = sections.iter().any(|s| is_prefixed(s.name(view)) && s.has_keys(view));
    let plain_keys =
        sections.iter().any(|s| s.name(view) != "default" && !is_prefixed(s.name(view)) && s.has_keys(view));
    let mut seen: Vec<String> = Vec::new();
    for section in sections {
        let name = section.name(view).to_owned();
        let keys = section.has_keys(view);
        let known = section.has(view, is_option) || keys;
        let repeated = seen.contains(&name);
        section.file = match (tool(view, section), above) {
            (Some(tool), _) => Some(File::Tool(tool)),
            (None, Some(path)) => (known || !section.entries.is_empty()).then_some(path),
            _ if is_toml(view, section) => None,
            _ if section.header.is_none() => (keys && is_bare_file(view, section)).then_some(File::Credentials),
            _ if !known && !is_prefixed(&name) => None,
            _ if is_prefixed(&name) => Some(File::Config),
            // `cat credentials config`: the second file begins where a profile comes again without keys.
            _ if repeated && !keys => Some(File::Config),
            _ if keys && name == "default" && prefixed => {
                let only_keys = section.entries.iter().all(|entry| is_key(view.get(entry.name.clone())));
                let config = prefixed_keys && !plain_keys || !only_keys;
                Some(if config { File::Config } else { File::Credentials })
            }
            _ if keys || plain_keys && !prefixed => Some(File::Credentials),
            _ => Some(File::Config),
        };
        seen.push(name);
    }
}

/// Whether only the config file has sections of this name.
pub(super) fn is_prefixed(name: &str) -> bool {
    ["profile ", "profile\t", "sso-session ", "services "].iter().any(|prefix| name.trim_start().starts_with(prefix))
}

/// The one tool whose file has an option called `name`.
pub(super) fn of_tool(name: &str) -> Option<&'static str> {
    TOOL_OPTIONS.iter().find(|(option, _)| *option == name).map(|&(_, tool)| tool)
}

/// The tool whose file `section` is from, by options or sections that only its file has.
fn tool(view: &View<'_>, section: &Section<'_>) -> Option<&'static str> {
    if section.has(view, |name| of_tool(name).is_some())
        && !section.has(view, |name| name.starts_with("aws_") || name.starts_with("sso_"))
    {
        let mut names = section.entries.iter().map(|entry| view.get(entry.name.clone()));
        return names.find_map(of_tool);
    }
    let remote = section.entries.iter().any(|e| view.get(e.name.clone()) == "type" && e.value.text() == "s3");
    if remote {
        return Some("rclone");
    }
    (section.name(view) == "Credentials" && section.has_keys(view)).then_some("boto")
}

/// Whether `section` is of a file of TOML, where strings stand in quotes: all of its own do, and its name has parts, or
/// none of its names is one of AWS's, or the line above names such a file.
fn is_toml(view: &View<'_>, section: &Section<'_>) -> bool {
    let quoted =
        |value: &str| ['"', '\''].iter().any(|&q| value.len() > 1 && value.starts_with(q) && value.ends_with(q));
    let bare = |value: &str| value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '{' | 't' | 'f'));
    let values = || section.entries.iter().map(|entry| entry.value.text());
    values().any(quoted)
        && values().all(|value| quoted(value) || bare(value))
        && (section.name(view).contains('.')
            || !section.has(view, |name| name.starts_with("aws"))
            || is_named_toml(view, section))
}

/// Whether the line above `section`, over blank lines and the beginning of a code block, names a file of TOML.
fn is_named_toml(view: &View<'_>, section: &Section<'_>) -> bool {
    let mut line = view.line(section.range.start);
    let mut above = std::iter::from_fn(|| {
        line = view.line_before(&line)?;
        Some(view.get(line.clone()).trim())
    });
    above.by_ref().take(4).find(|text| !text.is_empty()).is_some_and(|text| text.holds("toml"))
}

/// Whether options without a header are lines of a credentials file rather than of a program or of an environment.
fn is_bare_file(view: &View<'_>, section: &Section<'_>) -> bool {
    section.entries.iter().all(|entry| {
        let name = view.get(entry.name.clone());
        let value = entry.value.text();
        let code = value.ends_with([',', ';', ')', '{']) || value.starts_with(['"', '\'', '(']) || value.contains('(');
        !code && entry.exported.is_none() && !name.bytes().any(|b| b.is_ascii_uppercase())
    }) && section.has(view, |name| name.starts_with("aws_") && is_key(name))
        && section.entries.first().is_some_and(|entry| {
            let before = view.get(view.line(entry.name.start).start..entry.name.start);
            !before.trim_end().ends_with(|c: char| c.is_alphanumeric())
        })
}
