#!/usr/bin/env bash
# Installs a version of huaweicloud-codegen into a folder, unless it is there: install.sh VERSION FOLDER
set -euo pipefail

version=${1:-}
folder=${2:-}
if ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || [ -z "$folder" ]; then
    echo "::error::expected a version such as 0.1.0 and a folder, found \`$version\` and \`$folder\`" >&2
    exit 2
fi

if [ "$("$folder/bin/huaweicloud-codegen" --version 2>/dev/null)" != "huaweicloud-codegen $version" ]; then
    # Standard output is the hook's or the action's.
    cargo install huaweicloud-codegen --locked --force --version "$version" --root "$folder" >&2
fi
if [ -n "${GITHUB_PATH:-}" ]; then
    echo "$folder/bin" >> "$GITHUB_PATH"
fi
