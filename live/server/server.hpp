#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "live/server/certificate.hpp"
#include "live/server/site.hpp"

namespace kammerspiel::live {

/// Where a server listens, and how.
struct Listening {
    std::vector<std::string> addresses{"127.0.0.1"};
    std::uint16_t port = 0;                  ///< 0: one that is free
    std::optional<Certificate> certificate;  ///< with it TLS, without it none
};

/// The address by which other machines of the room reach this one; empty where there is none. No
/// packet is sent to find it out.
[[nodiscard]] std::string own_address();

/// Carries requests over sockets: one thread for all of them, and one for long work. Boost.Beast is
/// seen in its source alone.
class Server {
   public:
    /// Opens the sockets. Throws CannotListen where one cannot be had, or a certificate is none.
    explicit Server(Listening listening);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Where long work is done while it runs.
    [[nodiscard]] Background& background();

    /// Serves until a stop is asked for. `now` tells the room's time, `tick` is called several
    /// times a second from the thread that serves.
    void run(Site& site, const std::function<Instant()>& now, std::stop_token stop);

    struct State;

   private:
    std::unique_ptr<State> state_;
};

}  // namespace kammerspiel::live
