# WhoseKey collector: prints what is needed to find out which AWS credentials a process would use, and no secret.
#
# Run it in the session, container or job in which the error occurs:   powershell -File collect.ps1
# Of variables it prints names and lengths; of key IDs the first and last four characters, the account number and any
# character that does not belong; of secrets and tokens only their length and how many characters do not belong.
# Of the credential files it prints the names of profiles and settings. It runs three commands of the AWS CLI, of which
# `aws sts get-caller-identity` asks AWS. It changes nothing.

$ids = 'AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'AMAZON_ACCESS_KEY_ID', 'AWSACCESSKEYID'
$secrets = 'AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'AMAZON_SECRET_ACCESS_KEY', 'AWSSECRETACCESSKEY',
  'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AMAZON_SESSION_TOKEN', 'AWSSESSIONTOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
$plain = 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE', 'AWS_SDK_LOAD_CONFIG', 'AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME', 'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ACCOUNT_ID', 'AWS_CREDENTIAL_EXPIRATION', 'AWS_EC2_METADATA_DISABLED', 'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_STS', 'AWS_STS_REGIONAL_ENDPOINTS', 'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME', 'AWS_CREDENTIAL_FILE', 'AWS_VAULT'
$alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function Get-CodePoint([string] $text) {
  for ($i = 0; $i -lt $text.Length; $i++) {
    if ([char]::IsHighSurrogate($text[$i]) -and $i + 1 -lt $text.Length -and [char]::IsLowSurrogate($text[$i + 1])) {
      [char]::ConvertToUtf32($text, $i)
      $i++
    } else {
      [int] $text[$i]
    }
  }
}

function Test-Alphanumeric([int] $c) {
  ($c -ge 48 -and $c -le 57) -or ($c -ge 65 -and $c -le 90) -or ($c -ge 97 -and $c -le 122)
}

# Whether a code point belongs into a key ID (id), a secret (secret) or any other value (plain).
function Test-Belongs([string] $kind, [int] $c) {
  if ($kind -eq 'id') { return ($c -ge 65 -and $c -le 90) -or ($c -ge 50 -and $c -le 55) }
  if ($kind -eq 'secret') { return (Test-Alphanumeric $c) -or ((43, 45, 46, 47, 61, 95) -contains $c) }
  return $c -ge 33 -and $c -le 126
}

# The account number inside a key ID: forty bits after the first one of its fifth to thirteenth character.
function Get-Owner([string] $id) {
  $id = $id.TrimStart('?').ToUpperInvariant()
  if ($id -cnotmatch '^A[A-Z][A-Z]A[Q-Z2-7][A-Z2-7]{8}') { return '' }
  [long] $bits = 0
  foreach ($c in $id.Substring(4, 9).ToCharArray()) { $bits = $bits * 32 + $alphabet.IndexOf($c) }
  $account = [long] [math]::Floor(($bits -band 0xFFFFFFFFFFF) / 16)
  if ($account -gt 999999999999) { return '' }
  return $account.ToString('000000000000')
}

function Get-Description([string] $kind, [string] $value) {
  $points = @(Get-CodePoint $value)
  $signs = @($points | Where-Object { (43, 47, 61) -contains $_ }).Count
  $lower = @($points | Where-Object { $_ -ge 97 -and $_ -le 122 }).Count
  $hidden = $kind -eq 'secret' -or ($kind -eq 'id' -and ($points.Count -ge 30 -or $signs -gt 0))
  $odd = 0
  $list = @()
  for ($i = 0; $i -lt $points.Count; $i++) {
    $c = $points[$i]
    if (Test-Belongs $kind $c) { continue }
    if ($hidden -and ((Test-Alphanumeric $c) -or ((43, 47, 61) -contains $c))) { continue }
    if ($kind -eq 'id' -and $lower -gt 3 -and $c -ge 97 -and $c -le 122) { continue }
    $odd++
    if ($odd -le 8) { $list += '{0}:U+{1:X4}' -f ($i + 1), $c }
  }
  $line = " length=$($points.Count)"
  if ($kind -eq 'id') {
    $core = -join ($points | ForEach-Object { if (Test-Alphanumeric $_) { [string] [char] $_ } else { '?' } })
    if (-not $hidden -and $points.Count -ge 12) {
      $line += ' shown=' + $core.Substring(0, 4) + ('*' * ($points.Count - 8)) + $core.Substring($points.Count - 4)
      $account = Get-Owner $core
      if ($account) { $line += " account=$account" }
    }
    if ($hidden) { $line += ' hidden=yes' }
  }
  if ($kind -eq 'secret') {
    if ($odd) { $line += " odd=$odd" }
  } elseif ($list.Count) {
    $line += ' odd=' + ($list -join ',')
  }
  if ($kind -eq 'plain') {
    $shown = -join ($points | ForEach-Object { if ($_ -ge 32 -and $_ -le 126) { [string] [char] $_ } else { '?' } })
    $line += ' value=' + (Hide-Secret ($shown -replace '://[^/@]*@', '://(hidden)@'))
  }
  return $line
}

# A line without what looks like a secret: long runs with capitals, small letters and digits.
function Hide-Secret([string] $line) {
  [regex]::Replace($line, '[A-Za-z0-9+/=]{38,}', {
      param($match)
      $run = $match.Value
      if ($run -cmatch '[a-z]' -and $run -cmatch '[A-Z]' -and $run -cmatch '[0-9+/]') { '(hidden)' } else { $run }
    })
}

# Prints the names of the profiles in a file, each with the names of its settings.
function Write-Section([string] $kind, [string] $path) {
  $section = ''
  $settings = ''
  foreach ($line in @(Get-Content -LiteralPath $path) + '[') {
    if ($line -match '^[\s\uFEFF]*(\[[^\]]*\]?)') {
      if ($section) { "section $kind $section$settings" }
      $section = $Matches[1]
      $settings = ''
    } elseif ($line -match '^\s*((aws_|sso_|role_|source_|credential_|web_identity|mfa_|login_)[a-z0-9_]*|region|endpoint_url|services)\s*[=:]') {
      $settings += ' ' + $Matches[1].ToLowerInvariant()
    }
  }
}

function Write-File([string] $kind, [string] $path) {
  if (Test-Path -LiteralPath $path -PathType Leaf) {
    "file $kind $path"
    try { Write-Section $kind $path } catch { "unreadable $kind $path" }
  } else {
    "missing $kind $path"
  }
}

function Invoke-Aws([string[]] $arguments) {
  "run aws $($arguments -join ' ')"
  & aws @arguments 2>&1 | ForEach-Object { Hide-Secret "$_" }
  "exit $LASTEXITCODE"
}

'whosekey-collector 1'
'clock ' + [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
'system PowerShell ' + $PSVersionTable.PSVersion + ' ' + [Environment]::OSVersion.VersionString
'user ' + [Environment]::UserName
$absent = ''
foreach ($group in @(@('id', $ids), @('secret', $secrets), @('plain', $plain))) {
  foreach ($name in $group[1]) {
    $value = [Environment]::GetEnvironmentVariable($name)
    if ($null -eq $value) { $absent += " $name" } else { "variable $name" + (Get-Description $group[0] $value) }
  }
}
"absent$absent"
$known = $ids + $secrets + $plain
[Environment]::GetEnvironmentVariables().Keys |
  Where-Object { $_ -match 'aws|amazon|s3_|minio|access_?key|secret_?key' -and $known -notcontains $_ } |
  Sort-Object | ForEach-Object { "other $_" }
$folder = Join-Path ([Environment]::GetFolderPath('UserProfile')) '.aws'
$credentials = if ($env:AWS_SHARED_CREDENTIALS_FILE) { $env:AWS_SHARED_CREDENTIALS_FILE } else { Join-Path $folder 'credentials' }
$config = if ($env:AWS_CONFIG_FILE) { $env:AWS_CONFIG_FILE } else { Join-Path $folder 'config' }
Write-File 'credentials' $credentials
Write-File 'config' $config
if (Get-Command aws -ErrorAction SilentlyContinue) {
  $pager = $env:AWS_PAGER
  $env:AWS_PAGER = ''
  Invoke-Aws @('--version')
  Invoke-Aws @('configure', 'list')
  Invoke-Aws @('sts', 'get-caller-identity', '--cli-connect-timeout', '10', '--cli-read-timeout', '10')
  $env:AWS_PAGER = $pager
} else {
  'no aws'
}
'whosekey-collector end'
