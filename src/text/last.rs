//! The last place of words in a text. The standard library's search from the end prepares for long words, which makes
//! it the larger half of its search: the words here are a few letters.

/// Where `words` stand last in `text`; none for no words.
pub fn last(text: &str, words: &str) -> Option<usize> {
    let first = *words.as_bytes().first()?;
    let begins = |&at: &usize| text.get(at..).is_some_and(|rest| rest.starts_with(words));
    memchr::memrchr_iter(first, text.as_bytes()).find(begins)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::last;

    proptest! {
        #[test]
        fn as_the_standard_library(text in "[ab:é ]{0,12}", words in "[ab:é ]{1,3}") {
            prop_assert_eq!(last(&text, &words), text.rfind(&words));
        }
    }
}
