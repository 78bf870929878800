'use strict';
// Sessions in PostgreSQL: whatsapp_auth holds one row of credentials for each company, whatsapp_keys one row for each key.
const fs = require('node:fs');
const { Pool, types } = require('pg');
const buffers = require('./buffers');

const JSONB = 3802;
types.setTypeParser(JSONB, (text) => text);

const SAVE_CREDS = `INSERT INTO whatsapp_auth (company_id, creds) VALUES ($1, $2)
  ON CONFLICT (company_id) DO UPDATE SET creds = excluded.creds, updated_at = clock_timestamp()`;
const SAVE_KEY = `INSERT INTO whatsapp_keys (company_id, key_type, key_id, key_data) VALUES ($1, $2, $3, $4)
  ON CONFLICT (company_id, key_type, key_id) DO UPDATE SET key_data = excluded.key_data, updated_at = clock_timestamp()`;

/** Looks a host up in a table like /etc/hosts, for places without a name server; without a table the name stays. */
function address(host, hostsFile) {
  if (!hostsFile) return host;
  const lines = fs.readFileSync(hostsFile, 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  const found = lines.find(([, ...names]) => names.includes(host));
  if (found) return found[0];
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
}

class Store {
  constructor(settings) {
    this.mode = 'postgres';
    this.settings = settings;
  }

  refusal(pattern) {
    return pattern === 'true' ? null : `USE_REPOSITORY_PATTERN=${pattern}, but this version reads sessions from PostgreSQL only`;
  }

  welcome() {
    return ['✓ Using PostgreSQL auth state', '✓ Database connection successful'];
  }

  describe(error) {
    return `Database connection failed: ${error.message || error.code}`;
  }

  async ping() {
    if (!this.pool) this.pool = this.#open();
    try {
      await this.pool.query('SELECT 1');
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  #open() {
    const url = new URL(this.settings.databaseUrl);
    url.hostname = address(url.hostname, this.settings.hostsFile);
    const pool = new Pool({ connectionString: url.href, max: 4, connectionTimeoutMillis: 3000, query_timeout: 3000, application_name: 'baileys' });
    pool.on('error', (error) => this.#lost(pool, error));
    return pool;
  }

  // The next connection looks the host up anew.
  #lost(pool, error) {
    console.error(`✗ ${this.describe(error)}`);
    if (pool === this.pool) this.close();
  }

  async close() {
    const pool = this.pool;
    this.pool = null;
    pool?.end().catch(() => {}); // its connections are gone already
  }

  async #rows(sql, values) {
    if (!this.pool) throw new Error('no database connection');
    return (await this.pool.query(sql, values)).rows;
  }

  async readCreds(company) {
    const [row] = await this.#rows('SELECT creds FROM whatsapp_auth WHERE company_id = $1', [company]);
    return row ? buffers.read(row.creds) : null;
  }

  async writeCreds(company, creds) {
    await this.#rows(SAVE_CREDS, [company, buffers.write(creds)]);
  }

  async readKey(company, type, id) {
    const sql = 'SELECT key_data FROM whatsapp_keys WHERE company_id = $1 AND key_type = $2 AND key_id = $3';
    const [row] = await this.#rows(sql, [company, type, id]);
    return row ? buffers.read(row.key_data) : null;
  }

  async listIds(company, type, limit) {
    const sql = 'SELECT key_id FROM whatsapp_keys WHERE company_id = $1 AND key_type = $2 LIMIT $3';
    return (await this.#rows(sql, [company, type, limit])).map((row) => row.key_id);
  }

  /** All of it or nothing. */
  async write(company, keys, creds) {
    if (!this.pool) throw new Error('no database connection');
    const client = await this.pool.connect();
    // The query under way reports a lost connection, and the client says it once more: unheard, that ends the process.
    const heard = () => {};
    client.on('error', heard);
    let broken = true;
    try {
      await client.query('BEGIN');
      for (const key of keys) await this.#writeKey(client, company, key);
      if (creds) await client.query(SAVE_CREDS, [company, buffers.write(creds)]);
      await client.query('COMMIT');
      broken = false;
    } finally {
      client.off('error', heard);
      client.release(broken);
    }
  }

  #writeKey(client, company, { type, id, value }) {
    if (value) return client.query(SAVE_KEY, [company, type, id, buffers.write(value)]);
    return client.query('DELETE FROM whatsapp_keys WHERE company_id = $1 AND key_type = $2 AND key_id = $3', [company, type, id]);
  }
}

module.exports = { Store };
