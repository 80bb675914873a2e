/** The web application manifest: what the phone shows once CS3 is installed. */
import type { ManifestOptions } from "vite-plugin-pwa";

export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "CS3, carnet de soins",
  short_name: "CS3",
  description: "Le carnet de soins d’une personne, tenu par sa famille et partagé avec ceux qui la soignent.",
  lang: "fr",
  dir: "ltr",
  start_url: "/",
  scope: "/",
  display: "standalone",
  orientation: "any",
  background_color: "#faf8f4",
  theme_color: "#faf8f4",
  categories: ["health", "medical"],
  icons: [
    { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    { src: "/icons/mark.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
  ],
  screenshots: [
    { src: "/screens/home-narrow.png", sizes: "780x1688", type: "image/png", form_factor: "narrow", label: "L’accueil du carnet" },
    { src: "/screens/circle-narrow.png", sizes: "780x1688", type: "image/png", form_factor: "narrow", label: "Qui voit le carnet" },
    { src: "/screens/home-wide.png", sizes: "1280x800", type: "image/png", form_factor: "wide", label: "Le carnet sur un ordinateur" },
  ],
  // From the phone's gallery or mail, on systems that have it: the service worker keeps the files (sw/share.ts).
  share_target: {
    action: "/partager",
    method: "POST",
    enctype: "multipart/form-data",
    params: { files: [{ name: "files", accept: ["image/*", "video/*", "application/pdf", ".heic", ".heif", ".mov", ".pdf"] }] },
  },
  shortcuts: [
    { name: "Urgence", short_name: "Urgence", url: "/urgence", icons: [{ src: "/icons/urgent-96.png", sizes: "96x96", type: "image/png" }] },
    { name: "Ajouter une photo ou un film", short_name: "Ajouter", url: "/ajouter", icons: [{ src: "/icons/add-96.png", sizes: "96x96", type: "image/png" }] },
  ],
};
