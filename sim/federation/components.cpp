#include "kammerspiel/federation/components.hpp"

#include <algorithm>
#include <limits>

namespace kammerspiel::federation {
namespace {

class Tarjan {
   public:
    Tarjan(std::size_t vertices, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges)
        : first_(vertices + 1, 0), to_(edges.size()), order_(vertices, 0), low_(vertices, 0) {
        result_.of.assign(vertices, none);
        for (const auto& [from, to] : edges) ++first_[from + 1];
        for (std::size_t v = 0; v < vertices; ++v) first_[v + 1] += first_[v];
        std::vector<std::size_t> next = first_;
        for (const auto& [from, to] : edges) to_[next[from]++] = to;
    }

    StrongComponents run() && {
        for (std::uint32_t v = 0; v < order_.size(); ++v) {
            if (order_[v] == 0) search(v);
        }
        return std::move(result_);
    }

   private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    struct Step {
        std::uint32_t vertex;
        std::size_t next;  ///< edge to look at
    };
    std::vector<std::size_t> first_;    ///< edge, by vertex
    std::vector<std::uint32_t> to_;     ///< by edge
    std::vector<std::uint32_t> order_;  ///< of being met, from 1; 0: not met
    std::vector<std::uint32_t> low_;    ///< the earliest that is known to be reached
    std::uint32_t met_ = 0;
    std::vector<Step> way_;
    std::vector<std::uint32_t> open_;  ///< met, and in no component yet
    StrongComponents result_;

    void enter(std::uint32_t vertex) {
        order_[vertex] = low_[vertex] = ++met_;
        open_.push_back(vertex);
        way_.push_back({vertex, first_[vertex]});
    }

    void search(std::uint32_t from) {
        enter(from);
        while (!way_.empty()) {
            const std::uint32_t at = way_.back().vertex;
            if (way_.back().next == first_[at + 1]) {
                leave(at);
                continue;
            }
            const std::uint32_t to = to_[way_.back().next++];
            if (order_[to] == 0) {
                enter(to);
            } else if (result_.of[to] == none) {
                low_[at] = std::min(low_[at], order_[to]);
            }
        }
    }

    void leave(std::uint32_t vertex) {
        way_.pop_back();
        if (!way_.empty()) {
            std::uint32_t& below = low_[way_.back().vertex];
            below = std::min(below, low_[vertex]);
        }
        if (low_[vertex] != order_[vertex]) return;
        while (result_.of[vertex] == none) {
            result_.of[open_.back()] = result_.count;
            open_.pop_back();
        }
        ++result_.count;
    }
};

}  // namespace

StrongComponents strong_components(
    std::size_t vertices, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
    return Tarjan(vertices, edges).run();
}

}  // namespace kammerspiel::federation
