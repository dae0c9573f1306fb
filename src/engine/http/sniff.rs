//! Guessing the content type of a body by its first bytes, as the headers of generation 12's engine mocks need it.

/// What a body may begin with (after white space, whatever the case of letters), and the type it then has. A tag must be
/// followed by a blank or `>`.
const TAGS: [&str; 17] = [
    "<!DOCTYPE HTML",
    "<HTML",
    "<HEAD",
    "<SCRIPT",
    "<IFRAME",
    "<H1",
    "<DIV",
    "<FONT",
    "<TABLE",
    "<A",
    "<STYLE",
    "<TITLE",
    "<B",
    "<BODY",
    "<BR",
    "<P",
    "<!--",
];

/// Exact beginnings of bodies and their types.
const SIGNATURES: [(&[u8], &str); 16] = [
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xFE\xFF", "text/plain; charset=utf-16be"),
    (b"\xFF\xFE", "text/plain; charset=utf-16le"),
    (b"\xEF\xBB\xBF", "text/plain; charset=utf-8"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"BM", "image/bmp"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\x0D\x0A\x1A\x0A", "image/png"),
    (b"\xFF\xD8\xFF", "image/jpeg"),
    (b"OggS\x00", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1F\x8B\x08", "application/x-gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1A\x07\x00", "application/x-rar-compressed"),
];

/// The content type of a body without a declared one.
pub fn content_type(body: &[u8]) -> &'static str {
    let head = body.get(..512).unwrap_or(body);
    let start = head
        .iter()
        .position(|byte| !b"\t\n\x0C\r ".contains(byte))
        .unwrap_or(head.len());
    let text = head.get(start..).unwrap_or_default();
    if TAGS.iter().any(|tag| begins_with_tag(text, tag.as_bytes())) {
        return "text/html; charset=utf-8";
    }
    if text.starts_with(b"<?xml") {
        return "text/xml; charset=utf-8";
    }
    if let Some((_, content_type)) = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
    {
        return content_type;
    }
    if head.iter().any(|&byte| is_binary(byte)) {
        "application/octet-stream"
    } else {
        "text/plain; charset=utf-8"
    }
}

fn begins_with_tag(text: &[u8], tag: &[u8]) -> bool {
    let Some((head, rest)) = text.split_at_checked(tag.len()) else {
        return false;
    };
    // A comment may go on with anything.
    head.eq_ignore_ascii_case(tag)
        && (tag == b"<!--" || rest.first().is_some_and(|byte| b" >".contains(byte)))
}

fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn texts_are_plain() {
        for body in ["", "{\"a\": 1}", "DISABLED", "é", "<a/>", "<price>"] {
            assert_eq!(
                content_type(body.as_bytes()),
                "text/plain; charset=utf-8",
                "{body}"
            );
        }
    }

    #[test]
    fn markup_and_binary_are_told_apart() {
        assert_eq!(content_type(b" \n<p>hi"), "text/html; charset=utf-8");
        assert_eq!(content_type(b"<!doctype html>"), "text/html; charset=utf-8");
        assert_eq!(content_type(b"<!--x"), "text/html; charset=utf-8");
        assert_eq!(content_type(b"<?xml version"), "text/xml; charset=utf-8");
        assert_eq!(content_type(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(content_type(b"a\x00b"), "application/octet-stream");
    }
}
