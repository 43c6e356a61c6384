//! What nine programs did in nineteen environments: run with the real SDKs, or read in the sources of those of Java and
//! .NET. The keys: E in the environment, A under the old names there, D in the default profile, V in the profile `dev`
//! of the credentials file, C in the profile `cfg` of the config file, WI by web identity; `+S`, `+L`, `+N` is the
//! session token that went along. `!` is an error or no credentials at all, `.` is not known.

use super::{File, Holding, Outcome, Presence, Profile, Surroundings, of, resolve};

const COLUMNS: [&str; 9] =
    ["botocore", "aws-cli-2", "go-v1", "go-v2", "js-v2", "js-v3", "rust", "java-v2", "dotnet-v3"];

const E: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "E"), ("AWS_SECRET_ACCESS_KEY", "s")];
const S: (&str, &str) = ("AWS_SESSION_TOKEN", "S");
const L: (&str, &str) = ("AWS_SECURITY_TOKEN", "L");
const DEV: (&str, &str) = ("AWS_PROFILE", "dev");

struct Row {
    variables: Vec<(&'static str, &'static str)>,
    option: Option<&'static str>,
    cells: &'static str,
}

fn rows() -> Vec<Row> {
    let row =
        |variables: &[(&'static str, &'static str)], cells| Row { variables: variables.to_vec(), option: None, cells };
    let with = |more: &[(&'static str, &'static str)], cells| row(&[&E[..], more].concat(), cells);
    vec![
        with(&[], "E E E E E E E E D"),
        with(&[DEV], "E E E E E V E E V"),
        Row { option: Some("dev"), ..with(&[], "V V V V . V E E .") },
        with(&[("AWS_PROFILE", "nope")], "! ! E ! E ! E E E"),
        row(&E[..1], "! ! D D D D D D D"),
        row(&E[1..], "D D D D D D D D D"),
        row(&[("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")], "D D D D D D D D D"),
        row(&[("AWS_ACCESS_KEY_ID", "E"), ("AWS_SECRET_ACCESS_KEY", "")], "! ! D D D D D D D"),
        row(&[("AWS_ACCESS_KEY", "A"), ("AWS_SECRET_KEY", "s")], "D D A A D D D D D"),
        with(&[S], "E+S E+S E+S E+S E+S E+S E+S E+S D"),
        with(&[L, S], "E+L E+L E+S E+S E+S E+S E+S E+S D"),
        with(&[L], "E+L E+L E E E E E E D"),
        row(&[("AWS_DEFAULT_PROFILE", "dev")], "V V D V D D D D D"),
        row(&[DEV, ("AWS_DEFAULT_PROFILE", "cfg")], "C V V V V V V V V"),
        row(&[("AWS_PROFILE", "")], "! ! D D D D ! . !"),
        row(&[("AWS_PROFILE", "cfg")], "C C ! C C C C C C"),
        row(
            &[("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"), ("AWS_ROLE_ARN", "arn:aws:iam::1:role/x")],
            "WI WI WI WI D D D WI WI",
        ),
    ]
}

fn profile(name: &str, file: File) -> Profile {
    Profile { name: name.into(), file, holds: vec![Holding::Static] }
}

/// The key that `sdk` uses in the environment of `row`.
fn used(sdk: &str, row: &Row) -> String {
    let mut around = Surroundings {
        variables: row.variables.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
        variables_complete: true,
        profiles: vec![
            profile("default", File::Credentials),
            profile("dev", File::Credentials),
            profile("cfg", File::Config),
        ],
        profiles_complete: true,
        profile_option: row.option.map(str::to_owned),
        explicit: Presence::Absent,
        explicit_session: Presence::Absent,
        properties: Presence::Absent,
        instance: Presence::Absent,
        ..Surroundings::default()
    };
    // The SDK for JavaScript v2 was run so.
    if sdk == "js-v2" {
        around.variables.insert("AWS_SDK_LOAD_CONFIG".into(), "1".into());
    }
    let chain = of(sdk).unwrap();
    let Outcome::Won(winner) = resolve(chain, &around).outcome else { return "!".into() };
    let token = winner.token_variable.map_or(String::new(), |name| format!("+{}", around.variables.get(name).unwrap()));
    match (winner.id_variable, winner.profile) {
        (Some(name), _) => format!("{}{token}", around.variables.get(name).unwrap()),
        (None, Some(picked)) => match picked.name.as_str() {
            "default" => "D".into(),
            "dev" => "V".into(),
            other => other.get(..1).unwrap_or("?").to_uppercase(),
        },
        (None, None) => "WI".into(),
    }
}

#[test]
fn every_cell_of_the_behaviour_matrix() {
    for row in rows() {
        for (sdk, expected) in COLUMNS.iter().zip(row.cells.split(' ')) {
            if expected != "." {
                assert_eq!(used(sdk, &row), expected, "{sdk} with {:?} and option {:?}", row.variables, row.option);
            }
        }
    }
}

/// A key with a blank is sent as it stands by all but Java, which trims it; a line break is refused before anything is
/// sent, or trimmed.
#[test]
fn only_java_trims_variables() {
    for sdk in COLUMNS {
        assert_eq!(of(sdk).unwrap().trims_environment, Some(sdk == "java-v2"), "{sdk}");
    }
}

#[test]
fn go_v1_reads_the_config_file_on_request_only() {
    let variables = vec![("AWS_DEFAULT_PROFILE", "cfg"), ("AWS_SDK_LOAD_CONFIG", "true")];
    assert_eq!(used("go-v1", &Row { variables, option: None, cells: "" }), "C");
}

#[test]
fn a_role_in_a_profile_and_static_keys() {
    let around = Surroundings {
        variables_complete: true,
        profiles_complete: true,
        profiles: vec![Profile {
            name: "default".into(),
            file: File::Config,
            holds: vec![Holding::Static, Holding::RoleFromProfile],
        }],
        explicit: Presence::Absent,
        explicit_session: Presence::Absent,
        properties: Presence::Absent,
        instance: Presence::Absent,
        ..Surroundings::default()
    };
    for (sdk, holding) in [
        ("botocore", Holding::RoleFromProfile),
        ("js-v3", Holding::RoleFromProfile),
        ("go-v2", Holding::RoleFromProfile),
        ("rust", Holding::RoleFromProfile),
        ("kotlin", Holding::Static),
    ] {
        let Outcome::Won(winner) = resolve(of(sdk).unwrap(), &around).outcome else { panic!("{sdk}: nothing") };
        assert_eq!(winner.profile.unwrap().holding, Some((holding, File::Config)), "{sdk}");
    }
}

#[test]
fn a_container_rules_out_the_instance_where_the_sdk_says_so() {
    let around = Surroundings {
        variables: [(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI".to_owned(),
            "http://169.254.170.23/v1/credentials".to_owned(),
        )]
        .into_iter()
        .collect(),
        variables_complete: true,
        profiles_complete: true,
        explicit: Presence::Absent,
        explicit_session: Presence::Absent,
        properties: Presence::Absent,
        ..Surroundings::default()
    };
    for chain in super::ALL {
        let last = *resolve(chain, &around).rungs.last().unwrap();
        if chain.needs == super::Needs::EnvAuth {
            continue;
        }
        let skipped = chain.container_excludes_imds == Some(true);
        assert_eq!(last == super::Standing::Skipped, skipped, "{}", chain.id);
    }
}

#[test]
fn what_nobody_described_is_unknown() {
    let around = Surroundings::default();
    assert_eq!(resolve(of("aws-cli-2").unwrap(), &around).outcome, Outcome::Unknown(0));
    let variables = E.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    let around = Surroundings { variables, ..Surroundings::default() };
    assert_eq!(resolve(of("java-v2").unwrap(), &around).outcome, Outcome::Unknown(0), "system properties come first");
    assert!(matches!(resolve(of("aws-cli-2").unwrap(), &around).outcome, Outcome::Won(_)));
}

#[test]
fn an_id_without_a_secret_is_anonymous_to_minio() {
    let variables = [("AWS_ACCESS_KEY_ID".to_owned(), "E".to_owned())].into_iter().collect();
    let around = Surroundings { variables, variables_complete: true, ..Surroundings::default() };
    assert_eq!(resolve(of("minio-go").unwrap(), &around).outcome, Outcome::Anonymous);
}
