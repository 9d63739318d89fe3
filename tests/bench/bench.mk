# Benchmarks: what an operation costs, in instructions (counted by callgrind, the same every time) and in nanoseconds.
BENCH_MODULES     := pmm
BENCH_PROGRAM_pmm := build/bench/frames
BENCH_CFLAGS      := -std=c11 -O2 -g -Wall -Wextra -Wconversion -Werror -Isrc/mm -Iarch/api -Iarch/host -Iarch/amd64

build/bench/frames: $(wildcard tests/bench/*.[ch] src/mm/*.[ch] specs/*.acsl arch/api/*.h arch/host/*.[ch] arch/amd64/*.h) \
                    tests/bench/bench.mk
	@mkdir -p $(@D)
	@gcc $(BENCH_CFLAGS) $(wildcard tests/bench/*.c src/mm/*.c arch/host/*.c) -o $@

.PHONY: bench
ifneq ($(filter-out $(BENCH_MODULES),$(M)),)
bench:
	@echo "bench: there is no benchmark M=$(M); say one of: $(BENCH_MODULES)" >&2; exit 2
else
bench: $(BENCH_PROGRAM_$(or $(M),pmm)) ## what an operation costs, counted and timed [M=pmm SIZES="14 28" W="pair fill"]
	@SIZES="$(SIZES)" W="$(W)" tests/bench/run.sh $(or $(M),pmm) $(BENCH_PROGRAM_$(or $(M),pmm))
endif
