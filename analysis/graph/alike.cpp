#include "kammerspiel/graph/alike.hpp"

#include <fmt/format.h>

#include <iterator>
#include <unordered_map>

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;
using federation::OrganisationId;

/// Everything of an organisation's needs, written down with local names.
class Description {
   public:
    Description(const Federation& federation, OrganisationId id)
        : federation_(federation), id_(id), organisation_(federation.of(id)) {
        const std::uint32_t own = organisation_.nodes() - organisation_.views;
        for (std::uint32_t n = 0; n < own; ++n) {
            name(NodeIndex{n});
            for (const NeedNode& need : federation_.need(federation_.needs_of(id_, NodeIndex{n}))) {
                write(need);
            }
            text_ += '\n';
        }
        for (std::uint32_t s = 0; s < organisation_.services.count; ++s) {
            const auto& service = federation_.services[organisation_.services[s].index()];
            put("d{}u{}", service.demand.has_value(), service.up_from.count());
            if (!service.fallback) continue;
            put("f{}a{}m{}", service.fallback->capacity.value(), service.fallback->automatic,
                service.fallback->at_most ? service.fallback->at_most->count() : -1);
        }
    }

    std::string&& take() { return std::move(text_); }

   private:
    const Federation& federation_;
    OrganisationId id_;
    const federation::Organisation& organisation_;
    std::string text_;

    template <class... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    }

    void name(NodeIndex node) {
        const NodeMeaning what = federation_.meaning(id_, node);
        switch (what.kind) {
            case NodeMeaning::Kind::host_group: {
                const auto& group =
                    federation_.host_groups[organisation_.host_groups[what.position].index()];
                return put("g{}:{}", static_cast<int>(group.kind), group.local_name);
            }
            case NodeMeaning::Kind::service:
                return put(
                    "s{}",
                    federation_.services[organisation_.services[what.position].index()].local_name);
            case NodeMeaning::Kind::link: {
                const auto& link = federation_.links[organisation_.links[what.position].index()];
                return put("l{}>{}", link.local_name,
                           link.to ? federation_.of(*link.to).id : std::string());
            }
            case NodeMeaning::Kind::view: return put("v{}", federation_.name_of(id_, node));
        }
    }

    void write(const NeedNode& need) {
        put("|{}.{}.{}.{}.{}.{}.{}", static_cast<int>(need.op), static_cast<int>(need.counts),
            need.children, need.at_least, need.grace.count(), need.enough, need.floor);
        if (need.op == scenario::Need::Op::reference) name(need.of);
        if (need.over) name(*need.over);
        if (need.op != scenario::Need::Op::weighted) return;
        for (std::uint32_t i = 0; i < need.children; ++i) {
            put(",{}", federation_.weights[need.first_weight + i]);
        }
    }
};

}  // namespace

Alike alike_organisations(const Federation& federation) {
    Alike result;
    std::unordered_map<std::string, std::uint32_t> classes;
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        const OrganisationId id{o};
        const auto [at, is_new] = classes.try_emplace(Description(federation, id).take(),
                                                      static_cast<std::uint32_t>(classes.size()));
        if (is_new) {
            result.first_of.push_back(id);
            result.members_of.push_back(0);
        }
        result.class_of.push_back(at->second);
        ++result.members_of[at->second];
    }
    return result;
}

}  // namespace kammerspiel::graph
