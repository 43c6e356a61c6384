//! Markdown as HTML, with what the guide's pages need beyond it: `{{part}}` on a line of its own takes in a part that
//! several pages share, links to `other-page.md` become links between pages, headings can be linked to, tables scroll on
//! narrow screens, code says its language, and a block of language `timeline` becomes a picture.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Source, html, timeline};

/// A text in HTML and its headings of the second level, for the table of contents.
#[derive(Debug, Default)]
pub struct Text {
    /// The HTML.
    pub html: String,
    /// Anchor and words of each heading.
    pub headings: Vec<(String, String)>,
}

/// Turns `markdown` into HTML; `root` leads from the page to the guide's folder (`../` or nothing).
///
/// # Errors
/// Where a part is missing or a timeline cannot be read.
pub fn render(markdown: &str, root: &str) -> Result<Text, String> {
    let markdown = with_parts(markdown)?;
    let mut text = Text::default();
    let mut events = Vec::new();
    let mut parser = Parser::new_ext(&markdown, Options::ENABLE_TABLES);
    let mut heading = String::new();
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let inner: Vec<Event<'_>> =
                    parser.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))).collect();
                heading = words(&inner);
                let anchor = html::anchor(&heading);
                if level == HeadingLevel::H2 {
                    text.headings.push((anchor.clone(), heading.clone()));
                }
                events.push(raw(format!("<{level} id=\"{anchor}\">")));
                events.extend(inner);
                events.push(raw(format!("</{level}>\n")));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let code = words(
                    &parser
                        .by_ref()
                        .take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock)))
                        .collect::<Vec<_>>(),
                );
                events.push(raw(block(&kind, &code)?));
            }
            Event::Start(Tag::Table(columns)) => {
                let label = html::escape(&heading);
                events.push(raw(format!(
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: {label}\">\n"
                )));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(raw("</div>\n".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = address(&dest_url, root).into();
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            other => events.push(other),
        }
    }
    pulldown_cmark::html::push_html(&mut text.html, events.into_iter());
    Ok(text)
}

/// `markdown` with each `{{name}}` line replaced by that part.
fn with_parts(markdown: &str) -> Result<String, String> {
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        match line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
            Some(name) => out.push_str(&Source::part(name)?),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    Ok(out)
}

/// A link's address: another page's file becomes that page's folder.
fn address(link: &str, root: &str) -> String {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let Some(slug) = path.strip_suffix(".md").filter(|slug| !slug.contains('/')) else { return link.to_owned() };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{root}{slug}/{fragment}")
}

/// A block of code by its language.
fn block(kind: &CodeBlockKind<'_>, code: &str) -> Result<String, String> {
    let language = match kind {
        CodeBlockKind::Fenced(language) => language.as_ref(),
        CodeBlockKind::Indented => "text",
    };
    if language == "timeline" {
        return timeline::picture(code);
    }
    let label = match language {
        "bash" => "bash",
        "powershell" => "PowerShell",
        "xml" => "XML",
        "json" => "JSON",
        "yaml" => "YAML",
        "ini" => "INI",
        "python" => "Python",
        _ => "Text",
    };
    Ok(code_block(label, code))
}

/// Code under the name of its language.
pub fn code_block(label: &str, code: &str) -> String {
    let code = html::unbroken(code.trim_end());
    format!("<div class=\"code\"><p class=\"language\">{label}</p><pre><code>{code}</code></pre></div>\n")
}

/// One sentence in which only code in backticks is marked up.
pub fn sentence(text: &str) -> String {
    text.split('`')
        .enumerate()
        .map(|(number, part)| {
            let part = html::escape(part);
            if number % 2 == 1 { format!("<code>{part}</code>") } else { part }
        })
        .collect()
}

fn raw<'a>(html: String) -> Event<'a> {
    Event::Html(html.into())
}

/// The words of some events, without markup.
fn words(events: &[Event<'_>]) -> String {
    events
        .iter()
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.as_ref(),
            Event::SoftBreak | Event::HardBreak => " ",
            _ => "",
        })
        .collect()
}
