#include "cluster/worker.hpp"

#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <future>
#include <new>
#include <thread>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cluster {
namespace {

scenario::Draft draft_of(const StudyOrder& order, Diagnostics& diagnostics) {
    ensure(!order.sources.empty(), "a study without a scenario");
    scenario::ScenarioTexts texts{
        .id = order.scenario, .main = order.sources.front().path, .files = {}};
    for (const scenario::SourceFile& source : order.sources) {
        texts.files.emplace(source.path, source.text);
    }
    return scenario::Draft::open(texts, diagnostics);
}

scenario::Scenario scenario_of(const StudyOrder& order, const scenario::Draft& draft,
                               Diagnostics& diagnostics) {
    auto scenario = draft.bind({}, diagnostics);
    ensure(scenario.has_value(), "the scenario that rank 0 has read is wrong here");
    const std::string& hash = order.definition.scenario_hash;
    ensure(hash == scenario::hash(scenario->meaning, order.definition.uncertain) ||
               hash == scenario::hash_of_texts(*scenario),
           "the scenario means something else here than at rank 0");
    return std::move(*scenario);
}

/// A study, as a rank has it that writes nothing.
class Subject {
   public:
    Subject(const StudyOrder& order, unsigned processors)
        : draft_(draft_of(order, diagnostics_)),
          plan_(scenario_of(order, draft_, diagnostics_)),
          runs_(plan_, order.definition),
          driver_(order.threads == 0 ? processors : order.threads) {
        ensure(order.program_version == program_version, "rank 0 is version {}, this one {}",
               order.program_version, program_version);
        if (order.definition.uncertain) {
            runs_.use(ensemble::uncertain_plans(draft_, order.definition.seed));
        }
    }

    [[nodiscard]] ensemble::Block run(const BlockOrder& order, std::stop_token stop) {
        runs_.use_patience(order.patience);
        return runs_.run(order.round, driver_, std::move(stop));
    }

   private:
    Diagnostics diagnostics_;
    scenario::Draft draft_;
    model::Plan plan_;
    ensemble::StudyRuns runs_;
    ensemble::Driver driver_;
};

/// What went wrong, whatever it is: rank 0 decides what becomes of it.
std::string words_of(const std::exception_ptr& what) {
    try {
        std::rethrow_exception(what);
    } catch (const std::bad_alloc&) {
        return "out of memory";
    } catch (const std::exception& error) {
        return error.what();
    }
}

class Worker {
   public:
    explicit Worker(Session& session) : session_(session) {}

    void work() {
        while (!has_ended_) {
            const auto message = session_.receive();
            if (!message) {
                std::this_thread::sleep_for(between_looks);
            } else if (message->tag == Tag::study) {
                open(study_order(message->bytes));
            } else if (message->tag == Tag::block) {
                answer(block_order(message->bytes));
            } else {
                // A request to stop may cross with the block that it is about.
                has_ended_ = message->tag == Tag::end;
            }
        }
        session_.send(0, Tag::ended, {});
    }

   private:
    Session& session_;
    std::unique_ptr<Subject> subject_;
    std::string no_subject_ = "no study was begun";  ///< why there is none
    bool has_ended_ = false;

    [[nodiscard]] Failure failed(std::string why) const {
        return {session_.machine(), std::move(why)};
    }

    void open(const StudyOrder& order) {
        try {
            subject_ = std::make_unique<Subject>(order, session_.processors());
        } catch (...) {
            subject_.reset();
            no_subject_ = words_of(std::current_exception());
        }
    }

    void answer(const BlockOrder& order) {
        BlockAnswer answer{.number = order.number, .outcome = failed(no_subject_)};
        if (subject_) {
            try {
                answer.outcome = run(order);
            } catch (...) {
                answer.outcome = failed(words_of(std::current_exception()));
            }
        }
        if (!has_ended_) session_.send(0, Tag::answer, bytes_of(answer));
    }

    /// Listens to rank 0 meanwhile.
    [[nodiscard]] ensemble::Block run(const BlockOrder& order) {
        std::stop_source stop;
        auto block =
            std::async(std::launch::async, [&] { return subject_->run(order, stop.get_token()); });
        while (block.wait_for(between_looks) != std::future_status::ready) {
            while (const auto message = session_.receive()) {
                has_ended_ = has_ended_ || message->tag == Tag::end;
                if (has_ended_ || message->tag == Tag::stop) stop.request_stop();
            }
        }
        return block.get();
    }
};

}  // namespace

void work_for_others(Session& session) {
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGTERM, SIG_IGN);
    Worker(session).work();
}

}  // namespace kammerspiel::cluster
