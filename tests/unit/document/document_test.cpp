// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/encoding.h"
#include "base/sha256.h"
#include "document_support.h"

namespace chancery::document {
namespace {

TEST(Document, HashIsOfTheBytes) {
  auto document = parse("x.txt", "Peace was signed in 1919.\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->hash, base::sha256_hex("Peace was signed in 1919.\n"));
  EXPECT_EQ(document->path, "x.txt");
}

TEST(Document, ABrokenPdfIsADocumentThatCannotBeRead) {
  auto document = parse("f", "%PDF-1.7 and so on");
  ASSERT_FALSE(document);
  EXPECT_NE(document.error().kind, base::ErrorKind::unreadable);
  EXPECT_EQ(document.error().place, "f");
}

TEST(Document, RefusesWhatIsNoText) {
  for (std::string bytes : {std::string(), std::string(" \n\t\r\n"), std::string("PK\x03\x04zip"),
                            std::string("\0\1\2\3\0\0\7\1", 8) + std::string(60, '\0'), std::string("\xEF\xBB\xBF\n")}) {
    auto document = parse("f", bytes);
    ASSERT_FALSE(document) << bytes.substr(0, 10);
    EXPECT_EQ(document.error().kind, base::ErrorKind::unreadable);
    EXPECT_EQ(document.error().place, "f");
  }
}

TEST(Document, RefusesWhatIsTooLarge) {
  Options options;
  options.max_size = 10;
  auto document = parse("f", "More than ten bytes.", options);
  ASSERT_FALSE(document);
  EXPECT_NE(document.error().hint.find("--max-size"), std::string::npos);
}

TEST(Document, RefusesAnUnknownForm) {
  Options options;
  options.form = "poem";
  auto document = parse("f", "Some text.", options);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().kind, base::ErrorKind::usage);
}

// A byte-order mark is the text's first code point, and no part of any block.
TEST(Document, KeepsAByteOrderMark) {
  auto document = parse("f", "\xEF\xBB\xBFMalta has an embassy in Rome.\n");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->blocks.size(), 1u);
  EXPECT_EQ(document->blocks[0].text, "Malta has an embassy in Rome.");
  EXPECT_EQ(document->code_points(document->blocks[0].place(0)), 1u);
  EXPECT_TRUE(document->warnings.empty());
}

TEST(Document, ReadsUtf16) {
  const std::u16string wide = u"\uFEFFC\u00F4te d'Ivoire has an embassy in Paris.";
  std::string bytes;
  for (char16_t c : wide) bytes += static_cast<char>(c & 0xFF), bytes += static_cast<char>(c >> 8);
  auto document = parse("f", bytes);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->blocks[0].text, "Côte d'Ivoire has an embassy in Paris.");
  EXPECT_EQ(document->warnings.size(), 1u);
  auto unmarked = parse("f", bytes.substr(2));
  ASSERT_TRUE(unmarked);
  EXPECT_EQ(unmarked->blocks[0].text, "Côte d'Ivoire has an embassy in Paris.");
}

TEST(Document, ReadsWindows1252WithAWarning) {
  auto document = parse("f", "The Embassy in Bras\xEDlia \x96 closed in 1999.");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->blocks[0].text, "The Embassy in Brasília – closed in 1999.");
  ASSERT_EQ(document->warnings.size(), 1u);
  EXPECT_NE(document->warnings[0].find("1252"), std::string::npos);
}

TEST(Document, HonoursADeclaredEncoding) {
  auto document = parse("f", "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n\xCC\xEE\xF1\xEA\xE2\xE0\n");
  ASSERT_TRUE(document);
  EXPECT_NE(document->text.find("Москва"), std::string::npos);
  EXPECT_EQ(document->warnings.size(), 1u);
}

TEST(Document, WarnsOfACutOffEnd) {
  auto document = parse("f", "Relations with S\xC3\xA3o Tom\xC3");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "Relations with São Tom");
  EXPECT_EQ(document->warnings.size(), 1u);
}

TEST(Document, AFewControlCharactersAreWhiteSpace) {
  std::string bytes = "Nauru has an office" + std::string(1, '\0') + "in Brisbane. ";
  bytes += std::string(2000, 'x');
  auto document = parse("f", bytes);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->blocks[0].text.substr(0, 32), "Nauru has an office in Brisbane.");
  EXPECT_EQ(document->warnings.size(), 1u);
}

TEST(Document, CountsCodePointsExactly) {
  std::string text;
  for (int i = 0; text.size() < 20'000; ++i) text += i % 7 == 0 ? "é" : i % 11 == 0 ? "–" : i % 13 == 0 ? "🌍" : "x";
  auto document = parse("f", text);
  ASSERT_TRUE(document);
  std::uint64_t expected = 0;
  for (std::uint32_t byte = 0; byte <= text.size(); ++byte) {
    if (byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80) {
      ASSERT_EQ(document->code_points(byte), expected) << byte;
      ASSERT_EQ(document->byte(expected), byte);
      ++expected;
    }
  }
}

TEST(Document, PlacesOfBytes) {
  Block block;
  block.text = "ab cd";
  block.pieces = {{0, 10, 2}, {3, 20, 2}};
  EXPECT_EQ(block.place(0), 10u);
  EXPECT_EQ(block.place(1), 11u);
  EXPECT_EQ(block.place(2), 12u) << "a space of no piece leads to the end of the piece before it";
  EXPECT_EQ(block.place(3), 20u);
  EXPECT_EQ(block.place(5), 22u);
  EXPECT_EQ(block.place_end(2), 12u);
  EXPECT_EQ(block.place_end(3), 12u);
  EXPECT_EQ(block.place_end(4), 21u);
}

TEST(Document, FindsItsOwnDate) {
  EXPECT_EQ(parse("f", "Fiji has an embassy in Tokyo.\n\nPublished: 5 May 2011\n")->published, "2011-05-05");
  EXPECT_EQ(parse("f", "Fiji has an embassy in Tokyo.\n\nThis page was last edited on 28 November 2017, at 12:00.\n")->published,
            "2017-11-28");
  EXPECT_EQ(parse("f", "Fiji has an embassy in Tokyo.\n\nPublished: by a press\n")->published, "");
  EXPECT_EQ(parse("f", "Fiji opened an embassy on 5 May 2011.\n")->published, "");
}

TEST(Document, OpensFiles) {
  EXPECT_EQ(open("/no/such/file").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(open(std::filesystem::temp_directory_path().string()).error().kind, base::ErrorKind::unreadable);
}

// The form is told by shape.
TEST(Document, TellsFormsByShape) {
  auto form = [](const char* text) { return parse("f", text)->form; };
  EXPECT_EQ(form("# Relations of Fiji\n\nFiji has an embassy in Tokyo.\n"), Form::markdown);
  EXPECT_EQ(form("Intro.\n\n-   One item\n-   Another item\n"), Form::markdown);
  EXPECT_EQ(form("+------+------+\n| A    | B    |\n+======+======+\n| c    | d    |\n+------+------+\n"), Form::markdown);
  EXPECT_EQ(form("| A | B |\n|---|---|\n| c | d |\n"), Form::markdown);
  EXPECT_EQ(form("Just some prose about a treaty.\n\nAnd more of it.\n"), Form::text);
  EXPECT_EQ(form("== History ==\n{{main|X}}\n* item\n# item\n"), Form::text);
}

// Every block of every real document leads back to its place, and says nothing twice.
TEST(Document, RealDocumentsLeadBack) {
  const char* shared = std::getenv("CHANCERY_SHARED");
  if (!shared || !*shared) GTEST_SKIP() << "CHANCERY_SHARED is not set: real documents are not here";
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(shared) / "documents")) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".txt" && extension != ".md" && extension != ".wikitext" && extension != ".html") continue;
    auto document = open(entry.path().string());
    ASSERT_TRUE(document) << entry.path();
    check(*document);
    ++count;
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace chancery::document
