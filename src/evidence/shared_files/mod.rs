//! What a section of an INI file with AWS keys says, and which file it stands in: the shared credentials file, the
//! shared config file, or a tool's own. No format itself; `credentials_file` and `config_file` read through it.
//!
//! Sources: botocore/configloader.py; smithy-typescript, shared-ini-file-loader; aws-sdk-go-v2, internal/ini;
//! aws-sdk-rust, aws-runtime/src/env_config/parse.rs; s3cmd and rclone for their own files.

mod options;
mod section;
mod which;

use std::ops::Range;

use self::options::{DIALECT, is_option, meant};
use self::section::{Section, sections};
use self::which::{assign, base, is_prefixed, named, named_above};
use super::{Answer, Divergence, Fact, Given, Place, Quirk, Reading, Scope, Setting};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::text::ini::{self, Entry};
use crate::text::{View, Words};

/// Which file a section stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    /// The shared credentials file.
    Credentials,
    /// The shared config file.
    Config,
    /// A tool's own file.
    Tool(&'static str),
}

/// Names that betray such a file; the last two for options with misspelt names.
pub(super) const LITERALS: &[&str] = &[
    "aws_access_key",
    "aws_secret",
    "aws_session_token",
    "aws_security_token",
    "access_key",
    "secret_key",
    "secret_access_key",
    "[default]",
    "[ default",
    "[profile ",
    "[sso-session ",
    "[services ",
    "role_arn",
    "source_profile",
    "credential_process",
    "sso_start_url",
    "sso_session",
    "sso_account_id",
    "login_session",
    "host_base",
    "AKIA",
    "ASIA",
];

/// Reads the sections around `place` that stand in a file that `wanted` names.
pub(super) fn read(place: &Place<'_>, wanted: fn(File) -> bool) -> Answer {
    let view = place.view;
    let Some(ini) = ini::around(view, place.at, place.floor, &DIALECT) else { return Answer::No };
    let above = named_above(view, &ini);
    let mut sections = sections(view, &ini);
    assign(view, &mut sections, above.or_else(|| named(base(place.name))));
    let Some(here) = sections.iter().position(|s| s.range.start <= place.at && place.at < s.range.end) else {
        return Answer::No;
    };
    let Some(section) = sections.get(here) else { return Answer::No };
    // A workflow gives its values to some action.
    let workflow = view.get(section.range.clone()).holds(": ${{");
    let Some(file) = section.file.filter(|&file| wanted(file) && !workflow) else { return Answer::No };
    let first = sections.iter().take(here).rposition(|s| s.file != Some(file)).map_or(0, |other| other + 1);
    let run: Vec<&Section<'_>> = sections.iter().skip(first).take_while(|s| s.file == Some(file)).collect();
    let (Some(start), Some(end)) = (run.first(), run.last()) else { return Answer::No };
    let mut out = Collected { view, file, facts: Vec::new() };
    let marked = first == 0 && view.get(ini.range.start..view.text().len()).starts_with('\u{feff}');
    if marked {
        let mark = ini.range.start..ini.range.start + '\u{feff}'.len_utf8();
        let scope = out.scope(start.name(view));
        out.quirk(Quirk::ByteOrderMark, &scope, mark);
    }
    for (index, section) in run.iter().enumerate() {
        let before = run.get(..index).unwrap_or_default();
        let twice = section.header.is_some() && before.iter().any(|s| s.name(view) == section.name(view));
        out.section(section, twice, above.is_some());
    }
    Answer::Yes(Reading { range: start.range.start..end.range.end, facts: out.facts, nested: Vec::new() })
}

/// Collects what sections of one file say.
struct Collected<'a> {
    view: &'a View<'a>,
    file: File,
    facts: Vec<Fact>,
}

impl Collected<'_> {
    fn quirk(&mut self, quirk: Quirk, scope: &Scope, range: Range<usize>) {
        if !matches!(self.file, File::Tool(_)) {
            let span = self.view.span(range);
            self.facts.push(Fact::Divergence(Divergence { quirk, scope: scope.clone(), span }));
        }
    }

    fn scope(&self, header: &str) -> Scope {
        match self.file {
            File::Credentials => Scope::CredentialsFile(header.trim().to_owned()),
            File::Config => Scope::ConfigFile(profile(header)),
            File::Tool(tool) => Scope::Tool(tool),
        }
    }

    fn section(&mut self, section: &Section<'_>, twice: bool, whole_file: bool) {
        let view = self.view;
        let header = section.name(view);
        let scope = self.scope(header);
        if let Some(range) = section.header.clone() {
            let name = header.trim();
            if name.len() < header.len() || name.eq_ignore_ascii_case("default") && name != "default" {
                self.quirk(Quirk::SectionName, &scope, range.clone());
            }
            if self.file == File::Credentials && is_prefixed(header) {
                self.quirk(Quirk::ProfilePrefix, &scope, range.clone());
            }
            let plain = self.file == File::Config && !is_prefixed(header) && !name.eq_ignore_ascii_case("default");
            if plain && section.has(view, is_option) {
                self.quirk(Quirk::NoProfilePrefix, &scope, range.clone());
            }
            if twice {
                self.quirk(Quirk::Duplicate, &scope, range);
            }
        } else if whole_file && let Some(first) = section.entries.first() {
            self.quirk(Quirk::NoSection, &scope, first.name.clone());
        }
        let mut comments = section.comments.as_slice();
        for (index, entry) in section.entries.iter().enumerate() {
            let before = section.entries.get(..index).unwrap_or_default();
            let above = comments.partition_point(|comment| comment.start < entry.name.start);
            let (above, below) = comments.split_at(above);
            comments = below;
            for comment in above {
                self.comment(comment);
            }
            self.entry(entry, before, &scope);
        }
        for comment in comments {
            self.comment(comment);
        }
        let named = |wanted: &str| section.entries.iter().find(|e| view.get(e.name.clone()) == wanted);
        if let (Some(legacy), Some(_)) = (named("aws_security_token"), named("aws_session_token")) {
            self.quirk(Quirk::LegacyToken, &scope, legacy.name.clone());
        }
    }

    fn entry(&mut self, entry: &Entry, before: &[&Entry], scope: &Scope) {
        let view = self.view;
        let name = view.get(entry.name.clone());
        let of_tool = matches!(self.file, File::Tool(_)) && name.eq_ignore_ascii_case("endpoint");
        let role = names::role(name).or(of_tool.then_some(Role::Endpoint));
        let parent = before.iter().rev().find(|e| !e.deeper).filter(|_| entry.deeper);
        // A value of nothing but such signs is masked.
        let (remark, mask) = match entry.comment.clone().filter(|_| entry.value.is_empty()) {
            Some(mask) if view.get(mask.clone()).bytes().all(|b| b == b'#') => (None, Some(mask)),
            _ => (entry.comment.clone(), None),
        };
        if role.is_some() {
            if let Some(comment) = remark {
                self.quirk(Quirk::InlineComment, scope, comment);
            }
            let value = entry.value.text();
            if value.len() > 1 && ['"', '\''].iter().any(|&q| value.starts_with(q) && value.ends_with(q)) {
                self.quirk(Quirk::Quotes, scope, entry.raw.start..entry.raw.start + 1);
            }
            if let Some(blanks) = entry.odd_blanks.clone() {
                self.quirk(Quirk::TrailingBlank, scope, blanks);
            }
            if name.bytes().any(|b| b.is_ascii_uppercase()) {
                self.quirk(Quirk::UpperCaseName, scope, entry.name.clone());
            }
            if entry.delimiter == ':' {
                self.quirk(Quirk::Colon, scope, entry.name.end..entry.name.end + 1);
            }
            if let Some(export) = entry.exported.clone() {
                self.quirk(Quirk::Export, scope, export);
            }
            if parent.is_some_and(|parent| !parent.value.is_empty()) {
                self.quirk(Quirk::Continuation, scope, entry.name.clone());
            }
            let twice = before.iter().any(|e| view.get(e.name.clone()) == name && e.deeper == entry.deeper);
            if twice && !entry.deeper {
                self.quirk(Quirk::Duplicate, scope, entry.name.clone());
            }
        }
        let mut value = mask.map_or_else(|| entry.value.clone(), |mask| view.slice(mask));
        let length = value.text().len();
        // s3cmd takes such quotes off.
        if self.file == File::Tool("s3cfg")
            && length > 1
            && value.text().starts_with('"')
            && value.text().ends_with('"')
        {
            value = value.slice(1..length - 1);
        }
        // No SDK reads a name that is not known; what stands under it is there nevertheless.
        match meant(name).filter(|_| role.is_none()) {
            _ if role.is_none() && key::is_whole(value.text()) => self.facts.push(Fact::Key(value.clone())),
            Some(Role::SecretAccessKey | Role::SessionToken) => self.facts.push(Fact::Secret(value.whole())),
            _ => {}
        }
        self.facts.push(Fact::Setting(Box::new(Setting {
            name: view.slice(entry.name.clone()),
            role,
            scope: scope.clone(),
            value: Given::found(value),
            span: view.span(entry.raw.clone()),
        })));
    }

    /// A key ID or a secret in a line that is commented out.
    fn comment(&mut self, comment: &Range<usize>) {
        let view = self.view;
        let text = view.get(comment.clone());
        let Some((name, value)) = text.split_once(['=', ':']) else { return };
        let start = comment.end - value.trim_start().len();
        let value = view.slice(start..start + value.trim().len());
        match names::role(name.trim()) {
            // A sample of the documentation is nobody's key.
            Some(Role::AccessKeyId) if value.text().ends_with("EXAMPLE") => {}
            Some(Role::AccessKeyId) if key::is_whole(value.text()) => self.facts.push(Fact::Key(value)),
            Some(Role::SecretAccessKey | Role::SessionToken) if !value.is_empty() => {
                self.facts.push(Fact::Secret(value.whole()));
            }
            _ => {}
        }
    }
}

/// The profile that a section of the config file is for; other sections under their whole name.
fn profile(header: &str) -> String {
    let header = header.trim();
    let name = header.strip_prefix("profile").filter(|rest| rest.starts_with([' ', '\t'])).unwrap_or(header).trim();
    let quoted = ['"', '\''].iter().find_map(|&quote| name.strip_prefix(quote)?.strip_suffix(quote));
    quoted.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Evidence, Kind};
    use super::*;
    use crate::text::Source;

    const KEY: &str = "AKIASP2TPHJSQH3FRU7X";
    const SECRET: &str = "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";

    fn blocks(name: &str, text: &str) -> Vec<Block> {
        let source = Source::decode(name.to_owned(), text.as_bytes());
        let shared = |block: &Block| matches!(block.kind, Kind::CredentialsFile | Kind::ConfigFile);
        Evidence::read(&[source]).blocks.into_iter().filter(shared).collect()
    }

    fn scope(scope: &Scope) -> String {
        match scope {
            Scope::CredentialsFile(profile) => format!("cred:{profile}"),
            Scope::ConfigFile(profile) => format!("conf:{profile}"),
            Scope::Tool(tool) => format!("tool:{tool}"),
            other => format!("{other:?}"),
        }
    }

    /// The settings that hold a key ID or bear on where credentials come from: scope, name and value.
    fn settings(text: &str) -> Vec<String> {
        let blocks = blocks("pasted", text);
        let facts = blocks.iter().flat_map(|block| &block.facts);
        facts
            .filter_map(|fact| match fact {
                Fact::Setting(setting) if setting.role != Some(Role::SecretAccessKey) => Some(format!(
                    "{} {}={}",
                    scope(&setting.scope),
                    setting.name.text(),
                    match &setting.value {
                        Given::Text(value) => value.text().to_owned(),
                        other => format!("{other:?}").split('(').next().unwrap().to_owned(),
                    }
                )),
                Fact::Key(key) => Some(format!("key {}", key.text())),
                _ => None,
            })
            .collect()
    }

    fn quirks(text: &str) -> Vec<Quirk> {
        let blocks = blocks("pasted", text);
        let facts = blocks.iter().flat_map(|block| &block.facts);
        facts.filter_map(|fact| if let Fact::Divergence(d) = fact { Some(d.quirk) } else { None }).collect()
    }

    #[test]
    fn each_section_is_of_its_file() {
        for (text, want) in [
            (format!("[default]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"), "cred:default"),
            (format!("[dev]\naws_access_key_id={KEY}\naws_secret_access_key={SECRET}"), "cred:dev"),
            (format!("[profile dev]\naws_access_key_id={KEY}"), "conf:dev"),
            (format!("[profile \"a b\"]\naws_access_key_id={KEY}"), "conf:a b"),
            (format!("$ cat ~/.aws/credentials\n[profile dev]\naws_access_key_id={KEY}"), "cred:profile dev"),
            (format!("# ~/.aws/config\n```ini\n[default]\naws_access_key_id={KEY}"), "conf:default"),
            (format!("C:\\> type %USERPROFILE%\\.aws\\config\n\n[default]\naws_access_key_id={KEY}"), "conf:default"),
            (format!("[default]\nregion=us-east-1\naws_access_key_id={KEY}\n[profile x]\nregion=a"), "conf:default"),
            (format!("[Credentials]\naws_access_key_id = {KEY}\n"), "tool:boto"),
            (format!("[default]\naccess_key = {KEY}\nhost_base = s3.amazonaws.com\n"), "tool:s3cfg"),
            (format!("[r]\ntype = s3\nprovider = AWS\naccess_key_id = {KEY}\n"), "tool:rclone"),
            (format!("aws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"), "cred:"),
        ] {
            let scopes: Vec<String> = settings(&text)
                .into_iter()
                .filter(|s| s.ends_with(KEY))
                .map(|s| s.split(" a").next().unwrap().to_owned())
                .collect();
            assert_eq!(scopes, [want], "{text}");
        }
    }

    #[test]
    fn two_files_in_one_paste_are_two_blocks() {
        let keys = format!("[default]\naws_access_key_id={KEY}\naws_secret_access_key={SECRET}\n");
        for text in [
            format!("$ cat ~/.aws/credentials\n{keys}$ cat ~/.aws/config\n[default]\nregion = us-east-1\n"),
            format!("# ~/.aws/credentials\n{keys}\n# ~/.aws/config\n[default]\nregion = us-east-1\n"),
            format!("{keys}[default]\nregion = us-east-1\n[profile x]\nrole_arn = a\n"),
            format!("{keys}\n[profile x]\nsource_profile = default\nrole_arn = a\n"),
        ] {
            let kinds: Vec<Kind> = blocks("pasted", &text).iter().map(|block| block.kind).collect();
            assert_eq!(kinds, [Kind::CredentialsFile, Kind::ConfigFile], "{text}");
        }
    }

    #[test]
    fn the_name_of_a_dropped_file_tells_which_it_is() {
        let text = format!("[default]\naws_access_key_id = {KEY}\n");
        assert_eq!(blocks("/home/u/.aws/config", &text)[0].kind, Kind::ConfigFile);
        assert_eq!(blocks("credentials", &text)[0].kind, Kind::CredentialsFile);
    }

    #[test]
    fn what_says_where_credentials_come_from_is_read() {
        let text = "[profile dev]\nsso_session = corp\nrole_arn = arn:aws:iam::123456789012:role/x\ns3 =\n  max = 1\n\n\
                    [sso-session corp]\nsso_start_url = https://x.awsapps.com/start\n\n[services l]\ns3 =\n  endpoint_url = http://l:9000\n";
        assert_eq!(
            settings(text),
            [
                "conf:dev sso_session=corp",
                "conf:dev role_arn=arn:aws:iam::123456789012:role/x",
                "conf:dev s3=",
                "conf:dev max=1",
                "conf:sso-session corp sso_start_url=https://x.awsapps.com/start",
                "conf:services l s3=",
                "conf:services l endpoint_url=http://l:9000",
            ]
        );
        assert_eq!(blocks("pasted", text).len(), 1);
    }

    #[test]
    fn values_are_what_most_sdks_hold() {
        for (line, want) in [
            (format!("aws_access_key_id = {KEY} # old"), KEY.to_owned()),
            (format!("aws_access_key_id = {KEY}#old"), format!("{KEY}#old")),
            (format!("aws_access_key_id = \"{KEY}\""), format!("\"{KEY}\"")),
            (format!("aws_access_key_id = {KEY}\u{200b}"), format!("{KEY}\u{200b}")),
            (format!("aws_access_key_id =\t{KEY} \t\u{a0}\r"), KEY.to_owned()),
            (format!("aws_access_key_id: {KEY}"), KEY.to_owned()),
            (format!("  aws_access_key_id = {KEY}"), KEY.to_owned()),
            (format!("AWS_ACCESS_KEY_ID = {KEY}"), KEY.to_owned()),
            (format!("export aws_access_key_id={KEY}"), KEY.to_owned()),
            ("aws_access_key_id =".to_owned(), String::new()),
            ("aws_access_key_id = ${AWS_ACCESS_KEY_ID}".to_owned(), "${AWS_ACCESS_KEY_ID}".to_owned()),
            ("aws_access_key_id = <YOUR_KEY>".to_owned(), "<YOUR_KEY>".to_owned()),
            ("aws_access_key_id = AKIA************RU7X".to_owned(), "Masked".to_owned()),
            ("aws_access_key_id = [REDACTED]".to_owned(), "Masked".to_owned()),
            ("aws_access_key_id = AKIASP2TPHJS\nQH3FRU7X".to_owned(), KEY.to_owned()),
        ] {
            for margin in ["", "> ", "2026-11-21T21:55:40Z "] {
                let text = format!("[default]\n{line}\naws_secret_access_key = {SECRET}\n");
                if line.contains('\n') && !margin.is_empty() {
                    continue;
                }
                let text: Vec<String> = text.lines().map(|line| format!("{margin}{line}")).collect();
                let text = text.join("\n");
                let found = settings(&text);
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found[0].split_once('=').unwrap().1, want, "{text}");
            }
        }
    }

    #[test]
    fn a_tool_may_take_quotes_off() {
        let keys = format!("access_key = \"{KEY}\"\nsecret_key = '{SECRET}'\n");
        for (text, want) in [
            (format!("cat ~/.s3cfg\n[default]\n{keys}"), format!("tool:s3cfg access_key={KEY}")),
            (format!("cat ~/.boto\n[default]\n{keys}"), format!("tool:boto access_key=\"{KEY}\"")),
        ] {
            assert_eq!(settings(&text), [want]);
        }
    }

    #[test]
    fn lines_that_sdks_read_differently_are_told() {
        let keys = format!("aws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n");
        for (text, want) in [
            (format!("[default]\n{keys}"), None),
            (format!("[default]\naws_access_key_id = {KEY} ; old"), Some(Quirk::InlineComment)),
            (format!("[default]\naws_access_key_id = '{KEY}'"), Some(Quirk::Quotes)),
            (format!("\u{feff}[default]\n{keys}"), Some(Quirk::ByteOrderMark)),
            (format!("[default]\naws_access_key_id = {KEY}\u{a0}\n"), Some(Quirk::TrailingBlank)),
            (format!("[default]\nAWS_ACCESS_KEY_ID = {KEY}"), Some(Quirk::UpperCaseName)),
            (format!("[default]\naws_access_key_id: {KEY}"), Some(Quirk::Colon)),
            (format!("[default]\nexport aws_access_key_id={KEY}"), Some(Quirk::Export)),
            (format!("cat ~/.aws/credentials\n[profile dev]\n{keys}"), Some(Quirk::ProfilePrefix)),
            ("cat ~/.aws/config\n[dev]\nrole_arn = a".to_owned(), Some(Quirk::NoProfilePrefix)),
            (format!("[ default ]\n{keys}"), Some(Quirk::SectionName)),
            (format!("[Default]\n{keys}"), Some(Quirk::SectionName)),
            (format!("[dev]\n{keys}[dev]\n{keys}"), Some(Quirk::Duplicate)),
            (format!("[dev]\n{keys}aws_access_key_id = x"), Some(Quirk::Duplicate)),
            (format!("cat ~/.aws/credentials\n{keys}"), Some(Quirk::NoSection)),
            (format!("[dev]\naws_access_key_id = {KEY}\n  aws_secret_access_key = x"), Some(Quirk::Continuation)),
            ("[d]\naws_session_token = a\naws_security_token = b".to_owned(), Some(Quirk::LegacyToken)),
        ] {
            assert_eq!(quirks(&text), Vec::from_iter(want), "{text:?}");
        }
    }

    #[test]
    fn what_is_commented_out_is_not_set() {
        let text = format!("[dev]\n# aws_access_key_id = {KEY}\n#aws_secret_access_key={SECRET}\nregion = us-east-1\n");
        assert_eq!(settings(&text), [&format!("key {KEY}"), "cred:dev region=us-east-1"]);
        let sample = "[dev]\n# aws_access_key_id = AKIAIOSFODNN7EXAMPLE\nregion = us-east-1\n";
        assert_eq!(settings(sample), ["cred:dev region=us-east-1"]);
    }

    #[test]
    fn other_text_is_no_file() {
        for text in [
            format!("boto3.client('s3',\n    aws_access_key_id='{KEY}',\n    aws_secret_access_key=SECRET)"),
            format!("provider \"aws\" {{\n  access_key = \"{KEY}\"\n  secret_key = \"x\"\n}}"),
            format!("export AWS_ACCESS_KEY_ID={KEY}"),
            format!("AWS_ACCESS_KEY_ID={KEY}\nAWS_ROLE_ARN=x"),
            format!("I set aws_access_key_id = {KEY} yesterday"),
            format!("[aws]\naccess_key_id = \"{KEY}\"\nsecret_access_key = \"{SECRET}\"\nport = 80\n"),
            format!("[connections.s3]\naws_access_key_id = \"{KEY}\"\naws_secret_access_key = \"{SECRET}\"\n"),
            format!("cat secrets.toml\n\n[aws]\naws_access_key_id = \"{KEY}\"\n"),
            format!("```toml\n[aws]\naws_access_key_id = '{KEY}'\n"),
            "Do you want [default]\nfoo=1".to_owned(),
            "with:\n  aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n  role_arn: x".to_owned(),
            "with:\n  aws_access_key: ${{ secrets.KEY }}\n  aws_session_token: ${{ inputs.token }}\n".to_owned(),
        ] {
            assert!(blocks("pasted", &text).is_empty(), "{text}");
        }
    }
}
