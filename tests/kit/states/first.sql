CREATE FUNCTION public.trace_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        RAISE EXCEPTION 'a trace is never changed';
    END $$;
CREATE TABLE public.attempt (
    digest bytea NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT attempt_count_check CHECK ((count > 0))
);
CREATE TABLE public.capture (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    kind text NOT NULL,
    category text NOT NULL,
    state text NOT NULL,
    reason text,
    progress real,
    filename text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    said_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    added_at timestamp with time zone NOT NULL,
    media_type text,
    sha256 bytea,
    duplicate_of uuid,
    width integer,
    height integer,
    duration_s double precision,
    fps double precision,
    frames integer,
    size bigint NOT NULL,
    placeholder bytea,
    version integer DEFAULT 1 NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT capture_category_check CHECK ((category = ANY (ARRAY['photos'::text, 'gait'::text]))),
    CONSTRAINT capture_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'video'::text]))),
    CONSTRAINT capture_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'preparing'::text, 'ready'::text, 'refused'::text])))
);
CREATE TABLE public.capture_part (
    capture_id uuid NOT NULL,
    start bigint NOT NULL,
    size bigint NOT NULL,
    object text NOT NULL,
    CONSTRAINT capture_part_size_check CHECK ((size > 0))
);
CREATE TABLE public.carnet (
    id uuid NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    birth_date date NOT NULL,
    sex text NOT NULL,
    diagnoses text DEFAULT ''::text NOT NULL,
    portrait text,
    version integer DEFAULT 1 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    CONSTRAINT carnet_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
);
CREATE TABLE public.carnet_key (
    carnet_id uuid NOT NULL,
    wrapped bytea NOT NULL
);
CREATE TABLE public.challenge (
    id uuid NOT NULL,
    purpose text NOT NULL,
    challenge bytea NOT NULL,
    session_id uuid,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT challenge_check CHECK (((purpose = 'sign_in'::text) = (session_id IS NULL))),
    CONSTRAINT challenge_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'prove'::text, 'register'::text])))
);
CREATE TABLE public.email_link (
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    locale text NOT NULL,
    person_id uuid,
    vouching_id uuid,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT email_link_check CHECK (((purpose = 'stop'::text) = (vouching_id IS NOT NULL))),
    CONSTRAINT email_link_check1 CHECK (((purpose = 'signup'::text) = (person_id IS NULL))),
    CONSTRAINT email_link_purpose_check CHECK ((purpose = ANY (ARRAY['signup'::text, 'recovery'::text, 'stop'::text])))
);
CREATE TABLE public.emergency_answer (
    carnet_id uuid NOT NULL,
    section text NOT NULL,
    answer text NOT NULL,
    answered_by uuid NOT NULL,
    answered_name text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT emergency_answer_answer_check CHECK ((answer = ANY (ARRAY['none_known'::text, 'not_stated'::text])))
);
CREATE TABLE public.emergency_change (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL,
    person_name text NOT NULL,
    action text NOT NULL,
    section text,
    line_id uuid,
    version integer,
    content jsonb,
    phone_owner uuid,
    answer text
);
CREATE TABLE public.emergency_line (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    section text NOT NULL,
    "position" integer NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    phone_owner uuid,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    confirmed_by uuid NOT NULL,
    confirmed_name text NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone
);
CREATE TABLE public.emergency_link (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    digest bytea NOT NULL,
    sealed bytea NOT NULL,
    name text NOT NULL,
    created_by uuid NOT NULL,
    created_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    replaced_by uuid
);
CREATE TABLE public.emergency_sheet (
    carnet_id uuid NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    read_by uuid,
    read_name text DEFAULT ''::text NOT NULL,
    read_relation text DEFAULT ''::text NOT NULL,
    read_at timestamp with time zone
);
CREATE TABLE public.habilitation (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    person_id uuid NOT NULL,
    profile text NOT NULL,
    profession text DEFAULT ''::text NOT NULL,
    structure text DEFAULT ''::text NOT NULL,
    relation text DEFAULT ''::text NOT NULL,
    granted_by uuid,
    since timestamp with time zone NOT NULL,
    until date,
    withdrawn_at timestamp with time zone,
    withdrawn_by uuid,
    last_visit_at timestamp with time zone,
    CONSTRAINT habilitation_profile_check CHECK ((profile = ANY (ARRAY['representative'::text, 'professional'::text, 'carer'::text])))
);
CREATE TABLE public.invitation (
    id uuid NOT NULL,
    carnet_id uuid NOT NULL,
    digest bytea NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    profile text NOT NULL,
    profession text DEFAULT ''::text NOT NULL,
    structure text DEFAULT ''::text NOT NULL,
    relation text DEFAULT ''::text NOT NULL,
    until date,
    message text DEFAULT ''::text NOT NULL,
    invited_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    refused_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    CONSTRAINT invitation_profile_check CHECK ((profile = ANY (ARRAY['representative'::text, 'professional'::text, 'carer'::text])))
);
CREATE TABLE public.mail (
    id uuid NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.migration (
    id integer NOT NULL,
    name character varying(200) DEFAULT ''::character varying NOT NULL,
    app_name character varying(200) DEFAULT ''::character varying NOT NULL,
    ran_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE SEQUENCE public.migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migration_id_seq OWNED BY public.migration.id;
CREATE TABLE public.passkey (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    backed_up boolean NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
CREATE TABLE public.pending_sign_in (
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.person (
    id uuid NOT NULL,
    handle bytea NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    email_verified_at timestamp with time zone NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    locale text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT person_handle_check CHECK ((length(handle) = 32)),
    CONSTRAINT person_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
);
CREATE TABLE public.person_password (
    person_id uuid NOT NULL,
    hash text NOT NULL,
    set_at timestamp with time zone NOT NULL
);
CREATE TABLE public.person_totp (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    sealed bytea NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone
);
CREATE TABLE public.recovery_code (
    person_id uuid NOT NULL,
    hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.rendition (
    capture_id uuid NOT NULL,
    name text NOT NULL,
    object text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL
);
CREATE TABLE public.session (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    strength text NOT NULL,
    way text NOT NULL,
    passkey_id uuid,
    browser text NOT NULL,
    system text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_strength_check CHECK ((strength = ANY (ARRAY['enrolling'::text, 'strong'::text]))),
    CONSTRAINT session_way_check CHECK ((way = ANY (ARRAY['signup'::text, 'passkey'::text, 'code'::text, 'recovery_otp'::text, 'recovery_code'::text, 'vouch'::text])))
);
CREATE TABLE public.trace (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    carnet_id uuid NOT NULL,
    tag text NOT NULL,
    category text NOT NULL,
    item_id uuid,
    person_id uuid,
    person_name text DEFAULT ''::text NOT NULL,
    profile text DEFAULT ''::text NOT NULL,
    habilitation_id uuid,
    session_id uuid,
    device text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.upload (
    capture_id uuid NOT NULL,
    person_id uuid NOT NULL,
    length bigint NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT upload_length_check CHECK ((length >= 0))
);
CREATE TABLE public.viewing (
    session_id uuid NOT NULL,
    tag text NOT NULL,
    item_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.vouching (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    vouched_by uuid,
    vouched_at timestamp with time zone,
    ready_at timestamp with time zone,
    announced_at timestamp with time zone,
    stopped_by uuid,
    over_at timestamp with time zone,
    outcome text,
    CONSTRAINT vouching_check CHECK (((vouched_at IS NULL) = (ready_at IS NULL))),
    CONSTRAINT vouching_check1 CHECK (((over_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT vouching_outcome_check CHECK ((outcome = ANY (ARRAY['stopped'::text, 'used'::text, 'expired'::text])))
);
CREATE TABLE public.vouching_asked (
    vouching_id uuid NOT NULL,
    person_id uuid NOT NULL,
    carnet_id uuid NOT NULL
);
ALTER TABLE ONLY public.migration ALTER COLUMN id SET DEFAULT nextval('public.migration_id_seq'::regclass);
INSERT INTO public.attempt VALUES ('\xaec8b962cf612624142975d3104c2bf033240146d68b29ae4f0c2f92b05a4b32', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 1);
INSERT INTO public.attempt VALUES ('\xf7afd4f5f6c5737e116bbee06815164b97ae9feedb16c3dbeb6ffb3acd151a90', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 1);
INSERT INTO public.attempt VALUES ('\x08fa6af9c169657866bce29474170c5660858b027094ea9af2787a2101cbd3dd', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 1);
INSERT INTO public.attempt VALUES ('\xb081c62ec338c361e04287105d15cb899727785f2d47736e5d8fa4ec434185d6', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 1);
INSERT INTO public.attempt VALUES ('\xfb82a0e136638578b9d7d2e7e6eb772a6aa3b2ca6e63959fa0da7f3dc47992d5', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 5);
INSERT INTO public.attempt VALUES ('\x88a2c0d08483d350f7354f8972bc146b31f37604ca87d4d86b0e17a46eb91b90', '2026-11-21 09:00:00+00', '2026-11-21 10:00:00+00', 1);
INSERT INTO public.attempt VALUES ('\x3e8193645e996576bdb9a658463786d9019addae1dab5f04cabf36b0e4961ad9', '2026-11-21 09:00:00+00', '2026-11-21 09:15:00+00', 5);
INSERT INTO public.attempt VALUES ('\x3287074de31b317b063fd8bb2ed198b03a3ca02869c52dee881dc538f38e1b93', '2026-11-21 09:00:00+00', '2026-11-22 09:00:00+00', 4);
INSERT INTO public.capture VALUES ('16c76f01-5914-406a-b0a7-912dcee34e1a', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'photo', 'photos', 'ready', NULL, NULL, 'IMG_1.jpg', 'À la kiné', '{}', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', 'image/jpeg', '\xca9530cb639008e39946832d75a76d2f843712de21cd059872faad50372b7fb0', NULL, 400, 300, NULL, NULL, NULL, 2528, '\x52494646320000005745425056503820260000007001009d012a10000c0003805a25a0027401400000feebde22af579957f737e857d6d5fc0000', 3, NULL);
INSERT INTO public.capture VALUES ('66a5b9c3-859d-437c-95b6-c55e43493a95', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'photo', 'photos', 'ready', NULL, NULL, 'IMG_1.jpg', '', '{}', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', 'image/jpeg', '\x6eb2f855cab31f7655e96801e438cf5148ab90406249c95e944c478213f62fb7', NULL, 400, 300, NULL, NULL, NULL, 2528, '\x524946462c0000005745425056503820200000007001009d012a10000c0003805a258c027401400000fef14d726ec3b727e88c00', 4, '2026-11-21 09:00:00+00');
INSERT INTO public.capture VALUES ('861eb765-da71-475c-965f-68ad706a2cc7', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'photo', 'photos', 'refused', 'unknown_type', NULL, 'IMG_1.jpg', '', '{}', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', NULL, '\x274b16b5aecae918ca7ba90ade655580d13a9596b1ac3442c4a1ff926156289b', NULL, NULL, NULL, NULL, NULL, NULL, 18, NULL, 3, NULL);
INSERT INTO public.capture VALUES ('01a1fd55-7a80-748e-b3ee-fd4553c3fb00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'photo', 'photos', 'receiving', NULL, NULL, 'IMG_1.jpg', '', '{}', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 500, NULL, 1, NULL);
INSERT INTO public.capture_part VALUES ('16c76f01-5914-406a-b0a7-912dcee34e1a', 0, 2528, '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/16c76f01-5914-406a-b0a7-912dcee34e1a/01a1fd55-7a80-7471-a2e4-aaa95ce41f2f');
INSERT INTO public.capture_part VALUES ('66a5b9c3-859d-437c-95b6-c55e43493a95', 0, 2528, '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/66a5b9c3-859d-437c-95b6-c55e43493a95/01a1fd55-7a80-7471-a2e4-ac27577f5f32');
INSERT INTO public.capture_part VALUES ('861eb765-da71-475c-965f-68ad706a2cc7', 0, 18, '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/861eb765-da71-475c-965f-68ad706a2cc7/01a1fd55-7a80-7471-a2e4-b08719e3677f');
INSERT INTO public.carnet VALUES ('01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'Théo', 'Moreau', '2016-10-25', 'male', 'Hémiplégie gauche', NULL, 1, '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8bca863d4390');
INSERT INTO public.carnet_key VALUES ('01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\x01b05aa68943c1429164d9781add3b03a53548a3336514e923c370dc72434d4b14f938a7404754ab7beacc8538facdecaee3cb3853615ebf739d1e29174c4ee005');
INSERT INTO public.emergency_change VALUES ('01a1fd55-7a80-7471-a2e4-a8381007a567', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'add', 'allergies', '01a1fd55-7a80-7471-a2e4-a7a017a5e13a', 1, '{"note": "", "section": "allergies", "reaction": "", "severity": "", "certainty": "not_said", "substance": "Pénicilline"}', NULL, NULL);
INSERT INTO public.emergency_line VALUES ('01a1fd55-7a80-7471-a2e4-a7a017a5e13a', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'allergies', 0, '{"note": "", "section": "allergies", "reaction": "", "severity": "", "certainty": "not_said", "substance": "Pénicilline"}', 1, NULL, '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.emergency_link VALUES ('01a1fd55-7a80-7471-a2e4-a93558fb2a50', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\xf9d1e70529c589d8d98d7f78859651e9bd78c48ea32bd18a806ac157e1018501', '\x053424a2808bb08758e692ec0ff10992cdcdfdb60686be51e96325a7211b1abb2bd8df0f61d6d097766f6f22cbea867cd120b806aaaf10a4866229a93c4762361402794d68ee0d', 'Carte du cartable', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', '2026-11-21 09:00:00+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.emergency_sheet VALUES ('01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 1, NULL, '', '', NULL);
INSERT INTO public.habilitation VALUES ('01a1fd55-7a80-7471-a2e4-94a03a7d0f00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-914fb47e06a0', 'representative', '', '', 'père', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.habilitation VALUES ('01a1fd55-7a80-7471-a2e4-98d797d56e1a', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-95ef86595184', 'professional', 'kinésithérapeute', '', '', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.habilitation VALUES ('01a1fd55-7a80-7471-a2e4-9e9e953b1d6c', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-9b542f539103', 'carer', '', '', 'grand-mère', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.habilitation VALUES ('01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'representative', '', '', 'mère', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', NULL, NULL, NULL, '2026-11-21 09:00:00+00');
INSERT INTO public.invitation VALUES ('01a1fd55-7a80-7471-a2e4-931dc35ad054', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\x0d9596a5d986bc0a15b2470dceb7ebb876b28482e4506924236cacdb21a148af', 'marc@example.org', 'Marc', 'representative', '', '', 'père', NULL, '', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', '2026-11-28 09:00:00+00', '2026-11-21 09:00:00+00', NULL, NULL);
INSERT INTO public.invitation VALUES ('01a1fd55-7a80-7471-a2e4-984b146a162c', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\x3d98a25758f9e312a9400d52c49b35e4d972efe515cabe0b6cb9494454d7796f', 'karim@example.org', 'Karim', 'professional', 'kinésithérapeute', '', '', NULL, '', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', '2026-11-28 09:00:00+00', '2026-11-21 09:00:00+00', NULL, NULL);
INSERT INTO public.invitation VALUES ('01a1fd55-7a80-7471-a2e4-9d43c26db694', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\xad3b4ff1bccd41bf1fe98e1cf201a1a0cbc78a46d3d9a8c7b85e014e159c0877', 'odile@example.org', 'Odile', 'carer', '', '', 'grand-mère', NULL, '', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', '2026-11-28 09:00:00+00', '2026-11-21 09:00:00+00', NULL, NULL);
INSERT INTO public.invitation VALUES ('01a1fd55-7a80-7471-a2e4-b1e3446329a0', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', '\x28bdddba63912a7d238e6971a8c106bd6d61697d62f78967edaf4b8ed532e053', 'rose@example.org', 'Rose', 'carer', '', '', '', NULL, '', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '2026-11-21 09:00:00+00', '2026-11-28 09:00:00+00', NULL, NULL, NULL);
INSERT INTO public.migration VALUES (1, '2026-11-21T08:00:00:000000', 'kit', '2026-11-21 08:38:37.893263');
INSERT INTO public.migration VALUES (2, '2026-11-21T08:10:00:000000', 'identity', '2026-11-21 08:38:37.991766');
INSERT INTO public.migration VALUES (3, '2026-11-21T08:00:00:000000', 'audit', '2026-11-21 08:38:38.078625');
INSERT INTO public.migration VALUES (4, '2026-11-21T08:00:00:000000', 'access', '2026-11-21 08:38:38.148083');
INSERT INTO public.migration VALUES (6, '2026-11-21T08:00:00:000000', 'carnet', '2026-11-21 08:38:38.253219');
INSERT INTO public.migration VALUES (7, '2026-11-21T08:00:00:000000', 'captures', '2026-11-21 08:38:38.308029');
INSERT INTO public.migration VALUES (8, '2026-11-21T08:20:00:000000', 'emergency', '2026-11-21 08:38:38.384448');
INSERT INTO public.passkey VALUES ('01a1fd55-7a80-7471-a2e4-8e1bee0c5827', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x1b165c485a004e4bdee20236098f09da715a1ebd24bc2daf53f820d035cf1f7c', '\xa50102032620012158200c65d6adf1a964985ac5806d066f3b8e458c7ed18fc2d704717ec28d41c0be3922582072262becddc9f7d742696c6fdf81280847024b5c2f0219f47cfd66fe9e8ccfbd', 0, false, 'Téléphone', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.passkey VALUES ('01a1fd55-7a80-7471-a2e4-929c3b305495', '01a1fd55-7a80-7471-a2e4-914fb47e06a0', '\x766393cf73f9a6cb494b1762614f3d1964e71814b9123bd96f8352997e5e109c', '\xa5010203262001215820380045ce04f86adde10220acb0e4664fd656f1b9fa324c039ddf45ccc2a425d82258204a0f826c01faa8843415edaef2efb0b02490a854e1e812961d2d431aa243faec', 0, false, 'Téléphone', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.passkey VALUES ('01a1fd55-7a80-7471-a2e4-976009f603f7', '01a1fd55-7a80-7471-a2e4-95ef86595184', '\x46d1ce8052542e29e6de905758c77a319680e08b43fcc811a6275b41aea7a41d', '\xa5010203262001215820147b8444ecd135667d0e339365f97927472af6f63fddb9b028afd1b215fb25f4225820b2916f74ed7b39fb76ea5dfbb4748ce28ef6d1d52030f33084eddca477e89ac7', 0, false, 'Téléphone', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.passkey VALUES ('01a1fd55-7a80-7471-a2e4-9c638183b87b', '01a1fd55-7a80-7471-a2e4-9b542f539103', '\x6e8eb1865af1fbfc962b1db375c45f8340be6b20c9a6af8df95be130e1ba8840', '\xa501020326200121582019cb693c5908c7055813436d1e361229f9cc5d2110880b419f5533eb1134ca9c22582037d9aeb7ebd713c590ace153fc90f68c082946027d4f9523867fc7e4a88b7690', 0, false, 'Téléphone', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.passkey VALUES ('01a1fd55-7a80-7471-a2e4-a50681bc4c01', '01a1fd55-7a80-7471-a2e4-a2af49a53dcc', '\x80bc70a5efc2fd2d732841c77a6dbb3112b8ffcdae29e8fa63b0fd1cdab088ce', '\xa50102032620012158201a68d948cb4e8959802682a5f6c355ca493da9f5e69fce7e2f06089a008a3bbd225820af3d8b8069adc59b6cde51bc87f24bd3ede68b0c329c68b59e1796d8a4fcbc13', 0, false, 'Téléphone', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.person VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x34708e579cb7293fe501e27d5ba8623a4b36929d61ef8279f356e0d00c54338b', 'anne@example.org', 'anne@example.org', '2026-11-21 09:00:00+00', 'Anne', 'Moreau', 'fr', '2026-11-21 09:00:00+00');
INSERT INTO public.person VALUES ('01a1fd55-7a80-7471-a2e4-914fb47e06a0', '\x10a7c519f80e1d5e43d6d382df84fcb3dba9e04363c618d92906764fbd2aea1e', 'marc@example.org', 'marc@example.org', '2026-11-21 09:00:00+00', 'Marc', 'Moreau', 'fr', '2026-11-21 09:00:00+00');
INSERT INTO public.person VALUES ('01a1fd55-7a80-7471-a2e4-95ef86595184', '\x4ab3d269d6b5f3ba0237df6dd09d209c65a8d260ddf973afadf77b1aecc3a51c', 'karim@example.org', 'karim@example.org', '2026-11-21 09:00:00+00', 'Karim', 'Moreau', 'fr', '2026-11-21 09:00:00+00');
INSERT INTO public.person VALUES ('01a1fd55-7a80-7471-a2e4-9b542f539103', '\xf1ad6074b7b9458dccc474e2199b91368243730220c021d93c60e8581d373473', 'odile@example.org', 'odile@example.org', '2026-11-21 09:00:00+00', 'Odile', 'Moreau', 'fr', '2026-11-21 09:00:00+00');
INSERT INTO public.person VALUES ('01a1fd55-7a80-7471-a2e4-a2af49a53dcc', '\xaaa6708d48063c1b7c8af2a4145e386b25b9a3cfe4fe2bf353d6a9b7e57e355c', 'zoé@example.org', 'zoé@example.org', '2026-11-21 09:00:00+00', 'Zoé', 'Moreau', 'fr', '2026-11-21 09:00:00+00');
INSERT INTO public.person_password VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '$argon2id$v=19$m=19456,t=2,p=1$YUxZBKAbFZc9OfssX6wx0Q$NjEKGTub3t48ylhL4ZuxUg/74orEJ2ZWquocJIBJT6E', '2026-11-21 09:00:00+00');
INSERT INTO public.person_totp VALUES ('01a1fd55-7a80-7471-a2e4-a667f6a1aece', '01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x004101b05aa6897f6afb0636ced2cef1c98ab7268c3c0cd4822a4c1f0a2221945c446148e9fc2becd8f34e9c2cc322fa9113263662d94edcedeb01269d2532d5eceba62cd360c2709ef174fd2faffb4476a3567a6dc6c5e691d1f8e015942b316135605b1bc248cbe7e9ce013bba7da839bf0d', 59841720, '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00');
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x1034c5c0df7b08405d183919387a7078be393f1293dfa115d7d2d7b1fd7e8f7a', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\xf9f34243af5e5e53d6438363bbc890ba5a0355db594ecec479ae7d810a647b25', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x838504ea264d27eaba22ade0625c4dccfadc25365bbcc926ee9d5f513ad0b1d4', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x7cdeb84e46f59b319a22fd7449d800f1afa5a65cb00161d9fa2a82c9a60a7da4', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\xa6d39566edf8e26902ca313e65cf4477f7351754ba97e441c8c02120f9d5c7a4', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x8e50a5216df29331569d17678a686f3a34bd49b1bede64347e6ad2d1b99ebe7e', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x1af80deb2a71bb30f8e6b0dcbb0d172d16969a2cb83fd3fbe6f6e1f9508e1826', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\xd2460d21ea9eb5603c6b66634fc259df8355d69b784c5d4d29bcef41d067cdc6', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x41ca0b47202ebbca4e72b03d6925da6e55d14262cef2730875d7014212d99544', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.recovery_code VALUES ('01a1fd55-7a80-7471-a2e4-8bca863d4390', '\x189ed505acae17faa97013f7caed18487292c19e6236e00f10fbb6a1fdd97168', '2026-11-21 09:00:00+00', NULL);
INSERT INTO public.rendition VALUES ('66a5b9c3-859d-437c-95b6-c55e43493a95', 'large', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/66a5b9c3-859d-437c-95b6-c55e43493a95/01a1fd55-7a80-7471-a2e4-ace54bcbab30', 366, 'image/webp');
INSERT INTO public.rendition VALUES ('66a5b9c3-859d-437c-95b6-c55e43493a95', 'medium', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/66a5b9c3-859d-437c-95b6-c55e43493a95/01a1fd55-7a80-7471-a2e4-acf176a320d4', 366, 'image/webp');
INSERT INTO public.rendition VALUES ('16c76f01-5914-406a-b0a7-912dcee34e1a', 'large', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/16c76f01-5914-406a-b0a7-912dcee34e1a/01a1fd55-7a80-7471-a2e4-ae5933327aad', 340, 'image/webp');
INSERT INTO public.rendition VALUES ('66a5b9c3-859d-437c-95b6-c55e43493a95', 'small', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/66a5b9c3-859d-437c-95b6-c55e43493a95/01a1fd55-7a80-7471-a2e4-adc97ab82dee', 218, 'image/webp');
INSERT INTO public.rendition VALUES ('16c76f01-5914-406a-b0a7-912dcee34e1a', 'medium', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/16c76f01-5914-406a-b0a7-912dcee34e1a/01a1fd55-7a80-7471-a2e4-ae5c24fe02df', 340, 'image/webp');
INSERT INTO public.rendition VALUES ('16c76f01-5914-406a-b0a7-912dcee34e1a', 'small', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5/captures/16c76f01-5914-406a-b0a7-912dcee34e1a/01a1fd55-7a80-7471-a2e4-af5602887fbf', 222, 'image/webp');
INSERT INTO public.session VALUES ('01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', '\xef58286d52c47ddb4109d222f110a6114bcefe41f569b287ffd0eacefa5d2558', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'strong', 'passkey', '01a1fd55-7a80-7471-a2e4-8e1bee0c5827', 'Chrome', 'Android', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2027-02-19 09:00:00+00');
INSERT INTO public.session VALUES ('01a1fd55-7a80-7471-a2e4-91875ad32b57', '\xb67a7a3989af14706fee13373efe02d5bbd6daa467da4bed364c26c7074ee9fb', '01a1fd55-7a80-7471-a2e4-914fb47e06a0', 'strong', 'passkey', '01a1fd55-7a80-7471-a2e4-929c3b305495', 'Chrome', 'Android', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2027-02-19 09:00:00+00');
INSERT INTO public.session VALUES ('01a1fd55-7a80-7471-a2e4-963ec5da16eb', '\x215cac34c7e1e6dab863d628d80c8fbd7ca87207799aa9bbcdb057385538e082', '01a1fd55-7a80-7471-a2e4-95ef86595184', 'strong', 'passkey', '01a1fd55-7a80-7471-a2e4-976009f603f7', 'Chrome', 'Android', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2027-02-19 09:00:00+00');
INSERT INTO public.session VALUES ('01a1fd55-7a80-7471-a2e4-9b9f0ec0db3d', '\x2fed1045695948c53e5ed89365e40bf969a2044ca78f798146e91c47ed8791d8', '01a1fd55-7a80-7471-a2e4-9b542f539103', 'strong', 'passkey', '01a1fd55-7a80-7471-a2e4-9c638183b87b', 'Chrome', 'Android', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2027-02-19 09:00:00+00');
INSERT INTO public.session VALUES ('01a1fd55-7a80-7471-a2e4-a37ec2f07149', '\xc09573b17613a2b139caffa21656116c737b863e6e9e4385eae48436e5ac3bc2', '01a1fd55-7a80-7471-a2e4-a2af49a53dcc', 'strong', 'passkey', '01a1fd55-7a80-7471-a2e4-a50681bc4c01', 'Chrome', 'Android', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2026-11-21 09:00:00+00', '2027-02-19 09:00:00+00');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-8fe9f1dd3a10', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'carnet:notebook:open', 'identity', NULL, '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-93c867a9b167', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:make', 'circle', '01a1fd55-7a80-7471-a2e4-931dc35ad054', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-951575741738', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:accept', 'circle', '01a1fd55-7a80-7471-a2e4-931dc35ad054', '01a1fd55-7a80-7471-a2e4-914fb47e06a0', 'Marc Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-94a03a7d0f00', '01a1fd55-7a80-7471-a2e4-91875ad32b57', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-9883fd77a68d', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:make', 'circle', '01a1fd55-7a80-7471-a2e4-984b146a162c', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-994178e2828f', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:accept', 'circle', '01a1fd55-7a80-7471-a2e4-984b146a162c', '01a1fd55-7a80-7471-a2e4-95ef86595184', 'Karim Moreau', 'professional', '01a1fd55-7a80-7471-a2e4-98d797d56e1a', '01a1fd55-7a80-7471-a2e4-963ec5da16eb', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-9e69de59c4d1', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:make', 'circle', '01a1fd55-7a80-7471-a2e4-9d43c26db694', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-9ef81e57ec57', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:accept', 'circle', '01a1fd55-7a80-7471-a2e4-9d43c26db694', '01a1fd55-7a80-7471-a2e4-9b542f539103', 'Odile Moreau', 'carer', '01a1fd55-7a80-7471-a2e4-9e9e953b1d6c', '01a1fd55-7a80-7471-a2e4-9b9f0ec0db3d', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-a84bbbf1b6e9', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'emergency:sheet:change', 'emergency', '01a1fd55-7a80-7471-a2e4-a7a017a5e13a', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-a9b04af083b7', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'emergency:link:make', 'emergency', '01a1fd55-7a80-7471-a2e4-a93558fb2a50', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-ab6f0d0be479', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'captures:photo:add', 'photos', '16c76f01-5914-406a-b0a7-912dcee34e1a', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-ac49010e137f', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'captures:photo:add', 'photos', '66a5b9c3-859d-437c-95b6-c55e43493a95', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-af99b0651752', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'captures:capture:bin', 'photos', '66a5b9c3-859d-437c-95b6-c55e43493a95', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-b1036b945ee0', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'captures:photo:add', 'photos', '861eb765-da71-475c-965f-68ad706a2cc7', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.trace VALUES ('01a1fd55-7a80-7471-a2e4-b28dc55bffeb', '2026-11-21 09:00:00+00', '01a1fd55-7a80-7471-a2e4-8e9ec1e147f5', 'access:invitation:make', 'circle', '01a1fd55-7a80-7471-a2e4-b1e3446329a0', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 'Anne Moreau', 'representative', '01a1fd55-7a80-7471-a2e4-8f87874f48ec', '01a1fd55-7a80-7471-a2e4-8c8ad9f82a56', 'Chrome sur Android');
INSERT INTO public.upload VALUES ('01a1fd55-7a80-748e-b3ee-fd4553c3fb00', '01a1fd55-7a80-7471-a2e4-8bca863d4390', 500, 0, '2026-11-28 09:00:00+00');
SELECT pg_catalog.setval('public.migration_id_seq', 8, true);
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.capture_part
    ADD CONSTRAINT capture_part_object_key UNIQUE (object);
ALTER TABLE ONLY public.capture_part
    ADD CONSTRAINT capture_part_pkey PRIMARY KEY (capture_id, start);
ALTER TABLE ONLY public.capture
    ADD CONSTRAINT capture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carnet_key
    ADD CONSTRAINT carnet_key_pkey PRIMARY KEY (carnet_id);
ALTER TABLE ONLY public.carnet
    ADD CONSTRAINT carnet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.email_link
    ADD CONSTRAINT email_link_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.emergency_answer
    ADD CONSTRAINT emergency_answer_pkey PRIMARY KEY (carnet_id, section);
ALTER TABLE ONLY public.emergency_change
    ADD CONSTRAINT emergency_change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.emergency_line
    ADD CONSTRAINT emergency_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.emergency_link
    ADD CONSTRAINT emergency_link_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.emergency_link
    ADD CONSTRAINT emergency_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.emergency_sheet
    ADD CONSTRAINT emergency_sheet_pkey PRIMARY KEY (carnet_id);
ALTER TABLE ONLY public.habilitation
    ADD CONSTRAINT habilitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_credential_id_key UNIQUE (credential_id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pending_sign_in
    ADD CONSTRAINT pending_sign_in_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_email_key_key UNIQUE (email_key);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_handle_key UNIQUE (handle);
ALTER TABLE ONLY public.person_password
    ADD CONSTRAINT person_password_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person_totp
    ADD CONSTRAINT person_totp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (person_id, hash);
ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_pkey PRIMARY KEY (capture_id, name);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.trace
    ADD CONSTRAINT trace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (capture_id);
ALTER TABLE ONLY public.viewing
    ADD CONSTRAINT viewing_pkey PRIMARY KEY (session_id, tag, item_id);
ALTER TABLE ONLY public.vouching_asked
    ADD CONSTRAINT vouching_asked_pkey PRIMARY KEY (vouching_id, person_id);
ALTER TABLE ONLY public.vouching
    ADD CONSTRAINT vouching_pkey PRIMARY KEY (id);
CREATE INDEX attempt_ends_at ON public.attempt USING btree (ends_at);
CREATE INDEX capture_same ON public.capture USING btree (carnet_id, sha256);
CREATE INDEX capture_timeline ON public.capture USING btree (carnet_id, taken_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX challenge_session ON public.challenge USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX email_link_person ON public.email_link USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX email_link_vouching ON public.email_link USING btree (vouching_id) WHERE (vouching_id IS NOT NULL);
CREATE INDEX emergency_change_carnet ON public.emergency_change USING btree (carnet_id, at DESC, id DESC);
CREATE INDEX emergency_line_carnet ON public.emergency_line USING btree (carnet_id);
CREATE INDEX emergency_link_carnet ON public.emergency_link USING btree (carnet_id);
CREATE INDEX habilitation_carnet ON public.habilitation USING btree (carnet_id);
CREATE UNIQUE INDEX habilitation_one ON public.habilitation USING btree (person_id, carnet_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX invitation_carnet ON public.invitation USING btree (carnet_id);
CREATE INDEX mail_expires_at ON public.mail USING btree (expires_at);
CREATE INDEX passkey_person ON public.passkey USING btree (person_id);
CREATE INDEX pending_sign_in_person ON public.pending_sign_in USING btree (person_id);
CREATE UNIQUE INDEX person_totp_begun ON public.person_totp USING btree (person_id) WHERE (confirmed_at IS NULL);
CREATE UNIQUE INDEX person_totp_confirmed ON public.person_totp USING btree (person_id) WHERE (confirmed_at IS NOT NULL);
CREATE INDEX session_passkey ON public.session USING btree (passkey_id) WHERE (passkey_id IS NOT NULL);
CREATE INDEX session_person ON public.session USING btree (person_id);
CREATE INDEX trace_carnet_at ON public.trace USING btree (carnet_id, at DESC, id DESC);
CREATE INDEX upload_person ON public.upload USING btree (person_id);
CREATE INDEX viewing_at ON public.viewing USING btree (at);
CREATE INDEX vouching_asked_person ON public.vouching_asked USING btree (person_id);
CREATE UNIQUE INDEX vouching_open ON public.vouching USING btree (person_id) WHERE (over_at IS NULL);
CREATE TRIGGER trace_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON public.trace FOR EACH STATEMENT EXECUTE FUNCTION public.trace_stands();
ALTER TABLE ONLY public.capture
    ADD CONSTRAINT capture_carnet_id_fkey FOREIGN KEY (carnet_id) REFERENCES public.carnet(id);
ALTER TABLE ONLY public.capture_part
    ADD CONSTRAINT capture_part_capture_id_fkey FOREIGN KEY (capture_id) REFERENCES public.capture(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.carnet_key
    ADD CONSTRAINT carnet_key_carnet_id_fkey FOREIGN KEY (carnet_id) REFERENCES public.carnet(id);
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.email_link
    ADD CONSTRAINT email_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.email_link
    ADD CONSTRAINT email_link_vouching_id_fkey FOREIGN KEY (vouching_id) REFERENCES public.vouching(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habilitation
    ADD CONSTRAINT habilitation_carnet_exists FOREIGN KEY (carnet_id) REFERENCES public.carnet(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_carnet_exists FOREIGN KEY (carnet_id) REFERENCES public.carnet(id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pending_sign_in
    ADD CONSTRAINT pending_sign_in_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_password
    ADD CONSTRAINT person_password_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_totp
    ADD CONSTRAINT person_totp_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_capture_id_fkey FOREIGN KEY (capture_id) REFERENCES public.capture(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_passkey_id_fkey FOREIGN KEY (passkey_id) REFERENCES public.passkey(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_capture_id_fkey FOREIGN KEY (capture_id) REFERENCES public.capture(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.vouching_asked
    ADD CONSTRAINT vouching_asked_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.vouching_asked
    ADD CONSTRAINT vouching_asked_vouching_id_fkey FOREIGN KEY (vouching_id) REFERENCES public.vouching(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.vouching
    ADD CONSTRAINT vouching_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.vouching
    ADD CONSTRAINT vouching_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES public.person(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.vouching
    ADD CONSTRAINT vouching_vouched_by_fkey FOREIGN KEY (vouched_by) REFERENCES public.person(id) ON DELETE SET NULL;
