#!/usr/bin/env bash
# Compares documents with those of the target branch, and comments on the pull request. Without the
# permission to comment, the summary of the job has the same.
set -euo pipefail
# shellcheck source=inputs.sh
. "$(dirname "${BASH_SOURCE[0]}")/inputs.sh"

marker='<!-- huaweicloud-codegen changes -->'
folder=${RUNNER_TEMP:-$(mktemp -d)}
report=$folder/huaweicloud-codegen-changes.md
if [ ${#paths[@]} -eq 0 ]; then
    fail "expected documents to compare: name them with \`paths\`"
fi

base=${INPUT_BASE:-}
if [ -z "$base" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    # A checkout has one commit and one branch.
    git fetch --quiet --depth=1 origin "$GITHUB_BASE_REF" \
        || fail "cannot fetch the branch \`$GITHUB_BASE_REF\`: check out the repository first"
    base=$(git rev-parse FETCH_HEAD)
fi
if [ -z "$base" ]; then
    fail "expected a revision to compare with: name it with \`base\` outside of pull requests"
fi

status=0
huaweicloud-codegen changes --base "$base" --format github "${paths[@]}" || status=$?
if [ "$status" -gt 1 ]; then
    fail "the documents could not be compared: the log of this step says why"
fi
{
    printf '%s\n### Changes of OpenAPI documents\n\n' "$marker"
    huaweicloud-codegen changes --base "$base" --format markdown --color never "${paths[@]}" || [ $? -eq 1 ]
} > "$report"
summarize "$report"
output report "$report"

# Adds the comment, or replaces the one of an earlier run.
comment() {
    local comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" known
    # A comment takes 65536 characters.
    head -c 60000 "$report" > "$report.comment" || return
    known=$(gh api --paginate "$comments" \
        --jq ".[] | select(.body | startswith(\"$marker\")) | .id") || return
    if [ -n "$known" ]; then
        gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${known%%$'\n'*}" \
            -F "body=@$report.comment"
    else
        gh api --silent --method POST "$comments" -F "body=@$report.comment"
    fi
}

if [ -n "${PULL_REQUEST:-}" ] && [ -n "${GH_TOKEN:-}" ]; then
    if ! comment; then
        echo "::notice::no permission to comment on the pull request: the summary of the job has the changes"
    fi
fi
exit "$status"
