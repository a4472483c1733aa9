-- The registry's tables, for SQLite and PostgreSQL alike; the placeholders are in Dialect.
-- Times are nanoseconds since the epoch. Every row names its organisation, and rows refer to each
-- other within one organisation only: the foreign keys say so.

-- Numbers that are given out once. They are taken under the write lock, so they rise in the order
-- of the commits and have no holes that a reader could mistake for the end.
CREATE TABLE counter (
  name  ${key}  NOT NULL PRIMARY KEY,
  value ${long} NOT NULL
) ${table};

INSERT INTO counter (name, value)
VALUES ('change', 0), ('context', 0), ('context_relayed', 0), ('document', 0), ('term', 0), ('write', 0);

-- Facts about this database, such as the id that tells its outbox from another one's.
CREATE TABLE property (
  name  ${key} NOT NULL PRIMARY KEY,
  value TEXT   NOT NULL
) ${table};

CREATE TABLE organisation (
  id            ${uuid} NOT NULL PRIMARY KEY,
  name          TEXT    NOT NULL,
  created_at_ns ${long} NOT NULL,
  version       ${long} NOT NULL
) ${table};

-- Calendars and state models: things with a name whose content is a JSON document. The subject is
-- the type of asset that a state model is a template for.
CREATE TABLE definition (
  id              ${uuid} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL REFERENCES organisation (id),
  entity_type     ${key}  NOT NULL,
  name            TEXT    NOT NULL,
  name_key        ${key}  NOT NULL,
  external_key    ${key}  NOT NULL,
  subject         ${key}  NOT NULL,
  content         TEXT    NOT NULL,
  version         ${long} NOT NULL,
  UNIQUE (organisation_id, id),
  UNIQUE (organisation_id, entity_type, name_key)
) ${table};
CREATE UNIQUE INDEX definition_external_key
  ON definition (organisation_id, entity_type, external_key) WHERE external_key <> '';

CREATE TABLE enumeration (
  id              ${uuid} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL REFERENCES organisation (id),
  name            TEXT    NOT NULL,
  name_key        ${key}  NOT NULL,
  external_key    ${key}  NOT NULL,
  version         ${long} NOT NULL,
  UNIQUE (organisation_id, id),
  UNIQUE (organisation_id, name_key)
) ${table};
CREATE UNIQUE INDEX enumeration_external_key
  ON enumeration (organisation_id, external_key) WHERE external_key <> '';

CREATE TABLE enumeration_version (
  organisation_id ${uuid} NOT NULL,
  enumeration_id  ${uuid} NOT NULL,
  number          ${long} NOT NULL,
  valid_from_ns   ${long} NOT NULL,
  entries         TEXT    NOT NULL,
  PRIMARY KEY (enumeration_id, number),
  FOREIGN KEY (organisation_id, enumeration_id) REFERENCES enumeration (organisation_id, id)
) ${clustered};

CREATE TABLE asset (
  id              ${uuid} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL REFERENCES organisation (id),
  parent_id       ${uuid},
  name            TEXT    NOT NULL,
  name_key        ${key}  NOT NULL,
  name_since_ns   ${long} NOT NULL,
  placed_since_ns ${long} NOT NULL,
  level           ${key}  NOT NULL,
  type            ${key}  NOT NULL,
  tag             TEXT    NOT NULL,
  external_key    ${key}  NOT NULL,
  description     TEXT    NOT NULL,
  zone            TEXT    NOT NULL,
  calendar_id     ${uuid},
  attributes      TEXT    NOT NULL,
  created_at_ns   ${long} NOT NULL,
  retired         ${flag} NOT NULL,
  version         ${long} NOT NULL,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, parent_id) REFERENCES asset (organisation_id, id),
  FOREIGN KEY (organisation_id, calendar_id) REFERENCES definition (organisation_id, id)
) ${table};
-- Names are unique among siblings that are in use; the same indexes list children in order.
CREATE UNIQUE INDEX asset_root_name
  ON asset (organisation_id, name_key) WHERE parent_id IS NULL AND NOT retired;
CREATE UNIQUE INDEX asset_child_name
  ON asset (organisation_id, parent_id, name_key) WHERE parent_id IS NOT NULL AND NOT retired;
CREATE UNIQUE INDEX asset_external_key
  ON asset (organisation_id, external_key) WHERE external_key <> '';

CREATE TABLE point (
  id                 ${uuid}   NOT NULL PRIMARY KEY,
  organisation_id    ${uuid}   NOT NULL REFERENCES organisation (id),
  status             ${key}    NOT NULL,
  asset_id           ${uuid},
  name               TEXT      NOT NULL,
  name_key           ${key}    NOT NULL,
  name_since_ns      ${long}   NOT NULL,
  placed_since_ns    ${long}   NOT NULL,
  description        TEXT      NOT NULL,
  tag                TEXT      NOT NULL,
  external_key       ${key}    NOT NULL,
  kind               ${long}   NOT NULL,
  unit               TEXT      NOT NULL,
  unit_since_ns      ${long}   NOT NULL,
  interpolation      ${key}    NOT NULL,
  same_time_policy   ${key}    NOT NULL,
  counter            ${flag}   NOT NULL,
  expected_period_ns ${long}   NOT NULL,
  retention_ns       ${long}   NOT NULL,
  resolution         ${double} NOT NULL,
  instrument_low     ${double},
  instrument_high    ${double},
  normal_low         ${double},
  normal_high        ${double},
  alarm_low          ${double},
  alarm_high         ${double},
  role               ${key}    NOT NULL,
  owner              TEXT      NOT NULL,
  classification     ${key}    NOT NULL,
  enumeration_id     ${uuid},
  created_at_ns      ${long}   NOT NULL,
  version            ${long}   NOT NULL,
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, asset_id) REFERENCES asset (organisation_id, id),
  FOREIGN KEY (organisation_id, enumeration_id) REFERENCES enumeration (organisation_id, id)
) ${table};
CREATE UNIQUE INDEX point_name
  ON point (organisation_id, asset_id, name_key) WHERE asset_id IS NOT NULL AND status = 'ACTIVE';
CREATE UNIQUE INDEX point_external_key
  ON point (organisation_id, external_key) WHERE external_key <> '';
CREATE INDEX point_enumeration
  ON point (enumeration_id) WHERE enumeration_id IS NOT NULL;

CREATE TABLE source (
  id                    ${uuid} NOT NULL PRIMARY KEY,
  organisation_id       ${uuid} NOT NULL REFERENCES organisation (id),
  name                  TEXT    NOT NULL,
  name_key              ${key}  NOT NULL,
  name_since_ns         ${long} NOT NULL,
  description           TEXT    NOT NULL,
  external_key          ${key}  NOT NULL,
  unknown_points        ${key}  NOT NULL,
  max_unmapped_points   ${long} NOT NULL,
  unmapped_closed       ${flag} NOT NULL,
  clock_tolerance_ns    ${long} NOT NULL,
  expected_period_ns    ${long} NOT NULL,
  simulated             ${flag} NOT NULL,
  messages_per_second   ${long} NOT NULL,
  message_bytes         ${long} NOT NULL,
  mapping               TEXT    NOT NULL,
  created_at_ns         ${long} NOT NULL,
  retired               ${flag} NOT NULL,
  version               ${long} NOT NULL,
  UNIQUE (organisation_id, id)
) ${table};
CREATE UNIQUE INDEX source_name
  ON source (organisation_id, name_key) WHERE NOT retired;
CREATE UNIQUE INDEX source_external_key
  ON source (organisation_id, external_key) WHERE external_key <> '';

-- Names, places and units that hold no more, and names that hold beside the present one.
CREATE TABLE alias (
  organisation_id ${uuid} NOT NULL,
  entity_type     ${key}  NOT NULL,
  entity_id       ${uuid} NOT NULL,
  scheme          ${key}  NOT NULL,
  text            TEXT    NOT NULL,
  text_key        ${key}  NOT NULL,
  valid_from_ns   ${long} NOT NULL,
  valid_to_ns     ${long} NOT NULL,
  PRIMARY KEY (organisation_id, entity_id, scheme, text_key, valid_from_ns)
) ${clustered};
CREATE INDEX alias_text ON alias (organisation_id, text_key);

CREATE TABLE former_place (
  organisation_id ${uuid} NOT NULL,
  entity_type     ${key}  NOT NULL,
  entity_id       ${uuid} NOT NULL,
  parent_id       ${uuid},
  valid_from_ns   ${long} NOT NULL,
  valid_to_ns     ${long} NOT NULL,
  PRIMARY KEY (organisation_id, entity_id, valid_from_ns)
) ${clustered};
CREATE INDEX former_place_parent ON former_place (organisation_id, parent_id);

CREATE TABLE former_unit (
  organisation_id ${uuid} NOT NULL,
  point_id        ${uuid} NOT NULL,
  unit            TEXT    NOT NULL,
  valid_from_ns   ${long} NOT NULL,
  valid_to_ns     ${long} NOT NULL,
  PRIMARY KEY (point_id, valid_from_ns),
  FOREIGN KEY (organisation_id, point_id) REFERENCES point (organisation_id, id)
) ${clustered};

-- The timeline of an address: each row holds until the next one begins. Without a point the address
-- belongs to none.
CREATE TABLE address_binding (
  organisation_id ${uuid}   NOT NULL,
  source_id       ${uuid}   NOT NULL,
  channel         ${key}    NOT NULL,
  path            ${key}    NOT NULL,
  valid_from_ns   ${long}   NOT NULL,
  valid_to_ns     ${long}   NOT NULL,
  point_id        ${uuid},
  source_unit     TEXT      NOT NULL,
  scaling_factor  ${double} NOT NULL,
  scaling_offset  ${double} NOT NULL,
  stored_factor   ${double} NOT NULL,
  stored_offset   ${double} NOT NULL,
  PRIMARY KEY (source_id, channel, path, valid_from_ns),
  FOREIGN KEY (organisation_id, source_id) REFERENCES source (organisation_id, id),
  FOREIGN KEY (organisation_id, point_id) REFERENCES point (organisation_id, id)
) ${clustered};
CREATE INDEX address_binding_point ON address_binding (point_id);

CREATE TABLE source_placement (
  organisation_id ${uuid} NOT NULL,
  source_id       ${uuid} NOT NULL,
  asset_id        ${uuid} NOT NULL,
  valid_from_ns   ${long} NOT NULL,
  valid_to_ns     ${long} NOT NULL,
  PRIMARY KEY (source_id, valid_from_ns),
  FOREIGN KEY (organisation_id, source_id) REFERENCES source (organisation_id, id),
  FOREIGN KEY (organisation_id, asset_id) REFERENCES asset (organisation_id, id)
) ${clustered};
CREATE INDEX source_placement_asset ON source_placement (organisation_id, asset_id);

-- Where the values of a point were first seen, before anybody described it.
CREATE TABLE discovery (
  organisation_id  ${uuid} NOT NULL,
  point_id         ${uuid} NOT NULL PRIMARY KEY,
  source_id        ${uuid} NOT NULL,
  channel          TEXT    NOT NULL,
  path             TEXT    NOT NULL,
  first_seen_ns    ${long} NOT NULL,
  adopted_from_ns  ${long},
  FOREIGN KEY (organisation_id, point_id) REFERENCES point (organisation_id, id),
  FOREIGN KEY (organisation_id, source_id) REFERENCES source (organisation_id, id)
) ${clustered};
CREATE INDEX discovery_source ON discovery (organisation_id, source_id);

-- Which state model tells an asset's state, and from which points (slot to point, as JSON).
CREATE TABLE state_model_use (
  organisation_id ${uuid} NOT NULL,
  asset_id        ${uuid} NOT NULL PRIMARY KEY,
  state_model_id  ${uuid} NOT NULL,
  points          TEXT    NOT NULL,
  FOREIGN KEY (organisation_id, asset_id) REFERENCES asset (organisation_id, id),
  FOREIGN KEY (organisation_id, state_model_id) REFERENCES definition (organisation_id, id)
) ${clustered};
CREATE INDEX state_model_use_model ON state_model_use (organisation_id, state_model_id);

CREATE TABLE note (
  id              ${uuid} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL,
  asset_id        ${uuid} NOT NULL,
  at_ns           ${long} NOT NULL,
  written_by      TEXT    NOT NULL,
  text            TEXT    NOT NULL,
  FOREIGN KEY (organisation_id, asset_id) REFERENCES asset (organisation_id, id)
) ${table};
CREATE INDEX note_asset ON note (organisation_id, asset_id, at_ns);

-- Who changed what and when, with the changed fields before and after as JSON. Never deleted.
CREATE TABLE change_log (
  sequence        ${long} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL,
  at_ns           ${long} NOT NULL,
  principal       TEXT    NOT NULL,
  entity_type     ${key}  NOT NULL,
  entity_id       ${uuid} NOT NULL,
  action          ${key}  NOT NULL,
  fields_before   TEXT,
  fields_after    TEXT
) ${table};
CREATE INDEX change_log_entity ON change_log (organisation_id, entity_id, sequence);

-- Changes that decoding, history and liveness depend on, on their way to the journal (law 4). A row
-- is deleted once the journal has it.
CREATE TABLE context_outbox (
  sequence        ${long}  NOT NULL PRIMARY KEY,
  organisation_id ${uuid}  NOT NULL,
  at_ns           ${long}  NOT NULL,
  change          ${bytes} NOT NULL
) ${table};

-- Search as you type: documents, the distinct words, and which document has which word where.
CREATE TABLE search_document (
  id              ${long} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL,
  entity_type     ${key}  NOT NULL,
  entity_id       ${uuid} NOT NULL UNIQUE,
  name            TEXT    NOT NULL,
  unmapped        ${flag} NOT NULL,
  parent_id       ${long}
) ${table};
CREATE INDEX search_document_parent
  ON search_document (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE search_term (
  id              ${long} NOT NULL PRIMARY KEY,
  organisation_id ${uuid} NOT NULL,
  word            ${key}  NOT NULL,
  UNIQUE (organisation_id, word)
) ${table};

-- The place is the sort of thing and the field, as one number in the order of their worth.
CREATE TABLE search_posting (
  term_id     ${long} NOT NULL,
  place       ${long} NOT NULL,
  document_id ${long} NOT NULL,
  PRIMARY KEY (term_id, place, document_id)
) ${clustered};
CREATE INDEX search_posting_document ON search_posting (document_id, term_id);
