#pragma once

#include <memory>
#include <random>
#include <string>

#include "live/room/room.hpp"
#include "tests/support/written.hpp"

// A small exercise to play: the chambers of tests/support with two groups, two moves, some injects
// and a decision.

namespace kammerspiel::test {

[[nodiscard]] Written exercise_files();
[[nodiscard]] scenario::Scenario exercise_scenario();

/// A session of it in a file of its own, and what commands it is sent.
class Played {
   public:
    explicit Played(const std::string& attacker = "crew");

    /// From the journal's file, as after the end of the process.
    void resume();

    [[nodiscard]] live::Instant now() const { return now_; }
    void pass(Duration span) { now_ = now_ + span; }

    [[nodiscard]] live::Session& session() { return *session_; }
    [[nodiscard]] const live::SessionState& state() const { return session_->state(); }
    [[nodiscard]] const std::shared_ptr<const live::Stage>& stage() const { return stage_; }
    [[nodiscard]] const live::Script& script() const { return *script_; }
    [[nodiscard]] const std::filesystem::path file() const { return folder_.path() / "s.sqlite"; }

    /// A seat, admitted.
    std::uint64_t seat(live::Role role, const std::string& group = {});
    /// Sends it; true: accepted. Each has an id of its own.
    bool send(std::uint64_t seat, live::CommandType type, live::Json args = live::Json::object());
    /// Why the last one was refused.
    [[nodiscard]] const std::string& refusal() const { return refusal_; }

    /// The session goes into a room, which takes its place.
    [[nodiscard]] std::unique_ptr<live::Room> room(live::Background& background);

    static constexpr const char* control_secret = "secret of control";
    static constexpr const char* code = "ABC234";

   private:
    WrittenFolder folder_;
    std::shared_ptr<const live::Stage> stage_;
    std::unique_ptr<live::Script> script_;
    std::optional<live::Session> session_;
    live::Instant now_ = live::Instant::at(1'796'000'000'000'000);
    std::uint64_t sent_ = 0;
    std::string refusal_;
};

/// A command that says something right of its kind, by chance.
[[nodiscard]] live::Json some_args(live::CommandType type, const live::SessionState& state,
                                   std::mt19937_64& chance);

}  // namespace kammerspiel::test
