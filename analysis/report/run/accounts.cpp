#include "analysis/report/run/accounts.hpp"

#include <fmt/format.h>

#include "analysis/report/run/loss_table.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/model/figures.hpp"

namespace kammerspiel::report {
namespace {

class Accountant {
   public:
    Accountant(const model::Plan& plan, const model::RunResult& result, const Text& text)
        : plan_(plan), result_(result), text_(text) {}

    std::vector<Account> all() {
        add_dates();
        add_obligations();
        add_data();
        add_elsewhere();
        add_money();
        return std::move(accounts_);
    }

   private:
    const model::Plan& plan_;
    const model::RunResult& result_;
    const Text& text_;
    std::vector<Account> accounts_;

    std::string whole(double number) const {
        return text_.whole(static_cast<std::int64_t>(number + 0.5));
    }
    std::string title_of(const std::string& service) const {
        for (const auto& known : plan_.federation().services) {
            if (known.local_name == service) return text_(known.title);
        }
        return service;
    }

    void add_dates() {
        const auto outcomes = model::dates(plan_, result_.metrics);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const scenario::ImportantDate& date = plan_.scenario().dates[i];
            const auto missed = static_cast<std::int64_t>(outcomes[i].missed.size());
            accounts_.push_back(
                {"date",
                 sentence_of(date, outcomes[i]),
                 {{"organisations_concerned", static_cast<double>(outcomes[i].of)},
                  {"organisations_missed", static_cast<double>(missed)},
                  {"organisations_not_known", static_cast<double>(outcomes[i].not_known.size())},
                  {"dates_missed", outcomes[i].people_missed}}});
        }
    }

    std::string sentence_of(const scenario::ImportantDate& date,
                            const model::DateOutcome& outcome) const {
        const std::string when = text_.moment(plan_.calendar().local(date.from));
        const std::string service = title_of(date.service.text);
        const std::string open =
            outcome.not_known.empty()
                ? std::string()
                : text_("report.account.date.not_known",
                        {{"service", service},
                         {"when", when},
                         {"count", static_cast<std::int64_t>(outcome.not_known.size())},
                         {"of", text_.whole(outcome.of)}});
        if (outcome.missed.empty() && !open.empty()) return open;
        if (outcome.missed.empty()) {
            return text_("report.account.date.met", {{"service", service}, {"when", when}});
        }
        std::string sentence = text_("report.account.date.missed",
                                     {{"service", service},
                                      {"when", when},
                                      {"count", static_cast<std::int64_t>(outcome.missed.size())},
                                      {"of", text_.whole(outcome.of)},
                                      {"people", whole(outcome.people_missed)}});
        const std::string meaning = text_(date.if_missed);
        if (!meaning.empty()) {
            sentence += text_("report.account.date.means", {{"meaning", meaning}});
        }
        return open.empty() ? sentence : sentence + " " + open;
    }

    void add_obligations() {
        for (std::size_t i = 0; i < result_.metrics.obligations.size(); ++i) {
            const model::ObligationFigures& figures = result_.metrics.obligations[i];
            const std::string title = text_(plan_.scenario().obligations[i].title);
            accounts_.push_back({"obligation",
                                 sentence_of(title, figures),
                                 {{"obligations_met", figures.met},
                                  {"obligations_late", figures.missed},
                                  {"obligations_not_sent", figures.not_sent},
                                  {"obligations_running", figures.running}}});
        }
    }

    /// One that still runs at the end is neither met nor missed, and has arisen all the same.
    std::string sentence_of(const std::string& title,
                            const model::ObligationFigures& figures) const {
        const bool is_settled = figures.met + figures.missed + figures.not_sent > 0;
        if (!is_settled && figures.running == 0) {
            return text_("report.account.obligation.none", {{"title", title}});
        }
        const std::string running =
            figures.running == 0
                ? std::string()
                : text_("report.account.obligation.running",
                        {{"title", title}, {"count", static_cast<std::int64_t>(figures.running)}});
        if (!is_settled) return running;
        const std::string settled =
            text_("report.account.obligation", {{"title", title},
                                                {"met", text_.whole(figures.met)},
                                                {"missed", text_.whole(figures.missed)},
                                                {"not_sent", text_.whole(figures.not_sent)}});
        return running.empty() ? settled : settled + " " + running;
    }

    void add_data() {
        const model::DataOutcome data = model::data_loss(plan_, result_.metrics);
        if (data.of == 0) return;
        accounts_.push_back(
            {"data",
             text_("report.account.data", {{"count", static_cast<std::int64_t>(data.beyond)},
                                           {"of", text_.whole(data.of)},
                                           {"nothing", text_.whole(data.nothing)}}),
             {{"services_with_rpo", data.of},
              {"services_beyond_rpo", data.beyond},
              {"services_without_backup", data.nothing},
              {"oldest_data_hours", data.oldest.in_hours()}}});
    }

    void add_elsewhere() {
        const auto services =
            services_where(plan_.federation(), [](const federation::Service&) { return true; });
        const double hours = model::served_elsewhere_hours(result_.metrics, services);
        if (hours <= 0.0) return;
        accounts_.push_back({"elsewhere",
                             text_("report.account.elsewhere", {{"hours", text_.rough(hours)}}),
                             {{"served_elsewhere_person_hours", hours}}});
    }

    void add_money() {
        const auto worth = model::worth(plan_, result_.metrics);
        if (!worth) return;
        const std::string& currency = plan_.scenario().valuation->currency;
        const auto sum = [&](double money) {
            return fmt::format("{}\u00A0{}", text_.rough(money), currency);
        };
        accounts_.push_back({"money",
                             text_("report.account.money", {{"sum", sum(worth->sum())},
                                                            {"members", sum(worth->member_hours)},
                                                            {"hosts", sum(worth->hosts_destroyed)},
                                                            {"crews", sum(worth->crew_hours)}}),
                             {{"money_lost", worth->sum()},
                              {"money_of_lost_hours", worth->member_hours},
                              {"money_of_hosts_destroyed", worth->hosts_destroyed},
                              {"money_of_crew_hours", worth->crew_hours}}});
    }
};

}  // namespace

std::vector<Account> accounts_of(const model::Plan& plan, const model::RunResult& result,
                                 const Text& text) {
    return Accountant(plan, result, text).all();
}

std::vector<std::string> blocked_starts(const model::Plan& plan, const model::RunResult& result,
                                        const Text& text) {
    constexpr std::size_t most = 5;
    std::vector<std::string> sentences;
    for (const model::StartCircle& circle : result.metrics.cannot_start) {
        if (sentences.size() == most) break;
        std::vector<std::string> names;
        for (const auto node : circle) names.push_back(plan.needs().name(node));
        names.push_back(names.front());
        sentences.push_back(text(
            "report.caution.cannot_start",
            {{"circle", fmt::format("{}", fmt::join(names, text("report.caution.waits_for")))}}));
    }
    return sentences;
}

}  // namespace kammerspiel::report
