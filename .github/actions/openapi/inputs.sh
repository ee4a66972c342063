# Reads the inputs of the action; the other scripts source it.
# shellcheck shell=bash

fail() {
    echo "::error::$1" >&2
    exit 2
}

# One path a line, without the spaces around it.
paths=()
while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    case $line in
        '') ;;
        -*) fail "expected a path, found \`$line\`: write ./$line if the file is called so" ;;
        *) paths+=("$line") ;;
    esac
done <<< "${INPUT_PATHS:-}"

# Adds a file to the summary of the job.
summarize() {
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
        cat "$1" >> "$GITHUB_STEP_SUMMARY"
    fi
}

output() {
    if [ -n "${GITHUB_OUTPUT:-}" ]; then
        printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"
    fi
}
