#pragma once

#include <cstddef>
#include <filesystem>

#include "kammerspiel/scenario/scenario.hpp"

// Scenarios of any size, as a planner would write them.

namespace kammerspiel::bench {

/// A folder that goes when it is no longer needed.
class Folder {
   public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

/// A worm that 99 % of all hosts catch within 60 hours. Each organisation has 1,000 hosts, 50 of
/// them servers (the hub: 950), and one service that needs them. A host tries another one of its
/// organisation every two hours on average. Servers also try the hub as often, over a link that
/// each of the others has to it, and the hub's the others. Nobody does anything about it.
void write_worm(const std::filesystem::path& folder, std::size_t organisations);

/// One organisation of 20 hosts and one service; two strategies against two attackers. A run takes
/// some microseconds.
void write_house(const std::filesystem::path& folder);

/// `ihk-2022` with so many chambers: its own, again and again under other names.
void write_chambers(const std::filesystem::path& folder, std::size_t chambers);

/// The same with six more groups of servers in each chamber: 15 host groups each.
void write_large_chambers(const std::filesystem::path& folder, std::size_t chambers);

/// BrokenModel if it has errors.
[[nodiscard]] scenario::Scenario loaded(const std::filesystem::path& folder);

}  // namespace kammerspiel::bench
