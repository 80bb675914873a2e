/** What a day's entries hold, in one language. Generated from backend/rooms/journal/kinds.py: `./just types`. */
import type { About } from "./described";

const kinds: About[] = [
  {
    kind: "sleep", name: "Sommeil", one: "Le sommeil",
    fields: [
      {"name": "sort", "label": "Quoi", "input": "choice", "choices": [["night", "la nuit"], ["nap", "une sieste"]]},
      {"name": "quality", "label": "Comment", "input": "choice", "choices": [["calm", "calme"], ["restless", "agité"], ["hard", "difficile"]]},
      {"name": "wakings", "label": "Combien de réveils", "input": "whole", "most": 60},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "meal", name: "Repas", one: "Un repas",
    fields: [
      {"name": "amount", "label": "Combien", "input": "choice", "choices": [["nothing", "rien"], ["little", "un peu"], ["half", "la moitié"], ["all", "tout"]]},
      {"name": "which", "label": "Quel repas", "input": "choice", "choices": [["breakfast", "petit déjeuner"], ["lunch", "déjeuner"], ["snack", "goûter"], ["dinner", "dîner"], ["other", "autre"]]},
      {"name": "texture", "label": "Texture", "input": "choice", "choices": [["smooth", "mixé"], ["mashed", "écrasé"], ["pieces", "petits morceaux"], ["whole", "normal"], ["tube", "par la sonde"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "drink", name: "Boissons", one: "Une boisson",
    fields: [
      {"name": "ml", "label": "Combien", "input": "number", "unit": "ml", "most": 5000},
      {"name": "texture", "label": "Texture", "input": "choice", "choices": [["liquid", "liquide"], ["thickened", "épaissi"], ["gelled", "gélifié"], ["tube", "par la sonde"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "urine", name: "Urines", one: "Des urines",
    fields: [
      {"name": "amount", "label": "Combien", "input": "choice", "choices": [["none", "rien"], ["little", "peu"], ["usual", "comme d’habitude"], ["much", "beaucoup"]]},
      {"name": "where", "label": "Où", "input": "choice", "choices": [["toilet", "toilettes, pot"], ["diaper", "protection"], ["catheter", "sondage"], ["accident", "fuite"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "stool", name: "Selles", one: "Une selle",
    fields: [
      {"name": "looks", "label": "Comment", "input": "choice", "choices": [["pellets", "en billes dures"], ["hard", "dure, en bosses"], ["cracked", "moulée, fendillée"], ["soft", "moulée, lisse"], ["blobs", "en morceaux mous"], ["mushy", "en bouillie"], ["liquid", "liquide"]]},
      {"name": "amount", "label": "Combien", "input": "choice", "choices": [["little", "peu"], ["usual", "comme d’habitude"], ["much", "beaucoup"]]},
      {"name": "where", "label": "Où", "input": "choice", "choices": [["toilet", "toilettes, pot"], ["diaper", "protection"], ["accident", "fuite"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "pain", name: "Douleur", one: "La douleur",
    fields: [
      {"name": "seen", "label": "Ce qu’on voit", "input": "choice", "choices": [["none", "aucun signe"], ["signs", "des signes"], ["unsure", "on ne sait pas"]]},
      {"name": "signs", "label": "Ses signes", "input": "words", "most": 12},
      {"name": "soothed", "label": "Ce qui a soulagé", "input": "short", "most": 120},
      {"name": "flacc", "label": "Total FLACC", "input": "whole", "help": "De 0 à 10", "most": 10},
      {"name": "dess", "label": "Total San Salvadour", "input": "whole", "help": "De 0 à 40", "most": 40},
      {"name": "trained", "label": "Formation", "input": "choice", "choices": [["yes", "Je suis formé·e à cette échelle"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "mood", name: "Humeur", one: "L’humeur",
    fields: [
      {"name": "mood", "label": "Comment", "input": "choice", "choices": [["joyful", "joyeux"], ["calm", "calme"], ["tired", "fatigué"], ["sad", "triste"], ["worried", "inquiet"], ["angry", "en colère"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "seizure", name: "Crises", one: "Une crise",
    fields: [
      {"name": "description", "label": "Ce qu’on a vu", "input": "text", "help": "Le début, le côté, les yeux…", "most": 600},
      {"name": "rescue", "label": "Traitement de secours", "input": "choice", "choices": [["no", "pas donné"], ["yes", "donné"]]},
      {"name": "after", "label": "Ensuite", "input": "text", "help": "Dort, se réveille, parle…", "most": 600},
      {"name": "film", "label": "Le film", "input": "item"},
    ],
  },
  {
    kind: "temperature", name: "Température", one: "La température",
    fields: [
      {"name": "celsius", "label": "Température", "input": "number", "unit": "°C", "most": 43, "least": 30, "needed": true},
      {"name": "way", "label": "Prise", "input": "choice", "choices": [["ear", "oreille"], ["forehead", "front"], ["armpit", "aisselle"], ["mouth", "bouche"], ["rectal", "rectale"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "care", name: "Soins", one: "Un soin",
    fields: [
      {"name": "what", "label": "Quel soin", "input": "short", "help": "Bain, pansement, kiné…", "most": 120, "needed": true},
      {"name": "done", "label": "Fait", "input": "choice", "choices": [["done", "fait"], ["partly", "en partie"], ["refused", "refusé"]]},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "treatment", name: "Médicaments", one: "Un médicament",
    fields: [
      {"name": "name", "label": "Médicament", "input": "short", "most": 120, "needed": true},
      {"name": "outcome", "label": "Comment", "input": "choice", "choices": [["given", "donné"], ["refused", "refusé"], ["vomited", "vomi"], ["forgotten", "oublié"]]},
      {"name": "amount", "label": "Combien", "input": "short", "most": 120},
      {"name": "given_by", "label": "Par qui", "input": "short", "help": "Si ce n’est pas vous", "most": 120},
      {"name": "line", "label": "Ligne de la fiche", "input": "item"},
      {"name": "due", "label": "Prévu à", "input": "item"},
      {"name": "due_on", "label": "Prévu le", "input": "item"},
      {"name": "note", "label": "À savoir", "input": "text", "most": 600},
    ],
  },
  {
    kind: "good", name: "Bons moments", one: "Un bon moment",
    fields: [
      {"name": "text", "label": "Ce qui s’est bien passé", "input": "text", "most": 600, "needed": true},
    ],
  },
  {
    kind: "note", name: "Notes", one: "Une note",
    fields: [
      {"name": "text", "label": "À noter", "input": "text", "most": 600, "needed": true},
    ],
  },
  {
    kind: "photo", name: "Images", one: "Une image",
    fields: [
      {"name": "photo", "label": "L’image", "input": "item", "needed": true},
      {"name": "caption", "label": "Légende", "input": "short", "most": 120},
    ],
  },
];

export default kinds;
