# The verbs. Run them through ./just, which installs what they need. What a verb does in more than a few lines is in tools/.

set positional-arguments
set shell := ["sh", "-euc"]

[private]
default:
    @./just

# essayer : deux carnets inventés, sur http://localhost:8000 (autre port : ./just demo 8001) · try it
[no-exit-message]
demo *options:
    @exec tools/serve.sh demo "$@"

# entrer dans la démonstration : adresse, mot de passe et code du moment (./just code karim) · sign in to it
[no-exit-message]
code name="anne":
    @exec .venv/bin/cs3 demo-code --data "${CS3_DATA:-data/demo}" "$1"

# servir un vrai carnet, données dans data/ (./just serve --data DOSSIER --port N) · serve a real one
[no-exit-message]
serve *options:
    @exec tools/serve.sh serve "$@"

# un vrai téléphone, sur le réseau local, par TLS : affiche le code à scanner · a real phone, on your network
[no-exit-message]
phone *options:
    @exec tools/serve.sh phone "$@"

# construire : .venv/bin/cs3 et pwa/dist · build
[no-exit-message]
build:
    @tools/build.sh

# mettre la base à jour (CS3_DATABASE_URL, ou --data DOSSIER) · bring the database forward
[no-exit-message]
migrate *options:
    @exec .venv/bin/cs3 migrate "$@"

# toute la maison en conteneurs : application, tâches, PostgreSQL, S3, TLS (infra/deploy.md) · all of it, in containers
[no-exit-message]
up *options:
    @exec tools/up.sh "$@"

# tous les tests, ceux du navigateur aussi · every test, the browser's too
[no-exit-message]
test: build
    @exec tools/test.sh

# lire le code sans l’exécuter : style, types, imports, tailles · style, types, imports, sizes
[no-exit-message]
check: build
    @exec tools/check.sh

# mettre le code en forme · format, and fix what can be
fix:
    .venv/bin/ruff check --fix --quiet . || true
    .venv/bin/ruff format .

# réécrire les types de l’API pour le téléphone · write the API's types for the app
types: build
    tools/types.sh

# le navigateur seul (./just e2e -k photo) · the browser's tests alone
[no-exit-message]
e2e *options: build
    @exec tools/with-chromium.sh .venv/bin/python -m pytest tests/e2e "$@"

# mesurer, à côté des pairs · measure, side by side with peers
[no-exit-message]
bench *options: build
    @if [ -f tests/bench/peers/package.json ]; then tools/npm-ci.sh tests/bench/peers; fi
    @exec .venv/bin/python -m tests.bench "$@"

# les tests longs, en entier · the long tests, in full
[no-exit-message]
soak *options: build
    @CS3_SOAK=1 exec .venv/bin/python -m pytest tests --timeout=0 -m slow "$@"

# refaire requirements*.lock depuis pyproject.toml · make the locks again
lock:
    tools/lock.sh
