-- Common SQL of SQLite and PostgreSQL. Ids are UUIDs as text, times nanoseconds since the epoch,
-- hashes lower-case hexadecimal, flags 0 or 1. A site of '' means the whole organisation.

-- Both ends of the audit's chain: the newest row, and the last that retention removed. Locking this
-- table's one row orders all changes of security.
CREATE TABLE security_audit_head (
    id               INTEGER NOT NULL PRIMARY KEY,
    sequence         BIGINT  NOT NULL,
    hash             TEXT    NOT NULL,
    removed_sequence BIGINT  NOT NULL,
    removed_hash     TEXT    NOT NULL
);
INSERT INTO security_audit_head (id, sequence, hash, removed_sequence, removed_hash)
VALUES (1,
        0, '0000000000000000000000000000000000000000000000000000000000000000',
        0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE security_audit (
    sequence        BIGINT  NOT NULL PRIMARY KEY,
    time_ns         BIGINT  NOT NULL,
    principal       TEXT    NOT NULL,
    organisation_id TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    outcome         TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    detail          TEXT    NOT NULL,
    repetitions     INTEGER NOT NULL,
    previous_hash   TEXT    NOT NULL,
    hash            TEXT    NOT NULL
);
CREATE INDEX security_audit_by_time ON security_audit (time_ns);
CREATE INDEX security_audit_by_principal ON security_audit (principal, sequence);

CREATE TABLE security_user (
    id                   TEXT    NOT NULL PRIMARY KEY,
    login                TEXT    NOT NULL,
    login_key            TEXT    NOT NULL UNIQUE,
    display_name         TEXT    NOT NULL,
    home_organisation_id TEXT    NOT NULL,
    home_site_id         TEXT    NOT NULL,
    password_hash        TEXT    NOT NULL,
    enabled              INTEGER NOT NULL,
    created_ns           BIGINT  NOT NULL,
    changed_ns           BIGINT  NOT NULL,
    version              BIGINT  NOT NULL
);

CREATE TABLE security_role_grant (
    user_id         TEXT NOT NULL REFERENCES security_user (id),
    role            TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    PRIMARY KEY (user_id, role, organisation_id, site_id)
);
CREATE INDEX security_role_grant_by_place ON security_role_grant (organisation_id, role);

CREATE TABLE security_session (
    id                TEXT    NOT NULL PRIMARY KEY,
    hash              TEXT    NOT NULL UNIQUE,
    previous_hash     TEXT    NOT NULL,
    previous_until_ns BIGINT  NOT NULL,
    rotation_due      INTEGER NOT NULL,
    user_id           TEXT    NOT NULL REFERENCES security_user (id),
    created_ns        BIGINT  NOT NULL,
    last_seen_ns      BIGINT  NOT NULL,
    expires_ns        BIGINT  NOT NULL,
    address           TEXT    NOT NULL,
    user_agent        TEXT    NOT NULL
);
CREATE INDEX security_session_by_user ON security_session (user_id);
CREATE INDEX security_session_by_previous ON security_session (previous_hash);

CREATE TABLE security_known_device (
    hash         TEXT   NOT NULL PRIMARY KEY,
    user_id      TEXT   NOT NULL REFERENCES security_user (id),
    last_seen_ns BIGINT NOT NULL
);
CREATE INDEX security_known_device_by_user ON security_known_device (user_id);

CREATE TABLE security_setup_link (
    hash            TEXT   NOT NULL PRIMARY KEY,
    purpose         TEXT   NOT NULL,
    user_id         TEXT   NOT NULL,
    organisation_id TEXT   NOT NULL,
    expires_ns      BIGINT NOT NULL
);

CREATE TABLE security_token (
    id                TEXT   NOT NULL PRIMARY KEY,
    secret_hash       TEXT   NOT NULL,
    label             TEXT   NOT NULL,
    organisation_id   TEXT   NOT NULL,
    site_id           TEXT   NOT NULL,
    source_id         TEXT   NOT NULL,
    scopes            TEXT   NOT NULL,
    publish_filters   TEXT   NOT NULL,
    subscribe_filters TEXT   NOT NULL,
    created_ns        BIGINT NOT NULL,
    created_by        TEXT   NOT NULL,
    expires_ns        BIGINT NOT NULL,
    last_used_ns      BIGINT NOT NULL,
    revoked_ns        BIGINT NOT NULL
);
CREATE INDEX security_token_by_organisation ON security_token (organisation_id, id);
