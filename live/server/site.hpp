#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "live/room/room.hpp"
#include "live/server/http.hpp"

namespace kammerspiel::live {

/// Under which names the site is reached, and how.
struct Reach {
    std::set<std::string> hosts;  ///< as browsers send them: 127.0.0.1:8080, [::1]:8080
    bool tls = false;
    [[nodiscard]] std::string scheme() const { return tls ? "https" : "http"; }
};

/// What a stream sends next.
struct StreamEvent {
    std::string bytes;  ///< as text/event-stream has it
    bool is_last = false;
};
/// What a stream has sent so far.
struct StreamState {
    std::uint64_t seat = 0;
    std::string last;  ///< id of the last view
    std::string me;    ///< who the reader was told to be
};

/// The pages and the interface of a room, for one origin. Knows no sockets: whoever carries
/// requests asks it, so that every rule of security is here and can be tested without a network.
class Site {
   public:
    /// `room` outlives it. `factor`: seconds of the room that pass in one of the machine.
    Site(Room& room, Reach reach, double factor);

    [[nodiscard]] Response answer(const Request& request, Instant now);

    /// What a stream has to send now; absent: nothing has changed.
    [[nodiscard]] std::optional<StreamEvent> next(StreamState& stream) const;
    void stream_opened(std::uint64_t seat, Instant now) { room_.connected(seat, true, now); }
    void stream_closed(std::uint64_t seat, Instant now) { room_.connected(seat, false, now); }

    [[nodiscard]] Room& room() { return room_; }

    static constexpr std::size_t most_streams = 250;
    static constexpr std::size_t most_streams_a_seat = 4;

   private:
    Room& room_;
    Reach reach_;
    double factor_;
    std::string boot_;    ///< of this process: numbers of views begin anew with it
    std::string cookie_;  ///< name; the session is in it, as cookies do not know ports
    std::string ground_;  ///< the map, which stays as it is

    [[nodiscard]] std::optional<std::uint64_t> seat_of(const Request& request) const;
    [[nodiscard]] Language language_of(const Request& request) const;
    [[nodiscard]] Response refused(const Refusal& refusal, const Request& request) const;
    [[nodiscard]] std::optional<Response> foreign(const Request& request) const;
    [[nodiscard]] Response post(const Request& request, Instant now);
    [[nodiscard]] Response get(const Request& request, Instant now);
    [[nodiscard]] Response attachment(std::uint64_t seat, const Request& request) const;
    [[nodiscard]] Response seated(const std::variant<Joined, Refusal>& joined,
                                  const Request& request) const;
};

/// The headers that every answer has.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> security_headers();

}  // namespace kammerspiel::live
