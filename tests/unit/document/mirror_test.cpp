// SPDX-License-Identifier: Apache-2.0
// The mirror form. The examples are made up; NBSP stands for the no-break space.
#include <gtest/gtest.h>

#include "document_support.h"

namespace chancery::document {
namespace {

const std::string kNbsp = "\xC2\xA0";

std::string article() {
  return "Foreign relations of Ruritania\n"
         "Encyclopedia\n"
         "Ruritania is a friend of Freedonia\n"
         "Freedonia\n"
         "Freedonia is a republic in the south. Its capital is...\n"
         "\n" +
         kNbsp +
         "and of Sylvania\n"
         "Sylvania\n"
         "Sylvania , officially the Duchy of Sylvania, is a duchy....\n"
         "\n"
         ", its neighbour. It joined a league in 1922.\n"
         "\n"
         "Embassies\n"
         "\n"
         "  \xE2\x80\xA2 Ruritania has an embassy in Fredville\n"
         "    Fredville\n"
         "    Fredville is the capital of Freedonia...\n"
         "\n"
         "    .\n"
         "  \xE2\x80\xA2 Freedonia has an embassy in Strelsau.\n"
         "\n"
         "See also\n"
         "\n"
         "List of things\n";
}

TEST(Mirror, GlossesComeOutOfSentences) {
  const Document document = read(article());
  EXPECT_EQ(document.form, Form::mirror);
  EXPECT_EQ(document.title, "Foreign relations of Ruritania");
  EXPECT_EQ(shown(document), (std::vector<std::string>{
                                 "heading Foreign relations of Ruritania",
                                 "paragraph Ruritania is a friend of Freedonia and of Sylvania, its neighbour. It joined a league in 1922.",
                                 "gloss Freedonia is a republic in the south. Its capital is",
                                 "gloss Sylvania , officially the Duchy of Sylvania, is a duchy.",
                                 "heading Embassies",
                                 "item Ruritania has an embassy in Fredville.",
                                 "gloss Fredville is the capital of Freedonia",
                                 "item Freedonia has an embassy in Strelsau.",
                             }));
  const Block& first = document.blocks[3];
  EXPECT_EQ(first.title, "Freedonia");
  EXPECT_EQ(first.within, 2);
  EXPECT_EQ(document.blocks[2].text.substr(0, first.offset), "Ruritania is a friend of Freedonia");
  EXPECT_TRUE(first.cut);
  EXPECT_FALSE(document.blocks[4].cut);
}

// The words around a summary lead back to both sides of it.
TEST(Mirror, PositionsSpanTheGloss) {
  const Document document = read(article());
  const Block& block = document.blocks[2];
  const auto at = static_cast<std::uint32_t>(block.text.find("Freedonia and of"));
  EXPECT_EQ(document.text.substr(block.place(at), 9), "Freedonia");
  EXPECT_EQ(document.text.substr(block.place(at + 10), 6), "and of");
  EXPECT_GT(block.place(at + 10) - block.place(at), 50u);
}

std::string table() {
  return "Relations\n\n"
         "Ruritania knows Freedonia\nFreedonia\nFreedonia is a republic in the south...\n\n.\n\n"
         "Countries\n\n"
         "Country Formal Relations Began Notes\n" +
         kNbsp + "Freedonia 1921-05-06 See Freedonia\xE2\x80\x93Ruritania relations\n" + "Freedonia\xE2\x80\x93Ruritania relations\n" +
         "Relations of the two are old...\n" + "\n\n\n" + "They signed a treaty in 1923.\n" + kNbsp + "Kingdom of Sylvania 1922\n" +
         "  \xE2\x80\xA2 Sylvania has an embassy in Strelsau.\n" + "  \xE2\x80\xA2  " + kNbsp + "Osterlich\n" +
         "  \xE2\x80\xA2 Osterlich has none.\n" + "  \xE2\x80\xA2 " + kNbsp + "Tomainia See Foreign relations of Tomainia\n" +
         "    Foreign relations of Tomainia\n    Tomainia was at war with all of them...\n\n" + "    " + kNbsp +
         "Bacteria President Benzino Napaloni visited Strelsau in 1940\n" + "    " + kNbsp + "Moronica\n" +
         "\nLeague\n\nThe league was founded in 1919.\n";
}

TEST(Mirror, FlattenedRows) {
  const Document document = read(table());
  std::vector<const Block*> rows;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::table_row && !block.silent) rows.push_back(&block);
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[0]->text, "Freedonia | 1921-05-06 | See Freedonia–Ruritania relations");
  ASSERT_EQ(rows[0]->cells.size(), 3u);
  EXPECT_EQ(rows[0]->cells[0].head, "Country");
  EXPECT_EQ(rows[0]->cells[1].head, "Formal Relations Began");
  EXPECT_EQ(rows[0]->cells[2].head, "Notes");
  EXPECT_EQ(rows[1]->text, "Kingdom of Sylvania | 1922");
  EXPECT_EQ(rows[2]->text, "Osterlich");
  EXPECT_EQ(rows[3]->text, "Tomainia | See Foreign relations of Tomainia");
  EXPECT_EQ(rows[4]->text, "Bacteria President Benzino Napaloni visited Strelsau in 1940") << "where the name ends is not told by shape";
  EXPECT_EQ(rows[4]->cells[0].from, 0u);
  EXPECT_EQ(rows[4]->cells[2].to, rows[4]->text.size());
  EXPECT_EQ(rows[5]->text, "Moronica");
}

TEST(Mirror, BlocksBelongToTheirRow) {
  const Document document = read(table());
  auto row_of = [&](std::string_view text) -> std::string {
    for (const Block& block : document.blocks)
      if (block.text == text) return block.row < 0 ? "" : document.blocks[static_cast<std::size_t>(block.row)].text;
    return "no such block";
  };
  EXPECT_EQ(row_of("They signed a treaty in 1923."), "Freedonia | 1921-05-06 | See Freedonia–Ruritania relations");
  EXPECT_EQ(row_of("Sylvania has an embassy in Strelsau."), "Kingdom of Sylvania | 1922");
  EXPECT_EQ(row_of("Osterlich has none."), "Osterlich");
  EXPECT_EQ(row_of("The league was founded in 1919."), "") << "a heading ends the table";
}

// A name after a summary goes on with the sentence, although it looks like a row.
TEST(Mirror, ANameAfterAGlossIsNoRow) {
  const Document document =
      read("Country Formal Relations Began Notes\n" + kNbsp + "Freedonia\n" + "  \xE2\x80\xA2 In 1930, the Freedonian president\n" +
           "    President of Freedonia\n    The President of Freedonia is the head of state...\n\n    " + kNbsp + "Rufus Firefly" + kNbsp +
           "made a visit to Ruritania\n    Ruritania\n    Ruritania is a kingdom...\n\n    .\n");
  EXPECT_EQ(document.form, Form::mirror);
  EXPECT_EQ(shown(document)[1], "item In 1930, the Freedonian president Rufus Firefly made a visit to Ruritania.");
}

// A row whose name is a link itself: its date and notes come after the summary.
TEST(Mirror, ALinkedNameIsTheRowsName) {
  const Document document =
      read("Posts\n\nCountry Relations began Notes\n" + kNbsp + "Freedonia\nFreedonia\nFreedonia is a republic...\n\n" + kNbsp +
           "1921-05-06 See relations\n" + kNbsp + "Sylvania\nSylvania\nSylvania is a duchy...\n\n" + kNbsp +
           "Duke Max visited Strelsau in 1922.\n" + kNbsp + "Osterlich 1923\n");
  ASSERT_EQ(shown(document), (std::vector<std::string>{"heading Posts", "row Freedonia | 1921-05-06 | See relations",
                                                       "gloss Freedonia is a republic", "row Sylvania | Duke Max visited Strelsau in 1922.",
                                                       "gloss Sylvania is a duchy", "row Osterlich | 1923"}));
  EXPECT_EQ(document.blocks[2].cells[1].head, "Relations began");
}

// Where summaries are cut at one length, a short one only lost its full stop.
TEST(Mirror, ShortSummariesAreWhole) {
  std::string text = "Ruritania\n\nRuritania is near";
  for (const char* name : {"Alpha", "Beta", "Gamma", "Delta", "Epsilon"})
    text += " " + std::string(name) + "\n" + name + "\n" + name +
            " is a land of hills and of rivers, whose people trade in grain, timber and wool with all of the others and...\n\n,";
  text += " Zeta\nZeta\nZeta is an island...\n\n, Eta\nEta\nEta has an area of...\n\n.\n";
  const Document document = read(text);
  std::vector<bool> cut;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::gloss) cut.push_back(block.cut);
  EXPECT_EQ(cut, (std::vector<bool>{true, true, true, true, true, false, true}));
}

TEST(Mirror, EndsAnywhere) {
  const std::string text = article() + table();
  for (std::size_t size = 1; size < text.size(); size += 7) {
    Options options;
    options.form = "mirror";
    auto document = parse("cut", text.substr(0, size), options);
    if (document) check(*document);
  }
}

}  // namespace
}  // namespace chancery::document
