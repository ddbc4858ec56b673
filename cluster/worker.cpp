#include "cluster/worker.hpp"

#include <csignal>
#include <future>
#include <thread>

#include "cluster/rank_failed.hpp"
#include "cluster/sent_scenario.hpp"
#include "cluster/world_runner.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cluster {
namespace {

/// A study, as a rank has it that writes nothing.
class Subject {
   public:
    Subject(const StudyOrder& order, unsigned processors)
        : draft_(draft_of(order.scenario, order.sources, diagnostics_)),
          plan_(scenario_of(draft_, order.definition.scenario_hash, order.definition.uncertain,
                            diagnostics_)),
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
            } else if (message->tag == Tag::world) {
                subject_.reset();  // its memory is wanted
                has_ended_ = !take_part(session_, message->bytes);
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
            no_subject_ = words_of_failure();
        }
    }

    void answer(const BlockOrder& order) {
        BlockAnswer answer{.number = order.number, .outcome = failed(no_subject_)};
        if (subject_) {
            try {
                answer.outcome = run(order);
            } catch (...) {
                answer.outcome = failed(words_of_failure());
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
