#pragma once

#include <stdexcept>

#include "cluster/messages.hpp"

namespace kammerspiel::cluster {

/// Another rank failed at what this one can do: its machine is at fault.
class RankFailed : public std::runtime_error {
   public:
    RankFailed(int rank, const Failure& failure);
};

/// What went wrong, whatever it is, in words for those who look after the machines. Precondition:
/// an exception is being handled.
[[nodiscard]] std::string words_of_failure();

}  // namespace kammerspiel::cluster
