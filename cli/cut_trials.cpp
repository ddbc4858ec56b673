#include "cli/cut_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::cli {
namespace {

using federation::Federation;
using federation::OrganisationId;
using report::CutTrial;

/// Those of `run` and `compare` with their default seed.
constexpr std::uint32_t worlds = 20;

scenario::Scope within(const Federation& federation, OrganisationId id) {
    scenario::Scope scope;
    scope.kind = scenario::Scope::Kind::organisation;
    scope.which = scenario::Name{federation.of(id).id, {}};
    return scope;
}

std::vector<scenario::Action> actions_of(const Federation& federation,
                                         const graph::AttackCut& cut) {
    std::vector<scenario::Action> actions;
    for (const auto id : cut.links) {
        const auto& link = federation.links[id.index()];
        scenario::CloseLink close;
        close.scope = within(federation, link.organisation);
        close.link = {link.local_name, {}};
        actions.emplace_back(std::move(close));
    }
    for (const auto id : cut.host_groups) {
        const auto& group = federation.host_groups[id.index()];
        scenario::Shutdown isolate;
        isolate.scope = within(federation, group.organisation);
        isolate.scope.hosts.group = scenario::Name{group.local_name, {}};
        isolate.isolate = true;
        actions.emplace_back(std::move(isolate));
    }
    for (const auto& block : cut.techniques) {
        scenario::BlockTechnique technique;
        technique.technique = block.technique;
        technique.scope = within(federation, block.organisation);
        actions.emplace_back(std::move(technique));
    }
    return actions;
}

scenario::Strategy strategy_of(const std::string& name, std::vector<scenario::Action> actions) {
    scenario::Play play;
    play.name = {name, {}};
    play.actions = std::move(actions);
    scenario::Strategy strategy;
    strategy.name = play.name;
    // What is repaired only falls anew, over and over: no host is reached by it that had not been.
    strategy.repair = scenario::Strategy::Repair::none;
    if (!play.actions.empty()) strategy.plays.push_back(std::move(play));
    return strategy;
}

/// A strategy of the plan against a profile, and what it comes to hold in each world.
struct Course {
    std::uint32_t strategy = 0;
    std::uint32_t profile = 0;
    std::vector<std::vector<bool>> held;  ///< by world and HostGroupId
};

void run(const model::Plan& plan, Course& course) {
    for (std::uint32_t world = 0; world < worlds; ++world) {
        const auto result = model::run(plan, {.strategy = course.strategy,
                                              .attacker = course.profile,
                                              .world = {.seed = 1, .replication = world},
                                              .executive = model::Executive::sequential,
                                              .keep_trace = true});
        auto& held = course.held.emplace_back(plan.federation().host_groups.size(), false);
        for (const model::TraceRecord& record : result.trace) {
            const bool is_won = record.what == model::TraceKind::compromised ||
                                record.what == model::TraceKind::entered;
            if (is_won) held[record.subject] = true;
        }
    }
}

/// As many at a time as there are cores; each has a place of its own for what it finds.
void run_all(const model::Plan& plan, std::vector<Course>& courses) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t c = next++; c < courses.size(); c = next++) run(plan, courses[c]);
    };
    const std::size_t threads =
        std::min<std::size_t>(courses.size(), std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.push_back(std::async(std::launch::async, work));
    }
    work();
    for (auto& other : others) other.get();
}

/// In how many worlds the attacker never came to hold any of the groups.
std::uint32_t worlds_kept(const Course& course,
                          const std::vector<federation::HostGroupId>& groups) {
    return static_cast<std::uint32_t>(
        std::count_if(course.held.begin(), course.held.end(), [&](const auto& held) {
            return std::none_of(groups.begin(), groups.end(),
                                [&](federation::HostGroupId group) { return held[group.index()]; });
        }));
}

/// The courses that answer for all cuts; what several cuts have in common is run once.
class Trials {
   public:
    Trials(const scenario::Scenario& scenario, const Federation& federation)
        : tried_(scenario), federation_(federation) {
        tried_.strategies = {strategy_of("nothing", {})};
    }

    void add(const graph::ProfileCut& cut, bool blocks) {
        const graph::AttackCut& answer = blocks ? cut.by_techniques : cut.by_links;
        if (answer.outcome != graph::AttackCut::Outcome::found || answer.size() == 0) return;
        if (blocks && answer.techniques.empty()) return;  // the same answer
        auto actions = actions_of(federation_, answer);
        std::size_t strategy = 1;
        while (strategy < tried_.strategies.size() &&
               tried_.strategies[strategy].plays.front().actions != actions) {
            ++strategy;
        }
        if (strategy == tried_.strategies.size()) {
            tried_.strategies.push_back(
                strategy_of(fmt::format("cut-{}", strategy), std::move(actions)));
        }
        parts_.push_back({&cut, blocks, course(cut.profile, strategy), course(cut.profile, 0)});
    }

    std::vector<CutTrial> carry_out() && {
        std::vector<CutTrial> results;
        if (parts_.empty()) return results;
        const model::Plan plan(std::move(tried_));
        run_all(plan, courses_);
        for (const Part& part : parts_) {
            results.push_back(
                {.profile = part.cut->profile,
                 .target = part.cut->target,
                 .blocks_techniques = part.blocks,
                 .worlds = worlds,
                 .kept = worlds_kept(courses_[part.with], part.cut->reached),
                 .kept_anyway = worlds_kept(courses_[part.without], part.cut->reached)});
        }
        return results;
    }

   private:
    struct Part {
        const graph::ProfileCut* cut;
        bool blocks;
        std::size_t with, without;  ///< courses
    };
    scenario::Scenario tried_;
    const Federation& federation_;
    std::vector<Course> courses_;
    std::vector<Part> parts_;

    std::size_t course(std::uint32_t profile, std::size_t strategy) {
        const auto number = static_cast<std::uint32_t>(strategy);
        const auto known = std::find_if(courses_.begin(), courses_.end(), [&](const Course& c) {
            return c.profile == profile && c.strategy == number;
        });
        if (known != courses_.end()) return static_cast<std::size_t>(known - courses_.begin());
        courses_.push_back({number, profile, {}});
        return courses_.size() - 1;
    }
};

}  // namespace

std::vector<CutTrial> try_cuts(const scenario::Scenario& scenario, const Federation& federation,
                               const std::vector<graph::ProfileCut>& cuts) {
    Trials trials(scenario, federation);
    for (const graph::ProfileCut& cut : cuts) {
        for (const bool blocks : {false, true}) trials.add(cut, blocks);
    }
    return std::move(trials).carry_out();
}

}  // namespace kammerspiel::cli
