#!/usr/bin/env bash
# Write constraints.txt anew: every package that the project, its extras and
# its tools need, for each Python and system at once, pinned with hashes.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    python3 -m venv build/uv
    build/uv/bin/python -m pip install --quiet uv
    uv=build/uv/bin/uv
fi
out=$(mktemp)
trap 'rm -f "$out"' EXIT
"$uv" pip compile pyproject.toml --all-extras --group dev \
    --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
    --no-emit-package penaltykit --quiet --output-file "$out"
{
    echo "# Written by scripts/lock.sh: every package, pinned with hashes."
    cat "$out"
} > constraints.txt
