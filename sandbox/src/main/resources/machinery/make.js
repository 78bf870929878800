'use strict';
// Makes linked companies and their keys, in the shapes of the real thing. Writes registered.jsonl and auth.copy into FOLDER
// and streams the keys to standard output as rows for COPY into their table, so that any number of them fits into little memory.
// Usage: node make.js FOLDER COMPANIES KEYS-OF-EACH [--sender-key=buffer|array]   COMPANIES: how many, numbered, or names with commas
// Who keeps sender keys as arrays is of the older generation, and has none of the types of key that came with the newer one.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const buffers = require('../library/buffers');
const curve = require('../library/curve');
const identity = require('../library/identity');
const ratchet = require('../library/ratchet');

const [folder, companies, keys] = [process.argv[2], named(process.argv[3]), Number(process.argv[4])];
const asArray = process.argv.includes('--sender-key=array');
const PHONE = 79000000000;
const DAY = 86_400_000;

function named(text) {
  return /^\d+$/.test(text) ? Array.from({ length: Number(text) }, (_, i) => i + 1) : text.split(',');
}

const base64 = (n) => crypto.randomBytes(n).toString('base64');
const digits = (n) => String(10 ** (n - 1) + crypto.randomInt(9 * 10 ** (n - 1)));
const user = (i) => String(PHONE + 100_000 + i);
const group = (i) => (i % 10 === 9 ? `${user(i)}-${1400000000 + i}@g.us` : `1203630${String(10 ** 11 + i)}@g.us`);

function linked(company, number) {
  const creds = identity.fresh();
  const [owner, own] = [curve.keyPair(), creds.signedIdentityKey];
  const me = String(PHONE + number);
  const details = crypto.randomBytes(12);
  const head = (kind) => Buffer.from([6, kind]);
  const accountSignature = curve.sign(owner.private, Buffer.concat([head(0), details, own.public]));
  const deviceSignature = curve.sign(own.private, Buffer.concat([head(1), details, own.public, owner.public]));
  const text = (bytes) => bytes.toString('base64');
  return {
    ...creds,
    me: { id: `${me}:12@s.whatsapp.net`, name: `Company ${company}`, lid: `${digits(14)}:12@lid` },
    account: { details: text(details), accountSignatureKey: text(owner.public), accountSignature: text(accountSignature), deviceSignature: text(deviceSignature) },
    signalIdentities: [{ identifier: { name: `${me}@s.whatsapp.net`, deviceId: 0 }, identifierKey: curve.withType(owner.public) }],
    platform: 'android',
    myAppStateKeyId: 'AAAAAA==',
    lastAccountSyncTimestamp: Math.floor(Date.now() / 1000),
    routingInfo: crypto.randomBytes(10),
  };
}

function session() {
  const record = ratchet.begin(crypto.randomInt(16384));
  for (let n = crypto.randomInt(20); n > 0; n--) ratchet.advance(record);
  return record;
}

/** Only one's own has the private half. */
function senderKey(own) {
  const pair = curve.keyPair();
  const signing = { public: curve.withType(pair.public).toString('base64'), ...(own && { private: pair.private.toString('base64') }) };
  const state = [{ senderKeyId: crypto.randomInt(2 ** 31), senderChainKey: { iteration: crypto.randomInt(90), seed: base64(32) }, senderSigningKey: signing, senderMessageKeys: [] }];
  return asArray ? state : Buffer.from(JSON.stringify(state));
}

function appStateKey() {
  return { keyData: base64(32), fingerprint: { rawId: crypto.randomInt(2 ** 31), currentIndex: 1, deviceIndexes: [0, 1] }, timestamp: String(Date.now()) };
}

function appStateVersion() {
  return { version: crypto.randomInt(500), hash: crypto.randomBytes(128), indexValueMap: { [base64(32)]: { valueMac: crypto.randomBytes(32) } } };
}

const COLLECTIONS = ['critical_block', 'critical_unblock_low', 'regular', 'regular_high', 'regular_low'];
const NEW = new Set(['lid-mapping', 'device-list', 'tctoken', 'identity-key']);
const kept = ([type]) => !asArray || !NEW.has(type);
const RARE = [
  ['app-state-sync-key', 'AAAAAA==', appStateKey],
  ['app-state-sync-key', 'AAD//w==', appStateKey],
  ...COLLECTIONS.map((name) => ['app-state-sync-version', name, appStateVersion]),
  ['tctoken', '__index', () => ({ token: Buffer.alloc(0) })],
].filter(kept);
// [share of a hundred, type, id of the i-th, value]
const COMMON = [
  [62, 'pre-key', (i) => String(i + 1), () => curve.keyPair()],
  [18, 'session', (i) => (i % 4 === 3 ? `${10 ** 13 + i}${asArray ? '' : '_1'}.0` : `${user(i)}.${i % 3 ? 0 : 12}`), session],
  [5, 'sender-key', (i, me) => `${group(i)}::${i % 2 ? user(i) : me}::${i % 2}`, (i) => senderKey(i % 2 === 0)],
  [2, 'sender-key-memory', group, (i) => ({ [`${user(i)}@s.whatsapp.net`]: true })],
  [6, 'lid-mapping', (i) => (i % 2 ? `${10 ** 13 + i - 1}_reverse` : user(i)), (i) => (i % 2 ? user(i - 1) : String(10 ** 13 + i))],
  [3, 'device-list', user, () => ['0', '12']],
  [2, 'tctoken', (i) => `${user(i)}@s.whatsapp.net`, () => ({ token: crypto.randomBytes(16), timestamp: String(Date.now()) })],
  [2, 'identity-key', (i) => `${10 ** 13 + i}_1.0`, () => Buffer.concat([Buffer.from([5]), crypto.randomBytes(32)])],
].filter(([, type]) => kept([type]));

/** How many of each common type: shares of what the rare ones leave, the remainder goes to the pre-keys. */
function counts(total) {
  const shares = COMMON.map(([share]) => Math.floor((total * share) / 100));
  shares[0] += total - shares.reduce((a, b) => a + b, 0);
  return shares;
}

function* keysOf(total, me) {
  const rare = RARE.slice(0, total);
  for (const [type, id, make] of rare) yield [type, id, make()];
  const wanted = counts(total - rare.length);
  for (const [n, [, type, id, make]] of COMMON.entries()) {
    for (let i = 0; i < wanted[n]; i++) yield [type, id(i, me), make(i)];
  }
}

const escaped = (text) => text.replace(/\\/g, '\\\\');
const row = (...fields) => fields.map((field) => escaped(String(field))).join('\t') + '\n';
const ago = () => new Date(Date.now() - crypto.randomInt(20 * DAY)).toISOString();

function add(file, text) {
  fs.appendFileSync(path.join(folder, file), text);
}

function drained() {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function company(id, number) {
  const creds = linked(id, number);
  creds.nextPreKeyId = creds.firstUnuploadedPreKeyId = counts(keys - Math.min(keys, RARE.length))[0] + 1;
  add('auth.copy', row(id, buffers.write(creds), ago()));
  const known = { company: id, user: creds.me.id, identity: creds.signedIdentityKey.public.toString('base64'), nextPreKeyId: creds.nextPreKeyId };
  add('registered.jsonl', JSON.stringify(known) + '\n');
  for (const [type, key, value] of keysOf(keys, String(PHONE + number))) {
    if (!process.stdout.write(row(id, type, key, buffers.write(value), ago()))) await drained();
  }
}

async function main() {
  for (const [i, id] of companies.entries()) await company(id, i + 1);
}

main();
