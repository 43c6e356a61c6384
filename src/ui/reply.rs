//! What is written to the customer: it asks for what the evidence lacks, for names and lengths, never for a secret.

use std::fmt::Write;

use super::state::Shell;
use crate::report::Report;

/// A polite letter that asks for the next evidence.
pub fn letter(report: &Report, shell: Shell) -> String {
    let mut out = String::from(
        "Hello,\n\nthank you for the details. To tell the remaining causes apart, please run the following where the \
         request fails (in the same container, job or service, as the same user) and send us the output.\n",
    );
    for (number, ask) in report.ask.iter().enumerate() {
        let command = match shell {
            Shell::Bash => &ask.command,
            Shell::PowerShell => &ask.command_powershell,
        };
        let _ = write!(out, "\n{}. {}\n\n    {}\n", number + 1, ask.why, command.replace('\n', "\n    "));
    }
    out.push_str(
        "\nThese commands print no secret. Please do not send secret access keys or session tokens; if one has been \
         sent already, treat it as exposed and replace it.\n\nKind regards\n",
    );
    out
}
