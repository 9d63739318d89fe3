/* Memory that the system has given to this process, whoever asked for it. */
#ifndef BENCH_RESIDENT_H
#define BENCH_RESIDENT_H

#include <stddef.h>

/* From now on memory comes in small pages: of a huge one it could not be said how much was asked for. */
void resident_small_pages(void);

/* Bytes that are this process' own and were touched; 0 when the system does not tell. Address space that was only set aside does
   not count, as allocators set aside a thousand times what they use. */
size_t resident(void);

#endif
