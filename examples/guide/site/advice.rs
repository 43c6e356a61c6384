//! Do, do not, then verify: what a page says first.

use whosekey::guide::{Advice, filled};
use whosekey::rules::diagnoses::Step;

use super::markdown::{code_block, sentence};

/// The three cards; nothing for a page without advice.
pub fn cards(advice: &Advice) -> String {
    if advice.steps.is_empty() {
        return String::new();
    }
    let avoid: String = advice.avoid.iter().map(|text| format!("<li>{}</li>\n", sentence(text))).collect();
    format!(
        "<div class=\"advice\">\n\
         <section class=\"do\" aria-labelledby=\"do\"><h2 id=\"do\">Do</h2><ol>\n{}</ol></section>\n\
         <section class=\"do-not\" aria-labelledby=\"do-not\"><h2 id=\"do-not\">Do not</h2><ul>\n{avoid}</ul></section>\n\
         <section class=\"verify\" aria-labelledby=\"verify\"><h2 id=\"verify\">Then verify</h2><ul>\n{}</ul></section>\n\
         </div>\n",
        items(advice.steps),
        items(advice.verify)
    )
}

fn items(steps: &[Step]) -> String {
    steps.iter().map(|step| format!("<li>{}{}</li>\n", sentence(step.text), command(step))).collect()
}

/// A step's command; once where bash and PowerShell take the same.
fn command(step: &Step) -> String {
    match step.command {
        None => String::new(),
        Some((bash, powershell)) if bash == powershell => code_block("bash, PowerShell", &filled(bash)),
        Some((bash, powershell)) => code_block("bash", &filled(bash)) + &code_block("PowerShell", &filled(powershell)),
    }
}
