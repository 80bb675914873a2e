/** Black and white pictures made small, a bit a pixel: ITU-T T.6, which PDF calls CCITTFaxDecode with K = -1. Pure. */

/** Codes of runs of 0 to 63 pixels, then of 64, 128 … 1728 (T.4, tables 2 and 3), and those of both colours from 1792. */
const WHITE =
  "00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011";
const BLACK =
  "0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111 0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101";
const LONG = "00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111";
export const RUNS = [WHITE, BLACK].map((own) => [...own.split(" "), ...LONG.split(" ")]) as [string[], string[]];
export const PASS = "0001";
export const ACROSS = "001";
/** By how many pixels the change lies to the right of the one above: -3 to 3. */
export const NEAR = ["0000010", "000010", "010", "1", "011", "000011", "0000011"];
const END = "000000000001";

/** `dots`: a byte a pixel, not 0 where there is ink. */
export function g4(dots: ArrayLike<number>, width: number, height: number): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  let [byte, filled] = [0, 0];
  const write = (code: string) => {
    for (let n = 0; n < code.length; n += 1) {
      byte = (byte << 1) | (code.charCodeAt(n) & 1);
      filled += 1;
      if (filled === 8) {
        out.push(byte);
        byte = filled = 0;
      }
    }
  };
  const run = (colour: 0 | 1, long: number) => {
    const codes = RUNS[colour];
    let left = long;
    while (left >= 2560) {
      write(codes[103]!);
      left -= 2560;
    }
    if (left >= 64) write(codes[63 + (left >> 6)]!);
    write(codes[left & 63]!);
  };
  const ink = (row: number, x: number): number => (row < 0 || x < 0 ? 0 : dots[row * width + x]! ? 1 : 0);
  /** The first change of colour to the right of `x`, from `colour`. */
  const change = (row: number, x: number, colour: number): number => {
    let at = x;
    while (at < width && ink(row, at) === colour) at += 1;
    return at;
  };
  for (let row = 0; row < height; row += 1) {
    let [a0, colour] = [-1, 0 as 0 | 1];
    while (a0 < width) {
      const from = Math.max(a0, 0);
      const a1 = change(row, from, colour);
      // On the line above: the first change to the right of a0 into the colour that a0 is not.
      let b1 = a0 < 0 ? 0 : a0 + 1;
      if (row === 0) b1 = width;
      else {
        if (ink(row - 1, b1 - 1) !== colour) b1 = change(row - 1, b1, 1 - colour);
        b1 = change(row - 1, b1, colour);
      }
      const b2 = row === 0 ? width : change(row - 1, b1, 1 - colour);
      if (b2 < a1) {
        write(PASS);
        a0 = b2;
      } else if (Math.abs(a1 - b1) <= 3) {
        write(NEAR[a1 - b1 + 3]!);
        a0 = a1;
        colour = colour ? 0 : 1;
      } else {
        const a2 = change(row, a1, 1 - colour);
        write(ACROSS);
        run(colour, a1 - from);
        run(colour ? 0 : 1, a2 - a1);
        a0 = a2;
      }
    }
  }
  write(END + END);
  if (filled) out.push(byte << (8 - filled));
  return Uint8Array.from(out);
}
