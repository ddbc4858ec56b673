#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {
namespace {

struct Options {
    std::string scenario;
    std::string out;
    std::string strategy;
    std::string attacker;
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    std::string executive = "automatic";
    unsigned threads = 0;
    bool json = false;
};

// A signal handler can reach nothing but what is static; it only raises this flag.
volatile std::sig_atomic_t interrupted =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// While it lives, Ctrl-C asks the run to stop instead of ending the program; a second one ends it.
class Interrupt {
   public:
    Interrupt() {
        struct sigaction action {};
        action.sa_handler = [](int) { interrupted = 1; };
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(SIGINT, &action, &before_);
        watcher_ = std::jthread([this](const std::stop_token& done) {
            while (!done.stop_requested()) {
                if (interrupted != 0) source_.request_stop();
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
    }
    ~Interrupt() {
        watcher_.request_stop();
        watcher_.join();
        ::sigaction(SIGINT, &before_, nullptr);
    }
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

   private:
    std::stop_source source_;
    struct sigaction before_ {};
    std::jthread watcher_;
};

/// Position of the named item; complains with what there is if it does not exist.
template <class Items>
std::optional<std::uint32_t> find(const Items& items, const std::string& name,
                                  const std::string& what, const Text& text) {
    if (name.empty()) return 0;
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        if (items[i].name.text == name) return i;
        names.push_back(items[i].name.text);
    }
    const Message close = did_you_mean(name, names);
    complain(text("cli.unknown", {{"what", what}, {"name", name}, {"known", names}}) +
             (close.empty() ? "" : " " + text(close)) + "\n");
    return std::nullopt;
}

model::Executive executive_of(const std::string& word) {
    if (word == "sequential") return model::Executive::sequential;
    if (word == "parallel") return model::Executive::parallel;
    return model::Executive::automatic;
}

Status run_one(const Options& options, const Common& common) {
    const Text text = common.text();
    auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const auto strategy = find(scenario->strategies, options.strategy, text("cli.strategy"), text);
    const auto attacker = find(scenario->attackers, options.attacker, text("cli.attacker"), text);
    if (!strategy || !attacker) return Status::command_at_fault;
    const std::string folder = options.out.empty() ? "out/" + scenario->id : options.out;
    // Before the work, so that nobody waits for a result that cannot be written.
    std::filesystem::path out(folder);
    const model::Plan plan(std::move(*scenario));
    const Interrupt interrupt;
    const model::RunOptions run{.strategy = *strategy,
                                .attacker = *attacker,
                                .world = {.seed = options.seed, .replication = options.world},
                                .executive = executive_of(options.executive),
                                .threads = options.threads,
                                .keep_trace = true,
                                .stop = interrupt.token()};
    const model::RunResult result = model::run(plan, run);
    const report::RunReport report = report::make_run_report(plan, run, result, text);
    report::write_run(out, report, plan, run, result, text);
    if (options.json) {
        print(report::as_json(report, plan));
    } else if (!common.quiet) {
        print(report::as_text(report, plan, text, common.uses_colour(STDOUT_FILENO)));
        print("\n" + text("cli.run.written", {{"folder", out.string()}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_run(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen) {
    CLI::App* command =
        program.add_subcommand("run", "Simulate one world and tell it as a timeline with tables");
    const auto options = std::make_shared<Options>();
    command->add_option("SCENARIO", options->scenario, "Folder of a scenario, or its scenario.yaml")
        ->required();
    command->add_option("-o,--out", options->out, "Folder for the results (default: out/SCENARIO)");
    command->add_option("-s,--strategy", options->strategy,
                        "Name of the strategy (default: the first one)");
    command->add_option("-a,--attacker", options->attacker,
                        "Name of the attacker that is true (default: the first one)");
    command->add_option("--seed", options->seed, "Which set of worlds")->capture_default_str();
    command->add_option("-w,--world", options->world, "Number of the world in the set")
        ->capture_default_str();
    command->add_option("--executive", options->executive, "How it is computed; same result")
        ->check(CLI::IsMember({"automatic", "sequential", "parallel"}))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "Threads of the parallel executive")
        ->check(CLI::Range(0U, 1024U));
    command->add_flag("--json", options->json, "Print the figures as JSON");
    command->callback([=, &chosen] { chosen = [=] { return run_one(*options, *common); }; });
}

}  // namespace kammerspiel::cli
