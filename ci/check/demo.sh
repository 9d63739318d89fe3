#!/usr/bin/env bash
# The main job, after `make setup`: prove, build, boot both machines in both emulators, and say on one page what came out.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/demo failed=0
mkdir -p "$out" || exit 1
say() { printf '\n== %s\n' "$*"; }

say 'Proving every module for both machines'
make prove || failed=1
proved=$(jq -r '"\(.totals.proved) of \(.totals.goals) goals, \(.totals.functions) functions, \(.totals.admitted) admitted, \(.totals.trusted) trusted; \(.totals.smoke_tests_passed) of \(.totals.smoke_tests) smoke tests"' build/proof/ledger.json 2>/dev/null)

say 'Building kernels, boot images and CDs'
make image iso || failed=1
ls -l --block-size=1 build/*/flat.img build/*/plinth.iso 2>/dev/null | awk '{ printf "  %10d bytes  %s\n", $5, $9 }'

say 'Booting'
rows=
for arch in i386 amd64; do
    for emu in qemu bochs; do
        start=$(date +%s.%N)
        if make boot ARCH=$arch EMU=$emu >"$out/$arch-$emu.log" 2>&1; then verdict=passed; else verdict=FAILED failed=1; fi
        seconds=$(echo "$(date +%s.%N) - $start" | bc)
        last=$(tail -n 1 "$out/$arch-$emu.log")
        [ $verdict = passed ] || { last=$(grep '^boot ' "$out/$arch-$emu.log" | tail -n 1); tail -n 30 "$out/$arch-$emu.log"; }
        echo "  ${last:-boot $arch $emu: no verdict}"
        faults=$(grep -c '^fault [0-9]' "build/boot/$arch-$emu/faults.txt" 2>/dev/null)
        rows+=$(printf '  %-8s %-9s %-8s %-24s %6s %8.1f s' "$arch" "$emu" "$verdict" "${last#*: }" "${faults:-0}" "$seconds")$'\n'
    done
done

say 'The page faults of the amd64 run in Bochs, read back from its trace'
cat build/boot/amd64-bochs/faults.txt 2>/dev/null

say 'Summary'
echo "  proved   ${proved:-nothing}"
printf '  %-8s %-9s %-8s %-24s %6s %10s\n' machine emulator verdict cases faults time
printf '%s' "$rows"
echo "  each fault above was provoked by the self-test, reported by the kernel, and found in the emulator's own trace"
if [ $failed -eq 0 ]; then echo "demo: everything held"; else echo "demo: FAILED, see above" >&2; fi
exit $failed
