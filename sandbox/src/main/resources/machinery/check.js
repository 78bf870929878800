'use strict';
// Looks at the sandbox from outside and says whether production is well. It shares nothing with the proofs of Mayday, and asks
// the server directly, past the relay. Usage: NODE_PATH=… node check.js sandbox.json    prints one JSON object
const crypto = require('node:crypto');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const world = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { traits } = world;
const speaks = require(path.join(world.folder, 'service', 'check.js'));
const url = `http://127.0.0.1:${world.servicePort}`;
const lines = (name) => {
  const file = path.join(world.folder, 'whatsapp', name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
};
const checks = [];
const found = (name, ok, saw) => checks.push({ name, ok, saw });
const some = (list) => list.slice(0, 5).join(', ') + (list.length > 5 ? `, and ${list.length - 5} more` : '');

async function health() {
  try {
    return await speaks.state(url, world.apiToken);
  } catch (error) {
    return { mode: null, companies: [], reason: `no answer on port ${world.servicePort}: ${error.cause?.code ?? error.message}` };
  }
}

async function sendOne(company) {
  try {
    found('a message goes through', true, await speaks.send(url, world.apiToken, company));
  } catch (error) {
    found('a message goes through', false, error.cause?.code ?? error.message);
  }
}

// PM2 overwrites the command line of what it runs, and cuts it; the environment that it gave stays.
function isService(pid, home) {
  const read = (name) => fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  const script = path.join(home, traits.script);
  const command = read('cmdline').split('\0');
  if (command.includes(script) || read('environ').split('\0').includes(`pm_exec_path=${script}`)) return true;
  return command.some((word) => path.basename(word) === traits.script) && fs.readlinkSync(`/proc/${pid}/cwd`) === home;
}

function serviceProcesses() {
  const home = fs.realpathSync(world.checkout);
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return isService(pid, home);
    } catch {
      return false; // it has just ended, or belongs to somebody else
    }
  });
}

const git = (...args) => execFileSync('git', ['--no-optional-locks', '-C', world.checkout, ...args], { encoding: 'utf8' }).trim();

// A tag that is gone is something to find, and no reason to find nothing.
function commit(ref) {
  try {
    return git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  } catch {
    return `no ${ref}`;
  }
}

// How a program reads its settings: what stands behind the name, without quotes.
function setting(name) {
  const text = fs.readFileSync(path.join(world.checkout, traits.settings), 'utf8');
  return text.match(new RegExp(`^\\s*(?:export\\s+)?${name}=["']?(\\w*)`, 'm'))?.[1];
}

function agreement(mode) {
  const wanted = mode === 'files' ? { ref: world.tag, value: traits.onFiles } : { ref: traits.main, value: traits.onDatabase };
  const value = setting(traits.mode);
  const [head, ref] = [git('rev-parse', 'HEAD'), commit(wanted.ref)];
  const dirty = git('status', '--porcelain', '--untracked-files=no');
  found('.env, checkout and mode agree', mode !== null && value === wanted.value && head === ref && !dirty,
    `mode ${mode}, ${traits.mode}=${value}, checkout ${head === ref ? wanted.ref : head.slice(0, 12)}${dirty ? ', with local changes' : ''}`);
}

class Database {
  async open() {
    const { Client } = require('pg');
    this.client = new Client({ host: '127.0.0.1', port: world.postgresPort, database: world.database, user: world.adminUser, password: world.adminPassword, connectionTimeoutMillis: 5000, query_timeout: 20000 });
    await this.client.connect();
  }

  async #rows(sql, values) {
    const { rows } = await this.client.query({ text: sql, values, rowMode: 'array' });
    return rows;
  }

  async creds(company) {
    const [id, creds] = traits.authColumns;
    const [row] = await this.#rows(`SELECT ${creds}::jsonb FROM ${traits.auth} WHERE ${id} = $1`, [company]);
    return row?.[0];
  }

  async keys(company, names) {
    const [id, type, name, data] = traits.keyColumns;
    const ids = names.map((one) => one.slice('session-'.length));
    const rows = await this.#rows(`SELECT ${name}, ${data}::jsonb FROM ${traits.keys} WHERE ${id} = $1 AND ${type} = 'session' AND ${name} = ANY($2)`, [company, ids]);
    return new Map(rows.map(([key, value]) => [`session-${key}`, value]));
  }

  close() {
    return this.client?.end();
  }
}

class Files {
  async open() {}

  #read(company, name) {
    const folder = path.join(world.checkout, traits.sessions, `${traits.companyFolder}${company}`);
    const file = path.join(folder, `${name.replace(/\//g, '__').replace(/:/g, '-')}.json`);
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  }

  async creds(company) {
    return this.#read(company, 'creds');
  }

  async keys(company, names) {
    return new Map(names.map((name) => [name, this.#read(company, name)]).filter(([, value]) => value));
  }

  close() {}
}

function identityOf(creds) {
  const secret = Buffer.from(creds.signedIdentityKey.private.data, 'base64');
  const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]);
  const key = crypto.createPublicKey(crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

async function strangers(store) {
  const wrong = [];
  for (const known of lines('registered.jsonl')) {
    const creds = await store.creds(known.company);
    const same = creds && creds.me?.id === known.user && identityOf(creds) === known.identity;
    if (!same) wrong.push(`company ${known.company} ${creds ? 'has another identity' : 'has no credentials'}`);
  }
  return wrong;
}

/** Per company and conversation: where the last acknowledged message stood, and the chains that were left before it. */
function acknowledged() {
  const companies = new Map();
  for (const line of lines('acknowledged.jsonl')) {
    const keys = companies.get(line.company) ?? companies.set(line.company, new Map()).get(line.company);
    const was = keys.get(line.key);
    const chain = `${line.base} ${line.chain}`;
    const left = was?.left ?? new Set();
    if (was && was.chain !== chain) left.add(was.chain);
    keys.set(line.key, { chain, counter: line.counter, left });
  }
  return companies;
}

function position(record) {
  const session = Object.values(record._sessions).find((s) => s.indexInfo.closed === -1);
  const chain = session.currentRatchet.ephemeralKeyPair.pubKey;
  return { chain: `${session.indexInfo.baseKey} ${chain}`, counter: session._chains[chain].chainKey.counter };
}

async function conversations(store, sent) {
  const result = { messages: lines('acknowledged.jsonl').length, behind: [], dropped: [] };
  for (const [company, keys] of sent) {
    const stored = await store.keys(company, [...keys.keys()]);
    for (const [key, last] of keys) {
      const name = `company ${company} ${key}`;
      if (!stored.has(key)) { result.dropped.push(name); continue; }
      const at = position(stored.get(key));
      if (last.left.has(at.chain) || (at.chain === last.chain && at.counter < last.counter)) result.behind.push(name);
    }
  }
  return result;
}

async function content(mode) {
  // a service that does not answer left its sessions where its settings say
  const files = mode === null ? setting(traits.mode) === traits.onFiles : mode === 'files';
  const store = files ? new Files() : new Database();
  const sent = acknowledged();
  try {
    await store.open();
    const wrong = await strangers(store);
    found('identities are those of birth', wrong.length === 0, some(wrong) || `${lines('registered.jsonl').length} of ${world.companies}`);
    const { messages, behind, dropped } = await conversations(store, sent);
    found('no acknowledged message is missing in the store', behind.length === 0, some(behind) || `${messages} acknowledged messages, ${dropped.length} conversations begun anew`);
    return dropped.length;
  } catch (error) {
    found('the store in use can be read', false, error.message);
    return null;
  } finally {
    await store.close();
  }
}

function violations() {
  const all = lines('violations.jsonl');
  const open = all.slice(all.findLastIndex((line) => line.kind === 'pardon') + 1);
  found('WhatsApp has refused nothing', open.length === 0, some(open.map((v) => `${v.kind} of company ${v.company}`)) || 'no violation');
}

async function main() {
  const seen = await health();
  const pids = serviceProcesses();
  const connected = seen.companies.filter((c) => c.open).length;
  const closed = seen.companies.filter((c) => !c.open).map((c) => `company ${c.id}: ${c.reason}`);
  const leftOut = (seen.leftOut ?? []).map((id) => `company ${id} is left out`);
  found('one service process', pids.length === 1 && String(seen.pid) === pids[0], `${pids.length} running (${pids.join(', ') || 'none'})`);
  found('every company is connected', connected === world.companies, `${connected} of ${world.companies}${seen.reason ? `: ${seen.reason}` : ''}${closed.length || leftOut.length ? `: ${some([...closed, ...leftOut])}` : ''}`);
  await sendOne(seen.companies.find((c) => c.open)?.id);
  agreement(seen.mode);
  const dropped = await content(seen.mode);
  violations();
  console.log(JSON.stringify({ green: checks.every((check) => check.ok), mode: seen.mode, connected, companies: world.companies, dropped, checks }));
}

main();
