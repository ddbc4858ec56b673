#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/messages.hpp"

// MPI, and nothing of what is said with it. The only place that includes its header.

namespace kammerspiel::cluster {

struct Message {
    int from = 0;
    Tag tag = Tag::end;
    std::string bytes;
};

/// This process as one of a job. One lives in a process, in its main thread, which alone may call
/// it. A fault of MPI ends the whole job with MPI's own words.
class Session {
   public:
    Session(int& argc, char**& argv);
    /// Waits until all that was sent has been received.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] int rank() const;
    [[nodiscard]] int ranks() const;
    /// The name of the machine that this rank runs on.
    [[nodiscard]] std::string machine() const;
    /// This rank's share of the processors that those on its machine may use, at least 1: ranks
    /// that are bound to no core would else all take all of them.
    [[nodiscard]] unsigned processors() const;

    /// Returns at once; the bytes are kept until they are sent.
    void send(int to, Tag tag, std::string bytes);
    /// What has come in, messages of one rank in the order in which it sent them; does not wait.
    [[nodiscard]] std::optional<Message> receive();

    // All ranks call these together; each returns once every rank has called.

    /// In each place the least number that any rank has there.
    void take_least(std::span<std::int64_t> numbers);
    /// `to[r]` goes to rank r; what the others have for this one is appended to `from`. No rank
    /// sends or receives more than 2 GB at once.
    void swap(std::span<const std::vector<std::byte>> to, std::vector<std::byte>& from);

    /// Ends all processes of the job at once.
    [[noreturn]] void abort(int status);

   private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Between looks for messages: so short that nobody waits for an answer, so long that looking takes
/// nothing from those that compute on the same processor.
inline constexpr std::chrono::milliseconds between_looks{1};

}  // namespace kammerspiel::cluster
