#!/usr/bin/env bash
# Runs every test there is, one step after another, and adds up what the steps count. The whole output of a step goes to
# build/check/STEP.log; a failed step shows its end. The last line is "N passed, N failed".
#   check.sh [STEP...]     only these steps
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/check
mkdir -p "$out" || exit 1

steps() {
    cat <<'STEPS'
lint            make lint
prove           make prove PART=4
proofgate       make test-proofgate
mutants         make mutants PROVED=1
test            make test
interface       tests/interface/run.sh
boot-gates      make test-boot
pftrace         make test-pftrace
boot-i386-qemu          make boot ARCH=i386 EMU=qemu
boot-i386-bochs         make boot ARCH=i386 EMU=bochs
boot-amd64-qemu         make boot ARCH=amd64 EMU=qemu
boot-amd64-bochs        make boot ARCH=amd64 EMU=bochs
boot-i386-qemu-iso      make boot ARCH=i386 EMU=qemu MEDIA=iso
boot-i386-bochs-iso     make boot ARCH=i386 EMU=bochs MEDIA=iso
boot-amd64-qemu-iso     make boot ARCH=amd64 EMU=qemu MEDIA=iso
boot-amd64-bochs-iso    make boot ARCH=amd64 EMU=bochs MEDIA=iso
boot-i386-qemu-kernel   make boot ARCH=i386 EMU=qemu MEDIA=kernel
boot-amd64-qemu-kernel  make boot ARCH=amd64 EMU=qemu MEDIA=kernel
boot-i386-486           make boot ARCH=i386 EMU=qemu CPU=486 MEM=16
boot-i386-pentium       make boot ARCH=i386 EMU=bochs CPU=pentium
boot-i386-high          make boot ARCH=i386 EMU=qemu MEM=3000
boot-amd64-high         make boot ARCH=amd64 EMU=qemu MEM=6000
boot-amd64-oldest       make boot ARCH=amd64 EMU=bochs CPU=athlon64_clawhammer
boot-options            tests/boot/options.sh
readme          ci/check/readme.sh
STEPS
}

wanted=$(steps)
if [ $# -gt 0 ]; then
    wanted=$(for step in "$@"; do steps | grep -E "^$step " || echo "$step false"; done)
fi
total=$(wc -l <<<"$wanted") n=0 passed=0 failed=0 begin=$SECONDS
while read -r name command; do
    n=$((n + 1)) start=$SECONDS
    printf 'check %2d/%d  %-24s' "$n" "$total" "$name"
    $command >"$out/$name.log" 2>&1 </dev/null
    status=$?
    # Closing lines of the step: "[word: ]N passed, N failed"; a step without one counts as one case.
    read -r ok bad < <(sed -nE 's/^([a-z0-9 -]+: ?|boot [a-z0-9]+ [a-z]+: )?([0-9]+) passed, ([0-9]+) failed$/\2 \3/p' \
        "$out/$name.log" | awk '{ ok += $1; bad += $2 } END { print ok + 0, bad + 0 }')
    if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ $status -eq 0 ] && [ $((ok + bad)) -eq 0 ]; then ok=1; fi
    passed=$((passed + ok)) failed=$((failed + bad))
    printf '%5d passed %3d failed %5d s\n' "$ok" "$bad" $((SECONDS - start))
    if [ "$bad" -ne 0 ]; then tail -n 25 "$out/$name.log" | sed 's/^/    /'; fi
done <<<"$wanted"
echo "check: $((SECONDS - begin)) s; logs in $out; $(grep -h '^prove: ' "$out/prove.log" 2>/dev/null | tail -n 1)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
