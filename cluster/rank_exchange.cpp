#include "cluster/rank_exchange.hpp"

#include <array>
#include <limits>

namespace kammerspiel::cluster {
namespace {

/// A vote as numbers of which the least is everybody's: what is said counts as -1, else 0.
using Numbers = std::array<std::int64_t, 5>;

constexpr std::int64_t said(bool is_so) { return is_so ? -1 : 0; }

Numbers numbers_of(const kernel::Vote& vote) {
    const auto never = std::numeric_limits<std::int64_t>::max();
    return {vote.earliest ? vote.earliest->since_start().count() : never,
            said(vote.earliest.has_value()), said(vote.has_letters), said(vote.is_interrupted),
            said(vote.has_failed)};
}

kernel::Vote vote_in(const Numbers& numbers) {
    kernel::Vote vote{.has_letters = numbers[2] != 0,
                      .is_interrupted = numbers[3] != 0,
                      .has_failed = numbers[4] != 0};
    if (numbers[1] != 0) vote.earliest = SimTime::start() + Duration::micros(numbers[0]);
    return vote;
}

}  // namespace

std::size_t RankExchange::part() const { return static_cast<std::size_t>(session_.rank()); }
std::size_t RankExchange::parts() const { return static_cast<std::size_t>(session_.ranks()); }

kernel::Vote RankExchange::agree(const kernel::Vote& mine) {
    Numbers numbers = numbers_of(mine);
    session_.take_least(numbers);
    return vote_in(numbers);
}

void RankExchange::swap(std::span<Letters> to, Letters& from) {
    session_.swap(to, from);
    for (Letters& letters : to) letters.clear();
}

}  // namespace kammerspiel::cluster
