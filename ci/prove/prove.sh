#!/bin/bash
# Prove every module of src/mm, and the laws (proofs/laws), for every machine, then let prove-judge decide. See `make help`, docs and
# ci/prove/options.sh. The last line is always `prove: P of N goals, F functions, A admitted, T trusted`.
#
#   prove.sh [--arch MACHINE] [--module "NAME..." | --part N [--seed TEXT]] [--timeout SECONDS] [--raise]
#            [--src DIR] [--laws DIR] [--include "DIR..."] [--scan "DIR..."] [--out DIR] [--judge PROGRAM] [--frama-c PROGRAM]
#            [--record FILE] [--trusted FILE] [--trusted-folder DIR] [--why3-conf FILE] [--lemmas FILE] [--cache DIR]
#            [--no-smoke] [--core PROGRAM] [--cores FILE] [--learn] [--all-lemmas] [--less PROGRAM] [--uses FILE]
#            [--verdicts FILE]
#
# With --part, what the record of verdicts does not know is proved, and one Nth of the rest: see verdicts.sh. The
# second line of options is for the gate's own tests, which point the driver at bad sources. @ARCH@ in an include
# folder stands for the machine.
set -u
here=$(dirname "$0")
source "$here/options.sh"

arch= module= timeout=20 raise= cache= smoke=yes learn= all_lemmas= part= seed=
src=src/mm laws= include= scan= out=build/proof judge=build/tools/prove-judge framac=frama-c
record=proofs/goals.json trusted=proofs/trusted.json trusted_folder=specs/trusted why3_conf=proofs/why3.conf lemmas=proofs/lemmas.txt
core=build/tools/prove-core cores=proofs/cores.txt less=build/tools/prove-less uses=proofs/uses.txt verdicts=proofs/verdicts.txt

said=
last_line() { [ -n "$said" ] || echo "prove: 0 of 0 goals, 0 functions, 0 admitted, 0 trusted"; }
trap last_line EXIT
trap 'exit 130' INT TERM
die() { echo "prove: $*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
    --raise) raise=--raise; shift; continue ;;
    --no-smoke) smoke=no; shift; continue ;;
    --learn) learn=yes; shift; continue ;;
    --all-lemmas) all_lemmas=yes; shift; continue ;;
    --arch | --module | --part | --seed | --verdicts | --timeout | --src | --laws | --include | --scan | --out | --judge | --record) ;;
    --trusted | --trusted-folder | --why3-conf | --frama-c | --cache | --lemmas | --core | --cores | --less | --uses) ;;
    *) die "unknown option $1" ;;
    esac
    [ $# -ge 2 ] || die "option $1 needs a value"
    case $1 in
    --frama-c) framac=$2 ;;
    *) name=${1#--}; printf -v "${name//-/_}" %s "$2" ;;
    esac
    shift 2
done
# The laws are about our own sources, not about those that a test points at.
[ "$src" != src/mm ] || laws=${laws:-proofs/laws}
include=${include:-$src arch/api arch/@ARCH@ specs .}
scan=${scan:-src specs arch $laws}

# What must be there.
[ -z "$arch" ] || [ -n "${MACHDEP[$arch]:-}" ] || die "unknown ARCH '$arch': i386 or amd64"
[[ $timeout =~ ^[0-9]+$ ]] && [ "$timeout" -ge 1 ] && [ "$timeout" -le 20 ] || die "timeout '$timeout': 1 to 20 seconds"
[[ ${part:-1} =~ ^[1-9][0-9]{0,3}$ ]] || die "part '$part': a number N, for one Nth of the proofs that are on record"
[ -z "$part" ] || [ -z "$module" ] || die "either a part of all modules, or those that are named"
[ -f "$lemmas" ] || die "no list of the lemmas' provers, $lemmas"
[ -f "$why3_conf" ] || die "no prover configuration $why3_conf"
command -v "$framac" >/dev/null || die "frama-c is not installed (Debian package frama-c-base; make setup)"
command -v parallel >/dev/null || die "GNU parallel is not installed (Debian package parallel; make setup)"
[ -x "$judge" ] || die "no $judge: make builds it, with gcc and Debian package libjansson-dev (make setup)"
for program in "$core" "$less"; do [ -x "$program" ] || die "no $program: make builds it, with gcc (make setup)"; done
[ -f "$uses" ] || die "no list of who uses which lemma, $uses"
framac_version=$("$framac" -version 2>/dev/null)
[[ $framac_version == "$FRAMAC_VERSION"* ]] || die "frama-c is version '$framac_version', known is $FRAMAC_VERSION"

# Each prover of the configuration, at its path, in the version that the configuration names.
provers=$(awk -F' = ' '{ gsub(/"/, "", $2) } $1 == "name" { n = $2 } $1 == "version" { v = $2 }
    $1 == "path" { p = $2 } $1 == "shortcut" && $2 != "smoke" { print $2, v, p }' "$why3_conf")
for wanted in ${PROVERS//,/ }; do grep -q "^$wanted " <<<"$provers" || die "no prover $wanted in $why3_conf"; done
while read -r name version path; do
    [ -x "$path" ] || die "prover $name is missing: no program $path (make setup)"
    found=$("$path" --version 2>&1 | head -1)
    grep -qE "version ${version//./\\.}( |$)" <<<"$found" || die "prover $name is of unknown version: '$found', known is $version"
done <<<"$provers"

# The jobs: all modules for the machines asked for. Those not asked for are only read, for their contracts.
modules=()
for file in "$src"/*.c ${laws:+"$laws"/*.c}; do [ -f "$file" ] && modules+=("$(basename "$file" .c)"); done
[ ${#modules[@]} -gt 0 ] || die "no modules in $src"
for m in $module; do
    [[ " ${modules[*]} " == *" $m "* ]] || die "unknown module '$m': no $src/$m.c"
done
twice=$(printf '%s\n' "${modules[@]}" | sort | uniq -d)
[ -z "$twice" ] || die "two modules have one name: $twice"
read -ra archs <<<"${arch:-i386 amd64}"
# How long a proof will take, when there was none before: about as long as it has goals.
goals_recorded() { sed -n "/\"$2\": {/,/}/s/.*\"$1\": *\([0-9]*\).*/\1/p" "$record" 2>/dev/null; }
list=
for a in "${archs[@]}"; do
    for m in "${modules[@]}"; do
        wanted=${part:+no} wanted=${wanted:-yes}
        [ -n "$module" ] && [[ " $module " != *" $m "* ]] && wanted=no
        before=$(cat "$out/$a/$m/last_time" 2>/dev/null || goals_recorded "$a" "$m")
        list+="${before:-9999} $a $m $wanted"$'\n'
    done
done
# One machine after the other, as most goals of the second are in the cache then; the slowest first, by the last run or by the record.
list=$(sort -k4,4r -k2,2 -k1,1gr <<<"$list" | sed '/^$/d; s/^[^ ]* //')
names=$(awk '{ print $1 "/" $2 }' <<<"$list" | sort -t/ -k2,2 -k1,1r)
# Frama-C sleeps a tenth of a second whenever no prover is done: one proof more than there are cores keeps these busy.
slots=$(($(nproc) + 1))

key=$(cache_key "$why3_conf" "$framac_version")

mkdir -p "$out" || die "cannot write to $out"
exec 9>"$out/lock" || die "cannot write to $out"
flock -n 9 || { echo "prove: waiting for another proof run to end" >&2; flock 9; }
rm -f "$out/finished"
# Provers are asked by prove-core, with the facts that the list of cores names; not for smoke tests, which are to fail.
sed "/--rlimit-per/! s|^command = \"|&$(realpath "$core") |" "$why3_conf" >"$out/why3.conf" || die "cannot write to $out"
export PROVE_OUT=$out PROVE_SRC=$src PROVE_LAWS=$laws PROVE_INCLUDE=$include PROVE_WHY3CONF=$out/why3.conf PROVE_TIMEOUT=$timeout
PROVE_CORES=$(realpath -m "$cores")
export PROVE_CORES
if [ "$learn" = yes ]; then
    # What is in the cache of goals would not be asked again.
    rm -rf "$out/learn" && mkdir -p "$out/learn" || die "cannot write to $out"
    PROVE_LEARN=$(realpath "$out")/learn
    export PROVE_LEARN
    cache=$out/learn/cache all_lemmas=yes
fi
export PROVE_JUDGE=$judge PROVE_FRAMAC=$framac PROVE_CACHE=${cache:-$out/cache}/$key
# Whoever works on one module sees its open goals sooner without a second try.
[ -n "$module" ] && PROVE_RETRY=no || PROVE_RETRY=yes
export PROVE_RETRY PROVE_SMOKE=$smoke PROVE_LEMMAS=$lemmas PROVE_LESS=$less
export PROVE_JUDGE_OPTIONS="--reports $out --src $src ${laws:+--laws $laws} --trusted $trusted --trusted-folder $trusted_folder \
--record $record --ledger $out/ledger.json --tools $out/tools"
mkdir -p "$PROVE_CACHE/goals" || die "cannot write to $out"
{
    echo "frama-c=$framac_version"
    while read -r name version path; do echo "prover $name=$version ($path)"; done <<<"$provers"
    echo "options=${WP_OPTIONS[*]}"
    echo "memory model=Typed, its hypotheses checked at every call"
    if [ "$smoke" = yes ]; then echo "smoke tests=${SMOKE_OPTIONS[*]}, prover $SMOKE_PROVER"; else echo "smoke tests=none"; fi
    echo "timeout=$timeout s a goal"
    for a in "${archs[@]}"; do echo "machine $a=${MACHDEP[$a]}"; done
} >"$out/tools" || die "cannot write to $out"

parallel --will-cite --colsep ' ' -j "$slots" "$here/job.sh" read {1} {2} {3} <<<"$list" 9>&-
for a in "${archs[@]}"; do "$here/homes.sh" "$out/$a" "${modules[*]}" >"$out/$a/homes" || die "cannot write to $out"; done

# Which proofs are to be done: those asked for, or what is new and a part of the rest.
jobs=$(sed -n 's/ yes$//p' <<<"$list")
# shellcheck disable=SC2086
if [ -n "$part$raise" ]; then "$here/verdicts.sh" keys "$out" $names >"$out/keys" || die "cannot write to $out"; fi
: >"$out/on_record"
if [ -n "$part" ]; then
    seed=${seed:-$(git rev-parse HEAD 2>/dev/null || sha256sum <"$out/keys" | cut -c1-40)}
    "$here/verdicts.sh" choose "$verdicts" "$part" "$seed" "$out/keys" >"$out/chosen" || die "cannot choose from $verdicts"
    jobs=$(awk 'NR == FNR { chosen[$1]; next } ($1 "/" $2) in chosen { print $1, $2 }' "$out/chosen" - <<<"$list")
    tr ' ' '\n' <<<"$names" | grep -vxFf "$out/chosen" >"$out/on_record"
    parallel --will-cite --colsep ' ' -j "$slots" "$here/job.sh" want {1} {2} <<<"$jobs" 9>&-
    echo "prove: $(wc -l <"$out/on_record") proofs are on record ($verdicts) and left at that; part 1/$part, seed $seed" >&2
fi
tr ' ' / <<<"$jobs" >"$out/asked"
PROVE_JOBS=$(wc -l <"$out/asked")
# Two provers for each proof; all there is for a single one.
export PROVE_JOBS PROVE_PAR=$((PROVE_JOBS == 1 ? 2 * $(nproc) : 2))
echo "prove: $PROVE_JOBS proofs (${#modules[@]} modules, ${archs[*]}) $slots at a time" >&2

# The lemmas that a module is known not to need, and that are another one's to prove. One that the list does not know, as it is new,
# is left out nowhere.
leave_out() { # REPORTS MODULE
    awk -v module="$2" 'NR == FNR { home[$1] = $2; next }
        /^#/ || !($1 in home) || home[$1] == module { next }
        { for (i = 2; i <= NF; i++) if ($i == module) next; print $1 }' "$1/homes" "$uses" >"$1/$2/left_out"
}
[ "$all_lemmas" = yes ] ||
    while read -r a m; do leave_out "$out/$a" "$m" || die "cannot write to $out"; done <<<"$jobs"
parallel --will-cite --colsep ' ' -j "$slots" --line-buffer "$here/job.sh" prove {1} {2} <<<"$jobs" 9>&-

whole=
[ -z "$arch$module$part" ] && whole=--whole
read_all=$whole
[ -z "$part" ] || [ -n "$arch" ] || read_all=--part
[ "$smoke" = yes ] || read_all+=" --no-smoke"
scans=()
for folder in $scan; do [ -d "$folder" ] && scans+=(--scan "$folder"); done
# shellcheck disable=SC2086
"$judge" verdict $PROVE_JUDGE_OPTIONS "${scans[@]}" $raise $read_all $names
status=$?
[ $status -le 1 ] && said=yes
if [ -n "$raise" ] && [ $status -eq 0 ] && [ "$smoke" = yes ]; then
    "$here/verdicts.sh" write "$verdicts" "$out" "$([ -n "$whole" ] && echo whole || echo part)" || status=1
fi
if [ "$learn" = yes ] && ls "$PROVE_LEARN"/cores.* >/dev/null 2>&1; then
    for a in "${archs[@]}"; do cut -d' ' -f1 "$out/$a/homes"; done >"$PROVE_LEARN/lemmas"
    "$here/learnt.sh" "$PROVE_LEARN" "$cores" "$uses" "$([ -n "$arch$module" ] && echo part || echo whole)"
fi
exit $status
