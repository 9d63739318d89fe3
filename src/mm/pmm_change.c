#include "pmm_change.h"
