#pragma once

#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/model/run.hpp"
#include "sim/model/world.hpp"

// Scenarios small enough to compute by hand, written as a planner would write them.

namespace kammerspiel::test {

/// The files of a scenario. `scenario` follows a head that gives title, start (Monday, 3 January
/// 2022, midnight UTC), a horizon of 30 days, the federation and one attacker, `them`, whose
/// profile is `attacker`; what `scenario` says itself is not given by the head.
struct Files {
    std::string scenario;
    std::string federation;
    std::string attacker = quiet;
    std::map<std::string, std::string> further = {};  ///< by path

    /// Never does anything: nothing enters.
    static const std::string quiet;
};

/// Loads and compiles it; a scenario with errors fails the test with all diagnostics.
[[nodiscard]] model::Plan plan_of(const Files& files);

/// One run and what happened in it.
class Story {
   public:
    Story(const model::Plan& plan, const model::RunOptions& options = {});

    /// When this happened to the host group, service, link or organisation of this name.
    [[nodiscard]] std::vector<Duration> times(model::TraceKind what, const std::string& name) const;
    /// The first of them; the test fails if there is none.
    [[nodiscard]] Duration first(model::TraceKind what, const std::string& name) const;
    [[nodiscard]] std::size_t count(model::TraceKind what) const;
    [[nodiscard]] const model::ServiceFigures& service(const std::string& name) const;
    [[nodiscard]] double member_hours(const std::string& service) const;
    [[nodiscard]] double member_hours(const std::string& service, federation::Loss cause) const;
    [[nodiscard]] const model::RunResult& result() const { return result_; }

   private:
    const model::Plan& plan_;
    model::RunResult result_;
    [[nodiscard]] federation::ServiceId id(const std::string& service) const;
    [[nodiscard]] std::string subject(const model::TraceRecord& record) const;
};

/// The state of a run at each of these moments, one after the other.
[[nodiscard]] std::vector<model::WorldState> states_at(const model::Setup& setup,
                                                       const std::vector<Duration>& moments);

}  // namespace kammerspiel::test

template <>
struct Catch::StringMaker<kammerspiel::Duration> {
    static std::string convert(kammerspiel::Duration span) {
        return kammerspiel::notation::in_words(span);
    }
};
