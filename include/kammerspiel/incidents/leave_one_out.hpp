#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "kammerspiel/incidents/library.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/population.hpp"

// Each incident forecast by what the others say, as docs/backtest.md has it.

namespace kammerspiel::incidents {

/// How much coming back took longer in an incident than recorded values say, stage by stage.
enum class Factor { hold, throughput, acceptance, release };
constexpr auto vocabulary(Factor) {
    using enum Factor;
    return std::array{Word{hold, "hold"}, Word{throughput, "throughput"},
                      Word{acceptance, "acceptance"}, Word{release, "release"}};
}
inline constexpr std::size_t factors = Words<Factor>::count;

/// Whose forecast: with fitted factors; a lognormal distribution of all other incidents; the model
/// without stages of recovery.
enum class Method { fitted, pooled, without_stages };
constexpr auto vocabulary(Method) {
    using enum Method;
    return std::array{Word{fitted, "fitted"}, Word{pooled, "pooled"},
                      Word{without_stages, "without-stages"}};
}
inline constexpr std::size_t methods = Words<Method>::count;

/// Central bands that are looked at.
inline constexpr std::array<double, 3> bands{0.5, 0.8, 0.95};
/// Shares at the ends of these bands, and the middle.
inline constexpr std::array<double, 7> ends{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};

/// A forecast of one milestone, and how it fared.
struct Judged {
    std::array<double, ends.size()> days{};  ///< at `ends`; infinite beyond the horizon
    double position = 0;                     ///< of what was seen, in [0, 1]
    double crps = 0;                         ///< of log days
};

/// What a milestone is pooled with.
enum class Phase {
    first,  ///< anything at all, a reduced service, or up to a tenth
    part,
    most,  ///< nine tenths and more
};
constexpr auto vocabulary(Phase) {
    using enum Phase;
    return std::array{Word{first, "first"}, Word{part, "part"}, Word{most, "most"}};
}
[[nodiscard]] Phase phase_of(const Milestone& milestone);

struct Forecast {
    Milestone milestone;
    std::array<Judged, methods> by{};  ///< by Method
    /// What was announced alone is no observation.
    [[nodiscard]] bool is_scored() const { return milestone.status != Status::announced; }
};

struct IncidentForecast {
    std::string id;
    std::string name;
    stats::Population population;  ///< fitted to the others; logarithms, by Factor
    double effective_points = 0;   ///< of the design
    std::vector<Forecast> forecasts;
};

/// Over incidents, each one counted once: the mean of its milestones.
struct Record {
    stats::Estimate crps;
    /// Share that each of `bands` holds: of what was observed, and with what had not come yet.
    std::array<stats::Estimate, bands.size()> observed{};
    std::array<stats::Estimate, bands.size()> all{};
};

struct LeaveOneOut {
    std::string library;
    std::uint64_t seed = 1;
    std::uint32_t worlds = 0;  ///< at each point
    std::uint32_t points = 0;
    double horizon_days = 0;  ///< how long was simulated
    std::vector<IncidentForecast> incidents;
    std::array<Record, methods> records{};  ///< by Method
    /// CRPS of `fitted` less that of each method; negative: the fitted forecast is better.
    std::array<stats::Estimate, methods> against{};
    stats::Population population;                           ///< fitted to all incidents
    std::size_t scored = 0;                                 ///< incidents with something to score
    std::size_t observed = 0, censored = 0, announced = 0;  ///< milestones
};

struct LeaveOneOutOptions {
    std::uint64_t seed = 1;
    std::uint32_t worlds = 6;  ///< at each point of the design
    std::uint32_t points = 160;
    unsigned threads = 0;
    std::filesystem::path cells = {};  ///< folder for what has been simulated; empty: nowhere
    bool resume = false;               ///< what lies there already is taken
    std::stop_token stop = {};
    /// Called now and then with how many cells are done.
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// Absent after a request to stop (what is done lies in `cells`), or where a scenario made from the
/// library has errors: these are in `out`, and `lines` shows what they speak of.
struct LeaveOneOutRun {
    std::optional<LeaveOneOut> result;
    std::unique_ptr<LineSource> lines;
};
[[nodiscard]] LeaveOneOutRun leave_one_out(const Library& library,
                                           const LeaveOneOutOptions& options, Diagnostics& out);

}  // namespace kammerspiel::incidents
