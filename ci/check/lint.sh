#!/usr/bin/env bash
# The layout of the code and the syntax of the scripts. Compilers' warnings are errors in every build already.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0
sources() { find src arch ci proofs tests -name '*.[ch]' -not -path 'tests/proofgate/*' | sort; }
if [ "${1:-}" = --write ]; then
    sources | xargs clang-format -i
    exit
fi
command -v clang-format >/dev/null || { echo "lint: clang-format is not installed (make setup)" >&2; exit 1; }
bad=$(sources | xargs clang-format --dry-run -Werror 2>&1 | sed -n 's/^\([^ :]*\):.*/\1/p' | sort -u)
[ -z "$bad" ] || { echo "lint: not laid out as .clang-format says (make format):" >&2; echo "$bad" >&2; failed=1; }
while read -r script; do
    bash -n "$script" || failed=1
done < <(find ci tests .ci -name '*.sh' -o -path .ci/run)
while read -r prover name; do
    grep -rqE "lemma $name(\{|:)" specs || { echo "lint: proofs/lemmas.txt: $prover $name: no spec has this lemma" >&2; failed=1; }
done < <(grep -v '^#' proofs/lemmas.txt)
while read -r name; do
    echo "lint: proofs/uses.txt: $name: no spec has this lemma" >&2
    failed=1
done < <(comm -23 <(sed '/^#/d; s/ .*//' proofs/uses.txt | LC_ALL=C sort -u) \
    <(grep -rhoE 'lemma [A-Za-z0-9_]+' specs src proofs/laws | sed 's/^lemma //' | LC_ALL=C sort -u))
# What may lean on what (docs/architecture.md).
lean() { # FOLDER PATTERN SENTENCE
    local hit
    hit=$(grep -rnE "$2" "$1" --include='*.[ch]')
    [ -z "$hit" ] || { printf 'lint: %s:\n%s\n' "$3" "$hit" >&2; failed=1; }
}
lean src/mm '#include "(log|fault|oops|memory|selftest|console|cpu|trap|boot|window)' 'src/mm leans on the kernel or on the machine'
lean src/mm '\((u?intptr_t)\)' 'src/mm makes a number of a pointer'
lean src '#\s*if.*__FRAMAC__' 'the file that is proved is not the file that is compiled'
lean src '#\s*if(n?def)?.*(__i386__|__x86_64__|\bARCH)' 'src chooses the machine with #ifdef'
lean src '#include "(laws|.*proofs/)' 'src leans on the laws about it'
lean arch '\b(log_|memory_init|selftest_|oops_)[a-z]*\(' 'arch names a function of src/kernel'
[ $failed -eq 0 ] && echo "lint: clean"
exit $failed
