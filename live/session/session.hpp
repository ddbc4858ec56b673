#pragma once

#include <functional>
#include <string>
#include <variant>

#include "kammerspiel/ensemble/journal.hpp"
#include "live/session/state.hpp"

namespace kammerspiel::live {

/// A command that was carried out.
struct Accepted {
    std::uint64_t entry = 0;
    bool is_new = true;  ///< false: it had been carried out before
};

/// A journal that does not say what it said when it was written.
struct Contradiction {
    Message message;
};

/// The journal of an exercise and the state that follows from it. What `submit` accepts is on the
/// disk before it returns. Not for several threads at once.
class Session {
   public:
    /// Plays the journal again. `script` outlives it. What the journal says and does not follow,
    /// or follows otherwise than when it was written, is a contradiction.
    [[nodiscard]] static std::variant<Session, Contradiction> resume(ensemble::Journal journal,
                                                                     const Script& script);

    [[nodiscard]] const SessionState& state() const { return state_; }
    [[nodiscard]] const Script& script() const { return *script_; }
    /// A write has failed: nothing is accepted any more.
    [[nodiscard]] bool is_broken() const { return journal_.is_broken(); }
    [[nodiscard]] const ensemble::Journal& journal() const { return journal_; }

    /// Carries out a command of a seat at this moment, or says why not.
    [[nodiscard]] std::variant<Accepted, Refusal> submit(std::uint64_t seat, const Command& command,
                                                         Instant now);
    /// One of the program's own; its refusal is a fault of the program unless it is of storage.
    [[nodiscard]] std::variant<Accepted, Refusal> note(CommandType type, Json args, Instant now);

    /// Writes down what the state comes to, by which a later replay is checked.
    void checkpoint(Instant now);
    /// Folds the log into the file.
    void finish() { journal_.finish(); }

    using Visit = std::function<void(const Entry&)>;
    void for_each(const Visit& visit) const;

   private:
    ensemble::Journal journal_;
    const Script* script_;
    SessionState state_;

    Session(ensemble::Journal journal, const Script& script)
        : journal_(std::move(journal)), script_(&script) {}
};

}  // namespace kammerspiel::live
