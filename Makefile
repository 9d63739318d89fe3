# Plinth: a formally checked kernel memory manager for i386 and amd64.
#   make demo     the main job: install, prove, build, boot both machines in both emulators, explain the faults
#   make check    all tests; ends with "N passed, N failed"
#   make help     every command
# The rules of each subject lie beside it, in the files included below. `make help` reads the comments after ##.

.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-builtin-rules --no-print-directory

.PHONY: demo check setup mutants lint format clean help

demo: setup ## the main job: set up, prove, build, boot both machines in both emulators, explain the faults
	@ci/check/demo.sh

check: setup ## every test, boot and gate, what is new in the proof and a fourth of the rest [STEPS="name ..."]; ends with "N passed, N failed"
	@ci/check/check.sh $(STEPS)

setup: ## install the Debian packages that are missing [FOR=bench: those that make bench M=heap compares with, too]
	@ci/setup/setup.sh $(FOR)

include ci/prove/prove.mk
include ci/image/image.mk
include ci/image/media.mk
include ci/pftrace/pftrace.mk
include ci/boot/boot.mk
include tests/tests.mk
include tests/bench/bench.mk
include tests/boot/tests.mk
include tests/pftrace/tests.mk

mutants: $(PROVE_JUDGE) $(PROVE_CORE) ## apply deliberate bugs; each must make the proof fail [ONLY="name ..." | EVERY="N K": the Kth of every N | PROVED=1: in what was proved last]
	@ci/mutants/run.sh $(if $(PROVED),--proved) $(if $(EVERY),--every $(EVERY)) $(ONLY)

lint: ## layout of the code, scripts' syntax, what leans on what
	@ci/check/lint.sh

format: ## lay the code out
	@ci/check/lint.sh --write

clean: ## remove build/, all that was made
	@rm -rf build

help: ## this list
	@echo 'make COMMAND [NAME=value ...]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
