#include "cli/commands.hpp"

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
    command.add_flag("--reference", *reference, text("cli.help.schema.reference"));
    command.callback([=, &chosen] {
        chosen = [=] {
            print(*reference ? scenario::reference(code(common->text.language()))
                             : scenario::json_schema(*part));
            return Status::done;
        };
    });
}

}  // namespace kammerspiel::cli
