/** Textes des représentants : leurs coordonnées. */
const fr = {
  details: {
    title: "Mes coordonnées dans ce carnet",
    theirs: "Coordonnées des représentants",
    intro: "Elles sont à vous. Rien n’est montré tant que vous ne l’avez pas choisi, ligne par ligne.",
    address: "Mon adresse",
    phone: "Mon téléphone",
    note: "Une note",
    noteHint: "Par exemple : comment me joindre, et quand.",
    seen: { address: "Qui voit mon adresse", phone: "Qui voit mon téléphone", note: "Qui voit cette note" },
    to: { nobody: "Personne", representatives: "L’autre parent", professionals: "Les professionnels que j’ai fait entrer", both: "Les deux" },
    originals: "Tant que votre adresse est cachée à l’autre parent, les photos, films et lettres que vous ajoutez ne lui arrivent que sans le lieu, l’appareil ni les noms que l’original peut porter. Ce qui se voit à l’image ou se lit sur une lettre reste visible : regardez avant d’ajouter.",
    relay: "Qui entre par une équipe n’en lit rien : vous n’avez pas fait entrer cette personne vous-même. Une personne à qui vous montrez quelque chose peut le répéter.",
    save: "Enregistrer",
    saved: "Vos coordonnées sont enregistrées.",
    conflict: "Changées sur un autre de vos téléphones",
    conflictText: "Voici ce qui y a été écrit. Choisissez ce qui reste.",
    keepMine: "Garder ce que j’écris",
    takeTheirs: "Prendre ce qui est enregistré",
    others: "Ce que les autres montrent",
    nothing: "Rien ne vous est montré.",
    none: "Personne d’autre ne représente l’enfant ici.",
    labels: { address: "Adresse", phone: "Téléphone", note: "Note" },
    call: (name: string) => `Appeler ${name}`,
    offline: "Pas de connexion : rien n’a été enregistré. Ce que vous avez tapé reste sur ce téléphone.",
  },
};

export type RepresentingTexts = typeof fr;
export default fr;
