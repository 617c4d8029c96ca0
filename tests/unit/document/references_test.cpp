// SPDX-License-Identifier: Apache-2.0
#include "document/references.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::document {
namespace {

// What is cited for the first place that says `words`: "words <address>" each.
std::string cited(const std::string& text, const std::string& words, Form form = Form::wikitext) {
  const auto from = static_cast<std::uint32_t>(text.find(words));
  std::string out;
  for (const Reference& one : References(text, form).of(from, from + static_cast<std::uint32_t>(words.size())))
    out += (out.empty() ? "" : " | ") + one.words + (one.address.empty() ? "" : " <" + one.address + ">");
  return out;
}

TEST(References, ATemplateTellsAuthorTitleWorkAndDate) {
  EXPECT_EQ(cited("Latvia has a mission.<ref>{{cite news |last=Ozola |first=Anna |title=A [[mission]] opens |work=The Gazette "
                  "|date=2 May 2001 |url=https://example.org/a?b=1 |access-date=3 June 2010}} {{dead link|date=May 2012}}</ref> More.",
                  "Latvia has a mission"),
            "Ozola, Anna: A mission opens, The Gazette, 2 May 2001 <https://example.org/a?b=1>");
}

TEST(References, ANoteByNameIsFoundWhereverItsWordsStand) {
  const std::string text =
      "Oslo has one.<ref name=\"one\" /> Riga too.<ref name = one>A list of missions, 1999</ref>\n<references>"
      "<ref name=\"last\">[http://example.org/x The last list]</ref></references>";
  EXPECT_EQ(cited(text, "Oslo has one"), "A list of missions, 1999");
  EXPECT_EQ(cited(text, "Riga too"), "A list of missions, 1999");
  EXPECT_EQ(cited("It is so.<ref name=last/>" + text, "It is so"), "The last list <http://example.org/x>");
}

TEST(References, TheSentenceEndsWhatItsNoteSpeaksFor) {
  const std::string text =
      "Peru opened one in 1992, and Chile closed another.<ref>First</ref><ref>Second</ref> Cuba left. Iran came.<ref>Third</ref>";
  EXPECT_EQ(cited(text, "Peru opened one in 1992"), "First | Second");
  EXPECT_EQ(cited(text, "Cuba left"), "");
  EXPECT_EQ(cited(text, "Iran came"), "Third");
  EXPECT_EQ(cited("Peru came in 1992,<ref>One</ref> and left in 1993.<ref>Two</ref>", "Peru came in 1992"), "One");
  EXPECT_EQ(cited("Peru came in 1992,<ref>One</ref> and left in 1993.<ref>Two</ref>", "Peru came in 1992,<ref>One</ref> and left in 1993"),
            "One | Two");
  EXPECT_EQ(cited("* Peru came\n* Cuba left<ref>One</ref>", "Peru came"), "");
  EXPECT_EQ(cited("Of the U.S. Navy it spoke.<ref>One</ref>", "Of the"), "One");
}

TEST(References, ARowIsSpokenForByItsNotes) {
  const std::string text = "{|\n|-\n| Peru || 1992\n| Embassy in Lima<ref>One</ref>\n|-\n| Cuba || 1993\n| none\n|}";
  EXPECT_EQ(cited(text, "Peru || 1992"), "One");
  EXPECT_EQ(cited(text, "Cuba || 1993"), "");
}

TEST(References, ShortOnesStandForThemselves) {
  EXPECT_EQ(cited("It is so.{{sfn|Smith|1999|p=12}} <!-- <ref>no</ref> --> More.", "It is so"), "Smith 1999");
}

TEST(References, APagesMarksLeadToItsList) {
  const std::string text =
      "<p>Latvia has a mission<sup id=\"cite_ref-1\" class=\"reference\"><a href=\"#cite_note-1\">[1]</a></sup> there.</p>"
      "<p>None here.</p><ol class=\"references\"><li id=\"cite_note-1\"><span class=\"mw-cite-backlink\"><b><a "
      "href=\"#cite_ref-1\">^</a></b>"
      "</span> <span class=\"reference-text\">Ozola &amp; Sons, <a class=\"external\" href=\"https://example.org/\">A "
      "list</a></span></li></ol>";
  EXPECT_EQ(cited(text, "Latvia has a mission", Form::html), "Ozola & Sons, A list <https://example.org/>");
  EXPECT_EQ(cited(text, "None here", Form::html), "");
}

TEST(References, WhatIsBrokenIsPassedOver) {
  for (std::string text :
       {"a<ref", "a<ref>", "a<ref name=", "a<ref name=\"x", "a{{sfn", "a<ref>b</ref", "a<!--<ref>b</ref>", "a<ref>{{cite</ref>"})
    EXPECT_LT(cited(text, "a").size(), 10U) << text;
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "<ref>";
  EXPECT_EQ(cited("a" + many, "a"), "");
}

}  // namespace
}  // namespace chancery::document
