/** Where a grey picture changes, and the straight lines along which it does. Pure; written for pictures of about 320 pixels. */
import type { Size } from "./geometry";

export interface Edges extends Size {
  /** Change to the right and downwards, of the smoothed picture. */
  right: Float32Array;
  down: Float32Array;
  /** How much stronger than around it, 0 where it is not the strongest across the edge. */
  strength: Float32Array;
  /** Where that is more than nothing: indexes. */
  found: Int32Array;
}

/** x · cos + y · sin = rho, and what is bright lies on the side to which (cos, sin) points. */
export interface Line {
  cos: number;
  sin: number;
  rho: number;
}

/** Pixels around of which the usual change is taken. */
const AROUND = 11;
/** What counts as an edge: this many times the usual change. */
const CLEAR = 1.25;

function smoothed(grey: ArrayLike<number>, width: number, height: number): Float32Array {
  const once = new Float32Array(width * height);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const [l2, l1, r1, r2] = [x > 1 ? x - 2 : 0, x ? x - 1 : 0, x < width - 1 ? x + 1 : x, x < width - 2 ? x + 2 : width - 1];
      once[row + x] = (grey[row + l2]! + 4 * grey[row + l1]! + 6 * grey[row + x]! + 4 * grey[row + r1]! + grey[row + r2]!) / 16;
    }
  }
  for (let y = 0; y < height; y += 1) {
    const [u2, u1, d1, d2] = [y > 1 ? y - 2 : 0, y ? y - 1 : 0, y < height - 1 ? y + 1 : y, y < height - 2 ? y + 2 : height - 1];
    for (let x = 0; x < width; x += 1) out[y * width + x] = (once[u2 * width + x]! + 4 * once[u1 * width + x]! + 6 * once[y * width + x]! + 4 * once[d1 * width + x]! + once[d2 * width + x]!) / 16;
  }
  return out;
}

/** Sums of all above and to the left, one row and one column more than the picture. */
export function sums(values: ArrayLike<number>, width: number, height: number): Float64Array {
  const out = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += values[y * width + x]!;
      out[(y + 1) * (width + 1) + x + 1] = out[y * (width + 1) + x + 1]! + row;
    }
  }
  return out;
}

export function edgesOf(grey: ArrayLike<number>, { width, height }: Size): Edges {
  const soft = smoothed(grey, width, height);
  const right = new Float32Array(width * height);
  const down = new Float32Array(width * height);
  const size = new Float32Array(width * height);
  let all = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const [nw, n, ne, w, e, sw, s, se] = [soft[at - width - 1]!, soft[at - width]!, soft[at - width + 1]!, soft[at - 1]!, soft[at + 1]!, soft[at + width - 1]!, soft[at + width]!, soft[at + width + 1]!];
      right[at] = (ne + 2 * e + se - nw - 2 * w - sw) / 8;
      down[at] = (sw + 2 * s + se - nw - 2 * n - ne) / 8;
      all += size[at] = Math.hypot(right[at]!, down[at]!);
    }
  }
  const usual = all / (width * height);
  const total = sums(size, width, height);
  const strength = new Float32Array(width * height);
  const found: number[] = [];
  for (let y = 1; y < height - 1; y += 1) {
    const [top, bottom] = [Math.max(0, y - AROUND), Math.min(height, y + AROUND + 1)];
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const value = size[at]!;
      if (value < 0.25) continue;
      const [left, end] = [Math.max(0, x - AROUND), Math.min(width, x + AROUND + 1)];
      const around = (total[bottom * (width + 1) + end]! - total[top * (width + 1) + end]! - total[bottom * (width + 1) + left]! + total[top * (width + 1) + left]!) / ((bottom - top) * (end - left));
      const clear = value / (around + 0.25 * usual + 0.15);
      if (clear < CLEAR) continue;
      // The strongest across the edge only: one pixel wide.
      const [gx, gy] = [right[at]!, down[at]!];
      const flat = Math.abs(gx) > Math.abs(gy);
      const step = flat ? (Math.abs(gy) * 2.4 < Math.abs(gx) ? 1 : gx * gy > 0 ? width + 1 : width - 1) : Math.abs(gx) * 2.4 < Math.abs(gy) ? width : gx * gy > 0 ? width + 1 : width - 1;
      if (value < size[at - step]! || value <= size[at + step]!) continue;
      strength[at] = Math.min(clear, 4);
      found.push(at);
    }
  }
  return { width, height, right, down, strength, found: Int32Array.from(found) };
}

/** Steps of the turn once round, and pixels of a step sideways. */
const TURNS = 180;
const WIDE = 2;

/** The lines along which most of the edges lie, the clearest first; each edge counts for the lines of its own direction (Hough). */
export function linesOf(edges: Edges, most: number): Line[] {
  const { width, height, found, right, down, strength } = edges;
  const reach = Math.ceil(Math.hypot(width, height) / WIDE);
  const across = 2 * reach + 1;
  const votes = new Float32Array(TURNS * across);
  const cos = Float32Array.from({ length: TURNS }, (_, n) => Math.cos((n * 2 * Math.PI) / TURNS));
  const sin = Float32Array.from({ length: TURNS }, (_, n) => Math.sin((n * 2 * Math.PI) / TURNS));
  for (const at of found) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const turn = Math.round((Math.atan2(down[at]!, right[at]!) / (2 * Math.PI)) * TURNS);
    for (let near = -3; near <= 3; near += 1) {
      const n = (turn + near + TURNS) % TURNS;
      const slot = n * across + Math.round((x * cos[n]! + y * sin[n]!) / WIDE) + reach;
      votes[slot]! += strength[at]!;
    }
  }
  const peaks: { n: number; r: number; votes: number }[] = [];
  for (let n = 0; n < TURNS; n += 1) {
    for (let r = 2; r < across - 2; r += 1) {
      const here = votes[n * across + r]!;
      if (here < 20) continue;
      let best = true;
      for (let dn = -3; best && dn <= 3; dn += 1) {
        const row = ((n + dn + TURNS) % TURNS) * across;
        for (let dr = -2; dr <= 2; dr += 1) {
          const other = votes[row + r + dr]!;
          if (other > here || (other === here && (dn > 0 || (dn === 0 && dr > 0)))) best = false;
        }
      }
      if (best) peaks.push({ n, r, votes: here });
    }
  }
  peaks.sort((one, other) => other.votes - one.votes);
  return peaks.slice(0, most).map(({ n, r }) => settled(edges, settled(edges, { cos: cos[n]!, sin: sin[n]!, rho: (r - reach) * WIDE }, 4), 2.5));
}

/** The line through the edges near it that look its way: least squares. */
function settled({ width, found, right, down, strength }: Edges, line: Line, near: number): Line {
  let [sum, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const at of found) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    if (Math.abs(x * line.cos + y * line.sin - line.rho) > near) continue;
    const [gx, gy] = [right[at]!, down[at]!];
    if (gx * line.cos + gy * line.sin < 0.95 * Math.hypot(gx, gy)) continue;
    const weight = strength[at]!;
    sum += weight;
    sx += weight * x;
    sy += weight * y;
    sxx += weight * x * x;
    sxy += weight * x * y;
    syy += weight * y * y;
  }
  return sum < 12 ? line : fitted(sum, sx, sy, sxx, sxy, syy, line);
}

/** The line of least squares of points given by their sums, pointing the way that `like` does. */
export function fitted(sum: number, sx: number, sy: number, sxx: number, sxy: number, syy: number, like: Line): Line {
  const [x, y] = [sx / sum, sy / sum];
  const angle = 0.5 * Math.atan2(2 * (sxy / sum - x * y), sxx / sum - x * x - (syy / sum - y * y)) + Math.PI / 2;
  const way = Math.cos(angle) * like.cos + Math.sin(angle) * like.sin < 0 ? -1 : 1;
  const [cos, sin] = [way * Math.cos(angle), way * Math.sin(angle)];
  return { cos, sin, rho: x * cos + y * sin };
}
