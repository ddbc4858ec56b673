#pragma once

#include <Eigen/SparseCore>

#include "kammerspiel/graph/contagion.hpp"

namespace kammerspiel::graph {

using SparseMatrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// Spectral radius of a matrix without negative entries: the largest of its irreducible parts, each
/// by power iteration until the Collatz–Wielandt bounds are within 10⁻⁶ of each other, or for a
/// bounded number of steps; then the bounds say how exact it is. Deterministic.
[[nodiscard]] Reproduction spectral_radius(const SparseMatrix& matrix);

/// Whether it is more than `limit`: known sooner than by how much.
[[nodiscard]] bool radius_exceeds(const SparseMatrix& matrix, double limit);

}  // namespace kammerspiel::graph
