#!/bin/bash
# Who proves which lemma: lines "LEMMA MODULE", on standard output.
#
#   homes.sh REPORTS "MODULE..."      REPORTS/MODULE/written.c is the module as Frama-C read it
#
# Most lemmas are read by many modules, and each is proved in one, its home: the first in the order of names. No proof goes in a
# circle so, as the home of every lemma that comes before it there is that module too, or one before. prove-judge demands that a
# lemma was proved in such a module, and that both read the same text of it and of everything that it may speak of.
set -u
for module in $(tr ' ' '\n' <<<"$2" | LC_ALL=C sort); do
    [ ! -f "$1/$module/written.c" ] || sed "s/^/$module /" "$1/$module/written.c"
done | awk '{
    for (i = 2; i < NF; i++)
        if ($i == "lemma") {
            name = $(i + 1)
            sub(/[^A-Za-z0-9_].*/, "", name)
            if (name != "" && !(name in home)) { home[name] = $1; print name, $1 }
        }
}'
