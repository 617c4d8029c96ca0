// SPDX-License-Identifier: Apache-2.0
#include "reading/reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>
#include <unordered_set>

#include "reading/maker.h"
#include "reading/subject.h"

namespace chancery::reading {

using base::Token;
using document::Block;
using document::BlockKind;
using document::Document;
using model::Statement;

namespace {

constexpr std::uint64_t kLongestCitation = 2500;  // code points
constexpr std::uint32_t kNoPlace = 0xffffffff;
constexpr std::size_t kLongestLead = 200;  // bytes of a heading that leads a list in
// What is read once more behind its lead begins with these: a list's item, and the first paragraph below a heading.

constexpr std::size_t kLongestListing = 2000;  // bytes of a paragraph that may be a list in one line
// The types of mentions that the gazetteer finds: they are there before any pattern is tried.
constexpr std::uint64_t kNameTypes = [] {
  std::uint64_t bits = 0;
  for (BuiltIn b : {BuiltIn::state, BuiltIn::adjective, BuiltIn::people, BuiltIn::org, BuiltIn::city, BuiltIn::region, BuiltIn::feature,
                    BuiltIn::office})
    bits |= 1ull << static_cast<unsigned>(b);
  return bits;
}();

// What is read of a block: its text, or a row's cells each under its head ("| Country : Denmark | Since : 1992"), with the
// way back to the block's text.
struct Text {
  struct Piece {
    std::uint32_t at, from, size;
  };
  std::string_view text;
  std::string made;    // a row's, which
  base::Arena* texts;  // keeps
  std::vector<Piece> pieces;

  void of(const Block& block) {
    pieces.clear();
    if (block.kind != BlockKind::table_row || block.cells.empty()) {
      text = block.text;
      pieces.push_back({0, 0, static_cast<std::uint32_t>(block.text.size())});
      return;
    }
    made.clear();
    for (const document::Cell& cell : block.cells) {
      made += "| ";
      if (!cell.head.empty()) made += cell.head + " : ";
      pieces.push_back({static_cast<std::uint32_t>(made.size()), cell.from, cell.to - cell.from});
      made.append(block.text, cell.from, cell.to - cell.from);
      made += ' ';
    }
    made += '|';
    text = texts->keep(made);
  }
  // What stands behind the words that lead it in: "§ Visits to Latvia : President NAME (1994)".
  void behind(std::string_view mark, std::string_view lead, const Block& block) {
    of(block);
    std::string front = std::string(mark) + " " + std::string(lead) + " : ";
    made = front + std::string(text);
    for (Piece& piece : pieces) piece.at += static_cast<std::uint32_t>(front.size());
    text = texts->keep(made);
  }
  // The byte of the block's text; kNoPlace for what is not of it.
  std::uint32_t place(std::uint32_t at) const {
    for (const Piece& p : pieces)
      if (at >= p.at && at < p.at + p.size) return p.from + (at - p.at);
    return kNoPlace;
  }
};

// One document being read by one thread.
class Run {
 public:
  Run(const Rules& rules, const model::Kinds& kinds, const gazetteer::Gazetteer& gazetteer, const Document& document)
      : rules_(rules),
        kinds_(kinds),
        gazetteer_(gazetteer),
        document_(document),
        finder_(rules, gazetteer, texts_),
        matcher_(rules),
        maker_(rules, kinds, finder_),
        subjects_(gazetteer, document),
        wanted_(rules.programs.size(), 0),
        from_(rules.field("from")),
        people_phrases_(rules.learned_phrases()),
        item_mark_(rules.word(base::hash_folded(kItemMark))),
        paragraph_mark_(rules.word(base::hash_folded(kParagraphMark))),
        block_words_(rules.word_count() + 1),
        lead_words_(rules.word_count() + 1, ~std::size_t{0}) {
    for (const Program& p : rules_.programs)
      for (std::uint32_t mark : {item_mark_, paragraph_mark_})
        if (begins_with(p, mark)) marked_[mark == paragraph_mark_].push_back(&p);
    for (const Expression& e : rules_.expressions)
      if (e.op == Expression::last_of && std::ranges::find(lasts_, rules_.text(e.text)) == lasts_.end())
        lasts_.push_back(rules_.text(e.text));
  }

  Reading read(const Options& options) {
    subjects_.settle(options.subject);
    reading_.subject = subjects_.subject();
    reading_.other = subjects_.other();
    context_.document_date = options.published.empty() ? document_.published : options.published;
    for (std::size_t b = 0; b < document_.blocks.size(); ++b) block(b);
    name_people_in_full();
    put_in_order(reading_.statements);
    // What was completed may be what another rule said of the same words.
    auto same = [](const Statement& a, const Statement& b) {
      return a.source.from == b.source.from && a.source.to == b.source.to && a.kind == b.kind && a.polarity == b.polarity &&
             a.mode == b.mode && a.time == b.time && a.roles.size() == b.roles.size() &&
             std::all_of(a.roles.begin(), a.roles.end(), [&](const model::Role& r) {
               const model::Value* v = b.role(r.name);
               return v && *v == r.value;
             });
    };
    auto& all = reading_.statements;
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return std::move(reading_);
  }

  Explanation* explanation = nullptr;

 private:
  void block(std::size_t index) {
    const Block& block = document_.blocks[index];
    if (block.silent || block.text.empty()) return;
    subjects_.enter(index, context_);
    text_.of(block);
    block_bits_ = {};
    ++blocks_;
    sentences(block);
    block_types_ = finder_.types_of(matches_);
    if (block.kind == BlockKind::list_item || block.kind == BlockKind::table_row) {
      // Once more behind what leads the list or table in, for the rules that ask for it.
      behind(lead_of(index), kItemMark, item_mark_, block);
    } else if (block.kind == BlockKind::paragraph && index > 0 && document_.blocks[index - 1].kind == BlockKind::heading &&
               block.text.size() <= kLongestListing) {
      lead_ = index - 1;
      behind(lead_of(index), kParagraphMark, paragraph_mark_, block);
      lead_ = index;
    } else if (block.kind == BlockKind::paragraph || block.kind == BlockKind::heading || block.kind == BlockKind::caption) {
      lead_ = index;
    }
    subjects_.leave(index, context_);
  }

  // Sorts by place; their places are moved rather than they themselves.
  static void put_in_order(std::vector<Statement>& statements) {
    std::vector<std::uint32_t> order(statements.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t j) {
      const Statement &a = statements[i], &b = statements[j];
      return std::tie(a.source.from, a.source.to, a.kind) < std::tie(b.source.from, b.source.to, b.kind);
    });
    std::vector<Statement> sorted;
    sorted.reserve(statements.size());
    for (std::uint32_t i : order) sorted.push_back(std::move(statements[i]));
    statements = std::move(sorted);
  }

  // Reads a block once more behind its lead, for the rules that begin with that mark.
  void behind(std::string_view lead, std::string_view mark, std::uint32_t word, const Block& block) {
    if (lead.empty() || word == 0) return;
    WordBits bits = lead_bits_;
    bits |= block_bits_;
    const std::uint64_t missing = kNameTypes & ~(lead_types_ | block_types_);
    auto may_match = [&](const Program* p) {
      if (p->types & missing || !p->may_have(bits)) return false;
      const auto triggers = rules_.program_words.subspan(p->first_trigger, p->triggers);
      return triggers.empty() || std::any_of(triggers.begin(), triggers.end(),
                                             [&](auto id) { return lead_words_[id] == lead_told_ || block_words_[id] == blocks_; });
    };
    const auto& programs = marked_[word == paragraph_mark_];
    if (std::none_of(programs.begin(), programs.end(), may_match)) return;
    text_.behind(mark, lead, block);
    lead_mark_ = word;
    sentences(block);
    lead_mark_ = 0;
  }

  // The heading or the end of the paragraph right above the list in which the item stands.
  std::string_view lead_of(std::size_t item) {
    if (lead_ >= item) return {};
    if (lead_told_ != lead_) {  // once for all items of a list
      lead_told_ = lead_;
      lead_text_ = lead_text();
      lead_bits_ = {};
      std::vector<Token> words;
      base::tokenize(lead_text_, words);
      auto add = [&](std::uint32_t word) {
        lead_bits_.add(word);
        lead_words_[word] = lead_told_;
      };
      for (const Token& t : words) add(rules_.word(t.folded));
      for (std::uint32_t word : {item_mark_, paragraph_mark_, rules_.word(base::hash_folded(":"))}) add(word);
      matches_.clear();
      gazetteer_.match(lead_text_, words, matches_);
      lead_types_ = finder_.types_of(matches_);
    }
    return lead_text_;
  }
  std::string_view lead_text() const {
    const auto heading = [](const Block& block) {
      return block.text.size() <= kLongestLead ? std::string_view(block.text) : std::string_view();
    };
    const Block& block = document_.blocks[lead_];
    if (block.kind == BlockKind::heading) return heading(block);
    std::vector<Token> tokens;
    base::tokenize(block.text, tokens);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
    split_sentences(block.text, tokens, spans);
    if (spans.empty() || spans.back().first == spans.back().second) return {};
    // "Such offices are in:" means what the sentence before it, else the heading above it, names.
    const auto refers_back = [&](std::uint32_t token) {
      return std::ranges::binary_search(rules_.list("refer_back"), rules_.word(tokens[token].folded));
    };
    if (refers_back(spans.back().first)) {
      if (spans.size() > 1)
        spans.pop_back();
      else if (block.section >= 0)
        return heading(document_.blocks[static_cast<std::size_t>(block.section)]);
    }
    const auto [first, end] = spans.back();
    std::string_view last = std::string_view(block.text).substr(tokens[first].from, tokens[end - 1].to - tokens[first].from);
    if (last.ends_with(':') || last.ends_with('.')) last.remove_suffix(1);
    return last.size() <= kLongestLead ? last : std::string_view();
  }

  // Reads the text at hand, of that block.
  void sentences(const Block& block) {
    tokens_.clear();
    base::tokenize(text_.text, tokens_);
    matches_.clear();
    gazetteer_.match(text_.text, tokens_, matches_);
    spans_.clear();
    if (block.kind == BlockKind::table_row || lead_mark_ != 0)
      spans_.emplace_back(0, static_cast<std::uint32_t>(tokens_.size()));
    else
      split_sentences(text_.text, tokens_, spans_);
    std::size_t next_match = 0;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      auto [from, to] = spans_[i];
      while (next_match < matches_.size() && matches_[next_match].from < from) ++next_match;
      std::size_t last = next_match;
      while (last < matches_.size() && matches_[last].from < to) ++last;
      bool cut = block.cut && i + 1 == spans_.size();
      sentence(block, from, to, std::span(matches_).subspan(next_match, last - next_match), cut);
      next_match = last;
    }
  }

  void sentence(const Block& block, std::uint32_t from, std::uint32_t to, std::span<const gazetteer::Match> matches, bool cut) {
    sentence_.clear(text_.text, std::span<const Token>(tokens_).subspan(from, to - from));
    finder_.names(sentence_, from, matches, context_);
    block_bits_ |= sentence_.word_bits;
    if (lead_mark_ == 0)
      for (auto word : sentence_.words) block_words_[word] = blocks_;
    if (lead_mark_ == 0) subjects_.before_sentence(sentence_, context_);

    // Which patterns may match: those that one of the words calls up, and those that need no word.
    candidates_.clear();
    ++round_;
    auto want = [&](std::uint32_t program) {
      if (wanted_[program] == round_) return;
      wanted_[program] = round_;
      if (lead_mark_ != 0 && !begins_with(rules_.programs[program], lead_mark_)) return;
      // Names are known by now: what lacks one that it needs cannot match.
      const Program& wanted = rules_.programs[program];
      if ((wanted.types & kNameTypes & ~sentence_.types) == 0 && sentence_.has_words_for(wanted)) candidates_.push_back(program);
    };
    for (auto word : sentence_.words)
      if (word)
        for (auto program : rules_.triggered(word)) want(program);
    for (auto program : rules_.untriggered) want(program);
    // Persons and dates are learned from every sentence, whether a rule may match it or not.
    if (lead_mark_ != 0 && candidates_.empty() && !explanation) return;
    finder_.rest(sentence_, context_);
    std::erase_if(candidates_, [&](auto program) { return rules_.programs[program].types & kBuiltInTypes & ~sentence_.types; });
    if (explanation) {
      finder_.phrases(sentence_, context_, matcher_, ~0ull);
      explain_mentions();
    } else if (lead_mark_ == 0 && sentence_.types >> static_cast<unsigned>(BuiltIn::name) & 1) {
      finder_.phrases(sentence_, context_, matcher_, people_phrases_);
    }
    std::sort(candidates_.begin(), candidates_.end());
    for (auto program : candidates_) run(rules_.programs[program], cut);
    keep(block, from);
    if (lead_mark_ == 0) {
      learn_people(block.kind == BlockKind::gloss);
      learn_date();
      if (drafts_.empty() && to - from >= 5 && block.kind != BlockKind::heading) note_unread(block);
      subjects_.after_sentence(sentence_, context_);
    }
    drafts_.clear();
    maker_.clear();
  }

  // Whether a pattern begins with the mark before the words that lead a list in.
  bool begins_with(const Program& program, std::uint32_t mark) const {
    const auto firsts = rules_.program_words.subspan(program.first_first, program.firsts);
    return mark != 0 && !program.any_start && std::ranges::find(firsts, mark) != firsts.end();
  }

  // Finds the phrases of a program; false where one that it must have is not there.
  bool find_phrases(const Program& program) {
    const std::uint64_t must = program.types & ~kBuiltInTypes;
    for (std::uint64_t left = must; left != 0; left &= left - 1)
      if (!finder_.may_have(sentence_, static_cast<std::uint16_t>(std::countr_zero(left)))) return false;
    for (std::uint64_t left = must; left != 0; left &= left - 1) {
      finder_.phrases(sentence_, context_, matcher_, left & -left);
      if (!(sentence_.types & left & -left)) return false;
    }
    finder_.phrases(sentence_, context_, matcher_, program.needs);
    return explanation || sentence_.has_start_for(program);
  }

  void run(const Program& program, bool cut) {
    if (!find_phrases(program)) return;
    Furthest furthest;
    bool matched = false;
    for (std::uint32_t from = 0; matcher_.find(program, sentence_, from, match_, explanation ? &furthest : nullptr);) {
      std::string note;
      std::size_t before = drafts_.size();
      maker_.make(program, match_, sentence_, context_, cut, drafts_, explanation ? &note : nullptr);
      matched = true;
      if (explanation) {
        const Rule& rule = rules_.rules[program.rule];
        explanation->attempts.push_back({std::string(rules_.text(rule.name)), fmt::format("{}:{}", rules_.text(rule.file), rule.line), true,
                                         std::string(sentence_.words_between(match_.from, match_.to)), "", "",
                                         drafts_.size() == before ? note : ""});
      }
      from = std::max(match_.to, match_.from + 1);
    }
    if (explanation && !matched && furthest.any && furthest.token > furthest.from) {
      const Rule& rule = rules_.rules[program.rule];
      explanation->attempts.push_back(
          {std::string(rules_.text(rule.name)), fmt::format("{}:{}", rules_.text(rule.file), rule.line), false,
           std::string(sentence_.words_between(furthest.from, furthest.token)),
           std::string(sentence_.words_between(furthest.token, std::min<std::uint32_t>(furthest.token + 1, sentence_.tokens.size()))),
           wanted(furthest.instruction), ""});
    }
  }

  std::string wanted(std::uint32_t instruction) const {
    const Instruction& in = rules_.code[instruction];
    switch (in.op) {
      case Instruction::word:
        return std::string(rules_.word_text(in.a));
      case Instruction::words: {
        std::string out;
        for (std::uint32_t i = 0; i < in.b && i < 4; ++i) out += (i ? "|" : "") + std::string(rules_.word_text(rules_.sets[in.a + i]));
        return out + (in.b > 4 ? "|…" : "");
      }
      case Instruction::slot:
        return std::string(rules_.type_name(static_cast<std::uint16_t>(in.a)));
      case Instruction::start:
        return "the start";
      case Instruction::end:
        return "the end";
      default:
        return "";
    }
  }

  void explain_mentions() {
    for (const Mention& m : sentence_.mentions) {
      std::string line = fmt::format("{} \"{}\" =", rules_.type_name(m.type), sentence_.words_between(m.from, m.to));
      for (const Item& item : m.values) line.append(" ").append(item.text);
      (m.type < kFirstPhrase ? explanation->mentions : explanation->phrases).push_back(std::move(line));
    }
  }

  // What another draft of the sentence says with more detail falls away; the others become statements and get their citations.
  void keep(const Block& block, std::uint32_t first_token) {
    written_.assign(drafts_.size(), std::nullopt);
    auto alive = [&](std::size_t i) { return !written_[i] || !written_[i]->kind.empty(); };
    auto drop = [&](std::size_t i) { written_[i].emplace(); };
    auto valid = [&](std::size_t i) {
      if (!written_[i]) {
        Statement& s = written_[i].emplace(drafts_[i].statement());
        kinds_.put_in_order(s);
        if (!kinds_.validate(s)) s.kind.clear();
      }
      return alive(i);
    };
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      for (std::size_t j = 0; j < i && alive(i); ++j) {
        if (!alive(j)) continue;
        if (drafts_[j].says_as_much_as(drafts_[i]) && valid(j))
          drop(i);
        else if (drafts_[i].says_as_much_as(drafts_[j]) && valid(i))
          drop(j);
      }
    // What only the lead says was read where it stands.
    auto of_lead = [&](const Draft& d) {
      const auto words = std::span(tokens_).subspan(d.from + first_token, d.to - d.from);
      return lead_mark_ != 0 && std::ranges::none_of(words, [&](const Token& t) { return text_.place(t.from) != kNoPlace; });
    };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!alive(i) || of_lead(drafts_[i]) || !valid(i)) continue;
      ++kept;
      Statement& s = *written_[i];
      cite(block, drafts_[i].from + first_token, drafts_[i].to + first_token, s);
      s.scope = block.kind == BlockKind::gloss                         ? model::Scope::gloss
                : block.kind == BlockKind::table_row || block.row >= 0 ? model::Scope::table
                                                                       : model::Scope::body;
      learn_home(s);
      if (explanation) explanation->statements.push_back(s);
      reading_.statements.push_back(std::move(s));
    }
    if (kept == 0) drafts_.clear();
  }

  void cite(const Block& block, std::uint32_t from, std::uint32_t to, Statement& s) {
    std::uint32_t first = kNoPlace, last = kNoPlace;
    to = std::min(to, static_cast<std::uint32_t>(tokens_.size()));
    for (; from < to && first == kNoPlace; ++from) first = text_.place(tokens_[from].from);
    for (; first != kNoPlace && last == kNoPlace; --to)
      if (text_.place(tokens_[to - 1].from) != kNoPlace) last = text_.place(tokens_[to - 1].to - 1);
    if (first == kNoPlace) first = 0, last = static_cast<std::uint32_t>(block.text.size()) - 1;
    std::uint32_t begin = block.place(first), end = block.place_end(last + 1);
    end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(document_.text.size()));
    if (end <= begin) end = std::min<std::uint32_t>(begin + 1, static_cast<std::uint32_t>(document_.text.size()));
    s.source.document = document_.path;
    s.source.document_hash = document_.hash;
    s.source.from = document_.code_points(begin);
    s.source.to = document_.code_points(end);
    if (s.source.to - s.source.from > kLongestCitation) {
      // Glosses in between make it too long to cite whole: its last words then.
      while (s.source.to - s.source.from > kLongestCitation && begin < end) {
        ++begin;
        while (begin < end && (static_cast<unsigned char>(document_.text[begin]) & 0xc0) == 0x80) ++begin;
        s.source.from = document_.code_points(begin);
      }
    }
    s.source.quote = document_.text.substr(begin, end - begin);
  }

  void note_unread(const Block& block) {
    std::uint32_t first = text_.place(sentence_.tokens.front().from), last = text_.place(sentence_.tokens.back().to - 1);
    if (first == kNoPlace || last == kNoPlace) return;
    reading_.unread.push_back({document_.code_points(block.place(first)), document_.code_points(block.place_end(last + 1)),
                               std::string(sentence_.words_between(0, static_cast<std::uint32_t>(sentence_.tokens.size())))});
  }

  // The date that a sentence begins with is the one that the narrative goes on from.
  void learn_date() {
    if (sentence_.dates.empty()) return;
    const DateUse& first = sentence_.dates.front();
    context_.previous_date = (first.from_with_preposition == 0 ? first : sentence_.dates.back()).edtf;
  }

  // The full name of a surname is the one told most often in the text itself.
  void learn_people(bool gloss) {
    for (const Mention& m : sentence_.mentions) {
      if (m.type != static_cast<std::uint16_t>(BuiltIn::name)) continue;
      const std::string_view name = m.values[0].text;
      std::string_view& full = context_.people[sentence_.tokens[m.to - 1].folded];
      // "President Obama": until the whole name is told, that is it.
      if (m.to - m.from < 2) {
        if (full.empty()) full = name;
        continue;
      }
      std::uint32_t times = times_told_[name] += gloss ? 0 : 1;
      if (full.empty() || times > times_told_[full]) full = name;
    }
    // "US Barack Obama"
    for (const Mention& m : sentence_.mentions)
      for (const auto& [field, items] : m.fields) {
        if (field != from_ || items.size() != 1) continue;
        for (const Mention& n : sentence_.mentions)
          if (n.type == static_cast<std::uint16_t>(BuiltIn::name) && m.from < n.from && n.to <= m.to &&
              std::ranges::equal(n.values, m.values))
            context_.homes.emplace(n.values[0].text, texts_.keep(items[0].text));
      }
  }

  // Whose office somebody holds, and where a visitor came to, is known to the sentences after it.
  void learn_home(const Statement& s) {
    if (s.mode != model::Mode::fact || !s.polarity) return;
    auto text = [&](std::string_view role) -> std::string {
      const model::Value* value = s.role(role);
      return value && std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value) : std::string();
    };
    for (const model::Role& role : s.roles) {
      auto last = std::ranges::find_if(lasts_, [&](std::string_view asked) {
        return asked.size() == s.kind.size() + 1 + role.name.size() && asked.starts_with(s.kind) && asked.ends_with(role.name);
      });
      if (last == lasts_.end()) continue;
      std::vector<Item>& values = context_.last[std::string(*last)];
      values.clear();
      if (auto* one = std::get_if<std::string>(&role.value)) values.emplace_back(texts_.keep(*one));
      if (auto* set = std::get_if<std::vector<std::string>>(&role.value))
        for (const std::string& value : *set) values.emplace_back(texts_.keep(value));
    }
    // An office where no other state is spoken of is the article's own state's, unless the document tells otherwise.
    if (s.kind == "office" && text("of").empty() && context_.other.empty() && !reading_.subject.empty() &&
        context_.subject == reading_.subject && is_of_state(text("title")))
      own_offices_.insert(s.source.from);
    if (s.kind == "office" && !text("of").empty()) context_.homes[text("person")] = texts_.keep(text("of"));
    if (s.kind == "appointment" && !text("of").empty() && !text("person").empty())
      context_.homes.emplace(text("person"), texts_.keep(text("of")));
    if ((s.kind == "office" || s.kind == "appointment") && !text("title").empty())
      context_.titles[text("person")] = texts_.keep(text("title"));
    if (s.kind == "visit" && !text("from").empty()) context_.homes[text("visitor")] = texts_.keep(text("from"));
  }

  // "Nursultan Abishuly Nazarbayev" is Nursultan Nazarbayev; George H. W. Bush is not George Bush.
  static bool same_but_middle_names(std::string_view longer, std::string_view shorter) {
    if (longer.size() <= shorter.size() || longer.find('.') != std::string_view::npos) return false;
    std::size_t first = shorter.find(' '), last = shorter.rfind(' ');
    return first != std::string_view::npos && first == last && longer.starts_with(shorter.substr(0, first + 1)) &&
           longer.ends_with(shorter.substr(last));
  }

  // Whether a title is one of a state's ("President"), not of a club or a film.
  bool is_of_state(const std::string& title) const {
    std::vector<Token> words;
    base::tokenize(title, words);
    auto titles = rules_.list("state_titles");
    return std::any_of(words.begin(), words.end(),
                       [&](const Token& t) { return std::binary_search(titles.begin(), titles.end(), rules_.word(t.folded)); });
  }

  // "Nazarbayev" is the Nursultan Nazarbayev that the document names somewhere.
  void name_people_in_full() {
    auto person_of = [](const Statement& s) {
      const model::Value* person = s.kind == "office" && !s.role("of") ? s.role("person") : nullptr;
      return person && std::holds_alternative<std::string>(*person) ? std::get<std::string>(*person) : std::string();
    };
    for (Statement& s : reading_.statements) {
      auto kind = kinds_.find(s.kind);
      auto complete = [&](std::string& name) {
        std::size_t space = name.rfind(' ');
        auto it = context_.people.find(base::hash_folded(space == std::string::npos ? name : name.substr(space + 1)));
        if (it != context_.people.end() && (space == std::string::npos || same_but_middle_names(name, it->second))) name = it->second;
      };
      for (model::Role& role : s.roles) {
        auto definition = kind->role(role.name);
        if (!definition || !(definition->types & model::person)) continue;
        if (auto* text = std::get_if<std::string>(&role.value)) complete(*text);
        if (auto* set = std::get_if<std::vector<std::string>>(&role.value))
          for (std::string& name : *set) complete(name);
      }
    }
    for (auto& [name, home] : std::map(context_.homes)) {
      std::size_t space = name.rfind(' ');
      auto it = context_.people.find(base::hash_folded(space == std::string::npos ? name : name.substr(space + 1)));
      if (it != context_.people.end() && (space == std::string::npos || same_but_middle_names(name, it->second)))
        context_.homes.emplace(it->second, home);
    }
    // "President Meri", whose country another sentence told; else what everybody knows; else the article's own.
    for (const Statement& s : reading_.statements)
      if (std::string person = person_of(s); !person.empty())
        if (const std::string_view code = gazetteer_.home_of(person); !code.empty()) context_.homes.emplace(person, code);
    for (const Statement& s : reading_.statements)
      if (std::string person = person_of(s); !person.empty() && own_offices_.contains(s.source.from))
        context_.homes.emplace(person, subjects_.subject());
    for (Statement& s : reading_.statements)
      if (auto home = context_.homes.find(person_of(s)); home != context_.homes.end()) s.roles.push_back({"of", std::string(home->second)});
    // An office of which nothing tells whose it is says too little to be kept.
    std::erase_if(reading_.statements, [&](const Statement& s) { return !person_of(s).empty(); });
  }

  const Rules& rules_;
  const model::Kinds& kinds_;
  const gazetteer::Gazetteer& gazetteer_;
  const Document& document_;
  base::Arena texts_;  // that are made and stay as long as the document is read
  MentionFinder finder_;
  Matcher matcher_;
  StatementMaker maker_;
  Subjects subjects_;
  Context context_;
  Text text_{.texts = &texts_};
  Sentence sentence_;
  Match match_;
  Reading reading_;
  std::vector<Token> tokens_;
  std::vector<gazetteer::Match> matches_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans_;
  std::vector<Draft> drafts_;
  std::vector<std::optional<Statement>> written_;  // of drafts_, those that had to be checked; of no kind where they are not valid
  std::vector<std::uint32_t> wanted_, candidates_;
  std::map<std::string_view, std::uint32_t> times_told_;  // full names, outside glosses
  std::unordered_set<std::uint64_t> own_offices_;         // places of offices that are the article's own state's where nothing else is told
  std::vector<std::string_view> lasts_;                   // "visit.to": what the rules ask the last values of
  std::uint32_t round_ = 0;
  const std::uint16_t from_;                              // the field of a phrase that tells whose a person is
  const std::uint64_t people_phrases_;                    // Rules::learned_phrases
  const std::uint32_t item_mark_, paragraph_mark_;        // those words of the rules, 0 where none has them
  std::uint32_t lead_mark_ = 0;                           // the one behind which is being read, else 0
  std::size_t lead_ = ~std::size_t{0};                    // the block that may lead in the list after it
  std::size_t lead_told_ = static_cast<std::size_t>(-1);  // the block that lead_text_ is of
  std::string_view lead_text_;
  WordBits lead_bits_, block_bits_;                 // of the words of the lead, with the marks; of the block at hand
  std::uint64_t lead_types_ = 0, block_types_ = 0;  // of the names that they may have (bit per type)
  std::uint32_t blocks_ = 0;                        // how many have been read
  std::vector<std::uint32_t> block_words_;          // by word id: the last block that had it
  std::vector<std::size_t> lead_words_;             // and the last lead
  std::vector<const Program*> marked_[2];           // the programs that begin with the item's mark, and with the paragraph's
};

}  // namespace

base::Result<Reader> Reader::open(std::string_view rules, std::string_view kinds, std::string_view gazetteer) {
  Reader reader;
  auto r = Rules::open(rules);
  if (!r) return tl::unexpected(r.error());
  auto k = model::Kinds::open(kinds);
  if (!k) return tl::unexpected(k.error());
  auto g = gazetteer::Gazetteer::open(gazetteer);
  if (!g) return tl::unexpected(g.error());
  reader.rules_ = std::move(*r);
  reader.kinds_ = std::move(*k);
  reader.gazetteer_ = std::move(*g);
  return reader;
}

Reading Reader::read(const Document& document, const Options& options) const {
  return Run(rules_, kinds_, gazetteer_, document).read(options);
}

Explanation Reader::explain(std::string_view sentence, const Options& options) const {
  Document document;
  document.path = "-";
  document.text = std::string(sentence);
  Block block;
  block.text = document.text;
  block.pieces.push_back({0, 0, static_cast<std::uint32_t>(document.text.size())});
  document.blocks.push_back(std::move(block));
  document.checkpoints.assign(document.text.size() / Document::kCheckpoint + 1, 0);
  std::uint32_t points = 0;
  for (std::size_t i = 0; i < document.text.size(); ++i) {
    if (i % Document::kCheckpoint == 0) document.checkpoints[i / Document::kCheckpoint] = points;
    points += (static_cast<unsigned char>(document.text[i]) & 0xc0) != 0x80;
  }
  Explanation explanation;
  Run run(rules_, kinds_, gazetteer_, document);
  run.explanation = &explanation;
  explanation.statements.clear();
  Reading reading = run.read(options);
  explanation.statements = std::move(reading.statements);
  return explanation;
}

}  // namespace chancery::reading
