#!/usr/bin/env bash
# What prove-less leaves out of a source, and what it leaves alone; what same.awk takes for the same source less lemmas; what
# learnt.sh makes of a learning run.
# Last line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/less less=build/tools/prove-less
rm -rf "$work" && mkdir -p "$work" || exit 1
source tests/support/is.sh
# The source from which the lemmas A and Both are left out, each blank that is more than one taken as one.
thinned() { printf 'A\nBoth\n' >"$work/list" && printf '%s' "$1" | "$less" "$work/list" | tr -s ' '; }
# A source of which nothing is left out: byte for byte.
kept() { is "$1" "$2" "$(printf 'A\nBoth\n' >"$work/list" && printf '%s' "$2" | "$less" "$work/list")"; }

is "a lemma of the list goes" '/*@ predicate P = \true; @*/' "$(thinned '/*@ predicate P = \true; lemma A: P; @*/')"
is "up to its own semicolon" '/*@ lemma B: 2 == 2; */' \
    "$(thinned '/*@ lemma A: \forall integer x; \let y = x; \exists integer z; z == y; lemma B: 2 == 2; */')"
is "with its labels" '/*@ lemma B: 1; */' "$(thinned '/*@ lemma A{K, L}: \at(x, K) == 1; lemma B: 1; */')"
is "with what a comment in it says" "/*@ 
 lemma B: 1; */" "$(thinned '/*@ lemma A: // well; said
1 == 1; lemma B: 1; */')"
is "of several each" '/*@ lemma B: 1; */' "$(thinned '/*@ lemma A: 1; lemma B: 1; lemma Both: 1; */')"
is "an annotation that is left with nothing is none" '/* @*/ int x;' "$(thinned '/*@ lemma A: 1; @*/ int x;')"
is "nor is one that is left with comments" '/* // says nothing
 @ @*/' "$(thinned '/*@ // says nothing
  @ lemma A: 1; @*/')"
is "no line moves, no column" '/*@ lemma B: 1;                
                  lemma C: 1; */ int y;' "$(printf 'A\n' >"$work/list"; "$less" "$work/list" <<<'/*@ lemma B: 1; lemma A:       
     1 == 1;      lemma C: 1; */ int y;')"

kept "a lemma that is not on the list stays" '/*@ lemma B:  1; */'
kept "one whose name only begins so" '/*@ lemma AB: 1; lemma A_: 1; */'
kept "a word that only begins so" '/*@ predicate lemmas = 1; logic integer mylemma = A; */'
kept "what a comment says of one" '/*@ // lemma A: 1;
 predicate P = 1; */'
kept "a comment that is no annotation" '/* lemma A: 1; */ // lemma A: 1;'
kept "an annotation in a string" 'char *s = "/*@ lemma A: 1; */";'
kept "a string that is in a character" "char c = '\"'; char d = '\\''; /* \" */"
kept "a string that its line does not end" 'char *s = "
int x;'
kept "a lemma without an end" '/*@ lemma A: 1 */'
kept "a comment without an end" '/*@ lemma A: 1'
kept "nothing at all" ''
"$less" "$work/none" </dev/null >/dev/null 2>&1
is "no list is an error" 2 $?
"$less" </dev/null >/dev/null 2>&1
is "so is no argument" 2 $?

# What Frama-C printed, and printed again.
cat >"$work/written" <<'SOURCE'
/*@ predicate P(integer x) = x > 0;
 */
/*@
lemma A{K, L}:
  \forall integer x; P(x) ==> P(x);
 */
/*@ lemma B: P(1);
 */
/*@ requires P(x);
    ensures \result > 0; */
int f(int x)
{
  return x;
}
SOURCE
same() { # NAME STATUS SED-SCRIPT
    sed "$3" "$work/written" >"$work/again"
    awk -f ci/prove/less/same.awk "$work/written" "$work/again" >"$work/said"
    is "same but lemmas: $1" "$2" $?
}
same "all of it" 0 ''
same "laid out otherwise" 0 's/^ *//'
same "without a lemma" 0 '/lemma B/,/\*\//d'
same "without the other" 0 '3,6d'
same "without any" 0 '3,8d'
same "without a predicate" 1 '1,2d'
same "without a requires" 1 '/requires/s/requires P(x);//'
same "without its end" 1 '$d'
same "with more code" 1 's/return x/x++; return x/'
same "with a lemma that says more" 1 's/P(1)/P(0)/'
same "with a lemma of another name" 1 's/lemma B/lemma C/'
same "with an axiom for a lemma" 1 's/lemma B/axiom B/'
same "with a predicate that says less" 1 's/x > 0/x >= 0/'
is "and says where" "in the source that is proved: =0;*//" "$(sed 's/\(=0;...\).*/\1/' "$work/said")"

mkdir "$work/learn"
printf "01 cvc4 Q_A P_x'def\n02 cvc4 Q_Two\n01 cvc5 Q_A\n" >"$work/learn/cores.m"
printf "01 cvc5 Q_A\n03 cvc4\n" >"$work/learn/cores.n"
printf 'A\nTwo\nNew\nA\n' >"$work/learn/lemmas"
learn() { # PART: the lists after it, from those of before
    printf '# Kept.\nOld m\nTwo q\n' >"$work/uses"
    printf '02 z3 Q_Old\n04 cvc4 Q_Old\n' >"$work/cores"
    ci/prove/learnt.sh "$work/learn" "$work/cores" "$work/uses" "$1"
}
learn whole
is "a whole run's uses stand alone" "# Kept.
A m n
New
Two m" "$(cat "$work/uses")"
is "and so do its cores, the newest of each goal" "01 cvc5 Q_A
02 cvc4 Q_Two
03 cvc4" "$(cat "$work/cores")"
learn part
is "those of a part come to what is known" "# Kept.
A m n
New
Old m
Two m q" "$(cat "$work/uses")"
is "and its cores replace those of the same goals" "01 cvc5 Q_A
02 cvc4 Q_Two
03 cvc4
04 cvc4 Q_Old" "$(cat "$work/cores")"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
