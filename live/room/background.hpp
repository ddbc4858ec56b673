#pragma once

#include <functional>

namespace kammerspiel::live {

/// Where long work is done while people are served.
class Background {
   public:
    virtual ~Background() = default;
    /// Does `work` somewhere else, in the order of the calls, and then `then` where this was called
    /// from.
    virtual void run(std::function<void()> work, std::function<void()> then) = 0;
};

/// Does everything at once: for tests, and where nobody waits.
class AtOnce : public Background {
   public:
    void run(std::function<void()> work, std::function<void()> then) override {
        work();
        then();
    }
};

}  // namespace kammerspiel::live
