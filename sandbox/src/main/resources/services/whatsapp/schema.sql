-- What the service of the sandbox keeps, and (in a schema of their own) what the sandbox needs to undo its faults.
CREATE TABLE whatsapp_auth (
  company_id integer PRIMARY KEY,
  creds jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE whatsapp_keys (
  company_id integer NOT NULL,
  key_type text NOT NULL,
  key_id text NOT NULL,
  key_data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz,
  PRIMARY KEY (company_id, key_type, key_id)
);
CREATE INDEX whatsapp_keys_updated_at ON whatsapp_keys (updated_at);

CREATE SCHEMA sandbox;
CREATE TABLE sandbox.damaged_auth (company_id integer PRIMARY KEY, before jsonb NOT NULL, after jsonb NOT NULL);
CREATE TABLE sandbox.deleted_auth (LIKE whatsapp_auth);
CREATE TABLE sandbox.deleted_keys (LIKE whatsapp_keys);
