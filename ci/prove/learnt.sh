#!/bin/bash
# What a learning run found out, into the lists that later runs go by (proofs/cores.txt, proofs/uses.txt).
#   learnt.sh FOLDER CORES USES whole|part     FOLDER/cores.MODULE has a line of prove-core for each proof of that module
# Of a whole run: nothing else is needed. Of a part: beside what is known of the rest. The newest line of a goal counts.
set -eu
export LC_ALL=C
folder=$1 cores=$2 uses=$3 part=$4
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT

[ "$part" = whole ] || cat "$cores" >"$new/cores"
for file in "$folder"/cores.*; do cat "$file"; done >>"$new/cores"
tac "$new/cores" | sort -s -u -k1,1 >"$new/cores.sorted"

# Each lemma, and who uses it: the words of a core that begin with Q_ are lemmas. Every lemma that was read has a line.
{
    grep '^#' "$uses" || :
    {
        [ "$part" = whole ] || grep -v '^#' "$uses" || :
        cat "$folder/lemmas"
        for file in "$folder"/cores.*; do
            sed 's/^[^ ]* [^ ]*//' "$file" | tr ' ' '\n' | sed -n "s/^Q_\(.*\)/\1 ${file##*/cores.}/p" | sort -u
        done
    } | awk '{ user[$1]; for (i = 2; i <= NF; i++) if (!(($1, $i) in seen)) { seen[$1, $i]; print $1, $i } }
        END { for (lemma in user) print lemma }' | sort -u | awk '
        $1 != lemma { if (NR > 1) print line; lemma = line = $1 }
        NF > 1 { line = line " " $2 }
        END { if (NR > 0) print line }'
} >"$new/uses"
cp "$new/cores.sorted" "$cores"
cp "$new/uses" "$uses"
