# Bootable media from the kernels that image.mk builds.
#   build/ARCH/flat.img     our boot sector and the flat kernel: the fast way in, for both emulators and real BIOSes
#   build/ARCH/plinth.iso   GRUB and the ELF kernel: the realistic way in
# Each is made under another name and moved into place, so that a full disk leaves no half image behind.

MEDIA_MACHINES := i386 amd64
MEDIA_WANTED   := $(if $(ARCH),$(ARCH),$(MEDIA_MACHINES))
MEDIA_UNKNOWN  := $(filter-out $(MEDIA_MACHINES),$(MEDIA_WANTED))

.PHONY: image iso
ifneq ($(MEDIA_UNKNOWN),)
image iso:
	@echo "$@: there is no machine ARCH=$(MEDIA_UNKNOWN); say one of: $(MEDIA_MACHINES)" >&2; exit 2
else
image: $(MEDIA_WANTED:%=build/%/kernel.elf) $(MEDIA_WANTED:%=build/%/flat.img) ## build kernel and flat boot image [ARCH=i386|amd64]
iso: $(MEDIA_WANTED:%=build/%/plinth.iso) ## build the GRUB boot CD [ARCH=i386|amd64]
endif

build/%/flat.img: build/%/kernel.bin ci/image/bootsector.asm $(wildcard ci/image/*.inc)
	@nasm -f bin -Wall -Werror -Ici/image/ -DKERNEL_FILE='"$<"' -DKERNEL_BYTES=$$(stat -c %s $<) -o $@.part \
	    ci/image/bootsector.asm && mv $@.part $@ || { rm -f $@.part; exit 1; }

# GRUB is told the few modules it needs; all of them would make a CD of 5 MB that takes seconds to write.
build/%/plinth.iso: build/%/kernel.elf ci/image/grub.cfg
	@rm -rf $@.tree && mkdir -p $@.tree/boot/grub && cp $< $@.tree/boot/kernel.elf && \
	    cp ci/image/grub.cfg $@.tree/boot/grub/grub.cfg
	@{ grub-mkrescue -d /usr/lib/grub/i386-pc \
	    --install-modules="multiboot normal configfile iso9660 biosdisk serial terminal" \
	    --locales="" --fonts="" --themes="" -o $@.part $@.tree >$@.log 2>&1 && mv $@.part $@; } || \
	    { cat $@.log >&2; rm -f $@.part; echo "iso: grub-mkrescue failed (packages grub-pc-bin, grub-common, xorriso, mtools)" >&2; exit 1; }
	@rm -rf $@.tree
