#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/merge.hpp"
#include "kammerspiel/model/flows.hpp"
#include "kammerspiel/model/part.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "tests/catch.hpp"
#include "tests/support/thread_exchange.hpp"
#include "tests/unit/executives/random_federation.hpp"

using namespace kammerspiel;
using namespace kammerspiel::model;

namespace {

/// A folder that goes when the test does.
class Folder {
   public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "executives-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

Plan plan_of(const std::filesystem::path& folder) {
    Diagnostics found;
    scenario::Loaded loaded = scenario::load(folder, found);
    std::string sentences;
    for (const Diagnostic& one : found.sorted()) {
        if (one.severity == Severity::error) {
            sentences += render(one, *loaded.lines, Text{Language::en}, false);
        }
    }
    INFO(sentences);
    REQUIRE(loaded.scenario.has_value());
    return Plan{std::move(*loaded.scenario)};
}

/// Every field of every record, so that padding does not matter and everything else does.
std::string bytes(const std::vector<TraceRecord>& trace) {
    std::string all;
    const auto put = [&all](const auto&... fields) {
        (all.append(reinterpret_cast<const char*>(&fields), sizeof(fields)), ...);
    };
    for (const TraceRecord& r : trace) {
        static_assert(sizeof(r.key) == 24 && sizeof(r.cause) == 8);  // no padding in these
        put(r.key, r.process, r.number, r.cause, r.what, r.subject, r.host, r.count, r.detail);
    }
    return all;
}

struct Story {
    std::string trace;
    Metrics metrics;
    std::uint64_t events = 0;
    bool operator==(const Story&) const = default;
};

Story tell(const Plan& plan, RunOptions options, Executive executive, unsigned threads) {
    options.executive = executive;
    options.threads = threads;
    RunResult result = run(plan, options);
    return {bytes(result.trace), std::move(result.metrics), result.events};
}

/// Fails unless all executives tell the same; returns how many events that was.
std::uint64_t check_all_executives(const Plan& plan, const RunOptions& options,
                                   std::initializer_list<unsigned> threads) {
    const Story story = tell(plan, options, Executive::sequential, 1);
    for (const unsigned n : threads) {
        if (tell(plan, options, Executive::parallel, n) != story) {
            FAIL("another story with " << n << " threads: strategy " << options.strategy
                                       << ", attacker " << options.attacker << ", world "
                                       << options.world.replication);
        }
    }
    return story.events;
}

/// Organisations by lot; a part may have none.
Cut by_lot(const Plan& plan, const RunOptions& options, std::size_t parts, std::uint64_t number) {
    Cut cut{.part_of = {},
            .shared = static_cast<std::uint16_t>(number % parts),
            .redrawn = worlds_redrawn(plan, options)};
    for (std::size_t o = 0; o < plan.federation().organisations.size(); ++o) {
        const auto luck = kernel::Draws{number, parts}.bits(kernel::EntityId{o}, {}, 0);
        cut.part_of.push_back(static_cast<std::uint16_t>(luck[0] % parts));
    }
    return cut;
}

struct ToldInParts {
    Story story;
    std::uint64_t letters = 0;
};

/// The parts are threads here.
ToldInParts tell_in_parts(const Plan& plan, RunOptions options, std::size_t parts,
                          std::uint64_t number) {
    options.threads = 1;
    const Cut cut = by_lot(plan, options, parts, number);
    std::vector<PartFigures> figures(parts);
    std::vector<std::vector<TraceRecord>> traces(parts);
    std::vector<std::uint64_t> letters(parts);
    std::vector<SimTime> ends(parts);
    test::on_threads(parts, [&](test::ThreadExchange& exchange) {
        // All that parts have in common is the plan; the last one has its own.
        const bool has_own_plan = exchange.part() + 1 == parts;
        const auto made = has_own_plan
                              ? std::make_unique<WorldPart>(plan.scenario(), options, cut, exchange)
                              : std::make_unique<WorldPart>(plan, options, cut, exchange);
        WorldPart& part = *made;
        part.run();
        const std::size_t here = exchange.part();
        // In pieces of any length.
        for (bool is_over = false; !is_over;) {
            const auto piece = part.next_records(1 + traces[here].size() % 97);
            traces[here].insert(traces[here].end(), piece.begin(), piece.end());
            is_over = piece.empty();
        }
        figures[here] = part.close();
        letters[here] = part.letters_sent();
        ends[here] = part.end();
    });
    RunResult result = joined(plan, figures, ends.front(), cut.redrawn, true);
    const auto trace =
        kernel::merged<TraceRecord>(traces, [](const TraceRecord& record) { return record.key; });
    return {{bytes(trace), std::move(result.metrics), result.events},
            std::accumulate(letters.begin(), letters.end(), std::uint64_t{0})};
}

}  // namespace

TEST_CASE("every executive tells the same story of August 2022", "[executives]") {
    const Plan plan = plan_of(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022");
    std::uint64_t events = 0;
    for (std::uint32_t attacker = 0; attacker < plan.scenario().attackers.size(); ++attacker) {
        for (std::uint32_t strategy = 0; strategy < plan.scenario().strategies.size(); ++strategy) {
            events += check_all_executives(plan,
                                           {.strategy = strategy,
                                            .attacker = attacker,
                                            .world = {.seed = 2022, .replication = attacker}},
                                           {1, 2, 3, 8});
        }
    }
    CHECK(events > 10'000);  // else little was compared
}

TEST_CASE("every executive tells the same story of hundreds of small federations", "[executives]") {
    const Folder folder;
    std::uint64_t events = 0;
    std::uint64_t eventful = 0;
    Workspace workspace;
    for (std::uint64_t number = 1; number <= 300; ++number) {
        CAPTURE(number);
        test::write(test::random_scenario(number), folder.path());
        const Plan plan = plan_of(folder.path());
        for (std::uint32_t attacker = 0; attacker < 2; ++attacker) {
            const RunOptions options{.strategy = static_cast<std::uint32_t>(number % 3),
                                     .attacker = attacker,
                                     .world = {.seed = number, .replication = 1}};
            // Two ways each here; over the numbers, all ways to run meet all kinds of federations.
            const unsigned threads = std::array{2U, 3U, 8U}[number / 3 % 3];
            const std::uint64_t these = check_all_executives(plan, options, {1, threads});
            RunResult again = run(plan, options, workspace);
            CHECK(Story{bytes(again.trace), std::move(again.metrics), again.events} ==
                  tell(plan, options, Executive::sequential, 1));
            events += these;
            if (these > 500) ++eventful;
        }
    }
    CHECK(events > 100'000);  // else little was compared
    CHECK(eventful > 100);
}

TEST_CASE("a world in parts is the same story of August 2022, to the last figure",
          "[executives][parts]") {
    const Plan plan = plan_of(std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022");
    for (const std::size_t parts : {1U, 3U}) {
        const auto which = static_cast<std::uint32_t>(parts);
        const RunOptions options{
            .strategy = which % static_cast<std::uint32_t>(plan.scenario().strategies.size()),
            .attacker = which % static_cast<std::uint32_t>(plan.scenario().attackers.size()),
            .world = {.seed = 2022, .replication = parts}};
        const ToldInParts told = tell_in_parts(plan, options, parts, 1);
        CHECK((told.story == tell(plan, options, Executive::sequential, 1)));
        CHECK((parts == 1 ? told.letters == 0 : told.letters > 100));  // else little was exchanged
    }
}

TEST_CASE("a world in parts is the same story of small federations, however these are cut",
          "[executives][parts]") {
    const Folder folder;
    std::uint64_t letters = 0;
    for (std::uint64_t number = 1; number <= 12; ++number) {
        CAPTURE(number);
        test::write(test::random_scenario(number), folder.path());
        const Plan plan = plan_of(folder.path());
        const RunOptions options{.strategy = static_cast<std::uint32_t>(number % 3),
                                 .attacker = static_cast<std::uint32_t>(number % 2),
                                 .world = {.seed = number, .replication = 1}};
        const ToldInParts told = tell_in_parts(plan, options, 2 + number % 3, number);
        if (told.story != tell(plan, options, Executive::sequential, 1)) FAIL("another story");
        letters += told.letters;
    }
    CHECK(letters > 1000);  // else little was exchanged
}

TEST_CASE("who turned to whom, hour by hour, adds up to the books", "[executives][flows]") {
    const Folder folder;
    const auto person_hours = [](Int128 units) {
        return static_cast<double>(units) / (1e3 * 1e6 * 3.6e9);
    };
    constexpr double close = 1e-6;
    double all_served = 0;
    double all_away = 0;
    for (std::uint64_t number = 1; number <= 300; ++number) {
        CAPTURE(number);
        test::write(test::random_scenario(number), folder.path());
        const Plan plan = plan_of(folder.path());
        const RunResult result = run(plan, {.strategy = static_cast<std::uint32_t>(number % 3),
                                            .attacker = static_cast<std::uint32_t>(number % 2),
                                            .world = {.seed = number, .replication = 2}});
        const Flows flows = flows_of(plan, result);
        std::vector<double> from(result.metrics.services.size());
        std::vector<double> to(result.metrics.services.size());
        for (const Flow& flow : flows.flows) {
            for (const Flow::Hour& hour : flow.hours) {
                CHECK(hour.served >= -close);
                CHECK(hour.served <= hour.wanted + close);
                from[flow.from.index()] += hour.served;
                to[flow.to.index()] += hour.served;
                all_served += hour.served;
                all_away += hour.wanted - hour.served;
            }
        }
        for (const Load& load : flows.loads) {
            for (const Load::Hour& hour : load.hours) {
                CHECK(hour.served <= std::max(0.0, hour.capacity - hour.own) + close);
            }
        }
        for (std::size_t s = 0; s < from.size(); ++s) {
            const ServiceFigures& figures = result.metrics.services[s];
            CHECK(std::abs(from[s] - person_hours(figures.served_elsewhere)) < close);
            CHECK(std::abs(to[s] - person_hours(figures.served_others)) < close);
        }
    }
    CHECK(all_served > 1000);  // else little was compared
    CHECK(all_away > 1000);
}
