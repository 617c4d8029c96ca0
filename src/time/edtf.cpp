// SPDX-License-Identifier: Apache-2.0
#include "time/edtf.h"

#include <fmt/core.h>

#include <cstdlib>

#include "time/bounds.h"

namespace chancery::time {
namespace {

constexpr int kLongestYear = 12;  // digits of a year written Y…; more cannot be counted in days without care

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads one date, from left to right. What is wrong stays in `why`, which is only ever text of ours.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool date(Date& out) {
    if (peek() == '[') return refuse("a set of which one is meant ([…]) is level 2 and is not read");
    if (peek() == '{') return refuse("a set of which all are meant ({…}) is level 2 and is not read");
    if (peek() == 'Y' ? !long_year(out) : !components(out)) return false;
    if (peek() == 'T' && !time_of_day(out)) return false;
    if (at_ == text_.size()) return fits_calendar(out);
    if (peek() == 'S') return refuse("significant digits (S…) are level 2 and are not read");
    if (peek() == 'E') return refuse("a year with an exponent (E…) is level 2 and is not read");
    if (text_.substr(at_, 2) == "..") return refuse("a range (a..b) belongs to a set, which is level 2 and is not read");
    return refuse("there is more than one date in it, or a stray character");
  }
  const std::string& why() const { return why_; }
  std::string&& take_why() { return std::move(why_); }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool refuse(std::string why) {
    why_ = std::move(why);
    return false;
  }

  // "Y" and five digits or more, perhaps qualified.
  bool long_year(Date& out) {
    ++at_;
    out.negative = peek() == '-';
    if (out.negative) ++at_;
    const std::size_t from = at_;
    while (is_digit(peek())) out.year = out.year * 10 + (text_[at_++] - '0'), out.year %= 1'000'000'000'000'000;
    const std::size_t digits = at_ - from;
    if (peek() == 'E') return refuse("a year with an exponent (Y…E…) is level 2 and is not read");
    if (digits < 5 || text_[from] == '0') return refuse("a year written with Y has five digits or more, the first not 0");
    if (digits > kLongestYear) return refuse("a year has twelve digits at most");
    if (out.negative) out.year = -out.year;
    qualify(out, kYear);
    return true;
  }

  // Year, perhaps month (or season), perhaps day, each perhaps qualified and with digits written X.
  bool components(Date& out) {
    int value = 0;
    std::uint8_t before = qualifier();
    out.negative = peek() == '-';
    if (out.negative) ++at_;
    if (!digits(4, 4, value, out)) return refuse("a year has four digits (X for one not known), or Y and five or more");
    if (out.negative && value == 0 && out.unspecified == 0) return refuse("there is no year -0000");
    out.year = out.negative ? -value : value;
    mark(out, before, kYear);
    qualify(out, kYear);
    if (peek() != '-') return true;

    ++at_;
    before = qualifier();
    if (!digits(2, 2, value, out)) return refuse("a month or season has two digits");
    out.month = static_cast<std::uint8_t>(value);
    if ((out.unspecified & 0x0c) != 0 ? value > 12 : value < 1 || (value > 12 && value < 21) || value > 41)
      return refuse("a month is 01 to 12, a season or another part of a year 21 to 41");
    mark(out, before, kMonth);
    qualify(out, kYear | kMonth);
    if (peek() != '-') return true;

    if (out.month > 12) return refuse("a season has no days");
    ++at_;
    before = qualifier();
    if (!digits(2, 0, value, out)) return refuse("a day has two digits");
    out.day = static_cast<std::uint8_t>(value);
    if ((out.unspecified & 0x03) == 0 && (value < 1 || value > 31)) return refuse("a day is 01 to 31");
    mark(out, before, kDay);
    qualify(out, kYear | kMonth | kDay);
    return true;
  }

  // `count` digits or X; the bit of the last digit's mask is `shift`.
  bool digits(int count, int shift, int& value, Date& out) {
    value = 0;
    for (int i = count - 1; i >= 0; --i, ++at_) {
      value *= 10;
      if (peek() == 'X')
        out.unspecified |= static_cast<std::uint8_t>(1u << (shift + i));
      else if (is_digit(peek()))
        value += peek() - '0';
      else
        return false;
    }
    return true;
  }

  // 1 for "?", 2 for "~", 3 for "%", else 0.
  std::uint8_t qualifier() {
    const char c = peek();
    const std::uint8_t q = c == '?' ? 1 : c == '~' ? 2 : c == '%' ? 3 : 0;
    if (q != 0) ++at_;
    return q;
  }
  static void mark(Date& out, std::uint8_t q, unsigned components) {
    if ((q & 1) != 0) out.uncertain |= static_cast<std::uint8_t>(components);
    if ((q & 2) != 0) out.approximate |= static_cast<std::uint8_t>(components);
  }
  void qualify(Date& out, unsigned components) { mark(out, qualifier(), components); }

  bool two(int most, int& value) {
    if (at_ + 2 > text_.size() || !is_digit(text_[at_]) || !is_digit(text_[at_ + 1])) return false;
    value = (text_[at_] - '0') * 10 + (text_[at_ + 1] - '0');
    at_ += 2;
    return value <= most;
  }
  bool time_of_day(Date& out) {
    if (out.day == 0 || out.unspecified != 0 || out.qualified()) return refuse("a time of day needs a full date without X, ?, ~ or %");
    ++at_;
    int hour = 0, minute = 0, second = 0;
    const auto colon = [this] { return peek() == ':' && ++at_ != 0; };
    if (!two(24, hour) || !colon() || !two(59, minute) || !colon() || !two(59, second) || (hour == 24 && (minute != 0 || second != 0)))
      return refuse("a time of day is written hh:mm:ss");
    out.has_time = true;
    out.second = static_cast<std::uint32_t>((hour * 60 + minute) * 60 + second);
    if (peek() == 'Z') {
      ++at_;
      out.has_zone = true;
    } else if (peek() == '+' || peek() == '-') {
      const int sign = peek() == '-' ? -1 : 1;
      ++at_;
      minute = 0;
      if (!two(14, hour) || (peek() == ':' && (++at_, !two(59, minute)))) return refuse("a zone is Z, +hh or +hh:mm, at most 14 hours");
      out.has_zone = true;
      out.zone_minutes = static_cast<std::int16_t>(sign * (hour * 60 + minute));
    }
    return true;
  }

  bool fits_calendar(const Date& out) {
    Bounds found;
    if (find_bounds(out, found)) return true;
    return refuse("no calendar has such a day");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string why_;
};

tl::unexpected<base::Error> refused(std::string_view text, std::string why) {
  constexpr std::size_t kMost = 40;
  const bool cut = text.size() > kMost;
  return base::fail(base::ErrorKind::invalid,
                    fmt::format("\"{}{}\" is not a date that can be read: {}", text.substr(0, kMost), cut ? "…" : "", why), {},
                    "dates are written in EDTF, such as 1992-05-06, 1992-05, 1992?, 195X, 1991/.., ../2005");
}

base::Result<> parse_end(std::string_view whole, std::string_view text, End& end, Date& date) {
  if (text.empty()) {
    end = End::unknown;
    return {};
  }
  if (text == "..") {
    end = End::open;
    return {};
  }
  if (text == "open" || text == "unknown") return refused(whole, "an open end is written \"..\", an unknown one is left empty");
  Cursor cursor(text);
  if (!cursor.date(date)) return refused(whole, cursor.take_why());
  return {};
}

void append_component(std::string& out, const Date& date, std::int64_t value, int width, int shift, Component component, bool each) {
  if (each) {
    const bool uncertain = (date.uncertain & component) != 0, approximate = (date.approximate & component) != 0;
    if (uncertain || approximate) out += uncertain && approximate ? '%' : uncertain ? '?' : '~';
  }
  if (component == kYear && date.negative) out += '-';
  char digits[4];
  value = std::abs(value);
  for (int i = 0; i < width; ++i, value /= 10)
    digits[width - 1 - i] = (date.unspecified >> (shift + i) & 1) != 0 ? 'X' : static_cast<char>('0' + value % 10);
  out.append(digits, static_cast<std::size_t>(width));
}

}  // namespace

base::Result<Edtf> parse_edtf(std::string_view text) {
  Edtf out;
  if (text.empty()) return refused(text, "it is empty");
  if (text == "..") {
    out.form = Edtf::Form::unsaid;
    return out;
  }
  // A set may hold dashes and slashes of its own: it is refused before the text is cut.
  const std::size_t slash = text[0] == '[' || text[0] == '{' ? std::string_view::npos : text.find('/');
  if (slash == std::string_view::npos) {
    Cursor cursor(text);
    if (!cursor.date(out.from)) return refused(text, cursor.take_why());
    out.to = out.from;
    return out;
  }
  out.form = Edtf::Form::interval;
  if (text.find('/', slash + 1) != std::string_view::npos) return refused(text, "an interval has one \"/\"");
  if (auto end = parse_end(text, text.substr(0, slash), out.from_end, out.from); !end) return tl::unexpected(end.error());
  if (auto end = parse_end(text, text.substr(slash + 1), out.to_end, out.to); !end) return tl::unexpected(end.error());
  if (out.from_end == End::unknown && out.to_end == End::unknown) return refused(text, "an interval needs an end that is known or open");
  if (out.from_end == End::date && out.to_end == End::date && bounds(out.from).earliest > bounds(out.to).latest)
    return refused(text, "it ends before it begins");
  return out;
}

std::string print(const Date& date) {
  std::string out;
  const bool with_month = date.precision() != Precision::year, with_day = date.precision() >= Precision::day;
  const unsigned written = kYear | (with_month ? unsigned{kMonth} : 0u) | (with_day ? unsigned{kDay} : 0u);
  const auto whole = [&](std::uint8_t bits) { return bits == 0 || bits == written; };
  const bool each = !whole(date.uncertain) || !whole(date.approximate);
  if (std::abs(date.year) > 9999)
    out = fmt::format("Y{}", date.year);
  else
    append_component(out, date, date.year, 4, 4, kYear, each);
  if (with_month) append_component(out += '-', date, date.month, 2, 2, kMonth, each);
  if (with_day) append_component(out += '-', date, date.day, 2, 0, kDay, each);
  if (!each && date.qualified()) out += date.uncertain != 0 && date.approximate != 0 ? '%' : date.uncertain != 0 ? '?' : '~';
  if (date.has_time) {
    out += fmt::format("T{:02}:{:02}:{:02}", date.second / 3600, date.second / 60 % 60, date.second % 60);
    if (date.has_zone && date.zone_minutes == 0) out += 'Z';
    if (date.has_zone && date.zone_minutes != 0)
      out += fmt::format("{}{:02}:{:02}", date.zone_minutes < 0 ? '-' : '+', std::abs(date.zone_minutes) / 60,
                         std::abs(date.zone_minutes) % 60);
  }
  return out;
}

std::string print(const Edtf& edtf) {
  if (edtf.form == Edtf::Form::unsaid) return "..";
  if (edtf.form == Edtf::Form::date) return print(edtf.from);
  const auto end = [](End kind, const Date& date) {
    return kind == End::date ? print(date) : kind == End::open ? std::string("..") : std::string();
  };
  return end(edtf.from_end, edtf.from) + "/" + end(edtf.to_end, edtf.to);
}

}  // namespace chancery::time
