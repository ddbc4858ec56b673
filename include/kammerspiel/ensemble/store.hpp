#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "kammerspiel/base/message.hpp"
#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/ensemble/rounds.hpp"
#include "kammerspiel/ensemble/shard.hpp"
#include "kammerspiel/ensemble/sums.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// One SQLite file per study. The tables and views are documented in docs/store.md.

namespace kammerspiel::ensemble {

/// The store cannot be read or written. `message` says what and why in the catalogue's words.
class StoreError : public std::runtime_error {
   public:
    enum class Fault {
        machine,  ///< disk full, no permission, damaged by the disk
        input,    ///< not a study, another format, being written by another process
    };
    StoreError(Fault fault, Message message);
    [[nodiscard]] Fault fault() const { return fault_; }
    [[nodiscard]] const Message& message() const { return message_; }

   private:
    Fault fault_;
    Message message_;
};

/// What a study is of. Two studies of the same definition have the same content, world by world.
struct Definition {
    std::string program_version;
    std::string scenario_hash;
    std::uint64_t seed = 0;
    std::vector<std::string> strategies;  ///< in this order
    bool uncertain = false;  ///< parameters with `between` are drawn in each world (rule 15)
    bool places = false;     ///< figures of organisations and services are kept for every run
    bool operator==(const Definition&) const = default;
};

/// The first difference that makes two studies different ones: a key of the catalogue and what
/// each has.
struct Mismatch {
    enum class What { version, scenario, seed, strategies, uncertain, places, rounds, shard };
    What what = What::version;
    std::string here, there;
};
constexpr auto vocabulary(Mismatch::What) {
    using enum Mismatch::What;
    return std::array{Word{version, "version"},     Word{scenario, "scenario"},
                      Word{seed, "seed"},           Word{strategies, "strategies"},
                      Word{uncertain, "uncertain"}, Word{places, "places"},
                      Word{rounds, "rounds"},       Word{shard, "shard"}};
}
[[nodiscard]] std::optional<Mismatch> mismatch(const Definition& wanted, const Definition& found);

/// An organisation, for whoever draws maps or tables of a study.
struct AboutOrganisation {
    std::string name;   ///< id
    std::string title;  ///< as people call it
    std::string region;
    std::uint64_t members = 0;
    std::optional<double> latitude, longitude;
    bool operator==(const AboutOrganisation&) const = default;
};
[[nodiscard]] std::vector<AboutOrganisation> organisations_of(const scenario::Scenario& scenario);

/// All that a store says about where its figures come from.
struct About {
    Definition definition;
    std::string scenario;  ///< id
    scenario::Localised title;
    std::vector<scenario::Localised> strategy_titles;
    std::vector<std::string> attackers;
    std::vector<scenario::Localised> attacker_titles;
    std::vector<double> weights;  ///< of the attackers, sum 1
    Duration horizon;
    std::string currency;                       ///< of the scenario's valuation; empty without one
    std::optional<double> member_hour;          ///< what a lost hour costs in it
    std::string command_line;                   ///< provenance only, of the command that began it
    std::vector<scenario::SourceFile> sources;  ///< the first one is the scenario's main file
    std::vector<std::string> parameters;  ///< paths of the figures that are drawn in each world
    std::string meaning;  ///< the scenario's, in lines; empty in studies of earlier versions
    /// In the federation's order; empty in studies of earlier versions.
    std::vector<AboutOrganisation> organisations = {};
    /// The format of study in which it was written, where it has been brought to this one since.
    std::optional<int> migrated_from = {};
    bool operator==(const About&) const = default;
};

/// What rounds of a study are planned by.
struct RoundPlanning {
    Metric metric = Metric::member_hours_lost;
    /// No loss can be greater: tests hold for finite samples (`--strict`).
    std::optional<double> most_loss = {};
    bool operator==(const RoundPlanning&) const = default;
};

/// One run of a study.
struct Row {
    std::uint64_t world = 0;
    std::uint32_t strategy = 0;  ///< place in the study
    std::uint32_t attacker = 0;
    Headline figures;
    std::vector<PlaceFigures> places = {};  ///< as `kept_places` orders them, where they are kept
};

/// A figure of the scenario as it was drawn for a world.
struct DrawnValue {
    std::uint64_t world = 0;
    std::uint32_t parameter = 0;  ///< place in About::parameters
    double position = 0;          ///< between the ends of what it may be, in (0, 1)
    std::string value;            ///< as the scenario would write it
};

/// What a stretch of worlds adds. Rows come world by world, then strategy by strategy, then
/// attacker by attacker, as in Ensemble.
struct Addition {
    std::uint64_t worlds = 0;  ///< in all, after this one
    std::vector<Row> rows;
    std::vector<DrawnValue> drawn;  ///< by world, then parameter; every parameter in each world
    /// Of all worlds so far, by strategy and attacker; none: they come with a later addition.
    std::vector<CellSums> sums;
};

/// When others may read a file that is written.
enum class Reading {
    meanwhile,  ///< write-ahead log, which needs a disk of this machine
    when_done,  ///< on a network's file system, too
};

/// A study's file, or that of a shard of one: a file of its own kind, which nothing that asks for a
/// study takes for one. One process writes, any number may read meanwhile, but of a shard. What
/// `append` has returned from is there after a crash of the process (after a power failure what the
/// system had not written yet may be missing); what it was about is there as a whole or not at all.
class Store {
   public:
    /// A new file; what is at `path` is replaced. Throws StoreError.
    [[nodiscard]] static Store create(const std::filesystem::path& path, const About& about,
                                      const std::vector<Site>& sites,
                                      Reading reading = Reading::meanwhile);
    [[nodiscard]] static Store create_shard(const std::filesystem::path& path, const About& about,
                                            const std::vector<Site>& sites, const Shard& shard);
    /// Goes on with a study, or shard, that was begun. Throws StoreError, also where it is the
    /// other.
    [[nodiscard]] static Store resume(const std::filesystem::path& path);
    [[nodiscard]] static Store resume_shard(const std::filesystem::path& path);
    /// To read only. Throws StoreError, also where it is the other.
    [[nodiscard]] static Store open(const std::filesystem::path& path);
    [[nodiscard]] static Store open_shard(const std::filesystem::path& path);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] const About& about() const;
    /// The worlds from `first_world` on, below `worlds`, are done.
    [[nodiscard]] std::uint64_t worlds() const;
    [[nodiscard]] std::uint64_t first_world() const;  ///< 0, but for shards
    /// Which part of a study it is; absent of a whole one.
    [[nodiscard]] const std::optional<Shard>& shard() const;
    [[nodiscard]] std::vector<CellSums> sums() const;
    [[nodiscard]] std::vector<Site> sites() const;  ///< without their services

    /// Which runs there are, also of a round that has just been begun.
    [[nodiscard]] const Rounds& rounds() const;
    /// What rounds were planned by; absent without any.
    [[nodiscard]] const std::optional<RoundPlanning>& planned_by() const;
    /// From here on worlds are run as the round says. Precondition: all worlds of the last round
    /// are done; the first round may begin with worlds that are done; it is no shard.
    void begin_round(const Round& round, const RoundPlanning& planned_by);
    /// Every strategy meets every attacker in all further worlds, as it did so far. Precondition:
    /// the rounds leave out nothing.
    void end_rounds();

    void append(const Addition& addition);
    /// Folds the log into the file, so that the study is one file that can be copied.
    void finish();

    /// Figures of the worlds below `worlds`, metric by metric: [strategy][world][attacker]; 0 where
    /// there is no run. Precondition: it is no shard.
    [[nodiscard]] std::vector<std::vector<double>> columns(std::span<const Metric> metrics,
                                                           std::uint64_t worlds) const;
    /// Which of them there are.
    [[nodiscard]] stats::Ran ran(std::uint64_t worlds) const;
    /// Every row in the order of its key.
    using Visit = std::function<void(std::uint64_t world, std::size_t strategy,
                                     std::size_t attacker, const Headline& figures)>;
    void for_each_run(const Visit& visit) const;
    /// Of one run, as `kept_places` orders them; empty where they are not kept.
    [[nodiscard]] std::vector<PlaceFigures> places_of(std::uint64_t world, std::size_t strategy,
                                                      std::size_t attacker) const;
    using VisitDrawn = std::function<void(const DrawnValue& drawn)>;
    /// By world, then parameter. Empty where nothing is uncertain.
    void for_each_drawn(const VisitDrawn& visit) const;

    /// SHA-256 over the content, table by table in key order, without wall-clock times and the
    /// command line (rule 26).
    [[nodiscard]] std::string digest() const;

   private:
    struct State;
    std::unique_ptr<State> state_;
    explicit Store(std::unique_ptr<State> state);
};

}  // namespace kammerspiel::ensemble
