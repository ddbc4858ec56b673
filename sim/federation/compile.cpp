#include "kammerspiel/federation/compile.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace kammerspiel::federation {
namespace {

/// Interns words: the number of a word is the order of its first use.
class InternedNames {
   public:
    explicit InternedNames(std::vector<std::string>& words) : words_(words) {}
    std::uint32_t number(const std::string& word) {
        const auto [at, is_new] =
            numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
        if (is_new) words_.push_back(word);
        return at->second;
    }

   private:
    std::vector<std::string>& words_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

class Compiler {
   public:
    /// `compiled` is called when all needs of an organisation have been read.
    Compiler(const scenario::Scenario& scenario, std::function<void(std::size_t)> compiled)
        : scenario_(scenario), compiled_(std::move(compiled)) {}

    Federation compile() {
        add_regions();
        collect_specialists();
        for (const auto& written : scenario_.organisations) add_organisation(written);
        for (std::size_t i = 0; i < scenario_.organisations.size(); ++i) {
            add_needs(OrganisationId{i});
            compiled_(i);
        }
        for (std::size_t i = 0; i < result_.organisations.size(); ++i) {
            add_dependents(OrganisationId{i});
        }
        add_subscribers();
        return std::move(result_);
    }

   private:
    const scenario::Scenario& scenario_;
    std::function<void(std::size_t organisation)> compiled_;
    Federation result_;
    InternedNames zones_{result_.zones};
    InternedNames realms_{result_.realms};
    InternedNames profiles_{result_.profiles};
    std::map<std::string, RegionId> regions_;
    std::set<std::string> specialists_;  ///< crews, `organisation/crew`
    std::unordered_map<std::string, OrganisationId> organisations_;
    /// Nodes other than views, by `organisation/name`.
    std::unordered_map<std::string, NodeIndex> nodes_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> views_here_;

    void add_regions() {
        for (const auto& organisation : scenario_.organisations) {
            regions_.try_emplace(organisation.region.text);
        }
        for (auto& [code, id] : regions_) {
            id = RegionId{result_.regions.size()};
            result_.regions.push_back({.code = code});
        }
    }

    void add_organisation(const scenario::Organisation& written) {
        const OrganisationId id{result_.organisations.size()};
        organisations_.emplace(written.id.text, id);
        Organisation organisation{.id = written.id.text,
                                  .key = key_of(written),
                                  .name = written.name,
                                  .city = written.city,
                                  .region = regions_.at(written.region.text),
                                  .latitude = written.latitude,
                                  .longitude = written.longitude,
                                  .members = written.members,
                                  .staff = written.staff,
                                  .place = written.id.place};
        organisation.host_groups.first = size_of(result_.host_groups);
        for (const auto& group : written.host_groups) add_host_group(id, written, group);
        organisation.host_groups.count = size_of(written.host_groups);
        organisation.services.first = size_of(result_.services);
        for (const auto& service : written.services) add_service(id, written, service);
        organisation.services.count = size_of(written.services);
        organisation.links.first = size_of(result_.links);
        for (const auto& link : written.links) {
            result_.links.push_back({.name = written.id.text + "/" + link.name.text,
                                     .local_name = link.name.text,
                                     .key = key_of(written) + "/" + key_of(link),
                                     .organisation = id,
                                     .place = link.name.place});
        }
        organisation.links.count = size_of(written.links);
        organisation.crews.first = size_of(result_.crews);
        for (const auto& crew : written.crews) add_crew(id, written, crew);
        organisation.crews.count = size_of(written.crews);
        result_.organisations.push_back(std::move(organisation));
        name_nodes(id);
    }

    void add_host_group(OrganisationId id, const scenario::Organisation& written,
                        const scenario::HostGroup& group) {
        HostGroup compiled{.name = written.id.text + "/" + group.name.text,
                           .local_name = group.name.text,
                           .key = key_of(written) + "/" + key_of(group),
                           .organisation = id,
                           .kind = group.kind,
                           .count = group.count,
                           .zone = ZoneId{zones_.number(group.zone.text)},
                           .backup_interval = group.backup_interval,
                           .offline = group.offline,
                           .place = group.name.place};
        if (group.realm) {
            // `own` is every organisation's own directory; other names are shared.
            const std::string& realm = group.realm->text;
            compiled.realm =
                RealmId{realms_.number(realm == "own" ? written.id.text + "/own" : realm)};
        }
        for (const auto& tag : group.tags) compiled.tags.push_back(tag.text);
        for (const auto& zone : group.reachable_from) {
            compiled.reachable_from.push_back(ZoneId{zones_.number(zone.text)});
        }
        result_.host_groups.push_back(std::move(compiled));
    }

    void add_service(OrganisationId id, const scenario::Organisation& written,
                     const scenario::Service& service) {
        Service compiled{
            .name = written.id.text + "/" + service.name.text,
            .local_name = service.name.text,
            .key = key_of(written) + "/" + key_of(service),
            .title = service.title,
            .organisation = id,
            .demand = service.demand,
            .start_time = std::max(service.start_time, 2 * scenario_.coordination_latency),
            .up_from = PartsPerMillion::of(service.up_from),
            .mtpd = service.mtpd,
            .rto = service.rto,
            .rpo = service.rpo,
            .fallback = service.fallback,
            .capacity = service.capacity,
            .place = service.name.place};
        if (service.demand) compiled.profile = profiles_.number(service.demand->profile.text);
        result_.services.push_back(std::move(compiled));
    }

    void add_crew(OrganisationId id, const scenario::Organisation& written,
                  const scenario::Crew& crew) {
        result_.crews.push_back(
            {.name = written.id.text + "/" + crew.name.text,
             .key = key_of(written) + "/" + key_of(crew),
             .organisation = id,
             .people = crew.people,
             .shift = crew.shift,
             .kinds = is_for_services(written, crew) ? HostKinds{} : kinds_of(crew.kinds)});
    }

    /// Whether a stage of recovery names the crew, and it says nothing of hosts: specialists.
    bool is_for_services(const scenario::Organisation& owner, const scenario::Crew& crew) const {
        return crew.kinds.empty() && specialists_.contains(owner.id.text + "/" + crew.name.text);
    }

    void collect_specialists() {
        const auto add = [&](const scenario::Organisation& own,
                             const std::optional<scenario::Name>& by) {
            if (!by) return;
            const bool is_own = by->text.find('/') == std::string::npos;
            specialists_.insert(is_own ? own.id.text + "/" + by->text : by->text);
        };
        for (const scenario::Organisation& own : scenario_.organisations) {
            if (scenario_.accounts) add(own, scenario_.accounts->by);
            for (const scenario::Service& service : own.services) {
                if (!service.recovery) continue;
                if (service.recovery->work) add(own, service.recovery->work->by);
                if (service.recovery->interim) add(own, service.recovery->interim->by);
                if (service.recovery->accept) add(own, service.recovery->accept->by);
            }
        }
    }

    void name_nodes(OrganisationId id) {
        const Organisation& organisation = result_.of(id);
        for (std::uint32_t i = 0; i < organisation.host_groups.count; ++i) {
            const auto group = organisation.host_groups[i];
            nodes_.emplace(result_.host_groups[group.index()].name, organisation.node(group));
        }
        for (std::uint32_t i = 0; i < organisation.services.count; ++i) {
            const auto service = organisation.services[i];
            nodes_.emplace(result_.services[service.index()].name, organisation.node(service));
        }
        for (std::uint32_t i = 0; i < organisation.links.count; ++i) {
            const auto link = organisation.links[i];
            nodes_.emplace(result_.links[link.index()].name, organisation.node(link));
        }
    }

    void add_needs(OrganisationId id) {
        const scenario::Organisation& written = scenario_.organisations[id.index()];
        const Organisation organisation = result_.of(id);
        add_views(id, written);
        for (std::uint32_t i = 0; i < organisation.host_groups.count; ++i) {
            auto& group = result_.host_groups[organisation.host_groups.first + i];
            const auto& from = written.host_groups[i];
            if (from.needs) group.needs = flatten(id, *from.needs, from.starts_without);
        }
        for (std::uint32_t i = 0; i < organisation.services.count; ++i) {
            auto& service = result_.services[organisation.services.first + i];
            service.needs =
                flatten(id, written.services[i].needs, written.services[i].starts_without);
        }
        for (std::uint32_t i = 0; i < organisation.links.count; ++i) {
            auto& link = result_.links[organisation.links.first + i];
            const auto& from = written.links[i];
            if (from.to) link.to = organisations_.at(from.to->text);
            if (from.needs) link.needs = flatten(id, *from.needs, from.starts_without);
        }
    }

    /// Of what others have, by their order and not by that of the needs that name it.
    void add_views(OrganisationId id, const scenario::Organisation& written) {
        views_here_.clear();
        result_.organisations[id.index()].first_view = size_of(result_.views);
        for (const auto& group : written.host_groups) {
            if (group.needs) note_views(id, *group.needs);
        }
        for (const auto& service : written.services) note_views(id, service.needs);
        for (const auto& link : written.links) {
            if (link.needs) note_views(id, *link.needs);
        }
        for (auto& [what, view] : views_here_) {
            view = result_.organisations[id.index()].views++;
            result_.views.push_back(
                {.organisation = OrganisationId{what.first}, .node = NodeIndex{what.second}});
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): as `append`
    void note_views(OrganisationId id, const scenario::Need& need) {
        for (const auto& child : need.children) note_views(id, child);
        if (need.op != scenario::Need::Op::reference) return;
        const auto there = elsewhere(id, need.of);
        if (there) views_here_.try_emplace({there->organisation.value, there->node.value});
    }

    /// What the name stands for, where another organisation has it.
    std::optional<View> elsewhere(OrganisationId id, const scenario::Name& name) const {
        const auto slash = name.text.find('/');
        if (slash == std::string::npos) return std::nullopt;
        const auto provider = organisations_.find(name.text.substr(0, slash));
        const auto node = nodes_.find(name.text);
        ensure(provider != organisations_.end() && node != nodes_.end(),
               "{}: nothing is called '{}'", result_.of(id).id, name.text);
        if (provider->second == id) return std::nullopt;
        return View{.organisation = provider->second, .node = node->second};
    }

    NeedRange flatten(OrganisationId id, const scenario::Need& need,
                      const std::vector<scenario::Name>& starts_without) {
        const std::uint32_t first = size_of(result_.needs);
        append(id, need, starts_without);
        return {first, size_of(result_.needs) - first};
    }

    // The depth of a need is limited by the loader's limit on nesting.
    // NOLINTNEXTLINE(misc-no-recursion)
    void append(OrganisationId id, const scenario::Need& need,
                const std::vector<scenario::Name>& starts_without) {
        const std::uint32_t at = size_of(result_.needs);
        NeedNode node{.op = need.op,
                      .children = size_of(need.children),
                      .at_least = need.at_least,
                      .first_weight = size_of(result_.weights)};
        if (need.to_start) node.counts = NeedNode::Counts::to_start;
        if (need.op == scenario::Need::Op::reference) {
            node.of = resolve(id, need.of);
            const bool only_running = std::find(starts_without.begin(), starts_without.end(),
                                                need.of) != starts_without.end();
            if (only_running) node.counts = NeedNode::Counts::running;
        }
        if (need.over) node.over = own_node(id, *need.over);
        if (need.grace && *need.grace > Duration::zero()) {
            node.grace = *need.grace;
            node.grace_slot = result_.organisations[id.index()].grace_slots++;
        }
        if (need.enough) node.enough = PartsPerMillion::of(*need.enough).count();
        if (need.floor) node.floor = PartsPerMillion::of(*need.floor).count();
        add_weights(need);
        result_.needs.push_back(node);
        for (const auto& child : need.children) append(id, child, starts_without);
        result_.needs[at].size = size_of(result_.needs) - at;
    }

    /// Rounded so that they make up the whole: what is left over goes to the largest, of equals to
    /// the first by name.
    void add_weights(const scenario::Need& need) {
        if (need.weights.empty()) return;
        const std::size_t first = result_.weights.size();
        std::int32_t left = PartsPerMillion::full().count();
        std::size_t largest = 0;
        for (std::size_t i = 0; i < need.weights.size(); ++i) {
            result_.weights.push_back(PartsPerMillion::of(need.weights[i]).count());
            left -= result_.weights.back();
            const std::int32_t most = result_.weights[first + largest];
            const bool is_first_by_name = need.children[i].of.text < need.children[largest].of.text;
            if (result_.weights.back() > most ||
                (result_.weights.back() == most && is_first_by_name)) {
                largest = i;
            }
        }
        result_.weights[first + largest] += left;
    }

    NodeIndex own_node(OrganisationId id, const scenario::Name& name) const {
        const auto found = nodes_.find(result_.of(id).id + "/" + name.text);
        ensure(found != nodes_.end(), "{}: nothing is called '{}'", result_.of(id).id, name.text);
        return found->second;
    }

    NodeIndex resolve(OrganisationId id, const scenario::Name& name) const {
        if (const auto there = elsewhere(id, name)) {
            return result_.of(id).view_node(
                views_here_.at({there->organisation.value, there->node.value}));
        }
        const auto slash = name.text.find('/');
        return slash == std::string::npos ? own_node(id, name) : nodes_.at(name.text);
    }

    void add_dependents(OrganisationId id) {
        const Organisation& organisation = result_.of(id);
        std::vector<std::set<std::uint32_t>> dependents(organisation.nodes());
        result_.first_node.push_back(size_of(result_.dependents_by_node));
        result_.needs_by_node.resize(result_.needs_by_node.size() + organisation.nodes());
        const auto note = [&](NodeIndex dependent, NeedRange needs) {
            result_.needs_by_node[result_.first_node.back() + dependent.index()] = needs;
            for (const NeedNode& node : result_.need(needs)) {
                if (node.op == scenario::Need::Op::reference) {
                    dependents[node.of.index()].insert(dependent.value);
                }
                if (node.over) dependents[node.over->index()].insert(dependent.value);
            }
        };
        for (std::uint32_t i = 0; i < organisation.host_groups.count; ++i) {
            const auto group = organisation.host_groups[i];
            note(organisation.node(group), result_.host_groups[group.index()].needs);
        }
        for (std::uint32_t i = 0; i < organisation.services.count; ++i) {
            const auto service = organisation.services[i];
            note(organisation.node(service), result_.services[service.index()].needs);
        }
        for (std::uint32_t i = 0; i < organisation.links.count; ++i) {
            const auto link = organisation.links[i];
            note(organisation.node(link), result_.links[link.index()].needs);
        }
        for (const auto& of_node : dependents) {
            result_.dependents_by_node.push_back({size_of(result_.dependents), size_of(of_node)});
            result_.dependents.insert(result_.dependents.end(), of_node.begin(), of_node.end());
        }
    }

    void add_subscribers() {
        std::vector<std::vector<Subscriber>> by_provider(result_.organisations.size());
        for (std::size_t i = 0; i < result_.organisations.size(); ++i) {
            const OrganisationId id{i};
            const auto views = result_.views_of(id);
            for (std::uint32_t v = 0; v < views.size(); ++v) {
                by_provider[views[v].organisation.index()].push_back(
                    {.node = views[v].node,
                     .organisation = id,
                     .view = result_.of(id).view_node(v)});
            }
        }
        for (std::size_t i = 0; i < by_provider.size(); ++i) {
            auto& list = by_provider[i];
            std::stable_sort(list.begin(), list.end(),
                             [](const auto& a, const auto& b) { return a.node < b.node; });
            result_.organisations[i].first_subscriber = size_of(result_.subscribers);
            result_.organisations[i].subscribers = size_of(list);
            result_.subscribers.insert(result_.subscribers.end(), list.begin(), list.end());
        }
    }

    template <class Container>
    static std::uint32_t size_of(const Container& container) {
        return static_cast<std::uint32_t>(container.size());
    }
};

}  // namespace

Federation compile(const scenario::Scenario& scenario) {
    return Compiler(scenario, [](std::size_t) {}).compile();
}

Federation compile_and_release(scenario::Scenario& scenario) {
    const auto release = [&scenario](std::size_t organisation) {
        scenario::Organisation& written = scenario.organisations[organisation];
        for (auto& group : written.host_groups) group.needs.reset();
        for (auto& service : written.services) service.needs = scenario::Need{};
        for (auto& link : written.links) link.needs.reset();
    };
    return Compiler(scenario, release).compile();
}

}  // namespace kammerspiel::federation
