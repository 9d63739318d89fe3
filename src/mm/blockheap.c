#include "blockheap.h"

mm_status_t heap_create(blockheap_t *heap, uintptr_t base, size_t length, uint8_t *table, size_t entries,
                        word_t *words) {
    if (base == 0 || base % BLOCK_SIZE != 0 || length % BLOCK_SIZE != 0) return MM_EINVAL;
    if (entries == 0 || entries > BLOCKHEAP_LIMIT || entries != length / BLOCK_SIZE) return MM_EINVAL;
    if (length - 1u > UINTPTR_MAX - base) return MM_EINVAL;
    uint32_t nblocks = (uint32_t)entries;
    //@ assert bound: nblocks == entries;
    heap->base = base;
    blocks_init(&heap->blocks, table, words, nblocks);
    //@ assert valid: heap->base == base && heap->blocks.nblocks == entries;
    //@ assert valid: HeapOver(heap, base, table, entries);
    //@ assert sep: heap->blocks.free.summary.nbits == FreemapBits(nblocks);
    //@ assert sep: \separated(&heap->base, words + (0 .. FreemapSize(nblocks) - 1), heap->blocks.state + (0 .. nblocks - 1));
    //@ assert sep: \separated(heap->blocks.state + (0 .. nblocks - 1), words + (0 .. FreemapSize(nblocks) - 1));
    //@ assert sep: \separated(&heap->base, heap->blocks.free.words + (0 .. FreemapWords(heap->blocks.nblocks)));
    /*@ assert sep: \separated(&heap->base,
      @               heap->blocks.free.summary.level[0] + (0 .. BitmapSize(heap->blocks.free.summary.nbits) - 1)); */
    //@ assert sep: BlocksMemory(&heap->blocks);
    //@ assert valid: HeapApart(heap);
    //@ assert give: BlocksFree(&heap->blocks, 0, entries);
    return MM_OK;
}

uintptr_t heap_malloc(blockheap_t *heap, size_t size) {
    size_t count = size / BLOCK_SIZE + (size % BLOCK_SIZE != 0);
    //@ assert take: count == HeapBlocks(size);
    //@ assert none: HeapSame{Pre, Here}(heap);
    if (count > heap->blocks.nblocks) return 0;
    uint32_t first = blocks_take(&heap->blocks, (uint32_t)count);
    //@ assert valid: heap->base == \at(heap->base, Pre) && BlocksSameShape{Pre, Here}(&heap->blocks);
    if (first == BLOCK_NONE) return 0;
    //@ assert take: count != 0 && !BlocksNoRun{Pre}(&heap->blocks, count);
    //@ assert take: BlocksRun{Pre}(&heap->blocks, first, count) && BlocksNoRunBelow{Pre}(&heap->blocks, count, first);
    //@ assert take: BlocksOne(&heap->blocks, first, first + count) && BlocksSameOutside{Pre, Here}(&heap->blocks, first, first + count);
    //@ assert take: HeapTakes{Pre, Here}(heap, first, size);
    uintptr_t address = heap->base + (size_t)first * BLOCK_SIZE;
    //@ assert take: HeapAt(heap, address, first);
    return address;
}

mm_status_t heap_free(blockheap_t *heap, uintptr_t address) {
    //@ assert none: HeapSame{Pre, Here}(heap);
    if (address == 0) return MM_OK;
    if (address < heap->base || address - heap->base >= (size_t)heap->blocks.nblocks * BLOCK_SIZE)
        return MM_ERANGE;
    uintptr_t offset = address - heap->base;
    uint32_t block = (uint32_t)(offset / BLOCK_SIZE);
    //@ assert take: HeapIn(heap, address, block);
    //@ assert take: \forall integer b; HeapIn(heap, address, b) ==> b == block;
    //@ assert take: HeapAt(heap, address, block) <==> offset % BLOCK_SIZE == 0;
    //@ assert bound: BlockState(heap->blocks.state[block]);
    if (offset % BLOCK_SIZE != 0) return heap->blocks.state[block] == 0 ? MM_EFREE : MM_EINVAL;
    mm_status_t status = blocks_give(&heap->blocks, block);
    //@ assert give: status == MM_OK ==> \exists integer end; BlocksOne{Pre}(&heap->blocks, block, end);
    //@ assert give: status == MM_OK ==> HeapGives{Pre, Here}(heap, block);
    //@ assert valid: heap->base == \at(heap->base, Pre) && BlocksSameShape{Pre, Here}(&heap->blocks);
    return status;
}
