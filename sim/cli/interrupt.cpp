#include "sim/cli/interrupt.hpp"

#include <unistd.h>

#include "sim/cli/commands.hpp"

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
    for (int signal = 0; ::sigwait(&signals_, &signal) == 0;) {
        if (is_over_) return;
        if (source_.stop_requested()) ::_exit(static_cast<int>(Status::interrupted));
        source_.request_stop();
    }
}

Interrupt::~Interrupt() {
    is_over_ = true;
    ::pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace kammerspiel::cli
