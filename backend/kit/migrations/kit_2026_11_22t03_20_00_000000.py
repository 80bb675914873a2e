from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T03:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "words as they are found: without accents or capitals, each with its French stems"

forwards = sql_migration(
    app="kit",
    id=ID,
    description=DESCRIPTION,
    sql=r"""
    -- What the columns named `found` hold is computed by these when a row is written. Whoever changes them adds those columns
    -- anew in the same migration, or what stands would be looked for by other rules than it was kept by
    -- (docs/decisions/0026-finding.md). fold() of backend/kit/words.py says the same as find_fold.
    CREATE FUNCTION find_fold(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    BEGIN
        RETURN left(translate(replace(replace(replace(
            regexp_replace(normalize(word, NFKD), '[\u0300-\u036f]|[^[:alnum:]]', '', 'g'),
            'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'øłđ', 'old'), 40);
    END $$;

    -- « opérées » is `operees~oper~opere`: the word, then its stems, read with and without its accents. A word that is its own
    -- stem stands alone; one that says nothing by itself (« de ») has an empty stem. « genoux » is also a `genou`.
    CREATE FUNCTION find_word(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        folded text := find_fold(word);
        said text[] := ts_lexize('pg_catalog.french_stem', word);
        plain text[] := ts_lexize('pg_catalog.french_stem', folded);
        stems text[];
    BEGIN
        IF folded = '' THEN RETURN NULL; END IF;
        IF said = '{}' THEN RETURN folded || '~'; END IF;
        stems := ARRAY(SELECT DISTINCT stem FROM unnest(ARRAY[
            find_fold(said[1]), plain[1], CASE WHEN folded ~ '..[aeo]ux$' THEN left(folded, -1) END]) stem WHERE stem <> '');
        IF stems = ARRAY[folded] THEN RETURN folded; END IF;
        RETURN folded || '~' || array_to_string(stems, '~');
    END $$;

    -- Each once, in no order, with a space between.
    CREATE FUNCTION find_words(said text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN
        RETURN coalesce((SELECT string_agg(find_word(word), ' ') FROM (
            SELECT DISTINCT letters[1] AS word FROM regexp_matches(lower(normalize(coalesce(said, ''), NFC)), '[[:alnum:]]+', 'g') letters) words), '');
    END $$;

    CREATE FUNCTION find_words(said text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN
        RETURN find_words(array_to_string(said, ' '));
    END $$;
    """,
)
