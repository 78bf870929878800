// Sessions on disk, as the library's own helper for files keeps them: a folder for each tenant.
import fs from 'node:fs/promises';
import path from 'node:path';
import bytes from '../vendor/wa/buffers.js';

const fileOf = (name) => `${name.replaceAll('/', '__').replaceAll(':', '-')}.json`;

export class Vault {
  static backend = 'disk';
  backend = Vault.backend;
  #root;

  constructor(settings) {
    this.#root = settings.authRoot;
  }

  async look() {}

  async close() {}

  #place(tenant, name) {
    return path.join(this.#root, `t-${tenant}`, fileOf(name));
  }

  async #read(tenant, name) {
    try {
      return bytes.read(await fs.readFile(this.#place(tenant, name), 'utf8'));
    } catch {
      return undefined; // the helper takes what it cannot read for absent
    }
  }

  async #write(tenant, name, value) {
    await fs.mkdir(path.dirname(this.#place(tenant, name)), { recursive: true });
    await fs.writeFile(this.#place(tenant, name), bytes.write(value));
  }

  identity(tenant) {
    return this.#read(tenant, 'creds');
  }

  keepIdentity(tenant, secret) {
    return this.#write(tenant, 'creds', secret);
  }

  key(tenant, kind, name) {
    return this.#read(tenant, `${kind}-${name}`);
  }

  async names(tenant, kind, most) {
    const all = await fs.readdir(path.dirname(this.#place(tenant, kind)));
    const own = all.filter((file) => file.startsWith(`${kind}-`));
    return own.slice(0, most).map((file) => file.slice(kind.length + 1, -'.json'.length));
  }

  async keep(tenant, kinds, secret) {
    for (const [kind, keys] of Object.entries(kinds)) {
      for (const [name, value] of Object.entries(keys)) {
        if (value) await this.#write(tenant, `${kind}-${name}`, value);
        else await fs.rm(this.#place(tenant, `${kind}-${name}`), { force: true });
      }
    }
    if (secret) await this.keepIdentity(tenant, secret);
  }
}
