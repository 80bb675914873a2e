/** The library, as the server tells it, and where pages and files are. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type DocumentView = Schemas["DocumentView"];
export type OpenDocument = Schemas["OpenDocument"];
export type DocumentPage = Schemas["DocumentPage"];
export type CategoryCount = Schemas["CategoryCount"];
export type CategoryName = CategoryCount["category"];
export type PageWords = Schemas["PageWords"];
export type FileView = Schemas["FileView"];
export type Proposals = Schemas["Proposals"];
export type Moved = Schemas["Moved"];

const base = (carnet: string) => `/api/carnets/${carnet}/documents`;

export function listUrl(carnet: string, category: CategoryName | "", before?: string): string {
  const query = new URLSearchParams();
  if (category) query.set("category", category);
  if (before) query.set("before", before);
  return base(carnet) + (query.size ? `?${query}` : "");
}

export const countsUrl = (carnet: string) => `${base(carnet)}/categories`;
export const binUrl = (carnet: string) => `${base(carnet)}/bin`;
export const documentUrl = (carnet: string, id: string) => `${base(carnet)}/${id}`;
export const proposalsUrl = (carnet: string) => `${base(carnet)}/proposals`;
export const moveUrl = (carnet: string, id: string, category: CategoryName) => `${base(carnet)}/${id}/move?category=${category}`;

/** One file of a document: `file` is its number. */
export const versionUrl = (carnet: string, id: string, file: string) => `${base(carnet)}/${id}/versions/${file}`;
export const wordsUrl = (carnet: string, id: string, file: string) => `${versionUrl(carnet, id, file)}/words`;
export const pageUrl = (carnet: string, id: string, file: string, number: number) => `${versionUrl(carnet, id, file)}/pages/${number}`;
export const fileUrl = (carnet: string, id: string, file: string, name: "original" | "copy" | "play" | "poster") => `${versionUrl(carnet, id, file)}/files/${name}`;

/** The ten, in the order in which families know them. */
export const CATEGORIES: readonly CategoryName[] = ["documents.medical", "documents.paramedical", "documents.syntheses", "documents.imaging", "documents.media", "documents.psychology", "documents.school", "documents.projects", "documents.certificates", "documents.liaison"];
