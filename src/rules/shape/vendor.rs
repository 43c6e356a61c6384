//! Key IDs of other vendors with services like AWS's.

/// The vendor whose key IDs look like `value`.
pub fn vendor(value: &str) -> Option<&'static str> {
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let has = |test: fn(&u8) -> bool| value.bytes().any(|b| test(&b));
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit);
    let length = value.len();
    match value {
        _ if length == 25 && value.starts_with("00") && hex(value) => Some("Backblaze B2"),
        _ if length == 12 && hex(value) && value.bytes().any(|b| b.is_ascii_lowercase()) => Some("Backblaze B2"),
        _ if length == 32 && hex(value) => Some("Cloudflare R2"),
        _ if value.starts_with("DO00") && length == 20 && upper(value) => Some("DigitalOcean Spaces"),
        _ if value.starts_with("DO801") && length == 20 && upper(value) => Some("DigitalOcean Spaces"),
        _ if value.starts_with("GOOG") && length >= 20 && upper(value) => Some("Google Cloud Storage"),
        _ if value.starts_with("LTAI") && length >= 16 => Some("Alibaba Cloud OSS"),
        _ if value.starts_with("AKID") && length == 36 => Some("Tencent Cloud COS"),
        _ if value.starts_with("GK") && length == 26 && value.get(2..).is_some_and(hex) => Some("Garage"),
        _ if (value.starts_with("YCA") || value.starts_with("YCB")) && length == 25 => Some("Yandex Cloud"),
        _ if value.starts_with("SCW") && length == 20 && upper(value) => Some("Scaleway"),
        _ if (value.starts_with("LKIA") || value.starts_with("LSIA")) && length == 20 => Some("LocalStack"),
        // Those that MinIO makes up; AWS's have no lower case.
        _ if length == 20 && mixed && value.bytes().all(|b| b.is_ascii_alphanumeric()) => Some("MinIO"),
        "minioadmin" | "minio" | "rustfsadmin" => Some("MinIO"),
        "homestead" | "sail" => Some("a local development server"),
        _ => None,
    }
}
