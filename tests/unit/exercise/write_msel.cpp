#include <fstream>

#include "kammerspiel/exercise/msel.hpp"
#include "msel_sample.hpp"

// Writes the list of injects of a hostile exercise into the folder that is named, in each layout
// and language, for a second reader.

int main(int argc, char** argv) {
    using namespace kammerspiel;
    if (argc != 2) return 2;
    const std::string folder = std::string(argv[1]) + "/";
    const auto write = [&](const std::string& name, const std::string& bytes) {
        std::ofstream(folder + name, std::ios::binary) << bytes;
    };
    const test::MselSample sample = test::hostile_msel_sample();
    for (const Language language : {Language::de, Language::en}) {
        const Text text(language);
        const std::string spoken(code(language));
        for (const char* name : {"superset", "standard", "hseep", "mitre"}) {
            const auto layout = *value_of<exercise::MselLayout>(name);
            const std::string stem = std::string(name) + "." + spoken;
            write(stem + ".xlsx", exercise::msel_xlsx(sample.exercise, sample.schedule, layout,
                                                      "EXERCISE & TLP:AMBER", text));
            write(stem + ".csv",
                  exercise::msel_csv(sample.exercise, sample.schedule, layout, text));
        }
        write(spoken + ".ics",
              exercise::msel_icalendar(sample.exercise, sample.schedule, "EXERCISE", text).bytes);
    }
    return 0;
}
