'use strict';
// WhatsApp's side of the sandbox. It knows each company's registered identity and how far each conversation has come, and
// writes down what a real server or the other phone would refuse: another identity, two devices under one identity, a message
// key or a pre-key used twice. Usage: node whatsapp.js FOLDER PORT
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');

const [folder, port] = process.argv.slice(2);
const files = {
  registered: path.join(folder, 'registered.jsonl'),
  acknowledged: path.join(folder, 'acknowledged.jsonl'),
  preKeys: path.join(folder, 'pre-keys.jsonl'),
  violations: path.join(folder, 'violations.jsonl'),
};
const now = () => new Date().toISOString();
const note = (file, line) => fs.appendFileSync(file, JSON.stringify({ at: now(), ...line }) + '\n');

function lines(file) {
  if (!fs.existsSync(file)) return [];
  return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const registered = new Map(lines(files.registered).map((r) => [r.company, r]));
const preKeys = new Map([...registered.values()].map((r) => [r.company, r.nextPreKeyId - 1]));
const conversations = new Map();
const online = new Map();

const chainOf = (m) => `${m.base} ${m.chain}`;

function remember(m) {
  const name = `${m.company} ${m.key}`;
  const was = conversations.get(name);
  if (was?.chain === chainOf(m)) was.counter = m.counter;
  else conversations.set(name, { chain: chainOf(m), counter: m.counter, left: new Set([...(was?.left ?? []), was?.chain]) });
}

function isStale(m) {
  const was = conversations.get(`${m.company} ${m.key}`);
  return Boolean(was) && (was.left.has(chainOf(m)) || (was.chain === chainOf(m) && m.counter <= was.counter));
}

function violation(kind, company, detail) {
  note(files.violations, { kind, company, ...detail });
}

function login(socket, { company, user, identity, pid }) {
  const known = registered.get(company);
  if (!known || !user) {
    violation('new-identity', company, { pid });
    return { ok: false, state: 'qr', reason: 'a new device: waiting for the QR code to be scanned' };
  }
  if (identity !== known.identity || user !== known.user) {
    violation('wrong-identity', company, { pid });
    return { ok: false, state: 'logged-out', reason: '401 logged out: these credentials are not of this company' };
  }
  replace(company, pid);
  Object.assign(socket, { company, client: pid });
  online.set(company, socket);
  return { ok: true };
}

function replace(company, pid) {
  const other = online.get(company);
  if (!other || other.destroyed) return;
  if (other.client !== pid) violation('two-devices', company, { pids: [other.client, pid] });
  other.end(JSON.stringify({ op: 'close', reason: '440 conflict: replaced' }) + '\n');
}

function message(socket, m) {
  const seen = { company: socket.company, key: m.key, base: m.base, chain: m.chain, counter: m.counter };
  if (isStale(seen)) {
    violation('stale-session', socket.company, { key: m.key, counter: m.counter });
    return { ok: false, reason: 'Key used already or never filled' };
  }
  remember(seen);
  note(files.acknowledged, { ...seen, id: m.id, pid: socket.client, size: m.size });
  return { ok: true };
}

function preKey(socket, m) {
  const highest = preKeys.get(socket.company) ?? 0;
  if (m.keyId <= highest) violation('pre-key-reused', socket.company, { keyId: m.keyId });
  else note(files.preKeys, { company: socket.company, keyId: m.keyId });
  preKeys.set(socket.company, Math.max(highest, m.keyId));
  return { ok: m.keyId > highest };
}

function handle(socket, m) {
  if (m.op === 'login') return login(socket, m);
  if (online.get(socket.company) !== socket) return { ok: false, reason: 'not logged in' };
  return m.op === 'pre-key' ? preKey(socket, m) : message(socket, m);
}

lines(files.acknowledged).forEach(remember);
lines(files.preKeys).forEach((line) => preKeys.set(line.company, Math.max(preKeys.get(line.company) ?? 0, line.keyId)));

// "SIGUSR2" cuts every connection, as a network hiccup would: the service then logs in anew and reads its credentials again.
process.on('SIGUSR2', () => online.forEach((socket) => socket.destroy()));
process.on('SIGTERM', () => process.exit(0));

net
  .createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => online.get(socket.company) === socket && online.delete(socket.company));
    const questions = readline.createInterface({ input: socket });
    questions.on('error', () => {}); // the socket's own handler has ended it
    questions.on('line', (line) => {
      const m = JSON.parse(line);
      const answer = handle(socket, m);
      if (socket.writable) socket.write(JSON.stringify({ n: m.n, ...answer }) + '\n');
    });
  })
  .listen(Number(port), '127.0.0.1');
