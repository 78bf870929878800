// Sessions in PostgreSQL. The values are text: the database never looks into them.
import pg from 'pg';
import bytes from '../vendor/wa/buffers.js';

const IDENTITY = `INSERT INTO gateway."Identities" (tenant, secret, "changedAt") VALUES ($1, $2, clock_timestamp())
  ON CONFLICT (tenant) DO UPDATE SET secret = excluded.secret, "changedAt" = excluded."changedAt"`;
const KEY = `INSERT INTO gateway.signal_store (tenant, kind, name, value, "changedAt") VALUES ($1, $2, $3, $4, clock_timestamp())
  ON CONFLICT (tenant, kind, name) DO UPDATE SET value = excluded.value, "changedAt" = excluded."changedAt"`;
const GONE = 'DELETE FROM gateway.signal_store WHERE tenant = $1 AND kind = $2 AND name = $3';

export class Vault {
  static backend = 'pg';
  backend = Vault.backend;
  #dsn;
  #pool;

  constructor(settings) {
    this.#dsn = settings.dsn;
  }

  async look() {
    this.#pool ??= this.#open();
    try {
      await this.#pool.query('SELECT');
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  #open() {
    const pool = new pg.Pool({ connectionString: this.#dsn, max: 3, connectionTimeoutMillis: 2500, query_timeout: 2500, application_name: 'chat-gateway' });
    pool.on('error', () => {}); // the next look finds it out
    return pool;
  }

  async close() {
    const pool = this.#pool;
    this.#pool = undefined;
    pool?.end().catch(() => {});
  }

  async #rows(sql, ...values) {
    if (!this.#pool) throw new Error('the vault is lost');
    return (await this.#pool.query({ text: sql, values, rowMode: 'array' })).rows;
  }

  async identity(tenant) {
    const [row] = await this.#rows('SELECT secret::text FROM gateway."Identities" WHERE tenant = $1', tenant);
    return row && bytes.read(row[0]);
  }

  keepIdentity(tenant, secret) {
    return this.#rows(IDENTITY, tenant, bytes.write(secret));
  }

  async key(tenant, kind, name) {
    const [row] = await this.#rows('SELECT value FROM gateway.signal_store WHERE tenant = $1 AND kind = $2 AND name = $3', tenant, kind, name);
    return row && bytes.read(row[0]);
  }

  async names(tenant, kind, most) {
    const rows = await this.#rows('SELECT name FROM gateway.signal_store WHERE tenant = $1 AND kind = $2 LIMIT $3', tenant, kind, most);
    return rows.map(([name]) => name);
  }

  /** All of it or nothing; null removes. */
  async keep(tenant, kinds, secret) {
    if (!this.#pool) throw new Error('the vault is lost');
    const client = await this.#pool.connect();
    const heard = () => {}; // the query under way fails as well; said once more and unheard, it would end the process
    client.on('error', heard);
    let broken = true;
    try {
      await client.query('BEGIN');
      await this.#all(client, tenant, kinds);
      if (secret) await client.query(IDENTITY, [tenant, bytes.write(secret)]);
      await client.query('COMMIT');
      broken = false;
    } finally {
      client.off('error', heard);
      client.release(broken);
    }
  }

  async #all(client, tenant, kinds) {
    for (const [kind, keys] of Object.entries(kinds)) {
      for (const [name, value] of Object.entries(keys)) {
        await (value ? client.query(KEY, [tenant, kind, name, bytes.write(value)]) : client.query(GONE, [tenant, kind, name]));
      }
    }
  }
}
