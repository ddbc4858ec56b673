#include "kammerspiel/ensemble/merge_shards.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/ensemble/sqlite.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel {
namespace {

using ensemble::merge_shards;
using ensemble::Shard;
using ensemble::Store;
using ensemble::StoreError;
using test::about_of;
using test::Folder;
using test::some_plan;

namespace fs = std::filesystem;

constexpr auto forever = std::chrono::steady_clock::time_point::max();
/// In no number of shards below are there as many in each.
constexpr std::uint64_t worlds = 23;

void advance(Store& store, std::uint64_t up_to, unsigned threads) {
    ensemble::ThreadRunner runner(threads);
    ensemble::Study study(some_plan(), store, runner);
    study.advance(up_to, forever, {}, {});
    CHECK(study.worlds() == up_to);
}

fs::path place_of(const Folder& folder, const Shard& shard) {
    return folder / fmt::format("shard-{}-of-{}.sqlite", shard.number, shard.of);
}

Store begun(const Folder& folder, const Shard& shard, const ensemble::About& about) {
    return Store::create_shard(place_of(folder, shard), about,
                               ensemble::sites(some_plan().federation()), shard);
}

fs::path computed(const Folder& folder, const Shard& shard,
                  const ensemble::About& about = about_of(some_plan()), unsigned threads = 2) {
    Store store = begun(folder, shard, about);
    advance(store, shard.end(), threads);
    store.finish();
    return store.path();
}

std::vector<fs::path> all_shards(const Folder& folder, std::uint64_t of) {
    std::vector<fs::path> files;
    for (std::uint64_t number = 1; number <= of; ++number) {
        const unsigned threads = number % 2 == 0 ? 1 : 3;
        files.push_back(computed(folder, {.number = number, .of = of, .worlds = worlds},
                                 about_of(some_plan()), threads));
    }
    return files;
}

const std::string& digest_of_whole() {
    static const std::string digest = [] {
        const Folder folder;
        Store store = Store::create(folder / "study.sqlite", about_of(some_plan()),
                                    ensemble::sites(some_plan().federation()));
        advance(store, worlds, 2);
        return store.digest();
    }();
    return digest;
}

std::string digest_of_merged(const Folder& folder, const std::vector<fs::path>& files) {
    const fs::path whole = folder / "out/study.sqlite";
    const auto merged = merge_shards(files, whole, "merge");
    CHECK(merged.shards == files.size());
    CHECK(merged.worlds == worlds);
    const Store store = Store::open(whole);
    CHECK(store.worlds() == worlds);
    CHECK_FALSE(store.shard());
    return store.digest();
}

/// What a failure that is nobody's but the input's says.
template <class Action>
Message refusal(Action action) {
    try {
        action();
    } catch (const StoreError& error) {
        CHECK(error.fault() == StoreError::Fault::input);
        return error.message();
    }
    return {"none"};
}

Message refused_merge(const Folder& folder, const std::vector<fs::path>& files) {
    const fs::path whole = folder / "out/study.sqlite";
    const Message message = refusal([&] { merge_shards(files, whole, "merge"); });
    CHECK_FALSE(fs::exists(folder / "out"));
    return message;
}

std::string argument(const Message& message, std::string_view name) {
    for (const Argument& one : message.arguments) {
        if (one.name == name) return one.value;
    }
    return "none";
}

TEST_CASE("shards hold all worlds, each once, and are about as large as each other", "[shards]") {
    for (const std::uint64_t all : {2U, 7U, 23U, 64U, 1000U}) {
        for (std::uint64_t of = 1; of <= std::min<std::uint64_t>(all, 70); ++of) {
            std::uint64_t next = 0;
            for (std::uint64_t number = 1; number <= of; ++number) {
                const Shard shard{.number = number, .of = of, .worlds = all};
                CHECK(shard.is_possible());
                CHECK(shard.first() == next);
                const std::uint64_t size = shard.end() - shard.first();
                CHECK((size == all / of || size == all / of + 1));
                next = shard.end();
            }
            CHECK(next == all);
        }
    }
    CHECK_FALSE(Shard{.number = 0, .of = 3, .worlds = 9}.is_possible());
    CHECK_FALSE(Shard{.number = 4, .of = 3, .worlds = 9}.is_possible());
    CHECK_FALSE(Shard{.number = 1, .of = 10, .worlds = 9}.is_possible());
    CHECK_FALSE(Shard{.number = 1, .of = 10'001, .worlds = 90'000}.is_possible());
}

TEST_CASE("a study merged of its shards is that of one process", "[shards][rule-25]") {
    const std::uint64_t of = GENERATE(1U, 2U, 3U, 7U, 23U);
    const Folder folder;
    CHECK(digest_of_merged(folder, all_shards(folder, of)) == digest_of_whole());
    // Nothing else is left.
    CHECK(std::distance(fs::directory_iterator(folder / "out"), fs::directory_iterator()) == 1);
}

TEST_CASE("shards are merged in whatever order they are named", "[shards]") {
    const Folder folder;
    std::vector<fs::path> files = all_shards(folder, 7);
    std::reverse(files.begin(), files.end());
    std::swap(files[1], files[4]);
    CHECK(digest_of_merged(folder, files) == digest_of_whole());
}

TEST_CASE("a merged study goes on as one that was never in parts", "[shards][rule-26]") {
    const Folder folder;
    const fs::path whole = folder / "study.sqlite";
    merge_shards(all_shards(folder, 3), whole, "merge");
    Store store = Store::resume(whole);
    advance(store, 31, 2);
    const Folder other;
    Store straight = Store::create(other / "study.sqlite", about_of(some_plan()),
                                   ensemble::sites(some_plan().federation()));
    advance(straight, 31, 1);
    CHECK(store.digest() == straight.digest());
}

TEST_CASE("a shard that was broken off goes on as if nothing had been", "[shards][rule-26]") {
    const Folder folder;
    std::vector<fs::path> files = all_shards(folder, 3);
    const Shard second{.number = 2, .of = 3, .worlds = worlds};
    {
        Store store = begun(folder, second, about_of(some_plan()));
        CHECK(store.first_world() == second.first());
        CHECK(store.worlds() == second.first());
        advance(store, second.first() + 3, 2);
    }
    const Message message = refused_merge(folder, files);
    CHECK(message.key == "shards.incomplete");
    CHECK(argument(message, "numbers") == "2 (3/8)");
    {
        Store store = Store::resume_shard(files[1]);
        CHECK(store.worlds() == second.first() + 3);
        advance(store, second.end(), 1);
        store.finish();
    }
    CHECK(digest_of_merged(folder, files) == digest_of_whole());
}

TEST_CASE("what a shard that was killed in the midst of writing was about is taken back",
          "[shards][rule-26]") {
    const Folder folder;
    const Folder killed;
    std::vector<fs::path> files = all_shards(folder, 2);
    const fs::path torn = killed / "shard-2-of-2.sqlite";
    {
        const ensemble::Database database(files[1], ensemble::Database::Access::write);
        // A cache of one page has the transaction written out before it ends.
        database.execute(
            "PRAGMA cache_size = 1; BEGIN; UPDATE curve_count SET worlds = 0; "
            "UPDATE place_sum SET worlds_hit = 7; UPDATE run SET money_lost = 1");
        fs::copy_file(files[1], torn);
        fs::copy_file(files[1].string() + "-journal", torn.string() + "-journal");
    }
    files[1] = torn;
    CHECK(refused_merge(folder, files).key == "store.broken_off");
    { const Store store = Store::resume_shard(torn); }
    CHECK(digest_of_merged(folder, files) == digest_of_whole());
}

TEST_CASE("shards that are missing are named", "[shards][bad]") {
    const Folder folder;
    std::vector<fs::path> files = all_shards(folder, 7);
    files.erase(files.begin() + 4, files.begin() + 6);
    files.erase(files.begin() + 1);
    const Message message = refused_merge(folder, files);
    CHECK(message.key == "shards.incomplete");
    CHECK(argument(message, "numbers") == "2, 5–6");
    CHECK(argument(message, "next") == "2");
    CHECK(argument(message, "worlds") == "23");
}

TEST_CASE("a shard that is named twice is refused, also as a copy", "[shards][bad]") {
    const Folder folder;
    std::vector<fs::path> files = all_shards(folder, 2);
    fs::copy_file(files[0], folder / "copy.sqlite");
    files.push_back(folder / "copy.sqlite");
    const Message message = refused_merge(folder, files);
    CHECK(message.key == "shards.twice");
    CHECK(argument(message, "shard") == "1/2");
}

TEST_CASE("shards of different studies are not merged", "[shards][bad]") {
    const auto refused = [](auto change, const Shard& shard) {
        const Folder folder;
        ensemble::About other = about_of(some_plan());
        change(other);
        const std::vector<fs::path> files{
            computed(folder, {.number = 1, .of = 2, .worlds = worlds}),
            computed(folder, shard, other)};
        return refused_merge(folder, files).key;
    };
    const auto refused_about = [&](auto change) {
        return refused(change, {.number = 2, .of = 2, .worlds = worlds});
    };
    CHECK(refused_about([](auto& of) { of.definition.seed = 4; }) == "shards.other_seed");
    CHECK(refused_about([](auto& of) { of.definition.program_version = "2"; }) ==
          "shards.other_version");
    CHECK(refused_about([](auto& of) { of.definition.scenario_hash = "abc"; }) ==
          "shards.other_scenario");
    CHECK(refused_about([](auto& of) {
              std::swap(of.definition.strategies[0], of.definition.strategies[1]);
          }) == "shards.other_strategies");
    CHECK(refused_about([](auto& of) { of.definition.uncertain = true; }) ==
          "shards.other_uncertain");
    CHECK(refused_about([](auto& of) { of.sources.front().text += "# mine\n"; }) ==
          "shards.other_texts");
    CHECK(refused_about([](auto& of) { of.weights = {0.5, 0.5}; }) == "store.damaged");
    const auto nothing = [](auto&) {};
    CHECK(refused(nothing, {.number = 2, .of = 2, .worlds = worlds + 1}) ==
          "shards.other_division");
    CHECK(refused(nothing, {.number = 2, .of = 3, .worlds = worlds}) == "shards.other_division");
}

TEST_CASE("a shard is no study, and a study no shard", "[shards][bad]") {
    const Folder folder;
    const fs::path shard = computed(folder, {.number = 1, .of = 1, .worlds = worlds});
    CHECK(refusal([&] { static_cast<void>(Store::open(shard)); }).key == "store.is_shard");
    CHECK(refusal([&] { static_cast<void>(Store::resume(shard)); }).key == "store.is_shard");
    const fs::path whole = folder / "study.sqlite";
    merge_shards(std::vector{shard}, whole, "merge");
    CHECK(refusal([&] { static_cast<void>(Store::open_shard(whole)); }).key == "store.no_shard");
    CHECK(refusal([&] { static_cast<void>(Store::resume_shard(whole)); }).key == "store.no_shard");
    CHECK(refused_merge(folder, {whole, shard}).key == "store.no_shard");
}

TEST_CASE("numbers of a shard that do not fit its worlds are not believed", "[shards][bad]") {
    const auto after = [](const char* sql) {
        const Folder folder;
        const std::vector<fs::path> files = all_shards(folder, 2);
        ensemble::Database(files[1], ensemble::Database::Access::write).execute(sql);
        const fs::path whole = folder / "study.sqlite";
        const std::string key = refusal([&] { merge_shards(files, whole, "merge"); }).key;
        // Neither a study nor what it was to become.
        CHECK_FALSE((key != "none" && fs::exists(whole)));
        CHECK_FALSE(fs::exists(whole.string() + ".merge"));
        return key;
    };
    CHECK(after("UPDATE about SET value = value") == "none");
    CHECK(after("UPDATE cell_sum SET worlds = worlds + 1") == "store.damaged");
    CHECK(after("UPDATE curve_count SET worlds = worlds + 1") == "store.damaged");
    CHECK(after("UPDATE run SET world = 2 WHERE world = 22") == "store.damaged");
    CHECK(after("UPDATE run SET world = 99 WHERE world = 22") == "store.damaged");
    CHECK(after("DELETE FROM run WHERE world = 22") == "store.damaged");
    CHECK(after("UPDATE about SET value = '24' WHERE key = 'worlds'") == "store.damaged");
    CHECK(after("UPDATE about SET value = '3' WHERE key = 'shard'") == "store.damaged");
    CHECK(after("UPDATE about SET value = '18446744073709551615' "
                "WHERE key = 'worlds_of_all_shards'") == "store.damaged");
    // As a study that it is not.
    CHECK(after("PRAGMA application_id = 1264676205") == "store.no_shard");
}

TEST_CASE("what stands where a merged study goes is there until it is done", "[shards]") {
    const Folder folder;
    const std::vector<fs::path> files = all_shards(folder, 2);
    const fs::path whole = folder / "out/study.sqlite";
    merge_shards(all_shards(folder, 3), whole, "merge");
    CHECK(refusal([&] { merge_shards(std::span(files).first(1), whole, "merge"); }).key ==
          "shards.incomplete");
    CHECK(Store::open(whole).digest() == digest_of_whole());
    {
        const Store writing = Store::resume(whole);
        CHECK(refusal([&] { merge_shards(files, whole, "merge"); }).key == "store.busy");
    }
    CHECK(digest_of_merged(folder, files) == digest_of_whole());
}

}  // namespace
}  // namespace kammerspiel
