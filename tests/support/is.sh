# Sourced by tests that are scripts: counts what is as it should be.
# shellcheck shell=bash
passed=0 failed=0
is() { # NAME WANTED FOUND
    if [ "$2" = "$3" ]; then
        echo "ok   $1"
        passed=$((passed + 1))
    else
        printf 'FAIL %s: wanted\n%s\nfound\n%s\n' "$1" "$2" "$3"
        failed=$((failed + 1))
    fi
}
