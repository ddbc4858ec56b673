#include "kammerspiel/import/organisation_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/import/book_rows.hpp"
#include "sim/import/book_writer.hpp"
#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

using scenario::HostKind;

/// What all share who say nothing else.
constexpr std::string_view usual_type = "standard";

constexpr std::string_view zone_of(HostKind kind) {
    switch (kind) {
        case HostKind::workstation: return "office";
        case HostKind::telephony: return "voice";
        case HostKind::backup: return "backup";
        default: return "servers";
    }
}

class BookReader {
   public:
    BookReader(const std::vector<BookSheet>& sheets, std::string file, const Text& text,
               Diagnostics& out)
        : sheets_(sheets), file_(std::move(file)), text_(text), out_(out) {}

    std::optional<BookFederation> read() {
        const std::size_t errors = out_.errors();
        each_row(BookPart::groups, [&](const auto& row) { add_group(row); });
        each_row(BookPart::services, [&](const auto& row) { add_service(row); });
        each_row(BookPart::organisations, [&](const auto& row) { add_organisation(row); });
        if (organisations_.empty() && out_.errors() == errors) {
            out_.error(whole_file(), {"book.no_organisations"});
        }
        each_row(BookPart::dependencies, [&](const auto& row) { add_dependency(row); });
        if (out_.errors() > errors) return std::nullopt;
        check_services();
        if (out_.errors() > errors) return std::nullopt;
        return written_book(organisations_, types_, file_, text_);
    }

   private:
    using Row = BookRows::Row;
    const std::vector<BookSheet>& sheets_;
    std::string file_;
    const Text& text_;
    Diagnostics& out_;
    std::vector<BookOrganisation> organisations_;
    std::map<std::string, BookType> types_;
    std::map<std::size_t, std::string> capacities_;  ///< services by column

    [[nodiscard]] Place whole_file() const {
        return {std::make_shared<const std::string>(file_), 0, 0, 0};
    }

    template <class Visit>
    void each_row(BookPart part, const Visit& visit) {
        const auto sheet = std::find_if(sheets_.begin(), sheets_.end(), [&](const auto& one) {
            return part_called(one.name) == part;
        });
        if (sheet == sheets_.end()) {
            std::vector<std::string> there;
            constexpr std::size_t longest = 60;
            for (const BookSheet& one : sheets_) there.push_back(harmless(one.name, longest));
            out_.error(whole_file(),
                       {"book.no_sheet", {{"sheet", book_name(part, text_)}, {"there", there}}});
            return;
        }
        const BookRows rows(part, *sheet, file_, text_, out_);
        if (part == BookPart::organisations) read_capacity_columns(rows);
        for (const Row& row : rows.rows()) visit(row);
    }

    static std::string type_of(const Row& row) {
        const std::string name = row.name(BookColumn::type);
        return name.empty() ? std::string(usual_type) : name;
    }

    void add_group(const Row& row) {
        BookGroup group;
        group.name = row.name(BookColumn::group);
        const std::string kind = row.text(BookColumn::kind);
        if (const auto known = kind_called(kind)) {
            group.kind = *known;
        } else {
            std::vector<std::string> kinds;
            for (const HostKind one : Words<HostKind>::values) {
                kinds.push_back(book_kind(one, text_));
            }
            row.fault(BookColumn::kind, "book.kind", {{"value", kind}, {"known", kinds}},
                      did_you_mean(kind, kinds));
        }
        constexpr double most = 1e8;
        constexpr double most_per_staff = 1000;
        group.count = row.number(BookColumn::count, 0, most);
        group.per_staff = row.number(BookColumn::per_staff, 0, most_per_staff);
        if (group.count && group.per_staff) row.fault(BookColumn::per_staff, "book.both_counts");
        group.zone = row.name(BookColumn::zone);
        if (group.zone.empty()) group.zone = std::string(zone_of(group.kind));
        BookType& type = types_[type_of(row)];
        if (group.name.empty()) return;
        if (type.group(group.name) != nullptr) {
            return row.fault(BookColumn::group, "book.twice", {{"name", group.name}});
        }
        type.groups.push_back(std::move(group));
    }

    void add_service(const Row& row) {
        BookService service;
        service.name = row.name(BookColumn::service);
        service.title = row.text(BookColumn::title);
        service.share = row.share(BookColumn::share);
        if (const std::string word = row.text(BookColumn::profile); !word.empty()) {
            if (const auto profile = profile_called(word)) {
                service.profile = *profile;
            } else {
                unknown_word(row, BookColumn::profile, word, [&](auto& known) {
                    for (const auto one : book_profiles) known.push_back(book_profile(one, text_));
                });
            }
        }
        if (const std::string word = row.text(BookColumn::waits); !word.empty()) {
            if (const auto waits = waits_called(word)) {
                service.waits = *waits;
            } else {
                unknown_word(row, BookColumn::waits, word, [&](auto& known) {
                    known = {book_waits(true, text_), book_waits(false, text_)};
                });
            }
        }
        service.patience = row.span(BookColumn::patience);
        if (!service.patience.empty()) service.waits = true;
        service.mtpd = row.span(BookColumn::mtpd);
        service.rto = row.span(BookColumn::rto);
        service.elsewhere = row.share(BookColumn::elsewhere);
        BookType& type = types_[type_of(row)];
        if (service.name.empty()) return;
        if (type.group(service.name) != nullptr || type.service(service.name) != nullptr) {
            return row.fault(BookColumn::service, "book.twice", {{"name", service.name}});
        }
        service.place = row.place(BookColumn::service);
        type.services.push_back(std::move(service));
    }

    template <class Fill>
    void unknown_word(const Row& row, BookColumn column, const std::string& word,
                      const Fill& fill) {
        std::vector<std::string> known;
        fill(known);
        row.fault(column, "book.word", {{"value", word}, {"known", known}},
                  did_you_mean(word, known));
    }

    /// `capacity.emergency`, `Kapazität Notaufnahme`
    void read_capacity_columns(const BookRows& rows) {
        for (const auto& [column, heading] : rows.others()) {
            const std::string word = folded(heading);
            for (const std::string_view before : {"capacity_", "kapazitaet_"}) {
                if (!word.starts_with(before)) continue;
                for (const auto& [name, type] : types_) {
                    for (const BookService& service : type.services) {
                        const std::string wanted = word.substr(before.size());
                        const bool is_it =
                            folded(service.name) == wanted || folded(service.title) == wanted;
                        if (is_it) capacities_[column] = service.name;
                    }
                }
            }
        }
    }

    void add_organisation(const Row& row) {
        BookOrganisation organisation;
        organisation.id = row.name(BookColumn::id);
        organisation.name = row.text(BookColumn::name);
        organisation.city = row.text(BookColumn::city);
        organisation.region = row.name(BookColumn::region);
        constexpr double most_members = 1e10;
        constexpr double most_staff = 1e7;
        constexpr double most_places = 1e10;
        organisation.members = row.number(BookColumn::members, 0, most_members).value_or(0);
        organisation.staff = row.number(BookColumn::staff, 0, most_staff).value_or(0);
        organisation.type = type_of(row);
        for (const auto& [column, service] : capacities_) {
            const auto places = row.number(column, 0, most_places);
            if (places) organisation.capacities[service] = *places;
        }
        if (!types_.contains(organisation.type)) {
            std::vector<std::string> known;
            for (const auto& [name, type] : types_) known.push_back(name);
            row.fault(BookColumn::type, "book.type",
                      {{"type", organisation.type}, {"known", known}},
                      did_you_mean(organisation.type, known));
        }
        if (organisation.id.empty()) return;
        if (find(organisation.id) != nullptr) {
            return row.fault(BookColumn::id, "book.twice", {{"name", organisation.id}});
        }
        organisations_.push_back(std::move(organisation));
    }

    [[nodiscard]] const BookOrganisation* find(const std::string& id) const {
        const auto found = std::find_if(organisations_.begin(), organisations_.end(),
                                        [&](const auto& one) { return one.id == id; });
        return found == organisations_.end() ? nullptr : &*found;
    }

    void add_dependency(const Row& row) {
        const std::string type_name = type_of(row);
        const auto its = types_.find(type_name);
        const std::string of = row.name(BookColumn::of);
        if (its == types_.end()) {
            return row.fault(BookColumn::type, "book.no_type", {{"type", type_name}});
        }
        BookType& type = its->second;
        BookNeed need;
        need.name = row.name(BookColumn::needs);
        need.provider = row.name(BookColumn::provider);
        need.grace = row.span(BookColumn::grace);
        need.alternative = row.text(BookColumn::alternative);
        if (of.empty() || need.name.empty()) return;
        std::vector<BookNeed>* needs = type.needs_of(of);
        if (needs == nullptr) return unknown_thing(row, BookColumn::of, of, type);
        const BookType* theirs = &type;
        if (!need.provider.empty()) {
            const BookOrganisation* provider = find(need.provider);
            if (provider == nullptr) {
                std::vector<std::string> known;
                for (const BookOrganisation& one : organisations_) known.push_back(one.id);
                return row.fault(BookColumn::provider, "book.organisation",
                                 {{"name", need.provider}}, did_you_mean(need.provider, known));
            }
            theirs = &types_.at(provider->type);
            if (provider->type == type_name) {
                return row.fault(BookColumn::provider, "book.itself", {{"name", need.provider}});
            }
        }
        if (!theirs->has(need.name)) {
            return unknown_thing(row, BookColumn::needs, need.name, *theirs);
        }
        needs->push_back(std::move(need));
    }

    void unknown_thing(const Row& row, BookColumn column, const std::string& name,
                       const BookType& type) {
        std::vector<std::string> known;
        for (const BookGroup& one : type.groups) known.push_back(one.name);
        for (const BookService& one : type.services) known.push_back(one.name);
        row.fault(column, "book.thing", {{"name", name}, {"known", known}},
                  did_you_mean(name, known));
    }

    void check_services() {
        for (const auto& [name, type] : types_) {
            for (const BookService& service : type.services) {
                if (!service.needs.empty()) continue;
                out_.error(service.place, {"book.needs_nothing",
                                           {{"service", service.name},
                                            {"sheet", book_name(BookPart::dependencies, text_)}}});
            }
        }
    }
};

using Cells = std::vector<std::string>;

}  // namespace

std::vector<BookTable> book_tables(const Text& text) {
    std::vector<BookTable> tables;
    BookTable about;
    about.name = text("book.sheet.about");
    about.above = {text("book.about.title")};
    about.columns = {{text("book.about.sheet"), 18, {}, {}},
                     {text("book.about.column"), 22, {}, {}},
                     {text("book.about.meaning"), 90, {}, {}}};
    std::vector<std::string> kinds;
    for (const HostKind kind : Words<HostKind>::values) kinds.push_back(book_kind(kind, text));
    std::vector<std::string> profiles;
    for (const std::string_view one : book_profiles) profiles.push_back(book_profile(one, text));
    for (const BookPart part : Words<BookPart>::values) {
        BookTable table;
        table.name = book_name(part, text);
        const std::string rule = text(fmt::format("book.rule.{}", word_of(part)));
        table.above = {rule};
        about.rows.push_back({table.name, "", rule});
        for (const BookColumn column : columns_of(part)) {
            BookTable::Column made{book_heading(column, text), 14, {}, {}};
            using enum BookColumn;
            constexpr double wide = 26;
            if (column == name || column == title) made.width = wide;
            if (column == kind) made.choices = kinds;
            if (column == profile) made.choices = profiles;
            if (column == waits) made.choices = {book_waits(true, text), book_waits(false, text)};
            if (column == provider) {
                made.choices_from = book_name(BookPart::organisations, text);
            }
            if (column == region) {
                made.choices = {"DE-BW", "DE-BY", "DE-BE", "DE-BB", "DE-HB", "DE-HH",
                                "DE-HE", "DE-MV", "DE-NI", "DE-NW", "DE-RP", "DE-SL",
                                "DE-SN", "DE-ST", "DE-SH", "DE-TH"};
            }
            about.rows.push_back(
                {table.name, made.heading, text(fmt::format("book.means.{}", word_of(column)))});
            table.columns.push_back(std::move(made));
        }
        if (part == BookPart::organisations) {
            about.rows.push_back({table.name, text("book.capacity"), text("book.means.capacity")});
        }
        tables.push_back(std::move(table));
    }
    const auto kind = [&](HostKind one) { return book_kind(one, text); };
    const std::string always = profiles[0];
    const std::string office = profiles[1];
    const std::string later = book_waits(true, text);
    tables[0].rows = {
        {"ulm", "Ulm", "Ulm", "DE-BW", "40000", "80", ""},
        {"kiel", "Kiel", "Kiel", "DE-SH", "60000", "110", ""},
        {"dortmund", "Dortmund", "Dortmund", "DE-NW", "58000", "120", ""},
        {"provider", text("book.sample.provider"), "Dortmund", "DE-NW", "0", "90", "provider"}};
    tables[1].rows = {
        {"", "workstations", kind(HostKind::workstation), "", "1.2", "office"},
        {"", "directory", kind(HostKind::identity), "2", "", "servers"},
        {"", "servers", kind(HostKind::server), "4", "", "servers"},
        {"", "backup", kind(HostKind::backup), "1", "", "backup"},
        {"provider", "workstations", kind(HostKind::workstation), "", "1.2", "office"},
        {"provider", "directory", kind(HostKind::identity), "2", "", "servers"},
        {"provider", "servers", kind(HostKind::server), "20", "", "servers"},
        {"provider", "backup", kind(HostKind::backup), "2", "", "backup"}};
    tables[2].rows = {
        {"", "email", text("book.sample.mail"), "0.05", office, later, "4d", "3d", "1d", ""},
        {"", "website", text("book.sample.website"), "0.01", always, "", "", "2d", "8h", ""},
        {"provider", "portal", text("book.sample.portal"), "", "", "", "", "", "", ""}};
    tables[3].rows = {{"", "workstations", "directory", "", "8h", ""},
                      {"", "email", "servers", "", "", ""},
                      {"", "email", "directory", "", "", ""},
                      {"", "website", "portal", "provider", "", ""},
                      {"provider", "workstations", "directory", "", "8h", ""},
                      {"provider", "portal", "servers", "", "", ""}};
    tables.insert(tables.begin(), std::move(about));
    return tables;
}

std::optional<BookFederation> federation_of_book(const std::vector<BookSheet>& sheets,
                                                 const std::string& file, const Text& text,
                                                 Diagnostics& out) {
    return BookReader(sheets, file, text, out).read();
}

}  // namespace kammerspiel::inventories
