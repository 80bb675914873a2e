import type { BlurTexts } from "./blur.fr";

const en: BlurTexts = {
  title: "Blur on a copy",
  back: "Back to the photo",
  how: "Draw with your finger over what must not be seen: a face, a name.",
  howMore: "Move the shape with your finger, make it larger by its corner. Draw others as needed.",
  keys: "Arrows move the shape, with Shift they make it larger, Delete takes it away.",
  kind: "Shape",
  kinds: { round: "Round", box: "Rectangle" },
  shape: (kind, number) => `${kind} ${number}, blurred`,
  add: "Add a shape in the middle",
  remove: "Take the chosen shape away",
  note: "Note of the copy",
  masked: "The photo is hidden from somebody. The copy will be seen by all who see this album: hide it as well, if need be, once it has arrived.",
  what: "Under the shapes the picture is destroyed in the copy: nobody can find it again. The photo stays as it is. The copy leaves without place or device.",
  save: "Keep the blurred copy",
  saved: "The blurred copy is leaving. The photo has not changed.",
  fileName: "blurred-copy.jpg",
  notPhoto: "Only photos that are ready can be blurred.",
  noRight: "You cannot add pictures to this album: the copy would have no place in it.",
};

export default en;
