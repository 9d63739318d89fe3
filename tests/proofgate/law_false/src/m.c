#include "m.h"

int next(int n) {
    return n + 1;
}
