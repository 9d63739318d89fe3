#!/bin/sh
# Boots both kernels with and without each build option: the self-test must say that it found what was asked for.
# The last line is "N passed, N failed".
cd "$(dirname "$0")/../.." || exit 2
good=0
bad=0

# expect OPTION WORDS: a passed case whose name is WORDS, on both machines
expect() {
    for arch in i386 amd64; do
        if make --no-print-directory boot ARCH=$arch EMU=qemu "$1" >build/boot/options.log 2>&1 &&
            grep -q "^ok [0-9]* $2\$" build/boot/$arch-qemu/serial.ktap; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            echo "options: $arch with $1: no \"ok $2\""
            cat build/boot/options.log
        fi
    done
}

mkdir -p build/boot
expect POISON=1 "pages: poisoned when given back"
expect POISON=0 "pages: given back as they are"
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ] && [ "$good" -eq 4 ]
