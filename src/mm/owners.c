#include "owners.h"
