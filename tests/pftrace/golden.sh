#!/bin/sh
# Runs the fault explainer on every log here and compares what it prints with the golden file beside it, whose last
# line is the exit status. Logs of QEMU and Bochs are excerpts of our own kernels' boots; kinds.log and device.log are
# made up, to have kinds of faults and nuisances in one place that no one boot shows.
#   golden.sh PFTRACE       compares; the last line is "N passed, N failed"
#   golden.sh PFTRACE -u    writes the golden files anew: read the difference before you commit it
cd "$(dirname "$0")" || exit 2
case $1 in /*) pftrace=$1 ;; *) pftrace=$OLDPWD/$1 ;; esac
passed=0
failed=0
for log in logs/*.log; do
    stem=${log%.log}
    actual=$("$pftrace" --expect "$stem.serial" "$log" 2>&1; echo "status $?")
    if [ "$2" = -u ]; then
        printf '%s\n' "$actual" >"$stem.golden"
    elif printf '%s\n' "$actual" | diff -u "$stem.golden" - ; then
        passed=$((passed + 1))
    else
        echo "not as in the golden file: tests/pftrace/$log"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
