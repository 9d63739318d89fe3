# Tests of the page-fault explainer: what it says (golden files), names and lines, and traces that are damaged.
PFTRACE_TEST_SOURCES := $(filter-out %/main.c,$(wildcard ci/pftrace/*.c))

build/test/pftrace-mutations: tests/pftrace/mutations.c $(PFTRACE_TEST_SOURCES) $(wildcard ci/pftrace/*.h)
	@mkdir -p $(@D)
	@$(TOOL_CC) $(TOOL_CFLAGS) -D_GNU_SOURCE -fsanitize=address,undefined -fno-sanitize-recover=all -Ici/pftrace \
	    -o $@ $(filter %.c,$^) -ldw

build/test/place.elf: tests/pftrace/place.asm
	@mkdir -p $(@D)
	@nasm -f elf32 -g -F dwarf -o $@.o $< && ld -m elf_i386 --entry=place -Ttext=0x400ff0 -o $@ $@.o

.PHONY: test-pftrace
test-pftrace: $(PFTRACE) build/test/pftrace-mutations build/test/place.elf ## test the fault explainer
	@tests/pftrace/symbols.sh $(PFTRACE) build/test/place.elf
	@tests/pftrace/golden.sh $(PFTRACE)
	@build/test/pftrace-mutations tests/pftrace/logs/*.log
