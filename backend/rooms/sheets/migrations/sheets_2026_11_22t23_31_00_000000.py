from backend.kit.sql_migration import sql_migration

ID = "2026-11-22T23:31:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what ends on the sheets of paperwork and schooling is a date in the agenda"

SQL = """
    -- As ending.py has it for what is written from now on: of two texts that stand beside each other, the one that ends first.
    CREATE TEMPORARY TABLE ending ON COMMIT DROP AS
    WITH heads AS (
        SELECT v.*, (v.content ->> 'until')::date AS day FROM sheet_version v
        WHERE v.kind IN ('right', 'card', 'insurance', 'arrangement') AND v.content ->> 'until' IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = v.id)
    ), said AS (
        SELECT DISTINCT ON (carnet_id, sheet, place) carnet_id, sheet, place, day, author_id, author_name,
            CASE WHEN kind = 'card' AND content ->> 'mention' <> 'other' THEN 'disability_card'
                WHEN kind = 'right' AND (content ->> 'by' = '' OR content ->> 'by' ILIKE '%mdph%') THEN 'mdph_right'
                ELSE 'other' END AS sort,
            kind = 'right' AS early,
            left(CASE kind
                WHEN 'card' THEN CASE content ->> 'mention' WHEN 'disability' THEN 'CMI invalidité' WHEN 'priority' THEN 'CMI priorité'
                    WHEN 'parking' THEN 'CMI stationnement' WHEN 'other' THEN 'Autre carte' ELSE '' END
                WHEN 'arrangement' THEN coalesce(nullif(concat_ws(' · ', CASE content ->> 'plan'
                    WHEN 'pai' THEN 'PAI' WHEN 'pps' THEN 'PPS' WHEN 'pap' THEN 'PAP' WHEN 'ppre' THEN 'PPRE' WHEN 'aesh' THEN 'AESH'
                    WHEN 'ulis' THEN 'ULIS, UE, autre classe' WHEN 'equipment' THEN 'Matériel adapté' WHEN 'other' THEN 'Autre' END,
                    nullif(content ->> 'title', '')), ''), 'Un aménagement')
                ELSE content ->> 'name' END, 120) AS title
        FROM heads ORDER BY carnet_id, sheet, place, day, written_at, id
    )
    SELECT gen_random_uuid() AS id, s.*, CASE WHEN sort <> 'other' THEN ARRAY['P9M', 'P6M', 'P4M']
        WHEN early THEN ARRAY['P6M', 'P3M', 'P1M'] ELSE ARRAY['P1M', 'P7D'] END AS leads
    FROM said s;
    INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name, category, sheet, place)
    SELECT id, carnet_id, jsonb_build_object('kind', 'deadline', 'sort', sort, 'title', title, 'ends_on', day::text, 'zone', 'Europe/Paris',
            'note', '', 'reminders', to_jsonb(leads)), (day + time '09:00') AT TIME ZONE 'Europe/Paris', (day + 1)::timestamp AT TIME ZONE 'Europe/Paris',
        now(), author_id, author_name, 'sheets.' || sheet, sheet, place FROM ending;
    -- What has begun to be recalled rings nobody at an upgrade: the family was told to put it in the agenda, and may have.
    INSERT INTO agenda_moment (item_id, lead, due_at, told_at)
    SELECT id, lead, due, CASE WHEN due <= now() THEN now() END FROM (
        SELECT e.id, lead, ((e.day - lead::interval)::date + time '09:00') AT TIME ZONE 'Europe/Paris' AS due
        FROM ending e CROSS JOIN LATERAL unnest(e.leads) AS lead
    ) moments;
    """
forwards = sql_migration(app="sheets", id=ID, description=DESCRIPTION, sql=SQL)
