# Plinth: a formally checked kernel memory manager for i386 and amd64.
#   make demo     the main job: install, prove, build, boot both machines in both emulators, explain the faults
#   make check    all tests; ends with "N passed, N failed"
#   make help     every command
# The rules of each subject lie beside it, in the files included below.

.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-builtin-rules --no-print-directory

include ci/image/image.mk
include ci/image/media.mk
include ci/pftrace/pftrace.mk
include ci/boot/boot.mk
include ci/prove/prove.mk
include tests/tests.mk

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
