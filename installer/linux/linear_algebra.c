/* LAPACK says through these that an argument is wrong. OpenBLAS, in whose place they are, says it on
   standard error and goes on; so do they. */
#include <stdio.h>

void xerbla_(const char *routine, const int *argument, size_t length) {
  fprintf(stderr, "%.*s: argument %d is wrong\n", (int)length, routine, *argument);
}

void cblas_xerbla(int argument, const char *routine, const char *form, ...) {
  (void)form;
  fprintf(stderr, "%s: argument %d is wrong\n", routine, argument);
}
