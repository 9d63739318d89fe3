#!/bin/sh
# Does the explainer name function and line? place.elf has its label `here` where device.log has a user fault.
#   symbols.sh PFTRACE PLACE
directory=$(dirname "$0")
"$1" --elf "$2" "$directory/logs/device.log" | grep -q '^  by 0x401000  here+0x0, .*place.asm:8$' || {
    echo "symbols: the place of the fault in device.log is not named"
    "$1" --elf "$2" "$directory/logs/device.log" | grep '  by '
    echo "0 passed, 1 failed"
    exit 1
}
"$1" --elf "$directory/logs/device.log" "$directory/logs/device.log" >/dev/null 2>&1
[ $? -eq 2 ] || {
    echo "symbols: a file that is no ELF file is taken for one"
    echo "1 passed, 1 failed"
    exit 1
}
echo "2 passed, 0 failed"
