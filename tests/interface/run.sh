#!/usr/bin/env bash
# What the commands say when they are asked for something that makes no sense: one clear line, status not 0.
# Last line: interface: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0

# refuses TEXT COMMAND...: the command must fail and say TEXT, in few lines.
refuses() {
    local text=$1 said status
    shift
    said=$("$@" 2>&1 </dev/null)
    status=$?
    if [ $status -ne 0 ] && grep -qF -- "$text" <<<"$said" && [ "$(wc -l <<<"$said")" -le 9 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n  status %s, wanted the text: %s\n%s\n' "$*" "$status" "$text" "$said"
    fi
}

# says TEXT COMMAND...: the command must succeed and say TEXT.
says() {
    local text=$1 said
    shift
    if said=$("$@" 2>&1 </dev/null) && grep -qF -- "$text" <<<"$said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n  wanted the text: %s\n%s\n' "$*" "$text" "$said"
    fi
}

make="make --no-print-directory"
refuses 'ARCH=sparc' $make image ARCH=sparc
refuses 'ARCH=sparc' $make iso ARCH=sparc
refuses 'ARCH="sparc"' $make boot ARCH=sparc EMU=qemu
refuses 'ARCH=""' $make boot
refuses 'EMU="vmware"' $make boot ARCH=i386 EMU=vmware
refuses 'M=nothing' $make bench M=nothing
refuses 'W=nothing' $make bench M=heap W="lifo nothing"
refuses 'W=lifo' $make bench W=lifo
refuses 'no SIZES of M=heap' $make bench M=heap SIZES=14
refuses 'ARCH=sparc' $make bench ARCH=sparc
refuses 'MEDIA="tape"' $make boot ARCH=i386 EMU=qemu MEDIA=tape
refuses 'EMU=bochs' $make boot ARCH=i386 EMU=bochs MEDIA=kernel
refuses 'no-such-cpu' $make boot ARCH=i386 EMU=qemu CPU=no-such-cpu
refuses "unknown ARCH 'sparc'" $make prove ARCH=sparc
refuses "unknown module 'nothing'" $make prove M=nothing
refuses 'no mutant nothing' $make mutants ONLY=nothing
refuses 'numbers, K from 1 to N' $make mutants EVERY=0
refuses 'numbers, K from 1 to N' $make mutants EVERY="3 4"
# Those in what was proved last: of nothing, and of a module that has none on that machine.
refuses 'make prove comes first' env MUTANTS_ASKED=build/interface/none $make mutants PROVED=1
mkdir -p build/interface
echo sparc/pmm >build/interface/asked
refuses 'mutants: none' env MUTANTS_ASKED=build/interface/asked $make mutants PROVED=1
# A deliberate bug is not noticed by a prover that cannot be started.
sed 's|/usr/bin/cvc|/nowhere/cvc|' proofs/why3.conf >build/interface/why3.conf
says 'FAIL open-leaks: a prover could not be asked' env MUTANTS_WHY3_CONF=build/interface/why3.conf \
    ci/mutants/run.sh --one open-leaks amd64 src/mm/paging_open.c paging_open mutant assert_take_5 1
# One that is stopped by somebody else is asked again: here the first call of all is.
stopped=$PWD/build/interface/stopped && rm -f "$stopped"
printf '#!/bin/sh\n[ -e %s ] || { touch %s; kill -9 $$; }\nexec /usr/bin/cvc4 "$@"\n' "$stopped" "$stopped" \
    >build/interface/cvc4 && chmod +x build/interface/cvc4
sed "s|/usr/bin/cvc4 |$PWD/build/interface/cvc4 |" proofs/why3.conf >build/interface/why3.conf
says 'ok   open-leaks: open is' env MUTANTS_WHY3_CONF=build/interface/why3.conf \
    ci/mutants/run.sh --one open-leaks amd64 src/mm/paging_open.c paging_open mutant assert_take_5 1
says "$stopped" ls "$stopped"
refuses 'ARCH=sparc' $make test ARCH=sparc
says 'make prove' $make help
says 'make boot' $make

# Every public target that the table of the README and of `make help` promises is there.
for target in demo check setup prove image iso boot trace test bench lint format clean; do
    says "make $target " $make help
done

# Set-up: nothing to do here; on another system it lists the packages and stops; a failing package manager is said.
says 'nothing is missing' ci/setup/setup.sh
refuses 'FOR=nothing' $make setup FOR=nothing
other=$(mktemp)
printf 'ID=fedora\nVERSION_ID=40\n' >"$other"
said=$(PLINTH_OS_RELEASE=$other ci/setup/setup.sh 2>&1)
if [ $? -eq 1 ] && grep -q 'fedora 40' <<<"$said" && grep -q 'frama-c-base' <<<"$said"; then
    passed=$((passed + 1))
else
    failed=$((failed + 1)); echo "FAIL setup on another system: $said"
fi
rm -f "$other"

# Lint: each rule refuses a tree that breaks it, in one line more.
tree=$(mktemp -d)
cp -r ci tests src arch specs proofs .ci .clang-format "$tree"
says 'lint: clean' "$tree/ci/check/lint.sh"
lints() { # TEXT FILE LINE
    cp "$tree/$2" "$tree/before"
    printf '%s\n' "$3" >>"$tree/$2"
    refuses "$1" "$tree/ci/check/lint.sh"
    mv "$tree/before" "$tree/$2"
}
lints 'not laid out' src/mm/page.c 'int  a;'
lints 'syntax error' ci/check/readme.sh 'if'
lints 'no spec has this lemma' proofs/lemmas.txt 'cvc5 Tables_NotThere'
lints 'no spec has this lemma' proofs/uses.txt 'Tables_NotThere paging'
lints 'leans on the kernel' src/mm/page.c '#include "log.h"'
lints 'makes a number of a pointer' src/mm/page.c 'static int a = (uintptr_t)0;'
lints 'not the file that is compiled' src/mm/page.c '#ifdef __FRAMAC__'
lints 'chooses the machine' src/mm/page.c '#if defined(__i386__)'
lints 'names a function of src/kernel' arch/x86/multiboot.c 'void a(void) { oops_stop(); }'
lints 'leans on the laws' src/mm/page.c '#include "laws.h"'
rm -r "$tree"

echo "interface: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
