//! Front matter, read while the program is compiled: the page's own file is the one place for its title, and what ends
//! up in the program is a copy of these few lines, never the text below them.

/// The value of the line `name: …` of the front matter that `page` begins with.
///
/// Stops the build where the page has no such line: a page without a title cannot be listed.
pub(super) const fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let (fence, mut rest) = line(page);
    assert!(same(fence, "---"), "a page begins with front matter");
    loop {
        let (text, next) = line(rest);
        assert!(!same(text, "---") && !next.is_empty(), "a page lacks a line that the list needs");
        if let Some(value) = after(text, name) {
            return value;
        }
        rest = next;
    }
}

/// The bytes of `text`, copied, so that nothing refers to what it is a part of.
pub(super) const fn copy<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(text.as_bytes());
    bytes
}

/// The text of a copy.
pub(super) const fn text(copy: &'static [u8]) -> &'static str {
    match std::str::from_utf8(copy) {
        Ok(text) => text,
        Err(_) => panic!("a copy of text is text"),
    }
}

/// The first line of `text`, and what follows it.
const fn line(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut bytes = text.as_bytes();
    while let [first, others @ ..] = bytes {
        if *first == b'\n' {
            let (line, rest) = text.split_at(end);
            return (line, rest.split_at(1).1);
        }
        end += 1;
        bytes = others;
    }
    (text, "")
}

/// What follows `name: ` on a line that begins so.
const fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    match line.split_at_checked(name.len()) {
        Some((begin, rest)) if same(begin, name) => match rest.split_at_checked(2) {
            Some((colon, value)) if same(colon, ": ") => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether two texts are the same; `==` is not for constants yet.
const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, others @ ..], [y, rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (others, rest);
    }
    a.is_empty() && b.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_the_rest_of_its_line() {
        const PAGE: &str = "---\ntitle: A key: lost\ndescription: é\ncodes: A, B\n---\ntitle: not this\n";
        assert_eq!(field(PAGE, "title"), "A key: lost");
        assert_eq!(field(PAGE, "description"), "é");
        assert_eq!(copy::<4>(field(PAGE, "codes")), *b"A, B");
    }

    #[test]
    #[should_panic(expected = "lacks a line")]
    fn a_line_below_the_front_matter_does_not_count() {
        field("---\ntitle: A\n---\nreviewed: B\n", "reviewed");
    }
}
