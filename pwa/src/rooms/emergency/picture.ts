/** A code's drawing as a picture: what the server drew never becomes part of the page. */
export const picture = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
