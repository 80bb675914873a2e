/** Photographed pages made into one PDF: a picture a page and what must stand around it (ISO 32000-1 § 7.5). Nothing else is in it. */

export interface PagePhoto {
  /** A JPEG of three channels; or, `black`, a bit a pixel packed by T.6. */
  picture: Blob;
  black: boolean;
  /** Pixels. */
  width: number;
  height: number;
}

/** Width of A4, in points. */
const WIDE = 595;
const HIGH = 842;

/** The paper, in points: as wide as A4, or as high when the page lies on its side. */
function paper({ width, height }: PagePhoto): [string, string] {
  const ratio = width > height ? HIGH / width : Math.min(WIDE / width, HIGH / height);
  return [(width * ratio).toFixed(2), (height * ratio).toFixed(2)];
}

const how = ({ black, width, height }: PagePhoto) => (black ? `/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>` : "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode");

export function pdfOf(pages: readonly PagePhoto[]): Blob {
  const parts: BlobPart[] = [];
  const places: number[] = [];
  let at = 0;
  // All that is written here is ASCII: a letter is a byte.
  const write = (text: string) => {
    parts.push(text);
    at += text.length;
  };
  const object = (body: string) => {
    places.push(at);
    write(`${places.length} 0 obj\n${body}\nendobj\n`);
  };
  write("%PDF-1.4\n");
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${3 + 3 * n} 0 R`).join(" ")}] >>`);
  pages.forEach((page, n) => {
    const own = 3 + 3 * n;
    const [wide, high] = paper(page);
    object(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${own + 1} 0 R /Resources << /XObject << /P ${own + 2} 0 R >> >> >>`);
    const drawn = `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`;
    object(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
    places.push(at);
    write(`${own + 2} 0 obj\n<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} ${how(page)} /Length ${page.picture.size} >>\nstream\n`);
    parts.push(page.picture);
    at += page.picture.size;
    write("\nendstream\nendobj\n");
  });
  const start = at;
  write(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n`);
  for (const place of places) write(`${String(place).padStart(10, "0")} 00000 n \n`);
  write(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
