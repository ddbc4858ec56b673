#include <fmt/format.h>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include <array>
#include <charconv>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/import/import.hpp"

namespace kammerspiel::inventories {
namespace {

using namespace scenario;

/// Writes the description in the order and the style of the shipped federations: what belongs to
/// one thing in one line, but for services, which take several.
class Writer {
   public:
    Writer(const Imported& imported, const Text& text) : imported_(imported), text_(text) {}

    std::string write() {
        constexpr std::size_t indent = 2;
        yaml_.SetIndent(indent);
        yaml_ << YAML::Comment(heading()) << YAML::Newline;
        yaml_ << YAML::BeginMap;
        key("organisations") << YAML::BeginMap;
        key("also") << YAML::BeginMap;
        for (std::size_t o = 0; o < imported_.organisations.size(); ++o) organisation(o);
        yaml_ << YAML::EndMap << YAML::EndMap;
        key("templates") << YAML::BeginMap;
        for (std::size_t o = 0; o < imported_.organisations.size(); ++o) inside(o);
        yaml_ << YAML::EndMap << YAML::EndMap;
        return std::string(yaml_.c_str(), yaml_.size()) + "\n";
    }

   private:
    const Imported& imported_;
    const Text& text_;
    YAML::Emitter yaml_;

    std::string heading() const {
        std::vector<std::string> files;
        constexpr std::size_t longest = 100;
        for (const std::string& file : imported_.sources) files.push_back(harmless(file, longest));
        return text_("import.heading", {{"files", files}});
    }

    YAML::Emitter& key(std::string_view name) {
        return yaml_ << YAML::Key << std::string(name) << YAML::Value;
    }
    void plain(std::string_view name, std::string_view value) { key(name) << std::string(value); }
    /// What people wrote is quoted, so that nothing in it can mean something to YAML.
    void quoted(std::string_view name, const std::string& value) {
        if (!value.empty()) key(name) << YAML::DoubleQuoted << value;
    }
    /// With as many digits as it takes to read it back, and without an exponent.
    void figure(std::string_view name, double value) {
        std::array<char, 400> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                           std::chars_format::fixed);
        plain(name, std::string(digits.data(), written.ptr));
    }
    void figure(std::string_view name, std::uint64_t value) {
        plain(name, fmt::format("{}", value));
    }
    template <class Value>
    void figure(std::string_view name, const std::optional<Value>& value) {
        if (value) figure(name, *value);
    }
    void figure(std::string_view name, Share value) { figure(name, value.value()); }
    void figure(std::string_view name, Duration value) { plain(name, notation::in_words(value)); }

    YAML::Emitter& begin_line(std::string_view name) {
        return key(name) << YAML::Flow << YAML::BeginMap;
    }
    void comment(std::size_t organisation, const std::string& part) {
        const auto found = imported_.remarks.find({organisation, part});
        if (found == imported_.remarks.end() || found->second.empty()) return;
        std::vector<std::string> remarks;
        for (const Message& remark : found->second) remarks.push_back(text_(remark));
        yaml_ << YAML::Comment(fmt::format("{}", fmt::join(remarks, "; ")));
    }

    void organisation(std::size_t number) {
        const Organisation& its = imported_.organisations[number];
        begin_line(its.id.text);
        quoted("name", its.name);
        plain("template", its.template_name);
        quoted("city", its.city);
        plain("region", its.region.text);
        figure("lat", its.latitude);
        figure("lon", its.longitude);
        figure("members", its.members);
        figure("staff", its.staff);
        yaml_ << YAML::EndMap;
        comment(number, "");
    }

    void inside(std::size_t number) {
        const Organisation& its = imported_.organisations[number];
        const bool is_empty = its.host_groups.empty() && its.links.empty() && its.crews.empty() &&
                              its.services.empty();
        if (is_empty) {
            begin_line(its.template_name) << YAML::EndMap;
            return;
        }
        key(its.template_name) << YAML::BeginMap;
        section("host_groups", its.host_groups, [&](const HostGroup& g) { group(number, g); });
        section("links", its.links, [&](const Link& l) { link(number, l); });
        section("crews", its.crews, [&](const Crew& c) { crew(number, c); });
        section("services", its.services, [&](const Service& s) { service(number, s); });
        yaml_ << YAML::EndMap;
    }

    template <class Part, class Write>
    void section(std::string_view name, const std::vector<Part>& parts, Write write) {
        if (parts.empty()) return;
        key(name) << YAML::BeginMap;
        for (const Part& part : parts) write(part);
        yaml_ << YAML::EndMap;
    }

    void group(std::size_t number, const HostGroup& group) {
        begin_line(group.name.text);
        plain("kind", word_of(group.kind));
        figure("count", std::uint64_t{group.count});
        plain("zone", group.zone.text);
        if (group.realm) plain("realm", group.realm->text);
        names("tags", group.tags);
        figure("interval", group.backup_interval);
        if (group.offline) plain("offline", "true");
        if (group.needs) needs(*group.needs);
        names("starts_without", group.starts_without);
        yaml_ << YAML::EndMap;
        comment(number, group.name.text);
    }

    void link(std::size_t number, const Link& link) {
        begin_line(link.name.text);
        plain("to", link.to ? link.to->text : "internet");
        if (link.needs) needs(*link.needs);
        names("starts_without", link.starts_without);
        yaml_ << YAML::EndMap;
        comment(number, link.name.text);
    }

    void crew(std::size_t number, const Crew& crew) {
        begin_line(crew.name.text);
        figure("people", std::uint64_t{crew.people});
        plain("shift", word_of(crew.shift));
        yaml_ << YAML::EndMap;
        comment(number, "/crews");
    }

    void service(std::size_t number, const Service& service) {
        key(service.name.text);
        comment(number, service.name.text);
        yaml_ << YAML::BeginMap;
        quoted("title", service.title.en);
        needs(service.needs);
        names("starts_without", service.starts_without);
        if (service.demand) demand(*service.demand);
        figure("mtpd", service.mtpd);
        figure("rto", service.rto);
        figure("rpo", service.rpo);
        yaml_ << YAML::EndMap;
    }

    void demand(const Demand& demand) {
        begin_line("demand");
        figure("share", demand.share);
        plain("profile", demand.profile.text);
        if (demand.kind == DemandKind::deferrable) {
            plain("kind", word_of(demand.kind));
            figure("patience", demand.patience);
        }
        yaml_ << YAML::EndMap;
    }

    void names(std::string_view name, const std::vector<Name>& all) {
        if (all.empty()) return;
        key(name) << YAML::Flow << YAML::BeginSeq;
        for (const Name& one : all) yaml_ << one.text;
        yaml_ << YAML::EndSeq;
    }

    void needs(const Need& all) {
        key("needs") << YAML::Flow << YAML::BeginSeq;
        for (const Need& need : all.children) one(need);
        yaml_ << YAML::EndSeq;
    }

    // NOLINTNEXTLINE(misc-no-recursion): as deep as the inventory says
    void one(const Need& need) {
        switch (need.op) {
            case Need::Op::reference: return reference(need);
            case Need::Op::weighted: return weighted(need);
            case Need::Op::all_of:
            case Need::Op::any_of:
            case Need::Op::at_least: return joined(need);
        }
        unreachable();
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    void joined(const Need& need) {
        yaml_ << YAML::BeginMap;
        if (need.op == Need::Op::at_least) {
            figure("at_least", std::uint64_t{need.at_least});
            key("of");
        } else {
            key(need.op == Need::Op::any_of ? "any_of" : "all_of");
        }
        yaml_ << YAML::BeginSeq;
        for (const Need& child : need.children) one(child);
        yaml_ << YAML::EndSeq << YAML::EndMap;
    }

    void weighted(const Need& need) {
        yaml_ << YAML::BeginMap;
        key("weighted") << YAML::BeginMap;
        for (std::size_t i = 0; i < need.children.size(); ++i) {
            figure(need.children[i].of.text, need.weights[i]);
        }
        yaml_ << YAML::EndMap << YAML::EndMap;
    }

    void reference(const Need& need) {
        const bool is_bare =
            !need.enough && !need.floor && !need.grace && !need.over && !need.to_start;
        if (is_bare) {
            yaml_ << need.of.text;
            return;
        }
        yaml_ << YAML::BeginMap;
        key(need.of.text) << YAML::BeginMap;
        figure("enough", need.enough);
        figure("floor", need.floor);
        figure("grace", need.grace);
        if (need.over) plain("over", need.over->text);
        if (need.to_start) plain("to_start", "true");
        yaml_ << YAML::EndMap << YAML::EndMap;
    }
};

}  // namespace

std::string federation_yaml(const Imported& imported, const Text& text) {
    return Writer(imported, text).write();
}

}  // namespace kammerspiel::inventories
