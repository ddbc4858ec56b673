#include "cluster/rank_failed.hpp"

#include <fmt/format.h>

#include <new>

namespace kammerspiel::cluster {

RankFailed::RankFailed(int rank, const Failure& failure)
    : std::runtime_error(fmt::format("rank {} on {}: {}", rank, failure.machine, failure.why)) {}

std::string words_of_failure() {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return "out of memory";
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace kammerspiel::cluster
