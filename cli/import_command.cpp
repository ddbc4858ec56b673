#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/diagnostics_json.hpp"
#include "cli/provenance.hpp"
#include "cli/result_place.hpp"
#include "kammerspiel/import/import.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct AskedImport {
    std::string nodes;
    std::string edges;
    std::string out;
    std::string region;
    std::string kind;
    std::string as;
    std::string mapping;
    bool strict = false;
    bool force = false;
    bool json = false;
};

/// Whether there is something to write, and nothing that --strict forbids.
bool is_good(const AskedImport& options, const inventories::Imported& imported,
             const Diagnostics& diagnostics) {
    if (imported.organisations.empty()) return false;
    const bool is_whole = imported.counts.left_out == 0 && !diagnostics.has_errors();
    return is_whole || !options.strict;
}

/// Groups whose hosts people log on to, but of which it is not said with which accounts.
std::size_t without_realm(const inventories::Imported& imported) {
    using scenario::HostKind;
    std::size_t count = 0;
    for (const auto& organisation : imported.organisations) {
        for (const auto& group : organisation.host_groups) {
            const bool has_accounts = group.kind == HostKind::workstation ||
                                      group.kind == HostKind::server ||
                                      group.kind == HostKind::identity;
            if (has_accounts && !group.realm) ++count;
        }
    }
    return count;
}

std::vector<Argument> figures(const inventories::ImportCounts& counts, const Text& text) {
    const auto whole = [&](std::uint64_t n) { return text.whole(static_cast<std::int64_t>(n)); };
    return {{"organisations", whole(counts.organisations)},
            {"groups", whole(counts.host_groups)},
            {"hosts", whole(counts.hosts)},
            {"services", whole(counts.services)},
            {"links", whole(counts.links)},
            {"needs", whole(counts.needs)}};
}

/// What came of it, in a few lines.
std::string in_words(const AskedImport& options, const inventories::Imported& imported,
                     const Diagnostics& diagnostics, const Text& text) {
    const inventories::ImportCounts& counts = imported.counts;
    std::string words;
    const bool is_written = is_good(options, imported, diagnostics);
    if (is_written) words += text("cli.import.taken", figures(counts, text)) + "\n";
    if (const std::size_t bare = without_realm(imported); is_written && bare > 0) {
        words += text("cli.import.no_realm", {{"count", bare}}) + "\n";
    }
    if (counts.left_out > 0) {
        words +=
            text("cli.import.left_out", {{"count", static_cast<std::int64_t>(counts.left_out)}}) +
            "\n";
    }
    if (!is_written) {
        words += text(imported.organisations.empty() ? "cli.import.nothing" : "cli.import.strict") +
                 "\n";
    } else if (!options.out.empty()) {
        words += text("cli.import.written", {{"file", options.out}}) + "\n";
    }
    return words;
}

std::string as_json(const AskedImport& options, const inventories::Imported& imported,
                    const Diagnostics& diagnostics, const std::string& yaml, const Text& text) {
    const inventories::ImportCounts& counts = imported.counts;
    nlohmann::ordered_json json = provenance({});
    json.update(nlohmann::ordered_json{{"ok", is_good(options, imported, diagnostics)},
                                       {"organisation_count", counts.organisations},
                                       {"host_group_count", counts.host_groups},
                                       {"hosts_in_all", counts.hosts},
                                       {"service_count", counts.services},
                                       {"link_count", counts.links},
                                       {"need_count", counts.needs},
                                       {"rows_left_out", counts.left_out}});
    add_findings(json, diagnostics, text);
    if (options.out.empty() && !yaml.empty()) json["yaml"] = yaml;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

inventories::ImportOptions how_of(const AskedImport& options) {
    inventories::ImportOptions how;
    how.region = options.region;
    how.kind = options.kind;
    how.as_links = options.as == "links";
    if (!options.mapping.empty()) how.mapping = options.mapping;
    return how;
}

Status import_inventory(const AskedImport& options, const Common& common) {
    const Text& text = common.text;
    // A federation is edited after it was imported.
    if (!may_write_file(options.out, options.force, "federation.yaml", text,
                        {options.nodes, options.edges})) {
        return Status::command_at_fault;
    }
    Diagnostics diagnostics;
    const auto edges =
        options.edges.empty() ? std::nullopt : std::optional<fs::path>(options.edges);
    const inventories::Imported imported =
        inventories::import_inventory(options.nodes, edges, how_of(options), diagnostics);
    const bool is_written = is_good(options, imported, diagnostics);
    const std::string yaml = is_written ? inventories::federation_yaml(imported, text) : "";
    if (is_written && !options.out.empty()) write_file(options.out, yaml);
    if (options.json) {
        print(as_json(options, imported, diagnostics, yaml, text));
        return is_written ? Status::done : Status::input_at_fault;
    }
    complain_of(diagnostics, *imported.lines, text, common.uses_colour(STDERR_FILENO),
                !common.quiet);
    const std::string words = in_words(options, imported, diagnostics, text);
    if (options.out.empty()) print(yaml);
    if (!common.quiet) {
        if (options.out.empty() || !is_written) {
            complain(words);
        } else {
            print(words);
        }
    }
    return is_written ? Status::done : Status::input_at_fault;
}

/// A region as the federation file takes it, see read_name() of the loader.
Check region_code(const Text& text) {
    return [text](std::string& word) {
        constexpr std::size_t longest = 100;
        const bool fits = word.size() <= longest && word.find_first_not_of(
                                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                        "abcdefghijklmnopqrstuvwxyz"
                                                        "0123456789-_") == std::string::npos;
        return fits ? std::string() : text("cli.import.not_a_region", {{"word", word}});
    };
}

/// A word for a kind of host or for a service.
Check kind_word(const Text& text) {
    return [text](std::string& word) {
        if (inventories::is_kind_word(word)) return std::string();
        // Says what there is.
        return one_of(inventories::kind_words(), text)(word);
    };
}

}  // namespace

void add_import(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("import", text("cli.help.import"));
    const auto options = std::make_shared<AskedImport>();
    command.add_option("NODES", options->nodes, text("cli.help.import.nodes"))
        .required()
        .type_name("");
    command.add_option("EDGES", options->edges, text("cli.help.import.edges")).type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.import.out"))
        .type_name(text("cli.help.file"));
    command.add_option("--region", options->region, text("cli.help.import.region"))
        .type_name(text("cli.help.name"))
        .check(region_code(text));
    command.add_option("--kind", options->kind, text("cli.help.import.kind"))
        .type_name(text("cli.help.name"))
        .check(kind_word(text));
    command.add_option("--as", options->as, text("cli.help.import.as"))
        .check(one_of({"links"}, text));
    command.add_option("--mapping", options->mapping, text("cli.help.import.mapping"))
        .type_name(text("cli.help.file"));
    command.add_flag("--strict", options->strict, text("cli.help.import.strict"));
    command.add_flag("--force", options->force, text("cli.help.import.force"));
    command.add_flag("--json", options->json, text("cli.help.import.json"));
    command.callback(
        [=, &chosen] { chosen = [=] { return import_inventory(*options, *common); }; });
}

}  // namespace kammerspiel::cli
