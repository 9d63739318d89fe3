/* A TLB that only counts what it is told: what the host's does to tell more (arch/host) would cost more than the page tables. */
#ifndef BENCH_TOLD_H
#define BENCH_TOLD_H

#include <stdint.h>

extern uint64_t told_pages;

#endif
