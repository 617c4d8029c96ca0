// SPDX-License-Identifier: Apache-2.0
#include "cli/findings.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/layout.h"
#include "cli/common.h"
#include "model/words.h"

namespace chancery::cli {
namespace {

using audit::Finding;
using inquiry::Fact;

constexpr std::size_t kMostCitations = 4;  // of a side, where people read

// The findings in an order in which those of a group stand together, the largest group first.
std::vector<std::pair<const Finding*, std::size_t>> in_groups(const std::vector<Finding>& findings) {
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> groups;  // size, first place
  for (std::size_t i = 0; i < findings.size(); ++i) {
    auto& group = groups.try_emplace(findings[i].group, 0, i).first->second;
    ++group.first;
  }
  std::vector<std::pair<const Finding*, std::size_t>> out;
  for (const Finding& finding : findings) out.emplace_back(&finding, groups.at(finding.group).first);
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
    const auto &left = groups.at(a.first->group), &right = groups.at(b.first->group);
    return left.first != right.first ? left.first > right.first : left.second < right.second;
  });
  return out;
}

std::vector<const Fact*> sides(const Finding& finding) {
  std::vector<const Fact*> out = {&finding.first};
  if (finding.second) out.push_back(&*finding.second);
  return out;
}

std::string heading(const Finding& finding) {
  return fmt::format("{}{} · {} · {}", name_of(finding.rule->severity), finding.truth == time::Truth::possible ? " (possibly)" : "",
                     finding.rule->id, finding.key);
}

std::string said_of(const ledger::Decision& decision) {
  std::string out = fmt::format("{} by {}",
                                decision.action == ledger::Decision::Action::accept   ? "Accepted"
                                : decision.action == ledger::Decision::Action::prefer ? "Preferred " + decision.preferred.substr(0, 13)
                                                                                      : "Noted",
                                decision.by);
  return decision.words.empty() ? out : out + ": " + decision.words;
}

std::string paragraph(const std::string& text, std::size_t columns, std::string_view indent) {
  std::string out;
  for (const std::string& line : base::wrap(base::printable(text), columns > indent.size() ? columns - indent.size() : columns))
    out += std::string(indent) + line + "\n";
  return out;
}

std::string citation(const ledger::Entry& entry) {
  const model::Citation& source = entry.statement.source;
  const std::string quote = model::words_of(source).empty() ? "" : fmt::format(" “{}”", base::shorten(base::printable(source.quote), 160));
  return fmt::format("{}, {}{} {}", source.document, model::place_of(source), quote, entry.id.substr(0, 13));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string findings_text(const std::vector<Finding>& findings, const Decisions& decisions, const FindingsLayout& layout) {
  std::string out;
  std::string_view group;
  auto write = [&](const Finding& finding) {
    out += heading(finding) + "\n" + paragraph(finding.explanation, layout.columns, "  ");
    for (const Fact* side : sides(finding)) {
      for (std::size_t i = 0; i < std::min(side->statements.size(), kMostCitations); ++i)
        out += paragraph("- " + citation(side->statements[i]), layout.columns, "    ");
      if (side->statements.size() > kMostCitations) out += fmt::format("    - and {} more\n", side->statements.size() - kMostCitations);
    }
    out += paragraph("Likely: " + finding.cause, layout.columns, "  ") + paragraph("To settle it: " + finding.settle, layout.columns, "  ");
    for (const ledger::Decision& decision : decisions_on(decisions, finding)) out += paragraph(said_of(decision), layout.columns, "  ");
    out += "\n";
  };
  if (!layout.grouped) {
    for (const Finding& finding : findings) write(finding);
    return out;
  }
  for (const auto& [finding, size] : in_groups(findings)) {
    if (finding->group != group)
      out += paragraph(fmt::format("{} finding{} about: {}", size, size == 1 ? "" : "s", finding->group_about), layout.columns, "") + "\n";
    group = finding->group;
    write(*finding);
  }
  return out;
}

std::string findings_table(const std::vector<Finding>& findings, const FindingsLayout& layout) {
  base::TextTable table;
  for (const char* head : {"Severity", "Rule", "Finding", "Key"}) table.column(head);
  auto write = [&](const Finding& finding) {
    table.row({std::string(name_of(finding.rule->severity)) + (finding.truth == time::Truth::possible ? " (possibly)" : ""),
               std::string(finding.rule->id), finding.explanation, finding.key});
  };
  if (layout.grouped) {
    for (const auto& one : in_groups(findings)) write(*one.first);
  } else {
    for (const Finding& finding : findings) write(finding);
  }
  return table.empty() ? "" : table.render(layout.columns);
}

std::string findings_markdown(const std::vector<Finding>& findings, const Decisions& decisions, const FindingsLayout& layout) {
  std::string out;
  auto write = [&](const Finding& finding) {
    out += fmt::format("- **{}**{} {} (`{}`, `{}`)\n", name_of(finding.rule->severity),
                       finding.truth == time::Truth::possible ? " (possibly)" : "", escaped(finding.explanation), finding.rule->id,
                       finding.key);
    for (const Fact* side : sides(finding)) {
      for (const ledger::Entry& entry : side->statements) {
        const model::Citation& source = entry.statement.source;
        const std::string quote = model::words_of(source).empty() ? "" : fmt::format(": “{}”", escaped(base::printable(source.quote)));
        out += fmt::format("  - {}, {}{} (`{}`)\n", escaped(source.document), escaped(model::place_of(source)), quote, entry.id);
      }
    }
    out += fmt::format("  - Likely: {}\n  - To settle it: {}\n", escaped(finding.cause), escaped(finding.settle));
    for (const ledger::Decision& decision : decisions_on(decisions, finding)) out += "  - " + escaped(said_of(decision)) + "\n";
  };
  std::string_view part;
  if (layout.grouped) {
    for (const auto& [finding, size] : in_groups(findings)) {
      if (finding->group != part) out += fmt::format("{}## {}\n\n", out.empty() ? "" : "\n", escaped(finding->group_about));
      part = finding->group;
      write(*finding);
    }
    return out;
  }
  for (const Finding& finding : findings) {
    if (finding.rule->id != part) out += fmt::format("{}## {}\n\n", out.empty() ? "" : "\n", finding.rule->question);
    part = finding.rule->id;
    write(finding);
  }
  return out;
}

std::string findings_csv(const std::vector<Finding>& findings, const Decisions& decisions) {
  std::string out;
  write_csv_row(out, {"key", "rule", "severity", "certainty", "explanation", "cause", "settle", "group", "first_documents",
                      "first_statements", "second_documents", "second_statements", "decision"});
  auto joined = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : "; ") + one;
    return text;
  };
  auto ids = [](const Fact& fact) {
    std::string text;
    for (const ledger::Entry& entry : fact.statements) text += (text.empty() ? "" : " ") + entry.id;
    return text;
  };
  for (const Finding& finding : findings) {
    const auto& said = decisions_on(decisions, finding);
    write_csv_row(out, {finding.key, std::string(finding.rule->id), std::string(name_of(finding.rule->severity)),
                        std::string(time::name_of(finding.truth)), finding.explanation, finding.cause, finding.settle, finding.group,
                        joined(audit::documents_of(finding.first)), ids(finding.first),
                        finding.second ? joined(audit::documents_of(*finding.second)) : "", finding.second ? ids(*finding.second) : "",
                        said.empty() ? "" : std::string(ledger::name_of(said.back().action))});
  }
  return out;
}

}  // namespace chancery::cli
