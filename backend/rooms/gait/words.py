"""The room's words that leave in a table or on a page: French, English."""

NATURE = ("annotation par une personne, pas un diagnostic", "annotation by a person, not a diagnosis")
COLUMNS = (
    ("Nature", "Nature"),
    ("Film du", "Film of"),
    ("Mesure", "Measure"),
    ("Côté", "Side"),
    ("Articulation", "Joint"),
    ("Phase", "Phase"),
    ("Convention", "Convention"),
    ("Valeur", "Value"),
    ("Unité", "Unit"),
    ("Image", "Image"),
    ("Temps dans le fichier (s)", "Time in the file (s)"),
    ("Points (pixels de l’image)", "Points (picture’s pixels)"),
    ("Note", "Note"),
    ("Par", "By"),
    ("Le", "On"),
)
KINDS = {
    "angle": ("Angle", "Angle"),
    "lean": ("Inclinaison sur la verticale", "Lean from the vertical"),
    "mark": ("Repère d’appui", "Foot mark"),
}
SIDES = {"left": ("gauche", "left"), "right": ("droite", "right")}
EVENTS = {"contact": ("contact initial", "initial contact"), "off": ("décollement des orteils", "toe off")}
JOINTS = {
    "trunk": ("tronc", "trunk"),
    "pelvis": ("bassin", "pelvis"),
    "hip": ("hanche", "hip"),
    "knee": ("genou", "knee"),
    "ankle": ("cheville", "ankle"),
    "foot": ("pied", "foot"),
    "other": ("autre", "other"),
}
PHASES = {
    "contact": ("contact initial", "initial contact"),
    "loading": ("mise en charge", "loading response"),
    "mid_stance": ("milieu d’appui", "mid-stance"),
    "terminal_stance": ("fin d’appui", "terminal stance"),
    "pre_swing": ("pré-oscillation", "pre-swing"),
    "initial_swing": ("début d’oscillation", "initial swing"),
    "mid_swing": ("milieu d’oscillation", "mid-swing"),
    "terminal_swing": ("fin d’oscillation", "terminal swing"),
    "standing": ("debout, immobile", "standing still"),
}
CONVENTIONS = {
    "between": ("angle entre les deux segments, 0 à 180°", "angle between the two segments, 0 to 180°"),
    "flexion": ("flexion : 0° quand les segments sont alignés", "flexion: 0° when the segments are aligned"),
    "dorsiflexion": (
        "0° à l’angle droit, positif quand le pied se relève",
        "0° at the right angle, positive when the foot is raised",
    ),
    "lean_left": (
        "depuis la verticale de l’image, le haut vers la gauche de l’image filmée",
        "from the picture’s vertical, top towards the left of the picture as filmed",
    ),
    "lean_right": (
        "depuis la verticale de l’image, le haut vers la droite de l’image filmée",
        "from the picture’s vertical, top towards the right of the picture as filmed",
    ),
    "lean_None": ("depuis la verticale de l’image", "from the picture’s vertical"),
    "by_time": (
        "d’après les temps des images ; un cycle va d’un contact du pied au suivant",
        "by the images’ times; a cycle goes from one contact of the foot to its next",
    ),
    "by_image": (
        "d’après les numéros d’images ; un cycle va d’un contact du pied au suivant",
        "by the images’ numbers; a cycle goes from one contact of the foot to its next",
    ),
}
STEPS = {
    "stance": ("Appui, part du cycle", "Stance, share of the cycle"),
    "swing": ("Oscillation, part du cycle", "Swing, share of the cycle"),
    "step_s": ("Durée du pas", "Step time"),
    "step_images": ("Pas, en images", "Step, in images"),
    "cadence": ("Cadence", "Cadence"),
    "images": ("images", "images"),
    "per_minute": ("pas par minute", "steps a minute"),
}
TREATMENTS = {
    "toxin": ("Injection de toxine", "Toxin injection"),
    "orthosis": ("Orthèse", "Orthosis"),
    "surgery": ("Chirurgie", "Surgery"),
    "other": ("Autre", "Other"),
}
