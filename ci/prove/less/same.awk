# Of a module as Frama-C printed it twice: does the second lack nothing of the first but lemmas?
#   awk -f same.awk WRITTEN LESS     says in one line what differs, and exits with 1, if anything does
# Frama-C prints each lemma in a comment of its own, in one line ("/*@ lemma NAME: ... */") or from a line "/*@" on. White space
# is left out of account, as it lays the same text out in more than one way.
function fail(what) {
    print what
    failed = 1
    exit
}
function lemma_ends() {
    if (!second) known[lemma]
    else if (!(lemma in known)) fail("a lemma that the module does not have: " lemma)
    lemma = ""
}
FNR == 1 { second = NR != FNR }
{ words = $0; gsub(/[ \t]/, "", words) }
lemma != "" || /^\/\*@ lemma / || begun && $1 == "lemma" {
    lemma = lemma words
    begun = 0
    if (/\*\/$/) lemma_ends()
    next
}
begun { text[second] = text[second] "/*@" }
{ begun = $0 == "/*@" }
!begun { text[second] = text[second] words }
END {
    if (!failed && text[0] != text[1]) {
        at = 1
        for (step = length(text[0]); step >= 1; step = int(step / 2))
            while (substr(text[0], at, step) == substr(text[1], at, step) && at <= length(text[0])) at += step
        print "in the source that is proved: " substr(text[1], at, 80) "; in the module: " substr(text[0], at, 80)
        failed = 1
    }
    exit failed
}
