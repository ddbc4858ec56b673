#include "catch.hpp"
#include "kammerspiel/exercise/msel_columns.hpp"
#include "msel_lists.hpp"
#include "tests/support/workbook.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using scenario::InjectMode;
using test::read_list;
using test::ReadList;
using test::row_of;

TEST_CASE("headings of other people's lists are understood", "[lists]") {
    using enum MselColumn;
    const MselHeadings headings;
    const std::vector<std::pair<MselColumn, std::vector<std::string>>> all{
        {id,
         {"#", "No.", "Nr.", "lfd. Nr.", "Inject #", "Inject No.", "Event #", "EVENT NUMBER",
          "MSEL NUMBER", "MSEL #", "Control No", "Inject ID", "Event-ID", "Seq No", "Serial",
          "Einlage Nr.", "Control Number", "Reference #"}},
        {move,
         {"Move", "Phase", "Module", "Phase #", "Move No.", "Übungsphase", "Spielzug",
          "PHASE:", "Exercise Phase", "Stage"}},
        {MselColumn::real_time,
         {"Time", "EVENT TIME", "INJECT DTG", "Time (0900-1215)", "Scheduled Time*", "Uhrzeit",
          "Time\nof delivery", "Date/Time", "Date & Time", "Datum/Uhrzeit", "Timeline",
          "Delivery Time", "Elapsed Time", "When", "Wann?", "Zeit (real)"}},
        {MselColumn::scenario_time,
         {"Scenario Time", "Designated Scenario Time", "Szenariozeit", "Story time", "Lagezeit",
          "Simulated Time", "Scenario time (local)"}},
        {type, {"EVENT TYPE", "Inject Type", "Art", "Kind", "Type of inject", "Category"}},
        {mode,
         {"INJECT MODE", "Inject Method", "Method", "Delivery Method", "Means", "Channel", "Kanal",
          "Mode of delivery", "Via", "Inject Mode*"}},
        {from,
         {"From", "SEND FROM (SIMULATED)", "Sent From:", "Sender", "Von", "From/Sender",
          "Originator (From)", "From Org", "Absender"}},
        {to,
         {"To", "SEND TO (RECIPIENT PLAYERS)", "Sent To:", "SEND TO", "Recipient(s)", "Teams",
          "Audience", "An", "Empfänger", "Target", "Recipient (To)", "To:", "Players"}},
        {title,
         {"Title*", "Subject", "SUBJECT:", "Betreff", "Inject Title", "Event Name", "Headline"}},
        {message,
         {"Message", "EVENT DESCRIPTION", "Event Summary", "Inject", "Description", "Content",
          "Inject Description", "Inject Text", "Einlage", "Meldung", "Wortlaut", "Inject / Message",
          "Scenario inject", "Beschreibung"}},
        {expected_action,
         {"Expected Action", "EXPECTED OUTCOMES", "Expected Reaction to Inject",
          "Expected Response", "Expected Player Action(s)", "Erwartete Reaktion",
          "Expectation Description", "Expected Outcome", "Expected action/response"}},
        {objective, {"Objectives", "Objective", "Exercise Objective(s)", "Ziel", "Objective #"}},
        {controller,
         {"INJECTED BY", "INJECTED BY (RESPONSIBLE CONTROLLER)", "Controller",
          "Responsible Controller", "Verantwortlich", "POC"}},
        {status, {"STATUS", "Done/To do", "Stand", "Inject Status"}},
        {notes,
         {"NOTES", "NOTES/REMARKS", "Controller Notes", "Comments", "Bemerkungen", "Remarks",
          "Notes to Controller", "Hinweise"}},
        {evaluation_task, {"Evaluator notes", "Critical task", "Beobachtungsauftrag"}}};
    for (const auto& [column, names] : all) {
        for (const std::string& name : names) {
            INFO(name);
            const auto meaning = headings.meaning_of(name);
            REQUIRE(meaning);
            CHECK(meaning->kind == MselHeading::Kind::column);
            CHECK(word_of(meaning->column) == word_of(column));
        }
    }
    for (const std::string name : {"Date", "Scheduled Date*", "Day", "Scenario Day", "Datum", "Tag",
                                   "Exercise Day", "Scenario date", "Wochentag", "Day #"}) {
        INFO(name);
        const auto meaning = headings.meaning_of(name);
        REQUIRE(meaning);
        CHECK(meaning->kind == MselHeading::Kind::date);
    }
    for (const std::string name : {"", "***", "Colour", "Phone number", "Room No.", "Storyline",
                                   "Expectation Score", "Version"}) {
        INFO(name);
        CHECK_FALSE(headings.meaning_of(name));
    }
}

TEST_CASE("a number is the id, and of two names the stronger one wins", "[lists]") {
    const ReadList events =
        read_list("Event #;Time;Subject;Message\n1;09:05;One;Text one\n2;09:15;Two;Text two\n");
    CHECK(events.titled("One").message.en == "Text one");
    CHECK(events.titled("One").name.text == "1");
    CHECK(events.diagnostics.warnings() == 0);
    const ReadList injects =
        read_list("Inject #;Time;Title;Description\n1;09:05;One;Text one\n2;09:15;Two;Text two\n");
    CHECK(injects.titled("Two").message.en == "Text two");
    // Delivery Time is the name of a layout, Time is what people write.
    const ReadList both = read_list("Time,Delivery Time,Title\n+ 00:30:00,2026-12-03T09:05,One\n");
    CHECK(both.minute("One") == 5);
    CHECK(both.count("msel.heading.again") == 1);
    const ReadList named =
        read_list("Name,Time,To\nOdd server,9:05,provider\nA call,9:10,provider\n");
    CHECK(named.minute("Odd server") == 5);
}

TEST_CASE("a date, a time, a scenario day and a scenario time are read side by side", "[lists]") {
    const ReadList read = read_list(
        "Inject #,Title*,Scheduled Date*,Scheduled Time*,Scenario Day,Scenario Time,Description,"
        "From,To,Method,Expected Action,Controller Notes,Phase,Objectives\n"
        "1,Odd process,12/03/2026,09:05 AM,1,13:40,Unknown.,SimCell,provider,Phone Call,Meet.,"
        "Speak slowly.,Something is odd,decide\n"
        "2,Newspaper asks,12/03/2026,9:20 AM,1,15:40,Asks.,SimCell,chamber,Email,Wait.,,"
        "Something is odd,\"decide, speak\"\n"
        "3,Noon call,12/03/2026,12:05 PM,8,08:30,Ask.,SimCell,All players,In-Person,An order.,,"
        "A week later,\n");
    CHECK(read.minute("Odd process") == 5);
    CHECK(read.minute("Newspaper asks") == 20);
    CHECK(read.minute("Noon call") == 185);
    CHECK(read.titled("Odd process").mode == InjectMode::phone);
    CHECK(read.titled("Odd process").notes.en == "Speak slowly.");
    CHECK(read.titled("Odd process").objective->text == "decide");
    CHECK(read.titled("Newspaper asks").objective->text == "decide");
    CHECK(read.count("msel.objective.first") == 1);
    CHECK(read.titled("Noon call").mode == InjectMode::in_person);
    CHECK(read.count("msel.heading.unknown") == 0);
}

TEST_CASE("the four rows of an HSEEP list are read", "[lists]") {
    const ReadList read = read_list(
        "EVENT #;EVENT TIME;EVENT TYPE;SUBJECT;INJECT MODE;SEND FROM (SIMULATED);INJECTED BY "
        "(RESPONSIBLE CONTROLLER);SEND TO (RECIPIENT PLAYERS);EVENT DESCRIPTION;EXPECTED "
        "OUTCOMES;NOTES\n"
        "1;09:00;Controller Action;STARTEX;Radio;---;Exercise Director;All Participants;The "
        "director opens.;Play begins.;\n"
        "2;09:10;Inject;Unknown process;Phone;Analyst;Simulation cell;provider;A server.;A log.;\n"
        "3;09:20;Player Action;Meeting;In Person;---;---;---;The team meets.;---;\n"
        "4;10:05;Contingency;Nobody leads;Phone;Head;Simulation cell;provider;Whom?;A name.;\n");
    CHECK(read.import.added == 4);
    CHECK(read.titled("STARTEX").type == Inject::Type::information);
    CHECK(read.titled("STARTEX").from == Localised{});
    CHECK(read.titled("STARTEX").to.empty());
    CHECK(read.titled("STARTEX").controller == in_both_languages("Exercise Director"));
    CHECK(read.titled("Meeting").type == Inject::Type::expected_action);
    CHECK(read.titled("Meeting").expected_action.en.empty());
    CHECK(read.titled("Nobody leads").from == in_both_languages("Head"));
    CHECK(read.minute("Nobody leads") == 65);
}

TEST_CASE("nothing usable is nothing", "[lists]") {
    const ReadList read = read_list("Time;To;Title\nsoon;provider;One\nlater;provider;Two\n");
    CHECK(read.import.rows == 2);
    CHECK(read.import.left_out == 2);
    CHECK(read.import.added == 0);
}

TEST_CASE("usual words for types, modes and statuses are understood", "[lists]") {
    const auto types = std::vector<std::pair<std::string, Inject::Type>>{
        {"Player Action", Inject::Type::expected_action},
        {"Expected Actions", Inject::Type::expected_action},
        {"Controller Action", Inject::Type::information},
        {"Contextual", Inject::Type::inject},
        {"Injects", Inject::Type::inject},
        {"Administrative", Inject::Type::information},
        {"Key event", Inject::Type::information},
        {"Contingent", Inject::Type::contingency},
        {"Erwartete Maßnahme", Inject::Type::expected_action}};
    for (const auto& [word, type] : types) {
        INFO(word);
        CHECK(meant_by<Inject::Type>(word) == type);
    }
    const auto modes = std::vector<std::pair<std::string, InjectMode>>{
        {"Handout", InjectMode::document},       {"Verbally", InjectMode::in_person},
        {"Text message", InjectMode::messenger}, {"E-Mails", InjectMode::mail},
        {"Phone Calls", InjectMode::phone},      {"Social Media Post", InjectMode::social_media},
        {"Land Line", InjectMode::phone},        {"Funkspruch", InjectMode::radio},
        {"Pressemitteilung", InjectMode::media}, {"In-Person", InjectMode::in_person}};
    for (const auto& [word, mode] : modes) {
        INFO(word);
        CHECK(meant_by<InjectMode>(word) == mode);
    }
    const auto statuses = std::vector<std::pair<std::string, Inject::Status>>{
        {"Ready", Inject::Status::approved},   {"Ready to Inject", Inject::Status::approved},
        {"Planned", Inject::Status::approved}, {"Pending", Inject::Status::draft},
        {"To do", Inject::Status::draft},      {"Injected", Inject::Status::sent},
        {"Deferred", Inject::Status::skipped}, {"Cancelled", Inject::Status::skipped},
        {"Deleted", Inject::Status::skipped},  {"Omitted", Inject::Status::skipped},
        {"Done", Inject::Status::done},        {"entfällt", Inject::Status::skipped}};
    for (const auto& [word, status] : statuses) {
        INFO(word);
        CHECK(meant_by<Inject::Status>(word) == status);
    }
    for (const std::string nothing :
         {"---", "–", "N/A", "n/a", "TBD", "tba", "", " ", "?", "..."}) {
        INFO(nothing);
        CHECK(means_nothing(nothing));
    }
    for (const std::string something : {"no", "x", "a", "0", "Nat"})
        CHECK_FALSE(means_nothing(something));
}

TEST_CASE("of several modes the first is taken, with a note", "[lists]") {
    const ReadList read = read_list(
        "Time;Mode;Title\n"
        "09:05;Radio / Phone;A\n"
        "09:06;Radio / Land Line / Cell Phone;B\n"
        "09:07;Email, phone;C\n"
        "09:08;Phone/Call;D\n"
        "09:09;Phone call from SimCell;E\n");
    CHECK(read.titled("A").mode == InjectMode::radio);
    CHECK(read.titled("B").mode == InjectMode::radio);
    CHECK(read.titled("C").mode == InjectMode::mail);
    CHECK(read.titled("D").mode == InjectMode::phone);
    CHECK(read.titled("E").mode == InjectMode::phone);
    CHECK(read.count("msel.word.first") == 4);
}

TEST_CASE("an unknown word is said once, with where else it stands", "[lists]") {
    std::string list = "Time;To;Type;Title\n";
    for (int i = 0; i < 120; ++i) {
        list += "09:05;Press;Wonder;Title " + std::to_string(i) + "\n";
    }
    list += "soon;provider;Inject;Last\n";
    const ReadList read = read_list(list);
    CHECK(read.count("msel.word.unknown") == 1);
    CHECK(read.count("msel.group.unknown") == 1);
    CHECK(read.count("msel.time.unknown") == 1);
    const auto all = read.diagnostics.sorted();
    const auto unknown = std::find_if(all.begin(), all.end(), [](const Diagnostic& one) {
        return one.message.key == "msel.word.unknown";
    });
    REQUIRE(unknown->notes.size() == 1);
    CHECK(Text(Language::en)(unknown->notes.front().message) ==
          "the same in 119 more places: C3, C4, C5, C6, C7, …");
}

TEST_CASE("groups are found by number, by name and among others", "[lists]") {
    const ReadList read = read_list(
        "Time;To;Title\n"
        "09:05;1;A\n"
        "09:06;Team 2;B\n"
        "09:07;provider/chamber;C\n"
        "09:08;provider and chamber;D\n"
        "09:09;All Participants;E\n"
        "09:10;Everyone;F\n"
        "09:11;provider, Press;G\n"
        "09:12;provider (IT);H\n"
        "09:13;---;I\n");
    CHECK(read.titled("A").to == std::vector<scenario::Name>{{"provider", {}}});
    CHECK(read.titled("B").to == std::vector<scenario::Name>{{"chamber", {}}});
    CHECK(read.titled("C").to.size() == 2);
    CHECK(read.titled("D").to.size() == 2);
    CHECK(read.titled("E").to.empty());
    CHECK(read.titled("F").to.empty());
    CHECK(read.titled("G").to.size() == 1);
    CHECK(read.titled("H").to.size() == 1);
    CHECK(read.titled("I").to.empty());
    CHECK(read.count("msel.group.unknown") == 1);
    CHECK(read.diagnostics.warnings() == 1);
}

TEST_CASE("moves are found by number, as Move 2 and with their titles", "[lists]") {
    const std::vector<std::pair<std::string, std::string>> all{
        {"1", "first-signs"},
        {"2", "evening"},
        {"Move 2", "evening"},
        {"Move 3: A week later", "week-later"},
        {"III", "week-later"},
        {"Phase II", "evening"},
        {"Phase 1: Something is odd", "first-signs"},
        {"Phase 3 - anything", "week-later"},
        {"**Something is odd**", "first-signs"},
        {"Module #2", "evening"},
        {"2. The evening", "evening"},
        {"Phase zwei", "evening"},
        {"2nd phase", "evening"},
        {"Spielzug 3", "week-later"},
        {"A week later (Thursday)", "week-later"}};
    for (const auto& [written, name] : all) {
        INFO(written);
        const ReadList read = read_list("Move;Trigger;Title\n" + written + ";after 5min;A\n");
        CHECK(read.titled("A").move.text == name);
        CHECK(read.diagnostics.warnings() == 0);
    }
    CHECK(read_list("Move;Time;Title\nMove 7;09:05;A\n").count("msel.move.unknown") == 1);
    // Where there is a move 0, it is the first.
    const ReadList zero = read_list("Move;Trigger;Title\n0;after 5min;A\n2;after 5min;C\n");
    CHECK(zero.titled("A").move.text == "first-signs");
    CHECK(zero.titled("C").move.text == "week-later");
}

TEST_CASE("titles between rows, repeated headings and empty rows are understood", "[lists]") {
    const ReadList read = read_list(
        "Exercise Evening Star;;;\n"
        ";;;\n"
        "No.;Time;Subject;Message\n"
        "Phase 1: Something is odd;;;\n"
        "1;0:05;A;T\n"
        ";;;\n"
        "2;0:10;B;T\n"
        "No.;Time;Subject;Message\n"
        "**The evening**;;;\n"
        "3;0:05;C;T\n"
        "4;0:20;D;T\n");
    CHECK(read.import.added == 4);
    CHECK(read.minute("A") == 5);
    CHECK(read.minute("C") == 65);
    CHECK(read.minute("D") == 80);
    CHECK(read.diagnostics.warnings() == 0);
    const ReadList days = read_list(
        "Time,Subject\n"
        "\"Thursday, 3 December 2026\",\n"
        "0905,A\n"
        "1010,B\n");
    CHECK(days.minute("A") == 5);
    CHECK(days.minute("B") == 70);
    CHECK(days.diagnostics.warnings() == 0);
}

TEST_CASE("two rows of headings and tables beside the list do not disturb it", "[lists]") {
    const ReadList two = read_list(
        "Scenario;;Exercise;;;\n"
        "Date;Time;Date;Time;To;Title\n"
        "2022-08-03;13:40;2026-12-03;09:05;provider;A\n");
    CHECK(two.minute("A") == 5);
    CHECK(two.diagnostics.warnings() == 0);
    const ReadList beside = read_list(
        "No.;Time;Title;Status;;Status;Count\n"
        "1;09:05;A;Ready;;Ready;2\n"
        "2;09:06;B;Ready;;Draft;0\n"
        "3;09:07;C;Draft;;;\n");
    CHECK(beside.import.added == 3);
    CHECK(beside.titled("C").status == Inject::Status::draft);
    CHECK(beside.diagnostics.warnings() == 0);
}

TEST_CASE("KEY EVENT in the column of numbers is no number", "[lists]") {
    const ReadList read = read_list(
        "Event #,Time,Event Summary\n101,0905,One\nKEY EVENT,0910,Two\nKEY EVENT,0915,Three\n");
    CHECK(read.titled("Two").type == Inject::Type::information);
    CHECK(read.count("msel.id.twice") == 0);
}

TEST_CASE("a French timeline is read without a mapping", "[lists]") {
    const std::string list =
        ";Action to be taken;Timeline;Teams;Subject;Content;Comments;Expectation "
        "Description;Done/To do\n"
        ";Notify;M-5;provider;Exercise;It starts.;Short.;Told;To do\n"
        ";Announce;09:05;chamber;Launch;It begins.;;Told;To do\n"
        ";Planner / Prepare;;;;;;;\n"
        ";Alert;T+20;provider, chamber;Alert;Odd.;;Triage;Done\n"
        ";Alert two;9h30;provider;Alert two;Odd.;;Triage;To do\n"
        ";French days;J+0 H+1 M+10;provider;Third alert;Odd.;;Triage;To do\n";
    const ReadList read = read_list(list);
    CHECK(read.import.added == 5);
    CHECK(read.minute("Exercise") == 0);
    CHECK(read.minute("Alert two") == 30);
    CHECK(read.minute("Third alert") == 70);
    CHECK(read.titled("Alert").status == Inject::Status::done);
    CHECK(read.titled("Exercise").status == Inject::Status::draft);
    CHECK(read.count("msel.time.before") == 1);
    const ReadList mapped = read_list(list, {}, test::empty_sample(),
                                      "Action to be taken;ignore\nTimeline;Real time\n"
                                      "Teams;To\nDone/To do;Status\n");
    CHECK(mapped.import.added == 5);
    CHECK(mapped.count("msel.heading.again") == 0);
}

TEST_CASE("a list without ids that is read again changes its injects", "[lists]") {
    test::MselSample sample = test::empty_sample();
    const std::string list = "Time;To;Title;Message\n09:05;provider;A;One\n09:10;provider;B;Two\n";
    const ReadList first = read_list(list, {}, sample);
    sample.exercise.injects = first.import.injects;
    const ReadList again = read_list(
        "Time;To;Title;Message\n09:05;provider;A;One\n09:12;provider;B;Two\n", {}, sample);
    CHECK(again.import.added == 0);
    CHECK(again.import.unchanged == 1);
    CHECK(again.import.changed == 1);
    CHECK(again.minute("B") == 12);
}

TEST_CASE("a list in Markdown is read, table by table", "[lists]") {
    const ReadList read = read_list(
        "# Injects\n\n"
        "| Time | Inject | Expected Response |\n"
        "|------|--------|-------------------|\n"
        "| T+5 | **A server** runs<br>a program | The team meets |\n"
        "| T+20 | A \\| B | No answer yet |\n"
        "| T+70 | The backup can be reached | Isolate it |\n");
    CHECK(read.import.added == 3);
    CHECK(read.minute("A server runs") == 5);
    CHECK(read.titled("A | B").expected_action.en == "No answer yet");
    CHECK(read.minute("The backup can be reached") == 70);
    CHECK(read.diagnostics.warnings() == 0);
    const ReadList two = read_list(
        "## Move 1\n\nTime | Title\n:--|--:\n0:05 | A\n\n"
        "## Move 2\n\nTime | Title\n--|--\n0:05 | B\n");
    CHECK(two.minute("A") == 5);
    CHECK(two.minute("B") == 65);
}

TEST_CASE("lists in JSON are read, other JSON is called that", "[lists]") {
    const ReadList openaev = read_list(
        R"({"scenario_information":{"scenario_name":"x"},
            "scenario_teams":[{"team_id":"t1","team_name":"provider"}],
            "scenario_injects":[
              {"inject_title":"a","inject_depends_duration":300,"inject_teams":["t1"],
               "inject_type":"openaev_email","inject_enabled":true,
               "inject_content":{"subject":"s","body":"<p>Hello &amp; welcome</p><p>Bye</p>"}},
              {"inject_title":"b","inject_depends_duration":4200,"inject_all_teams":true,
               "inject_enabled":false,"inject_description":"do it"}]})");
    CHECK(openaev.minute("a") == 5);
    CHECK(openaev.titled("a").message.en == "Hello & welcome\nBye");
    CHECK(openaev.titled("a").mode == InjectMode::mail);
    CHECK(openaev.titled("a").to.size() == 1);
    CHECK(openaev.minute("b") == 70);
    CHECK(openaev.titled("b").status == Inject::Status::skipped);
    CHECK(openaev.titled("b").message.en == "do it");
    const ReadList blueprint = read_list(
        R"({"name":"m","dataFields":[{"id":"2","name":"Description","displayOrder":2},
                                     {"id":"1","name":"Title","displayOrder":1}],
            "scenarioEvents":[{"deltaSeconds":4200,
              "dataValues":[{"dataFieldId":"1","value":"Backup"},
                            {"dataFieldId":"2","value":"It can be reached."}]}]})");
    CHECK(blueprint.minute("Backup") == 70);
    CHECK(blueprint.titled("Backup").message.en == "It can be reached.");
    const ReadList rows =
        read_list(R"([{"time":"09:05","title":"A","to":["provider","chamber"]}])");
    CHECK(rows.minute("A") == 5);
    CHECK(rows.titled("A").to.size() == 2);
    for (const std::string json : {R"({"a": 1})", R"({"a": )", "[]", "[[1]]"}) {
        INFO(json);
        const ReadList other = read_list(json);
        CHECK_FALSE(other.import.is_read);
        CHECK(other.count("msel.json") == 1);
    }
}

TEST_CASE("all visible sheets with the list are read", "[lists]") {
    const std::string heading = row_of({"No.", "Time", "To", "Subject", "Message"});
    const auto row = [](const std::string& number, const std::string& time) {
        return row_of({number, time, "provider", "S" + number, "T"});
    };
    const std::string book =
        test::workbook({{"Cover", row_of({"Exercise Evening Star"}) + row_of({}) +
                                      row_of({"Point of contact", "Control"})},
                        {"MSEL", heading + row("1", "09:05") + row("2", "10:10")},
                        {"Old version", heading + row("3", "09:00"), "hidden"}});
    const ReadList read = read_list(book);
    CHECK(read.import.added == 2);
    CHECK(read.notes("msel.note.hidden"));
    CHECK(read.notes("msel.note.sheets"));
    CHECK(read.diagnostics.warnings() == 0);
    const ReadList asked = read_list(book, {{"old version"}, MselTimes::automatic});
    CHECK(asked.import.added == 1);
    CHECK(read_list(book, {{"Olt version"}, MselTimes::automatic}).count("msel.sheet.unknown") ==
          1);
    const ReadList moves = read_list(test::workbook(
        {{"Move 1", heading + row("1", "0:05")}, {"Move 2", heading + row("2", "0:10")}}));
    CHECK(moves.minute("S1") == 5);
    CHECK(moves.minute("S2") == 70);
    const ReadList other = read_list(test::workbook(
        {{"MSEL", heading + row("1", "09:05")},
         {"Tasks", row_of({"Title", "Owner", "Comment"}) + row_of({"Room", "Anna", "book it"})}}));
    CHECK(other.import.added == 1);
    CHECK(other.count("msel.sheet.other") == 1);
}

TEST_CASE("what is merged over several rows holds for each of them", "[lists]") {
    const ReadList read = read_list(test::workbook(
        {{"a",
          "<row r='1'><c r='A1' t='str'><v>Phase</v></c><c r='B1' t='str'><v>Title</v></c>"
          "<c r='C1' t='str'><v>Message</v></c></row>"
          "<row r='2'><c r='A2' t='str'><v>Phase 2</v></c><c r='B2' t='str'><v>A</v></c></row>"
          "<row r='3'><c r='B3' t='str'><v>B</v></c></row>"
          "<row r='4'><c r='A4' t='str'><v>Phase 3</v></c><c r='B4' t='str'><v>C</v></c></row>",
          "", "<mergeCell ref='A2:A3'/>"}}));
    CHECK(read.titled("B").move.text == "evening");
    CHECK(read.titled("C").move.text == "week-later");
}

TEST_CASE("lists in the encodings of Windows are read", "[lists]") {
    const std::string list =
        "Uhrzeit;Empf\u00e4nger;Titel\n09:05;Stab des Dienstleisters;\u00dcbung\n";
    std::string wide = "\xFF\xFE";
    for (const char16_t c :
         std::u16string(u"Uhrzeit\tEmpf\u00e4nger\tTitel\r\n09:05\talle\t\u00dcbung\r\n")) {
        wide += static_cast<char>(c & 0xFF);
        wide += static_cast<char>(c >> 8U);
    }
    for (const std::string& bytes :
         {list, wide, wide.substr(2),
          std::string("Uhrzeit;Empf\xE4nger;Titel\n09:05;alle;\xDC"
                      "bung\n"),
          std::string("sep=;\nUhrzeit;Empf\xE4nger;Titel\n09:05;alle;\xDC"
                      "bung\n")}) {
        const ReadList read = read_list(bytes);
        CHECK(read.minute("\u00dcbung") == 5);
        CHECK(read.diagnostics.warnings() == 0);
    }
}

}  // namespace
}  // namespace kammerspiel::exercise
