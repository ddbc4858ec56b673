#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"
#include "live/server/http.hpp"
#include "live/session/command.hpp"
#include "live/session/state.hpp"
#include "tests/fuzz/targets.hpp"

namespace kammerspiel::fuzz {

void read_entry(std::string_view bytes) {
    const auto entry = live::read_entry(7, std::string(bytes));
    if (!entry) return;
    const std::string written = live::written(*entry);
    const auto again = live::read_entry(7, written);
    ensure(again.has_value() && live::written(*again) == written, "an entry came back otherwise");
}

void read_command(std::string_view bytes) {
    static const Text english(Language::en);
    const live::Json json = live::Json::parse(bytes, nullptr, false);
    if (json.is_discarded()) return;
    const auto read = live::read_command(json);
    if (const auto* refusal = std::get_if<live::Refusal>(&read)) {
        ensure(!english(refusal->message).empty(), "a refusal says nothing");
    }
}

void read_request(std::string_view bytes) { (void)live::request_for(std::string(bytes)); }

}  // namespace kammerspiel::fuzz
