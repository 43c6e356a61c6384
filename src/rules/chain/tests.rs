use super::*;
use crate::evidence::Evidence;
use crate::rules::{Context, Intended};
use crate::text::Source;

const LISTED_ENV: &str = "\
NAME       : VALUE                    : TYPE             : LOCATION
profile    : <not set>                : None             : None
access_key : ****************RU7X     : env              : 
secret_key : ****************oLzQ     : env              : 
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']
";

const LISTED_FILE: &str = "\
NAME       : VALUE                    : TYPE             : LOCATION
profile    : sandbox                  : env              : ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']
access_key : ****************RU7X     : shared-credentials-file : 
secret_key : ****************oLzQ     : shared-credentials-file : 
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']
";

const LISTED_OPTION: &str = "\
NAME       : VALUE                    : TYPE             : LOCATION
profile    : sandbox                  : manual           : --profile
access_key : ****************RU7X     : shared-credentials-file : 
secret_key : ****************oLzQ     : shared-credentials-file : 
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']
";

const LISTED_NOTHING: &str = "\
NAME       : VALUE                    : TYPE             : LOCATION
profile    : <not set>                : None             : None
access_key : <not set>                : None             : None
secret_key : <not set>                : None             : None
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']
";

const PAIR: &str = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n";
const ROLE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e\nAWS_REGION=us-east-1\n";
const WEB: &str = "AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/token\nAWS_ROLE_ARN=arn:aws:iam::171436882533:role/api\n";
const PROFILE: &str = "AWS_PROFILE=sandbox\nAWS_REGION=us-east-1\n";
const SANDBOX: &str = "[sandbox]\naws_access_key_id = AKIA6ODU5DHT7HGWSLU5\naws_secret_access_key = ***\n";
const ECHO: &str = "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n";
const LOG: &str = "\
2026-11-21 21:55:38,884 - MainThread - botocore.credentials - DEBUG - Looking for credentials via: env
2026-11-21 21:55:38,884 - MainThread - botocore.credentials - DEBUG - Looking for credentials via: assume-role
2026-11-21 21:55:38,885 - MainThread - botocore.credentials - DEBUG - Looking for credentials via: shared-credentials-file
2026-11-21 21:55:38,885 - MainThread - botocore.credentials - INFO - Found credentials in shared credentials file: ~/.aws/credentials
";

/// The states of the rungs of which something is known.
fn states(sdk: Option<&str>, texts: &[&str]) -> String {
    let context = Context { sdk: sdk.map(str::to_owned), ..Context::default() };
    let text = texts.join("\n");
    let evidence = Evidence::read(&[Source::decode("test".into(), text.as_bytes())]);
    let case = Case::new(&evidence, &context);
    let Some(ladder) = ladder(&case) else { return String::new() };
    let known = ladder.rungs.iter().filter(|rung| rung.state != State::Unknown);
    let all: Vec<String> = known
        .map(|rung| {
            assert!(!rung.proof.is_empty(), "{} is {} without proof", rung.step.id(), rung.state.id());
            format!("{} {}", rung.step.id(), rung.state.id())
        })
        .collect();
    all.join(", ")
}

#[test]
fn what_programs_say_is_proof_and_listings_of_variables_are_not() {
    let cases: &[(Option<&str>, &[&str], &str)] = &[
        (None, &[LISTED_ENV], "env won"),
        (None, &[PAIR], "env set, web-identity absent, container absent"),
        (None, &[LISTED_ENV, PAIR, ROLE], "env won, web-identity absent, container shadowed"),
        (None, &[PAIR, WEB], "env set, web-identity set, container absent"),
        (
            None,
            &[LISTED_NOTHING],
            "env absent, profile-role absent, web-identity absent, profile-sso absent, credentials-file absent, profile-login absent, profile-process absent, config-file absent, ec2-credentials-file absent, boto-config absent, container absent, imds absent",
        ),
        // What wins shows that the rungs before it had nothing.
        (
            None,
            &[LISTED_FILE],
            "env absent, profile-role absent, web-identity absent, profile-sso absent, credentials-file won",
        ),
        (
            None,
            &[LISTED_FILE, PROFILE, ROLE, SANDBOX],
            "env absent, profile-role absent, web-identity absent, profile-sso absent, credentials-file won, container shadowed",
        ),
        // --profile leaves the environment out.
        (
            None,
            &[LISTED_OPTION, PAIR],
            "env shadowed, profile-role absent, web-identity absent, profile-sso absent, credentials-file won, container absent",
        ),
        (None, &[LISTED_OPTION], "profile-role absent, profile-sso absent, credentials-file won"),
        // A log tells of each provider that it asks.
        (None, &[LOG], "env absent, profile-role absent, credentials-file won"),
        // The key that was sent stands in one place only.
        (None, &[PAIR, ECHO], "env won, web-identity absent, container absent"),
        (
            None,
            &[PAIR, SANDBOX, PROFILE, ECHO],
            "env won, web-identity absent, credentials-file shadowed, container absent",
        ),
        // Other SDKs have other orders.
        (Some("js-v3"), &[LISTED_ENV, PAIR], "env won, web-identity absent, container absent"),
        (
            Some("js-v3"),
            &[PAIR, PROFILE, SANDBOX],
            "env shadowed, profile-static set, web-identity absent, container absent",
        ),
        (
            Some("go-v2"),
            &[LISTED_FILE, PROFILE, ROLE, SANDBOX],
            "named-profile absent, env absent, web-identity absent, profile won, container shadowed",
        ),
        (Some("dotnet-v3"), &[PAIR, WEB], "web-identity set, env set, container absent"),
        // The default profile is the one in use where none is named; another one is not.
        (None, &[SANDBOX], ""),
        (None, &["AKIASP2TPHJSQH3FRU7X"], ""),
    ];
    for &(sdk, texts, expected) in cases {
        assert_eq!(states(sdk, texts), expected, "{sdk:?} {texts:?}");
    }
}

#[test]
fn the_chain_is_that_of_the_program_at_hand() {
    let of = |text: &str, sdk: Option<&str>| {
        let context =
            Context { sdk: sdk.map(str::to_owned), expected_source: Some(Intended::Role), ..Context::default() };
        let evidence = Evidence::read(&[Source::decode("test".into(), text.as_bytes())]);
        let (chain, known) = whose(&Case::new(&evidence, &context));
        (chain.id, known)
    };
    assert_eq!(of("", None), ("aws-cli-2", false));
    assert_eq!(of("", Some("go-v1")), ("go-v1", true));
    assert_eq!(of("", Some("nonsense")), ("aws-cli-2", false));
    // The CLI's sentence is that of both generations.
    let sentence = "\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n";
    assert_eq!(of(sentence, None), ("aws-cli-2", true));
    assert_eq!(
        of(&format!("aws-cli/1.46.3 Python/3.11.7 Linux/6.1 botocore/1.44.5\n{sentence}"), None),
        ("botocore", true)
    );
    assert_eq!(of(LISTED_ENV, None), ("aws-cli-2", true));
    let old = "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************RU7X              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n";
    assert_eq!(of(old, None), ("botocore", true));
}
