/* Bits of a page-table entry that both entry formats share. Intel SDM vol. 3A, tables 4-5, 4-6 and 4-19. */
#ifndef X86_ENTRY_BITS_H
#define X86_ENTRY_BITS_H

#define ENTRY_PRESENT  0x001u
#define ENTRY_WRITE    0x002u
#define ENTRY_ACCESSED 0x020u
#define ENTRY_DIRTY    0x040u
#define ENTRY_LARGE    0x080u /* in a directory: maps a large page instead of pointing to a table */
#define ENTRY_GLOBAL   0x100u /* of a page, where CR4.PGE is set: remembered beyond a change of CR3 */

/* Accessed and dirty are set at once, so that the processor itself never writes to a table. */
#define ENTRY_TABLE (ENTRY_PRESENT | ENTRY_WRITE | ENTRY_ACCESSED)
#define ENTRY_PAGE  (ENTRY_PRESENT | ENTRY_ACCESSED | ENTRY_DIRTY)

#endif
