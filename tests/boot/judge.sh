#!/bin/sh
# Lets the boot runner judge canned serial logs: can each of its rules fail a run, and does it pass nothing but a pass?
#   judge.sh BOOTRUN        reads judge.txt; the last line is "N passed, N failed"
directory=$(dirname "$0")
bootrun=$1
good=0
bad=0
while read -r log emu status breaks passed failed reason; do
    case $log in '#'* | '') continue ;; esac
    said=$("$bootrun" --judge "$directory/logs/$log.ktap" --emu "$emu" --status "$status" --breaks "$breaks" 2>&1)
    exit_status=$?
    last=$(printf '%s\n' "$said" | tail -n 1)
    first=$(printf '%s\n' "$said" | grep '^reason: ')
    wanted=0
    [ "$failed" -eq 0 ] || wanted=1
    ok=yes
    [ "$last" = "boot i386 $emu: $passed passed, $failed failed" ] || ok=no
    [ "$exit_status" -eq "$wanted" ] || ok=no
    if [ -n "$reason" ]; then
        case $first in *"$reason"*) ;; *) ok=no ;; esac
    else
        [ -z "$first" ] || ok=no
    fi
    if [ "$ok" = yes ]; then
        good=$((good + 1))
    else
        bad=$((bad + 1))
        printf 'judge: %s on %s, status %s, %s breaks: exit status %s\n%s\n' "$log" "$emu" "$status" "$breaks" \
            "$exit_status" "$said"
    fi
done <"$directory/judge.txt"
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ] && [ "$good" -gt 0 ]
