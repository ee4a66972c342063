#!/usr/bin/env bash
# Checks documents: annotations on the lines, a summary of the job, and a SARIF file for code scanning.
set -euo pipefail
# shellcheck source=inputs.sh
. "$(dirname "${BASH_SOURCE[0]}")/inputs.sh"

folder=${RUNNER_TEMP:-$(mktemp -d)}
sarif=$folder/huaweicloud-codegen.sarif
check() {
    huaweicloud-codegen check --level "${INPUT_LEVEL:-recommended}" "$@" ${paths[@]+"${paths[@]}"}
}

status=0
check --format github || status=$?
# What could not run has no findings either; its message is on the standard error.
if [ "$status" -gt 1 ]; then
    fail "the documents could not be checked: the log of this step says why"
fi
check --format sarif > "$sarif" || [ $? -eq 1 ]
{
    printf '### OpenAPI documents\n\n```text\n'
    check --format summary --color never || [ $? -eq 1 ]
    printf '```\n'
} > "$folder/huaweicloud-codegen-summary.md"
summarize "$folder/huaweicloud-codegen-summary.md"
output sarif "$sarif"
exit "$status"
