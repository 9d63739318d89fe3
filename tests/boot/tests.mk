# Tests of the gates that a boot must pass: the judge of serial logs, the boot sector with the runner around it.
.PHONY: test-boot
test-boot: $(BOOTRUN) ## test the boot runner and the boot sector
	@tests/boot/judge.sh $(BOOTRUN)
	@tests/boot/loader.sh $(BOOTRUN) build/test/loader
