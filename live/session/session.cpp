#include "live/session/session.hpp"

#include <array>

namespace kammerspiel::live {

std::variant<Session, Contradiction> Session::resume(ensemble::Journal journal,
                                                     const Script& script) {
    Session session(std::move(journal), script);
    std::optional<Contradiction> found;
    session.journal_.for_each([&](std::uint64_t number, const std::string& text) {
        if (found) return;
        const auto at_fault = [&](std::string key) {
            found = Contradiction{
                {std::move(key),
                 {{"file", session.journal_.path().string()}, {"entry", std::to_string(number)}}}};
        };
        const auto entry = read_entry(number, text);
        if (!entry || number != session.state_.entries + 1) return at_fault("live.replay.entry");
        if (entry->type == CommandType::checkpoint &&
            entry->args["digest"].get<std::string>() != digest(session.state_)) {
            return at_fault("live.replay.digest");
        }
        const Command command{.id = entry->id, .base = 0, .type = entry->type, .args = entry->args};
        if (refused(session.state_, script, entry->seat, command)) {
            return at_fault("live.replay.refused");
        }
        apply(session.state_, script, *entry);
    });
    if (found) return *found;
    return session;
}

std::variant<Accepted, Refusal> Session::submit(std::uint64_t seat, const Command& command,
                                                Instant now) {
    if (!command.id.empty()) {
        const auto known = state_.known.find({seat, command.id});
        if (known != state_.known.end()) return Accepted{known->second, false};
    }
    if (is_broken()) return Refusal{Refusal::Why::storage, {"live.refused.storage"}, 0};
    if (auto why = refused(state_, *script_, seat, command)) return *why;
    const Entry entry{.number = state_.entries + 1,
                      .at = std::max(now, state_.last),
                      .seat = seat,
                      .id = command.id,
                      .type = command.type,
                      .args = command.args};
    const std::array text{written(entry)};
    try {
        journal_.append(text);
    } catch (const ensemble::StoreError& error) {
        return Refusal{Refusal::Why::storage, error.message(), 0};
    }
    apply(state_, *script_, entry);
    return Accepted{entry.number, true};
}

std::variant<Accepted, Refusal> Session::note(CommandType type, Json args, Instant now) {
    return submit(0, {.id = {}, .base = 0, .type = type, .args = std::move(args)}, now);
}

void Session::checkpoint(Instant now) {
    (void)note(CommandType::checkpoint, {{"digest", digest(state_)}}, now);
}

void Session::for_each(const Visit& visit) const {
    journal_.for_each([&](std::uint64_t number, const std::string& text) {
        if (const auto entry = read_entry(number, text)) visit(*entry);
    });
}

}  // namespace kammerspiel::live
