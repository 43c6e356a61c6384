//! Base64 as RFC 4648 section 4 has it, read strictly.

/// The bytes that `text` stands for; none where it is not whole, padded base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let body = text.trim_end_matches('=');
    if text.len() - body.len() > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for &byte in body.as_bytes() {
        held = (held << 6) | u32::from(digit(byte)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(((held >> bits) & 0xff) as u8);
        }
    }
    (held & ((1 << bits) - 1) == 0).then_some(out)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_base64_is_decoded_and_nothing_else() {
        assert_eq!(decode("QUtJQQ==").as_deref(), Some(&b"AKIA"[..]));
        assert_eq!(decode("QUtJQQo=").as_deref(), Some(&b"AKIA\n"[..]));
        for bad in ["", "QUtJ Q==", "QUtJQ", "QUtJQQ=", "====", "QUtJQR=="] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
