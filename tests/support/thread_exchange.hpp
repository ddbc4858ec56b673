#pragma once

#include <barrier>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/exchange.hpp"

// The parts of a run as threads of one process: the seam without a network.

namespace kammerspiel::test {

/// Where the threads meet.
class Meeting {
   public:
    explicit Meeting(std::size_t parts)
        : all_(static_cast<std::ptrdiff_t>(parts)),
          votes_(parts),
          letters_(parts, std::vector<kernel::Exchange::Letters>(parts)) {}

    [[nodiscard]] std::size_t parts() const { return votes_.size(); }

    kernel::Vote agree(std::size_t part, const kernel::Vote& mine) {
        votes_[part] = mine;
        all_.arrive_and_wait();
        kernel::Vote together;
        for (const kernel::Vote& vote : votes_) together = together.with(vote);
        all_.arrive_and_wait();
        return together;
    }
    /// Letters of later parts first: in another order than they would be in on one machine.
    void swap(std::size_t part, std::span<kernel::Exchange::Letters> to,
              kernel::Exchange::Letters& from) {
        for (std::size_t p = 0; p < parts(); ++p) letters_[part][p] = std::exchange(to[p], {});
        all_.arrive_and_wait();
        for (std::size_t p = parts(); p-- > 0;) {
            const auto& letters = letters_[p][part];
            from.insert(from.end(), letters.begin(), letters.end());
        }
        all_.arrive_and_wait();
    }

   private:
    std::barrier<> all_;
    std::vector<kernel::Vote> votes_;
    std::vector<std::vector<kernel::Exchange::Letters>> letters_;  ///< by sender and receiver
};

class ThreadExchange final : public kernel::Exchange {
   public:
    ThreadExchange(Meeting& meeting, std::size_t part) : meeting_(meeting), part_(part) {}
    [[nodiscard]] std::size_t part() const override { return part_; }
    [[nodiscard]] std::size_t parts() const override { return meeting_.parts(); }
    [[nodiscard]] kernel::Vote agree(const kernel::Vote& mine) override {
        ++votes_;
        return meeting_.agree(part_, mine);
    }
    void swap(std::span<Letters> to, Letters& from) override { meeting_.swap(part_, to, from); }
    [[nodiscard]] std::size_t votes() const { return votes_; }

   private:
    Meeting& meeting_;
    std::size_t part_;
    std::size_t votes_ = 0;
};

/// Runs `body(exchange)` for each part in a thread of its own, and waits for all of them.
template <class Body>
void on_threads(std::size_t parts, Body body) {
    Meeting meeting(parts);
    std::vector<std::jthread> threads;
    for (std::size_t part = 0; part < parts; ++part) {
        threads.emplace_back([&meeting, &body, part] {
            ThreadExchange exchange(meeting, part);
            body(exchange);
        });
    }
}

}  // namespace kammerspiel::test
