#include "analysis/report/papers/organisation_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/report/chart/bands.hpp"
#include "analysis/report/comparison/comparison_words.hpp"
#include "analysis/report/papers/organisation_figures.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/loss_table.hpp"
#include "kammerspiel/model/figures.hpp"

namespace kammerspiel::report::papers {
namespace {

using federation::OrganisationId;
using federation::ServiceId;

/// The page of one organisation.
class Sheet {
   public:
    Sheet(const PaperWords& words, OrganisationId organisation, const LossRow& row,
          std::vector<Block>& blocks)
        : words_(words),
          material_(words.material()),
          federation_(material_.plan.federation()),
          id_(organisation),
          row_(row),
          services_(services_where(
              federation_, [&](const auto& service) { return service.organisation == id_; })),
          blocks_(blocks) {}

    void write() {
        blocks_.emplace_back(Heading{
            2, row_.city.empty() || row_.name.find(row_.city) != std::string::npos
                   ? row_.name
                   : words_("sheets.organisation", {{"name", row_.name}, {"city", row_.city}})});
        blocks_.emplace_back(Paragraph{felt()});
        add_services();
        add_elsewhere();
        add_deadlines();
        add_picture();
        add_study();
    }

   private:
    const PaperWords& words_;
    const ExerciseMaterial& material_;
    const federation::Federation& federation_;
    OrganisationId id_;
    const LossRow& row_;
    std::vector<ServiceId> services_;
    std::vector<Block>& blocks_;

    const Text& text() const { return words_.text(); }
    SimTime end() const { return material_.world.metrics.end; }
    const model::ServiceFigures& figures(ServiceId id) const {
        return material_.world.metrics.services[id.index()];
    }
    PageTable::Column column(std::string_view key, bool is_text) const {
        return {words_(key, {{"people", material_.report.people_many}}), true, is_text};
    }

    /// What members noticed, in a sentence or two.
    std::string felt() const {
        const std::string members = text().whole(static_cast<std::int64_t>(row_.members));
        const double lost = row_.lost.sum();
        if (row_.longest_hours <= 0.0) {
            return lost <= 0.0
                       ? words_("sheets.nothing")
                       : words_("sheets.felt_little", {{"members", members},
                                                       {"people", material_.report.people_many},
                                                       {"hours", text().rough(lost)}});
        }
        const std::string first =
            words_("sheets.felt", {{"members", members},
                                   {"people", material_.report.people_many},
                                   {"hours", text().rough(lost)},
                                   {"outage", hours(row_.outage_hours)},
                                   {"causes", causes_in_words(row_.lost, text())}});
        if (!row_.all.at) return first + " " + words_("sheets.felt_not_back");
        if (!row_.half.at) return first;
        return first + " " +
               words_("sheets.felt_back",
                      {{"half", back_in(Phrase::after, row_.half, end(), text())},
                       {"all", back_in(Phrase::after, row_.all, end(), text())}});
    }

    std::string hours(double number) const {
        return words_("report.hours", {{"hours", text().number(number, 1)}});
    }

    void add_services() {
        PageTable table;
        table.title = words_("sheets.services");
        table.columns = {
            column("sheets.column.service", true), column("sheets.column.down", true),
            column("sheets.column.longest", true), column("sheets.column.mtpd", true),
            column("sheets.column.rto", true),     column("sheets.column.rpo", true),
            column("sheets.column.lost", false),   column("sheets.column.causes", true)};
        for (const ServiceId id : services_) table.rows.push_back(service_row(id));
        blocks_.emplace_back(Table{table, {0.168, 0.09, 0.09, 0.16, 0.16, 0.107, 0.095, 0.13}});
    }

    std::vector<std::string> service_row(ServiceId id) const {
        const federation::Service& service = federation_.services[id.index()];
        const model::ServiceFigures& of = figures(id);
        const auto outages = outages_of(of);
        const bool is_open = !outages.empty() && !outages.back().back;
        const bool open_is_longest = is_open && outages.back().length(end()) >= of.longest;
        const auto lower_bound = [&](Duration span, std::string_view key) {
            return words_(key, {{"span", text().span(span)}});
        };
        std::string down = "–";
        std::string longest = "–";
        if (!outages.empty()) {
            down = is_open ? lower_bound(of.down, "sheets.more_than") : text().span(of.down);
            longest = !is_open ? text().span(of.longest)
                               : lower_bound(of.longest, open_is_longest ? "sheets.more_than"
                                                                         : "sheets.at_least");
        }
        const std::array<ServiceId, 1> alone{id};
        const LossRow row = loss_of(federation_, material_.world.metrics, alone);
        return {words_(service.title).empty() ? service.local_name : words_(service.title),
                std::move(down),
                std::move(longest),
                verdict(service.mtpd, of.longest, is_open, open_is_longest),
                verdict(service.rto, of.longest, is_open, open_is_longest),
                data_verdict(service.rpo, id),
                row.lost.sum() > 0 ? text().compact(row.lost.sum()) : "–",
                main_cause(row.lost)};
    }

    /// The largest in short words: a page has no room for more.
    std::string main_cause(const CauseShares& lost) const {
        const std::vector<CausePart> parts = parts_of(lost);
        const auto largest =
            std::max_element(parts.begin(), parts.end(),
                             [](const auto& a, const auto& b) { return a.hours < b.hours; });
        if (largest == parts.end() || largest->hours <= 0.0) return {};
        return words_("sheets.cause_share",
                      {{"share", part_of(largest->hours, lost.sum(), text())},
                       {"cause", words_(fmt::format("sheets.cause.{}", word_of(largest->cause)))}});
    }

    std::string verdict(const std::optional<Duration>& aim, Duration longest, bool is_open,
                        bool open_is_longest) const {
        if (!aim) return words_("sheets.not_set");
        const std::string target = text().span(*aim);
        if (longest > *aim) {
            return words_(open_is_longest ? "sheets.over_by_more" : "sheets.over",
                          {{"aim", target}, {"span", text().span(longest - *aim)}});
        }
        return words_(is_open ? "sheets.open" : "sheets.met", {{"aim", target}});
    }

    std::string data_verdict(const std::optional<Duration>& aim, ServiceId id) const {
        const model::DataLoss loss = model::data_of(federation_, material_.world.metrics, id);
        const std::string age = text().span(loss.age);
        if (!aim) {
            if (loss.everything) return words_("sheets.data_gone_unset");
            return loss.age > Duration::zero() ? words_("sheets.data_unset", {{"age", age}})
                                               : words_("sheets.not_set");
        }
        const std::string target = text().span(*aim);
        if (loss.everything) return words_("sheets.data_gone", {{"aim", target}});
        if (loss.age > *aim) {
            return words_("sheets.over", {{"aim", target}, {"span", text().span(loss.age - *aim)}});
        }
        return loss.age > Duration::zero()
                   ? words_("sheets.data_met", {{"aim", target}, {"age", age}})
                   : words_("sheets.data_kept", {{"aim", target}});
    }

    /// Where its people turned, and who came: one line each.
    void add_elsewhere() {
        PageTable table;
        table.title = words_("sheets.elsewhere");
        table.columns = {column("sheets.column.service", true), column("sheets.column.way", true),
                         column("sheets.column.wanted", false),
                         column("sheets.column.served", false),
                         column("sheets.column.turned_away", false)};
        const Elsewhere& elsewhere = material_.report.elsewhere;
        for (const Way& way : elsewhere.ways) {
            if (way.from != row_.id) continue;
            table.rows.push_back(moved(way.service_title,
                                       words_("sheets.went_to", {{"name", way.to_name}}),
                                       way.wanted, way.served));
        }
        for (const Receiver& here : elsewhere.receivers) {
            if (here.organisation != row_.id) continue;
            const model::Load::Hour& hour = here.hours[here.fullest];
            const SimTime at =
                SimTime::start() + kammerspiel::hours(1) * static_cast<std::int64_t>(hour.number);
            table.rows.push_back(
                moved(here.service_title,
                      words_("sheets.came_here", {{"when", words_.scenario_moment(at)},
                                                  {"wanted", text().compact(hour.wanted)},
                                                  {"own", text().compact(hour.own)},
                                                  {"capacity", text().compact(hour.capacity)}}),
                      here.wanted, here.served));
        }
        if (table.rows.empty()) return;
        constexpr std::size_t most = 10;  // a sheet is one page
        if (table.rows.size() > most) table.rows.resize(most);
        blocks_.emplace_back(Table{table, {0.18, 0.43, 0.13, 0.13, 0.13}});
    }

    std::vector<std::string> moved(const std::string& service, std::string way, double wanted,
                                   double served) const {
        return {service, std::move(way), text().compact(wanted), text().compact(served),
                text().compact(wanted - served)};
    }

    void add_deadlines() {
        PageTable table;
        table.title = words_("sheets.deadlines");
        table.columns = {column("sheets.column.what", true), column("sheets.column.began", true),
                         column("sheets.column.until", true),
                         column("sheets.column.outcome", true)};
        for (const Duty& duty : duties_of(material_.plan, material_.world, id_)) {
            const auto& written = material_.plan.scenario().obligations[duty.obligation];
            table.rows.push_back(
                {words_(written.title), duty.began ? words_.scenario_moment(*duty.began) : "–",
                 duty.began ? words_.scenario_moment(*duty.began + written.within) : "–",
                 outcome(duty)});
        }
        add_dates(table);
        if (table.rows.empty()) {
            blocks_.emplace_back(Paragraph{words_("sheets.no_deadlines"), Paragraph::Kind::note});
            return;
        }
        blocks_.emplace_back(Table{table, {0.34, 0.19, 0.19, 0.28}});
    }

    std::string outcome(const Duty& duty) const {
        if (!duty.began) return words_("sheets.duty.none");
        if (duty.met) {
            return words_("sheets.duty.met", {{"when", words_.scenario_moment(*duty.met)}});
        }
        if (!duty.is_missed) return words_("sheets.duty.open");
        return words_(duty.was_ready ? "sheets.duty.not_sent" : "sheets.duty.missed");
    }

    void add_dates(PageTable& table) const {
        const auto outcomes = model::dates(material_.plan, material_.world.metrics);
        const federation::Organisation& info = federation_.of(id_);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const scenario::ImportantDate& date = material_.plan.scenario().dates[i];
            if (date.organisation && date.organisation->text != info.id) continue;
            for (std::uint32_t s = 0; s < info.services.count; ++s) {
                const auto& service = federation_.services[info.services[s].index()];
                if (service.local_name != date.service.text) continue;
                table.rows.push_back({words_(service.title), words_.scenario_moment(date.from),
                                      words_.scenario_moment(date.to),
                                      date_outcome(outcomes[i], words_(date.if_missed))});
            }
        }
    }

    std::string date_outcome(const model::DateOutcome& date, const std::string& meaning) const {
        const auto holds = [&](const std::vector<OrganisationId>& these) {
            return std::find(these.begin(), these.end(), id_) != these.end();
        };
        if (holds(date.not_known)) return words_("sheets.date.not_known");
        if (!holds(date.missed)) return words_("sheets.date.met");
        return meaning.empty() ? words_("sheets.date.missed")
                               : words_("sheets.date.missed_means", {{"meaning", meaning}});
    }

    /// Services that were out, over time; the outages themselves are the data behind it.
    void add_picture() {
        PageTable data;
        data.columns = {column("sheets.column.service", true), column("sheets.column.from", true),
                        column("sheets.column.back", true), column("sheets.column.took", true)};
        std::vector<LossRow> rows;
        for (const ServiceId id : services_) {
            const auto outages = outages_of(figures(id));
            if (outages.empty()) continue;
            const std::array<ServiceId, 1> alone{id};
            rows.push_back(loss_of(federation_, material_.world.metrics, alone));
            rows.back().name = words_(federation_.services[id.index()].title);
            for (const Outage& outage : outages) {
                const std::string took = text().span(outage.length(end()));
                data.rows.push_back(
                    {rows.back().name, words_.scenario_moment(outage.from),
                     outage.back ? words_.scenario_moment(*outage.back) : words_("sheets.not_back"),
                     outage.back ? took : words_("sheets.more_than", {{"span", took}})});
            }
        }
        if (rows.empty()) return;
        std::vector<charts::Band> bands;
        for (const LossRow& row : rows) {
            bands.push_back({row.name,
                             words_("sheets.remark.back", {{"span", hours(row.outage_hours)}}),
                             row.curve});
        }
        std::vector<std::string> said;
        for (const charts::Band& band : bands) {
            said.push_back(
                words_("sheets.picture_one", {{"service", band.name}, {"remark", band.remark}}));
        }
        Picture picture;
        picture.title = words_("sheets.picture");
        picture.alternative = fmt::format("{}", fmt::join(said, "; "));
        picture.data = std::move(data);
        picture.shows_data = false;  // in print the page is full without it
        picture = charts::bands(bands, material_.report.shown_until, material_.plan.calendar(),
                                text(), std::move(picture));
        blocks_.emplace_back(std::move(picture));
    }

    void add_study() {
        if (!material_.study) {
            blocks_.emplace_back(Paragraph{words_("sheets.no_study"), Paragraph::Kind::note});
            return;
        }
        const ensemble::Comparison& comparison = material_.study->comparison;
        const auto site =
            std::find_if(comparison.sites.begin(), comparison.sites.end(), [&](const auto& one) {
                return one.kind == ensemble::Site::Kind::organisation && one.name == row_.id;
            });
        if (site == comparison.sites.end()) return;
        const ComparisonWords of(comparison, material_.study->context, text());
        PageTable table;
        table.title =
            words_("sheets.study",
                   {{"worlds", text().whole(static_cast<std::int64_t>(comparison.worlds))}});
        table.columns = {column("sheets.column.strategy", true),
                         column("sheets.column.lost_mean", false),
                         column("sheets.column.outage_mean", false)};
        for (const std::size_t s : comparison.decision.ranking) {
            table.rows.push_back(
                {of.strategy(s),
                 of.with_interval(ensemble::Metric::member_hours_lost, site->lost[s]),
                 of.with_interval(ensemble::Metric::outage_hours, site->outage[s])});
        }
        blocks_.emplace_back(Table{table, {0.44, 0.3, 0.26}});
    }
};

/// How to read a sheet.
List reading(const PaperWords& words) {
    std::vector<std::string> notes{
        words("sheets.one_world"),
        words("sheets.services_note", {{"people", words.material().report.people_many}})};
    if (words.material().study) notes.push_back(words("sheets.study_note"));
    return List{notes};
}

Paper empty_paper(const PaperWords& words, const std::string& name, std::string title) {
    const RunReport& report = words.material().report;
    Paper paper =
        words.paper("decision-makers/" + name, std::move(title), Audience::decision_makers);
    paper.is_dense = true;
    paper.subtitle =
        words("sheets.subtitle", {{"world", fmt::format("{}", report.provenance.world)},
                                  {"strategy", report.strategy_title}});
    return paper;
}

void add_sheet(const PaperWords& words, const LossRow& row, std::vector<Block>& blocks) {
    const auto id = words.material().plan.federation().find_organisation(row.id);
    ensure(id.has_value(), "the report tells of {}, which the federation lacks", row.id);
    Sheet(words, *id, row, blocks).write();
}

}  // namespace

Paper organisation_sheets(const PaperWords& words) {
    const RunReport& report = words.material().report;
    Paper paper = empty_paper(words, "organisation-sheets", words("sheets.title"));
    // One that says how to read them, and one each.
    paper.sheets = 1 + report.by_organisation.size();
    if (!report.by_organisation.empty()) {
        paper.blocks.emplace_back(Heading{2, words("sheets.reading")});
        paper.blocks.emplace_back(reading(words));
    }
    for (const LossRow& row : report.by_organisation) {
        paper.blocks.emplace_back(NewPage{});
        add_sheet(words, row, paper.blocks);
    }
    if (paper.blocks.empty()) {
        paper.blocks.emplace_back(Paragraph{words("sheets.none", {{"people", report.people_many}}),
                                            Paragraph::Kind::caution});
    }
    return paper;
}

std::vector<Paper> sheet_of_each(const PaperWords& words) {
    std::vector<Paper> all;
    for (const LossRow& row : words.material().report.by_organisation) {
        Paper paper = empty_paper(words, "organisations/" + row.id,
                                  words("sheets.title_of", {{"organisation", row.name}}));
        add_sheet(words, row, paper.blocks);
        paper.blocks.emplace_back(Heading{3, words("sheets.reading")});
        paper.blocks.emplace_back(reading(words));
        all.push_back(std::move(paper));
    }
    return all;
}

}  // namespace kammerspiel::report::papers
