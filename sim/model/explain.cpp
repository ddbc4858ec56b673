#include "kammerspiel/model/explain.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kammerspiel/kernel/sequential.hpp"
#include "sim/model/agreeing.hpp"
#include "sim/model/carry_out.hpp"

namespace kammerspiel::model {
namespace {

using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;
using federation::OrganisationId;

using Chain = std::vector<TraceRecord>;

/// Records by what a Cause points at.
class Records {
   public:
    explicit Records(const std::vector<TraceRecord>& trace) {
        for (const TraceRecord& record : trace) {
            by_cause_.emplace(Cause{record.process, record.number}, &record);
        }
    }
    Chain back_from(Cause cause) const {
        Chain chain;
        for (auto at = by_cause_.find(cause); at != by_cause_.end();
             at = by_cause_.find(at->second->cause)) {
            chain.push_back(*at->second);
        }
        return chain;
    }

   private:
    std::map<Cause, const TraceRecord*> by_cause_;
};

class Explainer {
   public:
    Explainer(const PlanData& plan, const WorldState& world, const Records& records)
        : plan_(plan), world_(world), records_(records) {}

    // The depth is bounded: nothing is told twice.
    // NOLINTNEXTLINE(misc-no-recursion)
    Reason of(OrganisationId id, NodeIndex node) {
        const NodeMeaning what = plan_.federation.meaning(id, node);
        if (what.kind == NodeMeaning::Kind::view) {
            const auto& view = plan_.federation.views_of(id)[what.position];
            return of(view.organisation, view.node);
        }
        Reason reason;
        reason.what = standing(id, node, what);
        reason.is_told = !told_.insert({id.value, node.value}).second;
        if (!reason.is_told) add_lacks(reason, id, plan_.federation.needs_of(id, node));
        return reason;
    }

   private:
    const PlanData& plan_;
    const WorldState& world_;
    const Records& records_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> told_;

    const federation::Organisation& info(OrganisationId id) const {
        return plan_.federation.of(id);
    }

    Standing standing(OrganisationId id, NodeIndex node, NodeMeaning what) const {
        const OrganisationState& state = world_.organisation(id);
        Standing standing;
        standing.level = PartsPerMillion::at(state.levels[node.index()].actual());
        standing.chain = records_.back_from(state.causes[node.index()]);
        switch (what.kind) {
            case NodeMeaning::Kind::host_group:
                standing.kind = Standing::Kind::host_group;
                standing.id = info(id).host_groups[what.position].value;
                standing.hosts = state.groups[what.position].counts;
                break;
            case NodeMeaning::Kind::service:
                standing.kind = Standing::Kind::service;
                standing.id = info(id).services[what.position].value;
                standing.is_running = state.services[what.position].running;
                standing.is_starting = state.services[what.position].starting;
                standing.stage = state.services[what.position].back.stage;
                break;
            case NodeMeaning::Kind::link:
                standing.kind = Standing::Kind::link;
                standing.id = info(id).links[what.position].value;
                standing.is_open = state.links[what.position].open;
                break;
            case NodeMeaning::Kind::view: broken("a view was followed to another view");
        }
        return standing;
    }

    bool is_below(OrganisationId id, NodeIndex node) const {
        return world_.organisation(id).levels[node.index()].actual() <
               PartsPerMillion::full().count();
    }

    /// Goes through a need: parts of lists are gone into, parts of alternatives are put together.
    // NOLINTNEXTLINE(misc-no-recursion)
    void add_lacks(Reason& reason, OrganisationId id, federation::NeedRange range) {
        const auto nodes = plan_.federation.need(range);
        for (std::size_t i = 0; i < nodes.size();) {
            const NeedNode& need = nodes[i];
            const bool counts =
                need.counts != NeedNode::Counts::to_start || !reason.what.is_running;
            if (need.op == scenario::Need::Op::reference) {
                if (counts) add_reference(reason, id, need);
            } else if (need.op == scenario::Need::Op::any_of ||
                       need.op == scenario::Need::Op::at_least) {
                reason.alternatives = true;
                reason.enough = std::max(1U, need.at_least);
            }
            ++i;
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    void add_reference(Reason& reason, OrganisationId id, const NeedNode& need) {
        if (is_below(id, need.of)) reason.lacks.push_back(of(id, need.of));
        if (need.over && is_below(id, *need.over)) reason.lacks.push_back(of(id, *need.over));
    }
};

}  // namespace

Explanation explain(const Plan& plan, const RunOptions& options, federation::ServiceId service,
                    SimTime at) {
    const PlanData& data = plan.data();
    RunOptions told = options;
    told.keep_trace = true;
    const Setup setup = agreeing(setup_of(plan.data(), told), options.stop);
    kernel::Sequential<WorldState> kernel(WorldState(setup), data.latency);
    schedule_initial_events(kernel);
    (void)run_until(kernel, std::min(at + Duration::micros(1), data.horizon), options.stop);

    Explanation explanation;
    explanation.at = at;
    WorldState world = kernel.model();
    explanation.run.trace = world.take_trace();
    explanation.run.events = kernel.progress().events;
    const Records records(explanation.run.trace);
    const auto& info = data.federation.services[service.index()];
    const NodeIndex node = data.federation.of(info.organisation).node(service);
    explanation.reason = Explainer(data, kernel.model(), records).of(info.organisation, node);
    return explanation;
}

}  // namespace kammerspiel::model
