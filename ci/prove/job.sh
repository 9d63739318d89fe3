#!/bin/bash
# Read one module for one machine, then prove it.
#
#   job.sh read MACHINE MODULE WANTED     with the PROVE_* variables that prove.sh sets
#   job.sh want MACHINE MODULE            of a module that was only read: it is to be proved all the same
#   job.sh prove MACHINE MODULE           when all modules are read, and it is known who proves which lemma (homes.sh)
#
# Leaves in $PROVE_OUT/MACHINE/MODULE what prove-judge reads:
#   facts/questions.out.json   functions and the properties that the author wrote
#   written.c                  the source as Frama-C understood it (these two by reading, the rest by proving)
#   proof/questions.out.json   every property with its status at the end
#   goals.json                 goals by function           warnings.json   what was warned about
#   facts.log, proof.log       console output              job.json        exit statuses and seconds
# and reads there `left_out`, the lemmas that are not to be read for the proof (prove.sh).
# Decides nothing: exits 0 whatever happened.
set -u
here=$(dirname "$0")
source "$here/options.sh"

step=$1 arch=$2 module=$3
dir=$PROVE_OUT/$arch/$module
source=$PROVE_SRC/$module.c
[ -f "$source" ] || source=$PROVE_LAWS/$module.c
started=$EPOCHREALTIME again='' note=''

includes=
for folder in $PROVE_INCLUDE; do includes+=" -I${folder//@ARCH@/$arch}"; done
source_options=("${PARSE_OPTIONS[@]}" -machdep "${MACHDEP[$arch]}" -cpp-extra-args="$includes" "$source")

# Frama-C spends a tenth of its time collecting garbage that it need not: 128 MB for what is new and five times what is in use let it
# go (docs/proof.md; with less than that nothing is gained, with more it takes gigabytes).
framac() { OCAMLRUNPARAM=s=16M,o=400 WHY3CONFIG=$PROVE_WHY3CONF timeout -k 5 "$JOB_LIMIT" "$PROVE_FRAMAC" "$@" </dev/null; }

ask() { echo "-server-batch $here/questions.json -server-batch-output-dir $1"; }

# Lemmas have a stage of their own, so that of the smoke tests leaves them alone. Without smoke tests it looks for nothing.
SMOKE_OPTIONS+=(-wp-prop=-@lemma)
[ "$PROVE_SMOKE" = yes ] || SMOKE_OPTIONS=(-wp-prop=nothing)

# The stages of the lemmas that are this module's to prove, one for each prover, as $lemmas. FIRST has those that proofs/lemmas.txt
# gives to no other. A module with nothing to skip proves all that it reads, as WP counts them there.
lemma_stages() {
    local prover before=$SECOND selection limit=(-wp-timeout "$PROVE_TIMEOUT")
    lemmas=()
    for prover in $FIRST $SECOND $THIRD; do
        selection=nothing$(awk -v module="$module" -v all="${#skip[@]}" -v prover="$prover" -v first="$FIRST" '
            FILENAME == ARGV[1] { if ($0 !~ /^#/) asked[$2] = $1; next }
            FILENAME == ARGV[2] { for (i = 1; i < NF; i++) if ($i == "lemma") { sub(/[^A-Za-z0-9_].*/, "", $(i + 1)); read[$(i + 1)] } next }
            ($2 == module || (all == 0 && $1 in read)) && prover == ($1 in asked ? asked[$1] : first) { printf ",%s", $1 }' \
            "$PROVE_LEMMAS" "$dir/written.c" "$PROVE_OUT/$arch/homes")
        lemmas+=(-then -wp -wp-prop="$selection" -wp-prover="-$before,+$prover" "${limit[@]}")
        before=$prover limit=()
    done
}

# Without the lemmas that are left out: how Frama-C is to read the source then, and that it is the same source.
leave_out() {
    export PROVE_LEFT_OUT=$dir/left_out
    source_options+=(-cpp-frama-c-compliant -pp-annot -cpp-command "$here/less/less.sh %i %o %args")
    framac "${source_options[@]}" -print -ocode "$dir/less.c" >"$dir/proof.log" 2>&1 || return
    awk -f "$here/less/same.awk" "$dir/written.c" "$dir/less.c" >"$dir/differs" && return
    sed 's/^/Error: /' "$dir/differs" >>"$dir/proof.log"
    return 1
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

# "wanted" is false for a module that is only read, for those that call it.
say_job() {
    printf '{ "wanted": %s, "facts": %d, "proof": %d, "seconds": %s }\n' "$wanted" "$facts" "$proof" "$seconds" >"$dir/job.json"
}

brief() { say_job && "$PROVE_JUDGE" brief $PROVE_JUDGE_OPTIONS "$arch/$module" 2>/dev/null; }
is_whole() { [[ $1 =~ ^[0-9]+\ goals$ ]]; }

# WP's cache says "timeout" of a goal for ever, to this proof and to all that come after it.
forget_timeouts() { grep -rlZ --include='*.json' '"verdict": "timeout"' "$PROVE_CACHE/goals" | xargs -0 -r rm -f; }

if [ "$step" = read ]; then
    [ "$4" = yes ] && wanted=true || wanted=false
    mkdir -p "$dir/facts" "$dir/proof"
    rm -f "$dir"/*.json "$dir"/*.log "$dir"/*.c "$dir"/facts/* "$dir"/proof/* "$dir/left_out"
    # shellcheck disable=SC2046
    framac "${source_options[@]}" -print -ocode "$dir/written.c" $(ask "$dir/facts") >"$dir/facts.log" 2>&1
    facts=$? proof=-1 seconds=0
    say_job
    exit 0
fi

wanted=true proof=-1 seconds=0
facts=$(sed 's/.*"facts": \(-\{0,1\}[0-9]*\).*/\1/' "$dir/job.json")
if [ "$step" = want ]; then
    say_job
    exit 0
fi
if [ "$facts" = 0 ]; then
    # Trusted functions, and inline ones that their own module proves, are left out (names). WP then leaves out the
    # lemmas too, which is why these have a stage of their own; and it forgets the list after each stage. The
    # functions must come first: WP looks for hypotheses of the memory model in its first stage only.
    names=$("$PROVE_JUDGE" skip $PROVE_JUDGE_OPTIONS "$arch/$module")
    skip=()
    [ -n "$names" ] && skip=(-wp-skip-fct "$names")
    # With nothing to skip, WP counts all lemmas in its first stage: all are read then, or the number of goals would hang on the list.
    if [ -n "$names" ]; then touch "$dir/left_out"; else : >"$dir/left_out"; fi
    lemma_stages
    quick=$((PROVE_TIMEOUT < QUICK ? PROVE_TIMEOUT : QUICK))
    [ -z "${PROVE_LEARN:-}" ] || export PROVE_CORES_NEW=$PROVE_LEARN/cores.$module

    # The same source, read the same way, under the same options: what was proved stays proved. WP's own cache
    # would find every goal too, but waits a tenth of a second for each.
    same=$(cat "$source" "$dir/written.c" "$dir/facts/questions.out.json" "$here/job.sh" \
        "$here/questions.json" "$dir/left_out" - <<<"$arch $includes $names ${lemmas[*]}" | sha256sum | cut -c1-32)
    # A whole run, with smoke tests, serves one that wants none; not the other way round.
    kept=$PROVE_CACHE/kept/$same
    [ "$PROVE_SMOKE" = yes ] || [ -d "$kept" ] || kept=$kept.no-smoke
    if [ -d "$kept" ]; then
        cp -r "$kept/." "$dir"
        proof=0
        again="as before"
    elif [ -s "$dir/left_out" ] && ! leave_out; then
        proof=3
    else
        prove
        proof=$?
        # Limits are on real time, and a machine that stood still for a while is no reason to fail after an hour; nor is a list of
        # lemmas that a proof can do without, when it can no more. What a whole run leaves open is asked once more, with all lemmas.
        if [ "$PROVE_RETRY" = yes ] && [ $proof = 0 ] && ! is_whole "$(brief)"; then
            cp "$dir/proof.log" "$dir/proof.first.log"
            forget_timeouts
            : >"$dir/left_out"
            prove
            proof=$?
            note="second try"
        fi
    fi
fi

# "prove  3/8  pmm  amd64  142 goals  12.4 s", on standard error.
report() {
    echo "$arch/$module" >>"$PROVE_OUT/finished"
    printf 'prove %3d/%d  %-12s %-6s %-20s %6s s  %s\n' "$(wc -l <"$PROVE_OUT/finished")" "$PROVE_JOBS" \
        "$module" "$arch" "${goals:-failed}" "$seconds" "$again$note" >&2
}

seconds=$(awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }')
goals=$(brief)
report
if [ $proof = 0 ] && [ -z "$again" ]; then
    echo "$seconds" >"$dir/last_time"
    # Open goals are tried anew: a busy machine may have been the reason.
    if is_whole "$goals"; then
        mkdir -p "$PROVE_CACHE/kept"
        rm -rf "$kept.new"
        mkdir "$kept.new" && cp -r "$dir/proof" "$dir/goals.json" "$dir/warnings.json" "$dir/proof.log" "$kept.new" &&
            mv -T "$kept.new" "$kept"
    fi
fi
exit 0
