from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T19:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what the sheets hold is written there alone, and drawn from there"

forwards = sql_migration(
    app="emergency",
    id=ID,
    description=DESCRIPTION,
    sql=r"""
    -- Who keeps a number from the others is said by each change itself: its line goes to the sheets.
    UPDATE emergency_change c SET phone_owner = l.phone_owner
    FROM emergency_line l WHERE l.id = c.line_id AND l.phone_owner IS NOT NULL;

    -- What each line says, as its sheet writes it. `severity` becomes a choice where it can; else its words go to the note.
    CREATE TEMP TABLE moving ON COMMIT DROP AS
    SELECT l.*, s.sheet, s.kind, CASE l.section
        WHEN 'allergies' THEN jsonb_build_object('substance', l.content -> 'substance', 'reaction', coalesce(l.content ->> 'reaction', ''),
            'severity', coalesce(g.level, 'not_said'), 'certainty', coalesce(l.content ->> 'certainty', 'not_said'), 'since', '',
            'note', concat_ws(E'\n', nullif(l.content ->> 'note', ''),
                CASE WHEN g.level IS NULL AND g.words <> '' THEN 'Gravité' || chr(8239) || ': ' || g.words END))
        WHEN 'diagnoses' THEN jsonb_build_object('name', l.content -> 'name', 'since', coalesce(l.content ->> 'since', ''), 'by', '',
            'note', coalesce(l.content ->> 'note', ''))
        WHEN 'history' THEN jsonb_build_object('name', l.content -> 'name', 'since', coalesce(l.content ->> 'since', ''),
            'note', coalesce(l.content ->> 'note', ''))
        WHEN 'treatments' THEN jsonb_build_object('name', l.content -> 'name', 'form', coalesce(l.content ->> 'form', ''),
            'way', coalesce(l.content ->> 'way', ''), 'amount', null, 'unit', '', 'dose', coalesce(l.content ->> 'dose', ''),
            'times', '[]'::jsonb, 'schedule', coalesce(l.content ->> 'schedule', ''), 'apart_hours', null, 'reason', '', 'missed', '',
            'since', null, 'until', null, 'prescriber', coalesce(l.content ->> 'prescriber', ''), 'prescribed_on', l.content -> 'prescribed_on',
            'until_age', null, 'stopped_on', null, 'stopped_why', '', 'note', coalesce(l.content ->> 'note', ''))
        WHEN 'devices' THEN jsonb_build_object('name', l.content -> 'name', 'what', 'not_said', 'model', '', 'size', '', 'maker', '',
            'supplier', '', 'phone', '', 'fitted_on', null, 'next_fitting', null, 'weight_limit_kg', null, 'height_limit_cm', null,
            'how', '', 'returned_on', null, 'note', coalesce(l.content ->> 'note', ''))
        WHEN 'contacts' THEN jsonb_build_object('name', l.content -> 'name', 'relation', coalesce(l.content ->> 'relation', ''),
            'phone', coalesce(l.content ->> 'phone', ''), 'phone_seen', coalesce(l.content ->> 'phone_seen', 'everyone'), 'address', '', 'note', '')
        WHEN 'doctor' THEN jsonb_build_object('name', l.content -> 'name', 'speciality', coalesce(l.content ->> 'speciality', ''),
            'structure', coalesce(l.content ->> 'place', ''), 'phone', coalesce(l.content ->> 'phone', ''), 'email', '', 'address', '', 'note', '')
        END || jsonb_build_object('kind', s.kind) AS said, NULL::text AS place, NULL::uuid AS at_version
    FROM emergency_line l
    JOIN (VALUES ('allergies', 'allergies', 'allergy'), ('diagnoses', 'clinical', 'diagnosis'), ('history', 'clinical', 'history'),
        ('treatments', 'medication', 'treatment'), ('devices', 'equipment', 'device'), ('contacts', 'contacts', 'relative'),
        ('doctor', 'contacts', 'professional')) AS s (section, sheet, kind) USING (section)
    CROSS JOIN LATERAL (
        SELECT words, CASE
            WHEN lower(words) IN ('grave', 'sévère', 'severe') THEN 'severe'
            WHEN lower(words) IN ('modérée', 'modéré', 'moderate') THEN 'moderate'
            WHEN lower(words) IN ('légère', 'léger', 'mild') THEN 'mild' END AS level
        FROM (SELECT trim(coalesce(l.content ->> 'severity', '')) AS words) w
    ) g;

    -- Where a sheet says the very same, word for word in all that a stranger is shown, that line is the one.
    UPDATE moving m SET place = h.place, at_version = h.id
    FROM (
        SELECT DISTINCT ON (m.id) m.id AS line, v.place, v.id
        FROM moving m
        JOIN sheet_version v ON v.carnet_id = m.carnet_id AND v.sheet = m.sheet AND v.kind = m.kind AND v.content IS NOT NULL
            AND v.phone_owner IS NOT DISTINCT FROM m.phone_owner
        WHERE m.deleted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = v.id)
            AND NOT EXISTS (SELECT 1 FROM sheet_version w WHERE w.carnet_id = v.carnet_id AND w.sheet = v.sheet AND w.place = v.place AND w.id <> v.id
                AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = w.id))
            AND m.said - ARRAY['since', 'by', 'address', 'email', 'what', 'size', 'maker', 'supplier', 'fitted_on', 'next_fitting',
                'weight_limit_kg', 'height_limit_cm', 'how', 'apart_hours', 'reason', 'missed', 'until_age', 'stopped_why']
              = jsonb_build_object('dose', '') - CASE WHEN m.kind = 'treatment' THEN '' ELSE 'dose' END
                || v.content - ARRAY['by', 'address', 'email', 'what', 'size', 'maker', 'supplier', 'fitted_on', 'next_fitting',
                'weight_limit_kg', 'height_limit_cm', 'how', 'apart_hours', 'reason', 'missed', 'until_age', 'stopped_why', 'since']
            AND (m.kind NOT IN ('diagnosis', 'history') OR m.said ->> 'since' = v.content ->> 'since')
        ORDER BY m.id, v.written_at, v.id
    ) h WHERE h.line = m.id;
    UPDATE moving SET place = id::text WHERE place IS NULL;

    INSERT INTO sheet_place (carnet_id, sheet, place) SELECT carnet_id, sheet, place FROM moving ON CONFLICT DO NOTHING;
    INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, content, phone_owner, author_id, author_name, written_at, action)
    SELECT id, carnet_id, sheet, place, kind, coalesce(nullif(concat_ws(E'\n', nullif(said ->> 'substance', ''), nullif(said ->> 'name', ''),
            nullif(said ->> 'reaction', ''), nullif(said ->> 'since', ''), nullif(said ->> 'form', ''), nullif(said ->> 'way', ''),
            nullif(said ->> 'dose', ''), nullif(said ->> 'schedule', ''), nullif(said ->> 'prescriber', ''), nullif(said ->> 'relation', ''),
            nullif(said ->> 'speciality', ''), nullif(said ->> 'structure', ''),
            CASE WHEN coalesce(said ->> 'phone_seen', 'everyone') = 'everyone' THEN nullif(said ->> 'phone', '') END,
            nullif(said ->> 'note', '')), ''), kind),
        said, phone_owner, author_id, author_name, written_at, 'write'
    FROM moving WHERE at_version IS NULL ORDER BY section, position;
    INSERT INTO sheet_confirmation (id, version_id, person_id, person_name, at)
    SELECT gen_random_uuid(), m.id, m.confirmed_by, m.confirmed_name, m.confirmed_at
    FROM moving m WHERE m.at_version IS NULL AND (m.confirmed_at > m.written_at OR m.confirmed_by <> m.author_id)
    UNION ALL
    SELECT gen_random_uuid(), v.id, m.confirmed_by, m.confirmed_name, m.confirmed_at
    FROM moving m JOIN sheet_version v ON v.id = m.at_version
    WHERE m.confirmed_at > greatest(v.written_at, (SELECT max(at) FROM sheet_confirmation c WHERE c.version_id = v.id AND c.taken_back_at IS NULL));
    -- What was taken off the sheet is a line that was taken away: it comes back from its history.
    WITH gone AS (
        INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, phone_owner, author_id, author_name, written_at, action)
        SELECT gen_random_uuid(), m.carnet_id, m.sheet, m.place, m.kind, '', m.phone_owner, coalesce(c.person_id, m.author_id),
            coalesce(c.person_name, m.author_name), greatest(m.deleted_at, m.written_at), 'remove'
        FROM moving m LEFT JOIN LATERAL (
            SELECT person_id, person_name FROM emergency_change c WHERE c.line_id = m.id AND c.action = 'remove' ORDER BY at DESC, id DESC LIMIT 1
        ) c ON true
        WHERE m.deleted_at IS NOT NULL RETURNING id, place
    )
    INSERT INTO sheet_version_base (version_id, base_id) SELECT id, place::uuid FROM gone;

    INSERT INTO sheet_choice (carnet_id, sheet, place, shown, chosen_by, chosen_name, chosen_at)
    SELECT DISTINCT ON (carnet_id, sheet, place) carnet_id, sheet, place, true, author_id, author_name, written_at
    FROM moving ORDER BY carnet_id, sheet, place, written_at
    ON CONFLICT DO NOTHING;

    -- Their order stays: those of the urgent sheet first, then what the sheet had put in order.
    WITH first AS (
        SELECT carnet_id, sheet, kind, array_agg(place ORDER BY position, id) AS places, (array_agg(author_id ORDER BY written_at DESC, id))[1] AS by,
            (array_agg(author_name ORDER BY written_at DESC, id))[1] AS name, max(written_at) AS at
        FROM moving WHERE deleted_at IS NULL GROUP BY carnet_id, sheet, kind HAVING count(*) > 1
    ), placed AS (
        INSERT INTO sheet_place (carnet_id, sheet, place) SELECT carnet_id, sheet, 'order-' || kind FROM first ON CONFLICT DO NOTHING
        RETURNING carnet_id, sheet, place
    )
    INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, content, author_id, author_name, written_at, action)
    SELECT gen_random_uuid(), f.carnet_id, f.sheet, p.place, 'order', 'order',
        jsonb_build_object('kind', 'order', 'of', f.kind, 'places', to_jsonb(f.places)), f.by, f.name, f.at, 'write'
    FROM first f JOIN placed p ON p.carnet_id = f.carnet_id AND p.sheet = f.sheet AND p.place = 'order-' || f.kind;

    -- An answer of a section becomes its sheet's, where the sheet holds neither a line nor an answer.
    CREATE TEMP TABLE answering ON COMMIT DROP AS
    SELECT a.*, s.sheet, s.kind FROM emergency_answer a
    JOIN (VALUES ('allergies', 'allergies', 'allergy'), ('diagnoses', 'clinical', 'diagnosis'), ('history', 'clinical', 'history'),
        ('treatments', 'medication', 'treatment'), ('devices', 'equipment', 'device'), ('contacts', 'contacts', 'relative'),
        ('doctor', 'contacts', 'professional')) AS s (section, sheet, kind) USING (section)
    WHERE NOT EXISTS (
        SELECT 1 FROM sheet_version v WHERE v.carnet_id = a.carnet_id AND v.sheet = s.sheet AND v.content IS NOT NULL
            AND (v.kind = s.kind OR v.place = 'answer-' || s.kind)
            AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = v.id));
    INSERT INTO sheet_place (carnet_id, sheet, place) SELECT carnet_id, sheet, 'answer-' || kind FROM answering ON CONFLICT DO NOTHING;
    WITH written AS (
        INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, content, author_id, author_name, written_at, action)
        SELECT gen_random_uuid(), carnet_id, sheet, 'answer-' || kind, 'answer', answer,
            jsonb_build_object('kind', 'answer', 'of', kind, 'answer', answer), answered_by, answered_name, answered_at, 'write'
        FROM answering RETURNING id, carnet_id, sheet, place
    )
    INSERT INTO sheet_version_base (version_id, base_id)
    SELECT w.id, v.id FROM written w JOIN sheet_version v USING (carnet_id, sheet, place)
    WHERE NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = v.id);

    -- The weight: the line as it stands, and those that it held before, but for what was corrected on the same day; each day and value once.
    CREATE TEMP TABLE weighing ON COMMIT DROP AS
    SELECT DISTINCT ON (carnet_id, day, kg) gen_random_uuid() AS id, * FROM (
        SELECT l.carnet_id, (l.content ->> 'measured_on')::date AS day, round((l.content ->> 'kg')::numeric, 3) AS kg, l.author_id AS by,
            l.author_name AS name, l.written_at AS at, l.deleted_at AS gone
        FROM emergency_line l WHERE l.section = 'weight' AND (l.deleted_at IS NULL OR l.deleted_at > now() - interval '30 days')
        UNION ALL
        SELECT carnet_id, (content ->> 'measured_on')::date, round((content ->> 'kg')::numeric, 3), person_id, person_name, at, NULL
        FROM (
            SELECT c.*, lead(c.at) OVER w AS next_at, lead(c.content ->> 'measured_on') OVER w AS next_day
            FROM emergency_change c JOIN emergency_line l ON l.id = c.line_id AND l.deleted_at IS NULL
            WHERE c.section = 'weight' AND c.action IN ('add', 'change')
            WINDOW w AS (PARTITION BY c.line_id ORDER BY c.at, c.id)
        ) c
        WHERE next_day <> content ->> 'measured_on' AND next_at::date > at::date
    ) every
    ORDER BY carnet_id, day, kg, gone NULLS FIRST, at;
    DELETE FROM weighing w WHERE EXISTS (
        SELECT 1 FROM measurement m WHERE m.carnet_id = w.carnet_id AND m.deleted_at IS NULL AND m.measured_on = w.day
            AND m.content ->> 'kind' = 'weight' AND (m.content ->> 'value')::numeric = w.kg);
    INSERT INTO measurement (id, carnet_id, content, measured_on, author_id, author_name, added_at, deleted_at, version)
    SELECT id, carnet_id, jsonb_build_object('kind', 'weight', 'value', trim_scale(kg)::text, 'on', day, 'time', null, 'name', '', 'unit', '',
            'posture', 'not_said', 'how', '', 'by', '', 'checked', false), day, by, name, at, gone, CASE WHEN gone IS NULL THEN 1 ELSE 2 END
    FROM weighing;
    INSERT INTO measurement_version (measurement_id, version, at, person_id, person_name, action, content)
    SELECT m.id, 1, m.added_at, m.author_id, m.author_name, 'add', m.content FROM measurement m JOIN weighing USING (id)
    UNION ALL
    SELECT m.id, 2, m.deleted_at, m.author_id, m.author_name, 'remove', m.content FROM measurement m JOIN weighing USING (id)
    WHERE m.deleted_at IS NOT NULL;
    -- « Non communiqué » of the weight is a choice.
    INSERT INTO sheet_choice (carnet_id, sheet, place, shown, chosen_by, chosen_name, chosen_at)
    SELECT carnet_id, 'growth', 'weight', false, answered_by, answered_name, answered_at FROM emergency_answer
    WHERE section = 'weight' AND answer = 'not_stated' ON CONFLICT DO NOTHING;

    DELETE FROM emergency_line WHERE section IN
        ('weight', 'allergies', 'diagnoses', 'history', 'treatments', 'devices', 'contacts', 'doctor');
    DELETE FROM emergency_answer WHERE section IN
        ('weight', 'allergies', 'diagnoses', 'history', 'treatments', 'devices', 'contacts', 'doctor');
    """,
)
