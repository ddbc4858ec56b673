#include "kammerspiel/base/suggest.hpp"

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel {

Message close_or_known(std::string_view word, const std::vector<std::string>& candidates) {
    const Message close = did_you_mean(word, candidates);
    if (!close.empty()) return close;
    if (candidates.empty()) return {"base.suggest.none"};
    constexpr std::size_t most = 12;
    const std::size_t shown = std::min(candidates.size(), most);
    std::vector<std::string> first(candidates.begin(),
                                   candidates.begin() + static_cast<std::ptrdiff_t>(shown));
    if (shown < candidates.size()) first.emplace_back("…");
    return {"base.suggest.known", {{"known", first}}};
}

}  // namespace kammerspiel
