#!/bin/sh
# Boots a tiny kernel, whole and with one defect at a time, from our own boot sector: what is right must boot, what is
# wrong must be refused in words, by the boot sector or by the runner.
#   loader.sh BOOTRUN DIRECTORY     the last line is "N passed, N failed"
bootrun=$1
work=$2
tests=$(dirname "$0")
boot=$tests/../../ci/image/
good=0
bad=0
mkdir -p "$work" || exit 2

# build NAME [DEFINES]: a disk image from the tiny kernel
build() {
    name=$1
    shift
    nasm -f bin -o "$work/$name.bin" "$@" "$tests/tiny.asm" &&
        nasm -f bin -I"$boot" -DKERNEL_FILE="'$work/$name.bin'" -DKERNEL_BYTES="$(stat -c %s "$work/$name.bin")" \
            -o "$work/$name.img" "$boot/bootsector.asm"
}

# lie NAME N: puts a BIOS that lies before the boot sector of an image that is built
lie() {
    last=$(($(stat -c %s "$work/$1.img") / 512 - 1))
    nasm -f bin -o "$work/$1.bios" -DLAST=$last -DLIE="$2" "$tests/hostile_bios.asm" &&
        dd if="$work/$1.img" of="$work/$1.img" bs=512 count=1 seek=$last conv=notrunc status=none &&
        dd if="$work/$1.bios" of="$work/$1.img" bs=512 count=1 conv=notrunc status=none
}

# expect NAME EMULATOR WORDS: boots the image; WORDS must be said, "0 failed" for a pass
expect() {
    said=$("$bootrun" --arch i386 --emu "$2" --image "$work/$1.img" --out "$work/$1-$2" --no-faults --timeout \
        "${limit:-10}" 2>&1)
    case $said in
    *"$3"*) good=$((good + 1)) ;;
    *)
        bad=$((bad + 1))
        printf 'loader: %s on %s: expected "%s", but:\n%s\n' "$1" "$2" "$3" "$said"
        ;;
    esac
}

for emu in qemu bochs; do
    build good && expect good $emu "5 passed, 0 failed"
    build large -DPAD=2500000 -DBSS=3000001 && expect large $emu "5 passed, 0 failed"
    build uneven -DPAD=32769 -DBSS=0 && expect uneven $emu "5 passed, 0 failed"
    build failing -DFAIL && expect failing $emu "failure path"
    build triple -DTRIPLE && expect triple $emu "0 passed, 1 failed"
    build honest -DMIB=31 && lie honest 5 && expect honest $emu "5 passed, 0 failed"
    build error_end -DMIB=31 && lie error_end 6 && expect error_end $emu "5 passed, 0 failed"
done
limit=1
build hang -DHANG && expect hang qemu "time limit of 1 s is over"
build breaks -DBREAKS=2 && expect breaks bochs "time limit of 1 s is over"
refused="the boot sector stopped: "
build magic -DBAD_MAGIC && expect magic qemu "$refused""the kernel has no multiboot header"
build checksum -DBAD_CHECKSUM && expect checksum bochs "$refused""the kernel has no multiboot header"
build addresses -DNO_ADDRESSES && expect addresses qemu "$refused""the kernel's multiboot header asks for"
build video -DVIDEO && expect video qemu "$refused""the kernel's multiboot header asks for"
build low -DLOAD=0x90000 && expect low qemu "$refused""the address fields"
build entry -DBAD_ENTRY && expect entry qemu "$refused""the address fields"
build nowhere -DLOAD=0x10000000 && expect nowhere bochs "$refused""there is no memory where"
build bss -DBSS=0x4000000 && expect bss qemu "$refused""there is no memory where"
build endless && lie endless 1 && expect endless qemu "$refused""the memory map of the BIOS does not end"
build silent && lie silent 2 && expect silent qemu "$refused""the BIOS gives no memory map"
build unsigned && lie unsigned 3 && expect unsigned qemu "$refused""the BIOS gives no memory map"
build short && lie short 4 && expect short bochs "$refused""the BIOS gives no memory map"
build gone && truncate -s 1024 "$work/gone.img" && expect gone qemu "$refused""the disk cannot be read"

# Too large for the boot sector: refused where it is built.
if build huge -DPAD=16777216 2>"$work/huge.log"; then
    bad=$((bad + 1))
    echo "loader: an image larger than the boot sector loads was built"
elif grep -q "larger than the boot sector loads" "$work/huge.log"; then
    good=$((good + 1))
else
    bad=$((bad + 1))
    cat "$work/huge.log"
fi
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ] && [ "$good" -eq 30 ]
