#!/usr/bin/env bash
# Runs test programs (cmocka) one after another and adds up what they say. Last line: test: N passed, N failed.
# A program that ends without cmocka's closing lines, or with a status that they do not explain, is one failure.
set -u
[ $# -gt 0 ] || { echo "test: no test programs" >&2; echo "test: 0 passed, 1 failed"; exit 1; }
passed=0 failed=0 n=0
for program in "$@"; do
    n=$((n + 1))
    start=$SECONDS
    log=$program.log
    "$program" >"$log" 2>&1
    status=$?
    ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \] [a-z_]*: \([0-9]*\) test.*/\1/p; s/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
    ok=${ok:-0} bad=${bad:-0}
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$status" -eq 0 ] && [ "$ok" -eq 0 ]; then bad=$((bad + 1)); echo "test: $program ran no test" >&2; fi
    passed=$((passed + ok)) failed=$((failed + bad))
    printf 'test %2d/%d  %-28s %3d passed %3d failed  %3d s\n' "$n" $# "${program#build/test/}" "$ok" "$bad" $((SECONDS - start))
    if [ "$bad" -ne 0 ]; then
        grep -vE '^\[ +(OK|RUN) +\]' "$log" | tail -n 40 | sed 's/^/    /'
    fi
done
echo "test: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
