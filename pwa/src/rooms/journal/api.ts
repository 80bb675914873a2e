/** The daily sheet's addresses, and where its copy is kept on the phone. */
import { dayAfter } from "./entries";

/** Days read at once, up to the one that is shown. */
export const DAYS = 8;

const base = (carnet: string): string => `/api/carnets/${carnet}/journal`;

export const copyName = (carnet: string): string => `journal/${carnet}`;
/** The week before a day, and that day. */
export const readUrl = (carnet: string, last: string): string => `${base(carnet)}?first=${dayAfter(last, 1 - DAYS)}&last=${last}`;
export const trackingUrl = (carnet: string): string => `${base(carnet)}/tracking`;
export const alertsUrl = (carnet: string): string => `${base(carnet)}/alerts`;
export const removedUrl = (carnet: string): string => `${base(carnet)}/removed`;
export const historyUrl = (carnet: string, entry: string): string => `${base(carnet)}/entries/${entry}/history`;
export const glanceUrl = (carnet: string, first: string, last: string): string => `${base(carnet)}/glance?first=${first}&last=${last}`;
export const tableUrl = (carnet: string, first: string, last: string, language: string): string => `${base(carnet)}/table?first=${first}&last=${last}&language=${language}`;
export const printUrl = (carnet: string, first: string, last: string, language: string): string => `${base(carnet)}/print?first=${first}&last=${last}&language=${language}`;
