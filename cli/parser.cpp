#include "cli/parser.hpp"

#include <CLI/CLI.hpp>

namespace kammerspiel::cli {

Option Option::required() const { return Option(option_->required()); }

Option Option::type_name(const std::string& name) const { return Option(option_->type_name(name)); }

Option Option::check(Check check) const {
    return Option(option_->check(CLI::Validator(std::move(check), "")));
}

Option Option::show_default() const { return Option(option_->capture_default_str()); }

Option Option::delimiter(char between) const { return Option(option_->delimiter(between)); }

Option Option::one_each() const { return Option(option_->allow_extra_args(false)); }

Option Option::excludes(Option other) const { return Option(option_->excludes(other.option_)); }

Option Option::needs(Option other) const { return Option(option_->needs(other.option_)); }

Parser Parser::add_subcommand(const std::string& name, const std::string& help) const {
    return Parser(*app_->add_subcommand(name, help));
}

template <class Value>
Option Parser::add_option(const std::string& names, Value& into, const std::string& help) const {
    return Option(app_->add_option(names, into, help));
}

template Option Parser::add_option(const std::string&, std::string&, const std::string&) const;
template Option Parser::add_option(const std::string&, std::vector<std::string>&,
                                   const std::string&) const;
template Option Parser::add_option(const std::string&, std::uint64_t&, const std::string&) const;
template Option Parser::add_option(const std::string&, unsigned&, const std::string&) const;
template Option Parser::add_option(const std::string&, std::optional<std::uint64_t>&,
                                   const std::string&) const;

Option Parser::add_flag(const std::string& names, bool& into, const std::string& help) const {
    return Option(app_->add_flag(names, into, help));
}

void Parser::callback(std::function<void()> chosen) const { app_->callback(std::move(chosen)); }

}  // namespace kammerspiel::cli
