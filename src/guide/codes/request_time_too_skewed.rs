//! `RequestTimeTooSkewed`: the client's clock is too far from the server's.

use super::{Advice, Code, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "RequestTimeTooSkewed",
    advice: Advice {
        meaning: "The time in the request and S3's time differ by more than fifteen minutes, so the signature is \
                  refused. The machine's clock is off, or the request lay in a queue or in a paused machine after it \
                  was signed.",
        steps: &[
            Step::command(
                "Compare the clock of the failing machine with a server's, both in UTC.",
                "date -u; curl -sI https://s3.amazonaws.com | grep -i '^date:'",
                "[DateTime]::UtcNow.ToString('r'); (Invoke-WebRequest -Method Head https://aws.amazon.com).Headers.Date",
            ),
            Step::command(
                "See whether time synchronisation runs. Neither command changes the clock.",
                "timedatectl status",
                "w32tm /query /status",
            ),
            Step::words(
                "Repair synchronisation on the host; a container and most virtual machines take the host's clock.",
            ),
            Step::words("Retry signs anew: make sure that the client does, and does not resend the old signature."),
        ],
        avoid: &[
            "Do not rotate the key: key and secret were not the reason.",
            "Do not set the clock by hand on a host that synchronises: it drifts again.",
            "Do not mistake local time for skew: whole hours and half hours are time zones.",
        ],
        verify: &[
            Step::words("The difference stays below a few seconds for an hour."),
            Step::words("The call that failed works."),
        ],
    },
    example: r#"<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message><RequestTime>20261121T094210Z</RequestTime><ServerTime>2026-11-21T10:00:03Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds><RequestId>K2H6N7ZGQT6WHCEG</RequestId><HostId>rLpmhPFHzdSGJ8mbX3rVUw2OOlEkGqlT3hXYwWTHRvlyMKw9bRzoWb2y0RVAt7YQcs6iZs9DCFE=</HostId></Error>
"#,
};
