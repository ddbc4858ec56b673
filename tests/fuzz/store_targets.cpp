#include <array>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/migrate.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/live/play.hpp"
#include "tests/fuzz/fed_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace kammerspiel::fuzz {
namespace {

using ensemble::Store;

/// What a page of results reads. Whatever the file says of its size, memory stays small.
void read_all(const Store& store) {
    constexpr std::uint64_t most_worlds = 1000;
    constexpr std::array metrics{ensemble::Metric::member_hours_lost};
    const std::uint64_t worlds = std::min(store.worlds(), most_worlds);
    if (!store.shard()) (void)store.columns(metrics, worlds);
    (void)store.ran(worlds);
    (void)store.sums();
    (void)store.sites();
    store.for_each_run([](std::uint64_t, std::size_t, std::size_t, const ensemble::Headline&) {});
    store.for_each_drawn([](const ensemble::DrawnValue&) {});
    (void)store.digest();
}

/// A store error is an answer; it must be printable.
template <class Open>
void open_or_refuse(Open open) {
    static const Text english(Language::en);
    try {
        open();
    } catch (const ensemble::StoreError& error) {
        ensure(!english(error.message()).empty(), "a refusal says nothing");
    }
}

}  // namespace

void open_study(std::string_view bytes) {
    const FedFile file(bytes, ".sqlite");
    open_or_refuse([&] { read_all(Store::open(file.path())); });
}

void migrate_study(std::string_view bytes) {
    const FedFile file(bytes, ".sqlite");
    const auto into = file.folder() / "today.sqlite";
    open_or_refuse([&] {
        ensemble::migrate_study(file.path(), into);
        read_all(Store::open(into));
    });
}

void open_shard(std::string_view bytes) {
    const FedFile file(bytes, ".sqlite");
    open_or_refuse([&] { read_all(Store::open_shard(file.path())); });
}

void open_session(std::string_view bytes) {
    const FedFile file(bytes, ".sqlite");
    (void)live::SessionFile::is_one(file.path());
    open_or_refuse([&] {
        const auto opened = live::SessionFile::open(file.path(), false);
        if (const auto* session = std::get_if<live::SessionFile>(&opened)) {
            (void)session->log_as_json_lines();
        }
    });
}

}  // namespace kammerspiel::fuzz
