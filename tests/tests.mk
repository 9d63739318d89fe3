# Host tests. Every tests/unit/NAME.c and tests/property/NAME.c is a cmocka program, built once for each machine's
# machine.h (the sources of src/mm do not know on which processor they run) under the address and undefined-behaviour
# sanitisers, and run. A test of src/mm/NAME.c has the same stem.

TEST_MACHINES := i386 amd64
TEST_CC       ?= gcc
TEST_CFLAGS   := -std=c11 -O1 -g -Wall -Wextra -Wconversion -Werror -fsanitize=address,undefined \
                 -fno-sanitize-recover=all -fno-omit-frame-pointer
TEST_SOURCES  := $(wildcard tests/unit/*.c tests/property/*.c)
TEST_NAMES    := $(notdir $(TEST_SOURCES:.c=))
TEST_MM       := $(wildcard src/mm/*.c arch/host/*.c proofs/laws/*.c) arch/x86/multiboot.c
# What the kernels' self-test runs as well.
TEST_SHARED   := src/kernel/selftest/frames_model.c src/lib/random.c
TEST_DEPENDS  := $(TEST_MM) $(TEST_SHARED) $(TEST_SHARED:.c=.h) tests/tests.mk \
                 $(wildcard src/mm/*.h proofs/laws/*.h arch/api/*.h arch/x86/*.h arch/host/*.h arch/*/machine.h arch/*/entry.h tests/support/*.[ch])
TEST_INCLUDES := -Isrc/mm -Iproofs/laws -Isrc/lib -Isrc/kernel/selftest -Itests/support -Iarch/api -Iarch/x86 -Iarch/host
TEST_WANTED   := $(if $(ARCH),$(filter $(ARCH),$(TEST_MACHINES)),$(TEST_MACHINES))
TEST_PROGRAMS := $(foreach machine,$(TEST_WANTED),$(TEST_NAMES:%=build/test/$(machine)/%))

# What all tests of a machine link is compiled once.
define TEST_RULES
TEST_OBJECTS_$(1) := $(patsubst %.c,build/test/$(1)/objects/%.o,$(TEST_MM) $(TEST_SHARED) $(wildcard tests/support/*.c))
.SECONDARY: $$(TEST_OBJECTS_$(1))

build/test/$(1)/objects/%.o: %.c $(TEST_DEPENDS)
	@mkdir -p $$(@D)
	@$(TEST_CC) $(TEST_CFLAGS) $(TEST_INCLUDES) -Iarch/$(1) -c $$< -o $$@

build/test/$(1)/%: tests/unit/%.c $$(TEST_OBJECTS_$(1))
	@$(TEST_CC) $(TEST_CFLAGS) $(TEST_INCLUDES) -Iarch/$(1) $$< $$(TEST_OBJECTS_$(1)) -lcmocka -o $$@

build/test/$(1)/%: tests/property/%.c $$(TEST_OBJECTS_$(1))
	@$(TEST_CC) $(TEST_CFLAGS) $(TEST_INCLUDES) -Iarch/$(1) $$< $$(TEST_OBJECTS_$(1)) -lcmocka -o $$@
endef
$(foreach machine,$(TEST_MACHINES),$(eval $(call TEST_RULES,$(machine))))

.PHONY: test
ifneq ($(filter-out $(TEST_MACHINES),$(ARCH)),)
test:
	@echo "test: there is no machine ARCH=$(ARCH); say one of: $(TEST_MACHINES)" >&2; exit 2
else
test: $(TEST_PROGRAMS) ## host tests under the sanitisers [ARCH=i386|amd64]
	@ci/test/run.sh $(TEST_PROGRAMS)
endif
