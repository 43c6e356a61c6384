//! `RequestExpired`: EC2's answer to a session that is over, and to a request that is too old.

use super::{Advice, Code, IDENTITY, NAMES, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "RequestExpired",
    advice: Advice {
        meaning: "EC2 says this of two things: the temporary credentials have ended, or the request was signed more than \
                  fifteen minutes ago by EC2's clock. The key itself is known.",
        steps: &[
            NAMES,
            Step::command(
                "Key IDs that begin with ASIA: renew the session at its source. For IAM Identity Center:",
                "aws sso login --profile {profile}",
                "aws sso login --profile {profile}",
            ),
            Step::command(
                "Key IDs that begin with AKIA do not expire: compare the machine's clock with a server's, both in UTC.",
                "date -u; curl -sI https://s3.amazonaws.com | grep -i '^date:'",
                "[DateTime]::UtcNow.ToString('r'); (Invoke-WebRequest -Method Head https://aws.amazon.com).Headers.Date",
            ),
            Step::words("Let retries sign anew: a signed request that waits in a queue grows old there."),
        ],
        avoid: &[
            "Do not rotate the key: it was recognised.",
            "Do not renew a session where the key begins with AKIA: it has none.",
            "Do not set the clock by hand on a machine that synchronises: find out why that fails.",
        ],
        verify: &[IDENTITY, Step::words("The same call works again, and still does after an hour.")],
    },
    example: "An error occurred (RequestExpired) when calling the DescribeInstances operation: Request has expired.\n",
};
