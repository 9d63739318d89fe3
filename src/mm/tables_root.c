/* Roots: the table at which an address space begins. */
#include "tables.h"
#include "../../specs/tables_beside.acsl"
#include "../../specs/tables_root.acsl"

/* The entry that a new root has at `i`: the kernel's in the kernel's half, else none. */
/*@ requires valid: TablesMemory(tables) && IsRoot(tables, tables->kernel);
  @ requires bound: i < TABLE_ENTRIES;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: KernelIndex(i) ==> \result == tables->pool[tables->kernel].e[i];
  @ ensures none: !KernelIndex(i) ==> \result == 0;
  @*/
static inline entry_t first_entry(const tables_t *tables, uint32_t i) {
    bool shared = (i + TABLE_ENTRIES - KERNEL_FIRST) % TABLE_ENTRIES < KERNEL_END - KERNEL_FIRST;
    return shared ? tables->pool[tables->kernel].e[i] : 0;
}

/* Write a new root's entries into a frame that is no table yet. */
/*@ requires valid: TablesMemory(tables) && 0 < tables->nframes <= FRAME_LIMIT && IsRoot(tables, tables->kernel);
  @ requires bound: 0 < root < tables->nframes && table_level[root] == 0 && TableMemory(tables, root);
  @ terminates \true; exits \false;
  @ assigns tables->pool[root].e[0 .. TABLE_ENTRIES - 1];
  @ ensures take:  \forall integer j; 0 <= j < TABLE_ENTRIES && KernelIndex(j) ==>
  @                  tables->pool[root].e[j] == tables->pool[tables->kernel].e[j];
  @ ensures none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> tables->pool[root].e[j] == 0;
  @ ensures unchanged: TablesSameOutside{Old, Here}(tables, root);
  @*/
static void copy(const tables_t *tables, frame_t root) {
    /*@ loop invariant bound: 0 <= i <= TABLE_ENTRIES;
      @ loop invariant unchanged: TablesSameOutside{Pre, Here}(tables, root);
      @ loop invariant take: \forall integer j; 0 <= j < i && KernelIndex(j) ==>
      @   tables->pool[root].e[j] == tables->pool[tables->kernel].e[j];
      @ loop invariant none: \forall integer j; 0 <= j < i && !KernelIndex(j) ==> tables->pool[root].e[j] == 0;
      @ loop assigns i, tables->pool[root].e[0 .. TABLE_ENTRIES - 1];
      @ loop variant TABLE_ENTRIES - i;
      @*/
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) tables->pool[root].e[i] = first_entry(tables, i);
}

/* The present entries of a frame. */
/*@ requires valid: TablesMemory(tables);
  @ requires bound: 0 < table < tables->nframes && TableMemory(tables, table);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == LiveCount(tables, table, TABLE_ENTRIES) && 0 <= \result <= TABLE_ENTRIES;
  @*/
static uint32_t count(const tables_t *tables, frame_t table) {
    uint32_t live = 0;
    /*@ loop invariant bound: 0 <= i <= TABLE_ENTRIES && 0 <= live <= i;
      @ loop invariant take: live == LiveCount(tables, table, i);
      @ loop assigns i, live;
      @ loop variant TABLE_ENTRIES - i;
      @*/
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) live += (uint32_t)(tables->pool[table].e[i] % 2u);
    return live;
}

/* Fill a frame that is no table yet with a new root's entries. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < root < tables->nframes && table_level[root] == 0 && TableMemory(tables, root);
  @ terminates \true; exits \false;
  @ assigns tables->pool[root].e[0 .. TABLE_ENTRIES - 1], tables->live[root];
  @ ensures valid: TablesValid(tables) && tables->live[root] == LiveCount(tables, root, TABLE_ENTRIES);
  @ ensures take:  \forall integer j; 0 <= j < TABLE_ENTRIES && KernelIndex(j) ==>
  @                  tables->pool[root].e[j] == tables->pool[tables->kernel].e[j];
  @ ensures none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> tables->pool[root].e[j] == 0;
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsSame{Old, Here}(tables) && WalksEqual{Old, Here}(tables);
  @*/
static void fill(const tables_t *tables, frame_t root) {
    copy(tables, root);
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; 0 < u < tables->nframes && u != root ==>
       @   LiveCount(tables, u, n) == LiveCount{Pre}(tables, u, n);
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    tables->live[root] = (uint16_t)count(tables, root);
    //@ assert unchanged: TablesSameOutside{Pre, Here}(tables, root);
    //@ assert unchanged: TablesBeside{Pre, Here}(tables, root);
    //@ assert valid: TablesInv(tables);
    //@ assert valid: TablesLive(tables);
    //@ assert unchanged: PathsSame{Pre, Here}(tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(tables);
}

void tables_new_root(const tables_t *tables, frame_t root) {
    fill(tables, root);
    //@ ghost filled:;
    //@ ghost table_root[root] = root;
    //@ ghost table_base[root] = 0;
    //@ ghost table_level[root] = TABLE_LEVELS;
    //@ assert take: TablesRoot{filled, Here}(tables, root) && TableRootRight(tables, root);
    //@ assert valid: TablesInv(tables);
    //@ assert valid: TablesLive(tables);
    //@ assert none: \forall integer v; IsPage(v) && !KernelPage(v) ==> TableNext(tables, root, PageIndex(v, TABLE_LEVELS)) == 0;
}

void tables_free_root(const tables_t *tables, frame_t root) {
    (void)tables, (void)root;
    //@ ghost table_level[root] = 0;
    //@ assert take: TablesRoot{Here, Pre}(tables, root);
    //@ assert valid: TablesInv(tables);
    //@ assert valid: TablesLive(tables);
}
