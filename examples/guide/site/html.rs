//! Text as HTML.

/// `text` with the characters escaped that mean something in HTML, in text and in attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// `code` escaped, in which a line may end at blanks only: a browser breaks options and names at their hyphens.
pub fn unbroken(code: &str) -> String {
    code.split_inclusive(char::is_whitespace)
        .map(|part| {
            let (word, blank) = part.split_at(part.trim_end().len());
            let text = escape(word);
            if word.contains('-') { format!("<span>{text}</span>{blank}") } else { text + blank }
        })
        .collect()
}

/// A heading's address on its page: lower case, words joined by hyphens.
pub fn anchor(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
