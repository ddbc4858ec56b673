#include "analysis/report/run/elsewhere.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/report/chart/charts.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel::report {
namespace {

/// More columns do not fit a page, more rows nobody reads: then the ways stand one below the other.
constexpr std::size_t most_columns = 5;
constexpr std::size_t most_pairs = 25;

SimTime begin_of(std::uint32_t hour) {
    return SimTime::start() + hours(1) * static_cast<std::int64_t>(hour);
}

std::size_t fullest_of(const std::vector<model::Load::Hour>& all) {
    const auto found = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair(a.turned_away(), a.wanted) < std::pair(b.turned_away(), b.wanted);
    });
    return static_cast<std::size_t>(found - all.begin());
}

/// Those of `all` in the order in which they come up.
template <class Get>
std::vector<std::string> distinct(const std::vector<Way>& all, Get get) {
    std::set<std::string> known;
    std::vector<std::string> kept;
    for (const Way& way : all) {
        if (known.insert(get(way)).second) kept.push_back(get(way));
    }
    return kept;
}

class Writer {
   public:
    Writer(const RunReport& report, const Calendar& calendar, const Text& text)
        : report_(report), ways_(report.elsewhere.ways), calendar_(calendar), text_(text) {}

    std::vector<Block> write() {
        if (ways_.empty()) return {};
        blocks_.emplace_back(Heading{2, text_("report.elsewhere")});
        blocks_.emplace_back(List{sentences()});
        for (const std::string& service :
             distinct(ways_, [](const Way& way) { return way.service; })) {
            add_ways(service);
        }
        blocks_.emplace_back(charts::loads({report_, calendar_}, text_));
        return std::move(blocks_);
    }

   private:
    const RunReport& report_;
    const std::vector<Way>& ways_;
    const Calendar& calendar_;
    const Text& text_;
    std::vector<Block> blocks_;

    [[nodiscard]] std::string part(double of, double all) const {
        return all > 0 ? text_.percent(of / all) : "–";
    }

    [[nodiscard]] std::vector<std::string> sentences() const {
        double wanted = 0;
        double served = 0;
        for (const Way& way : ways_) {
            wanted += way.wanted;
            served += way.served;
        }
        std::vector<std::string> all{
            text_("report.elsewhere.sum", {{"people", report_.people_many},
                                           {"wanted", text_.rough(wanted)},
                                           {"served", text_.rough(served)},
                                           {"share", part(served, wanted)}})};
        const Receiver& receiver = report_.elsewhere.receivers.front();
        const model::Load::Hour& hour = receiver.hours[receiver.fullest];
        all.push_back(
            text_(hour.turned_away() > 0 ? "report.elsewhere.fullest" : "report.elsewhere.had_room",
                  {{"name", receiver.name},
                   {"service", receiver.service_title},
                   {"hour", text_.moment(calendar_.local(begin_of(hour.number)))},
                   {"own", text_.rough(hour.own)},
                   {"wanted", text_.rough(hour.wanted)},
                   {"capacity", text_.rough(hour.capacity)},
                   {"away", text_.rough(hour.turned_away())}}));
        return all;
    }

    void add_ways(const std::string& service) {
        std::vector<Way> ways;
        for (const Way& way : ways_) {
            if (way.service == service) ways.push_back(way);
        }
        const auto columns = distinct(ways, [](const Way& way) { return way.to; });
        const auto rows = distinct(ways, [](const Way& way) { return way.from; });
        const bool is_matrix = columns.size() <= most_columns && rows.size() <= most_pairs;
        PageTable table = is_matrix ? matrix(ways, rows, columns) : list(ways);
        table.title = text_("report.elsewhere.of", {{"service", ways.front().service_title}});
        table.note = text_(is_matrix ? "report.elsewhere.matrix_note" : "report.elsewhere.note",
                           {{"count", static_cast<std::int64_t>(ways.size())}});
        blocks_.emplace_back(Table{std::move(table), {}});
    }

    /// What was served of what was wanted, by those who came and where they went.
    [[nodiscard]] PageTable matrix(const std::vector<Way>& ways,
                                   const std::vector<std::string>& rows,
                                   const std::vector<std::string>& columns) const {
        PageTable table;
        table.columns = {{text_("report.elsewhere.from"), true, true}};
        const auto name_of = [&](const std::string& to) {
            return std::find_if(ways.begin(), ways.end(),
                                [&](const Way& way) { return way.to == to; })
                ->to_name;
        };
        for (const std::string& to : columns) {
            table.columns.push_back({text_("report.elsewhere.to", {{"name", name_of(to)}})});
        }
        table.columns.push_back({text_("report.elsewhere.away")});
        for (const std::string& from : rows) {
            std::vector<std::string> row(1 + columns.size(), "–");
            double away = 0;
            for (const Way& way : ways) {
                if (way.from != from) continue;
                row.front() = way.from_name;
                const auto at = std::find(columns.begin(), columns.end(), way.to);
                row[1 + static_cast<std::size_t>(at - columns.begin())] = text_(
                    "report.elsewhere.of_wanted",
                    {{"served", text_.compact(way.served)}, {"wanted", text_.compact(way.wanted)}});
                away += way.wanted - way.served;
            }
            row.push_back(text_.compact(away));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    [[nodiscard]] PageTable list(const std::vector<Way>& ways) const {
        PageTable table;
        table.columns = {{text_("report.elsewhere.from"), true, true},
                         {text_("report.elsewhere.whereto"), true, true},
                         {text_("report.elsewhere.wanted")},
                         {text_("report.elsewhere.served")},
                         {text_("report.elsewhere.away")}};
        for (std::size_t w = 0; w < std::min(ways.size(), most_pairs); ++w) {
            const Way& way = ways[w];
            table.rows.push_back({way.from_name, way.to_name, text_.compact(way.wanted),
                                  text_.compact(way.served),
                                  text_.compact(way.wanted - way.served)});
        }
        return table;
    }
};

}  // namespace

Elsewhere elsewhere_of(const model::Plan& plan, const model::RunResult& result, const Text& text) {
    const federation::Federation& federation = plan.federation();
    model::Flows flows = model::flows_of(plan, result);
    Elsewhere found;
    for (model::Flow& flow : flows.flows) {
        const federation::Service& service = federation.services[flow.to.index()];
        const auto& from = federation.of(federation.services[flow.from.index()].organisation);
        const auto& to = federation.of(service.organisation);
        Way way{.service = service.local_name,
                .service_title = text(service.title),
                .from = from.id,
                .from_name = from.name,
                .to = to.id,
                .to_name = to.name,
                .hours = std::move(flow.hours)};
        for (const auto& hour : way.hours) {
            way.wanted += hour.wanted;
            way.served += hour.served;
        }
        if (way.wanted > 0) found.ways.push_back(std::move(way));
    }
    for (model::Load& load : flows.loads) {
        const federation::Service& service = federation.services[load.service.index()];
        const auto& organisation = federation.of(service.organisation);
        Receiver receiver{.service = service.local_name,
                          .service_title = text(service.title),
                          .organisation = organisation.id,
                          .name = organisation.name,
                          .hours = std::move(load.hours)};
        for (const auto& hour : receiver.hours) {
            receiver.wanted += hour.wanted;
            receiver.served += hour.served;
        }
        receiver.fullest = fullest_of(receiver.hours);
        if (receiver.wanted > 0) found.receivers.push_back(std::move(receiver));
    }
    std::stable_sort(found.ways.begin(), found.ways.end(),
                     [](const Way& a, const Way& b) { return a.wanted > b.wanted; });
    std::stable_sort(found.receivers.begin(), found.receivers.end(),
                     [](const Receiver& a, const Receiver& b) {
                         return std::pair(a.wanted - a.served, a.wanted) >
                                std::pair(b.wanted - b.served, b.wanted);
                     });
    return found;
}

std::vector<Block> elsewhere_blocks(const RunReport& report, const Calendar& calendar,
                                    const Text& text) {
    return Writer(report, calendar, text).write();
}

std::string elsewhere_csv(const RunReport& report, const Calendar& calendar) {
    std::string csv = "hour,begins,service_name,from,to,wanted_person_hours,served_person_hours\n";
    for (const Way& way : report.elsewhere.ways) {
        for (const auto& hour : way.hours) {
            csv += fmt::format(
                "{},{},{},{},{},{:.4f},{:.4f}\n", hour.number, calendar.iso(begin_of(hour.number)),
                csv_cell_without_formula(way.service), csv_cell_without_formula(way.from),
                csv_cell_without_formula(way.to), hour.wanted, hour.served);
        }
    }
    return csv;
}

std::string elsewhere_load_csv(const RunReport& report, const Calendar& calendar) {
    std::string csv =
        "hour,begins,service_name,organisation,capacity_person_hours,own_person_hours,"
        "wanted_by_others_person_hours,served_to_others_person_hours,turned_away_person_hours\n";
    for (const Receiver& receiver : report.elsewhere.receivers) {
        for (const auto& hour : receiver.hours) {
            csv += fmt::format("{},{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}\n", hour.number,
                               calendar.iso(begin_of(hour.number)),
                               csv_cell_without_formula(receiver.service),
                               csv_cell_without_formula(receiver.organisation), hour.capacity,
                               hour.own, hour.wanted, hour.served, hour.turned_away());
        }
    }
    return csv;
}

}  // namespace kammerspiel::report
