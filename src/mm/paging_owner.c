#include "paging_owner.h"
