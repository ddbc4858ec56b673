#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "kammerspiel/base/time.hpp"

// The seam between a run and its other parts, wherever these are computed.

namespace kammerspiel::kernel {

/// What a part knows before a window; all parts' votes together are what all of them act upon.
struct Vote {
    std::optional<SimTime> earliest;  ///< of what is pending or on its way; none: nothing is
    bool has_letters = false;         ///< something is on its way to another part
    bool is_interrupted = false;      ///< somebody asked to stop
    bool has_failed = false;          ///< a handler has thrown
    bool operator==(const Vote&) const = default;

    /// The earliest of both, and whatever either says.
    [[nodiscard]] Vote with(const Vote& other) const {
        Vote both{.earliest = earliest ? earliest : other.earliest,
                  .has_letters = has_letters || other.has_letters,
                  .is_interrupted = is_interrupted || other.is_interrupted,
                  .has_failed = has_failed || other.has_failed};
        if (other.earliest) both.earliest = std::min(*both.earliest, *other.earliest);
        return both;
    }
};

/// Connects the parts of one run: threads, processes, machines. Each part has an object of its own
/// and calls the same functions in the same order as all others; a call returns once all parts have
/// called. An exchange that breaks throws in every part, or ends them all.
class Exchange {
   public:
    using Letters = std::vector<std::byte>;

    Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    virtual ~Exchange() = default;

    [[nodiscard]] virtual std::size_t part() const = 0;  ///< this one's number, from 0
    [[nodiscard]] virtual std::size_t parts() const = 0;

    /// All votes in one, the same at every part.
    [[nodiscard]] virtual Vote agree(const Vote& mine) = 0;
    /// `to[p]` goes to part p; what others have for this part is appended to `from`, in whatever
    /// order: events know their places. `to` is left with empty lists.
    virtual void swap(std::span<Letters> to, Letters& from) = 0;
};

/// What a part throws when another one's handler has thrown: that one throws what it was.
class OtherPartFailed : public std::runtime_error {
   public:
    OtherPartFailed() : std::runtime_error("another part of the run has failed") {}
};

}  // namespace kammerspiel::kernel
