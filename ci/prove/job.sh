#!/bin/bash
# Prove one module for one machine, or (WANTED=no) only read it, for the modules that call it.
#
#   job.sh MACHINE MODULE WANTED      with the PROVE_* variables that prove.sh sets
#
# Leaves in $PROVE_OUT/MACHINE/MODULE what prove-judge reads:
#   facts/questions.out.json   functions and the properties that the author wrote
#   written.c                  the source as Frama-C understood it
#   proof/questions.out.json   every property with its status at the end
#   goals.json                 goals by function           warnings.json   what was warned about
#   facts.log, proof.log       console output              job.json        exit statuses and seconds
# Decides nothing: exits 0 whatever happened.
set -u
here=$(dirname "$0")
source "$here/options.sh"

arch=$1 module=$2 wanted=$3
dir=$PROVE_OUT/$arch/$module
mkdir -p "$dir/facts" "$dir/proof"
rm -f "$dir"/*.json "$dir"/*.log "$dir"/*.c "$dir"/facts/* "$dir"/proof/*
source=$PROVE_SRC/$module.c
[ -f "$source" ] || source=$PROVE_LAWS/$module.c
started=$EPOCHREALTIME again=

includes=
for folder in $PROVE_INCLUDE; do includes+=" -I${folder//@ARCH@/$arch}"; done
source_options=("${PARSE_OPTIONS[@]}" -machdep "${MACHDEP[$arch]}" -cpp-extra-args="$includes" "$source")

framac() { WHY3CONFIG=$PROVE_WHY3CONF timeout -k 5 "$JOB_LIMIT" "$PROVE_FRAMAC" "$@" </dev/null; }

ask() { echo "-server-batch $here/questions.json -server-batch-output-dir $1"; }

# Lemmas have a stage of their own, so that of the smoke tests leaves them alone. Without smoke tests it looks for nothing.
SMOKE_OPTIONS+=(-wp-prop=-@lemma)
[ "$PROVE_SMOKE" = yes ] || SMOKE_OPTIONS=(-wp-prop=nothing)

# The stages of the lemmas, one for each prover, as $lemmas. FIRST has those that proofs/lemmas.txt gives to no other.
lemma_stages() {
    local prover before=$SECOND selection limit=(-wp-timeout "$PROVE_TIMEOUT") listed
    # Of the list only what this module has, so that a line more leaves what is known of other modules.
    listed=$(awk 'NR == FNR { for (i = 1; i < NF; i++) if ($i == "lemma") { sub(/[^A-Za-z0-9_].*/, "", $(i + 1)); has[$(i + 1)] }; next }
        !/^#/ && $2 in has' "$dir/written.c" "$PROVE_LEMMAS")
    lemmas=()
    for prover in $FIRST $SECOND $THIRD; do
        if [ "$prover" = "$FIRST" ]; then
            selection=@lemma$(awk 'NF { printf ",-%s", $2 }' <<<"$listed")
        else
            selection=nothing$(awk -v prover="$prover" '$1 == prover { printf ",%s", $2 }' <<<"$listed")
        fi
        lemmas+=(-then -wp -wp-prop="$selection" -wp-prover="-$before,+$prover" "${limit[@]}")
        before=$prover limit=()
    done
}

# Reports add up over the stages: the last one has all goals. Monitoring (-report-rules) must come first. Goals of functions
# that are proved are left alone by the stages after it; lemmas are not, so each has one stage and one prover (options.sh).
# The first stage selects no properties: with a selection WP does not warn of what it passes over.
prove() {
    # shellcheck disable=SC2046
    framac -report-rules "$here/warnings.json" "${source_options[@]}" "${WP_OPTIONS[@]}" -wp-par "$PROVE_PAR" \
        -wp-cache update -wp-cache-dir "$PROVE_CACHE/goals" \
        -wp "${skip[@]}" -wp-prover "$FIRST" -wp-timeout "$quick" \
        -then -wp "${skip[@]}" -wp-prover="-$FIRST,+$SECOND" \
        "${lemmas[@]}" \
        -then -wp -wp-prop=-@lemma "${skip[@]}" -wp-prover="$REST" \
        -then -wp "${skip[@]}" "${SMOKE_OPTIONS[@]}" -wp-prover="-${PROVERS//,/,-},+$SMOKE_PROVER" \
        -wp-report-json "$dir/goals.json" \
        -then -report-no-exit -report-classify -report-absolute-path -report-output "$dir/warnings.json" \
        -report-unclassified-unknown ERROR $(ask "$dir/proof") >"$dir/proof.log" 2>&1
}

# shellcheck disable=SC2046
framac "${source_options[@]}" -print -ocode "$dir/written.c" $(ask "$dir/facts") >"$dir/facts.log" 2>&1
facts=$?
proof=-1

if [ "$wanted" = yes ] && [ $facts = 0 ]; then
    # Trusted functions, and inline ones that their own module proves, are left out (names). WP then leaves out the
    # lemmas too, which is why these have a stage of their own; and it forgets the list after each stage. The
    # functions must come first: WP looks for hypotheses of the memory model in its first stage only.
    names=$("$PROVE_JUDGE" skip $PROVE_JUDGE_OPTIONS "$arch/$module")
    skip=()
    [ -n "$names" ] && skip=(-wp-skip-fct "$names")
    lemma_stages
    quick=$((PROVE_TIMEOUT < QUICK ? PROVE_TIMEOUT : QUICK))

    # The same source, read the same way, under the same options: what was proved stays proved. WP's own cache
    # would find every goal too, but waits a tenth of a second for each.
    same=$(cat "$source" "$dir/written.c" "$dir/facts/questions.out.json" "$here/job.sh" \
        "$here/questions.json" - <<<"$arch $includes $names ${lemmas[*]}" | sha256sum | cut -c1-32)
    # A whole run, with smoke tests, serves one that wants none; not the other way round.
    kept=$PROVE_CACHE/kept/$same
    [ "$PROVE_SMOKE" = yes ] || [ -d "$kept" ] || kept=$kept.no-smoke
    if [ -d "$kept" ]; then
        cp -r "$kept/." "$dir"
        proof=0
        again="as before"
    else
        prove
        proof=$?
    fi
fi

# "prove  3/8  pmm  amd64  142 goals  12.4 s", on standard error.
report() {
    echo "$arch/$module" >>"$PROVE_OUT/finished"
    printf 'prove %3d/%d  %-12s %-6s %-20s %6s s  %s\n' "$(wc -l <"$PROVE_OUT/finished")" "$PROVE_JOBS" \
        "$module" "$arch" "${goals:-failed}" "$seconds" "$again" >&2
}

seconds=$(awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }')
[ "$wanted" = yes ] && flag=true || flag=false
echo "{ \"wanted\": $flag, \"facts\": $facts, \"proof\": $proof, \"seconds\": $seconds }" >"$dir/job.json"
[ "$wanted" = yes ] || exit 0

goals=$("$PROVE_JUDGE" brief $PROVE_JUDGE_OPTIONS "$arch/$module" 2>/dev/null)
report
if [ $proof = 0 ] && [ -z "$again" ]; then
    echo "$seconds" >"$dir/last_time"
    # Open goals are tried anew: a busy machine may have been the reason.
    if [[ $goals =~ ^[0-9]+\ goals$ ]]; then
        mkdir -p "$PROVE_CACHE/kept"
        rm -rf "$kept.new"
        mkdir "$kept.new" && cp -r "$dir/proof" "$dir/goals.json" "$dir/warnings.json" "$dir/proof.log" "$kept.new" &&
            mv -T "$kept.new" "$kept"
    fi
fi
exit 0
