#!/usr/bin/env bash
# Resolves the *.in files for all systems into lock files with hashes. Needs `uv` on the PATH.
set -euo pipefail
cd "$(dirname "$0")"
for name in requirements requirements-test; do
  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
    --no-annotate "$name.in" -o "$name.lock"
done
