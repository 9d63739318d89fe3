# Proof: Frama-C/WP on every module for every machine, and the judge that decides.

PROVE       := ci/prove/prove.sh
PROVE_JUDGE := build/tools/prove-judge
PROVE_CORE  := build/tools/prove-core
PROVE_LESS  := build/tools/prove-less
PROVE_FLAGS := $(if $(ARCH),--arch $(ARCH)) $(if $(M),--module "$(M)") $(if $(TIMEOUT),--timeout $(TIMEOUT)) \
	$(if $(LEMMAS),--all-lemmas) $(if $(PART),--part $(PART)) $(if $(SEED),--seed "$(SEED)")

$(PROVE_JUDGE): $(wildcard ci/prove/judge/*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wconversion -Werror -o $@ $(filter %.c,$^) -ljansson

$(PROVE_CORE): $(wildcard ci/prove/core/*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Wconversion -Werror -o $@ $(filter %.c,$^)

$(PROVE_LESS): $(wildcard ci/prove/less/*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wconversion -Werror -o $@ $(filter %.c,$^)

# Not prerequisites: when they cannot be built, the driver still has to say so in its own last line.
BUILD_JUDGE = for tool in $(PROVE_JUDGE) $(PROVE_CORE) $(PROVE_LESS); do $(MAKE) --no-print-directory -s $$tool || rm -f $$tool; done

.PHONY: prove prove-record prove-learn test-proofgate

prove: ## prove all modules [ARCH=i386|amd64] [M="module ..." | PART=N: what is not on record, and one Nth of the rest, by SEED=text] [TIMEOUT=seconds] [LEMMAS=all]; writes build/proof/ledger.json
	@$(BUILD_JUDGE)
	@$(PROVE) $(PROVE_FLAGS)

prove-record: ## prove, then record the verdicts in proofs/verdicts.txt and the numbers of goals in proofs/goals.json
	@$(BUILD_JUDGE)
	@$(PROVE) $(PROVE_FLAGS) --raise

prove-learn: ## prove anew, and write to proofs/cores.txt and proofs/uses.txt which facts each proof needs [ARCH=i386|amd64] [M="module ..."]
	@$(BUILD_JUDGE)
	@$(PROVE) $(PROVE_FLAGS) --no-smoke --learn

test-proofgate: $(PROVE_JUDGE) $(PROVE_CORE) $(PROVE_LESS) ## show that every rule of `make prove` fails on a source that breaks it
	@tests/core/run.sh && tests/less/run.sh && tests/verdicts/run.sh && tests/proofgate/run.sh
