#include "tables_put.h"
