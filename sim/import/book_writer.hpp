#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/import/organisation_book.hpp"
#include "kammerspiel/scenario/common.hpp"

// What a workbook of organisations says, and the files that say the same to the loader.

namespace kammerspiel::inventories {

struct BookNeed {
    std::string name;
    std::string provider;     ///< empty: an own one
    std::string grace;        ///< empty: none
    std::string alternative;  ///< those with one word here stand in for each other; may be empty
};

struct BookGroup {
    std::string name;
    scenario::HostKind kind = scenario::HostKind::server;
    std::optional<double> count, per_staff;
    std::string zone;
    std::vector<BookNeed> needs = {};
};

struct BookService {
    std::string name;
    std::string title;
    std::optional<double> share;  ///< absent: nobody outside wants it
    std::string profile = "office-hours";
    bool waits = false;
    std::string patience, mtpd, rto;
    std::optional<double> elsewhere;
    std::vector<BookNeed> needs = {};
    Place place = {};
};

/// The inside that organisations share.
struct BookType {
    std::vector<BookGroup> groups;
    std::vector<BookService> services;

    [[nodiscard]] const BookGroup* group(const std::string& name) const;
    [[nodiscard]] const BookService* service(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const {
        return group(name) != nullptr || service(name) != nullptr;
    }
    [[nodiscard]] std::vector<BookNeed>* needs_of(const std::string& name);
};

struct BookOrganisation {
    std::string id, name, city, region, type;
    double members = 0;
    double staff = 0;
    std::map<std::string, double> capacities = {};  ///< by service
};

/// Precondition: there are organisations, and all names exist.
[[nodiscard]] BookFederation written_book(const std::vector<BookOrganisation>& organisations,
                                          const std::map<std::string, BookType>& types,
                                          const std::string& file, const Text& text);

}  // namespace kammerspiel::inventories
