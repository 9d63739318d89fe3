#!/usr/bin/env bash
# Installs the packages of packages.txt that are missing, on Debian 12; on any other system says what is needed.
#   setup.sh [FOR]     also those whose third column is FOR
# Running it again changes nothing. PLINTH_OS_RELEASE and PLINTH_APT replace what it looks at and runs, for tests.
set -u
here=$(dirname "$(readlink -f "$0")")
release=${PLINTH_OS_RELEASE:-/etc/os-release}
native=$(uname -m) also=${1:-}

# Package, tab, purpose.
wanted() { awk -F '\t' -v OFS='\t' -v also="$also" '!/^#/ && (NF == 2 || NF == 3 && $3 == also) { print $1, $2 }' "$here/packages.txt"; }

# On an amd64 host x86_64-linux-gnu-gcc is the native gcc.
needed() { wanted | cut -f 1 | if [ "$native" = x86_64 ]; then grep -vx gcc-x86-64-linux-gnu; else cat; fi; }

if [ -n "$also" ] && ! cut -f 3 "$here/packages.txt" | grep -qxF -- "$also"; then
    echo "setup: there are no packages FOR=$also" >&2
    exit 2
fi

field() { sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}\$/\\1/p" "$release" 2>/dev/null | head -n 1; }

id=$(field ID) version=$(field VERSION_ID)
if [ "$id" != debian ] || [ "$version" != 12 ]; then
    echo "setup: this is ${id:-an unknown system} ${version:-}, and only Debian 12 is set up automatically." >&2
    echo "setup: install these (by their Debian names), Frama-C 25 and the provers in the versions of proofs/why3.conf:" >&2
    wanted | awk -F '\t' '{ printf "    %-22s %s\n", $1, $2 }' >&2
    exit 1
fi

missing=()
for package in $(needed); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: nothing is missing"
    exit 0
fi

apt=${PLINTH_APT:-apt-get}
if [ "$(id -u)" -ne 0 ] && [ -z "${PLINTH_APT:-}" ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: not root and no sudo; as root run: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    apt="sudo apt-get"
fi
echo "setup: installing ${#missing[@]} packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# A list of packages that is fresh enough needs no second look; a machine that is new has none.
if ! $apt install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    echo "setup: reading the list of packages first"
    if ! $apt update >"$log" 2>&1 || ! $apt install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
        tail -n 15 "$log" >&2
        echo "setup: apt-get could not install them" >&2
        exit 1
    fi
fi
echo "setup: done"
