#include "sim/import/ends.hpp"

#include <algorithm>

namespace kammerspiel::inventories {
namespace {

/// Keeps those of which `is_better` holds, if there are any.
template <class IsBetter>
void prefer(std::vector<std::size_t>& nodes, IsBetter is_better) {
    std::vector<std::size_t> better;
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(better), is_better);
    if (!better.empty()) nodes = std::move(better);
}

}  // namespace

std::vector<std::size_t> EndFinder::in_named_organisation(const std::string& text) const {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return {};
    const auto owner = registry_.organisation_called(text.substr(0, slash));
    if (!owner) return {};
    const std::string key = text.substr(slash + 1);
    if (const auto part = registry_.part_called(*owner, key)) return {*part};
    std::vector<std::size_t> left_out;
    for (const std::size_t n : registry_.nodes_called(key)) {
        if (left_out.empty() && !registry_.node(n).is_taken) left_out.push_back(n);
    }
    return left_out;
}

std::vector<std::size_t> EndFinder::candidates(const std::string& text, bool wants_organisation,
                                               std::optional<std::size_t> near) const {
    if (near && !wants_organisation) {
        if (const auto own = registry_.part_called(*near, text)) return {*own};
    }
    const auto all = registry_.nodes_called(text);
    if (all.empty()) {
        auto named = in_named_organisation(text);
        if (named.empty()) {
            if (const auto only = registry_.only_named(text)) named.push_back(*only);
        }
        return named;
    }
    std::vector<std::size_t> found(all.begin(), all.end());
    prefer(found, [&](std::size_t n) {
        return (registry_.node(n).what == What::organisation) == wants_organisation;
    });
    // A row that was left out of another organisation may be the one that is meant: only one of the
    // same organisation stands for it.
    const auto taken = std::find_if(found.begin(), found.end(),
                                    [&](std::size_t n) { return registry_.node(n).is_taken; });
    if (taken == found.end()) return found;
    const std::size_t own = registry_.node(*taken).organisation;
    const bool is_one_of_one = std::all_of(found.begin(), found.end(), [&](std::size_t n) {
        return registry_.node(n).is_taken || registry_.node(n).organisation == own;
    });
    if (is_one_of_one) {
        prefer(found, [&](std::size_t n) { return registry_.node(n).is_taken; });
    } else {
        std::iter_swap(found.begin(), found.begin() + (taken - found.begin()));
    }
    return found;
}

End EndFinder::end_at(std::size_t n) const {
    const Node& node = registry_.node(n);
    if (node.what == What::internet) return {End::Kind::internet, 0, n};
    const bool is_part = node.what != What::organisation;
    return {is_part ? End::Kind::part : End::Kind::organisation, node.organisation, n};
}

std::optional<End> EndFinder::find(const Cell& cell, bool wants_organisation,
                                   std::optional<std::size_t> near) const {
    const auto found = candidates(cell.text, wants_organisation, near);
    const bool is_left_out = !found.empty() && !registry_.node(found.front()).is_taken;
    if (found.size() > 1 && !is_left_out) {
        const Node& first = registry_.node(found.front());
        out_.error(cell.place, {"import.edge.ambiguous", {{"name", cell.text}}}, {},
                   {{first.place, {"scenario.first"}},
                    {registry_.node(found[1]).place, {"scenario.other"}}});
        return std::nullopt;
    }
    if (!found.empty()) {
        if (!is_left_out) return end_at(found.front());
        follow(cell, registry_.node(found.front()).place);
        return std::nullopt;
    }
    if (const auto known = registry_.organisation_called(cell.text)) {
        return End{End::Kind::organisation, *known, 0};
    }
    if (folded(cell.text) == "internet") return End{End::Kind::internet, 0, 0};
    follow(cell, std::nullopt);
    return std::nullopt;
}

void EndFinder::follow(const Cell& cell, std::optional<Place> cause) const {
    Follow& found = follows_[cell.text];
    if (found.count++ > 0) return;
    found.place = cell.place;
    found.cause = std::move(cause);
}

void EndFinder::report() {
    for (const auto& [name, found] : follows_) {
        const std::vector<Argument> arguments{{"name", name}, {"count", found.count}};
        if (found.cause) {
            out_.error(found.place, {"import.edge.left_out", arguments}, {},
                       {{*found.cause, {"import.edge.left_out_here"}}});
        } else {
            out_.error(found.place, {"import.edge.unknown", arguments},
                       out_.is_full() ? Message{} : did_you_mean(name, registry_.keys()));
        }
    }
    follows_.clear();
}

}  // namespace kammerspiel::inventories
