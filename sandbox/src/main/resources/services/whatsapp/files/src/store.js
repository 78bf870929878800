'use strict';
// Sessions in files, one folder for each company: creds.json, and <type>-<id>.json for each key.
const fs = require('node:fs/promises');
const path = require('node:path');
const buffers = require('./buffers');

const fileName = (name) => `${name}.json`.replace(/\//g, '__').replace(/:/g, '-');

class Store {
  constructor(settings) {
    this.mode = 'files';
    this.root = settings.sessionsFolder;
  }

  refusal(pattern) {
    return pattern === 'false' ? null : `USE_REPOSITORY_PATTERN=${pattern}, but this version reads sessions from files only`;
  }

  welcome() {
    return ['✓ Using file auth state'];
  }

  describe(error) {
    return `Session files failed: ${error.message}`;
  }

  async ping() {}

  async close() {}

  #folder(company) {
    return path.join(this.root, `company_${company}`);
  }

  #path(company, name) {
    return path.join(this.#folder(company), fileName(name));
  }

  // What cannot be read does not exist: so does the library that wrote these files.
  async #read(company, name) {
    try {
      return buffers.read(await fs.readFile(this.#path(company, name), 'utf8'));
    } catch {
      return null;
    }
  }

  async #write(company, name, value) {
    await fs.mkdir(this.#folder(company), { recursive: true });
    await fs.writeFile(this.#path(company, name), buffers.write(value));
  }

  readCreds(company) {
    return this.#read(company, 'creds');
  }

  writeCreds(company, creds) {
    return this.#write(company, 'creds', creds);
  }

  readKey(company, type, id) {
    return this.#read(company, `${type}-${id}`);
  }

  async listIds(company, type, limit) {
    const names = await fs.readdir(this.#folder(company));
    const own = names.filter((name) => name.startsWith(`${type}-`) && name.endsWith('.json'));
    return own.slice(0, limit).map((name) => name.slice(type.length + 1, -'.json'.length));
  }

  async write(company, keys, creds) {
    for (const { type, id, value } of keys) {
      if (value) await this.#write(company, `${type}-${id}`, value);
      else await fs.rm(this.#path(company, `${type}-${id}`), { force: true });
    }
    if (creds) await this.writeCreds(company, creds);
  }
}

module.exports = { Store };
