/** The server's own limit. */
const LONGEST = 40;

/** The labels of one line of text, each once. */
export const labelsOf = (typed: string): string[] => [...new Set(typed.split(",").map((one) => one.trim().slice(0, LONGEST)).filter(Boolean))];
