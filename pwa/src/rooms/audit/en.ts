/** Texts of the audit room in English. */
import type { AuditTexts } from "./fr";

const en: AuditTexts = {
  title: "Who looked",
  tabs: "The circle",
  sees: "Who sees",
  saw: "Who looked",
  everyone: "Everyone",
  filter: "One person",
  nobody: "Without an account",
  times: (n) => `${n} times`,
  more: "See earlier",
  empty: "Nothing yet",
  emptyText: "Every reading and every addition will be noted here, and nobody can erase it.",
  french: "Days and hours of France.",
  before: "Before, where this notebook comes from",
  end: "This is the beginning of the notebook.",
};

export default en;
