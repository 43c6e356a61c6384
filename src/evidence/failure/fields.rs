//! The names under which clients and servers print the parts of an error.

/// A part of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The error code.
    Code,
    /// The message.
    Message,
    /// The HTTP status.
    Status,
    /// The request id.
    RequestId,
    /// S3's second request id.
    HostId,
    /// The key ID that the server read.
    Key,
    /// The session token that the server read.
    Token,
    /// Something that must not be shown.
    Secret,
    /// The service.
    Service,
    /// The operation.
    Operation,
    /// A region that the answer names.
    Region,
    /// The host.
    Host,
    /// The time of signing that the server read.
    RequestTime,
    /// The server's own time.
    ServerTime,
    /// An element that tells who answered.
    Element(&'static str),
}

/// Names without blanks, hyphens and underscores, in lower case.
const NAMES: &[(&str, Field)] = &[
    ("code", Field::Code),
    ("errorcode", Field::Code),
    ("awserrorcode", Field::Code),
    ("exceptionname", Field::Code),
    ("typename", Field::Code),
    ("errortype", Field::Code),
    ("message", Field::Message),
    ("errormessage", Field::Message),
    ("awserrormessage", Field::Message),
    ("msg", Field::Message),
    ("statuscode", Field::Status),
    ("httpstatuscode", Field::Status),
    ("httpstatus", Field::Status),
    ("httpresponsecode", Field::Status),
    ("status", Field::Status),
    ("requestid", Field::RequestId),
    ("awsrequestid", Field::RequestId),
    ("xamzrequestid", Field::RequestId),
    ("xamznrequestid", Field::RequestId),
    ("hostid", Field::HostId),
    ("extendedrequestid", Field::HostId),
    ("s3extendedrequestid", Field::HostId),
    ("requestid2", Field::HostId),
    ("xamzid2", Field::HostId),
    ("awsaccesskeyid", Field::Key),
    ("ossaccesskeyid", Field::Key),
    ("token0", Field::Token),
    ("token1", Field::Token),
    ("securitytoken", Field::Token),
    ("sessiontoken", Field::Token),
    ("signatureprovided", Field::Secret),
    ("stringtosignbytes", Field::Secret),
    ("canonicalrequest", Field::Secret),
    ("canonicalrequestbytes", Field::Secret),
    ("service", Field::Service),
    ("servicename", Field::Service),
    ("operation", Field::Operation),
    ("operationname", Field::Operation),
    ("region", Field::Region),
    ("endpoint", Field::Host),
    ("hostname", Field::Host),
    ("requesttime", Field::RequestTime),
    ("servertime", Field::ServerTime),
    ("details", Field::Element("Details")),
    ("resource", Field::Element("Resource")),
    ("bucketname", Field::Element("BucketName")),
    ("recommenddoc", Field::Element("RecommendDoc")),
];

impl Field {
    /// The part that `name` stands for: `RequestId`, `request id`, `x-amz-id-2`, `__type`.
    pub fn of(name: &str) -> Option<Self> {
        if name == "__type" {
            return Some(Self::Code);
        }
        let folded: String =
            name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).map(|c| c.to_ascii_lowercase()).collect();
        NAMES.iter().find(|(known, _)| *known == folded).map(|&(_, field)| field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_under_all_their_names() {
        for (name, field) in [
            ("Code", Field::Code),
            ("__type", Field::Code),
            ("Error Code", Field::Code),
            ("Token-0", Field::Token),
            ("x-amz-id-2", Field::HostId),
            ("S3 Extended Request ID", Field::HostId),
            ("aws_request_id", Field::RequestId),
            ("HTTPStatusCode", Field::Status),
        ] {
            assert_eq!(Field::of(name), Some(field), "{name}");
        }
        assert_eq!(Field::of("Type"), None, "whose fault it is, not what it is");
    }
}
