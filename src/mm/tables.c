#include "tables.h"

/*@ ghost
  signed char table_level[FRAME_LIMIT];
  int64_t table_root[FRAME_LIMIT];
  int64_t table_base[FRAME_LIMIT];
  int64_t table_parent[FRAME_LIMIT];
  int64_t table_place[FRAME_LIMIT];
*/
