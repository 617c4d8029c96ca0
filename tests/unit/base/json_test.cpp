// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <gtest/gtest.h>

#include <limits>

namespace chancery::base {
namespace {

TEST(Json, NestsAndSeparates) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("a", 1).key("b").begin_array().value("x").value(true).null().begin_object().end_object().end_array();
  json.field("c", 2.5).end_object();
  EXPECT_EQ(out, R"({"a":1,"b":["x",true,null,{}],"c":2.5})");
}

TEST(Json, WritesWholeNumbersWithoutAPoint) {
  std::string out;
  JsonWriter json(out);
  json.begin_array().value(724000000.0).value(-0.5).value(1e300).value(std::uint64_t(18446744073709551615ull));
  json.value(std::numeric_limits<double>::infinity()).value(std::numeric_limits<double>::quiet_NaN()).end_array();
  EXPECT_EQ(out, "[724000000,-0.5,1e+300,18446744073709551615,null,null]");
}

TEST(Json, EscapesWhatMustBe) {
  std::string out;
  append_json_string(out, "a\"b\\c\n\r\t\x01 é 中 😀");
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\r\\t\\u0001 é 中 😀\"");
}

TEST(Json, ReplacesWhatIsNoUtf8) {
  auto written = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  EXPECT_EQ(written("a\xff"
                    "b"),
            "\"a\uFFFDb\"");
  EXPECT_EQ(written("\xc0\xaf"), "\"\uFFFD\uFFFD\"");                      // overlong
  EXPECT_EQ(written("\xed\xa0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");            // a surrogate
  EXPECT_EQ(written("\xe4\xb8"), "\"\uFFFD\uFFFD\"");                      // cut short
  EXPECT_EQ(written("\xf4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");  // beyond U+10FFFF
}

}  // namespace
}  // namespace chancery::base
