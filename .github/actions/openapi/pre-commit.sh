#!/usr/bin/env bash
# The pre-commit hook: installs the version of this repository once, then checks the files.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

version=0.1.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/huaweicloud-codegen/$version
GITHUB_PATH='' bash "$here/install.sh" "$version" "$folder"
exec "$folder/bin/huaweicloud-codegen" check "$@"
