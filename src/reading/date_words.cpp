// SPDX-License-Identifier: Apache-2.0
#include "reading/date_words.h"

#include <algorithm>
#include <array>

namespace chancery::reading {
namespace {

using K = DateWord::Kind;

struct Entry {
  K kind;
  std::int16_t value;
  std::string_view words;  // in lower case, separated by a space
};

constexpr Entry kEntries[] = {
    {K::month, 1, "january jan"},
    {K::month, 2, "february feb"},
    {K::month, 3, "march mar"},
    {K::month, 4, "april apr"},
    {K::month, 5, "may"},
    {K::month, 6, "june jun"},
    {K::month, 7, "july jul"},
    {K::month, 8, "august aug"},
    {K::month, 9, "september sept sep"},
    {K::month, 10, "october oct"},
    {K::month, 11, "november nov"},
    {K::month, 12, "december dec"},
    {K::weekday, 0, "monday tuesday wednesday thursday friday saturday sunday"},
    {K::season, 21, "spring springtime"},
    {K::season, 22, "summer summertime"},
    {K::season, 23, "autumn fall"},
    {K::season, 24, "winter wintertime"},
    {K::cardinal, 2, "two"},
    {K::cardinal, 3, "three"},
    {K::cardinal, 4, "four"},
    {K::cardinal, 5, "five"},
    {K::cardinal, 6, "six"},
    {K::cardinal, 7, "seven"},
    {K::cardinal, 8, "eight"},
    {K::cardinal, 9, "nine"},
    {K::cardinal, 10, "ten"},
    {K::cardinal, 11, "eleven"},
    {K::cardinal, 12, "twelve"},
    {K::cardinal, 13, "thirteen"},
    {K::cardinal, 14, "fourteen"},
    {K::cardinal, 15, "fifteen"},
    {K::cardinal, 16, "sixteen"},
    {K::cardinal, 17, "seventeen"},
    {K::cardinal, 18, "eighteen"},
    {K::cardinal, 19, "nineteen"},
    {K::cardinal, 20, "twenty"},
    {K::cardinal, 30, "thirty"},
    {K::cardinal, 40, "forty"},
    {K::cardinal, 50, "fifty"},
    {K::cardinal, 60, "sixty"},
    {K::cardinal, 70, "seventy"},
    {K::cardinal, 80, "eighty"},
    {K::cardinal, 90, "ninety"},
    {K::cardinal, 1, "one"},
    {K::ordinal, 1, "first"},
    {K::ordinal, 2, "second"},
    {K::ordinal, 3, "third"},
    {K::ordinal, 4, "fourth"},
    {K::ordinal, 5, "fifth"},
    {K::ordinal, 6, "sixth"},
    {K::ordinal, 7, "seventh"},
    {K::ordinal, 8, "eighth"},
    {K::ordinal, 9, "ninth"},
    {K::ordinal, 10, "tenth"},
    {K::ordinal, 11, "eleventh"},
    {K::ordinal, 12, "twelfth"},
    {K::ordinal, 13, "thirteenth"},
    {K::ordinal, 14, "fourteenth"},
    {K::ordinal, 15, "fifteenth"},
    {K::ordinal, 16, "sixteenth"},
    {K::ordinal, 17, "seventeenth"},
    {K::ordinal, 18, "eighteenth"},
    {K::ordinal, 19, "nineteenth"},
    {K::ordinal, 20, "twentieth"},
    {K::unit, kDayUnit, "day days"},
    {K::unit, kWeekUnit, "week weeks"},
    {K::unit, kMonthUnit, "month months"},
    {K::unit, kYearUnit, "year years"},
    {K::unit, kDecadeUnit, "decade decades"},
    {K::unit, kCenturyUnit, "century centuries"},
    {K::decade, 20, "twenties"},
    {K::decade, 30, "thirties"},
    {K::decade, 40, "forties"},
    {K::decade, 50, "fifties"},
    {K::decade, 60, "sixties"},
    {K::decade, 70, "seventies"},
    {K::decade, 80, "eighties"},
    {K::decade, 90, "nineties"},
    {K::feast, 101, "new"},
    {K::feast, 1225, "christmas"},
    {K::feast, 1226, "boxing"},
    {K::decade_s, 0, "s 's"},
    {K::era, -1, "bc bce b.c. b.c.e. b.c b.c.e"},
    {K::era, 1, "ad ce a.d. c.e. a.d c.e"},
    {K::the, 0, "the"},
    {K::a, 1, "a an"},
    {K::of, 0, "of"},
    {K::and_, 0, "and &"},
    {K::or_, 0, "or"},
    {K::to, 0, "to"},
    {K::from, 0, "from"},
    {K::in, 0, "in"},
    {K::on, 0, "on"},
    {K::at, 0, "at"},
    {K::since, 0, "since"},
    {K::until, 0, "until till til"},
    {K::by, 0, "by"},
    {K::before, 0, "before pre"},
    {K::prior, 0, "prior"},
    {K::after, 0, "after post"},
    {K::as, 0, "as"},
    {K::between, 0, "between"},
    {K::during, 0, "during throughout"},
    {K::through, 0, "through"},
    {K::about, 0, "about around circa ca c approximately roughly approx"},
    {K::over, 0, "over"},
    {K::within, 0, "within"},
    {K::up, 0, "up"},
    {K::early, 0, "early beginning start"},
    {K::middle, 0, "mid middle"},
    {K::late, 0, "late end close"},
    {K::half, 0, "half quarter part rest remainder"},
    {K::same, 0, "same"},
    {K::next, 0, "next following ensuing subsequent"},
    {K::previous, 0, "previous preceding"},
    {K::last, 0, "last"},
    {K::this_, 0, "this"},
    {K::that, 0, "that"},
    {K::later, 0, "later afterwards afterward"},
    {K::earlier, 0, "earlier"},
    {K::ago, 0, "ago"},
    {K::then, 0, "then"},
    {K::for_, 0, "for"},
    {K::not_, 0, "not"},
    {K::least, 0, "least latest"},
    {K::than, 0, "than"},
    {K::very, 0, "very"},
    {K::back, 0, "back"},
    {K::owner, 0, "its their his her our"},
    {K::present, 0, "present now today date"},
    {K::onward, 0, "onward onwards"},
    {K::saw, 0, "saw brought witnessed marked"},
    {K::goes_on, 0, "i we he she it they who which when while where but with was were had has have is are would could did"},
    {K::year_of_number, 0, "b d fl born died est founded established signed"},
    {K::counted, 0,
     "ton tons tonnes tonne km kilometres kilometers kilometre kilometer mile miles metre metres meter meters m ft feet hectares acres "
     "people persons men women soldiers troops students citizens employees workers members refugees casualties dead wounded killed "
     "prisoners tanks aircraft ships dollars euros pounds roubles rubles tenge yen yuan usd eur million billion thousand hundred percent "
     "per "
     "barrels mw megawatts gwh copies votes seats households families children civilians homes houses villages pages words items times "
     "kg kilograms hours minutes hrs gmt utc fighters policemen officers volunteers horses guns vehicles companies firms vessels flights "
     "visitors "
     "tourists"},
    {K::numbered, 0,
     "resolution resolutions article articles page pages p pp no nos number section chapter flight decree law act order unscr paragraph "
     "protocol room route highway boeing model channel fm mhz version isbn issn doi volume vol issue"},
};

struct Slot {
  std::uint64_t hash = 0;
  DateWord word;
};
constexpr std::size_t kSlots = 1024;

std::array<Slot, kSlots> make_slots() {
  std::array<Slot, kSlots> slots{};
  for (const Entry& entry : kEntries)
    for (std::size_t from = 0; from < entry.words.size();) {
      const std::size_t space = std::min(entry.words.find(' ', from), entry.words.size());
      const std::string_view word = entry.words.substr(from, space - from);
      const std::uint64_t hash = base::hash_folded(word);
      std::size_t at = hash % kSlots;
      while (slots[at].word.kind != K::other && slots[at].hash != hash) at = (at + 1) % kSlots;
      const bool plural = entry.kind == K::unit && (word.ends_with('s'));
      if (slots[at].word.kind == K::other) slots[at] = {hash, {entry.kind, plural, 0, entry.value}};
      from = space + 1;
    }
  return slots;
}

DateWord number(std::string_view digits) {
  DateWord out{K::mark};
  // What a sort key leaves before a table's date: "-00006 March 1992".
  if (digits.size() > 4 && digits.size() < 7 && digits.starts_with("0000")) digits.remove_prefix(4);
  if (digits.size() > 4) {
    const bool stops =
        digits.size() <= 10 && digits.find(',') == std::string_view::npos && std::count(digits.begin(), digits.end(), '.') == 2;
    return stops ? DateWord{K::dotted} : out;
  }
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return out;  // "1,700", "2.5"
    value = value * 10 + (c - '0');
  }
  return {K::number, false, static_cast<std::uint8_t>(digits.size()), static_cast<std::int16_t>(value)};
}

constexpr std::array<K, 128> make_marks() {
  std::array<K, 128> marks{};
  for (K& mark : marks) mark = K::mark;
  marks[','] = K::comma;
  marks['-'] = K::dash;
  marks['.'] = K::stop;
  marks['/'] = K::slash;
  marks[':'] = marks[';'] = K::colon;
  marks['?'] = K::question;
  marks['\''] = K::apostrophe;
  marks['('] = marks['['] = K::open;
  marks[')'] = marks[']'] = K::close;
  marks['$'] = K::currency;
  marks['&'] = K::and_;
  return marks;
}
constexpr std::array<K, 128> kMarks = make_marks();

DateWord punctuation(std::string_view mark) {
  const auto first = static_cast<unsigned char>(mark[0]);
  if (first < 128) return {first == '\'' && mark.size() > 1 ? K::decade_s : kMarks[first]};
  if (mark == "–" || mark == "—" || mark == "‒" || mark == "−" || mark == "‑" || mark == "‐") return {K::dash};
  if (mark == "’s") return {K::decade_s};
  if (mark == "’") return {K::apostrophe};
  if (mark == "£" || mark == "€" || mark == "¥" || mark == "₸") return {K::currency};
  return {K::mark};
}

// The lexicon, and before it a bit for each of some bits of a hash: most words are not in it.
struct Lexicon {
  static constexpr std::size_t kBits = 8192;
  std::array<Slot, kSlots> slots = make_slots();
  std::array<std::uint64_t, kBits / 64> may_be{};
  Lexicon() {
    for (const Slot& slot : slots)
      if (slot.word.kind != K::other) may_be[bit(slot.hash) / 64] |= std::uint64_t{1} << (bit(slot.hash) % 64);
  }
  static std::size_t bit(std::uint64_t hash) { return hash >> 20 & (kBits - 1); }

  const DateWord* find(std::uint64_t hash) const {
    if ((may_be[bit(hash) / 64] >> (bit(hash) % 64) & 1) == 0) return nullptr;
    for (std::size_t at = hash % kSlots; slots[at].word.kind != K::other; at = (at + 1) % kSlots)
      if (slots[at].hash == hash) return &slots[at].word;
    return nullptr;
  }
};

DateWord word_of(std::string_view text, const base::Token& token, const Lexicon& lexicon) {
  const DateWord* word = lexicon.find(token.folded);
  if (word == nullptr) return {};
  // Months, weekdays and feasts are names; "may", "march", "new" are not.
  if ((word->kind == K::month || word->kind == K::weekday || word->kind == K::feast) && token.shape == base::Token::lower) return {};
  // "ad" is no era; "b.c." is.
  if (word->kind == K::era && token.shape == base::Token::lower && token.in(text).find('.') == std::string_view::npos) return {};
  return *word;
}

}  // namespace

bool date_words(std::string_view text, std::span<const base::Token> tokens, std::vector<DateWord>& out) {
  static const Lexicon lexicon;
  out.resize(tokens.size());
  bool any = false;
  DateWord* word = out.data();
  for (const base::Token& token : tokens) {
    switch (token.shape) {
      case base::Token::number:
        *word = number(token.in(text));
        any = any || word->kind != K::mark;
        break;
      case base::Token::ordinal:
        *word = number(token.in(text).substr(0, token.to - token.from - 2));
        if (word->kind == K::number) word->kind = K::ordinal;
        any = true;
        break;
      case base::Token::punctuation:
        *word = punctuation(token.in(text));
        break;
      default:
        *word = word_of(text, token, lexicon);
        any = any || (word->kind >= K::ordinal && word->kind <= K::era) || word->kind == K::then;
    }
    ++word;
  }
  return any;
}

}  // namespace chancery::reading
