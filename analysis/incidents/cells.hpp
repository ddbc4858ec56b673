#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

// What has been simulated: one cell for each incident and point of the design.

namespace kammerspiel::incidents {

/// Days until each milestone, by world, then attacker, then milestone; infinite: not by the
/// horizon.
using Cell = std::vector<double>;

/// A cell's file holds whole microseconds, as simulated time does.
inline constexpr double micros_per_day = 86'400e6;

/// The cells of one incident, kept in a file that is there as a whole or not at all.
class CellFile {
   public:
    /// `key`: of all that decides what a cell holds; another one's file is not read. An empty path:
    /// nothing is kept.
    CellFile(std::filesystem::path file, std::string key);

    /// Takes what the file holds for this key and has `size` values a cell, of `size_of_zero` at
    /// point 0.
    void read(std::size_t size, std::size_t size_of_zero);
    [[nodiscard]] const Cell* find(std::uint32_t point) const;
    void put(std::uint32_t point, Cell cell);
    /// Writes what was put since the last time. Throws FileError.
    void save();

   private:
    std::filesystem::path file_;
    std::string key_;
    std::map<std::uint32_t, Cell> cells_;
    bool is_saved_ = true;
};

}  // namespace kammerspiel::incidents
