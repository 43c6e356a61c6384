#!/bin/sh
# WhoseKey collector: prints what is needed to find out which AWS credentials a process would use, and no secret.
#
# Run it in the shell, container or job in which the error occurs:   sh collect.sh
# Of variables it prints names and lengths; of key IDs the first and last four characters, the account number and any
# character that does not belong; of secrets and tokens only their length and how many characters do not belong.
# Of the credential files it prints the names of profiles and settings. It runs three commands of the AWS CLI, of which
# `aws sts get-caller-identity` asks AWS. It changes nothing.

LC_ALL=C
export LC_ALL
IDS='AWS_ACCESS_KEY_ID AWS_ACCESS_KEY AMAZON_ACCESS_KEY_ID AWSACCESSKEYID'
SECRETS='AWS_SECRET_ACCESS_KEY AWS_SECRET_KEY AMAZON_SECRET_ACCESS_KEY AWSSECRETACCESSKEY AWS_SESSION_TOKEN
  AWS_SECURITY_TOKEN AMAZON_SESSION_TOKEN AWSSESSIONTOKEN AWS_CONTAINER_AUTHORIZATION_TOKEN
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI'
PLAIN='AWS_PROFILE AWS_DEFAULT_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_SHARED_CREDENTIALS_FILE AWS_CONFIG_FILE
  AWS_SDK_LOAD_CONFIG AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE AWS_ACCOUNT_ID
  AWS_CREDENTIAL_EXPIRATION AWS_EC2_METADATA_DISABLED AWS_ENDPOINT_URL AWS_ENDPOINT_URL_S3 AWS_ENDPOINT_URL_STS
  AWS_STS_REGIONAL_ENDPOINTS AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME AWS_CREDENTIAL_FILE AWS_VAULT'

# The code points of standard input, one a line, in decimal.
code_points() {
  od -An -v -tu1 | awk '
    { for (i = 1; i <= NF; i++) {
        if ($i >= 128 && $i < 192 && more > 0) { point = point * 64 + $i - 128; if (--more == 0) print point; continue }
        if (more > 0) { print 65533; more = 0 }
        if ($i < 128) print $i
        else if ($i >= 240) { point = $i - 240; more = 3 }
        else if ($i >= 224) { point = $i - 224; more = 2 }
        else if ($i >= 192) { point = $i - 192; more = 1 }
        else print 65533
    } }
    END { if (more > 0) print 65533 }'
}

# Describes the code points on standard input as a key ID (kind=id), a secret (kind=secret) or any other value.
describe() {
  awk -v kind="$1" '
    function is_alphanumeric(c) { return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) }
    function belongs(c) {
      if (kind == "id") return (c >= 65 && c <= 90) || (c >= 50 && c <= 55)
      if (kind == "secret") return c == 61 || c == 43 || c == 47 || c == 45 || c == 46 || c == 95 || is_alphanumeric(c)
      return c >= 33 && c <= 126
    }
    { point[NR] = $1; if ($1 == 43 || $1 == 47 || $1 == 61) signs++; if ($1 >= 97 && $1 <= 122) lower++ }
    END {
      hidden = kind == "secret" || (kind == "id" && (NR >= 30 || signs))
      for (i = 1; i <= NR; i++) {
        if (belongs(point[i])) continue
        if (hidden && is_alphanumeric(point[i])) continue
        if (hidden && (point[i] == 43 || point[i] == 47 || point[i] == 61)) continue
        if (kind == "id" && lower > 3 && point[i] >= 97 && point[i] <= 122) continue
        if (++odd <= 8) list = list (odd > 1 ? "," : "") i ":" sprintf("U+%04X", point[i])
      }
      line = " length=" NR
      if (kind == "id") {
        for (i = 1; i <= NR; i++) if (is_alphanumeric(point[i])) core = core sprintf("%c", point[i]); else core = core "?"
        if (!hidden && NR >= 12) {
          shown = substr(core, 1, 4)
          for (i = 5; i <= NR - 4; i++) shown = shown "*"
          line = line " shown=" shown substr(core, NR - 3)
          account = owner(toupper(core))
          if (account != "") line = line " account=" account
        }
        if (hidden) line = line " hidden=yes"
      }
      if (kind == "secret" && odd) line = line " odd=" odd
      else if (list != "") line = line " odd=" list
      if (kind == "plain") {
        line = line " value="
        value = ""
        for (i = 1; i <= NR; i++) value = value ((point[i] >= 32 && point[i] <= 126) ? sprintf("%c", point[i]) : "?")
        sub(/:\/\/[^\/@]*@/, "://(hidden)@", value)
        line = line value
      }
      print line
    }
    # The account number inside a key ID: forty bits after the first one of its fifth to thirteenth character.
    function owner(id,   i, digit, high, low) {
      sub(/^[?]+/, "", id)
      if (id !~ /^A[A-Z][A-Z]A[Q-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7][A-Z2-7]/) return ""
      for (i = 5; i <= 13; i++) {
        digit = index("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", substr(id, i, 1)) - 1
        if (i == 5) digit -= 16
        low = low * 32 + digit
      }
      low = int(low / 16)
      return low <= 999999999999 ? sprintf("%012.0f", low) : ""
    }'
}

# Takes out of standard input what looks like a secret: long runs with capitals, small letters and digits.
without_secrets() {
  awk '{
    rest = $0; out = ""
    while (match(rest, /[A-Za-z0-9+\/=]+/)) {
      run = substr(rest, RSTART, RLENGTH)
      if (RLENGTH >= 38 && run ~ /[a-z]/ && run ~ /[A-Z]/ && run ~ /[0-9+\/]/) run = "(hidden)"
      out = out substr(rest, 1, RSTART - 1) run
      rest = substr(rest, RSTART + RLENGTH)
    }
    print out rest
  }'
}

variables() {
  for name in $2; do
    is_set='' value=''
    eval "is_set=\${$name+yes} value=\${$name-}"
    if [ "$is_set" = yes ]; then
      printf 'variable %s%s\n' "$name" "$(printf %s "$value" | code_points | describe "$1" | without_secrets)"
    else
      absent="$absent $name"
    fi
  done
}

# Prints the names of the profiles in a file, each with the names of its settings.
sections() {
  awk -v file="$1" '
    function flush() { if (section != "") print "section " file " " section settings; settings = "" }
    { sub(/^\357\273\277/, ""); sub(/\r$/, "") }
    /^[ \t]*\[[^]]*\]/ { flush(); match($0, /\[[^]]*\]/); section = substr($0, RSTART, RLENGTH); next }
    {
      name = tolower($0); sub(/^[ \t]+/, "", name)
      if (name !~ /^[a-z0-9_]+[ \t]*[=:]/) next
      sub(/[ \t]*[=:].*/, "", name)
      if (name ~ /^(aws_|sso_|role_|source_|credential_|web_identity|mfa_|login_|region$|endpoint_url$|services$)/) settings = settings " " name
    }
    END { flush() }' "$2"
}

file() {
  if [ -r "$2" ]; then
    printf 'file %s %s\n' "$1" "$2"
    sections "$1" "$2"
  elif [ -e "$2" ]; then
    printf 'unreadable %s %s\n' "$1" "$2"
  else
    printf 'missing %s %s\n' "$1" "$2"
  fi
}

run() {
  printf 'run %s\n' "$*"
  output=$("$@" 2>&1 </dev/null)
  status=$?
  printf '%s\n' "$output" | without_secrets
  printf 'exit %s\n' "$status"
}

for tool in od awk; do
  command -v "$tool" >/dev/null 2>&1 || { echo "whosekey-collector needs $tool" >&2; exit 1; }
done

absent=
echo 'whosekey-collector 1'
printf 'clock %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf 'system %s\n' "$(uname -srm 2>/dev/null)"
printf 'user %s\n' "$(id -un 2>/dev/null)"
variables id "$IDS"
variables secret "$SECRETS"
variables plain "$PLAIN"
printf 'absent%s\n' "$absent"
awk -v known="$(printf ' %s ' "$IDS $SECRETS $PLAIN" | tr '\n' ' ')" 'BEGIN {
  for (name in ENVIRON) if (tolower(name) ~ /aws|amazon|s3_|minio|access_?key|secret_?key/ && !index(known, " " name " ")) print "other " name
}' | sort
file credentials "${AWS_SHARED_CREDENTIALS_FILE:-${HOME:-}/.aws/credentials}"
file config "${AWS_CONFIG_FILE:-${HOME:-}/.aws/config}"
if command -v aws >/dev/null 2>&1; then
  AWS_PAGER=
  export AWS_PAGER
  run aws --version
  run aws configure list
  run aws sts get-caller-identity --cli-connect-timeout 10 --cli-read-timeout 10
else
  echo 'no aws'
fi
echo 'whosekey-collector end'
