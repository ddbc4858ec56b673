#include "catch.hpp"
#include "msel_lists.hpp"
#include "tests/support/workbook.hpp"

namespace kammerspiel::exercise {
namespace {

using test::read_list;
using test::ReadList;

/// A list of one time each, called by it; with the move beside it where one is given.
ReadList times(const std::vector<std::string>& all, const std::string& heading = "Time",
               const MselOptions& options = {}) {
    std::string list = heading + ";Title\n";
    for (const std::string& time : all) list += "\"" + time + "\";at " + time + "\n";
    return read_list(list, options);
}

TEST_CASE("times of day are read in every notation", "[lists]") {
    for (const std::string time :
         {"09:05 AM",   "9:05 am",       "9:05a",        "09:05 a.m.",   "0905",
          "905",        "0905 hrs",      "0905L",        "0905J",        "09.05 Uhr",
          "9.05",       "9h05",          "09:05 h",      "09:05:00",     "9:05 Uhr",
          "ca. 9:05",   "~ 09:05",       "0805Z",        "08:05 UTC",    "0805 GMT",
          "0905A",      "08:05Z",        "09:05+01:00",  "09:05-09:20",  "09:05 – 09:20",
          "0905-0920",  "9:05 bis 9:20", "0.3784722222", "9:05 o'clock", "03:05 EST",
          "10:05 UTC+2"}) {
        INFO(time);
        const ReadList read = times({time});
        CHECK(read.minute("at " + time) == 5);
        CHECK(read.diagnostics.warnings() == 0);
    }
    for (const std::string time :
         {"noon", "12 noon", "12:00 PM", "12pm", "Mittag", "1200", "midday"}) {
        INFO(time);
        CHECK(times({time}).minute("at " + time) == 180);
    }
}

TEST_CASE("days with times are read in every notation", "[lists]") {
    for (const std::string time : {"12/03/2026 9:05",
                                   "2026/12/03 09:05",
                                   "03/12/2026 09:05",
                                   "December 3, 2026 9:05 AM",
                                   "3 Dez 2026 09:05",
                                   "3. Dezember 2026 09:05 Uhr",
                                   "Thursday, December 3rd, 2026, 9:05 AM",
                                   "3-Dec-26 0905",
                                   "3 Dec 09:05",
                                   "Dec 3 9:05am",
                                   "3.12. 9:05",
                                   "3.12. 0905",
                                   "09:05 3 Dec 2026",
                                   "09:05 on 03.12.2026",
                                   "030905DEC2026",
                                   "030905 DEC 26",
                                   "03 0905L DEC 26",
                                   "030805ZDEC26",
                                   "030905ADEC2026",
                                   "03 0905 Dez 2026",
                                   "2026-12-03T08:05:00.000Z",
                                   "2026-12-03T09:05:00+01:00",
                                   "2026-12-03T03:05:00-05:00",
                                   "2026-12-03 09:05:00.000",
                                   "2026-12-03T09:05",
                                   "20261203 0905",
                                   "Day 1 09:05",
                                   "Tag 1, 9:05 Uhr",
                                   "D+0 0905",
                                   "Thu 09:05",
                                   "Donnerstag 9:05 Uhr",
                                   "46359.3784722222"}) {
        INFO(time);
        const ReadList read = times({time});
        if (time == "20261203 0905") {  // a number of eight digits is no day that people write
            CHECK(read.count("msel.time.unknown") == 1);
            continue;
        }
        CHECK(read.minute("at " + time) == 5);
        CHECK(read.diagnostics.warnings() == 0);
    }
}

TEST_CASE("spans since the beginning are read in every notation", "[lists]") {
    for (const std::string time :
         {"T+65",         "T + 65 min",   "T+1:05",          "T+1h05",
          "T+1h 5min",    "+1:05",        "+01:05:00",       "+ 01:05:00",
          "+ 0 01:05:00", "65 min",       "65 minutes",      "65 Minuten",
          "1 h 5 min",    "1h05",         "1 h 5 m",         "3900 s",
          "D+0 H+1 M+5",  "J+0 H+1 M+5",  "H+1 M+5",         "M+65",
          "STARTEX + 65", "StartEx+1:05", "Beginn + 65 min", "65 min nach Beginn"}) {
        INFO(time);
        const ReadList read = times({time});
        CHECK(read.minute("at " + time) == 65);
        CHECK(read.diagnostics.warnings() == 0);
    }
    CHECK(times({"STARTEX"}).minute("at STARTEX") == 0);
    CHECK(times({"1,5 h"}).minute("at 1,5 h") == 90);
    CHECK(times({"T+2"}).minute("at T+2") == 2);
}

TEST_CASE("what is no time is none", "[lists]") {
    for (const std::string time : {"soon", "later", "T+", "25:00", "31.02.2026 09:05", "9:75",
                                   "13:05 AM", "D+", "1.2.3", "99999999999999999999"}) {
        INFO(time);
        const ReadList read = times({time});
        CHECK(read.import.left_out == 1);
        CHECK(read.count("msel.time.unknown") == 1);
    }
    CHECK(times({"2026-12-03"}).count("msel.time.day_only") == 1);
}

TEST_CASE("the exercise's own day settles the order of day and month", "[lists]") {
    const ReadList read =
        times({"12/03/2026 9:05", "03/12/2026 10:05", "13/12/2026 10:10", "4/12/2026 10:00"});
    CHECK(read.minute("at 12/03/2026 9:05") == 5);
    CHECK(read.minute("at 03/12/2026 10:05") == 65);
    // The thirteenth is certain, and no day of the exercise.
    CHECK(read.count("msel.time.outside_exercise") >= 1);
    CHECK(read.notes("msel.note.date"));
    CHECK(read.import.added == 2);
}

TEST_CASE("a day that nothing settles is refused as ambiguous", "[lists]") {
    const ReadList read = times({"05/04/2026 9:05"});
    CHECK(read.count("msel.time.ambiguous") == 1);
    CHECK(read.import.left_out == 1);
    // Other rows settle it.
    const ReadList settled = times({"05/04/2026 9:05", "25/04/2026 9:05"});
    CHECK(settled.count("msel.time.ambiguous") == 0);
    CHECK(settled.count("msel.time.outside_exercise") == 2);
}

TEST_CASE("times near 0:00 are spans, since the exercise or the move began as the list has it",
          "[lists]") {
    const ReadList of_moves = read_list(
        "Phase,Time,To,Subject,Content\n"
        "Something is odd,0:05,provider,One,Text one\n"
        "Something is odd,0:25,provider,Two,Text two\n"
        "The evening,0:10,provider,Three,Text three\n");
    CHECK(of_moves.minute("One") == 5);
    CHECK(of_moves.minute("Two") == 25);
    CHECK(of_moves.minute("Three") == 70);
    CHECK(of_moves.diagnostics.warnings() == 0);
    CHECK(of_moves.notes("msel.note.since_move"));
    const ReadList of_exercise = read_list(
        "Phase,Time,Subject\n"
        "Something is odd,0:05,One\n"
        "The evening,1:10,Three\n");
    CHECK(of_exercise.minute("Three") == 70);
    CHECK(of_exercise.notes("msel.note.since_exercise"));
    const ReadList without_moves = times({"0:05", "0:25", "1:10", "2:20"});
    CHECK(without_moves.minute("at 0:25") == 25);
    CHECK(without_moves.minute("at 2:20") == 140);
    // As it is asked for
    CHECK(times({"0:05"}, "Time", {{}, MselTimes::clock}).import.left_out == 1);
    CHECK(times({"9:05"}, "Time", {{}, MselTimes::exercise}).import.left_out == 1);
    // Times of day that fit remain such.
    const ReadList clock = times({"9:05", "9:20", "10:10"});
    CHECK(clock.minute("at 10:10") == 70);
    CHECK_FALSE(clock.notes("msel.note.since_exercise"));
}

TEST_CASE("all notations of one list are read together", "[lists]") {
    const ReadList read = read_list(
        "Inject,Time,From,To,Content,Expected Response\n"
        "1.1,+0:05,Controller,provider,One.,The team meets.\n"
        "1.2,+0:20,Newspaper,chamber,Two.,No answer without agreement.\n"
        "2.1,T+1h05,Backup team,provider,Three.,Isolate it.\n"
        "2.2,75 min,Head,provider,Four.,A name.\n"
        "3.1,T+2:20,Members,chamber,Five.,An order.\n"
        "3.2,0:25,Members,chamber,Six.,An answer.\n"
        "3.3,1h30,Members,chamber,Seven.,An answer.\n");
    CHECK(read.import.added == 7);
    CHECK(read.import.injects.front().name.text == "1-1");
    CHECK(read.minute("Three.") == 65);
    CHECK(read.minute("Four.") == 75);
    CHECK(read.minute("Five.") == 140);
    CHECK(read.minute("Six.") == 25);
    CHECK(read.minute("Seven.") == 90);
}

TEST_CASE("a column of minutes is one of spans", "[lists]") {
    for (const std::string heading : {"Elapsed time", "Minute", "T+ (min)", "Time since start",
                                      "Verstrichene Zeit", "Offset"}) {
        INFO(heading);
        const ReadList read = times({"5", "20", "70", "0:40"}, heading);
        CHECK(read.minute("at 5") == 5);
        CHECK(read.minute("at 70") == 70);
        CHECK(read.minute("at 0:40") == 40);
        CHECK(read.diagnostics.warnings() == 0);
    }
    const ReadList numbers = times({"5", "20", "70"});
    CHECK(numbers.minute("at 70") == 70);
    CHECK(numbers.notes("msel.note.minutes"));
}

TEST_CASE("before the beginning is at the beginning, and said", "[lists]") {
    for (const std::string time : {"M-5", "T-5", "-5 min", "08:55", "-0:05"}) {
        INFO(time);
        const ReadList read = times({time, "09:10"});
        CHECK(read.minute("at " + time) == 0);
        CHECK(read.count("msel.time.before") == 1);
    }
}

TEST_CASE("no inject is put outside its move by more than the move's length", "[lists]") {
    const ReadList read = read_list(
        "Move;Time;Title\n"
        "Something is odd;09:50;near\n"
        "Something is odd;23:30;far\n"
        "The evening;03.12.2027 10:05;another year\n");
    CHECK(read.titled("near").after == minutes(50));
    CHECK(read.count("msel.time.outside") == 1);
    CHECK(read.titled("far").after == Duration::zero());
    CHECK(read.titled("far").move.text == "first-signs");
    CHECK(read.titled("another year").after == Duration::zero());
    CHECK(read.count("msel.time.too_far") == 2);
    CHECK(read.count("msel.row.no_time") == 0);
}

TEST_CASE("a day in a column of its own joins the nearest times", "[lists]") {
    for (const std::string list : {"No.;Phase;Date;Scenario time;Subject\n"
                                   "1;Something is odd;2022-08-03;13:20;One\n"
                                   "2;A week later;2022-08-10;09:00;Two\n"
                                   "3;A week later;2022-08-11;07:30;Three\n",
                                   "No.;Move;Scenario day;Scenario time;Subject\n"
                                   "1;Something is odd;1;13:20;One\n"
                                   "2;A week later;8;09:00;Two\n"
                                   "3;A week later;9;07:30;Three\n",
                                   "No.;Phase;Datum;Szenariozeit;Betreff\n"
                                   "1;1;3. August;13:20;One\n"
                                   "2;3;Mi, 10.08.;09:00;Two\n"
                                   "3;3;11.08.2022;07:30;Three\n",
                                   // Counted from 0, and written once for its rows
                                   "Day,Scenario Time,Phase,Title\n"
                                   "D+0,13:20,1,One\n"
                                   "D+7,0900,3,Two\n"
                                   "D+8,0730,3,Three\n",
                                   "Scenario Day,Time,Phase,Title\n"
                                   "Day 1,13:20,1,One\n"
                                   "Day 8,0900,3,Two\n"
                                   "Day 9,0730,3,Three\n"}) {
        INFO(list);
        const ReadList read = read_list(list);
        const auto sample = test::empty_sample();
        const auto at = [&](const char* text) {
            return sample.schedule.scenario.at(*Calendar::parse(text));
        };
        CHECK(read.titled("One").at == at("2022-08-03T13:20"));
        CHECK(read.titled("Two").at == at("2022-08-10T09:00"));
        CHECK(read.titled("Three").at == at("2022-08-11T07:30"));
        CHECK(read.diagnostics.warnings() == 0);
    }
    const ReadList room = read_list(
        "Event #,Date,Time,Event Summary\n"
        "101,3-Dec,0905,First\n"
        ",,1005,Second\n"
        "103,12/3/2026,1120L,Third\n"
        "104,Thursday,1130,Fourth\n");
    CHECK(room.minute("First") == 5);
    CHECK(room.minute("Second") == 65);
    CHECK(room.minute("Third") == 140);
    CHECK(room.minute("Fourth") == 150);
}

TEST_CASE("both clocks of a row are read, and a contradiction is said once", "[lists]") {
    const ReadList read = read_list(
        "id,scenario_time,real_time,to,title,message\n"
        "a1,2022-08-03T11:05:00Z,2026-12-03T08:05:00.000Z,provider,Odd server,A server is odd.\n"
        "a2,2022-08-03T13:20:00+02:00,2026-12-03T09:20:00+01:00,chamber,Press,Asks.\n"
        "a3,2022-08-03 19:10:00,2026-12-03 10:10:00,provider,Backup,It can be reached.\n");
    CHECK(read.minute("Odd server") == 5);
    CHECK(read.minute("Press") == 20);
    CHECK(read.minute("Backup") == 70);
    CHECK(read.count("msel.time.contradiction_room") == 1);
    CHECK(read.count("msel.time.unknown") == 0);
    // 9:10 in the room is 14:20 in the scenario, where the first move runs eight times as fast.
    const ReadList agreeing =
        read_list("Real time;Scenario time;Title\n09:10;14:20;One\n09:11;14:20;Two\n");
    CHECK(agreeing.diagnostics.warnings() == 0);
}

TEST_CASE("a heading names the zone of its times", "[lists]") {
    for (const std::string heading : {"Time (UTC)", "Time [Z]", "Zulu time", "Time UTC"}) {
        INFO(heading);
        CHECK(times({"08:05", "9:05"}, heading).minute("at 08:05") == 5);
    }
    CHECK(times({"09:05"}, "Est. time").minute("at 09:05") == 5);
    CHECK(times({"09:05"}, "Time (local)").minute("at 09:05") == 5);
}

TEST_CASE("times of the scenario under a mere Time are found out", "[lists]") {
    const ReadList read = times({"2022-08-03 13:30", "2022-08-03 19:30", "10.08.2022 09:00"});
    CHECK(read.notes("msel.note.scenario_clock"));
    CHECK(read.import.added == 3);
    CHECK(read.titled("at 2022-08-03 19:30").move.text == "evening");
    CHECK(read.titled("at 10.08.2022 09:00").at.has_value());
}

TEST_CASE("a time of day that no clock shows is refused with a day and without", "[lists]") {
    test::MselSample sample = test::empty_sample();
    sample.schedule.room = *Calendar::make("2026-03-29T01:00", "Europe/Berlin").calendar;
    sample.exercise.moves.resize(1);
    sample.exercise.moves.front().takes = hours(10);
    const ReadList read = read_list(
        "No.;Time;To;Subject;Message\n"
        "1;29.03.2026 02:30;provider;A;T\n"
        "2;02:30;provider;B;T\n"
        "3;0230;provider;C;T\n"
        "4;03:30;provider;D;T\n",
        {}, sample);
    CHECK(read.count("msel.time.skipped") == 3);
    CHECK(read.titled("D").after == minutes(90));
}

TEST_CASE("cells of spreadsheets are spans, times of day or days as they are formatted",
          "[lists]") {
    const std::string formats =
        "<numFmts><numFmt numFmtId='164' formatCode='[h]:mm'/>"
        "<numFmt numFmtId='165' formatCode='yyyy-mm-dd h:mm'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='21'/>"
        "</cellXfs>";
    const auto cell = [](const std::string& value, int style) {
        return "<c s='" + std::to_string(style) + "'><v>" + value + "</v></c>";
    };
    const auto row = [](const std::string& time, const std::string& title) {
        return "<row>" + time + "<c t='inlineStr'><is><t>" + title + "</t></is></c></row>";
    };
    const std::string heading = test::row_of({"Time", "Title"});
    const ReadList spans =
        read_list(test::workbook({{"a", heading + row(cell("0.003472222222222222", 1), "five") +
                                            row(cell("0.04861111111111111", 1), "seventy")}},
                                 formats));
    CHECK(spans.minute("five") == 5);
    CHECK(spans.minute("seventy") == 70);
    CHECK(spans.diagnostics.warnings() == 0);
    // A workbook that counts from 1904
    const ReadList mac =
        read_list(test::workbook({{"a", heading + row(cell("44897.37847222222", 2), "day") +
                                            row(cell("0.4236111111111111", 3), "time")}},
                                 formats, "date1904='1'"));
    CHECK(mac.minute("day") == 5);
    CHECK(mac.minute("time") == 70);
    const ReadList numbers = read_list(test::workbook(
        {{"a", test::row_of({"Date", "Time (0900-1215)", "Event Summary"}) + "<row>" +
                   cell("46359", 2) + "<c><v>905</v></c><c t='str'><v>A</v></c></row>" + "<row>" +
                   cell("46359", 2) + "<c t='str'><v>0910</v></c><c t='str'><v>B</v></c></row>" +
                   "<row>" + cell("46359", 2) + "<c><v>1010</v></c><c t='str'><v>C</v></c></row>"}},
        formats));
    CHECK(numbers.minute("A") == 5);
    CHECK(numbers.minute("B") == 10);
    CHECK(numbers.minute("C") == 70);
}

}  // namespace
}  // namespace kammerspiel::exercise
