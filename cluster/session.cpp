#include "cluster/session.hpp"

// Only the C interface: the C++ one is gone from MPI 3.
#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#include <sched.h>

#include <algorithm>
#include <csignal>
#include <limits>
#include <list>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

/// Signals go to the threads of ours that wait for them, not to those that MPI begins.
class NoSignals {
   public:
    NoSignals() {
        sigset_t all{};
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, &before_);
    }
    ~NoSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    NoSignals(const NoSignals&) = delete;
    NoSignals& operator=(const NoSignals&) = delete;

   private:
    sigset_t before_{};
};

struct Sending {
    std::string bytes;
    MPI_Request request = MPI_REQUEST_NULL;
};

/// Where in one list of bytes those for each rank lie, in MPI's numbers.
struct Places {
    explicit Places(const std::vector<std::int64_t>& bytes) {
        for (const std::int64_t size : bytes) {
            begins.push_back(static_cast<int>(total));
            sizes.push_back(static_cast<int>(size));
            total += size;
            ensure(total <= std::numeric_limits<int>::max(),
                   "a window has {} bytes of messages for other ranks, more than MPI takes at once",
                   total);
        }
    }
    std::vector<int> sizes, begins;
    std::int64_t total = 0;
};

/// Processors that all ranks of this machine may use together, by how many ranks these are.
unsigned share_of_processors() {
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    int ranks = 1;
    MPI_Comm_size(here, &ranks);
    cpu_set_t mine;
    CPU_ZERO(&mine);
    // Fails on machines with more processors than the set has places: then each rank takes one.
    if (::sched_getaffinity(0, sizeof(mine), &mine) != 0) CPU_SET(0, &mine);
    cpu_set_t all;
    CPU_ZERO(&all);
    MPI_Allreduce(&mine, &all, static_cast<int>(sizeof(all)), MPI_BYTE, MPI_BOR, here);
    MPI_Comm_free(&here);
    const int share = std::min(CPU_COUNT(&mine), CPU_COUNT(&all) / ranks);
    return static_cast<unsigned>(std::max(1, share));
}

}  // namespace

struct Session::State {
    int rank = 0;
    int ranks = 1;
    unsigned processors = 1;
    std::list<Sending> sending;

    void forget_sent() {
        for (auto one = sending.begin(); one != sending.end();) {
            int is_sent = 0;
            MPI_Test(&one->request, &is_sent, MPI_STATUS_IGNORE);
            one = is_sent != 0 ? sending.erase(one) : std::next(one);
        }
    }
};

Session::Session(int& argc, char**& argv) : state_(std::make_unique<State>()) {
    const NoSignals here;
    int level = MPI_THREAD_SINGLE;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &level);
    ensure(level >= MPI_THREAD_FUNNELED, "this MPI allows no threads beside it (level {})", level);
    MPI_Comm_rank(MPI_COMM_WORLD, &state_->rank);
    MPI_Comm_size(MPI_COMM_WORLD, &state_->ranks);
    state_->processors = share_of_processors();
}

Session::~Session() {
    for (Sending& one : state_->sending) MPI_Wait(&one.request, MPI_STATUS_IGNORE);
    MPI_Finalize();
}

int Session::rank() const { return state_->rank; }
int Session::ranks() const { return state_->ranks; }

std::string Session::machine() const {
    std::string name(MPI_MAX_PROCESSOR_NAME, '\0');
    int size = 0;
    MPI_Get_processor_name(name.data(), &size);
    name.resize(static_cast<std::size_t>(size));
    return name;
}

unsigned Session::processors() const { return state_->processors; }

void Session::send(int to, Tag tag, std::string bytes) {
    ensure(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()),
           "a message of {} bytes is more than MPI sends at once", bytes.size());
    state_->forget_sent();
    Sending& one = state_->sending.emplace_back();
    one.bytes = std::move(bytes);
    MPI_Isend(one.bytes.data(), static_cast<int>(one.bytes.size()), MPI_BYTE, to,
              static_cast<int>(tag), MPI_COMM_WORLD, &one.request);
}

std::optional<Message> Session::receive() {
    state_->forget_sent();
    int has_come = 0;
    MPI_Status status{};
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &has_come, &status);
    if (has_come == 0) return std::nullopt;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    Message message{.from = status.MPI_SOURCE, .tag = Tag{status.MPI_TAG}, .bytes = {}};
    message.bytes.resize(static_cast<std::size_t>(size));
    MPI_Recv(message.bytes.data(), size, MPI_BYTE, message.from, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return message;
}

void Session::take_least(std::span<std::int64_t> numbers) {
    MPI_Allreduce(MPI_IN_PLACE, numbers.data(), static_cast<int>(numbers.size()), MPI_INT64_T,
                  MPI_MIN, MPI_COMM_WORLD);
}

void Session::swap(std::span<const std::vector<std::byte>> to, std::vector<std::byte>& from) {
    const std::size_t ranks = to.size();
    ensure(ranks == static_cast<std::size_t>(state_->ranks), "{} ranks swap among {}", ranks,
           state_->ranks);
    std::vector<std::int64_t> sizes(ranks);
    std::vector<std::int64_t> sizes_from(ranks);
    for (std::size_t r = 0; r < ranks; ++r) sizes[r] = static_cast<std::int64_t>(to[r].size());
    MPI_Alltoall(sizes.data(), 1, MPI_INT64_T, sizes_from.data(), 1, MPI_INT64_T, MPI_COMM_WORLD);
    const Places out(sizes);
    const Places in(sizes_from);
    std::vector<std::byte> all;
    all.reserve(static_cast<std::size_t>(out.total));
    for (const auto& bytes : to) all.insert(all.end(), bytes.begin(), bytes.end());
    const std::size_t before = from.size();
    from.resize(before + static_cast<std::size_t>(in.total));
    MPI_Alltoallv(all.data(), out.sizes.data(), out.begins.data(), MPI_BYTE, from.data() + before,
                  in.sizes.data(), in.begins.data(), MPI_BYTE, MPI_COMM_WORLD);
}

void Session::abort(int status) {
    MPI_Abort(MPI_COMM_WORLD, status);
    unreachable();
}

}  // namespace kammerspiel::cluster
