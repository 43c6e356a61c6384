//! A body and the head of the response that carried it stand apart in a text; what the head says of the failure in the
//! body is joined to it.

use super::{Block, Fact, Response};
use crate::text::Span;

/// The most bytes between a head and its body: an empty line, remarks of curl, a log's stamp.
const APART: usize = 320;

/// Fills in status and ids of failures that follow the head of a response. `blocks` are in the order of the text.
pub(super) fn join(blocks: &mut [Block]) {
    let mut head: Option<(usize, Span, Response)> = None;
    for block in blocks {
        let near = head.take().filter(|(source, span, _)| {
            *source == block.source && span.end <= block.span.start && block.span.start - span.end <= APART
        });
        for fact in &mut block.facts {
            if let (Fact::Failure(failure), Some((_, _, response))) = (fact, &near)
                && block.kind.is_error()
                && failure.http_status.is_none_or(|status| Some(status) == response.status)
            {
                failure.http_status = response.status;
                failure.request_id = failure.request_id.take().or_else(|| response.request_id.clone());
                failure.host_id = failure.host_id.take().or_else(|| response.host_id.clone());
            }
        }
        head = block.facts.iter().find_map(|fact| match fact {
            Fact::Response(response) => Some((block.source, block.span, response.clone())),
            _ => None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, Fact};
    use crate::text::Source;

    fn statuses(text: &str) -> Vec<Option<u16>> {
        let evidence = Evidence::read(&[Source::decode("pasted".into(), text.as_bytes())]);
        let facts = evidence.blocks.iter().flat_map(|block| &block.facts);
        facts
            .filter_map(|fact| if let Fact::Failure(failure) = fact { Some(failure.http_status) } else { None })
            .collect()
    }

    #[test]
    fn a_body_takes_the_status_of_its_head_and_no_other() {
        let head = "HTTP/1.1 403 Forbidden\nServer: AmazonS3\n\n";
        let body = "<Error><Code>InvalidAccessKeyId</Code><Message>m</Message></Error>\n";
        assert_eq!(statuses(&format!("{head}{body}")), [Some(403)]);
        assert_eq!(statuses(&format!("{body}{head}{body}")), [None, Some(403)]);
        assert_eq!(statuses(&format!("{head}{}{body}", "later\n".repeat(80))), [None]);
    }
}
