// SPDX-License-Identifier: Apache-2.0
#include "reading/dates.h"

#include <gtest/gtest.h>

#include <random>

#include "time/edtf.h"

namespace chancery::reading {
namespace {

struct Read {
  std::vector<base::Token> tokens;
  std::vector<DateMention> mentions;
};

Read read(std::string_view text, DateAnchors& anchors) {
  Read out;
  base::tokenize(text, out.tokens);
  DateReader reader;
  reader.read(text, out.tokens, anchors, out.mentions);
  return out;
}

std::string words(std::string_view text, const Read& read, std::uint32_t from, std::uint32_t to) {
  return from == to ? "" : std::string(text.substr(read.tokens[from].from, read.tokens[to - 1].to - read.tokens[from].from));
}

// Each mention as "edtf" and, where they are not the usual ones, its role and anchor; separated by "; ".
std::string dates(std::string_view text, DateAnchors anchors = {}) {
  std::string out;
  for (const DateMention& mention : read(text, anchors).mentions) {
    if (!out.empty()) out += "; ";
    out += mention.edtf.empty() ? "-" : mention.edtf;
    if (mention.role != DateRole::on) out += " " + std::string(name_of(mention.role));
    if (mention.anchor != Anchor::absolute) out += " " + std::string(name_of(mention.anchor));
  }
  return out;
}

struct Case {
  std::string_view text, expected;
};

TEST(Dates, InFull) {
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"Relations were established on August 27, 1992.", "1992-08-27"},
           {"They signed it on 27 August 1992 in Bern", "1992-08-27"},
           {"On the 27th of August, 1992, they signed it", "1992-08-27"},
           {"Opened Apr. 26, 2007", "2007-04-26"},
           {"In June 20, 2012 the consulate moved", "2012-06-20"},
           {"the visit of October 1992", "1992-10"},
           {"in March, 1994", "1994-03"},
           {"Monday, 5 May 2006", "2006-05-05"},
           {"since 1992-01-03", "1992-01-03 since"},
           {"recognised 27.08.1992", "1992-08-27"},
           {"recognised 27/08/1992 and 08/28/1992", "1992-08-27; 1992-08-28"},
           {"recognised 05/06/1992", "1992"},
           {"on 30 February 1995", "1995-02"},
           {"31 June 1992", "1992-06"},
           {"29 February 1992", "1992-02-29"},
           {"On December 16 in 1991, it", "1991-12-16"},
           {"in 1815", "1815"},
           {"opened 1991-09", "1991-09"},
           {"Kyrgyzstan 000000001992-03-06-00006 March 1992", "1992-03-06"},
           {"Japan | 1992 | in Tokyo", "1992"},
           {"the September 11 attacks in 2001", "2001-09-11; 2001"},
           {"shipped 2007/03/14", "2007-03-14"},
           {"on 14-Mar-2007, it", "2007-03-14"},
           {"After 9/11, they met", "2001-09-11/.. after"},
           {"on 24 October [O.S. 11 October] 1917", "1917-10-24"},
           {"On Christmas Day 1941 it fell", "1941-12-25"},
           {"on New Year's Eve, 1914", "1914-12-31"},
           {"Boxing Day 1941", "1941-12-26"},
           {"so 1987 saw little of it", "1987"},
           {"on the twenty-first of June 1992", "1992-06-21"},
           {"on the thirty first of May, 1992", "1992-05-31"},
           {"led to a 1999 order by the premier", "1999"},
           {"New posts, 1948 & 1964", "1948; 1964"},
           {"on January 18 (January 5), 1918", "1918-01-18"},
           {"after 3 March 1918's treaty", "1918-03-03/.. after"},
           {"Ten years before 1914 they met", "1904"},
           {"two days after 5 May 1992", "1992-05-07"},
           {"for ten years after 1914", "1914/.. after"},
       })
    EXPECT_EQ(dates(text), expected) << text;
}

TEST(Dates, Spans) {
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"met in Bern, 13–14 November 2006", "2006-11-13/2006-11-14 during"},
           {"met from 13–14 November 2006", "2006-11-13/2006-11-14 during"},
           {"on 4–9 May 2013", "2013-05-04/2013-05-09"},
           {"Between September 1 and September 2, 1999, she toured", "1999-09-01/1999-09-02 during"},
           {"from 1990 to 1995", "1990/1995 during"},
           {"ambassador, 1990–1995", "1990/1995 during"},
           {"ambassador 1988 to 1992", "1988/1992 during"},
           {"the crisis of 1990–95", "1990/1995 during"},
           {"the season 1999–03", "1999/2003 during"},
           {"November 29-30 2004", "2004-11-29/2004-11-30 during"},
           {"On March 8 and 9, 2007", "2007-03-08/2007-03-09"},
           {"between 22 March and 1 April 1948", "1948-03-22/1948-04-01 during"},
           {"between 22 December and 1 April 1948", "1947-12-22/1948-04-01 during"},
           {"from July 2013 to June 2014", "2013-07/2014-06 during"},
           {"12 March 1992 – 15 May 1993", "1992-03-12/1993-05-15 during"},
           {"President (1991–present)", "1991 since"},
           {"in April–May 1997", "1997-04/1997-05"},
           {"on 3/4 May 1992", "1992-05-03/1992-05-04"},
           {"between the years 1995 and 1997", "1995/1997 during"},
           {"from 1992-05-06/1992-05-08", "1992-05-06/1992-05-08 during"},
           {"between late 1941 and mid-1942", "1941/1942 during"},
           {"from 1941 to the end of 1945", "1941/1945 during"},
           {"from 1941 up to 1945", "1941/1945 during"},
           {"from 1941 through to 1945", "1941/1945 during"},
           {"from the 16th to the 18th century", "15XX/17XX during"},
       })
    EXPECT_EQ(dates(text), expected) << text;
}

TEST(Dates, SeveralInARow) {
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"in 1995 and 2000", "1995; 2000"},
           {"in 2005, 1500 workers left in 2006", "2005; 2006"},
           {"in 1992, 1995 and 2001 they met", "1992; 1995; 2001"},
           {"on 3, 5 and 7 May 1992", "1992-05-03; 1992-05-05; 1992-05-07"},
           {"in late June and early July 1941", "1941-06; 1941-07"},
           {"in May and July 1992", "1992-05; 1992-07"},
           {"on 5 May 1992 and 7 June 1993", "1992-05-05; 1993-06-07"},
           {"on May 3, 4, and 6, 1940", "1940-05-03; 1940-05-04; 1940-05-06"},
       })
    EXPECT_EQ(dates(text), expected) << text;
}

TEST(Dates, LessExact) {
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"in the 1990s", "199X"},
           {"the early 1990s", "199X"},
           {"since the 1960s", "196X since"},
           {"in the 1800s", "18XX"},
           {"in the 19th century", "18XX"},
           {"the 19th and 20th centuries", "18XX; 19XX"},
           {"the eighteenth-century treaty", "17XX"},
           {"in spring 2004", "2004-21"},
           {"the summer of 1979", "1979-22"},
           {"mid-2005", "2005"},
           {"around 1950", "1950~"},
           {"circa 1951 (c. 1952)", "1951~; 1952~"},
           {"the year 1992? Perhaps", "1992?"},
           {"in 264 BC", "-0263"},
           {"from 264 to 241 BC", "-0263/-0240 during"},
           {"in the 9th century BC", "-08XX"},
           {"in AD 79", "0079"},
           {"in winter 1939–40", "1939-24"},
           {"the winter of 480/479 BC", "-0479-24"},
           {"the late 490s BC", "-049X"},
           {"the 1830s and 40s", "183X; 184X previous-date"},
           {"the winter of 1941-1942", "1941-24"},
           {"in the summer months of 1943", "1943-22"},
           {"the nineteen-twenties", "192X"},
           {"the twenty-first century", "20XX"},
       })
    EXPECT_EQ(dates(text), expected) << text;
}

TEST(Dates, Roles) {
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"since about 1992", "1992~ since"},      {"on or about June 16, 1844", "1844-06-16~"},
           {"until February 2007", "2007-02 until"}, {"up to 1991", "1991 until"},
           {"by November 2004", "../2004-11 by"},    {"before 1990", "../1990 by"},
           {"prior to 1991", "../1991 by"},          {"the pre-1914 borders", "../1914 by"},
           {"in post-2003 Iraq", "2003/.. after"},   {"on 22 January 1993 or before", "../1993-01-22 by"},
           {"after May 1992", "1992-05/.. after"},   {"as of 1 August 2010", "2010-08-01 as-of"},
           {"during 1992", "1992 during"},           {"From 2010, relations improved", "2010 since"},
           {"from 2010 onwards", "2010 since"},      {"By the end of 2010", "../2010 by"},
           {"since at least 1992", "1992 since"},    {"as early as 1992", "1992"},
           {"no later than 1995", "../1995 by"},     {"not before 2001", "2001/.. after"},
           {"as of in 2013", "2013 as-of"},          {"dates back to 1992", "1992"},
       })
    EXPECT_EQ(dates(text), expected) << text;
}

TEST(Dates, CountedFromTheDateBefore) {
  const DateAnchors day{"1992-05-06", ""};
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"the same day", "1992-05-06 previous-date"},
           {"On that day", "1992-05-06 previous-date"},
           {"that year", "1992 previous-date"},
           {"that same year", "1992 previous-date"},
           {"the following year", "1993 previous-date"},
           {"the previous year", "1991 previous-date"},
           {"the next day", "1992-05-07 previous-date"},
           {"one month later", "1992-06 previous-date"},
           {"Two years later, Georgia joined", "1994 previous-date"},
           {"ten years earlier", "1982 previous-date"},
           {"Thirty-four years later", "2026 previous-date"},
           {"in September", "1992-09 previous-date"},
           {"on 15 November", "1992-11-15 previous-date"},
           {"on November 15 of the following year", "1993-11-15 previous-date"},
           {"in September of that year", "1992-09 previous-date"},
           {"on the 15th, he left", "1992-05-15 previous-date"},
           {"since then", "1992-05-06 since previous-date"},
           {"on the 28th of that month", "1992-05-28 previous-date"},
           {"the 3rd of the following month", "1992-06-03 previous-date"},
           {"the October agreement", "1992-10 previous-date"},
           {"later in the year", "1992 previous-date"},
           {"in the autumn", "1992-23 previous-date"},
           {"on the 15th they left", "1992-05-15 previous-date"},
           {"two weeks later", "1992-05-20 previous-date"},
           {"on the 4th of the month", "1992-05-04 previous-date"},
           {"On May 10, 12, and 15, they met", "1992-05-10 previous-date; 1992-05-12 previous-date; 1992-05-15 previous-date"},
           {"On May 10 and 12 they met", "1992-05-10 previous-date; 1992-05-12 previous-date"},
           {"On May 10, 12 men came", "1992-05-10 previous-date"},
           {"by year's end", "../1992 by previous-date"},
           {"on the very same day", "1992-05-06 previous-date"},
           {"that very day", "1992-05-06 previous-date"},
           {"next year", "1993 previous-date"},
           {"the next decade", "200X previous-date"},
           {"in the fifties", "195X previous-date"},
           {"the mid-'50s", "195X previous-date"},
           {"in '39", "1939 previous-date"},
           {"on Christmas Eve", "1992-12-24 previous-date"},
           {"by Christmas", "../1992-12-25 by previous-date"},
       })
    EXPECT_EQ(dates(text, day), expected) << text;
  EXPECT_EQ(dates("the next day", {"1992-05", ""}), "- none");
  EXPECT_EQ(dates("one month later", {"1992", ""}), "- none");
  EXPECT_EQ(dates("the next day", {"1992-12-31", ""}), "1993-01-01 previous-date");
  EXPECT_EQ(dates("two months earlier", {"1992-01-15", ""}), "1991-11 previous-date");
  EXPECT_EQ(dates("in January", {"1992-11", ""}), "1993-01 previous-date");
  EXPECT_EQ(dates("in the mid-'60s", {"2006", ""}), "196X previous-date");
  EXPECT_EQ(dates("in the twenties", {"1898", ""}), "192X previous-date");
  EXPECT_EQ(dates("in the sixties", {"", "2006"}), "196X document-date");
  EXPECT_EQ(dates("in January", {"1992-09", ""}), "1992-01 previous-date");
}

TEST(Dates, CountedFromTheDocument) {
  EXPECT_EQ(dates("two years ago", {"", "2010-08-01"}), "2008 document-date");
  EXPECT_EQ(dates("last year", {"1992", "2010-08-01"}), "2009 document-date");
  EXPECT_EQ(dates("in September", {"", "2010-08-01"}), "2009-09 document-date");
  EXPECT_EQ(dates("in May", {"", "2010-08-01"}), "2010-05 document-date");
  EXPECT_EQ(dates("in September", {}), "- none");
  EXPECT_EQ(dates("that year", {"", "2010"}), "- none");
}

TEST(Dates, TheNarrativeMovesOn) {
  DateAnchors anchors;
  EXPECT_EQ(read("On 5 May 1992 the embassy opened.", anchors).mentions.size(), 1u);
  EXPECT_EQ(anchors.previous, "1992-05-05");
  EXPECT_EQ(read("The following year it closed, and in March it moved.", anchors).mentions.back().edtf, "1993-03");
  EXPECT_EQ(anchors.previous, "1993-03");
}

TEST(Dates, TheLastDayToldIsRemembered) {
  DateAnchors anchors;
  read("On 5 May 1992 the embassy opened. In 1992 it was one of three.", anchors);
  EXPECT_EQ(read("The next day it flew its flag.", anchors).mentions[0].edtf, "1992-05-06");
  read("In 1993 it moved.", anchors);
  EXPECT_EQ(read("The next day it flew its flag.", anchors).mentions[0].edtf, "");
}

TEST(Dates, WhatIsToldInPassingDoesNotMoveTheNarrative) {
  for (const std::string_view text :
       {"It revised the 1978 treaty of friendship.", "It was the largest meeting since 1813 for both.", "Papers found in 2004 proved it.",
        "It doubled 1985's exports of grain.", "They did better than the previous year.", "It was like a decade earlier."}) {
    DateAnchors anchors{"1992-05-06", ""};
    EXPECT_EQ(read(text, anchors).mentions.size(), 1u) << text;
    EXPECT_EQ(anchors.previous, "1992-05-06") << text;
  }
  DateAnchors anchors{"1992-05-06", ""};
  read("Since 1995, they have met. In 1997 it grew.", anchors);
  EXPECT_EQ(anchors.previous, "1997");
}

TEST(Dates, WhatIsNone) {
  for (const std::string_view text : {"Resolution 1992 was adopted",
                                      "it cost $1992",
                                      "1,992 people",
                                      "exports of 1992 tons",
                                      "article 1990 of the code",
                                      "see p. 1992",
                                      "No. 1992",
                                      "with 1200 soldiers",
                                      "about 1500 Kazakhs live there",
                                      "around 2000 students",
                                      "ministers may march",
                                      "Agenda 2030 was agreed",
                                      "room 101",
                                      "a 1500 km border",
                                      "version 2.5",
                                      "from 1000 to 2000 tons",
                                      "the day before the war",
                                      "several years later",
                                      "the Prague Spring failed",
                                      "a fall of 20 percent",
                                      "Theresa May spoke",
                                      "August was pleased",
                                      "the Boeing 1990",
                                      "the same way",
                                      "phone 2010-4567",
                                      "about 1900 were lost",
                                      "on the 4th attempt",
                                      "to this day",
                                      "half a year later",
                                      "two years and three months later",
                                      "the following week",
                                      "at 1900 GMT",
                                      "New York and the new year",
                                      "the Christmas truce",
                                      "in his twenties"})
    EXPECT_EQ(dates(text), "") << text;
}

TEST(Dates, TokensOfAMention) {
  const std::string_view text = "It was opened in early August 1992, as of then.";
  DateAnchors anchors;
  const Read found = read(text, anchors);
  ASSERT_EQ(found.mentions.size(), 1u);
  const DateMention& mention = found.mentions[0];
  EXPECT_EQ(words(text, found, mention.from_token, mention.to_token), "August 1992");
  EXPECT_EQ(words(text, found, mention.from_token_with_prep, mention.from_token), "in early");
  EXPECT_EQ(mention.part, DatePart::early);
  EXPECT_FALSE(mention.approximate);

  const std::string_view span = "He stayed from 13 to 14 November 2006.";
  const Read of_span = read(span, anchors);
  ASSERT_EQ(of_span.mentions.size(), 1u);
  EXPECT_EQ(words(span, of_span, of_span.mentions[0].from_token, of_span.mentions[0].to_token), "13 to 14 November 2006");
  EXPECT_EQ(words(span, of_span, of_span.mentions[0].from_token, of_span.mentions[0].first_to_token), "13");
  EXPECT_EQ(words(span, of_span, of_span.mentions[0].second_token, of_span.mentions[0].to_token), "14 November 2006");
  EXPECT_TRUE(read("the mid-1990s", anchors).mentions[0].approximate);
}

// Whatever words of dates come together: mentions lie in order within the sentence, and their expressions are EDTF.
TEST(Dates, AnyOrderOfWordsGivesWholeMentions) {
  const std::vector<std::string_view> vocabulary = {
      "in",         "on",    "the",       "of",   "and",    ",",     "-",     "–",       "to",     "from",    "between",
      "May",        "June",  "5",         "31",   "1992",   "1995",  "264",   "BC",      "19th",   "century", "century",
      "spring",     "year",  "following", "same", "day",    "later", "two",   "since",   "then",   "by",      "mid",
      "early",      "1990s", "/",         "or",   "before", "(",     ")",     "present", "Monday", "c",       ".",
      "27.08.1992", "?",     "AD",        "0",    "00",     "2100",  "until", "later",   "ago",    "next",    "last"};
  std::mt19937 random(11);
  DateReader reader;
  DateAnchors anchors;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned n = random() % 9 + 1; n > 0; --n) {
      if (random() % 5 != 0) text += ' ';
      text += vocabulary[random() % vocabulary.size()];
    }
    std::vector<base::Token> tokens;
    base::tokenize(text, tokens);
    std::vector<DateMention> found;
    reader.read(text, tokens, anchors, found);
    std::uint32_t at = 0;
    for (const DateMention& mention : found) {
      ASSERT_LE(at, mention.from_token) << text;
      ASSERT_LT(mention.from_token, mention.to_token) << text;
      ASSERT_LE(mention.to_token, tokens.size()) << text;
      ASSERT_LE(at, mention.from_token_with_prep) << text;
      ASSERT_LE(mention.from_token_with_prep, mention.from_token) << text;
      ASSERT_EQ(mention.edtf.empty(), mention.anchor == Anchor::none) << text;
      ASSERT_TRUE(mention.edtf.empty() || time::parse_edtf(mention.edtf)) << text << ": " << mention.edtf;
      at = mention.to_token;
    }
  }
}

}  // namespace
}  // namespace chancery::reading
