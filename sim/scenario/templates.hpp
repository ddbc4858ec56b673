#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/files.hpp"
#include "sim/scenario/inside.hpp"

namespace kammerspiel::scenario {

/// A parameter of a template as an organisation sets it.
struct Setting {
    Name parameter;
    Name value;
    bool is_from_table = false;
};

/// What stands behind an organisation until all that is written of it is known.
struct Unfilled {
    Name template_name;
    std::vector<Setting> settings;  ///< later ones prevail
    /// Of services; later ones prevail.
    std::vector<std::pair<Name, double>> capacities;
};

/// A template: its text, and its insides for the choices of parameters met so far.
struct Template {
    Name name;
    const Node* node = nullptr;
    Parameters parameters;  ///< defaults
    std::map<std::map<std::string, std::string>, Inside> insides;
    bool is_used = false;
};

/// The templates of a federation, and what a copy of each costs.
class Templates {
   public:
    Templates(const Limits& limits, Diagnostics& out) : limits_(limits), out_(out) {}

    /// A name that comes again is left out; it was reported when the file was read.
    void add(const Name& name, const Node& node);
    /// Null if there is none of this name.
    [[nodiscard]] const Template* find(const std::string& name) const;
    /// Gives the organisation its inside. False if it has no template that could be read.
    bool fill(Organisation& organisation, const Unfilled& unfilled);
    /// Templates as they read for choices that no organisation makes: their references are checked
    /// as well, so that a mistake does not wait for the first who makes it.
    [[nodiscard]] std::vector<Organisation> examples();
    /// The organisations hold more in all than the limits allow, which was reported.
    [[nodiscard]] bool are_too_large() const { return is_too_large_; }

   private:
    const Limits& limits_;
    Diagnostics& out_;
    std::map<std::string, Template> templates_;
    std::size_t parts_ = 0;
    bool is_too_large_ = false;
    std::set<std::string> unknown_services_;

    Parameters read_parameters(const Node& node);
    const Inside& inside_of(Template& from, const std::map<std::string, std::string>& values);
    void count(const Inside& inside, const Place& place);
    void add_example(Template& from, const std::map<std::string, std::string>& values,
                     std::vector<Organisation>& all);
    void set_capacities(Organisation& organisation, const Unfilled& unfilled);
    void set_parameters(Organisation& organisation, const Template& its, const Unfilled& unfilled);
};

}  // namespace kammerspiel::scenario
