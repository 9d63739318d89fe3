#!/bin/bash
# Frama-C's preprocessor when a module is proved: gcc as ever, but the lemmas that PROVE_LEFT_OUT names are gone (main.c).
#   less.sh IN OUT OPTION...
set -o pipefail
in=$1 out=$2
shift 2
gcc -E -C -I. "$@" "$in" | "$PROVE_LESS" "$PROVE_LEFT_OUT" >"$out"
