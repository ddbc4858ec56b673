#include "cli/commands.hpp"
#include "kammerspiel/ensemble/vocabulary.hpp"

namespace kammerspiel::cli {

void add_schema(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    const std::vector<std::string> parts{"scenario", "federation", "profile", "exercise"};
    Parser command = program.add_subcommand("schema", text("cli.help.schema"));
    const auto part = std::make_shared<std::string>(parts.front());
    const auto reference = std::make_shared<bool>(false);
    command.add_option("PART", *part, text("cli.help.schema.part"))
        .type_name(alternatives(parts))
        .check(one_of(parts, text))
        .show_default();
    const auto results = std::make_shared<bool>(false);
    command.add_flag("--results", *results, text("cli.help.schema.results"));
    command.add_flag("--reference", *reference, text("cli.help.schema.reference"));
    command.callback([=, &chosen] {
        chosen = [=] {
            const Language language = common->text.language();
            if (*results) {
                print(*reference ? ensemble::dictionary_as_markdown(language)
                                 : ensemble::dictionary_as_json(language));
            } else {
                print(*reference ? scenario::reference(code(language))
                                 : scenario::json_schema(*part));
            }
            return Status::done;
        };
    });
}

}  // namespace kammerspiel::cli
