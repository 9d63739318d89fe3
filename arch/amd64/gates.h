/* What gates and task state agree on. */
#ifndef AMD64_GATES_H
#define AMD64_GATES_H

#define SPARE_STACK 1u /* number of the interrupt stack for double faults. SDM vol. 3A, 6.14.5 */

#endif
