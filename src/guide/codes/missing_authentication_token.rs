//! `MissingAuthenticationToken`: the request was not signed.

use super::{Advice, Code, IDENTITY, NAMES, SOURCE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "MissingAuthenticationToken",
    advice: Advice {
        meaning: "The request carried no signature that the service could see: the client had no credentials and sent \
                  it anonymously, or something on the way dropped the Authorization header. API Gateway says the same \
                  words when path or method do not exist.",
        steps: &[
            Step::words("The host is execute-api or your own API: check path, stage and method before credentials."),
            SOURCE,
            NAMES,
            Step::words(
                "Give the process its credentials: a role for the runtime, or the intended profile for its user and home directory.",
            ),
            Step::words("Look at proxies and redirects: a client does not send Authorization on to another host."),
        ],
        avoid: &[
            "Do not create a key: the request carried none, so none was refused.",
            "Do not open the API or the bucket to the public to make it go away.",
            "Do not test as another user: sudo, cron and containers have other variables and another home directory.",
        ],
        verify: &[IDENTITY, Step::words("The call that failed reaches the service signed.")],
    },
    example: "An error occurred (MissingAuthenticationToken) when calling the GetCallerIdentity operation: Request is missing Authentication Token\n",
};
