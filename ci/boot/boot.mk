# Booting: the runner, and the targets that use it.
#   make boot ARCH=i386|amd64 EMU=qemu|bochs [MEDIA=flat|iso|kernel] [CPU=model] [MEM=MiB] [POISON=1] [TIMEOUT=seconds] [EXPLAIN=1]

TOOL_CC     ?= gcc
TOOL_CFLAGS ?= -std=c11 -O2 -g -Wall -Wextra -Wconversion -Werror
BOOTRUN     := build/tools/bootrun

$(BOOTRUN): $(wildcard ci/boot/*.c ci/boot/*.h) ci/pftrace/lines.c ci/pftrace/lines.h
	@mkdir -p $(@D)
	@$(TOOL_CC) $(TOOL_CFLAGS) -D_GNU_SOURCE -Ici/pftrace -o $@ $(filter %.c,$^)

BOOT_MEDIA := $(or $(MEDIA),flat)
BOOT_IMAGE := $(patsubst %,build/$(ARCH)/%,$(or $(if $(filter flat,$(BOOT_MEDIA)),flat.img),\
              $(if $(filter iso,$(BOOT_MEDIA)),plinth.iso),kernel.bin))
BOOT_WRONG := $(strip $(if $(filter i386 amd64,$(ARCH)),,ARCH="$(ARCH)" (i386 or amd64)) \
              $(if $(filter qemu bochs,$(EMU)),,EMU="$(EMU)" (qemu or bochs)) \
              $(if $(filter flat iso kernel,$(BOOT_MEDIA)),,MEDIA="$(MEDIA)" (flat, iso or kernel)) \
              $(if $(filter bochs-kernel,$(EMU)-$(BOOT_MEDIA)),MEDIA=kernel with EMU=bochs (only qemu has it)))
BOOT_FLAGS  = --arch $(ARCH) --emu $(EMU) --media $(BOOT_MEDIA) $(if $(CPU),--cpu '$(CPU)') $(if $(MEM),--memory '$(MEM)') \
              $(if $(TIMEOUT),--timeout '$(TIMEOUT)')

.PHONY: boot trace
ifneq ($(BOOT_WRONG),)
boot trace:
	@echo '$@: makes no sense: $(BOOT_WRONG)' >&2; exit 2
else
boot: $(BOOTRUN) $(PFTRACE) $(BOOT_IMAGE) build/$(ARCH)/kernel.elf build/$(ARCH)/k.sym ## run the self-test: ARCH= EMU=qemu|bochs [MEDIA=flat|iso|kernel] [CPU=] [MEM=MiB] [POISON=1]
	@$(BOOTRUN) $(BOOT_FLAGS) $(if $(EXPLAIN),--explain)

trace: $(BOOTRUN) $(PFTRACE) $(BOOT_IMAGE) build/$(ARCH)/kernel.elf build/$(ARCH)/k.sym ## boot and explain every page fault, same variables as boot
	@$(BOOTRUN) $(BOOT_FLAGS) --explain
endif
