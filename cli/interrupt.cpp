#include "cli/interrupt.hpp"

#include <unistd.h>

#include <chrono>

#include "cli/commands.hpp"

namespace kammerspiel::cli {

Interrupt::Interrupt() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGINT);
    ::sigaddset(&signals_, SIGTERM);
    // Blocked in every thread, the signals wait until one thread takes them.
    ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    waiter_ = std::thread([this] { wait(); });
}

void Interrupt::wait() {
    // Programs that start this one may pass a Ctrl-C on that the terminal has sent us already.
    constexpr auto same_one = std::chrono::milliseconds(300);
    auto first = std::chrono::steady_clock::time_point::max();
    for (int signal = 0; ::sigwait(&signals_, &signal) == 0;) {
        if (is_over_) return;
        const auto now = std::chrono::steady_clock::now();
        if (!source_.stop_requested()) {
            first = now;
            source_.request_stop();
        } else if (now - first > same_one) {
            ::_exit(static_cast<int>(Status::interrupted));
        }
    }
}

Interrupt::~Interrupt() {
    is_over_ = true;
    ::pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace kammerspiel::cli
