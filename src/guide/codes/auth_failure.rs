//! `AuthFailure`: EC2's one answer to every credential that it cannot validate.

use super::{Advice, Code, IDENTITY, SOURCE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "AuthFailure",
    advice: Advice {
        meaning: "EC2 could not validate the credentials. It uses this one code for an unknown key, a wrong secret, a \
                  bad or missing session token, a region that is not enabled, and at times for a clock that is off. \
                  Another service names the fault more exactly.",
        steps: &[
            Step::command(
                "Ask STS with the same credentials: its code tells the causes apart.",
                "aws sts get-caller-identity",
                "aws sts get-caller-identity",
            ),
            Step::words(
                "STS works: look at the region. It may be off in this account, or refuse a version 1 session token.",
            ),
            Step::words("STS says InvalidClientTokenId: key or token. SignatureDoesNotMatch: secret or clock."),
            SOURCE,
            Step::command(
                "Compare the machine's clock with a server's.",
                "date -u; curl -sI https://sts.amazonaws.com | grep -i '^date:'",
                "[DateTime]::UtcNow.ToString('r'); (Invoke-WebRequest -Method Head https://aws.amazon.com).Headers.Date",
            ),
        ],
        avoid: &[
            "Do not conclude from AuthFailure alone that the key is deleted: EC2 does not distinguish.",
            "Do not rotate the key when only one region fails.",
            "Do not attach EC2 permissions: a refusal by policy is called UnauthorizedOperation.",
        ],
        verify: &[
            IDENTITY,
            Step::command(
                "EC2 answers in the region where it failed; UnauthorizedOperation counts as success of the key.",
                "aws ec2 describe-regions --region {region} --query 'length(Regions)'",
                "aws ec2 describe-regions --region {region} --query 'length(Regions)'",
            ),
        ],
    },
    example: r#"<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>AuthFailure</Code><Message>AWS was not able to validate the provided access credentials</Message></Error></Errors><RequestID>a8b7c6d5-0000-1111-2222-333344445555</RequestID></Response>
"#,
};
