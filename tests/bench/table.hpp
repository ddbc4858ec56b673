#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kammerspiel::bench {

/// How large the workloads are: as stated, or as small as still proves that they run.
enum class Size { full, quick };

/// What a figure should be.
struct Target {
    enum class Kind { at_least, at_most } kind = Kind::at_least;
    double bound = 0;

    [[nodiscard]] bool met_by(double value) const {
        return kind == Kind::at_least ? value >= bound : value <= bound;
    }
};
[[nodiscard]] constexpr Target at_least(double bound) { return {Target::Kind::at_least, bound}; }
[[nodiscard]] constexpr Target at_most(double bound) { return {Target::Kind::at_most, bound}; }

struct Row {
    std::string workload;
    std::string figure;
    double value = 0;
    std::string unit;
    std::optional<Target> target = {};
};

/// All figures of a `make bench`, printed together at the end.
class Table {
   public:
    explicit Table(Size size) : size_(size) {}
    /// Small workloads are not what targets are about; theirs are left out.
    void add(Row row) {
        if (size_ == Size::quick) row.target.reset();
        rows_.push_back(std::move(row));
    }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] std::string text() const;

   private:
    Size size_;
    std::vector<Row> rows_;
};

}  // namespace kammerspiel::bench
