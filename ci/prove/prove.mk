# Proof: Frama-C/WP on every module for every machine, and the judge that decides.

PROVE       := ci/prove/prove.sh
PROVE_JUDGE := build/tools/prove-judge
PROVE_FLAGS := $(if $(ARCH),--arch $(ARCH)) $(if $(M),--module $(M)) $(if $(TIMEOUT),--timeout $(TIMEOUT))

$(PROVE_JUDGE): $(wildcard ci/prove/judge/*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wconversion -Werror -o $@ $(filter %.c,$^) -ljansson

# Not a prerequisite: when the judge cannot be built, the driver still has to say so in its own last line.
BUILD_JUDGE = $(MAKE) --no-print-directory -s $(PROVE_JUDGE) || rm -f $(PROVE_JUDGE)

.PHONY: prove prove-record test-proofgate

prove: ## prove all modules [ARCH=i386|amd64] [M=module] [TIMEOUT=seconds]; writes build/proof/ledger.json
	@$(BUILD_JUDGE)
	@$(PROVE) $(PROVE_FLAGS)

prove-record: ## prove, then raise the recorded numbers of goals in proofs/goals.json
	@$(BUILD_JUDGE)
	@$(PROVE) $(PROVE_FLAGS) --raise

test-proofgate: $(PROVE_JUDGE) ## show that every rule of `make prove` fails on a source that breaks it
	@tests/proofgate/run.sh
