# Signs each installer in target\installers with the key in CERTIFICATE, a PKCS #12 file in base64,
# whose password is in CERTIFICATE_PASSWORD. Leaves them unsigned where there is none.
$ErrorActionPreference = 'Stop'
if (-not $env:CERTIFICATE) {
  Write-Output 'No certificate: the installers stay unsigned.'
  exit 0
}
$file = New-TemporaryFile
try {
  [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:CERTIFICATE))
  $signtool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
    Select-Object -Last 1
  & $signtool sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com `
    /f $file /p $env:CERTIFICATE_PASSWORD (Get-Item (Join-Path $PSScriptRoot '..\..\target\installers\*.msi'))
  exit $LASTEXITCODE
} finally {
  Remove-Item $file
}
