-- What the gateway keeps. Nothing here is called, or typed, as in the other service.
CREATE SCHEMA gateway;
CREATE TABLE gateway."Identities" (
  tenant varchar(40) PRIMARY KEY,
  secret json NOT NULL,
  "changedAt" timestamptz NOT NULL DEFAULT clock_timestamp(),
  plan text NOT NULL DEFAULT 'basic'
);
CREATE TABLE gateway.signal_store (
  tenant varchar(40) NOT NULL,
  kind varchar(40) NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  "changedAt" timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (tenant, kind, name)
);
