# The kernels: one ELF file with debugging information, one flat file and one list of symbols for each machine.
#   build/ARCH/kernel.elf   for GRUB, for debuggers and for the fault explainer
#   build/ARCH/kernel.bin   the same bytes as they lie in memory, for QEMU -kernel and for our own boot sector
#   build/ARCH/k.sym        lines "0xADDRESS name", for Bochs
# Sources are whatever lies in the directories below; the machine is chosen by directories and include paths alone.

KERNEL_MACHINES := i386 amd64

KERNEL_CC_i386  := i686-linux-gnu-gcc
KERNEL_CC_amd64 := x86_64-linux-gnu-gcc
KERNEL_OBJCOPY_i386  := i686-linux-gnu-objcopy
KERNEL_OBJCOPY_amd64 := x86_64-linux-gnu-objcopy
KERNEL_NM_i386  := i686-linux-gnu-nm
KERNEL_NM_amd64 := x86_64-linux-gnu-nm

# The oldest processors that the kernel promises to run on.
KERNEL_CFLAGS_i386  := -march=i486 -mtune=generic
KERNEL_CFLAGS_amd64 := -march=x86-64 -mno-red-zone -mcmodel=small
KERNEL_NASM_i386    := elf32
KERNEL_NASM_amd64   := elf64

# Page 0 is not mapped but addresses are numbers here, so the compiler may not reason about null pointers; and it may
# not turn the loops of src/lib into calls of themselves.
KERNEL_CFLAGS := -std=c11 -O2 -g -Wall -Wextra -Wconversion -Werror -ffreestanding -fno-pie -no-pie \
    -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables -fno-omit-frame-pointer \
    -fno-delete-null-pointer-checks -fno-tree-loop-distribute-patterns -fno-common -fno-strict-aliasing \
    -mgeneral-regs-only -ffile-prefix-map=$(CURDIR)=.
# src/mm is many small files, each proved alone, and calls between them are dear: it is compiled as one unit. The library stays
# outside, as calls of memset and the like come into being when the unit is compiled, which is too late to keep them in it.
# Functions there are small, as they are proved one by one, so more of them than usual are put into their callers: a map takes 204
# instructions so, and 257 with gcc's own limit of 15 (docs/design/paging.md).
KERNEL_UNIT := -flto -flto-partition=one --param max-inline-insns-auto=60
# Build options.
KERNEL_OPTIONS := $(if $(filter-out 0,$(POISON)),-DKERNEL_POISON=1)
KERNEL_LDFLAGS := -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-z,noexecstack \
    -Wl,--fatal-warnings

KERNEL_DIRECTORIES := src/mm src/lib src/kernel src/kernel/selftest arch/x86

define KERNEL_RULES
KERNEL_SOURCES_$(1) := $$(wildcard $$(foreach d,$$(KERNEL_DIRECTORIES) arch/$(1),$$(d)/*.c $$(d)/*.asm))
KERNEL_OBJECTS_$(1) := $$(KERNEL_SOURCES_$(1):%=build/$(1)/obj/%.o)
KERNEL_INCLUDES_$(1) := -Isrc/mm -Isrc/lib -Isrc/kernel -Iarch/api -Iarch/x86 -Iarch/$(1)

build/$(1)/obj/%.c.o: %.c build/$(1)/obj/options ci/image/image.mk
	@mkdir -p $$(@D)
	@$$(KERNEL_CC_$(1)) $$(KERNEL_CFLAGS) $$(KERNEL_OPTIONS) $$(KERNEL_CFLAGS_$(1)) $$(KERNEL_INCLUDES_$(1)) \
	    $$(if $$(filter src/mm/%,$$<),$$(KERNEL_UNIT)) -MMD -MP -c $$< -o $$@

build/$(1)/obj/%.asm.o: %.asm ci/image/image.mk
	@mkdir -p $$(@D)
	@nasm -f $$(KERNEL_NASM_$(1)) -g -F dwarf -Wall -Werror -MD $$(@:.o=.d) -MP -MT $$@ $$< -o $$@

# The list of objects is a file of its own, so that a source that is added or taken away links anew.
build/$(1)/obj/list: KERNEL_FORCE
	@mkdir -p $$(@D)
	@echo '$$(KERNEL_OBJECTS_$(1))' | cmp -s - $$@ || echo '$$(KERNEL_OBJECTS_$(1))' >$$@

# So are the options, so that another choice compiles anew.
build/$(1)/obj/options: KERNEL_FORCE
	@mkdir -p $$(@D)
	@echo '$$(KERNEL_OPTIONS)' | cmp -s - $$@ || echo '$$(KERNEL_OPTIONS)' >$$@

build/$(1)/kernel.elf: $$(KERNEL_OBJECTS_$(1)) build/$(1)/obj/list arch/$(1)/kernel.ld ci/image/image.mk
	@$$(KERNEL_CC_$(1)) $$(KERNEL_CFLAGS) $$(KERNEL_CFLAGS_$(1)) $$(KERNEL_UNIT) $$(KERNEL_LDFLAGS) -T arch/$(1)/kernel.ld \
	    $$(KERNEL_OBJECTS_$(1)) -o $$@

build/$(1)/kernel.bin: build/$(1)/kernel.elf
	@$$(KERNEL_OBJCOPY_$(1)) -O binary $$< $$@

build/$(1)/k.sym: build/$(1)/kernel.elf
	@$$(KERNEL_NM_$(1)) $$< | awk '$$$$2 ~ /^[TtRrDdBb]$$$$/ { print "0x" $$$$1, $$$$3 }' >$$@

-include $$(KERNEL_OBJECTS_$(1):.o=.d)
endef

$(foreach machine,$(KERNEL_MACHINES),$(eval $(call KERNEL_RULES,$(machine))))

.PHONY: KERNEL_FORCE
KERNEL_FORCE:
.DELETE_ON_ERROR:
