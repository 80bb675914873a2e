/** What a carer said of themself, in one line, and what is sorted from it. Pure. */
import type { Carer, Note, Said } from "./api";

/** « Dr Claire Martin, urgentiste, CHU de Grenoble ». `professions`: their words; in the carer's own for one that is not in the list. */
export const who = (said: Said, professions: Record<Said["profession"], string>): string => [said.name, said.profession_said || professions[said.profession], said.structure].join(", ");

export const reading = (carers: Carer[]): Carer[] => carers.filter((one) => one.open);
export const before = (carers: Carer[]): Carer[] => carers.filter((one) => !one.open);
export const notesOf = (notes: Note[], state: Note["state"]): Note[] => notes.filter((one) => one.state === state);

/** When they ceased to read, as far as it is known here: closed by the family, or the end of their hours. */
export const ended = (carer: Carer): string => carer.closed?.at ?? carer.until;
