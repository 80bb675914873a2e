// web-push, called as its README shows: a line "COUNT SUBSCRIPTION" on standard input prepares that many messages (encrypted, signed, not
// sent) and answers how many milliseconds of processor each took.
import { createInterface } from "node:readline";
import webpush from "web-push";

const keys = webpush.generateVAPIDKeys();
webpush.setVapidDetails("mailto:carnet@example.org", keys.publicKey, keys.privateKey);
for await (const line of createInterface({ input: process.stdin })) {
  const [count, subscription] = line.split(/ (.*)/);
  const phone = JSON.parse(subscription);
  const began = process.cpuUsage();
  for (let done = 0; done < Number(count); done += 1) webpush.generateRequestDetails(phone, "Carnet : un rappel".padEnd(400));
  const { user, system } = process.cpuUsage(began);
  console.log((user + system) / 1000 / Number(count));
}
