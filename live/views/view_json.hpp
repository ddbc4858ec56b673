#pragma once

#include "live/session/json.hpp"
#include "live/views/view.hpp"

// Parts of views that several audiences have.

namespace kammerspiel::live {

[[nodiscard]] inline Json as_json(const Localised& text) {
    return {{"en", text.en}, {"de", text.de}};
}
[[nodiscard]] inline Json as_json(SimTime at) { return at.since_start().count(); }
[[nodiscard]] inline Json as_json(Instant at) { return at.micros(); }
template <class Value>
[[nodiscard]] Json as_json(const std::optional<Value>& value) {
    return value ? as_json(*value) : Json(nullptr);
}

/// What is handed out with a message: name without folders, and what it is.
[[nodiscard]] Json attachments_as_json(const std::vector<std::string>& paths);
[[nodiscard]] Json as_json(const Frame& frame);
[[nodiscard]] Json as_json(const HandedMessage& message);
[[nodiscard]] Json as_json(const HandedDecision& decision);
[[nodiscard]] Json as_json(const Known& known, const PublicNames& names);
[[nodiscard]] Json as_json(const Fact& fact, const PublicNames& names);

}  // namespace kammerspiel::live
