# The page-fault explainer.
TOOL_CC     ?= gcc
TOOL_CFLAGS ?= -std=c11 -O2 -g -Wall -Wextra -Wconversion -Werror
PFTRACE     := build/pftrace

$(PFTRACE): $(wildcard ci/pftrace/*.c ci/pftrace/*.h)
	@mkdir -p $(@D)
	@$(TOOL_CC) $(TOOL_CFLAGS) -D_GNU_SOURCE -o $@ $(filter %.c,$^) -ldw
