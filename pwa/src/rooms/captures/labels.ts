/** The server's own limits. */
export const LONGEST = 40;
export const MOST = 10;

/** A label as it is kept. */
export const tidy = (typed: string): string => typed.replaceAll(/[,/\\]/g, " ").trim().slice(0, LONGEST).trim();

/** The labels chosen, and the one still being typed: it was meant too. */
export const withTyped = (chosen: readonly string[], typed: string): string[] => [...new Set([...chosen, tidy(typed)].filter(Boolean))].slice(0, MOST);
