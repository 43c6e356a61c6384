//! A template or a variable that nobody filled in.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::evidence::Topic;
use crate::rules::shape::{self, Shape};
use crate::rules::{Case, KeyUse, addresses};

/// The rule.
pub const RULE: Rule = Rule {
    id: "placeholder",
    severity: Severity::Error,
    title: "A placeholder stands where the value belongs",
    meaning: "The text of a template, or the name of a variable, reached the program as it stands: nothing put the real value in its place. Typical are single quotes that keep a shell from expanding, a variable that CI does not have in this job, and a sample that was copied whole.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID}\nAWS_REGION=us-east-1\n",
        "[default]\naws_access_key_id = <YOUR_ACCESS_KEY_ID>\naws_secret_access_key = x\n",
    ],
    misses: misses![
        "with:\n  aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n",
        "AWS_ACCESS_KEY_ID=<REDACTED>\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSYOURTODO\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY_ID=test\nAWS_SECRET_ACCESS_KEY=test\nAWS_ENDPOINT_URL=http://localhost:4566\n",
        // The request missed the emulator.
        "LocalStack runs.\n\nboto3.client('sns', aws_access_key_id='test', aws_secret_access_key='test')\n\nAn error occurred (InvalidClientTokenId) when calling the Publish operation: The security token included in the request is invalid.\n",
        // A playbook is a template.
        "ec2:\n  access_key=\"{{ ec2_access_key }}\"\n  secret_key=\"{{ ec2_secret_key }}\"\n\nAuthFailure: AWS was not able to validate the provided access credentials\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    // A made-up word is the right key for an emulator; AWS answers to it where the request missed the emulator.
    let emulated = addresses::is_emulated(case) || case.remarks.iter().any(|(topic, _)| *topic == Topic::Emulator);
    let counts = |held: &&KeyUse<'_>| {
        let value = held.value.text();
        let made_up = shape::is_made_up(value) || case.failures.is_empty() && !shape::is_template(value);
        !held.partial && held.shape == Shape::Placeholder && !(emulated && made_up)
    };
    for held in case.uses.iter().filter(counts) {
        found.add(Finding::new(&RULE, held.place, held.value.whole(), KEY_ID.to_owned()).of(held));
    }
    for &(setting, place) in &case.settings {
        let secret = matches!(setting.role, Some(Role::SecretAccessKey | Role::SessionToken));
        let Some(value) = setting.value.text().filter(|_| secret) else { continue };
        if shape::is_template(value.text()) {
            found.add(Finding::new(&RULE, place, value.whole(), SECRET.to_owned()));
        }
    }
}

const KEY_ID: &str = "The key ID is a template that nobody filled in.";
const SECRET: &str = "The secret or the token is a template that nobody filled in.";
