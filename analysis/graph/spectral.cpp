#include "analysis/graph/spectral.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>

namespace kammerspiel::graph {
namespace {

using Arrows = boost::compressed_sparse_row_graph<boost::directedS>;
using Vector = Eigen::VectorXd;
using Triplets = std::vector<Eigen::Triplet<double>>;

/// Rows and columns that lead to each other and back.
struct Part {
    std::vector<int> rows;
    double at_most = 0;  ///< largest sum of a row within the part
};

/// By row: the number of its strongly connected part. An arrow from row to column instead of from
/// column to row makes no difference to that.
std::vector<int> strong_parts(const SparseMatrix& matrix) {
    std::vector<std::pair<std::size_t, std::size_t>> arrows;
    arrows.reserve(static_cast<std::size_t>(matrix.nonZeros()));
    for (int row = 0; row < matrix.rows(); ++row) {
        for (SparseMatrix::InnerIterator at(matrix, row); at; ++at) {
            if (at.value() > 0) arrows.emplace_back(row, at.col());
        }
    }
    const Arrows graph(boost::edges_are_sorted, arrows.begin(), arrows.end(),
                       static_cast<std::size_t>(matrix.rows()));
    std::vector<int> part(static_cast<std::size_t>(matrix.rows()));
    boost::strong_components(graph, boost::make_iterator_property_map(
                                        part.begin(), boost::get(boost::vertex_index, graph)));
    return part;
}

std::vector<Part> parts_of(const SparseMatrix& matrix, const std::vector<int>& part_of) {
    const int count = part_of.empty() ? 0 : 1 + *std::max_element(part_of.begin(), part_of.end());
    std::vector<Part> parts(static_cast<std::size_t>(count));
    for (int row = 0; row < matrix.rows(); ++row) {
        const int mine = part_of[static_cast<std::size_t>(row)];
        double sum = 0;
        for (SparseMatrix::InnerIterator at(matrix, row); at; ++at) {
            if (part_of[static_cast<std::size_t>(at.col())] == mine) sum += at.value();
        }
        Part& part = parts[static_cast<std::size_t>(mine)];
        part.rows.push_back(row);
        part.at_most = std::max(part.at_most, sum);
    }
    // What can be largest comes first: most of the rest is then left out.
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.at_most > b.at_most; });
    return parts;
}

/// The rows and columns of one part; `place` is a work space of one entry a row of `matrix`.
SparseMatrix cut_out(const SparseMatrix& matrix, const std::vector<int>& rows,
                     std::vector<int>& place) {
    const int size = static_cast<int>(rows.size());
    for (int i = 0; i < size; ++i) place[static_cast<std::size_t>(rows[std::size_t(i)])] = i;
    Triplets entries;
    for (int i = 0; i < size; ++i) {
        for (SparseMatrix::InnerIterator at(matrix, rows[std::size_t(i)]); at; ++at) {
            const int column = place[static_cast<std::size_t>(at.col())];
            if (column >= 0) entries.emplace_back(i, column, at.value());
        }
    }
    for (const int row : rows) place[static_cast<std::size_t>(row)] = -1;
    SparseMatrix cut(size, size);
    cut.setFromTriplets(entries.begin(), entries.end());
    return cut;
}

/// Of an irreducible matrix A: power iteration on A + s I, which has no second eigenvalue of the
/// same size as the largest; s follows what is known of the radius.
Reproduction perron(const SparseMatrix& matrix, std::optional<double> against) {
    constexpr double close = 1e-6;
    constexpr int most_steps = 20'000;
    constexpr double share_of_shift = 0.5;
    Vector x = Vector::Ones(matrix.rows());
    Vector y(matrix.rows());
    Reproduction bounds{.number = 0, .at_least = 0, .at_most = std::numeric_limits<double>::max()};
    for (int step = 0; step < most_steps; ++step) {
        y.noalias() = matrix * x;
        const auto ratios = y.array() / x.array();
        bounds.at_least = std::max(bounds.at_least, ratios.minCoeff());
        bounds.at_most = std::min(bounds.at_most, ratios.maxCoeff());
        if (bounds.at_most - bounds.at_least <= close * bounds.at_most) break;
        if (against && (bounds.at_most <= *against || bounds.at_least > *against)) break;
        x = y + share_of_shift * bounds.at_most * x;
        x /= x.maxCoeff();
        // Far from where it spreads best a vector may fade out; a ratio needs a divisor.
        x = x.cwiseMax(std::numeric_limits<double>::min());
    }
    // Rounding can turn bounds that meet around.
    bounds.at_most = std::max(bounds.at_most, bounds.at_least);
    bounds.number = std::midpoint(bounds.at_least, bounds.at_most);
    return bounds;
}

Reproduction radius(const SparseMatrix& matrix, std::optional<double> against) {
    Reproduction largest;
    std::vector<int> place(static_cast<std::size_t>(matrix.rows()), -1);
    for (const Part& part : parts_of(matrix, strong_parts(matrix))) {
        if (part.at_most <= largest.at_least || (against && part.at_most <= *against)) break;
        const bool is_whole = part.rows.size() == place.size();
        const Reproduction one =
            is_whole ? perron(matrix, against) : perron(cut_out(matrix, part.rows, place), against);
        largest.at_most = std::max(largest.at_most, one.at_most);
        largest.at_least = std::max(largest.at_least, one.at_least);
        largest.number = std::max(largest.number, one.number);
    }
    return largest;
}

}  // namespace

Reproduction spectral_radius(const SparseMatrix& matrix) { return radius(matrix, std::nullopt); }

bool radius_exceeds(const SparseMatrix& matrix, double limit) {
    return radius(matrix, limit).number > limit;
}

}  // namespace kammerspiel::graph
