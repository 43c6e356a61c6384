//! One row per producer: what it prints, and what must be read. Texts are made up after the producers' own sources.

use crate::evidence::{Evidence, Fact, Failure};
use crate::text::{Source, View};

const KEY: &str = "AKIASP2TPHJSQH3FRU7X";
const ID: &str = "Q6HK1OCRW98WYQ0T";
const UUID: &str = "7c1e0f4a-52d1-4c6e-9a0b-3d2f1e0c9b8a";
const HOST_ID: &str = "vr3DUC/zu0techXZN5LMX5mDL5d1hsTuAogjEfZ+XAO0mGjzmZfu4ZoBW4DKbZrm7wrm/asCIsa=";
const UNKNOWN: &str = "The AWS Access Key Id you provided does not exist in our records.";
const INVALID: &str = "The security token included in the request is invalid.";

/// All failures that are read in `text`, and what nobody claimed of it.
fn read(text: &str) -> (Vec<Failure>, String) {
    let sources = [Source::decode("test".to_owned(), text.as_bytes())];
    let evidence = Evidence::read(&sources);
    let mut left = text.to_owned();
    let mut failures = Vec::new();
    for block in &evidence.blocks {
        let range = block.span.start..block.span.end;
        left.replace_range(range.clone(), &"\u{1}".repeat(range.len()));
        failures.extend(block.facts.iter().filter_map(|fact| match fact {
            Fact::Failure(failure) => Some((**failure).clone()),
            _ => None,
        }));
    }
    (failures, left.replace('\u{1}', "").trim().to_owned())
}

/// What must be read in one text.
#[derive(Default)]
struct Expected {
    text: String,
    client: Option<&'static str>,
    code: Option<&'static str>,
    message: Option<&'static str>,
    status: Option<u16>,
    service: Option<&'static str>,
    operation: Option<&'static str>,
    request_id: Option<&'static str>,
    host_id: Option<&'static str>,
    key: Option<&'static str>,
    responder: Option<&'static str>,
    local: bool,
    left: &'static str,
}

fn text(text: impl Into<String>) -> Expected {
    Expected { text: text.into(), ..Expected::default() }
}

impl Expected {
    fn check(&self) {
        let (failures, left) = read(&self.text);
        let [found] = failures.as_slice() else {
            panic!("{} failures in {}\n{failures:#?}", failures.len(), self.text)
        };
        let text = &self.text;
        assert_eq!(found.code.as_deref(), self.code, "code in {text}");
        assert_eq!(found.message.as_ref().map(View::text), self.message, "message in {text}");
        assert_eq!(found.client, self.client, "client in {text}");
        assert_eq!(found.http_status, self.status, "status in {text}");
        assert_eq!(found.service.as_deref(), self.service, "service in {text}");
        assert_eq!(found.operation.as_deref(), self.operation, "operation in {text}");
        assert_eq!(found.request_id.as_deref(), self.request_id, "request id in {text}");
        assert_eq!(found.host_id.as_deref(), self.host_id, "host id in {text}");
        assert_eq!(found.key.as_ref().map(View::text), self.key, "key in {text}");
        assert_eq!(found.responder, self.responder, "responder in {text}");
        assert_eq!(found.local, self.local, "local in {text}");
        assert_eq!(left, self.left, "left unread in {text}");
    }

    fn client(mut self, client: &'static str) -> Self {
        self.client = Some(client);
        self
    }

    fn unknown_key(mut self) -> Self {
        (self.code, self.message, self.responder) = (Some("InvalidAccessKeyId"), Some(UNKNOWN), Some("aws"));
        self
    }

    fn invalid_token(mut self) -> Self {
        (self.code, self.message, self.responder) = (Some("InvalidClientTokenId"), Some(INVALID), Some("aws"));
        self
    }

    fn call(mut self, service: &'static str, operation: &'static str) -> Self {
        (self.service, self.operation) = (Some(service), Some(operation));
        self
    }

    fn s3_ids(mut self) -> Self {
        (self.status, self.request_id, self.host_id) = (Some(403), Some(ID), Some(HOST_ID));
        self
    }

    fn by(mut self, responder: &'static str) -> Self {
        self.responder = Some(responder);
        self
    }

    fn key(mut self) -> Self {
        self.key = Some(KEY);
        self
    }

    fn of(mut self, service: &'static str) -> Self {
        self.service = Some(service);
        self
    }

    fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    fn id(mut self, id: &'static str) -> Self {
        self.request_id = Some(id);
        self
    }

    fn local(mut self, message: &'static str) -> Self {
        (self.local, self.message) = (true, Some(message));
        self
    }
}

#[test]
fn python_prints_tracebacks_reprs_and_responses() {
    let sentence = format!("An error occurred (InvalidAccessKeyId) when calling the PutObject operation: {UNKNOWN}");
    let frames = "Traceback (most recent call last):\n  File \"/opt/v/lib/python3.11/site-packages/botocore/client.py\", line 606, in _api_call\n    return self._make_api_call(operation_name, kwargs)\n           ^^^^^^^^^^^^^^^^^^^\n";
    for row in [
        text(format!("{frames}botocore.exceptions.ClientError: {sentence}")),
        text(format!(
            "{frames}botocore.exceptions.ClientError: {sentence}\n\nDuring handling of the above exception, another exception occurred:\n\n{frames}boto3.exceptions.S3UploadFailedError: Failed to upload f.txt to bkt/k: {sentence}"
        )),
        text(format!("botocore.exceptions.ClientError: {sentence}")),
        text(format!("ClientError('{sentence}')")),
        text(format!("[ERROR] ClientError: {sentence}\n{}", frames.trim_end())),
        Expected {
            left: "api_1  |",
            ..text(format!(
                "api_1  | {}api_1  | botocore.exceptions.ClientError: {sentence}",
                frames.trim_end().replace('\n', "\napi_1  | ") + "\n"
            ))
        },
    ] {
        row.client("boto3").unknown_key().call("s3", "PutObject").check();
    }
    text(format!(
        "{{'Error': {{'Code': 'InvalidAccessKeyId', 'Message': '{UNKNOWN}', 'AWSAccessKeyId': '{KEY}'}}, 'ResponseMetadata': {{'RequestId': '{ID}', 'HostId': '{HOST_ID}', 'HTTPStatusCode': 403, 'HTTPHeaders': {{'server': 'AmazonS3', 'x-amz-request-id': '{ID}'}}, 'RetryAttempts': 0}}}}"
    ))
    .client("boto3")
    .unknown_key()
    .s3_ids()
    .key()
    .check();
    text(format!("{frames}boto.exception.S3ResponseError: S3ResponseError: 403 Forbidden\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId><HostId>{HOST_ID}</HostId></Error>"))
        .client("boto2")
        .unknown_key()
        .s3_ids()
        .key()
        .check();
    text(format!("{frames}botocore.exceptions.NoCredentialsError: Unable to locate credentials"))
        .client("boto3")
        .local("Unable to locate credentials")
        .check();
}

#[test]
fn what_other_libraries_of_python_say_is_read_within_their_exceptions() {
    let frames = "Traceback (most recent call last):\n  File \"/srv/app/list.py\", line 3, in <module>\n    print(client.list())\n";
    let xml = format!(
        "<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId><HostId>{HOST_ID}</HostId></Error>"
    );
    let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let ids = |row: Expected| Expected { host_id: Some(HOST_ID), ..row.unknown_key().id(ID) };
    ids(text(format!(
        "{frames}minio.error.S3Error: S3 operation failed; code: InvalidAccessKeyId, message: {UNKNOWN}, resource: None, request_id: {ID}, host_id: {HOST_ID}"
    )))
    .check();
    ids(text(format!("{frames}libcloud.common.types.InvalidCredsError: '{prolog}\\n{xml}'"))).key().check();
    ids(text(format!(
        "{frames}obstore.exceptions.GenericError: Generic S3 error: Server returned non-2xx status code: 403 Forbidden: {prolog}\n{xml}"
    )))
    .key()
    .check();
    text(format!("{frames}opendal.exceptions.PermissionDenied: PermissionDenied (permanent) at list => S3Error {{ code: \"InvalidAccessKeyId\", message: \"{UNKNOWN}\", resource: \"\", request_id: \"{ID}\" }}"))
        .unknown_key()
        .id(ID)
        .check();
    let arrow = "OSError: When listing objects under key 'in/' in bucket 'b': AWS Error";
    let call = "during ListObjectsV2 operation";
    for frames in ["", frames] {
        text(format!("{frames}{arrow} INVALID_ACCESS_KEY_ID {call}: {UNKNOWN} (Request ID: {ID})"))
            .client("cpp")
            .unknown_key()
            .call("s3", "ListObjectsV2")
            .id(ID)
            .check();
        let row = text(format!("{frames}{arrow} UNKNOWN (HTTP status 400) {call}: {UNKNOWN}"));
        Expected { code: None, ..row.client("cpp").unknown_key().call("s3", "ListObjectsV2").status(400) }.check();
    }
    let row = text("AWS Error ACCESS_DENIED during HeadBucket operation: No response body.").client("cpp");
    Expected { code: Some("403"), message: Some("No response body."), ..row.call("s3", "HeadBucket") }.check();
    let refused = "AWS was not able to validate the provided access credentials";
    let failure =
        |row: Expected| Expected { code: Some("AuthFailure"), message: Some(refused), responder: Some("aws"), ..row };
    failure(text(format!("{frames}libcloud.common.types.InvalidCredsError: 'AuthFailure: {refused}'"))).check();
    failure(text(format!("{frames}boto.exception.EC2ResponseError: EC2ResponseError: 401 Unauthorized\n{prolog}\n<Response><Errors><Error><Code>AuthFailure</Code><Message>{refused}</Message></Error></Errors><RequestID>{UUID}</RequestID></Response>")))
        .client("boto2")
        .status(401)
        .id(UUID)
        .check();
    let json =
        format!("{{u'message': u'{INVALID}', u'__type': u'com.amazon.coral.service#UnrecognizedClientException'}}");
    let row = text(format!("{frames}boto.exception.JSONResponseError: JSONResponseError: 400 Bad Request\n{json}"));
    Expected { code: Some("UnrecognizedClientException"), ..row.invalid_token().client("boto2").status(400) }.check();
    let row = text(format!("failed: {{'Error': {{'Code': 'InvalidAccessKeyId', 'Message': '{UNKNOWN}', 'AWSAccessKeyId': '{KEY}'}}, 'ResponseMetadata': {{'RequestId': '{ID}', 'HostId': '{HOST_ID}', 'HTTPStatusCode': 403}}}}"))
        .client("boto3")
        .unknown_key()
        .s3_ids()
        .key();
    Expected { left: "failed:", ..row }.check();
}

#[test]
fn a_scope_that_an_error_quotes_is_part_of_its_message() {
    for key in ["", KEY] {
        let told = format!(
            "'{key}/20261122/us-east-1/kms/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential={KEY} /20261122/us-east-1/kms/aws4_request, SignedHeaders=host;x-amz-date, Signature=00'."
        );
        for text in [
            format!("IncompleteSignatureException - {told}\n"),
            format!(
                "{{\n  \"Error\": {{\n    \"Message\": \"{told}\",\n    \"Code\": \"IncompleteSignatureException\"\n  }},\n  \"ResponseMetadata\": {{\n    \"HTTPStatusCode\": 400\n  }}\n}}"
            ),
        ] {
            let (failures, left) = read(&text);
            let [failure] = failures.as_slice() else { panic!("{text}\n{failures:#?}") };
            assert_eq!(failure.code.as_deref(), Some("IncompleteSignatureException"), "{text}");
            assert_eq!(failure.message.as_ref().map(View::text), Some(told.as_str()), "{text}");
            assert_eq!(left, "", "{text}");
        }
    }
}

#[test]
fn python_refuses_headers_with_line_ends() {
    let refused = format!(
        "Invalid header value b'AWS4-HMAC-SHA256 Credential={KEY}\\n/20261121/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=16bf0947224d76edffbea9741123882d8cfb17f777679e457b5d80981c17ff6c'"
    );
    let row = text(format!(
        "Traceback (most recent call last):\n  File \"/usr/lib/python3.11/http/client.py\", line 1275, in putheader\n    raise ValueError('Invalid header value %r' % (values[i],))\nValueError: {refused}\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"app.py\", line 5, in <module>\n    f()\nbotocore.exceptions.HTTPClientError: An HTTP Client raised an unhandled exception: {refused}"
    ));
    let (failures, left) = read(&row.text);
    let [found] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!(found.key.as_ref().unwrap().text(), format!("{KEY}\n"));
    assert!(found.local && found.code.is_none() && left.is_empty(), "{left}");
    assert_eq!(
        (found.client, found.service.as_deref(), found.region.as_deref()),
        (Some("boto3"), Some("s3"), Some("us-east-1"))
    );
}

#[test]
fn javascript_prints_headings_stacks_and_objects() {
    let stack = "    at ProtocolLib.getError (/app/node_modules/@aws-sdk/core/dist-cjs/index.js:79:67)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n    at async /app/node_modules/@smithy/core/dist-cjs/index.js:23:24";
    text(format!("InvalidAccessKeyId: {UNKNOWN}\n{stack} {{\n  '$fault': 'client',\n  '$retryable': undefined,\n  '$metadata': {{\n    httpStatusCode: 403,\n    requestId: '{ID}',\n    extendedRequestId: '{HOST_ID}',\n    cfId: undefined,\n    attempts: 1,\n    totalRetryDelay: 0\n  }},\n  Code: 'InvalidAccessKeyId',\n  AWSAccessKeyId: '{KEY}',\n  RequestId: '{ID}',\n  HostId: '{HOST_ID}'\n}}"))
        .client("js-v3").unknown_key().s3_ids().key().check();
    text(format!("{{\"$fault\":\"client\",\"$metadata\":{{\"httpStatusCode\":403,\"requestId\":\"{ID}\",\"extendedRequestId\":\"{HOST_ID}\",\"attempts\":1,\"totalRetryDelay\":0}},\"name\":\"InvalidAccessKeyId\",\"Code\":\"InvalidAccessKeyId\",\"AWSAccessKeyId\":\"{KEY}\",\"message\":\"{UNKNOWN}\"}}"))
        .client("js-v3").unknown_key().s3_ids().key().check();
    text(format!("InvalidAccessKeyId: {UNKNOWN}\n    at Request.extractError (/app/node_modules/aws-sdk/lib/services/s3.js:757:35)\n    at Request.callListeners (/app/node_modules/aws-sdk/lib/sequential_executor.js:106:20) {{\n  code: 'InvalidAccessKeyId',\n  region: null,\n  time: 2026-11-21T21:55:40.098Z,\n  requestId: '{ID}',\n  extendedRequestId: '{HOST_ID}',\n  cfId: undefined,\n  statusCode: 403,\n  retryable: false,\n  retryDelay: 12.5\n}}"))
        .client("js-v2").unknown_key().s3_ids().check();
    let mut row = text(format!("InvalidClientTokenId: {INVALID}\n{stack} {{\n  '$fault': 'client',\n  '$metadata': {{ httpStatusCode: 403, requestId: '{UUID}', attempts: 1 }},\n  Type: 'Sender',\n  Code: 'InvalidClientTokenId',\n  Error: {{\n    Type: 'Sender',\n    Code: 'InvalidClientTokenId',\n    Message: '{INVALID}'\n  }}\n}}")).client("js-v3").invalid_token();
    (row.status, row.request_id) = (Some(403), Some(UUID));
    row.check();
    let mut row = text(format!("UnrecognizedClientException: {INVALID}\n{stack} {{\n  '$fault': 'client',\n  '$metadata': {{ httpStatusCode: 400, requestId: '{UUID}' }},\n  __type: 'com.amazon.coral.service#UnrecognizedClientException'\n}}")).client("js-v3").invalid_token();
    (row.code, row.status, row.request_id) = (Some("UnrecognizedClientException"), Some(400), Some(UUID));
    row.check();
    let mut row = text(format!("Unknown: UnknownError\n{stack} {{\n  '$fault': 'client',\n  '$metadata': {{ httpStatusCode: 403, requestId: '{ID}', extendedRequestId: '{HOST_ID}' }}\n}}")).client("js-v3").s3_ids();
    (row.code, row.message, row.responder) = (Some("Unknown"), Some("UnknownError"), Some("aws"));
    row.check();
    text(format!("InvalidClientTokenId: {INVALID}")).invalid_token().check();
    text(format!(
        "CredentialsProviderError: Could not load credentials from any providers\n{stack} {{\n  tryNextLink: false\n}}"
    ))
    .client("js-v3")
    .local("Could not load credentials from any providers")
    .code("CredentialsProviderError")
    .check();
    text(format!("TypeError [ERR_INVALID_CHAR]: Invalid character in header content [\"authorization\"]\n    at ClientRequest.setHeader (node:_http_outgoing:651:3)\n{stack} {{\n  code: 'ERR_INVALID_CHAR',\n  '$metadata': {{ attempts: 1, totalRetryDelay: 0 }}\n}}"))
        .client("js-v3").local("Invalid character in header content [\"authorization\"]").check();
    text("CredentialsError: Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1")
        .client("js-v2")
        .code("CredentialsError")
        .local("Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1")
        .check();
}

impl Expected {
    fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }
}

#[test]
fn go_1_is_read_whatever_parts_its_lines() {
    let tail = format!("status code: 403, request id: {ID}, host id: {HOST_ID}");
    for row in [
        text(format!("InvalidAccessKeyId: {UNKNOWN}\n\t{tail}")),
        text(format!("2026/11/21 22:14:26 ERROR: InvalidAccessKeyId: {UNKNOWN} {tail}")),
        text(format!(
            "level=error ts=2026-11-21T22:14:26Z caller=a.go:1 err=\"InvalidAccessKeyId: {UNKNOWN}\\n\\t{tail}\""
        )),
        text(format!(
            "{{\"level\":\"error\",\"msg\":\"put failed\",\"error\":\"InvalidAccessKeyId: {UNKNOWN}\\n\\t{tail}\"}}"
        )),
        text(format!(
            "* aws_s3_bucket.a: 1 error(s) occurred:\n* aws_s3_bucket.a: InvalidAccessKeyId: {UNKNOWN}\n\t{tail}"
        )),
        text(format!("InvalidAccessKeyId: {}\n\t{tail}", UNKNOWN.replace("does not ", "does\nnot "))),
    ] {
        let (failures, _) = read(&row.text);
        let [found] = failures.as_slice() else { panic!("{}\n{failures:#?}", row.text) };
        assert_eq!(found.code.as_deref(), Some("InvalidAccessKeyId"), "{}", row.text);
        assert_eq!(
            (found.request_id.as_deref(), found.host_id.as_deref(), found.http_status),
            (Some(ID), Some(HOST_ID), Some(403)),
            "{}",
            row.text
        );
        assert_eq!((found.client, found.responder), (Some("go-v1"), Some("aws")), "{}", row.text);
    }
    let mut row = text(format!(
        "Error: creating IAM Role (x): InvalidClientTokenId: {INVALID}\n\tstatus code: 403, request id: {UUID}"
    ))
    .client("go-v1")
    .invalid_token();
    (row.status, row.request_id) = (Some(403), Some(UUID));
    row.check();
    let wrapped = format!("{}\n{}", UUID.get(..20).unwrap(), UUID.get(20..).unwrap());
    let mut row = text(format!("error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: InvalidClientTokenId: {INVALID}\n\tstatus code: 403, request id: {wrapped}"))
        .client("terraform-aws").invalid_token().call("sts", "GetCallerIdentity");
    (row.status, row.request_id) = (Some(403), Some(UUID));
    row.check();
    let mut row = text("rpc error: code = Unknown desc = InvalidAccessKeyId: \n\tstatus code: 403, request id: tx00000a1b2c3d4e5f60718-0065f1c2d3-1a2b3c-default, host id: ").client("go-v1").code("InvalidAccessKeyId");
    (row.status, row.request_id, row.responder) =
        (Some(403), Some("tx00000a1b2c3d4e5f60718-0065f1c2d3-1a2b3c-default"), Some("ceph"));
    row.check();
    let mut row = text("Forbidden: Forbidden\n\tstatus code: 403, request id: Q6HK1OCRW98WYQ0T, host id: ")
        .client("go-v1")
        .code("Forbidden");
    (row.status, row.request_id, row.message) = (Some(403), Some(ID), Some("Forbidden"));
    row.check();
    let mut row = text("s5cmd> ERROR \"ls s3://bkt\": InvalidAccessKeyId: The key '0005f1e2d3c4b5a0000000001' is not valid status code: 403, request id: 9b6e01f7ad2c5530, host id: adXXXX=").client("s5cmd").code("InvalidAccessKeyId");
    (row.status, row.request_id, row.host_id) = (Some(403), Some("9b6e01f7ad2c5530"), Some("adXXXX="));
    (row.message, row.key, row.responder) =
        (Some("The key '0005f1e2d3c4b5a0000000001' is not valid"), Some("0005f1e2d3c4b5a0000000001"), Some("b2"));
    row.check();
    text("NoCredentialProviders: no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors")
        .client("go-v1").code("NoCredentialProviders").local("no valid providers in chain. Deprecated.").check();
}

#[test]
fn go_2_is_read_through_wraps_and_boxes() {
    let s3 = format!(
        "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: {ID}, HostID: {HOST_ID}, api error InvalidAccessKeyId: {UNKNOWN}"
    );
    text(format!("2026/11/21 22:14:25 {s3}")).client("go-v2").unknown_key().s3_ids().call("s3", "ListBuckets").check();
    text(s3.replace(", https", ", exceeded maximum number of attempts, 3, https"))
        .client("go-v2")
        .unknown_key()
        .s3_ids()
        .call("s3", "ListBuckets")
        .check();
    let sts = format!(
        "operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: {UUID}, api error InvalidClientTokenId: {INVALID}"
    );
    let sts_row = |row: Expected, client| {
        let mut row = row.client(client).invalid_token().call("sts", "GetCallerIdentity");
        (row.status, row.request_id) = (Some(403), Some(UUID));
        row
    };
    sts_row(text(&sts), "go-v2").check();
    let wrapped = sts.replace("7c1e0f4a-52d1", "7c1e0f4a-5\n2d1").replace("api error", "api\nerror");
    sts_row(text(wrapped), "go-v2").check();
    let mut boxed = sts_row(
        text(format!(
            "╷\n│ Error: validating provider credentials: retrieving caller identity from STS: {sts}\n│ \n│   with provider[\"registry.terraform.io/hashicorp/aws\"],\n│   on main.tf line 1, in provider \"aws\":\n│    1: provider \"aws\" {{\n│ \n╵"
        )),
        "terraform-aws",
    );
    boxed.left = "with provider";
    let (failures, _) = read(&boxed.text);
    assert_eq!(failures.len(), 1);
    assert_eq!(
        (failures.first().unwrap().code.as_deref(), failures.first().unwrap().client),
        (Some("InvalidClientTokenId"), Some("terraform-aws"))
    );
    let mut row = text("operation error S3: ListObjectsV2, exceeded maximum number of attempts, 1, https response error StatusCode: 0, RequestID: , HostID: , request send failed, Get \"https://s3.amazonaws.com/example-bucket?list-type=2\": net/http: invalid header field value for \"Authorization\"")
        .client("go-v2").call("s3", "ListObjectsV2");
    row = row.local("request send failed, Get \"https://s3.amazonaws.com/example-bucket?list-type=2\": net/http: invalid header field value for \"Authorization\"");
    row.check();
    text("operation error STS: GetCallerIdentity, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client option, or \"AWS_EC2_METADATA_DISABLED\" environment variable")
        .client("go-v2").call("sts", "GetCallerIdentity")
        .local("get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client option, or \"AWS_EC2_METADATA_DISABLED\" environment variable").check();
    text("RequestError: send request failed\ncaused by: Post \"https://sts.amazonaws.com/\": net/http: invalid header field value for \"Authorization\"")
        .client("go-v1").call_service("sts").local("Post \"https://sts.amazonaws.com/\": net/http: invalid header field value for \"Authorization\"").check();
}

impl Expected {
    fn call_service(mut self, service: &'static str) -> Self {
        self.service = Some(service);
        self
    }
}

#[test]
fn java_puts_the_facts_in_brackets() {
    let details = format!(
        "(Service: Amazon S3; Status Code: 403; Error Code: InvalidAccessKeyId; Request ID: {ID}; S3 Extended Request ID: {HOST_ID}; Proxy: null), S3 Extended Request ID: {HOST_ID}"
    );
    let row = |text: Expected, client| text.client(client).unknown_key().s3_ids().call_service("s3");
    row(text(format!("com.amazonaws.services.s3.model.AmazonS3Exception: {UNKNOWN} {details}")), "java-v1").check();
    row(text(format!("Exception in thread \"main\" com.amazonaws.services.s3.model.AmazonS3Exception: {UNKNOWN} {details}\n\tat com.amazonaws.http.AmazonHttpClient$RequestExecutor.handleErrorResponse(AmazonHttpClient.java:1879)\n\tat a.B.c(D.java:1)\n\t... 12 more")), "java-v1").check();
    row(text(format!("java.nio.file.AccessDeniedException: s3a://b/k: getFileStatus on s3a://b/k: com.amazonaws.services.s3.model.AmazonS3Exception: {UNKNOWN} {details}:InvalidAccessKeyId")), "hadoop-s3a").check();
    row(text(format!("java.nio.file.AccessDeniedException: s3a://b/k: getFileStatus on s3a://b/k: software.amazon.awssdk.services.s3.model.S3Exception: {UNKNOWN} (Service: S3, Status Code: 403, Request ID: {ID}, Extended Request ID: {HOST_ID}):InvalidAccessKeyId")), "hadoop-s3a").check();
    let mut without_code = row(
        text(format!(
            "software.amazon.awssdk.services.s3.model.S3Exception: {UNKNOWN} (Service: S3, Status Code: 403, Request ID: {ID}, Extended Request ID: {HOST_ID}) (SDK Attempt Count: 1)"
        )),
        "java-v2",
    );
    without_code.code = None;
    without_code.check();
    let mut sts = text(format!("Caused by: software.amazon.awssdk.services.sts.model.StsException: {INVALID} (Service: Sts, Status Code: 403, Request ID: {UUID})")).client("java-v2").invalid_token().call_service("sts");
    (sts.code, sts.status, sts.request_id) = (None, Some(403), Some(UUID));
    sts.check();
    let mut head = text(format!("0000: com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden (Service: Amazon S3; Status Code: 403; Error Code: 403 Forbidden; \nRequest ID: {ID}; S3 Extended Request ID: {HOST_ID}; Proxy: \nnull), S3 Extended Request ID: {HOST_ID}:403 Forbidden")).client("java-v1").s3_ids().call_service("s3");
    (head.code, head.message, head.responder) = (Some("403 Forbidden"), Some("Forbidden"), Some("aws"));
    head.check();
    let mut ancient = row(
        text(format!(
            "Status Code: 403, AWS Service: Amazon S3, AWS Request ID: {ID}, AWS Error Code: InvalidAccessKeyId, AWS Error Message: {UNKNOWN}, S3 Extended Request ID: {HOST_ID}"
        )),
        "java-v1",
    );
    ancient.left = "";
    ancient.check();
    let (failures, _) = read(
        "com.amazonaws.SdkClientException: Unable to load AWS credentials from any provider in the chain: [EnvironmentVariableCredentialsProvider: Unable to load AWS credentials from environment variables (AWS_ACCESS_KEY_ID (or AWS_ACCESS_KEY) and AWS_SECRET_KEY (or AWS_SECRET_ACCESS_KEY)), SystemPropertiesCredentialsProvider: Unable to load]",
    );
    assert!(
        failures.iter().all(|failure| failure.local && failure.client == Some("java-v1")) && failures.len() == 1,
        "{failures:#?}"
    );
}

#[test]
fn dotnet_php_ruby_cpp_kotlin_and_swift_are_read() {
    let mut row = text(format!("Unhandled exception. Amazon.S3.AmazonS3Exception: {UNKNOWN}\n ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type 'Amazon.Runtime.Internal.HttpErrorResponseException' was thrown.\n   at Amazon.Runtime.HttpWebRequestMessage.ProcessHttpResponseMessage(HttpResponseMessage responseMessage)\n   --- End of inner exception stack trace ---\n   at Program.Main()")).client("dotnet").unknown_key();
    row.code = None;
    row.check();
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId><HostId>{HOST_ID}</HostId></Error>"
    );
    text(format!("PHP Fatal error:  Uncaught exception 'Aws\\S3\\Exception\\S3Exception' with message 'Error executing \"ListBuckets\" on \"https://s3.amazonaws.com/\"; AWS HTTP error: Client error: `GET https://s3.amazonaws.com/` resulted in a `403 Forbidden` response:\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided (truncated...)\n InvalidAccessKeyId (client): {UNKNOWN} - {body}'\n#0 /app/vendor/aws/aws-sdk-php/src/WrappedHttpHandler.php(195): f()\n#1 {{main}}"))
        .client("php-v3").unknown_key().s3_ids().key().call("s3", "ListBuckets").check();
    let mut row = text(format!("Aws::S3::Errors::InvalidAccessKeyId: {UNKNOWN}")).client("ruby-v3").unknown_key();
    row.service = Some("s3");
    row.check();
    let mut row = text(format!("/gems/seahorse/plugin.rb:17:in `call': {INVALID} (Aws::STS::Errors::InvalidClientTokenId)\n\tfrom /gems/aws-sdk-core/x.rb:22:in `call'")).client("ruby-v3").invalid_token();
    row.service = Some("sts");
    row.check();
    let mut row = text(format!(
        "E, [2026-11-21T21:55:40.098123 #7] ERROR -- : {INVALID} (Aws::STS::Errors::InvalidClientTokenId)"
    ))
    .client("ruby-v3")
    .invalid_token();
    row.service = Some("sts");
    row.check();
    text("unable to sign request without credentials set (Aws::Errors::MissingCredentialsError)")
        .client("ruby-v3")
        .local("unable to sign request without credentials set")
        .check();
    let mut row = text(format!("HTTP response code: 403\nResolved remote host IP address: 52.216.1.1\nRequest ID: {ID}\nException name: InvalidAccessKeyId\nError message: {UNKNOWN}\n2 response headers:\nconnection : close\nserver : AmazonS3")).client("cpp").unknown_key();
    (row.status, row.request_id) = (Some(403), Some(ID));
    row.check();
    let mut row = text(format!(
        "Exception in thread \"main\" aws.sdk.kotlin.services.s3.model.S3Exception: {UNKNOWN}, Request ID: {ID}"
    ))
    .client("kotlin")
    .unknown_key();
    (row.code, row.request_id, row.service) = (None, Some(ID), Some("s3"));
    row.check();
    let mut row = text(format!("UnknownAWSHTTPServiceError(typeName: Optional(\"InvalidAccessKeyId\"), message: Optional(\"{UNKNOWN}\"), requestID: Optional(\"{ID}\"), requestID2: Optional(\"{HOST_ID}\"), httpResponse: nil)")).client("swift").unknown_key().s3_ids();
    row.status = None;
    row.check();
    let mut row = text("Error making request with Error Code Forbidden and Http Status Code Forbidden. No further error information was returned by the service.").client("dotnet").code("Forbidden");
    (row.status, row.message) = (
        Some(403),
        Some(
            "Error making request with Error Code Forbidden and Http Status Code Forbidden. No further error information was returned by the service.",
        ),
    );
    row.check();
}

#[test]
fn rust_prints_everything_at_once() {
    let body = format!(
        "<?xml version=\\\"1.0\\\" encoding=\\\"UTF-8\\\"?>\\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId></Error>"
    );
    let meta = format!(
        "ErrorMetadata {{ code: Some(\"InvalidAccessKeyId\"), message: Some(\"{UNKNOWN}\"), extras: Some({{\"aws_request_id\": \"{ID}\", \"s3_extended_request_id\": \"{HOST_ID}\"}}) }}"
    );
    let service = format!(
        "ServiceError(ServiceError {{ source: Unhandled(Unhandled {{ source: {meta}, meta: {meta} }}), raw: Response {{ status: StatusCode(403), headers: {{\"server\": \"AmazonS3\", \"x-amz-request-id\": \"{ID}\"}}, body: SdkBody {{ inner: Once(Some(b\"{body}\")), retryable: true }}, extensions: Extensions {{ extensions_02x: Extensions }} }} }})"
    );
    text(format!("Error: {service}")).client("rust").unknown_key().s3_ids().key().check();
    text(format!("service error: unhandled error (InvalidAccessKeyId): Error {{ message: \"{UNKNOWN}\", code: \"InvalidAccessKeyId\", aws_request_id: \"{ID}\", s3_extended_request_id: \"{HOST_ID}\" }} ({service})"))
        .client("rust").unknown_key().s3_ids().key().check();
    text("dispatch failure: other: the credential provider was not enabled: no credentials found in chain. Attempted:\n  Environment: the credential provider was not enabled: environment variable not set\n  Profile: the credential provider was not enabled")
        .client("rust").local("no credentials found in chain. Attempted:\n  Environment: the credential provider was not enabled: environment variable not set\n  Profile: the credential provider was not enabled").check();
    let (failures, _) = read(
        "thread 'main' panicked at aws-runtime/src/auth.rs:10:5:\ncalled `Result::unwrap()` on an `Err` value: InvalidHeaderValue\nnote: run with `RUST_BACKTRACE=1`",
    );
    assert!(
        matches!(failures.as_slice(), [failure] if failure.local && failure.client == Some("rust") && failure.meaning == Some(crate::aws::errors::Meaning::InvalidHeaderValue)),
        "{failures:#?}"
    );
}

#[test]
fn tools_name_themselves() {
    let mut row = text(format!("ERROR: S3 error: 403 (InvalidAccessKeyId): {UNKNOWN}")).client("s3cmd").unknown_key();
    row.status = Some(403);
    row.check();
    let mut row = text("ERROR: S3 error: 403 (Forbidden)").client("s3cmd").code("Forbidden");
    row.status = Some(403);
    row.check();
    let mut row = text(format!("DEBUG: ErrorXML: Code: 'InvalidAccessKeyId'\nDEBUG: ErrorXML: Message: '{UNKNOWN}'\nDEBUG: ErrorXML: AWSAccessKeyId: '{KEY}'\nDEBUG: ErrorXML: RequestId: '{ID}'")).client("s3cmd").unknown_key().key();
    (row.request_id, row.left) = (Some(ID), "DEBUG:");
    row.check();
    let mut row = text(format!("Fatal: unable to open config file: Stat: {UNKNOWN}\nIs there a repository at the following location?\ns3:https://s3.amazonaws.com/bkt")).client("restic").unknown_key();
    row.code = None;
    row.service = Some("s3");
    row.check();
    let mut row =
        text("mc: <ERROR> Unable to list folder. The Access Key Id you provided does not exist in our records.")
            .client("mc");
    (row.message, row.responder) =
        (Some("The Access Key Id you provided does not exist in our records."), Some("minio"));
    row.check();
    let mut row = text(format!("[ERR] curl.cpp:RequestPerform(2074): HTTP response code 403, returning EPERM. Body Text: <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId><HostId>{HOST_ID}</HostId></Error>")).unknown_key().s3_ids().key();
    row.client = Some("s3fs");
    row.check();
    let (failures, _) = read(&format!(
        "{{\"status\":\"error\",\"error\":{{\"message\":\"Unable to list\",\"cause\":{{\"message\":\"{UNKNOWN}\",\"error\":{{\"Code\":\"InvalidAccessKeyId\",\"Message\":\"{UNKNOWN}\",\"BucketName\":\"\",\"Key\":\"\",\"Resource\":\"/\",\"RequestId\":\"{ID}\",\"HostId\":\"{HOST_ID}\"}}}},\"type\":\"fatal\"}}}}"
    ));
    assert!(
        matches!(failures.as_slice(), [failure] if failure.code.as_deref() == Some("InvalidAccessKeyId") && failure.host_id.as_deref() == Some(HOST_ID)),
        "{failures:#?}"
    );
}

#[test]
fn message_without_code_and_glued_codes_are_read() {
    let mut row = text(format!("ServerlessError: {INVALID}")).client("serverless").invalid_token();
    row.code = None;
    row.check();
    text(format!("InvalidClientTokenId{INVALID}")).invalid_token().check();
    text(format!("Error: Status: 403. Code: InvalidClientTokenId, Message: {INVALID}")).invalid_token().check();
    let (failures, _) = read(&format!("Message: {UNKNOWN} Stack: InvalidAccessKeyId: {UNKNOWN}"));
    assert_eq!(failures.iter().filter(|failure| failure.code.is_some()).count(), 1, "{failures:#?}");
    text(format!("[InvalidClientTokenId: {INVALID}] {{\n  '$fault': 'client'\n}}")).invalid_token().check();
    text(format!("InvalidClientTokenId => {INVALID}")).invalid_token().check();
    text(format!("AWS::SES::Errors::InvalidClientTokenId ({INVALID}):")).invalid_token().check();
    text(format!("AWS.AWSExceptions.AWSException: InvalidClientTokenId -- {INVALID}")).invalid_token().check();
    for (told, code) in [
        (
            format!(
                "We see `An error occurred (InvalidClientTokenId) when calling the GetUser operation: {INVALID}` now"
            ),
            "InvalidClientTokenId",
        ),
        (
            "listing: AWS was not able to validate the provided access credentials (AuthFailure)".to_owned(),
            "AuthFailure",
        ),
        ("InvalidArgument: Credential access key has length 20, should be 32".to_owned(), "InvalidArgument"),
    ] {
        let (failures, _) = read(&told);
        let [failure] = failures.as_slice() else { panic!("{told}\n{failures:#?}") };
        assert_eq!(failure.code.as_deref(), Some(code), "{told}");
        assert!(failure.message.as_ref().is_some_and(|message| !message.text().contains(['`', '('])), "{told}");
    }
    let mut row = text(format!("get error InvalidClientTokenId : Unexpected error: {INVALID}")).invalid_token();
    row.message = Some("Unexpected error: The security token included in the request is invalid.");
    row.check();
    let call = "on request (4Q…) on table (events) when calling the PutItem operation";
    text(format!("pynamodb.exceptions.TableError: Failed to create table: An error occurred (InvalidClientTokenId) {call}: {INVALID}"))
        .client("boto3")
        .invalid_token()
        .call("dynamodb", "PutItem")
        .check();
    text(format!("provider.aws: InvalidClientTokenId: {INVALID}")).client("terraform-aws").invalid_token().check();
    let mut row = text("AuthFailure: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'XXXXXXXXXXXXXXX'").code("AuthFailure");
    row.responder = Some("aws");
    (row.message, row.key) = (
        Some(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'XXXXXXXXXXXXXXX'",
        ),
        Some("XXXXXXXXXXXXXXX"),
    );
    row.check();
}

#[test]
fn details_that_a_log_cut_end_with_their_line() {
    let java = format!(
        "com.amazonaws.services.s3.model.AmazonS3Exception: {UNKNOWN} (Service: Amazon S3; Status Code: 403; Error Code: InvalidAccessKeyId"
    );
    for tail in [";", ",", "; Requ", "; Request ID: 4442587F..."] {
        let (failures, _) = read(&format!("{java}{tail}\nAWS_REGION=eu-west-1\nIt works on my machine (sometimes)\n"));
        let [failure] = failures.as_slice() else { panic!("{tail}\n{failures:#?}") };
        assert_eq!((failure.code.as_deref(), failure.http_status), (Some("InvalidAccessKeyId"), Some(403)), "{tail}");
    }
}

#[test]
fn prose_that_names_a_code_is_no_error() {
    for text in [
        "we get InvalidAccessKeyId errors since this morning",
        "Is InvalidClientTokenId the same as UnrecognizedClientException?",
        "See the page about ExpiredToken, AccessDenied and SignatureDoesNotMatch.",
        "The provided key was rotated last week; the request is attached.",
        "status code: 200, all fine",
        "{\"code\": \"ok\", \"message\": \"The request was accepted\"}",
        "https://docs.aws.amazon.com/errors#InvalidAccessKeyId: see there",
    ] {
        let (failures, _) = read(text);
        assert!(failures.is_empty(), "{text}\n{failures:#?}");
    }
}

#[test]
fn services_that_use_s3_pass_its_errors_on() {
    let row = |text: Expected, client| text.client(client).unknown_key().s3_ids().call_service("s3");
    row(text(format!("error:  S3ServiceException:{UNKNOWN},Status 403,Error InvalidAccessKeyId,Rid {ID},ExtRid {HOST_ID},CanRetry 1")), "redshift").check();
    let mut snowflake = text("Failure using stage area. Cause: [The AWS Access Key Id you provided is not valid. (Status Code: 403; Error Code: InvalidAccessKeyId)]").client("java-v1").code("InvalidAccessKeyId");
    (snowflake.status, snowflake.message) = (Some(403), Some("The AWS Access Key Id you provided is not valid."));
    snowflake.responder = Some("aws");
    let (failures, _) = read(&snowflake.text);
    assert!(
        matches!(failures.as_slice(), [failure] if failure.code.as_deref() == Some("InvalidAccessKeyId") && failure.http_status == Some(403)),
        "{failures:#?}"
    );
    let elastic = format!(
        "{{\"type\":\"repository_verification_exception\",\"caused_by\":{{\"type\":\"amazon_s3_exception\",\"reason\":\"{UNKNOWN} (Service: Amazon S3; Status Code: 403; Error Code: InvalidAccessKeyId; Request ID: {ID}; S3 Extended Request ID: {HOST_ID})\"}}}}"
    );
    let (failures, _) = read(&elastic);
    assert!(
        matches!(failures.as_slice(), [failure] if failure.host_id.as_deref() == Some(HOST_ID) && failure.message.as_ref().map(View::text) == Some(UNKNOWN)),
        "{failures:#?}"
    );
    let lambda = format!(
        "{{\"errorMessage\": \"An error occurred (UnrecognizedClientException) when calling the ListTables operation: {INVALID}\", \"errorType\": \"ClientError\", \"stackTrace\": [\"a\"]}}"
    );
    let (failures, _) = read(&lambda);
    assert!(
        matches!(failures.as_slice(), [failure] if failure.client == Some("boto3") && failure.message.as_ref().map(View::text) == Some(INVALID)),
        "{failures:#?}"
    );
}

#[test]
fn answers_without_a_body_keep_their_status() {
    let mut row = text("Forbidden: null\n    at Request.extractError (/app/node_modules/aws-sdk/lib/services/s3.js:757:35) {\n  code: 'Forbidden',\n  region: null,\n  requestId: 'Q6HK1OCRW98WYQ0T',\n  extendedRequestId: 'x',\n  statusCode: 403,\n  retryable: false\n}").client("js-v2").code("Forbidden");
    (row.status, row.request_id, row.host_id) = (Some(403), Some(ID), Some("x"));
    row.check();
    let mut row = text("service error: unhandled error: Error { s3_extended_request_id: \"x\", aws_request_id: \"Q6HK1OCRW98WYQ0T\" } (ServiceError(ServiceError { source: Unhandled(Unhandled { source: ErrorMetadata { code: None, message: None, extras: Some({\"aws_request_id\": \"Q6HK1OCRW98WYQ0T\"}) }, meta: ErrorMetadata { code: None, message: None, extras: None } }), raw: Response { status: StatusCode(403), headers: {\"x-amz-id-2\": \"x\"}, body: SdkBody { inner: Once(None), retryable: true } } }))").client("rust");
    (row.status, row.request_id, row.host_id) = (Some(403), Some(ID), Some("x"));
    row.check();
}

#[test]
fn what_was_never_sent_is_local() {
    for (told, client) in [
        ("NetworkingError: Invalid character in header content [\"Authorization\"]", None),
        (
            "Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers",
            Some("configure-aws-credentials"),
        ),
        ("Error: 'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided", None),
        (
            "Need to perform AWS calls for account 123456789012, but the current credentials are for 210987654321",
            Some("cdk"),
        ),
        ("failed to get shared config profile, nope", None),
        ("aws: [ERROR]: The profile \"both\" contains both source_profile and credential_source.", Some("aws-cli-2")),
        (
            "aws: [ERROR]: An error occurred (Configuration): Unable to retrieve credentials: no credentials found",
            Some("aws-cli-2"),
        ),
        (
            "software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): Unable to load credentials from system settings. Access key must be specified either via environment variable (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).]",
            Some("java-v2"),
        ),
        ("│ Error: No valid credential sources found", Some("terraform-aws")),
        ("s3fs: could not determine how to establish security credentials.", Some("s3fs")),
        ("java.lang.IllegalArgumentException: Illegal character(s) in message header value: AWS4-HMAC-SHA256", None),
        ("System.FormatException: New-line characters are not allowed in header values.", None),
        ("ArgumentError: header field value cannot include CR/LF", None),
        ("botocore.exceptions.ProfileNotFound: The config profile (nope) could not be found", Some("boto3")),
        ("    return os.environ[name]\nKeyError: 'AWS_ACCESS_KEY_ID'", None),
        ("run.sh: line 7: AWS_ACCESS_KEY_ID: unbound variable", None),
        ("ERROR s3 > Failed ('Couldn't find AWS credentials in environment, credentials file, or IAM role.').", None),
        ("Preparing deploy\nmissing access_key_id\nfailed to deploy", None),
        ("#0 unexpected error error_class=RuntimeError error=\"No valid AWS credentials found.\"", None),
        (
            "AmazonClientException: The retrieved credentials have already expired: Now = 1, Credentials expiration = 0",
            None,
        ),
    ] {
        let (failures, _) = read(told);
        assert!(
            matches!(failures.as_slice(), [failure] if failure.local && failure.client == client && failure.responder.is_none()),
            "{told}\n{failures:#?}"
        );
    }
}

#[test]
fn objects_and_old_forms_are_read() {
    let mut row = text(format!("Error Domain=com.amazonaws.AWSServiceErrorDomain Code=13 \"(null)\" UserInfo={{Code=InvalidClientTokenId, Message={INVALID}, Type=Sender}}")).client("ios-v2").invalid_token();
    row.left = "Error Domain=com.amazonaws.AWSServiceErrorDomain Code=13 \"(null)\" UserInfo=";
    row.check();
    let mut row = text(format!("AWS Error Code: InvalidClientTokenId, Status Code: 403, AWS Request ID: {UUID}, AWS Error Type: client, AWS Error Message: {INVALID}, User-Agent: aws-sdk-php2/2.8.31 Guzzle/3.9.3")).client("php-v2").invalid_token();
    (row.status, row.request_id) = (Some(403), Some(UUID));
    row.check();
    let mut row = text(format!("{{ [InvalidAccessKeyId: {UNKNOWN}]\n  message: '{UNKNOWN}',\n  code: 'InvalidAccessKeyId',\n  region: null,\n  requestId: '{ID}',\n  statusCode: 403,\n  retryable: false }}")).unknown_key();
    (row.status, row.request_id) = (Some(403), Some(ID));
    row.check();
    let found =
        read(&format!("{{ [S3Error: {UNKNOWN}]\n  code: 'InvalidAccessKeyID',\n  key: '',\n  amzId2: null }}")).0;
    assert_eq!(found[0].code.as_deref(), Some("InvalidAccessKeyID"));
    let found = read(&format!("error: [API] Bootstrap error > {UNKNOWN} {{\"code\":\"InvalidAccessKeyId\",\"requestid\":\"{ID}\",\"amzId2\":null,\"stack\":\"S3Error: {UNKNOWN}\\n    at f (a.js:1:2)\"}}")).0;
    assert_eq!((found.len(), found[0].code.as_deref()), (1, Some("InvalidAccessKeyId")));
    for parts in [
        format!(
            "minio.error.S3Error: S3 operation failed; code: InvalidAccessKeyId, message: {UNKNOWN}, resource: /b, request_id: {ID}, host_id: x"
        ),
        format!(
            "ErrorResponse(code = InvalidAccessKeyId, message = {UNKNOWN}, bucketName = null, requestId = {ID}, hostId = x)"
        ),
    ] {
        let mut row = text(parts).unknown_key();
        row.request_id = Some(ID);
        row.host_id = Some("x");
        row.left = "";
        row.check();
    }
    let mut row = text(format!("#<Aws::S3::Errors::InvalidAccessKeyId: {UNKNOWN}>")).client("ruby-v3").unknown_key();
    row.service = Some("s3");
    row.check();
}

#[test]
fn what_stands_beside_a_message_belongs_to_it() {
    let denied = "The request signature we calculated does not match the signature you provided. Check your key.";
    for line in [
        format!("error: {denied} {{\"$metadata\":{{\"httpStatusCode\":403}},\"Code\":\"SignatureDoesNotMatch\"}}"),
        format!(
            "fatal: [host]: FAILED! => {{\"a\": 1, \"b\": 2, \"c\": 3, \"error\": {{\"code\": \"SignatureDoesNotMatch\", \"message\": \"{denied}\"}}}}"
        ),
        format!(
            "[21.11.2026 21:55:40] <01> Error S3 error: {denied}\n[21.11.2026 21:55:40] <01> Error Code: SignatureDoesNotMatch', error code: 403"
        ),
        // The zeros of the time begin no dump, for which looking far would have used up what may be looked at.
        "{\"level\": 50, \"time\": 1795000000000, \"pid\": 1, \"err\": {\"type\": \"SignatureDoesNotMatch\", \"message\": \"Access Denied\", \"stack\": \"SignatureDoesNotMatch: x\\n    at x (/app/a.js:1:1)\", \"$metadata\": {\"httpStatusCode\": 403}, \"Code\": \"SignatureDoesNotMatch\"}, \"msg\": \"Access Denied\"}".to_owned(),
        "error: Access Denied {\"Code\":\"SignatureDoesNotMatch\",\"message\":\"Access Denied\"}".to_owned(),
    ] {
        let found = read(&line).0;
        assert_eq!((found.len(), found[0].code.as_deref()), (1, Some("SignatureDoesNotMatch")), "{line}");
        let message = found[0].message.as_ref().map_or("", View::text);
        assert!(denied.starts_with(message) || message == "Access Denied", "{message}");
    }
}

#[test]
fn no_prefix_of_any_text_panics_or_reads_more_than_there_is() {
    let texts = [
        format!(
            "Traceback (most recent call last):\n  File \"a\", line 1\n    x\nbotocore.exceptions.ClientError: An error occurred (InvalidAccessKeyId) when calling the PutObject operation: {UNKNOWN}"
        ),
        format!(
            "InvalidAccessKeyId: {UNKNOWN}\n    at f (a.js:1:2) {{\n  '$metadata': {{ httpStatusCode: 403 }},\n  Code: 'é'\n}}"
        ),
        format!(
            "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: {ID}, api error InvalidAccessKeyId: {UNKNOWN}"
        ),
        format!("x: InvalidAccessKeyId: {UNKNOWN}\n\tstatus code: 403, request id: {UUID}, host id: é"),
        format!(
            "a.b.CException: {UNKNOWN} (Service: S3; Status Code: 403; Error Code: X; Request ID: y), S3 Extended Request ID: z:InvalidAccessKeyId"
        ),
        format!(
            "Error executing \"ListBuckets\" on \"https://s3/\"; AWS HTTP error: `403`\n<Error><Code>X (truncated...)\n InvalidAccessKeyId (client): {UNKNOWN} - <Error><Code>X</Code></Error>"
        ),
        format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>{INVALID}</Message></Error></ErrorResponse>"
        ),
        format!("{{\"__type\":\"a#ExpiredTokenException\",\"message\":\"{INVALID}\"}}"),
        "Exception name: InvalidAccessKeyId\nError message: é\n3 response headers:\na : b".to_owned(),
        "Invalid header value b'AWS4-HMAC-SHA256 Credential=é\\r/20261121/us-east-1/s3/aws4_request'".to_owned(),
    ];
    for text in &texts {
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let _ = read(text.get(..end).unwrap());
            let _ = read(text.get(end..).unwrap());
        }
    }
}

#[test]
fn programs_put_words_of_their_own_around_an_error() {
    for expected in [
        text(format!("x: s3 upload: 403 Forbidden: InvalidAccessKeyId: {UNKNOWN}\n\tstatus code: 403, request id: {ID}, host id: {HOST_ID}"))
            .client("go-v1")
            .unknown_key()
            .s3_ids(),
        text(format!("==> amazon-ebs: Error querying AMI: InvalidClientTokenId: {INVALID}\n==> amazon-ebs: \tstatus code: 403, request id: {UUID}"))
            .client("go-v1")
            .invalid_token()
            .status(403)
            .id(UUID),
        text(format!("FATAL: received: 403 Forbidden. Request failed with code: InvalidAccessKeyId, message: {UNKNOWN}"))
            .unknown_key(),
        text(format!("ListBuckets error: InvalidAccessKeyId Unable to parse ExceptionName: InvalidAccessKeyId Message: {UNKNOWN}"))
            .client("cpp")
            .unknown_key(),
        text(format!("[error] [output:s3:s3.1] PutObject API responded with error='InvalidAccessKeyId', message='{UNKNOWN}'"))
            .unknown_key()
            .call("s3", "PutObject"),
        text(format!("[ERROR][logstash.outputs.s3] Uploading failed {{:exception=>Aws::S3::Errors::InvalidAccessKeyId, :message=>\"{UNKNOWN}\", :path=>\"/tmp/a\"}}"))
            .client("ruby-v3")
            .unknown_key()
            .of("s3"),
        text(format!("[warn]: failed to flush the buffer. retry_times=1 error_class=Aws::S3::Errors::InvalidAccessKeyId error=\"{UNKNOWN}\""))
            .client("ruby-v3")
            .unknown_key()
            .of("s3"),
        text(format!("error_class=\"Aws::S3::Errors::InvalidAccessKeyId\" error=\"{UNKNOWN}\" plugin_id=\"x\""))
            .client("ruby-v3")
            .unknown_key()
            .of("s3"),
        text(format!("Aws::S3::Errors::InvalidAccessKeyId ({UNKNOWN}):")).client("ruby-v3").unknown_key().of("s3"),
        text(format!("     Aws::S3::Errors::InvalidAccessKeyId:\n       {UNKNOWN}\n     # ./gems/aws-sdk-core-3.1/a.rb:17:in `call'"))
            .client("ruby-v3")
            .unknown_key()
            .of("s3"),
        text(format!("I, [2026-11-21T21:55:40.098123 #7]  INFO -- : [Aws::S3::Client 403 0.14 0 retries] list_buckets() Aws::S3::Errors::InvalidAccessKeyId {UNKNOWN}"))
            .client("ruby-v3")
            .unknown_key()
            .of("s3"),
        text(format!("InvalidClientTokenId 403 {INVALID}")).invalid_token(),
        text(format!("2026/11/21 21:55:40 code: InvalidAccessKeyId, message: {UNKNOWN}, fault: unknown")).unknown_key(),
        text(format!("{{\\\"message\\\":\\\"The security token included in the request i (truncated...)\n InvalidClientTokenId (client): {INVALID} - {{\\\"__type\\\":\\\"x\\\"}}"))
            .client("php-v3")
            .invalid_token(),
        text(format!("{{\"error\": {{\"code\": \"InvalidClientTokenId\", \"message\": \"{INVALID}\"}}, \"msg\": \"Unable to list roles: An error occurred (InvalidClientTokenId) when calling the ListRoles operation: {INVALID}\", \"response_metadata\": {{\"http_status_code\": 403, \"request_id\": \"{UUID}\"}}}}"))
            .client("boto3")
            .invalid_token()
            .call("iam", "ListRoles")
            .status(403)
            .id(UUID),
    ] {
        expected.check();
    }
}

#[test]
fn the_causes_of_a_rust_error_are_one() {
    text(format!("1: Error {{ code: \"InvalidAccessKeyId\", message: \"{UNKNOWN}\", aws_request_id: \"{ID}\" }}"))
        .client("rust")
        .unknown_key()
        .id(ID)
        .check();
}

#[test]
fn old_versions_of_node_print_members_below_the_stack() {
    text(format!("failed: {{ InvalidAccessKeyId: {UNKNOWN}\n    at Request.extractError (/a/node_modules/aws-sdk/lib/services/s3.js:577:35)\n  message: '{UNKNOWN}',\n  code: 'InvalidAccessKeyId',\n  region: null,\n  requestId: '{ID}',\n  extendedRequestId: '{HOST_ID}',\n  statusCode: 403,\n  retryDelay: 38.5 }}"))
        .client("js-v2")
        .unknown_key()
        .s3_ids()
        .check();
}

#[test]
fn objects_of_programs_name_the_code_in_their_own_way() {
    for expected in [
        text(format!("S3Error: {UNKNOWN}\n    at parse (/a/node_modules/minio/dist/main/xml.js:30:13)\n    at async /a/b.js:1:2 {{\n  code: 'InvalidAccessKeyId',\n  awsaccesskeyid: '{KEY}',\n  requestid: '{ID}',\n  amzBucketRegion: undefined\n}}"))
            .unknown_key()
            .id(ID)
            .key(),
        text(format!("2026-11-21T21:55:40.098Z [error]: {INVALID} InvalidClientTokenId: {INVALID}\n    at P.x (/a/node_modules/@aws-sdk/core/index.js:79:67)"))
            .client("js-v3")
            .invalid_token(),
        text(format!("{{\"name\":\"api\",\"pid\":7,\"level\":50,\"err\":{{\"message\":\"{INVALID}\",\"name\":\"InvalidClientTokenId\"}},\"msg\":\"upload failed\",\"v\":0}}"))
            .invalid_token(),
        text(format!("{{\"error\":\"InvalidClientTokenId\",\"message\":\"{INVALID}\",\"path\":\"/upload\"}}"))
            .invalid_token(),
        text(format!("{{\n      \"type\": \"Error\",\n      \"message\": \"{INVALID}\",\n      \"stack\":\n          InvalidClientTokenId: {INVALID}\n              at P.x (/a/node_modules/@aws-sdk/core/index.js:79:67)\n              at async /a/b.js:1:2\n      \"code\": \"InvalidClientTokenId\",\n      \"requestId\": \"{UUID}\",\n      \"statusCode\": 403\n    }}"))
            .client("js-v3")
            .invalid_token()
            .status(403)
            .id(UUID),
        text(format!("InvalidAccessKeyId {{\n  httpStatusCode: 403,\n  requestId: '{ID}',\n  extendedRequestId: '{HOST_ID}',\n  attempts: 1\n}}"))
            .code("InvalidAccessKeyId")
            .s3_ids()
            .by("aws"),
        text(format!("{{\"stack\":\"InvalidClientTokenId: {INVALID}\\n    at P.x (/a/b.js:79:67)\",\"message\":\"{INVALID}\",\"requestId\":\"{UUID}\",\"name\":\"InvalidClientTokenId\"}}"))
            .invalid_token()
            .id(UUID),
        text(format!("ErrorMetadata {{ code: Some(\"InvalidClientTokenId\"), message: Some(\"{INVALID}\"), extras: Some({{\"aws_request_id\": \"{UUID}\"}}) }}"))
            .client("rust")
            .invalid_token()
            .id(UUID),
    ] {
        expected.check();
    }
}

#[test]
fn the_signed_request_beside_an_error_is_read_for_itself() {
    let text = format!(
        "{{\n  \"stack\": \"AccessDenied: Access Denied\\n    at P.x (/a/b.js:1:2)\",\n  \"$response\": {{\n    \"statusCode\": 403,\n    \"_header\": \"GET /x HTTP/1.1\\r\\nauthorization: AWS4-HMAC-SHA256 Credential={KEY}/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=6b\\r\\n\"\n  }},\n  \"message\": \"Access Denied\",\n  \"Code\": \"AccessDenied\"\n}}\n"
    );
    let reading = super::FORMAT.first(&text).unwrap();
    assert_eq!((reading.range, reading.nested.len()), (0..text.len() - 1, 1));
}

#[test]
fn the_line_of_the_program_that_throws_is_no_error() {
    let words = "Could not load credentials from any providers";
    let (failures, _) = read(&format!(
        "/a/index.js:155\n        throw new CredentialsProviderError(\"{words}\", {{\n              ^\n\nCredentialsProviderError: {words}\n    at /a/index.js:155:15 {{\n  tryNextLink: false\n}}\n"
    ));
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!(failure.message.as_ref().map(View::text), Some(words));
}

#[test]
fn a_class_may_stand_before_its_code() {
    text(format!("S3ServiceException [InvalidAccessKeyId]: {UNKNOWN}\n    at P.x (/a/node_modules/@aws-sdk/core/index.js:60:67) {{\n  '$fault': 'client',\n  '$metadata': {{ httpStatusCode: 403, requestId: '{ID}', extendedRequestId: '{HOST_ID}' }},\n  AWSAccessKeyId: '{KEY}'\n}}"))
        .client("js-v3")
        .unknown_key()
        .s3_ids()
        .key()
        .check();
}

#[test]
fn what_the_object_store_of_rust_passes_on_is_one_error() {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>{ID}</RequestId><HostId>{HOST_ID}</HostId></Error>"
    );
    let sent = "Error performing GET https://s3.eu-west-1.amazonaws.com/bkt?list-type=2&prefix=a in 83.1ms";
    text(format!("polars.exceptions.ComputeError: Generic S3 error: {sent} - Server returned non-2xx status code: 403 Forbidden: {body}"))
        .unknown_key()
        .s3_ids()
        .status(403)
        .of("s3")
        .key()
        .check();
    text(format!("OSError: Generic S3 error: Client error with status 403 Forbidden: {body}"))
        .unknown_key()
        .s3_ids()
        .status(403)
        .key()
        .check();
    for bare in [
        format!("Generic S3 error: {sent} - Server returned non-2xx status code: 403 Forbidden: "),
        "OSError: Generic S3 error: Client error with status 403 Forbidden: No Body".to_owned(),
    ] {
        let (failures, _) = read(&bare);
        let [failure] = failures.as_slice() else { panic!("{bare}\n{failures:#?}") };
        assert_eq!(
            (failure.code.as_deref(), failure.http_status, failure.client),
            (Some("403"), Some(403), None),
            "{bare}"
        );
    }
}

#[test]
fn the_header_of_another_service_is_not_awss() {
    for value in ["\\\"Bearer x\\n\\\"", "\"Basic eDp5\\n\"", "b'Bearer x\\n'"] {
        let (failures, _) = read(&format!(
            "Get \"https://api.example.org/v1\": net/http: invalid header field value {value} for key Authorization"
        ));
        assert!(failures.is_empty(), "{value}\n{failures:#?}");
    }
}

#[test]
fn a_class_alone_says_what_is_missing() {
    let (failures, _) = read("It fails with `Aws::Errors::MissingCredentialsError` since then.");
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!((failure.code.as_deref(), failure.local), (Some("MissingCredentialsError"), true));
    for told in ["provide cred>", "provide credentials with one of the following options:\n  - :credentials):"] {
        let (failures, _) =
            read(&format!("[1] Aws::Sigv4::Errors::MissingCredentialsError (missing credentials, {told}\n"));
        let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
        assert_eq!(failure.meaning, Some(crate::aws::errors::Meaning::MissingCredentials), "{told}");
    }
    let bare = "AWSClient: HTTP response code: 403\nRequest ID: \nException name: \nError message: No response body.\n1 response headers:\nserver : AmazonS3\n";
    let (failures, left) = read(bare);
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!((failure.code.as_deref(), failure.http_status, left.as_str()), (Some("403"), Some(403), ""));
    let (failures, _) = read(
        "error: unable to validate AWS AccessKeyID and/or SecretAccessKey - see https://pulumi.io/install/aws.html for details on configuration: no valid credential sources for  found.",
    );
    assert!(failures.iter().all(|failure| failure.local) && failures.len() == 1, "{failures:#?}");
    let (failures, _) = read("Error message: Unable to parse ExceptionName: UnauthorizedOperation");
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!((failure.code.as_deref(), failure.client), (Some("UnauthorizedOperation"), Some("cpp")));
}

#[test]
fn members_of_an_object_in_an_object_are_no_listing() {
    let (failures, _) = read(&format!(
        "Err : {{ StatusCode: 403,\n  Body:\n   {{ ErrorResponse:\n      {{ Error:\n         {{ Type: 'Sender',\n           Code: 'InvalidClientTokenId',\n           Message: '{INVALID}' }} }} }} }}\n"
    ));
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!(failure.message.as_ref().map(View::text), Some(INVALID));
    assert_eq!((failure.code.as_deref(), failure.client), (Some("InvalidClientTokenId"), None));
}

#[test]
fn what_excon_says_of_the_status_yields_to_the_body() {
    let head =
        "Excon::Error::Forbidden: Expected(200) <=> Actual(403 Forbidden)\nexcon.error.response\n  :body          => ";
    let (failures, _) = read(&format!(
        "{head}\"<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><RequestId>{ID}</RequestId></Error>\"\n"
    ));
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"));
    let (failures, _) = read(&format!("{head}\"\"\n"));
    assert_eq!(failures.first().and_then(|failure| failure.code.as_deref()), Some("Forbidden"));
}

#[test]
fn a_body_behind_words_of_http_is_the_error() {
    let (failures, _) = read(&format!(
        "ERROR : a: Failed to copy: s3 upload: 403 Forbidden: <?xml version='1.0' encoding='UTF-8'?>\n<Error><Code>InvalidAccessKeyId</Code><Message>{UNKNOWN}</Message><Resource /><RequestId>{UUID}</RequestId></Error>\n"
    ));
    let [failure] = failures.as_slice() else { panic!("{failures:#?}") };
    assert_eq!((failure.code.as_deref(), failure.responder), (Some("InvalidAccessKeyId"), Some("internet-archive")));
}
