/** The service worker: lists its events only; each concern has its file. It keeps the shell, never an answer of the API. */
import type { PrecacheEntry } from "workbox-precaching";
import { followTaps } from "./notificationclick";
import { showPushes } from "./push";
import { keepSubscription } from "./pushsubscriptionchange";
import { takeShared } from "./share";
import { precacheShell } from "./shell";
import { sendWhenWoken } from "./sync";
import { takeOverWhenAsked } from "./update";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | PrecacheEntry)[] };

precacheShell(self.__WB_MANIFEST);
takeOverWhenAsked(self);
showPushes(self);
followTaps(self);
keepSubscription(self);
takeShared(self);
sendWhenWoken(self);
