// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "document/document.h"
#include "document_support.h"

namespace chancery::document {
namespace {

Document factbook(const std::string& json) { return read(json, "factbook"); }

// A line a block: "heading 2 Land boundaries".
std::string told(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks)
    out += std::string(block.kind == BlockKind::heading     ? "heading " + std::to_string(block.level)
                       : block.kind == BlockKind::list_item ? "item"
                                                            : "text") +
           " " + block.text + "\n";
  return out;
}

TEST(Factbook, FieldsAreHeadingsAndTextsAreParagraphsOrItems) {
  const Document document = factbook(
      R"({"Geography": {"Land boundaries": {"total": {"text": "1,370 km"}, "border countries": {"text": "Chad 10 km; Peru (a; b) 20 km"}}, "Terrain": {"text": "flat", "note": "<strong>note:</strong> no hills"}},)"
      R"( "Government": {"Background": {"text": "<p>Fiji\u2019s \"first\" years &amp; more; it rained.<\/p> <p>Then<br>it stopped.</p>"}, "Country name": {"conventional short form": {"text": "Fiji"}},)"
      R"( "International organization participation": {"text": "A, B, C (x, y), D, E, F, G, H, I"}}})");
  EXPECT_EQ(document.title, "Fiji");
  EXPECT_EQ(told(document),
            "heading 1 Geography\nheading 2 Land boundaries\nheading 3 Land boundaries: total\ntext 1,370 km\n"
            "heading 3 Land boundaries: border countries\nitem Chad 10 km\nitem Peru (a; b) 20 km\nheading 2 Terrain\ntext flat\ntext "
            "note: no hills\n"
            "heading 1 Government\nheading 2 Background\ntext Fiji’s \"first\" years & more; it rained.\ntext Then\ntext it stopped.\n"
            "heading 2 Country name\nheading 3 Country name: conventional short form\ntext Fiji\n"
            "heading 2 International organization participation\nitem A\nitem B\nitem C (x, y)\nitem D\nitem E\nitem F\nitem G\nitem "
            "H\nitem I\n");
  check(document);
}

TEST(Factbook, WhatIsBrokenIsReadAsFarAsItGoes) {
  const Document document = factbook(R"({"Geography": {"Terrain": {"text": "flat"}, "Climate": {"text" "x"}, "Area": 3}})");
  EXPECT_EQ(told(document), "heading 1 Geography\nheading 2 Terrain\ntext flat\nheading 2 Climate\n");
  EXPECT_EQ(document.warnings.size(), 1U);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "{\"a\":";
  check(factbook(deep));
  check(factbook(R"({"a": {"text": "\uD83D\uDE00 \u00"}, "b": [1, "x"], "c": {"text": "ends in \\"}})"));
}

TEST(Factbook, IsToldByItsFields) {
  auto form = [](const char* text) { return parse("f", text)->form; };
  EXPECT_EQ(form(R"({"Introduction": {"Background": {"text": "Fiji is old."}}})"), Form::factbook);
  EXPECT_EQ(form(R"({"title": "Fiji", "body": "Fiji is old."})"), Form::text);
}

}  // namespace
}  // namespace chancery::document
