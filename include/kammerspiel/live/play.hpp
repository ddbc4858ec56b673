#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kammerspiel/base/message.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/exercise/evaluation.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Live play: an exercise in which the world answers. A session is one file; whoever has it can go
// on where it was, and make the after-action report of it.

namespace kammerspiel::live {

/// Which world a session is played in.
struct SessionChoice {
    std::string attacker;  ///< name in the scenario
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    bool rehearsal = false;
};

/// A session cannot be gone on with: what is wrong with its file.
struct UnusableSession {
    Message message;
};

/// Nobody can be let in: what is wrong with an address, a port or a certificate.
class CannotListen : public std::runtime_error {
   public:
    CannotListen(Message wrong, const std::string& cause)
        : std::runtime_error(cause), message(std::move(wrong)) {}
    Message message;  ///< for people; what() is the system's own word
};

/// The file of a session with the scenario that it is played on.
class SessionFile {
   public:
    /// Begins one. Throws ensemble::StoreError, also where the file is there already.
    /// Precondition: the scenario came from `load` and has an exercise with moves.
    static void create(const std::filesystem::path& path, const scenario::Scenario& scenario,
                       const SessionChoice& choice);
    /// Whether the file is one of a session.
    [[nodiscard]] static bool is_one(const std::filesystem::path& path);
    /// Reads it; with `to_write` nobody else can meanwhile. Throws ensemble::StoreError.
    [[nodiscard]] static std::variant<SessionFile, UnusableSession> open(
        const std::filesystem::path& path, bool to_write);
    ~SessionFile();
    SessionFile(SessionFile&&) noexcept;
    SessionFile& operator=(SessionFile&&) noexcept;

    [[nodiscard]] const scenario::Scenario& scenario() const;
    [[nodiscard]] std::uint64_t entries() const;

    /// What evaluators and the log say, as the papers take it: ratings with their evidence,
    /// decisions with their real times, injects, notes.
    [[nodiscard]] exercise::WhatWasSeen what_was_seen(const Text& text) const;
    /// The scenario with a strategy of what was ordered, which its exercise is played with.
    [[nodiscard]] scenario::Scenario as_played() const;
    /// The attacker that was true, the seed and the world.
    [[nodiscard]] SessionChoice choice() const;
    /// For each decision that was accepted, what its options lead to in so many worlds; fewer after
    /// a request to stop.
    [[nodiscard]] std::vector<report::DecisionCost> costs(std::uint64_t worlds,
                                                          std::stop_token stop) const;
    /// The whole log as JSON, an object a line.
    [[nodiscard]] std::string log_as_json_lines() const;

    struct State;

   private:
    std::unique_ptr<State> state_;
    explicit SessionFile(std::unique_ptr<State> state);
    friend void play(SessionFile, const struct PlaySetting&,
                     const std::function<void(const struct PlayPlace&)>&, std::stop_token);
};

/// What each option of the exercise's decisions leads to in the world that the exercise names, from
/// the moment on at which players are asked. Precondition: the scenario has an exercise.
[[nodiscard]] std::vector<report::DecisionBranch> option_branches(
    const scenario::Scenario& scenario);

/// How a session is served.
struct PlaySetting {
    std::vector<std::string> addresses{"127.0.0.1"};
    std::vector<std::string> names;  ///< further ones under which browsers may come
    std::uint16_t port = 0;          ///< 0: one that is free
    bool tls = false;
    std::string certificate, key;  ///< PEM; empty: one is made
    double factor = 1;             ///< seconds in the room for one of the machine: to rehearse
};

/// Where people find it.
struct PlayPlace {
    std::string control;               ///< link for whoever leads; its secret is nowhere else
    std::vector<std::string> joining;  ///< addresses for all others
    std::string code;                  ///< that they join with
    std::string fingerprint;           ///< of the certificate; empty without one
};

/// Serves the session until a stop is asked for, then writes what is open. `ready` is called once,
/// when people can come. Throws std::runtime_error where an address cannot be had.
void play(SessionFile file, const PlaySetting& setting,
          const std::function<void(const PlayPlace&)>& ready, std::stop_token stop);

/// The address by which other machines of the room reach this one; empty where there is none.
[[nodiscard]] std::string address_in_the_room();

}  // namespace kammerspiel::live
