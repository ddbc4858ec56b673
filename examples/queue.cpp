// A queue on the kernel, held against theory: customers arrive at random and wait for one clerk
// (M/M/1). The mean time that they spend there is 1 / (mu - lambda).
//
// Two processes: the door sends customers, the counter serves them. What one wants of the other
// takes at least the lookahead, here the second that it takes to walk from one to the other.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <queue>
#include <vector>

#include "kammerspiel/kernel.hpp"

namespace {

using namespace kammerspiel;

constexpr double arrivals_per_minute = 0.5;
constexpr double served_per_minute = 0.8;
constexpr Duration walk = seconds(1);
constexpr Duration settled = hours(20);  // until then it still shows that all began empty
constexpr Duration long_enough = hours(320);
constexpr std::uint64_t worlds = 40;

constexpr kernel::ProcessId door{0}, counter{1};
constexpr kernel::Purpose arriving{0}, serving{1};

class Queue {
   public:
    enum class What { next_customer, arrival, departure };
    struct Event {
        What what;
    };

    explicit Queue(kernel::Draws draws) : draws_(draws) {}

    [[nodiscard]] std::size_t processes() const { return 2; }

    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out) {
        switch (event.what) {
            case What::next_customer: return let_in(key.at(), out);
            case What::arrival: return arrive(key.at(), out);
            case What::departure: return depart(key.at(), out);
        }
    }

    /// In minutes, of those who left after `settled`.
    [[nodiscard]] double mean_time() const { return spent_ / static_cast<double>(served_); }

   private:
    /// The door's: its state is how many it has let in.
    void let_in(SimTime now, kernel::Outbox<Event>& out) {
        out.send(counter, now + walk, 0, {What::arrival});
        out.schedule(now + drawn(door, arriving, let_in_++, arrivals_per_minute), 0,
                     {What::next_customer});
    }
    /// The counter's, as all that follows.
    void arrive(SimTime now, kernel::Outbox<Event>& out) {
        here_since_.push(now);
        if (here_since_.size() == 1) serve(now, out);
    }
    void depart(SimTime now, kernel::Outbox<Event>& out) {
        if (now >= SimTime::at(settled)) {
            spent_ += (now - here_since_.front()).in_hours() * 60;
            ++served_;
        }
        here_since_.pop();
        if (!here_since_.empty()) serve(now, out);
    }
    void serve(SimTime now, kernel::Outbox<Event>& out) {
        out.schedule(now + drawn(counter, serving, begun_++, served_per_minute), 0,
                     {What::departure});
    }
    /// A draw is a function of what it is for: whose it is, which purpose, which one of them. At
    /// least 1 µs, as nothing follows at the same instant.
    [[nodiscard]] Duration drawn(kernel::ProcessId whose, kernel::Purpose purpose,
                                 std::uint64_t index, double per_minute) const {
        const double u = draws_.uniform(kernel::EntityId{whose.value}, purpose, index);
        const double minutes_until = -std::log(u) / per_minute;
        return Duration::micros(1 + std::llround(minutes_until * 60e6));
    }

    kernel::Draws draws_;
    std::uint64_t let_in_ = 0;
    std::queue<SimTime> here_since_;
    std::uint64_t begun_ = 0;
    std::uint64_t served_ = 0;
    double spent_ = 0;
};

double mean_time_in(std::uint64_t world) {
    kernel::Sequential<Queue> run(Queue(kernel::Draws(1, world)), walk);
    run.schedule(door, SimTime::start(), 0, {Queue::What::next_customer});
    run.run({.horizon = SimTime::at(long_enough)});
    return run.model().mean_time();
}

}  // namespace

int main() {
    double sum = 0;
    double squares = 0;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const double mean = mean_time_in(world);
        sum += mean;
        squares += mean * mean;
    }
    const double mean = sum / worlds;
    const double error = std::sqrt((squares / worlds - mean * mean) / (worlds - 1));
    const double theory = 1 / (served_per_minute - arrivals_per_minute);
    fmt::print(
        "minutes from arrival to departure: {:.3f}, standard error {:.3f}; in theory {:.3f}\n",
        mean, error, theory);
    // Worlds are independent, so the error is known: 4 of them are exceeded once in 16,000 times.
    return std::abs(mean - theory) < 4 * error ? EXIT_SUCCESS : EXIT_FAILURE;
}
