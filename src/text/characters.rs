//! Characters that nobody sees, and letters that look like others: their classes and names.

/// What is wrong with a character in a place where only ASCII letters and digits belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It takes no visible room or looks like a blank; the name is the one to draw in its place.
    Hidden(&'static str),
    /// It looks like this ASCII character.
    Lookalike(char),
}

/// Short names of characters that are invisible or look like blanks, ascending.
const HIDDEN: &[(char, &str)] = &[
    ('\0', "NUL"),
    ('\u{1}', "SOH"),
    ('\u{2}', "STX"),
    ('\u{3}', "ETX"),
    ('\u{4}', "EOT"),
    ('\u{5}', "ENQ"),
    ('\u{6}', "ACK"),
    ('\u{7}', "BEL"),
    ('\u{8}', "BS"),
    ('\t', "TAB"),
    ('\n', "LF"),
    ('\u{b}', "VT"),
    ('\u{c}', "FF"),
    ('\r', "CR"),
    ('\u{1b}', "ESC"),
    (' ', "SPACE"),
    ('\u{7f}', "DEL"),
    ('\u{85}', "NEL"),
    ('\u{a0}', "NBSP"),
    ('\u{ad}', "SHY"),
    ('\u{34f}', "CGJ"),
    ('\u{61c}', "ALM"),
    ('\u{115f}', "HCF"),
    ('\u{1160}', "HJF"),
    ('\u{1680}', "OGHAM SPACE"),
    ('\u{180e}', "MVS"),
    ('\u{2000}', "NQSP"),
    ('\u{2001}', "MQSP"),
    ('\u{2002}', "ENSP"),
    ('\u{2003}', "EMSP"),
    ('\u{2004}', "3/MSP"),
    ('\u{2005}', "4/MSP"),
    ('\u{2006}', "6/MSP"),
    ('\u{2007}', "FSP"),
    ('\u{2008}', "PSP"),
    ('\u{2009}', "THSP"),
    ('\u{200a}', "HSP"),
    ('\u{200b}', "ZWSP"),
    ('\u{200c}', "ZWNJ"),
    ('\u{200d}', "ZWJ"),
    ('\u{200e}', "LRM"),
    ('\u{200f}', "RLM"),
    ('\u{2028}', "LSEP"),
    ('\u{2029}', "PSEP"),
    ('\u{202a}', "LRE"),
    ('\u{202b}', "RLE"),
    ('\u{202c}', "PDF"),
    ('\u{202d}', "LRO"),
    ('\u{202e}', "RLO"),
    ('\u{202f}', "NNBSP"),
    ('\u{205f}', "MMSP"),
    ('\u{2060}', "WJ"),
    ('\u{2061}', "FA"),
    ('\u{2062}', "IT"),
    ('\u{2063}', "IS"),
    ('\u{2064}', "IP"),
    ('\u{2066}', "LRI"),
    ('\u{2067}', "RLI"),
    ('\u{2068}', "FSI"),
    ('\u{2069}', "PDI"),
    ('\u{3000}', "IDSP"),
    ('\u{3164}', "HF"),
    ('\u{feff}', "BOM"),
    ('\u{ffa0}', "HWHF"),
];

/// Letters of other scripts that print like an ASCII letter or digit.
const LOOKALIKES: &[(&str, char)] = &[
    ("ΑАᎪꓮ𝐀", 'A'),
    ("ΒВᏴꓐ", 'B'),
    ("СϹᏟꓚⅭ", 'C'),
    ("ᎠꓓⅮ", 'D'),
    ("ΕЕᎬꓰ", 'E'),
    ("Ϝꓝ", 'F'),
    ("ԌᏀꓖ", 'G'),
    ("ΗНᎻꓧ", 'H'),
    ("ΙІӀⅠꓲ", 'I'),
    ("ЈᎫꓙ", 'J'),
    ("ΚКᏦꓗ\u{212a}", 'K'),
    ("ᏞꓡⅬ", 'L'),
    ("ΜМᎷꓟⅯ", 'M'),
    ("Νꓠ", 'N'),
    ("ΟОՕꓳ", 'O'),
    ("ΡРᏢꓑ", 'P'),
    ("Ԛ", 'Q'),
    ("ᎡᏒꓣ", 'R'),
    ("ЅᏚꓢՏ", 'S'),
    ("ΤТᎢꓔ", 'T'),
    ("ꓴՍ", 'U'),
    ("ᏙꓦⅤѴ", 'V'),
    ("ᎳᏔꓪԜ", 'W'),
    ("ΧХꓫⅩ", 'X'),
    ("ΥУҮꓬ", 'Y'),
    ("ΖᏃꓜ", 'Z'),
    ("аɑα", 'a'),
    ("с", 'c'),
    ("е", 'e'),
    ("і", 'i'),
    ("ј", 'j'),
    ("о", 'o'),
    ("р", 'p'),
    ("ѕ", 's'),
    ("х", 'x'),
    ("у", 'y'),
    ("‘’‚‛′", '\''),
    ("“”„‟″", '"'),
    ("‐‑‒–—−", '-'),
];

/// What is odd about `c`; none for visible ASCII and for characters that look like themselves.
pub fn oddity(c: char) -> Option<Oddity> {
    if let Some(name) = hidden_name(c) {
        return Some(Oddity::Hidden(name));
    }
    if c.is_ascii() {
        return None;
    }
    if let Some(plain) = full_width(c) {
        return Some(Oddity::Lookalike(plain));
    }
    LOOKALIKES.iter().find(|(like, _)| like.contains(c)).map(|&(_, plain)| Oddity::Lookalike(plain))
}

/// The short name of an invisible or blank character, `NBSP` for one.
pub fn hidden_name(c: char) -> Option<&'static str> {
    if c.is_ascii_graphic() {
        return None;
    }
    match HIDDEN.binary_search_by_key(&c, |&(known, _)| known) {
        Ok(index) => HIDDEN.get(index).map(|&(_, name)| name),
        Err(_) if c.is_control() => Some("CTRL"),
        Err(_) if matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') => Some("VS"),
        Err(_) if matches!(c, '\u{e0000}'..='\u{e007f}') => Some("TAG"),
        Err(_) => None,
    }
}

/// Whether `c` is invisible or blank.
pub fn is_hidden(c: char) -> bool {
    hidden_name(c).is_some()
}

/// The ASCII character that `c` is the full-width form of.
fn full_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// `c` as a code point, `U+00A0`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The visible character `c` between quotes, as source code writes it. (`{c:?}` does that for all of Unicode, whose tables
/// would weigh more than all readers of a format.)
pub fn quoted(c: char) -> String {
    match c {
        '\'' | '\\' => format!("'\\{c}'"),
        // Marks that combine with the quote before them, and what has no shape of its own.
        '\u{300}'..='\u{36f}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => format!("'\\u{{{:x}}}'", u32::from(c)),
        _ => format!("'{c}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_characters_are_quoted_as_in_source_code() {
        let seen = (' '..='~').chain("é…–’“Ж中€\u{301}\u{e000}\u{f0000}😀".chars());
        for c in seen {
            assert_eq!(quoted(c), format!("{c:?}"));
        }
    }

    #[test]
    fn the_table_of_hidden_characters_is_sorted() {
        assert!(HIDDEN.is_sorted_by_key(|&(c, _)| c));
    }

    #[test]
    fn no_lookalike_is_ascii_or_listed_twice() {
        let all: Vec<char> = LOOKALIKES.iter().flat_map(|(like, _)| like.chars()).collect();
        for (index, c) in all.iter().enumerate() {
            assert!(!c.is_ascii(), "{c} is itself");
            assert!(!all.iter().skip(index + 1).any(|other| other == c), "{} stands twice", code_point(*c));
        }
    }

    #[test]
    fn characters_are_named() {
        assert_eq!(oddity('\u{a0}'), Some(Oddity::Hidden("NBSP")));
        assert_eq!(oddity('А'), Some(Oddity::Lookalike('A')));
        assert_eq!(oddity('Ａ'), Some(Oddity::Lookalike('A')));
        assert_eq!(oddity('A'), None);
        assert_eq!(code_point('\u{200b}'), "U+200B");
    }
}
