/** Making a report with images of films, and cutting some seconds out of one. */
import { post } from "../../api/client";
import type { components } from "../../api/schema";
import { captureUrl } from "../captures/api";
import type { CategoryName } from "../documents/api";

type Schemas = components["schemas"];
export type Readers = Schemas["Readers"];

/** As backend/rooms/gait/report_schemas.py has it; its body is read there by itself, since it is long. */
export interface NewReport {
  id: string;
  category: CategoryName;
  title: string;
  text: string;
  figures: { kind: "still" | "pair" | "strip"; words: string; shots: { film_id: string; frame: number; picture: string; measures: string[] }[] }[];
  agreed: string[];
}

export const readersOf = (carnet: string, category: CategoryName, films: string[]) => post<Readers>(`/api/carnets/${carnet}/reports/readers`, { category, films });
export const makeReport = (carnet: string, report: NewReport) => post<Schemas["MadeReport"]>(`/api/carnets/${carnet}/reports`, report);
export const cutClip = (carnet: string, film: string, id: string, first: number, last: number) => post<Schemas["MadeClip"]>(`${captureUrl(carnet, film)}/clips`, { id, first, last });
