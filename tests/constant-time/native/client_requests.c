/* Functions around the macros by which a program talks to the valgrind that runs it. */
#include <stddef.h>

#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define HEADER 1
#else
#define HEADER 0
#define RUNNING_ON_VALGRIND 0
#define VALGRIND_COUNT_ERRORS 0
#define VALGRIND_MAKE_MEM_UNDEFINED(address, size) (void)(address), (void)(size)
#define VALGRIND_MAKE_MEM_DEFINED(address, size) (void)(address), (void)(size)
#endif

int requests_compiled(void) { return HEADER; }
int requests_answered(void) { return RUNNING_ON_VALGRIND != 0; }
unsigned requests_errors(void) { return VALGRIND_COUNT_ERRORS; }
void requests_poison(const void *address, size_t size) { VALGRIND_MAKE_MEM_UNDEFINED(address, size); }
void requests_declassify(const void *address, size_t size) { VALGRIND_MAKE_MEM_DEFINED(address, size); }
