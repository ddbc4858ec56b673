#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/qr_code.hpp"
#include "kammerspiel/live/play.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct PlayOptions {
    std::string what;  ///< a scenario, or a session
    std::string out;
    std::string attacker;
    std::optional<std::uint64_t> seed, world;
    bool lan = false;
    bool no_tls = false;
    std::string address;
    std::vector<std::string> names;
    std::string certificate, key;
    std::uint64_t port = 0;
    std::string rehearse;
};

Status refuse(const std::string& sentence, Status status) {
    complain("kammerspiel: " + sentence + "\n");
    return status;
}

/// x10 or 10, from 1 to 20.
std::optional<double> factor_in(const std::string& written) {
    if (written.empty()) return 1;
    constexpr unsigned fastest = 20;  // then a tick is still less than the gap that pauses
    const char* begin = written.data() + (written.front() == 'x' ? 1 : 0);
    unsigned factor = 0;
    const auto read = std::from_chars(begin, written.data() + written.size(), factor);
    const bool is_right = read.ec == std::errc() && read.ptr == written.data() + written.size() &&
                          factor >= 1 && factor <= fastest;
    return is_right ? std::optional<double>(factor) : std::nullopt;
}

std::optional<std::string> text_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Of a scenario, a new session; its file.
std::optional<fs::path> begin(const PlayOptions& options, const Common& common, Status& status) {
    const Text& text = common.text;
    const auto loaded =
        load_or_complain(options.what, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    status = Status::input_at_fault;
    if (!loaded) return std::nullopt;
    if (!loaded->exercise || loaded->exercise->moves.empty()) {
        (void)refuse(text("cli.play.no_exercise", {{"scenario", loaded->id}}), status);
        return std::nullopt;
    }
    const auto& exercise = *loaded->exercise;
    const std::string wanted = !options.attacker.empty() ? options.attacker
                               : exercise.attacker       ? exercise.attacker->text
                                                         : std::string();
    const auto attacker = find_named(loaded->attackers, wanted, "cli.unknown.attacker", text);
    status = Status::command_at_fault;
    if (!attacker) return std::nullopt;
    const fs::path file =
        options.out.empty() ? fs::path(loaded->id + ".sqlite") : fs::path(options.out);
    live::SessionFile::create(file, *loaded,
                              {.attacker = loaded->attackers[*attacker].name.text,
                               .seed = options.seed.value_or(exercise.seed),
                               .world = options.world.value_or(exercise.world),
                               .rehearsal = !options.rehearse.empty()});
    return file;
}

std::optional<live::PlaySetting> setting_of(const PlayOptions& options, double factor,
                                            const Text& text) {
    live::PlaySetting setting;
    setting.factor = factor;
    setting.port = static_cast<std::uint16_t>(options.port);
    setting.names = options.names;
    if (!options.lan) return setting;
    setting.tls = !options.no_tls;
    const std::string own = options.address.empty() ? live::address_in_the_room() : options.address;
    if (own.empty()) {
        complain("kammerspiel: " + text("cli.play.no_address") + "\n");
        return std::nullopt;
    }
    // Named or found, it may be this machine's own name for itself.
    std::erase(setting.addresses, own);
    setting.addresses.insert(setting.addresses.begin(), own);
    if (options.certificate.empty() != options.key.empty()) {
        complain("kammerspiel: " + text("cli.play.half_certificate") + "\n");
        return std::nullopt;
    }
    if (options.certificate.empty()) return setting;
    const auto certificate = text_of_file(options.certificate);
    const auto key = text_of_file(options.key);
    if (!certificate || !key) {
        complain("kammerspiel: " +
                 text("cli.play.unreadable",
                      {{"file", certificate ? options.key : options.certificate}}) +
                 "\n");
        return std::nullopt;
    }
    setting.certificate = *certificate;
    setting.key = *key;
    return setting;
}

void tell(const live::PlayPlace& place, const fs::path& file, const PlayOptions& options,
          const Common& common) {
    const Text& text = common.text;
    std::string told = text("cli.play.control", {{"link", place.control}}) + "\n";
    told += text("cli.play.join", {{"code", place.code},
                                   {"links", fmt::format("{}", fmt::join(place.joining, "  "))}}) +
            "\n";
    if (!place.fingerprint.empty()) {
        told += text("cli.play.fingerprint", {{"fingerprint", place.fingerprint}}) + "\n";
    } else if (options.lan) {
        told += text("cli.play.no_tls") + "\n";
    }
    // For telephones, which reach this machine only where it listens to the room.
    if (options.lan && common.uses_colour(STDOUT_FILENO))
        told += qr_code(place.joining.front() + "?code=" + place.code);
    told += text("cli.play.file", {{"file", file.string()}}) + "\n";
    print(told);
}

Status play(const PlayOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const auto factor = factor_in(options.rehearse);
    if (!factor) {
        return refuse(text("cli.play.rehearse", {{"value", options.rehearse}}),
                      Status::command_at_fault);
    }
    const auto setting = setting_of(options, *factor, text);
    if (!setting) return Status::command_at_fault;
    fs::path file = options.what;
    const bool is_new = !live::SessionFile::is_one(file);
    if (is_new) {
        Status status = Status::done;
        const auto begun = begin(options, common, status);
        if (!begun) return status;
        file = *begun;
    }
    auto opened = live::SessionFile::open(file, true);
    if (const auto* unusable = std::get_if<live::UnusableSession>(&opened)) {
        return refuse(text(unusable->message), Status::input_at_fault);
    }
    try {
        live::play(
            std::move(std::get<live::SessionFile>(opened)), *setting,
            [&](const live::PlayPlace& place) { tell(place, file, options, common); },
            interrupt.token());
    } catch (const live::CannotListen& fault) {
        // Nobody has played yet: the same command, mended, begins anew.
        std::error_code error;
        if (is_new) fs::remove(file, error);
        return refuse(text(fault.message), Status::command_at_fault);
    }
    if (!common.quiet) print(text("cli.play.over", {{"file", file.string()}}) + "\n");
    return Status::done;
}

}  // namespace

void add_play(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("play", text("cli.help.play"));
    const auto options = std::make_shared<PlayOptions>();
    command.add_option("WHAT", options->what, text("cli.help.play.what")).required().type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.play.out"))
        .type_name(text("cli.help.file"));
    command.add_option("-a,--attacker", options->attacker, text("cli.help.run.attacker"))
        .type_name(text("cli.help.name"));
    command.add_option("--seed", options->seed, text("cli.help.play.seed"))
        .type_name(text("cli.help.number"));
    command.add_option("-w,--world", options->world, text("cli.help.play.world"))
        .type_name(text("cli.help.number"));
    const Option lan = command.add_flag("--lan", options->lan, text("cli.help.play.lan"));
    command.add_flag("--no-tls", options->no_tls, text("cli.help.play.no_tls")).needs(lan);
    command.add_option("--address", options->address, text("cli.help.play.address"))
        .type_name(text("cli.help.text"))
        .needs(lan);
    command.add_option("--name", options->names, text("cli.help.play.name"))
        .type_name(text("cli.help.name"))
        .one_each();
    command.add_option("--certificate", options->certificate, text("cli.help.play.certificate"))
        .type_name(text("cli.help.file"))
        .needs(lan);
    command.add_option("--key", options->key, text("cli.help.play.key"))
        .type_name(text("cli.help.file"))
        .needs(lan);
    constexpr std::uint64_t last_port = 65535;
    command.add_option("--port", options->port, text("cli.help.play.port"))
        .type_name(text("cli.help.number"))
        .check(whole_number(last_port, text));
    command.add_option("--rehearse", options->rehearse, text("cli.help.play.rehearse"))
        .type_name("x10");
    command.callback([=, &chosen] { chosen = [=] { return play(*options, *common); }; });
}

}  // namespace kammerspiel::cli
