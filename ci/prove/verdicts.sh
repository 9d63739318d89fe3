#!/bin/bash
# The record of verdicts: which proofs were done, and of what. With it `make prove PART=N` proves what is new, and of the rest one Nth.
#
#   verdicts.sh keys REPORTS MACHINE/MODULE...                  lines "MACHINE MODULE KEY": what is to be proved there, as a hash
#   verdicts.sh choose RECORD PART SEED KEYS                    of these, MACHINE/MODULE that is to be proved in this run, a line each
#   verdicts.sh write RECORD REPORTS whole|part                 the verdicts of a run in which every proof was whole
#
# RECORD has a line "MACHINE MODULE KEY FUNCTIONS GOALS SMOKE-TESTS" for each proof.
#
# The key covers all that decides what a proof is of: the source as Frama-C printed it (all contracts, definitions and lemmas that are
# read there), the functions that are left to others, the lemmas that are this module's to prove, Frama-C's version, WP's options and
# those of smoke tests. It does not cover how the proof was found: provers, their time, lists of cores and of lemmas left out. A proof
# that one way was found stays one.
set -eu -o pipefail
export LC_ALL=C
here=$(dirname "$0")
source "$here/options.sh"

# What a key covers, of one proof.
subject() { # REPORTS MACHINE MODULE
    echo "$2 $FRAMAC_VERSION ${MACHDEP[$2]} ${PARSE_OPTIONS[*]} ${WP_OPTIONS[*]} ${SMOKE_OPTIONS[*]}"
    # shellcheck disable=SC2086
    "$PROVE_JUDGE" skip $PROVE_JUDGE_OPTIONS "$2/$3"
    awk -v module="$3" '$2 == module { print $1 }' "$1/$2/homes" | sort
    cat "$1/$2/$3/written.c" 2>/dev/null || echo "cannot be read"
}

keys() {
    local reports=$1 name
    shift
    for name in "$@"; do echo "${name%/*} ${name#*/} $(subject "$reports" "${name%/*}" "${name#*/}" | sha256sum | cut -c1-32)"; done
}

# The proofs of KEYS that are on record: lines "MACHINE MODULE GOALS".
on_record() {
    [ ! -f "$1" ] || awk 'FILENAME == ARGV[1] { key[$1, $2] = $3; goals[$1, $2] = $5; next }
        key[$1, $2] == $3 { print $1, $2, goals[$1, $2] }' "$1" "$2"
}

# New is what is not on record. Of the modules that are, on both machines, as many are taken as have one PARTth of all goals on record,
# but one at least, whatever
# the record says, in an order that hangs on the seed alone.
choose() { # RECORD PART SEED KEYS
    local module goals known
    known=$(on_record "$1" "$4")
    awk 'FILENAME == ARGV[1] { known[$1, $2]; next } !(($1, $2) in known) { print $1 "/" $2 }' <(echo "$known") "$4"
    awk 'NF { goals[$2] += $3 } END { for (module in goals) print module, goals[module] }' <<<"$known" |
        while read -r module goals; do echo "$(sha256sum <<<"$3 $module" | cut -c1-16) $module $goals"; done | sort |
        awk -v part="$2" '{ module[NR] = $2; goals[NR] = $3; all += $3 }
            END { for (i = 1; i <= NR && (i == 1 || sum < all / part); i++) { print module[i]; sum += goals[i] } }' |
        while read -r module; do awk -v module="$module" '$2 == module { print $1 "/" $2 }' <<<"$known"; done
}

write() { # RECORD REPORTS whole|part
    local new
    touch "$1"
    new=$(jq -r '.modules[] | "\(.machine) \(.module) \(.functions) \(.goals) \(.smoke_tests)"' "$2/ledger.json" |
        awk 'FILENAME == ARGV[1] { key[$1, $2] = $3; next } { print $1, $2, key[$1, $2], $3, $4, $5 }' "$2/keys" -)
    [ "$3" = whole ] || new+=$'\n'$(awk 'FILENAME == ARGV[1] { new[$1, $2]; next } !(($1, $2) in new)' <(echo "$new") "$1")
    sed '/^$/d' <<<"$new" | sort -k2,2 -k1,1r >"$1.new"
    mv "$1.new" "$1"
}

"$@"
