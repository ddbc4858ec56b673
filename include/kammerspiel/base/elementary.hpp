#pragma once

// Logarithm and exponential of which every bit is the same on every machine. The C library's choose
// their path by the processor (with or without fused multiplication) and differ in the last bit
// between paths; a draw that is rounded to microseconds would then differ once in some millions.
// These are made of additions, multiplications and divisions as IEEE 754 rounds them and of nothing
// else. Method and coefficients: K. C. Ng's fdlibm (Sun Microsystems, 1993); errors below 1 ulp for
// log and exp, below 2 for log1p.

namespace kammerspiel {

/// ln x. Precondition: x is finite and greater than 0.
[[nodiscard]] double portable_log(double x);

/// ln(1 + x), exact to the last digits near 0. Precondition: x is finite and greater than -1.
[[nodiscard]] double portable_log1p(double x);

/// e to the power of x; infinity above 709.78, 0 below -745.13. Precondition: x is no NaN.
[[nodiscard]] double portable_exp(double x);

}  // namespace kammerspiel
