// sharp, called as its README shows, with one thread. A line "SIDE FILE" on standard input makes one WebP of at most SIDE
// pixels and answers how many milliseconds of processor it took.
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import sharp from "sharp";

sharp.concurrency(1);
sharp.cache(false);
for await (const line of createInterface({ input: process.stdin })) {
  const [side, file] = line.split(/ (.*)/);
  const copy = `${file}.${side}.webp`;
  const began = process.cpuUsage();
  await sharp(file)
    .rotate()
    .resize(Number(side), Number(side), { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 78 })
    .toFile(copy);
  const { user, system } = process.cpuUsage(began);
  console.log((user + system) / 1000);
  await rm(copy);
}
