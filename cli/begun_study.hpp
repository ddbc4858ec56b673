#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/model/run.hpp"

// A study's file: gone on with where it is the one that is asked for, kept aside where it is not.

namespace kammerspiel::cli {

/// Its name in the folder of a comparison.
inline constexpr const char* study_name = "study.sqlite";

/// What is asked of the file.
struct AskedStudy {
    std::filesystem::path path;
    bool resume = false;  ///< nothing is begun
    bool fresh = false;   ///< nothing is gone on with
    bool uncertain = false;
    std::optional<std::uint64_t> worlds = {};  ///< as far as it is said
    std::optional<ensemble::Shard> shard = {};
    ensemble::Metric metric = ensemble::Metric::member_hours_lost;
    bool strict = false;
    bool in_rounds = false;  ///< by what rounds say
    bool as_it_is = false;   ///< nothing more than what is there
};

/// Where the study that is there is of a scenario that means the same, that one as the study holds
/// it: worlds go on in the order of things in which they began, and nothing that is written
/// otherwise costs a study.
void go_on_as_begun(const AskedStudy& asked, Opened& opened, const Common& common);

/// The study to go on with: the one that is there if it is the same, else a new one. Complains
/// where it may be neither.
[[nodiscard]] std::optional<ensemble::Store> store_for(const AskedStudy& asked,
                                                       const ensemble::About& about,
                                                       const model::Plan& plan,
                                                       const Common& common);

}  // namespace kammerspiel::cli
