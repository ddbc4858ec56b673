#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace kammerspiel::cli {

/// While it lives, Ctrl-C (and SIGTERM) asks for a stop instead of ending the program; a second one
/// ends it. Threads that begin while it lives leave these signals to it.
class Interrupt {
   public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
    [[nodiscard]] bool has_come() const { return source_.stop_requested(); }

   private:
    std::stop_source source_;
    std::atomic<bool> is_over_ = false;
    sigset_t signals_{};
    sigset_t before_{};
    std::thread waiter_;
    void wait();
};

}  // namespace kammerspiel::cli
