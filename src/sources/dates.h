// SPDX-License-Identifier: Apache-2.0
// Dates as datasets write them, as EDTF. Not for words of prose. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace chancery::sources {

// In which order the parts of a date stand: "1990-10-03", "10/3/1990", "3.10.1990", "3 Oct 1990", "19901003".
enum class Order : unsigned char { year_first, month_first, day_first };

// EDTF; empty where it is no date. Parts that are missing ("1990", "199010", "1990-00-00") make it less exact; a time of day is left out.
std::string edtf_of(std::string_view text, Order order);
// The same of parts that stand in columns of their own; a month or day that is no number above zero is missing.
std::string edtf_of(std::string_view year, std::string_view month, std::string_view day);

}  // namespace chancery::sources
