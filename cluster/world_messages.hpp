#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/messages.hpp"
#include "kammerspiel/model/part.hpp"
#include "kammerspiel/scenario/load.hpp"

// What ranks say to each other of one world that they share.

namespace kammerspiel::cluster {

/// A world, for ranks that see none of its files.
struct WorldOrder {
    std::string program_version;
    std::string scenario;                       ///< id
    std::string scenario_hash;                  ///< what the texts mean at rank 0
    std::vector<scenario::SourceFile> sources;  ///< the first one is the scenario's main file
    std::uint32_t strategy = 0;
    std::uint32_t attacker = 0;
    model::World world;
    std::uint32_t redrawn = 0;  ///< see model::worlds_redrawn
    unsigned threads = 0;       ///< of each rank; 0: its share of the machine
    bool keeps_trace = true;
    bool counts_events = false;
    std::vector<std::uint16_t> rank_of;  ///< by organisation
    std::uint16_t shared = 0;            ///< the rank of those who act for many
};

/// Why a rank has no part of the world.
struct PartFailure {
    Failure failure;
    /// An instant without an end is the scenario's fault, and told as one.
    struct Endless {
        SimTime at;
        std::string organisation;
    };
    std::optional<Endless> endless;
    bool is_anothers = false;  ///< it has only heard of another rank's
};

/// What a rank has come to.
struct PartAnswer {
    std::optional<model::PartFigures> figures;  ///< none: it has failed
    PartFailure failure;
};

[[nodiscard]] std::string bytes_of(const WorldOrder& order);
[[nodiscard]] WorldOrder world_order(std::string_view bytes);
[[nodiscard]] std::string bytes_of(const PartAnswer& answer);
[[nodiscard]] PartAnswer part_answer(std::string_view bytes);
/// Of a trace, in one message: a megabyte.
inline constexpr std::size_t records_at_once = 16'384;
/// Records as they lie in memory: all ranks are of one program.
[[nodiscard]] std::string bytes_of(const std::vector<model::TraceRecord>& records);
[[nodiscard]] std::vector<model::TraceRecord> records_in(std::string_view bytes);

}  // namespace kammerspiel::cluster
