#include "sim/import/book_writer.hpp"

#include <fmt/format.h>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include <algorithm>
#include <set>

#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::inventories {
namespace {

using Pairs = std::vector<std::string>;

/// So that nothing in it can mean something to YAML.
std::string quoted(const std::string& text) {
    YAML::Emitter yaml;
    yaml << YAML::DoubleQuoted << harmless(text, text.size());
    return {yaml.c_str(), yaml.size()};
}

std::string in_braces(const Pairs& pairs) { return fmt::format("{{{}}}", fmt::join(pairs, ", ")); }

std::string clean_cell(const std::string& text) { return csv_cell(harmless(text, text.size())); }

class BookWriter {
   public:
    BookWriter(const std::vector<BookOrganisation>& organisations,
               const std::map<std::string, BookType>& types, std::string file, const Text& text)
        : organisations_(organisations), types_(types), file_(std::move(file)), text_(text) {}

    BookFederation write() {
        BookFederation made;
        made.organisations = organisations_.size();
        made.organisations_csv = table();
        made.federation_yaml = federation();
        made.has_wan = has_wan_;
        made.has_backups = has_backups_;
        tell_story(made);
        return made;
    }

   private:
    const std::vector<BookOrganisation>& organisations_;
    const std::map<std::string, BookType>& types_;
    std::string file_;
    const Text& text_;
    bool has_wan_ = false;
    bool has_backups_ = false;

    /// Of most organisations; the first of those that have as many.
    [[nodiscard]] std::string table_type() const {
        std::map<std::string, std::size_t> count;
        for (const BookOrganisation& one : organisations_) ++count[one.type];
        std::string best = organisations_.front().type;
        for (const BookOrganisation& one : organisations_) {
            if (count[one.type] > count[best]) best = one.type;
        }
        return best;
    }

    [[nodiscard]] std::string table() const {
        const std::string type = table_type();
        std::set<std::string> services;
        for (const BookOrganisation& one : organisations_) {
            if (one.type != type) continue;
            for (const auto& [service, places] : one.capacities) services.insert(service);
        }
        std::string csv = "id,name,city,region,members,staff";
        for (const std::string& service : services) csv += ",capacity." + service;
        csv += "\n";
        for (const BookOrganisation& one : organisations_) {
            if (one.type != type) continue;
            csv += fmt::format("{},{},{},{},{:.0f},{}", one.id, clean_cell(one.name),
                               clean_cell(one.city), one.region, one.members, one.staff);
            for (const std::string& service : services) {
                const auto places = one.capacities.find(service);
                csv += places == one.capacities.end() ? "," : fmt::format(",{}", places->second);
            }
            csv += "\n";
        }
        return csv;
    }

    [[nodiscard]] std::string federation() {
        const std::string usual = table_type();
        std::string yaml = fmt::format(
            "# {}\norganisations:\n  from: organisations.csv\n"
            "  template: {}\n",
            text_("book.heading", {{"file", harmless(file_, 100)}}), usual);
        bool is_first = true;
        for (const BookOrganisation& one : organisations_) {
            if (one.type == usual) continue;
            if (is_first) yaml += "  also:\n";
            is_first = false;
            Pairs pairs{"template: " + one.type, "region: " + one.region,
                        fmt::format("members: {:.0f}", one.members),
                        fmt::format("staff: {}", one.staff)};
            if (!one.city.empty()) pairs.insert(pairs.begin(), "city: " + quoted(one.city));
            if (!one.name.empty()) pairs.insert(pairs.begin(), "name: " + quoted(one.name));
            if (!one.capacities.empty()) {
                Pairs places;
                for (const auto& [service, count] : one.capacities) {
                    places.push_back(fmt::format("{}: {}", service, count));
                }
                pairs.push_back("capacities: " + in_braces(places));
            }
            yaml += fmt::format("    {}: {}\n", one.id, in_braces(pairs));
        }
        yaml += "\ntemplates:\n";
        for (const auto& [name, type] : types_) {
            const bool is_used =
                std::any_of(organisations_.begin(), organisations_.end(),
                            [&n = name](const auto& one) { return one.type == n; });
            if (is_used) yaml += inside(name, type);
        }
        return yaml;
    }

    /// The name of the link to each organisation that this type needs; most are reached over `wan`.
    static std::map<std::string, std::string> links_of(const BookType& type) {
        std::map<std::string, std::size_t> count;
        const auto add = [&](const std::vector<BookNeed>& needs) {
            for (const BookNeed& need : needs) {
                if (!need.provider.empty()) ++count[need.provider];
            }
        };
        for (const BookGroup& one : type.groups) add(one.needs);
        for (const BookService& one : type.services) add(one.needs);
        const auto most =
            std::max_element(count.begin(), count.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        std::map<std::string, std::string> links;
        for (const auto& [provider, times] : count) {
            links[provider] = provider == most->first ? "wan" : "wan-" + provider;
        }
        return links;
    }

    std::string inside(const std::string& name, const BookType& type) {
        const auto links = links_of(type);
        has_wan_ = has_wan_ || !links.empty();
        std::string yaml = fmt::format("  {}:\n", name);
        if (!type.groups.empty()) yaml += "    host_groups:\n";
        for (const BookGroup& group : type.groups) {
            has_backups_ = has_backups_ || group.kind == scenario::HostKind::backup;
            Pairs pairs{fmt::format("kind: {}", word_of(group.kind))};
            if (group.per_staff) {
                pairs.push_back(fmt::format("per_staff: {}", *group.per_staff));
            } else {
                pairs.push_back(fmt::format("count: {:.0f}", group.count.value_or(1)));
            }
            pairs.push_back("zone: " + group.zone);
            pairs.push_back("realm: own");
            if (!group.needs.empty()) pairs.push_back("needs: " + list(group.needs, links));
            yaml += fmt::format("      {}: {}\n", group.name, in_braces(pairs));
        }
        yaml += "    links:\n      uplink: {to: internet}\n";
        for (const auto& [provider, link] : links) {
            yaml += fmt::format("      {}: {{to: {}}}\n", link, provider);
        }
        yaml += fmt::format("    crews:\n      it: {{per_staff: 0.02, at_least: 1}}  # {}\n",
                            text_("import.comment.crew"));
        if (!type.services.empty()) yaml += "    services:\n";
        for (const BookService& service : type.services) yaml += one(service, links);
        return yaml;
    }

    static std::string one(const BookService& service,
                           const std::map<std::string, std::string>& links) {
        std::string yaml = fmt::format("      {}:\n", service.name);
        const auto line = [&](std::string_view key, const std::string& value) {
            if (!value.empty()) yaml += fmt::format("        {}: {}\n", key, value);
        };
        line("title", service.title.empty() ? "" : quoted(service.title));
        line("needs", list(service.needs, links));
        if (service.share) {
            Pairs demand{fmt::format("share: {}", *service.share), "profile: " + service.profile};
            if (service.waits) demand.emplace_back("kind: deferrable");
            if (service.waits) {
                demand.push_back("patience: " +
                                 (service.patience.empty() ? "1d" : service.patience));
            }
            line("demand", in_braces(demand));
        }
        if (service.elsewhere) {
            line("elsewhere",
                 fmt::format("{{to: {{}}, share: {}, after: 1h}}", *service.elsewhere));
        }
        line("mtpd", service.mtpd);
        line("rto", service.rto);
        return yaml;
    }

    static std::string in_words(const BookNeed& need,
                                const std::map<std::string, std::string>& links) {
        Pairs options;
        if (!need.provider.empty()) options.push_back("over: " + links.at(need.provider));
        if (!need.grace.empty()) options.push_back("grace: " + need.grace);
        const std::string name =
            need.provider.empty() ? need.name : need.provider + "/" + need.name;
        return options.empty() ? name : fmt::format("{{{}: {}}}", name, in_braces(options));
    }

    static std::string list(const std::vector<BookNeed>& needs,
                            const std::map<std::string, std::string>& links) {
        Pairs all;
        std::set<std::string> done;
        for (const BookNeed& need : needs) {
            if (need.alternative.empty()) {
                all.push_back(in_words(need, links));
                continue;
            }
            if (!done.insert(need.alternative).second) continue;
            Pairs any;
            for (const BookNeed& other : needs) {
                if (other.alternative == need.alternative) any.push_back(in_words(other, links));
            }
            all.push_back(fmt::format("{{any_of: [{}]}}", fmt::join(any, ", ")));
        }
        return fmt::format("[{}]", fmt::join(all, ", "));
    }

    /// Where most depend on somebody, it begins there.
    void tell_story(BookFederation& made) const {
        std::map<std::string, std::size_t> depend;
        for (const BookOrganisation& one : organisations_) {
            for (const auto& [provider, link] : links_of(types_.at(one.type))) ++depend[provider];
        }
        const BookOrganisation* seat = &organisations_.front();
        for (const BookOrganisation& one : organisations_) {
            if (depend[one.id] > depend[seat->id]) seat = &one;
        }
        made.seat = seat->id;
        const BookType& type = types_.at(seat->type);
        const auto first_of = [&](scenario::HostKind kind) {
            const auto found = std::find_if(type.groups.begin(), type.groups.end(),
                                            [&](const BookGroup& one) { return one.kind == kind; });
            return found == type.groups.end() ? std::string() : found->name;
        };
        made.entry_group = first_of(scenario::HostKind::workstation);
        made.odd_group = first_of(scenario::HostKind::server);
        if (made.entry_group.empty() && !type.groups.empty()) {
            made.entry_group = type.groups.front().name;
        }
        if (made.odd_group.empty()) made.odd_group = made.entry_group;
        std::set<std::string> seen;
        for (const BookOrganisation& one : organisations_) {
            for (const BookService& service : types_.at(one.type).services) {
                if (service.share && seen.insert(service.name).second) {
                    made.services.push_back(service.name);
                }
            }
        }
    }
};

}  // namespace

const BookGroup* BookType::group(const std::string& name) const {
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const BookGroup& one) { return one.name == name; });
    return found == groups.end() ? nullptr : &*found;
}

const BookService* BookType::service(const std::string& name) const {
    const auto found = std::find_if(services.begin(), services.end(),
                                    [&](const BookService& one) { return one.name == name; });
    return found == services.end() ? nullptr : &*found;
}

std::vector<BookNeed>* BookType::needs_of(const std::string& name) {
    for (BookGroup& one : groups) {
        if (one.name == name) return &one.needs;
    }
    for (BookService& one : services) {
        if (one.name == name) return &one.needs;
    }
    return nullptr;
}

BookFederation written_book(const std::vector<BookOrganisation>& organisations,
                            const std::map<std::string, BookType>& types, const std::string& file,
                            const Text& text) {
    return BookWriter(organisations, types, file, text).write();
}

}  // namespace kammerspiel::inventories
