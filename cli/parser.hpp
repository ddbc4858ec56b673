#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// What commands declare their options with: CLI11 behind a seam, as its header alone takes longer
// to compile than most commands. Names are CLI11's where it does the same.

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace kammerspiel::cli {

/// Looks at a value as it was written: an empty text if it is right, else a sentence on what is
/// wrong with it.
using Check = std::function<std::string(std::string&)>;

/// An option or argument that was declared.
class Option {
   public:
    explicit Option(CLI::Option* option) : option_(option) {}
    Option required() const;
    /// What --help shows in place of its value.
    Option type_name(const std::string& name) const;
    Option check(Check check) const;
    /// --help says what holds where it is left out: the value that its variable has now.
    Option show_default() const;
    /// One word may hold several values.
    Option delimiter(char between) const;
    /// Of a list: one value each time the option is given, so that what follows is not taken for
    /// one.
    Option one_each() const;
    Option excludes(Option other) const;
    Option needs(Option other) const;

   private:
    CLI::Option* option_;
};

/// The program's command line, or what belongs to one of its commands.
class Parser {
   public:
    explicit Parser(CLI::App& app) : app_(&app) {}
    Parser add_subcommand(const std::string& name, const std::string& help) const;
    /// `names` as "-o,--out"; capitals for an argument without a name. `into` is set when the
    /// command line is read. For text, whole numbers, lists of text, and each of them optional.
    template <class Value>
    Option add_option(const std::string& names, Value& into, const std::string& help) const;
    Option add_flag(const std::string& names, bool& into, const std::string& help) const;
    /// Called when the command line names this command.
    void callback(std::function<void()> chosen) const;

   private:
    CLI::App* app_;
};

}  // namespace kammerspiel::cli
