/** The representatives' own details. */
import { get, put } from "../../api/client";
import type { components } from "../../api/schema";

export type Details = components["schemas"]["RepresentativesDetails"];
export type MyDetails = components["schemas"]["MyDetails"];
export type TheirDetails = components["schemas"]["TheirDetails"];
export type DetailsChange = components["schemas"]["DetailsChange"];

export const readDetails = (carnet: string, signal?: AbortSignal) => get<Details>(`/api/carnets/${carnet}/details`, { signal });
export const changeDetails = (carnet: string, change: DetailsChange) => put<MyDetails>(`/api/carnets/${carnet}/details/mine`, change);
