//! Variables in objects, as programs print and files write them: JSON, Python's `environ({…})`, Node's `process.env`,
//! Ruby, PHP; `{"name": "K", "value": "V"}` of task definitions; assignments to the environment in a program.

use std::ops::Range;

use super::{REACH, fact, has_odd_cr, is_confidential, is_encoded_key, is_nothing, matters, pair, stored_fact};
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::json;
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, quoted};
use crate::text::{View, Words, bytes, command};

/// An object with a name and a value is no larger than this on either side of the name.
const AROUND: usize = 4096;

/// A member of an object.
#[derive(Debug)]
struct Member {
    name: Range<usize>,
    /// The value; none for one that says that there is none, `None`, `null`, `undefined`.
    given: Option<Given>,
    /// Where the value stands.
    value: Range<usize>,
}

/// Reads the object in which `name` is the name of a member, or the value of its member `name`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let written = place.view.get(name.clone());
    if is_encoded_key(written) {
        return stored(place, name).or_else(|| printed(place, name));
    }
    (matters(written) && !written.contains(|c: char| c.is_ascii_lowercase())).then_some(())?;
    members(place, name).or_else(|| named(place, name)).or_else(|| pair::read(place, name))
}

/// The data of a Secret among whose values the one at `name` is.
fn stored(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let from = json::opening(view, name.start, view.boundary(name.start.saturating_sub(AROUND)).max(place.floor))?;
    let found = run(view, from + 1);
    let end = found.iter().rfind(|_| found.iter().any(|member| member.value.contains(&name.start)))?.value.end;
    json::is_stored(view, from + 1..end).then_some(())?;
    let facts = found.into_iter().filter_map(|member| {
        let inner = member.value.start + 1..member.value.end.saturating_sub(1);
        let given = Given::found(bytes::from_base64(view, &inner)?);
        stored_fact(view.slice(member.name), given, view.span(member.value), Scope::Environment)
    });
    Some(Reading { range: from..end, facts: facts.collect(), nested: Vec::new() })
}

/// The value at `name`, alone on the line below the command that encoded it, or that asked for it in a Secret and did not
/// decode it.
fn printed(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let line = view.short_line(name.start, REACH)?;
    let start = line.end - view.get(line.clone()).trim_start_matches([' ', '>', '"', '\'']).len();
    let range = start..start + view.get(start..line.end).trim_end_matches([' ', '"', '\'']).len();
    let told = view.get(command::line_above(view, line.start)?);
    let asked = told.holds("get ") && told.holds("secret") && !told.holds("base64");
    let encoded = told.holds("| base64") && !told.holds("base64 -d") && !told.holds("--decode");
    let mut held = bytes::from_base64(view, &range).filter(|_| (asked || encoded) && name.start == start)?;
    if encoded && !command::prints_exactly(told) && held.text().ends_with('\n') {
        held = held.slice(0..held.text().len() - 1);
    }
    let id = held.text().trim_end().len() < 32;
    let (facts, nested) = if id { (vec![Fact::Key(held)], Vec::new()) } else { (Vec::new(), vec![held]) };
    Some(Reading { range: line, facts, nested })
}

/// Members one after another, from the one called `name` on; those before it too where they begin with the bracket.
fn members(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let start = opening(view, place.floor, name);
    let first = member(view, start)?;
    (first.name == *name && first.given.is_some()).then_some(())?;
    let from = json::opening(view, start, view.boundary(start.saturating_sub(AROUND)).max(place.floor));
    let above = from.filter(|&from| run(view, from + 1).iter().any(|member| member.name == *name));
    let found = run(view, above.map_or(start, |from| from + 1));
    let end = found.last()?.value.end;
    let encoded = json::is_stored(view, start..end);
    // `K => 'V'` of each: the quotes are those of the language that printed the lines.
    let is_string =
        |member: &Member| quoted(view, member.value.start, Escapes::C).is_some_and(|(_, end)| end == member.value.end);
    let of_value =
        |member: &&Member| member.given.as_ref().and_then(Given::text).is_some_and(|held| !is_nothing(held.text()));
    let printed = found.len() > 1 && found.iter().filter(of_value).all(is_string);
    let facts = found.into_iter().filter_map(|member| {
        let written = view.get(member.name.clone());
        (matters(written) || is_confidential(written)).then_some(())?;
        let given = match member.given? {
            Given::Text(value) if encoded => {
                let inner = member.value.start + 1..member.value.end.saturating_sub(1);
                Given::found(bytes::from_base64(view, &inner).unwrap_or(value))
            }
            Given::Text(value) if printed && value.text() == view.get(member.value.clone()) => {
                Given::found(quoted(view, member.value.start, Escapes::C)?.0)
            }
            given => given,
        };
        fact(view.slice(member.name), given, view.span(member.value), Scope::Environment)
    });
    let facts: Vec<_> = facts.collect();
    let close = view.get(end..view.boundary(end + 64));
    let tail = close.len() - close.trim_start_matches([' ', '\n', '\r', '\t', ',', '}', ')', ']']).len();
    let end = if above.is_some() { end + tail } else { end };
    (!facts.is_empty()).then(|| Reading { range: above.unwrap_or(start)..end, facts, nested: Vec::new() })
}

/// Where the member called `name` begins: at its quote, its bracket.
fn opening(view: &View<'_>, floor: usize, name: &Range<usize>) -> usize {
    let from = view.boundary(name.start.saturating_sub(16)).max(floor);
    let lead = view.get(from..name.start);
    let quote = lead.strip_suffix(['"', '\'']).unwrap_or(lead);
    let bracket = quote.strip_suffix('[').unwrap_or(quote);
    let variable = ["$_SERVER", "$_ENV", "os.environ", "process.env.", "ENV", "env"];
    let open = variable.iter().find_map(|lead| bracket.strip_suffix(lead)).unwrap_or(bracket);
    from + open.len()
}

/// The members from byte `at` on, parted by commas or line ends.
fn run(view: &View<'_>, mut at: usize) -> Vec<Member> {
    let mut found: Vec<Member> = Vec::new();
    let margin = Margin::before(view, at).flush();
    loop {
        let rest = view.get(at..view.text().len());
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', ',', ';']).len();
        let parted = found.is_empty() || rest.get(..blank).is_some_and(|gap| gap.contains([',', '\n', ';']));
        // The next line of a quotation or a log begins as the first one does.
        let below = || {
            let line = view.next_line(&view.line_near(at, REACH)).filter(|line| line.start <= at + blank)?;
            let body = margin.strip(view, &line)?;
            member(view, body.end - view.get(body).trim_start().len())
        };
        let Some(next) = member(view, at + blank).or_else(below).filter(|_| parted) else { return found };
        at = next.value.end;
        found.push(next);
    }
}

/// The member that begins at byte `at`.
fn member(view: &View<'_>, at: usize) -> Option<Member> {
    let text = view.get(at..view.boundary(at + 256));
    let mut lead = ["$_SERVER", "$_ENV", "os.environ", "process.env.", "ENV[", "env["]
        .iter()
        .find(|lead| text.starts_with(**lead))
        .map_or(0, |lead| lead.trim_end_matches('[').len());
    let assigned = lead > 0;
    let bracket = text.get(lead..)?.starts_with('[');
    lead += usize::from(bracket);
    let quote = text.get(lead..)?.chars().next().filter(|c| matches!(c, '"' | '\''));
    lead += usize::from(quote.is_some());
    let rest = text.get(lead..)?;
    let length =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | '-'))).unwrap_or(0);
    (length > 0).then_some(())?;
    let mut after = rest.get(length..)?;
    if let Some(quote) = quote {
        after = after.strip_prefix(quote)?;
    }
    // A bracket that the name does not close opens the whole: Swift's `["K": "V", …]`.
    let closed = after.strip_prefix(']').filter(|_| bracket);
    (closed.is_some() || !bracket || quote.is_some()).then_some(())?;
    let bracket = closed.is_some();
    after = closed.unwrap_or(after);
    let sign = after.trim_start_matches([' ', '\t']);
    let word = |value: &&str| value.lines().next().is_some_and(|line| !line.trim().contains([' ', ',']));
    let arrow = sign.strip_prefix("=>").or_else(|| sign.strip_prefix("-> ").filter(word));
    let value = if let Some(value) = arrow {
        value
    } else if let Some(value) =
        sign.strip_prefix('=').filter(|rest| assigned || bracket || quote.is_some() || rest.starts_with(" \""))
    {
        value.strip_prefix('=').map_or(Some(value), |_| None)?
    } else {
        sign.strip_prefix(':').filter(|_| !bracket)?
    };
    let name = at + lead..at + lead + length;
    if arrow.is_some() && (quote.is_none() || assigned) {
        // PHP's print_r and phpinfo, and arrows that people print: the value as it is, behind one blank.
        let line = view.rest_near(at + text.len() - value.strip_prefix(' ').unwrap_or(value).len(), REACH);
        let written = view.get(line.clone());
        if !written.trim_start().starts_with(['"', '\'']) || !written.trim_end().ends_with(',') {
            let range = line.start..line.end + usize::from(has_odd_cr(view, &view.line_near(at, REACH)));
            return Some(Member { name, given: Some(Given::found(view.slice(range.clone()))), value: range });
        }
    }
    // Ruby's `pp` and old versions of Node put a long string on the next line.
    let below = value.trim_start();
    let value = if below.starts_with(['"', '\'']) { below } else { value.trim_start_matches([' ', '\t']) };
    let from = at + text.len() - value.len();
    let bare = quote.is_none() && !assigned;
    let (given, value) = self::value(view, from, bracket, bare)?;
    Some(Member { name, given, value })
}

/// The value that begins at byte `at`: a string, a word that says that there is none, an object; `plain` values stand
/// without quotes. Behind a `bare` name only a string that a comma or a bracket follows is one: else it is YAML.
fn value(view: &View<'_>, at: usize, plain: bool, bare: bool) -> Option<(Option<Given>, Range<usize>)> {
    let rest = view.get(at..view.text().len());
    // PHP's var_dump: the type, its length and the value on the next line.
    let below = rest.trim_start_matches([' ', '\t', '\r', '\n', '>', '|']);
    if let Some(dumped) = below.strip_prefix("string(") {
        let quote = at + rest.len() - dumped.len() + dumped.find('"').filter(|&quote| quote < 12)?;
        let count: usize = dumped.split(')').next()?.parse().ok()?;
        let end = quote + 1 + count;
        let closed = view.get(end..end + 1) == "\"";
        let range = quote + 1..if closed { end } else { view.rest_near(quote, REACH).end };
        return Some((Some(Given::found(view.slice(range.clone()))), quote..range.end + usize::from(closed)));
    }
    if rest.starts_with("chr \"") {
        // R's str.
        let (held, end) = quoted(view, at + 4, Escapes::C)?;
        return Some((Some(Given::found(held)), at..end));
    }
    let prefix = usize::from(rest.starts_with(['b', 'u']) && rest.get(1..)?.starts_with(['"', '\'']));
    if rest.get(prefix..)?.starts_with(['"', '\'', '`']) {
        let escapes = if rest.starts_with('b') { Escapes::AnsiC } else { Escapes::C };
        let (value, end) = quoted(view, at + prefix, escapes)?;
        let near = view.get(end..view.boundary(end + 8));
        let next = near.trim_start_matches([' ', '\t']);
        if next.starts_with("-> ") {
            // Terraform's change of a value to another one.
            return self::value(view, end + near.len() - next.len() + 3, plain, bare);
        }
        let closed = next.is_empty() || next.starts_with([',', '}', ')', ']', '\n', '\r', ';']);
        let ends = if bare { next.starts_with([',', '}', ')']) || closed && is_node_print(view, at) } else { closed };
        return ends.then(|| (Some(Given::found(value)), at..end));
    }
    if let Some(inner) = plain.then(|| view.rest_near(at + 1, REACH)).filter(|_| rest.starts_with('[')) {
        // `[K]=[V]`, to show what blanks there are.
        let end = inner.start + view.get(inner.clone()).trim_end().strip_suffix(']')?.len();
        return Some((Some(Given::found(view.slice(inner.start..end))), at..end + 1));
    }
    if !bare && rest.starts_with(['{', '[']) {
        return Some((Some(Given::Elsewhere), at..at + 1));
    }
    let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    if matches!(rest.get(..word)?, "None" | "null" | "undefined" | "nil" | "NULL") {
        return Some((None, at..at + word));
    }
    let line = view.rest_near(at, REACH);
    if plain && !line.is_empty() {
        return Some((Some(Given::found(view.slice(line.clone()))), line));
    }
    let number = !bare && rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 't' | 'f'));
    let end = rest.find([',', '}', '\n', ' ']).unwrap_or(rest.len());
    number.then(|| (Some(Given::Text(view.slice(at..at + end))), at..at + end))
}

/// Whether the line before the one at byte `at` ends as a line of an object print does.
fn is_node_print(view: &View<'_>, at: usize) -> bool {
    let line = view.line_near(at, REACH);
    view.line_before(&line).is_some_and(|above| view.get(above).trim_end().ends_with([',', '{']))
}

/// The object whose member `name` is the variable's name, and whose member `value` its value.
fn named(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let near = view.get(view.boundary(name.start.saturating_sub(24)).max(place.floor)..name.start);
    let lead = near
        .strip_suffix(['"', '\''])?
        .trim_end()
        .strip_suffix([':', '=', '>'])?
        .trim_end_matches([' ', '=', '"', '\'']);
    let key = lead.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
    ["name", "key", "OptionName"].iter().any(|word| key.eq_ignore_ascii_case(word)).then_some(())?;
    let from = view.boundary(name.start.saturating_sub(AROUND)).max(place.floor);
    let window = view.slice(from..view.boundary(name.end + 2 * AROUND));
    let open = json::opening(&window, name.start - from, 0)?;
    let object = json::read(&window, open)?;
    (object.range.end >= name.end - from).then_some(())?;
    let held = |key: &str| object.get(key);
    let written = held(key)?.text()?;
    let (given, range) = match held("value") {
        Some(value) => (value.text().map_or(Given::Elsewhere, |text| Given::found(text.clone())), &value.range),
        None => (Given::Elsewhere, &held("valueFrom").or_else(|| held("value_from"))?.range),
    };
    let fact = fact(written.clone(), given, window.span(range.clone()), Scope::Environment)?;
    Some(Reading { range: from + object.range.start..from + object.range.end, facts: vec![fact], nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, settings};

    #[test]
    fn object_prints_are_read() {
        for (text, held) in [
            ("{'PATH': '/bin', 'AWS_ACCESS_KEY_ID': 'AKIA\\u200b', 'AWS_REGION': 'x'}", "AKIA\u{200b}"),
            ("environ({'HOME': '/root', 'AWS_ACCESS_KEY_ID': 'AKIA\\r', 'AWS_REGION': 'x'})", "AKIA\r"),
            ("{\n  HOME: '/root',\n  AWS_ACCESS_KEY_ID: 'AKIA ',\n  AWS_REGION: 'x'\n}", "AKIA "),
            ("{\"AWS_ACCESS_KEY_ID\":\"AKIA\\n\",\"AWS_REGION\":\"x\"}", "AKIA\n"),
            (
                "\"Environment\": {\n  \"Variables\": {\n    \"AWS_ACCESS_KEY_ID\": \"\\\"AKIA\\\"\",\n    \"AWS_REGION\": \"x\"\n  }\n}",
                "\"AKIA\"",
            ),
            ("{\"AWS_ACCESS_KEY_ID\"=>\"AKIA\", \"AWS_REGION\"=>\"x\"}", "AKIA"),
            ("{\"AWS_REGION\"=>\"x\",\n \"AWS_ACCESS_KEY_ID\"=>\n  \"AKIA \"}", "AKIA "),
            ("{\n  AWS_ACCESS_KEY_ID:\n   'AKIA ',\n  AWS_REGION: 'x'\n}", "AKIA "),
            ("Array\n(\n    [AWS_ACCESS_KEY_ID] => AKIA \n    [AWS_REGION] => x\n)", "AKIA "),
            ("[\"AWS_ACCESS_KEY_ID\"]=>\n  string(5) \"AKIA \"\n  [\"AWS_REGION\"]=>\n  string(1) \"x\"", "AKIA "),
            ("'AWS_ACCESS_KEY_ID' => 'AKIA',\n'AWS_REGION' => 'x',", "AKIA"),
            ("$_SERVER['AWS_ACCESS_KEY_ID'] => AKIA\n$_SERVER['AWS_REGION'] => x", "AKIA"),
            ("AWS_ACCESS_KEY_ID => AKIA\nAWS_REGION => x", "AKIA"),
            ("[AWS_ACCESS_KEY_ID] => \"AKIA\"\n    [AWS_REGION] => x\n", "\"AKIA\""),
            ("[AWS_REGION] => x\n    [AWS_ACCESS_KEY_ID] =>  AKIA\r\n", " AKIA\r"),
            ("AWS_ACCESS_KEY_ID => 'AKIA',\nAWS_REGION => 'x',", "AKIA"),
            ("variables = {\n  \"AWS_ACCESS_KEY_ID\" = \"AKIA \"\n  \"AWS_REGION\" = \"x\"\n}", "AKIA "),
            ("env[AWS_ACCESS_KEY_ID] = \"AKIA \"\nenv[AWS_REGION] = x\n", "AKIA "),
            ("os.environ[\"AWS_ACCESS_KEY_ID\"] = \"AKIA\"\nos.environ[\"AWS_REGION\"] = \"x\"", "AKIA"),
            ("process.env.AWS_ACCESS_KEY_ID = 'AKIA';\nprocess.env.AWS_REGION = 'x';", "AKIA"),
            ("[\"AWS_ACCESS_KEY_ID\": \"AKIA \", \"AWS_REGION\": \"x\"]", "AKIA "),
            ("['AWS_ACCESS_KEY_ID' => 'AKIA', 'AWS_REGION' => 'x']", "AKIA"),
            ("[AWS_ACCESS_KEY_ID]=[AKIA ]\n[AWS_REGION]=[x]\n", "AKIA "),
            // Quotes around every value are those of the language that printed the lines.
            ("AWS_ACCESS_KEY_ID => 'AKIA '\nAWS_SESSION_TOKEN => None\nAWS_REGION => 'x'\n", "AKIA "),
            ("AWS_ACCESS_KEY_ID => '\"AKIA\"'\nAWS_REGION => 'x'\n", "\"AKIA\""),
            ("> > AWS_ACCESS_KEY_ID => 'AKIA '\n> > AWS_REGION => 'x'\n", "AKIA "),
            ("AWS_ACCESS_KEY_ID -> AKIA\u{a0}\nAWS_REGION -> x\n", "AKIA\u{a0}"),
            // R's dput.
            ("c(AWS_ACCESS_KEY_ID = \"AKIA \", AWS_REGION = \"x\")", "AKIA "),
            ("list(AWS_REGION = \"x\", \n    AWS_ACCESS_KEY_ID = \"AKIA\\t\")\n", "AKIA\t"),
            ("{\"AWS_ACCESS_KEY_ID\": \"***\", \"AWS_REGION\": \"x\"}", "*"),
            (
                "{\"kind\": \"Secret\", \"data\": {\"AWS_ACCESS_KEY_ID\": \"QUtJQQo=\", \"AWS_REGION\": \"eA==\"}}",
                "AKIA\n",
            ),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
            assert_eq!(settings(text).len(), 2, "{text}");
        }
        assert_eq!(settings("{'AWS_ACCESS_KEY_ID': 'AKIA', 'AWS_SESSION_TOKEN': None}").len(), 1, "None is not set");
        assert_eq!(id("> [\"AWS_ACCESS_KEY_ID\"]=>\n>   string(5) \"AKIA \"\n").as_deref(), Some("AKIA "));
        assert_eq!(id(" $ AWS_ACCESS_KEY_ID    : chr \"AKIA \"\n").as_deref(), Some("AKIA "), "R's str");
        assert_eq!(id("[\"AWS_ACCESS_KEY_ID\"]=>\n"), None);
        for text in [
            "[\"AWS_ACCESS_KEY_ID\", \"AWS_SECRET_ACCESS_KEY\"]",
            "os.Getenv(\"AWS_ACCESS_KEY_ID\", \"AKIA\")",
            "log.info(\"AWS_REGION\", \"x\")",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn a_stored_value_is_decoded_where_a_command_asked_for_it() {
        let key = |text: &str| {
            let facts = super::super::FORMAT.first(text)?.facts;
            facts.into_iter().find_map(|fact| fact.key().map(|key| key.text().to_owned()))
        };
        let value = "QUtJQVNQMlRQSEpTUUgzRlJVN1gK";
        for command in ["kubectl get secret aws -o jsonpath='{.data.id}'", "oc get secrets/aws -o json | jq .data.id"] {
            assert_eq!(key(&format!("$ {command}\n{value}\n")).as_deref(), Some("AKIASP2TPHJSQH3FRU7X\n"), "{command}");
        }
        for (command, end) in [("echo -n \"$AWS_ACCESS_KEY_ID\" | base64", "\n"), ("printenv K | base64 -w0", "")] {
            let held = key(&format!("$ {command}\n{value}\n"));
            assert_eq!(held.as_deref(), Some(format!("AKIASP2TPHJSQH3FRU7X{end}").as_str()), "{command}");
        }
        assert_eq!(key(&format!("$ cat secret.txt\n{value}\n")), None);
    }

    #[test]
    fn the_data_of_a_secret_is_decoded_without_its_manifest() {
        let data = "{\"AWS_ACCESS_KEY_ID\":\"QUtJQQo=\",\"AWS_REGION\":\"eA==\"}\n";
        let asked = format!("> $ kubectl get secret aws -o jsonpath='{{.data}}'\n> {data}");
        assert_eq!(id(&asked).as_deref(), Some("AKIA\n"));
        assert_eq!(id(data).as_deref(), Some("QUtJQQo="));
    }

    #[test]
    fn names_and_values_may_be_members() {
        for (text, held) in [
            ("\"environment\": [{\"name\": \"AWS_ACCESS_KEY_ID\", \"value\": \"AKIA\"}]", "AKIA"),
            ("{\n  \"value\": \"AKIA \",\n  \"name\": \"AWS_ACCESS_KEY_ID\"\n}", "AKIA "),
            ("\"secrets\": [{\"name\": \"AWS_ACCESS_KEY_ID\", \"valueFrom\": \"arn:aws:ssm:x\"}]", "@"),
            ("{ name = \"AWS_ACCESS_KEY_ID\", value = \"AKIA\" }", "AKIA"),
            ("[{\"Name\":\"AWS_ACCESS_KEY_ID\",\"Value\":\"AKIA\"}]", "AKIA"),
            ("dict_items([('AWS_ACCESS_KEY_ID', 'AKIA '), ('AWS_REGION', 'x')])", "AKIA "),
            ("(\"AWS_ACCESS_KEY_ID\", \"AKIA\\n\")\n(\"AWS_REGION\", \"x\")\n", "AKIA\n"),
            ("~ \"AWS_ACCESS_KEY_ID\" = \"AKIB\" -> \"AKIA\"\n", "AKIA"),
            ("os.Setenv(\"AWS_ACCESS_KEY_ID\", \"AKIA\")\nos.Setenv(\"AWS_REGION\", \"x\")\n", "AKIA"),
            ("{\"Namespace\": \"x\", \"OptionName\": \"AWS_ACCESS_KEY_ID\", \"Value\": \"AKIA\"}", "AKIA"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
    }
}
