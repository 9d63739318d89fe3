/* What a function of the memory manager says when it cannot do what was asked. Nothing was changed then,
   unless its contract says what. */
#ifndef MM_STATUS_H
#define MM_STATUS_H

typedef enum {
    MM_OK = 0,
    MM_EINVAL = -1,  /* an argument that makes no sense */
    MM_ERANGE = -2,  /* a frame that does not exist */
    MM_EFREE = -3,   /* already free: a double free */
    MM_EOWNER = -4,  /* not the caller's: reserved, device, table or mapped */
    MM_ENOSPC = -5,  /* no room left in a table of fixed size */
    MM_ENOMEM = -6,  /* no memory */
    MM_ENOTSUP = -7, /* nothing this processor can do */
    MM_EABSENT = -8, /* nothing is mapped there */
    MM_EBUSY = -9    /* something is mapped there already; the processor is in that space */
} mm_status_t;

#endif
