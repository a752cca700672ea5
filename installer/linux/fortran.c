/* What LAPACK and OpenBLAS ask of Fortran's run-time library, which is 3 MB large. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

void _gfortran_concat_string(size_t length, char *target, size_t first_length, const char *first,
                             size_t second_length, const char *second) {
  size_t from_first = first_length < length ? first_length : length;
  size_t left = length - from_first;
  size_t from_second = second_length < left ? second_length : left;
  memcpy(target, first, from_first);
  memcpy(target + from_first, second, from_second);
  memset(target + from_first + from_second, ' ', left - from_second);
}

double _gfortran_pow_r8_i8(double base, int64_t exponent) {
  uint64_t left = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;
  double result = 1.0, factor = exponent < 0 ? 1.0 / base : base;
  for (; left; left >>= 1, factor *= factor) {
    if (left & 1) result *= factor;
  }
  return result;
}

float _gfortran_pow_r4_i8(float base, int64_t exponent) {
  uint64_t left = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;
  float result = 1.0f, factor = exponent < 0 ? 1.0f / base : base;
  for (; left; left >>= 1, factor *= factor) {
    if (left & 1) result *= factor;
  }
  return result;
}

static float seconds(struct timeval time) { return (float)time.tv_sec + (float)time.tv_usec / 1e6f; }

/* Processor time of this process; an array of Fortran begins with the address of its two numbers. */
float _gfortran_etime(float **array) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  (*array)[0] = seconds(used.ru_utime);
  (*array)[1] = seconds(used.ru_stime);
  return (*array)[0] + (*array)[1];
}
