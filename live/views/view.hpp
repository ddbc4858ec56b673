#pragma once

#include <set>
#include <string>

#include "live/views/handed.hpp"
#include "live/views/known.hpp"
#include "live/views/truth.hpp"

// Views as JSON, one kind for each audience. What writes for players, and for the wall, takes what
// they were handed and what they know, and no other type.

namespace kammerspiel::live {

[[nodiscard]] std::string player_view(const Handed& handed, const Known& known,
                                      const PublicNames& names);
/// `known`: of nobody's house; what everybody notices.
[[nodiscard]] std::string wall_view(const Handed& handed, const Known& known,
                                    const PublicNames& names);
/// Somebody who has asked for a seat and was not let in yet.
[[nodiscard]] std::string lobby_view(const Frame& frame);

/// What evaluators work with: the script's tasks and what was handed out, of all groups.
struct EvaluatorPart {
    Frame frame;
    const SessionState& state;
    const Script& script;
};
[[nodiscard]] std::string evaluator_view(const EvaluatorPart& part);

/// An inject as control plans it.
struct QueuedInject {
    const scenario::Inject* inject = nullptr;
    std::optional<SimTime> due;  ///< absent: not in this world, or not yet known
    bool is_overdue = false;
    Message obstacle;  ///< why it cannot come as it is meant to; empty if it can
};

/// A result of what-if, as text of JSON.
struct Preview {
    std::uint64_t number = 0;
    std::string json;
};

struct ControlPart {
    Frame frame;
    const SessionState& state;
    const Script& script;
    const PublicNames& names;
    const Truth& truth;
    const std::vector<std::pair<std::string, Known>>& known;  ///< by group
    const std::vector<QueuedInject>& queue;
    const std::vector<scenario::Inject>& drafts;
    const std::map<std::string, SimTime>& plays_due;
    const std::vector<std::string>& plays;
    const std::set<std::uint64_t>& connected;  ///< seats
    const std::vector<Preview>& previews;
    bool is_stopped = false;  ///< the journal cannot be written: nothing is accepted
    bool is_computing = false;
    bool is_main = false;  ///< control itself; else a helper
    const Text& english;
    const Text& german;
};
[[nodiscard]] std::string control_view(const ControlPart& part);

/// When all is over, for everybody: what was so, what each group knew, what was done.
struct HotWashPart {
    Frame frame;
    const SessionState& state;
    const Script& script;
    const PublicNames& names;
    const Truth& truth;
    const std::vector<std::pair<std::string, std::vector<Fact>>>& facts;  ///< by group
    std::string branches;  ///< JSON: what other courses came to
};
[[nodiscard]] std::string hot_wash_view(const HotWashPart& part);

}  // namespace kammerspiel::live
