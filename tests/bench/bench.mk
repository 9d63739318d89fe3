# Benchmarks: what an operation costs, in instructions (counted by callgrind, the same every time) and in nanoseconds. src/mm is
# compiled as in the kernels, as one unit (ci/image/image.mk); who calls it is not part of that.
BENCH_MODULES        := pmm paging heap
BENCH_PROGRAM_pmm    := frames
BENCH_SIZES_pmm      := 14 18 22 25 28
BENCH_W_pmm          := pair fill refill10 refill1 churn run64 run512 fail64 fail512 any
BENCH_PROGRAM_paging := pages
BENCH_SIZES_paging   := 12 18
BENCH_W_paging       := map unmap translate random hot map_range unmap_range map_large unmap_large end
BENCH_PROGRAM_heap   := heaps
BENCH_W_heap         := lifo small large
BENCH_MACHINES       := i386 amd64
BENCH_CFLAGS         := -std=c11 -O2 -g -Wall -Wextra -Wconversion -Werror -Isrc/mm -Isrc/lib -Iarch/api
BENCH_SHARED         := meter plain shape told
BENCH_HEAPS          := $(wildcard tests/bench/heap_*.c) tests/bench/resident.c tests/bench/steps.c src/lib/random.c
BENCH_DEPENDS        := $(wildcard tests/bench/*.h src/mm/*.h src/lib/*.h specs/*.acsl arch/api/*.h arch/*/machine.h arch/*/entry.h) \
                        tests/bench/bench.mk ci/image/image.mk

define BENCH_RULES
BENCH_OBJECTS_$(1) := $$(patsubst %.c,build/bench/$(1)/%.o,$$(wildcard src/mm/*.c) $$(BENCH_SHARED:%=tests/bench/%.c))
BENCH_HEAPS_$(1)   := $$(BENCH_HEAPS:%.c=build/bench/$(1)/%.o)
.SECONDARY: $$(BENCH_OBJECTS_$(1)) $$(BENCH_HEAPS_$(1)) \
    $$(foreach m,$$(BENCH_MODULES),build/bench/$(1)/tests/bench/$$(BENCH_PROGRAM_$$(m)).o)

build/bench/$(1)/%.o: %.c $$(BENCH_DEPENDS)
	@mkdir -p $$(@D)
	@gcc $$(BENCH_CFLAGS) -Iarch/$(1) $$(if $$(filter src/mm/%,$$<),$$(KERNEL_UNIT)) -c $$< -o $$@

build/bench/$(1)/%: build/bench/$(1)/tests/bench/%.o $$(BENCH_OBJECTS_$(1))
	@gcc $$(BENCH_CFLAGS) $$(KERNEL_UNIT) $$^ -o $$@

build/bench/$(1)/heaps: $$(BENCH_HEAPS_$(1))
endef
$(foreach machine,$(BENCH_MACHINES),$(eval $(call BENCH_RULES,$(machine))))

BENCH_M     := $(or $(M),pmm)
BENCH_ARCH  := $(or $(ARCH),amd64)
BENCH_RUN   := tests/bench/$(if $(filter heap,$(BENCH_M)),heap,run).sh
BENCH_WRONG := $(if $(filter $(BENCH_MODULES),$(BENCH_M)),,there is no benchmark M=$(M); say one of: $(BENCH_MODULES))
BENCH_WRONG := $(or $(BENCH_WRONG),$(if $(filter $(BENCH_MACHINES),$(BENCH_ARCH)),,there is no machine \
               ARCH=$(ARCH); say one of: $(BENCH_MACHINES)))
BENCH_WRONG := $(or $(BENCH_WRONG),$(if $(filter-out $(BENCH_W_$(BENCH_M)),$(W)),there is no workload \
               W=$(firstword $(filter-out $(BENCH_W_$(BENCH_M)),$(W))) of M=$(BENCH_M); say some of: $(BENCH_W_$(BENCH_M))))
BENCH_WRONG := $(or $(BENCH_WRONG),$(if $(BENCH_SIZES_$(BENCH_M)),,$(if $(SIZES),there are no SIZES of M=$(BENCH_M))))

.PHONY: bench
ifneq ($(BENCH_WRONG),)
bench:
	@echo "bench: $(BENCH_WRONG)" >&2; exit 2
else
bench: build/bench/$(BENCH_ARCH)/$(BENCH_PROGRAM_$(BENCH_M)) ## what an operation costs, counted and timed [M=pmm|paging|heap ARCH=amd64 SIZES="14 28" W="pair fill"]
	@SIZES="$(or $(SIZES),$(BENCH_SIZES_$(BENCH_M)))" W="$(or $(W),$(BENCH_W_$(BENCH_M)))" \
	    $(BENCH_RUN) $(BENCH_M) $< $(BENCH_ARCH)
endif
