//! The questions and all their words. Among questions that separate as much the earlier is asked.

use super::{About, Question};

/// The questions.
pub(super) const QUESTIONS: &[Question] = &[
    Question {
        id: "environment",
        about: About::Environment,
        command: "env | grep -E '^(AWS|AMAZON)_' | sed -E 's/^([A-Z_]*(SECRET|TOKEN|PASSWORD)[A-Z_]*)=.+$/\\1=***/' | sort",
        powershell: "Get-ChildItem env:AWS_*, env:AMAZON_* | ForEach-Object { '{0}={1}' -f $_.Name, $(if ($_.Name -match 'SECRET|TOKEN|PASSWORD') { '***' } else { $_.Value }) }",
        why: "Run it inside the process or container that fails, not beside it. It shows which AWS variables are set there, and hides the values of secrets and tokens.",
        separates: &[
            "static-keys-shadow-intended-source",
            "deleted-or-inactive-key",
            "temporary-key-without-token",
            "stale-session-token",
            "s3-compatible-endpoint",
            "unsubstituted-placeholder",
            "wrong-partition",
            "credentials-not-in-runtime",
            "corrupted-key-id",
        ],
        answers: &[
            (
                "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_PROFILE=prod\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n",
                "static-keys-shadow-intended-source",
            ),
            (
                "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n",
                "deleted-or-inactive-key",
            ),
            (
                "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n",
                "temporary-key-without-token",
            ),
            (
                "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n",
                "stale-session-token",
            ),
            (
                "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_ENDPOINT_URL=https://minio.example.com:9000\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n",
                "s3-compatible-endpoint",
            ),
            (
                "AWS_ACCESS_KEY_ID=${ACCESS_KEY}\nAWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n",
                "unsubstituted-placeholder",
            ),
            (
                "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws:iam::171436882533:role/api\nAWS_SECRET_ACCESS_KEY=***\n",
                "wrong-partition",
            ),
        ],
    },
    Question {
        id: "source",
        about: About::Source,
        command: "aws configure list",
        powershell: "aws configure list",
        why: "Run it in the shell or container that fails. It names the source that wins and the last four characters of its key, and no secret.",
        separates: &[
            "static-keys-shadow-intended-source",
            "deleted-or-inactive-key",
            "stale-after-rotation",
            "corrupted-key-id",
            "credentials-not-in-runtime",
            "unsubstituted-placeholder",
        ],
        answers: &[
            (
                "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : prod                     : env              : ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']\naccess_key : ****************RU7X     : env              : \nsecret_key : ****************oLzQ     : env              : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n",
                "static-keys-shadow-intended-source",
            ),
            (
                "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : <not set>                : None             : None\naccess_key : ****************RU7X     : env              : \nsecret_key : ****************oLzQ     : env              : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n",
                "deleted-or-inactive-key",
            ),
            (
                "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : <not set>                : None             : None\naccess_key : ****************U7X\"     : env              : \nsecret_key : ****************oLzQ     : env              : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n",
                "corrupted-key-id",
            ),
        ],
    },
    Question {
        id: "key-status",
        about: About::KeyStatus,
        command: "aws iam list-access-keys --user-name THE_USER",
        powershell: "aws iam list-access-keys --user-name THE_USER",
        why: "An administrator of the account that owns the key runs it for the user whose key it should be. It shows whether the key still exists, whether it is active, and when it was made.",
        separates: &["deleted-or-inactive-key", "stale-after-rotation", "new-key-not-yet-propagated"],
        answers: &[
            (
                "{\n    \"AccessKeyMetadata\": [\n        {\n            \"UserName\": \"deploy\",\n            \"AccessKeyId\": \"AKIASP2TPHJSQH3FRU7X\",\n            \"Status\": \"Inactive\",\n            \"CreateDate\": \"2024-03-02T10:11:12+00:00\"\n        }\n    ]\n}\n",
                "deleted-or-inactive-key",
            ),
            (
                "{\n    \"AccessKeyMetadata\": [\n        {\n            \"UserName\": \"deploy\",\n            \"AccessKeyId\": \"AKIASP2TPHJSQ4BZWCMK\",\n            \"Status\": \"Active\",\n            \"CreateDate\": \"2026-11-02T10:11:12+00:00\"\n        }\n    ]\n}\n",
                "stale-after-rotation",
            ),
        ],
    },
    Question {
        id: "bytes",
        about: About::Bytes,
        command: "printf %s \"$AWS_ACCESS_KEY_ID\" | od -An -tx1",
        powershell: "[Text.Encoding]::UTF8.GetBytes($env:AWS_ACCESS_KEY_ID) | Format-Hex",
        why: "Run it in the shell that fails. It shows every byte of the key ID, so that a blank, a quote or a line break cannot hide. A key ID is no secret; the secret is not touched.",
        separates: &["corrupted-key-id", "deleted-or-inactive-key"],
        answers: &[
            (" 41 4b 49 41 53 50 32 54 50 48 4a 53 51 48 33 46\n 52 55 37 58 0d\n", "corrupted-key-id"),
            (" 41 4b 49 41 53 50 32 54 50 48 4a 53 51 48 33 46\n 52 55 37 58\n", "deleted-or-inactive-key"),
        ],
    },
    Question {
        id: "clock",
        about: About::Clock,
        command: "date -u; curl -sI https://sts.amazonaws.com",
        powershell: "(Get-Date).ToUniversalTime().ToString('r'); curl.exe -sI https://sts.amazonaws.com",
        why: "Run both on the machine that fails, at one go. They show its clock beside that of AWS; more than five minutes between them make signatures void.",
        separates: &["clock-skew", "wrong-secret", "deleted-or-inactive-key"],
        answers: &[(
            "Sat Nov 21 22:32:45 UTC 2026\nHTTP/1.1 302 Found\nDate: Sat, 21 Nov 2026 22:14:45 GMT\nLocation: https://aws.amazon.com/iam\nx-amzn-RequestId: de3a8f93-1e0a-363d-1e26-718b71848750\n",
            "clock-skew",
        )],
    },
    Question {
        id: "caller",
        about: About::Caller,
        command: "aws sts get-caller-identity",
        powershell: "aws sts get-caller-identity",
        why: "Run it in the shell or container that fails, with no --profile. It says which account and which user or role AWS sees, and no secret.",
        separates: &["permissions", "wrong-account", "static-keys-shadow-intended-source", "session-without-mfa"],
        answers: &[(
            "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/deploy\"\n}\n",
            "permissions",
        )],
    },
    Question {
        id: "region",
        about: About::Region,
        command: "aws sts get-caller-identity --region us-east-1",
        powershell: "aws sts get-caller-identity --region us-east-1",
        why: "Run it in the shell that fails. If AWS knows the same credentials in a region that is always on, the fault is in the region and not in the key.",
        separates: &["region-not-enabled", "deleted-or-inactive-key", "stale-session-token"],
        answers: &[(
            "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/deploy\"\n}\n",
            "region-not-enabled",
        )],
    },
];
