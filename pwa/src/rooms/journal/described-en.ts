/** What a day's entries hold, in one language. Generated from backend/rooms/journal/kinds.py: `./just types`. */
import type { About } from "./described";

const kinds: About[] = [
  {
    kind: "sleep", name: "Sleep", one: "Sleep",
    fields: [
      {"name": "sort", "label": "What", "input": "choice", "choices": [["night", "the night"], ["nap", "a nap"]]},
      {"name": "quality", "label": "How", "input": "choice", "choices": [["calm", "calm"], ["restless", "restless"], ["hard", "hard"]]},
      {"name": "wakings", "label": "How many wakings", "input": "whole", "most": 60},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "meal", name: "Meals", one: "A meal",
    fields: [
      {"name": "amount", "label": "How much", "input": "choice", "choices": [["nothing", "nothing"], ["little", "a little"], ["half", "half"], ["all", "all"]]},
      {"name": "which", "label": "Which meal", "input": "choice", "choices": [["breakfast", "breakfast"], ["lunch", "lunch"], ["snack", "snack"], ["dinner", "dinner"], ["other", "other"]]},
      {"name": "texture", "label": "Texture", "input": "choice", "choices": [["smooth", "blended"], ["mashed", "mashed"], ["pieces", "small pieces"], ["whole", "as it is"], ["tube", "by the tube"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "drink", name: "Drinks", one: "A drink",
    fields: [
      {"name": "ml", "label": "How much", "input": "number", "unit": "ml", "most": 5000},
      {"name": "texture", "label": "Texture", "input": "choice", "choices": [["liquid", "liquid"], ["thickened", "thickened"], ["gelled", "gelled"], ["tube", "by the tube"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "urine", name: "Urine", one: "Urine",
    fields: [
      {"name": "amount", "label": "How much", "input": "choice", "choices": [["none", "nothing"], ["little", "little"], ["usual", "as usual"], ["much", "much"]]},
      {"name": "where", "label": "Where", "input": "choice", "choices": [["toilet", "toilet, potty"], ["diaper", "diaper"], ["catheter", "catheter"], ["accident", "accident"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "stool", name: "Stools", one: "A stool",
    fields: [
      {"name": "looks", "label": "How it looks", "input": "choice", "choices": [["pellets", "hard pellets"], ["hard", "hard, lumpy"], ["cracked", "formed, cracked"], ["soft", "formed, smooth"], ["blobs", "soft pieces"], ["mushy", "mushy"], ["liquid", "liquid"]]},
      {"name": "amount", "label": "How much", "input": "choice", "choices": [["little", "little"], ["usual", "as usual"], ["much", "much"]]},
      {"name": "where", "label": "Where", "input": "choice", "choices": [["toilet", "toilet, potty"], ["diaper", "diaper"], ["accident", "accident"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "pain", name: "Pain", one: "Pain",
    fields: [
      {"name": "seen", "label": "What is seen", "input": "choice", "choices": [["none", "no sign"], ["signs", "signs"], ["unsure", "not sure"]]},
      {"name": "signs", "label": "Their signs", "input": "words", "most": 12},
      {"name": "soothed", "label": "What helped", "input": "short", "most": 120},
      {"name": "flacc", "label": "FLACC total", "input": "whole", "help": "From 0 to 10", "most": 10},
      {"name": "dess", "label": "San Salvadour total", "input": "whole", "help": "From 0 to 40", "most": 40},
      {"name": "trained", "label": "Training", "input": "choice", "choices": [["yes", "I was trained to this scale"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "mood", name: "Mood", one: "Mood",
    fields: [
      {"name": "mood", "label": "How", "input": "choice", "choices": [["joyful", "joyful"], ["calm", "calm"], ["tired", "tired"], ["sad", "sad"], ["worried", "worried"], ["angry", "angry"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "seizure", name: "Seizures", one: "A seizure",
    fields: [
      {"name": "description", "label": "What was seen", "input": "text", "help": "How it began, which side, the eyes…", "most": 600},
      {"name": "rescue", "label": "Rescue treatment", "input": "choice", "choices": [["no", "not given"], ["yes", "given"]]},
      {"name": "after", "label": "Afterwards", "input": "text", "help": "Asleep, awake, speaks…", "most": 600},
      {"name": "film", "label": "The film", "input": "item"},
    ],
  },
  {
    kind: "temperature", name: "Temperature", one: "Temperature",
    fields: [
      {"name": "celsius", "label": "Temperature", "input": "number", "unit": "°C", "most": 43, "least": 30, "needed": true},
      {"name": "way", "label": "Taken", "input": "choice", "choices": [["ear", "ear"], ["forehead", "forehead"], ["armpit", "armpit"], ["mouth", "mouth"], ["rectal", "rectal"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "care", name: "Care", one: "Care",
    fields: [
      {"name": "what", "label": "Which care", "input": "short", "help": "Bath, dressing, physiotherapy…", "most": 120, "needed": true},
      {"name": "done", "label": "Done", "input": "choice", "choices": [["done", "done"], ["partly", "partly"], ["refused", "refused"]]},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "treatment", name: "Medicines", one: "A medicine",
    fields: [
      {"name": "name", "label": "Medicine", "input": "short", "most": 120, "needed": true},
      {"name": "outcome", "label": "How", "input": "choice", "choices": [["given", "given"], ["refused", "refused"], ["vomited", "vomited"], ["forgotten", "forgotten"]]},
      {"name": "amount", "label": "How much", "input": "short", "most": 120},
      {"name": "given_by", "label": "By whom", "input": "short", "help": "When it is not you", "most": 120},
      {"name": "line", "label": "Line of the sheet", "input": "item"},
      {"name": "due", "label": "Due at", "input": "item"},
      {"name": "due_on", "label": "Due on", "input": "item"},
      {"name": "note", "label": "Good to know", "input": "text", "most": 600},
    ],
  },
  {
    kind: "good", name: "Good moments", one: "A good moment",
    fields: [
      {"name": "text", "label": "What went well", "input": "text", "most": 600, "needed": true},
    ],
  },
  {
    kind: "note", name: "Notes", one: "A note",
    fields: [
      {"name": "text", "label": "To note", "input": "text", "most": 600, "needed": true},
    ],
  },
  {
    kind: "photo", name: "Images", one: "An image",
    fields: [
      {"name": "photo", "label": "The image", "input": "item", "needed": true},
      {"name": "caption", "label": "Caption", "input": "short", "most": 120},
    ],
  },
];

export default kinds;
